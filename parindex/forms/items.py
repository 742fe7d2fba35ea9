"""The rows of a form: areas, criteria and items, each with its cells to fill in and its points."""

from collections.abc import Mapping

from xlsxwriter.format import Format

from parindex.forms.cached import cached_values
from parindex.forms.layout import HEADS, RowKey, cell_name
from parindex.forms.layout import Column as Col
from parindex.forms.live import Live, LiveForm, added
from parindex.forms.order import FormOrder
from parindex.forms.page import Page
from parindex.forms.rows import FormRows, ItemRows
from parindex.forms.styles import text_height
from parindex.forms.validation import NUMBER_HINTS, accepts
from parindex.locale import mark
from parindex.model.criteria import Criterion, Node
from parindex.model.live import quoted
from parindex.model.rule import Input
from parindex.sources.workbook import Cell


class RowWriter:
    """Writes the rows of a form's sheet."""

    def __init__(self, page: Page, order: FormOrder, rows: FormRows) -> None:
        self.page, self.order, self.rows = page, order, rows
        self.say, self.styles, self.sheet = page.say, page.styles, page.sheet
        options = {
            (item.code, name): page.book.option_cells(self.option_texts(field))
            for item in order.criteria.items
            for name, field in item.fields.items()
            if field.type == "choice"
        }
        self.live = LiveForm(order.criteria, rows, options, page.say)
        self.cached = cached_values(order, rows, self.live)

    def write(self) -> None:
        """Write every row, and the total."""
        for node in self.order.criteria.walk():
            if node.criterion.rule is None:
                self.group(node)
            else:
                self.item(node.criterion)
        self.total()
        self.highlights()

    def group(self, node: Node) -> None:
        """Write the row of an area or a criterion, with its sums."""
        criterion, is_area = node.criterion, not node.ancestors
        row = self.rows.nodes[criterion.code].first
        name = self.say("{name}", name=criterion.name)
        text = name.upper() if is_area else name
        style = "area" if is_area else "group"
        self.page.text(row, Col.KEY, RowKey("group", criterion.code).text(), "hidden")
        self.page.text(row, Col.CODE, criterion.code, style)
        self.level_row(row, text, criterion.criteria, self.live.level(criterion), style)
        self.sheet.write_number(row, Col.MAX, criterion.max_points, self.styles[f"{style}_points"])
        self.sheet.set_row(row, text_height(text, HEADS[Col.NAME].width * _BROAD[style]))

    def total(self) -> None:
        """Write the row in which the form ends."""
        row, criteria = self.rows.total, self.order.criteria
        self.page.text(row, Col.KEY, "end", "hidden")
        self.sheet.write_blank(row, Col.CODE, None, self.styles["area"])
        self.level_row(row, self.say(mark("TOTAL")), criteria.areas, self.live.total(), "area")
        self.sheet.write_number(row, Col.MAX, criteria.total, self.styles["area_points"])

    def level_row(
        self, row: int, name: str, parts: tuple[Criterion, ...], live: Live, style: str
    ) -> None:
        """Write what the rows of levels share: the name, the sums, and no cells to fill in."""
        for column in range(Col.RULE, Col.EXPLANATION + 1):
            self.sheet.write_blank(row, column, None, self.styles[style])
        self.page.text(row, Col.NAME, name, style)
        points = self.styles[f"{style}_computed"]
        self.formula(row, Col.COMPUTED, live.points, points)
        cells = [cell_name(self.rows.nodes[part.code].first, Col.CLAIM) for part in parts]
        self.formula(row, Col.CLAIM, added("SUM", cells), points)
        self.formula(row, Col.APPLIES, live.applies, self.styles["hidden"])

    def formula(self, row: int, column: Col, formula: str, style: Format) -> None:
        """Write a formula with what it comes to; a word alone is written as a text."""
        if formula.startswith('"'):
            self.sheet.write_string(row, column, formula[1:-1], style)
            return
        value = self.cached.get(cell_name(row, column), "")
        self.sheet.write_formula(row, column, f"={formula}", style, value)

    def item(self, item: Criterion) -> None:
        """Write the rows of an item: one an input."""
        at, style = self.rows.nodes[item.code], self.styles
        exempt = item.code in self.order.exempt
        name = self.say("{name}", name=item.name)
        lines = item.rule_lines(self.say) + self.remarks(item, exempt=exempt)
        fields: list[tuple[str, Input | None]] = [*item.on_form.items()] or [("", None)]
        heights = self.heights(name, lines, [field for _, field in fields])
        for offset, (field_name, field) in enumerate(fields):
            row = at.first + offset
            key = RowKey("input" if offset else "item", item.code, field_name)
            self.page.text(row, Col.KEY, key.text(), "hidden")
            self.sheet.set_row(row, heights[offset])
            closed = exempt or item.scored_by in {"survey", "table"}
            self.input(row, field, at, closed=closed)
        self.span(at, Col.CODE, item.code, style["code"])
        self.span(at, Col.NAME, name, style["text"])
        self.span(at, Col.MAX, item.max_points, style["points"])
        self.span(at, Col.RULE, "\n".join(lines), style["small"])
        live = self.live.item(item, exempt=exempt)
        self.span(at, Col.COMPUTED, None, style["computed"])
        self.formula(at.first, Col.COMPUTED, live.points, style["computed"])
        self.formula(at.first, Col.APPLIES, live.applies, style["hidden"])
        if live.figure:
            self.formula(at.first, Col.FIGURE, live.figure, style["hidden"])
        self.answers(item, at, exempt=exempt)

    def answers(self, item: Criterion, at: ItemRows, *, exempt: bool) -> None:
        """Write the cells of an item that are not its inputs."""
        say = self.say
        claimed = item.claimed and not exempt
        self.answer(at, Col.CLAIM, "claim" if claimed else "grey")
        allowed = item.not_applicable is not None and not exempt
        self.answer(at, Col.NOT_APPLICABLE, "tick" if allowed else "grey")
        evidence = item.evidence != "none" and not exempt
        for column in range(Col.EVIDENCE_NUMBER, Col.EVIDENCE_FILE + 1):
            style = _EVIDENCE_STYLES.get(Col(column), "answer")
            self.answer(at, Col(column), style if evidence else "grey")
        self.answer(at, Col.EXPLANATION, "grey" if exempt else "answer")
        if claimed:
            self.claim_rule(at.first, item)
        if allowed:
            hint = say(mark("Type x where the item does not apply."))
            self.page.list_rule(at.first, Col.NOT_APPLICABLE, ("x",), hint)
        if evidence:
            self.page.day_rule(at.first, Col.EVIDENCE_DAY)

    def answer(self, at: ItemRows, column: Col, style: str) -> None:
        """Write a cell that the unit fills in, or may not."""
        self.span(at, column, self.filled(at.first, column), self.styles[style])

    def filled(self, row: int, column: Col) -> Cell:
        """Return what stands in a cell from the start."""
        return self.order.filled.get(cell_name(row, column))

    def remarks(self, item: Criterion, *, exempt: bool) -> list[str]:
        """Return what is to be said beside the rule."""
        say = self.say
        if exempt:
            return [say(mark("The unit is exempt: leave blank."))]
        lines = []
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
        """Return the heights of an item's rows, in points, so that all its texts show."""
        labels = [text_height(self.label(field), HEADS[Col.LABEL].width) for field in fields]
        wanted = max(
            text_height(name, HEADS[Col.NAME].width),
            text_height("\n".join(lines), HEADS[Col.RULE].width * 1.1, 12),
        )
        missing = max(wanted - sum(labels), 0)
        return [height + missing / len(labels) for height in labels]

    def label(self, field: Input | None) -> str:
        """Return the question of an input, with its unit of measurement."""
        if field is None:
            return ""
        text = self.say("{label}", label=field.label)
        return f"{text} ({self.say('{unit}', unit=field.unit)})" if field.unit else text

    def span(self, at: ItemRows, column: Col, value: object, style: Format) -> None:
        """Write a cell over all rows of an item."""
        self.page.merged((at.first, column, at.last, column), value, style)

    def option_texts(self, field: Input) -> tuple[str, ...]:
        """Return the options of a choice as the form shows them."""
        return tuple(self.say("{label}", label=label) for label in field.options.values())

    def input(self, row: int, field: Input | None, at: ItemRows, *, closed: bool) -> None:
        """Write the question of an input and the cell for its answer."""
        self.page.text(row, Col.LABEL, self.label(field), "text")
        if field is None or closed:
            self.sheet.write_blank(row, Col.VALUE, None, self.styles["grey"])
            return
        area = (row, Col.VALUE, row, Col.VALUE)
        self.page.merged(area, self.filled(row, Col.VALUE), self.styles[f"value_{field.type}"])
        say, cell = self.say, cell_name(row, Col.VALUE)
        match field.type:
            case "yes_no":
                options = (say(mark("Yes")), say(mark("No")))
                self.page.list_rule(row, Col.VALUE, options, say(mark("Choose Yes or No.")))
            case "choice":
                hint = say(mark("Choose from the list."))
                self.page.list_rule(row, Col.VALUE, self.option_texts(field), hint)
            case "text":
                pass
            case _:
                cells = {name: at.cell(Col.VALUE, name) for name in at.inputs}
                self.validated(row, accepts(field, cell, cells), say(_HINTS[field.type]))

    def validated(self, row: int, test: str, hint: str) -> None:
        """Let a cell take only what passes a test."""
        self.page.rule(row, Col.VALUE, {"validate": "custom", "value": f"={test}"}, hint)

    def claim_rule(self, row: int, item: Criterion) -> None:
        """Let the claim be a number up to the maximum."""
        cell = cell_name(row, Col.CLAIM)
        formula = f"=AND(ISNUMBER({cell}),{cell}>=0,{cell}<={cell_name(row, Col.MAX)})"
        hint = self.say(mark("Type points from 0 to {max}."), max=item.max_points)
        self.page.rule(row, Col.CLAIM, {"validate": "custom", "value": formula}, hint)

    def highlights(self) -> None:
        """Colour, while the unit types, what is still to be done."""
        first, last = min(at.first for at in self.rows.nodes.values()), self.rows.total - 1
        computed, claim = cell_name(first, Col.COMPUTED), cell_name(first, Col.CLAIM)
        looks = self.styles
        for word, style in ((self.live.invalid, "look_bad"), (self.live.missing, "look_open")):
            rule = {"type": "cell", "criteria": "==", "value": quoted(word), "format": looks[style]}
            self.sheet.conditional_format(first, Col.COMPUTED, last, Col.COMPUTED, rule)
        both = f"ISNUMBER(${computed}),ISNUMBER(${claim})"
        differs = f"=AND({both},ABS(${claim}-${computed})>=0.005)"
        rule = {"type": "formula", "criteria": differs, "format": looks["look_differs"]}
        self.sheet.conditional_format(first, Col.CLAIM, last, Col.CLAIM, rule)


_HINTS: Mapping[str, str] = {
    **NUMBER_HINTS,
    "date": mark("Type day/month/year, with the hour if needed. Type “No” if there is none."),
}
_BROAD = {"area": 0.75, "group": 0.9}
"""The share of the characters of plain text that bold ones leave room for, capitals or not."""
_EVIDENCE_STYLES = {Col.EVIDENCE_NUMBER: "symbol", Col.EVIDENCE_DAY: "day"}
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
