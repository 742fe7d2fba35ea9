"""A finished table: what was published of each unit, a row a unit."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from parindex.forms.cells import CellReader, text_of
from parindex.forms.grid import open_grid
from parindex.forms.layout import cell_name
from parindex.forms.values import UNDERSTOOD, USABLE, is_blank, read_number, typed
from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place
from parindex.model.roster import unit_key
from parindex.model.submission import Source
from parindex.model.text import name_key
from parindex.model.totals import Columns, Total
from parindex.sources.guard import Refused
from parindex.sources.table import HEADER_WITHIN
from parindex.sources.workbook import Cell, Grid

_USUAL: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "mã", "mã đơn vị"),
    "unit": (
        *("unit", "name", "tên đơn vị", "đơn vị", "tên", "cơ quan", "tỉnh, thành phố", "tỉnh"),
        *("địa phương", "bộ, ngành", "sở, ban, ngành", "quận, huyện", "huyện", "xã, phường"),
        *("xã, phường, thị trấn", "xã", "phường"),
        *("province", "ministry", "department", "district", "commune", "ward", "organisation"),
    ),
    "points": (
        *("index", "chỉ số", "par index", "chỉ số cchc", "chỉ số cải cách hành chính"),
        *("total", "tổng điểm", "total points"),
        *("tổng", "score", "điểm số", "điểm", "points", "kết quả"),
    ),
    "block": ("block", "khối", "nhóm"),
    "year": ("year", "năm"),
    "rank": ("rank", "xếp hạng", "hạng", "thứ hạng", "vị thứ", "xếp thứ"),
    "band": ("band", "xếp loại", "loại", "tier", "mức xếp loại"),
}
"""How columns are mostly headed, the likeliest first."""
_SUMS = re.compile(
    r"(trung bình|bình quân|tổng cộng|tổng số|mean|average|total)\b.*|tổng|cộng", re.IGNORECASE
)
"""What stands in place of a unit's name in a row of sums or means."""
_RANK = re.compile(r"(?<![0-9.,/–-])[1-9][0-9]{0,5}(?![0-9,/–-])(?!\.[1-9])")
_MOST = 10**9
"""Beyond it stands no index, but a slip."""
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
    start, header = _header(cells, columns)
    if header is None:
        heads = [list(filter(None, map(text_of, row))) for row in cells[:HEADER_WITHIN]]
        heads.sort(key=len)
        values = {"seen": ", ".join(heads[-1] if heads else []) or "–"}
        return Totals((), "", (Finding("RND170", place, values),))
    found, findings = _places(header, start, columns, place)
    reader = _Reader(Source(file, place.sheet, ""), grid.sheet.faults, by_unit=False)
    rows, year = [], _year_of(path, columns)
    for number in range(start + 1, len(cells)):
        row = [grid.figure(cell) for cell in cells[number]]
        if any(map(text_of, row)):
            rows.append(reader.row(row, found, number, year))
    kept = tuple(row for row in rows if row is not None)
    told = (*findings, *reader.findings)
    if not kept and not told:
        told = (Finding("RND028", place),)
    return Totals(kept, " ".join(text_of(header[found["points"]]).split()), told)


def _year_of(path: Path, columns: Columns) -> int | None:
    stated = columns.year or ""
    years = [stated] if _YEAR.fullmatch(stated) else _YEAR.findall(path.stem)
    return int(years[0]) if len(set(years)) == 1 else None


def _header(cells: Grid, columns: Columns) -> tuple[int, Sequence[Cell] | None]:
    """Return the number of the last row of the header, and its headings.

    A heading may stand over two rows, of which the lower one counts where it says anything.
    """
    rows = cells[:HEADER_WITHIN]
    for number, row in enumerate(rows):
        if _is_header(row, columns):
            return number, row
        below = rows[number + 1] if number + 1 < len(rows) else ()
        wide = zip_longest(row, below, fillvalue="")
        both = [lower if text_of(lower) else upper for upper, lower in wide]
        if any(map(text_of, row)) and _is_header(both, columns):
            return number + 1, both
    return 0, None


def _keys(row: Sequence[Cell]) -> list[str]:
    return [_heading_key(text_of(cell)) for cell in row]


def _heading_key(text: str) -> str:
    """Return what spellings of a heading share: no case, line or underscore, no unit behind it."""
    return name_key(re.sub(r"\s*\([^()]*\)\s*$", "", text.replace("_", " ")))


def _wanted(columns: Columns) -> dict[str, tuple[str, ...]]:
    """Return the headings to look for, by what the column holds."""
    wanted = dict(_USUAL)
    for name, heading in columns._asdict().items():
        if heading and not (name == "year" and _YEAR.fullmatch(heading)):
            wanted[name] = (_heading_key(heading),)
    return wanted


def _is_header(row: Sequence[Cell], columns: Columns) -> bool:
    keys, wanted = set(_keys(row)), _wanted(columns)
    units = {*wanted["unit"]} | ({*wanted["code"]} if columns.unit is None else set())
    return bool(keys & units) and bool(keys & {*wanted["points"]})


def _places(
    header: Sequence[Cell], row: int, columns: Columns, place: Place
) -> tuple[dict[str, int], list[Finding]]:
    """Return the number of each column that is there; tell those asked for in vain."""
    keys, found, findings = _keys(header), {}, []
    for name, headings in _wanted(columns).items():
        spots = [keys.index(heading) for heading in headings if heading in keys]
        if spots:
            found[name] = spots[0]
            if keys.count(keys[spots[0]]) > 1:
                values = {"column": text_of(header[spots[0]]), "first": cell_name(row, spots[0])}
                findings.append(Finding("RND026", place, values))
            others = [text_of(header[spot]) for spot in dict.fromkeys(spots[1:])]
            if name == "points" and others:
                used = {"column": text_of(header[spots[0]]), "others": others}
                findings.append(Finding("RND183", place, used))
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
            self._nameless(cell("points"), spot, number, columns)
            return None
        known = name or code
        if _SUMS.fullmatch(name_key(known)):
            self.find("RND179", cell_name(number, columns.get("unit", 0)), None, name=known)
            return None
        return Total(
            name=known,
            code=code,
            key=name_key(code) if code else unit_key(name),
            figure=self._figure(cell("points"), spot, known),
            place=Place(self.source.file, sheet=self.source.sheet, cell=spot),
            block=text_of(cell("block")),
            year=self._whole(cell("year"), columns, "year", number) or year,
            stated_rank=self._whole(cell("rank"), columns, "rank", number),
            stated_band=text_of(cell("band")),
        )

    def _nameless(self, raw: Cell, spot: str, number: int, columns: Mapping[str, int]) -> None:
        """Tell a figure without a unit, or words such as those of a signature."""
        if is_blank(raw):
            return
        if read_number(raw, typed(raw)).value is None:
            self.find("RND179", spot, None, name=text_of(raw)[:80])
        else:
            unit = cell_name(number, columns.get("unit", columns.get("code", 0)))
            self.find("RND006", unit, None, column=phrase(mark("unit")))

    def _figure(self, raw: Cell, cell: str, unit: str) -> Fraction | None:
        if cell in self.faults:
            self.fault(cell, None, phrase(mark("a number")))
            return None
        if is_blank(raw):
            self.find("RND173", cell, None, name=unit)
            return None
        reading = read_number(raw, typed(raw).removesuffix("%").rstrip())
        value = reading.value
        if not isinstance(value, Fraction) or reading.state not in USABLE or abs(value) > _MOST:
            self.find("RND172", cell, None, raw=text_of(raw)[:80])
            return None
        if reading.state == UNDERSTOOD:
            self.find("SUB033", cell, None, raw=text_of(raw), value=value)
        return value

    def _whole(self, raw: Cell, columns: Mapping[str, int], name: str, number: int) -> int | None:
        """Read a year or a rank, with or without words; what is none of these is told."""
        spot = cell_name(number, columns[name]) if name in columns else ""
        if spot in self.faults:
            self.fault(spot, None, phrase(mark("a number")))
            return None
        text = text_of(raw)
        found = (_YEAR if name == "year" else _RANK).findall(text)
        if len(found) == 1:
            return int(found[0])
        if not is_blank(raw):
            self.find("RND178", spot, None, raw=text[:80])
        return None
