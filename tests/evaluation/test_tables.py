"""A wide table scored: units ranked among the rows, whatever is missing told by its cell."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parindex.evaluation.rounds import Evaluation, evaluate_files
from parindex.evaluation.tables import evaluate_table
from parindex.locale import speaker
from parindex.model.finding import CannotGoOn
from parindex.sources.criteria import read_criteria
from tests.evaluation.made_rounds import codes, only_block, unit_of

SET = """\
parindex: 1
id: thu
year: 2025
level: other
status: illustrative
title: {{ vi: "Bộ thử" }}
total: 100
aggregate: weighted_mean
missing: {missing}
result: {{ decimals: 1 }}
adjustments: {{ bonus: {{ max: 5 }} }}
areas:
  - code: "1"
    name: {{ vi: "Một" }}
    max: 10
    weight: 3
    scored_by: table
    rule: {{ kind: index, of: one, out_of: 100 }}
  - code: "2"
    name: {{ vi: "Hai" }}
    scale: [1, 10]
    weight: 1
    scored_by: table
    inputs: {{ two: {{ type: number, label: {{ vi: "Hai" }} }} }}
    rule: {{ kind: cohort, of: two, when_zero: full }}
  - code: "3"
    name: {{ vi: "Ba" }}
    max: 5
    weight: 0
    scored_by: table
    rule: {{ kind: judged }}
"""
FULL = "code,1,2,3\nA,80,3,5\nB,80,1,\nC,50,2,1\n"


def scored(tmp_path: Path, table: str, missing: str = "strict") -> Evaluation:
    criteria, file = tmp_path / "set.yaml", tmp_path / "table.csv"
    criteria.write_text(SET.format(missing=missing), encoding="utf-8")
    file.write_text(table, encoding="utf-8")
    loaded, findings = read_criteria(criteria)
    assert loaded is not None, findings
    with ThreadPoolExecutor(1) as lent:
        return evaluate_table(loaded, file, executor=lent)


def told(evaluation: Evaluation) -> list[tuple[str, str | None]]:
    for finding in evaluation.findings:
        for lang in ("vi", "en"):
            say = speaker(lang)
            for sentence in (finding.wrong(say), finding.expected(say), finding.remedy(say)):
                assert "{" not in sentence
    return [(finding.code, finding.place.cell) for finding in evaluation.findings]


def indices(evaluation: Evaluation) -> dict[str, str]:
    return {u.code: str(u.score.index) for u in only_block(evaluation).units if u.score}


def test_every_row_is_scored_and_ranked_among_the_rows(tmp_path: Path) -> None:
    """A: (3 × 0.8 + 1 × 1) / 4; B: 2 is the least of the units, 1 of 10 points."""
    evaluation = scored(tmp_path, FULL)
    assert indices(evaluation) == {"A": "85.0", "B": "62.5", "C": "51.3"}
    assert [unit.rank for unit in only_block(evaluation).units] == [1, 2, 3]
    score = unit_of(evaluation, "C").score
    assert score is not None
    assert score.items.points == (Fraction(5), Fraction("5.5"), Fraction(1))
    assert score.exact_index == Fraction("51.25")
    assert [area.index for area in score.areas] == [
        Decimal("50.0"),
        Decimal("55.0"),
        Decimal("20.0"),
    ]
    # the part of weight 0 may be blank
    assert told(evaluation) == [("SCO008", "D3")]
    assert len(evaluation.hashes) == 2


@pytest.mark.parametrize(
    ("missing", "index", "wanted"),
    [
        # A has no figure for 1: what is left has weight 1
        ("skip", "100.0", [("SCO008", "B2")]),
        ("zero", "25.0", [("SCO009", "B2")]),
        ("strict", None, [("SCO009", "B2"), ("SCO007", "A2")]),
    ],
)
def test_a_blank_cell_means_what_the_set_says(
    missing: str, index: str | None, wanted: list[tuple[str, str]], tmp_path: Path
) -> None:
    evaluation = scored(tmp_path, "code,1,2,3\nA,,3,5\nB,80,1,5\n", missing)
    assert told(evaluation) == wanted
    assert indices(evaluation).get("A") == index
    unit = unit_of(evaluation, "A")
    assert unit.status == ("ranked" if index else "not_scored")
    assert [reason.code for reason in unit.reasons] == ([] if index else ["SCO007"])
    assert unit_of(evaluation, "B").rank == (2 if index == "100.0" else 1)


def test_only_what_is_needed_is_asked_for(tmp_path: Path) -> None:
    """3 has weight 0: it is blank as well, and not what keeps A from a total."""
    evaluation = scored(tmp_path, "code,1,2,3\nA,,3,\nB,80,1,5\n")
    [found] = [finding for finding in evaluation.findings if finding.code == "SCO007"]
    assert found.values["items"] == ["1"]
    # where all is left out, all of it is missing
    nothing = scored(tmp_path, "code,1,2,3\nA,,,\nB,80,1,5\n", "skip")
    [found] = [finding for finding in nothing.findings if finding.code == "SCO007"]
    assert found.values["items"] == ["1", "2", "3"]


def test_a_missing_column_is_missing_for_all(tmp_path: Path) -> None:
    evaluation = scored(tmp_path, "code,2,3\nA,3,5\nB,1,5\n")
    assert told(evaluation) == [("RND005", "A1"), ("SCO007", "A2"), ("SCO007", "A3")]
    assert indices(evaluation) == {}


def test_a_figure_out_of_bounds_counts_for_nobody(tmp_path: Path) -> None:
    evaluation = scored(tmp_path, "code,1,2,3\nA,101,3,5\nB,80,1,5\n")
    assert told(evaluation) == [("SUB032", "B2"), ("SCO007", "A2")]
    assert indices(evaluation) == {"B": "62.5"}


def test_a_unit_without_a_figure_is_not_among_the_others(tmp_path: Path) -> None:
    """B alone has a figure for 2, and nothing to be set against."""
    evaluation = scored(tmp_path, "code,1,2,3\nA,80,,5\nB,80,1,5\n", "skip")
    assert indices(evaluation) == {"A": "80.0", "B": "85.0"}


def test_bonus_and_penalty_are_asked_of_the_set(tmp_path: Path) -> None:
    evaluation = scored(tmp_path, "code,1,2,3,bonus,penalty\nA,80,3,5,9,\nB,80,1,5,2,1\n")
    assert indices(evaluation) == {"A": "90.0", "B": "64.5"}
    assert told(evaluation) == [("RND014", "E2"), ("RND015", "F3")]


def test_what_goes_over_the_maximum_is_cut_and_told(tmp_path: Path) -> None:
    evaluation = scored(tmp_path, "code,1,2,3,bonus\nA,100,3,5,5\nB,80,1,5,\n")
    assert indices(evaluation)["A"] == "100.0"
    assert told(evaluation) == [("SCO005", "A2")]


def test_points_out_of_their_maximum_are_told(tmp_path: Path) -> None:
    evaluation = scored(tmp_path, "code,1,2,3\nA,80,3,7\nB,80,1,5\n")
    assert codes(evaluation) == ["SCO004"]


def test_the_set_that_a_set_starts_from_is_among_the_files_read(tmp_path: Path) -> None:
    base, own, file = (tmp_path / name for name in ("set.yaml", "own.yaml", "table.csv"))
    base.write_text(SET.format(missing="strict"), encoding="utf-8")
    own.write_text("parindex: 1\nextends: set.yaml\nversion: 2\n", encoding="utf-8")
    file.write_text(FULL, encoding="utf-8")
    loaded, findings = read_criteria(own)
    assert loaded is not None, findings
    with ThreadPoolExecutor(1) as lent:
        hashes = evaluate_table(loaded, file, executor=lent).hashes
    read = {path.as_posix(): sha256(path.read_bytes()).hexdigest() for path in (base, own, file)}
    assert hashes == read
    assert evaluate_files(loaded, [], workers=1).hashes == loaded.hashes


def test_a_table_that_cannot_be_read_stops(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn) as refused:
        scored(tmp_path, "A,80,3,5\n")
    assert [finding.code for finding in refused.value.findings] == ["RND005"]


ROWS = st.lists(
    st.tuples(st.integers(0, 100), st.none() | st.integers(-9, 9)), min_size=1, max_size=7
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, data=st.data())
def test_the_order_of_rows_is_irrelevant(
    rows: list[tuple[int, int | None]], data: st.DataObject, tmp_path: Path
) -> None:
    lines = [f"U{n},{one},{'' if two is None else two},1" for n, (one, two) in enumerate(rows)]
    found = [
        {u.code: (u.rank, u.status, u.score) for u in only_block(evaluation).units}
        for evaluation in (
            scored(tmp_path, "\n".join(["code,1,2,3", *some]))
            for some in (lines, data.draw(st.permutations(lines)))
        )
    ]
    cells = [
        {
            code: (rank, status, score and score.exact_index)
            for code, (rank, status, score) in one.items()
        }
        for one in found
    ]
    assert cells[0] == cells[1]
