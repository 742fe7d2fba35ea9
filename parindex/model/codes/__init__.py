"""The catalogue of findings: every code with its severity and its texts; codes are never reused.

``wrong`` says what is the matter, ``expected`` what should stand there (empty where the first
sentence says it), ``remedy`` what to do.
"""

from parindex.model.codes.criteria import CRITERIA
from parindex.model.codes.evidence import EVIDENCE
from parindex.model.codes.kind import Kind
from parindex.model.codes.report import REPORT
from parindex.model.codes.round import ROUND
from parindex.model.codes.scoring import SCORING
from parindex.model.codes.submission import SUBMISSION

KINDS: dict[str, Kind] = {
    kind.code: kind for kind in (*CRITERIA, *ROUND, *SUBMISSION, *EVIDENCE, *SCORING, *REPORT)
}

__all__ = ["KINDS", "Kind"]
