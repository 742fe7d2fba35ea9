"""The account of a unit's points, from the cell to the total; as text, or as an annex."""

from parindex.reports.account.annex import annex
from parindex.reports.account.given import Account
from parindex.reports.account.lines import account_lines

__all__ = ["Account", "account_lines", "annex"]
