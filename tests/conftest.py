"""What many tests need: a small criteria set, a clerk who fills its form, a round on disk.

The set has every rule kind, every input type and every not-applicable policy. The clerk fills in
with openpyxl, as a unit does with a spreadsheet program, so nothing of the package's own reading
or writing is used to prepare what it is tested on, but for the blank form itself.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from openpyxl.cell.cell import Cell

from parindex.evaluation.files import Assessment, assess_file
from parindex.evaluation.plan import Plan
from parindex.evaluation.rounds import Evaluation, evaluate
from parindex.forms.layout import Column, RowKey
from parindex.forms.write import FormOrder, write_form
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Severity
from parindex.model.round import BlockSpec, RoundSpec, Unit
from parindex.model.text import LocalText
from parindex.sources.criteria import parse_criteria
from tests.evaluation.made_rounds import copy_sample, opened
from tests.office import Office, opened_book
from tests.processes import in_child_processes, in_this_process

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")
"""How fast examples are made and run says how busy the machine is, and nothing of the code."""

MINI_SET = """\
parindex: 1
id: mini
year: 2025
version: 2
level: commune
status: illustrative
title: { vi: "Bộ tiêu chí nhỏ", en: "Mini criteria" }
basis:
  qd-1: { title: "Quyết định 1/QĐ-MAU" }
total: 20
bands:
  - { label: { vi: "Tốt", en: "Good" }, from: 80 }
  - { label: { vi: "Khá", en: "Fair" }, above: 65 }
  - { label: { vi: "Yếu", en: "Weak" }, from: 0 }
adjustments: { bonus: { max: 1 } }
areas:
  - code: "1"
    name: { vi: "Chỉ đạo, điều hành", en: "Steering" }
    max: 8
    criteria:
      - code: "1.1"
        name: { vi: "Ban hành kế hoạch", en: "The plan is issued" }
        max: 2
        basis: { ref: qd-1, clause: "Điều 2" }
        evidence: required
        inputs:
          issued: { type: date, label: { vi: "Ngày ban hành", en: "Day of issue" } }
        rule:
          kind: deadline
          of: issued
          due: 2025-03-31T17:00
          late: [{ within_days: 10, share: 0.5 }]
      - code: "1.2"
        name: { vi: "Mức độ hoàn thành kế hoạch", en: "Completion of the plan" }
        max: 2
        inputs:
          planned:
            { type: count, min: 1, label: { vi: "Số nhiệm vụ đề ra", en: "Tasks planned" } }
          done:
            { type: count, max: planned, label: { vi: "Số đã hoàn thành", en: "Tasks done" } }
        rule:
          kind: bands
          of: done / planned
          bands: [{ above: 0.9, points: 2 }, { from: 0.7, points: 1 }, { from: 0, points: 0 }]
      - code: "1.3"
        name: { vi: "Phổ biến kế hoạch", en: "The plan is made known" }
        max: 2
        criteria:
          - code: "1.3.1"
            name: { vi: "Phổ biến đến thôn", en: "To hamlets" }
            max: 1
            rule: { kind: yes_no }
          - code: "1.3.2"
            name: { vi: "Thời điểm phổ biến", en: "When" }
            max: 1
            rule:
              kind: choice
              of: level
              options:
                - { value: in_time, label: { vi: "Kịp thời", en: "In time" }, points: 1 }
                - { value: late, label: { vi: "Không kịp thời", en: "Late" }, share: 0.5 }
                - { value: none, label: { vi: "Không phổ biến", en: "Not at all" }, points: 0 }
      - code: "1.4"
        name: { vi: "Tuyên truyền", en: "Information work" }
        max: 2
        rule:
          kind: checklist
          items:
            - { name: plan, label: { vi: "Có kế hoạch", en: "There is a plan" }, points: 1 }
            - { name: web, label: { vi: "Có chuyên mục", en: "There is a page" }, points: 1 }
  - code: "2"
    name: { vi: "Thủ tục hành chính", en: "Procedures" }
    max: 8
    criteria:
      - code: "2.1"
        name: { vi: "Hồ sơ trực tuyến", en: "Files sent online" }
        max: 2
        not_applicable: exclude
        inputs:
          received: { type: count, label: { vi: "Số hồ sơ tiếp nhận", en: "Files received" } }
          online:
            { type: count, max: received, label: { vi: "Trong đó trực tuyến", en: "Online" } }
        rule: { kind: proportional, of: online / received, when_zero: not_applicable }
      - code: "2.2"
        name: { vi: "Tỷ lệ hài lòng", en: "Satisfaction" }
        max: 2
        not_applicable: full
        inputs:
          rate: { type: percent, label: { vi: "Tỷ lệ hài lòng", en: "Satisfied" } }
        rule: { kind: proportional, of: rate }
      - code: "2.3"
        name: { vi: "Quy chế được ban hành", en: "Rules issued" }
        max: 2
        inputs:
          rules: { type: count, label: { vi: "Số quy chế", en: "Rules" } }
        rule: { kind: per_item, of: rules, each: 0.5 }
      - code: "2.4"
        name: { vi: "Văn bản trái pháp luật", en: "Unlawful texts" }
        max: 1
        not_applicable: zero
        inputs:
          wrong: { type: count, label: { vi: "Số văn bản trái luật", en: "Unlawful texts" } }
        rule: { kind: deduction, of: wrong, each: 0.25 }
      - code: "2.5"
        name: { vi: "Thời gian giải quyết", en: "Time a file takes" }
        max: 1
        inputs:
          hours:
            type: number
            min: 0
            unit: { vi: "giờ", en: "hours" }
            label: { vi: "Thời gian bình quân", en: "Average time" }
          remark: { type: text, label: { vi: "Nhận xét", en: "Remark" } }
        rule: { kind: formula, of: hours / 48 }
  - code: "3"
    name: { vi: "Sáng kiến", en: "Innovation" }
    max: 4
    criteria:
      - code: "3.1"
        name: { vi: "Cách làm mới", en: "New ways" }
        max: 2
        evidence: none
        rule: { kind: judged, step: 0.5 }
      - code: "3.2"
        name: { vi: "Hội đồng đánh giá", en: "The council's view" }
        max: 2
        scored_by: council
        evidence: none
        rule: { kind: judged }
"""

ROUND = """\
parindex: 1
title: { vi: "Chỉ số CCHC năm 2025", en: "PAR index 2025" }
year: 2025
language: vi
organisation: { vi: "UBND tỉnh Minh Họa", en: "People's Committee of Minh Họa" }
receiver: { vi: "Sở Nội vụ", en: "Department of Home Affairs" }
deadline: 2099-01-15T17:00  # tests save their forms today
blocks:
  - { code: XA, name: { vi: "Khối xã, phường", en: "Communes" }, criteria: criteria.yaml }
"""

UNITS = """\
code,name,block,exempt
XA01,Xã Hoa Mai,XA,
XA02,Xã Hoa Sen,XA,
XA03,Phường Hoa Đào,XA,2.1
"""

ADJUSTMENTS = """\
unit,kind,points,decision,date,reason
XA02,bonus,"0,5",01/QĐ-MAU,20/01/2026,Sáng kiến
"""

GOOD: Mapping[tuple[str, str], Any] = {
    ("1.1", "issued"): datetime(2025, 3, 20),
    ("1.2", "planned"): 10,
    ("1.2", "done"): 8,
    ("1.3.1", "answer"): "Có",
    ("1.3.2", "level"): "Kịp thời",
    ("1.4", "plan"): "Có",
    ("1.4", "web"): "Không",
    ("2.1", "received"): 400,
    ("2.1", "online"): 300,
    ("2.2", "rate"): 0.85,
    ("2.3", "rules"): 3,
    ("2.4", "wrong"): 1,
    ("2.5", "hours"): 24,
    ("2.5", "remark"): "Đã niêm yết",
}
"""What a good clerk answers."""

CLAIMS: Mapping[str, float] = {
    "1.1": 2,
    "1.2": 1,
    "1.3.1": 1,
    "1.3.2": 1,
    "1.4": 1,
    "2.1": 1.5,
    "2.2": 1.7,
    "2.3": 1.5,
    "2.4": 0.75,
    "2.5": 0.5,
    "3.1": 1.5,
}
"""What a good clerk claims: what the answers give; together 13.45 of 20."""


class Clerk:
    """Fills in one form with openpyxl; saves it and says what was found in it."""

    def __init__(self, form: bytes, plan: Plan, folder: Path, name: str) -> None:
        self.book = opened_book(form)
        self.sheet = self.book.worksheets[0]
        self.plan = plan
        self.path = folder / name
        self.exempt = plan.exempt.get(Path(name).stem, frozenset())
        self.rows = {
            tuple(key): row
            for row in range(1, self.sheet.max_row + 1)
            if (key := RowKey.read(self.sheet.cell(row, 1).value))
        }

    def row(self, code: str, name: str = "") -> int:
        """Return the row (from 1) of an item, or of one of its inputs."""
        if name:
            return next(row for key, row in self.rows.items() if key[1:] == (code, name))
        return next(row for key, row in self.rows.items() if key[:2] == ("item", code))

    def at(self, row: int, column: Column) -> Cell:
        """Return the cell of a row (from 1) and a column of the form."""
        cell = self.sheet.cell(row, column + 1)
        assert isinstance(cell, Cell), "the cell is hidden by a merged area"
        return cell

    def cell(self, code: str, where: str | Column) -> Cell:
        """Return the cell of an input (by its name), or of a column in the item's first row."""
        if isinstance(where, Column):
            return self.at(self.row(code), where)
        return self.at(self.row(code, where), Column.VALUE)

    def type(self, code: str, where: str | Column, value: object) -> str:
        """Type a value into a cell and return the cell's name."""
        cell = self.cell(code, where)
        cell.value = value  # type: ignore[assignment]
        return cell.coordinate

    def fill(self) -> "Clerk":
        """Answer everything well that the unit is not exempt from."""
        for (code, name), value in GOOD.items():
            if code not in self.exempt:
                self.type(code, name, value)
        for code, points in CLAIMS.items():
            if code not in self.exempt:
                self.type(code, Column.CLAIM, points)
        self.type("1.1", Column.EVIDENCE_NUMBER, "12/KH-UBND")
        self.type("1.1", Column.EVIDENCE_DAY, datetime(2025, 3, 20))
        self.type("1.1", Column.EVIDENCE_ISSUER, "UBND xã")
        return self

    def lines(self) -> list[list[Any]]:
        """Return the rows of the sheet as lists of values."""
        return [list(line) for line in self.sheet.iter_rows(values_only=True)]

    def rewrite(self, lines: Sequence[Sequence[Any]]) -> None:
        """Put other rows in place of all rows, as after inserting, deleting or sorting."""
        for area in list(self.sheet.merged_cells.ranges):
            self.sheet.unmerge_cells(str(area))
        self.sheet.delete_rows(1, self.sheet.max_row)
        for line in lines:
            self.sheet.append(list(line))

    def save(self) -> Path:
        """Save the workbook and return its path."""
        self.book.save(self.path)
        return self.path

    def assess(self) -> Assessment:
        """Save, read, check and score."""
        return assess_file(self.plan, str(self.save()))

    def told(self, *, least: Severity = Severity.INFO) -> list[tuple[str, str | None]]:
        """Return code and cell of what is found, without the item that waits for the council."""
        return [
            (finding.code, finding.place.cell)
            for finding in self.assess().findings
            if finding.code != "SCO002" and finding.severity.weight >= least.weight
        ]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return LibreOffice."""
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session", autouse=True)
def _in_this_process() -> Iterator[None]:
    with in_this_process():
        yield


@pytest.fixture
def processes() -> Iterator[None]:
    """Read files in child processes, in a test that is about that."""
    with in_child_processes():
        yield


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample round; not to be changed."""
    return copy_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def sample(sample_path: Path) -> Evaluation:
    """Return the sample evaluated."""
    return evaluate(opened(sample_path))


@pytest.fixture(scope="session")
def criteria() -> CriteriaSet:
    """Return the small criteria set."""
    loaded, findings = parse_criteria(MINI_SET)
    assert loaded is not None
    assert not findings
    return loaded


@pytest.fixture(scope="session")
def spec() -> RoundSpec:
    """Return what the small round's file states."""
    return RoundSpec(
        parindex=1,
        title=LocalText(vi="Chỉ số CCHC năm 2025", en="PAR index 2025"),
        year=2025,
        organisation=LocalText(vi="UBND tỉnh Minh Họa", en="People's Committee of Minh Họa"),
        receiver=LocalText(vi="Sở Nội vụ", en="Department of Home Affairs"),
        deadline=datetime(2026, 1, 15, 17),
        blocks=(BlockSpec(code="XA", name=LocalText(vi="Khối xã"), criteria="criteria.yaml"),),
    )


@pytest.fixture(scope="session")
def plan(criteria: CriteriaSet) -> Plan:
    """Return what reading the small round's files needs."""
    return Plan(
        sets={"XA": criteria},
        blocks={"XA01": "XA", "XA02": "XA", "XA03": "XA"},
        exempt={"XA03": frozenset({"2.1"})},
    )


@pytest.fixture(scope="session")
def blank_form(criteria: CriteriaSet, spec: RoundSpec) -> Callable[[str], bytes]:
    """Return the function that gives the blank form of a unit of the small round."""
    names = {"XA01": "Xã Hoa Mai", "XA02": "Xã Hoa Sen", "XA03": "Phường Hoa Đào"}

    @cache
    def blank(code: str) -> bytes:
        exempt = frozenset({"2.1"} if code == "XA03" else ())
        unit = Unit(code, names.get(code, "Xã lạ"), "XA", tuple(exempt))
        return write_form(FormOrder(spec, criteria, unit, exempt))

    return blank


@pytest.fixture
def new_clerk(
    blank_form: Callable[[str], bytes], plan: Plan, tmp_path: Path
) -> Callable[[str], Clerk]:
    """Return the function that gives a clerk with the blank form of a unit."""
    return lambda code: Clerk(blank_form(code), plan, tmp_path, f"{code}.xlsx")


@pytest.fixture
def clerk(new_clerk: Callable[[str], Clerk]) -> Clerk:
    """Return the clerk of unit XA01, with every answer good."""
    return new_clerk("XA01").fill()


@pytest.fixture(scope="session")
def whole_round(
    tmp_path_factory: pytest.TempPathFactory, blank_form: Callable[[str], bytes], plan: Plan
) -> Path:
    """Return what ``mini_round`` is a copy of."""
    folder = tmp_path_factory.mktemp("mini") / "round"
    (folder / "submissions").mkdir(parents=True)
    texts = {
        "criteria.yaml": MINI_SET,
        "round.yaml": ROUND,
        "units.csv": UNITS,
        "adjustments.csv": ADJUSTMENTS,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    for code in plan.blocks:
        Clerk(blank_form(code), plan, folder / "submissions", f"{code}.xlsx").fill().save()
    return folder


@pytest.fixture
def mini_round(whole_round: Path, tmp_path: Path) -> Path:
    """Return a round on disk: three units, whose good forms came in, and one bonus."""
    return Path(shutil.copytree(whole_round, tmp_path / "round"))
