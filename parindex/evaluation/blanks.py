"""The blank forms of a round."""

from collections.abc import Iterable, Iterator

from parindex.checks.round import exempt_items
from parindex.forms.write import FormOrder, write_form
from parindex.model.round import Round


def blank_forms(this_round: Round, codes: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the file name and bytes of the form of each unit named."""
    wanted = set(codes)
    for unit in this_round.units:
        if unit.code in wanted:
            block = this_round.block(unit.block)
            spec = this_round.spec.model_copy(update={"deadline": this_round.deadline(unit)})
            order = FormOrder(spec, block.criteria, unit, exempt_items(unit, block))
            yield f"{unit.code}.xlsx", write_form(order)
