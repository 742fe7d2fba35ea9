"""Fills the template of the decision, ours or the office's own, in as a Word document."""

import re
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from traceback import walk_tb
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from parindex.locale import mark, phrase, visible
from parindex.model.finding import CannotGoOn, Finding, Place
from parindex.reports.decision.package import CREATED, packed
from parindex.reports.decision.words import decision_words
from parindex.reports.publication import Publication
from parindex.reports.template import own_template, template

TEMPLATE = "decision.docx"
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def decision_docx(publication: Publication) -> bytes:
    """Return the draft decision; the same result gives the same bytes.

    Raises :class:`CannotGoOn` with RPT030 where the office's own template cannot be used.
    """
    path = template(publication.own, TEMPLATE)
    word = _Template(str(path))
    try:
        word.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, etree.LxmlError):
        raise CannotGoOn(_refused(path, phrase(mark("it is no Word document (.docx)")))) from None
    words = _literal(decision_words(publication))
    try:
        word.render(words, _environment())
    except Exception as error:  # a template is a program of the office's, and may raise anything
        if path != own_template(publication.own, TEMPLATE):
            raise
        raise CannotGoOn(_refused(path, word.said(error))) from None
    _finish(word, publication.lang)
    buffer = BytesIO()
    word.save(buffer)
    return packed(buffer.getvalue())


def _refused(path: Path, reason: object) -> Finding:
    return Finding("RPT030", Place(path.as_posix()), {"reason": reason})


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template that knows which of its lines is being filled in."""

    source = ""

    def render_xml_part(
        self, src_xml: str, part: object, context: Mapping[str, Any], jinja_env: object = None
    ) -> str:
        """Fill in a part of the document."""
        self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        return str(super().render_xml_part(src_xml, part, context, jinja_env))

    def fix_tables(self, xml: str) -> etree._Element:
        """Return the document with the columns of each table as wide as its cells say."""
        tree = etree.fromstring(xml.encode(), etree.XMLParser(huge_tree=True))
        for table in tree.iter(qn("w:tbl")):
            _columns(table)
        return tree

    def said(self, error: Exception) -> str:
        """Return what is wrong, with the text of the line where it is."""
        line = getattr(error, "lineno", None) or next(
            (
                number
                for frame, number in reversed(list(walk_tb(error.__traceback__)))
                if frame.f_code.co_filename == "<template>"
            ),
            0,
        )
        lines = self.source.split("\n")
        text = re.sub(r"<[^>]*>", "", lines[line - 1] if 0 < line <= len(lines) else "").strip()
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return f"{reason} (“{text}”)" if text else reason


def _columns(table: etree._Element) -> None:
    """Give the grid the widths of the longest row; the widest takes what is left of the table.

    A loop over cells leaves the grid of the template behind, and LibreOffice goes by the grid.
    """
    rows = [row.findall(qn("w:tc")) for row in table.findall(qn("w:tr"))]
    longest: list[etree._Element] = max(rows, key=len, default=[])
    widths = [_width(cell) for cell in longest]
    grid, whole = table.find(qn("w:tblGrid")), table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    if grid is None or not widths or not all(widths) or any(len(r) != len(longest) for r in rows):
        return
    if whole is not None and whole.get(qn("w:type")) == "dxa":
        widest = widths.index(max(widths))
        left = int(whole.get(qn("w:w"), 0)) - sum(widths) + widths[widest]
        widths[widest] = left if left > 0 else widths[widest]
    for column in list(grid):
        grid.remove(column)
    for place, width in enumerate(widths):
        etree.SubElement(grid, qn("w:gridCol"), {qn("w:w"): str(width)})
        for row in rows:
            size = row[place].find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
            if size is not None:
                size.set(qn("w:w"), str(width))


def _width(cell: etree._Element) -> int:
    size = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    return int(size.get(qn("w:w"), 0)) if size is not None else 0


def _literal(value: Any) -> Any:
    """Return data whose texts stand for themselves, whatever signs are in them."""
    if isinstance(value, Mapping):
        return {key: _literal(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_literal(part) for part in value]
    if not isinstance(value, str):
        return value
    legible = _NOT_XML.sub("\ufffd", visible(value))
    return Markup(str(escape(legible)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704


_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Besides control characters, what no XML document may hold (XML 1.0, 2.2)."""


def _finish(word: DocxTemplate, lang: str) -> None:
    """State the language of the text, and times that are the same on every run."""
    for element in word.docx.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), LANGUAGES[lang])
    core = word.docx.core_properties
    core.created = core.modified = datetime(*CREATED)
    core.language = LANGUAGES[lang]
