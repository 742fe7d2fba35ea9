"""What the pages on publishing show holds: their examples are read, and every product is named."""

import re
from pathlib import Path

import pytest

from parindex.model.roster import Roster
from parindex.model.round import Unit
from parindex.reports.products import PRODUCTS
from parindex.reports.template import OURS
from parindex.sources.history import read_history
from parindex.sources.imprint import read_imprint

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "publishing.md", DOCS / "vi" / "publishing.md"]
page = pytest.mark.parametrize("page", PAGES, ids=["en", "vi"])


def example(page: Path, language: str) -> str:
    [found] = re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


@page
def test_the_example_of_the_offices_own_is_read(page: Path, tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "report.yaml").write_text(example(page, "yaml"), encoding="utf-8")
    (tmp_path / "report" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    imprint, findings = read_imprint(tmp_path)
    assert findings == []
    assert imprint is not None
    assert imprint.signatories[0].name == "Nguyễn Văn A"


@page
def test_the_example_of_earlier_years_is_read(page: Path, tmp_path: Path) -> None:
    (tmp_path / "history.csv").write_text(example(page, "csv"), encoding="utf-8")
    roster = Roster([Unit("SO01", "Sở Một", "SO"), Unit("SO02", "Sở Hai", "SO")])
    [year], findings = read_history(tmp_path / "history.csv", roster, 2025)
    assert findings == []
    assert (year.year, set(year.units)) == (2024, {"SO01", "SO02"})


@page
def test_every_product_and_template_is_named(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for product in PRODUCTS:
        assert f"| `{product.format}` | `{product.name}`" in text
    for path in OURS.rglob("*"):
        if path.is_file() and path.name not in {"annex.typ", "report.yaml"}:
            assert path.name in text, path
