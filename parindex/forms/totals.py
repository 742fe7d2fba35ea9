"""A finished table: what was published of each unit, a row a unit."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from parindex.forms.cells import CellReader, text_of
from parindex.forms.grid import open_grid
from parindex.forms.layout import cell_name
from parindex.forms.values import UNDERSTOOD, USABLE, is_blank, read_number, typed
from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place
from parindex.model.submission import Source
from parindex.model.text import name_key
from parindex.model.totals import Columns, Total
from parindex.sources.guard import Refused
from parindex.sources.table import HEADER_WITHIN
from parindex.sources.workbook import Cell

_USUAL: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "mã", "mã đơn vị"),
    "unit": (
        *("unit", "name", "tên đơn vị", "đơn vị", "tên", "cơ quan", "tỉnh, thành phố", "tỉnh"),
        *("địa phương", "province", "ministry", "organisation"),
    ),
    "points": (
        *("index", "chỉ số", "par index", "chỉ số cchc", "total", "tổng điểm", "total points"),
        *("tổng", "score", "điểm số", "điểm", "points", "kết quả"),
    ),
    "block": ("block", "khối", "nhóm"),
    "year": ("year", "năm"),
    "rank": ("rank", "xếp hạng", "hạng", "thứ hạng", "vị thứ", "xếp thứ"),
    "band": ("band", "xếp loại", "loại", "tier", "mức xếp loại"),
}
"""How columns are mostly headed, the likeliest first."""
_SUMS = frozenset(
    {"trung bình", "bình quân", "tổng", "tổng cộng", "tổng số", "cộng", "mean", "average", "total"}
)
"""What stands in place of a unit's name in a row of sums or means."""
_RANK = re.compile(r"(?<![0-9.,/–-])[1-9][0-9]{0,5}(?![0-9,/–-])(?!\.[1-9])")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


class Totals(NamedTuple):
    """The rows of a table, and the heading of the figures."""

    rows: tuple[Total, ...]
    heading: str
    findings: tuple[Finding, ...]


def read_totals(path: Path, columns: Columns, sheet: str | None = None) -> Totals:
    """Read a table in .xlsx or .csv; without rows where no header can be found.

    The year is that of the row, else the one that ``columns.year`` or the file's name states.
    """
    file = path.as_posix()
    try:
        grid = open_grid(path, lambda row: _is_header(row, columns), sheet)
    except Refused as refused:
        return Totals((), "", (Finding(refused.code, Place(file), refused.values),))
    place, cells = Place(file, sheet=grid.sheet.name or None), grid.sheet.grid
    start = next(
        (n for n, row in enumerate(cells[:HEADER_WITHIN]) if _is_header(row, columns)), None
    )
    if start is None:
        seen = next((row for row in cells[:HEADER_WITHIN] if any(map(text_of, row))), ())
        values = {"seen": ", ".join(filter(None, map(text_of, seen))) or "–"}
        return Totals((), "", (Finding("RND170", place, values),))
    found, findings = _places(cells[start], columns, place)
    reader = _Reader(Source(file, place.sheet, ""), grid.sheet.faults, by_unit=False)
    rows = []
    for number in range(start + 1, len(cells)):
        row = [grid.figure(cell) for cell in cells[number]]
        if any(map(text_of, row)):
            rows.append(reader.row(row, found, number, _year_of(path, columns)))
    kept = tuple(row for row in rows if row is not None)
    told = (*findings, *reader.findings)
    if not kept and not told:
        told = (Finding("RND028", place),)
    return Totals(kept, text_of(cells[start][found["points"]]), told)


def _year_of(path: Path, columns: Columns) -> int | None:
    stated = columns.year or ""
    years = [stated] if _YEAR.fullmatch(stated) else _YEAR.findall(path.stem)
    return int(years[0]) if len(set(years)) == 1 else None


def _keys(row: Sequence[Cell]) -> list[str]:
    return [name_key(text_of(cell).replace("_", " ")) for cell in row]


def _wanted(columns: Columns) -> dict[str, tuple[str, ...]]:
    """Return the headings to look for, by what the column holds."""
    wanted = dict(_USUAL)
    for name, heading in columns._asdict().items():
        if heading and not (name == "year" and _YEAR.fullmatch(heading)):
            wanted[name] = (name_key(heading.replace("_", " ")),)
    return wanted


def _is_header(row: Sequence[Cell], columns: Columns) -> bool:
    keys, wanted = set(_keys(row)), _wanted(columns)
    units = {*wanted["unit"]} | ({*wanted["code"]} if columns.unit is None else set())
    return bool(keys & units) and bool(keys & {*wanted["points"]})


def _places(
    header: Sequence[Cell], columns: Columns, place: Place
) -> tuple[dict[str, int], list[Finding]]:
    """Return the number of each column that is there; tell those asked for in vain."""
    keys, found, findings = _keys(header), {}, []
    for name, headings in _wanted(columns).items():
        spots = [keys.index(heading) for heading in headings if heading in keys]
        if spots:
            found[name] = spots[0]
        elif headings != _USUAL[name]:
            known = ", ".join(filter(None, map(text_of, header)))
            asked = getattr(columns, name)
            findings.append(Finding("RND171", place, {"column": asked, "known": known}))
    return found, findings


class _Reader(CellReader):
    def row(
        self, row: Sequence[Cell], columns: Mapping[str, int], number: int, year: int | None
    ) -> Total | None:
        """Read a row; none where it names no unit."""

        def cell(name: str) -> Cell:
            at = columns.get(name)
            return row[at] if at is not None and at < len(row) else ""

        code, name = text_of(cell("code")), text_of(cell("unit"))
        spot = cell_name(number, columns["points"])
        if not code and not name:
            if not is_blank(cell("points")):
                unit = cell_name(number, columns.get("unit", columns.get("code", 0)))
                self.find("RND006", unit, None, column=phrase(mark("unit")))
            return None
        known = name or code
        if name_key(known) in _SUMS:
            self.find("RND179", cell_name(number, columns.get("unit", 0)), None, name=known)
            return None
        return Total(
            name=known,
            code=code,
            key=name_key(code or name),
            figure=self._figure(cell("points"), spot, known),
            place=Place(self.source.file, sheet=self.source.sheet, cell=spot),
            block=text_of(cell("block")),
            year=self._whole(cell("year"), columns, "year", number) or year,
            stated_rank=self._whole(cell("rank"), columns, "rank", number),
            stated_band=text_of(cell("band")),
        )

    def _figure(self, raw: Cell, cell: str, unit: str) -> Fraction | None:
        if cell in self.faults:
            self.fault(cell, None, phrase(mark("a number")))
            return None
        if is_blank(raw):
            self.find("RND173", cell, None, name=unit)
            return None
        reading = read_number(raw, typed(raw).removesuffix("%").rstrip())
        if reading.state not in USABLE or not isinstance(reading.value, Fraction):
            self.find("RND172", cell, None, raw=text_of(raw)[:80])
            return None
        if reading.state == UNDERSTOOD:
            self.find("SUB033", cell, None, raw=text_of(raw), value=reading.value)
        return reading.value

    def _whole(self, raw: Cell, columns: Mapping[str, int], name: str, number: int) -> int | None:
        """Read a year or a rank, with or without words; what is none of these is told."""
        text = text_of(raw)
        found = (_YEAR if name == "year" else _RANK).findall(text)
        if len(found) == 1:
            return int(found[0])
        if not is_blank(raw):
            self.find("RND178", cell_name(number, columns[name]), None, raw=text[:80])
        return None
