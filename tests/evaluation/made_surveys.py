"""Rounds with a survey for tests: those of the pages on surveys, and what is changed in them."""

import re
from collections.abc import Mapping
from pathlib import Path

from parindex.evaluation.surveys import Surveyed, surveyed
from parindex.model.submission import Answer
from parindex.scoring.item import ItemScore, score_item
from parindex.sources.round import RoundFolder, read_round

PAGES = Path(__file__).parents[2] / "docs"
PAGE = PAGES / "surveys.md"

ROUND = """\
parindex: 1
title: { vi: "Kỳ đánh giá thử", en: "A round to try" }
year: 2025
organisation: { vi: "Cơ quan thử" }
deadline: 2026-01-15T17:00
blocks: [{ code: XA, name: { vi: "Khối xã", en: "Communes" }, criteria: criteria.yaml }]
surveys: [{ questionnaire: questionnaire.yaml, answers: answers.csv }]
"""
UNITS = "code,name,block\nX1,Xã Một,XA\nX2,Xã Hai,XA\n"


def page_files(page: Path = PAGE) -> dict[str, str]:
    """Return the files a page shows, by name."""
    found = re.findall(r"```(?:yaml|csv) (\S+)\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    return dict(found)


def make(folder: Path, files: Mapping[str, str | bytes] | None = None) -> RoundFolder:
    """Write the round of the page, with other files in place of its own, and read it."""
    folder.mkdir(exist_ok=True)
    texts = {"round.yaml": ROUND, "units.csv": UNITS, **page_files(), **(files or {})}
    for name, text in texts.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(data)
    opened, findings = read_round(folder)
    assert opened is not None, findings
    return opened


def score(opened: RoundFolder, found: Surveyed, unit: str, item: str) -> ItemScore:
    """Return an item scored by what a survey supplies of it."""
    criteria = opened.round.blocks[0].criteria
    held = found.supplied.get(unit, {}).get(item)
    answer = Answer(values=held.values if held else {})
    return score_item(criteria.nodes[item].criterion, answer, None, exempt=False)


def told(found: Surveyed) -> list[str]:
    """Return each code with its file and line, in order."""
    return [
        f"{f.code} {Path(f.place.file).name}:{f.place.line or f.place.cell}" for f in found.findings
    ]


def count(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Surveyed:
    """Count the survey of a round."""
    return surveyed(make(folder, files))
