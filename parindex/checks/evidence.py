"""What the documents that a unit names must satisfy: whole, of the year, to be found; pure."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from parindex.locale import Phrase, mark, phrase
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding
from parindex.model.submission import Answer, Evidence, Spot
from parindex.model.text import name_key

Find = Callable[..., Finding]
"""``find(code, item, spot, **values)``: a finding at a cell of the document."""
Documents = Mapping[str, Sequence[Evidence]]
"""By item code, what a unit names; in the order of the set."""


class Span(NamedTuple):
    """The first and the last day of which a document can be evidence."""

    first: date
    last: date


def span_of(year: int, deadline: date | None) -> Span:
    """Return the days of the year assessed, and those after it up to the round's deadline.

    Reports on a year are written in the next one. Without a round they are of any day of it.
    """
    last = deadline or date(year + 1, 12, 31)
    return Span(date(year, 1, 1), max(last, date(year, 12, 31)))


def check_evidence(
    criteria: CriteriaSet,
    documents: Documents,
    answers: Mapping[str, Answer],
    span: Span,
    find: Find,
) -> Iterator[Finding]:
    """Yield what is wrong with the documents of a unit, each by itself and laid side by side."""
    for item, named in documents.items():
        declared = [v for v in answers[item].values.values() if isinstance(v, datetime)]
        for document in named:
            if not (document.number and document.day and document.issuer):
                yield from _lacking(item, document, find)
            if not _is_within(document.day, span):
                yield from _dated(item, document, span, declared, find)
            if document.file:
                yield from _links(item, document, find)
    yield from _shared(criteria, documents, find)
    yield from _numbers(documents, find)


_WANTED = {
    "number": mark("number and symbol"),
    "day": mark("date of issue"),
    "issuer": mark("issuer"),
}


def _lacking(item: str, document: Evidence, find: Find) -> Iterator[Finding]:
    """Yield which fields a document lacks; a page on the web needs no more than its address."""
    if not document:
        return
    lacking = [name for name in _WANTED if not getattr(document, name)]
    if len(lacking) == len(_WANTED) and any(map(_is_link, parts(document.file))):
        return
    fields = [Phrase(_WANTED[name]) for name in lacking]
    yield find("EVI003", item, document.spot(lacking[0]), fields=fields)


def _is_within(day: datetime | str | None, span: Span) -> bool:
    return not isinstance(day, datetime) or span.first <= day.date() <= span.last


def _dated(
    item: str, document: Evidence, span: Span, declared: Collection[datetime], find: Find
) -> Iterator[Finding]:
    """Yield that a document is not of the time assessed; a date the rule scores is left to it."""
    day = document.day
    if isinstance(day, datetime) and all(day.date() != moment.date() for moment in declared):
        values = {"day": day.date(), "first": span.first, "last": span.last}
        yield find("EVI004", item, document.spot("day"), **values)


def _links(item: str, document: Evidence, find: Find) -> Iterator[Finding]:
    for part in parts(document.file):
        if ":" not in part and part[:4].casefold() not in {"http", "www."}:
            continue
        if _OTHER_LINK.match(part) or (_WEB.match(part) and not _is_link(part)):
            yield find("EVI009", item, document.spot("file"), link=part[:120])


_OTHER_LINK = re.compile(
    r"(?!https?:)[a-z][a-z0-9+.-]+://|(?:file|ftp|mailto|javascript|vbscript|data):", re.IGNORECASE
)
_WEB = re.compile(r"https?\b|www\.", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)[^\s/.]+\.\S+", re.IGNORECASE)


def _is_link(text: str) -> bool:
    return _LINK.match(text) is not None


@lru_cache(1000)
def parts(text: str) -> tuple[str, ...]:
    """Return the files and links that a cell names, one a line or parted by semicolons."""
    return tuple(part for part in map(str.strip, text.replace("\n", ";").split(";")) if part)


def _shared(criteria: CriteriaSet, documents: Documents, find: Find) -> Iterator[Finding]:
    """Yield the files that are named for items of different criteria, each once."""
    named: dict[str, list[tuple[str, str, Spot]]] = {}
    for item, several in documents.items():
        for document in several:
            for part in parts(document.file):
                spot = (part, item, document.spot("file"))
                named.setdefault(part.casefold().replace("\\", "/"), []).append(spot)
    for spots in named.values():
        if len(spots) == 1:
            continue
        items = list(dict.fromkeys(item for _, item, _ in spots))
        if len({_above(criteria, item) for item in items}) > 1:
            part, item, place = spots[0]
            yield find("EVI005", item, place, file=part[:120], items=items)


def _above(criteria: CriteriaSet, item: str) -> str:
    """Return the code of the criterion that an item belongs to; an area may be an item itself."""
    above = criteria.nodes[item].ancestors
    return above[-1].code if above else item


def _numbers(documents: Documents, find: Find) -> Iterator[Finding]:
    """Yield the numbers under which documents of different dates or issuers stand, each once.

    A number without a symbol («12») is not compared: each office counts from 1.
    """
    named: dict[str, list[tuple[str, Evidence]]] = {}
    for item, several in documents.items():
        for document in several:
            if "/" in document.number:
                key = "".join(document.number.casefold().split())
                named.setdefault(key, []).append((item, document))
    for spots in named.values():
        item, first = spots[0]
        other = next(((i, d) for i, d in spots[1:] if _differ(first, d)), None)
        if other is not None:
            values = {"number": first.number, "one": _described(item, first)}
            values["other"] = _described(*other)
            yield find("EVI006", other[0], other[1].spot("number"), **values)


def _differ(one: Evidence, other: Evidence) -> bool:
    days = {document.day for document in (one, other) if isinstance(document.day, datetime)}
    issuers = {_office(document.issuer) for document in (one, other) if document.issuer}
    return len(days) > 1 or len(issuers) > 1


def _described(item: str, document: Evidence) -> Phrase:
    values = {"item": item, "day": document.day or "–", "issuer": document.issuer or "–"}
    return phrase(mark("{item}: {day}, {issuer}"), **values)


_SHORT = {"uỷ": "ủy", "ủy ban nhân dân": "ubnd", "hội đồng nhân dân": "hđnd"}


def _office(issuer: str) -> str:
    """Return what the usual ways to write an office's name share."""
    key = name_key(issuer)
    for long, short in _SHORT.items():
        key = key.replace(long, short)
    return key


_ENDINGS = frozenset(
    {"pdf", "doc", "docx", "xls", "xlsx", "xlsm", "xlsb", "csv", "ppt", "pptx", "odt", "ods", "odp"}
    | {"rtf", "txt", "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic", "mp3"}
    | {"mp4", "zip", "rar", "7z", "eml", "msg", "htm", "html", "xml"}
)
"""How names of files end; a text that ends otherwise («xem phụ lục») names none."""


def file_names(document: Evidence) -> list[str]:
    """Return the names of the files, without folders, that a document is said to be in."""
    found = []
    for part in parts(document.file):
        name = part.replace("\\", "/").rpartition("/")[2].strip()
        _, dot, ending = name.rpartition(".")
        if (
            dot
            and ending.casefold() in _ENDINGS
            and not (_WEB.match(part) or _OTHER_LINK.match(part))
        ):
            found.append(name)
    return found


def file_key(name: str) -> str:
    """Return what two spellings of a file's name share: NFC, no case."""
    return unicodedata.normalize("NFC", name).casefold()


def check_files(documents: Documents, present: Iterable[str], find: Find) -> Iterator[Finding]:
    """Yield the named files that are not among those that came with the form."""
    keys = {file_key(name) for name in present}
    for item, several in documents.items():
        for document in several:
            for name in file_names(document):
                if file_key(name) not in keys:
                    yield find("EVI007", item, document.spot("file"), file=name[:120])
