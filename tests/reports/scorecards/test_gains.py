"""What a unit would need: the fewest points, and the rank they bring, against a plain count."""

from dataclasses import replace
from fractions import Fraction

import pytest

from parindex.evaluation.rounds import Evaluation
from parindex.model.result import RoundResult
from parindex.reports.scorecards.gains import adds_up, losses, needed, outlook, prospects, standing
from parindex.reports.scorecards.peers import Subject
from tests.reports.scorecards.made_cards import changed, subjects, unit_of


@pytest.fixture(scope="module")
def result(sample: Evaluation) -> RoundResult:
    return sample.result


def subject(result: RoundResult, code: str) -> Subject:
    return next(found for found in subjects(result) if found.unit.code == code)


def test_losses_are_what_items_leave_unreached(result: RoundResult) -> None:
    for found in subjects(result):
        score = found.unit.score
        assert score
        lost = losses(score)
        whole = sum(score.items.max_points) - sum(score.items.points)
        assert sum(loss.points for loss in lost) == whole
        assert [loss.points for loss in lost] == sorted((x.points for x in lost), reverse=True)
        assert adds_up(score)


def test_no_fewer_points_reach_the_next_index(result: RoundResult) -> None:
    for found in subjects(result):
        own = standing(found).key
        target = found.peers.above(own)
        if target is None:
            assert found.unit.rank == 1
            continue
        points = needed(found, target, lambda then, target=target: then.key >= target)  # type: ignore[misc]
        step = Fraction(1, 100)
        assert standing(found, points).key >= target
        assert points == step or standing(found, points - step).key < target


def test_what_points_bring_is_what_a_plain_count_says(result: RoundResult) -> None:
    seen = set()
    for found in subjects(result):
        score, unit = found.unit.score, found.unit
        assert score
        assert unit.rank
        block = next(b for b in result.blocks if b.code == found.peers.block.code)
        for loss in losses(score)[:4]:
            index = found.view.printed((score.points + loss.points) / score.max_points * 100)
            above = [u for u in block.ranked if u.score and u.score.index > index]
            rank = len(above) + 1
            told = outlook(found, loss.points)
            assert (f"hạng {rank}" in told) == (rank < unit.rank), unit.code
            seen.add(rank < unit.rank)
    assert seen == {True, False}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("SO12", "Đứng đầu khối; chỉ số cao hơn đơn vị kế tiếp 0,05."),
        ("SO12", "Đã đạt mức xếp loại cao nhất (Xuất sắc), chỉ số cao hơn ngưỡng 2,16."),
        ("SO06", "Đã đạt mức xếp loại cao nhất (Xuất sắc), vừa bằng ngưỡng."),
        ("SO01", "Cần thêm 0,24 điểm để bằng chỉ số của hạng 5 (90,00%)."),
        ("XA19", "Cần đạt điểm tối đa ở ít nhất 7 tiêu chí thành phần."),
    ],
)
def test_sentences(result: RoundResult, code: str, said: str) -> None:
    assert any(said in line for line in prospects(subject(result, code)))


def test_items_that_would_do_are_as_few_as_can_be(result: RoundResult) -> None:
    [line] = [line for line in prospects(subject(result, "XA20")) if "xếp loại" in line]
    assert "Cần thêm 3,31 điểm để đạt xếp loại Xuất sắc (từ 90)." in line
    assert "Chỉ cần đạt điểm tối đa ở: 3.2.1 (+2,00), 3.5 (+1,45)." in line


def test_a_total_that_is_no_sum_promises_nothing_of_items(result: RoundResult) -> None:
    score = unit_of(result, "XA20").score
    assert score
    other = changed(result, "XA20", score=replace(score, points=score.points / 2))
    found = subject(other, "XA20")
    assert found.unit.score
    assert not adds_up(found.unit.score)
    assert not any("điểm tối đa ở" in line for line in prospects(found))
