"""The workbook's own part: its sheets, and one put before them or taken out again."""

import re
from typing import NamedTuple

from parindex.forms.annotation.formats import WORKBOOK
from parindex.forms.annotation.markup import Element, Patch, text, whole_number
from parindex.forms.annotation.package import Parts
from parindex.forms.annotation.sheet import SheetPatch
from parindex.forms.layout import sheet_reference
from parindex.locale import mark, phrase
from parindex.sources.guard import Refused

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_APP = "docProps/app.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_AFTER_NAMES = frozenset(
    {
        "calcPr",
        "oleSize",
        "customWorkbookViews",
        "pivotCaches",
        "smartTagPr",
        "smartTagTypes",
        "webPublishing",
        "fileRecoveryPr",
        "webPublishObjects",
        "extLst",
    }
)
_SELECTED = re.compile(rb"""tabSelected\s*=\s*["'](?:1|true)""")
_NAME_LENGTH = 31


class SheetEntry(NamedTuple):
    """A sheet of the workbook; ``part`` is empty where it is no sheet of cells."""

    name: str
    part: str
    hidden: bool


class Namespaces(NamedTuple):
    """The names that the workbook's parts use: Excel's usual ones, or the strict ones."""

    main: str
    relations: str


def namespaces(parts: Parts) -> Namespaces:
    """Return the names that the workbook uses."""
    root = parts.patch(WORKBOOK).root
    main = root.attributes.get(f"xmlns:{root.prefix}".rstrip(":"), _MAIN)
    for link in parts.relations(WORKBOOK):
        if link.kind == "worksheet":
            return Namespaces(main, link.type.rpartition("/")[0])
    return Namespaces(main, _RELATIONS)


def sheets(parts: Parts) -> list[SheetEntry]:
    """Return the sheets in the order of their tabs."""
    links = {link.id: link for link in parts.relations(WORKBOOK)}
    found = []
    for entry in _sheets(parts.patch(WORKBOOK)):
        said = entry.attributes
        link = links.get(entry.link)
        part = parts.named(link.target) if link and link.kind == "worksheet" else ""
        found.append(
            SheetEntry(said.get("name", ""), part, said.get("state", "visible") != "visible")
        )
    return found


def free_name(wanted: str, parts: Parts) -> str:
    """Return a name for a sheet that no sheet has."""
    taken = {entry.name.casefold() for entry in sheets(parts)}
    name, number = wanted[:_NAME_LENGTH], 1
    while name.casefold() in taken:
        number += 1
        end = f" ({number})"
        name = wanted[: _NAME_LENGTH - len(end)] + end
    return name


def put_first(parts: Parts, name: str, part: str, titles: str) -> None:
    """Put a sheet before the others and let it open; ``titles`` are its rows on every page."""
    parts.declare(part, SHEET_TYPE)
    spaces = namespaces(parts)
    identity = parts.relate(WORKBOOK, f"{spaces.relations}/worksheet", part)
    patch = parts.patch(WORKBOOK)
    entries = _sheets(patch)
    if not entries:
        raise Refused("SUB003", reason=phrase(mark("the list of its sheets is missing")))
    number = 1 + max(
        (whole_number(entry.attributes.get("sheetId"), 0) for entry in entries), default=0
    )
    new = (
        f'<sheet xmlns:r="{spaces.relations}" name="{text(name)}" sheetId="{number}" '
        f'r:id="{identity}"/>'
    )
    patch.before(entries[0], new)
    for view in _views(patch):
        for key in ("activeTab", "firstSheet"):
            patch.set(view, key, "0")
    _shift_names(patch, 1)
    area = text(sheet_reference(name) + titles)
    _add_name(
        patch, f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{area}</definedName>'
    )
    parts.commit(WORKBOOK, patch)
    _list_in_properties(parts, name)
    _unselect(parts, part)


def _sheets(patch: Patch) -> list[Element]:
    found = patch.root.child("sheets")
    return list(found.all("sheet")) if found else []


def _views(patch: Patch) -> list[Element]:
    found = patch.root.child("bookViews")
    return list(found.all("workbookView")) if found else []


def _shift_names(patch: Patch, by: int, gone: int | None = None) -> None:
    """Let names that belong to a sheet follow it; those of a sheet that is gone go too."""
    names = patch.root.child("definedNames")
    left = 0
    for entry in names.children if names else ():
        said = entry.attributes.get("localSheetId")
        at = whole_number(said, -1)
        if at == gone:
            patch.replace(entry, "")
            continue
        left += 1
        if said is not None and at >= (gone or 0):
            patch.set(entry, "localSheetId", str(at + by))
    if names and gone is not None and not left:
        patch.replace(names, "")


def _add_name(patch: Patch, name: str) -> None:
    names = patch.root.child("definedNames")
    if names:
        patch.append(names, name)
        return
    later = [c for c in patch.root.children if c.local in _AFTER_NAMES]
    new = f"<definedNames>{name}</definedNames>"
    if later:
        patch.before(later[0], new)
    else:
        patch.append(patch.root, new)


def _unselect(parts: Parts, but: str) -> None:
    """Let no other sheet be selected: what is typed goes into every selected sheet."""
    for sheet in sheets(parts):
        if sheet.part and sheet.part != but and _SELECTED.search(parts[sheet.part]):
            patch = SheetPatch(parts[sheet.part])
            patch.select("0")
            parts.commit(sheet.part, patch)


def _list_in_properties(parts: Parts, name: str) -> None:
    """Tell of the sheet among the titles of parts; what cannot be understood is left alone."""
    if not parts.named(_APP):
        return
    patch = parts.patch(_APP)
    vectors = _vectors(patch)
    if vectors is None:
        return
    count, titles = vectors
    patch.set(titles, "size", str(whole_number(titles.attributes.get("size"), 0) + 1))
    first = titles.children[0]
    patch.before(first, f"<{first.name}>{text(name)}</{first.name}>")
    patch.replace(count, _counted(patch, count, 1))
    parts.commit(_APP, patch)


def _unlist_in_properties(parts: Parts, name: str) -> None:
    if not parts.named(_APP):
        return
    patch = parts.patch(_APP)
    vectors = _vectors(patch)
    if vectors is None:
        return
    count, titles = vectors
    for title in titles.children:
        if patch.content(title) == name:
            patch.replace(title, "")
            patch.set(titles, "size", str(whole_number(titles.attributes.get("size"), 1) - 1))
            patch.replace(count, _counted(patch, count, -1))
            break
    parts.commit(_APP, patch)


def _vectors(patch: Patch) -> tuple[Element, Element] | None:
    """Return the element that counts the sheets, and the one that lists all titles."""
    pairs, listed = patch.root.child("HeadingPairs"), patch.root.child("TitlesOfParts")
    titles = listed.child("vector") if listed else None
    counts = [element for element in pairs.walk() if element.local == "i4"] if pairs else []
    return (counts[0], titles) if counts and titles and titles.children else None


def _counted(patch: Patch, count: Element, by: int) -> str:
    return f"<{count.name}>{whole_number(patch.content(count), 0) + by}</{count.name}>"


def take_out(parts: Parts, sheet: SheetEntry) -> None:
    """Take a sheet out of the workbook; the one that was beside it opens."""
    all_sheets = sheets(parts)
    at = all_sheets.index(sheet)
    links = parts.relations(WORKBOOK)
    patch = parts.patch(WORKBOOK)
    patch.replace(_sheets(patch)[at], "")
    _shift_names(patch, -1, gone=at)
    shown = [number for number, entry in enumerate(all_sheets) if not entry.hidden and number != at]
    opened = None
    for view in _views(patch):
        active = whole_number(view.attributes.get("activeTab"), 0)
        if active == at and shown:
            opened = active = shown[0]
        patch.set(view, "activeTab", str(active - (active > at)))
        first = whole_number(view.attributes.get("firstSheet"), 0)
        if "firstSheet" in view.attributes:
            patch.set(view, "firstSheet", str(first - (first > at)))
    parts.commit(WORKBOOK, patch)
    _unlist_in_properties(parts, sheet.name)
    for link in parts.relations(sheet.part):
        parts.drop(sheet.part, link)
    parts.drop(WORKBOOK, next(link for link in links if parts.named(link.target) == sheet.part))
    if opened is not None:
        _select(parts, all_sheets[opened].part)


def _select(parts: Parts, part: str) -> None:
    if part:
        patch = SheetPatch(parts[part])
        patch.select("1")
        parts.commit(part, patch)
