"""annexes.xlsx: a cover, then of each block its ranking, areas, items and what stands beside."""

from io import BytesIO

import xlsxwriter

from parindex.forms.styles import CREATED, TEXT_STAYS_TEXT
from parindex.locale import mark, speaker
from parindex.reports.annexes.areas import write_areas
from parindex.reports.annexes.charts import write_charts
from parindex.reports.annexes.cover import write_cover
from parindex.reports.annexes.items import write_criteria, write_items
from parindex.reports.annexes.ranking import write_ranking
from parindex.reports.annexes.records import write_records
from parindex.reports.annexes.sheets import Sheets
from parindex.reports.book import Book
from parindex.reports.charts.palette import mixed
from parindex.reports.publication import Publication


def annexes_xlsx(publication: Publication) -> bytes:
    """Return the workbook; the same result gives the same bytes."""
    buffer, say = BytesIO(), speaker(publication.lang)
    workbook = xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT)
    workbook.set_properties({"title": publication.title, "created": CREATED})
    accent = publication.imprint.colours.accent
    book = Book(workbook, say, publication.lang, fill=mixed("#FFFFFF", accent, 0.22), tab=accent)
    cover = book.page(say(mark("Cover")))
    contents = [
        (view, _block(Sheets.of(book, view, publication), publication))
        for view in publication.views()
    ]
    write_cover(book, cover, publication, contents)
    workbook.close()
    return buffer.getvalue()


def _block(sheets: Sheets, publication: Publication) -> list[tuple[str, str]]:
    """Write the sheets of a block; return their names and what is on them.

    Spreadsheet programs round halves up; where the set does otherwise, no formula stands.
    """
    sheets.book.formulas = sheets.view.block.criteria.rounding == "half_up"
    write_ranking(sheets)
    write_areas(sheets)
    write_items(sheets)
    write_criteria(sheets)
    write_charts(sheets, publication.imprint.colours.accent)
    return [*sheets.contents, *write_records(sheets, publication.result)]
