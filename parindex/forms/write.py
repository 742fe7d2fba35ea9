"""Writes the self-assessment form of a unit: what an office sends out, ready to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from parindex.forms.guide import write_guide
from parindex.forms.layout import (
    EVIDENCE_HEAD,
    GUIDE_NAME,
    HEADER_ROW,
    HEADS,
    IDENTITY_SHEET,
    LISTS_SHEET,
    MARKER,
    SHEET_NAME,
    RowKey,
    cell_name,
)
from parindex.forms.layout import Column as Col
from parindex.forms.styles import TEXT_STAYS_TEXT, Styles, text_height
from parindex.forms.validation import NUMBER_HINTS, number_test
from parindex.locale import Say, mark, speaker
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.round import RoundSpec, Unit
from parindex.model.rule import Input

_CREATED = datetime(2000, 1, 1)

_STATUS = {
    "official": "",
    "adapted": mark("Criteria adapted from an official set"),
    "illustrative": mark("Illustrative criteria: not an official set"),
}


@dataclass(frozen=True, slots=True)
class FormOrder:
    """What a form is made from; ``exempt`` are the items the unit need not answer."""

    spec: RoundSpec
    criteria: CriteriaSet
    unit: Unit
    exempt: frozenset[str] = frozenset()


def write_form(order: FormOrder) -> bytes:
    """Return the bytes of a unit's blank form; the same order gives the same bytes."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT)
    say = speaker(order.spec.language)
    book.set_properties(
        {
            "title": say("{title}", title=order.criteria.title),
            "subject": order.unit.name,
            "author": say("{name}", name=order.spec.organisation),
            "comments": "parindex",
            "created": _CREATED,
        }
    )
    _Writer(book, order, say).write()
    book.close()
    return buffer.getvalue()


class _Writer:
    def __init__(self, book: Workbook, order: FormOrder, say: Say) -> None:
        self.book, self.order, self.say = book, order, say
        self.styles = Styles(book)
        self.sheet: Worksheet = book.add_worksheet(say(SHEET_NAME))
        self.lists: dict[tuple[str, ...], int] = {}

    def write(self) -> None:
        guide = self.book.add_worksheet(self.say(GUIDE_NAME))
        write_guide(guide, self.styles, self.order.spec, self.say)
        self.title_block()
        self.header()
        end = self.body(HEADER_ROW + 2)
        self.signatures(end)
        self.identity()
        self.page_setup(end)

    def title_block(self) -> None:
        say, style, sheet, order = self.say, self.styles, self.sheet, self.order
        sheet.write_string(0, Col.KEY, MARKER, style["hidden"])
        merge = self.merged
        merge(
            0,
            Col.CODE,
            0,
            Col.MAX,
            say("{name}", name=order.spec.organisation).upper(),
            style["office"],
        )
        merge(1, Col.CODE, 1, Col.MAX, order.unit.name.upper(), style["office_bold"])
        right = (Col.VALUE, Col.EXPLANATION)
        merge(
            0,
            right[0],
            0,
            right[1],
            say(mark("SOCIALIST REPUBLIC OF VIET NAM")),
            style["office_bold"],
        )
        merge(
            1,
            right[0],
            1,
            right[1],
            say(mark("Independence – Freedom – Happiness")),
            style["motto"],
        )
        title = say(mark("SELF-ASSESSMENT OF {year}"), year=order.criteria.year)
        merge(3, Col.CODE, 3, Col.EXPLANATION, title, style["title"])
        merge(
            4,
            Col.CODE,
            4,
            Col.EXPLANATION,
            say("{title}", title=order.criteria.title),
            style["subtitle"],
        )
        note = say(
            mark("Unit: {unit} (code {code}). Return by {deadline}{receiver}."),
            unit=order.unit.name,
            code=order.unit.code,
            deadline=order.spec.deadline,
            receiver=self.receiver(),
        )
        merge(5, Col.CODE, 5, Col.EXPLANATION, note, style["note"])
        status = say(_STATUS[order.criteria.status])
        merge(6, Col.CODE, 6, Col.EXPLANATION, status, style["status"])
        legend = say(mark("Fill in the yellow cells only. Grey cells are not for the unit."))
        merge(7, Col.CODE, 7, Col.EXPLANATION, legend, style["note"])

    def receiver(self) -> str:
        receiver = self.order.spec.receiver
        return self.say(mark(" to {receiver}"), receiver=receiver) if receiver else ""

    def header(self) -> None:
        say, style, top = self.say, self.styles["head"], HEADER_ROW
        first, last = Col.EVIDENCE_NUMBER, Col.EVIDENCE_FILE
        self.merged(top, first, top, last, say(EVIDENCE_HEAD), style)
        for column, head in HEADS.items():
            options = {"hidden": True} if column is Col.KEY else {}
            self.sheet.set_column(column, column, head.width, None, options)
            if column is Col.KEY:
                continue
            if first <= column <= last:
                self.sheet.write_string(top + 1, column, say(head.text), style)
            else:
                self.merged(top, column, top + 1, column, say(head.text), style)
        self.sheet.set_row(top, 18)
        self.sheet.set_row(top + 1, 32)
        self.sheet.freeze_panes(top + 2, Col.MAX)

    def body(self, row: int) -> int:
        for node in self.order.criteria.walk():
            if node.criterion.rule is None:
                self.group(row, node.criterion, is_area=not node.ancestors)
                row += 1
            else:
                row = self.item(row, node.criterion)
        total = self.say(mark("TOTAL"))
        self.sheet.write_string(row, Col.KEY, "end", self.styles["hidden"])
        self.sheet.write_blank(row, Col.CODE, None, self.styles["area"])
        self.sheet.write_string(row, Col.NAME, total, self.styles["area"])
        self.sheet.write_number(row, Col.MAX, self.order.criteria.total, self.styles["area_points"])
        for column in range(Col.RULE, Col.EXPLANATION + 1):
            self.sheet.write_blank(row, column, None, self.styles["area"])
        return row + 1

    def group(self, row: int, criterion: Criterion, *, is_area: bool) -> None:
        name = "area" if is_area else "group"
        style, points = self.styles[name], self.styles[f"{name}_points"]
        text = self.say("{name}", name=criterion.name)
        self.sheet.write_string(
            row, Col.KEY, RowKey("group", criterion.code).text(), self.styles["hidden"]
        )
        self.sheet.write_string(row, Col.CODE, criterion.code, style)
        self.sheet.write_string(row, Col.NAME, text.upper() if is_area else text, style)
        self.sheet.write_number(row, Col.MAX, criterion.max_points, points)
        for column in range(Col.RULE, Col.EXPLANATION + 1):
            self.sheet.write_blank(row, column, None, style)
        self.sheet.set_row(row, text_height(text, HEADS[Col.NAME].width * 0.9))

    def item(self, row: int, item: Criterion) -> int:
        say, style = self.say, self.styles
        exempt = item.code in self.order.exempt
        fields: list[tuple[str, Input | None]] = [*item.fields.items()] or [("", None)]
        name = say("{name}", name=item.name)
        lines = item.rule_lines(say)
        lines += self.remarks(item, exempt=exempt)
        heights = self.heights(name, lines, [field for _, field in fields])
        last = row + len(fields) - 1
        for offset, (field_name, field) in enumerate(fields):
            at = row + offset
            kind = "input" if offset else "item"
            self.sheet.write_string(
                at, Col.KEY, RowKey(kind, item.code, field_name).text(), style["hidden"]
            )
            self.sheet.set_row(at, heights[offset])
            rows = {name: row + n for n, (name, _) in enumerate(fields)}
            self.input(at, field, rows, exempt=exempt or item.scored_by in {"survey", "table"})
        self.span(row, last, Col.CODE, item.code, style["code"])
        self.span(row, last, Col.NAME, name, style["text"])
        self.span(row, last, Col.MAX, item.max_points, style["points"])
        self.span(row, last, Col.RULE, "\n".join(lines), style["small"])
        closed = exempt or not item.claimed
        self.span(row, last, Col.CLAIM, "", style["grey" if closed else "claim"])
        allowed = item.not_applicable is not None and not exempt
        self.span(row, last, Col.NOT_APPLICABLE, "", style["tick" if allowed else "grey"])
        no_evidence = exempt or item.evidence == "none"
        for column in range(Col.EVIDENCE_NUMBER, Col.EVIDENCE_FILE + 1):
            kind = "day" if column == Col.EVIDENCE_DAY else "answer"
            self.span(row, last, column, "", style["grey" if no_evidence else kind])
        self.span(row, last, Col.EXPLANATION, "", style["grey" if exempt else "answer"])
        if not closed:
            self.claim_rule(row, item)
        if allowed:
            self.list_rule(
                row, Col.NOT_APPLICABLE, ("x",), say(mark("Type x where the item does not apply."))
            )
        return last + 1

    def remarks(self, item: Criterion, *, exempt: bool) -> list[str]:
        say = self.say
        lines = []
        if exempt:
            return [say(mark("The unit is exempt: leave blank."))]
        if item.scored_by in _SCORED_BY:
            lines.append(say(_SCORED_BY[item.scored_by]))
        if item.not_applicable:
            lines.append(say(_POLICY[item.not_applicable]))
        if item.evidence == "required":
            lines.append(say(mark("Evidence, or an explanation, is required.")))
        if item.note:
            lines.append(say("{note}", note=item.note))
        return lines

    def heights(self, name: str, lines: list[str], fields: list[Input | None]) -> list[float]:
        labels = [text_height(self.label(field), HEADS[Col.LABEL].width) for field in fields]
        wanted = max(
            text_height(name, HEADS[Col.NAME].width),
            text_height("\n".join(lines), HEADS[Col.RULE].width * 1.1, 12),
        )
        missing = max(wanted - sum(labels), 0)
        return [height + missing / len(labels) for height in labels]

    def label(self, field: Input | None) -> str:
        if field is None:
            return ""
        text = self.say("{label}", label=field.label)
        return f"{text} ({self.say('{unit}', unit=field.unit)})" if field.unit else text

    def span(self, first: int, last: int, column: int, value: Any, style: Format) -> None:
        self.merged(first, column, last, column, value, style)

    def merged(self, *area_value_style: Any) -> None:
        """Write into one cell or a merged area; a text stays a text, whatever it begins with."""
        first, left, last, right, value, style = area_value_style
        if (first, left) != (last, right):
            self.sheet.merge_range(first, left, last, right, "", style)
        if isinstance(value, str) and value:
            self.sheet.write_string(first, left, value, style)
        elif isinstance(value, str):
            self.sheet.write_blank(first, left, None, style)
        else:
            self.sheet.write_number(first, left, value, style)

    def input(
        self, row: int, field: Input | None, rows: Mapping[str, int], *, exempt: bool
    ) -> None:
        self.sheet.write_string(row, Col.LABEL, self.label(field), self.styles["text"])
        if field is None or exempt:
            self.sheet.write_blank(row, Col.VALUE, None, self.styles["grey"])
            return
        self.sheet.write_blank(row, Col.VALUE, None, self.styles[f"value_{field.type}"])
        say, cell = self.say, cell_name(row, Col.VALUE)
        match field.type:
            case "yes_no":
                self.list_rule(
                    row,
                    Col.VALUE,
                    (say(mark("Yes")), say(mark("No"))),
                    say(mark("Choose Yes or No.")),
                )
            case "choice":
                labels = tuple(say("{label}", label=label) for label in field.options.values())
                self.list_rule(row, Col.VALUE, labels, say(mark("Choose from the list.")))
            case "date":
                none = say(mark("No"))
                formula = f'=OR(ISNUMBER({cell}),{cell}="{none}")'
                hint = say(
                    mark(
                        "Type day/month/year, with the hour if needed. Type “No” if there is none."
                    )
                )
                self.rule(row, Col.VALUE, {"validate": "custom", "value": formula}, hint)
            case "count" | "number" | "percent":
                bounds = {name: cell_name(at, Col.VALUE) for name, at in rows.items()}
                formula = number_test(field, cell, bounds)
                rule = {"validate": "custom", "value": formula}
                self.rule(row, Col.VALUE, rule, say(NUMBER_HINTS[field.type]))

    def claim_rule(self, row: int, item: Criterion) -> None:
        cell = cell_name(row, Col.CLAIM)
        formula = f"=AND(ISNUMBER({cell}),{cell}>=0,{cell}<={cell_name(row, Col.MAX)})"
        hint = self.say(mark("Type points from 0 to {max}."), max=item.max_points)
        self.rule(row, Col.CLAIM, {"validate": "custom", "value": formula}, hint)

    def list_rule(self, row: int, column: int, options: tuple[str, ...], hint: str) -> None:
        self.rule(row, column, {"validate": "list", "source": self.list_range(options)}, hint)

    def rule(self, row: int, column: int, rule: dict[str, Any], hint: str) -> None:
        title = self.say(mark("Please check"))
        common = {
            "ignore_blank": True,
            "input_message": hint,
            "error_title": title,
            "error_message": hint,
        }
        self.sheet.data_validation(row, column, row, column, rule | common)

    def list_range(self, options: tuple[str, ...]) -> str:
        number = self.lists.setdefault(options, len(self.lists) + 1)
        last = cell_name(number - 1, len(options) - 1).rstrip("0123456789")
        return f"={LISTS_SHEET}!$A${number}:${last}${number}"

    def signatures(self, row: int) -> None:
        say, style = self.say, self.styles["signature"]
        left, right = (Col.NAME, Col.RULE), (Col.EVIDENCE_NUMBER, Col.EVIDENCE_FILE)
        self.merged(row + 1, left[0], row + 1, left[1], say(mark("PREPARED BY")), style)
        self.merged(row + 1, right[0], row + 1, right[1], say(mark("HEAD OF THE UNIT")), style)

    def identity(self) -> None:
        order = self.order
        sheet = self.book.add_worksheet(IDENTITY_SHEET)
        values = {
            "set_id": order.criteria.id,
            "set_version": str(order.criteria.version),
            "form_hash": order.criteria.form_hash,
            "year": str(order.criteria.year),
            "unit": order.unit.code,
            "unit_name": order.unit.name,
            "sheet": self.say(SHEET_NAME),
        }
        for row, (key, value) in enumerate(values.items()):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, value)
        sheet.very_hidden()
        lists = self.book.add_worksheet(LISTS_SHEET)
        for row, options in enumerate(self.lists):
            for column, option in enumerate(options):
                lists.write_string(row, column, option)
        lists.very_hidden()

    def page_setup(self, end: int) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(HEADER_ROW, HEADER_ROW + 1)
        sheet.print_area(0, Col.CODE, end + 6, Col.EXPLANATION)
        page = self.say(mark("Page {page} of {pages}"), page="&P", pages="&N")
        sheet.set_footer(f"&L&8 {_header_text(self.order.unit.name)}&R&8 {page}")
        sheet.hide_gridlines(2)
        sheet.set_zoom(90)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.activate()


_SCORED_BY = {
    "council": mark("Scored by the council."),
    "survey": mark("Taken from the survey: leave blank."),
    "table": mark("Taken from published figures: leave blank."),
}
_POLICY = {
    "exclude": mark("Where it does not apply it is taken out of the maximum."),
    "full": mark("Where it does not apply it has full points."),
    "zero": mark("Where it does not apply it has no points."),
}


def _header_text(text: str) -> str:
    return text[:80].replace("&", "&&")
