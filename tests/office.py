"""Spreadsheet programs: LibreOffice itself, and openpyxl where a test fills in a form."""

import pickle
import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.merge import MergedCellRange

LIBREOFFICE = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
"""The marks of a test that needs LibreOffice."""


class Office:
    """LibreOffice with one profile: making it anew takes as long as converting a file."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile

    def converted(self, sources: Sequence[Path], kind: str, folder: Path) -> list[Path]:
        """Return the files that LibreOffice makes of others, all in one run."""
        profile = f"-env:UserInstallation={self.profile.as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
        subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=300)
        return [folder / f"{source.stem}.{kind}" for source in sources]


def opened_book(data: bytes) -> Workbook:
    """Return a workbook of one's own as openpyxl loads it, but for the borders of merged areas.

    They are most of the loading; and of what was loaded, a copy takes a fifth of loading it again.
    """
    book = pickle.loads(_loaded(data))  # noqa: S301 - our own, of this process
    assert isinstance(book, Workbook)
    return book


@lru_cache(maxsize=16)
def _loaded(data: bytes) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MergedCellRange, "format", _without_borders)
        return pickle.dumps(load_workbook(BytesIO(data)), pickle.HIGHEST_PROTOCOL)


def _without_borders(area: MergedCellRange) -> None:
    for row, column in area.cells:
        if (row, column) != (area.min_row, area.min_col):
            area.ws._cells[row, column] = MergedCell(area.ws, row, column)
