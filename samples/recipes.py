"""How the good round is spoiled where no file can be kept for it: a recipe a code.

Most type over cells of the unit's form, as the unit itself would; the others do something to the
round's folder and say in words what.
"""

import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl.workbook import Workbook

from packing import written
from parindex.forms.appraisal.layout import Column as AppraisalColumn
from parindex.forms.layout import COLUMN_KEYS_ROW, Column, cell_name
from parindex.sources.guard import MAX_FILE
from parindex.sources.yaml import MAX_BYTES
from publishing import PUBLISHED
from ranking import BEGUN_AND_RANKED
from spoiling import (
    FORM,
    ROUND,
    SECOND,
    Do,
    Recipe,
    Said,
    Typed,
    add_sheet,
    another_run,
    append,
    appraised,
    as_open_document,
    asked,
    calculated,
    copy_row,
    copy_sheet,
    cut,
    dead_reader,
    empty,
    insert_row,
    last_row,
    no_serif,
    nothing_applies,
    repacked,
    said_of,
    scored,
    scored_by_another,
    send_again,
    stray_document,
    swap,
    type_in,
    typed,
    without_keys,
    without_part,
    write,
)
from surveying import SURVEYS

_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
_BONUS = (
    "unit,kind,points,decision,date,reason\nMAU01,bonus,0.5,01/QĐ-MAU,20/01/2026,Sáng kiến mẫu\n"
)
_SET = "criteria.yaml"
_CRITERIA = f"{ROUND}/{_SET}"
_RECEIVED = f"{ROUND}/received.csv"
_LATE = b"file,received_at\nMAU01.xlsx,2026-01-16 08:05\n"
_PREDECESSORS = f"{ROUND}/predecessors.csv"
_FORMER = "code,name,successor,date,decision\nMAU01,Xã Mẫu Một,MAU02,2025-07-01,05/NQ-MAU\n"
_MERGED = f"{_FORMER}CU02,Xã Cũ Hai,MAU02,2025-07-01,05/NQ-MAU\n"
_VERIFY = f"verify {ROUND}"
_AMENDMENT = f"{ROUND}/tinh.yaml"
_AMENDED = b"parindex: 1\nextends: criteria.yaml\nversion: 2\n"
_ANNUAL = f"{ROUND}/results/report/annual.pdf"
_TABLE = "bang.csv"
_SCORE_TABLE = f"score --criteria {_CRITERIA} --table {_TABLE}"


_HEADER = "code,name,1.1,1.2.planned,1.2.done,1.3,1.4,1.5"
_ROW = "MAU01,Xã Mẫu Một,Có,10,9,2,,0.5"


def _table(row: str, of_set: str = "", header: str = _HEADER) -> Do:
    """Return what writes a table with one unit, and what the criteria say of missing parts."""

    def do(folder: Path) -> None:
        swap(("criteria.yaml", "total: 5\n", f"total: 5\n{of_set}\n"))(folder)
        (folder / _TABLE).write_text(f"{header}\n{row}\n", encoding="utf-8")

    return do


def _long_table(folder: Path) -> None:
    """Write a table with something far below it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(_HEADER.split(","))
    sheet.append(["MAU01", "Xã Mẫu Một", "Có", 10, 9, 2, 24, 0.5])
    sheet["C12000"] = "Hết"
    book.save(folder / "bang.xlsx")


def _number_heading(folder: Path) -> None:
    """Write a table whose heading 1.10 the spreadsheet took for the number 1.1."""
    swap(("criteria.yaml", 'code: "1.5"', 'code: "1.10"'))(folder)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["code", "name", 1.1, "1.2.planned", "1.2.done", "1.3", "1.4"])
    sheet.append(["MAU01", "Xã Mẫu Một", 0.5, 10, 9, 2, 24])
    book.save(folder / "bang.xlsx")


_HOURS = "tables/so-gio.csv"
_FEED = '{ item: "1.4", column: "Số giờ" }'


def _figures(row: str = "MAU01,24", feed: str = _FEED, **keys: str) -> Do:
    """Return what adds a table of hours saved to the round, with these rows and keys."""

    def do(folder: Path) -> None:
        stated = {"file": _HOURS, "year": "2025", "unit": "Mã"} | keys
        lines = [f"    {key}: {value}" for key, value in stated.items()]
        source = '    source: { vi: "Báo cáo giờ giảm", en: "The report on hours saved" }'
        entry = "\n".join(["  -", *lines, source, f"    feeds: [{feed}]"])
        _append(folder, f"tables:\n{entry}\n")
        write(f"{ROUND}/{_HOURS}", f"Mã,Số giờ\n{row}\n".encode())(folder)

    return do


def _append(folder: Path, text: str) -> None:
    """Write something at the end of the round's file."""
    with (folder / ROUND / "round.yaml").open("a", encoding="utf-8") as file:
        file.write(text)


def _two_tables(folder: Path) -> None:
    """Give one figure by two tables."""
    _figures()(folder)
    text = (folder / ROUND / "round.yaml").read_text(encoding="utf-8")
    entry = text[text.index("  -\n    file") :]
    _append(folder, entry.replace("so-gio", "so-gio-khac"))
    shutil.copy(folder / ROUND / _HOURS, folder / ROUND / "tables" / "so-gio-khac.csv")


def _other_sheet(folder: Path) -> None:
    """Give the table as a workbook, with the sheet of another year."""
    _figures(file="tables/so-gio.xlsx", sheet='"2025"')(folder)
    book = Workbook()
    book.worksheets[0].title = "2024"
    book.save(folder / ROUND / "tables" / "so-gio.xlsx")


_WHY = Said("1.2", AppraisalColumn.REASON, "Một nhiệm vụ chưa có văn bản")
_LESS = (Said("1.2", AppraisalColumn.AMENDED, 8, "done"), _WHY)


def _two_appraisals(folder: Path) -> None:
    """Return two appraisals of the unit that say different things of an item."""
    appraised(*_LESS)(folder)
    seven = Said("1.2", AppraisalColumn.AMENDED, 7, "done")
    appraised(seven, _WHY, name="MAU01 (Văn phòng)")(folder)


def _form_anew(folder: Path) -> None:
    """Appraise the unit, and change its form after that."""
    appraised(*_LESS)(folder)
    send_again(timedelta(0))(folder)
    (folder / SECOND).replace(folder / FORM)


def _limited(folder: Path) -> None:
    """Appraise the unit after the time limit."""
    _append(folder, "stages: { appraisal_1: 2026-01-31 }\n")
    appraised(*_LESS)(folder)


def _exempt_later(folder: Path) -> None:
    """Exempt the unit from an item that was appraised."""
    appraised(
        Said("1.3", AppraisalColumn.POINTS, 0), Said("1.3", AppraisalColumn.REASON, "Không có")
    )(folder)
    swap(("units.csv", "MAU01,Xã Mẫu Một,XA,", "MAU01,Xã Mẫu Một,XA,1.3"))(folder)


_DATES = "01/03/2025,10/03/2025"
_REGISTER = """\
registers:
  - file: tables/ho-so.csv
    source: { vi: "Sổ theo dõi hồ sơ", en: "The register of dossiers" }
    columns: { unit: "Đơn vị", dossier: "Mã hồ sơ", received: "Nhận", due: "Hẹn", returned: "Trả" }
    feeds:
      - { item: "1.2", input: planned, count: received }
      - { item: "1.2", input: done, count: on_time }
"""


def _dossiers(*rows: str) -> Do:
    """Return what adds a register: ten dossiers of the unit, nine on time, and these rows."""

    def do(folder: Path) -> None:
        _append(folder, _REGISTER)
        good = [f"MAU01,H{n},{_DATES},09/03/2025" for n in range(9)]
        late = f"MAU01,H9,{_DATES},11/03/2025"
        text = "\n".join(["Đơn vị,Mã hồ sơ,Nhận,Hẹn,Trả", *good, late, *rows])
        write(f"{ROUND}/tables/ho-so.csv", f"{text}\n".encode())(folder)

    return do


_ENTRIES = """\
entries:
  - file: tables/nhiem-vu.csv
    source: { vi: "Sổ theo dõi nhiệm vụ (mẫu)", en: "Register of tasks (sample)" }
    unit: "Đơn vị"
    feeds:
      - { item: "1.2", input: done, sum: "Số việc", where: { "Kết quả": [%s] } }
"""


def _entries(*rows: str, done: str = "Xong") -> Do:
    """Return what adds a register of tasks: nine of the unit are done, and these rows."""

    def do(folder: Path) -> None:
        _append(folder, _ENTRIES % done)
        text = "\n".join(["Đơn vị,Kết quả,Số việc", *rows])
        write(f"{ROUND}/tables/nhiem-vu.csv", f"{text}\n".encode())(folder)

    return do


_LAST_RULE = "{ kind: judged, step: 0.5 }\n"
_SECOND_AREA = """\
  - code: "2"
    name: { vi: "Lĩnh vực hai", en: "Second area" }
    max: 1
    criteria:
      - { code: "2.1", name: { vi: "Báo cáo", en: "Report" }, max: 1, rule: { kind: yes_no } }
"""
_FILE_NAMED = Typed("1.1", Column.EVIDENCE_FILE, "12_KH.pdf")


def _document(item: str) -> tuple[Typed, ...]:
    """Return what is typed where an item names a report as its evidence."""
    return (
        Typed(item, Column.EVIDENCE_NUMBER, "15/BC-MAU"),
        Typed(item, Column.EVIDENCE_DAY, datetime(2025, 12, 1)),
        Typed(item, Column.EVIDENCE_ISSUER, "UBND xã Mẫu Một"),
        Typed(item, Column.EVIDENCE_FILE, "bao-cao.pdf"),
    )


def _renamed(folder: Path, predecessors: str) -> None:
    """Make the unit another one, which took the place of those that are listed."""
    swap(("units.csv", "MAU01,Xã Mẫu Một", "MAU02,Xã Mẫu Hai"))(folder)
    write(_PREDECESSORS, predecessors.encode())(folder)


RECIPES: Mapping[str, Recipe] = {
    "CRI001": Recipe(
        "Không có tệp tên như vậy.",
        "There is no file of that name.",
        command="validate tieu-chi.yaml",
    ),
    "CRI002": Recipe(
        "Bộ tiêu chí được lưu theo bảng mã UTF-16 (trong Notepad: “Unicode”).",
        "The criteria were saved in UTF-16 (“Unicode” in Notepad).",
        do=lambda folder: (folder / _CRITERIA).write_text(
            (folder / _CRITERIA).read_text(encoding="utf-8"), encoding="utf-16"
        ),
        command=f"validate {_CRITERIA}",
    ),
    "CRI003": Recipe(
        "Sau nội dung của tệp có thêm rất nhiều dòng trống.",
        "A great many blank lines follow what is in the file.",
        do=write(_CRITERIA, b"\n" * (MAX_BYTES + 1)),
        command=f"validate {_CRITERIA}",
    ),
    "CRI049": Recipe(
        "Chọn thư mục chứa biểu mẫu thay cho thư mục chứa bộ tiêu chí.",
        "The folder of forms is given in place of that of criteria.",
        command=f"validate {ROUND}/submissions",
    ),
    "CRI060": Recipe(
        "Bản sửa đổi `tinh.yaml` dựa trên bộ gốc, nhưng gõ sai mã cần sửa: `1.9`.",
        "The amendment `tinh.yaml` starts from the set, and the code to change is mistyped: `1.9`.",
        do=write(_AMENDMENT, _AMENDED + b'change: { "1.9": { max: 2 } }\n'),
        command=f"validate {_AMENDMENT}",
    ),
    "CRI061": Recipe(
        "Bản sửa đổi `tinh.yaml` dựa trên bộ gốc mà lại viết cả `areas`.",
        "The amendment `tinh.yaml` starts from the set, and writes `areas` all the same.",
        do=write(_AMENDMENT, _AMENDED + b"areas: []\n"),
        command=f"validate {_AMENDMENT}",
    ),
    "CRI062": Recipe(
        "Bản sửa đổi `tinh.yaml` vừa sửa vừa bỏ mục `1.5`.",
        "The amendment `tinh.yaml` changes the item `1.5` and drops it too.",
        do=write(_AMENDMENT, _AMENDED + b'change: { "1.5": { evidence: none } }\ndrop: ["1.5"]\n'),
        command=f"validate {_AMENDMENT}",
    ),
    "CRI064": Recipe(
        "Tệp `criteria.cases.yaml` cạnh bộ tiêu chí có một ví dụ sai: đơn vị chỉ đạt mục `1.1`.",
        "`criteria.cases.yaml` beside the set has a wrong case: a unit that meets `1.1` alone.",
        do=write(
            f"{ROUND}/criteria.cases.yaml",
            b'parindex: 1\ncases:\n  - name: mau\n    answers: { "1.1": { answer: true } }\n'
            b"    expect: { total: 2 }\n",
        ),
        command=f"validate {_CRITERIA}",
    ),
    "CRI068": Recipe(
        "Kiểm tra cả thư mục của kỳ đánh giá, trong đó có `round.yaml`.",
        "The folder of a round is checked, with `round.yaml` in it.",
        command=f"validate {ROUND}",
    ),
    "RND001": Recipe(
        "Tên thư mục bị gõ sai.", "The folder's name is misspelt.", command="score ruond"
    ),
    "RND002": Recipe(
        "Tệp `units.csv` bị xóa.",
        "`units.csv` was deleted.",
        do=lambda folder: (folder / ROUND / "units.csv").unlink(),
    ),
    "RND011": Recipe(
        "Thư mục `submissions` chưa có tệp nào.",
        "There is no file in the folder `submissions` yet.",
        do=lambda folder: (folder / FORM).unlink(),
    ),
    "RND017": Recipe(
        "Đơn vị gửi kèm một tệp Word.",
        "The unit sent a Word file along.",
        do=write(f"{ROUND}/submissions/MAU01 giai trinh.docx", b"PK"),
    ),
    "RND018": Recipe(
        "Hỏi về mục 9.9, trong khi bộ tiêu chí không có mục này.",
        "Item 9.9 is asked for, which the criteria do not have.",
        command=f"explain {ROUND} MAU01 9.9",
    ),
    "RND019": Recipe(
        "Lập báo cáo khi chưa chấm điểm.",
        "A report is asked for before the round was scored.",
        command=f"report {ROUND}",
    ),
    "RND020": Recipe(
        "Tệp `results.json` là của một phiên bản khác.",
        "`results.json` is that of another version.",
        do=write(f"{ROUND}/results/results.json", b'{"format": 0}'),
        command=f"report {ROUND}",
    ),
    "RND024": Recipe(
        "Một ô của `units.csv` dài 200.000 ký tự.",
        "A cell of `units.csv` is 200,000 letters long.",
        do=swap(("units.csv", "Xã Mẫu Một", "x" * 200_000)),
    ),
    "RND026": Recipe(
        "Bảng số liệu có hai cột mã đơn vị: `code` và `Mã`.",
        "The table has two columns with the unit's code: `code` and `Mã`.",
        do=_table(f"MAU01,{_ROW.replace(',,', ',24,')}", header=f"Mã,{_HEADER}"),
        command=_SCORE_TABLE,
    ),
    "RND027": Recipe(
        "Bộ tiêu chí có mục `1.1` và `1.10`; bảng tính đổi tiêu đề `1.10` thành số 1.1.",
        "The criteria have items `1.1` and `1.10`; the spreadsheet made the heading `1.10` the "
        "number 1.1.",
        do=_number_heading,
        command=f"score --criteria {_CRITERIA} --table bang.xlsx",
    ),
    "RND028": Recipe(
        "Bảng số liệu mới chỉ có dòng tiêu đề.",
        "The table has only its header line yet.",
        do=_table(""),
        command=_SCORE_TABLE,
    ),
    "RND045": Recipe(
        "Theo `received.csv`, biểu mẫu đến lúc 8 giờ 05 ngày 16/01/2026; thời hạn là 17 giờ ngày "
        "15/01/2026.",
        "By `received.csv` the form came at 8:05 on 16/01/2026; the deadline was 17:00 the day "
        "before.",
        do=write(_RECEIVED, _LATE),
    ),
    "RND046": Recipe(
        "Như trên, và `round.yaml` quy định không nhận biểu mẫu gửi muộn (`late: refuse`).",
        "The same, and `round.yaml` turns late forms away (`late: refuse`).",
        do=lambda folder: (
            write(_RECEIVED, _LATE)(folder),
            swap(("round.yaml", "blocks:", "late: refuse\nblocks:"))(folder),
        ),
    ),
    "RND047": Recipe(
        "Tệp do Google Trang tính xuất ra nên không ghi thời điểm lưu; chưa có `received.csv`.",
        "Google Sheets exported the file, which names no time of saving; there is no "
        "`received.csv`.",
        do=without_part(FORM, "docProps/core.xml"),
    ),
    "RND080": Recipe(
        "Bảng số liệu ghi `blocks: [PHUONG]`, kỳ đánh giá chỉ có khối `XA`.",
        "The table says `blocks: [PHUONG]`; the round has only the block `XA`.",
        do=_figures(feed=_FEED.replace("column", "blocks: [PHUONG], column")),
    ),
    "RND081": Recipe(
        "Bảng số liệu ghi cho mục 1.9, bộ tiêu chí không có mục này.",
        "The table feeds the item 1.9, which the criteria do not have.",
        do=_figures(feed=_FEED.replace("1.4", "1.9")),
    ),
    "RND082": Recipe(
        "Bảng số liệu ghi `input: days`, mục 1.4 chỉ có `hours`.",
        "The table says `input: days`; item 1.4 has only `hours`.",
        do=_figures(feed=_FEED.replace("column", "input: days, column")),
    ),
    "RND083": Recipe(
        "Bảng số liệu ghi `year: 2024`, kỳ đánh giá là năm 2025.",
        "The table says `year: 2024`; the round is that of 2025.",
        do=_figures(year="2024"),
    ),
    "RND084": Recipe(
        'Bảng số liệu ghi `sheet: "2025"`, sổ tính chỉ có trang “2024”.',
        'The table says `sheet: "2025"`; the workbook has only a sheet “2024”.',
        do=_other_sheet,
    ),
    "RND085": Recipe(
        "Hai bảng số liệu cùng nêu số giờ của mục 1.4.",
        "Two tables give the hours of item 1.4.",
        do=_two_tables,
    ),
    "RND086": Recipe(
        "Bảng số liệu có thêm dòng của “Xã Mẫu Mười”.",
        "The table has a row of “Xã Mẫu Mười” as well.",
        do=_figures("MAU01,24\nXã Mẫu Mười,30"),
    ),
    "RND087": Recipe(
        "Bảng số liệu có hai dòng của đơn vị, một dòng ghi mã, một dòng ghi tên.",
        "The table has two rows of the unit, one with its code and one with its name.",
        do=_figures("MAU01,24\nXã Mẫu Một,42"),
    ),
    "RND088": Recipe(
        "Bảng số liệu để trống ô số giờ của đơn vị.",
        "The table leaves the unit's hours blank.",
        do=_figures("MAU01,"),
    ),
    "RND089": Recipe(
        "Bảng số liệu ghi 240 giờ, trong khi `scale: [0, 48]`.",
        "The table says 240 hours, with `scale: [0, 48]`.",
        do=_figures("MAU01,240", scale="[0, 48]"),
    ),
    "RND090": Recipe(
        "Bảng số liệu ghi phần trăm (`as: percent`), ô của đơn vị là 240.",
        "The table has percentages (`as: percent`), and 240 for the unit.",
        do=_figures("MAU01,240", feed=_FEED.replace(" }", ", as: percent }")),
    ),
    "RND091": Recipe(
        "Sổ hồ sơ có một dòng tiếp nhận ngày 31/02/2025.",
        "A row of the register was received on 31/02/2025.",
        do=_dossiers("MAU01,H10,31/02/2025,10/03/2025,09/03/2025"),
    ),
    "RND092": Recipe(
        "Sổ hồ sơ có một dòng tiếp nhận ngày 03/01/2025 mà ngày trả là 01/02/2024.",
        "A row of the register was received on 03/01/2025 and returned on 01/02/2024.",
        do=_dossiers("MAU01,H10,03/01/2025,10/01/2025,01/02/2024"),
    ),
    "RND093": Recipe(
        "Sổ hồ sơ có một dòng ghi đơn vị là “Xã Mẫu Mốt”.",
        "A row of the register names the unit “Xã Mẫu Mốt”.",
        do=_dossiers(f"Xã Mẫu Mốt,H10,{_DATES},09/03/2025"),
    ),
    "RND094": Recipe(
        "Sổ hồ sơ có hai dòng giống nhau của hồ sơ H8.",
        "The register has two like rows of the dossier H8.",
        do=_dossiers(f"MAU01,H8,{_DATES},09/03/2025"),
    ),
    "RND095": Recipe(
        "Hồ sơ H10 có hai dòng: một đúng hạn, một trễ hạn.",
        "The dossier H10 has two rows: one on time, one late.",
        do=_dossiers(f"MAU01,H10,{_DATES},09/03/2025", f"MAU01,H10,{_DATES},11/03/2025"),
    ),
    "RND096": Recipe(
        "Sổ hồ sơ có mười hồ sơ của đơn vị, chín hồ sơ đúng hạn, như đơn vị kê khai ở mục 1.2.",
        "The register has ten dossiers of the unit, nine on time, as it declares in item 1.2.",
        do=_dossiers(),
    ),
    "RND109": Recipe(
        "`adjustments.csv` ghi xã `CU01`; theo `predecessors.csv` xã này đã nhập vào `MAU01`.",
        "`adjustments.csv` names `CU01`, a commune that by `predecessors.csv` went into `MAU01`.",
        do=lambda folder: (
            write(f"{ROUND}/adjustments.csv", _BONUS.replace("MAU01", "CU01").encode())(folder),
            write(
                _PREDECESSORS, _FORMER.replace("MAU01", "CU01").replace("MAU02", "MAU01").encode()
            )(folder),
        ),
    ),
    "RND110": Recipe(
        "Xã `MAU01` đổi tên thành `MAU02` nhưng gửi biểu mẫu lập cho `MAU01`.",
        "The commune `MAU01` was renamed and is `MAU02` now; it sent the form made for `MAU01`.",
        do=lambda folder: _renamed(folder, _FORMER),
    ),
    "RND111": Recipe(
        "Xã `MAU01` và một xã nữa nhập thành `MAU02`; chỉ có biểu mẫu lập cho `MAU01`.",
        "The commune `MAU01` and another one are `MAU02` now; only the form of `MAU01` came.",
        do=lambda folder: _renamed(folder, _MERGED),
    ),
    "RND143": Recipe(
        "Thay đổi muốn thử không nêu điểm.",
        "The change that is tried gives no points.",
        command=f"rescore {ROUND} --set MAU01:1.1",
    ),
    "SUB001": Recipe(
        "Không có sổ tính tên như vậy.",
        "There is no workbook of that name.",
        command=f"score --criteria {_CRITERIA} MAU09.xlsx",
    ),
    "SUB002": Recipe(
        "Biểu mẫu được lưu kèm mật khẩu mở tệp.",
        "The form was saved with a password to open it.",
        do=write(FORM, _LOCKED),
    ),
    "SUB003": Recipe(
        "Chỉ nửa đầu của tệp gửi đến nơi.", "Only the first half of the file arrived.", do=cut
    ),
    "SUB004": Recipe(
        "Một tệp PDF được đổi tên thành `MAU01.xlsx`.",
        "A PDF was renamed to `MAU01.xlsx`.",
        do=write(FORM, b"%PDF-1.7"),
    ),
    "SUB005": Recipe(
        "Tệp có dung lượng 9 MB.",
        "The file has 9 MB.",
        do=write(FORM, b"PK" + bytes(MAX_FILE + 10**6)),
    ),
    "SUB006": Recipe(
        "Việc đọc tệp bị dừng vì quá thời gian cho phép.",
        "Reading the file is stopped because it takes too long.",
        under=dead_reader,
    ),
    "SUB007": typed("", "XFD3", "hết"),
    "SUB008": Recipe(
        "Bảng số liệu có một ô ở rất xa, tại dòng 12.000.",
        "The table has a cell far out, in row 12,000.",
        do=_long_table,
        command=f"score --criteria {_CRITERIA} --table bang.xlsx",
    ),
    "SUB010": Recipe(
        "Cột đầu bị ẩn đã bị xóa, các trang ẩn cũng không còn.",
        "The hidden first column was deleted, and so were the hidden sheets.",
        book=without_keys,
    ),
    "SUB011": Recipe(
        "Sau khi gửi biểu mẫu, bộ tiêu chí đổi câu hỏi của mục 1.4 từ số giờ sang số ngày.",
        "After the form went out the criteria were changed: item 1.4 asks for days, not hours.",
        do=swap(
            ("criteria.yaml", "year: 2025\n", "year: 2025\nversion: 2\n"),
            ("criteria.yaml", "hours", "days"),
        ),
    ),
    "SUB012": Recipe(
        "`units.csv` ghi MAU02, biểu mẫu gửi về là của MAU01.",
        "`units.csv` lists MAU02, the form that came is that of MAU01.",
        do=swap(("units.csv", "MAU01", "MAU02")),
    ),
    "SUB013": Recipe(
        "Đơn vị gửi thêm một bản sửa, lưu sau bản đầu năm giờ.",
        "The unit sent a corrected copy, saved five hours after the first.",
        do=send_again(timedelta(hours=5)),
    ),
    "SUB014": Recipe(
        "Đơn vị gửi hai bản khác nhau, cùng ghi một thời điểm lưu.",
        "The unit sent two copies that differ and say the same time of saving.",
        do=send_again(timedelta(0)),
    ),
    "SUB015": Recipe(
        "Trang tính được đổi tên thành “Nộp ngày 10-01”.",
        "The sheet was renamed to “Nộp ngày 10-01”.",
        book=lambda book: setattr(book.worksheets[0], "title", "Nộp ngày 10-01"),
    ),
    "SUB016": Recipe(
        "Trang tính tự đánh giá bị xóa, chỉ còn trang hướng dẫn và các trang ẩn.",
        "The sheet of the self-assessment was deleted; only the guide and hidden sheets are left.",
        book=lambda book: book.remove(book.worksheets[0]),
    ),
    "SUB017": Recipe(
        "Sau khi gửi biểu mẫu, bộ tiêu chí được nâng lên phiên bản 2.",
        "After the form went out the criteria were raised to version 2.",
        do=swap(("criteria.yaml", "year: 2025\n", "year: 2025\nversion: 2\n")),
    ),
    "SUB018": Recipe(
        "Cùng một tệp được gửi lại dưới tên khác.",
        "The same file was sent again under another name.",
        do=lambda folder: shutil.copy(folder / FORM, folder / SECOND),
    ),
    "SUB019": Recipe(
        "Biểu mẫu của MAU01 được gửi với tên tệp `MAU02.xlsx`.",
        "The form of MAU01 came under the name `MAU02.xlsx`.",
        do=lambda folder: (
            swap(("units.csv", "XA,\n", "XA,\nMAU02,Xã Mẫu Hai,XA,\n"))(folder),
            (folder / FORM).rename((folder / FORM).with_name("MAU02.xlsx")),
        ),
    ),
    "SUB020": Recipe(
        "Dòng của mục 1.5 bị xóa.",
        "The row of item 1.5 was deleted.",
        book=lambda book: book.worksheets[0].delete_rows(last_row(book.worksheets[0])),
    ),
    "SUB021": Recipe(
        "Dòng của mục 1.5 được chép thêm xuống cuối trang tính.",
        "The row of item 1.5 was copied to the foot of the sheet as well.",
        book=copy_row,
    ),
    "SUB022": Recipe(
        "Một dòng được chèn phía trên mục 1.5, ghi “Việc làm thêm của xã”.",
        "A row was inserted above item 1.5, saying “Việc làm thêm của xã”.",
        book=insert_row,
    ),
    "SUB023": typed("1.1", Column.CODE, "1.2"),
    "SUB024": typed("", cell_name(COLUMN_KEYS_ROW, Column.CLAIM), None),
    "SUB025": Recipe(
        "Đơn vị giữ một bản sao của trang tính biểu mẫu trong cùng tệp.",
        "The unit kept a copy of the form's sheet in the same file.",
        book=copy_sheet,
    ),
    "SUB026": Recipe(
        "Đơn vị thêm trang tính “Tính nháp” và ghi số vào đó.",
        "The unit added a sheet “Tính nháp” and wrote a figure there.",
        book=add_sheet,
    ),
    "SUB027": Recipe(
        "Trong danh mục tài liệu, một dòng ghi cho mục 9.9, biểu mẫu không có mục này.",
        "In the register of documents a line names item 9.9, which the form does not have.",
        book=stray_document,
    ),
    "SUB028": Recipe(
        "Bộ tiêu chí được ban hành lại: mục 1.4 hỏi số ngày; đơn vị đã điền biểu mẫu cũ.",
        "The criteria were issued again: item 1.4 asks for days; the old form is filled in.",
        do=swap((_SET, "hours", "days")),
        command=f"template {ROUND} --migrate {FORM} -o bieu-moi",
    ),
    "SUB029": Recipe(
        "Bộ tiêu chí được ban hành lại: mục 1.5 mang mã 1.6; đơn vị đã điền biểu mẫu cũ.",
        "The criteria were issued again: item 1.5 now has the code 1.6; the old form is filled in.",
        do=swap((_SET, '"1.5"', '"1.6"')),
        command=f"template {ROUND} --migrate {FORM} -o bieu-moi",
    ),
    "SUB030": typed("1.2", "done", None),
    "SUB031": typed("1.2", "done", "gần hết"),
    "SUB032": typed("1.2", "done", 11),
    "SUB033": typed("1.1", "answer", "x"),
    "SUB034": typed("1.4", "hours", "1.234"),
    "SUB035": typed("1.2", "done", "#DIV/0!"),
    "SUB036": typed("1.2", "done", "=4+5"),
    "SUB037": typed("1.1", Column.CLAIM, 2),
    "SUB038": typed("1.2", Column.CLAIM, 1),
    "SUB039": typed("1.2", Column.CLAIM, None),
    "SUB040": typed("1.1", Column.NOT_APPLICABLE, "x"),
    "SUB041": typed("1.3", Column.NOT_APPLICABLE, "x"),
    "SUB042": typed("1.5", Column.EVIDENCE_NUMBER, "15/BC-MAU"),
    "SUB043": typed("1.2", Column.CLAIM, "tối đa"),
    "SUB044": typed("1.2", Column.CLAIM, "0,9"),
    "SUB045": typed("1.3", Column.NOT_APPLICABLE, "có lẽ"),
    "SUB046": typed("", "T3", "Đã gửi lại"),
    "SUB047": Recipe(
        "Ở mục 1.2, đơn vị nhập công thức `=4+5` thay cho số 9.",
        "In item 1.2 the unit types the formula `=4+5` in place of the number 9.",
        do=calculated("1.2", "done", "4+5"),
    ),
    "SUB048": Recipe(
        "Ở mục 1.2, đơn vị lấy số liệu từ một sổ tính khác: `=[1]Sheet1!B2`.",
        "In item 1.2 the unit takes the number from another workbook: `=[1]Sheet1!B2`.",
        do=calculated("1.2", "done", "[1]Sheet1!B2"),
    ),
    "SUB049": Recipe(
        "Đơn vị lưu biểu mẫu ở định dạng OpenDocument (.ods).",
        "The unit saved the form as an OpenDocument file (.ods).",
        do=as_open_document,
    ),
    "SUB050": Recipe(
        "Biểu mẫu gửi về có thêm một macro.",
        "The form came back with a macro in it.",
        do=repacked(lambda _, part: part, vbaProject=_LOCKED),
    ),
    "SUB051": typed("", "B2", "UBND XÃ MẪU HAI"),
    "SUB053": Recipe(
        "Bộ tiêu chí hỏi ngày ban hành ở mục 1.4; đơn vị ghi `25-12-31`.",
        "The criteria ask for a date of issue in item 1.4; the unit types `25-12-31`.",
        do=asked(
            (Typed("1.4", "hours", "25-12-31"),),
            (_SET, "{ type: number, min: 0,", "{ type: date,"),
            (_SET, 'vi: "Số giờ giảm được", en: "Hours saved"', 'vi: "Ngày", en: "Date"'),
            (_SET, "formula, of: hours / 48 }", "deadline, of: hours, due: 2025-12-31 }"),
        ),
    ),
    "SUB054": Recipe(
        "Biểu mẫu được kiểm tra ở ngoài thư mục của kỳ đánh giá, không kèm `--criteria`.",
        "The form is checked outside the folder of the round, without `--criteria`.",
        do=lambda folder: (folder / FORM).rename(folder / "MAU01.xlsx"),
        command="check MAU01.xlsx",
    ),
    "SUB055": Recipe(
        "Chọn thư mục chưa có biểu mẫu nào.",
        "The folder given holds no form yet.",
        do=lambda folder: (folder / "moi").mkdir(),
        command="check moi",
    ),
    "SUB060": Recipe(
        "Báo cáo giờ giảm (bảng số liệu của kỳ đánh giá) ghi 24 giờ.",
        "The report on hours saved, a table of the round, says 24 hours.",
        cells=(Typed("1.4", "hours", 36), Typed("1.4", Column.CLAIM, 0.75)),
        do=_figures(),
    ),
    "SUB061": Recipe(
        "Báo cáo giờ giảm (bảng số liệu của kỳ đánh giá) ghi 24 giờ.",
        "The report on hours saved, a table of the round, says 24 hours.",
        cells=(Typed("1.4", "hours", None),),
        do=_figures(),
    ),
    "EVI001": Recipe(
        cells=(
            Typed("1.1", Column.EVIDENCE_NUMBER, None),
            Typed("1.1", Column.EVIDENCE_DAY, None),
            Typed("1.1", Column.EVIDENCE_ISSUER, None),
        )
    ),
    "EVI002": typed("1.1", Column.EVIDENCE_DAY, "tháng ba"),
    "EVI003": typed("1.1", Column.EVIDENCE_ISSUER, None),
    "EVI004": typed("1.1", Column.EVIDENCE_DAY, "20/03/2024"),
    "EVI005": Recipe(
        "Mục 1.3 thuộc lĩnh vực 1, mục 2.1 thuộc lĩnh vực 2; cả hai ghi tệp `bao-cao.pdf`.",
        "Item 1.3 is of area 1, item 2.1 of area 2; both name the file `bao-cao.pdf`.",
        do=asked(
            (
                Typed("2.1", "answer", "Có"),
                Typed("2.1", Column.CLAIM, 1),
                *_document("1.3"),
                *_document("2.1"),
            ),
            (_SET, "total: 5\n", "total: 6\n"),
            (_SET, _LAST_RULE, f"{_LAST_RULE}{_SECOND_AREA}"),
        ),
    ),
    "EVI006": Recipe(
        cells=(
            Typed("1.2", Column.EVIDENCE_NUMBER, "12/KH-MAU"),
            Typed("1.2", Column.EVIDENCE_DAY, "21/03/2025"),
            Typed("1.2", Column.EVIDENCE_ISSUER, "UBND xã Mẫu Một"),
        )
    ),
    "EVI007": Recipe(
        "Kỳ đánh giá có thư mục `evidence/MAU01`, thiếu tệp `12_KH.pdf` mà mục 1.1 nêu.",
        "The round has a folder `evidence/MAU01`, without the file `12_KH.pdf` that 1.1 names.",
        book=lambda book: type_in(book, _FILE_NAMED),
        do=write(f"{ROUND}/evidence/MAU01/13_KH.pdf", b""),
    ),
    "EVI008": Recipe(
        "Mục 1.1 nêu tệp `12_KH.pdf`; cạnh biểu mẫu không có thư mục tài liệu kiểm chứng nào.",
        "Item 1.1 names the file `12_KH.pdf`; no folder of evidence lies beside the form.",
        book=lambda book: type_in(book, _FILE_NAMED),
        command=f"check {ROUND}",
    ),
    "EVI009": typed("1.1", Column.EVIDENCE_FILE, "file:///D:/van-ban/12_KH.pdf"),
    "SCO001": typed("1.4", "hours", 96),
    "SCO002": Recipe(
        "Bộ tiêu chí giao cho hội đồng thẩm định chấm mục 1.5; hội đồng chưa chấm.",
        "The criteria leave item 1.5 to the council, which has not scored it yet.",
        cells=(Typed("1.5", Column.CLAIM, None),),
        do=swap(
            (
                "criteria.yaml",
                "{ kind: judged, step: 0.5 }",
                "{ kind: judged }\n        scored_by: council",
            )
        ),
    ),
    "SCO003": Recipe(
        "Theo `units.csv`, đơn vị được miễn lĩnh vực 1, là lĩnh vực duy nhất.",
        "By `units.csv` the unit is exempt from area 1, the only one there is.",
        book=empty,
        do=nothing_applies,
    ),
    "SCO004": typed("1.5", Column.CLAIM, 0.3),
    "SCO005": Recipe(
        "Đơn vị được 4,9 điểm và được thưởng 0,5 điểm theo `adjustments.csv`; tổng tối đa là 5.",
        "The unit has 4.9 points and a bonus of 0.5 in `adjustments.csv`; the maximum is 5.",
        cells=(
            Typed("1.4", "hours", 48),
            Typed("1.4", Column.CLAIM, 1),
            Typed("1.5", Column.CLAIM, 1),
        ),
        do=write(f"{ROUND}/adjustments.csv", _BONUS.encode()),
    ),
    "SCO006": Recipe(
        "Mục `1.4` lấy từ bảng số liệu (`scored_by: table`), mà kỳ đánh giá chưa có bảng đó.",
        "The item `1.4` comes from a table (`scored_by: table`), which the round does not have.",
        cells=(Typed("1.4", "hours", None), Typed("1.4", Column.CLAIM, None)),
        do=swap(("criteria.yaml", 'code: "1.4"', 'code: "1.4"\n        scored_by: table')),
    ),
    "SCO007": Recipe(
        "Bảng số liệu để trống ô của mục `1.4`; bộ tiêu chí không tính tổng khi còn thiếu "
        "(`missing: strict`).",
        "The cell of `1.4` is blank in the table; the criteria count no total while something is "
        "missing (`missing: strict`).",
        do=_table(_ROW, "missing: strict"),
        command=_SCORE_TABLE,
    ),
    "SCO008": Recipe(
        "Như trên, nhưng bộ tiêu chí bỏ qua phần còn thiếu (`missing: skip`).",
        "The same, but the criteria leave out what is missing (`missing: skip`).",
        do=_table(_ROW, "missing: skip"),
        command=_SCORE_TABLE,
    ),
    "SCO009": Recipe(
        "Như trên, và bộ tiêu chí không nói gì về phần còn thiếu.",
        "The same, and the criteria say nothing of what is missing.",
        do=_table(_ROW),
        command=_SCORE_TABLE,
    ),
    "RND130": Recipe(
        "Trong thư mục `appraisal` có một bảng tính tự lập, không phải phiếu thẩm định.",
        "In the folder `appraisal` lies a workbook of somebody's own, not an appraisal.",
        do=write(f"{ROUND}/appraisal/tong-hop.xlsx", written(Workbook())),
    ),
    "RND131": Recipe(
        "Sau khi lập phiếu thẩm định, bộ tiêu chí và biểu mẫu được làm lại: mục 1.4 hỏi số ngày.",
        "After the appraisal was made the criteria and the form were made anew: 1.4 asks for days.",
        do=appraised(*_LESS, book=said_of("form_hash=", "form_hash=0")),
    ),
    "RND132": Recipe(
        "Phiếu thẩm định ghi mã đơn vị MAU09, không có trong `units.csv`.",
        "The appraisal says MAU09, which `units.csv` does not list.",
        do=appraised(*_LESS, book=said_of("row|MAU01|1.2", "row|MAU09|1.2")),
    ),
    "RND133": Recipe(
        "Phiếu thẩm định ghi mục 1.9, bộ tiêu chí không có mục này.",
        "The appraisal says 1.9, which the criteria do not have.",
        do=appraised(*_LESS, book=said_of("row|MAU01|1.2", "row|MAU01|1.9")),
    ),
    "RND134": Recipe(
        "Người thẩm định cho mục 1.2 năm điểm; điểm tối đa là 1.",
        "The appraiser gives item 1.2 five points; its maximum is 1.",
        do=appraised(Said("1.2", AppraisalColumn.POINTS, 5), _WHY),
    ),
    "RND135": Recipe(
        "Người thẩm định sửa số nhiệm vụ hoàn thành ở mục 1.2 từ 9 thành 8, không nêu lý do.",
        "The appraiser amends the tasks done in item 1.2 from 9 to 8 and does not say why.",
        do=appraised(_LESS[0]),
    ),
    "RND136": Recipe(
        "Hai phiếu thẩm định mục 1.2: một phiếu ghi 8 nhiệm vụ hoàn thành, phiếu kia ghi 7.",
        "Two appraisals of item 1.2: one says 8 tasks done, the other 7.",
        do=_two_appraisals,
    ),
    "RND137": Recipe(
        "Phiếu thẩm định không ghi ai thẩm định.",
        "The appraisal does not say who made it.",
        do=appraised(*_LESS, who=(None, datetime(2026, 2, 3))),
    ),
    "RND138": Recipe(
        "Sau khi lập phiếu thẩm định, đơn vị gửi lại biểu mẫu với một lời giải trình.",
        "After the appraisal was made the unit sent its form anew, with an explanation in it.",
        do=_form_anew,
    ),
    "RND139": Recipe(
        "Mục 1.3 được thẩm định, sau đó `units.csv` ghi đơn vị được miễn mục này.",
        "Item 1.3 was appraised; then `units.csv` says that the unit is exempt from it.",
        book=lambda book: type_in(
            book, Typed("1.3", "rules", None), Typed("1.3", Column.CLAIM, None)
        ),
        do=_exempt_later,
    ),
    "RND140": Recipe(
        "Mục 1.4 so số giờ giảm được giữa các đơn vị; người thẩm định lại cho điểm.",
        "Item 1.4 compares the hours saved of all units; the appraiser gives points all the same.",
        book=lambda book: type_in(book, Typed("1.4", Column.CLAIM, None)),
        do=lambda folder: (
            swap((_SET, "formula, of: hours / 48 }", "cohort, of: hours, when_zero: full }"))(
                folder
            ),
            appraised(
                Said("1.4", AppraisalColumn.POINTS, 0.5),
                Said("1.4", AppraisalColumn.REASON, "Ít giờ"),
            )(folder),
        ),
    ),
    "RND141": Recipe(
        "Phiếu thẩm định đã gửi về; kết quả được xem ở bước tự đánh giá.",
        "The appraisal came back; the round is asked for as it stood at self-assessment.",
        do=appraised(*_LESS),
        command=f"score {ROUND} --stage self",
    ),
    "RND142": Recipe(
        "`round.yaml` ghi thời hạn thẩm định lần 1 là 31/01/2026; phiếu được điền ngày 03/02/2026.",
        "`round.yaml` limits appraisal 1 to 31/01/2026; the workbook was filled in on 03/02/2026.",
        do=_limited,
    ),
    "RND160": Recipe(
        "Sổ theo dõi nhiệm vụ có một dòng ghi đơn vị là “Xã Mẫu Mốt”.",
        "A row of the register of tasks names the unit “Xã Mẫu Mốt”.",
        do=_entries("MAU01,Xong,9", "Xã Mẫu Mốt,Xong,1"),
    ),
    "RND161": Recipe(
        "Một dòng của sổ ghi số việc bằng chữ: “hai”.",
        "A row of the register has the number of tasks in words: “hai” (two).",
        do=_entries("MAU01,Xong,7", "MAU01,Xong,hai"),
    ),
    "RND162": Recipe(
        "`round.yaml` hỏi “Xong” hoặc “Đã xong”, còn sổ không có dòng nào ghi “Đã xong”.",
        "`round.yaml` asks for “Xong” or “Đã xong”, and no row of the register has the latter.",
        do=_entries("MAU01,Xong,9", done="Xong, Đã xong"),
    ),
    "RND163": Recipe(
        "Sổ có hai dòng của đơn vị, cộng lại bằng số đơn vị kê khai ở mục 1.2.",
        "The register has two rows of the unit, which add up to what it declares in item 1.2.",
        do=_entries("MAU01,Xong,4", "MAU01,Xong,5"),
    ),
    "RPT001": Recipe(
        "Tên đơn vị trong `units.csv` có một hình: “Xã Mẫu Một 🎉”.",
        "The unit's name in `units.csv` has a picture in it: “Xã Mẫu Một 🎉”.",
        do=lambda folder: (
            swap(("units.csv", "Xã Mẫu Một", "Xã Mẫu Một 🎉"))(folder),
            scored(lambda _: None)(folder),
        ),
        command=f"report {ROUND}",
    ),
    "RPT002": Recipe(
        "Tên của kỳ đánh giá trong `round.yaml` để trống, trong khi mỗi báo cáo phải có tên.",
        "The round's title in `round.yaml` is empty, and a report must have a title.",
        do=lambda folder: (
            swap(
                (
                    "round.yaml",
                    'vi: "Chỉ số cải cách hành chính năm 2025", en: "PAR index 2025"',
                    'vi: ""',
                )
            )(folder),
            scored(lambda _: None)(folder),
        ),
        command=f"report {ROUND}",
    ),
    "RPT003": Recipe(
        "Đã có một thư mục mang tên của báo cáo.",
        "There is a folder of the report's name.",
        do=scored(lambda folder: (folder / _ANNUAL).mkdir(parents=True)),
        command=f"report {ROUND}",
    ),
    "RPT004": Recipe(
        "Phông chữ của báo cáo đã bị gỡ khỏi máy.",
        "The report's font was removed from the computer.",
        do=scored(lambda _: None),
        command=f"report {ROUND} --only annual",
        under=no_serif,
    ),
    "RPT005": Recipe(
        "Sau khi chấm điểm, `units.csv` được sửa.",
        "`units.csv` was changed after the round was scored.",
        do=scored(swap(("units.csv", "Xã Mẫu Một", "Xã Mẫu 1"))),
        command=f"report {ROUND}",
    ),
    "RPT010": Recipe(
        "Đơn vị lưu biểu mẫu ở định dạng OpenDocument (.ods); định dạng này không đánh dấu được.",
        "The unit saved the form as an OpenDocument file (.ods), which cannot be marked.",
        do=as_open_document,
        command=f"check {ROUND} --annotate tra-lai --by code",
    ),
    "RPT020": Recipe(
        "Một lượt chấm khác đang ghi kết quả và chưa kết thúc.",
        "Another run is writing its results and does not end.",
        under=another_run,
    ),
    "RPT021": Recipe(
        "Sau khi chấm điểm, `units.csv` có thêm một dòng trống.",
        "A blank line was added to `units.csv` after the round was scored.",
        do=scored(append(f"{ROUND}/units.csv", b"\n")),
        command=_VERIFY,
    ),
    "RPT022": Recipe(
        "Sau khi chấm điểm, `received.csv` bị xóa.",
        "`received.csv` was deleted after the round was scored.",
        do=lambda folder: (
            write(_RECEIVED, b"file,received_at\nMAU01.xlsx,2026-01-10 08:05\n")(folder),
            scored(lambda _: (folder / _RECEIVED).unlink())(folder),
        ),
        command=_VERIFY,
    ),
    "RPT023": Recipe(
        "Sau khi chấm điểm có thêm tệp `adjustments.csv`, mới có dòng tiêu đề.",
        "After the round was scored `adjustments.csv` was added, with its header line only.",
        do=scored(write(f"{ROUND}/adjustments.csv", _BONUS.splitlines()[0].encode())),
        command=_VERIFY,
    ),
    "RPT024": Recipe(
        "Sau khi chấm điểm, `ranking.csv` bị ghi thêm một dòng.",
        "A line was added to `ranking.csv` after the round was scored.",
        do=scored(append(f"{ROUND}/results/ranking.csv", b"XA,2,MAU02\n")),
        command=_VERIFY,
    ),
    "RPT025": Recipe(
        "Kỳ đánh giá được chấm bằng một phiên bản cũ.",
        "The round was scored by an earlier version.",
        do=scored_by_another,
        command=_VERIFY,
    ),
    "RPT026": Recipe(
        "Sau khi chấm điểm, điểm cho mỗi quy chế của mục 1.3 bị sửa từ 0,5 thành 0,25.",
        "After the round was scored, item 1.3 was made to give 0.25 for each rule, not 0.5.",
        do=scored(swap(("criteria.yaml", "each: 0.5", "each: 0.25"))),
        command=_VERIFY,
    ),
    "RPT027": Recipe(
        "Hỏi về lượt chấm `0000`, là mã không có.",
        "The run `0000` is asked for, which there is not.",
        do=scored(lambda _: None),
        command=f"{_VERIFY} --run 0000",
    ),
} | {**SURVEYS, **PUBLISHED, **BEGUN_AND_RANKED}
"""By code."""
