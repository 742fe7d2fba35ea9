"""The best N of units that got their points from the council: conditions, ties, exclusions."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from parindex.model.selection import Conditions, Selection, SelectionFile, SelectionRule, Verdict
from parindex.reports.documents import read_result
from parindex.scoring.selection import selections, told
from parindex.sources.round import read_round
from tests.cli.conftest import Run
from tests.evaluation.made_rounds import REPOSITORY, SAMPLE, criteria_text

INDEX = "max: {most}, scored_by: table, evidence: none, rule: {{ kind: judged }}"
ROUND = """\
parindex: 1
title: { vi: "Thi đua" }
year: 2025
organisation: { vi: "Hội đồng" }
blocks: [{ code: T, name: { vi: "Tập thể" }, criteria: set.yaml }]
tables:
  - file: points.csv
    year: 2025
    source: { vi: "Biên bản họp Hội đồng" }
    feeds:
      - { item: "1.1", input: claim, column: one }
      - { item: "2.1", input: claim, column: two }
"""
TABLE = """\
code,one,two
A,60,39
B,58,40
C,59,38
D,57,40
E,40,40
F,60,
"""  # A 99, B 98, C 97, D 97, E 80; F has no points for 2.1
BANDS = "[{ label: { vi: 'Tốt', en: 'Good' }, from: 90 }, { label: { vi: 'Khá' }, from: 0 }]"
RULES = """\
parindex: 1
title: { vi: "Bằng khen" }
selections:
  - name: { vi: "Tập thể tiêu biểu" }
    best: 3
"""


@pytest.fixture
def path(tmp_path: Path, run: Run) -> Path:
    """Return a scored round of six collectives with 60 and 40 points to get."""
    (tmp_path / "round.yaml").write_text(ROUND, encoding="utf-8")
    areas = [("60", [INDEX.format(most=60)]), ("40", [INDEX.format(most=40)])]
    text = criteria_text(areas, "100", bands=BANDS)
    (tmp_path / "set.yaml").write_text(text, encoding="utf-8")
    units = "".join(f"{code},Phòng {code},T\n" for code in "ABCDEF")
    (tmp_path / "units.csv").write_text(f"code,name,block\n{units}", encoding="utf-8")
    (tmp_path / "points.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    assert run("score", tmp_path, "--quiet", "--fail-on", "never").code == 0
    return tmp_path


def chosen(path: Path, **rule: object) -> Selection:
    result = read_result(path / "results" / "results.json")
    stated = {"name": {"vi": "Tiêu biểu"}, "best": 3, **rule}
    [selection] = selections(result, SelectionRule.model_validate(stated))
    return selection


def codes(selection: Selection, verdict: Verdict) -> str:
    return "".join(entry.unit.code for entry in selection.of(verdict))


def indices(selection: Selection, verdict: Verdict) -> list[Decimal]:
    return [entry.unit.score.index for entry in selection.of(verdict) if entry.unit.score]


def why(selection: Selection, code: str) -> list[str]:
    [entry] = [entry for entry in selection.units if entry.unit.code == code]
    return [reason.for_lang("en") for reason in entry.reasons]


@pytest.mark.parametrize(
    ("rule", "taken", "tied"),
    [
        ({"best": 2}, "AB", ""),
        ({}, "AB", "CD"),
        ({"ties": "all"}, "ABCD", ""),
        ({"ties": "none"}, "AB", ""),
        ({"best": 4}, "ABCD", ""),
        ({"tie_break": ["2"]}, "ABD", ""),  # D has 40 of 40, C has 38
        ({"tie_break": ["1"]}, "ABC", ""),
    ],
)
def test_ties_at_the_last_place(path: Path, rule: dict[str, object], taken: str, tied: str) -> None:
    found = chosen(path, **rule)
    assert (codes(found, Verdict.CHOSEN), codes(found, Verdict.TIED)) == (taken, tied)
    assert [finding.code for finding in told(found)] == (["RND186"] if tied else [])


@pytest.mark.parametrize(
    ("conditions", "out", "reason"),
    [
        ({"index": Decimal("97.01")}, "CDEF", "index 97, at least 97.01 asked for"),
        ({"areas": {"1": 97}}, "BDE", "area 1: 58 of 60 points, at least 97% asked for"),
        ({"items": {"2.1": 98}}, "ACF", "item 2.1: 39 of 40 points, at least 98% asked for"),
        ({"bands": ["tốt"]}, "EF", "class Khá"),
        ({"missing": False}, "F", "no valid answer to 2.1"),
    ],
)
def test_minimum_conditions_go_first(
    path: Path, conditions: dict[str, object], out: str, reason: str
) -> None:
    found = chosen(path, conditions=conditions, best=6)
    kept_out = codes(found, Verdict.NOT_ELIGIBLE)
    assert set(kept_out) == set(out)
    assert reason in why(found, out[0] if out != "EF" else "E")
    assert sorted(kept_out + codes(found, Verdict.CHOSEN)) == list("ABCDEF")
    assert [finding.code for finding in told(found)] == ["RND187"]


def test_a_decision_keeps_a_unit_out(path: Path) -> None:
    reason = {"vi": "Bị khiển trách", "en": "Reprimanded"}
    found = chosen(path, exclude=[{"unit": "A", "reason": reason}], best=1)
    assert codes(found, Verdict.CHOSEN) == "B"
    assert why(found, "A") == ["Reprimanded"]
    assert codes(found, Verdict.EXCLUDED) == "A"
    by_name = chosen(path, exclude=[{"unit": "phòng  a", "reason": reason}], best=1)
    assert codes(by_name, Verdict.CHOSEN) == "B"


def test_nobody_is_chosen_before_a_better_one(path: Path) -> None:
    for best in range(1, 8):
        for ties in ("council", "all", "none"):
            found = chosen(path, best=best, ties=ties)
            taken = indices(found, Verdict.CHOSEN)
            left = indices(found, Verdict.BELOW)
            assert max(left, default=Decimal(0)) < min(taken, default=Decimal(100))
            assert len(taken) <= best or (ties == "all" and len(set(taken[best - 1 :])) == 1)


def test_of_all_blocks_together(path: Path) -> None:
    together = chosen(path, each_block=False, best=2)
    assert together.block is None
    assert codes(together, Verdict.CHOSEN) == "AB"


def test_the_command(path: Path, run: Run) -> None:
    rules = path / "rules.yaml"
    found = run("select", path, rules, "--lang", "en", "--out", path / "list.csv")
    assert found.code == 0
    assert "Tập thể tiêu biểu · Tập thể: 2 of at most 3 chosen" in found.out
    assert "RND186" in found.err
    lines = (path / "list.csv").read_text("utf-8-sig").splitlines()
    assert lines[3] == "Tập thể tiêu biểu,T,3,C,Phòng C,97.00,tied,"
    assert run("select", path, rules, "--out", path / "list.xlsx").code == 0
    sheet = load_workbook(path / "list.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[5]][:4] == [1, "A", "Phòng A", 99]


def test_what_the_results_do_not_have(path: Path, run: Run) -> None:
    rules = path / "rules.yaml"
    more = (
        "    blocks: [X]\n    tie_break: ['9']\n    exclude: [{ unit: Z, reason: { vi: x } }]\n"
        "    conditions: { areas: { '8': 1 }, bands: [Kém] }\n"
    )
    rules.write_text(RULES + more, encoding="utf-8")
    found = run("select", path, rules, "--lang", "en")
    assert (found.code, found.err.count("RND185")) == (2, 5)
    rules.write_text(RULES + "    most: 3\n", encoding="utf-8")
    assert "CRI011" in run("select", path, rules).err
    rules.write_text(RULES + "    conditions: { areas: { '1': 101 } }\n", encoding="utf-8")
    assert "CRI012" in run("select", path, rules).err


@pytest.mark.parametrize("page", ["docs/selection.md", "docs/vi/selection.md"])
def test_the_rules_of_the_page_choose_from_the_sample(page: str) -> None:
    """The example names a block, areas, classes and a unit that the sample round has."""
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml selection\n(.*?)```", text, re.DOTALL)
    for model in (SelectionFile, SelectionRule, Conditions):
        keys = model.model_fields.keys() - {"parindex", "selections"}
        assert not [key for key in keys if f"`{key}" not in text.partition("| Key |")[2] + text]
    stated = SelectionFile.model_validate(yaml.safe_load(example))
    [rule] = stated.selections
    folder, _ = read_round(SAMPLE)
    assert folder is not None
    criteria = folder.round.block(rule.blocks[0]).criteria
    assert {*rule.tie_break, *rule.conditions.areas} <= {area.code for area in criteria.areas}
    assert {*rule.conditions.items} <= {item.code for item in criteria.items}
    assert {*rule.conditions.bands} <= {band.label.vi for band in criteria.bands}
    assert folder.round.unit(rule.exclude[0].unit)
