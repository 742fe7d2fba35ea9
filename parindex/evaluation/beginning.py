"""A new round from criteria sets: what it begins with, and invented answers to try it with."""

import json
import os
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import NamedTuple

from parindex.checks.supplied import OTHERS
from parindex.evaluation.blanks import order_of
from parindex.evaluation.made_up import answer, filled
from parindex.forms.table import needed_columns
from parindex.forms.write import write_form
from parindex.locale import mark, speaker
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.number import rounded
from parindex.model.round import Round
from parindex.model.submission import CLAIM
from parindex.sources.criteria import CriteriaFile
from parindex.sources.validation import CASES

_LEVELS = {
    "ministry": ("BO", mark("Ministries"), mark("Example Ministry {number}")),
    "province": ("TINH", mark("Provinces"), mark("Example Province {number}")),
    "department": ("SO", mark("Departments"), mark("Example Department {number}")),
    "district": ("HUYEN", mark("Districts"), mark("Example District {number}")),
    "commune": ("XA", mark("Communes"), mark("Example Commune {number}")),
    "other": ("DV", mark("Units"), mark("Example Unit {number}")),
}
"""By level: the code of a block, its name, and the names of its units."""
_DIGITS = 4
_INVENTED = mark("Example data: all units and figures are invented.")
_OFFICE = mark("The office in charge")
_MADE = mark("Made by parindex init: the units and all their figures are examples.")


class Begun(NamedTuple):
    """A block of a new round: its code, its criteria, and the criteria's file in the round."""

    code: str
    loaded: CriteriaFile
    file: str

    @property
    def criteria(self) -> CriteriaSet:
        """Return the set."""
        return self.loaded.criteria


def blocks_of(sets: Sequence[CriteriaFile]) -> list[Begun]:
    """Return a block a set, each with a code of its own."""
    blocks: list[Begun] = []
    for loaded in sets:
        code = _LEVELS[loaded.criteria.level][0]
        taken = sum(block.code.rstrip("0123456789") == code for block in blocks)
        name = f"criteria/{_inside(loaded)[Path(loaded.path)]}"
        blocks.append(Begun(f"{code}{taken + 1}" if taken else code, loaded, name))
    return blocks


def _inside(loaded: CriteriaFile) -> dict[Path, str]:
    """Return the files a set is made from, each with its name below one folder."""
    files = [Path(file) for file in loaded.hashes]
    top = os.path.commonpath([file.parent for file in files])
    return {file: file.relative_to(top).as_posix() for file in files}


def beginning(
    blocks: Sequence[Begun], lang: str, units: int, *, blank: bool
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that a new round begins with, but for forms: their names and bytes.

    Tables get invented figures, unless they are to be blank.
    """
    say = speaker(lang)
    yield "round.yaml", _round_yaml(blocks, lang).encode()
    lines = ["code,name,block"]
    for block in blocks:
        _, _, name = _LEVELS[block.criteria.level]
        lines += (
            f"{block.code}{number:02},{say(name, number=number)},{block.code}"
            for number in range(1, units + 1)
        )
    yield "units.csv", _text(lines)
    for block in blocks:
        for file, inside in _inside(block.loaded).items():
            yield f"criteria/{inside}", file.read_bytes()
            cases = file.with_suffix(CASES)
            if cases.is_file():
                yield f"criteria/{Path(inside).with_suffix(CASES).as_posix()}", cases.read_bytes()
        if _columns(block.criteria):
            yield _table(block), _figures(block, units, blank=blank)


def example_forms(this_round: Round) -> Iterator[tuple[str, bytes]]:
    """Yield a form of each unit that has one to fill in, with invented answers."""
    for unit in this_round.asked:
        rng = Random(f"{this_round.spec.year} {unit.code}")  # noqa: S311 - nothing is secret here
        yield f"{unit.code}.xlsx", write_form(filled(order_of(this_round, unit), rng))


def _text(lines: Sequence[str]) -> bytes:
    return ("\ufeff" + "\n".join(lines) + "\n").encode()


def _table(block: Begun) -> str:
    return f"tables/{block.code}.csv"


def _columns(criteria: CriteriaSet) -> list[tuple[Criterion, str]]:
    """Return what a table has to give: items that units do not score, with their inputs."""
    return [
        (item, name)
        for item in criteria.items
        if item.scored_by in OTHERS
        for name in needed_columns(item)
    ]


def _heading(item: Criterion, name: str) -> str:
    return item.code if len(needed_columns(item)) == 1 else f"{item.code} {name}"


def _figures(block: Begun, units: int, *, blank: bool) -> bytes:
    """Return the table of a block: a row a unit, a column an input."""
    columns = _columns(block.criteria)
    lines = [",".join(["code", *(_heading(item, name) for item, name in columns)])]
    for number in range(1, units + 1):
        code = f"{block.code}{number:02}"
        drawn = {} if blank else _drawn(block.criteria, code)
        figures = (_figure(drawn.get((item.code, name))) for item, name in columns)
        lines.append(",".join([code, *figures]))
    return _text(lines)


def _drawn(criteria: CriteriaSet, code: str) -> dict[tuple[str, str], object]:
    """Return invented figures of a unit, by item and input."""
    rng = Random(f"{criteria.year} {code}")  # noqa: S311 - nothing is secret here
    ability = rng.betavariate(7, 2)
    figures: dict[tuple[str, str], object] = {}
    for item in criteria.items:
        drawn = answer(criteria, item, ability, rng) if item.scored_by in OTHERS else None
        if drawn is not None:
            figures |= {(item.code, name): value for name, value in drawn.values.items()}
            figures[item.code, CLAIM] = drawn.claim
    return figures


def _figure(value: object) -> str:
    if not isinstance(value, Fraction):
        return ""
    text = f"{rounded(value, _DIGITS):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _round_yaml(blocks: Sequence[Begun], lang: str) -> str:
    say = speaker(lang)
    year = blocks[0].criteria.year
    titles = {block.criteria.title.for_lang(lang) for block in blocks}
    title = titles.pop() if len(titles) == 1 else say(mark("Round of {year}"), year=str(year))
    lines = [
        f"# {say(_MADE)}",
        "parindex: 1",
        f"title: {{ vi: {_quoted(title)} }}",
        f"year: {year}",
        f"language: {lang}",
        f"organisation: {{ vi: {_quoted(say(_OFFICE))} }}",
        f"note: {{ vi: {_quoted(say(_INVENTED))} }}",
    ]
    if any(block.criteria.asks_units for block in blocks):
        lines.append(f"deadline: {year + 1}-01-31T17:00")
    lines.append("blocks:")
    for block in blocks:
        _, name, _ = _LEVELS[block.criteria.level]
        lines.append(f"  - code: {block.code}")
        lines.append(f"    name: {{ vi: {_quoted(say(name))} }}")
        lines.append(f"    criteria: {block.file}")
    fed = [block for block in blocks if _columns(block.criteria)]
    if fed:
        lines.append("tables:")
    for block in fed:
        lines += _feeds(block, say(mark("Example figures")))
    return "\n".join(lines) + "\n"


def _feeds(block: Begun, source: str) -> Iterator[str]:
    yield f"  - file: {_table(block)}"
    yield f"    year: {block.criteria.year}"
    yield f"    source: {{ vi: {_quoted(source)} }}"
    yield "    feeds:"
    for item, name in _columns(block.criteria):
        which = f", input: {name}" if len(needed_columns(item)) > 1 else ""
        what = f"item: {_quoted(item.code)}{which}, blocks: [{block.code}]"
        yield f"      - {{ {what}, column: {_quoted(_heading(item, name))} }}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
