"""What stands in the annual report: every figure is that of the result, in its place."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from parindex.evaluation.rounds import Evaluation
from parindex.locale import number
from parindex.model.finding import CannotGoOn
from parindex.model.imprint import Imprint
from parindex.model.result import PastRound, PastSet, PastUnit, RoundResult
from parindex.model.text import LocalText
from parindex.reports.annual import documents, make
from parindex.reports.annual.claims import claims
from parindex.reports.annual.report import MANY
from parindex.reports.view import BlockView
from tests.reports.annual.test_pdf import text_of
from tests.reports.made_publications import published


def document(result: RoundResult, lang: str = "vi", **more: Any) -> dict[str, Any]:
    [(name, found)] = documents(published(result, lang, **more))
    assert name == "annual"
    return found


def under(found: dict[str, Any], title: str, chapter: str = "") -> Iterator[dict[str, Any]]:
    """Yield the parts under the first heading of that title, after the chapter's."""
    inside = at = False
    for part in [*found["parts"], *found["annexes"]]:
        if part["kind"] == "heading" and inside:
            return
        at = at or not chapter or part.get("text") == chapter
        inside = inside or (at and part["kind"] == "heading" and part["text"] == title)
        if inside and part["kind"] != "heading":
            yield part


def only(parts: Iterator[dict[str, Any]], kind: str) -> dict[str, Any]:
    [found] = [part for part in parts if part["kind"] == kind]
    return found


@pytest.fixture(scope="module")
def told(sample: Evaluation) -> dict[str, Any]:
    return document(sample.result)


def test_every_item_score_stands_in_the_annex(told: dict[str, Any], sample: Evaluation) -> None:
    tables = [part for part in told["annexes"] if part["kind"] == "table"]
    cells = {
        (row[1], head): cell
        for table in tables
        for row in table["rows"]
        for head, cell in zip(table["heads"], row, strict=True)
    }
    for block in sample.result.blocks:
        for unit in (unit for unit in block.units if unit.score):
            assert unit.score is not None
            for place, item in enumerate(block.items):
                shown, points = cells[unit.name, item.code], unit.score.items.points[place]
                match unit.score.items.outcomes[place].value:
                    case outcome if outcome == "scored" or points:
                        tenths = Decimal(shown.replace(",", "."))
                        assert abs(Fraction(tenths) - points) <= Fraction(1, 200)
                    case other:
                        short = {"missing": "–", "invalid": "!", "not_applicable": "KAD"}
                        assert shown == short[other]


def test_the_page_of_an_area_ranks_by_its_index_and_names_the_ends(
    told: dict[str, Any], sample: Evaluation
) -> None:
    block = sample.result.blocks[0]
    indices = {u.name: u.score.areas[0].index for u in block.ranked if u.score}
    best, worst = max(indices, key=indices.__getitem__), min(indices, key=indices.__getitem__)  # type: ignore[arg-type]
    title = f"Lĩnh vực 1. {block.areas[0].name.vi}"
    parts = list(under(told, title, block.name.vi))
    lines = only(iter(parts), "list")["lines"]
    assert f"{number(indices[best] or 0, 'vi', 2)}%: {best}" in lines[1]
    assert f"{number(indices[worst] or 0, 'vi', 2)}%: {worst}" in lines[2]
    alt = only(iter(parts), "chart")["alt"]
    assert all(f"{name}: {number(index or 0, 'vi', 2)}" in alt for name, index in indices.items())


def test_the_items_where_most_points_are_lost_are_worked_out_by_hand(sample: Evaluation) -> None:
    block = sample.result.blocks[1]
    place = [item.code for item in block.items].index("3.5")
    scores = [unit.score.items for unit in block.ranked if unit.score]
    each = [s.max_points[place] - s.points[place] for s in scores]
    lost = sum(each, Fraction(0)) / len(each)
    parts = document(replace(sample.result, blocks=(block,)))["parts"]
    tables = [p for p in parts if p["kind"] == "table" and "Điểm mất" in p["heads"]]
    [row] = [row for table in tables for row in table["rows"] if row[0] == "3.5"]
    assert abs(Fraction(row[4].replace(",", ".")) - lost) <= Fraction(1, 200)


def test_claims_are_set_against_what_was_given_for_the_same_items(sample: Evaluation) -> None:
    view = BlockView(sample.result.blocks[0], "vi")
    found = {one.unit.code: one for one in claims(view)}
    unit = next(unit for unit in view.block.ranked if unit.code == "SO06")
    assert unit.score is not None
    items = unit.score.items
    both = zip(items.self_points, items.points, strict=True)
    pairs = [(claim, points) for claim, points in both if claim is not None]
    one = found["SO06"]
    assert (one.items, one.claimed) == (len(pairs), sum(c for c, _ in pairs))
    assert one.over == sum(c - p for c, p in pairs)
    assert one.differing == sum(view.printed(c) != view.printed(p) for c, p in pairs)
    apart = [abs(each.over) for each in claims(view)]
    assert apart == sorted(apart, reverse=True)


def test_what_changed_since_the_year_before(sample: Evaluation) -> None:
    block = sample.result.blocks[0]
    first, second, third, fourth = block.ranked[:4]
    assert first.score is not None
    former = {item.code: item.max_points for item in block.items[1:]} | {"9.9": Fraction(1)}
    former[block.items[1].code] += 1
    past = PastRound(
        2024,
        {
            first.code: PastUnit(first.score.index - 2, 5, "", block.code),
            second.code: PastUnit(Decimal(50), 1, "", "OTHER"),
            third.code: PastUnit(Decimal(60), 2, "", block.code),
            fourth.code: PastUnit(Decimal(60), 2, "", block.code),
        },
        (PastSet(block.code, LocalText(vi="Bộ cũ"), 3, former),),
    )
    told = document(replace(sample.result, past=(past,)))
    rows = only(under(told, "Bảng xếp hạng", block.name.vi), "ranking")["rows"]
    assert rows[0]["cells"][5:7] == ["+2,00", "+2"], "third of the three in both years, then first"
    assert rows[1]["cells"][6] == "–", "a rank in another block is none to compare with"
    assert [row["cells"][6] for row in rows[2:5]] == ["−1", "−2", "–"]
    [method] = [p for p in under(told, block.name.vi, "Cách tính") if p["kind"] == "list"]
    assert "So với năm 2024: Bộ cũ, phiên bản 3." in method["lines"]
    assert f"Các mục mới: {block.items[0].code}." in method["lines"]
    assert "Các mục bị bỏ: 9.9." in method["lines"]
    assert f"Các mục thay đổi điểm tối đa: {block.items[1].code}." in method["lines"]


def test_without_an_earlier_year_nothing_is_compared(sample: Evaluation) -> None:
    told = document(replace(sample.result, past=()))
    ranking = only(under(told, "Bảng xếp hạng"), "ranking")
    assert len(ranking["heads"]) == 6
    assert "So với" not in str(told["parts"])


def test_survey_figures_are_those_published(told: dict[str, Any], sample: Evaluation) -> None:
    tables = [
        p
        for p in under(told, "Kết quả điều tra xã hội học", sample.result.blocks[0].name.vi)
        if p["kind"] == "table"
    ]
    rows = {row[0]: row for row in tables[1]["rows"]}
    names = {unit.code: unit.name for unit in sample.result.blocks[0].units}
    lines = [line for line in sample.result.surveys if line.block == "SO" and not line.group]
    assert lines
    for line in lines:
        row = rows[names[line.unit]]
        assert row[1:] == [
            str(line.counted),
            f"{line.share}%".replace(".", ","),
            str(line.half_width).replace(".", ","),
        ]


def test_a_very_large_round_has_its_annex_in_volumes(sample: Evaluation) -> None:
    block = sample.result.blocks[1]
    units = tuple(replace(block.ranked[n % 30], code=f"X{n}") for n in range(MANY))
    large = replace(sample.result, blocks=(replace(block, units=units),))
    found = dict(documents(published(large)))
    assert list(found) == ["annual", *(f"annual-annex-1-XA-{n}" for n in range(1, 8))]
    assert not any("1.1.1" in p.get("heads", ()) for p in found["annual"]["annexes"])
    for area in block.areas:
        [table] = [
            p for p in found[f"annual-annex-1-XA-{area.code}"]["annexes"] if p["kind"] == "table"
        ]
        assert len(table["rows"]) == MANY + 1
        assert table["heads"][2:] == [item.code for item in block.items if item.area == area.code]


OWN = """{
 "parindex": 1,
 "title": {"vi": "Báo cáo riêng", "en": "Own report"},
 "subtitle": {"vi": "Dòng dưới"},
 "logo": {"file": "logo.svg", "text": {"vi": "Huy hiệu", "en": "Emblem"}},
 "colours": {"accent": "#7A1F1F"},
 "paragraphs": {"foreword": {"vi": "Lời đầu.\\n\\nĐoạn hai."}, "closing": {"vi": "Lời cuối."},
  "closing_title": {"vi": "Kiến nghị"}},
 "signatories": [{"role": {"vi": "Chủ tịch"}, "name": "Nguyễn Văn Mẫu"}]
}"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'


def test_the_office_adds_title_logo_colour_paragraphs_and_signatories(
    sample: Evaluation, tmp_path: Path
) -> None:
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    imprint = Imprint.model_validate_json(OWN)
    block = sample.result.blocks[0]
    small = replace(
        sample.result, blocks=(replace(block, units=block.units[:3]),), past=(), surveys=()
    )
    found = document(small, own=tmp_path, imprint=imprint)
    assert (found["title"], found["accent"]) == ("Báo cáo riêng", "#7A1F1F")
    assert found["cover"]["logo"] == {"format": "svg", "data": SVG, "alt": "Huy hiệu"}
    [made] = make(published(small, own=tmp_path, imprint=imprint))
    text = text_of(made.data)
    for words in (
        "Báo cáo riêng",
        "Dòng dưới",
        "Lời đầu.",
        "Đoạn hai.",
        "Kiến nghị Lời cuối.",
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ):
        assert words in text
    assert "Huy hiệu" in alternatives(made.data)


def alternatives(data: bytes) -> set[str]:
    """Return the alternative texts of a PDF's figures."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o)
        return {str(each.Alt) for each in found}


def test_the_office_s_own_template_goes_before_ours_and_a_broken_one_says_where(
    sample: Evaluation, tmp_path: Path
) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    own = folder / "annual.typ"
    own.write_text(
        '#import "look.typ": *\n#let data = json(bytes(sys.inputs.data))\n'
        "#set document(title: data.title)\n#set text(font: serif, lang: data.lang)\n"
        "Mẫu riêng của tỉnh\n",
        encoding="utf-8",
    )
    [made] = make(published(sample.result, own=tmp_path))
    assert text_of(made.data).strip() == "Mẫu riêng của tỉnh"
    own.write_text("= Một\n\n#khong-co\n", encoding="utf-8")
    with pytest.raises(CannotGoOn) as stop:
        list(make(published(sample.result, own=tmp_path)))
    [finding] = stop.value.findings
    assert finding.code == "RPT030"
    assert (finding.place.file, finding.place.line, finding.place.column) == (own.as_posix(), 3, 1)
    assert "khong-co" in str(finding.values["reason"])


@pytest.mark.parametrize("spoil", ["folder", "link", "look"])
def test_templates_that_cannot_be_taken_are_told(
    sample: Evaluation, tmp_path: Path, spoil: str
) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    match spoil:
        case "folder":
            (folder / "annual.typ").mkdir()
        case "link":
            (folder / "annual.typ").symlink_to(tmp_path / "nowhere")
        case "look":
            (folder / "look.typ").write_text("#let nothing = 1\n", encoding="utf-8")
    with pytest.raises(CannotGoOn) as stop:
        list(make(published(sample.result, own=tmp_path)))
    [finding] = stop.value.findings
    assert finding.code == "RPT030"
    assert finding.place.file.startswith(folder.as_posix())
