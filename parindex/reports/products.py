"""The kinds of publication, a line each; the module of one is imported when it is made."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import NamedTuple

from parindex.locale import mark
from parindex.model.imprint import ProductName
from parindex.reports.publication import Made, Make, Publication


class Product(NamedTuple):
    """A kind of publication: its name, the format by which it is asked for, what it is.

    ``module`` has the function ``make``; ``by_unit`` says that each unit gets a document.
    """

    name: ProductName
    format: str
    text: str
    module: str
    by_unit: bool = False


PRODUCTS = (
    Product("annual", "pdf", mark("the annual report"), "parindex.reports.annual"),
    Product("scorecards", "pdf", mark("a scorecard a unit"), "parindex.reports.scorecards", True),
    Product("page", "html", mark("the web page"), "parindex.reports.page"),
    Product("decision", "docx", mark("the draft decision"), "parindex.reports.decision"),
    Product("annexes", "xlsx", mark("the annexes with formulas"), "parindex.reports.annexes"),
    Product("data", "csv", mark("open data"), "parindex.reports.opendata.package"),
)


def make(names: Iterable[str], publication: Publication) -> Iterator[Made]:
    """Make the products of these names, one file after another; raises :class:`CannotGoOn`."""
    for _, made in made_by(names, publication):
        yield made


def made_by(names: Iterable[str], publication: Publication) -> Iterator[tuple[str, Made]]:
    """Make products as :func:`make` does, each file with the name of its product."""
    wanted = set(names)
    for product in PRODUCTS:
        if product.name in wanted:
            maker: Make = import_module(product.module).make
            yield from ((product.name, made) for made in maker(publication))


def by_unit() -> frozenset[str]:
    """Return the names of the products in which each unit has a document of its own."""
    return frozenset(product.name for product in PRODUCTS if product.by_unit)
