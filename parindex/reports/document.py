"""A document as headings, paragraphs, lists and tables, before it is set as Markdown or PDF."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Heading(NamedTuple):
    """A heading; the document's title is of level 1."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """A paragraph."""

    text: str


class Bullets(NamedTuple):
    """A list; with a title where it needs one."""

    lines: tuple[str, ...]
    title: str = ""


class Facts(NamedTuple):
    """Texts, each with what it is about; a line break in a text is one in print."""

    rows: tuple[tuple[str, str], ...]


class Table(NamedTuple):
    """A table; ``widths`` are relative, 0 for as wide as its texts; ``figures`` stand right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    figures: frozenset[int] = frozenset()
    last_is_sum: bool = False


Part = Heading | Paragraph | Bullets | Facts | Table


@dataclass(frozen=True, slots=True)
class Document:
    """An annex of an official letter: its head, and its parts in order."""

    lang: str
    year: int
    organisation: str
    label: str
    title: str
    attached: str
    """To which letter it belongs, with blanks for number and date."""
    page: str
    """What the number of a page is called."""
    status: str = ""
    """What readers must not take it for, where that is to be said."""
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = field(default=())
