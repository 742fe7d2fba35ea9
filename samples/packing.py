"""Workbooks as openpyxl saves them, with the same bytes on every machine."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.workbook import Workbook


def written(book: Workbook) -> bytes:
    """Return the workbook's bytes as openpyxl saves it: without what formulas came to."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def packed(data: bytes, saved: datetime) -> bytes:
    """Return the workbook's bytes, saved at a stated time and the same on every machine."""
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "docProps/core.xml":
                part = stamped(part, saved)
            info = ZipInfo(entry.filename, (2026, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, part, compresslevel=9)
    return result.getvalue()


def stamped(core: bytes, saved: datetime) -> bytes:
    """Return the core properties with another time of saving."""
    text = f"{saved.isoformat()}Z".encode()
    part, count = re.subn(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + text, core)
    if count != 1:
        raise ValueError("the workbook does not say once when it was saved")
    return part
