"""The order of the steps of a round: read, check, score, settle duplicates, add up, rank."""

from parindex.evaluation.accounts import account_of
from parindex.evaluation.blanks import blank_forms
from parindex.evaluation.files import Assessment, assess_file
from parindex.evaluation.inbox import inbox_of
from parindex.evaluation.plan import Plan, make_plan
from parindex.evaluation.rounds import Evaluation, evaluate, evaluate_files
from parindex.evaluation.tables import evaluate_table

__all__ = [
    "Assessment",
    "Evaluation",
    "Plan",
    "account_of",
    "assess_file",
    "blank_forms",
    "evaluate",
    "evaluate_files",
    "evaluate_table",
    "inbox_of",
    "make_plan",
]
