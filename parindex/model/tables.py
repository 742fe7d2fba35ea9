"""What ``round.yaml`` says of tables of other indices or statistics, and of registers."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictInt

from parindex.model.moment import Moment
from parindex.model.rule import Identifier, Number
from parindex.model.text import Code, LocalText, Model

Year = Annotated[StrictInt, Field(ge=1990, le=2100)]
Count = Literal["received", "returned", "on_time", "late", "open", "overdue"]
"""What is counted of the dossiers of a unit; ``forms/dossiers.py`` says what each means."""


class FeedSpec(Model):
    """The item that a figure is given for, and its input, which may be left out where it has one.

    ``blocks`` are those whose item is meant, all that have an item of the code if left out.
    """

    item: Code
    input: Identifier | None = None
    blocks: tuple[str, ...] = ()

    def concerns(self, block: str) -> bool:
        """Tell whether the figures are for the units of a block."""
        return not self.blocks or block in self.blocks


class Feed(FeedSpec):
    """A column of a table as the figure of an item.

    ``year`` says that a figure of another year than the round's is meant; ``as: percent``, that
    85.5 means 85.5%; ``scale``, within what ends the figures lie, in percent where they are that.
    """

    column: str
    form: Literal["percent"] | None = Field(None, alias="as")
    year: Year | None = None
    scale: tuple[Number, Number] | None = None


class Counted(FeedSpec):
    """What is counted of a register as the figure of an item."""

    count: Count


class SourceSpec(Model):
    """A file beside the round with something on every unit; ``file`` is a path from round.yaml.

    Of an input that the unit declares too, ``use`` says which figure counts where the two differ.
    """

    file: str
    sheet: str | None = None
    source: LocalText
    use: Literal["declared", "supplied"] = "declared"


class TableSpec(SourceSpec):
    """A table with a row a unit: ``unit`` is the column of its code or name."""

    year: Year
    unit: str = "code"
    scale: tuple[Number, Number] | None = None
    feeds: Annotated[tuple[Feed, ...], Field(min_length=1)]


class RegisterColumns(Model):
    """The headings of a register."""

    unit: str = "unit"
    dossier: str = "dossier"
    received: str = "received"
    due: str = "due"
    returned: str = "returned"


class RegisterSpec(SourceSpec):
    """A register with a row a dossier: those received in ``period`` (from, to) are counted.

    The period is the round's year if left out; ``until`` is the day whose end the counts show,
    the last of the period if left out.
    """

    columns: RegisterColumns = RegisterColumns()
    period: tuple[Moment, Moment] | None = None
    until: Moment | None = None
    feeds: Annotated[tuple[Counted, ...], Field(min_length=1)]


def _texts(value: object) -> object:
    """Return one text or whole number, or a list of them, as a list of texts."""
    held = value if isinstance(value, list) else [value]
    return [str(one) if type(one) is int else one for one in held]


Texts = Annotated[tuple[str, ...], Field(min_length=1), BeforeValidator(_texts)]
"""What may stand in a column: one of these texts."""


class Entered(FeedSpec):
    """The rows of a unit as the figure of an item: how many, or the ``sum`` of a column of theirs.

    ``where`` says, by headings, what must stand in a row that counts.
    """

    sum: str | None = None
    where: Mapping[str, Texts] = Field(default_factory=dict)


class EntriesSpec(SourceSpec):
    """A register with a row an entry (an inspection, a fault, a month): ``unit`` is the column.

    A unit without a row has no figure, unless ``absent`` says that it has none to its name.
    """

    unit: str = "unit"
    absent: Literal["missing", "zero"] = "missing"
    feeds: Annotated[tuple[Entered, ...], Field(min_length=1)]
