"""The sheets of one block, which refer to each other, and where each unit stands on them."""

from dataclasses import dataclass
from fractions import Fraction

from xlsxwriter.worksheet import Worksheet

from parindex.locale import Say, mark
from parindex.model.result import Heading, RoundResult, UnitResult, UnitScore
from parindex.model.surveyed import SurveyLine
from parindex.reports.book import FIRST_ROW, Book
from parindex.reports.publication import Publication
from parindex.reports.view import CRITERIA_STATUS, BlockView

UNIT_HEADS = ((mark("Rank"), 7.0), (mark("Code"), 9.0), (mark("Unit"), 32.0))
PAGES = (
    (mark("Ranking {block}"), mark("Ranking")),
    (mark("Areas {block}"), mark("Points and index by area")),
    (mark("Items {block}"), mark("Points by item")),
    (mark("Criteria {block}"), mark("Areas, items and their maxima")),
    (mark("Charts {block}"), mark("Charts")),
)
"""The sheets of a block: their names, and what is on them."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is written of a block, and the sheets for it, all there before any is written."""

    book: Book
    view: BlockView
    title: str
    ranking: Worksheet
    areas: Worksheet
    items: Worksheet
    criteria: Worksheet
    charts: Worksheet
    scored: tuple[tuple[UnitResult, UnitScore], ...]
    """The units that have a score, in the order of print."""
    ranked: int
    """How many units are ranked; they are the first on every sheet."""
    appraised: bool
    """Whether anything was said after self-assessment."""

    @classmethod
    def of(cls, book: Book, view: BlockView, publication: Publication) -> "Sheets":
        """Add the sheets of a block to a book."""
        ranking, areas, items, criteria, charts = (
            book.page(book.say(name, block=view.block.code)) for name, _ in PAGES
        )
        return cls(
            book,
            view,
            publication.title,
            ranking,
            areas,
            items,
            criteria,
            charts,
            tuple((unit, unit.score) for unit in view.block.units if unit.score),
            len(view.block.ranked),
            bool(view.stages),
        )

    def head_of(
        self, sheet: Worksheet, what: str, heads: list[tuple[str, float]], note: str = ""
    ) -> None:
        """Head a sheet: the round and what is on it, a note, headings; and set it up for print."""
        title = f"{self.title}. {self.say(what)}"
        self.book.head_of(sheet, title, heads, note or self.note)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        name = f"{self.title}. {self.view.name}"[:120].replace("&", "&&")
        sheet.set_header(f"&L&8{name}")

    @property
    def say(self) -> Say:
        """Return how texts are said."""
        return self.book.say

    @property
    def note(self) -> str:
        """Return the line under a title: the block, and what its criteria are."""
        status = self.say(CRITERIA_STATUS[self.view.block.criteria.status])
        return self.say(mark("{block}. Criteria: {status}."), block=self.view.name, status=status)

    @property
    def contents(self) -> list[tuple[str, str]]:
        """Return what the sheets are called, and what is on them."""
        pages = (self.ranking, self.areas, self.items, self.criteria, self.charts)
        named = zip(pages, PAGES, strict=True)
        return [(page.get_name(), self.say(what)) for page, (_, what) in named]

    def unit_heads(self) -> list[tuple[str, float]]:
        """Return the headings of the columns that say whose line it is."""
        return [(self.say(head), width) for head, width in UNIT_HEADS]

    def unit_cells(self, unit: UnitResult) -> tuple[int | None, str, str]:
        """Return the cells that say whose line it is."""
        return unit.rank, unit.code, unit.name


@dataclass(frozen=True, slots=True)
class Span:
    """The items of an area: their places in the block, first and last, and so their columns."""

    area: Heading
    first: int
    last: int

    def of(self, points: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
        """Return the part of a unit's items that is of this area."""
        return points[self.first : self.last + 1]


def spans(view: BlockView) -> list[Span | None]:
    """Return the items of each area; none where they do not stand side by side."""
    found: list[Span | None] = []
    codes = [item.area for item in view.block.items]
    for area in view.block.areas:
        places = [place for place, code in enumerate(codes) if code == area.code]
        whole = places and len(places) == places[-1] - places[0] + 1
        found.append(Span(area, places[0], places[-1]) if whole else None)
    return found


ITEM_COLUMN = len(UNIT_HEADS)
"""The column of the first item on the sheet of items."""
ITEM_ROW = FIRST_ROW + 1
"""The row of the first unit there; above it stand the maxima."""


def survey_lines(result: RoundResult, block: str) -> list[SurveyLine]:
    """Return what the surveys said of a block."""
    return [line for line in result.surveys if line.block == block]
