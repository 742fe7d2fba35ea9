"""Units that were renamed, merged or are not ranked, and those to which less applies."""

import csv
from collections.abc import Mapping
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from rich.console import Console

from parindex.evaluation.accounts import account_of
from parindex.evaluation.inbox import inbox_of
from parindex.evaluation.rounds import Evaluation
from parindex.model.inbox import State
from parindex.model.submission import CLAIM
from parindex.reports.account import account_lines
from parindex.reports.annual import make
from parindex.reports.console import print_result
from parindex.reports.tables import ranking_csv, scores_csv
from parindex.reports.workbook import workbook_bytes
from tests.evaluation.made_rounds import (
    SAVED,
    codes,
    criteria_text,
    filled,
    only_block,
    opened,
    scored,
    send,
    unit_of,
    write_round,
)
from tests.reports.made_publications import published

OLD_UNITS = {"C1": "Xã Suối Cạn", "C2": "Xã Đồi Mây", "M2": "Xã Láng"}
BANDS = "[{ label: { vi: Tốt }, from: 50 }, { label: { vi: Yếu }, from: 0 }]"
SET = criteria_text([("10", ["max: 10, rule: { kind: judged }"])], "10", bands=BANDS)


def reorganised(path: Path, merged: bool, sent: Mapping[str, int]) -> Evaluation:
    """Score a round in which C1 (and C2) is M1 now; ``sent`` are the points by the form's unit."""
    write_round(path, SET, OLD_UNITS)
    forms = {u: filled(path, u, {("1.1", CLAIM): p}) for u, p in sent.items() if u != "M1"}
    rows = "code,name,block\nM1,Xã Suối Mây,B\nM2,Xã Láng,B\n"
    (path / "units.csv").write_text(rows, encoding="utf-8")
    if "M1" in sent:
        forms["M1"] = filled(path, "M1", {("1.1", CLAIM): sent["M1"]})
    lines = ["C1,Xã Suối Cạn,M1,01/07/2025,5/NQ", "C2,Xã Đồi Mây,M1,01/07/2025,5/NQ"]
    text = "\n".join(("code,name,successor,date,decision", *lines[: 1 + merged]))
    (path / "predecessors.csv").write_text(text, encoding="utf-8")
    for unit, data in forms.items():
        send(path, f"{unit}.xlsx", data)
    return scored(path)


@pytest.mark.parametrize(
    ("merged", "sent", "points", "told"),
    [
        (False, {"C1": 7, "M2": 5}, 7, {"RND110": "M1"}),
        (False, {"C1": 7, "M1": 6, "M2": 5}, 6, {"RND111": "M1"}),
        (True, {"C1": 7, "M2": 5}, None, {"RND111": "C1", "RND012": "M1"}),
        (True, {"C1": 7, "C2": 8, "M2": 5}, None, {"RND111": "C1", "RND012": "M1"}),
        (True, {"C1": 7, "M1": 6, "M2": 5}, 6, {"RND111": "C1"}),
    ],
)
def test_the_form_of_a_former_unit_counts_only_where_it_speaks_for_the_whole(
    tmp_path: Path, merged: bool, sent: Mapping[str, int], points: int | None, told: object
) -> None:
    evaluation = reorganised(tmp_path / "round", merged, sent)
    unit = unit_of(evaluation, "M1")
    assert (unit.score and unit.score.points) == points
    assert unit.status == ("not_submitted" if points is None else "ranked")
    found = {f.code: f.unit for f in reversed(evaluation.findings) if f.code.startswith("RND")}
    assert found == told
    assert {"submissions/C1.xlsx", "predecessors.csv"} <= evaluation.hashes.keys()
    assert unit_of(evaluation, "M2").score is not None


def test_the_form_of_a_renamed_unit_is_explained_and_in_the_inbox(tmp_path: Path) -> None:
    path = tmp_path / "round"
    reorganised(path, False, {"C1": 7})
    folder = opened(path)
    unit = folder.round.unit("M1")
    assert unit is not None
    lines = "\n".join(account_lines(account_of(folder, unit), "en"))
    assert "C1.xlsx" in lines
    assert "RND110" in lines
    assert "7 of 10 points" in lines
    found, findings = inbox_of(folder, SAVED)
    states = {line.code: line.state for line in found.units}
    assert states == {"M1": State.RECEIVED, "M2": State.AWAITED}
    assert "RND110" in {finding.code for finding in findings}


def test_a_form_without_a_known_code_is_known_by_the_former_name(tmp_path: Path) -> None:
    path = tmp_path / "round"
    evaluation = reorganised(path, False, {"C1": 7})
    text = (path / "predecessors.csv").read_text(encoding="utf-8").replace("C1,", "CU-01,")
    (path / "predecessors.csv").write_text(text.replace("Xã Suối Cạn", "UBND xã Suối Cạn"))
    again = scored(path)
    assert unit_of(again, "M1").score == unit_of(evaluation, "M1").score
    assert "RND110" in codes(again, "M1")


@pytest.mark.parametrize(
    ("typed", "ranked"),
    [("", True), ("yes", True), ("Có", True), ("no", False), ("không", False), ("KHÔNG", False)],
)
def test_a_unit_that_is_not_ranked_is_scored_and_takes_no_rank(
    tmp_path: Path, typed: str, ranked: bool
) -> None:
    path = write_round(tmp_path / "round", SET, {"U1": "Xã Một", "U2": "Xã Hai", "U3": "Xã Ba"})
    for unit, points in (("U1", 9), ("U2", 8), ("U3", 7)):
        send(path, f"{unit}.xlsx", filled(path, unit, {("1.1", CLAIM): points}))
    rows = f"code,name,block,ranked\nU1,Xã Một,B,{typed}\nU2,Xã Hai,B,\nU3,Xã Ba,B,yes\n"
    (path / "units.csv").write_text(rows, encoding="utf-8")
    evaluation = scored(path)
    ranks = {unit.code: unit.rank for unit in only_block(evaluation).units}
    if ranked:
        assert list(ranks.items()) == [("U1", 1), ("U2", 2), ("U3", 3)]
        return
    assert list(ranks.items()) == [("U2", 1), ("U3", 2), ("U1", None)]
    apart = unit_of(evaluation, "U1")
    assert (apart.status, apart.band) == ("not_ranked", None)
    assert apart.score is not None
    assert apart.score.points == 9
    printed = everywhere(evaluation, path, "U1", "en")
    for name in ("console", "ranking.csv", "results.xlsx", "report.pdf", "explain"):
        text = printed[name].lower()
        assert "scored, not ranked" in text or "not_ranked" in text, name
        assert "90.00" in text or "90" in text, name


def everywhere(evaluation: Evaluation, path: Path, unit: str, lang: str) -> dict[str, str]:
    """Return what each report prints, by its name; of explain what it prints of one unit."""
    result, folder = evaluation.result, opened(path)
    console = Console(file=StringIO(), width=140)
    print_result(console, result, lang)
    assert isinstance(console.file, StringIO)
    known = folder.round.unit(unit)
    assert known is not None
    pages = PdfReader(BytesIO(next(make(published(result, lang))).data)).pages
    book = load_workbook(BytesIO(workbook_bytes(result, evaluation.findings, lang)))
    cells = (str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
    return {
        "console": console.file.getvalue(),
        "ranking.csv": ranking_csv(result, lang).decode("utf-8-sig"),
        "scores.csv": scores_csv(result, lang).decode("utf-8-sig"),
        "results.xlsx": "\n".join(cells),
        "report.pdf": " ".join(" ".join(page.extract_text().split()) for page in pages),
        "explain": "\n".join(account_lines(account_of(folder, known), lang)),
    }


@pytest.fixture
def ha_nam(tmp_path: Path) -> Path:
    """Return a round shaped like Hà Nam's of 2023, with a unit that has no procedures.

    The plan of that year let the office of the people's committee, the inspectorate and the board
    of the university zone go without area 3 (20 points), criterion 7.3 (7 points) and 7.5. What 7.5
    and the other criteria were worth is made up here.
    """
    judged, exempt = "rule: { kind: judged }", "not_applicable: exclude, rule: { kind: judged }"
    parts = [
        ("60", [f"max: 60, {judged}"]),
        ("20", [f"max: {most}, {exempt}" for most in (12, 8)]),
        (
            "20",
            [f"max: {most}, {exempt if most in {7, 1} else judged}" for most in (5, 5, 7, 2, 1)],
        ),
    ]
    text = criteria_text(parts, "100", bands=BANDS)
    text = text.replace("code: '3", "code: '7").replace("code: '2", "code: '3")
    text = text.replace("Lĩnh vực 3", "Lĩnh vực 7").replace("Lĩnh vực 2", "Lĩnh vực 3")
    units = {"VP": "Văn phòng UBND tỉnh", "SO": "Sở Một"}
    path = write_round(tmp_path / "round", text, units)
    rows = "code,name,block,exempt\nVP,Văn phòng UBND tỉnh,B,3;7.3;7.5\nSO,Sở Một,B,\n"
    (path / "units.csv").write_text(rows, encoding="utf-8")
    own = {("1.1", CLAIM): 54, ("7.1", CLAIM): 4, ("7.2", CLAIM): 5, ("7.4", CLAIM): 1}
    others = {("3.1", CLAIM): 9, ("3.2", CLAIM): 7, ("7.3", CLAIM): 6, ("7.5", CLAIM): 1}
    send(path, "VP.xlsx", filled(path, "VP", own))
    send(path, "SO.xlsx", filled(path, "SO", {**own, **others}))
    return path


def test_exemptions_lessen_the_maximum_and_the_index_is_of_what_applies(ha_nam: Path) -> None:
    evaluation = scored(ha_nam)
    score = unit_of(evaluation, "VP").score
    assert score is not None
    assert score.points == 64
    assert score.max_points == 100 - 20 - 7 - 1
    assert score.exact_index == Fraction(64 * 100, 72)
    assert str(score.index) == "88.89"
    other = unit_of(evaluation, "SO").score
    assert other is not None
    assert str(other.index) == "87.00"
    assert other.max_points == 100
    assert [unit.code for unit in only_block(evaluation).ranked] == ["VP", "SO"]


def test_the_maximum_that_applies_is_printed_wherever_points_are(ha_nam: Path) -> None:
    printed = everywhere(scored(ha_nam), ha_nam, "VP", "vi")
    [line] = [line for line in printed["console"].splitlines() if " VP " in line]
    assert [cell.strip() for cell in line.split("│")[4:7]] == ["64,00", "72,00", "88,89"]
    rows = csv.DictReader(StringIO(printed["ranking.csv"]))
    [ranked] = [row for row in rows if row["unit"] == "VP"]
    assert (ranked["points"], ranked["max_points"]) == ("64.00", "72.00")
    items = {
        row["item"]: (row["points"], row["max_points"], row["outcome"])
        for row in csv.DictReader(StringIO(printed["scores.csv"]))
        if row["unit"] == "VP"
    }
    assert sum(Fraction(most) for _, most, _ in items.values()) == 72
    for code in ("3.1", "3.2", "7.3", "7.5"):
        assert items[code] == ("0", "0", "not_applicable")
    assert "Văn phòng UBND tỉnh 64,00 72,00 88,89" in printed["report.pdf"]
    assert (
        "Điểm tối đa áp dụng cho Văn phòng UBND tỉnh: lĩnh vực 3: 0/20; lĩnh vực 7: 12/20."
        in printed["report.pdf"]
    )
    assert "64 / 72" in printed["explain"]
    explained = everywhere(scored(ha_nam), ha_nam, "VP", "en")["explain"]
    assert "0 of 0 points that apply (of 20)" in explained
    assert "10 of 12 points that apply (of 20); index 83.33%" in explained


def test_every_sheet_of_the_workbook_has_the_maximum_that_applies(ha_nam: Path) -> None:
    evaluation = scored(ha_nam)
    book = load_workbook(BytesIO(workbook_bytes(evaluation.result, evaluation.findings, "en")))
    [unit] = [row for row in book["Ranking B"].iter_rows(values_only=True) if row[1] == "VP"]
    assert unit[3:6] == (64, 72, 88.89)
    [unit] = [row for row in book["Areas B"].iter_rows(values_only=True) if row[1] == "VP"]
    assert unit[3:] == (90, None, 83.33, 60, 0, 12)
    *_, last = book["Items B"].iter_rows(values_only=True)
    assert last[1:] == ("Maximum that applies", 100, 72, 100)
