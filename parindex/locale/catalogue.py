"""Keeps the catalogues: ``python -m parindex.locale.catalogue`` takes in new messages, compiles.

Needs Babel, which running parindex does not.
"""

import sys
from datetime import datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).parent
_MARKS = {"mark": None, "_": None}
_WRITTEN = datetime(2026, 1, 1)


def marked_messages(package: Path = LOCALE.parent) -> list[str]:
    """Return every message marked in the code, sorted."""
    found = extract_from_dir(package, keywords=_MARKS)
    return sorted({str(message) for _, _, message, _, _ in found if message})


def update(path: Path, lang: str) -> list[str]:
    """Bring a catalogue in line with the code and return the messages without a translation."""
    known: dict[str, str] = {}
    if path.exists():
        with path.open("rb") as file:
            known = {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}
    catalogue = Catalog(
        locale=lang,
        project="parindex",
        header_comment="# Texts of parindex; the message in the code is the English text.",
        creation_date=_WRITTEN,
        revision_date=_WRITTEN,
        fuzzy=False,
    )
    for message in marked_messages():
        catalogue.add(message, known.get(message, ""))
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True)
    return [str(entry.id) for entry in catalogue if entry.id and not entry.string]


def compile_catalogues(folder: Path = LOCALE) -> list[Path]:
    """Write a ``.mo`` beside every ``.po`` below ``folder`` and return the files written."""
    written = []
    for source in sorted(folder.rglob("*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as text, target.open("wb") as compiled:
            write_mo(compiled, read_po(text, abort_invalid=True))
        written.append(target)
    return written


def main() -> None:
    """Update and compile the Vietnamese catalogue; say what is not translated."""
    missing = update(LOCALE / "vi" / "LC_MESSAGES" / "parindex.po", "vi")
    compile_catalogues()
    sys.stdout.write("".join(f"{message}\n" for message in missing))


if __name__ == "__main__":
    main()
