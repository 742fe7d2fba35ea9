"""annexes.xlsx recalculated by LibreOffice: every formula comes to what was published."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from parindex.evaluation.rounds import Evaluation
from parindex.reports.products import make
from tests.office import LIBREOFFICE, Office
from tests.reports.made_publications import published

pytestmark = LIBREOFFICE


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_formula_comes_to_the_published_figure(
    sample: Evaluation, office: Office, tmp_path: Path, lang: str
) -> None:
    [made] = make(["annexes"], published(sample.result, lang))
    source, bare = tmp_path / made.path, tmp_path / "bare.xlsx"
    source.write_bytes(made.data)
    formulas = load_workbook(source)
    formulas.save(bare)  # openpyxl leaves out what formulas came to, so all are computed
    [computed] = office.converted([bare], "xlsx", tmp_path / "out")
    again = load_workbook(computed, data_only=True)
    known = load_workbook(source, data_only=True)
    count = 0
    for sheet in formulas.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            value = again[sheet.title][cell.coordinate].value
            assert not str(value).startswith(("#", "Err:")), (sheet.title, cell.coordinate)
            if cell.data_type == "f":
                count += 1
                wanted = known[sheet.title][cell.coordinate].value
                assert value == pytest.approx(wanted, rel=1e-12, abs=1e-12), cell.value
    ranked = sum(len(block.ranked) for block in sample.result.blocks)
    assert count > 10 * ranked
