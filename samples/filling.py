"""Fills the forms of a small round with answers that a script states, the same bytes each time."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

from packing import packed
from parindex.evaluation.blanks import order_of
from parindex.evaluation.made_up import evidence
from parindex.forms.layout import Column
from parindex.forms.rows import rows_of
from parindex.forms.values import cell_of
from parindex.forms.write import FormOrder, write_form
from parindex.locale import speaker
from parindex.model.finding import Severity
from parindex.model.number import rounded
from parindex.model.round import Round, Unit
from parindex.model.rule import Value
from parindex.model.submission import Answer
from parindex.scoring.item import score_item
from parindex.sources.round import RoundFolder, read_round
from parindex.sources.workbook import Cell

Answers = Mapping[str, Mapping[str, Value | int]]
"""Values by item and input; an item that is left out is left blank."""


def opened(path: Path) -> RoundFolder:
    """Return the round of a folder; it must be in order."""
    folder, findings = read_round(path)
    wrong = [f"{finding.place} {finding.code}" for finding in findings]
    if folder is None or any(finding.severity is Severity.ERROR for finding in findings):
        raise SystemExit("\n".join(wrong))
    return folder


def send_forms(path: Path, answers_of: Callable[[Unit, Random], Answers], saved: datetime) -> None:
    """Write the submissions of a round: each unit's form with its answers, evidence and claims."""

    def form(this_round: Round, unit: Unit) -> tuple[str, bytes]:
        rng = Random(f"{path.name} {unit.code}")
        order = filled(order_of(this_round, unit), answers_of(unit, rng), rng)
        return unit.code, write_form(order)

    send(path, form, saved)


def send(path: Path, form: Callable[[Round, Unit], tuple[str, bytes]], saved: datetime) -> None:
    """Write what ``form`` makes of each unit, under the code it returns, in place of what was."""
    this_round, target = opened(path).round, path / "submissions"
    target.mkdir(exist_ok=True)
    for old in target.glob("*"):
        old.unlink()
    for number, unit in enumerate(this_round.units):
        code, data = form(this_round, unit)
        made = packed(data, saved + timedelta(minutes=7 * number))
        (target / f"{code}.xlsx").write_bytes(made)


def filled(order: FormOrder, given: Answers, rng: Random) -> FormOrder:
    """Return what a form is made from, with the answers and with claims as the rules have them."""
    rows, criteria = rows_of(order.criteria), order.criteria
    cells: dict[str, Cell] = {}
    answers: dict[str, Answer] = {}
    taken: set[int] = set()
    for item in criteria.items:
        if item.code in order.exempt or item.code not in given:
            continue
        values = {name: _value(value) for name, value in given[item.code].items()}
        at = rows.nodes[item.code]
        for name, value in values.items():
            cells[at.cell(Column.VALUE, name)] = cell_of(item.fields[name], value, speaker("vi"))
        score = score_item(item, Answer(values), criteria.policies[item.code], exempt=False)
        claim = Fraction(rounded(score.points, 2))
        cells[at.cell(Column.CLAIM)] = float(claim)
        answers[item.code] = Answer(values, claim=claim)
        if item.evidence != "none":
            named = evidence(criteria.year, rng, taken)
            cells |= {at.cell(column): held for column, held in named.items()}
    return replace(order, filled=cells, answers=answers)


def _value(stated: Value | int) -> Value:
    """Return a stated value as the rules take it: whole numbers exactly."""
    whole = isinstance(stated, int) and not isinstance(stated, bool)
    return Fraction(stated) if whole else stated  # type: ignore[arg-type, return-value]
