"""The hash by which a run knows its inputs again."""

import hashlib
from pathlib import Path


def file_digest(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal; empty where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
