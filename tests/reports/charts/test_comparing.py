"""Charts that set a unit against mean and best: well-formed, escaped, and where things stand."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.reports.charts.legend import strokes
from parindex.reports.charts.position import BandSpan, Mark, position
from parindex.reports.charts.radar import Axis, lanes, profile, radar
from parindex.reports.charts.trend import Year, trend

NAMES = ("Đơn vị", "Trung bình khối", "Cao nhất khối")
TICKS = [(0.5, "50"), (1.0, "100")]
SVG = "{http://www.w3.org/2000/svg}"
EVIL = '<b>&"x"'

shares = st.none() | st.floats(0, 1)
words = st.text(st.characters(exclude_categories=["C"]), max_size=30)
axes = st.lists(st.builds(Axis, words, st.just("8,5"), shares, shares, shares))


def root(data: str) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - made here


def drawn(data: str, kind: str) -> list[ET.Element]:
    return list(root(data).iter(SVG + kind))


def texts(data: str) -> list[str]:
    return [element.text or "" for element in drawn(data, "text")]


def four(*units: float) -> list[Axis]:
    return [Axis(str(n), f"{n},0", unit, 0.5, 1.0) for n, unit in enumerate(units, start=1)]


def corners(polygon: ET.Element) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in polygon.attrib["points"].split())
    return [(float(x), float(y)) for x, y in pairs]


def test_a_radar_chart_goes_clockwise_from_the_top() -> None:
    best, mean, unit = drawn(radar("x", four(1, 0.5, 0, 0.5), NAMES, TICKS), "polygon")
    (x, up), (right, y), (_, down), (left, _) = corners(best)
    assert y - up == right - x == down - y == x - left == pytest.approx(98)
    assert corners(mean) == [(x, y - 49), (x + 49, y), (x, y + 49), (x - 49, y)]
    assert corners(unit) == [(x, y - 98), (x + 49, y), (x, y), (x - 49, y)]


def test_lines_differ_without_colour_too() -> None:
    best, mean, unit = drawn(radar("x", four(1, 0.5, 0.2), NAMES, TICKS), "polygon")
    dashes = [shape.attrib.get("stroke-dasharray") for shape in (unit, mean, best)]
    assert dashes == [None, "5 3", "1.5 2.5"]
    assert [unit.attrib["stroke"], mean.attrib["stroke"], best.attrib["stroke"]] == [
        stroke.colour for stroke in strokes()
    ]
    assert [mean.attrib["fill"], best.attrib["fill"]] == ["none", "none"]


def test_an_area_in_which_nothing_applies_is_left_out_of_the_line() -> None:
    axes = [*four(1, 0.5, 0.2), Axis("4", "–", None)]
    unit = drawn(radar("x", axes, NAMES, TICKS), "polygon")[-1]
    assert len(corners(unit)) == 3
    assert "–" in texts(radar("x", axes, NAMES, TICKS))


def test_shares_beyond_the_scale_end_at_its_edge() -> None:
    unit = drawn(radar("x", four(1.5, -1, 1), NAMES, TICKS), "polygon")[-1]
    assert corners(unit)[0][1] == 136 - 98
    assert corners(unit)[1] == (150, 136)


@pytest.mark.parametrize(("count", "shapes"), [(2, 0), (3, 3), (12, 3), (13, 0)])
def test_few_areas_or_many_are_lanes(count: int, shapes: int) -> None:
    data = profile("x", four(*[0.5] * count), NAMES, TICKS)
    assert len(drawn(data, "polygon")) == shapes
    assert {str(n) for n in range(1, count + 1)} <= set(texts(data))


def test_a_lane_ends_where_the_unit_stands() -> None:
    data = lanes("x", [Axis("1", "50,0", 0.5, 0.25, 1.0)], NAMES, TICKS)
    [dot, *_] = drawn(data, "circle")
    assert float(dot.attrib["cx"]) == (62 + 258) / 2
    dashed = [e for e in drawn(data, "line") if e.attrib["x1"] == e.attrib["x2"] == "111"]
    assert [e.attrib["stroke-dasharray"] for e in dashed] == ["5 3"]


def test_a_trend_stands_between_the_ticks_around_it() -> None:
    years = [Year("2024", "60,00", 0.6, 0.7, "hạng 3"), Year("2025", "75,00", 0.75, 0.7)]
    ticks = [(n / 10, str(10 * n)) for n in range(11)]
    data = trend("x", years, NAMES[:2], ticks)
    shown = texts(data)
    assert [tick for tick in shown if tick in dict.fromkeys(t for _, t in ticks)] == [
        "60",
        "70",
        "80",
    ]
    assert {"2024", "2025", "60,00", "75,00", "hạng 3"} <= set(shown)
    big = [c for c in drawn(data, "circle") if c.attrib["r"] == "3.5"]
    assert [float(c.attrib["cy"]) for c in big] == [118, 118 - 102 * 0.75]


def test_a_year_without_an_index_breaks_the_line() -> None:
    years = [Year("2023", "", 0.5), Year("2024", "", None), Year("2025", "", 0.6)]
    data = trend("x", years, NAMES[:2], [(0.0, "0"), *TICKS])
    solid = [e for e in drawn(data, "line") if e.attrib["stroke"] == strokes()[0].colour]
    assert len(solid) == 1  # that of the legend


def test_marks_stand_between_the_bounds_of_bands() -> None:
    bands = [BandSpan("Yếu", 0, "0"), BandSpan("Tốt", 0.5, "50")]
    data = position("x", bands, [Mark("Đơn vị", 0.75, "75,00"), Mark("TB", 0.25, "25,00")])
    first, second = drawn(data, "rect")
    assert float(first.attrib["width"]) == float(second.attrib["width"]) == 254
    assert float(drawn(data, "circle")[0].attrib["cx"]) == 6 + 508 * 0.75
    assert {"Yếu", "Tốt", "50", "Đơn vị 75,00", "TB 25,00"} <= set(texts(data))
    assert "0" not in texts(data)


@given(found=axes)
def test_every_chart_is_well_formed(found: list[Axis]) -> None:
    root(profile("x", found, NAMES, TICKS))
    root(trend("x", [Year(a.label, a.figure, a.unit, a.mean) for a in found], NAMES, TICKS))


@pytest.mark.parametrize(
    "data",
    [
        profile(EVIL, [Axis(EVIL, EVIL, 0.5)] * 4, [EVIL] * 3, [(1.0, EVIL)]),
        profile(EVIL, [Axis(EVIL, EVIL, 0.5)], [EVIL] * 3, [(1.0, EVIL)]),
        trend(EVIL, [Year(EVIL, EVIL, 0.5, 0.4, EVIL)], [EVIL] * 2, [(0.0, EVIL), (1.0, EVIL)]),
        position(EVIL, [BandSpan(EVIL, 0, EVIL)], [Mark(EVIL, 0.5, EVIL)]),
    ],
)
def test_marks_in_a_text_stay_text(data: str) -> None:
    found = root(data)
    assert found.attrib["aria-label"] == EVIL
    assert not found.findall(".//b")
    assert any(text.startswith("<b>") for text in texts(data))
