"""The annual report as a typeset A4 PDF (typst), tagged and archival (PDF/A-2a, PDF/UA-1)."""

import re
from collections.abc import Iterator
from typing import Any

from parindex.locale import mark, speaker
from parindex.model.finding import Finding
from parindex.model.ledger import STAGES, Stage
from parindex.model.result import Heading, RoundResult
from parindex.reports.annual.annex import gaps_annex, item_annex, names_annex
from parindex.reports.annual.areas import area_parts, label_table
from parindex.reports.annual.claims import claimed_parts
from parindex.reports.annual.parts import Part, heading, lines, paragraphs
from parindex.reports.annual.ranking import areas, figures, ranking, summary, unranked
from parindex.reports.annual.survey import survey_parts
from parindex.reports.logo import logo
from parindex.reports.method import method_lines
from parindex.reports.publication import Publication
from parindex.reports.typeset import Typesetter
from parindex.reports.view import BlockView

MANY = 500
"""From so many units on, Annex 1 is in volumes of its own, so that a laptop can set it."""


def annual_pdfs(publication: Publication) -> Iterator[tuple[str, bytes, list[Finding]]]:
    """Yield the report, and the volumes of its annex, by name, with what is to be told of each.

    Characters that no font of the report has are replaced by a question mark and told. Raises
    :class:`CannotGoOn`.
    """
    with Typesetter(publication.own) as typesetter:
        for name, document in documents(publication):
            yield name, *typesetter.pdf("annual.typ", document, publication.result.year)


def documents(publication: Publication) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is set, by name: all texts and figures, as the template takes them."""
    views = publication.views()
    in_volumes = sum(len(view.block.units) for view in views) >= MANY
    report = {
        **_shell(publication, publication.title),
        "parts": list(_parts(publication, views)),
        "annexes": list(_annexes(publication, views, points=not in_volumes)),
        "closing": _closing(publication),
    }
    yield "annual", report
    if in_volumes:
        for view in views:
            for area in view.block.areas:
                yield (
                    f"annual-annex-1-{view.block.code}-{area.code}",
                    _volume(publication, view, area),
                )


def _volume(publication: Publication, view: BlockView, area: Heading) -> dict[str, Any]:
    """Return a volume of Annex 1: one area of one block."""
    say = speaker(publication.lang)
    title = say(
        mark("{title}: Annex 1, {block}, area {area}"),
        title=publication.title,
        block=view.name,
        area=area.code,
    )
    shell = _shell(publication, title)
    return {
        **shell,
        "cover": {**shell["cover"], "title": title},
        "parts": [],
        "annexes": [
            heading(1, say(mark("Annex 1. Points by item"))),
            *item_annex(view, [area]),
        ],
        "closing": {"parts": [], "signatories": []},
    }


def _shell(publication: Publication, title: str) -> dict[str, Any]:
    say = speaker(publication.lang)
    return {
        "lang": publication.lang,
        "title": title,
        "organisation": publication.organisation,
        "accent": publication.imprint.colours.accent,
        "cover": _cover(publication),
        "contents": say(mark("Contents")),
        "page": say(mark("Page")),
    }


def _cover(publication: Publication) -> dict[str, Any]:
    picture = logo(publication)
    say, result = speaker(publication.lang), publication.result
    stage = mark("Standing: {stage}")
    return {
        "title": re.sub(r" (?=\S+$)", "\u00a0", publication.title),
        "subtitle": publication.subtitle,
        "logo": picture.typeset if picture else None,
        "year": publication.year,
        "note": publication.note,
        "status": publication.warning,
        "stage": say(stage, stage=say(STAGES[result.stage]))
        if result.stage is not Stage.SELF
        else say(_declared(result)),
        "run": say(mark("Run {run}"), run=publication.run) if publication.run else "",
    }


def _declared(result: RoundResult) -> str:
    """Return what a round rests on that was not appraised."""
    items = [item for block in result.blocks for item in block.items]
    if all(item.scored_by in {"table", "survey"} for item in items):
        return mark("By published figures and surveys; the units declare nothing")
    return mark("Standing: by what the units declare, not appraised")


def _own(publication: Publication, name: str) -> Iterator[Part]:
    """Yield the paragraphs that the office puts at a place."""
    text = getattr(publication.imprint.paragraphs, name)
    if text:
        yield paragraphs(text.for_lang(publication.lang))


def _parts(publication: Publication, views: list[BlockView]) -> Iterator[Part]:
    say, accent = speaker(publication.lang), publication.imprint.colours.accent
    if publication.imprint.paragraphs.foreword:
        yield heading(1, say(mark("Foreword")))
        yield from _own(publication, "foreword")
    yield heading(1, say(mark("Summary")))
    for view in views:
        yield heading(2, view.name)
        yield {"kind": "figures", "figures": list(figures(view))}
        yield lines(summary(view))
    yield from _own(publication, "summary")
    yield heading(1, say(mark("How it was computed")))
    for view in views:
        yield heading(2, view.name)
        yield lines(method_lines(view))
        if view.block.criteria.basis:
            official = view.block.criteria.status == "official"
            yield heading(3, say(mark("Rests on") if official else mark("Sources")))
            yield lines(view.block.criteria.basis)
    yield from _own(publication, "method")
    for view in views:
        yield heading(1, view.name)
        yield from ranking(view)
        yield from unranked(view)
        yield from label_table(view)
        yield from areas(view)
        yield from area_parts(view, accent)
        yield from claimed_parts(view, accent)
        yield from survey_parts(view, publication.result.surveys)


def _annexes(publication: Publication, views: list[BlockView], *, points: bool) -> Iterator[Part]:
    say = speaker(publication.lang)
    gaps = [part for view in views for part in gaps_annex(view)]
    yield heading(1, say(mark("Annex 1. Points by item")))
    if not points:
        yield {"kind": "lead", "text": say(mark("The points stand in volumes of their own."))}
    for view in views:
        yield from names_annex(view)
        if points:
            yield from item_annex(view, view.block.areas)
    if gaps:
        yield heading(1, say(mark("Annex 2. Lacks in the evidence")))
        yield from gaps


def _closing(publication: Publication) -> dict[str, Any]:
    lang, closing = publication.lang, list(_own(publication, "closing"))
    return {
        "parts": [heading(1, publication.closing_title), *closing] if closing else [],
        "signatories": [
            {
                "on_behalf": one.on_behalf.for_lang(lang) if one.on_behalf else "",
                "role": one.role.for_lang(lang),
                "name": one.name,
            }
            for one in publication.imprint.signatories
        ],
    }
