"""Earlier years: read from history.csv and from the results of last time, by the units of today."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.evaluation.rounds import Evaluation
from parindex.model.result import PastUnit
from parindex.model.submission import CLAIM
from parindex.reports.documents import read_result, result_bytes
from tests.evaluation.made_rounds import codes, criteria_text, filled, scored, send, write_round

SET = criteria_text(
    [("10", ["max: 10, rule: { kind: judged }"])],
    "10",
    bands="[{ label: { vi: Tốt }, from: 50 }, { label: { vi: Yếu }, from: 0 }]",
)
UNITS = {"M1": "Xã Suối Mây", "M2": "Xã Láng"}
FORMER = "code,name,successor,date,decision\n"


def made(path: Path, **files: str) -> Path:
    write_round(path, SET, UNITS)
    for unit, points in (("M1", 8), ("M2", 6)):
        send(path, f"{unit}.xlsx", filled(path, unit, {("1.1", CLAIM): points}))
    for name, text in files.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def past(evaluation: Evaluation) -> dict[int, dict[str, PastUnit]]:
    return {one.year: dict(one.units) for one in evaluation.result.past}


def test_years_come_latest_first_with_index_rank_and_band(tmp_path: Path) -> None:
    history = (
        'year,unit,index,rank,band\n2023,M1,70.5,2,\n2024,M1,"81,25",1,Tốt\n2024,Xã Láng,60,,\n'
    )
    evaluation = scored(made(tmp_path, history=history))
    assert past(evaluation) == {
        2024: {"M1": PastUnit(Decimal("81.25"), 1, "Tốt"), "M2": PastUnit(Decimal(60))},
        2023: {"M1": PastUnit(Decimal("70.5"), 2)},
    }
    assert list(past(evaluation)) == [2024, 2023]
    assert "history.csv" in evaluation.hashes
    assert codes(evaluation) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2025,M1,70,1", "RND013"),
        ("20x4,M1,70,1", "RND013"),
        ("2024,M1,-3,1", "RND013"),
        ("2024,M1,1.000.5,1", "RND013"),
        ("2024,M1,70,0", "RND013"),
        ("2024,XX,70,1", "RND007"),
    ],
)
def test_a_line_that_is_wrong_is_told_and_left_out(tmp_path: Path, line: str, code: str) -> None:
    history = f"year,unit,index,rank\n{line}\n2024,M2,60,2\n"
    evaluation = scored(made(tmp_path, history=history))
    assert codes(evaluation) == [code]
    assert past(evaluation) == {2024: {"M2": PastUnit(Decimal(60), 2)}}


def test_a_renamed_unit_goes_on_and_a_merged_one_does_not(tmp_path: Path) -> None:
    history = "year,unit,index,rank\n2024,C1,70,1\n2024,C2,60,2\n2024,Xã Đồi Mây,50,3\n"
    went = ("C1,Xã Suối Cạn,M1", "C2,Xã Lũng,M2", "C3,Xã Đồi Mây,M2")
    predecessors = FORMER + "".join(f"{line},01/07/2025,5/NQ\n" for line in went)
    evaluation = scored(made(tmp_path, history=history, predecessors=predecessors))
    assert past(evaluation) == {2024: {"M1": PastUnit(Decimal(70), 1)}}
    assert codes(evaluation) == ["RND153", "RND153"]


def last_time(path: Path, year: int) -> Path:
    """Keep the results of a round as those of another year."""
    result = scored(made(path)).result
    file = path.parent / "last.json"
    file.write_bytes(result_bytes(result).replace(b'"year":2025', f'"year":{year}'.encode()))
    return file


def following(path: Path, history: str = "") -> Evaluation:
    made(path, **({"history": history} if history else {}))
    with (path / "round.yaml").open("a", encoding="utf-8") as file:
        file.write("previous: ../last.json\n")
    return scored(path)


def test_results_of_last_time_bring_units_criteria_and_the_years_before(tmp_path: Path) -> None:
    last_time(tmp_path / "last", 2024)
    evaluation = following(tmp_path / "this", "year,unit,index\n2023,M1,55\n2024,M2,1\n")
    assert codes(evaluation) == ["RND152"]
    assert past(evaluation)[2024] == {
        "M1": PastUnit(Decimal("80.00"), 1, "Tốt", "B"),
        "M2": PastUnit(Decimal("60.00"), 2, "Tốt", "B"),
    }
    assert past(evaluation)[2023] == {"M1": PastUnit(Decimal(55))}
    [criteria] = evaluation.result.past[0].sets
    assert (criteria.block, criteria.version, dict(criteria.items)) == (
        "B",
        1,
        {"1.1": Fraction(10)},
    )
    kept = tmp_path / "results.json"
    kept.write_bytes(result_bytes(evaluation.result))
    assert read_result(kept).past == evaluation.result.past


def test_results_of_the_same_year_are_none_of_last_time(tmp_path: Path) -> None:
    last_time(tmp_path / "last", 2025)
    evaluation = following(tmp_path / "this")
    assert (codes(evaluation), past(evaluation)) == (["RND150"], {})


def test_results_that_cannot_be_read_are_told_and_the_round_is_scored(tmp_path: Path) -> None:
    evaluation = following(tmp_path / "this")
    assert (codes(evaluation), past(evaluation)) == (["RND019"], {})
    assert [unit.rank for unit in evaluation.result.blocks[0].units] == [1, 2]
