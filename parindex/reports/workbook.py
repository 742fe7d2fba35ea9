"""results.xlsx: ranking, area scores, item scores and findings, ready to print."""

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter

from parindex.forms.styles import CREATED, TEXT_STAYS_TEXT
from parindex.locale import mark, speaker
from parindex.model.finding import SEVERITIES, Finding
from parindex.model.ledger import STAGES
from parindex.model.result import Heading, RoundResult, ledger_of
from parindex.reports.book import NOT_APPLICABLE, Book, Value
from parindex.reports.view import CRITERIA_STATUS, BlockView, block_views


def workbook_bytes(result: RoundResult, findings: Iterable[Finding], lang: str) -> bytes:
    """Return results.xlsx; the same result gives the same bytes."""
    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT)
    say = speaker(lang)
    title = result.title.for_lang(lang)
    workbook.set_properties({"title": title, "created": CREATED})
    book = Book(workbook, say, lang)
    views = block_views(result, lang)
    for view in views:
        _ranking(book, view, title)
    for view in views:
        _areas(book, view, title)
    for view in views:
        _items(book, view, title)
    if any(view.stages for view in views):
        _ledger(book, result, title)
    _findings(book, findings, title)
    workbook.close()
    return buffer.getvalue()


def _status_note(book: Book, view: BlockView) -> str:
    status = book.say(CRITERIA_STATUS[view.block.criteria.status])
    return book.say(mark("{block}. Criteria: {status}."), block=view.name, status=status)


def _ranking(book: Book, view: BlockView, title: str) -> None:
    say = book.say
    heads = [
        (say(mark("Rank")), 8.0), (say(mark("Code")), 12.0), (say(mark("Unit")), 42.0),
        (say(mark("Points")), 11.0), (say(mark("Maximum")), 11.0), (view.index_head, 11.0),
        *([(say(mark("Band")), 14.0)] if view.banded else []),
        (say(mark("Bonus")), 9.0), (say(mark("Penalty")), 9.0),
        (say(mark("Remark")), 30.0),
    ]  # fmt: skip
    stages = view.stages
    index = say(mark("Index"))
    heads[6:6] = [(f"{index}: {say(STAGES[stage])}", 12.0) for stage in stages]
    name = say(mark("Ranking {block}"), block=view.block.code)
    sheet = book.sheet(name, title, heads, _status_note(book, view))
    for number, row in enumerate(view.rows(), start=4):
        score = row.unit.score
        values = (
            row.rank, row.unit.code, row.unit.name, row.points, row.max_points, row.index,
            *(view.index_at(row.unit, stage) for stage in stages),
            *([row.band] if view.banded else []),
            score.bonus if score else None, score.penalty if score else None, row.remark,
        )  # fmt: skip
        book.line(sheet, number, values, view.decimals)


def _areas(book: Book, view: BlockView, title: str) -> None:
    say = book.say
    heads = [(say(mark("Rank")), 8.0), (say(mark("Code")), 12.0), (say(mark("Unit")), 42.0)]
    heads += [(_area_head(view, area), 15.0) for area in view.block.areas]
    applies = say(mark("Maximum that applies"))
    heads += [(f"{applies}: {area.code}", 9.0) for area in view.block.areas]
    name = say(mark("Areas {block}"), block=view.block.code)
    sheet = book.sheet(name, title, heads, _status_note(book, view))
    rows = [row for row in view.rows() if row.unit.score]
    for number, row in enumerate(rows, start=4):
        maxima = [area.max_points for area in row.unit.score.areas] if row.unit.score else []
        values = (row.rank, row.unit.code, row.unit.name, *row.areas, *maxima)
        book.line(sheet, number, values, view.decimals)
    means = ("", "", say(mark("Mean")), *view.area_means, *(None for _ in view.block.areas))
    book.line(sheet, len(rows) + 4, means, view.decimals)


def _area_head(view: BlockView, area: Heading) -> str:
    return view.say(
        mark("{code}. {name} (index{sign}, of {max} {max:point|points})"),
        code=area.code, name=area.name, max=area.max_points, sign=view.sign and " %",
    )  # fmt: skip


def _items(book: Book, view: BlockView, title: str) -> None:
    say = book.say
    heads = [(say(mark("Code")), 9.0), (say(mark("Item")), 46.0), (say(mark("Maximum")), 9.0)]
    units = [unit for unit in view.block.units if unit.score]
    heads += [(unit.code, 8.0) for unit in units]
    name = say(mark("Items {block}"), block=view.block.code)
    note = say(
        mark(
            "Exact points. {missing}: no answer; {na}: not applicable; {invalid}: cannot be used."
        ),
        missing="–",
        na=say(NOT_APPLICABLE),
        invalid="!",
    )
    sheet = book.sheet(name, title, heads, note)
    sheet.freeze_panes(4, 3)
    marks = {
        "missing": "–",
        "invalid": "!",
        "not_applicable": say(NOT_APPLICABLE),
    }
    for number, item in enumerate(view.block.items):
        values: list[Value] = [item.code, item.name.for_lang(book.lang), item.max_points]
        for unit in units:
            if unit.score is None:
                continue
            items = unit.score.items
            outcome = items.outcomes[number].value
            points = items.points[number]
            values.append(points if outcome == "scored" or points else marks[outcome])
        book.line(sheet, number + 4, values, view.decimals)
    maxima = [unit.score.max_points for unit in units if unit.score]
    values = ["", say(mark("Maximum that applies")), view.block.criteria.total, *maxima]
    book.line(sheet, len(view.block.items) + 4, values, view.decimals)


def _ledger(book: Book, result: RoundResult, title: str) -> None:
    """Write the ledger: a line each time that a stage said anything of an item."""
    say = book.say
    heads = [
        (say(mark("Unit")), 10.0), (say(mark("Item")), 9.0), (say(mark("Stage")), 16.0),
        (say(mark("Before")), 9.0), (say(mark("After")), 9.0), (say(mark("Reason")), 50.0),
        (say(mark("By")), 24.0), (say(mark("Day")), 12.0), (say(mark("File")), 30.0),
        (say(mark("Cell")), 9.0),
    ]  # fmt: skip
    sheet = book.sheet(say(mark("Appraisal")), title, heads)
    row = 3
    for row, (_, unit, move) in enumerate(ledger_of(result), start=4):
        day = f"{move.day:%d/%m/%Y}" if move.day else ""
        values = (
            unit, move.item, say(STAGES[move.stage]), move.before, move.after, move.reason,
            move.who, day, move.file, move.cell,
        )  # fmt: skip
        book.line(sheet, row, values, 0)
    sheet.autofilter(3, 0, row, len(heads) - 1)


def _findings(book: Book, findings: Iterable[Finding], title: str) -> None:
    say = book.say
    heads = [
        (say(mark("Severity")), 10.0), (say(mark("Code")), 9.0), (say(mark("Unit")), 12.0),
        (say(mark("Item")), 9.0), (say(mark("File")), 26.0), (say(mark("Cell")), 18.0),
        (say(mark("What is wrong")), 50.0), (say(mark("Expected")), 34.0),
        (say(mark("What to do")), 40.0),
    ]  # fmt: skip
    sheet = book.sheet(say(mark("Findings")), title, heads)
    row = 3
    for row, finding in enumerate(findings, start=4):
        place = finding.place
        cell = "!".join(part for part in (place.sheet, place.cell) if part)
        values = (
            say(SEVERITIES[finding.severity]), finding.code, finding.unit or "", finding.item or "",
            place.file, cell or (str(place.line) if place.line else ""), finding.wrong(say),
            finding.expected(say), finding.remedy(say),
        )  # fmt: skip
        book.line(sheet, row, values, 0)
    sheet.autofilter(3, 0, row, len(heads) - 1)
