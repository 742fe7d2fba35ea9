"""Writes the pages made from the code: ``python samples/document.py``, after a change to it.

These are the pages of reference (``reference.py``) and those of findings. What the latter say of a
code comes from the catalogue (``parindex.model.codes``); what is printed for its example is what
the command prints of it (``samples/invalid``).
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

import reference
from examples import command, good_round, kept, rows, told
from parindex.forms.layout import HEADS, Column
from parindex.locale import LANGUAGES, number, speaker
from parindex.model.codes import KINDS, Kind
from parindex.model.finding import SEVERITIES, Finding, Severity
from parindex.reports.console import print_findings
from parindex.reports.findings import in_general
from recipes import RECIPES
from spoiling import Recipe, Typed

REPOSITORY = Path(__file__).parents[1]
PAGES = {"vi": "docs/vi/findings.md", "en": "docs/findings.md"}

_HEAD = {
    "en": """\
# Findings

What parindex finds wrong it tells with a code, the place, what is wrong, what was expected and what
to do. This page has a section for each code: why it matters, an example, what is printed for the
example. “…” stands for what differs from case to case.

Tiếng Việt: [vi/findings.md](vi/findings.md).

- **Error**: something cannot be used until it is corrected. The command ends with exit code 1, or
  with 2 where it could not run at all.
- **Warning**: it was used or passed over; look whether that is meant.
- **Note**: for information; nothing needs to be done.

The examples are made up. Each criteria file among them stands in `samples/invalid/`; the others are
a small round in which one thing was made wrong. To try one, say
`python samples/examples.py SUB033 FOLDER`, which builds it and names the command to run.
""",
    "vi": """\
# Danh mục lỗi, cảnh báo và ghi chú

Mỗi vấn đề parindex phát hiện đều được báo kèm mã, vị trí, nội dung sai, nội dung đúng phải có và
cách xử lý. Trang này có một mục cho từng mã: vì sao cần quan tâm, một ví dụ và dòng thông báo in ra
cho ví dụ đó. Dấu “…” là phần thay đổi theo từng trường hợp.

English: [../findings.md](../findings.md).

- **Lỗi**: có nội dung chưa sử dụng được cho đến khi được sửa. Lệnh kết thúc với mã thoát 1, hoặc mã
  thoát 2 nếu hoàn toàn không chạy được.
- **Cảnh báo**: nội dung vẫn được dùng hoặc đã được bỏ qua; cần xem như vậy có đúng ý không.
- **Ghi chú**: để biết; không cần làm gì.

Mọi ví dụ đều là giả định. Các tệp bộ tiêu chí làm ví dụ nằm trong `samples/invalid/`; các ví dụ
khác là một kỳ đánh giá nhỏ bị làm sai một chỗ. Muốn chạy thử một ví dụ, dùng lệnh
`python samples/examples.py SUB033 THU_MUC`; lệnh này lập ví dụ và nêu lệnh cần chạy.
""",
}
_FAMILIES = {
    "CRI": {
        "en": "Criteria files\n\nTold by `parindex validate`, and by every command that reads the "
        "criteria. A set with an error is not used: no forms are made and nobody is scored by it.",
        "vi": "Tệp bộ tiêu chí\n\nDo lệnh `parindex validate` và mọi lệnh có đọc bộ tiêu chí báo. "
        "Bộ tiêu chí còn lỗi thì chưa được dùng để lập biểu mẫu và chấm điểm.",
    },
    "RND": {
        "en": "The round's folder and tables\n\nTold of `round.yaml`, `units.csv`, "
        "`adjustments.csv` and the folders beside them. An error in these files concerns all "
        "units, so nothing is scored until it is corrected.",
        "vi": "Thư mục và các bảng của kỳ đánh giá\n\nLiên quan đến `round.yaml`, `units.csv`, "
        "`adjustments.csv` và các thư mục đi kèm. Lỗi trong các tệp này ảnh hưởng đến mọi đơn vị "
        "nên phải sửa xong mới chấm điểm được.",
    },
    "SUB": {
        "en": "Returned forms\n\nTold by `parindex check` and `parindex score` of each form that "
        "came in. A file that cannot be used keeps its unit out of the ranking; an answer that "
        "cannot be used costs the points of its item. Other units are not touched.",
        "vi": "Biểu mẫu đơn vị gửi về\n\nDo lệnh `parindex check` và `parindex score` báo cho từng "
        "biểu mẫu nhận được. Tệp không dùng được thì đơn vị chưa được xếp hạng; câu trả lời không "
        "dùng được thì mục đó chưa có điểm. Các đơn vị khác không bị ảnh hưởng.",
    },
    "EVI": {
        "en": "Evidence\n\nTold of the documents that a unit names. They move no points by "
        "themselves; they are what the appraisal looks at.",
        "vi": "Tài liệu kiểm chứng\n\nLiên quan đến các văn bản đơn vị nêu. Các vấn đề này không "
        "làm thay đổi điểm, nhưng là căn cứ xem xét khi thẩm định.",
    },
    "SCO": {
        "en": "Scoring\n\nTold where the answers can be read and the points still need a look.",
        "vi": "Chấm điểm\n\nBáo khi câu trả lời đọc được nhưng số điểm vẫn cần được xem lại.",
    },
    "RPT": {
        "en": "Reports\n\nTold by `parindex report`, or by any command that writes a file. The "
        "scores are not touched.",
        "vi": "Báo cáo\n\nDo lệnh `parindex report` và các lệnh có ghi tệp báo. Điểm số không bị "
        "ảnh hưởng.",
    },
}
_WORDS = {
    "en": {
        "table": ("Code", "Severity", "What it says"),
        "why": "Why it matters.",
        "example": "Example.",
        "line": "line",
        "typed": "The unit types into its form:",
        "cells": ("Cell", "Item", "Column", "What is typed"),
        "emptied": "(emptied)",
        "remedy": "What to do.",
    },
    "vi": {
        "table": ("Mã", "Mức độ", "Nội dung thông báo"),
        "why": "Vì sao cần quan tâm.",
        "example": "Ví dụ.",
        "line": "dòng",
        "typed": "Đơn vị điền vào biểu mẫu như sau:",
        "cells": ("Ô", "Mục", "Cột", "Nội dung điền"),
        "emptied": "(để trống)",
        "remedy": "Cách xử lý.",
    },
}


def main() -> None:
    """Write every page."""
    for lang in LANGUAGES:
        for name, text in reference.pages(lang).items():
            (REPOSITORY / name).parent.mkdir(exist_ok=True)
            (REPOSITORY / name).write_text(text, encoding="utf-8", newline="\n")
    sections: dict[str, dict[str, str]] = {lang: {} for lang in LANGUAGES}
    for code in KINDS:
        with TemporaryDirectory() as folder:
            _, findings = told(code, Path(folder))
        for lang in LANGUAGES:
            sections[lang][code] = section(code, lang, findings)
    for lang in LANGUAGES:
        text = page(lang, sections[lang])
        (REPOSITORY / PAGES[lang]).write_text(text, encoding="utf-8", newline="\n")


def page(lang: str, sections: Mapping[str, str]) -> str:
    """Return the page of findings in a language, made of the sections of its codes."""
    parts = [_HEAD[lang], _table(_WORDS[lang]["table"], _summary(lang))]
    for family, intro in _FAMILIES.items():
        parts.append(f"## {family}: {intro[lang]}\n")
        parts += [text for code, text in sections.items() if code.startswith(family)]
    return "\n".join(parts)


def _summary(lang: str) -> Iterator[Sequence[str]]:
    for kind in KINDS.values():
        yield f"[{kind.code}](#{kind.code.lower()})", _severity(kind, lang), _wrong(kind, lang)


def _severity(kind: Kind, lang: str) -> str:
    return speaker(lang)(SEVERITIES[Severity(kind.severity)]).capitalize()


def _wrong(kind: Kind, lang: str) -> str:
    """Say what is wrong, with dots for what a finding fills in."""
    return in_general(kind.wrong, speaker(lang)).replace("….", "…")


def section(code: str, lang: str, findings: Sequence[Finding]) -> str:
    """Return the section of a code, from what is told of its example."""
    kind, say, words = KINDS[code], speaker(lang), _WORDS[lang]
    mine = [finding for finding in findings if finding.code == code]
    return "\n\n".join(
        [
            f"### {code}",
            f"**{_severity(kind, lang)}.** {_wrong(kind, lang)}",
            f"*{words['why']}* {say(kind.why)}",
            *_example(code, lang, mine[0]),
            _printed(code, lang, mine),
            f"*{words['remedy']}* {mine[0].remedy(say)}\n",
        ]
    )


def _example(code: str, lang: str, finding: Finding) -> Iterator[str]:
    words = _WORDS[lang]
    file, recipe = kept(code), RECIPES.get(code, Recipe())
    if file is not None:
        name = file.relative_to(REPOSITORY).as_posix()
        line = f", {words['line']} {finding.place.line}" if finding.place.line else ""
        yield f"*{words['example']}* [{name}]({'../' * PAGES[lang].count('/')}{name}){line}:"
        yield f"```text\n{_excerpt(file, finding.place.line)}\n```"
        return
    yield f"*{words['example']}* {recipe.told(lang) or words['typed']}"
    if recipe.cells:
        yield _table(words["cells"], (_typed(typed, lang) for typed in recipe.cells)).rstrip()


def _excerpt(file: Path, line: int | None) -> str:
    """Return the lines around one, which is marked; without one, the file."""
    lines = list(enumerate(file.read_text(encoding="utf-8").splitlines(), start=1))
    shown = lines[max(line - 3, 0) : line + 4] if line else lines
    return "\n".join(f"{'>' if n == line else ' '} {n:2} | {text}" for n, text in shown)


def _typed(typed: Typed, lang: str) -> Sequence[str]:
    say, cell = speaker(lang), typed.cell(rows())
    value = f"`{_shown(typed.value, lang)}`"
    if typed.value is None:
        value = str(_WORDS[lang]["emptied"])
    if not typed.item:
        return cell, "", "", value
    criteria = good_round().round.blocks[0].criteria
    item = next(item for item in criteria.items if item.code == typed.item)
    row, column = f"{item.code} {item.name.for_lang(lang)}", typed.where
    if isinstance(column, str):
        row += f": {item.fields[column].label.for_lang(lang)}"
        column = Column.VALUE
    return cell, row, say(HEADS[column].text), value


def _shown(value: object, lang: str) -> str:
    return number(Decimal(str(value)), lang) if isinstance(value, int | float) else str(value)


def _printed(code: str, lang: str, findings: Sequence[Finding]) -> str:
    """Return the command and what it prints of the code, in lines of a page's width."""
    stream = StringIO()
    print_findings(Console(file=stream, width=10**6, color_system=None), findings, lang)
    option = " --lang en" if lang == "en" else ""
    lines = [f"$ parindex {command(code)}{option}"]
    for line in stream.getvalue().splitlines():
        lines += textwrap.wrap(line, 96, break_long_words=False, break_on_hyphens=False)
    return "\n".join(["```console", *lines, "```"])


def _table(heads: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    main()
