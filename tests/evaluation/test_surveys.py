"""Surveys: from raw answers to the values of items, the report, and all that is not counted."""

import csv
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pandas as pd
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pyarrow.parquet import write_table

from parindex.evaluation.rounds import evaluate
from parindex.evaluation.surveys import Surveyed, surveyed
from parindex.model.finding import Place
from parindex.model.rule import Outcome
from parindex.model.surveyed import Why
from parindex.reports.outputs import write_results
from parindex.reports.survey import dropped_csv, survey_csv
from parindex.sources.questionnaire import read_questionnaire
from parindex.sources.round import RoundFolder
from parindex.sources.surveys import count_answers
from tests.evaluation.made_surveys import PAGES, ROUND, count, make, page_files, score, told

PAGE = page_files()
QUESTIONNAIRE, ANSWERS = PAGE["questionnaire.yaml"], PAGE["answers.csv"]
HEAD = ANSWERS.splitlines()[0]


def lines(data: bytes) -> list[list[str]]:
    return [*csv.reader(StringIO(data.decode("utf-8-sig")))][1:]


@pytest.mark.parametrize("page", [PAGES / "surveys.md", PAGES / "vi" / "surveys.md"])
def test_the_page_is_true(tmp_path: Path, page: Path) -> None:
    opened = make(tmp_path / "round", page_files(page))
    found = surveyed(opened)
    assert told(found) == [
        "RND062 answers.csv:12",
        "RND065 answers.csv:11",
        "RND066 answers.csv:10",
        "RND067 answers.csv:6",
        "RND069 units.csv:3",
    ]
    one, two = score(opened, found, "X1", "1.1"), score(opened, found, "X1", "1.2")
    assert (one.points, two.points) == (Fraction(17, 10), Fraction(8, 5))
    assert {score(opened, found, "X2", item).outcome for item in ("1.1", "1.2")} == {
        Outcome.MISSING
    }
    held = found.supplied["X1"]["1.1"]
    assert {name: int(n) for name, n in held.values.items() if n} == {  # type: ignore[arg-type]
        "people_a": 2, "people_b": 1, "people_d": 1, "people_e": 1, "leaders_b": 1, "leaders_c": 1,
    }  # fmt: skip
    assert held.places["people_a"] == Place("answers.csv", cell="c1")
    assert lines(survey_csv(found.lines))[:5] == [
        ["questionnaire.yaml", "XA", "X1", "1.1", "people", "4", "1", "65.00", "46.31", "", ""],
        ["questionnaire.yaml", "XA", "X1", "1.1", "leaders", "2", "0", "40.00", "39.20", "", ""],
        ["questionnaire.yaml", "XA", "X1", "1.1", "", "6", "1", "56.67", "33.53", "", ""],
        ["questionnaire.yaml", "XA", "X1", "1.2", "people", "4", "0", "80.00", "22.63", "", ""],
        ["questionnaire.yaml", "XA", "X1", "1.2", "", "4", "0", "80.00", "22.63", "", ""],
    ]
    assert [line[1:] for line in lines(dropped_csv(found.drops))] == [
        ["c1", "unknown_unit", "1"],
        ["c1", "respondent_twice", "1"],
        ["c2", "unknown_unit", "1"],
        ["c2", "respondent_twice", "1"],
        ["c2", "group_not_asked", "2"],
        ["c2", "blank", "1"],
        ["c2", "off_scale", "1"],
    ]
    assert set(found.hashes) == {"questionnaire.yaml", "answers.csv"}
    assert all(len(sha) == 64 for sha in found.hashes.values())


def edited(*edits: tuple[str, str]) -> str:
    text = QUESTIONNAIRE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_small_sample_can_be_scored(tmp_path: Path) -> None:
    small = edited(("minimum: 4\n", "minimum: 4\nsmall_sample: score\n"))
    opened = make(tmp_path / "round", {"questionnaire.yaml": small})
    found = surveyed(opened)
    assert "RND069 units.csv:3" in told(found)
    assert score(opened, found, "X2", "1.2").points == Fraction(2)  # the 5 is not counted
    assert score(opened, found, "X2", "1.1").reason.message.startswith("nobody in the group")


def least(page: Path) -> dict[int, int]:
    """Return the sample by population that a page states."""
    rows = re.findall(r"^\| ([Nn]) \| (.+) \|$", page.read_text(encoding="utf-8"), re.MULTILINE)
    by_name = {
        name: [int(re.sub("[.,]", "", n)) for n in cells.split(" | ")] for name, cells in rows
    }
    return dict(zip(by_name["N"], by_name["n"], strict=True))


@pytest.mark.parametrize("page", [PAGES / "surveys.md", PAGES / "vi" / "surveys.md"])
def test_the_sample_that_a_population_asks_for_is_the_one_of_the_page(
    tmp_path: Path, page: Path
) -> None:
    (tmp_path / "q.yaml").write_text(edited(("minimum: 4", "error: 0.05")), encoding="utf-8")
    loaded, _ = read_questionnaire(tmp_path / "q.yaml")
    assert loaded is not None
    assert {n: loaded.questionnaire.least(n) for n in least(page)} == least(page)
    assert [loaded.questionnaire.least(n) for n in (None, 1, 400)] == [1, 1, 200]


def test_a_unit_is_held_to_the_sample_of_its_own_population(tmp_path: Path) -> None:
    units = "code,name,block,population\nX1,Xã Một,XA,6\nX2,Xã Hai,XA,2\n"
    files = {"questionnaire.yaml": edited(("minimum: 4", "error: 0.05")), "units.csv": units}
    assert not {"RND013", "RND069"} & {line[:6] for line in told(count(tmp_path / "good", files))}
    few = {**files, "units.csv": units.replace("XA,6", "XA,8").replace("XA,2", "XA,")}
    found = count(tmp_path / "few", few)
    assert {"RND069 units.csv:2", "RND013 units.csv:3"} <= set(told(found))
    [small] = [f for f in found.findings if f.code == "RND069"]
    assert (small.values["count"], small.values["least"]) == (7, 8)


def test_a_small_group_is_silent(tmp_path: Path) -> None:
    few = edited(("minimum: 2", "minimum: 6"))
    opened = make(tmp_path / "round", {"questionnaire.yaml": few})
    found = surveyed(opened)
    assert "RND070 units.csv:2" in told(found)
    assert not any(found.supplied["X1"]["1.1"].values[f"people_{o}"] for o in "abcde")
    assert score(opened, found, "X1", "1.1").outcome is Outcome.MISSING
    assert "1.2" not in found.supplied["X1"]


def test_figures_of_few_people_are_not_held(tmp_path: Path) -> None:
    found = count(tmp_path / "round", {"questionnaire.yaml": edited(("privacy: 2", "privacy: 3"))})
    one = [line for line in found.lines if (line.unit, line.item) == ("X1", "1.1")]
    assert [line.suppressed for line in one] == [True, True, False]
    assert {(line.counted, line.share, line.half_width) for line in one[:2]} == {(None,) * 3}
    assert found.supplied["X1"]["1.1"].values["leaders_b"] == 1


def test_strata_are_weighed_exactly(tmp_path: Path) -> None:
    questionnaire = edited(
        ('respondent: "Số phiếu"', "stratum: s"),
        ("minimum: 4", "minimum: 1"),
        (
            "scales:",
            "strata:\n  - { name: land, label: { vi: Đất đai }, weight: 0.7 }\n"
            "  - { name: civil, label: { vi: Hộ tịch }, weight: 0.2 }\n"
            "  - { name: other, label: { vi: Khác }, weight: 0.1 }\nscales:",
        ),
    )
    answers = "Đơn vị,Đối tượng,s,c1,c2\n" + "".join(
        f"X1,{group},{stratum},{answer},\n"
        for group, stratum, answer in (
            ("people", "Đất đai", "a"),
            ("people", "Đất đai", "b"),
            ("people", "Hộ tịch", "c"),
            ("people", "đất", "a"),
            ("leaders", "land", "b"),
            ("leaders", "civil", "b"),
            ("leaders", "other", "b"),
        )
    )
    files = {"questionnaire.yaml": questionnaire, "answers.csv": answers}
    opened = make(tmp_path / "round", files)
    found = surveyed(opened)
    assert told(found)[:1] == ["RND064 answers.csv:5"]
    assert [f.values["items"] for f in found.findings if f.code == "RND074"] == ["1.1"]
    values = found.supplied["X1"]["1.1"].values
    # 3 answers; land has 7/9 of them, civil 2/9, nobody of the others was asked
    assert (values["people_a"], values["people_c"]) == (Fraction(7, 6), Fraction(2, 3))
    people = (
        Fraction(7, 6) + Fraction(7, 6) * Fraction(3, 5) + Fraction(2, 3) * Fraction(1, 5)
    ) / 3
    assert score(opened, found, "X1", "1.1").points == (2 * people + Fraction(3, 5)) / 3 * 3


def test_six_questionnaires_of_a_province(tmp_path: Path) -> None:
    """R14: A to D are 100, 60, 20, 0 percent, E has no share; a questionnaire a group."""
    names = [f"g{number}" for number in range(1, 7)]
    old = PAGE["criteria.yaml"]
    groups = "".join(f"            - {{ name: {n}, label: {{ vi: Nhóm {n} }} }}\n" for n in names)
    criteria = old[: old.index("            - { name: people")] + groups
    criteria += old[old.index('      - code: "1.2"') :]
    files = {"criteria.yaml": criteria}
    given = {"g1": "A", "g2": "AB", "g3": "ABCD", "g4": "CE", "g5": "D", "g6": "EEB"}
    for name in names:
        start, rest = (
            QUESTIONNAIRE.split("groups:\n")[0],
            QUESTIONNAIRE[QUESTIONNAIRE.index("scales") :],
        )
        rest = "".join(
            line for line in rest.splitlines(True) if "c2" not in line and "min" not in line
        )
        group = f"groups:\n  - {{ name: {name}, label: {{ vi: Nhóm {name} }} }}\n"
        files[f"{name}.yaml"] = start + group + rest
        rows = "".join(f"{n};X1;{name};{answer}\n" for n, answer in enumerate(given[name]))
        files[f"{name}.csv"] = f"Số phiếu;Đơn vị;Đối tượng;c1\n{rows}"
    listed = ", ".join(f"{{ questionnaire: {n}.yaml, answers: {n}.csv }}" for n in names)
    files["round.yaml"] = ROUND[: ROUND.index("surveys")] + f"surveys: [{listed}]\n"
    opened = make(tmp_path / "round", files)
    found = surveyed(opened)
    assert {finding.code for finding in found.findings} == {"RND069"}  # X2, in each of the six
    means = (
        Fraction(1)
        + Fraction(4, 5)
        + Fraction(9, 20)
        + Fraction(1, 5)
        + Fraction(0)
        + Fraction(3, 5)
    )
    assert score(opened, found, "X1", "1.1").points == means / 6 * 3


def test_half_self_assessed_half_surveyed(tmp_path: Path) -> None:
    """Huế 3130/QĐ-UBND 2019: 50 points of the unit's own, 50 of the survey."""
    criteria = (
        PAGE["criteria.yaml"]
        .replace("total: 5", "total: 100")
        .replace("max: 5", "max: 50")
        .replace("max: 3", "max: 30")
        .replace("max: 2", "max: 20")
    )
    criteria += (
        '  - { code: "2", name: { vi: Tự đánh giá }, max: 50, evidence: none,\n'
        "      rule: { kind: judged } }\n"
    )
    opened = make(tmp_path / "round", {"criteria.yaml": criteria})
    assert opened.round.blocks[0].criteria.total == 100
    found = surveyed(opened)
    points = [score(opened, found, "X1", item).points for item in ("1.1", "1.2")]
    assert points == [17, 16]
    assert "2" not in found.supplied["X1"]


def file(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows]) + "\n"


ASKED = ("1;X1;people;a;a", "2;X1;people;b;b", "3;X1;leaders;a;", "4;X1;people;b;b")
GOOD = (*ASKED, *(row.replace("X1", "X2") for row in ASKED))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (file(*GOOD), []),
        (file(*GOOD, "", ";;;;", "  ;\u00a0;;;"), []),
        ("\ufeff" + file(*GOOD).replace(";", ","), []),
        (file(*GOOD).replace(";", "\t").replace("\n", "\r\n"), []),
        (file(*GOOD, head="Số phiếu;ĐƠN VỊ ;đối tượng;c1;\u00a0c2"), []),
        (file(*GOOD, "9;;people;a;a"), ["RND062 answers.csv:10"]),
        (file("9;X9;people;a;a", "9;X8;people;a;a", *GOOD, "8;X9;people;a;a"),
         ["RND062 answers.csv:2", "RND062 answers.csv:3"]),
        (file("9;X1;khách;a;a", *GOOD), ["RND063 answers.csv:2"]),
        (file(*GOOD, "1;X1;people;d;d", "1;X1;people;c;c"), ["RND065 answers.csv:10"]),
        (file(*GOOD, ";X1;people;d;d", ";X1;people;c;c"), []),
        (file(*GOOD, "9;X1;people;x;a", "8;X1;people;x;7"),
         ["RND066 answers.csv:10", "RND066 answers.csv:11"]),
        (file(*GOOD, "9;X1;people;;a"), ["RND067 answers.csv:10"]),
        (file(*GOOD, "9;X1;leaders;a;a"), ["RND068 answers.csv:10"]),
        (file(*GOOD, "9;X1;people;a;a;a"), ["RND071 answers.csv:10"]),
        (file(*GOOD, "9;X1;people;a;a;", "9;X1;leaders;a"), []),
        (file(*(f"{row};chú thích" for row in GOOD), head=f"{HEAD};Ghi chú"),
         ["RND072 answers.csv:1"]),
        (file(*GOOD, head=HEAD.replace("Đơn vị", "Xã")), ["RND005 answers.csv:1"]),
        (file(*GOOD, head=HEAD.replace("c2", "c1")), ["RND026 answers.csv:1"]),
        (file(*(row.rpartition(";")[0] for row in GOOD), head=HEAD.replace(";c2", "")),
         ["RND061 answers.csv:1"]),
        (file(), ["RND073 answers.csv:1", "RND069 units.csv:2", "RND069 units.csv:3"]),
        ("", ["RND005 answers.csv:1"] * 3),
        (file(*GOOD, '9;X1;people;"a;a'), ["RND024 answers.csv:None"]),
        (file(*GOOD).encode("utf-16"), ["CRI002 answers.csv:None"]),
        (file("Xã;X1;people;a;a").encode("utf-8").replace("ã".encode(), b"\xe3"),
         ["CRI002 answers.csv:None"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tmp_path: Path, answers: str | bytes, expected: list[str]) -> None:
    found = count(tmp_path / "round", {"answers.csv": answers})
    assert told(found) == expected
    stops = ("RND005", "RND024", "RND026", "RND061", "CRI002")
    if expected and expected[0].startswith(stops):
        assert not found.supplied
        assert not found.lines


def test_the_first_rows_of_a_fault_are_named(tmp_path: Path) -> None:
    rows = [f"{n};X1;people;?;a" for n in range(5, 12)]
    found = count(tmp_path / "round", {"answers.csv": file(*GOOD, *rows)})
    [finding] = found.findings
    assert (finding.values["count"], finding.values["rows"]) == (7, "10, 11, 12, …")


def test_many_unknown_units_are_merged(tmp_path: Path) -> None:
    rows = [f"{n};Y{n};people;a;a" for n in range(50)]
    found = count(tmp_path / "round", {"answers.csv": file(*GOOD, *rows)})
    assert len(found.findings) == 21
    assert sum(finding.values["count"] for finding in found.findings) == 50


def workbook(text: str) -> bytes:
    book, data = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet.title = "Phiếu"
    for row in csv.reader(StringIO(text), delimiter=";"):
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    book.save(data)
    return data.getvalue()


def parquet(text: str) -> bytes:
    data = BytesIO()
    frame = pd.read_csv(StringIO(text), sep=";")
    frame.to_parquet(data)
    return data.getvalue()


KINDS: dict[str, Callable[[str], bytes]] = {
    "csv": str.encode,
    "xlsx": workbook,
    "parquet": parquet,
}


def of_kind(kind: str, text: str) -> dict[str, str | bytes]:
    return {
        "round.yaml": ROUND.replace("answers.csv", f"answers.{kind}"),
        f"answers.{kind}": KINDS[kind](text),
    }


def test_a_cell_of_a_workbook_is_named(tmp_path: Path) -> None:
    found = count(tmp_path / "round", of_kind("xlsx", file(*GOOD, "9;X7;people;a;a")))
    [finding] = found.findings
    assert str(finding.place).endswith("answers.xlsx [Phiếu!B10]")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"PK\x03\x04 broken", "SUB003"),
        ("a.xlsx", b"a,b\n1,2\n", "SUB004"),
        ("a.parquet", b"PAR1 broken", "RND024"),
        ("a.pdf", b"%PDF", "RND024"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    files: dict[str, str | bytes] = {
        "round.yaml": ROUND.replace("answers.csv", name),
        name: data,
    }
    found = count(tmp_path / "round", files)
    assert [finding.code for finding in found.findings] == [code]
    assert not found.supplied


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = count(tmp_path / "round", {"round.yaml": ROUND.replace("answers.csv", "none.csv")})
    assert told(found) == ["CRI001 none.csv:None"]


def test_what_parquet_needs_is_told(tmp_path: Path) -> None:
    opened = make(tmp_path / "round", of_kind("parquet", file(*GOOD)))
    with patch.dict("sys.modules", {"pyarrow": None}):
        [finding] = surveyed(opened).findings
    assert finding.code == "RND024"
    assert "parindex[parquet]" in str(finding.values["reason"])


def test_no_number_in_parquet_is_a_blank(tmp_path: Path) -> None:
    table = pyarrow.table(
        {
            "Đơn vị": ["X1"] * 4,
            "Đối tượng": ["people"] * 4,
            "Số phiếu": [1, 2, 3, 4],
            "c1": [1.0, 0.0, float("nan"), None],
            "c2": ["a"] * 4,
        }
    )
    write_table(table, data := BytesIO())
    files = of_kind("parquet", file(*GOOD)) | {
        "answers.parquet": data.getvalue(),
        "questionnaire.yaml": edited(('"Very good" }', '"Very good" }, written: ["1"]')),
    }
    found = count(tmp_path / "round", files)
    told_of = {f.code: f.values["count"] for f in found.findings if f.values.get("column") == "c1"}
    assert told_of == {"RND066": 1, "RND067": 2}


def test_several_files_are_one_survey(tmp_path: Path) -> None:
    listed = ROUND.replace("answers: answers.csv", "answers: [one.csv, two.csv]")
    files = {"round.yaml": listed, "one.csv": file(*GOOD[:5]), "two.csv": file(*GOOD[5:], GOOD[0])}
    found = count(tmp_path / "round", files)
    assert told(found) == ["RND065 two.csv:5"]
    whole = count(tmp_path / "whole", {"answers.csv": file(*GOOD)})
    assert values(found) == values(whole)


def values(found: Surveyed) -> dict[tuple[str, str], dict[str, object]]:
    return {
        (unit, item): dict(held.values)
        for unit, items in found.supplied.items()
        for item, held in items.items()
    }


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["X1", "X2", "Xã Một", "X3", " x2 "]),
        st.sampled_from(["people", "Lãnh đạo", "ai"]),
        st.sampled_from(["a", "B", "Kém", "KB", "5", "", " "]),
        st.sampled_from(["a", "B", "Kém", "KB", "?", ""]),
    ),
    min_size=1,
    max_size=30,
)
LOOSE = edited(("minimum: 4\n", ""), (', respondent: "Số phiếu"', ""))


@settings(max_examples=25, deadline=None)
@given(ROWS, st.randoms(use_true_random=False), st.integers(1, 9))
def test_order_format_and_pieces_change_nothing(
    rows: Sequence[tuple[str, ...]], rng: Random, size: int
) -> None:
    lines = [";".join((str(n), *row)) for n, row in enumerate(rows)]
    mixed = [*lines]
    rng.shuffle(mixed)
    with TemporaryDirectory() as name:
        asked = {"questionnaire.yaml": LOOSE}
        first = count(Path(name) / "first", {**asked, "answers.csv": file(*lines)})
        for kind in KINDS:
            opened = make(Path(name) / kind, {**asked, **of_kind(kind, file(*mixed))})
            other = surveyed(opened)
            assert values(other) == values(first)
            assert other.lines == first.lines
            assert other.drops == first.drops
            check_pieces(opened, f"answers.{kind}", size)


def check_pieces(opened: RoundFolder, name: str, size: int) -> None:
    """Read in pieces a file gives the same counts and findings, and no answer is lost."""
    loaded, _ = read_questionnaire(opened.path / "questionnaire.yaml")
    assert loaded is not None
    files = [(opened.path / name, name)]
    units = opened.round.units
    whole, told_whole = count_answers(loaded.questionnaire, units, files)
    parts, told_parts = count_answers(loaded.questionnaire, units, files, size)
    assert told_parts == told_whole
    assert whole is not None
    assert parts is not None
    for number in range(len(units)):
        assert parts.unit(number) == whole.unit(number)
    for question in range(2):
        counted = sum(
            n
            for number in range(len(units))
            for (asked, _), strata in whole.unit(number).answers.items()
            if asked == question
            for options in strata.values()
            for n in options.values()
        )
        assert counted + sum(whole.drops(question).values()) == whole.rows
        assert set(whole.drops(question)) == set(Why)


def test_a_scored_round_tells_of_its_survey(tmp_path: Path) -> None:
    opened = make(tmp_path / "round")
    evaluation = evaluate(opened, workers=1)
    assert "RND066" in {finding.code for finding in evaluation.findings}
    assert evaluation.hashes["answers.csv"] == surveyed(opened).hashes["answers.csv"]
    results = opened.path / "results"
    write_results(results, evaluation, evaluation.findings, "vi")
    assert (results / "survey.csv").read_bytes() == survey_csv(evaluation.surveys.lines)
    assert len(lines((results / "survey-dropped.csv").read_bytes())) == 7


def test_a_round_without_a_survey_writes_nothing_of_one(tmp_path: Path) -> None:
    opened = make(tmp_path / "round", {"round.yaml": ROUND[: ROUND.index("surveys")]})
    evaluation = evaluate(opened, workers=1)
    write_results(opened.path / "results", evaluation, (), "vi")
    assert not [*(opened.path / "results").glob("survey*")]
