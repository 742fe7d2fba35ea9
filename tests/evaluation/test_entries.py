"""Registers with a row an entry: rows counted and columns added up by unit, on conditions."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from parindex.evaluation.supplied import Given, supplied
from parindex.locale import speaker
from parindex.sources.round import read_round
from tests.evaluation.made_rounds import criteria_text, opened, write_round

ITEM = """max: 1, scored_by: table, evidence: none,
inputs: {{ held: {{ type: {type}, label: {{ vi: "Số" }} }} }},
rule: {{ kind: per_item, of: held, each: 0.1 }}"""
FILE = "tables/so.csv"
ROWS = (
    "A1,Nội bộ,2",
    "Xã Một,nội  bộ,3",
    "A1,Tỉnh,4",
    "A2,Tỉnh,0",
    "Xã Mốt,Tỉnh,9",
)
FEEDS = """
      - { item: "1.1" }
      - { item: "1.2", sum: "Lỗi" }
      - { item: "1.3", sum: "Lỗi", where: { "Loại": "Nội bộ" } }"""


def made(
    path: Path, rows: Sequence[str], feeds: str = FEEDS, kind: str = "count", keys: str = ""
) -> Path:
    items = [ITEM.format(type=kind).replace("\n", " ")] * 3
    folder = write_round(path, criteria_text([("3", items)], "3"), {"A1": "Xã Một", "A2": "Xã Hai"})
    (folder / "tables").mkdir()
    (folder / FILE).write_text("\n".join(["Sổ,,", "Đơn vị,Loại,Lỗi", *rows]), encoding="utf-8")
    with (folder / "round.yaml").open("a", encoding="utf-8") as file:
        file.write(
            f"entries:\n  - file: {FILE}\n    source: {{ vi: Sổ }}\n"
            f"    unit: Đơn vị\n    {keys}\n    feeds:{feeds}\n"
        )
    return folder


def read(folder: Path) -> Given:
    with ThreadPoolExecutor(1) as lent:
        return supplied(opened(folder), executor=lent)


def figures(read: Given) -> dict[str, dict[str, object]]:
    return {
        unit: {item: one.values.get("held") for item, one in items.items()}
        for unit, items in read.by_unit.items()
    }


def told(read: Given) -> list[tuple[str, str | None, str | None]]:
    for finding in read.findings:
        for lang in ("vi", "en"):
            say = speaker(lang)
            for sentence in (finding.wrong(say), finding.expected(say), finding.remedy(say)):
                assert "{" not in sentence
    return [(f.code, f.place.cell, f.unit) for f in read.findings]


def test_rows_are_counted_and_columns_added_up(tmp_path: Path) -> None:
    """A1 by its code and its name; A2 has a row, and none of the kind asked for."""
    found = read(made(tmp_path, ROWS))
    assert figures(found) == {
        "A1": {"1.1": 3, "1.2": 9, "1.3": 5},
        "A2": {"1.1": 1, "1.2": 0, "1.3": 0},
    }
    assert told(found) == [("RND160", "A7", None), ("RND163", None, None)]
    assert found.findings[-1].values == {"rows": 5, "counted": 4, "dropped": 1}
    assert list(found.hashes) == [FILE]


@pytest.mark.parametrize(("keys", "figure"), [("", None), ("absent: zero", Fraction(0))])
def test_a_unit_without_a_row_has_what_the_round_says(
    keys: str, figure: Fraction | None, tmp_path: Path
) -> None:
    found = read(made(tmp_path, ROWS[:3], keys=keys))
    assert set(figures(found)["A2"].values()) == {figure}
    missing = [("RND088", None, "A2")] * 3 if figure is None else []
    assert told(found) == [*missing, ("RND163", None, None)]


@pytest.mark.parametrize("cell", ["", "hai", "1.5", "-"])
def test_a_cell_that_is_no_count_spoils_the_sum_of_its_unit(cell: str, tmp_path: Path) -> None:
    """The condition keeps the row out of the third figure, so that one stands."""
    found = read(made(tmp_path, [*ROWS[:4], f"A1,Tỉnh,{cell}"]))
    assert figures(found)["A1"] == {"1.1": 4, "1.2": None, "1.3": 5}
    assert figures(found)["A2"] == {"1.1": 1, "1.2": 0, "1.3": 0}
    assert ("RND161", "C7", None) in told(found)
    assert "held" in found.by_unit["A1"]["1.2"].unreadable


def test_a_condition_that_nothing_meets_is_told(tmp_path: Path) -> None:
    feeds = '\n      - { item: "1.1", where: { "Loại": [Nội bộ, Đột suất] } }'
    found = read(made(tmp_path, ROWS[:4], feeds))
    assert figures(found) == {"A1": {"1.1": 2}, "A2": {"1.1": 0}}
    [finding] = [finding for finding in found.findings if finding.code == "RND162"]
    assert (finding.values["raw"], finding.values["known"]) == (
        "Đột suất",
        ["Nội bộ", "Tỉnh"],
    )


def test_decimals_are_added_up_exactly(tmp_path: Path) -> None:
    found = read(made(tmp_path, ["A1,x,0.1", "A1,x,0.2"], kind="number"))
    assert figures(found)["A1"]["1.2"] == Fraction(3, 10)


def test_a_workbook_is_read_like_a_csv_file(tmp_path: Path) -> None:
    folder = made(tmp_path, ())
    book = Workbook()
    for line in (["Đơn vị", "Loại", "Lỗi"], ["A1", "Tỉnh", 4], ["A1", "Nội bộ", "=1/0"]):
        book.worksheets[0].append(line)
    book.save(folder / "tables" / "so.xlsx")
    text = (folder / "round.yaml").read_text(encoding="utf-8")
    (folder / "round.yaml").write_text(text.replace(FILE, "tables/so.xlsx"), encoding="utf-8")
    found = read(folder)
    assert figures(found)["A1"] == {"1.1": 2, "1.2": None, "1.3": None}
    assert ("RND161", "C3", None) in told(found)


@pytest.mark.parametrize(
    ("feeds", "code"),
    [
        ('\n      - { item: "9" }', "RND081"),
        ('\n      - { item: "1.1", input: m }', "RND082"),
        ('\n      - { item: "1.1" }\n      - { item: "1.1", sum: Lỗi }', "RND085"),
        ('\n      - { item: "1.1", where: { Loại: [] } }', "CRI012"),
        ('\n      - { item: "1.1", count: rows }', "CRI011"),
    ],
)
def test_what_a_round_says_of_entries_is_checked(feeds: str, code: str, tmp_path: Path) -> None:
    _, findings = read_round(made(tmp_path, ROWS, feeds))
    assert [finding.code for finding in findings] == [code]
    assert findings[0].place.line is not None


def test_a_missing_column_is_told_and_nothing_is_read(tmp_path: Path) -> None:
    found = read(made(tmp_path, ROWS, '\n      - { item: "1.1", where: { Kiểu: x } }'))
    assert (figures(found), [code for code, *_ in told(found)]) == ({}, ["RND005"])


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["A1", "A2"]), st.sampled_from(["Nội bộ", "Tỉnh"]), st.integers(0, 9)
    ),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entries=ENTRIES, data=st.data())
def test_the_order_of_rows_does_not_matter_and_kinds_add_up(
    entries: list[tuple[str, str, int]],
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    feeds = """
      - { item: "1.1", sum: "Lỗi" }
      - { item: "1.2", sum: "Lỗi", where: { "Loại": Tỉnh } }
      - { item: "1.3", sum: "Lỗi", where: { "Loại": Nội bộ } }"""
    rows = [",".join(map(str, entry)) for entry in entries]
    orders = (rows, data.draw(st.permutations(rows)))
    one, other = (
        figures(read(made(tmp_path_factory.mktemp("r"), some, feeds, keys="absent: zero")))
        for some in orders
    )
    assert one == other
    for unit, found in one.items():
        assert found["1.1"] == sum(n for code, _, n in entries if code == unit)
        assert found["1.1"] == found["1.2"] + found["1.3"]  # type: ignore[operator]
