"""The account as plain text: what each stage changed, and where that stands."""

from pathlib import Path

import pytest

from parindex.evaluation.accounts import account_of
from parindex.model.ledger import Stage
from parindex.reports.account import Account, account_lines
from tests.evaluation.made_rounds import filled, opened, send
from tests.evaluation.made_surveys import make, page_files

_FIRST, _ASKED, _SECOND = (
    "appraisal/appraisal_1.xlsx [Thẩm định lần 1!{}]",
    "explanations/explanation.xlsx [Giải trình!{}]",
    "appraisal/appraisal_2.xlsx [Thẩm định lần 2!{}]",
)
APPRAISED = f"""\
1.2 Mục 1.2
  cell Tự đánh giá!I14: points claimed = 4
  rule (judged): Judged by the council: 0 to 5 points
  self-assessment: 4 points
    because: 4 points proposed
  appraisal 1: 4 → 3 points; Phòng CCHC, 03/02/2026; {_FIRST.format("Q14")}
    points: 4, amended to 3 ({_FIRST.format("O14")})
    reason: Thiếu tài liệu
    because: 3 points given by the appraiser
  explanation: 3 → 3 points; Sở Một, 03/02/2026; {_ASKED.format("Q14")}
    points: 3, proposed 4 ({_ASKED.format("O14")})
    explained: Không thống nhất
    documents: Quyết định 12
  appraisal 2: 3 → 4 points; Hội đồng, 03/02/2026; {_SECOND.format("Q14")}
    points: 3, amended to 4 ({_SECOND.format("O14")})
    reason: Chấp nhận
    because: 4 points given by the appraiser
  because: 4 points given by the appraiser
  result: 4 of 5 points (scored)
  clause: none is stated in the criteria"""


def of_item(lines: list[str], code: str) -> list[str]:
    """Return the lines of an item."""
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{code} "))
    rest = lines[start:]
    return rest[: rest.index("")] if "" in rest else rest


def test_an_item_shows_every_stage_with_its_cell(account: Account) -> None:
    lines = list(account_lines(account, "en"))
    assert of_item(lines, "1.2") == APPRAISED.splitlines()


def test_an_amended_value_stands_beside_the_declared_one(account: Account) -> None:
    lines = of_item(list(account_lines(account, "vi")), "1.1")
    assert "  ô Tự đánh giá!G13: Số việc đã làm = 10" in lines
    place = "appraisal/appraisal_1.xlsx [Thẩm định lần 1!J13]"
    assert f"    Số việc đã làm: 10, sửa thành 8 ({place})" in lines
    assert "    cách tính: 8, thuộc mức từ 8 trở lên: 2 điểm" in lines
    assert "  kết quả: 2/5 điểm (đã chấm điểm)" in lines


def test_a_reason_of_several_lines_stands_in_one(account: Account) -> None:
    lines = of_item(list(account_lines(account, "en")), "1.1")
    [reason] = [line for line in lines if line.startswith("    reason:")]
    assert reason.endswith("$1$ # Dòng hai - Dòng ba")


def test_the_total_at_each_stage(account: Account) -> None:
    lines = list(account_lines(account, "en"))
    at = lines.index("Rank 2 of 2")
    assert lines[at + 1 : at + 7] == [
        "  points claimed by the unit, where it claims any: 9.00 points, index –",
        "  self-assessment: 9.00 points, index 45.00%",
        "  appraisal 1: 5.00 points, index 25.00%",
        "  explanation: 5.00 points, index 25.00%",
        "  appraisal 2: 6.00 points, index 30.00%",
        "  result: 6.00 points, index 30.00%",
    ]


def test_an_item_set_against_others_has_the_points_of_the_end_at_each_stage(
    account: Account,
) -> None:
    lines = of_item(list(account_lines(account, "en")), "2.1")
    told = "set against the other units: the points of the end are shown at every stage"
    assert lines[lines.index("  self-assessment: 0 points") + 1] == f"    {told}"
    assert any(line.startswith("    Tasks done: 20, amended to 10") for line in lines)
    assert sum("between 10 (0 points) and 80" in line for line in lines) == 1


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_unit_of_which_nothing_was_said_shows_no_stage(plain: Account, lang: str) -> None:
    text = "\n".join(account_lines(plain, lang))
    for word in ("self-assessment", "tự đánh giá:", "appraisal", "thẩm định lần"):
        assert word not in text


@pytest.mark.parametrize(
    ("stage", "points", "there", "not_there"),
    [
        (Stage.SELF, "9 points", "", "appraisal 1"),
        (Stage.APPRAISAL_1, "5 points", "appraisal 1: 4 → 3", "explanation"),
        (Stage.EXPLANATION, "5 points", "explained: Không", "appraisal 2"),
        (Stage.APPRAISAL_2, "6 points", "appraisal 2: 3 → 4", "no such"),
    ],
)
def test_as_of_a_stage(
    appraised_path: Path, stage: Stage, points: str, there: str, not_there: str
) -> None:
    folder = opened(appraised_path)
    text = "\n".join(
        account_lines(account_of(folder, folder.round.units[0], stage=stage), "en", "1.2")
    )
    assert f"= {points}\n" in text
    assert there in text
    assert not_there not in text


# --- surveys


def surveyed(path: Path, changed: dict[str, str] | None = None) -> list[str]:
    """Return the account of the first unit of the round on the page about surveys."""
    files = page_files()
    for old, new in (changed or {}).items():
        assert old in files["questionnaire.yaml"]
        files["questionnaire.yaml"] = files["questionnaire.yaml"].replace(old, new)
    make(path, files)
    for unit in ("X1", "X2"):
        send(path, f"{unit}.xlsx", filled(path, unit, {}))
    folder = opened(path)
    return list(account_lines(account_of(folder, folder.round.units[0]), "en"))


def test_a_survey_shows_sample_share_and_interval(tmp_path: Path) -> None:
    lines = of_item(surveyed(tmp_path / "round"), "1.1")
    survey = "  survey questionnaire.yaml"
    assert f"{survey}, People: 65% ± 46.31; 4 answers counted, 1 not" in lines
    assert f"{survey}, all groups: 56.67% ± 33.53; 6 answers counted, 1 not" in lines
    assert "  answers.csv [c1]: People: Very good = 2 (the survey)" in lines


def test_a_group_has_its_name_where_an_input_takes_the_share(tmp_path: Path) -> None:
    lines = of_item(surveyed(tmp_path / "round"), "1.2")
    survey = "  survey questionnaire.yaml"
    assert f"{survey}, People: 80% ± 22.63; 4 answers counted, 0 not" in lines


def test_what_too_few_said_is_not_shown(tmp_path: Path) -> None:
    lines = of_item(surveyed(tmp_path / "round", {"privacy: 2": "privacy: 9"}), "1.1")
    counts = [line for line in lines if line.startswith("  answers.csv")]
    assert len(counts) == 10
    assert all("= too few answers to show figures" in line for line in counts)
    told = [line for line in lines if line.startswith("  survey")]
    assert all(line.endswith("no figure; too few answers to show figures") for line in told)
    assert len(told) == 3
