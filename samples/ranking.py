"""What goes wrong where a table is ranked or a round begun: ``rank``, ``init``, ``select``."""

import json
from collections.abc import Mapping
from pathlib import Path

from spoiling import ROUND, Do, Recipe, scored, write

_FILE = "tong-hop-2024.csv"
_RULES = "xet-chon.yaml"
_GOOD = ("Đơn vị;Chỉ số;Hạng;Xếp loại", "Sở Một;91,25;1;Tốt", "Sở Hai;85,5;2;Khá")


_CLASSES = f"""\
parindex: 1
extends: {ROUND}/criteria.yaml
id: mau.xep-loai
bands: [{{ label: {{ vi: "Tốt" }}, from: 80 }}, {{ label: {{ vi: "Khá" }}, from: 0 }}]
"""


def _table(vi: str, en: str, *lines: str, options: str = "") -> Recipe:
    """Return the recipe that ranks a table of these lines."""
    text = "\n".join(lines) + "\n"
    return Recipe(vi, en, do=write(_FILE, text.encode()), command=f"rank {_FILE}{options}")


_BOTH = """\
parindex: 1
title: { vi: Bằng khen }
selections:
  - { name: { vi: Tập thể }, best: 1, each_block: false }
"""


def _nothing(_: Path) -> None:
    pass


def _twins(folder: Path) -> None:
    """Let another unit have the results of the first."""
    file = folder / ROUND / "results" / "results.json"
    result = json.loads(file.read_bytes())
    units = result["result"]["blocks"][0]["units"]
    units.append({**units[0], "code": "MAU02", "name": "Xã Mẫu Hai"})
    file.write_text(json.dumps(result), encoding="utf-8")


def _chosen(vi: str, en: str, rules: str = "", best: int = 1, then: Do = _nothing) -> Recipe:
    """Return the recipe that chooses the best of the scored round."""
    text = (
        "parindex: 1\ntitle: { vi: Bằng khen }\n"
        f"selections:\n  - name: {{ vi: Tập thể }}\n    best: {best}\n{rules}"
    )

    def do(folder: Path) -> None:
        scored(write(_RULES, text.encode()))(folder)
        then(folder)

    return Recipe(vi, en, do=do, command=f"select {ROUND} {_RULES}")


def _two_scales(folder: Path) -> None:
    """Let the results have a second block, out of 10, and choose of both."""
    scored(write(_RULES, _BOTH.encode()))(folder)
    file = folder / ROUND / "results" / "results.json"
    result = json.loads(file.read_bytes())
    [block] = result["result"]["blocks"]
    other = {**block, "code": "SO", "criteria": {**block["criteria"], "out_of": "10"}}
    result["result"]["blocks"].append(other)
    file.write_text(json.dumps(result), encoding="utf-8")


def _classes(folder: Path) -> None:
    """Write a table that states another class than the criteria, and two of these."""
    parted = _CLASSES.split("bands", maxsplit=1)[0].replace("xep-loai", "phan-dinh")
    ordinal = 'result: { ties: ordinal, tie_break: ["1"] }\n'
    write("phan-dinh.yaml", f"{parted}{ordinal}".encode())(folder)
    write("xep-loai.yaml", _CLASSES.encode())(folder)
    write(_FILE, f"{_GOOD[0]}\nSở Một;91,25;1;Khá\n".encode())(folder)


def _shares(folder: Path) -> None:
    """Write a table of shares of 1, and criteria with classes in percent."""
    write("xep-loai.yaml", _CLASSES.encode())(folder)
    write(_FILE, "Đơn vị;Chỉ số\nSở Một;0,9125\nSở Hai;0,855\n".encode())(folder)


BEGUN_AND_RANKED: Mapping[str, Recipe] = {
    "RND180": Recipe(
        "Thư mục nêu trong lệnh là thư mục của một kỳ đã có.",
        "The folder that the command names is that of a round.",
        command=f"init {ROUND}/criteria.yaml {ROUND}",
    ),
    "RND181": Recipe(
        "Lệnh nêu bộ tiêu chí `xa-2025`, là bộ không có.",
        "The command names a criteria set `xa-2025`, which there is not.",
        command="init xa-2025 ky-moi",
    ),
    "RND185": _chosen(
        "Quy định nêu khối `SO`, là khối kỳ này không có.",
        "The rules name a block `SO`, which the round does not have.",
        "    blocks: [SO]\n",
    ),
    "RND186": _chosen(
        "Hai đơn vị bằng chỉ số, chỉ chọn một.",
        "Two units have one index, and one is to be chosen.",
        then=_twins,
    ),
    "RND187": _chosen(
        "Chỉ một đơn vị dự xét, quy định chọn hai.",
        "One unit is there, and the rules choose two.",
        best=2,
    ),
    "RND170": _table(
        "Bảng không có dòng tiêu đề.", "The table has no header.", *_GOOD[1:],
    ),
    "RND171": _table(
        "Lệnh nêu cột khối “Cụm”, bảng không có cột này.",
        "The command names a column of blocks, “Cụm”, which is not there.",
        *_GOOD,
        options=" --block Cụm",
    ),
    "RND172": _table(
        "Chỉ số của Sở Hai ghi “khoảng 85”.",
        "The index of Sở Hai is given as “khoảng 85” (about 85).",
        *_GOOD[:2],
        "Sở Hai;khoảng 85;2;Khá",
    ),
    "RND173": _table(
        "Sở Hai chưa có chỉ số.", "Sở Hai has no index yet.", *_GOOD[:2], "Sở Hai;;;",
    ),
    "RND174": _table(
        "Sở Hai có hai dòng.", "Sở Hai has two rows.", *_GOOD, "Sở Hai;84,5;3;Khá",
    ),
    "RND175": _table(
        "Bảng ghi Sở Hai hạng 3.",
        "The table says that Sở Hai has rank 3.",
        *_GOOD[:2],
        "Sở Hai;85,5;3;Khá",
    ),
    "RND177": _table(
        "Hai năm gọi các sở bằng tên khác hẳn nhau.",
        "The two years call the departments by other names.",
        "Đơn vị;Năm;Chỉ số", "Sở Một;2024;91,25", "Phòng A;2023;90",
    ),
    "RND178": _table(
        "Hạng của Sở Hai ghi “2-3”.",
        "The rank of Sở Hai is given as “2-3”.",
        *_GOOD[:2],
        "Sở Hai;85,5;2-3;Khá",
    ),
    "RND179": _table(
        "Bảng có dòng “Trung bình”.", "The table has a row of means.", *_GOOD, "Trung bình;88,38;;",
    ),
    "RND183": _table(
        "Bảng có hai cột tổng: “Chỉ số” và “Tổng điểm”.",
        "The table has two totals: “Chỉ số” (index) and “Tổng điểm” (points).",
        "Đơn vị;Tổng điểm;Chỉ số", "Sở Một;62,6;89,43",
    ),
    "RND184": _table(
        "Ô khối của Sở Hai để trống, như khi gộp ô.",
        "The cell with the block of Sở Hai is blank, as where cells are merged.",
        "Đơn vị;Khối;Chỉ số", "Sở Một;Sở;91,25", "Sở Hai;;85,5",
    ),
    "RND182": Recipe(
        "Bộ tiêu chí phân định đồng hạng theo điểm lĩnh vực.",
        "The criteria part ties by the points of an area.",
        do=_classes,
        command=f"rank {_FILE} --criteria phan-dinh.yaml",
    ),
    "RND189": Recipe(
        "Chỉ số ghi theo phần của 1 (0,9125); bộ tiêu chí xếp loại “Tốt” từ 80.",
        "The index is written as a share of 1 (0.9125); the class “Tốt” (good) begins at 80.",
        do=_shares,
        command=f"rank {_FILE} --criteria xep-loai.yaml",
    ),
    "RND188": Recipe(
        "Quy định xét chung hai khối: một khối tính trên thang 100, một khối trên thang 10.",
        "The rules take two blocks together, of which one is out of 100 and one out of 10.",
        do=_two_scales,
        command=f"select {ROUND} {_RULES}",
    ),
    "RND176": Recipe(
        "Bộ tiêu chí xếp 91,25 vào loại “Tốt”; bảng ghi “Khá”.",
        "By the criteria 91.25 is in the class “Tốt” (good); the table says “Khá” (fair).",
        do=_classes,
        command=f"rank {_FILE} --criteria xep-loai.yaml",
    ),
}  # fmt: skip
