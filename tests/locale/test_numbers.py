"""Numbers, dates and texts as a reader of the language writes them."""

import pickle
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.locale import fraction_text, number, phrase, shown, speaker
from parindex.model.rule import Input
from parindex.model.text import LocalText
from parindex.scoring.expression import Expression
from parindex.scoring.rules.measure import Figure


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"),
        (1500, "1500", "1500"),
        (-3, "-3", "-3"),
        (Fraction(1, 2), "0,5", "0.5"),
        (Fraction(-1, 2), "-0,5", "-0.5"),
        (Fraction(2), "2", "2"),
        (Fraction(1, 3), "0,333333…", "0.333333…"),
        (Fraction(2, 3), "0,666666…", "0.666666…"),
        (Fraction(-4, 3), "-1,333333…", "-1.333333…"),
        (Fraction(1, 1024), "0,0009765625", "0.0009765625"),
        (Fraction(1, 10**12), "0,000000000001", "0.000000000001"),
        (Decimal("85.00"), "85", "85"),
        (Decimal("85.40"), "85,4", "85.4"),
        (Decimal("1E+3"), "1000", "1000"),
        (None, "", ""),
        ("x", "x", "x"),
        (True, "có", "yes"),
        (False, "không", "no"),
        (date(2025, 3, 1), "01/03/2025", "01/03/2025"),
        (datetime(2025, 3, 1), "01/03/2025", "01/03/2025"),
        (datetime(2025, 3, 1, 17, 5), "17:05 01/03/2025", "17:05 01/03/2025"),
        (("a", Fraction(1, 2)), "a, 0,5", "a, 0.5"),
        (LocalText(vi="Sở", en="Department"), "Sở", "Department"),
        (LocalText(vi="Sở"), "Sở", "Sở"),
        (phrase("{n}", n=Fraction(1, 2)), "0,5", "0.5"),
    ],
)
def test_a_value_is_shown_as_the_language_writes_it(value: object, vi: str, en: str) -> None:
    assert shown(value, "vi") == vi
    assert shown(value, "en") == en


@pytest.mark.parametrize(
    ("value", "decimals", "vi"),
    [
        (Decimal("85.4"), 2, "85,40"),
        (Decimal("100"), 2, "100,00"),
        (Decimal("100"), 0, "100"),
        (Fraction(1, 2), 2, "0,50"),
        (3, 1, "3,0"),
    ],
)
def test_a_published_number_has_its_decimals(
    value: int | Fraction | Decimal, decimals: int, vi: str
) -> None:
    assert number(value, "vi", decimals) == vi


def test_a_number_that_is_not_rounded_yet_is_not_published() -> None:
    with pytest.raises(ValueError, match="more than 2 decimals"):
        number(Decimal("85.435"), "vi", 2)


@settings(max_examples=50)
@given(st.decimals(-(10**9), 10**9, places=7))
def test_every_digit_of_a_decimal_is_written(value: Decimal) -> None:
    text = fraction_text(Fraction(value))
    assert Fraction(text) == Fraction(value)
    assert "…" not in text


@settings(max_examples=50)
@given(st.fractions(max_denominator=10**6))
def test_a_fraction_without_end_is_cut_and_says_so(value: Fraction) -> None:
    text = fraction_text(value)
    rest = abs(value - Fraction(text.removesuffix("…")))
    assert rest == 0 if not text.endswith("…") else 0 < rest < Fraction(1, 10**6)


@pytest.mark.parametrize(
    ("source", "value", "vi", "en"),
    [
        ("done / planned", Fraction(9, 10), "90%", "90%"),
        ("done / planned", Fraction(2, 3), "66,666666…%", "66.666666…%"),
        ("done / (planned - done)", Fraction(7, 8), "87,5%", "87.5%"),
        ("rate", Fraction(7, 8), "87,5%", "87.5%"),
        ("min(rate, 0.5)", Fraction(1, 2), "50%", "50%"),
        ("done / planned * 100", Fraction(175, 2), "87,5", "87.5"),
        ("100 * done / planned", Fraction(175, 2), "87,5", "87.5"),
        ("done", Fraction(12), "12", "12"),
        ("done * 2", Fraction(1, 2), "0,5", "0.5"),
    ],
)
def test_a_share_is_shown_as_a_percentage(source: str, value: Fraction, vi: str, en: str) -> None:
    label = LocalText(vi="x")
    inputs = {
        "done": Input(type="count", label=label),
        "planned": Input(type="count", label=label),
        "rate": Input(type="percent", label=label),
    }
    figure = Figure(value, Expression(source), inputs)
    assert figure.for_lang("vi") == vi
    assert figure.for_lang("en") == en
    brought = pickle.loads(pickle.dumps(figure))  # noqa: S301 - our own
    assert (shown(brought, "vi"), shown(brought, "en")) == (vi, en), "from a child process"


def test_only_two_languages_are_spoken() -> None:
    with pytest.raises(ValueError, match="fr"):
        speaker("fr")


POINTS = "{points} {points:point|points}"


@pytest.mark.parametrize(
    ("points", "en", "vi"),
    [
        (Fraction(1, 2), "0.5 points", "0,5 điểm"),
        (0, "0 points", "0 điểm"),
        (1, "1 point", "1 điểm"),
        (Fraction(1), "1 point", "1 điểm"),
        (11, "11 points", "11 điểm"),
        ("…", "… points", "… điểm"),
    ],
)
def test_a_message_says_its_values_in_its_language(points: object, en: str, vi: str) -> None:
    assert speaker("en")(POINTS, points=points) == en
    assert speaker("vi")(POINTS, points=points) == vi


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert speaker("vi")(POINTS, points="{0}{x!r}") == "{0}{x!r} điểm"


def test_a_missing_value_is_a_bug() -> None:
    with pytest.raises(KeyError, match="points"):
        speaker("vi")(POINTS)


def test_the_empty_message_is_empty() -> None:
    assert speaker("vi")("") == ""
