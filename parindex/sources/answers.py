"""Answers of a survey, a row a respondent: CSV, XLSX or Parquet, read some rows at a time."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from parindex.locale import Phrase, mark
from parindex.model.finding import Finding, Place, system_reason
from parindex.sources.guard import CUT_OFF, Refused, open_package
from parindex.sources.table import DELIMITERS

if TYPE_CHECKING:
    from pandas import DataFrame

ROWS = 50_000
"""So many rows of a file are in memory at once."""
EXTRA = "extra"
"""The column of what stands in a row beyond its last heading."""
_WHOLE = re.compile(r"-?[0-9]+\.0")


class Unreadable(Exception):  # noqa: N818 - the file is
    """A file of answers that cannot be read; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """An opened file of answers; the first row after its headings is row 2.

    ``frames`` yields the rows in order, once, with the columns of these numbers (0 is the first
    heading): texts, in columns named by their number, and :data:`EXTRA`.
    """

    file: str
    headings: Sequence[str]
    frames: Callable[[Sequence[int]], Iterator["DataFrame"]]
    sheet: str | None = None

    def place(self, row: int, column: int = 0) -> Place:
        """Return where a row stands: its line, or its cell in a workbook."""
        if self.sheet is None:
            return Place(self.file, row)
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        return Place(self.file, sheet=self.sheet, cell=f"{get_column_letter(column + 1)}{row}")


@contextmanager
def open_answers(path: Path, file: str, rows: int = ROWS) -> Iterator[AnswerFile]:
    """Open a file of answers; raises :class:`Unreadable`, while its rows are read too."""
    try:
        match path.suffix.lower():
            case ".csv" | ".txt" | ".tsv":
                with path.open(encoding="utf-8", newline="") as stream:
                    yield _csv(stream, file, rows)
            case ".xlsx" | ".xlsm":
                yield _xlsx(path, file, rows)
            case ".parquet":
                yield _parquet(path, file, rows)
            case _:
                raise _broken(file, mark("it is no CSV, XLSX or Parquet file"))
    except UnicodeError as error:
        raise Unreadable(Finding("CRI002", Place(file))) from error
    except OSError as error:
        raise Unreadable(
            Finding("CRI001", Place(file), {"reason": system_reason(error)})
        ) from error
    except Refused as error:
        raise Unreadable(Finding(error.code, Place(file), error.values)) from error


def _broken(file: str, message: str, **values: object) -> Unreadable:
    return Unreadable(Finding("RND024", Place(file), {"reason": Phrase(message, values)}))


class _Headed:
    """A stream of text whose first line is another one."""

    def __init__(self, line: str, stream: TextIO) -> None:
        self._line, self._stream = line, stream

    def read(self, size: int = -1) -> str:
        line, self._line = self._line, ""
        return line or self._stream.read(size)

    def __iter__(self) -> Iterator[str]:
        return iter(self._stream)


def _csv(stream: TextIO, file: str, rows: int) -> AnswerFile:
    """Open a table; a line too long fills the extra column instead of stopping the reading."""
    first = stream.readline().removeprefix("\ufeff")
    delimiter = max(DELIMITERS, key=first.count)
    lines = _lines(first, stream)
    try:
        headings = next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error as error:
        raise _broken(file, mark("the structure is broken")) from error
    return AnswerFile(file, headings, partial(_csv_frames, stream, file, delimiter, headings, rows))


def _lines(first: str, stream: TextIO) -> Iterator[str]:
    yield first
    yield from iter(stream.readline, "")


def _csv_frames(
    stream: TextIO,
    file: str,
    delimiter: str,
    headings: Sequence[str],
    rows: int,
    wanted: Sequence[int],
) -> Iterator["DataFrame"]:
    import pandas as pd  # noqa: PLC0415 - only rounds with a survey need it

    names = [*map(str, range(len(headings))), EXTRA]
    try:
        yield from pd.read_csv(
            cast(Any, _Headed(delimiter.join(names) + "\n", stream)),
            sep=delimiter,
            usecols=[*map(str, wanted), EXTRA],
            dtype=object,
            na_filter=False,
            index_col=False,
            skip_blank_lines=False,
            chunksize=rows,
        )
    except pd.errors.ParserError as error:
        quote = "inside string" in str(error)
        told = mark("a quote or bracket is opened and never closed")
        raise _broken(file, told if quote else mark("the structure is broken")) from error


def _xlsx(path: Path, file: str, rows: int) -> AnswerFile:
    """Open the first sheet of a workbook that the guard lets pass, and read it row by row."""
    from openpyxl import load_workbook  # noqa: PLC0415 - CSV and Parquet do not need it

    data = path.read_bytes()
    package = open_package(data)
    if package is None or not package.sheets:
        raise _broken(file, mark("it is no CSV, XLSX or Parquet file"))
    sheet, part = next(iter(package.sheets.items()))
    package.part(part)
    package.part(package.others.get("sharedStrings", ""))
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        opened = book[sheet]
        opened.reset_dimensions()
        lines = opened.iter_rows(values_only=True)
        headings = [_text(value) for value in next(lines, ())]
    except Exception as error:
        raise Refused("SUB003", reason=CUT_OFF) from error
    while headings and not headings[-1].strip():
        headings.pop()
    return AnswerFile(file, headings, partial(_frames, _texts(lines), len(headings), rows), sheet)


def _texts(lines: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    try:
        for line in lines:
            yield [*map(_text, line)]
    except Exception as error:
        raise Refused("SUB003", reason=CUT_OFF) from error


def _text(value: object) -> str:
    """Return a value as a person typed it: 5 and not 5.0, nothing for a blank."""
    if value is None or value != value:  # noqa: PLR0124 - no number
        return ""
    text = str(value)
    return text[:-2] if isinstance(value, float) and _WHOLE.fullmatch(text) else text


def _frames(
    lines: Iterator[list[str]], width: int, rows: int, wanted: Sequence[int]
) -> Iterator["DataFrame"]:
    """Yield frames of lines, what stands beyond the headings joined in the extra column."""
    import pandas as pd  # noqa: PLC0415

    names = [*map(str, wanted), EXTRA]
    blank = [""] * width
    while some := [*islice(lines, rows)]:
        even = ([*line, *blank] for line in some)
        cells = [
            [*(cells[n] for n in wanted), "".join(line[width:])]
            for cells, line in zip(even, some, strict=True)
        ]
        yield pd.DataFrame(cells, columns=names, dtype=object)


def _parquet(path: Path, file: str, rows: int) -> AnswerFile:
    try:
        import pyarrow  # noqa: PLC0415
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    except ImportError as error:
        told = mark("for Parquet say “pip install parindex[parquet]”, or save it as CSV")
        raise _broken(file, told) from error
    try:
        source = ParquetFile(path)
        headings = [*map(str, source.schema_arrow.names)]
    except pyarrow.ArrowException as error:
        raise _broken(file, mark("it is cut off or was changed")) from error

    def frames(wanted: Sequence[int]) -> Iterator["DataFrame"]:
        import pandas as pd  # noqa: PLC0415

        try:
            for batch in source.iter_batches(batch_size=rows):
                columns = {str(n): _unpacked(batch.column(n)) for n in wanted}
                yield pd.DataFrame({**columns, EXTRA: [""] * len(batch)}, dtype=object)
        except pyarrow.ArrowException as error:
            raise _broken(file, mark("it is cut off or was changed")) from error

    return AnswerFile(file, headings, frames)


def _unpacked(column: Any) -> Any:
    """Return a column of Parquet as texts, each text made once."""
    import numpy as np  # noqa: PLC0415

    packed = column.dictionary_encode(null_encoding="encode")
    texts = np.array([*map(_text, packed.dictionary.to_pylist())], dtype=object)
    return texts[packed.indices.to_numpy()]
