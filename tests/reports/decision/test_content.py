"""decision.docx read back: the figures of the result, the office's words, and visible blanks."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from parindex.evaluation.rounds import Evaluation
from parindex.locale import number, speaker
from parindex.model.imprint import DecisionWords, Imprint, Signatory
from parindex.model.result import RoundResult
from parindex.model.text import LocalText
from tests.reports.decision.word_reader import decision, lines, rows, tables, word
from tests.reports.made_publications import published

OWN = Imprint(
    parindex=1,
    signatories=(
        Signatory(
            on_behalf=LocalText(vi="TM. ỦY BAN NHÂN DÂN"),
            role=LocalText(vi="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
            name="Nguyễn Văn Mẫu",
        ),
    ),
    decision=DecisionWords(
        issuer=LocalText(vi="Ủy ban nhân dân tỉnh Minh Họa"),
        superior=LocalText(vi="Chính phủ"),
        number="12/QĐ-UBND",
        place=LocalText(vi="Minh Họa"),
        bases=(LocalText(vi="Căn cứ Luật A;"), LocalText(vi="Theo đề nghị của Sở B.")),
        articles=(LocalText(vi="Giao Sở B."), LocalText(vi="Sở B thi hành./.")),
        receivers=(LocalText(vi="- Như Điều 3;"), LocalText(vi="Lưu: VT, CCHC.")),
    ),
)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_figure_of_the_ranking_stands_in_its_annex(sample: Evaluation, lang: str) -> None:
    result = sample.result
    publication = published(result, lang)
    found = tables(word(publication))
    for view in publication.views():
        heads, *body = rows(found.pop(0))
        assert heads[4] == view.index_head
        ranked = [row for row in view.rows() if row.rank]
        assert len(body) == len(ranked) == len(view.block.ranked)
        for line, row in zip(body, ranked, strict=True):
            figures = (row.points, row.max_points, row.index)
            shown = [number(f, lang, view.decimals) for f in figures if f is not None]
            assert line == [str(row.rank), row.unit.name, *shown, row.band]
        adjusted = list(view.adjusted())
        if adjusted:
            _, *body = rows(found.pop(0))
            assert [tuple(line[1:]) for line in body] == adjusted
        unranked = [unit for unit in view.block.units if unit.rank is None]
        if unranked:
            _, *body = rows(found.pop(0))
            assert [line[1] for line in body] == [unit.name for unit in unranked]
            for line, unit in zip(body, unranked, strict=True):
                said = unit.reasons if unit.status == "rejected" else ()
                assert all(r.text.for_lang(lang).rstrip(".") in line[2] for r in said)
                assert line[2]
                assert not any(reason.code in line[2] for reason in unit.reasons)
    for view in publication.views():
        heads, *body, means = rows(found.pop(0))
        assert heads[2:] == [area.code for area in view.block.areas]
        for line, row in zip(body, (row for row in view.rows() if row.rank), strict=True):
            assert line[:2] == [str(row.rank), row.unit.name]
            assert line[2:] == [view.figure(index) for index in row.areas]
        assert means[2:] == [view.figure(mean) for mean in view.area_means]
    assert not found


def test_without_bands_there_is_no_column_of_them(sample: Evaluation) -> None:
    block = sample.result.blocks[0]
    plain = replace(block, criteria=replace(block.criteria, bands=()))
    document = word(published(replace(sample.result, blocks=(plain,))))
    heads, *body = rows(tables(document)[0])
    assert heads == ["Hạng", "Đơn vị", "Điểm", "Tối đa", "Chỉ số (%)"]
    assert all(len(line) == len(heads) for line in body)


def test_the_first_article_counts_the_units_and_names_the_annexes(sample: Evaluation) -> None:
    text = lines(word(published(sample.result)))
    units = [f"{len(b.ranked)} đơn vị được xếp hạng" for b in sample.result.blocks]
    first, second = (line for line in text if "đơn vị được xếp hạng" in line)
    assert f"1. Khối sở, ban, ngành: {units[0]} (Phụ lục I; theo lĩnh vực: Phụ lục III);" == first
    left = len(sample.result.blocks[1].units) - len(sample.result.blocks[1].ranked)
    assert f"{units[1]}, {left} đơn vị không xếp hạng (Phụ lục II;" in second
    assert [line for line in text if line.startswith("Phụ lục ")] == [
        "Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV",
    ]  # fmt: skip


def test_what_nobody_told_stays_blank(sample: Evaluation) -> None:
    text = lines(word(published(sample.result)))
    for line in (
        "Số: ……/QĐ-……",
        "……, ngày …… tháng …… năm ………",
        "Căn cứ ……;",
        "Theo đề nghị của …….",
        "- Như Điều 3;",
        "- Lưu: VT, …….",
        "DỰ THẢO",
    ):
        assert line in text
    assert text[:2] == ["Ủy ban nhân dân", "tỉnh Minh Họa"]
    assert text.count("……") == 2, "role and name"


def test_sources_of_an_illustrative_set_are_no_legal_bases(sample: Evaluation) -> None:
    result = sample.result
    text = "\n".join(lines(word(published(result))))
    assert "VĂN BẢN MẪU" in text
    source = result.blocks[0].criteria.basis[0]
    assert source not in text
    official = "\n".join(lines(word(published(made_official(result)))))
    assert f"Căn cứ {source};" in official
    assert "VĂN BẢN MẪU" not in official
    assert "DỰ THẢO" in official


def made_official(result: RoundResult) -> RoundResult:
    blocks = [replace(b, criteria=replace(b.criteria, status="official")) for b in result.blocks]
    return replace(result, blocks=tuple(blocks))


def test_a_specimen_is_told_in_red(sample: Evaluation) -> None:
    document = word(published(sample.result))
    [warning] = [p for p in document.paragraphs if p.text.startswith("VĂN BẢN MẪU")]
    assert warning.style is not None
    assert str(warning.style.font.color.rgb) == "C00000"


def test_the_words_of_the_office_stand_where_custom_has_them(sample: Evaluation) -> None:
    text = lines(word(published(sample.result, imprint=OWN)))
    assert text[:4] == ["Chính phủ", "Ủy ban nhân dân", "tỉnh Minh Họa", "Số: 12/QĐ-UBND"]
    assert "Minh Họa, ngày …… tháng …… năm ………" in text
    at = text.index("Ủy ban nhân dân tỉnh Minh Họa")
    assert text[at : at + 4] == [
        "Ủy ban nhân dân tỉnh Minh Họa", "Căn cứ Luật A;", "Theo đề nghị của Sở B.", "Quyết định:",
    ]  # fmt: skip
    assert "Điều 2. Giao Sở B." in text
    assert "Điều 3. Sở B thi hành./." in text
    at = text.index("Nơi nhận:")
    assert text[at : at + 3] == ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT, CCHC."]
    assert text[at + 3 : at + 7] == [
        "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Mẫu",
    ]  # fmt: skip
    references = [line for line in text if line.startswith("(Kèm theo Quyết định số 12/QĐ-UBND")]
    assert len(references) == 4


def test_a_head_that_signs_alone_decides(sample: Evaluation) -> None:
    signs = Signatory(role=LocalText(vi="Giám đốc"))
    imprint = Imprint(
        parindex=1, signatories=(signs,), decision=DecisionWords(issuer=LocalText(vi="Sở Nội vụ"))
    )
    assert "Giám đốc Sở Nội vụ" in lines(word(published(sample.result, imprint=imprint)))


def test_english_has_no_word_of_vietnamese_but_names(sample: Evaluation) -> None:
    say = speaker("en")
    text = lines(word(published(sample.result, "en")))
    for line in (
        "Socialist Republic of Viet Nam",
        "Independence - Freedom - Happiness",
        "Decision",
        "Article 1. To approve and publish the Public administration reform index 2025, "
        "with these annexes:",
        "Annex IV",
        say("DRAFT"),
    ):
        assert line in text
    assert not [line for line in text if "Điều " in line or "Phụ lục" in line]


EVIL = [
    "A <b>&amp; & 'B'", "{{ 7*7 }} {% raw %}", "{_{ x }_}", "Xã 🎉 𝕏", "a]]>b</w:t>", "{#tr#}",
]  # fmt: skip


@pytest.mark.parametrize("name", EVIL)
def test_a_name_shows_literally(named: Callable[..., Evaluation], name: str) -> None:
    found = tables(word(published(renamed(named("A").result, name))))
    assert rows(found[0])[1][1] == name
    assert rows(found[1])[1][1] == name


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x0c", "\ud800", "\ufffe", "\u202e"])
def test_what_no_document_may_hold_is_replaced(
    named: Callable[..., Evaluation], letter: str
) -> None:
    found = tables(word(published(renamed(named("A").result, f"A{letter}B"))))
    assert rows(found[0])[1][1] == "A\ufffdB"


def renamed(result: RoundResult, name: str) -> RoundResult:
    block = result.blocks[0]
    units = (replace(block.units[0], name=name), *block.units[1:])
    return replace(result, blocks=(replace(block, units=units), *result.blocks[1:]))


def test_many_areas_are_spread_over_several_tables(named: Callable[..., Evaluation]) -> None:
    result = named("A").result
    block = result.blocks[0]
    [unit] = block.units
    assert unit.score
    score = replace(unit.score, areas=unit.score.areas * 20)
    areas = tuple(replace(block.areas[0], code=f"A{place}") for place in range(20))
    block = replace(block, areas=areas, units=(replace(unit, score=score),))
    found = tables(word(published(replace(result, blocks=(block,)))))[1:]
    heads = [head for table in found for head in rows(table)[0][2:]]
    assert heads == [area.code for area in areas]
    for table in found:
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert len(grid) == len(rows(table)[0])
        assert sum(grid) == pytest.approx(24.7 / 2.54 * 1440, abs=2)


def test_the_bytes_are_always_the_same(sample: Evaluation) -> None:
    data = decision(published(sample.result))
    assert data == decision(published(sample.result))
    with ZipFile(BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2000, 1, 1, 0, 0, 0)}
    core = Document(BytesIO(data)).core_properties
    assert (core.author, core.title) == ("", "Về việc công bố Chỉ số cải cách hành chính năm 2025")
    assert core.created is not None
    assert core.created.year == 2000
