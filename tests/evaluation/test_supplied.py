"""Tables and registers of a round: what they feed is scored, compared with the forms, and told."""

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from parindex.evaluation import Evaluation, account_of
from parindex.locale import speaker
from parindex.model.finding import Finding
from parindex.model.result import UnitResult
from parindex.model.submission import CLAIM
from parindex.reports.account import account_lines
from parindex.sources.round import read_round
from tests.evaluation.made_rounds import (
    Answers,
    codes,
    criteria_text,
    filled,
    opened,
    scored,
    send,
    unit_of,
    write_round,
)

SIPAS = "max: 10, scored_by: table, rule: { kind: index, of: sipas, out_of: 100 }"
"""Ninh Thuận 2022 counted its SIPAS, a percentage, for 10 points."""
REVENUE = (
    "max: 2, scored_by: table, inputs: {"
    " now: { type: number, label: { vi: 'Thu năm nay' } },"
    " before: { type: number, min: 1, label: { vi: 'Thu năm trước' } } },"
    " rule: { kind: improvement, of: now, last: before, change: relative, full_at: 0.1 }"
)
DOSSIERS = (
    "max: 3, inputs: {"
    " returned: { type: count, min: 1, label: { vi: 'Hồ sơ đã trả' } },"
    " on_time: { type: count, max: returned, label: { vi: 'Hồ sơ trả đúng hạn' } } },"
    " rule: { kind: proportional, of: on_time / returned }"
)
UNITS = {"A1": "Xã An Bình", "A2": "Xã An Phú", "A3": "Phường Tân Lập"}
SIPAS_TABLE = """\
tables:
  - file: tables/sipas.csv
    year: 2025
    source: { vi: "Quyết định công bố SIPAS", en: "The SIPAS decision" }
    unit: "Đơn vị"
    scale: [0, 100]
    feeds:
      - { item: "1.1", column: "Chỉ số", as: percent }
"""
REGISTER = """\
registers:
  - file: tables/ho-so.csv
    source: { vi: "Sổ theo dõi hồ sơ", en: "The register of dossiers" }
    feeds:
      - { item: "1.1", input: returned, count: returned }
      - { item: "1.1", input: on_time, count: on_time }
"""
HEAD = "unit,dossier,received,due,returned"


def made(
    path: Path,
    items: list[str],
    sources: str,
    files: dict[str, str],
    answers: dict[str, Answers] | None = None,
) -> Path:
    """Write a round with these items, tables and answers; units that are not named send nothing."""
    most = sum(Fraction(item.split(",")[0].split()[-1]) for item in items)
    criteria = criteria_text([(str(most), items)], str(most))
    write_round(path, criteria, UNITS)
    for unit, given in (answers or dict.fromkeys(UNITS, {})).items():
        send(path, f"{unit}.xlsx", filled(path, unit, given))
    with (path / "round.yaml").open("a", encoding="utf-8") as file:
        file.write(sources)
    for name, text in files.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def points(evaluation: Evaluation, unit: str) -> tuple[Fraction, ...]:
    found: UnitResult = unit_of(evaluation, unit)
    assert found.score is not None
    return found.score.items.points


def told(evaluation: Evaluation, code: str) -> list[Finding]:
    return [finding for finding in evaluation.findings if finding.code == code]


def places(evaluation: Evaluation, code: str) -> list[str]:
    return [str(finding.place) for finding in told(evaluation, code)]


def test_sipas_of_ninh_thuan_in_2022_gives_8_23_of_10(tmp_path: Path) -> None:
    table = "Đơn vị,Chỉ số\nA1,\"82,3\"\nXã An  phú,82.3%\nA3,100\n"
    path = made(tmp_path, [SIPAS], SIPAS_TABLE, {"tables/sipas.csv": table})
    evaluation = scored(path)
    assert [points(evaluation, unit) for unit in UNITS] == [
        (Fraction("8.23"),),
        (Fraction("8.23"),),
        (Fraction(10),),
    ]
    assert codes(evaluation) == []


def test_x(tmp_path: Path) -> None:
    table = "Đơn vị,Chỉ số\nA1,\"82,3\"\nXã An  phú,82.3%\nA3,100\n"
    path = made(tmp_path, [SIPAS], SIPAS_TABLE, {"tables/sipas.csv": table})
    evaluation = scored(path)
    print(*evaluation.findings, sep="\n")
    folder = opened(path)
    print("\n".join(account_lines(account_of(folder, folder.round.units[0]), "vi")))
    assert 0
