"""A round's folder; the table ``PROVOKED`` has a way to provoke each code of rounds."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from parindex.cli.app import app
from parindex.evaluation import evaluate
from parindex.locale import speaker
from parindex.model.codes import KINDS
from parindex.model.finding import CannotGoOn, Finding, Severity
from parindex.reports.documents import read_result
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


def word_file(folder: Path) -> None:
    (folder / "submissions/a.docx").write_bytes(b"PK")


def another_block(folder: Path) -> None:
    line = "  - { code: XA, name: { vi: Khối }, criteria: criteria.yaml }\n"
    with (folder / "round.yaml").open("a", encoding="utf-8") as file:
        file.write(line)


XA01 = "XA01,Xã Hoa Mai,XA,"

READ: dict[str, tuple[Callable[[Path], None], str]] = {
    "RND001": (shutil.rmtree, ""),
    "RND002": (without("units.csv"), ""),
    "RND003": (units(XA01, "XA02,Xã,KHAC,"), "units.csv:3"),
    "RND004": (units(XA01, XA01), "units.csv:3"),
    "RND005": (swapped("units.csv", "block", "khối"), "units.csv:1"),
    "RND006": (units("XA01,,XA,"), "units.csv:2"),
    "RND007": (adjusted("XA99,bonus,1,1/QĐ,2026-01-20,Lý do"), "adjustments.csv:2"),
    "RND008": (units("XA01,Xã,XA,9.9"), "units.csv:2"),
    "RND009": (units("XA01,Xã,XA,1.1"), "units.csv:2"),
    "RND010": (units(), "units.csv"),
    "RND013": (adjusted("XA01,bonus,một,1/QĐ,2026-01-20,Lý do"), "adjustments.csv:2"),
    "RND016": (swapped("round.yaml", "year: 2025", "year: 2026"), "round.yaml:3:1"),
    "RND021": (another_block, "round.yaml:10:7"),
    "RND022": (units(XA01, columns="code,name,block,exemptions"), "units.csv:1"),
    "RND023": (units(f"{XA01}1.1,1.2"), "units.csv:2"),
    "RND024": (units(f"XA01,{'x' * 200_000},XA,"), "units.csv"),
    "RND025": (units("XA/01,Xã,XA,"), "units.csv:2"),
}
"""By code, what to do with a good round, and where reading it tells of it."""

EVALUATED: dict[str, Callable[[Path], None]] = {
    "RND011": lambda folder: shutil.rmtree(folder / "submissions"),
    "RND012": without("submissions/XA02.xlsx"),
    "RND014": adjusted("XA01,bonus,3,1/QĐ,2026-01-20,Lý do"),
    "RND015": adjusted("XA01,penalty,1,1/QĐ,2026-01-20,Lý do"),
    "RND017": word_file,
}
"""By code, what to do with a good round, so that scoring it tells of it."""

BY_COMMANDS = {"RND018", "RND019", "RND020"}
"""Codes of commands on a scored round; each has its own test below."""


def where(finding: Finding, folder: Path) -> str:
    return str(finding.place).replace(f"{folder.as_posix()}/", "").replace(folder.as_posix(), "")


def say_all(finding: Finding) -> None:
    for lang in ("vi", "en"):
        say = speaker(lang)
        for sentence in (finding.wrong(say), finding.expected(say), finding.remedy(say)):
            assert "{" not in sentence


@pytest.mark.parametrize("code", READ)
def test_reading_tells(mini_round: Path, code: str) -> None:
    change, place = READ[code]
    change(mini_round)
    loaded, findings = read_round(mini_round)
    others = {"RND007"} if code in {"RND002", "RND005"} else set()
    found = [finding for finding in findings if finding.code == code]
    assert {finding.code for finding in findings} - others == {code}
    if place:
        assert {where(finding, mini_round) for finding in found} == {place}
    assert (loaded is None) == (found[0].severity is Severity.ERROR)
    say_all(found[0])


@pytest.mark.parametrize("code", EVALUATED)
def test_scoring_tells(mini_round: Path, code: str) -> None:
    EVALUATED[code](mini_round)
    loaded, findings = read_round(mini_round)
    assert loaded is not None, findings
    found = evaluate(loaded, workers=1).findings
    others = {"SCO002"} | ({"RND012"} if code == "RND011" else set())
    assert {finding.code for finding in found} - others == {code}
    say_all(next(finding for finding in found if finding.code == code))


def test_rnd018_an_item_that_is_none(mini_round: Path) -> None:
    ran = CliRunner().invoke(app, ["explain", str(mini_round), "XA01", "9.9"])
    assert ran.exit_code == 2
    assert "RND018" in ran.output


def test_rnd019_a_round_not_yet_scored(mini_round: Path) -> None:
    with pytest.raises(CannotGoOn) as refused:
        read_result(mini_round / "results")
    assert [finding.code for finding in refused.value.findings] == ["RND019"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"year": "x"}'])
def test_rnd020_results_of_another_kind(mini_round: Path, text: str) -> None:
    (mini_round / "results").mkdir()
    (mini_round / "results" / "results.json").write_text(text, encoding="utf-8")
    with pytest.raises(CannotGoOn) as refused:
        read_result(mini_round / "results")
    assert [finding.code for finding in refused.value.findings] == ["RND020"]


def test_every_code_is_provoked() -> None:
    codes = {code for code in KINDS if code.startswith("RND")}
    assert READ.keys() | EVALUATED.keys() | BY_COMMANDS == codes


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
    for name in ("~$XA01.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini", "a.pdf", "deep/b.XLSX"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"")
    loaded, _ = read_round(mini_round)
    assert loaded is not None
    forms, others = loaded.submissions()
    assert [path.name for path in forms] == ["XA01.xlsx", "XA02.xlsx", "XA03.xlsx", "b.XLSX"]
    assert [path.name for path in others] == ["a.pdf"]


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
    assert found.values["known"] == "code, name, block, exempt"


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


def test_the_criteria_file_is_missing(mini_round: Path) -> None:
    without("criteria.yaml")(mini_round)
    loaded, findings = read_round(mini_round)
    assert loaded is None
    assert "CRI001" in {finding.code for finding in findings}


def test_the_order_of_files_does_not_matter(mini_round: Path) -> None:
    loaded, _ = read_round(mini_round)
    assert loaded is not None
    first = json.dumps(str(evaluate(loaded, workers=1).result))
    assert first == json.dumps(str(evaluate(loaded, workers=2).result))
