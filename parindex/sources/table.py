"""CSV tables an office keeps by hand: a header line, then a line an entry, each with its place."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from parindex.model.finding import CannotGoOn, Finding, Place, system_reason

IsHeader = Callable[[Sequence[str]], bool]
HEADER_WITHIN = 20
"""The header line is looked for in so many first rows; titles may stand above it."""

DELIMITERS = (",", ";", "\t")
"""What may stand between the cells of a CSV file."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: values by column, and where it stands."""

    values: dict[str, str]
    place: Place

    def __getitem__(self, column: str) -> str:
        """Return the text in a column, trimmed; empty where an optional column is missing."""
        return self.values.get(column, "")


_LONGEST_CELL = 131_072
"""Letters of a cell; said here, since the limit is the process's and other libraries lift it."""


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [(reader.line_num, cells) for cells in reader]


def _delimiter(text: str, is_header: IsHeader | None) -> str:
    lines = text.splitlines()[:HEADER_WITHIN] or [""]
    for delimiter in DELIMITERS:
        if is_header and any(
            is_header([c.strip(' "') for c in line.split(delimiter)]) for line in lines
        ):
            return delimiter
    return max(DELIMITERS, key=lines[0].count)


def read_rows(
    path: Path, is_header: IsHeader | None = None
) -> tuple[list[tuple[int, list[str]]], str, list[Finding]]:
    """Read a CSV file in UTF-8: its rows with their line numbers, and the mark between cells.

    That mark is the one the header stands in cells by, where titles may stand above the header.
    """
    file = path.as_posix()
    try:
        text = normalize("NFC", path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return [], ",", [Finding("CRI002", Place(file))]
    except OSError as error:
        return [], ",", [Finding("CRI001", Place(file), {"reason": system_reason(error)})]
    delimiter = _delimiter(text, is_header)
    try:
        return _rows(text, delimiter), delimiter, []
    except csv.Error as error:
        return [], delimiter, [Finding("RND024", Place(file), {"reason": str(error)})]


def each_row(path: Path, is_header: IsHeader) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV file in UTF-8 one by one, each with its line number.

    For files of any length. Raises :class:`CannotGoOn` where it cannot be read to its end.
    """
    file = path.as_posix()
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            head = "".join(islice(lines, HEADER_WITHIN))
            lines.seek(0)
            reader = csv.reader(lines, delimiter=_delimiter(head, is_header), strict=True)
            for cells in reader:
                yield reader.line_num, cells
    except UnicodeDecodeError:
        raise CannotGoOn(Finding("CRI002", Place(file))) from None
    except OSError as error:
        values = {"reason": system_reason(error)}
        raise CannotGoOn(Finding("CRI001", Place(file), values)) from None
    except csv.Error as error:
        raise CannotGoOn(Finding("RND024", Place(file), {"reason": str(error)})) from None


def read_table(
    path: Path, required: tuple[str, ...], optional: tuple[str, ...]
) -> tuple[list[Line], list[Finding]]:
    """Read a CSV table in UTF-8, with commas or semicolons; blank lines are passed over.

    Lines with an empty required cell are told and left out; so is a missing column.
    """
    file = path.as_posix()
    rows, _, problems = read_rows(path)
    if problems:
        return [], problems
    header = [name.strip() for name in (rows[0][1] if rows else [])]
    known = (*required, *optional)
    missing = [column for column in required if column not in header]
    if missing:
        values = {"known": ", ".join(known)}
        return [], [Finding("RND005", Place(file, 1), values | {"column": c}) for c in missing]
    lines: list[Line] = []
    findings = [
        Finding("RND022", Place(file, 1), {"column": name, "known": ", ".join(known)})
        for number, name in enumerate(header)
        if name not in known or name in header[:number]
    ]
    for number, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        place = Place(file, number)
        if any(cell.strip() for cell in cells[len(header) :]):
            counts = {"count": len(cells), "most": len(header)}
            findings.append(Finding("RND023", place, counts))
            continue
        texts: dict[str, str] = {}
        for name, cell in zip(header, cells, strict=False):
            texts.setdefault(name, cell.strip())
        empty = [column for column in required if not texts.get(column)]
        findings += [Finding("RND006", place, {"column": column}) for column in empty]
        if not empty:
            lines.append(Line(texts, place))
    return lines, findings
