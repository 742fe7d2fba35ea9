"""The indexes name every page, and every link and picture of the pages leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.walking import DOCS, FOLDERS

PAGES = [*sorted(DOCS.rglob("*.md")), DOCS.parent / "README.md"]
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]+)?\)")


@pytest.mark.parametrize("lang", FOLDERS)
def test_the_index_names_every_page(lang: str) -> None:
    folder = FOLDERS[lang]
    text = (folder / "README.md").read_text(encoding="utf-8")
    linked = {(folder / file).resolve() for file, _ in LINK.findall(text)}
    own = {page for page in folder.rglob("*.md") if lang == "vi" or DOCS / "vi" not in page.parents}
    assert own - {folder / "README.md"} - set((DOCS / "examples").rglob("*.md")) <= linked


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS.parent).as_posix())
def test_its_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for file, anchor in LINK.findall(text):
        if "://" in file:
            continue
        target = page.parent / file
        assert target.exists(), file
        if anchor and target.suffix == ".md":
            headings = re.findall(r"^#+ (.*)", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor[1:] in {_slug(heading) for heading in headings}, (file, anchor)


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_page_is_in_both_languages() -> None:
    english = {
        page.relative_to(DOCS)
        for page in DOCS.rglob("*.md")
        if not {DOCS / "vi", DOCS / "examples"} & set(page.parents)
    }
    vietnamese = {page.relative_to(FOLDERS["vi"]) for page in FOLDERS["vi"].rglob("*.md")}
    assert english == vietnamese


def test_pictures_are_few_and_small() -> None:
    pictures = list((DOCS / "pictures").iterdir())
    used = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert all(f"pictures/{picture.name})" in used for picture in pictures)
    sizes = [picture.stat().st_size for picture in pictures]
    assert max(sizes) < 120_000
    assert sum(sizes) < 500_000
