"""``parindex verify``, and runs that are stopped or meet: what becomes of their results."""

import hashlib
import json
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from parindex.model.submission import CLAIM
from tests.cli.conftest import COMMAND, Run
from tests.evaluation.made_rounds import filled, send

UNITS = "code,name,block\nU1,Sở Một,B\nU2,Sở Hai,B\n"


def edit(name: str, old: str, new: str) -> Callable[[Path], object]:
    """Return what changes a text in a file of the round."""

    def do(path: Path) -> None:
        text = (path / name).read_text(encoding="utf-8")
        assert old in text
        (path / name).write_text(text.replace(old, new), encoding="utf-8")

    return do


def told(run: Run, path: Path, *options: str) -> tuple[int, list[tuple[str, str | None, str]]]:
    """Return the exit code of verifying a round, and each finding: code, unit, message."""
    done = run("verify", path, "--output-format", "json", "--lang", "en", *options)
    found = json.loads(done.out)
    findings = found["findings"] if isinstance(found, dict) else found
    return done.code, [(f["code"], f.get("unit"), f["message"]) for f in findings]


def test_a_round_that_nobody_touched_is_the_same(run: Run, path: Path) -> None:
    run("score", path)
    before = {file: file.read_bytes() for file in (path / "results").iterdir()}
    done = run("verify", path, "--lang", "en")
    assert (done.code, done.out) == (0, "")
    id_ = json.loads((path / "results" / "run.json").read_bytes())["id"]
    assert f"Run {id_}: computed anew from 5 inputs, it is the same" in done.err
    assert {file: file.read_bytes() for file in (path / "results").iterdir()} == before


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        (edit("units.csv", "U2,", "\nU2,"), "RPT021", "units.csv is not what it was"),
        (lambda p: (p / "received.csv").unlink(), "RPT022", "received.csv is no longer there"),
        (
            lambda p: (p / "predecessors.csv").write_text("code,name,successor,date,decision\n"),
            "RPT023",
            "predecessors.csv was not there",
        ),
        (edit("results/scores.csv", "8.5", "9.5"), "RPT024", "scores.csv of the results"),
        (lambda p: (p / "results" / "results.xlsx").unlink(), "RPT024", "results.xlsx of the"),
        (edit("results/run.json", "round.yaml", "rounds.yaml"), "RPT024", "run.json of the"),
    ],
)
def test_what_changed_is_named(
    run: Run, path: Path, change: Callable[[Path], object], code: str, message: str
) -> None:
    received = "file,received_at\nU1.xlsx,2026-01-10 08:00\nU2.xlsx,2026-01-10 08:00\n"
    (path / "received.csv").write_text(received, encoding="utf-8")
    run("score", path)
    change(path)
    exit_code, found = told(run, path)
    assert exit_code == 1
    assert (code, None) in [(each, unit) for each, unit, _ in found]
    assert [text for each, _, text in found if each == code and message in text]
    if "run.json" not in message:
        assert {each for each, _, _ in found} == {code}


def test_each_unit_that_comes_out_otherwise_is_named_with_its_figures(run: Run, path: Path) -> None:
    run("score", path)
    send(path, "U2.xlsx", filled(path, "U2", {("1.1", CLAIM): 9}))
    assert told(run, path) == (
        1,
        [
            (
                "RPT021",
                None,
                "The input submissions/U2.xlsx is not what it was when the round was scored.",
            ),
            ("RPT026", "U1", "U1 Sở Một, computed anew, comes out otherwise: rank 1 → 2."),
            (
                "RPT026",
                "U2",
                "U2 Sở Hai, computed anew, comes out otherwise: total 4 → 9; index 40 → 90; "
                "rank 2 → 1; band Yếu → Good; points of 1.1 4 → 9; claim for 1.1 4 → 9.",
            ),
        ],
    )  # fmt: skip


def test_units_that_come_and_go_are_named(run: Run, path: Path) -> None:
    run("score", path)
    (path / "units.csv").write_text(UNITS.replace("U2,Sở Hai", "U3,Sở Ba"), encoding="utf-8")
    _, found = told(run, path)
    changes = {unit: text.partition("otherwise: ")[2] for code, unit, text in found if unit}
    assert changes == {"U2": "the unit is gone.", "U3": "the unit is new."}


def test_a_result_that_was_typed_over_is_told_with_the_unit(run: Run, path: Path) -> None:
    run("score", path)
    edit("results/results.json", '"index":"85.00"', '"index":"95.00"')(path)
    exit_code, found = told(run, path)
    assert exit_code == 1
    assert [(code, unit) for code, unit, _ in found] == [("RPT024", None), ("RPT026", "U1")]
    assert "index 95 → 85" in found[1][2]


def test_another_title_is_told_though_no_unit_differs(run: Run, path: Path) -> None:
    run("score", path)
    edit("round.yaml", "Kỳ đánh giá thử", "Kỳ đánh giá khác")(path)
    assert [(code, unit) for code, unit, _ in told(run, path)[1]] == [
        ("RPT021", None),
        ("RPT026", None),
    ]


def test_another_version_alone_is_a_warning(run: Run, path: Path) -> None:
    run("score", path)
    file = path / "results" / "run.json"
    record = json.loads(file.read_bytes()) | {"parindex": "0.0.1"}
    rest = {key: value for key, value in record.items() if key != "id"}
    text = json.dumps(rest, ensure_ascii=False, indent=1) + "\n"
    record["id"] = hashlib.sha256(text.encode()).hexdigest()[:12]
    file.write_text(json.dumps(record), encoding="utf-8")
    exit_code, [(code, _, message)] = told(run, path)
    assert (exit_code, code) == (0, "RPT025")
    assert "0.0.1" in message


def test_an_earlier_run_is_verified_by_its_id(run: Run, path: Path) -> None:
    run("score", path)
    first = json.loads((path / "results" / "run.json").read_bytes())["id"]
    old = (path / "units.csv").read_bytes()
    edit("units.csv", "Sở Hai", "Sở Khác")(path)
    run("score", path)
    assert told(run, path) == (0, [])
    assert [code for code, _, _ in told(run, path, "--run", first)[1]] == ["RPT021", "RPT026"]
    (path / "units.csv").write_bytes(old)
    assert told(run, path, "--run", first[:6]) == (0, [])
    assert told(run, path)[0] == 1


@pytest.mark.parametrize(
    ("change", "options", "code"),
    [
        (lambda p: shutil.rmtree(p / "results"), [], "RND019"),
        (lambda p: (p / "results" / "run.json").write_text("{}"), [], "RND020"),
        (lambda _: None, ["--run", "zz"], "RPT027"),
        (lambda p: (p / "units.csv").unlink(), [], "RND002"),
    ],
)
def test_what_cannot_be_verified_is_told(
    run: Run, path: Path, change: Callable[[Path], object], options: list[str], code: str
) -> None:
    run("score", path)
    change(path)
    done = run("verify", path, *options)
    assert (done.code, done.out) == (2, "")
    assert code in done.err
    assert code != "RND002" or "RPT022" in done.err


def start(path: Path, *options: str) -> "subprocess.Popen[bytes]":
    command = [str(COMMAND), "score", str(path), "--workers", "1", *options]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=nowhere, stderr=nowhere, start_new_session=True)


def test_a_run_that_is_killed_leaves_the_results(real: Run, path: Path) -> None:
    real("score", path)
    before = {file: file.read_bytes() for file in (path / "results").iterdir()}
    edit("criteria.yaml", "kind: judged", "kind: judged, step: 1")(path)
    for seconds in (0.2, 0.5, 0.8):
        process = start(path)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = {file: file.read_bytes() for file in (path / "results").iterdir() if file.is_file()}
        assert now == before or process.returncode == 0


def test_runs_that_meet_leave_one_whole_and_keep_the_others(path: Path) -> None:
    running = [start(path, "--lang", lang) for lang in ("vi", "en", "vi", "en")]
    assert {process.wait(timeout=120) for process in running} == {0}
    results = path / "results"
    kept = list((results / "runs").iterdir())
    ids = set()
    for folder in (results, *kept):
        record = json.loads((folder / "run.json").read_bytes())
        files = record.keys() - {"id", "parindex", "inputs"}
        assert {file.name for file in folder.iterdir()} - {"runs"} == {*files, "run.json"}
        for name in files:
            digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            assert record[name] == digest, name
        ids.add(record["id"])
    assert len(ids) == 2, "one for each language"
    assert len(kept) in {1, 2}, "each is kept once"
