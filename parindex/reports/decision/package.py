"""The package (ZIP) of a Word document with the same bytes on every machine."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CREATED = (2000, 1, 1, 0, 0, 0)
"""When every part, and the document itself, says it was made."""


def packed(data: bytes) -> bytes:
    """Return the package with every part at one time, in the order of the parts' names.

    What the parts are stands first, as programs expect it.
    """
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(buffer, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (not name.startswith("["), name)):
            info = ZipInfo(name, CREATED)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            target.writestr(info, source.read(name), compresslevel=9)
    return buffer.getvalue()
