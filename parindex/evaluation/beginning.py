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
from parindex.model.text import LocalText
from parindex.reports.tables import csv_bytes
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
_FIGURES = mark("Example figures")
_SOURCE = mark("the decision or report that gives the figures")
_OFFICE = mark("The office in charge")
_BLANK = mark("Made by parindex init --blank: the units are examples.")
_MADE = mark("Made by parindex init: the units and all their figures are examples.")


class Begun(NamedTuple):
    """A block of a new round: its code, its criteria, and where their files lie in the round."""

    code: str
    loaded: CriteriaFile
    folder: str

    @property
    def criteria(self) -> CriteriaSet:
        """Return the set."""
        return self.loaded.criteria

    @property
    def files(self) -> dict[str, Path]:
        """Return the files the set is made from, with the cases beside them, by their new names."""
        files = [Path(file).resolve() for file in self.loaded.hashes]
        files += [cases for file in files if (cases := file.with_suffix(CASES)).is_file()]
        top = os.path.commonpath([file.parent for file in files])
        return {f"{self.folder}/{file.relative_to(top).as_posix()}": file for file in files}

    @property
    def file(self) -> str:
        """Return the new name of the set's own file."""
        own = Path(self.loaded.path).resolve()
        return next(name for name, file in self.files.items() if file == own)

    def unit(self, number: int) -> str:
        """Return the code of an example unit; ``SO2-01`` where ``SO201`` could be of ``SO``."""
        apart = "-" if self.code[-1].isdigit() else ""
        return f"{self.code}{apart}{number:02}"


def blocks_of(sets: Sequence[CriteriaFile]) -> list[Begun]:
    """Return a block a set, each with a code of its own."""
    blocks: list[Begun] = []
    for loaded in sets:
        code = _LEVELS[loaded.criteria.level][0]
        taken = sum(block.code.rstrip("0123456789") == code for block in blocks)
        code = f"{code}{taken + 1}" if taken else code
        begun = Begun(code, loaded, "criteria")
        known = {name: file for block in blocks for name, file in block.files.items()}
        clash = any(known.get(name, file) != file for name, file in begun.files.items())
        blocks.append(begun._replace(folder=f"criteria/{code}") if clash else begun)
    return blocks


def beginning(
    blocks: Sequence[Begun], lang: str, units: int, *, blank: bool
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that a new round begins with, but for forms: their names and bytes.

    Tables get invented figures, unless they are to be blank.
    """
    say = speaker(lang)
    yield "round.yaml", _round_yaml(blocks, lang, blank=blank).encode()
    roster: list[tuple[object, ...]] = []
    for block in blocks:
        _, _, name = _LEVELS[block.criteria.level]
        roster += (
            (block.unit(number), say(name, number=number), block.code)
            for number in range(1, units + 1)
        )
    yield "units.csv", csv_bytes(("code", "name", "block"), roster)
    for block in blocks:
        for inside, file in block.files.items():
            yield inside, file.read_bytes()
        if _columns(block.criteria):
            yield _table(block), _figures(block, units, blank=blank)


def example_forms(this_round: Round) -> Iterator[tuple[str, bytes]]:
    """Yield a form of each unit that has one to fill in, with invented answers."""
    for unit in this_round.asked:
        rng = Random(f"{this_round.spec.year} {unit.code}")  # noqa: S311 - nothing is secret here
        order = order_of(this_round, unit)
        yield f"{unit.code}.xlsx", write_form(filled(order, rng, lang=this_round.spec.language))


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
    lines = []
    for code in map(block.unit, range(1, units + 1)):
        drawn = {} if blank else _drawn(block.criteria, code)
        lines.append((code, *(_figure(drawn.get((item.code, name))) for item, name in columns)))
    return csv_bytes(("code", *(_heading(item, name) for item, name in columns)), lines)


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


def _round_yaml(blocks: Sequence[Begun], lang: str, *, blank: bool) -> str:
    year = blocks[0].criteria.year
    title = blocks[0].criteria.title
    if len({block.criteria.title for block in blocks}) > 1:
        title = _both(mark("Round of {year}"), year=str(year))
    lines = [
        f"# {speaker(lang)(_BLANK if blank else _MADE)}",
        "parindex: 1",
        f"title: {_stated(title)}",
        f"year: {year}",
        f"language: {lang}",
        f"organisation: {_stated(_both(_OFFICE))}",
        *([] if blank else [f"note: {_stated(_both(_INVENTED))}"]),
    ]
    if any(block.criteria.asks_units for block in blocks):
        lines.append(f"deadline: {year + 1}-01-31T17:00")
    lines.append("blocks:")
    for block in blocks:
        _, name, _ = _LEVELS[block.criteria.level]
        lines.append(f"  - code: {block.code}")
        lines.append(f"    name: {_stated(_both(name))}")
        lines.append(f"    criteria: {_quoted(block.file)}")
    fed = [block for block in blocks if _columns(block.criteria)]
    if fed:
        lines.append("tables:")
    for block in fed:
        lines += _feeds(block, _both(_SOURCE if blank else _FIGURES))
    return "\n".join(lines) + "\n"


def _both(message: str, **values: object) -> LocalText:
    """Return a message in both languages."""
    vi, en = (speaker(lang)(message, **values) for lang in ("vi", "en"))
    return LocalText(vi=vi, en=en)


def _stated(text: LocalText) -> str:
    """Return a text as round.yaml states it."""
    return f"{{ vi: {_quoted(text.vi)}, en: {_quoted(text.for_lang('en'))} }}"


def _feeds(block: Begun, source: LocalText) -> Iterator[str]:
    yield f"  - file: {_table(block)}"
    yield f"    year: {block.criteria.year}"
    yield f"    source: {_stated(source)}"
    yield "    feeds:"
    for item, name in _columns(block.criteria):
        which = f", input: {name}" if len(needed_columns(item)) > 1 else ""
        what = f"item: {_quoted(item.code)}{which}, blocks: [{block.code}]"
        yield f"      - {{ {what}, column: {_quoted(_heading(item, name))} }}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
