"""Units that have no form to fill in: all they are scored by comes from surveys and tables."""

from dataclasses import replace

from parindex.evaluation.files import (
    Assessment,
    ScoredAnswers,
    assess_answers,
    columns,
    with_ledger,
    with_steps,
)
from parindex.evaluation.plan import Plan
from parindex.evaluation.settle import Received
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding, Place
from parindex.model.round import Round, Unit
from parindex.model.submission import Answer, Source

_NO_CELL = frozenset({"SUB030"})
"""A lack that is told of a cell of a form; that of a table is told where the table is read."""


def unasked(plan: Plan, this_round: Round) -> dict[str, Received]:
    """Score the units of blocks whose criteria ask them nothing, by code."""
    asked = {unit.code for unit in this_round.asked}
    return {
        unit.code: _received(plan, this_round.block(unit.block).criteria, unit)
        for unit in this_round.units
        if unit.code not in asked
    }


def detail_unasked(plan: Plan, criteria: CriteriaSet, unit: Unit) -> ScoredAnswers:
    """Return the answers that others give for a unit, and its scores with reasons."""
    scored, exempt = _scored(plan, criteria, unit)
    return with_steps(criteria, scored, plan.entries.get(unit.code), exempt, "")


def _received(plan: Plan, criteria: CriteriaSet, unit: Unit) -> Received:
    supplied = plan.supplied.get(unit.code, {})
    if not any(given.values or given.unreadable for given in supplied.values()):
        found = Finding("SCO010", unit.place, {"name": unit.name}, unit.code)
        return Received(unit.place.file, None, (found,), ())
    scored, exempt = _scored(plan, criteria, unit)
    known = Assessment(
        path="",
        unit=unit.code,
        unit_name=unit.name,
        usable=True,
        items=columns(criteria, scored.answers, scored.scores),
        findings=tuple(
            replace(found, place=unit.place) if found.place == Place(unit.place.file) else found
            for found in scored.findings
            if found.code not in _NO_CELL
        ),
        figures=scored.figures,
    )
    if entries := plan.entries.get(unit.code):
        known = with_ledger(known, criteria, scored, entries, exempt)
    return Received(unit.place.file, known, known.findings, ())


def _scored(plan: Plan, criteria: CriteriaSet, unit: Unit) -> tuple[ScoredAnswers, frozenset[str]]:
    blank = {item.code: Answer(values={}) for item in criteria.items}
    exempt = plan.exempt.get(unit.code, frozenset())
    source = Source(unit.place.file, None, unit.code)
    return assess_answers(source, criteria, blank, exempt, plan.supplied.get(unit.code)), exempt
