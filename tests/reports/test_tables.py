"""scores.csv and ranking.csv: the figures of the result, safe in a spreadsheet."""

import csv
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest

from parindex.evaluation.rounds import Evaluation
from parindex.reports.tables import ranking_csv, scores_csv
from tests.evaluation.made_rounds import criteria_text

FORMULAS = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0", "\u200b=1")


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


def test_both_begin_with_a_mark_that_spreadsheets_know_and_end_lines_plainly(
    written: Path,
) -> None:
    for name in ("ranking.csv", "scores.csv"):
        data = (written / name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data
        assert data.endswith(b"\n")


def test_ranking_csv_has_the_figures_of_the_result(written: Path, sample: Evaluation) -> None:
    table = rows((written / "ranking.csv").read_bytes())
    units = [(block, unit) for block in sample.result.blocks for unit in block.units]
    assert len(table) == len(units) == 60
    for row, (block, unit) in zip(table, units, strict=True):
        assert (row["block"], row["unit"], row["name"]) == (block.code, unit.code, unit.name)
        assert row["status"] == unit.status
        assert row["reasons"] == " ".join(reason.code for reason in unit.reasons)
        if unit.score is None:
            kept = ("rank", "points", "max_points", "index", "band", "bonus", "penalty")
            assert not any(row[column] for column in kept)
            continue
        assert unit.band is not None
        assert (int(row["rank"]), row["band"]) == (unit.rank, unit.band.vi)
        assert Decimal(row["index"]) == unit.score.index
        assert len(row["index"].partition(".")[2]) == 2
        assert abs(Fraction(row["points"]) - unit.score.points) <= Fraction(1, 200)
        assert abs(Fraction(row["max_points"]) - unit.score.max_points) <= Fraction(1, 200)
        assert Fraction(row["bonus"]) == unit.score.bonus
        assert Fraction(row["penalty"]) == unit.score.penalty


def written_out(value: Fraction) -> str:
    """Write a number with all its digits where there is a last one, else as a fraction."""
    for places in range(8):
        if (value * 10**places).denominator == 1:
            return f"{Decimal(value.numerator) / Decimal(value.denominator):.{places}f}"
    return f"{value.numerator}/{value.denominator}"


def test_scores_csv_has_every_item_of_every_ranked_unit(written: Path, sample: Evaluation) -> None:
    table = iter(rows((written / "scores.csv").read_bytes()))
    endless = 0
    for block in sample.result.blocks:
        for unit in block.ranked:
            assert unit.score is not None
            items = unit.score.items
            for place, heading in enumerate(block.items):
                row = next(table)
                assert (row["block"], row["unit"]) == (block.code, unit.code)
                assert (row["area"], row["item"]) == (heading.area, heading.code)
                assert row["name"] == heading.name.vi
                assert row["points"] == written_out(items.points[place])
                assert row["max_points"] == written_out(items.max_points[place])
                assert row["outcome"] == items.outcomes[place].value
                endless += "/" in row["points"]
                claim = items.self_points[place]
                assert row["self_points"] == ("" if claim is None else written_out(claim))
                assert (row["file"], row["sheet"]) == (unit.file, unit.sheet)
                assert row["cell"] == items.cells[place]
    assert next(table, None) is None
    assert endless, "no number without a last digit was tried"


def test_names_follow_the_language(sample: Evaluation) -> None:
    assert {row["band"] for row in rows(ranking_csv(sample.result, "en"))} >= {"Excellent", "Good"}
    assert rows(scores_csv(sample.result, "en"))[0]["name"] == "Issuing the annual plan"


@pytest.mark.parametrize("name", FORMULAS)
def test_a_name_that_begins_like_a_formula_stays_text(
    named: Callable[..., Evaluation], name: str
) -> None:
    result = named(name, file=f"{name.replace('/', '')}.xlsx").result
    [row] = rows(ranking_csv(result, "vi"))
    assert row["name"].removeprefix("'") == name
    for data in (ranking_csv(result, "vi"), scores_csv(result, "vi")):
        for line in csv.reader(StringIO(data.decode("utf-8-sig"))):
            assert not [cell for cell in line if cell[:1] in set("=+-@\t\r")]


def test_a_name_of_the_criteria_that_begins_like_a_formula_stays_text(
    named: Callable[..., Evaluation],
) -> None:
    bands = "[{ label: { vi: '=1+1' }, from: 0 }]"
    text = criteria_text([("7", ["max: 7, rule: { kind: judged }"])], "7", bands=bands)
    result = named("Xã", criteria=text.replace("Mục 1.1", "=2+2")).result
    assert rows(ranking_csv(result, "vi"))[0]["band"] == "'=1+1"
    assert rows(scores_csv(result, "vi"))[0]["name"] == "'=2+2"


def test_quotes_commas_and_line_breaks_stay_in_their_cell(
    named: Callable[..., Evaluation],
) -> None:
    name = 'Xã "A", B; C'
    [row] = rows(ranking_csv(named(name).result, "vi"))
    assert (row["name"], row["rank"], row["index"]) == (name, "1", "57.14")
