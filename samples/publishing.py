"""How the good round is spoiled in its earlier years and in what its office adds to reports."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from spoiling import FORM, ROUND, Do, Recipe, no_memory, scored, write

_HISTORY = f"{ROUND}/history.csv"
_LINES = "year,unit,index,rank\n2024,MAU01,81.25,1\n"
_LAST = f"{ROUND}/last.json"
_STATED = "parindex: 1\n"
_REPORT = f"report {ROUND}"
_OF_A_TABLE = """\
parindex: 1
id: mau.bang
year: 2025
level: province
status: illustrative
title: { vi: Bộ tiêu chí mẫu }
total: 100
areas:
  - code: "1"
    name: { vi: Chỉ số hài lòng }
    max: 100
    scored_by: table
    evidence: none
    rule: { kind: index, out_of: 100 }
"""
_FEED = """\
tables:
  - file: bang.csv
    year: 2025
    source: { vi: Bảng công bố }
    feeds: [{ item: "1", column: sipas, blocks: [TINH] }]
"""


def _previous(name: str) -> Do:
    """Return what names a file as the results of last time."""

    def do(folder: Path) -> None:
        with (folder / ROUND / "round.yaml").open("a", encoding="utf-8") as file:
            file.write(f"previous: {name}\n")

    return do


def _told_twice(folder: Path) -> None:
    """Keep the results as those of last year, which the table has too."""
    scored(lambda _: None)(folder)
    results = (folder / ROUND / "results" / "results.json").read_text(encoding="utf-8")
    last_year = results.replace('"year":2025', '"year":2024')
    (folder / _LAST).write_text(last_year, encoding="utf-8")
    _previous("last.json")(folder)
    write(_HISTORY, _LINES.encode())(folder)


def _another_scale(folder: Path) -> None:
    """Keep results of last year that were out of another number."""
    scored(lambda _: None)(folder)
    results = (folder / ROUND / "results" / "results.json").read_text(encoding="utf-8")
    last_year = results.replace('"year":2025', '"year":2024')
    last_year = last_year.replace('"out_of":"100"', '"out_of":"1000"')
    (folder / _LAST).write_text(last_year, encoding="utf-8")
    _previous("last.json")(folder)


def _filled_in(folder: Path) -> None:
    """Put the filled form where blank ones are made."""
    (folder / ROUND / "forms").mkdir()
    shutil.copy(folder / FORM, folder / ROUND / "forms" / "MAU01.xlsx")


def _nothing_of_it(folder: Path) -> None:
    """Add a block that has its figures from a table, and a unit that is not in it."""
    write(f"{ROUND}/bang.yaml", _OF_A_TABLE.encode())(folder)
    write(f"{ROUND}/bang.csv", b"code,sipas\n")(folder)
    path = folder / ROUND / "round.yaml"
    text = path.read_text(encoding="utf-8")
    block = "blocks:\n  - { code: TINH, name: { vi: Tỉnh }, criteria: bang.yaml }"
    path.write_text(text.replace("blocks:", block, 1) + _FEED, encoding="utf-8")
    with (folder / ROUND / "units.csv").open("a", encoding="utf-8") as roster:
        roster.write("TINH01,Tỉnh Mẫu,TINH\n")


def _merged(folder: Path) -> None:
    """Let the unit be made of two, of which one has an earlier index."""
    former = "code,name,successor,date,decision\n" + "".join(
        f"{code},Xã Cũ {number},MAU01,2025-07-01,05/NQ-MAU\n"
        for code, number in (("CU01", "Một"), ("CU02", "Hai"))
    )
    write(f"{ROUND}/predecessors.csv", former.encode())(folder)
    write(_HISTORY, _LINES.replace("MAU01", "CU01").encode())(folder)


def _stated(text: str, **files: bytes) -> Do:
    """Return what scores the round and adds the office's own folder of reports."""

    def do(folder: Path) -> None:
        write(f"{ROUND}/report/report.yaml", f"{_STATED}{text}".encode())(folder)
        for name, data in files.items():
            write(f"{ROUND}/report/{name.replace('__', '/').replace('_typ', '.typ')}", data)(folder)

    return scored(do)


PUBLISHED: Mapping[str, Recipe] = {
    "RND150": Recipe(
        "`round.yaml` nêu kết quả của chính kỳ này làm kết quả của kỳ trước.",
        "`round.yaml` names the results of this very round as those of last time.",
        do=scored(_previous("results/results.json")),
    ),
    "RND151": Recipe(
        "`history.csv` có hai dòng năm 2024 của đơn vị `MAU01`.",
        "`history.csv` has two lines of the unit `MAU01` for 2024.",
        do=write(_HISTORY, f"{_LINES}2024,MAU01,80.5,2\n".encode()),
    ),
    "RND152": Recipe(
        "Cả `history.csv` và kết quả của kỳ trước đều có năm 2024.",
        "Both `history.csv` and the results of last time tell of 2024.",
        do=_told_twice,
    ),
    "RND153": Recipe(
        "`history.csv` có chỉ số của xã `CU01`, đã cùng xã `CU02` nhập thành `MAU01`.",
        "`history.csv` has an index of `CU01`, which was merged with `CU02` into `MAU01`.",
        do=_merged,
    ),
    "RND154": Recipe(
        "`history.csv` ghi chỉ số 812,5 năm 2024, thiếu dấu phẩy thập phân.",
        "`history.csv` gives an index of 812.5 for 2024: the decimal point has slipped.",
        do=write(_HISTORY, _LINES.replace("81.25", "812.5").encode()),
    ),
    "RND155": Recipe(
        "Kết quả kỳ trước tính trên thang 1.000.",
        "The results of last time are out of 1,000.",
        do=_another_scale,
    ),
    "RPT036": Recipe(
        "Biểu của đơn vị trong thư mục `forms` đã được điền, rồi lập biểu lần nữa.",
        "The form of the unit in the folder `forms` was filled in; then forms are made once more.",
        do=_filled_in,
        command=f"template {ROUND}",
    ),
    "SCO010": Recipe(
        "Một khối chỉ lấy số liệu từ bảng, bảng không có dòng của đơn vị `TINH01`.",
        "A block has its figures from a table alone, and the table has no row of `TINH01`.",
        do=_nothing_of_it,
    ),
    "RPT034": Recipe(
        "Mẫu của cơ quan mang tên `anual.typ`, thiếu một chữ.",
        "The office's template is called `anual.typ`, with a letter missing.",
        do=_stated("", templates__anual_typ=b"#set document(title: [X])\n"),
        command=_REPORT,
    ),
    "RPT035": Recipe(
        "`report.yaml` chỉ có lời nói đầu bằng tiếng Việt, báo cáo làm bằng tiếng Anh.",
        "`report.yaml` has a foreword in Vietnamese alone, and the report is made in English.",
        do=_stated("paragraphs: { foreword: { vi: Lời nói đầu } }\n"),
        command=f"{_REPORT} --lang en",
    ),
    "RPT030": Recipe(
        "Mẫu `report/templates/annual.typ` của cơ quan dùng một tên chưa được đặt.",
        "The office's own `report/templates/annual.typ` uses a name that nothing has.",
        do=_stated("", templates__annual_typ=b"#set document(title: tua)\n"),
        command=_REPORT,
    ),
    "RPT031": Recipe(
        "`report.yaml` nêu biểu trưng `huy-hieu.png`, là tệp không có.",
        "`report.yaml` names the emblem `huy-hieu.png`, a file that is not there.",
        do=_stated('logo: { file: huy-hieu.png, text: { vi: "Huy hiệu", en: "Emblem" } }\n'),
        command=_REPORT,
    ),
    "RPT032": Recipe(
        "`report.yaml` chọn màu vàng `#FFC000` cho tiêu đề.",
        "`report.yaml` chooses the yellow `#FFC000` for headings.",
        do=_stated('colours: { accent: "#FFC000" }\n'),
        command=_REPORT,
    ),
    "RPT055": Recipe(
        "Máy hết bộ nhớ trong khi phiếu kết quả được làm trên nhiều lõi.",
        "The computer runs out of memory while scorecards are made on several cores.",
        do=scored(lambda _: None),
        command=f"{_REPORT} --only scorecards",
        under=no_memory,
    ),
    "RPT033": Recipe(
        "Sau `--only` là một từ không phải tên sản phẩm hay mã đơn vị.",
        "What follows `--only` is neither a product nor a unit.",
        do=scored(lambda _: None),
        command=f"{_REPORT} --only bao-cao",
    ),
}
