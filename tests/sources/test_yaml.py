"""YAML is read strictly: what programs read differently is told, what is hostile is refused."""

import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.locale import speaker
from parindex.model.finding import Finding, Place
from parindex.sources.yaml import MAX_BYTES, parse_yaml, read_yaml

Spot = tuple[str, int | None, int | None]


def spots(findings: Sequence[Finding]) -> list[Spot]:
    return [(f.code, f.place.line, f.place.column) for f in findings]


def value_of(text: str) -> object:
    document, findings = parse_yaml(text, "a.yaml")
    assert document is not None
    assert findings == []
    return document.value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: 1", {"a": 1}),
        ("a: -3", {"a": -3}),
        ("a: 0.10", {"a": Decimal("0.10")}),
        ("a: -0.5", {"a": Decimal("-0.5")}),
        ("a: 0.30000000000000004", {"a": Decimal("0.30000000000000004")}),
        ("a: true\nb: false", {"a": True, "b": False}),
        ("a: null\nb: ~\nc:", {"a": None, "b": None, "c": None}),
        ('a: "1"', {"a": "1"}),
        ("a: 'no'", {"a": "no"}),
        ('a: "010"', {"a": "010"}),
        ("a: 1.1.2", {"a": "1.1.2"}),
        ("a: 0,5", {"a": "0,5"}),
        ("a: 90%", {"a": "90%"}),
        ("a: 2025-03-31", {"a": "2025-03-31"}),
        ("a: 2025-03-31T17:00", {"a": "2025-03-31T17:00"}),
        ("a: done / planned", {"a": "done / planned"}),
        ("a: Biểu#2", {"a": "Biểu#2"}),
        ("a: Biểu #2", {"a": "Biểu"}),
        ("a: [1, x, {b: 2}]", {"a": [1, "x", {"b": 2}]}),
        ("a:\n  - 1\n  - b: 2", {"a": [1, {"b": 2}]}),
        ("a: >-\n  một\n  hai", {"a": "một hai"}),
        ("a: [true, false, null, ~]", {"a": [True, False, None, None]}),
        ("1: x\n\"true\": z\n'no': w", {"1": "x", "true": "z", "no": "w"}),
        ("%YAML 1.2\n---\na: 1", {"a": 1}),
        ("\ufeffa: 1", {"a": 1}),
        ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
        ("", None),
        ("# nothing", None),
        ("---\n", None),
        ("- a", ["a"]),
        ("x", "x"),
    ],
)
def test_a_value_is_what_yaml_1_2_says(text: str, wanted: object) -> None:
    assert value_of(text) == wanted


def test_a_number_is_an_int_or_a_decimal_and_never_a_float() -> None:
    value = value_of("[1, 1.0, 0.1, true]")
    assert isinstance(value, list)
    assert [type(part) for part in value] == [int, Decimal, Decimal, bool]


@pytest.mark.parametrize(
    "word",
    [
        *("no", "No", "NO", "n", "yes", "Yes", "YES", "y", "Y", "on", "ON", "off", "Off"),
        *("010", "-010", "0o7", "0x1F", "0b1", "1:30", "1:30:00", "1_000", "1e3", "1.5E-3"),
        *(".inf", "-.inf", ".nan", "1e999999999", "True", "FALSE", "Null", "NULL"),
    ],
)
def test_a_word_that_programs_read_differently_is_told(word: str) -> None:
    document, findings = parse_yaml(f"a:\n  b: {word}\n", "a.yaml")
    assert document is not None
    assert document.value == {"a": {"b": word}}
    assert spots(findings) == [("CRI008", 2, 6)]
    assert f"“{word}”" in findings[0].wrong(speaker("vi"))


@pytest.mark.parametrize("word", ["no", "yes", "010", "1:30", "True"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_in_quotes_it_is_plain_text(word: str, quote: str) -> None:
    assert value_of(f"a: {quote}{word}{quote}") == {"a": word}


@pytest.mark.parametrize("word", ["no", "Yes", "on", "true", "False", "null", "010", "1:30", "1e3"])
def test_a_key_that_programs_read_differently_is_told_and_read_as_text(word: str) -> None:
    document, findings = parse_yaml(f"a: true\n{word}: false\n", "a.yaml")
    assert document is not None
    assert document.value == {"a": True, word: False}
    assert spots(findings) == [("CRI008", 2, 1)]
    assert findings[0].remedy(speaker("en")) == f'Put it in quotes: "{word}".'


@pytest.mark.parametrize(
    ("text", "english", "vietnamese"),
    [
        (
            'a: "x\n',
            "a quote or bracket is opened and never closed",
            "mở ngoặc kép hoặc ngoặc mà không đóng",
        ),
        (
            "a:\n\tb: 1\n",
            "a tab, or a sign that cannot begin a value; put it in quotes",
            "có ký tự tab, hoặc ký tự không thể đứng đầu một giá trị",
        ),
        ("a: @x\n", "a tab, or a sign that cannot begin a value", "không thể đứng đầu một giá trị"),
        ("a: 1\n\tb\n", "a tab, where only spaces can stand", "chỉ được dùng dấu cách"),
        ("a: b: c\n", "a colon where none can stand", "dấu hai chấm đặt sai chỗ"),
        ("a: 1\nb\n", "a colon is missing after the key", "thiếu dấu hai chấm"),
        ("a: x\x07\n", "an invisible control character", "ký tự điều khiển không nhìn thấy"),
        ('a: "\\q"\n', "a backslash that means nothing", "dấu gạch chéo ngược không có nghĩa"),
        (
            "a: [1\nb: 2\n",
            "a comma, bracket, dash or the indentation is wrong before this",
            "có dấu phẩy, ngoặc, gạch đầu dòng hoặc thụt lề sai",
        ),
        ("a:\n  b: 1\n c: 2\n", "the indentation is wrong before this", "thụt lề sai"),
        ("%YAML 3.0\n---\na: 1\n", "the structure is broken", "cấu trúc bị hỏng"),
        ("a: 1\n---\nb: 2\n", "a second document begins (---)", "bắt đầu một tài liệu thứ hai"),
        ("? [a, b]\n: 1\n", "a key that is no plain text", "khóa không phải là chữ thường"),
    ],
)
def test_what_cannot_be_read_is_said_in_our_words(text: str, english: str, vietnamese: str) -> None:
    (finding,) = parse_yaml(text, "a.yaml")[1]
    assert finding.code == "CRI004"
    assert finding.wrong(speaker("en")).startswith("The YAML cannot be read here: ")
    assert english in finding.wrong(speaker("en"))
    assert finding.wrong(speaker("vi")).startswith("Không đọc được YAML tại đây: ")
    assert vietnamese in finding.wrong(speaker("vi"))


DEEP_BLOCKS = "\n".join(" " * level + "a:" for level in range(60))
LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", [("CRI005", 3, 1)], id="duplicate key"),
        pytest.param(
            "a: 1\na: 2\na: 3\n", [("CRI005", 2, 1), ("CRI005", 3, 1)], id="three of a key"
        ),
        pytest.param("b: {á: 1, ố: 2, á: 1}", [("CRI005", 1, 17)], id="duplicate in short form"),
        pytest.param("a: {x: 1}\nb: {x: 1}\n", [], id="one key in two places"),
        pytest.param(
            LAUGHS,
            [
                *(("CRI006", 1, 4), ("CRI006", 2, 4), ("CRI006", 2, 8), ("CRI006", 2, 12)),
                *(("CRI006", 3, 5), ("CRI006", 3, 9)),
            ],
            id="anchors that explode",
        ),
        pytest.param("*a", [("CRI006", 1, 1)], id="an alias alone"),
        pytest.param("&a k: 1\n", [("CRI006", 1, 1)], id="an anchor at a key"),
        pytest.param("a: {b: 1}\nc: {<<: *a}\n", [("CRI006", 2, 9)], id="a merge"),
        pytest.param("a: !!str 1\n", [("CRI006", 1, 4)], id="a tag"),
        pytest.param("!!str a: 1\n", [("CRI006", 1, 1)], id="a tag at a key"),
        pytest.param(
            "a: !!python/object/apply:os.system ['ls']\n", [("CRI006", 1, 4)], id="a python tag"
        ),
        pytest.param("a:\n\tb: 1\n", [("CRI004", 2, 1)], id="a tab before a key"),
        pytest.param("a:\n  b: 1\n\tc: 2\n", [("CRI004", 3, 1)], id="a tab under spaces"),
        pytest.param('a: 1\nb: "xy\nc: 1\nd: 1\n', [("CRI004", 2, 4)], id="a quote never closed"),
        pytest.param("a: b: c\n", [("CRI004", 1, 5)], id="a second colon"),
        pytest.param("a: [1, 2\nb: 3\n", [("CRI004", 2, 2)], id="a bracket never closed"),
        pytest.param("a: {x: 1\n", [("CRI004", 2, 1)], id="a brace never closed"),
        pytest.param("? [a, b]\n: 1\n", [("CRI004", 1, 3)], id="a list as a key"),
        pytest.param("a: 1\n---\nb: 2\n", [("CRI004", 2, 1)], id="a second document"),
        pytest.param("%YAML 3.0\n---\na: 1\n", [("CRI004", 1, 1)], id="another YAML"),
        pytest.param("a: 1\nb: x\x07\n", [("CRI004", 2, None)], id="a control character"),
        pytest.param(
            "a: ắắắắắắ\nb: ắắắắắắ\nc: x\x07\nd: 1\ne: 1\nf: 1\ng: 1\n",
            [("CRI004", 3, None)],
            id="a control character after Vietnamese",
        ),
        pytest.param("[" * 200_000, [("CRI007", 1, 42)], id="200000 brackets"),
        pytest.param("{a: " * 100_000, [("CRI007", 1, 165)], id="100000 braces"),
        pytest.param("- " * 100_000, [("CRI007", 1, 83)], id="100000 hyphens"),
        pytest.param(DEEP_BLOCKS, [("CRI007", 42, 42)], id="60 levels"),
        pytest.param("- 1\n" * 210_000, [("CRI007", 200_000, 3)], id="210000 values"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, wanted: list[Spot]) -> None:
    start = time.process_time()
    _, findings = parse_yaml(text, "a.yaml")
    assert time.process_time() - start < 10
    assert spots(findings) == wanted
    assert all(finding.place.file == "a.yaml" for finding in findings)


def test_the_first_of_two_keys_counts_and_its_line_is_told() -> None:
    document, findings = parse_yaml("a: 1\nb: 2\na: {c: 3}\n", "a.yaml")
    assert document is not None
    assert document.value == {"a": 1, "b": 2}
    assert findings[0].wrong(speaker("en")) == (
        "The key “a” stands here a second time; the first is in line 1."
    )


def test_what_was_found_before_the_reading_stops_is_kept() -> None:
    document, findings = parse_yaml("a: no\na: 1\nb: [\n", "a.yaml")
    assert document is None
    assert spots(findings) == [("CRI008", 1, 4), ("CRI005", 2, 1), ("CRI004", 4, 1)]


def test_every_key_and_value_has_its_place() -> None:
    document, _ = parse_yaml("a: 1\nb:\n  - x\n  - {c: 2, ố: 3}\n", "a.yaml")
    assert document is not None
    file = "a.yaml"
    assert document.place(()) == Place(file, 1, 1)
    assert document.place(("b",)) == Place(file, 2, 1)
    assert document.place(("b", 0)) == Place(file, 3, 5)
    assert document.place(("b", 1)) == Place(file, 4, 5)
    assert document.place(("b", 1, "ố")) == Place(file, 4, 12)


def test_what_has_no_place_stands_at_what_is_above_it() -> None:
    document, _ = parse_yaml("a: 1\nb: {c: 2}\n", "a.yaml")
    assert document is not None
    assert document.place(("b", "x", "y")) == Place("a.yaml", 2, 1)
    assert document.place(("x",)) == Place("a.yaml", 1, 1)


def test_numbers_of_absurd_length_stay_text() -> None:
    limit = sys.get_int_max_str_digits()
    value = value_of(f"a: {'9' * (limit + 1)}\nb: 0.{'1' * (limit + 1)}\n")
    assert isinstance(value, dict)
    assert [type(part) for part in value.values()] == [str, str]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        pytest.param(b"a: 1\n", [], id="plain"),
        pytest.param(b"\xef\xbb\xbfa: 1\n", [], id="UTF-8 with a mark"),
        pytest.param("a: Sở\n".encode("utf-16"), [("CRI002", 1, None)], id="UTF-16"),
        pytest.param("a: 1\nb: Sở\n".encode("cp1258", "replace"), [], id="ASCII after all"),
        pytest.param(b"a: 1\nb: S\xf4\xf2\n", [("CRI002", 2, None)], id="a legacy encoding"),
        pytest.param(b"a: 1\nb: \xff\n", [("CRI002", 2, None)], id="no text"),
        pytest.param(b"PK\x03\x04", [("CRI004", 1, None)], id="an Excel file"),
        pytest.param(b"", [], id="empty"),
        pytest.param(b"a: 1\n" * 1_000_000, [("CRI003", None, None)], id="5 MB"),
    ],
)
def test_a_file_is_read_or_told_why_not(content: bytes, wanted: list[Spot], tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    start = time.process_time()
    document, findings = read_yaml(path)
    assert time.process_time() - start < 1
    assert spots(findings) == wanted
    assert (document is None) == bool(wanted)
    assert all(finding.place.file == path.as_posix() for finding in findings)


def test_a_file_of_the_greatest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\n#".ljust(MAX_BYTES, b"-"))
    document, findings = read_yaml(path)
    assert document is not None
    assert findings == []


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        document, findings = read_yaml(path)
        assert document is None
        assert spots(findings) == [("CRI001", None, None)]
        assert findings[0].wrong(speaker("vi"))


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    document, findings = parse_yaml(text, "a.yaml")
    assert document is not None or findings


@settings(max_examples=100)
@given(st.text(alphabet="ab:-[]{},\"'&*!|>#%@ \n\t01.?", max_size=40))
def test_any_yaml_like_text_is_read_or_told(text: str) -> None:
    document, findings = parse_yaml(text, "a.yaml")
    assert document is not None or findings
