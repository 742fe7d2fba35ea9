"""The catalogue of findings: every code whole, in order, and in use."""

import ast
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from string import Formatter

import pytest

import parindex
from parindex.locale import phrase, speaker
from parindex.model.codes import KINDS, Kind
from parindex.model.finding import CannotGoOn, Finding, Place, Severity

PACKAGE = Path(parindex.__file__).parent
FAMILIES = ("CRI", "RND", "SUB", "EVI", "SCO", "RPT")


def is_code(text: object) -> bool:
    return isinstance(text, str) and len(text) == 6 and text[:3] in FAMILIES and text[3:].isdigit()


def codes_named() -> Iterator[tuple[str, str]]:
    """Yield every code named in the package outside its catalogue, with the file."""
    for file in sorted(PACKAGE.rglob("*.py")):
        if file.parent.name == "codes":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and is_code(node.value):
                yield str(node.value), file.name


def places_in(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_every_kind_is_whole(kind: Kind) -> None:
    assert is_code(kind.code)
    assert Severity(kind.severity).weight in {1, 2, 3}
    assert kind.wrong.endswith(".")
    assert kind.remedy.endswith(".")
    assert not kind.expected.endswith(".")
    for template in (kind.wrong, kind.expected, kind.remedy):
        assert template == template.strip()
        assert all(name.isidentifier() for name in places_in(template))


def test_keys_are_the_codes() -> None:
    assert [kind.code for kind in KINDS.values()] == list(KINDS)


def test_codes_stand_in_order_family_by_family() -> None:
    families = [(name, list(codes)) for name, codes in groupby(KINDS, key=lambda code: code[:3])]
    assert [name for name, _ in families] == list(FAMILIES)
    for _, codes in families:
        assert codes == sorted(set(codes))


def test_every_code_in_the_code_is_in_the_catalogue() -> None:
    unknown = [(code, file) for code, file in codes_named() if code not in KINDS]
    assert not unknown


def test_every_code_of_the_catalogue_is_used() -> None:
    assert sorted(KINDS.keys() - {code for code, _ in codes_named()}) == []


def test_an_unknown_code_is_a_bug() -> None:
    with pytest.raises(KeyError, match="CRI999"):
        Finding("CRI999")


def test_a_finding_speaks_both_languages() -> None:
    finding = Finding("CRI023", values={"code": "1", "sum": phrase("{n}", n=1), "max": 2})
    assert finding.severity is Severity.ERROR
    assert finding.wrong(speaker("en")) == "The maxima under “1” add up to 1."
    assert finding.wrong(speaker("vi")) != finding.wrong(speaker("en"))
    assert finding.expected(speaker("en")) == "2, the maximum of “1”"


def test_a_value_nobody_gave_is_a_bug() -> None:
    with pytest.raises(KeyError, match="sum"):
        Finding("CRI023", values={"code": "1"}).wrong(speaker("vi"))


def test_severities_weigh_in_order() -> None:
    assert [s.weight for s in (Severity.ERROR, Severity.WARNING, Severity.INFO)] == [3, 2, 1]


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Place(), ""),
        (Place("a.yaml"), "a.yaml"),
        (Place("a.yaml", 3), "a.yaml:3"),
        (Place("a.yaml", 3, 7), "a.yaml:3:7"),
        (Place("a.xlsx", sheet="Form", cell="D7"), "a.xlsx [Form!D7]"),
        (Place("a\n\x1b[31mb.xlsx"), "a\ufffd\ufffd[31mb.xlsx"),
        (Place("a.xlsx", sheet="Tờ\t\x1b1"), "a.xlsx [Tờ\t\ufffd1]"),
        (Place("a.xlsx", sheet="Form"), "a.xlsx [Form]"),
        (Place(sheet="Form", cell="D7"), "Form!D7"),
    ],
)
def test_a_place_is_written_as_people_look_for_it(place: Place, written: str) -> None:
    assert str(place) == written


def test_what_stops_the_work_carries_its_findings() -> None:
    findings = (Finding("CRI009", Place("a.yaml", 1, 1)), Finding("CRI001", Place("b.yaml")))
    error = CannotGoOn(*findings)
    assert error.findings == findings
    assert str(error) == "CRI009 a.yaml:1:1, CRI001 b.yaml"
