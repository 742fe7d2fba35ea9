"""The appraisals of the sample round: one unit appraised twice, and one area by another office.

The workbooks are those that ``parindex appraise`` writes, with what appraisers and the unit say
typed into them; every name and reason is invented.
"""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook

from packing import packed, written
from parindex.evaluation.appraising import Appraisal, appraisal_workbooks
from parindex.evaluation.rounds import evaluate
from parindex.forms.appraisal.layout import DAY, WHO, Key
from parindex.forms.appraisal.layout import Column as Col
from parindex.model.ledger import Stage
from parindex.sources.round import read_round

Typed = Mapping[tuple[str, str, str, Col], object]
"""What is typed: by unit, item, input (the first one for what is said of the item) and column."""


class Returned(NamedTuple):
    """A workbook that comes back: where it lies, what it was made for, and what is typed in it."""

    file: str
    wanted: Appraisal
    who: str
    day: datetime
    typed: Typed


_UNIT = frozenset({"SO06"})
RETURNED = (
    Returned(
        "appraisal/SO06 lan 1.xlsx",
        Appraisal(Stage.APPRAISAL_1, units=_UNIT),
        "Sở Nội vụ (mẫu), phòng Cải cách hành chính",
        datetime(2026, 2, 2),
        {
            ("SO06", "1.1.4", "planned", Col.AMENDED): 4,
            ("SO06", "1.1.4", "done", Col.AMENDED): 3,
            ("SO06", "1.1.4", "planned", Col.REASON): (
                "Kế hoạch nêu 4 nhiệm vụ; mới có sản phẩm của 3 nhiệm vụ"
            ),
            ("SO06", "1.4.2", "items", Col.AMENDED): 4,
            ("SO06", "1.4.2", "items", Col.REASON): "2 tin không nói về cải cách hành chính",
            ("SO06", "8.2", "", Col.POINTS): 2.5,
            ("SO06", "8.2", "", Col.REASON): "Hội đồng thống nhất mức tốt",
        },
    ),
    Returned(
        "appraisal/Linh vuc 3 khoi xa.xlsx",
        Appraisal(Stage.APPRAISAL_1, by_area=True, areas=frozenset({"3"})),
        "Sở Tư pháp (mẫu)",
        datetime(2026, 2, 3),
        {
            ("XA20", "3.3.1", "on_time", Col.AMENDED): 9,
            (
                "XA20",
                "3.3.1",
                "settled",
                Col.REASON,
            ): "Nhật ký hệ thống có 1 hồ sơ trả quá hạn",
            ("XA20", "3.3.4", "score", Col.REASON): "Đã đối chiếu, giữ nguyên",
        },
    ),
    Returned(
        "explanations/SO06.xlsx",
        Appraisal(Stage.EXPLANATION, units=_UNIT),
        "Chánh Văn phòng Sở Hoa Hồng (mẫu)",
        datetime(2026, 2, 10),
        {
            ("SO06", "1.1.4", "done", Col.AMENDED): 4,
            ("SO06", "1.1.4", "planned", Col.REASON): (
                "Sản phẩm của nhiệm vụ thứ tư là báo cáo ban hành ngày 28/11/2025"
            ),
            ("SO06", "1.1.4", "planned", Col.DOCUMENTS): "Báo cáo 512/BC-MAU ngày 28/11/2025",
        },
    ),
    Returned(
        "appraisal/SO06 lan 2.xlsx",
        Appraisal(Stage.APPRAISAL_2, units=_UNIT),
        "Hội đồng thẩm định (mẫu)",
        datetime(2026, 2, 20),
        {
            ("SO06", "1.1.4", "done", Col.AMENDED): 4,
            ("SO06", "1.1.4", "planned", Col.REASON): "Chấp nhận giải trình, đủ 4 sản phẩm",
        },
    ),
)


def appraise(path: Path) -> None:
    """Write what came back from appraisers and units into a round, one stage after the other."""
    for old in (*path.glob("appraisal/*"), *path.glob("explanations/*")):
        old.unlink()
    for stage in Stage:
        for returned in RETURNED:
            if returned.wanted.stage is stage:
                target = path / returned.file
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(filled(path, returned))


def filled(path: Path, returned: Returned) -> bytes:
    """Return the workbook as it comes back."""
    folder, _ = read_round(path)
    if folder is None:
        raise SystemExit("the round cannot be read")
    units = {unit for unit, *_ in returned.typed}
    made = appraisal_workbooks(folder, evaluate(folder), returned.wanted)
    [data] = [each.data for each in made if _names(each.data, units)]
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    for row in range(1, sheet.max_row + 1):
        key = Key.read(text := sheet.cell(row, Col.KEY + 1).value)
        if key is not None:
            for column in Col:
                value = returned.typed.get((*key, column))
                if value is not None:
                    sheet.cell(row, column + 1).value = value  # type: ignore[assignment]
        elif text in {WHO, DAY}:
            sheet.cell(row, Col.MAX + 1).value = returned.who if text == WHO else returned.day
    return packed(written(book), returned.day)


def _names(data: bytes, units: set[str]) -> bool:
    """Tell whether a workbook is about some of the units."""
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    keys = (Key.read(cell.value) for cell in sheet["A"])
    return any(key is not None and key.unit in units for key in keys)
