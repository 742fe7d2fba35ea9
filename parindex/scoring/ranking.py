"""Ranks and bands from numbers; ties share the better rank unless the set says otherwise."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeVar

from parindex.model.number import rounded

if TYPE_CHECKING:
    from parindex.model.publication import Band

Ties = Literal["competition", "dense", "ordinal"]
Key = TypeVar("Key", Decimal, Fraction, tuple[Decimal | Fraction, ...])


def ranks(keys: Sequence[Key], ties: Ties = "competition") -> list[int]:
    """Return the rank of each key, in the order given; the greatest is 1.

    ``competition`` gives 1, 2, 2, 4; ``dense`` 1, 2, 2, 3; ``ordinal`` 1, 2, 3, 4 in the order
    given. Equal keys share a rank except under ``ordinal``.
    """
    order = sorted(range(len(keys)), key=lambda place: keys[place], reverse=True)
    result = [0] * len(keys)
    rank = 0
    for position, place in enumerate(order, start=1):
        tied = position > 1 and keys[place] == keys[order[position - 2]]
        if ties == "ordinal" or not tied:
            rank = rank + 1 if ties == "dense" else position
        result[place] = rank
    return result


def places_won(now: Sequence[int], then: Sequence[int]) -> list[int]:
    """Return how many places each of some units won since an earlier ranking, among them alone."""
    today, before = (ranks([Fraction(-rank) for rank in held]) for held in (now, then))
    return [was - rank for rank, was in zip(today, before, strict=True)]


def percents(counts: Sequence[int]) -> list[Decimal]:
    """Return what percent of all each count is, with two decimals; they need not add up to 100.

    So published by Thừa Thiên Huế of the classes of its communes in 2021.
    """
    whole = sum(counts) or 1
    return [rounded(Fraction(count * 100, whole), 2) for count in counts]


def band_by_rank(rank: int, ranked: int, bands: "Sequence[Band]") -> "Band | None":
    """Return the first band of the ranking that so many units ranked give to a rank (1, 2, 2, 4).

    Units that stand ahead are a share of the others, so the first of any number is in the first
    band and the last of two or more in the last.
    """
    for candidate in bands:
        if candidate.top is not None and (rank - 1) * 100 <= candidate.top * (ranked - 1):
            return candidate
    return None


def band(index: Decimal | Fraction, bands: "Sequence[Band]") -> "Band | None":
    """Return the first band the index reaches; ``bands`` go from the highest to the lowest."""
    value = Fraction(index)
    for candidate in bands:
        if candidate.above is not None:
            if value > candidate.above:
                return candidate
        elif candidate.at_least is not None and value >= candidate.at_least:
            return candidate
    return None
