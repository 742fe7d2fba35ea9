"""Every product says the same: each is read back, and has what the result prints."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from io import BytesIO, StringIO
from math import floor
from pathlib import Path
from typing import NamedTuple

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

import parindex
from parindex.model.result import RoundResult
from parindex.reports.products import PRODUCTS, make
from tests.reports.made_publications import published


class Line(NamedTuple):
    """A ranked unit; ``total`` is its index, points are rounded half up as its set says."""

    code: str
    name: str
    rank: int
    points: Decimal
    total: Decimal
    band: str

    def cells(self, lang: str) -> tuple[str, str, str, str, str]:
        """Return it as a reader of the language sees it."""
        figures = (f"{figure:.2f}" for figure in (self.points, self.total))
        points, index = (f.replace(".", ",") if lang == "vi" else f for f in figures)
        return str(self.rank), self.name, points, index, self.band


@pytest.fixture(scope="module", params=["vi", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def lines(few: RoundResult, lang: str) -> list[Line]:
    return list(_lines(few, lang))


def _lines(few: RoundResult, lang: str) -> Iterator[Line]:
    for block in few.blocks:
        for unit in block.ranked:
            assert unit.score is not None
            assert unit.band is not None
            points = Decimal(floor(unit.score.points * 100 + Fraction(1, 2))).scaleb(-2)
            band = unit.band.for_lang(lang)
            yield Line(unit.code, unit.name, unit.rank or 0, points, unit.score.index, band)


@pytest.fixture(scope="module")
def made(few: RoundResult, lang: str) -> Mapping[str, bytes]:
    names = [product.name for product in PRODUCTS if not product.by_unit]
    return {one.path: one.data for one in make(names, published(few, lang))}


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(p.extract_text().split()) for p in PdfReader(BytesIO(pdf)).pages)


def test_the_annual_report(made: Mapping[str, bytes], lines: Iterable[Line], lang: str) -> None:
    text = text_of(made["annual.pdf"])
    for line in lines:
        rank, name, points, index, band = map(re.escape, line.cells(lang))
        assert re.search(rf"{rank} {name} {points} \d+[.,]\d\d {index} \S+ \S+ {band}", text), line


def test_scorecards(few: RoundResult, lines: Iterable[Line], lang: str) -> None:
    some = [line for line in lines if line.code in {"SO12", "SO06", "XA20"}]
    publication = published(few, lang, units=frozenset(line.code for line in some))
    cards = {one.path: text_of(one.data) for one in make(["scorecards"], publication)}
    assert len(cards) == len(some) == 3
    for line in some:
        _, name, points, index, band = line.cells(lang)
        card = cards[f"scorecards/{line.code}.pdf"]
        assert all(words in card for words in (name, points, index, band)), line
        assert re.search(rf"\b{line.rank}\s?/\s?\d+", card), line


class Rows(HTMLParser):
    """The cells of every table row of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data


def test_the_web_page(made: Mapping[str, bytes], lines: Iterable[Line], lang: str) -> None:
    parser = Rows()
    parser.feed(made["index.html"].decode())
    rows = [[" ".join(cell.split()) for cell in row] for row in parser.rows]
    for line in lines:
        rank, name, points, index, band = line.cells(lang)
        [row] = [row for row in rows if name in row and rank == row[0]]
        assert {points, index, band} <= set(row), line


def test_the_draft_decision(made: Mapping[str, bytes], lines: Iterable[Line], lang: str) -> None:
    tables = Document(BytesIO(made["decision.docx"])).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    for line in lines:
        rank, name, points, index, band = line.cells(lang)
        [row] = [row for row in rows if name in row and band in row]
        assert (row[0], row[2], row[4]) == (rank, points, index), line


def test_the_annexes(made: Mapping[str, bytes], lines: Iterable[Line]) -> None:
    book = load_workbook(BytesIO(made["annexes.xlsx"]), data_only=True)
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    for line in lines:
        found = [row for row in rows if line.name in row and line.band in row]
        figures = [[Decimal(repr(v)) for v in row if isinstance(v, int | float)] for row in found]
        assert figures
        assert all(Decimal(line.rank) in row for row in figures), line
        shown = [[round(figure, 2) for figure in row] for row in figures]
        assert all(line.total in row for row in shown), line
        assert line.points in shown[0], line


def test_open_data(made: Mapping[str, bytes], lines: Iterable[Line]) -> None:
    text = made["data/ranking.csv"].decode("utf-8-sig")
    rows = {row["unit"]: row for row in csv.DictReader(StringIO(text))}
    for line in lines:
        row = rows[line.code]
        assert (row["name"], int(row["rank"]), row["band"]) == (line.name, line.rank, line.band)
        assert (Decimal(row["points"]), Decimal(row["index"])) == (line.points, line.total)


def test_frames(written: Path, lines: Iterable[Line], lang: str) -> None:
    ranking = parindex.read_results(written / "results.json", lang=lang).ranking.set_index("unit")
    for line in lines:
        row = ranking.loc[line.code]
        assert (row["name"], row["rank"], row["band"]) == (line.name, line.rank, line.band)
        assert (row["points"], row["index"]) == (float(line.points), float(line.total))
