"""Publications put in place together: all that was asked for is there anew, or all as it was."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from parindex.model.finding import CannotGoOn, Finding, Place, system_reason

_DRAFT = ".next"
RECORD = "report.json"
"""What the reports made that stand in a folder: by file its product and hash (SHA-256)."""


class Placing:
    """A folder of publications that is being written anew; to be used in a ``with``.

    What was made stands in a folder beside until all of it is; then it is moved, and what an
    earlier report made of the same products and this one did not is removed, unless somebody
    changed it since.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self._draft = folder, folder / _DRAFT
        self._made: dict[str, dict[str, str]] = {}

    def __enter__(self) -> "Placing":
        """Begin with nothing made."""
        shutil.rmtree(self._draft, ignore_errors=True)
        return self

    def add(self, product: str, path: str, data: bytes) -> None:
        """Write a file that stands ready; raises :class:`CannotGoOn`."""
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise CannotGoOn(_refused(Path(path).name, OSError(path)))
        target = self._draft / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError as error:
            raise CannotGoOn(_refused(target.name, error)) from None
        self._made[path] = {"product": product, "sha256": hashlib.sha256(data).hexdigest()}

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Move all into place, or remove it where something went wrong."""
        try:
            if kind is None:
                self._move()
        finally:
            shutil.rmtree(self._draft, ignore_errors=True)

    @property
    def count(self) -> int:
        """Return how many files were made."""
        return len(self._made)

    def _move(self) -> None:
        for path in self._made:
            target = self.folder / path
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                (self._draft / path).replace(target)
            except OSError as error:
                raise CannotGoOn(_refused(target.name, error)) from None

    def record(self, complete: Iterable[str]) -> None:
        """Note what was made, after it was moved; of ``complete`` products nothing else stays."""
        file, whole = self.folder / RECORD, set(complete)
        former = _read(file)
        for path, entry in former.items():
            if entry.get("product") in whole and path not in self._made:
                _remove(self.folder / path, entry.get("sha256", ""))
        kept = {path: e for path, e in former.items() if e.get("product") not in whole}
        text = json.dumps(dict(sorted({**kept, **self._made}.items())), indent=1) + "\n"
        with suppress(OSError):
            file.write_text(text, encoding="utf-8", newline="\n")


def _read(file: Path) -> Mapping[str, dict[str, str]]:
    with suppress(OSError, ValueError):
        found = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return {p: e for p, e in found.items() if isinstance(e, dict) and ".." not in p}
    return {}


def _remove(path: Path, digest: str) -> None:
    """Remove a file that is still as a report wrote it."""
    with suppress(OSError):
        if hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            path.unlink()


def _refused(name: str, error: OSError) -> Finding:
    return Finding("RPT003", Place(name), {"name": name, "reason": system_reason(error)})
