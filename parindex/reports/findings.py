"""Findings for machines: JSON, JSON lines, GitHub annotations, SARIF, JUnit; a function each."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from string import Formatter
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from parindex import __version__
from parindex.locale import Say, mark
from parindex.model.codes import KINDS
from parindex.model.finding import Finding, Place, Severity
from parindex.reports.documents import finding_record, findings_bytes
from parindex.reports.view import sentence


@dataclass(frozen=True, slots=True)
class Findings:
    """What is written: findings, the files that were looked at, and the language."""

    findings: Sequence[Finding]
    files: Sequence[str]
    say: Say
    lang: str


def as_json(found: Findings) -> str:
    """Return a JSON list, a line a finding."""
    return findings_bytes(found.findings, found.say, found.lang).decode()


def as_json_lines(found: Findings) -> str:
    """Return a JSON object a line."""
    records = (finding_record(finding, found.say, found.lang) for finding in found.findings)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(found: Findings) -> str:
    """Return workflow commands that GitHub Actions shows beside the lines they speak of."""

    def lines() -> Iterator[str]:
        for finding in found.findings:
            place = finding.place
            spot = {"file": place.file, "line": place.line, "col": place.column}
            head = {**{key: value for key, value in spot.items() if value}, "title": finding.code}
            properties = ",".join(f"{key}={_escaped(str(v), ',:')}" for key, v in head.items())
            cell = f"[{within}] " if (within := _within(place)) else ""
            message = _escaped(cell + sentence(finding, found.say))
            yield f"::{_GITHUB[finding.severity]} {properties}::{message}\n"

    return "".join(lines())


def _within(place: Place) -> str:
    """Return sheet and cell, for which formats made for lines have no words."""
    return str(replace(place, file="")) if place.sheet or place.cell else ""


def _escaped(text: str, more: str = "") -> str:
    for letter in "%\r\n" + more:
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


_PAGE = mark("See docs/findings.md#{code}.")
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_sarif(found: Findings) -> str:
    """Return a SARIF 2.1.0 log (OASIS standard) of one run."""
    rules = [
        {
            "id": code,
            "shortDescription": {"text": in_general(KINDS[code].wrong, found.say)},
            "fullDescription": {"text": found.say(KINDS[code].why)},
            "defaultConfiguration": {"level": _SARIF_LEVELS[Severity(KINDS[code].severity)]},
            "help": {"text": _help(code, found.say)},
        }
        for code in sorted({finding.code for finding in found.findings})
    ]
    driver = {"name": "parindex", "semanticVersion": __version__, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(finding, found.say) for finding in found.findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _help(code: str, say: Say) -> str:
    return f"{in_general(KINDS[code].remedy, say)} {say(_PAGE, code=code.lower())}"


def in_general(template: str, say: Say) -> str:
    """Say what holds for every finding of a kind, with an ellipsis for what one alone has."""
    names = [name for _, name, _, _ in Formatter().parse(template) if name]
    return say(template, **dict.fromkeys(names, "…"))


def _sarif_result(finding: Finding, say: Say) -> dict[str, Any]:
    place = finding.place
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": sentence(finding, say)},
    }
    if place.file:
        where: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
        if place.line:
            where["region"] = {"startLine": place.line, "startColumn": place.column or 1}
        location: dict[str, Any] = {"physicalLocation": where}
        if within := _within(place):
            location["logicalLocations"] = [{"fullyQualifiedName": within}]
        result["locations"] = [location]
    if finding.ignored:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.ignored}]
    return result


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(file, errors="surrogateescape")


def as_junit(found: Findings) -> str:
    """Return JUnit XML: a test case a file, which fails where a finding is an error.

    Warnings and notes stand in the case's output.
    """
    suite = ElementTree.Element("testsuite", name="parindex")
    failures = 0
    for file in dict.fromkeys([*found.files, *(finding.place.file for finding in found.findings)]):
        case = ElementTree.SubElement(
            suite, "testcase", classname="parindex", name=_printable(file or "-")
        )
        mine = [finding for finding in found.findings if finding.place.file == file]
        errors = [finding for finding in mine if finding.severity is Severity.ERROR]
        if errors:
            failures += 1
            first = f"{errors[0].code} {errors[0].place}"
            failure = ElementTree.SubElement(case, "failure", message=_printable(first))
            failure.text = _listed(errors, found.say)
        if rest := [finding for finding in mine if finding not in errors]:
            ElementTree.SubElement(case, "system-out").text = _listed(rest, found.say)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(failures))
    suite.set("errors", "0")
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _listed(findings: Sequence[Finding], say: Say) -> str:
    lines = (f"{f.place}: {f.code}: {sentence(f, say)}" for f in findings)
    return _printable("\n".join(lines))


_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _printable(text: str) -> str:
    """Put a mark in place of what XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


WRITERS: dict[str, Callable[[Findings], str]] = {
    "json": as_json,
    "jsonl": as_json_lines,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}
"""How findings are written, by the name of the format."""
