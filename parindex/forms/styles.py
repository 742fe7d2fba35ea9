"""The looks of a form: one table of named cell formats."""

from datetime import datetime
from math import ceil
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

TEXT_STAYS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""How workbooks are made: no text becomes a formula or a link."""

CREATED = datetime(2000, 1, 1)
"""When every workbook says it was made, so that the same input gives the same bytes."""

_FONT = {"font_name": "Times New Roman", "font_size": 10, "valign": "vcenter"}
_BOX = {"border": 1, "border_color": "#808080", "text_wrap": True}
_OPEN = {"locked": False, "bg_color": "#FFFBE6"}
_AREA = {"bold": True, "bg_color": "#D6E4F0"}
_GROUP = {"bold": True, "bg_color": "#F2F2F2"}
_POINTS = {"align": "center", "num_format": "0.##"}
_GENERAL = {"align": "center", "num_format": "General"}
_CENTRE = {"align": "center"}
_DECIMALS = {"num_format": "0.00##"}

LINE_HEIGHT = 13.5
_PER_CHARACTER = 1.2
"""Characters of 10-point text that fit in one unit of column width, as LibreOffice sets it."""

_STYLES: dict[str, dict[str, Any]] = {
    "hidden": {"font_color": "#FFFFFF", "font_size": 8},
    "office": _CENTRE | {"font_size": 11},
    "office_bold": _CENTRE | {"font_size": 11, "bold": True},
    "motto": _CENTRE | {"font_size": 11, "bold": True, "underline": 1},
    "title": _CENTRE | {"font_size": 14, "bold": True},
    "subtitle": _CENTRE | {"font_size": 12, "bold": True},
    "note": _CENTRE | {"italic": True},
    "note_wrapped": _CENTRE | {"italic": True, "text_wrap": True},
    "status": _CENTRE | {"bold": True, "font_color": "#9C0006"},
    "signature": _CENTRE | {"font_size": 11, "bold": True},
    "head": _BOX | _CENTRE | {"bold": True, "bg_color": "#BDD7EE"},
    "area": _BOX | _AREA | {"indent": 1},
    "area_points": _BOX | _AREA | _GENERAL,
    "group": _BOX | _GROUP | {"indent": 1},
    "group_points": _BOX | _GROUP | _GENERAL,
    "code": _BOX | {"align": "left", "indent": 1},
    "text": _BOX | {"indent": 1},
    "small": _BOX | {"font_size": 9, "indent": 1},
    "points": _BOX | _GENERAL,
    "shown": _BOX | _GENERAL,
    "shown_percent": _BOX | _CENTRE | {"num_format": "0.00%"},
    "shown_date": _BOX | _CENTRE | {"num_format": "dd/mm/yyyy"},
    "points_two": _BOX | _CENTRE | _DECIMALS,
    "points_share": _BOX | _CENTRE | {"num_format": "0.00%"},
    "area_points_two": _BOX | _AREA | _CENTRE | _DECIMALS,
    "area_points_share": _BOX | _AREA | _CENTRE | {"num_format": "0.00%"},
    "area_computed": _BOX | _AREA | _CENTRE | _DECIMALS,
    "group_computed": _BOX | _GROUP | _CENTRE | _DECIMALS,
    "computed": _BOX | _CENTRE | _DECIMALS | {"bg_color": "#E2EFDA"},
    "state": _BOX | _CENTRE | {"bold": True},
    "state_index": _BOX | _CENTRE | _DECIMALS | {"bold": True},
    "look_bad": {"font_color": "#9C0006", "bold": True},
    "look_open": {"font_color": "#7F6000", "italic": True},
    "look_differs": {"bg_color": "#F8CBAD"},
    "register": _BOX | _OPEN,
    "answer": _BOX | _OPEN,
    "symbol": _BOX | _OPEN | {"num_format": "@"},
    "day": _BOX | _OPEN | {"num_format": "dd/mm/yyyy", "align": "center"},
    "claim": _BOX | _OPEN | _GENERAL,
    "tick": _BOX | _OPEN | _CENTRE,
    "grey": _BOX | {"bg_color": "#D9D9D9"},
    "value_count": _BOX | _OPEN | {"num_format": "#,##0", "align": "right"},
    "value_number": _BOX | _OPEN | {"num_format": "General", "align": "right"},
    "value_percent": _BOX | _OPEN | {"num_format": "0.00%", "align": "right"},
    "value_yes_no": _BOX | _OPEN | _CENTRE,
    "value_choice": _BOX | _OPEN | {"align": "left"},
    "value_date": _BOX | _OPEN | {"num_format": "dd/mm/yyyy", "align": "center"},
    "value_text": _BOX | _OPEN,
    "guide_title": {"font_size": 14, "bold": True},
    "guide": {"text_wrap": True, "font_size": 11, "valign": "top"},
    "guide_open": _BOX | _OPEN,
    "guide_computed": _BOX | {"bg_color": "#E2EFDA"},
    "guide_grey": _BOX | {"bg_color": "#D9D9D9"},
}


class Styles:
    """The cell formats of one workbook, made when they are first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        """Return the format of that name."""
        if name not in self._made:
            base = {} if name.startswith("look_") else _FONT
            self._made[name] = self._book.add_format(base | _STYLES[name])
        return self._made[name]


def text_height(text: str, width: float, line: float = LINE_HEIGHT) -> float:
    """Return the height in points of wrapped text in a column of that width.

    Spreadsheet programs do not fit the height of merged cells, and not all fit any on opening.
    """
    per_line = max(width * _PER_CHARACTER, 1)
    lines = sum(max(ceil(len(part) / per_line), 1) for part in text.split("\n"))
    return lines * line + 4
