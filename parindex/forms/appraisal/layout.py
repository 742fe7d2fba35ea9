"""The appraisal workbook, said once: its columns, keys and identity; written and read from here."""

from typing import NamedTuple

from parindex.forms.layout import Head, LayoutColumn
from parindex.locale import mark
from parindex.model.ledger import Stage

MARKER = "parindex:appraisal:1"
"""Stands hidden in A1, so that a renamed sheet is still found."""

IDENTITY = ("set_id", "set_version", "form_hash", "year", "stage")
WHO, DAY = "who", "day"
"""Keys of the rows in which the workbook says who filled it in, and when."""

NAMES = {
    Stage.APPRAISAL_1: mark("Appraisal 1"),
    Stage.EXPLANATION: mark("Explanation"),
    Stage.APPRAISAL_2: mark("Appraisal 2"),
}
"""The names of the sheets."""


class Column(LayoutColumn):
    """The columns, from A."""

    KEY = 0
    UNIT = 1
    CODE = 2
    NAME = 3
    MAX = 4
    RULE = 5
    LABEL = 6
    DECLARED = 7
    AMENDED = 8
    COMPUTED = 9
    CLAIM = 10
    FORMER = 11
    LAST = 12
    POINTS = 13
    REASON = 14
    DOCUMENTS = 15
    SAID = 16
    FINDINGS = 17
    FORM = 18


HEADS = {
    Column.KEY: Head("", 0),
    Column.UNIT: Head(mark("Unit"), 8),
    Column.CODE: Head(mark("Code"), 7),
    Column.NAME: Head(mark("Item"), 26),
    Column.MAX: Head(mark("Maximum points"), 7),
    Column.RULE: Head(mark("How it is scored"), 27),
    Column.LABEL: Head(mark("Declared data"), 20),
    Column.DECLARED: Head(mark("Value declared"), 11),
    Column.AMENDED: Head(mark("Value as appraised"), 11),
    Column.COMPUTED: Head(mark("Points computed"), 8),
    Column.CLAIM: Head(mark("Points claimed"), 8),
    Column.FORMER: Head(mark("Points so far"), 8),
    Column.LAST: Head(mark("Points last time"), 8),
    Column.POINTS: Head(mark("Points given"), 8),
    Column.REASON: Head(mark("Reason"), 26),
    Column.DOCUMENTS: Head(mark("Documents named"), 24),
    Column.SAID: Head(mark("Explained so far"), 22),
    Column.FINDINGS: Head(mark("Findings"), 26),
    Column.FORM: Head("", 0),
}
EXPLANATION_HEADS = HEADS | {
    Column.AMENDED: Head(mark("Value proposed"), 11),
    Column.POINTS: Head(mark("Points proposed"), 8),
    Column.REASON: Head(mark("Explanation of the unit"), 30),
    Column.DOCUMENTS: Head(mark("Further documents"), 24),
    Column.SAID: Head(mark("Reason of the appraiser"), 26),
}
HIDDEN = frozenset({Column.KEY, Column.FORM})
OPEN = frozenset({Column.AMENDED, Column.POINTS, Column.REASON})
"""Columns that are filled in; in an explanation so are the documents."""

COLUMN_KEYS_ROW = 9
"""Index (from 0) of the hidden row that says which column is which; the headings stand below."""


class Key(NamedTuple):
    """Which unit, item and input a row is about; the first row of an item has its first input."""

    unit: str
    item: str
    name: str = ""

    def text(self) -> str:
        """Write the key as it stands in column A."""
        return "|".join(("row", *self))

    @classmethod
    def read(cls, text: object) -> "Key | None":
        """Read a key; none where the text is not one."""
        parts = text.split("|") if isinstance(text, str) else []
        return cls(*parts[1:]) if len(parts) == 4 and parts[0] == "row" else None


def heads(stage: Stage) -> dict[Column, Head]:
    """Return the headings of the workbook of a stage."""
    return EXPLANATION_HEADS if stage is Stage.EXPLANATION else HEADS


FORM_LETTERS = 16
"""How many letters of a form's hash a row keeps."""
