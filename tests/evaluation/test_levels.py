"""Explain says how a level came about that is no plain sum."""

from pathlib import Path

import pytest

from parindex.evaluation.accounts import account_of
from parindex.reports.account import account_lines
from parindex.sources.round import read_round
from tests.evaluation.made_rounds import filled, send, write_round

SET = """\
parindex: 1
id: thu
year: 2025
level: department
status: illustrative
title: { vi: "Bộ thử" }
total: 10
areas:
  - code: "1"
    name: { vi: "Một" }
    max: 10
    aggregate: weighted_mean
    missing: skip
    round: { decimals: 1 }
    criteria:
      - { code: "1.1", name: { vi: "a" }, max: 2, weight: 3, rule: { kind: yes_no } }
      - code: "1.2"
        name: { vi: "b" }
        max: 5
        weight: 1
        aggregate: geometric_mean
        criteria:
          - { code: "1.2.1", name: { vi: "c" }, max: 1, rule: { kind: index, out_of: 100 } }
          - { code: "1.2.2", name: { vi: "d" }, max: 1, rule: { kind: index, out_of: 100 } }
      - { code: "1.3", name: { vi: "e" }, max: 2, weight: 1, rule: { kind: yes_no } }
"""


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "vi",
            [
                "  1: bình quân gia quyền của 1.1 2 trên 2, trọng số 3; 1.2 3 trên 5, trọng số 1; "
                "1.3 chưa có điểm: 9, làm tròn đến 1 chữ số thập phân",
                "  1.2: trung bình nhân của 1.2.1 0,36 trên 1, trọng số 1; "
                "1.2.2 1 trên 1, trọng số 1: 3",
            ],
        ),
        (
            "en",
            [
                "  1: weighted mean of 1.1 2 of 2, weight 3; 1.2 3 of 5, weight 1; "
                "1.3 has no points: 9, rounded to 1 decimal",
                "  1.2: geometric mean of 1.2.1 0.36 of 1, weight 1; 1.2.2 1 of 1, weight 1: 3",
            ],
        ),
    ],
)
def test_levels_are_explained(lang: str, told: list[str], tmp_path: Path) -> None:
    path = write_round(tmp_path / "round", SET, {"U1": "Sở Một"})
    answers = {("1.1", "answer"): "Có", ("1.2.1", "index"): 36, ("1.2.2", "index"): 100}
    send(path, "U1.xlsx", filled(path, "U1", answers))
    folder, findings = read_round(path)
    assert folder is not None, findings
    unit = folder.round.unit("U1")
    assert unit is not None
    lines = list(account_lines(account_of(folder, unit), lang))
    for line in told:
        assert line in lines, lines
