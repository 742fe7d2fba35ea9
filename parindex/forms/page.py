"""A sheet under way: what all sheets of a form are written with."""

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from parindex.forms.layout import LISTS_SHEET, cell_name
from parindex.forms.styles import Styles
from parindex.locale import Say, mark
from parindex.model.round import RoundSpec


class PlainFormulas(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet whose formulas know no function newer than Excel 2010.

    XlsxWriter looks in each formula for more than a hundred newer names, which took half the time
    of a form.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")


class Book:
    """A workbook under way, with its cell formats and the lists that its cells choose from."""

    def __init__(self, book: Workbook, say: Say) -> None:
        self.book, self.say = book, say
        self.styles = Styles(book)
        self._lists: dict[tuple[str, ...], int] = {}

    def page(self, name: str) -> "Page":
        """Add a sheet."""
        return Page(self, self.book.add_worksheet(name, PlainFormulas))

    def option_cells(self, options: tuple[str, ...]) -> list[str]:
        """Return the cells in which the texts of a list stand."""
        row = self._lists.setdefault(options, len(self._lists))
        names = (cell_name(row, column) for column in range(len(options)))
        return [f"{LISTS_SHEET}!{_fixed(name)}" for name in names]

    def list_range(self, options: tuple[str, ...]) -> str:
        """Return the range that a drop-down list takes its texts from."""
        cells = self.option_cells(options)
        return f"={cells[0]}:{cells[-1].removeprefix(f'{LISTS_SHEET}!')}"

    def write_lists(self) -> None:
        """Write the lists on a sheet of their own, which people do not see."""
        sheet = self.book.add_worksheet(LISTS_SHEET)
        for row, options in enumerate(self._lists):
            for column, option in enumerate(options):
                sheet.write_string(row, column, option)
        sheet.very_hidden()


def _fixed(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell.removeprefix(letters)}"


class Page:
    """A sheet under way."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book, self.sheet = book, sheet
        self.say, self.styles = book.say, book.styles

    def text(self, row: int, column: int, text: str, style: str) -> None:
        """Write a text, whatever it begins with."""
        self.sheet.write_string(row, column, text, self.styles[style])

    def across(self, row: int, columns: tuple[int, int], text: str, style: str) -> None:
        """Write a text over some columns of a row."""
        self.merged((row, columns[0], row, columns[1]), text, self.styles[style])

    def merged(self, area: tuple[int, int, int, int], value: Any, style: Format) -> None:
        """Write into one cell, or into an area made one; ``None`` leaves it blank."""
        first, left, last, right = area
        if (first, left) != (last, right):
            self.sheet.merge_range(first, left, last, right, "", style)
        if isinstance(value, str):
            self.sheet.write_string(first, left, value, style)
        elif value is None:
            self.sheet.write_blank(first, left, None, style)
        else:
            self.sheet.write(first, left, value, style)

    def rule(self, row: int, column: int, rule: dict[str, Any], hint: str, last: int = -1) -> None:
        """Validate a cell, or a column of cells down to ``last``, with a hint while typing."""
        common = {
            "ignore_blank": True,
            "input_message": hint,
            "error_title": self.say(mark("Please check")),
            "error_message": hint,
        }
        self.sheet.data_validation(row, column, max(last, row), column, common | rule)

    def list_rule(
        self, row: int, column: int, options: tuple[str, ...], hint: str, last: int = -1
    ) -> None:
        """Let a cell, or a column of cells, be chosen from a list."""
        source = self.book.list_range(options)
        self.rule(row, column, {"validate": "list", "source": source}, hint, last)

    def day_rule(self, row: int, column: int, last: int = -1) -> None:
        """Ask for a date where evidence is named; another text may stay if the unit insists."""
        cell = cell_name(row, column)
        rule = {"validate": "custom", "value": f"=ISNUMBER({cell})", "error_type": "warning"}
        self.rule(row, column, rule, self.say(mark("Type day/month/year.")), last)

    def print_setup(self, footer: str, *, landscape: bool = True) -> None:
        """Set the sheet up for A4, as wide as the page, with page numbers."""
        sheet = self.sheet
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        name = footer[:80].replace("&", "&&")
        sheet.set_footer(f"&L&8 {name}&R&8 {page_numbers(self.say)}")
        sheet.hide_gridlines(2)

    def protect(self) -> None:
        """Lock what is not to be typed over, without a password; widths and heights may change."""
        self.sheet.protect("", {"format_columns": True, "format_rows": True})


def page_numbers(say: Say) -> str:
    """Say which page of how many it is, as a sheet's footer has it filled in."""
    return say(mark("Page {page} of {pages}"), page="&P", pages="&N")


def receiver_words(spec: RoundSpec, say: Say) -> str:
    """Say to whom forms are returned; empty where the round does not tell."""
    return say(mark(" to {receiver}"), receiver=spec.receiver) if spec.receiver else ""
