"""Sets data by a template as an A4 PDF (typst), tagged and archival (PDF/A-2a, PDF/UA-1)."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, Self

from parindex.model.finding import CannotGoOn, Finding, Place
from parindex.reports.template import OWN, layered, own_template

if TYPE_CHECKING:
    import typst

STANDARDS: tuple[Literal["a-2a", "ua-1"], ...] = ("a-2a", "ua-1")
_FONT_PACKAGES = ("fontpkg_noto_serif", "fontpkg_be_vietnam_pro")
_SIGNS = frozenset(map(ord, "→≤≥≠√"))
"""Signs that the fonts lack and the one in the typesetter (Libertinus Serif) has."""
REPLACEMENT = "?"


def typeset(
    template: str, document: Any, year: int, own: Path | None = None
) -> tuple[bytes, list[Finding]]:
    """Return the PDF of a year and what is to be told of it; raises :class:`CannotGoOn`.

    Templates in the office's ``own`` folder go before ours. Characters that no font of the report
    has are replaced by a question mark and told.
    """
    with Typesetter(own) as typesetter:
        return typesetter.pdf(template, document, year)


def refused_picture(picture: Mapping[str, Any]) -> str:
    """Return why a picture, as templates take it, cannot be set; empty where it can."""
    import typst  # noqa: PLC0415 - heavy, and only what is printed needs it

    try:
        typst.compile(
            _PICTURE,
            font_paths=_fonts(),
            format="pdf",
            pdf_standards=list(STANDARDS),
            sys_inputs={"data": json.dumps(picture)},
        )
    except typst.TypstError as error:
        return " ".join(error.message.split())
    return ""


_PICTURE = b"""
#let it = json(bytes(sys.inputs.data))
#set document(title: "logo")
#image(bytes(it.data), format: it.format, alt: it.alt)
"""


def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415

    folders = [str(folder) for folder in _font_folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


class Typesetter:
    """Sets one document after another with the fonts loaded once; to be used in a ``with``."""

    def __init__(self, own: Path | None = None) -> None:
        self.own, self._stack, self._fonts = own, ExitStack(), _fonts()

    def __enter__(self) -> Self:
        """Lay the templates out."""
        self._folder = self._stack.enter_context(layered(self.own))
        return self

    def __exit__(self, *_: object) -> None:
        """Remove them."""
        self._stack.close()

    def pdf(self, template: str, document: Any, year: int) -> tuple[bytes, list[Finding]]:
        """Return a PDF and what is to be told of it, as :func:`typeset` does."""
        import typst  # noqa: PLC0415

        data, odd = _data(document)
        try:
            pdf, warnings = typst.compile_with_warnings(
                str(self._folder / template),
                root=str(self._folder),
                font_paths=self._fonts,
                format="pdf",
                pdf_standards=list(STANDARDS),
                sys_inputs={"data": data},
                timestamp=datetime(year, 12, 31, tzinfo=UTC),
            )
        except typst.TypstError as error:
            raise CannotGoOn(self._refused(template, error.message, error.diagnostic)) from None
        findings = [
            Finding("RPT004", Place(template), {"reason": warning.message}) for warning in warnings
        ]
        if odd:
            findings.append(Finding("RPT001", values={"letters": " ".join(sorted(odd))}))
        return pdf, findings

    def _refused(self, template: str, reason: str, diagnostic: str) -> Finding:
        """Return why a template cannot be set; in one of the office's own it is to be mended."""
        found = _WHERE.search(diagnostic)
        name = PurePath(found["file"]).name if found else template
        own = own_template(self.own, name)
        if own is None:
            if self.own and (self.own / OWN).is_dir():
                place = Place((self.own / OWN).as_posix())
                return Finding("RPT030", place, {"reason": f"{name}: {reason}"})
            return Finding("RPT002", Place(template), {"reason": reason})
        line, column = (int(found["line"]), int(found["column"])) if found else (None, None)
        place = Place(own.as_posix(), line=line, column=column)
        return Finding("RPT030", place, {"reason": reason})


_WHERE = re.compile(r"┌─ (?P<file>.+):(?P<line>\d+):(?P<column>\d+)")
"""Where the typesetter says that something is wrong."""


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


@cache
def _known() -> frozenset[str]:
    return frozenset(map(chr, _letters() | _SIGNS)) | {"\n", "\t"}


_USUAL = frozenset(map(chr, (*range(0x20, 0x7F), *range(0x1EA0, 0x1EFA)))) | frozenset(
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư–—‘’“”«»…·×−§°→≤≥\xa0"
)
"""Vietnamese and its signs: opening the fonts to see that they have them takes a while."""
_ESCAPED = re.compile(r'\\[^"\\nt]')
"""A letter without a sign of its own, in JSON."""


def _data(document: Any) -> tuple[str, set[str]]:
    """Return a document as JSON that the fonts can show, and the letters replaced for that."""
    odd: set[str] = set()
    data = json.dumps(document, ensure_ascii=False)
    if not _USUAL.issuperset(data) or _ESCAPED.search(data):
        data = json.dumps(_printable(document, odd), ensure_ascii=False)
    return data, odd


def _printable(value: Any, odd: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _printable(part, odd) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(part, odd) for part in value]
    if not isinstance(value, str):
        return value
    found = set(value) - _known()
    if not found:
        return value
    odd |= found
    return "".join(REPLACEMENT if letter in found else letter for letter in value)
