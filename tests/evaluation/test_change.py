"""The newcomer's path: change a threshold in the criteria, see a rank move and the new reason."""

import re
from pathlib import Path

import pytest

from parindex.evaluation.accounts import account_of
from parindex.evaluation.rounds import evaluate
from parindex.reports.account import account_lines
from tests.evaluation.made_rounds import copy_sample, opened, unit_of


def explained(path: Path, unit: str, item: str) -> str:
    folder = opened(path)
    known = folder.round.unit(unit)
    assert known is not None
    return "\n".join(account_lines(account_of(folder, known), "en", item))


def change(path: Path, before: str, after: str, item: str, *, cases: bool = True) -> None:
    """Replace the first ``before`` that comes after the item's code, as one would by hand.

    Without ``cases`` the item's worked cases, which would contradict the change, are left out.
    """
    file = path.parents[1] / "criteria" / "city" / "department-2025.yaml"
    head, code, rest = file.read_text(encoding="utf-8").partition(f'code: "{item}"')
    assert code
    assert before in rest
    rest = rest.replace(before, after, 1)
    if not cases:
        rest = re.sub(r"\n +cases:\n(?: +- \{ given.*\n)+", "\n", rest, count=1)
    file.write_text(head + code + rest, encoding="utf-8")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample with all departments and, to be quick, two communes."""
    path = copy_sample(tmp_path_factory.mktemp("change"))
    for file in (path / "submissions").iterdir():
        if not file.name.startswith(("SO", "XA02", "XA03")):
            file.unlink()
    return path


def test_a_changed_threshold_moves_a_rank_and_its_reason(copied: Path) -> None:
    before = evaluate(opened(copied), workers=2)
    block = before.result.blocks[0]
    place = [heading.code for heading in block.items].index("1.1.4")
    losing = [
        unit.code
        for unit in block.ranked
        if unit.score and unit.score.items.points[place] == 1.25 and unit.rank != 1
    ]
    assert losing
    reason_before = explained(copied, losing[0], "1.1.4")
    assert "because: " in reason_before
    assert "is at least 70%: 1.25 points" in reason_before

    change(copied, "above: 0.9", "above: 0.69", "1.1.4")
    change(copied, "from: 0.7", "from: 0.5", "1.1.4", cases=False)

    after = evaluate(opened(copied), workers=2)
    ranks = {unit.code: unit.rank for unit in block.units}
    moved = {unit.code for unit in after.result.blocks[0].units if unit.rank != ranks[unit.code]}
    assert moved
    for code in losing:
        old, new = unit_of(before, code).score, unit_of(after, code).score
        assert old is not None
        assert new is not None
        assert new.points - old.points == 1.25
        assert (unit_of(after, code).rank or 99) <= (ranks[code] or 99)
    reason_after = explained(copied, losing[0], "1.1.4")
    assert "More than 69%: 2.5 points" in reason_after
    assert "is more than 69%: 2.5 points" in reason_after
    assert "70%" not in reason_after
    assert before.result.blocks[1] == after.result.blocks[1], "the other block moved"
    assert unit_of(after, losing[0]).status == "ranked", "forms that are out must stay good"


def test_a_changed_input_asks_for_new_forms(tmp_path: Path) -> None:
    path = copy_sample(tmp_path)
    for file in (path / "submissions").glob("*"):
        if file.name not in {"SO01.xlsx", "SO02.xlsx"}:
            file.unlink()
    change(path, "planned: { type: count", "planned: { type: number", "1.1.4")
    after = evaluate(opened(path), workers=1)
    for code in ("SO01", "SO02"):
        unit = unit_of(after, code)
        assert (unit.status, [reason.code for reason in unit.reasons]) == ("rejected", ["SUB011"])


def test_a_new_version_of_the_criteria_keeps_forms_and_says_so(tmp_path: Path) -> None:
    path = copy_sample(tmp_path)
    for file in (path / "submissions").glob("*"):
        if file.name != "SO01.xlsx":
            file.unlink()
    criteria = path.parents[1] / "criteria" / "city" / "department-2025.yaml"
    text = criteria.read_text(encoding="utf-8")
    assert "\nversion: 1\n" in text
    criteria.write_text(text.replace("\nversion: 1\n", "\nversion: 2\n"), encoding="utf-8")
    after = evaluate(opened(path), workers=1)
    assert unit_of(after, "SO01").status == "ranked"
    assert "SUB017" in [finding.code for finding in after.findings if finding.unit == "SO01"]
