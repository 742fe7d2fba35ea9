"""Sets data by a template as an A4 PDF (typst), tagged and archival (PDF/A-2a, PDF/UA-1)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from parindex.model.finding import CannotGoOn, Finding, Place

STANDARDS: tuple[Literal["a-2a", "ua-1"], ...] = ("a-2a", "ua-1")
_FONT_PACKAGES = ("fontpkg_noto_serif", "fontpkg_noto_sans")
_SIGNS = frozenset(map(ord, "→≤≥≠√"))
"""Signs that the fonts lack and the one in the typesetter (Libertinus Serif) has."""
REPLACEMENT = "?"


def typeset(template: str, document: Any, year: int) -> tuple[bytes, list[Finding]]:
    """Return the PDF of a year and what is to be told of it; raises :class:`CannotGoOn`.

    Characters that no font of the report has are replaced by a question mark and told.
    """
    import typst  # noqa: PLC0415 - heavy, and only what is printed needs it

    odd: set[str] = set()
    data = _printable(document, odd)
    path = str(files("parindex.reports") / "templates" / template)
    folders = [str(folder) for folder in _font_folders()]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
    try:
        pdf, warnings = typst.compile_with_warnings(
            path,
            font_paths=fonts,
            format="pdf",
            pdf_standards=list(STANDARDS),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=datetime(year, 12, 31, tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise CannotGoOn(Finding("RPT002", Place(template), {"reason": error.message})) from None
    findings = [
        Finding("RPT004", Place(template), {"reason": warning.message}) for warning in warnings
    ]
    if odd:
        findings.append(Finding("RPT001", values={"letters": " ".join(sorted(odd))}))
    return pdf, findings


def _font_folders() -> Iterator[Path]:
    for package in _FONT_PACKAGES:
        yield Path(str(files(package))) / "files"


@cache
def _letters() -> frozenset[int]:
    """Return the code points that the report's font can show."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    folder = next(_font_folders())
    tables = []
    for path in sorted(folder.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            tables.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*tables)


def _printable(value: Any, odd: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _printable(part, odd) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(part, odd) for part in value]
    if not isinstance(value, str):
        return value
    letters = _letters() | _SIGNS
    found = {letter for letter in value if ord(letter) not in letters and letter != "\n"}
    odd |= found
    return "".join(REPLACEMENT if letter in found else letter for letter in value)
