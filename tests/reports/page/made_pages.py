"""Pages made of a result, and a result whose texts try to be more than text."""

from dataclasses import replace
from pathlib import Path

from parindex.model.imprint import Imprint
from parindex.model.result import RoundResult, UnitResult
from parindex.model.text import LocalText
from parindex.reports.page import make
from tests.reports.made_publications import published

EVIL = """<img src=x onerror="window.evil=1">'</script><script>window.evil=1</script>&amp;{{7*7}}"""


def page_of(
    result: RoundResult,
    lang: str = "vi",
    *,
    own: Path | None = None,
    imprint: Imprint | None = None,
) -> str:
    """Return the page of a result."""
    [made] = make(published(result, lang, own=own, imprint=imprint))
    assert made.path == "index.html"
    assert not made.findings
    return made.data.decode()


def evil(result: RoundResult) -> RoundResult:
    """Return the result with such a text wherever somebody may type one, in its first block."""
    block = result.blocks[0]
    unit = block.units[0]
    assert unit.score is not None
    words = LocalText(vi=f"lý do {EVIL}")
    items = replace(unit.score.items, reasons=(words, *unit.score.items.reasons[1:]))
    worse = replace(unit, name=EVIL, score=replace(unit.score, items=items))
    title = LocalText(vi=EVIL)
    units = (worse, *block.units[1:])
    return replace(result, title=title, blocks=(replace(block, units=units, name=title),))


def copies(result: RoundResult, count: int) -> RoundResult:
    """Return a result of so many communes, each with some reasons that no other has."""
    block = result.blocks[1]

    def another(place: int) -> UnitResult:
        unit = block.ranked[place % len(block.ranked)]
        assert unit.score is not None
        items = unit.score.items
        fresh = tuple(
            LocalText(vi=f"{place}{n} {reason.for_lang('vi')}") if n % 5 == 0 else reason
            for n, reason in enumerate(items.reasons)
        )
        score = replace(unit.score, items=replace(items, reasons=fresh))
        return replace(unit, code=f"B{place:05}", name=f"{unit.name} {place}", score=score)

    units = tuple(another(place) for place in range(count))
    return replace(result, blocks=(replace(block, units=units),), adjustments=(), surveys=())
