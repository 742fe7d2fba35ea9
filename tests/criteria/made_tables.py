"""Units by code, scored with a set from a table that a test writes in lines."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from parindex.evaluation.tables import evaluate_table
from parindex.model.result import UnitResult
from parindex.sources.criteria import CriteriaFile, read_criteria
from tests.evaluation.made_rounds import only_block


def load(path: Path) -> CriteriaFile:
    """Return a set that must be faultless."""
    loaded, findings = read_criteria(path)
    assert [(finding.code, str(finding.place)) for finding in findings] == []
    assert loaded is not None
    return loaded


def listed(criteria: CriteriaFile, tmp_path: Path, *lines: str) -> dict[str, UnitResult]:
    """Score a table of lines, with the header first, and return the units by code."""
    path = tmp_path / "table.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with ThreadPoolExecutor(1) as lent:
        evaluation = evaluate_table(criteria, path, executor=lent)
    return {unit.code: unit for unit in only_block(evaluation).units}


def scored(path: Path, tmp_path: Path, *lines: str) -> dict[str, UnitResult]:
    """Score a table with a set; every unit must be ranked."""
    units = listed(load(path), tmp_path, *lines)
    assert all(unit.status == "ranked" for unit in units.values())
    return units


def index(unit: UnitResult) -> Decimal:
    assert unit.score is not None
    return unit.score.index


def exact_index(unit: UnitResult) -> Fraction:
    assert unit.score is not None
    return unit.score.exact_index


def band(unit: UnitResult) -> str:
    assert unit.band is not None
    return unit.band.en or ""
