"""YAML into plain values with the place of each; built on the events of PyYAML's C parser.

A subset of YAML 1.2: no anchors, aliases or tags, no second key of a name, numbers as exact
decimals, and a warning at words that YAML programs read differently.
"""

import hashlib
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

from parindex.locale import Phrase, mark, phrase
from parindex.model.criteria import Path as NodePath
from parindex.model.finding import Finding, Place, system_reason

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_TRAP = re.compile(
    r"(?i:y|yes|n|no|on|off|true|false|null)|[-+]?0[0-9]+|[-+]?[0-9]+(:[0-5]?[0-9])+|0[xob][0-9a-fA-F_]+"
    r"|[-+]?[0-9][0-9_]*_[0-9_]*|[-+]?(\.inf|\.nan)|[-+]?[0-9.]+[eE][-+]?[0-9]+"
)
_CONSTANTS: dict[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Document:
    """A file's plain value, and the place of every key and value by its path."""

    file: str
    value: object
    places: dict[NodePath, Place] = field(default_factory=dict)
    sha256: str = ""

    def place(self, path: NodePath) -> Place:
        """Return where the path stands, or the nearest thing above it that has a place."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file, 1, 1))


class _Stop(Exception):  # noqa: N818 - it stops the reading
    pass


def read_yaml(path: Path) -> tuple[Document | None, list[Finding]]:
    """Read a YAML file; no document where it cannot be read at all."""
    file = path.as_posix()
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():
            reason = phrase(mark("it is no plain file"))
            return None, [Finding("CRI001", Place(file), {"reason": reason})]
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        size = max(path.stat().st_size, len(data))
        if size > MAX_BYTES:
            values = {"size": size, "limit": MAX_BYTES}
            return None, [Finding("CRI003", Place(file), values)]
    except OSError as error:
        return None, [Finding("CRI001", Place(file), {"reason": system_reason(error)})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [Finding("CRI002", Place(file, line))]
    document, findings = parse_yaml(text, file)
    if document is not None:
        document = replace(document, sha256=hashlib.sha256(data).hexdigest())
    return document, findings


def parse_yaml(text: str, file: str) -> tuple[Document | None, list[Finding]]:
    """Read YAML text that came from ``file``."""
    text = normalize("NFC", text)
    composer = _Composer(file)
    try:
        value = composer.document(text)
    except _Stop:
        return None, composer.findings
    except UnicodeEncodeError as error:
        line = text[: error.start].count("\n") + 1
        return None, [Finding("CRI002", Place(file, line))]
    except yaml.MarkedYAMLError as error:
        said = f"{error.context or ''} {error.problem or ''}"
        spot = error.problem_mark or error.context_mark
        if "quoted scalar" in said and "end of stream" in said:
            spot = error.context_mark or spot
        place = Place(file, spot.line + 1, spot.column + 1) if spot else Place(file)
        return None, [*composer.findings, Finding("CRI004", place, {"reason": _reason(said)})]
    except yaml.YAMLError as error:
        before = text.encode()[: getattr(error, "position", 0) or 0]
        place = Place(file, before.count(b"\n") + 1)
        reason = _reason(str(getattr(error, "reason", error)))
        return None, [*composer.findings, Finding("CRI004", place, {"reason": reason})]
    return Document(file, value, composer.places), composer.findings


_REASONS = (
    ("end of stream", mark("a quote or bracket is opened and never closed")),
    (
        "cannot start any token",
        mark("a tab, or a sign that cannot begin a value; put it in quotes"),
    ),
    ("tab", mark("a tab, where only spaces can stand")),
    (
        "mapping values are not allowed",
        mark("a colon where none can stand; put the text in quotes"),
    ),
    ("could not find expected ':'", mark("a colon is missing after the key")),
    ("control characters", mark("an invisible control character")),
    ("special characters", mark("an invisible control character")),
    ("escape", mark("a backslash that means nothing between double quotes")),
    (
        "did not find expected",
        mark("a comma, bracket, dash or the indentation is wrong before this"),
    ),
)


def _reason(said: str) -> Phrase:
    """Say in our words what PyYAML's parser says."""
    message = next((message for part, message in _REASONS if part in said.lower()), None)
    return Phrase(message or mark("the structure is broken"))


def _next(loader: yaml.CSafeLoader) -> Any:
    return loader.get_event()


def _peek(loader: yaml.CSafeLoader) -> Any:
    return loader.peek_event()


class _Composer:
    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[NodePath, Place] = {}
        self.findings: list[Finding] = []
        self.nodes = 0

    def document(self, text: str) -> object:
        loader = yaml.CSafeLoader(text)
        try:
            loader.get_event()  # the start of the stream
            if loader.check_event(yaml.StreamEndEvent):
                return None
            loader.get_event()  # the start of the document
            value = self.node(loader, (), 0)
            loader.get_event()
            if not loader.check_event(yaml.StreamEndEvent):
                event = _peek(loader)
                self._find("CRI004", event, reason=phrase(mark("a second document begins (---)")))
            return value
        finally:
            loader.dispose()

    def node(self, loader: yaml.CSafeLoader, path: NodePath, depth: int) -> object:
        event = _next(loader)
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            self._find("CRI007", event, limit=MAX_DEPTH, most=MAX_NODES)
            raise _Stop
        self.places.setdefault(path, self._place(event))
        self.check_mark(event)
        if isinstance(event, yaml.AliasEvent):
            return None
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            values: list[object] = []
            while not loader.check_event(yaml.SequenceEndEvent):
                values.append(self.node(loader, (*path, len(values)), depth + 1))
            loader.get_event()
            return values
        return self.mapping(loader, path, depth)

    def check_mark(self, event: Any) -> None:
        if getattr(event, "anchor", None) or (getattr(event, "tag", None) not in {None, "!"}):
            self._find("CRI006", event)

    def mapping(self, loader: yaml.CSafeLoader, path: NodePath, depth: int) -> dict[str, object]:
        result: dict[str, object] = {}
        while not loader.check_event(yaml.MappingEndEvent):
            event = _peek(loader)
            if not isinstance(event, yaml.ScalarEvent):
                self._find("CRI004", event, reason=phrase(mark("a key that is no plain text")))
                raise _Stop
            loader.get_event()
            key = event.value
            below = (*path, key)
            self.check_mark(event)
            if not event.style and _TRAP.fullmatch(key):
                self._find("CRI008", event, value=key)
            if key in result:
                self._find("CRI005", event, key=key, first=self.places[below].line)
                self.node(loader, (*path, f"{key} (2)"), depth + 1)
                continue
            self.places[below] = self._place(event)
            result[key] = self.node(loader, below, depth + 1)
        loader.get_event()
        return result

    def scalar(self, event: Any) -> object:
        text = event.value
        if event.style:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INTEGER.fullmatch(text) and len(text) <= 30:
            return int(text)
        if _DECIMAL.fullmatch(text) and len(text) <= 40:
            return Decimal(text)
        if _TRAP.fullmatch(text):
            self._find("CRI008", event, value=text)
        return text

    def _place(self, event: Any) -> Place:
        spot = event.start_mark
        return Place(self.file, spot.line + 1, spot.column + 1)

    def _find(self, code: str, event: Any, **values: object) -> None:
        self.findings.append(Finding(code, self._place(event), values))
