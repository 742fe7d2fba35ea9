"""scores.csv and ranking.csv: open data, a line an item of a unit or a unit.

Numbers have a decimal point; exact ones without a last digit are fractions, as ``4/3``.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from parindex.model.result import RoundResult, exact_text
from parindex.reports.view import BlockView, block_views


def ranking_csv(result: RoundResult, lang: str) -> bytes:
    """Return a line a unit: numbers as published, with a decimal point."""
    header = (
        "block",
        "rank",
        "unit",
        "name",
        "points",
        "max_points",
        "index",
        "band",
        "bonus",
        "penalty",
        "status",
        "reasons",
    )
    return csv_bytes(
        header, (line for view in block_views(result, lang) for line in _ranking(view))
    )


def _ranking(view: BlockView) -> Iterator[tuple[object, ...]]:
    for row in view.rows():
        score = row.unit.score
        yield (
            view.block.code,
            row.rank,
            safe(row.unit.code),
            safe(row.unit.name),
            row.points,
            row.max_points,
            row.index,
            safe(row.band),
            exact_text(score.bonus) if score else None,
            exact_text(score.penalty) if score else None,
            row.unit.status,
            " ".join(reason.code for reason in row.unit.reasons),
        )


def scores_csv(result: RoundResult, lang: str) -> bytes:
    """Return a line an item of each scored unit: exact points, maximum, outcome, claim, cell."""
    header = (
        "block",
        "unit",
        "area",
        "item",
        "name",
        "points",
        "max_points",
        "outcome",
        "self_points",
        "file",
        "sheet",
        "cell",
    )
    return csv_bytes(header, (line for view in block_views(result, lang) for line in _scores(view)))


def _scores(view: BlockView) -> Iterator[tuple[object, ...]]:
    headings = view.block.items
    names = [heading.name.for_lang(view.lang) for heading in headings]
    for unit in view.block.units:
        if unit.score is None:
            continue
        items = unit.score.items
        for place, heading in enumerate(headings):
            claim = items.self_points[place]
            yield (
                view.block.code,
                safe(unit.code),
                heading.area,
                heading.code,
                safe(names[place]),
                exact_text(items.points[place]),
                exact_text(items.max_points[place]),
                items.outcomes[place].value,
                exact_text(claim) if claim is not None else None,
                safe(unit.file or ""),
                safe(unit.sheet or ""),
                items.cells[place],
            )


_BEGINS_FORMULA = (*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are the wide forms of the first, which East Asian Excel takes for them."""


def safe(text: str) -> str:
    """Return text that a spreadsheet shows as text: an apostrophe before what begins a formula."""
    return "'" + text if text.startswith(_BEGINS_FORMULA) else text


def csv_bytes(header: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> bytes:
    """Return a table as CSV in UTF-8 that spreadsheet programs know for what it is."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()
