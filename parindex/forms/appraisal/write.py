"""Writes a workbook for an appraiser, or for a unit that is asked to explain itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from io import BytesIO
from itertools import groupby

import xlsxwriter

from parindex.forms.appraisal.layout import (
    COLUMN_KEYS_ROW,
    DAY,
    FORM_LETTERS,
    HIDDEN,
    IDENTITY,
    MARKER,
    NAMES,
    OPEN,
    WHO,
    Key,
    heads,
)
from parindex.forms.appraisal.layout import Column as Col
from parindex.forms.layout import cell_name
from parindex.forms.page import Book, Page
from parindex.forms.styles import CREATED, TEXT_STAYS_TEXT, text_height
from parindex.forms.validation import NUMBER_HINTS
from parindex.locale import Localised, Say, mark, speaker
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.ledger import Stage
from parindex.model.round import RoundSpec, Unit
from parindex.model.rule import Input, Value
from parindex.model.submission import Answer

_WHOLE = (Col.UNIT, Col.FINDINGS)


@dataclass(frozen=True, slots=True)
class AppraisedItem:
    """An item of a unit as the appraiser finds it; points are exact."""

    unit: Unit
    item: Criterion
    answer: Answer
    computed: Fraction | None
    former: Fraction
    last: Fraction | None = None
    said: tuple[object, ...] = ()
    """What the unit and earlier appraisers said of it, to be spoken in the round's language."""
    findings: tuple[object, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class AppraisalOrder:
    """What an appraisal workbook is made from; ``title`` names the unit or the area it is about."""

    spec: RoundSpec
    criteria: CriteriaSet
    stage: Stage
    title: Localised | str
    items: tuple[AppraisedItem, ...] = field(default=())


def write_appraisal(order: AppraisalOrder) -> bytes:
    """Return the bytes of the workbook; the same order gives the same bytes."""
    buffer = BytesIO()
    made = xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT)
    made.set_properties({"comments": "parindex", "created": CREATED})
    say = speaker(order.spec.language)
    book = Book(made, say)
    page = book.page(say(NAMES[order.stage]))
    _title(page, order)
    _header(page, order.stage)
    row = COLUMN_KEYS_ROW + 2
    first = row
    for _, rows in groupby(order.items, key=lambda entry: entry.unit.code):
        for entry in rows:
            row = _Item(page, order.stage, entry, row).write()
    page.text(row, Col.KEY, "end", "hidden")
    page.print_setup(say("{name}", name=order.title))
    page.sheet.repeat_rows(COLUMN_KEYS_ROW + 1)
    page.sheet.print_area(0, Col.UNIT, row, Col.FINDINGS)
    page.sheet.freeze_panes(first, Col.MAX)
    page.sheet.set_zoom(85)
    page.protect()
    book.write_lists()
    made.close()
    return buffer.getvalue()


def _title(page: Page, order: AppraisalOrder) -> None:
    say, criteria = page.say, order.criteria
    page.text(0, Col.KEY, MARKER, "hidden")
    values = {
        "set_id": criteria.id,
        "set_version": criteria.version,
        "form_hash": criteria.form_hash,
        "year": criteria.year,
        "stage": order.stage.value,
    }
    for row, key in enumerate(IDENTITY, start=1):
        page.text(row, Col.KEY, f"{key}={values[key]}", "hidden")
    page.across(0, (Col.UNIT, Col.LABEL), say("{n}", n=order.spec.organisation).upper(), "office")
    heading = say(_TITLES[order.stage], year=criteria.year)
    page.across(1, _WHOLE, heading, "title")
    page.across(2, _WHOLE, say("{title}", title=order.title), "subtitle")
    page.across(3, _WHOLE, say("{title}", title=criteria.title), "note")
    page.across(4, _WHOLE, say(_HOW[order.stage]), "note_wrapped")
    page.sheet.set_row(4, 32)
    labels = _WHO_UNIT if order.stage is Stage.EXPLANATION else _WHO_APPRAISER
    for row, key, style in ((6, WHO, "answer"), (7, DAY, "day")):
        page.text(row, Col.KEY, key, "hidden")
        page.across(row, (Col.UNIT, Col.NAME), say(labels[key]), "text")
        page.merged((row, Col.MAX, row, Col.RULE), None, page.styles[style])
    page.day_rule(7, Col.MAX)


def _header(page: Page, stage: Stage) -> None:
    for column, head in heads(stage).items():
        page.text(COLUMN_KEYS_ROW, column, column.key, "hidden")
        hidden = column in HIDDEN
        page.sheet.set_column(column, column, head.width, None, {"hidden": hidden})
        if not hidden:
            page.text(COLUMN_KEYS_ROW + 1, column, page.say(head.text), "head")
    page.sheet.set_row(COLUMN_KEYS_ROW, None, None, {"hidden": True})
    page.sheet.set_row(COLUMN_KEYS_ROW + 1, 44)


class _Item:
    """Writes the rows of an item: one an input."""

    def __init__(self, page: Page, stage: Stage, entry: AppraisedItem, row: int) -> None:
        self.page, self.stage, self.entry, self.first = page, stage, entry, row
        self.fields: list[tuple[str, Input | None]] = [*entry.item.fields.items()] or [("", None)]
        self.last = row + len(self.fields) - 1

    def write(self) -> int:
        """Write them; return the row below."""
        entry, page, say = self.entry, self.page, self.page.say
        item = entry.item
        texts = {
            Col.NAME: say("{name}", name=item.name),
            Col.RULE: "\n".join(item.rule_lines(say)),
            Col.DOCUMENTS: "\n".join(documents_of(entry.answer, say)),
            Col.SAID: "\n".join(_spoken(entry.said, say)),
            Col.FINDINGS: "\n".join(_spoken(entry.findings, say)),
        }
        if self.stage is Stage.EXPLANATION:
            del texts[Col.DOCUMENTS]
        self.heights(texts)
        for offset, (name, field_) in enumerate(self.fields):
            self.input(self.first + offset, name, field_)
        self.span(Col.UNIT, entry.unit.code, "code")
        self.span(Col.CODE, item.code, "code")
        for column, text in texts.items():
            self.span(column, text, "small" if column != Col.NAME else "text")
        self.span(Col.MAX, item.max_points, "points")
        points = (
            (Col.COMPUTED, entry.computed, "computed"),
            (Col.CLAIM, entry.answer.claim, "points"),
            (Col.FORMER, entry.former, "points"),
            (Col.LAST, entry.last, "points"),
        )
        for column, value, style in points:
            self.span(column, None if value is None else float(value), style)
        if self.stage is Stage.EXPLANATION:
            self.span(Col.DOCUMENTS, None, "answer")
        self.span(Col.POINTS, None, "claim")
        self.span(Col.REASON, None, "answer")
        page.text(self.first, Col.FORM, entry.form[:FORM_LETTERS], "hidden")
        self.points_rule()
        return self.last + 1

    def span(self, column: Col, value: object, style: str) -> None:
        area = (self.first, column, self.last, column)
        self.page.merged(area, value, self.page.styles[style])

    def heights(self, texts: dict[Col, str]) -> None:
        """Make the rows high enough for all their texts."""
        widths = heads(self.stage)
        wanted = max(
            text_height(text, widths[column].width * 1.1, 12) for column, text in texts.items()
        )
        labels = [
            text_height(self.label(field_), widths[Col.LABEL].width) for _, field_ in self.fields
        ]
        more = max(wanted - sum(labels), 0) / len(labels)
        for offset, height in enumerate(labels):
            self.page.sheet.set_row(self.first + offset, min(height + more, 400))

    def label(self, field_: Input | None) -> str:
        if field_ is None:
            return ""
        say = self.page.say
        text = say("{label}", label=field_.label)
        return f"{text} ({say('{unit}', unit=field_.unit)})" if field_.unit else text

    def input(self, row: int, name: str, field_: Input | None) -> None:
        page, styles = self.page, self.page.styles
        key = Key(self.entry.unit.code, self.entry.item.code, name)
        page.text(row, Col.KEY, key.text(), "hidden")
        page.text(row, Col.LABEL, self.label(field_), "text")
        if field_ is None:
            for column in (Col.DECLARED, Col.AMENDED):
                page.sheet.write_blank(row, column, None, styles["grey"])
            return
        kind = field_.type
        value = shown_value(field_, self.entry.answer.values.get(name), page.say)
        area = (row, Col.DECLARED, row, Col.DECLARED)
        page.merged(area, value, styles[f"shown_{kind}" if kind in _SHOWN else "shown"])
        page.sheet.write_blank(row, Col.AMENDED, None, styles[f"value_{kind}"])
        options = _options(field_, page.say)
        if options:
            page.list_rule(row, Col.AMENDED, options, page.say(mark("Choose from the list.")))
        elif kind in NUMBER_HINTS:
            rule = {"validate": "custom", "value": f"=ISNUMBER({cell_name(row, Col.AMENDED)})"}
            page.rule(row, Col.AMENDED, rule, page.say(NUMBER_HINTS[kind]))

    def points_rule(self) -> None:
        """Let the points be within what the item can give."""
        item, cell = self.entry.item, cell_name(self.first, Col.POINTS)
        most = cell_name(self.first, Col.MAX)
        test = f"=AND(ISNUMBER({cell}),{cell}>=0,{cell}<={most})"
        hint = self.page.say(mark("Type points from 0 to {max}."), max=item.max_points)
        self.page.rule(self.first, Col.POINTS, {"validate": "custom", "value": test}, hint)


def shown_value(field_: Input, value: Value, say: Say) -> object:
    """Return a declared value as a cell shows it; none where there is none."""
    if isinstance(value, bool):
        return say(mark("Yes")) if value else say(mark("No"))
    if isinstance(value, Fraction):
        return float(value)
    if field_.type == "choice" and isinstance(value, str):
        return say("{label}", label=field_.options[value])
    return value


def documents_of(answer: Answer, say: Say) -> Iterator[str]:
    """Yield the documents that a unit names, a line each."""
    for document in answer.documents:
        parts = (document.number, document.day, document.issuer, document.place, document.file)
        yield ", ".join(say("{part}", part=part) for part in parts if part)


def _spoken(texts: Sequence[object], say: Say) -> Iterator[str]:
    return (say("{text}", text=text) for text in texts)


def _options(field_: Input, say: Say) -> tuple[str, ...]:
    if field_.type == "yes_no":
        return (say(mark("Yes")), say(mark("No")))
    return tuple(say("{label}", label=label) for label in field_.options.values())


_SHOWN = frozenset({"percent", "date"})
_TITLES = {
    Stage.APPRAISAL_1: mark("APPRAISAL 1 OF {year}"),
    Stage.EXPLANATION: mark("EXPLANATION OF {year}"),
    Stage.APPRAISAL_2: mark("APPRAISAL 2 OF {year}"),
}
_AMEND = mark(
    "Where the data are not right, type the right ones under “Value as appraised”: the points "
    "follow from the rule. Type points under “Points given” only where no data can say it. Every "
    "change needs a reason. Leave blank what stays as it is."
)
_HOW = {
    Stage.APPRAISAL_1: _AMEND,
    Stage.EXPLANATION: mark(
        "These are the items in which the appraisal differs from your form. Say for each whether "
        "you agree; where you do not, explain, and name further documents. Leave blank what you "
        "accept."
    ),
    Stage.APPRAISAL_2: _AMEND,
}
_WHO_APPRAISER = {
    WHO: mark("Appraised by (office, name):"),
    DAY: mark("Date of the appraisal:"),
}
_WHO_UNIT = {WHO: mark("Explained by (name, position):"), DAY: mark("Date of the explanation:")}

__all__ = ["OPEN", "AppraisalOrder", "AppraisedItem", "write_appraisal"]
