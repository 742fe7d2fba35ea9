"""The rows of an item in an appraisal workbook: one an input, beside it what is known and asked."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from parindex.forms.appraisal.layout import FORM_LETTERS, Key, heads
from parindex.forms.appraisal.layout import Column as Col
from parindex.forms.appraisal.live import ItemCells, points_formulas, used_formula
from parindex.forms.appraisal.order import AppraisalOrder, AppraisedItem
from parindex.forms.layout import cell_name
from parindex.forms.page import Page
from parindex.forms.styles import text_height
from parindex.forms.validation import NUMBER_HINTS
from parindex.locale import Say, mark
from parindex.model.ledger import Stage
from parindex.model.rule import Input, Value
from parindex.model.submission import Answer

_TALLEST = 400
"""Points; no spreadsheet program makes a row much taller."""


class ItemRows:
    """Writes the rows of an item."""

    def __init__(self, page: Page, order: AppraisalOrder, entry: AppraisedItem, row: int) -> None:
        self.page, self.order, self.entry = page, order, entry
        self.fields: list[tuple[str, Input | None]] = [*entry.item.fields.items()] or [("", None)]
        rows = {name: row + number for number, (name, _) in enumerate(self.fields) if name}
        self.at = ItemCells(row, row + len(self.fields) - 1, rows)
        self.is_explained = order.stage is Stage.EXPLANATION

    def write(self) -> int:
        """Write them; return the row below."""
        entry, item = self.entry, self.entry.item
        texts = self.texts()
        self.heights(texts)
        for number, (name, field) in enumerate(self.fields):
            self.input(self.at.first + number, name, field)
        self.span(Col.UNIT, entry.unit.code, "code")
        self.span(Col.CODE, item.code, "code")
        for column, text in texts.items():
            self.span(column, text, "small" if column != Col.NAME else "text")
        self.span(Col.MAX, item.max_points, "points")
        for column, points in (
            (Col.COMPUTED, entry.computed),
            (Col.CLAIM, entry.answer.claim),
            (Col.FORMER, entry.former),
            (Col.LAST, entry.last),
        ):
            self.span(column, None if points is None else float(points), "points_two")
        if self.is_explained:
            self.span(Col.DOCUMENTS, None, "answer")
        self.span(Col.POINTS, None, "claim")
        self.span(Col.REASON, None, "answer")
        self.page.text(self.at.first, Col.FORM, entry.form[:FORM_LETTERS], "hidden")
        self.points_rule()
        self.points_now()
        return self.at.last + 1

    def texts(self) -> dict[Col, str]:
        """Return the texts beside the inputs."""
        entry, say = self.entry, self.page.say
        texts = {
            Col.NAME: say("{name}", name=entry.item.name),
            Col.RULE: "\n".join(entry.item.rule_lines(say)),
            Col.DOCUMENTS: "\n".join(documents_of(entry.answer, say)),
            Col.SAID: "\n".join(say("{text}", text=text) for text in entry.said),
            Col.FINDINGS: "\n".join(say("{text}", text=text) for text in entry.findings),
        }
        if self.is_explained:
            del texts[Col.DOCUMENTS]
        return texts

    def span(self, column: Col, value: object, style: str) -> None:
        """Write a cell over all rows of the item."""
        area = (self.at.first, column, self.at.last, column)
        self.page.merged(area, value, self.page.styles[style])

    def heights(self, texts: Mapping[Col, str]) -> None:
        """Make the rows high enough for all their texts."""
        widths = heads(self.order.stage)
        wanted = max(
            text_height(text, widths[column].width * (1.0 if column == Col.NAME else 1.1), 13)
            for column, text in texts.items()
        )
        labels = [
            text_height(self.label(field), widths[Col.LABEL].width) for _, field in self.fields
        ]
        more = max(wanted - sum(labels), 0) / len(labels)
        for number, height in enumerate(labels):
            self.page.sheet.set_row(self.at.first + number, min(height + more, _TALLEST))

    def label(self, field: Input | None) -> str:
        """Return the question of an input, with its unit of measurement."""
        if field is None:
            return ""
        say = self.page.say
        text = say("{label}", label=field.label)
        return f"{text} ({say('{unit}', unit=field.unit)})" if field.unit else text

    def input(self, row: int, name: str, field: Input | None) -> None:
        """Write an input: what was declared, what counts so far, and the cell to amend it."""
        page, styles = self.page, self.page.styles
        key = Key(self.entry.unit.code, self.entry.item.code, name)
        page.text(row, Col.KEY, key.text(), "hidden")
        page.text(row, Col.LABEL, self.label(field), "text")
        if field is None:
            for column in (Col.DECLARED, Col.SO_FAR, Col.AMENDED):
                page.sheet.write_blank(row, column, None, styles["grey"])
            return
        style = styles[f"shown_{field.type}" if field.type in _SHOWN else "shown"]
        so_far = shown_value(field, name, self.entry.so_far, page.say)
        declared = shown_value(field, name, self.entry.answer, page.say)
        page.merged((row, Col.DECLARED, row, Col.DECLARED), declared, style)
        page.merged((row, Col.SO_FAR, row, Col.SO_FAR), so_far, style)
        page.sheet.write_formula(row, Col.USED, f"={used_formula(row)}", styles["hidden"], "")
        page.sheet.write_blank(row, Col.AMENDED, None, styles[f"value_{field.type}"])
        options = option_texts(field, page.say)
        if options:
            page.list_rule(row, Col.AMENDED, options, page.say(mark("Choose from the list.")))
        elif field.type in NUMBER_HINTS:
            rule = {"validate": "custom", "value": f"=ISNUMBER({cell_name(row, Col.AMENDED)})"}
            page.rule(row, Col.AMENDED, rule, page.say(NUMBER_HINTS[field.type]))

    def points_rule(self) -> None:
        """Let the points be within what the item can give; ask for the reason of a change."""
        page, item = self.page, self.entry.item
        cell, most = (cell_name(self.at.first, column) for column in (Col.POINTS, Col.MAX))
        test = f"=AND(ISNUMBER({cell}),{cell}>=0,{cell}<={most})"
        hint = page.say(mark("Type points from 0 to {max}."), max=item.max_points)
        page.rule(self.at.first, Col.POINTS, {"validate": "custom", "value": test}, hint)
        amended = ":".join(cell_name(row, Col.AMENDED) for row in (self.at.first, self.at.last))
        reason = cell_name(self.at.first, Col.REASON)
        lacks = f'=AND(TRIM({reason})="",COUNTA({amended},{cell})>0)'
        rule = {"type": "formula", "criteria": lacks, "format": page.styles["look_differs"]}
        page.sheet.conditional_format(self.at.first, Col.REASON, self.at.last, Col.REASON, rule)

    def points_now(self) -> None:
        """Show what the points come to, coloured where that is another than so far."""
        page, item, at = self.page, self.entry.item, self.at
        options = {
            (item.code, name): page.book.option_cells(option_texts(field, page.say))
            for name, field in item.fields.items()
            if field.type == "choice"
        }
        figure, points = points_formulas(self.order.criteria, item, at, options, page.say)
        if figure:
            hidden = page.styles["hidden"]
            page.sheet.write_formula(at.first, Col.FIGURE, f"={figure}", hidden, "")
        style = page.styles["computed"]
        if at.last > at.first:
            page.sheet.merge_range(at.first, Col.NOW, at.last, Col.NOW, "", style)
        former = float(self.entry.former)
        page.sheet.write_formula(at.first, Col.NOW, f"={points}", style, former)
        now, before = (cell_name(at.first, column) for column in (Col.NOW, Col.FORMER))
        test = f"=AND(ISNUMBER({now}),ABS({now}-{before})>=0.005)"
        rule = {"type": "formula", "criteria": test, "format": page.styles["look_differs"]}
        page.sheet.conditional_format(at.first, Col.NOW, at.last, Col.NOW, rule)


def shown_value(field: Input, name: str, answer: Answer, say: Say) -> object:
    """Return a declared value as a cell shows it; none where there is none."""
    value: Value = answer.values.get(name)
    if isinstance(value, bool):
        return say(mark("Yes")) if value else say(mark("No"))
    if isinstance(value, Fraction):
        return float(value)
    if field.type == "choice" and isinstance(value, str):
        return say("{label}", label=field.options[value])
    if field.type == "date" and value is None and name in answer.values:
        return say(mark("No"))
    return value


def documents_of(answer: Answer, say: Say) -> Iterator[str]:
    """Yield the documents that a unit names, a line each."""
    for document in answer.documents:
        parts = (document.number, document.day, document.issuer, document.place, document.file)
        yield ", ".join(say("{part}", part=part) for part in parts if part)


def option_texts(field: Input, say: Say) -> tuple[str, ...]:
    """Return the answers of which one is to be chosen; none where any may be typed."""
    if field.type == "yes_no":
        return (say(mark("Yes")), say(mark("No")))
    return tuple(say("{label}", label=label) for label in field.options.values())


_SHOWN = frozenset({"percent", "date"})
