"""The criteria sets that come with parindex."""

from pathlib import Path

import pytest

from parindex.locale import speaker
from parindex.model.criteria import CriteriaSet
from parindex.scoring.rules import RULE_KINDS
from parindex.sources.criteria import read_criteria
from tests.library import CITY, COMMUNE, DEPARTMENT, DISTRICT, FORMS


def load(path: Path) -> CriteriaSet:
    file, findings = read_criteria(path)
    assert [(finding.code, str(finding.place)) for finding in findings] == []
    assert file is not None
    return file.criteria


def test_these_are_all_the_sets() -> None:
    forms = [path for path in FORMS if path.parent == CITY]
    assert forms == [COMMUNE, DEPARTMENT, DISTRICT]


@pytest.mark.parametrize(
    ("path", "level", "areas", "least_items"),
    [(DEPARTMENT, "department", 8, 80), (COMMUNE, "commune", 7, 40)],
)
def test_a_set_is_whole(path: Path, level: str, areas: int, least_items: int) -> None:
    criteria = load(path)
    assert criteria.level == level
    assert criteria.status == "illustrative"
    assert criteria.total == 100
    assert len(criteria.areas) == areas
    assert len(criteria.items) >= least_items
    assert {len(criteria.nodes[item.code].ancestors) for item in criteria.items} == {1, 2}


def test_the_set_of_communes_is_the_smaller() -> None:
    assert len(load(COMMUNE).items) < len(load(DEPARTMENT).items)


def test_the_set_of_departments_shows_every_kind_of_rule() -> None:
    kinds = {item.rule.kind for item in load(DEPARTMENT).items if item.rule is not None}
    assert set(RULE_KINDS) - kinds == {"survey", "index", "improvement", "cohort"}


@pytest.mark.parametrize("path", [DEPARTMENT, COMMUNE, DISTRICT])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_item_can_be_said(path: Path, lang: str) -> None:
    for item in load(path).items:
        assert item.rule is not None
        lines = item.rule.describe(speaker(lang), item.fields, item.max_points)
        assert lines
        assert all(line.strip() and "{" not in line for line in lines), item.code
        if lang == "en":
            assert item.name.en, item.code
