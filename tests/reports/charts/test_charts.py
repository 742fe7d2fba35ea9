"""Charts: well-formed, escaped, and everything where its figure says."""

from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from parindex.reports.charts.bars import Bar, bars
from parindex.reports.charts.distribution import distribution
from parindex.reports.charts.dumbbell import Pair, dumbbell
from parindex.reports.charts.palette import BANDS, TRACK, band_colours, heat, mixed

SVG = "{http://www.w3.org/2000/svg}"
names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)
shares = st.floats(0, 1)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own pictures


def rects(svg: str, fill: str) -> list[float]:
    return [
        float(e.attrib["width"]) for e in parsed(svg).iter(f"{SVG}rect") if e.attrib["fill"] == fill
    ]


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in parsed(svg).iter(f"{SVG}text")]


def test_a_bar_is_as_long_as_its_share_of_the_track() -> None:
    svg = bars("x", [Bar("A", 1, "100"), Bar("B", 0.25, "25"), Bar("C", 0, "0")], accent="#112233")
    [track, *_] = rects(svg, TRACK)
    assert rects(svg, "#112233") == [track, track / 4, 0]
    assert texts(svg) == ["A", "100", "B", "25", "C", "0"]


def test_the_mean_line_stands_at_its_share() -> None:
    svg = bars("x", [Bar("A", 0.5, "50")], mean=(0.5, "Trung bình 50"), accent="#112233")
    [line] = parsed(svg).iter(f"{SVG}line")
    [bar] = [e for e in parsed(svg).iter(f"{SVG}rect") if e.attrib["fill"] == "#112233"]
    assert float(line.attrib["x1"]) == float(bar.attrib["x"]) + float(bar.attrib["width"])
    assert "Trung bình 50" in texts(svg)


@given(st.lists(st.tuples(names, shares, names), max_size=8), names)
def test_any_text_is_shown_as_it_is(rows: list[tuple[str, float, str]], label: str) -> None:
    svg = bars(label, [Bar(*row) for row in rows])
    assert [t for row in rows for t in (row[0], row[2])] == texts(svg)
    assert parsed(svg).attrib["aria-label"] == label


def test_many_bars_stay_low_enough_for_a_page() -> None:
    svg = bars("x", [Bar(str(n), 0.5, "1") for n in range(45)])
    assert float(parsed(svg).attrib["height"]) < 480


@given(st.lists(st.tuples(names, st.integers(0, 4000)), max_size=9))
def test_columns_are_as_high_as_their_counts(counts: list[tuple[str, int]]) -> None:
    svg = distribution("x", counts)
    most = max((count for _, count in counts), default=0)
    heights = [float(e.attrib["height"]) for e in parsed(svg).iter(f"{SVG}rect")]
    filled = [count for _, count in counts if count]
    assert len(heights) == len(filled)
    for height, count in zip(heights, filled, strict=True):
        assert abs(height - max(heights) * count / most) < 0.02


@given(st.lists(st.tuples(names, shares, shares, names), min_size=1, max_size=8))
def test_pairs_stand_in_the_order_of_their_figures(
    rows: list[tuple[str, float, float, str]],
) -> None:
    svg = dumbbell("x", ("a", "b"), [Pair(*row) for row in rows], accent="#112233")
    dots = [float(e.attrib["cx"]) for e in parsed(svg).iter(f"{SVG}circle")][2:]
    for row, first, second in zip(rows, dots[::2], dots[1::2], strict=True):
        if abs(row[1] - row[2]) > 0.001:
            assert (first < second) == (row[1] < row[2])


def test_bands_run_from_dark_to_light_for_print_in_black_and_white() -> None:
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    for count in range(2, 9):
        shades = [lightness(colour) for colour in band_colours(count)]
        assert shades == sorted(shades)
        assert all(b - a > 8 for a, b in pairwise(shades))
    assert band_colours(5) == BANDS
    assert lightness(heat(0.5)) > lightness(heat(0.9)) > 120, "black text is read on every shade"
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
