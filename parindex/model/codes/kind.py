"""What a kind of finding is."""

from dataclasses import dataclass

ERROR, WARNING, INFO = "error", "warning", "info"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding, with the templates of its texts (English, keys of the catalogue)."""

    code: str
    severity: str
    wrong: str
    expected: str
    remedy: str
    why: str
