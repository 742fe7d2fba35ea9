"""CSV tables an office keeps by hand: a header line, then a line an entry, each with its place."""

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unicodedata import normalize

from parindex.model.finding import Finding, Place, system_reason


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: values by column, and where it stands."""

    values: dict[str, str]
    place: Place

    def __getitem__(self, column: str) -> str:
        """Return the text in a column, trimmed; empty where an optional column is missing."""
        return self.values.get(column, "")


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    return [(reader.line_num, cells) for cells in reader]


def read_table(
    path: Path, required: tuple[str, ...], optional: tuple[str, ...]
) -> tuple[list[Line], list[Finding]]:
    """Read a CSV table in UTF-8, with commas or semicolons; blank lines are passed over.

    Lines with an empty required cell are told and left out; so is a missing column.
    """
    file = path.as_posix()
    try:
        text = normalize("NFC", path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return [], [Finding("CRI002", Place(file))]
    except OSError as error:
        return [], [Finding("CRI001", Place(file), {"reason": system_reason(error)})]
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = _rows(text, delimiter)
    except csv.Error as error:
        return [], [Finding("RND024", Place(file), {"reason": str(error)})]
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
        texts = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        empty = [column for column in required if not texts.get(column)]
        findings += [Finding("RND006", place, {"column": column}) for column in empty]
        if not empty:
            lines.append(Line(texts, place))
    return lines, findings
