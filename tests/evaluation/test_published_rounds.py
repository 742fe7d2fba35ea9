"""Published totals from what appraisers gave and what surveys and statistics say, as whole rounds.

The maxima of the parts are those of the source where it states them, else made up to fit: totals do
not depend on them. Sources: Lạng Sơn 2018 (baolangson.vn); TP Yên Bái 2021, provincial set
(thanhphoyenbai.yenbai.gov.vn); phường Nam Sơn 2021 (namson.kienan.haiphong.gov.vn); Ninh Thuận 2022
(sonv.ninhthuan.gov.vn); Nam Định 2020 (sonoivu.namdinh.gov.vn).
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from parindex.evaluation.appraising import Appraisal, appraisal_workbooks
from parindex.forms.appraisal.layout import DAY, WHO, Column, Key
from parindex.model.ledger import Stage
from tests.evaluation.made_rounds import criteria_text, filled, opened, scored, send, write_round


class Case(NamedTuple):
    """Points given by appraisers and taken from tables, each with its maximum."""

    appraised: tuple[str, str]
    others: tuple[tuple[str, str], ...]
    published: str


CASES = {
    "Lạng Sơn 2018": Case(
        ("47.75", "61.5"), (("9.15", "10"), ("16.85", "22"), ("3.5", "6.5")), "77.25"
    ),
    "TP Yên Bái 2021": Case(("62.88", "65"), (("24.42", "25"), ("8.135", "10")), "95.44"),
    "Nam Sơn 2021": Case(("43.26", "60"), (("39.95", "40"),), "83.21"),
    # the rounded parts add up to one hundredth more than the published 85,78
    "Ninh Thuận 2022": Case(
        ("54.2", "61.5"), (("8.23", "10"), ("18.05", "22"), ("5.31", "6.5")), "85.79"
    ),
    # of 70 points that are appraised; the departments' 62,62 give 89,457, published as 89,45
    "Nam Định 2020, huyện": Case(("61.46", "70"), (), "87.80"),
    "Nam Định 2020, sở": Case(("62.62", "70"), (), "89.46"),
}


def of_a_table(most: str) -> str:
    return (
        f"max: {most}, scored_by: table, evidence: none, rule: {{ kind: formula, of: points }},"
        f" inputs: {{ points: {{ type: number, min: 0, max: {most}, label: {{ vi: Điểm }} }} }}"
    )


@pytest.mark.parametrize("name", CASES)
def test_parts_from_appraisal_and_tables_make_the_published_total(
    name: str, tmp_path: Path
) -> None:
    case = CASES[name]
    maxima = [case.appraised[1], *(most for _, most in case.others)]
    total = str(sum(map(float, maxima)))
    council = f"max: {case.appraised[1]}, scored_by: council, rule: {{ kind: judged }}"
    items = [council, *(of_a_table(most) for _, most in case.others)]
    text = criteria_text([(total, items)], total)
    path = write_round(tmp_path / "round", text, {"U1": "Đơn vị"})
    columns = [f"c{number}" for number in range(len(case.others))]
    feeds = "".join(
        f"\n      - {{ item: '1.{number}', column: {column} }}"
        for number, column in enumerate(columns, start=2)
    )
    if case.others:
        (path / "tables").mkdir()
        figures = ",".join(points for points, _ in case.others)
        table = f"code,{','.join(columns)}\nU1,{figures}\n"
        (path / "tables" / "khac.csv").write_text(table, encoding="utf-8")
        with (path / "round.yaml").open("a", encoding="utf-8") as file:
            file.write(
                "tables:\n  - file: tables/khac.csv\n    year: 2025\n"
                f"    source: {{ vi: Nguồn }}\n    unit: code\n    feeds:{feeds}\n"
            )
    send(path, "U1.xlsx", filled(path, "U1", {}))
    before = scored(path)
    wanted = Appraisal(Stage.APPRAISAL_1, areas=frozenset({"1"}))
    [made] = appraisal_workbooks(opened(path), before, wanted)
    (path / "appraisal").mkdir()
    (path / "appraisal" / made.name).write_bytes(of_first(made.data, case.appraised[0]))
    [block] = scored(path).result.blocks
    [unit] = block.units
    assert unit.score is not None
    assert str(unit.score.index) == case.published


def of_first(data: bytes, points: str) -> bytes:
    """Return the workbook with points for its first item alone."""
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    rows = range(1, sheet.max_row + 1)
    texts = {row: sheet.cell(row, Column.KEY + 1).value for row in rows}
    first = next(row for row, text in texts.items() if Key.read(text) is not None)
    sheet.cell(first, Column.POINTS + 1).value = float(points)
    sheet.cell(first, Column.REASON + 1).value = "Theo kết quả công bố"
    for row, text in texts.items():
        if text in {WHO, DAY}:
            who = "Hội đồng" if text == WHO else datetime(2026, 2, 2)
            sheet.cell(row, Column.MAX + 1).value = who
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
