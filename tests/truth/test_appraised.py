"""Published scores of rounds that were appraised, through forms and appraisal workbooks.

The figures are typed in from the pages named at each; nothing else of those rounds is known here.
"""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.forms.appraisal.layout import Column
from parindex.model.ledger import Stage
from parindex.model.submission import CLAIM
from tests.evaluation.made_appraisals import evaluated, return_
from tests.evaluation.made_rounds import criteria_text, filled, send, unit_of, write_round

JUDGED = "max: {0}, rule: {{ kind: judged }}"


def test_nam_son_2021(tmp_path: Path) -> None:
    """Phường Nam Sơn, Kiến An: 43,26 of 60 appraised and 39,95 of 40 make 83,21.

    Source: namson.kienan.haiphong.gov.vn (2021). That the appraisal gave the first part is stated;
    what the ward had claimed is not, and is made up here.
    """
    text = criteria_text([("60", [JUDGED.format(60)]), ("40", [JUDGED.format(40)])], "100")
    path = write_round(tmp_path / "round", text, {"NS": "Phường Nam Sơn"})
    send(path, "NS.xlsx", filled(path, "NS", {("1.1", CLAIM): 50, ("2.1", CLAIM): 39.95}))
    typed = {("1.1", "", Column.POINTS): 43.26, ("1.1", "", Column.REASON): "Thẩm định"}
    return_(path, "NS.xlsx", "NS", typed)
    score = unit_of(evaluated(path), "NS").score
    assert score
    assert (score.points, score.index) == (Fraction("83.21"), Decimal("83.21"))
    assert [stage.index for stage in score.stages] == [Decimal("89.95"), Decimal("83.21")]


@pytest.mark.parametrize(
    ("block", "points", "index"), [("sở", "62.62", "89.45"), ("huyện", "61.46", "87.80")]
)
def test_nam_dinh_2020(tmp_path: Path, block: str, points: str, index: str) -> None:
    """Nam Định 2020 prints 62,62 as 89,45% and 61,46 as 87,80%: appraised points of 70, cut off.

    Source: sonoivu.namdinh.gov.vn, the index of 2020. Of 70 follows from the figures.
    """
    areas = [("70", ["max: 70, scored_by: council, rule: { kind: judged }"])]
    path = write_round(
        tmp_path / "round", criteria_text(areas, "70", "{ rounding: down }"), {"U": block}
    )
    send(path, "U.xlsx", filled(path, "U", {}))
    typed = {("1.1", "", Column.POINTS): float(points), ("1.1", "", Column.REASON): "Thẩm định"}
    return_(path, "U.xlsx", "U", typed)
    score = unit_of(evaluated(path), "U").score
    assert score
    assert (score.points, score.index) == (Fraction(points), Decimal(index))


def test_the_columns_of_ca_mau_2013(tmp_path: Path) -> None:
    """The form of Quyết định 1880/QĐ-UBND (Cà Mau, 2013) keeps three scores for a component.

    Its columns are: survey, self-assessment, assessed by the Department of Home Affairs; then what
    was reached. Component 1.1.4 gives 2 points above 90%, 1 from 70% to 90% and 0 below: exactly
    90% gives 1. Source: thuvienphapluat.vn, 229973. The declared figures are made up.
    """
    count = "{ type: count, min: 1, label: { vi: 'Số' } }"
    item = (
        f"max: 2, inputs: {{ planned: {count}, done: {count} }}, rule: {{ kind: bands, "
        "of: done / planned, bands: [{ above: 0.9, points: 2 }, { from: 0.7, points: 1 }, "
        "{ from: 0, points: 0 }] }"
    )
    path = write_round(tmp_path / "round", criteria_text([("2", [item])], "2"), {"U": "Sở"})
    answers = {("1.1", "planned"): 20, ("1.1", "done"): 19, ("1.1", CLAIM): 2}
    send(path, "U.xlsx", filled(path, "U", answers))
    typed = {("1.1", "done", Column.AMENDED): 18, ("1.1", "", Column.REASON): "18 trên 20"}
    return_(path, "U.xlsx", "U", typed)
    score = unit_of(evaluated(path), "U").score
    assert score
    [move] = score.moves
    assert list(score.items.self_points) == [2]
    assert move.stage is Stage.APPRAISAL_1
    assert [move.before, move.after] == [2, 1]
    assert score.points == 1
