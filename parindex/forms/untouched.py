"""Whether a workbook is still as it was made, or somebody saved it since."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from parindex.forms.styles import CREATED

_PROPERTIES = "docProps/core.xml"


def is_saved_since(path: Path) -> bool:
    """Tell whether a file that stands there was saved by another program since it was made.

    Our workbooks say that they were last changed when they were created, at one stated moment; a
    spreadsheet program says when it saved. What cannot be opened is not ours.
    """
    if not path.is_file():
        return False
    try:
        with ZipFile(path) as book:
            words = book.read(_PROPERTIES)
    except (OSError, BadZipFile, KeyError):
        return True
    last = words.rpartition(b"<dcterms:modified")[2].partition(b"</")[0]
    return f">{CREATED:%Y-%m-%dT%H:%M:%S}Z".encode() not in last
