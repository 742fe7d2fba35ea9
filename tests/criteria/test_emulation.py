"""Emulation: the best ten collectives, who is kept out, and a tie for the tenth place."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from parindex.evaluation.rounds import Evaluation
from parindex.model.selection import Selection, SelectionFile, Verdict
from parindex.reports.selection import selection_workbook
from parindex.scoring.selection import selections, told
from parindex.sources.selection import read_selection
from tests.evaluation.made_rounds import unit_of

ROUND = "emulation-2019"
NINE = ["SO01", "QH01", "SO02", "SO03", "QH03", "QH02", "SO05", "QH08", "QH04"]


@pytest.fixture(scope="module")
def rules(samples: Path, sample_round: Callable[[str], Evaluation]) -> SelectionFile:
    path = samples / ROUND / "selection.yaml"
    stated, findings = read_selection(path, sample_round(ROUND).result)
    assert findings == []
    assert stated is not None
    return stated


@pytest.fixture(scope="module")
def found(rules: SelectionFile, sample_round: Callable[[str], Evaluation]) -> list[Selection]:
    result = sample_round(ROUND).result
    return [selection for rule in rules.selections for selection in selections(result, rule)]


def codes(selection: Selection, verdict: Verdict) -> list[str]:
    return [entry.unit.code for entry in selection.of(verdict)]


def test_only_the_blank_item_is_found_fault_with(
    sample_round: Callable[[str], Evaluation],
) -> None:
    findings = sample_round(ROUND).findings
    assert {(finding.code, finding.place.file) for finding in findings} == {("SUB030", "QH07.xlsx")}


def test_a_tie_at_the_tenth_place_is_left_to_the_council(found: list[Selection]) -> None:
    first, _ = found
    assert codes(first, Verdict.CHOSEN) == NINE
    assert codes(first, Verdict.TIED) == ["SO06", "QH05"]
    assert codes(first, Verdict.BELOW) == ["SO07", "QH09"]
    [finding] = told(first)
    assert finding.code == "RND186"
    assert (finding.values["place"], finding.values["free"]) == (10, 1)


def test_the_points_of_an_area_settle_it(found: list[Selection]) -> None:
    _, second = found
    assert codes(second, Verdict.CHOSEN) == [*NINE, "QH05"]
    assert codes(second, Verdict.BELOW) == ["SO06", "SO07", "QH09"]
    assert [*told(second)] == []


def test_each_kept_out_unit_has_its_reasons(
    found: list[Selection], sample_round: Callable[[str], Evaluation]
) -> None:
    for selection in found:
        why = {
            entry.unit.code: [reason.for_lang("en") for reason in entry.reasons]
            for verdict in (Verdict.NOT_ELIGIBLE, Verdict.EXCLUDED)
            for entry in selection.of(verdict)
        }
        assert why == {
            "SO04": ["under inspection by decision 52/QĐ-MAU of 2 December 2019"],
            "SO08": [
                "index 72.2, at least 80 asked for",
                "area 2: 27 of 35 points, at least 80% asked for",
            ],
            "SO09": ["area 2: 23.5 of 35 points, at least 80% asked for"],
            "QH06": ["2 penalty points"],
            "QH07": ["no valid answer to 3.3"],
        }
    kept_out = unit_of(sample_round(ROUND), "SO04").score
    best = unit_of(sample_round(ROUND), "SO01").score
    assert kept_out is not None
    assert best is not None
    assert kept_out.index > best.index


def test_the_list_shows_by_what_the_tie_was_broken(
    rules: SelectionFile, found: list[Selection]
) -> None:
    book = load_workbook(BytesIO(selection_workbook(rules, found, "en")))
    assert book.sheetnames == ["10 collectives proposed", "By areas 3 and 2 as well"]
    rows = [*book["By areas 3 and 2 as well"].iter_rows(values_only=True)]
    assert rows[0][0] == rules.title.for_lang("en")
    assert rows[3][:7] == ("Place", "Code", "Unit", "Block", "Index", "Area 3", "Area 2")
    tied = [row for row in rows if row[1] in {"SO06", "QH05"}]
    assert [(row[0], row[1], row[4], row[5]) for row in tied] == [
        (10, "QH05", 93.2, 28.3),
        (11, "SO06", 93.2, 26.9),
    ]
