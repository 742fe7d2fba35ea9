"""``validate`` as its user runs it: folders, cases beside a set, --effective and --explain."""

from pathlib import Path

import pytest

from parindex.sources.criteria import parse_criteria
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
SET = ROOT / "criteria" / "city" / "department-2025.yaml"


def test_a_folder_with_other_yaml_in_it(run: Run, tmp_path: Path) -> None:
    text = SET.read_text(encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "so.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "compose.yml").write_text("services: {}\n", encoding="utf-8")
    (tmp_path / "round.yaml").write_text("parindex: 1\nblocks: []\n", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("parindex: [\n", encoding="utf-8")
    told = run("validate", tmp_path, "--lang", "en")
    lines = told.out.splitlines()
    assert told.code == 1
    assert [line.split("/")[-1].split(":")[0] for line in lines] == [
        "compose.yml",
        "round.yaml",
        "broken.yaml",
    ]
    assert ["note CRI068" in line for line in lines] == [True, True, False]
    assert "2 files checked" in told.err


def test_a_folder_without_a_set(run: Run, tmp_path: Path) -> None:
    (tmp_path / "compose.yml").write_text("services: {}\n", encoding="utf-8")
    told = run("validate", tmp_path, "--lang", "en")
    assert told.code == 2
    assert "CRI049" in told.out


def test_unit_cases_run_with_their_set(run: Run, tmp_path: Path) -> None:
    (tmp_path / "so.yaml").write_text(SET.read_text(encoding="utf-8"), encoding="utf-8")
    cases = "parindex: 1\ncases: [{ name: trống, expect: { total: 1 } }]\n"
    (tmp_path / "so.cases.yaml").write_text(cases, encoding="utf-8")
    for target in (tmp_path, tmp_path / "so.yaml"):
        told = run("validate", target, "--lang", "en")
        assert told.code == 1
        assert "so.cases.yaml:2:34: error CRI064" in told.out
        assert "1 file checked" in told.err


def test_the_effective_set_is_printed(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        f"parindex: 1\nextends: {SET.as_posix()}\nid: rieng\n"
        'change: { "1.1.1": { note: { vi: Mới } } }\n',
        encoding="utf-8",
    )
    told = run("validate", own, "--effective")
    assert told.code == 0
    criteria, findings = parse_criteria(told.out)
    assert criteria is not None, findings
    assert criteria.id == "rieng"
    note = criteria.items[0].note
    assert note is not None
    assert note.vi == "Mới"


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("vi", "  ngay dưới 80% → 0 điểm (đã chấm điểm)"),
        ("en", "  just under 80% → 0 points (scored)"),
    ],
)
def test_an_item_is_explained_at_its_edges(run: Run, lang: str, told: str) -> None:
    lines = run("validate", SET, "--explain", "3.5.1", "--lang", lang).out.splitlines()
    assert told in lines
    assert lines[0].startswith("3.5.1 ")


def test_every_item_of_an_area_is_explained(run: Run) -> None:
    out = run("validate", SET, "--explain", "3", "--lang", "en").out
    criteria, _ = parse_criteria(SET.read_text(encoding="utf-8"))
    assert criteria is not None
    codes = [item.code for item in criteria.nodes["3"].criterion.items]
    heads = [line.split(" ")[0] for line in out.splitlines() if line and not line.startswith(" ")]
    assert heads == codes
    assert out.count("points in reach: ") == len(codes)


def test_what_cannot_be_shown(run: Run, tmp_path: Path) -> None:
    assert run("validate", SET, "--explain", "9.9").code == 2
    assert run("validate", SET, SET, "--effective").code == 2
    assert run("validate", tmp_path, "--effective").code == 2
    bad = tmp_path / "bad.yaml"
    bad.write_text("parindex: 1\n", encoding="utf-8")
    told = run("validate", bad, "--explain", "1")
    assert told.code == 2
    assert "CRI010" in told.err
