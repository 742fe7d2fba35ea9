"""The forms of a round: blank, or with the answers of an older form in them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from parindex.checks.round import exempt_items
from parindex.evaluation.files import other_form
from parindex.forms.migrate import migrated
from parindex.forms.open import open_form
from parindex.forms.write import FormOrder, write_form
from parindex.model.finding import Finding, Place
from parindex.model.round import Round, Unit
from parindex.sources.pool import run_guarded


def blank_forms(this_round: Round, codes: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the file name and bytes of the form of each unit named."""
    wanted = set(codes)
    for unit in this_round.units:
        if unit.code in wanted:
            yield f"{unit.code}.xlsx", write_form(order_of(this_round, unit))


def order_of(this_round: Round, unit: Unit) -> FormOrder:
    """Return what the form of a unit is made from."""
    block = this_round.block(unit.block)
    spec = this_round.spec.model_copy(update={"deadline": this_round.deadline(unit)})
    return FormOrder(spec, block.criteria, unit, exempt_items(unit, block))


class Migrated(NamedTuple):
    """A form of today with the answers of an older one; without bytes where there can be none."""

    name: str
    data: bytes
    findings: tuple[Finding, ...]


def migrated_forms(this_round: Round, paths: Iterable[Path]) -> Iterator[Migrated]:
    """Yield, for each older form, that of today with its answers; read in child processes."""
    names = {str(path): path.name for path in paths}
    for file, made in run_guarded(_migrated, this_round, list(names), workers=1):
        killed = Finding("SUB006", Place(names[file]))
        yield made if made is not None else Migrated("", b"", (killed,))


def _migrated(this_round: Round, path: str) -> Migrated:
    form, findings = open_form(Path(path))
    if form is None:
        return Migrated("", b"", tuple(findings))
    owner = form.identity.unit
    unit = next((unit for unit in this_round.units if unit.code == owner), None)
    if unit is None:
        unknown = Finding("SUB012", Place(form.file), {"unit": owner}, unit=owner)
        return Migrated("", b"", (unknown,))
    order = order_of(this_round, unit)
    if form.identity.year != str(order.criteria.year):
        return Migrated("", b"", (other_form(form, order.criteria),))
    filled, more = migrated(form, order)
    return Migrated(f"{unit.code}.xlsx", write_form(filled), (*findings, *more))
