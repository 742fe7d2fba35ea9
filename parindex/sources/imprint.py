"""The office's own folder ``report`` in a round: report.yaml and the logo it names."""

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place, system_reason
from parindex.model.imprint import Imprint

FOLDER, FILE = "report", "report.yaml"
_PICTURES = {".svg", ".png", ".jpg", ".jpeg"}
_MOST_BYTES = 2_000_000


def read_imprint(round_folder: Path) -> tuple[Imprint | None, list[Finding]]:
    """Read what a round's office states; nothing of its own where it has no such file.

    There is none where the file cannot be read or used.
    """
    path = round_folder / FOLDER / FILE
    if not path.exists():
        return Imprint(parindex=1), []
    from parindex.sources.criteria import validated  # noqa: PLC0415 - most rounds have no such file
    from parindex.sources.yaml import read_yaml  # noqa: PLC0415

    document, findings = read_yaml(path)
    if document is None:
        return None, findings
    imprint, more = validated(Imprint, document.value, document)
    findings += more
    if imprint is None:
        return None, findings
    if imprint.logo:
        place = document.place(("logo", "file"))
        findings += _logo(path.parent / imprint.logo.file, imprint.logo.file, place)
    contrast = contrast_on_white(imprint.colours.accent)
    if contrast < 4.5:
        values = {"colour": imprint.colours.accent, "contrast": f"{contrast:.1f}"}
        findings.append(Finding("RPT032", document.place(("colours", "accent")), values))
    return imprint, findings


def untranslated(imprint: Imprint, lang: str) -> list[Finding]:
    """Return that texts are printed in Vietnamese in an English report."""
    keys = [] if lang == "vi" else list(dict.fromkeys(_vietnamese_only(imprint.model_dump(), "")))
    return [Finding("RPT035", Place(f"{FOLDER}/{FILE}"), {"keys": keys})] if keys else []


def _vietnamese_only(value: object, at: str) -> Iterator[str]:
    """Yield the keys under which a text stands in Vietnamese alone."""
    if isinstance(value, tuple):
        for part in value:
            yield from _vietnamese_only(part, at)
    elif isinstance(value, dict) and value.keys() == {"vi", "en"}:
        if not value["en"]:
            yield at
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _vietnamese_only(part, f"{at}.{key}" if at else key)


def _logo(path: Path, name: str, place: Place) -> list[Finding]:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        return [Finding("RPT031", place, {"name": name, "reason": system_reason(error)})]
    if path.suffix.lower() not in _PICTURES:
        reason = phrase(mark("it is no SVG, PNG or JPEG file"))
    elif len(data) > _MOST_BYTES:
        reason = phrase(mark("it is larger than 2 MB"))
    elif not _is_picture(path.suffix.lower(), data):
        reason = phrase(mark("its content is another than its name says"))
    else:
        return []
    return [Finding("RPT031", place, {"name": name, "reason": reason})]


def _is_picture(suffix: str, data: bytes) -> bool:
    """Tell whether a file begins as its name says; an SVG must be XML as a whole."""
    if suffix != ".svg":
        return data.startswith(_BEGINNINGS[suffix])
    try:
        data.decode("utf-8-sig")
        expat.ParserCreate().Parse(data, True)
    except (UnicodeDecodeError, expat.ExpatError):
        return False
    return b"<svg" in data


_BEGINNINGS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}


def contrast_on_white(colour: str) -> float:
    """Return the contrast of a colour (``#1F4E79``) with white, 1 to 21 (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
