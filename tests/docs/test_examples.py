"""The sets in docs/examples are faultless, and come to the figures their publishers printed."""

import re
from pathlib import Path

import pytest

from parindex.locale import speaker
from parindex.sources.validation import CASES, validate_file
from tests.criteria.made_tables import band, index, load, scored
from tests.library import INDICES, LIBRARY

REPOSITORY = LIBRARY.parent
FOLDER = REPOSITORY / "docs" / "examples"
FILES = sorted(path for path in FOLDER.glob("*.yaml") if not path.name.endswith(CASES))
ILLUSTRATIVE = {"ddci-2021", "decision-766-2025", "sipas-2021"}
PAGES = (REPOSITORY / "docs", REPOSITORY / "docs" / "vi")


def test_these_are_the_examples() -> None:
    assert [path.stem for path in FILES] == [
        "doing-business-2020",
        "freedom-civil-liberties",
        "freedom-political-rights",
    ]


@pytest.mark.parametrize("page", PAGES, ids=["en", "vi"])
def test_the_page_of_the_language_lists_every_index(page: Path) -> None:
    text = (page / "criteria-language.md").read_text(encoding="utf-8")
    links = re.findall(r"\(([^)]+\.yaml)\)", text)
    linked = {(page / link).resolve() for link in links}
    assert linked == {*FILES, *INDICES}


@pytest.mark.parametrize("path", INDICES, ids=lambda path: path.stem)
def test_the_cases_of_whole_units_beside_an_index_hold(path: Path) -> None:
    assert path.with_name(path.stem + CASES).exists()
    assert validate_file(path)[1] == []


@pytest.mark.parametrize("path", [*FILES, *INDICES], ids=lambda path: path.stem)
def test_an_example_is_faultless_and_says_what_it_is(path: Path) -> None:
    criteria = load(path).criteria
    assert criteria.status == ("illustrative" if path.stem in ILLUSTRATIVE else "adapted")
    assert criteria.basis
    assert criteria.title.en
    assert criteria.note is not None
    assert criteria.note.en
    assert any(item.cases for item in criteria.items)
    for node in criteria.walk():
        assert node.criterion.name.en, node.criterion.code
    for item in criteria.items:
        assert item.basis is not None
        assert item.basis.ref in criteria.basis
        for lang in ("vi", "en"):
            assert item.rule_lines(speaker(lang))


RIGHTS = "code,A.1,A.2,A.3,B.1,B.2,B.3,B.4,C.1,C.2,C.3,bonus,penalty"
LIBERTIES = "code,D.1,D.2,D.3,D.4,E.1,E.2,E.3,F.1,F.2,F.3,F.4,G.1,G.2,G.3,G.4"


def test_freedom_in_the_world_2024(tmp_path: Path) -> None:
    """Political rights, with question Q taking points off (Freedom House, edition 2024)."""
    units = scored(
        FOLDER / "freedom-political-rights.yaml",
        tmp_path,
        RIGHTS,
        "Norway,4,4,4,4,4,4,4,4,3,4,,0",
        "Singapore,1,2,1,2,2,2,2,2,3,2,,0",
        "Bahrain,0,1,1,0,0,0,0,0,2,0,,2",
        "Tibet,0,0,0,0,0,0,0,0,1,0,,3",
    )
    wanted = {"Norway": (39, 1), "Singapore": (19, 4), "Bahrain": (2, 7), "Tibet": (0, 7)}
    for name, (points, rating) in wanted.items():
        assert index(units[name]) == points
        assert band(units[name]) == f"Rating {rating}"
    tibet = units["Tibet"].score
    assert tibet is not None
    assert tibet.uncut == -2


def test_freedom_in_the_world_2024_civil_liberties(tmp_path: Path) -> None:
    units = scored(
        FOLDER / "freedom-civil-liberties.yaml",
        tmp_path,
        LIBERTIES,
        "Japan,3,4,4,4,4,4,4,4,4,4,3,4,4,3,3",
        "Singapore,1,3,1,2,1,1,1,1,2,2,2,3,3,3,3",
    )
    found = {code: (int(index(unit)), band(unit)) for code, unit in units.items()}
    assert found == {"Japan": (56, "Rating 1"), "Singapore": (29, "Rating 4")}


def test_doing_business_2020(tmp_path: Path) -> None:
    """Three economies with the score the World Bank printed in one decimal."""
    units = scored(
        FOLDER / "doing-business-2020.yaml",
        tmp_path,
        "code,1,2,3,4,5,6,7,8,9,10",
        "VNM,85.11464,79.27421,88.22675,71.09244,80,54,69.00592,70.82859,62.06914,38.04767",
        "SGP,98.22968,87.86398,91.77078,83.12143,75,86,91.57958,89.56752,84.53189,74.31615",
        "NZL,99.97544,86.46305,83.98429,94.59107,100,86,91.04982,84.63253,71.47508,69.47519",
    )
    found = {code: str(index(unit)) for code, unit in units.items()}
    assert found == {"NZL": "86.8", "SGP": "86.2", "VNM": "69.8"}
