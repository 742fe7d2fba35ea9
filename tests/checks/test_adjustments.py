"""Bonus and penalty: the least cap holds, and decisions are given once and in their time."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.checks.round import adjustment_sums
from parindex.locale import phrase, speaker
from parindex.model.criteria import CriteriaSet
from parindex.model.publication import Adjustments, Cap, Caps
from parindex.model.round import Block
from parindex.sources.criteria import parse_criteria
from parindex.sources.round import read_round
from tests.conftest import MINI_SET
from tests.sources.test_round import adjusted, swapped

EN = speaker("en")
SET_CAP = "adjustments: { bonus: { max: 1 } }"
HEAD = "unit,kind,points,decision,date,reason"


def capped(of_set: str, of_round: str, of_block: str) -> Callable[[Path], None]:
    """Return what states caps in the criteria set, in the round and at its block."""

    def change(folder: Path) -> None:
        swapped("criteria.yaml", SET_CAP, f"adjustments: {{ {of_set} }}" if of_set else "")(folder)
        if of_round:
            swapped("round.yaml", "blocks:", f"adjustments: {{ {of_round} }}\nblocks:")(folder)
        if of_block:
            old = "criteria: criteria.yaml }"
            new = f"criteria: criteria.yaml, adjustments: {{ {of_block} }} }}"
            swapped("round.yaml", old, new)(folder)

    return change


def sums(folder: Path, unit: str = "XA02") -> tuple[Fraction, Fraction, list[str]]:
    loaded, _ = read_round(folder)
    assert loaded is not None
    found = loaded.round.unit(unit)
    assert found is not None
    bonus, penalty, findings = adjustment_sums(loaded.round, found)
    return bonus, penalty, [finding.wrong(EN) for finding in findings]


@pytest.mark.parametrize(
    ("of_set", "of_round", "of_block", "counted", "where"),
    [
        ("bonus: { max: 3 }", "", "", "3", "the criteria set mini"),
        ("bonus: { max: 3 }", "bonus: { max: 2 }", "", "2", "round.yaml"),
        ("bonus: { max: 3 }", "bonus: { max: 2 }", "bonus: { max: 1 }", "1", "block XA"),
        ("bonus: { max: 3 }", "bonus: { max: 1 }", "bonus: { max: 2 }", "1", "round.yaml."),
        ("bonus: { max: 3 }", "bonus: { max: 9 }", "", "3", "the criteria set mini"),
        ("bonus: { max: 3 }", "penalty: { max: 1 }", "", "3", "the criteria set mini"),
        ("bonus: { max: 3 }", "bonus: { max: 0 }", "", "0", "round.yaml"),
        ("bonus: { max: 9 }", "bonus: { max: 8 }", "", "4", ""),
    ],
)
def test_the_least_cap_holds_and_is_named(
    mini_round: Path, of_set: str, of_round: str, of_block: str, counted: str, where: str
) -> None:
    capped(of_set, of_round, of_block)(mini_round)
    adjusted("XA02,bonus,4,01/QĐ,20/01/2026,Sáng kiến")(mini_round)
    bonus, penalty, told = sums(mini_round)
    assert (bonus, penalty) == (Fraction(counted), Fraction(0))
    if where:
        [text] = told
        assert text.startswith(
            f"The bonus of the unit comes to 4 points and is cut at {counted}, the cap of "
        )
        assert where in text
    else:
        assert not told


def test_what_the_set_does_not_allow_no_round_can(mini_round: Path) -> None:
    capped("", "penalty: { max: 5 }", "")(mini_round)
    adjusted("XA02,penalty,4,01/QĐ,20/01/2026,Vi phạm")(mini_round)
    _, findings = read_round(mini_round)
    assert [finding.code for finding in findings] == ["RND100"]
    bonus, penalty, told = sums(mini_round)
    assert not bonus + penalty
    assert told == ["The criteria of the block allow no penalty."]


CAPS = st.none() | st.fractions(0, 9).map(lambda most: Cap.model_validate({"max": most}))


@cache
def mini_set() -> CriteriaSet:
    criteria, _ = parse_criteria(MINI_SET)
    assert criteria is not None
    return criteria


@given(CAPS, CAPS, CAPS)
def test_no_round_allows_more_than_the_least_cap(
    of_set: Cap | None, of_round: Cap | None, of_block: Cap | None
) -> None:
    """Nor anything where the criteria allow nothing."""
    criteria = mini_set().model_copy(update={"adjustments": Adjustments(penalty=of_set)})
    caps = tuple((phrase(""), Caps(penalty=cap)) for cap in (of_round, of_block))
    limit = Block("B", criteria.title, criteria, (), caps).limit("penalty")
    assert (limit is None) == (of_set is None)
    if limit is not None:
        stated = [cap.at_most for cap in (of_set, of_round, of_block) if cap is not None]
        assert limit.at_most == min(stated)


@pytest.mark.parametrize(
    ("of_round", "of_block", "places"),
    [
        ("bonus: { max: 1 }", "", []),
        ("bonus: { max: 1.5 }", "", ["round.yaml:8"]),
        ("", "bonus: { max: 2 }", ["round.yaml:9"]),
        ("bonus: { max: 2 }", "bonus: { max: 2 }", ["round.yaml:8", "round.yaml:10"]),
        ("penalty: { max: 1 }", "", ["round.yaml:8"]),
    ],
)
def test_a_cap_without_effect_is_told_where_it_stands(
    mini_round: Path, of_round: str, of_block: str, places: list[str]
) -> None:
    capped("bonus: { max: 1 }", of_round, of_block)(mini_round)
    _, findings = read_round(mini_round)
    assert {finding.code for finding in findings} <= {"RND100"}
    found = [f"{Path(f.place.file).name}:{f.place.line}" for f in findings]
    assert found == places


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["XA02,bonus,0.2,01/QĐ,20/01/2026,a", "XA02,bonus,0.2,01/QĐ,20/01/2026,a"], ["RND101"]),
        (["XA02,bonus,0.2,01/QĐ,20/01/2026,a", "XA02,bonus,0.3, 01 /qđ,21/01/2026,b"], ["RND101"]),
        (["XA02,bonus,0.2,01/QĐ,20/01/2026,a", "xã hoa sen,bonus,0.2,01/QĐ,20/01/2026,a"],
         ["RND103", "RND101"]),
        (["XA02,bonus,0.2,01/QĐ,20/01/2026,a", "XA01,bonus,0.2,01/QĐ,20/01/2026,a"], []),
        (["XA02,bonus,0.2,01/QĐ,20/01/2026,a", "XA02,bonus,0.2,02/QĐ,20/01/2026,a"], []),
        (["XA02,bonus,0.2,01/QĐ,31/12/2024,a"], ["RND102"]),
        (["XA02,bonus,0.2,01/QĐ,01/01/2025,a"], []),
        (["XA02,bonus,0.2,01/QĐ,31/12/2026,a"], []),
        (["XA02,bonus,0.2,01/QĐ,01/01/2027,a"], ["RND102"]),
    ],
)  # fmt: skip
def test_decisions_are_given_once_and_in_their_time(
    mini_round: Path, lines: list[str], codes: list[str]
) -> None:
    text = "\n".join((HEAD, *lines)) + "\n"
    (mini_round / "adjustments.csv").write_text(text, encoding="utf-8")
    _, findings = read_round(mini_round)
    assert [finding.code for finding in findings] == codes
    assert {finding.place.line for finding in findings} <= {len(lines) + 1}


@pytest.mark.parametrize(("day", "codes"), [("28/02/2026", []), ("01/03/2026", ["RND102"])])
def test_a_decision_after_the_publication_is_told(
    mini_round: Path, day: str, codes: list[str]
) -> None:
    swapped("round.yaml", "blocks:", "published: 2026-02-28T08:00\nblocks:")(mini_round)
    adjusted(f"XA02,bonus,0.2,01/QĐ,{day},a")(mini_round)
    assert [finding.code for finding in read_round(mini_round)[1]] == codes


@pytest.mark.parametrize(
    ("unit", "code", "known"),
    [
        ("Xã Hoa Xen", "RND007", "XA02 (Xã Hoa Sen)"),
        ("XA99", "RND007", "XA"),
        ("Xã Suối Cạn", "RND109", "XA02 (Xã Hoa Sen)"),
        ("CU1", "RND109", "Xã Suối Cạn"),
    ],
)
def test_who_is_meant_is_suggested_and_not_guessed(
    mini_round: Path, unit: str, code: str, known: str
) -> None:
    (mini_round / "predecessors.csv").write_text(
        "code,name,successor,date,decision\nCU1,Xã Suối Cạn,XA02,01/07/2025,1/NQ\n",
        encoding="utf-8",
    )
    adjusted(f"{unit},bonus,0.2,01/QĐ,20/01/2026,a")(mini_round)
    loaded, [found] = read_round(mini_round)
    assert loaded is None
    assert found.code == code
    assert known in f"{found.wrong(EN)} {found.expected(EN)}"
