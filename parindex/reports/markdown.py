"""A document as Markdown (CommonMark with the tables of GitHub); no text of it is markup."""

import re
from collections.abc import Iterable, Iterator

from parindex.reports.document import Bullets, Document, Facts, Heading, Paragraph, Part, Table

_MARKS = re.compile(r"[\\`*_\[\]<>#|~&$@]")
_LINKS = re.compile(r":(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
_START = re.compile(r"^(\d*)([+.)-])")
_BREAK = "<br>"


def markdown(document: Document) -> str:
    """Return the document; lines of a text are parted by ``<br>``, which every reader knows."""
    blocks = [
        _heading(1, document.label),
        _opening(document.attached),
        _heading(1, document.title),
        *([f"**{escaped(document.status)}**"] if document.status else []),
        _facts(document.facts),
        *(_part(part) for part in document.parts),
    ]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Return a text that reads as it stands inside a line of Markdown."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return _BREAK.join(
        _LINKS.sub(r"\\\g<0>", _MARKS.sub(r"\\\g<0>", line)) for line in lines if line
    )


def _opening(text: str) -> str:
    """Return a text that begins a line, without beginning a list there."""
    return _START.sub(r"\1\\\2", escaped(text))


def _heading(level: int, text: str) -> str:
    return f"{'#' * level} {escaped(text)}"


def _part(part: Part) -> str:
    match part:
        case Heading(level, text):
            return _heading(level, text)
        case Paragraph(text):
            return _opening(text)
        case Bullets(lines, title):
            shown = "\n".join(f"- {_opening(line)}" for line in lines)
            return f"**{escaped(title)}**\n\n{shown}" if title else shown
        case Facts(rows):
            return _facts(rows)
        case Table():
            return "\n".join(_table(part))


def _facts(rows: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"- **{escaped(about)}:** {escaped(text)}" for about, text in rows)


def _table(table: Table) -> Iterator[str]:
    yield _row(table.heads)
    columns = range(len(table.heads))
    yield _line("---:" if column in table.figures else "---" for column in columns)
    yield from (_row(row) for row in table.rows)


def _row(cells: tuple[str, ...]) -> str:
    return _line(escaped(cell) for cell in cells)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
