"""The unit's own workbook sent back: coloured cells, comments, and a first sheet that lists all."""

from collections.abc import Iterable, Mapping, Sequence

from parindex.forms.annotation import book
from parindex.forms.annotation.clean import Record, clean
from parindex.forms.annotation.comments import Run, Target, add_comments
from parindex.forms.annotation.formats import Formats
from parindex.forms.annotation.listing import (
    SHEET_NAME,
    TITLES,
    Mark,
    list_sheet,
    list_styles,
)
from parindex.forms.annotation.package import Parts
from parindex.forms.annotation.sheet import SheetPatch, Spot
from parindex.locale import Say
from parindex.model.finding import SEVERITIES, Finding, Severity

_LIST_PART = "xl/worksheets/parindex{}.xml"


def marks_of(findings: Iterable[Finding], say: Say) -> list[Mark]:
    """Return the marks for the findings of one file."""
    return [
        Mark(
            sheet=finding.place.sheet or "",
            cell=finding.place.cell or "",
            severity=finding.severity,
            code=finding.code,
            text=finding.wrong(say),
            hint=finding.hint(say),
            item=finding.item or "",
        )
        for finding in findings
    ]


def annotate(data: bytes, marks: Sequence[Mark], say: Say) -> bytes:
    """Return the workbook with the marks in it, and without those of an earlier time.

    Parts that need no change keep their bytes; without marks and without an earlier annotation
    ``data`` itself comes back. The same input gives the same bytes. Raises :class:`Refused` for
    what is no plain workbook (.xlsx, .xlsm).
    """
    parts = Parts(data)
    clean(parts)
    if marks:
        _annotate(parts, marks, say)
    return parts.save() if parts.changed else data


_Placed = list[tuple[Mark, Spot | None]]


def _annotate(parts: Parts, marks: Sequence[Mark], say: Say) -> None:
    spaces = book.namespaces(parts)
    formats = Formats(parts, *spaces)
    entries = book.sheets(parts)
    known = {entry.name: entry.part for entry in entries}
    placed = _in_order(marks, [entry.name for entry in entries])
    for name, part in known.items():
        spots = [(entry, spot) for entry, spot in placed if spot and entry.sheet == name]
        if part and spots:
            _mark_sheet(parts, Target(part, *spaces), formats, spots, say)
    styles = list_styles(formats)
    formats.commit()
    name = book.free_name(say(SHEET_NAME), parts)
    part = parts.free(_LIST_PART)
    parts.add(part, b"")
    book.put_first(parts, name, part, TITLES)
    lines = [
        entry._replace(cell=spot.name if spot and known[entry.sheet] else "")
        for entry, spot in placed
    ]
    changed, added = parts.undo()
    record = Record(changed, added, formats.colours)
    parts.add(part, list_sheet(lines, record.text(), styles, spaces.main, say).encode())


def _in_order(marks: Iterable[Mark], names: Sequence[str]) -> _Placed:
    """Return the marks as the workbook runs, those of no cell first, with their cells."""
    order = {name: number for number, name in enumerate(names)}
    placed = [
        (entry, Spot.read(entry.cell) if entry.cell and entry.sheet in order else None)
        for entry in marks
    ]
    return sorted(
        placed,
        key=lambda pair: (
            order.get(pair[0].sheet, -1),
            pair[1] or (-1, -1),
            -pair[0].severity.weight,
        ),
    )


def _mark_sheet(
    parts: Parts,
    target: Target,
    formats: Formats,
    placed: Sequence[tuple[Mark, Spot]],
    say: Say,
) -> None:
    """Colour the cells of a sheet and put the comments in."""
    patch = SheetPatch(parts[target.part])
    found: dict[Spot, list[Mark]] = {}
    for entry, spot in placed:
        found.setdefault(patch.head(spot), []).append(entry)
    worst = {spot: max((m.severity for m in of), key=_weight) for spot, of in found.items()}
    patch.paint(list(found), lambda spot, style: formats.mark(style, worst[spot]))
    add_comments(parts, target, patch, _notes(found, say))
    patch.select("0")
    parts.commit(target.part, patch)


def _weight(severity: Severity) -> int:
    return severity.weight


def _notes(found: Mapping[Spot, Sequence[Mark]], say: Say) -> dict[Spot, list[Run]]:
    notes: dict[Spot, list[Run]] = {}
    for spot, of in found.items():
        runs = notes.setdefault(spot, [])
        for entry in of:
            name = say(SEVERITIES[entry.severity])
            runs.append(Run(f"\n{entry.code} ({name})", bold=True))
            hint = f"\n→ {entry.hint}" if entry.hint else ""
            runs.append(Run(f"\n{entry.text}{hint}"))
    return notes
