"""The page in a real Chromium: what a reader does with it, by mouse, by keyboard and on paper."""

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from pypdf import PdfReader

from parindex.locale import number
from parindex.model.result import BlockResult, RoundResult, UnitResult
from parindex.reports.view import BlockView
from tests.reports.page.made_pages import EVIL, copies, evil, page_of

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed"),
]
WIDE, PHONE = ViewportSize(width=1200, height=900), ViewportSize(width=360, height=760)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=arguments
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def addresses(result: RoundResult, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the addresses of the sample's page in both languages, and of one with evil texts."""
    folder = tmp_path_factory.mktemp("page")
    made = {"vi": page_of(result), "en": page_of(result, "en"), "evil": page_of(evil(result))}
    return {name: written(folder / f"{name}.html", text) for name, text in made.items()}


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that may ask for nothing but its file and must say nothing to the console."""
    context = browser.new_context(viewport=WIDE, color_scheme="light")
    page = context.new_page()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    yield page
    context.close()
    assert all(url.startswith(("file://", "data:")) for url in asked), asked
    assert not told


def shown_units(page: Page) -> list[str]:
    """Return the codes of the units that the ranking shows, in its order."""
    rows = page.locator("#list tbody tr:visible a")
    return [str(link.get_attribute("href"))[2:] for link in rows.all()]


def column(page: Page, place: int) -> list[str]:
    return page.locator(
        f"table.ranking >> nth=0 >> td:nth-child({place}):visible"
    ).all_inner_texts()


def test_it_is_told_how_many_units_are_shown_and_all_are(
    page: Page, addresses: dict[str, str], result: RoundResult
) -> None:
    page.goto(addresses["vi"])
    assert shown_units(page) == [u.code for b in result.blocks for u in b.units]
    expect(page.locator("#shown")).to_have_text("Đang hiện 60/60 đơn vị.")


def test_every_column_sorts_both_ways_and_says_so(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["en"])
    heads = page.locator("table.ranking >> nth=0 >> thead th")
    assert heads.count() == 9
    for place in range(heads.count()):
        button = heads.nth(place).get_by_role("button")
        seen = []
        for _ in range(2):
            button.click()
            seen.append(heads.nth(place).get_attribute("aria-sort"))
            expect(page.locator("#shown")).to_contain_text("Sorted by")
            assert page.locator("table.ranking >> nth=0 >> [aria-sort]").count() == 1
        assert set(seen) == {"ascending", "descending"}


def test_figures_sort_as_numbers_and_those_without_one_come_last(
    page: Page, addresses: dict[str, str]
) -> None:
    page.goto(addresses["vi"])
    page.get_by_role("button", name="Hạng so với 2024").first.click()
    texts = column(page, 7)
    moved = [int(re.sub(r"[^\d-]", "", text.replace("−", "-"))) for text in texts if text != "–"]
    assert moved == sorted(moved, reverse=True)
    assert moved[0] > 0 > moved[-1]
    assert texts[len(moved) :] == ["–"] * (len(texts) - len(moved))
    assert texts[-1] == "–"


def test_names_sort_as_vietnamese_has_them(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["vi"])
    page.get_by_role("button", name="Đơn vị").first.click()
    names = page.locator("table.ranking >> nth=0 >> tbody th").all_inner_texts()
    begins = [name.removeprefix("Sở Hoa ").removesuffix(" (mẫu)") for name in names]
    assert begins.index("Cúc") < begins.index("Đào") < begins.index("Gạo")
    assert begins.index("Sen") < begins.index("Sim") < begins.index("Súng") < begins.index("Sữa")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hoa dao", ["SO01"]),
        ("Hoa Đào", ["SO01"]),
        ("HUỆ hoa", ["SO12"]),
        ("so12", ["SO12"]),
        ("xa0", [f"XA0{n}" for n in range(1, 10)]),
        ("đinh", ["XA27"]),
        ("không có", []),
    ],
)
def test_units_are_found_by_code_and_name_without_accents(
    page: Page, addresses: dict[str, str], typed: str, found: list[str]
) -> None:
    page.goto(addresses["vi"])
    page.get_by_label("Mã hoặc tên đơn vị").fill(typed)
    assert sorted(shown_units(page)) == found
    expect(page.get_by_role("status")).to_have_text(f"Đang hiện {len(found)}/60 đơn vị.")
    page.get_by_role("button", name="Hiện tất cả").click()
    expect(page.get_by_role("status")).to_have_text("Đang hiện 60/60 đơn vị.")


def test_block_and_band_narrow_the_ranking(
    page: Page, addresses: dict[str, str], result: RoundResult
) -> None:
    page.goto(addresses["vi"])
    page.get_by_label("Khối", exact=True).select_option("Khối xã, phường")
    assert shown_units(page) == [unit.code for unit in result.blocks[1].units]
    page.get_by_label("Xếp loại", exact=True).select_option("Tốt")
    good = [u.code for u in result.blocks[1].units if u.band and u.band.vi == "Tốt"]
    assert shown_units(page) == good
    page.get_by_label("Khối", exact=True).select_option("")
    assert len(shown_units(page)) > len(good)


def test_a_unit_opens_and_back_returns_to_its_line(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["vi"])
    page.get_by_role("link", name="Sở Hoa Sim (mẫu)").click()
    expect(page).to_have_title(re.compile("^Sở Hoa Sim"))
    assert page.url.endswith("#/SO14")
    heading = page.get_by_role("heading", name="Sở Hoa Sim (mẫu)")
    expect(heading).to_be_focused()
    expect(page.locator("#list")).to_be_hidden()
    page.go_back()
    expect(page.locator("#unit")).to_be_hidden()
    expect(page).to_have_title("Chỉ số cải cách hành chính năm 2025")
    expect(page.get_by_role("link", name="Sở Hoa Sim (mẫu)")).to_be_focused()


def test_a_unit_has_an_address_of_its_own(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["vi"] + "#/XA20")
    unit = page.locator("#unit")
    expect(unit).to_contain_text("Phường Cây Trúc (mẫu)")
    expect(unit).to_contain_text("Nhật ký hệ thống có 1 hồ sơ trả quá hạn")
    expect(unit).to_contain_text("Chỉ số so với 2024▼ −2,78")
    expect(unit).to_contain_text("Hạng so với 2024▼ −1")
    page.get_by_role("link", name="Hạng liền dưới").click()
    expect(page.locator("#unit-name")).to_be_focused()
    page.get_by_role("link", name="Về bảng xếp hạng").click()
    expect(page.get_by_role("heading", name="Bảng xếp hạng")).to_be_visible()


def test_an_address_of_no_unit_says_so(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["en"] + "#/N%3Cb%3EO")
    expect(page.get_by_role("heading", name="There is no unit with the code N<b>O")).to_be_focused()
    page.get_by_role("link", name="Back to the ranking").click()
    expect(page.locator("#list")).to_be_visible()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_figure_of_every_unit_is_that_of_the_result(
    page: Page, addresses: dict[str, str], result: RoundResult, lang: str
) -> None:
    page.goto(addresses[lang])
    for block in result.blocks:
        view = BlockView(block, lang)
        for unit in block.units:
            page.goto(f"{addresses[lang]}#/{unit.code}")
            read = page.evaluate(_READ)
            assert read["name"] == unit.name
            if unit.score:
                assert read == expected(view, block, unit), unit.code
            else:
                row = next(row for row in view.rows() if row.unit is unit)
                assert view.remark(row) in read["text"]
                assert unit.reasons[0].code not in read["text"]


_READ = """() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((e) => e.textContent);
  return {
    name: texts("#unit-name")[0],
    rank: (texts("#unit .figures dd")[0].match(/^\\d+/) ?? [null])[0],
    points: texts(".items .reached").filter((t) => /\\d/.test(t)),
    maxima: texts(".items td.number:not(.reached)"),
    reasons: texts(".items .reason"),
    areas: texts(".areas tbody td.number"),
    ...(document.querySelector(".items") ? {} : { text: texts("#unit")[0] }),
  };
}"""


def expected(view: BlockView, block: BlockResult, unit: UnitResult) -> dict[str, object]:
    """Return what the page of a unit must show, figures straight from the result."""
    score = unit.score
    assert score is not None

    def figure(value: object) -> str:
        return number(view.printed(value), view.lang, view.decimals)  # type: ignore[arg-type]

    areas = zip(score.areas, view.area_means, strict=True)
    best = [
        max(u.score.areas[n].index for u in block.ranked if u.score and u.score.areas[n].index)  # type: ignore[type-var]
        for n in range(len(score.areas))
    ]
    return {
        "name": unit.name,
        "rank": str(unit.rank) if unit.rank else None,
        "points": [figure(points) for points in score.items.points],
        "maxima": [figure(points) for points in score.items.max_points],
        "reasons": [reason.for_lang(view.lang) for reason in score.items.reasons],
        "areas": [
            text
            for place, (area, mean) in enumerate(areas)
            for text in (
                view.figure(area.index),
                view.figure(mean),
                view.figure(best[place]),
                figure(area.points),
                figure(area.max_points),
            )
        ],
    }


def test_only_items_with_points_lost_can_be_shown(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["vi"] + "#/SO12")
    page.get_by_label("Chỉ hiện tiêu chí bị mất điểm").check()
    assert page.locator(".items tbody tr:visible").count() == 31
    assert page.locator(".items tbody tr.lost:visible").count() == 31


def test_the_keyboard_alone_is_enough(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["vi"])
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("hoa hue")
    assert shown_units(page) == ["SO12"]
    while not page.evaluate("document.activeElement.matches('thead button')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.parentNode.getAttribute('aria-sort')") == (
        "descending"
    )
    while not page.evaluate("document.activeElement.matches('tbody a')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#unit-name")).to_be_focused()
    assert page.url.endswith("#/SO12")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize(
    ("lang", "hash_", "look"),
    [
        ("vi", "", "light"),
        ("vi", "", "dark"),
        ("vi", "", "phone"),
        ("vi", "#/SO12", "light"),
        ("vi", "#/XA20", "dark"),
        ("vi", "#/SO18", "phone"),
        ("vi", "#/XA09", "light"),
        ("en", "", "light"),
        ("en", "#/XA20", "phone"),
    ],
)
def test_axe_finds_no_violation(
    browser: Browser, addresses: dict[str, str], lang: str, hash_: str, look: str
) -> None:
    size = PHONE if look == "phone" else WIDE
    scheme = "dark" if look == "dark" else "light"
    # axe-core has to be put into the page, which its own policy forbids
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(addresses[lang] + hash_)
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    ("hash_", "width"), [("", 360), ("", 740), ("#/SO12", 360), ("#/XA20", 360)]
)
def test_a_small_screen_scrolls_the_page_down_only(
    page: Page, addresses: dict[str, str], hash_: str, width: int
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=PHONE["height"]))
    page.goto(addresses["vi"] + hash_)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for part in page.locator(".scroll:visible, .paper:visible").all():
        wide = part.evaluate("part => part.scrollWidth > part.clientWidth")
        assert (part.get_attribute("tabindex") == "0") == wide


def test_dark_and_light_are_of_the_system_until_chosen(
    page: Page, addresses: dict[str, str]
) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page.goto(addresses["vi"])
    light = page.evaluate(ground)
    toggle = page.get_by_role("button", name="Nền tối")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == light, "nothing is stored"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == dark
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(ground) == light, "paper is white"


def test_charts_are_dark_where_the_page_is(page: Page, addresses: dict[str, str]) -> None:
    look = """[...document.querySelectorAll(".paper")].map((paper) => [
      getComputedStyle(paper).backgroundColor,
      getComputedStyle(paper.querySelector("text[font-weight]")).fill,
    ])"""
    page.goto(addresses["vi"])
    assert {tuple(each) for each in page.evaluate(look)} == {
        ("rgba(0, 0, 0, 0)", "rgb(26, 26, 26)")
    }
    page.emulate_media(color_scheme="dark")
    assert {tuple(each) for each in page.evaluate(look)} == {
        ("rgba(0, 0, 0, 0)", "rgb(233, 237, 241)")
    }


def test_nothing_moves_where_less_motion_is_asked_for(
    page: Page, addresses: dict[str, str]
) -> None:
    page.goto(addresses["vi"])
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behaviour) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(behaviour) == "auto"


def printed(page: Page) -> str:
    """Return the text of what is printed, without spaces: letters with accents are set apart."""
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert all(abs(float(p.mediabox.width) - 595) < 2 for p in pages), "A4"
    return "".join("".join(page.extract_text().split()) for page in pages)


def close(text: str) -> str:
    return text.replace(" ", "")


def test_paper_has_the_ranking_without_what_is_for_the_screen(
    page: Page, addresses: dict[str, str], result: RoundResult
) -> None:
    page.goto(addresses["vi"])
    text = printed(page)
    for block in result.blocks:
        for unit in block.units:
            assert close(unit.name) in text
            if unit.score:
                assert number(unit.score.index, "vi", 2) in text
    assert close("Hiện tất cả") not in text
    assert close("Nền tối") not in text


def test_paper_has_the_unit_that_is_open(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["vi"] + "#/SO12")
    text = printed(page)
    assert close("Sở Hoa Huệ (mẫu)") in text
    assert close("Sở Hoa Sim (mẫu)") not in text
    assert close("Về bảng xếp hạng") not in text


def test_of_a_long_ranking_the_rest_is_shown_when_asked_for_and_printed(
    page: Page, result: RoundResult, tmp_path: Path
) -> None:
    page.goto(written(tmp_path / "long.html", page_of(copies(result, 310))))
    rows = page.locator("table.ranking tbody tr:visible")
    expect(rows).to_have_count(300)
    expect(page.get_by_role("status")).to_have_text("Đang hiện 300/310 đơn vị.")
    assert "B00309" in printed(page)
    page.get_by_label("Mã hoặc tên đơn vị").fill("b00309")
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="Hiện tất cả", exact=True).click()
    page.get_by_role("button", name="Hiện tất cả 310 đơn vị").click()
    expect(rows).to_have_count(310)
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 301


def test_without_a_script_the_ranking_is_there(browser: Browser, addresses: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses["vi"])
    expect(page.locator("table.ranking tbody tr:visible")).to_have_count(57)
    expect(page.locator("#find")).to_be_hidden()
    expect(page.locator("noscript p")).to_contain_text("cần bật JavaScript")
    context.close()


def test_an_evil_name_is_text(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["evil"])
    page.get_by_role("link", name=EVIL).click()
    expect(page.locator("#unit-name")).to_have_text(EVIL)
    expect(page.locator("#unit")).to_contain_text(f"lý do {EVIL}")
    assert page.evaluate("window.evil") is None
    assert page.locator("img, b[onclick]").count() == 0


def test_the_policy_stops_what_would_ask_or_run(
    browser: Browser, addresses: dict[str, str]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(addresses["vi"])
    refused = page.evaluate(
        """async () => {
          const seen = [];
          addEventListener("securitypolicyviolation", (e) => seen.push(e.effectiveDirective));
          const add = (name, values) =>
            document.body.append(Object.assign(document.createElement(name), values));
          add("img", { src: "https://example.org/a.png" });
          add("script", { textContent: "window.evil = 1" });
          add("style", { textContent: "body { color: red }" });
          await fetch("https://example.org/").catch(() => {});
          await new Promise((done) => setTimeout(done, 200));
          return [seen.sort(), window.evil ?? null];
        }"""
    )
    context.close()
    assert refused == [["connect-src", "img-src", "script-src-elem", "style-src-elem"], None]
