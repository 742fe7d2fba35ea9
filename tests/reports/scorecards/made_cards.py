"""Results to make scorecards of: parts of the sample, with earlier years, and a hard case."""

import os
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

import pikepdf
from pypdf import PdfReader

from parindex.model.ledger import Stage
from parindex.model.result import (
    BlockResult,
    Gap,
    Move,
    PastRound,
    PastSet,
    PastUnit,
    RoundResult,
    UnitResult,
)
from parindex.model.text import LocalText
from parindex.reports.publication import Publication
from parindex.reports.scorecards import make
from parindex.reports.scorecards.desk import Job
from parindex.reports.scorecards.peers import Subject, peers_of
from parindex.reports.view import BlockView
from tests.reports.made_publications import published


def pages(data: bytes) -> list[str]:
    """Return the text of each page with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


def alternatives(data: bytes) -> list[str]:
    """Return the alternative texts of pictures."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [e for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and "/Alt" in e]
        return [str(entry.Alt) for entry in found]


def card(result: RoundResult, code: str, lang: str = "vi") -> list[str]:
    """Return the pages of a unit's card."""
    return pages(cards(replace(published(result, lang), units=frozenset({code})))[code])


def cards(publication: Publication, workers: int | None = None) -> dict[str, bytes]:
    """Return the cards by the code of their unit."""
    found = {made.path: made.data for made in make(publication, workers)}
    return {path.removeprefix("scorecards/").removesuffix(".pdf"): found[path] for path in found}


def subjects(result: RoundResult, lang: str = "vi") -> Iterable[Subject]:
    """Yield every scored unit among its peers."""
    for block in result.blocks:
        peers = peers_of(block, result.past, lang)
        for unit in block.units:
            if unit.score:
                past = tuple(earlier.units.get(unit.code) for earlier in result.past)
                yield Subject(BlockView(peers.block, lang), peers, unit, past)


def unit_of(result: RoundResult, code: str) -> UnitResult:
    """Return a unit by its code."""
    return next(unit for block in result.blocks for unit in block.units if unit.code == code)


def changed(result: RoundResult, code: str, **values: Any) -> RoundResult:
    """Return the result with another unit of that code."""

    def block(found: BlockResult) -> BlockResult:
        units = [replace(u, **values) if u.code == code else u for u in found.units]
        return replace(found, units=tuple(units))

    return replace(result, blocks=tuple(block(found) for found in result.blocks))


def with_past(result: RoundResult) -> RoundResult:
    """Return the result with two earlier years, the last under other criteria."""
    units = [unit for block in result.blocks for unit in block.units if unit.score]
    past = tuple(
        PastRound(
            result.year - ago,
            {
                unit.code: PastUnit(
                    unit.score.index - Decimal("1.25") * ago, (unit.rank or 0) + ago, "Khá"
                )
                for unit in units
                if unit.score
            },
            (PastSet("SO", LocalText(vi="Bộ cũ"), 1, {"1": Fraction(1)}),) if ago == 1 else (),
        )
        for ago in (1, 2)
    )
    return replace(result, past=past)


LONG = " ".join(f"Trung tâm nghiên cứu và phát triển số {n}" for n in range(12))


def overfull(result: RoundResult, code: str = "SO14") -> RoundResult:
    """Return a result in which a unit has more to say than two pages hold."""
    unit = unit_of(result, code)
    assert unit.score
    moves = tuple(
        Move(
            Stage.APPRAISAL_1,
            "1.1.4",
            Fraction(2),
            Fraction(1),
            f"{n} {LONG}",
            "x",
            None,
            "f",
            "A1",
        )
        for n in range(30)
    )
    text = LocalText(vi=LONG, en=LONG)
    gaps = tuple(Gap("EVI001", "1.1.4", "A1", text) for _ in range(40))
    more = changed(
        with_past(result), code, name=LONG, score=replace(unit.score, moves=moves), gaps=gaps
    )
    first, *rest = more.blocks
    areas = tuple(
        replace(area, name=LocalText(vi=f"{area.name.vi} {LONG}")) for area in first.areas
    )
    items = tuple(
        replace(item, name=LocalText(vi=f"{item.name.vi} {LONG}"), rule=(text, text))
        for item in first.items
    )
    return replace(more, blocks=(replace(first, areas=areas, items=items), *rest))


def die(_: Job) -> None:
    """End the process as the system does when memory runs out."""
    os._exit(9)
