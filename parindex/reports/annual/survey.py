"""What respondents said: by group over all units of a block, and by unit."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from parindex.locale import mark, number
from parindex.model.number import exact_sum
from parindex.model.surveyed import SurveyLine
from parindex.reports.annual.parts import Part, heading, table
from parindex.reports.view import BlockView


def survey_parts(view: BlockView, lines: Sequence[SurveyLine]) -> Iterator[Part]:
    """Yield the survey's figures for a block; those of too few respondents are not shown."""
    own = [line for line in lines if line.block == view.block.code]
    if not own:
        return
    say = view.say
    yield heading(2, say(mark("What respondents said")))
    yield {"kind": "lead", "text": say(mark(_SHARES))}
    yield _by_group(view, own)
    items = list(dict.fromkeys(line.item for line in own))
    if len(items) <= _WHOLE:
        yield _by_unit(view, own, items)
        return
    for first in range(0, len(items), _SHARES_ONLY):
        yield _shares_by_unit(view, own, items[first : first + _SHARES_ONLY])


_WHOLE = 3
"""Of so many items a page shows answers, share and interval by unit; of more, the shares alone."""
_SHARES_ONLY = 8
"""So many items of which shares alone are shown fit a page."""
_SHARES = mark(
    "Shares of the best possible answer, in percent; ± is half the width of the 95% interval;"
    " – where too few answered to show figures; * where the sample is under the minimum."
)


def _by_group(view: BlockView, own: Sequence[SurveyLine]) -> Part:
    say = view.say
    names = {item.code: item.name.for_lang(view.lang) for item in view.block.items}
    keys = dict.fromkeys((line.item, line.group) for line in own)
    rows = []
    for item, group in keys:
        held = [line for line in own if (line.item, line.group) == (item, group)]
        shares = [Fraction(line.share) for line in held if line.share is not None]
        if not shares:
            continue
        named = held[0].label.for_lang(view.lang) if held[0].label else held[0].group
        label = named or say(mark("all groups"))
        figures = (exact_sum(shares) / len(shares), max(shares), min(shares))
        counted = sum(line.counted or 0 for line in held)
        shown = (f"{view.figure(view.printed(figure))}%" for figure in figures)
        rows.append(
            [f"{item} {names.get(item, '')}", label, str(len(shares)), str(counted), *shown]
        )
    heads = (
        mark("Item"), mark("Group"), mark("Units"), mark("Answers"), mark("Mean of units"),
        mark("Highest"), mark("Lowest"),
    )  # fmt: skip
    widths = ["2fr", "1fr", *["auto"] * 5]
    return table([*map(say, heads)], rows, widths=widths, figures=range(2, 7))


def _shares_by_unit(view: BlockView, own: Sequence[SurveyLine], items: Sequence[str]) -> Part:
    overall = {(line.unit, line.item): line for line in own if not line.group}
    rows = [
        [row.unit.name, *(_cells(view, overall.get((row.unit.code, item)))[1] for item in items)]
        for row in view.rows()
    ]
    heads = [view.say(mark("Unit")), *items]
    widths = ["1fr", *["auto"] * len(items)]
    return table(heads, rows, widths=widths, figures=range(1, len(heads)))


def _by_unit(view: BlockView, own: Sequence[SurveyLine], items: Sequence[str]) -> Part:
    say = view.say
    overall = {(line.unit, line.item): line for line in own if not line.group}
    rows = []
    for row in view.rows():
        lines = [overall.get((row.unit.code, item)) for item in items]
        if any(lines):
            cells = [cell for line in lines for cell in _cells(view, line)]
            rows.append([row.unit.name, *cells])
    heads = [say(mark("Unit"))]
    for item in items:
        heads += [
            say(mark("{item}: answers"), item=item),
            say(mark("{item}: share"), item=item),
            "±",
        ]
    widths = ["1fr", *["auto"] * (len(heads) - 1)]
    return table(heads, rows, widths=widths, figures=range(1, len(heads)))


def _cells(view: BlockView, line: SurveyLine | None) -> tuple[str, str, str]:
    if line is None or line.share is None:
        return "–", "–", "–"
    star = "*" if line.small else ""
    half = "–" if line.half_width is None else _published(view, line.half_width)
    return str(line.counted), f"{_published(view, line.share)}%{star}", half


def _published(view: BlockView, figure: Decimal) -> str:
    """Write a figure with the decimals it was published with."""
    return number(figure, view.lang, max(0, -int(figure.as_tuple().exponent)))
