"""What stands on the page, ready for its template: texts and figures as they are printed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from parindex.locale import mark, speaker
from parindex.model.number import rounded
from parindex.model.result import UnitResult
from parindex.model.text import LocalText
from parindex.reports.charts.distribution import distribution
from parindex.reports.logo import logo
from parindex.reports.method import method_lines
from parindex.reports.page.colours import css_colours
from parindex.reports.page.render import embedded
from parindex.reports.page.units import units_data
from parindex.reports.page.words import script_words, template_words
from parindex.reports.publication import Publication
from parindex.reports.view import BlockView, Row


def content(publication: Publication) -> dict[str, Any]:
    """Return what the template of the page shows."""
    lang, imprint = publication.lang, publication.imprint
    say, views = speaker(lang), publication.views()
    return {
        "lang": lang,
        "title": publication.title,
        "subtitle": publication.subtitle,
        "organisation": publication.organisation,
        "year": publication.year,
        "status": publication.warning,
        "note": publication.note,
        "logo": logo(publication),
        "paragraphs": {name: _paragraphs(words, lang) for name, words in imprint.paragraphs},
        "closing_title": publication.closing_title,
        "run": publication.run,
        "words": template_words(say),
        "colours": css_colours(imprint.colours.accent),
        "blocks": [_block(view) for view in views],
        "method": [_method(view) for view in views],
        "bands": list(dict.fromkeys(label for v in views for label, _ in v.summary().bands)),
        "script_words": embedded(script_words(say)),
        "data": embedded(units_data(publication)),
    }


def _paragraphs(words: LocalText | None, lang: str) -> list[str]:
    """Return the paragraphs of a text; a blank line parts two."""
    parts = re.split(r"\n\s*\n", words.for_lang(lang)) if words else []
    return [part.strip() for part in parts if part.strip()]


def _block(view: BlockView) -> dict[str, Any]:
    rows = list(view.rows())
    return {
        "code": view.block.code,
        "name": view.name,
        "figures": list(_figures(view)),
        "chart": _chart(view),
        "areas": list(_areas(view)),
        "labels": _labels(view),
        "heads": list(_heads(view)),
        "banded": view.banded,
        "rows": [_row(view, row) for row in rows if row.rank],
        "unranked": [
            {"code": row.unit.code, "name": row.unit.name, "why": view.remark(row)}
            for row in rows
            if not row.rank
        ],
    }


def _figures(view: BlockView) -> Iterator[tuple[str, str]]:
    say, summary = view.say, view.summary()
    yield say(mark("Units")), str(summary.units)
    yield say(mark("Ranked")), str(summary.ranked)
    for label, figure in (
        (mark("Mean"), summary.mean),
        (mark("Median"), summary.median),
        (mark("Highest"), summary.best),
        (mark("Lowest"), summary.worst),
    ):
        if figure is not None:
            yield say(label), view.figure(figure) + view.sign


def _chart(view: BlockView) -> dict[str, Any] | None:
    """Return how many units are in each band, as a picture that says its figures too."""
    counts = view.summary().bands
    if not counts:
        return None
    title = view.say(mark("Distribution by band"))
    told = "; ".join(f"{label} {count}" for label, count in counts)
    picture = distribution(f"{title}: {told}", counts, view.say(mark("Units")))
    return {"title": title, "picture": Markup(picture)}  # noqa: S704 - texts in it are escaped


def _areas(view: BlockView) -> Iterator[dict[str, Any]]:
    """Yield the areas with the mean and the best of the ranked units."""
    means, bests = view.area_means, view.area_bests
    for heading, mean, best in zip(view.block.areas, means, bests, strict=False):
        yield {
            "name": f"{heading.code}. {heading.name.for_lang(view.lang)}",
            "mean": view.figure(mean),
            "share": _share(view, mean, of_area=True),
            "best": view.figure(best),
        }


def _labels(view: BlockView) -> dict[str, Any] | None:
    """Return how many units reached each label in each item; nothing where items have none."""
    counts = view.item_counts()
    if not counts:
        return None
    bands = view.block.criteria.item_bands or ()
    return {
        "heads": [entry.label.for_lang(view.lang) for entry in bands],
        "rows": [(f"{item.code} {item.name.for_lang(view.lang)}", held) for item, held in counts],
    }


def _share(view: BlockView, index: Decimal | None, *, of_area: bool = False) -> int:
    """Return how long the bar of an index is: whole percent of the greatest there is."""
    percent = Fraction(view.percent(index, of_area=of_area))
    return max(0, min(100, int(rounded(percent, 0))))


def _heads(view: BlockView) -> Iterator[dict[str, str]]:
    """Yield the columns of the ranking: what they hold and by what they are sorted."""
    say = view.say
    yield {"kind": "rank", "text": say(mark("Rank"))}
    yield {"kind": "code", "text": say(mark("Code"))}
    yield {"kind": "name", "text": say(mark("Unit"))}
    yield {"kind": "index", "text": view.index_head}
    if view.banded:
        yield {"kind": "band", "text": say(mark("Band"))}
    if view.past:
        year = str(view.past.year)
        yield {"kind": "change", "text": say(mark("Index against {year}"), year=year)}
        yield {"kind": "change", "text": say(mark("Rank against {year}"), year=year)}
    yield {"kind": "points", "text": say(mark("Points"))}
    yield {"kind": "points", "text": say(mark("Maximum"))}


def _row(view: BlockView, row: Row) -> dict[str, Any]:
    return {
        "rank": row.rank,
        "code": row.unit.code,
        "name": row.unit.name,
        "index": view.figure(row.index),
        "share": _share(view, row.index),
        "band": row.band,
        "changes": list(_changes(view, row.unit)) if view.past else [],
        "points": view.figure(row.points),
        "max": view.figure(row.max_points),
    }


def _changes(view: BlockView, unit: UnitResult) -> Iterator[tuple[str, str]]:
    """Yield how index and rank changed: the way (up, down or neither) and the text."""
    for value in view.change(unit):
        way = "" if not value else "up" if value > 0 else "down"
        yield way, _ARROWS[way] + view.signed(value)


_ARROWS = {"up": "▲ ", "down": "▼ ", "": ""}


def _method(view: BlockView) -> dict[str, Any]:
    basis = list(view.block.criteria.basis)
    return {"name": view.name, "lines": method_lines(view), "basis": basis}
