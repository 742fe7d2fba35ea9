"""The bundled sample round: who is ranked, on what, and that nothing but the inputs decides."""

import csv
import json
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from io import StringIO
from pathlib import Path
from random import Random
from unicodedata import normalize
from unittest.mock import patch

import pytest

from parindex.evaluation import files as evaluation_files
from parindex.evaluation.rounds import Evaluation, evaluate, evaluate_files
from parindex.locale import speaker
from parindex.model.result import UnitScore
from parindex.reports.documents import findings_bytes, result_bytes
from parindex.reports.tables import ranking_csv, scores_csv
from parindex.sources.criteria import read_criteria
from parindex.sources.pool import run_guarded
from tests.evaluation.made_rounds import (
    codes,
    criteria_text,
    opened,
    scored,
    unit_of,
    write_round,
)

ZERO, ONE = Fraction(0), Fraction(1)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


def score_of(evaluation: Evaluation, code: str) -> UnitScore:
    score = unit_of(evaluation, code).score
    assert score is not None
    return score


def reasons(evaluation: Evaluation, code: str) -> list[str]:
    return [reason.code for reason in unit_of(evaluation, code).reasons]


def test_last_years_form_is_rejected_and_says_so(sample: Evaluation) -> None:
    unit = unit_of(sample, "XA09")
    assert (unit.status, unit.rank, unit.score) == ("rejected", None, None)
    assert reasons(sample, "XA09") == ["SUB011"]
    assert "2024" in unit.reasons[0].text.vi
    assert "2025" in unit.reasons[0].text.vi
    assert unit.file == "XA09.xlsx"


def test_a_unit_that_sent_nothing_is_listed_and_not_ranked(sample: Evaluation) -> None:
    unit = unit_of(sample, "XA15")
    assert (unit.status, unit.rank, unit.score, unit.file) == ("not_submitted", None, None, None)
    assert reasons(sample, "XA15") == ["RND012"]


def test_a_file_cut_in_half_is_rejected_under_the_name_of_its_unit(sample: Evaluation) -> None:
    unit = unit_of(sample, "XA22")
    assert (unit.status, unit.rank, unit.score) == ("rejected", None, None)
    assert reasons(sample, "XA22") == ["SUB003"]
    assert unit.file == "XA22.xlsx"


def test_good_files_are_scored_though_others_are_bad(sample: Evaluation) -> None:
    so, xa = sample.result.blocks
    assert [len(so.units), len(so.ranked), len(xa.units), len(xa.ranked)] == [20, 20, 40, 37]
    assert [unit.code for unit in xa.units if unit.rank is None] == ["XA09", "XA15", "XA22"]
    assert [unit.code for unit in xa.units[-3:]] == ["XA09", "XA15", "XA22"]
    assert all(unit.band and unit.score and not unit.reasons for unit in (*so.ranked, *xa.ranked))


def test_the_file_saved_last_counts(sample: Evaluation) -> None:
    assert unit_of(sample, "XA12").file == "XA12 (ban sua).xlsx"
    [found] = [f for f in sample.findings if f.unit == "XA12" and f.code == "SUB013"]
    assert found.values["others"] == "XA12.xlsx"


def test_a_form_is_found_by_what_it_says_of_itself_not_by_its_name(sample: Evaluation) -> None:
    assert unit_of(sample, "XA01").file == "Bieu tu danh gia - Cay Da.xlsx"
    assert unit_of(sample, "XA06").status == "ranked"
    assert "SUB015" in codes(sample, "XA06")


def test_what_does_not_apply_leaves_the_maximum(sample: Evaluation) -> None:
    score = score_of(sample, "SO18")
    assert score.max_points == Fraction("78.5")
    assert score.exact_index == score.points * 100 / Fraction("78.5")
    by_policy = defaultdict[str | None, list[tuple[Fraction, Fraction, str]]](list)
    figures = zip(
        sample.result.blocks[0].items,
        score.items.points,
        score.items.max_points,
        score.items.outcomes,
        strict=True,
    )
    for heading, points, most, outcome in figures:
        if heading.area == "3" or heading.code.startswith("7.3"):
            share = points / heading.max_points, most / heading.max_points, outcome.value
            by_policy[heading.not_applicable].append(share)
    assert set(by_policy) == {"exclude", "full"}
    assert set(by_policy["exclude"]) == {(ZERO, ZERO, "not_applicable")}
    assert set(by_policy["full"]) == {(ONE, ONE, "not_applicable")}


def test_exempt_items_give_no_finding(sample: Evaluation) -> None:
    items = {f.item for f in sample.findings if f.unit == "SO18" and f.item}
    assert not {item for item in items if item.split(".")[0] == "3"}


def test_bonus_is_cut_at_the_cap_and_told(sample: Evaluation) -> None:
    score = score_of(sample, "SO12")
    assert score.bonus == 3
    assert score.points == sum((area.points for area in score.areas), Fraction(3))
    assert "RND014" in codes(sample, "SO12")


def test_penalty_is_taken_off(sample: Evaluation) -> None:
    score = score_of(sample, "SO09")
    assert (score.bonus, score.penalty) == (ZERO, Fraction(2))
    assert score.points == sum((area.points for area in score.areas), Fraction(-2))


def test_bonus_under_the_cap_counts_in_full(sample: Evaluation) -> None:
    assert score_of(sample, "SO02").bonus == Fraction("1.5")
    assert score_of(sample, "XA07").bonus == 1


def test_items_add_up_to_areas_and_to_the_total(sample: Evaluation) -> None:
    """Added here from scores.csv, whose numbers are exact."""
    points: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
    most: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
    endless = 0
    for row in rows(scores_csv(sample.result, "vi")):
        key = row["unit"], row["area"]
        points[key] += Fraction(row["points"])
        most[key] += Fraction(row["max_points"])
        endless += "/" in row["points"]
    assert endless, "no number without a last digit was tried"
    seen = 0
    for block in sample.result.blocks:
        for unit in block.ranked:
            assert unit.score is not None
            total, most_total = Fraction(0), Fraction(0)
            for heading, area in zip(block.areas, unit.score.areas, strict=True):
                key = unit.code, heading.code
                assert area.points == points[key]
                assert area.max_points == most[key]
                total, most_total = total + points[key], most_total + most[key]
            assert unit.score.points == total + unit.score.bonus - unit.score.penalty
            assert unit.score.max_points == most_total
            assert unit.score.exact_index == unit.score.points * 100 / most_total
            seen += 1
    assert seen == 57


def test_items_add_up_exactly(sample: Evaluation) -> None:
    for block in sample.result.blocks:
        for unit in block.ranked:
            assert unit.score is not None
            items, sums = unit.score.items, defaultdict[str, Fraction](Fraction)
            for heading, points in zip(block.items, items.points, strict=True):
                assert 0 <= points <= heading.max_points
                sums[heading.area] += points
            assert [sums[a.code] for a in block.areas] == [a.points for a in unit.score.areas]
            asked = sum(sums.values()) + unit.score.bonus - unit.score.penalty
            assert unit.score.points == min(asked, unit.score.max_points)


def test_ranks_can_be_redone_from_the_published_index(sample: Evaluation) -> None:
    table = [row for row in rows(ranking_csv(sample.result, "vi")) if row["rank"]]
    assert len(table) == 57
    for row in table:
        better = [
            other
            for other in table
            if other["block"] == row["block"] and Fraction(other["index"]) > Fraction(row["index"])
        ]
        assert int(row["rank"]) == len(better) + 1, row


def test_units_are_printed_by_rank(sample: Evaluation) -> None:
    for block in sample.result.blocks:
        printed = [unit.rank for unit in block.ranked]
        assert printed == sorted(printed, key=lambda rank: rank or 0)


def told(evaluation: Evaluation) -> bytes:
    """Return findings.json."""
    return findings_bytes(evaluation.findings, speaker("vi"), "vi")


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("workers", [1, None])
def test_the_number_of_workers_changes_nothing(
    sample: Evaluation, sample_path: Path, workers: int | None
) -> None:
    other = evaluate(opened(sample_path), workers=workers)
    assert result_bytes(other.result) == result_bytes(sample.result)
    assert told(other) == told(sample)
    assert other.hashes == sample.hashes


def test_a_lent_executor_changes_nothing(sample: Evaluation, sample_path: Path) -> None:
    with ThreadPoolExecutor(3) as lent:
        other = evaluate(opened(sample_path), executor=lent)
    assert result_bytes(other.result) == result_bytes(sample.result)
    assert other.findings == sample.findings
    assert other.hashes == sample.hashes


def test_the_order_in_which_files_are_done_changes_nothing(
    sample: Evaluation, sample_path: Path
) -> None:
    def shuffled(function: object, shared: object, files: list[str], **options: object) -> object:
        mixed = list(files)
        Random(7).shuffle(mixed)
        assert mixed != files
        return run_guarded(function, shared, mixed, **options)  # type: ignore[arg-type]

    with (
        ThreadPoolExecutor(2) as lent,
        patch.object(evaluation_files, "run_guarded", shuffled),
    ):
        other = evaluate(opened(sample_path), executor=lent)
    assert result_bytes(other.result) == result_bytes(sample.result)
    assert other.findings == sample.findings


@pytest.mark.usefixtures("processes")
def test_loose_files_in_any_order_give_one_result(sample_path: Path) -> None:
    loaded, _ = read_criteria(sample_path.parents[1] / "criteria" / "city" / "department-2025.yaml")
    assert loaded is not None
    files = [sample_path / "submissions" / f"SO0{number}.xlsx" for number in (1, 2, 4, 6, 7)]
    one = evaluate_files(loaded, files, workers=1)
    other = evaluate_files(loaded, files[::-1], workers=2)
    assert result_bytes(one.result) == result_bytes(other.result)
    assert one.findings == other.findings
    assert [unit.code for unit in one.result.blocks[0].ranked] == [
        "SO04", "SO01", "SO06", "SO02", "SO07",
    ]  # fmt: skip


def test_loose_files_score_as_in_the_round(sample: Evaluation, sample_path: Path) -> None:
    loaded, _ = read_criteria(sample_path.parents[1] / "criteria" / "city" / "department-2025.yaml")
    assert loaded is not None
    loose = evaluate_files(loaded, [sample_path / "submissions" / "SO08.xlsx"], workers=1)
    block = sample.result.blocks[0]
    alone, within = score_of(loose, "SO08").items, score_of(sample, "SO08").items
    lines = zip(block.items, alone.points, within.points, strict=True)
    differing = [item.code for item, one, other in lines if one != other]
    assert differing == ["8.1.1"], "the survey belongs to the round"


def test_loose_files_are_named_by_their_bare_names(sample_path: Path, tmp_path: Path) -> None:
    loaded, _ = read_criteria(sample_path.parents[1] / "criteria" / "city" / "department-2025.yaml")
    assert loaded is not None
    good, bad = tmp_path / "dot 1" / "SO08.xlsx", tmp_path / "dot 2" / "SO09.xlsx"
    for path in (good, bad):
        path.parent.mkdir()
    good.write_bytes((sample_path / "submissions" / "SO08.xlsx").read_bytes())
    bad.write_bytes(b"PK cut off")
    loose = evaluate_files(loaded, [good, bad], workers=1)
    assert [unit.file for unit in loose.result.blocks[0].units] == ["SO08.xlsx", "SO09.xlsx"]
    assert {finding.place.file for finding in loose.findings} <= {"SO08.xlsx", "SO09.xlsx"}
    assert "SUB003" in codes(loose)


def test_every_reading_is_told_progress(sample_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with ThreadPoolExecutor(2) as lent:
        evaluate(opened(sample_path), executor=lent, progress=lambda d, n: told.append((d, n)))
    assert told == [(done, 60) for done in range(1, 61)]


def test_each_finding_of_a_form_names_a_unit_and_a_place(sample: Evaluation) -> None:
    for finding in sample.findings:
        of_a_table = {"tables", "surveys"} & set(Path(finding.place.file).parts)
        assert finding.unit or of_a_table, finding
        assert finding.place.file, finding
        if finding.code in {"SUB030", "SUB031", "SUB032", "SUB035", "SUB036", "SUB037", "SUB038"}:
            assert finding.place.cell, finding
            assert finding.item, finding


def test_spoiled_answers_are_not_scored_as_something_else(sample: Evaluation) -> None:
    block = sample.result.blocks[0]
    outcomes = {
        code: dict(
            zip(
                (heading.code for heading in block.items),
                (outcome.value for outcome in score_of(sample, code).items.outcomes),
                strict=True,
            )
        )
        for code in ("SO05", "SO11", "SO14", "SO03")
    }
    for finding in sample.findings:
        if finding.unit in outcomes and finding.item:
            wanted = {
                "SUB030": {"missing"},
                "SUB032": {"invalid"},
                "SUB035": {"invalid"},
                "SUB036": {"invalid"},
                "SUB033": {"scored", "not_applicable"},
            }.get(finding.code)
            if wanted:
                assert outcomes[finding.unit][finding.item] in wanted, finding
    assert "invalid" not in outcomes["SO03"].values()
    assert "missing" not in outcomes["SO03"].values()


def test_results_json_is_the_same_bytes_twice(sample: Evaluation) -> None:
    data = result_bytes(sample.result)
    assert data == result_bytes(sample.result)
    assert json.loads(data)["format"] == 1


def test_letters_typed_decomposed_are_composed(tmp_path: Path) -> None:
    criteria = criteria_text([("7", ["max: 7, rule: { kind: judged }"])], "7")
    path = write_round(tmp_path / "round", normalize("NFD", criteria), {"U1": "Xã"})
    for name in ("round.yaml", "units.csv"):
        text = (path / name).read_text(encoding="utf-8")
        (path / name).write_text(normalize("NFD", text), encoding="utf-8")
    result = scored(path).result
    assert result.blocks[0].units[0].name == "Xã"
    assert result.title.vi == "Kỳ đánh giá thử"
    assert result.blocks[0].areas[0].name.vi == "Lĩnh vực 1"
