"""A round's folder: what is read of it, and what is told where it cannot be."""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from parindex.evaluation.rounds import evaluate
from parindex.locale import speaker
from parindex.model.finding import CannotGoOn, Finding
from parindex.model.ledger import Stage
from parindex.reports.documents import read_result, result_bytes
from parindex.sources.round import read_round


def swapped(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces a text in a file of the round."""

    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


def without(name: str) -> Callable[[Path], None]:
    """Return what deletes a file of the round."""
    return lambda folder: (folder / name).unlink()


def units(*lines: str, columns: str = "code,name,block,exempt") -> Callable[[Path], None]:
    """Return what writes the list of units, and takes the adjustments away."""

    def change(folder: Path) -> None:
        text = "\n".join((columns, *lines))
        (folder / "units.csv").write_text(text, encoding="utf-8")
        (folder / "adjustments.csv").unlink()

    return change


def adjusted(line: str) -> Callable[[Path], None]:
    """Return what writes one adjustment."""

    def change(folder: Path) -> None:
        text = f"unit,kind,points,decision,date,reason\n{line}\n"
        (folder / "adjustments.csv").write_text(text, encoding="utf-8")

    return change


XA01 = "XA01,Xã Hoa Mai,XA,"


OF_TABLES = {"RND026", "RND027", "RND028"}
"""Codes of wide tables; tests/forms/test_table.py has them."""


def where(finding: Finding, folder: Path) -> str:
    return str(finding.place).replace(f"{folder.as_posix()}/", "").replace(folder.as_posix(), "")


def say_all(finding: Finding) -> None:
    for lang in ("vi", "en"):
        say = speaker(lang)
        for sentence in (finding.wrong(say), finding.expected(say), finding.remedy(say)):
            assert "{" not in sentence


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"year": "x"}'])
def test_rnd020_results_of_another_kind(mini_round: Path, text: str) -> None:
    (mini_round / "results").mkdir()
    (mini_round / "results" / "results.json").write_text(text, encoding="utf-8")
    with pytest.raises(CannotGoOn) as refused:
        read_result(mini_round / "results")
    assert [finding.code for finding in refused.value.findings] == ["RND020"]


def test_a_good_round_is_read(mini_round: Path) -> None:
    loaded, findings = read_round(mini_round)
    assert loaded is not None
    assert not findings
    this_round = loaded.round
    assert [(u.code, u.block, u.exempt) for u in this_round.units] == [
        ("XA01", "XA", ()),
        ("XA02", "XA", ()),
        ("XA03", "XA", ("2.1",)),
    ]
    [bonus] = this_round.adjustments
    assert (bonus.points, bonus.day, bonus.place.line) == (Fraction(1, 2), date(2026, 1, 20), 2)
    assert this_round.blocks[0].bands == this_round.blocks[0].criteria.bands
    for name, digest in loaded.hashes.items():
        assert digest == sha256((mini_round / name).read_bytes()).hexdigest()
    assert set(loaded.hashes) == {"round.yaml", "units.csv", "adjustments.csv", "criteria.yaml"}


def test_a_good_round_is_scored(mini_round: Path) -> None:
    loaded, _ = read_round(mini_round)
    assert loaded is not None
    evaluation = evaluate(loaded, workers=1)
    [block] = evaluation.result.blocks
    assert [(u.code, u.rank, str(u.score.index) if u.score else "") for u in block.units] == [
        ("XA02", 1, "69.75"),
        ("XA01", 2, "67.25"),
        ("XA03", 3, "66.39"),
    ]
    assert {finding.code for finding in evaluation.findings} == {"SCO002"}
    assert len(evaluation.hashes) == 7


def test_nothing_but_forms_is_taken_for_a_form(mini_round: Path) -> None:
    folder = mini_round / "submissions"
    noise = ["~$XA01.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini", ".git/c.xlsx", ".hidden.xlsx"]
    noise += ("__MACOSX/deep/._XA01.xlsx", "__MACOSX/d.xlsx", "deep/THUMBS.DB")
    old = ("deep/er/f.xls", "g.xlsb", "h.ods", "i.xlsm")
    for name in (*noise, *old, "a.pdf", "a.docx", "a.csv", "deep/b.XLSX"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    loaded, _ = read_round(mini_round)
    assert loaded is not None
    forms, others = loaded.submissions()
    names = ["XA01.xlsx", "XA02.xlsx", "XA03.xlsx", "deep/b.XLSX", *old]
    assert sorted(path.relative_to(folder).as_posix() for path in forms) == sorted(names)
    assert [path.name for path in others] == ["a.csv", "a.docx", "a.pdf"]


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("XA01,gift,1,1/QĐ,2026-01-20,x", ["kind"]),
        ("XA01,bonus,0,1/QĐ,2026-01-20,x", ["points"]),
        ("XA01,bonus,-1,1/QĐ,2026-01-20,x", ["points"]),
        ("XA01,bonus,nan,1/QĐ,2026-01-20,x", ["points"]),
        ('XA01,bonus,"1.234,5",1/QĐ,2026-01-20,x', ["points"]),
        ("XA01,bonus,1/0,1/QĐ,2026-01-20,x", ["points"]),
        ("XA01,bonus,1,1/QĐ,20.01.2026,x", ["date"]),
        ("XA01,bonus,1,1/QĐ,31/02/2026,x", ["date"]),
        ("XA01,quà,nhiều,1/QĐ,mai,x", ["kind", "points", "date"]),
    ],
)
def test_bad_adjustments_are_told_cell_by_cell(
    mini_round: Path, line: str, columns: list[str]
) -> None:
    adjusted(line)(mini_round)
    loaded, findings = read_round(mini_round)
    assert loaded is None
    assert [(f.code, f.values["column"], f.unit) for f in findings] == [
        ("RND013", column, "XA01") for column in columns
    ]


def test_everything_wrong_is_told_at_once(mini_round: Path) -> None:
    units(XA01, "XA01,Xã,XA,", "XA02,Xã,NO,", "XA03,,XA,")(mini_round)
    adjusted("XA01,gift,0,1/QĐ,mai,x")(mini_round)
    _, findings = read_round(mini_round)
    assert [f.code for f in findings] == ["RND006", "RND004", "RND003", *["RND013"] * 3]


def test_adjustments_and_exemptions_are_optional(mini_round: Path) -> None:
    without("adjustments.csv")(mini_round)
    (mini_round / "units.csv").write_text("code;name;block\nXA01;Xã;XA\n", encoding="utf-8-sig")
    loaded, findings = read_round(mini_round)
    assert not findings
    assert loaded is not None
    assert "adjustments.csv" not in loaded.hashes


def test_a_misspelt_column_is_told_with_those_that_are_known(mini_round: Path) -> None:
    swapped("units.csv", "exempt", "exemptions")(mini_round)
    loaded, [found] = read_round(mini_round)
    assert loaded is not None
    assert (found.code, found.values["column"]) == ("RND022", "exemptions")
    assert found.values["known"] == "code, name, block, exempt, deadline, ranked, population"


BAD_CODES = ["../XA01", "a/b", "CON?", "x\ny", "con", "COM1", "XA01.", "-XA01", ".XA01", "_XA01",
             "XA 01", "XA:1", "~$XA01", "X" * 41]  # fmt: skip


@pytest.mark.parametrize("code", BAD_CODES)
def test_a_unit_code_that_is_no_file_name_is_told(mini_round: Path, code: str) -> None:
    units(XA01, f'"{code}",Xã,XA,')(mini_round)
    loaded, findings = read_round(mini_round)
    assert loaded is None
    assert [(f.code, f.values["code"]) for f in findings] == [("RND025", code)]


@pytest.mark.parametrize("code", ["X", "7", "Xã-01", "XA_01", "XA.01", "CON1", "X" * 40])
def test_a_unit_code_that_can_be_a_file_name_is_taken(mini_round: Path, code: str) -> None:
    units(f"{code},Xã,XA,")(mini_round)
    loaded, findings = read_round(mini_round)
    assert not findings
    assert loaded is not None
    assert [unit.code for unit in loaded.round.units] == [code]


@pytest.mark.parametrize(
    ("bands", "code"),
    [
        (
            "[{ label: { vi: Tốt }, from: 50, above: 40 }, { label: { vi: Yếu }, from: 0 }]",
            "CRI012",
        ),
        ("[{ label: { vi: Yếu }, from: 0 }, { label: { vi: Tốt }, from: 50 }]", "CRI027"),
        ("[{ label: { vi: Tốt }, from: 50 }]", "CRI035"),
    ],
)
def test_bands_of_a_block_are_checked(mini_round: Path, bands: str, code: str) -> None:
    swapped(
        "round.yaml", "criteria: criteria.yaml }", f"criteria: criteria.yaml,\n  bands: {bands} }}"
    )(mini_round)
    _, findings = read_round(mini_round)
    assert [finding.code for finding in findings] == [code]
    assert where(findings[0], mini_round).startswith("round.yaml:10:")
    say_all(findings[0])


def test_bands_of_a_block_reach_as_far_as_the_index(mini_round: Path) -> None:
    """Of an index on 10 a band from 50 is never reached, one from 8 is."""
    path = mini_round / "criteria.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("bands:", "  - { label"))]
    path.write_text("result: { out_of: 10 }\n" + "".join(kept), encoding="utf-8")
    bands = "[{ label: { vi: Tốt }, from: 8 }, { label: { vi: Yếu }, from: 0 }]"
    old = "criteria: criteria.yaml }"
    swapped("round.yaml", old, f"criteria: criteria.yaml, bands: {bands} }}")(mini_round)
    assert read_round(mini_round)[1] == []
    swapped("round.yaml", "from: 8", "from: 50")(mini_round)
    assert [finding.code for finding in read_round(mini_round)[1]] == ["CRI050"]


def test_the_criteria_file_is_missing(mini_round: Path) -> None:
    without("criteria.yaml")(mini_round)
    loaded, findings = read_round(mini_round)
    assert loaded is None
    assert "CRI001" in {finding.code for finding in findings}


@pytest.mark.usefixtures("processes")
def test_the_order_of_files_does_not_matter(mini_round: Path) -> None:
    loaded, _ = read_round(mini_round)
    assert loaded is not None
    first = result_bytes(evaluate(loaded, workers=1).result)
    assert first == result_bytes(evaluate(loaded, workers=2).result)


def test_time_limits_of_the_stages_and_the_results_of_last_time(mini_round: Path) -> None:
    with (mini_round / "round.yaml").open("a", encoding="utf-8") as file:
        file.write("stages: { appraisal_1: 2026-02-10T17:00, appraisal_2: 2026-03-01 }\n")
        file.write("previous: ../last/results.json\n")
    loaded, findings = read_round(mini_round)
    assert loaded is not None
    assert findings == []
    limits = {stage: loaded.round.spec.stages.limit(stage) for stage in Stage}
    assert limits == {
        Stage.SELF: None,
        Stage.APPRAISAL_1: datetime(2026, 2, 10, 17),
        Stage.EXPLANATION: None,
        Stage.APPRAISAL_2: datetime(2026, 3, 1, 23, 59, 59),
    }
    assert loaded.round.spec.previous == "../last/results.json"


@pytest.mark.parametrize("text", ["{ appraisal_3: 2026-02-10 }", "{ appraisal_1: sau Tết }", "[]"])
def test_limits_of_no_stage_are_told(mini_round: Path, text: str) -> None:
    with (mini_round / "round.yaml").open("a", encoding="utf-8") as file:
        file.write(f"stages: {text}\n")
    loaded, findings = read_round(mini_round)
    assert loaded is None
    [finding] = findings
    assert finding.place.line
