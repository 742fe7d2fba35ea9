"""The points of every item, a line a unit, what they reached, and what the items are."""

from collections.abc import Iterator

from parindex.locale import mark
from parindex.model.result import ItemScores, UnitScore
from parindex.reports.annexes.checked import summed
from parindex.reports.annexes.sheets import ITEM_COLUMN, ITEM_ROW, Sheets, spans
from parindex.reports.book import FIRST_ROW, HEAD_ROW, NOT_APPLICABLE, Value
from parindex.reports.keys import WORDS
from parindex.reports.view import BlockView

PAGE = 18
"""As many columns of items fit beside the names on a page."""
_WIDTH, _LABEL_WIDTH = 7.0, 14.0


def write_items(sheets: Sheets) -> None:
    """Write the points of every unit; the items of an area stand side by side, maxima above.

    Where the set calls what an item reached, that stands to the right.
    """
    book, block, say = sheets.book, sheets.view.block, sheets.say
    sheet = sheets.items
    labels = _label_heads(sheets.view)
    heads = sheets.unit_heads() + [(item.code, _WIDTH) for item in block.items] + labels
    note = mark(
        "Exact points. {missing}: no answer; {na}: not applicable; {invalid}: cannot be used."
    )
    marks = {"missing": "–", "not_applicable": say(NOT_APPLICABLE), "invalid": "!"}
    text = say(note, missing="–", na=marks["not_applicable"], invalid="!")
    sheets.head_of(sheet, mark("Points by item"), heads, f"{sheets.view.name}. {text}")
    sheet.freeze_panes(ITEM_ROW, ITEM_COLUMN)
    sheet.repeat_rows(HEAD_ROW - 1, ITEM_ROW - 1)
    sheet.repeat_columns(0, ITEM_COLUMN - 1)
    sheet.set_print_scale(55)
    for span in filter(None, spans(sheets.view)):
        name = say(mark("{code}. {name}"), code=span.area.code, name=span.area.name)
        columns = (ITEM_COLUMN + span.first, ITEM_COLUMN + span.last)
        if span.first < span.last:
            sheet.merge_range(HEAD_ROW - 1, columns[0], HEAD_ROW - 1, columns[1], "", book.head)
        sheet.write_string(HEAD_ROW - 1, columns[0], name, book.head)
    after = ITEM_COLUMN + len(block.items)
    if labels:
        text = say(mark("What the items reached"))
        sheet.merge_range(HEAD_ROW - 1, after, HEAD_ROW - 1, len(heads) - 1, text, book.head)
    sheet.set_row(HEAD_ROW - 1, 34)
    maxima = [*(item.max_points for item in block.items), *[None] * len(labels)]
    book.line(sheet, FIRST_ROW, ("", "", say(mark("Maximum")), *maxima), sheets.view.decimals)
    for row, (unit, score) in enumerate(sheets.scored, start=ITEM_ROW):
        reached = _reached(sheets.view, score.items)
        values = (*sheets.unit_cells(unit), *_points(score, marks), *reached)
        book.line(sheet, row, values, sheets.view.decimals)
    sheet.set_v_pagebreaks([*_breaks(sheets), *[after] * bool(labels)])


def _points(score: UnitScore, marks: dict[str, str]) -> Iterator[Value]:
    for points, outcome in zip(score.items.points, score.items.outcomes, strict=True):
        yield points if outcome.value == "scored" or points else marks[outcome.value]


def _label_heads(view: BlockView) -> list[tuple[str, float]]:
    """Return the headings of the labels, for their counts, and of the items again; else none."""
    labels = [entry.label.for_lang(view.lang) for entry in view.block.criteria.item_bands or ()]
    codes = [item.code for item in view.block.items] if labels else []
    return [(head, _LABEL_WIDTH) for head in labels + codes]


def _reached(view: BlockView, items: ItemScores) -> Iterator[Value]:
    """Yield how many items of a unit have each label, and what became of each item."""
    labels = view.block.criteria.item_bands or ()
    for entry in labels:
        yield (items.bands or ()).count(entry.label)
    for place in range(len(view.block.items) if labels else 0):
        yield view.outcome(items, place)


def _breaks(sheets: Sheets) -> Iterator[int]:
    """Yield the columns before which a page begins: an area's first, where the page is full."""
    start = 0
    for span in filter(None, spans(sheets.view)):
        if span.first > start and span.last - start >= PAGE:
            yield ITEM_COLUMN + span.first
            start = span.first


def write_criteria(sheets: Sheets) -> None:
    """Write the areas with their items and maxima; the maximum of an area is that of its items."""
    book, block, say = sheets.book, sheets.view.block, sheets.say
    sheet = sheets.criteria
    heads = [(say(mark("Code")), 10.0), (say(mark("Area, item")), 80.0)]
    heads += [(say(mark("Maximum")), 11.0), (say(mark("Scored by")), 16.0)]
    sheets.head_of(sheet, mark("Areas, items and their maxima"), heads)
    sheet.set_portrait()
    words = {key: say(word) for key, word in WORDS["scored_by"].items()}
    row = FIRST_ROW
    for area in block.areas:
        items = [item for item in block.items if item.area == area.code]
        parts = [item.max_points for item in items]
        most = summed((row + 1, 2, row + len(items), 2), "", parts, area.max_points)
        book.line(sheet, row, (area.code, area.name.for_lang(book.lang), most, ""), 0)
        book.stress(sheet, row, len(heads))
        for at, item in enumerate(items, start=row + 1):
            who = words.get(item.scored_by, "")
            values = (item.code, item.name.for_lang(book.lang), item.max_points, who)
            book.line(sheet, at, values, 0)
        row += len(items) + 1
