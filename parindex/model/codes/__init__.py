"""The catalogue of findings: every code with its severity and its texts; codes are never reused.

A family has its letters: CRI criteria files, RND the round's folder and tables, SUB returned forms,
EVI evidence, SCO scoring, RPT reports. Of each kind of finding is told

- ``code``: the name it keeps for good; the page of findings has a section under it,
- ``severity``: ``error`` (something cannot be used), ``warning`` (look at it), ``info`` (a note),
- ``wrong``: what is the matter,
- ``expected``: what should stand there; empty where the first sentence says it,
- ``remedy``: what to do,
- ``why``: why it matters to a round, and what goes wrong where nobody looks; without places.

The texts are English, marked for the catalogue of translations; ``{name}`` is a place that the
finding fills. ``docs/findings.md`` is written from here by ``samples/document.py``.
"""

from parindex.model.codes.arrival import ARRIVAL
from parindex.model.codes.criteria import CRITERIA
from parindex.model.codes.entries import ENTRIES
from parindex.model.codes.evidence import EVIDENCE
from parindex.model.codes.kind import Kind
from parindex.model.codes.ledger import LEDGER
from parindex.model.codes.levels import LEVELS
from parindex.model.codes.past import PAST
from parindex.model.codes.report import REPORT
from parindex.model.codes.returned import RETURNED
from parindex.model.codes.roster import ROSTER
from parindex.model.codes.round import ROUND
from parindex.model.codes.scoring import SCORING
from parindex.model.codes.selection import SELECTION
from parindex.model.codes.shape import SHAPE
from parindex.model.codes.submission import SUBMISSION
from parindex.model.codes.survey import QUESTIONNAIRE, SURVEY
from parindex.model.codes.tables import SUPPLIED, TABLES
from parindex.model.codes.totals import TOTALS

_PARTS = (
    SHAPE, CRITERIA, LEVELS, QUESTIONNAIRE, ROUND, ARRIVAL, SURVEY, TABLES, ENTRIES, ROSTER, PAST,
    TOTALS, SELECTION, LEDGER, RETURNED, SUBMISSION, SUPPLIED, EVIDENCE, SCORING, REPORT,
)  # fmt: skip
_FAMILIES = ("CRI", "RND", "SUB", "EVI", "SCO", "RPT")


def _order(kind: Kind) -> tuple[int, str]:
    return _FAMILIES.index(kind.code[:3]), kind.code


KINDS: dict[str, Kind] = {
    kind.code: kind for kind in sorted((kind for part in _PARTS for kind in part), key=_order)
}

__all__ = ["KINDS", "Kind"]
