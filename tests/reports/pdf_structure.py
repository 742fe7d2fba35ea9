"""What a tagged PDF lacks of PDF/UA-1 and PDF/A-2a, as far as reading its structure can tell.

The numbers in brackets are the clauses of ISO 14289-1 (PDF/UA-1) and ISO 19005-2 (PDF/A-2).
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

GROUPING = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private",
}  # fmt: skip
HEADINGS = {f"H{level}" for level in range(1, 7)}
STANDARD = {
    *GROUPING, *HEADINGS, "H", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
    "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot",
    "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
}  # fmt: skip
"""The structure types of ISO 32000-1, 14.8.4."""
PAINTING = {
    "Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do",
    "INLINE IMAGE",
}  # fmt: skip
BLENDS = {
    "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge",
    "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color",
    "Luminosity",
}  # fmt: skip
FORBIDDEN_ACTIONS = {
    "JavaScript", "Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide", "SetOCGState",
    "Rendition", "Trans", "GoTo3DView",
}  # fmt: skip


class Node(NamedTuple):
    """An element of the structure: its standard type, what it says of itself, what is in it."""

    role: str
    element: Dictionary
    kids: tuple["Node", ...]

    def below(self) -> Iterator["Node"]:
        """Yield the element and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            yield from kid.below()


def problems(data: bytes) -> list[str]:
    """Return what a PDF lacks, a plain sentence each; nothing where it is good."""
    with pikepdf.open(BytesIO(data)) as pdf:
        if pdf.is_encrypted:
            return ["The file is encrypted (6.1.3)."]
        found = [*_document(pdf), *_metadata(pdf), *_fonts(pdf), *_outline(pdf), *_forbidden(pdf)]
        tree = pdf.Root.get(Name.StructTreeRoot)
        if tree is None:
            return [*found, "There is no structure tree (7.1)."]
        found += _elements(tree)
        for number, page in enumerate(pdf.pages, 1):
            found += (f"Page {number}: {problem}" for problem in _page(pdf, page))
        return found


def _document(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if not str(root.get(Name.Lang, "")):
        yield "No language is stated for the document (7.2)."
    marks = root.get(Name.MarkInfo, Dictionary())
    if not marks.get(Name.Marked, False):
        yield "The document does not say that it is tagged (7.1)."
    if marks.get(Name.Suspects, False):
        yield "The document says that its tags are suspect (7.1)."
    if not root.get(Name.ViewerPreferences, Dictionary()).get(Name.DisplayDocTitle, False):
        yield "The title is not what a window shows (7.1)."
    intents = [
        intent
        for intent in root.get(Name.OutputIntents, Array())
        if intent.get(Name.S) == Name.GTS_PDFA1
    ]
    if not any(Name.DestOutputProfile in intent for intent in intents):
        yield "There is no output intent with a colour profile (6.2.3)."


def _metadata(pdf: Pdf) -> Iterator[str]:
    if Name.Metadata not in pdf.Root:
        yield "There is no XMP metadata (6.6.2)."
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as kept:
        wanted = {
            "{http://www.aiim.org/pdfa/ns/id/}part": "2",
            "{http://www.aiim.org/pdfa/ns/id/}conformance": "A",
            "{http://www.aiim.org/pdfua/ns/id/}part": "1",
        }
        for key, value in wanted.items():
            if str(kept.get(key, "")) != value:
                name = key.removeprefix("{http://www.aiim.org/").replace("/ns/id/}", " ")
                yield f"The metadata do not state {name} {value}."
        if not kept.get("dc:title"):
            yield "The metadata have no title (7.1)."


def _elements(tree: Any) -> Iterator[str]:
    roles = {str(key)[1:]: str(value)[1:] for key, value in tree.get(Name.RoleMap, {}).items()}
    nodes = [below for node in _nodes(tree, roles) for below in node.below()]
    if not nodes:
        yield "The structure tree is empty (7.1)."
    for role in sorted({node.role for node in nodes} - STANDARD):
        yield f"The structure type {role} is not a standard one (7.1)."
    levels = [int(node.role[1:]) for node in nodes if node.role in HEADINGS]
    for before, level in pairwise([0, *levels]):
        if level > before + 1:
            yield f"A heading of level {level} follows one of level {before} (7.4.2)."
    for node in nodes:
        if node.role in {"Figure", "Formula"} and not _spoken(node.element):
            yield f"A {node.role} has no alternative text (7.3, 7.7)."
        if node.role == "Table":
            yield from _table(node)
        if node.role == "L":
            yield from _list(node)


def _nodes(parent: Dictionary, roles: dict[str, str]) -> Iterator[Node]:
    kids = parent.get(Name.K, Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and Name.S in kid:
            role = str(kid.S)[1:]
            while role in roles and role not in STANDARD:
                role = roles[role]
            yield Node(role, kid, tuple(_nodes(kid, roles)))


def _spoken(element: Dictionary) -> bool:
    texts = (str(element.get(key, "")).strip() for key in (Name.Alt, Name.ActualText))
    return any(texts)


def _attribute(element: Dictionary, name: Name) -> Any:
    """Return an attribute of a cell."""
    attributes = element.get(Name.A, Array())
    for one in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(one, Dictionary) and one.get(Name.O) == Name.Table and name in one:
            return one[name]
    return None


def _table(table: Node) -> Iterator[str]:
    rows: list[Node] = []
    for kid in table.kids:
        if kid.role in {"THead", "TBody", "TFoot"}:
            rows += kid.kids
        elif kid.role != "Caption":
            rows.append(kid)
    if wrong := sorted({row.role for row in rows} - {"TR"}):
        yield f"A table has {', '.join(wrong)} where rows belong (7.5)."
    cells = [cell for row in rows for cell in row.kids]
    if wrong := sorted({cell.role for cell in cells} - {"TH", "TD"}):
        yield f"A row of a table has {', '.join(wrong)} where cells belong (7.5)."
    heads = [cell for cell in cells if cell.role == "TH"]
    if not heads:
        yield "A table has no header cell (7.5)."
    if any(_attribute(head.element, Name.Scope) is None for head in heads):
        yield "A header cell of a table does not say what it heads (7.5)."
    widths = _widths(rows)
    if len(set(widths)) > 1:
        yield f"The rows of a table have {sorted(set(widths))} columns (7.5)."


def _widths(rows: Sequence[Node]) -> list[int]:
    """Return how many columns each row takes up, cells that reach down from above included."""
    reaching: list[int] = []
    widths = []
    for row in rows:
        left = [rest - 1 for rest in reaching if rest > 1]
        for cell in row.kids:
            wide = int(_attribute(cell.element, Name.ColSpan) or 1)
            left += [int(_attribute(cell.element, Name.RowSpan) or 1)] * wide
        widths.append(len(left))
        reaching = left
    return widths


def _list(node: Node) -> Iterator[str]:
    if wrong := sorted({kid.role for kid in node.kids} - {"LI", "L", "Caption"}):
        yield f"A list has {', '.join(wrong)} where its lines belong (7.6)."
    for line in (kid for kid in node.kids if kid.role == "LI"):
        roles = {kid.role for kid in line.kids}
        if not roles or roles - {"Lbl", "LBody"}:
            yield "A line of a list is not a label and a body (7.6)."


def _page(pdf: Pdf, page: Page) -> Iterator[str]:
    annotations = list(page.get(Name.Annots, Array()))
    if annotations and page.get(Name.Tabs) != Name.S:
        yield "the order of tabs does not follow the structure (7.18.3)."
    for annotation in annotations:
        kind = str(annotation.Subtype)[1:]
        if kind == "Link" and not str(annotation.get(Name.Contents, "")).strip():
            yield "a link has no description (7.18.5)."
        if Name.StructParent not in annotation:
            yield f"an annotation ({kind}) is not in the structure (7.18.1)."
    marks = Marks()
    marks.read(page.obj)
    if marks.loose:
        yield f"{marks.loose} times what is painted is neither tagged nor an artifact (7.1)."
    if marks.mixed:
        yield f"{marks.mixed} times tagged content and artifacts stand in each other (7.1)."
    held = _held(pdf, page)
    for number in sorted(set(marks.numbers)):
        if not 0 <= number < len(held) or not isinstance(held[number], Dictionary):
            yield f"marked content {number} belongs to no element of the structure (7.1)."
    if len(marks.numbers) > len(set(marks.numbers)):
        yield "two pieces of marked content have the same number (7.1)."


def _held(pdf: Pdf, page: Page) -> list[Any]:
    """Return the elements to which the page's marked content belongs, by its number."""
    parents = pdf.Root.StructTreeRoot.get(Name.ParentTree)
    if parents is None or Name.StructParents not in page:
        return []
    return list(pikepdf.NumberTree(parents).get(int(page.StructParents), Array()))


class Marks:
    """What of a page's content is tagged, and what is not."""

    def __init__(self) -> None:
        self.loose, self.mixed = 0, 0
        self.numbers: list[int] = []

    def read(self, content: Any) -> None:
        """Read a page, or a form that is painted outside any mark."""
        within: list[str] = []
        resources = content.get(Name.Resources, Dictionary())
        for step in pikepdf.parse_content_stream(content):
            operator = str(step.operator)
            if operator in {"BDC", "BMC"}:
                within.append(self._kind(list(step.operands), resources, within))
            elif operator == "EMC" and within:
                within.pop()
            elif operator in PAINTING and not {"tagged", "artifact"} & set(within):
                form = _form(step.operands, resources) if operator == "Do" else None
                if form is None:
                    self.loose += 1
                else:
                    self.read(form)

    def _kind(self, operands: list[Any], resources: Dictionary, within: list[str]) -> str:
        kind = self._kind_alone(operands, resources)
        if {kind, *within} >= {"artifact", "tagged"}:
            self.mixed += 1
        return kind

    def _kind_alone(self, operands: list[Any], resources: Dictionary) -> str:
        if operands[0] == Name.Artifact:
            return "artifact"
        said = operands[1] if len(operands) > 1 else Dictionary()
        if isinstance(said, Name):
            said = resources.get(Name.Properties, Dictionary()).get(said, Dictionary())
        if Name.MCID not in said:
            return "other"
        self.numbers.append(int(said.MCID))
        return "tagged"


def _form(operands: Any, resources: Any) -> Any:
    painted = resources.get(Name.XObject, Dictionary()).get(operands[0])
    return painted if painted is not None and painted.get(Name.Subtype) == Name.Form else None


def _fonts(pdf: Pdf) -> Iterator[str]:
    for font in _all(pdf):
        if font.get(Name.Type) != Name.Font or Name.Subtype not in font:
            continue
        name = str(font.get(Name.BaseFont, "/?"))[1:]
        if font.Subtype in {Name.CIDFontType0, Name.CIDFontType2}:
            continue
        if Name.ToUnicode not in font:
            yield f"The font {name} does not say what its letters are (6.2.11.7)."
        if font.Subtype == Name.Type3:
            continue
        [below] = font.get(Name.DescendantFonts, [font])
        files = {Name.FontFile, Name.FontFile2, Name.FontFile3}
        if not files & set(map(Name, below.get(Name.FontDescriptor, Dictionary()).keys())):
            yield f"The font {name} is not embedded (6.2.11.4)."


def _outline(pdf: Pdf) -> Iterator[str]:
    pages = {page.objgen for page in pdf.pages}
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        if not waiting:
            yield "There are no bookmarks."
        while waiting:
            entry = waiting.pop()
            waiting += entry.children
            target: Any = entry.destination
            if target is None and entry.action is not None:
                target = entry.action.get(Name.D)
            if not (isinstance(target, Array) and target and target[0].objgen in pages):
                yield f"The bookmark “{entry.title}” leads to no page."


def _forbidden(pdf: Pdf) -> Iterator[str]:
    names = pdf.Root.get(Name.Names, Dictionary())
    if Name.JavaScript in names:
        yield "The document holds JavaScript (6.5.1)."
    if Name.EmbeddedFiles in names:
        yield "The document holds other files (6.8)."
    if Name.AA in pdf.Root:
        yield "The document does something by itself (6.5.2)."
    intent = Name.OutputIntents in pdf.Root
    for one in _all(pdf):
        action = str(one.get(Name.S, "/"))[1:] if isinstance(one.get(Name.S), Name) else ""
        if action in FORBIDDEN_ACTIONS:
            yield f"There is an action that is not allowed: {action} (6.5.1)."
        if isinstance(one, Stream) and Name.F in one:
            yield "A part of the document stands in another file (6.1.7.1)."
        blend = one.get(Name.BM)
        if isinstance(blend, Name) and str(blend)[1:] not in BLENDS:
            yield f"The way of blending {blend} is not allowed (6.2.10)."
        if not intent and (one.get(Name.ca, 1) != 1 or one.get(Name.CA, 1) != 1):
            yield "Something is transparent, and no colour space says how it is blended (6.2.10)."


def _all(pdf: Pdf) -> Iterator[Dictionary | Stream]:
    """Yield every dictionary of the file, those inside others too."""
    waiting: list[Any] = [*pdf.objects]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            waiting += (part for part in one if not _apart(part))
        elif isinstance(one, Dictionary | Stream):
            yield one
            waiting += (part for _, part in one.items() if not _apart(part))


def _apart(part: object) -> bool:
    """Tell whether it is an object of its own, which comes by itself."""
    return bool(getattr(part, "is_indirect", False))
