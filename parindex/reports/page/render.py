"""Sets data by the templates of the page: the office's own go before ours.

An own template reaches ours as ``parindex/NAME``: it may extend it and change a block. Templates
come with the folder of a round, so they run in jinja2's sandbox.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from parindex.model.finding import CannotGoOn, Finding, Place
from parindex.reports.template import OURS, OWN

FOLDER = "page"
PAGE, STYLE, SCRIPT = "page.html.j2", "page.css", "page.js"


def rendered(content: Mapping[str, Any], own: Path | None) -> str:
    """Return the page; raises :class:`CannotGoOn` where the office's template cannot be used."""
    folder = own / OWN / FOLDER if own else None
    loader = _loader(folder)
    environment = _environment(loader)
    try:
        style = environment.get_template(STYLE).render(colours=content["colours"])
        script = loader.get_source(environment, SCRIPT)[0]  # no template: its braces mean others
        return environment.get_template(PAGE).render(
            content,
            style=Markup(style),  # noqa: S704 - templates are trusted as far as the sandbox goes
            script=Markup(script),  # noqa: S704
            policy=policy(style, script),
        )
    except Exception as error:
        if folder is None or (finding := _refused(error, folder)) is None:
            raise
        raise CannotGoOn(finding) from None


def policy(style: str, script: str) -> str:
    """Return what the page may do: run this script and this style, show pictures it holds."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def embedded(data: Any) -> Markup:
    """Return data as JSON that no parser of HTML or script takes for anything else."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - every sign of HTML is escaped


_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def _loader(folder: Path | None) -> ChoiceLoader:
    ours = FileSystemLoader(OURS / FOLDER)
    own = [FileSystemLoader(folder)] if folder else []
    return ChoiceLoader([*own, ours, PrefixLoader({"parindex": ours})])


def _environment(loader: ChoiceLoader) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=lambda name: name is None or ".html" in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _refused(error: Exception, folder: Path) -> Finding | None:
    """Return what is wrong with which line of the office's templates, if it is one of them."""
    places = [place for place in _places(error, folder) if Path(place[0]).is_relative_to(folder)]
    if not places:
        return None
    file, line = places[-1]
    reason = " ".join(str(error).split()) or type(error).__name__
    return Finding("RPT030", Place(Path(file).as_posix(), line=line), {"reason": reason})


def _places(error: Exception, folder: Path) -> Iterator[tuple[str, int | None]]:
    """Yield the files and lines an error passed through, as the templates have them."""
    for frame in extract_tb(error.__traceback__):
        yield frame.filename, frame.lineno
    if isinstance(error, TemplateSyntaxError) and error.filename:
        yield error.filename, error.lineno
    if isinstance(error, UnicodeDecodeError):
        yield from ((str(path), None) for path in sorted(folder.rglob("*")) if not _is_text(path))


def _is_text(path: Path) -> bool:
    try:
        if path.is_file():
            path.read_text(encoding="utf-8")
    except ValueError:
        return False
    return True
