"""Scorecards as PDFs: two pages a unit with the figures of the result, in both languages."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from parindex.evaluation.rounds import Evaluation
from parindex.locale import number
from parindex.model.result import RoundResult, UnitResult
from parindex.reports.scorecards.gains import losses
from parindex.reports.view import BlockView
from tests.reports.made_publications import published
from tests.reports.scorecards.made_cards import (
    LONG,
    alternatives,
    card,
    cards,
    changed,
    overfull,
    pages,
    unit_of,
    with_past,
)

SHOWN = ("SO12", "SO06", "SO18", "XA20", "XA19")


@pytest.fixture(scope="module")
def result(sample: Evaluation) -> RoundResult:
    return replace(sample.result, past=())


@pytest.fixture(scope="module")
def made(result: RoundResult) -> dict[str, bytes]:
    return cards(published(result), workers=2)


def scored(result: RoundResult) -> list[UnitResult]:
    return [unit for block in result.blocks for unit in block.units if unit.score]


def test_every_unit_has_its_card_of_two_pages_in_order(
    made: dict[str, bytes], result: RoundResult
) -> None:
    units = [unit for block in result.blocks for unit in block.units]
    assert list(made) == [unit.code for unit in units]
    counts = {code: len(PdfReader(BytesIO(data)).pages) for code, data in made.items()}
    assert counts == {unit.code: 2 if unit.score else 1 for unit in units}
    assert set(counts.values()) == {1, 2}


@pytest.mark.parametrize("code", SHOWN)
def test_the_front_has_the_figures_of_the_result(
    made: dict[str, bytes], result: RoundResult, code: str
) -> None:
    unit, front = unit_of(result, code), pages(made[code])[0]
    block = next(block for block in result.blocks if unit in block.units)
    view, score = BlockView(block, "vi"), unit.score
    assert score
    assert unit.band
    assert unit.name in front
    assert f"Hạng {unit.rank}/{len(block.ranked)}" in front
    assert f"Chỉ số {view.figure(score.index)}% trung bình khối" in front
    assert f"Xếp loại {unit.band.vi}" in front
    most = number(score.max_points, "vi")
    assert f"Điểm {view.figure(view.printed(score.points))}/{most}" in front
    for place, (area, mean) in enumerate(zip(score.areas, view.area_means, strict=True)):
        indices = [s.areas[place].index for s in view.scores()]
        known = [index for index in indices if index is not None]
        rank = 1 + sum(index > (area.index or 0) for index in known)
        figures = (view.figure(figure) for figure in (area.index, mean, max(known)))
        points = f"{view.figure(view.printed(area.points))}/{number(area.max_points, 'vi')} điểm"
        assert " ".join((points, *figures, str(rank))) in front, place


@pytest.mark.parametrize("code", SHOWN)
def test_the_back_has_what_was_lost_and_why(
    made: dict[str, bytes], result: RoundResult, code: str
) -> None:
    unit, back = unit_of(result, code), pages(made[code])[1]
    block = next(block for block in result.blocks if unit in block.units)
    view, score = BlockView(block, "vi"), unit.score
    assert score
    found = losses(score)
    place = back.index("Điểm bị mất")
    for loss in found[:5]:
        item = block.items[loss.place]
        place = back.index(f"{item.code} {item.name.vi}", place)
        figures = (score.items.max_points[loss.place], score.items.points[loss.place], loss.points)
        shown = " ".join(view.figure(view.printed(points)) for points in figures)
        told = back[place : place + 1000]
        assert shown in told, item.code
        assert score.items.reasons[loss.place].for_lang("vi")[:40] in told, item.code
        assert item.rule[0].vi[:40] in told, item.code


def test_what_does_not_fit_is_counted(made: dict[str, bytes], result: RoundResult) -> None:
    unit, back = unit_of(result, "SO14"), pages(made["SO14"])[1]
    assert unit.score
    found = losses(unit.score)
    rest = back.split("Còn ")[1].split(" ")[0]
    shown = len(found) - int(rest)
    left = sum((loss.points for loss in found[shown:]), Fraction(0))
    view = BlockView(result.blocks[0], "vi")
    figure = view.figure(view.printed(left))
    assert shown >= 6
    assert f"Còn {rest} tiêu chí thành phần khác, mất {figure} điểm: xem đầy đủ tại phụ lục" in back


def test_appraisal_notes_and_gaps(made: dict[str, bytes], result: RoundResult) -> None:
    back = pages(made["SO06"])[1]
    score = unit_of(result, "SO06").score
    assert score
    assert len(score.moves) == 5
    for move in score.moves:
        assert move.reason in back
    assert "2,50 → 1,25" in back
    assert "1,25 → 2,50" in back
    assert "Thiếu sót về tài liệu kiểm chứng: 3" in pages(made["XA27"])[1]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("code", ["XA09", "XA15", "XA22"])
def test_a_unit_without_a_score_is_told_why(result: RoundResult, code: str, lang: str) -> None:
    [page] = card(result, code, lang)
    unit = unit_of(result, code)
    assert unit.reasons[0].text.for_lang(lang) in page
    assert ("Cách xử lý" if lang == "vi" else "What to do") in page
    assert result.organisation.for_lang(lang) in page.partition("Why")[2 if lang == "en" else 0]


def test_a_unit_out_of_the_ranking_has_neither_rank_nor_band(result: RoundResult) -> None:
    apart = changed(result, "SO14", status="not_ranked", rank=None, band=None)
    front, _ = card(apart, "SO14")
    assert "Hạng – được chấm điểm, không xếp hạng" in front or "Hạng –" in front
    assert "Xếp loại" not in front.partition("Vị trí")[0]
    assert "Cần thêm" not in front


def test_earlier_years_are_shown_where_they_are_known(result: RoundResult) -> None:
    front, _ = card(with_past(result), "SO12")
    assert "Hạng 1/20 hạng 2 năm 2024" in front
    assert "Chỉ số 92,16% tăng 1,25 so với năm 2024" in front
    assert "năm 2024: Khá" in front
    for shown in ("Diễn biến qua các năm", "90,91", "89,66", "2023", "Bộ tiêu chí năm 2024 khác"):
        assert shown in front
    assert "Diễn biến" not in "".join(card(result, "SO12"))


def test_in_english(result: RoundResult) -> None:
    front, back = card(result, "XA20", "en")
    for shown in (
        "Scorecard 2025",
        "Rank 9/37",
        "Index 86.69%",
        "86.69/100",
        "not an official result",
    ):
        assert shown in front
    assert "Points lost and how to win them back" in back
    assert "3.00 → 2.00" in back


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_unit_with_more_to_say_than_fits_has_two_pages_too(
    result: RoundResult, lang: str
) -> None:
    front, back = card(overfull(result), "SO14", lang)
    assert "…" in front
    assert "…" in back
    assert ("Còn 3" if lang == "vi" else " more: ") in back
    assert LONG not in back


@pytest.mark.parametrize("name", ["W" * 300, "Xã #panic() *x* <a> @b \\u{41} = $z$", "Ủy\nban"])
def test_odd_names_stay_on_two_pages_as_text(result: RoundResult, name: str) -> None:
    front, _ = card(changed(result, "XA20", name=name), "XA20")
    assert name.split("\n", maxsplit=1)[0][:25] in front.replace(" ", "") + front


def test_it_is_tagged_with_headings_tables_and_texts_for_charts(made: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(made["SO06"])) as pdf:
        kinds = [str(e.S) for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and "/S" in e]
        assert str(pdf.Root.Lang) == "vi"
        with pdf.open_metadata() as told:
            assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == (
                ("2", "A", "1")
            )
            assert "Sở Hoa Hồng (mẫu) – Chỉ số cải cách hành chính" in str(told["dc:title"])
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure"} <= set(kinds)
    assert any(
        "lĩnh vực 1: 92,36, trung bình 83,70, cao nhất 98,96" in text
        for text in alternatives(made["SO06"])
    )
