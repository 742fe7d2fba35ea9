"""What expressions can come to: never less than what they do come to."""

from fractions import Fraction
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.model.criteria import Criterion
from parindex.model.rule import Input
from parindex.scoring.expression import Expression
from parindex.scoring.ranges import Range, dead_parts, range_of, zero_denominators
from parindex.scoring.reach import reach, trials
from parindex.scoring.rules import RULE_KINDS

LABEL = {"vi": "x"}


def fields(**stated: dict[str, Any]) -> dict[str, Input]:
    return {name: Input.model_validate({"label": LABEL, **more}) for name, more in stated.items()}


SMALL = fields(
    a={"type": "count", "max": 10},
    b={"type": "count", "min": 1, "max": 5},
    c={"type": "count", "max": "b"},
    d={"type": "number", "min": -2, "max": 3},
    p={"type": "percent"},
    n={"type": "count"},
)


@pytest.mark.parametrize(
    ("source", "low", "high"),
    [
        ("a", 0, 10),
        ("a + b", 1, 15),
        ("a - b", -5, 9),
        ("b - a", -9, 5),
        ("a * d", -20, 30),
        ("-d", -3, 2),
        ("a / b", 0, 10),
        ("c / b", 0, 1),
        ("c", 0, 5),
        ("p", 0, 1),
        ("n", 0, inf),
        ("n * 0", 0, 0),
        ("a - n", -inf, 10),
        ("b / n", 0, 5),
        ("a / d", -inf, inf),
        ("min(n, 4)", 0, 4),
        ("max(d, 0)", 0, 3),
        ("abs(d)", 0, 3),
        ("abs(b - 7)", 2, 6),
        ("1 if a >= 0 else n", 1, 1),
        ("1 if a > 0 else b", 1, 5),
        ("0.1 + 0.2", Fraction(3, 10), Fraction(3, 10)),
        ("0.1234567890123456789012345", *[Fraction("0.1234567890123456789012345")] * 2),
        ("*".join(["9" * 40] * 9), 10**300, inf),
        ("n - " + "*".join(["9" * 40] * 9), -inf, inf),
        ("9" * 400 + ".5", 10**300, inf),
        ("n * 0." + "0" * 400 + "1", 0, inf),
        ("n / 0." + "0" * 400 + "1", 0, inf),
    ],
)
def test_the_range_of_a_figure(source: str, low: object, high: object) -> None:
    assert range_of(Expression(source), SMALL) == Range(low, high)


NAMES = st.sampled_from(["a", "b", "c", "d", "p"])
NUMBERS = st.integers(0, 9).map(str)


def joined(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operator = st.sampled_from(["+", "-", "*", "/"])
    return st.one_of(
        st.builds(lambda x, op, y: f"({x} {op} {y})", children, operator, children),
        st.builds(lambda x, y: f"min({x}, {y})", children, children),
        st.builds(lambda x, y: f"max({x}, {y})", children, children),
        st.builds(lambda x: f"abs({x})", children),
        st.builds(lambda x, y, z, w: f"({x} if {y} <= {z} else {w})", *[children] * 4),
    )


SOURCES = st.recursive(NAMES | NUMBERS, joined, max_leaves=8)


@st.composite
def declared(draw: st.DrawFn) -> dict[str, Fraction]:
    b = draw(st.integers(1, 5))
    return {
        "a": Fraction(draw(st.integers(0, 10))),
        "b": Fraction(b),
        "c": Fraction(draw(st.integers(0, b))),
        "d": draw(st.fractions(-2, 3, max_denominator=8)),
        "p": draw(st.fractions(0, 1, max_denominator=8)),
    }


@settings(max_examples=400)
@given(source=SOURCES, values=declared())
def test_every_figure_lies_in_its_range(source: str, values: dict[str, Fraction]) -> None:
    expression = Expression(source)
    try:
        figure = expression(values)
    except ZeroDivisionError:
        return
    found = range_of(expression, SMALL)
    assert found.low <= figure <= found.high


@settings(max_examples=200)
@given(left=SOURCES, right=SOURCES, values=declared())
def test_what_is_called_certain_is_so(left: str, right: str, values: dict[str, Fraction]) -> None:
    source = f"{left} < {right}"
    for part, always in dead_parts(Expression(source), SMALL):
        try:
            assert Expression(part)(values) is always
        except ZeroDivisionError:
            return


@pytest.mark.parametrize(
    ("source", "zero"),
    [
        ("a", []),
        ("a / 2", []),
        ("a / 0", ["0"]),
        ("a / 0.0", ["0.0"]),
        ("a / b", []),
        ("b / a", ["a"]),
        ("a / (b + b)", []),
        ("a / (b * 2)", []),
        ("a / (b + a)", []),
        ("a / (b - 1)", ["b - 1"]),
        ("a / (b + 1)", []),
        ("a / (a + 1)", []),
        ("a / -b", []),
        ("a / max(d, 1)", []),
        ("a / max(d, 0)", ["max(d, 0)"]),
        ("a / min(b, 1)", []),
        ("a / (b / n)", ["b / n", "n"]),
        ("a / (x + 1)", ["x + 1"]),
        ("a / b + b / a", ["a"]),
        ("1 if b / a > 1 else 0", ["a"]),
        ("b / a if a > 0 else 0", []),
        ("b / a if a >= 1 else 0", []),
        ("b / a if a >= 0 else 0", ["a"]),
        ("0 if a == 0 else b / a", []),
        ("0 if not a > 0 else b / a", []),
        ("b / d if d < 0 else 0", []),
        ("b / d if d != 0 else 0", []),
        ("b / a if a > 0 and d > 0 else 0", []),
        ("b / a if a > 0 or d > 0 else 0", ["a"]),
        ("0 if a == 0 or d > 0 else b / a", []),
        ("0 if a == 0 and d > 0 else b / a", ["a"]),
        ("b / a if d > 0 else 0", ["a"]),
    ],
)
def test_a_denominator_that_can_be_zero_is_found(source: str, zero: list[str]) -> None:
    known = {**SMALL, **fields(x={"type": "number"})}
    assert list(zero_denominators(Expression(source), known)) == zero


@settings(max_examples=400)
@given(source=SOURCES, values=declared())
def test_a_denominator_called_safe_is_never_zero(source: str, values: dict[str, Fraction]) -> None:
    expression = Expression(source)
    if not any(zero_denominators(expression, SMALL)):
        assert isinstance(expression(values), Fraction)


def item(rule: dict[str, Any], maximum: str = "2", **inputs: dict[str, Any]) -> Criterion:
    made = RULE_KINDS[rule["kind"]].model_validate(rule)
    stated = {name: {"label": LABEL, **field} for name, field in inputs.items()}
    return Criterion.model_validate(
        {"code": "1", "name": LABEL, "max": Fraction(maximum), "inputs": stated, "rule": made}
    )


COUNT = {"type": "count"}
WHOLE = {"type": "count", "min": 1}
PART = {"type": "count", "max": "all"}
BANDS = [{"from": Fraction(9, 10), "points": 2}, {"from": Fraction(1, 2), "points": 1}]


@pytest.mark.parametrize(
    ("entry", "low", "high", "steps"),
    [
        (item({"kind": "yes_no"}), 0, 2, ("0", "2")),
        (item({"kind": "yes_no", "of": "x >= 0"}, x=COUNT), 2, 2, ("2",)),
        (item({"kind": "yes_no", "of": "x < 0"}, x=COUNT), 0, 0, ("0",)),
        (
            item({"kind": "bands", "of": "x / all", "bands": BANDS}, x=PART, all=WHOLE),
            0,
            2,
            ("0", "1", "2"),
        ),
        (
            item({"kind": "bands", "of": "x", "bands": BANDS}, x={"type": "percent", "max": 0}),
            0,
            0,
            ("0",),
        ),
        (
            item({"kind": "bands", "of": "x", "bands": BANDS}, x={"type": "percent", "min": 1}),
            2,
            2,
            ("2",),
        ),
        (item({"kind": "per_item", "of": "x", "each": 1}, x={**COUNT, "max": 1}), 0, 1, ()),
        (item({"kind": "per_item", "of": "x", "each": 1}, x=COUNT), 0, 2, ()),
        (item({"kind": "deduction", "of": "x", "each": 1}, x=COUNT), 0, 2, ()),
        (item({"kind": "deduction", "of": "x", "each": 1}, x={**COUNT, "max": 1}), 1, 2, ()),
        (item({"kind": "proportional", "of": "x"}, x={"type": "percent"}), 0, 2, ()),
        (item({"kind": "formula", "of": "2 * x - 1"}, x={"type": "percent"}), -1, 1, ()),
        (item({"kind": "index", "out_of": 10}), 0, 2, ()),
    ],
)
def test_the_points_in_reach(entry: Criterion, low: int, high: int, steps: tuple[str, ...]) -> None:
    found = reach(entry)
    assert found is not None
    assert (found.low, found.high) == (Fraction(low), Fraction(high))
    assert found.steps == tuple(Fraction(step) for step in steps)


def test_a_formula_without_bounds_has_no_known_reach() -> None:
    assert reach(item({"kind": "formula", "of": "x"}, x=COUNT)) is None


@settings(max_examples=150)
@given(
    bounds=st.lists(st.fractions(0, 1, max_denominator=20), min_size=1, max_size=4, unique=True),
    sides=st.lists(st.booleans(), min_size=4, max_size=4),
    share=st.fractions(0, 1, max_denominator=40),
)
def test_points_lie_in_reach_whatever_is_declared(
    bounds: list[Fraction], sides: list[bool], share: Fraction
) -> None:
    steps = [
        {"above" if side else "from": bound, "points": Fraction(2 - n, 2)}
        for n, (bound, side) in enumerate(zip(sorted(bounds)[::-1], sides, strict=False))
        if 2 - n >= 0
    ]
    entry = item({"kind": "bands", "of": "x", "bands": steps}, x={"type": "percent"})
    found = reach(entry)
    assert found is not None
    assert entry.rule is not None
    scored = entry.rule.score({"x": share}, entry.fields, entry.span)
    assert scored.points in found.steps


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            item({"kind": "bands", "of": "x / all", "bands": BANDS}, x=PART, all=WHOLE),
            "ngay dưới 50%: 0 | 50%: 1 | ngay trên 50%: 1 | "
            "ngay dưới 90%: 1 | 90%: 2 | ngay trên 90%: 2",
        ),
        (
            item({"kind": "deduction", "of": "x", "each": Fraction(1, 2)}, x=COUNT),
            "0: 2 | 1: 1.5 | 2: 1 | 3: 0.5 | 4: 0 | 5: 0",
        ),
        (
            item({"kind": "per_item", "of": "x", "each": 1}, x=COUNT),
            "0: 0 | 1: 1 | 2: 2 | 3: 2",
        ),
    ],
)
def test_what_a_rule_gives_at_its_edges(entry: Criterion, told: str) -> None:
    found = [
        f"{trial.what.for_lang('vi')}: {float(trial.scored.points):g}"  # type: ignore[union-attr]
        for trial in trials(entry)
    ]
    assert " | ".join(found) == told


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        ({"kind": "yes_no"}, [2, 0]),
        (
            {
                "kind": "choice",
                "options": [
                    {"value": "a", "label": LABEL, "points": 2},
                    {"value": "b", "label": LABEL, "points": 0},
                ],
            },
            [2, 0],
        ),
        (
            {
                "kind": "checklist",
                "items": [
                    {"name": "a", "label": LABEL, "points": 1},
                    {"name": "b", "label": LABEL, "points": 1},
                ],
            },
            [0, 1, 1, 2],
        ),
        ({"kind": "index", "out_of": 100}, [0, 1, 2]),
    ],
)
def test_samples_of_what_is_declared(rule: dict[str, Any], points: list[int]) -> None:
    assert [trial.scored.points for trial in trials(item(rule))] == points


def test_the_reach_of_a_figure_beyond_all_measure_is_told() -> None:
    far = "*".join(["9" * 40] * 9)
    item = Criterion.model_validate(
        {
            "code": "1",
            "name": LABEL,
            "max": 3,
            "inputs": {"a": {"type": "count", "label": LABEL}},
            "rule": RULE_KINDS["per_item"].model_validate(
                {"kind": "per_item", "of": f"a + {far}", "each": 1}
            ),
        }
    )
    found = reach(item)
    assert found is not None
    assert found.high == 3
