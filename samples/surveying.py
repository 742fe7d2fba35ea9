"""A small survey for the good round, and how its answers and its questionnaire are spoiled."""

from collections.abc import Mapping
from pathlib import Path

from parindex.forms.layout import Column
from spoiling import ROUND, Do, Recipe, Typed, asked, swap, type_in, write

_QUESTIONNAIRE = """\
parindex: 1
title: { vi: "Phiếu điều tra mẫu", en: "Sample questionnaire" }
columns: { unit: "Đơn vị", group: "Nhóm", respondent: "Số phiếu" }
groups:
  - { name: people, label: { vi: "Người dân", en: "People" } }
  - { name: leaders, label: { vi: "Lãnh đạo", en: "Leaders" } }
scales:
  view:
    - { name: good, label: { vi: "Tốt", en: "Good" }, share: 1 }
    - { name: poor, label: { vi: "Kém", en: "Poor" }, share: 0 }
questions:
  - { column: "Câu 1", scale: view, feeds: { XA: "1.4.hours" } }
"""
_ANSWERS = """\
Số phiếu,Đơn vị,Nhóm,Câu 1
1,MAU01,Người dân,Tốt
2,MAU01,Người dân,Tốt
3,MAU01,Lãnh đạo,Tốt
4,MAU01,Lãnh đạo,Tốt
"""
_FILES = "{ questionnaire: phieu.yaml, answers: tra-loi.csv }"
_MATCHING = (Typed("1.4", "hours", 1),)
"""The unit declares what the survey finds: a share of 1."""
_STRATA = (
    ('respondent: "Số phiếu"', 'respondent: "Số phiếu", stratum: "Lĩnh vực"'),
    (
        "scales:\n",
        'strata:\n  - { name: land, label: { vi: "Đất đai", en: "Land" }, weight: 0.6 }\n'
        '  - { name: civil, label: { vi: "Hộ tịch", en: "Civil status" }, weight: 0.4 }\nscales:\n',
    ),
)
_LAND = _ANSWERS.replace("\n", ",Đất đai\n").replace("Câu 1,Đất đai", "Câu 1,Lĩnh vực")
_ITEM = """\
{ kind: survey,
  groups: [{ name: people, label: { vi: "Người dân", en: "People" } }, { name: leaders, label: { vi: "Lãnh đạo", en: "Leaders" } }],
  options: [{ value: good, label: { vi: "Tốt", en: "Good" }, share: 1 }, { value: poor, label: { vi: "Kém", en: "Poor" }, share: 0 }] }
"""  # noqa: E501
_NO_PAPERS = "        max: 1\n        evidence: none\n"
_COUNTED = (
    (
        "criteria.yaml",
        _NO_PAPERS,
        f"{_NO_PAPERS}        scored_by: survey\n        not_applicable: exclude\n",
    ),
    (
        "criteria.yaml",
        "{ kind: judged, step: 0.5 }\n",
        _ITEM.replace("\n", "\n          ").rstrip() + "\n",
    ),
    ("units.csv", "MAU01,Xã Mẫu Một,XA,", "MAU01,Xã Mẫu Một,XA,1.5"),
)
"""Item 1.5 is scored by a survey, from which the unit is exempt."""


def _survey(
    *edits: tuple[str, str],
    answers: str = _ANSWERS,
    files: str = _FILES,
) -> Do:
    """Return what adds the survey to the round, its questionnaire edited."""

    def do(folder: Path) -> None:
        text = _QUESTIONNAIRE
        for old, new in edits:
            if old not in text:
                raise ValueError(f"{old!r} is not in the questionnaire")
            text = text.replace(old, new)
        write(f"{ROUND}/phieu.yaml", text.encode())(folder)
        write(f"{ROUND}/tra-loi.csv", answers.encode())(folder)
        round_file = folder / ROUND / "round.yaml"
        told = round_file.read_text(encoding="utf-8") + f"surveys: [{files}]\n"
        round_file.write_text(told, encoding="utf-8")
        swap(("criteria.yaml", "of: hours / 48", "of: hours / 2"))(folder)

    return do


def _spoiled(vi: str, en: str, do: Do) -> Recipe:
    return Recipe(vi, en, book=lambda book: type_in(book, *_MATCHING), do=do)


def _counted(*edits: tuple[str, str]) -> Do:
    """Return what adds the survey where item 1.5 takes counts of its answers."""

    def do(folder: Path) -> None:
        asked((*_MATCHING, Typed("1.5", Column.CLAIM, None)), *_COUNTED)(folder)
        _survey(*edits)(folder)

    return do


_FEEDS_BOTH = (
    'feeds: { XA: "1.4.hours" } }\n',
    'feeds: { XA: "1.4.hours" } }\n  - { column: "Câu 2", scale: view, feeds: { XA: "1.5" } }\n',
)

SURVEYS: Mapping[str, Recipe] = {
    "CRI080": _spoiled(
        "Câu hỏi của phiếu điều tra nêu mục `1.9`, trong khi bộ tiêu chí không có mục này.",
        "A question feeds the item `1.9`, which the criteria do not have.",
        _survey(("1.4.hours", "1.9")),
    ),
    "CRI081": _spoiled(
        "Câu hỏi của phiếu điều tra nêu mục `1.1`, là mục trả lời có hay không.",
        "A question feeds the item `1.1`, which is answered by yes or no.",
        _survey(("1.4.hours", "1.1")),
    ),
    "CRI082": _spoiled(
        "Mục `1.5` chấm theo điều tra; `good` của quy tắc được viết là `fine` trong phiếu.",
        "Item `1.5` is scored by a survey; the questionnaire writes `fine` for its answer `good`.",
        _counted(_FEEDS_BOTH, ("name: good", "name: fine")),
    ),
    "CRI083": _spoiled(
        "Mục `1.5` chấm theo điều tra; `poor` có tỷ lệ 0,5 trong phiếu và 0 trong quy tắc.",
        "Item `1.5` is scored by a survey; `poor` is 0.5 in the questionnaire and 0 in the rule.",
        _counted(_FEEDS_BOTH, ("share: 0 }", "share: 0.5 }")),
    ),
    "CRI084": _spoiled(
        "Trong phiếu điều tra, “Tốt” vừa là nhãn của `good` vừa là một cách viết của `poor`.",
        "In the questionnaire “Tốt” is the label of `good` and a spelling of `poor`.",
        _survey(("share: 0 }", 'share: 0, written: ["Tốt"] }')),
    ),
    "CRI085": _spoiled(
        "Câu hỏi nêu thang `views`, trong khi phiếu điều tra chỉ có thang `view`.",
        "A question names the scale `views`, and the questionnaire has only `view`.",
        _survey(("scale: view", "scale: views")),
    ),
    "CRI086": _spoiled(
        "Một cuộc điều tra được nêu hai lần trong `round.yaml`.",
        "One survey is named twice in `round.yaml`.",
        _survey(files=f"{_FILES}, {_FILES}"),
    ),
    "RND060": _spoiled(
        "Mục `1.5` chấm theo điều tra hai nhóm; phiếu chỉ hỏi người dân về mục này.",
        "Item `1.5` is scored by a survey of two groups; only people are asked about it.",
        lambda folder: (
            _counted(
                (_FEEDS_BOTH[0], _FEEDS_BOTH[1].replace('"Câu 2"', '"Câu 2", groups: [people]'))
            )(folder),
            write(
                f"{ROUND}/tra-loi.csv",
                _ANSWERS.replace("Câu 1", "Câu 1,Câu 2").replace("dân,Tốt", "dân,Tốt,Tốt").encode(),
            )(folder),
        ),
    ),
    "RND061": _spoiled(
        "Tệp trả lời không có cột `Câu 2` của phiếu điều tra.",
        "The answers have no column `Câu 2`, which the questionnaire asks.",
        _survey((_FEEDS_BOTH[0], _FEEDS_BOTH[1].replace("1.5", "1.4.hours"))),
    ),
    "RND062": _spoiled(
        "Hai phiếu ghi đơn vị `MAU10`.",
        "Two answers are about the unit `MAU10`.",
        _survey(answers=_ANSWERS + "5,MAU10,Người dân,Tốt\n6,MAU10,Người dân,Kém\n"),
    ),
    "RND063": _spoiled(
        "Một phiếu ghi nhóm “Doanh nghiệp”, trong khi phiếu điều tra không có nhóm này.",
        "An answer is of the group “Doanh nghiệp”, which the questionnaire does not have.",
        _survey(answers=_ANSWERS + "5,MAU01,Doanh nghiệp,Tốt\n"),
    ),
    "RND064": _spoiled(
        "Phiếu điều tra chia tầng theo lĩnh vực; một phiếu ghi “Đất”.",
        "The survey has strata by field; an answer says “Đất”.",
        _survey(
            *_STRATA,
            answers=_LAND.replace("2,MAU01,Người dân,Tốt,Đất đai", "2,MAU01,Người dân,Tốt,Đất")
            + "5,MAU01,Người dân,Tốt,Hộ tịch\n6,MAU01,Lãnh đạo,Tốt,Hộ tịch\n",
        ),
    ),
    "RND065": _spoiled(
        "Phiếu số 2 được dán hai lần.",
        "The answers of respondent 2 were pasted twice.",
        _survey(answers=_ANSWERS + "2,MAU01,Người dân,Tốt\n"),
    ),
    "RND066": _spoiled(
        "Một phiếu ghi “Khá”, trong khi thang trả lời không có mức này.",
        "An answer is “Khá”, which is not on the scale.",
        _survey(answers=_ANSWERS + "5,MAU01,Người dân,Khá\n"),
    ),
    "RND067": _spoiled(
        "Một người bỏ trống câu hỏi.",
        "A respondent leaves the question out.",
        _survey(answers=_ANSWERS + "5,MAU01,Người dân,\n"),
    ),
    "RND068": _spoiled(
        "Chỉ người dân được hỏi `Câu 1`, nhưng hai lãnh đạo cũng trả lời câu này.",
        "Only people are asked `Câu 1`, and two leaders answer it too.",
        _survey(("scale: view, feeds", "scale: view, groups: [people], feeds")),
    ),
    "RND069": _spoiled(
        "Phiếu điều tra yêu cầu ít nhất 30 người trả lời về một đơn vị.",
        "The questionnaire asks for 30 respondents of a unit.",
        _survey(("scales:\n", "minimum: 30\nsmall_sample: score\nscales:\n")),
    ),
    "RND070": _spoiled(
        "Phiếu điều tra yêu cầu ít nhất 3 lãnh đạo trả lời về một đơn vị.",
        "The questionnaire asks for three leaders of a unit.",
        _survey(
            ('"Leaders" }', '"Leaders" }, minimum: 3'),
            ("scales:\n", "small_sample: score\nscales:\n"),
        ),
    ),
    "RND071": _spoiled(
        "Một câu trả lời có dấu phẩy mà không đặt trong dấu ngoặc kép.",
        "An answer has a comma and no quotes.",
        _survey(answers=_ANSWERS + "5,MAU01,Người dân,Tốt, nhưng chậm\n"),
    ),
    "RND072": _spoiled(
        "Tệp trả lời có thêm cột `Góp ý`.",
        "The answers have one more column, `Góp ý`.",
        _survey(answers=_ANSWERS.replace("Câu 1", "Câu 1,Góp ý")),
    ),
    "RND073": _spoiled(
        "Trong hai tệp trả lời có một tệp chỉ có dòng tiêu đề.",
        "Of two files of answers one holds nothing but its headings.",
        lambda folder: (
            _survey(files="{ questionnaire: phieu.yaml, answers: [tra-loi.csv, trong.csv] }")(
                folder
            ),
            write(f"{ROUND}/trong.csv", _ANSWERS.splitlines()[0].encode())(folder),
        ),
    ),
    "RND074": _spoiled(
        "Phiếu điều tra chia tầng theo lĩnh vực; không có lãnh đạo nào trả lời về hộ tịch.",
        "The survey has strata by field; no leader answers on civil status.",
        _survey(*_STRATA, answers=_LAND + "5,MAU01,Người dân,Tốt,Hộ tịch\n"),
    ),
}
"""By code."""
