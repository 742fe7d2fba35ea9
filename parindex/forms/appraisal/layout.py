"""The appraisal workbook, said once: its columns, keys and identity; written and read from here."""

from typing import NamedTuple

from parindex.forms.layout import Head, LayoutColumn
from parindex.locale import mark
from parindex.model.ledger import Stage

MARKER = "parindex:appraisal:1"
"""Stands hidden in A1, so that a renamed sheet is still found."""

IDENTITY = ("set_id", "set_version", "form_hash", "year", "stage")
GROUP, END = "group", "end"
"""Keys of the rows that name an area, a criterion or a unit, and of the row below the table."""

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
    SO_FAR = 8
    AMENDED = 9
    COMPUTED = 10
    CLAIM = 11
    FORMER = 12
    LAST = 13
    POINTS = 14
    NOW = 15
    REASON = 16
    DOCUMENTS = 17
    SAID = 18
    FINDINGS = 19
    FORM = 20
    USED = 21
    FIGURE = 22


HEADS = {
    Column.KEY: Head("", 0),
    Column.UNIT: Head(mark("Unit"), 8),
    Column.CODE: Head(mark("Code"), 7),
    Column.NAME: Head(mark("Item"), 22),
    Column.MAX: Head(mark("Maximum points"), 7),
    Column.RULE: Head(mark("How it is scored"), 25),
    Column.LABEL: Head(mark("Declared data"), 19),
    Column.DECLARED: Head(mark("Value declared"), 10.5),
    Column.SO_FAR: Head(mark("Value so far"), 10.5),
    Column.AMENDED: Head(mark("Value as appraised"), 10.5),
    Column.COMPUTED: Head(mark("Points computed"), 7.5),
    Column.CLAIM: Head(mark("Points claimed"), 7.5),
    Column.FORMER: Head(mark("Points so far"), 7.5),
    Column.LAST: Head(mark("Points last time"), 7.5),
    Column.POINTS: Head(mark("Points given"), 7.5),
    Column.NOW: Head(mark("Points as appraised"), 7.5),
    Column.REASON: Head(mark("Reason"), 24),
    Column.DOCUMENTS: Head(mark("Documents named"), 20),
    Column.SAID: Head(mark("Explained so far"), 22),
    Column.FINDINGS: Head(mark("Findings"), 22),
    Column.FORM: Head("", 0),
    Column.USED: Head("", 0),
    Column.FIGURE: Head("", 0),
}
EXPLANATION_HEADS = HEADS | {
    Column.AMENDED: Head(mark("Value proposed"), 11),
    Column.POINTS: Head(mark("Points proposed"), 7.5),
    Column.NOW: Head(mark("Points as proposed"), 7.5),
    Column.REASON: Head(mark("Explanation of the unit"), 30),
    Column.DOCUMENTS: Head(mark("Further documents"), 24),
    Column.SAID: Head(mark("Reason of the appraiser"), 26),
}
HIDDEN = frozenset({Column.KEY, Column.FORM, Column.USED, Column.FIGURE})
"""Columns that only programs read: keys, and what the formulas of points work with."""

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
