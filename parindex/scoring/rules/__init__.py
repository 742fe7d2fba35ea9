"""The rule kinds: one module each, and one line here."""

from parindex.model.rule import Rule
from parindex.scoring.rules.bands import Bands
from parindex.scoring.rules.checklist import Checklist
from parindex.scoring.rules.choice import Choice
from parindex.scoring.rules.cohort import Cohort
from parindex.scoring.rules.deadline import Deadline
from parindex.scoring.rules.deduction import Deduction
from parindex.scoring.rules.formula import Formula
from parindex.scoring.rules.improvement import Improvement
from parindex.scoring.rules.index import Index
from parindex.scoring.rules.judged import Judged
from parindex.scoring.rules.per_item import PerItem
from parindex.scoring.rules.proportional import Proportional
from parindex.scoring.rules.survey import Survey
from parindex.scoring.rules.yes_no import YesNo

RULE_KINDS: dict[str, type[Rule]] = {
    "yes_no": YesNo,
    "choice": Choice,
    "checklist": Checklist,
    "bands": Bands,
    "proportional": Proportional,
    "per_item": PerItem,
    "deduction": Deduction,
    "deadline": Deadline,
    "judged": Judged,
    "formula": Formula,
    "survey": Survey,
    "index": Index,
    "improvement": Improvement,
    "cohort": Cohort,
}
