"""``parindex rescore``: which totals, ranks and bands would move, with nothing written."""

from pathlib import Path

import pytest

from parindex.model.submission import CLAIM
from tests.cli.conftest import Run
from tests.evaluation.made_rounds import criteria_text, filled, send, write_round

TASKS = """max: 4, inputs: { planned: { type: count, min: 1, label: { vi: Giao } },
    done: { type: count, max: planned, label: { vi: Xong } } },
    rule: { kind: proportional, of: done / planned }"""
UNITS = {"U1": "Sở Một", "U2": "Sở Hai", "U3": "Sở Ba"}


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a round of three units, with 4, 3 and 2 of 4 tasks done."""
    bands = "[{ label: { vi: Tốt, en: Good }, from: 60 }, { label: { vi: Yếu }, from: 0 }]"
    text = criteria_text([("4", [TASKS])], "4", bands=bands)
    path = write_round(tmp_path_factory.mktemp("rescore") / "round", text, UNITS)
    for unit, done in zip(UNITS, (4, 3, 2), strict=True):
        answers = {("1.1", "planned"): 4, ("1.1", "done"): done, ("1.1", CLAIM): done}
        send(path, f"{unit}.xlsx", filled(path, unit, answers))
    return path


def lines(out: str) -> list[list[str]]:
    """Return the cells of the table's lines, without its rules and heading."""
    rows = [line for line in out.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in row.strip("│").split("│")] for row in rows]


def test_every_total_rank_and_band_that_would_move_is_shown(run: Run, tasks: Path) -> None:
    before = {file: file.read_bytes() for file in tasks.rglob("*") if file.is_file()}
    done = run("rescore", tasks, "--set", "U3:1.1.done=3", "--lang", "en")
    assert lines(done.out) == [
        ["U3", "Sở Ba", "2.00 → 3.00", "50.00 → 75.00", "3 → 2", "Yếu → Good"]
    ], "U2 has its rank 2 still, now with U3"
    assert "1 unit would move; nothing is written." in done.err
    assert {file: file.read_bytes() for file in tasks.rglob("*") if file.is_file()} == before
    assert done.code == 0


@pytest.mark.parametrize("change", ["U1:1.1=0", "sở một : 1.1 = 0,0", "U1:1.1.done=0"])
def test_points_or_data_are_set_and_the_rest_follows(run: Run, tasks: Path, change: str) -> None:
    done = run("rescore", tasks, "--set", change, "--lang", "en")
    moved = {row[0]: row[4] for row in lines(done.out)}
    assert moved == {"U1": "1 → 3", "U2": "2 → 1", "U3": "3 → 2"}


def test_several_changes_are_tried_together(run: Run, tasks: Path) -> None:
    changes = ("--set", "U3:1.1.planned=2", "--set", "U1:1.1=1.5")
    done = run("rescore", tasks, *changes, "--lang", "en")
    moved = {row[0]: row[2] for row in lines(done.out)}
    assert moved == {"U3": "2.00 → 4.00", "U1": "4.00 → 1.50"}, "U2 is second as it was"


def test_a_change_to_what_stands_moves_nothing(run: Run, tasks: Path) -> None:
    done = run("rescore", tasks, "--set", "U1:1.1=4", "--lang", "en")
    assert (done.code, done.out) == (0, "")
    assert "0 units would move" in done.err


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("U1", "RND143"),
        ("U1:1.1", "RND143"),
        ("U1:1.1=", "RND143"),
        ("U1:1.1=nhiều", "RND143"),
        ("U1:1.1.other=3", "RND143"),
        ("U1:1.1.done=1.234,5.6", "RND143"),
        ("U9:1.1=3", "RND007"),
        ("U1:2.7=3", "RND018"),
    ],
)
def test_a_change_that_cannot_be_tried_is_told(
    run: Run, tasks: Path, change: str, code: str
) -> None:
    done = run("rescore", tasks, "--set", change, "--set", "U1:1.1=x", "--lang", "en")
    assert done.code == 2
    assert done.out == ""
    assert code in done.err
    assert "RND143: “U1:1.1=x”" in done.err, "all are told at once"


@pytest.mark.parametrize("change", ["U1:1.1=4.5", "U1:1.1=-1", "U1:1.1.done=5"])
def test_what_the_item_cannot_give_is_told_and_moves_nothing(
    run: Run, tasks: Path, change: str
) -> None:
    done = run("rescore", tasks, "--set", change, "--lang", "en")
    assert done.code == 1
    assert ("SUB032" if "done" in change else "RND134") in done.err
    assert done.out == ""
