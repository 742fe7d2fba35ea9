"""Native charts of a block: the ranking, the means of the areas, and the bands."""

from typing import Any

from parindex.locale import mark
from parindex.reports.annexes.areas import index_column
from parindex.reports.annexes.checked import cell, place
from parindex.reports.annexes.ranking import BAND, INDEX
from parindex.reports.annexes.sheets import Sheets
from parindex.reports.book import FIRST_ROW, Formula, Value
from parindex.reports.charts.palette import INK, QUIET, RULE, band_colours

MOST_BARS = 60
"""Of how many units the chart shows the indices; of more, the first so many."""
_FONT = {"name": "Times New Roman", "size": 9, "color": INK}
_WIDTH = 640


def write_charts(sheets: Sheets, accent: str) -> None:
    """Write the tables that charts rest on, and the charts below and beside them."""
    book, view, say = sheets.book, sheets.view, sheets.say
    sheet = sheets.charts
    heads = [(say(mark("Area, band")), 62.0), (view.area_head, 14.0), (say(mark("Units")), 14.0)]
    sheets.head_of(sheet, mark("Charts"), heads)
    sheet.set_portrait()
    sheet.repeat_rows(0)
    sheet.set_print_scale(75)
    areas = len(view.block.areas)
    last = FIRST_ROW + len(sheets.scored)
    means = view.area_means
    for at, (area, mean) in enumerate(zip(view.block.areas, means, strict=True)):
        text = say(mark("{code}. {name}"), code=area.code, name=area.name)
        source = cell(last, index_column(areas) + at, sheets.areas.get_name())
        value: Value = "–" if mean is None else Formula(f"={source}", mean)
        book.line(sheet, FIRST_ROW + at, [text, value, None], view.decimals)
    first_band = FIRST_ROW + areas
    bands = view.summary().bands if sheets.ranked else ()
    for at, (label, count) in enumerate(bands):
        row = first_band + at
        book.line(sheet, row, [label, None, _count(sheets, row, label, count)], 0)
    row = first_band + len(bands) + 1
    breaks = []
    for chart, height in _charts(sheets, accent, first_band, [label for label, _ in bands]):
        title = say(chart.pop("title"), most=MOST_BARS, block=view.name)
        breaks.append(row)
        row = _insert(sheets, chart, title, height, row)
    sheet.set_h_pagebreaks(breaks)


def _count(sheets: Sheets, row: int, label: str, count: int) -> Value:
    """Return how many units hold a band; a label that COUNTIF would not read literally: a value."""
    if not label.replace(" ", "").isalnum():
        return count
    among = (FIRST_ROW, BAND, FIRST_ROW + sheets.ranked - 1, BAND)
    where = place(among, sheets.ranking.get_name(), fixed=True)
    return Formula(f"=COUNTIF({where},{cell(row, 0)})", count)


def _charts(
    sheets: Sheets, accent: str, first_band: int, bands: list[str]
) -> list[tuple[dict[str, Any], int]]:
    """Return what each chart shows, and its height in pixels; none where nobody is ranked."""
    if not sheets.ranked:
        return []
    ranking, charts = sheets.ranking.get_name(), sheets.charts.get_name()
    bars = min(sheets.ranked, MOST_BARS)
    areas = len(sheets.view.block.areas)
    every = mark("Index of the ranked units: {block}")
    some = mark("Index of the first {most} units: {block}")
    means = _series(mark("Mean index by area: {block}"), charts, FIRST_ROW, areas, 0, 1)
    criteria = sheets.view.block.criteria
    found = [(means | {"fill": accent, "most": criteria.most_of_area}, 70 + 38 * areas)]
    if bands:
        counts = _series(mark("Units by band: {block}"), charts, first_band, len(bands), 0, 2)
        points = [
            {"fill": {"color": colour}, "border": {"color": QUIET}}
            for colour in band_colours(len(bands))
        ]
        found.append((counts | {"fill": accent, "points": points}, 70 + 34 * len(bands)))
    title = every if bars == sheets.ranked else some
    indices = _series(title, ranking, FIRST_ROW, bars, 2, INDEX)
    return [*found, (indices | {"fill": accent, "most": criteria.out_of}, 70 + 17 * bars)]


def _series(
    title: str, sheet: str, first: int, count: int, names: int, values: int
) -> dict[str, Any]:
    last = first + count - 1
    return {
        "title": title,
        "categories": [sheet, first, names, last, names],
        "values": [sheet, first, values, last, values],
    }


def _insert(sheets: Sheets, shown: dict[str, Any], title: str, height: int, row: int) -> int:
    """Insert a chart and return the first row below it."""
    chart = sheets.book.book.add_chart({"type": "bar"})
    counts = "points" in shown
    fill, most = {"color": shown.pop("fill")}, shown.pop("most", None)
    places = "0" if counts else "0." + "0" * sheets.view.decimals
    labels = {"value": True, "font": _FONT, "num_format": places}
    chart.add_series(shown | {"fill": fill, "gap": 45, "data_labels": labels})
    chart.set_title({"name": title, "name_font": _FONT | {"size": 12, "bold": True}})
    chart.set_legend({"none": True})
    scale = {} if most is None else {"min": 0, "max": float(most)}
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}} | scale)
    line = {"color": RULE}
    chart.set_y_axis({"num_font": _FONT, "reverse": True, "interval_unit": 1, "line": line})
    chart.set_size({"width": _WIDTH, "height": height})
    look = {"description": title, "object_position": 2, "y_offset": 8}
    sheets.charts.insert_chart(row, 0, chart, look)
    return row + height // 20 + 2
