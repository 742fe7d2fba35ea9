"""Rounds for tests: a copy of the sample, and small ones made from the product's own form."""

import csv
import re
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from parindex.evaluation.blanks import blank_forms
from parindex.evaluation.rounds import Evaluation, evaluate
from parindex.forms.layout import Column, RowKey
from parindex.model.result import BlockResult, UnitResult
from parindex.model.submission import CLAIM
from parindex.sources.round import RoundFolder, read_round
from tests.office import opened_book

REPOSITORY = Path(__file__).parents[2]
SAMPLE = REPOSITORY / "samples" / "round-2025"
SAVED = datetime(2026, 1, 10, 8, 0)

Answers = Mapping[tuple[str, str], object]
"""What a unit types, by item and input; the points it claims stand under ``CLAIM``."""

_ROUND = """\
parindex: 1
title: { vi: "Kỳ đánh giá thử", en: "A round to try" }
year: 2025
organisation: { vi: "Cơ quan thử" }
deadline: 2026-01-15T17:00
blocks: [{ code: B, name: { vi: "Khối thử", en: "Block" }, criteria: criteria.yaml }]
"""


def copy_sample(target: Path) -> Path:
    """Copy the sample round with its criteria and return the round's folder."""
    shutil.copytree(REPOSITORY / "criteria", target / "criteria")
    copied = target / "samples" / SAMPLE.name
    shutil.copytree(SAMPLE, copied, ignore=shutil.ignore_patterns("results", "forms"))
    return copied


def criteria_text(
    areas: Sequence[tuple[str, Sequence[str]]], total: str, result: str = "{}", bands: str = "[]"
) -> str:
    """Return a criteria file: each area's maximum, and its items as YAML flow mappings."""
    lines = [
        "parindex: 1",
        "id: thu",
        "year: 2025",
        "level: other",
        "status: illustrative",
        "title: { vi: 'Bộ tiêu chí thử' }",
        f"total: {total}",
        f"result: {result}",
        f"bands: {bands}",
        "areas:",
    ]
    for number, (most, items) in enumerate(areas, start=1):
        lines.append(f"  - {{ code: '{number}', name: {{ vi: 'Lĩnh vực {number}' }}, max: {most},")
        lines.append("      criteria: [")
        for place, item in enumerate(items, start=1):
            code = f"{number}.{place}"
            lines.append(f"        {{ code: '{code}', name: {{ vi: 'Mục {code}' }}, {item} }},")
        lines.append("      ] }")
    return "\n".join(lines) + "\n"


def write_round(path: Path, criteria: str, units: Mapping[str, str]) -> Path:
    """Write a round of one block with no form yet and return its folder."""
    (path / "submissions").mkdir(parents=True)
    (path / "criteria.yaml").write_text(criteria, encoding="utf-8")
    (path / "round.yaml").write_text(_ROUND, encoding="utf-8")
    with (path / "units.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("code", "name", "block"))
        writer.writerows((code, name, "B") for code, name in units.items())
    return path


def opened(path: Path) -> RoundFolder:
    """Read a round that must be readable."""
    folder, findings = read_round(path)
    assert folder is not None, [(finding.code, str(finding.place)) for finding in findings]
    return folder


def filled(path: Path, unit: str, answers: Answers, saved: datetime | str = SAVED) -> bytes:
    """Return the unit's form with its answers, saved at that time."""
    [(_, blank)] = blank_forms(opened(path).round, [unit])
    book = opened_book(blank)
    sheet = book.worksheets[0]
    rows: dict[tuple[str, str], int] = {}
    first: dict[str, int] = {}
    for row in range(1, sheet.max_row + 1):
        key = RowKey.read(sheet.cell(row, Column.KEY + 1).value)
        if key is not None:
            rows[key.code, key.name] = row
            first.setdefault(key.code, row)
    for (item, name), value in answers.items():
        is_claim = name == CLAIM
        column = Column.CLAIM if is_claim else Column.VALUE
        row = first[item] if is_claim else rows[item, name]
        sheet.cell(row, column + 1, value)  # type: ignore[call-overload]
    draft = BytesIO()
    book.save(draft)
    return stamped(draft.getvalue(), saved)


def stamped(data: bytes, saved: datetime | str) -> bytes:
    """Return a workbook that says it was saved at another time; with ``""``, at none."""
    text = f"{saved.isoformat()}Z" if isinstance(saved, datetime) else saved
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part, count = re.subn(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + text.encode(), part
                )
                assert count == 1
            target.writestr(name, part)
    return result.getvalue()


def send(path: Path, name: str, data: bytes) -> Path:
    """Put a file among the submissions."""
    target = path / "submissions" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


def scored(path: Path) -> Evaluation:
    """Evaluate a small round on a lent thread, without child processes."""
    with ThreadPoolExecutor(1) as lent:
        return evaluate(opened(path), executor=lent)


def only_block(evaluation: Evaluation) -> BlockResult:
    """Return the block of a round of one."""
    [block] = evaluation.result.blocks
    return block


def unit_of(evaluation: Evaluation, code: str) -> UnitResult:
    """Return a unit's line."""
    [unit] = [u for block in evaluation.result.blocks for u in block.units if u.code == code]
    return unit


def codes(evaluation: Evaluation, unit: str | None = None) -> list[str]:
    """Return the codes of the findings, of one unit if it is named, in order."""
    return [f.code for f in evaluation.findings if unit is None or f.unit == unit]
