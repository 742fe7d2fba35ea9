"""What an account is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parindex.locale import Say
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding
from parindex.model.result import AdjustmentLine, BlockResult, RoundResult, UnitResult
from parindex.model.submission import Answer
from parindex.model.supplied import Supplied
from parindex.model.surveyed import SurveyLine
from parindex.scoring.aggregate import Sum
from parindex.scoring.item import ItemScore
from parindex.scoring.ledger import Steps


@dataclass(frozen=True, slots=True)
class Account:
    """What an account is made from; answers and scores, by item, are of the file that counts."""

    result: RoundResult
    unit: UnitResult
    block: BlockResult
    criteria: CriteriaSet
    findings: tuple[Finding, ...]
    adjustments: tuple[AdjustmentLine, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """As the unit declared them, before anybody amended anything."""
    scores: Mapping[str, ItemScore] = field(default_factory=dict)
    begun: Mapping[str, ItemScore] = field(default_factory=dict)
    """The scores at the end of self-assessment."""
    steps: Steps = field(default_factory=dict)
    levels: Mapping[str, Sum | None] = field(default_factory=dict)
    """What every level came to, by code, where levels are no plain sums."""
    supplied: Mapping[str, Supplied] = field(default_factory=dict)
    """By item, what in its answer is not the unit's own."""
    surveys: tuple[SurveyLine, ...] = ()
    """What respondents said of the unit."""
    advice: bool = True
    """Whether findings say what to do: for those who run the round, not in a letter to a unit."""

    def told(self, finding: Finding, say: Say) -> str:
        """Return a finding as the account tells it."""
        wrong = f"{finding.code}: {finding.wrong(say)}"
        return f"{wrong} {finding.remedy(say)}" if self.advice else wrong
