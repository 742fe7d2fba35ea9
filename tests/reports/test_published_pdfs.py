"""veraPDF finds nothing in the PDFs that are published, in either language."""

from pathlib import Path

from parindex.model.result import RoundResult
from parindex.reports.products import PRODUCTS, make
from tests.reports.made_publications import published
from tests.reports.verapdf import NEEDED, verapdf_problems

pytestmark = NEEDED
UNITS = frozenset({"SO06", "XA31"})


def test_every_product_is_archival_and_accessible(few: RoundResult, tmp_path: Path) -> None:
    names = [product.name for product in PRODUCTS if product.format == "pdf"]
    made = {
        f"{lang}-{Path(file.path).name}": file.data
        for lang in ("vi", "en")
        for file in make(names, published(few, lang, units=UNITS))
    }
    assert len(made) >= 2 * len(names)
    assert verapdf_problems(made, tmp_path) == {name: [] for name in made}
