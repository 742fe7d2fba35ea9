"""A workbook of tables under way, ready to print: results.xlsx and the annexes are made with it."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from parindex.forms.page import PlainFormulas, page_numbers
from parindex.forms.styles import text_height
from parindex.locale import Say, mark

NOT_APPLICABLE = mark("n/a")
_FONT = {"font_name": "Times New Roman", "font_size": 11}
HEAD_ROW, FIRST_ROW = 3, 4
"""The row of the headings of a table, and the first of its lines, from 0."""


class Formula(NamedTuple):
    """A formula and what it comes to: a printed number, or an exact one, or one to be shown so."""

    text: str
    value: Decimal | Fraction | int
    printed: bool = False


Value = str | int | Decimal | Fraction | datetime | Formula | None


class Book:
    """A workbook with the few looks its tables need."""

    def __init__(
        self, book: Workbook, say: Say, lang: str, *, fill: str = "#BDD7EE", tab: str = ""
    ) -> None:
        """Take a workbook under way; ``fill`` is the colour of heads, ``tab`` that of tabs."""
        self.book, self.say, self.lang, self.tab = book, say, lang, tab
        self.widths: list[float] = []
        self.formulas = True
        """Whether formulas are written; else what they come to."""
        box = {"border": 1, "border_color": "#808080", "valign": "vcenter"}
        self.head = book.add_format(
            _FONT | box | {"bold": True, "bg_color": fill, "text_wrap": True, "align": "center"}
        )
        self.title = book.add_format(_FONT | {"bold": True, "font_size": 14})
        self.note = book.add_format(_FONT | {"italic": True})
        self.text = book.add_format(_FONT | box | {"text_wrap": True, "indent": 1})
        self.whole = book.add_format(_FONT | box | {"align": "center"})
        self.strong = book.add_format({"bold": True, "bg_color": "#F2F2F2"})
        self.moment = book.add_format(
            _FONT | box | {"align": "center", "num_format": "hh:mm dd/mm/yyyy"}
        )
        self.exact = book.add_format(_FONT | box | {"num_format": "0.00####"})
        self.printed = {
            places: book.add_format(
                _FONT | box | {"num_format": "0." + "0" * places if places else "0"}
            )
            for places in range(7)
        }

    def sheet(
        self, name: str, title: str, heads: list[tuple[str, float]], note: str = ""
    ) -> Worksheet:
        """Add a sheet with a title, a header row, widths, and print setup."""
        sheet = self.page(name)
        self.head_of(sheet, title, heads, note)
        return sheet

    def page(self, name: str) -> Worksheet:
        """Add an empty sheet."""
        sheet = self.book.add_worksheet(_sheet_name(name, self.book), PlainFormulas)
        if self.tab:
            sheet.set_tab_color(self.tab)
        return sheet

    def head_of(
        self, sheet: Worksheet, title: str, heads: list[tuple[str, float]], note: str = ""
    ) -> None:
        """Give a sheet a title, a header row, widths, and print setup; its lines come next."""
        sheet.write_string(0, 0, title, self.title)
        sheet.write_string(1, 0, note, self.note)
        for column, (head, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(HEAD_ROW, column, head, self.head)
        self.widths = [width for _, width in heads]
        sheet.set_row(HEAD_ROW, max(text_height(head, width * 0.8, 15) for head, width in heads))
        sheet.freeze_panes(FIRST_ROW, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        sheet.set_footer(f"&R&8{page_numbers(self.say)}")

    def line(self, sheet: Worksheet, row: int, values: Iterable[Value], decimals: int) -> None:
        """Write a row: texts as texts, printed numbers with their decimals, exact ones whole."""
        values = tuple(values)
        texts = [
            (value, width)
            for value, width in zip(values, self.widths, strict=True)
            if isinstance(value, str)
        ]
        sheet.set_row(
            row, max((text_height(text, width * 0.85, 15) for text, width in texts), default=19)
        )
        for column, value in enumerate(values):
            match value:
                case None:
                    sheet.write_blank(row, column, None, self.text)
                case str():
                    sheet.write_string(row, column, value, self.text)
                case int():
                    sheet.write_number(row, column, value, self.whole)
                case datetime():
                    sheet.write_datetime(row, column, value, self.moment)
                case Fraction():
                    sheet.write_number(row, column, value, self.exact)
                case Decimal():
                    sheet.write_number(row, column, value, self.printed[decimals])
                case Formula() if not self.formulas:
                    looks = self.look_of(value, decimals)
                    sheet.write_number(row, column, float(value.value), looks)
                case Formula():
                    looks = self.look_of(value, decimals)
                    sheet.write_formula(row, column, value.text, looks, float(value.value))

    def stress(self, sheet: Worksheet, row: int, columns: int) -> None:
        """Make a line stand out from those around it."""
        look = {"type": "no_errors", "format": self.strong}
        sheet.conditional_format(row, 0, row, columns - 1, look)

    def look_of(self, formula: Formula, decimals: int) -> Format:
        """Return the look of a formula's cell, by what it comes to."""
        if isinstance(formula.value, int):
            return self.whole
        printed = formula.printed or isinstance(formula.value, Decimal)
        return self.printed[decimals] if printed else self.exact


def _sheet_name(wanted: str, book: Workbook) -> str:
    clean = "".join("_" if letter in "[]:*?/\\'" else letter for letter in wanted)[:28]
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    name, number = clean, 2
    while name.lower() in taken:
        name, number = f"{clean} {number}", number + 1
    return name
