"""What a set calls the share of its maximum that an item reached: met, partly met, missed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from parindex.evaluation.rounds import Evaluation
from parindex.evaluation.tables import evaluate_table
from parindex.reports.annual.areas import label_table
from parindex.reports.view import block_views
from parindex.sources.criteria import parse_criteria, read_criteria
from tests.evaluation.made_rounds import only_block, unit_of

BANDS = """\
item_bands:
  - { label: { vi: "Đạt", en: "Met" }, from: 100 }
  - { label: { vi: "Đạt một phần", en: "Partly met" }, above: 0 }
  - { label: { vi: "Không đạt", en: "Missed" }, from: 0 }
"""
SET = """\
parindex: 1
id: thu
year: 2025
level: other
status: illustrative
title: { vi: "Bộ thử" }
total: 14
areas:
  - code: "1"
    name: { vi: "Một" }
    max: 4
    not_applicable: exclude
    inputs:
      all: { type: count, label: { vi: "Tất cả" } }
      done: { type: count, max: all, label: { vi: "Đã làm" } }
    rule: { kind: proportional, of: done / all, when_zero: not_applicable }
  - code: "2"
    name: { vi: "Hai" }
    scale: [1, 10]
    inputs: { share: { type: percent, label: { vi: "Tỷ lệ" } } }
    rule: { kind: proportional, of: share }
"""
TABLE = "code,1.all,1.done,2\nA,3,3,0\nB,3,2,1\nC,3,0,0.5\nD,0,0,1\nE,,,1\n"


def scored(tmp_path: Path, bands: str = BANDS) -> Evaluation:
    criteria, table = tmp_path / "set.yaml", tmp_path / "table.csv"
    criteria.write_text(SET.replace("areas:", f"{bands}areas:"), encoding="utf-8")
    table.write_text(TABLE, encoding="utf-8")
    loaded, findings = read_criteria(criteria)
    assert loaded is not None, findings
    with ThreadPoolExecutor(1) as lent:
        return evaluate_table(loaded, table, executor=lent)


def labels(evaluation: Evaluation, code: str) -> list[str | None]:
    score = unit_of(evaluation, code).score
    assert score is not None
    assert score.items.bands is not None
    return [label.en if label else None for label in score.items.bands]


@pytest.mark.parametrize(
    ("unit", "called"),
    [
        # on a scale from 1 to 10 one point is nothing reached
        ("A", ["Met", "Missed"]),
        ("B", ["Partly met", "Met"]),
        ("C", ["Missed", "Partly met"]),
        # what does not apply, and what has no answer, is not called anything
        ("D", [None, "Met"]),
        ("E", [None, "Met"]),
    ],
)
def test_an_item_is_called_by_its_share_of_the_maximum(
    unit: str, called: list[str | None], tmp_path: Path
) -> None:
    assert labels(scored(tmp_path), unit) == called


def test_labels_are_kept_in_the_results_and_counted(tmp_path: Path) -> None:
    evaluation = scored(tmp_path)
    [view] = block_views(evaluation.result, "en")
    told = {u.code: view.item_bands(u.score.items) for u in view.block.units if u.score}
    assert told["B"] == "Met: 1; Partly met: 1; Missed: 0"
    assert told["D"] == "Met: 1; Partly met: 0; Missed: 0"
    items = unit_of(evaluation, "D").score
    assert items is not None
    assert [view.outcome(items.items, place) for place in range(2)] == ["not applicable", "Met"]


def test_units_are_counted_by_what_they_reached(tmp_path: Path) -> None:
    [view] = block_views(scored(tmp_path).result, "en")
    assert [(item.code, held) for item, held in view.item_counts()] == [
        ("1", [1, 1, 1]), ("2", [3, 1, 1]),
    ]  # fmt: skip
    [_, part] = label_table(view)
    assert part["heads"] == ["Item", "Met", "Partly met", "Missed"]
    assert part["rows"] == [["1 Một", "1", "1", "1"], ["2 Hai", "3", "1", "1"]]


def test_a_set_without_labels_says_nothing_of_them(tmp_path: Path) -> None:
    evaluation = scored(tmp_path, "")
    [view] = block_views(evaluation.result, "en")
    assert (list(label_table(view)), view.item_counts()) == ([], [])
    block = only_block(evaluation)
    assert block.criteria.item_bands is None
    assert {unit.score.items.bands for unit in block.units if unit.score} == {None}


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("from: 0 }", "", "CRI035"),
        ("from: 100", "from: 101", "CRI050"),
        ("above: 0", "from: 100", "CRI027"),
    ],
)
def test_labels_must_cover_every_share(was: str, now: str, code: str) -> None:
    bands = BANDS.replace(was, now, 1) if now else BANDS.rpartition("  - ")[0]
    text = SET.replace("areas:", f"{bands}areas:")
    _, findings = parse_criteria(text)
    assert [finding.code for finding in findings] == [code]
    assert findings[0].place.line in range(8, 12)
