"""Cells of a form or a table as answers, with a finding at each that is odd."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import cast
from unicodedata import normalize

from parindex.checks.submission import WANTED, understood
from parindex.forms.values import (
    AMBIGUOUS,
    BLANK,
    PLAIN,
    UNDERSTOOD,
    UNREADABLE,
    USABLE,
    Reading,
    is_blank,
    read_day,
    read_number,
    read_tick,
    read_value,
    tidy,
    typed,
)
from parindex.locale import Phrase, mark, phrase
from parindex.model.criteria import Criterion
from parindex.model.finding import Finding, Place
from parindex.model.rule import Input
from parindex.model.submission import Evidence, Source
from parindex.sources.grid import formula_in
from parindex.sources.workbook import Cell

_OTHER_BOOK = re.compile(r"""(?<![\w\]\["])\[[1-9][0-9]*\]""")
"""How a formula names another workbook; ``Table1[2]`` is a column of a table."""


class CellReader:
    """Reads cells of one unit; ``faults`` are the cells with an error or an uncomputed formula.

    ``by_unit`` says that the unit wrote them, which may not write what others score; ``formulas``
    are those that are told where they give an answer.
    """

    def __init__(
        self,
        source: Source,
        faults: Mapping[str, str],
        *,
        by_unit: bool = True,
        formulas: Mapping[str, str] | None = None,
    ) -> None:
        self.source, self.faults, self.by_unit = source, faults, by_unit
        self.formulas = formulas or {}
        self.findings: list[Finding] = []

    def find(self, code: str, cell: str | None, item: str | None, **values: object) -> None:
        """Add a finding at a cell."""
        place = Place(self.source.file, sheet=self.source.sheet, cell=cell)
        self.findings.append(Finding(code, place, values, self.source.unit, item))

    def fault(self, cell: str, item: str | None, wanted: Phrase) -> None:
        """Tell the error that a cell shows, or that its formula was never calculated."""
        raw = self.faults[cell]
        self.find("SUB035" if raw else "SUB036", cell, item, raw=raw, wanted=wanted)

    def text_faults(self, item: str | None, cells: Iterable[str]) -> None:
        """Tell what is wrong with cells of text, which are blank otherwise."""
        for cell in cells if self.faults else ():
            if cell in self.faults:
                self.fault(cell, item, Phrase(WANTED["text"]))

    def calculated(self, cell: str, item: str | None, value: object) -> None:
        """Tell that a value which is used is the last result of a formula."""
        text = formula_in(self.formulas[cell])
        code = "SUB048" if _OTHER_BOOK.search(text) else "SUB047"
        self.find(code, cell, item, formula=f"={text[:80] or '…'}", value=value)

    def value(self, item: Criterion, field: Input, raw: Cell, cell: str) -> Reading:
        """Read a declared value and tell what is odd about it."""
        if cell in self.faults:
            self.fault(cell, item.code, Phrase(WANTED[field.type]))
            return Reading(UNREADABLE)
        reading = read_value(field, raw)
        if cell in self.formulas and reading.state in USABLE:
            self.calculated(cell, item.code, understood(field, reading.value))
        if reading.state not in {PLAIN, BLANK}:
            self._odd(item, field, cell, shown_as_typed(raw), reading)
        return reading

    def _odd(self, item: Criterion, field: Input, cell: str, raw: str, reading: Reading) -> None:
        if reading.state == UNDERSTOOD:
            value = understood(field, reading.value)
            self.find("SUB033", cell, item.code, raw=raw, value=value)
        elif reading.state == AMBIGUOUS:
            one, other = (understood(field, value) for value in reading.readings)
            readings = phrase(mark("{one} or {other}"), one=one, other=other)
            code = "SUB053" if field.type == "date" else "SUB034"
            self.find(code, cell, item.code, raw=raw, label=field.label, readings=readings)
        else:
            wanted = Phrase(WANTED[field.type])
            self.find("SUB031", cell, item.code, raw=raw, label=field.label, wanted=wanted)

    def claim(self, item: Criterion, raw: Cell, cell: str) -> tuple[Fraction | None, bool]:
        """Read the points claimed, and whether what stands there cannot be used."""
        if cell in self.faults:
            wanted = phrase(mark("a number from 0 to {max}"), max=item.max_points)
            self.fault(cell, item.code, wanted)
            return None, True
        if raw is None or (isinstance(raw, str) and not tidy(raw)):
            return None, False
        if self.by_unit and not item.claimed:
            self.find("SUB042", cell, item.code, raw=shown_as_typed(raw))
            return None, False
        reading = read_number(raw, typed(raw))
        if cell in self.formulas and isinstance(reading.value, Fraction):
            self.calculated(cell, item.code, reading.value)
        if reading.state == PLAIN:
            return cast("Fraction", reading.value), False
        if not isinstance(reading.value, Fraction):
            self.find("SUB043", cell, item.code, raw=shown_as_typed(raw), max=item.max_points)
            return None, True
        if reading.state == UNDERSTOOD:
            self.find("SUB044", cell, item.code, raw=shown_as_typed(raw), value=reading.value)
        return reading.value, False

    def tick(self, item: Criterion, raw: Cell, cell: str) -> bool:
        """Tell whether the unit ticked that the item does not apply."""
        if raw == "" and cell not in self.faults:
            return False
        raw = self.faults.get(cell, raw)
        reading = read_tick(raw)
        if cell in self.formulas and reading.value is True:
            self.calculated(cell, item.code, shown_as_typed(raw))
        if reading.state == UNREADABLE:
            self.find("SUB045", cell, item.code, raw=shown_as_typed(raw))
        elif reading.state == UNDERSTOOD:
            value = phrase(mark("not applicable"))
            self.find("SUB033", cell, item.code, raw=shown_as_typed(raw), value=value)
        return reading.value is True

    def evidence_day(self, item: str | None, raw: Cell, cell: str) -> datetime | str:
        """Read the date of a document; a text that is no date is kept as it stands."""
        day = read_day(raw, typed(raw))
        if cell in self.formulas and isinstance(day.value, datetime):
            self.calculated(cell, item, f"{day.value:%d/%m/%Y}")
        if day.state not in USABLE and not is_blank(raw):
            self.find("EVI002", cell, item, raw=shown_as_typed(raw))
        return day.value if isinstance(day.value, datetime) else text_of(raw)

    def document(
        self,
        item: str,
        fields: Sequence[Cell],
        cells: Mapping[str, str],
        sheet: str | None = None,
    ) -> Evidence:
        """Return a document from its fields, in the order of ``EVIDENCE_FIELDS``.

        ``cells`` say where each stands, by name; ``sheet`` where that is not the form's own.
        """
        number, raw, issuer, place, file = fields
        day = self.evidence_day(item, raw, cells["day"])
        return Evidence(
            number=text_of(number),
            day=day,
            issuer=text_of(issuer),
            place=text_of(place),
            file=text_of(file),
            cells=cells,
            sheet=sheet,
        )


def text_of(raw: Cell) -> str:
    """Return a cell as a trimmed text."""
    if raw is None:
        return ""
    return normalize("NFC", raw).strip() if isinstance(raw, str) else shown_as_typed(raw)


def shown_as_typed(raw: Cell) -> str:
    """Return a cell as people see it, cut at 80 letters."""
    if isinstance(raw, float):
        return f"{raw:.15g}"
    return str(raw if raw is not None else "")[:80]
