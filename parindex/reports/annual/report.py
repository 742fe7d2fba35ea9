"""The annual ranking as a typeset A4 PDF (typst), tagged and archival (PDF/A-2a, PDF/UA-1)."""

from collections.abc import Iterable, Iterator
from typing import Any

from parindex.locale import mark, speaker
from parindex.model.finding import Finding
from parindex.model.result import RoundResult
from parindex.reports.publication import Publication
from parindex.reports.typeset import typeset
from parindex.reports.view import CRITERIA_STATUS, BlockView, Row, block_views


def annual_pdf(publication: Publication) -> tuple[bytes, list[Finding]]:
    """Return the report and what is to be told of it; raises :class:`CannotGoOn`.

    Characters that no font of the report has are replaced by a question mark and told.
    """
    document = _document(publication.result, publication.lang)
    return typeset("annual.typ", document, publication.result.year, publication.own)


def _document(result: RoundResult, lang: str) -> dict[str, Any]:
    say = speaker(lang)
    views = block_views(result, lang)
    illustrative = any(view.block.criteria.status != "official" for view in views)
    return {
        "lang": lang,
        "title": result.title.for_lang(lang),
        "organisation": result.organisation.for_lang(lang),
        "year": say(mark("Year {year}"), year=result.year),
        "note": result.note.for_lang(lang) if result.note else "",
        "status": say(mark("Illustrative or adapted criteria; not an official result"))
        if illustrative
        else "",
        "contents": say(mark("Contents")),
        "summary": {
            "title": say(mark("Summary")),
            "blocks": [{"name": view.name, "lines": _summary(view)} for view in views],
        },
        "blocks": [_block(view) for view in views],
        "method": {
            "title": say(mark("How it was computed")),
            "blocks": [_method(v) for v in views],
        },
        "page": say(mark("Page")),
    }


def _summary(view: BlockView) -> list[str]:
    say, figures = view.say, view.summary()
    lines = [
        say(
            mark("{ranked} of {units} units are ranked; {rest} are not."),
            ranked=figures.ranked,
            units=figures.units,
            rest=figures.units - figures.ranked,
        )
    ]
    if not figures.ranked:
        return lines
    message = mark(
        "Mean index {mean}{sign}, median {median}{sign}, highest {best}{sign}, lowest {worst}{sign}."
    )
    shown = {
        "sign": view.sign,
        "mean": view.figure(figures.mean),
        "median": view.figure(figures.median),
        "best": view.figure(figures.best),
        "worst": view.figure(figures.worst),
    }
    lines.append(say(message, **shown))
    first = [unit.name for unit in view.block.ranked if unit.rank == 1]
    lines.append(say(mark("First: {names}."), names=first))
    bands = [
        say(mark("{label}: {count}"), label=label, count=count) for label, count in figures.bands
    ]
    if bands:
        lines.append(say(mark("By band: {bands}."), bands="; ".join(bands)))
    lost = view.area_losses()
    place = lost.index(max(lost))
    area = view.block.areas[place]
    message = mark("Most points are lost in area {code}, {name}: {lost} a unit on average.")
    figure = view.figure(view.printed(lost[place]))
    lines.append(say(message, code=area.code, name=area.name, lost=figure))
    return lines


def _block(view: BlockView) -> dict[str, Any]:
    say = view.say
    rows = list(view.rows())
    return {
        "name": view.name,
        "ranking": {
            "title": say(mark("Ranking")),
            "heads": [
                *(say(head) for head in _RANKING_HEADS),
                view.index_head,
                say(mark("Band")),
            ],
            "rows": [_ranking_row(view, row) for row in rows if row.rank],
        },
        "unranked": {
            "title": say(mark("Not ranked, and why")),
            "heads": [say(mark("Code")), say(mark("Unit")), say(mark("Why"))],
            "rows": [
                [row.unit.code, row.unit.name, _remark(view, row)] for row in rows if not row.rank
            ],
        },
        "areas": {
            "title": say(mark("By area: {index}"), index=view.index_head),
            "heads": [
                say(mark("Rank")),
                say(mark("Unit")),
                *(area.code for area in view.block.areas),
            ],
            "legend": [
                say(
                    mark("{code}. {name} ({max} points)"),
                    code=a.code,
                    name=a.name,
                    max=a.max_points,
                )
                for a in view.block.areas
            ],
            "rows": [
                [str(row.rank), row.unit.name, *(view.figure(index) for index in row.areas)]
                for row in rows
                if row.rank
            ],
            "mean": [say(mark("Mean")), *(view.figure(mean) for mean in view.area_means())],
            "maxima": list(_maxima(view, rows)),
        },
    }


def _remark(view: BlockView, row: Row) -> str:
    """Say why a unit takes no rank, and what it came to where it was scored."""
    if row.points is None:
        return row.remark
    message = mark("{remark}: {points} of {max} points, index {index}{sign}")
    figures = {"points": row.points, "max": row.max_points, "index": row.index}
    shown = {name: view.figure(figure) for name, figure in figures.items()}
    return view.say(message, remark=row.remark, sign=view.sign, **shown)


def _maxima(view: BlockView, rows: Iterable[Row]) -> Iterator[str]:
    """Yield, for each unit to which less applies than to others, how much of each area does."""
    for row in rows:
        areas = row.unit.score.areas if row.unit.score else ()
        parts = [
            view.say(
                mark("area {code}: {max} of {full}"),
                code=heading.code,
                max=area.max_points,
                full=heading.max_points,
            )
            for heading, area in zip(view.block.areas, areas, strict=False)
            if area.max_points != heading.max_points
        ]
        if parts:
            message = mark("Points that apply to {unit}: {parts}.")
            yield view.say(message, unit=row.unit.name, parts="; ".join(parts))


_RANKING_HEADS = (
    mark("Rank"),
    mark("Unit"),
    mark("Points"),
    mark("Maximum"),
)


def _ranking_row(view: BlockView, row: Row) -> dict[str, Any]:
    return {
        "cells": [
            str(row.rank),
            row.unit.name,
            view.figure(row.points),
            view.figure(row.max_points),
            view.figure(row.index),
            row.band,
        ],
        "share": view.percent(row.index),
    }


_ROUNDING = {
    "half_up": mark("a half is rounded up"),
    "half_even": mark("a half is rounded to the even digit"),
    "down": mark("further digits are cut off"),
}
_TIES = {
    "competition": mark(
        "Units with the same index share the better rank and the next rank is left out (1, 2, 2, 4)."
    ),
    "dense": mark("Units with the same index share a rank and no rank is left out (1, 2, 2, 3)."),
    "ordinal": mark("Units with the same index are told apart by the areas the criteria name."),
}
_RANK_ON = {
    "published": mark("Ranks follow the index as printed, so that every reader can check them."),
    "exact": mark("Ranks follow the index before rounding."),
}


def _method(view: BlockView) -> dict[str, Any]:
    say, criteria = view.say, view.block.criteria
    lines = [
        say(
            mark("Criteria: {title}, version {version}, {total} points; {status}."),
            title=criteria.title,
            version=criteria.version,
            total=criteria.total,
            status=say(CRITERIA_STATUS[criteria.status]),
        ),
        say(
            mark(
                "Index = points reached / maximum that applies to the unit × 100, for the total and for each area."
            )
        ),
        say(
            mark(
                "Points are kept exact and only published figures are rounded, to {decimals} decimals; {rounding}."
            ),
            decimals=criteria.decimals,
            rounding=say(_ROUNDING[criteria.rounding]),
        ),
        say(_RANK_ON[criteria.rank_on]),
        say(_TIES[criteria.ties]),
        *_policies(view),
    ]
    if criteria.bonus_cap is not None or criteria.penalty_cap is not None:
        message = mark("Bonus points count up to {bonus}, penalty points up to {penalty}.")
        lines.append(say(message, bonus=criteria.bonus_cap or 0, penalty=criteria.penalty_cap or 0))
    if criteria.cap_total:
        lines.append(say(mark("The total is never more than the maximum.")))
    if criteria.bands:
        bands = "; ".join(
            say(mark("{label} {bound}"), label=entry.label, bound=view.band_text(entry))
            for entry in criteria.bands
        )
        message = mark("Bands by {index}: {bands}.")
        lines.append(say(message, index=view.index_head, bands=bands))
    return {
        "name": view.name,
        "lines": lines,
        "basis_title": say(mark("Rests on")),
        "basis": list(criteria.basis),
    }


_POLICY_LINES = {
    "exclude": mark("Taken out of the maximum where they do not apply: {items}."),
    "full": mark("Full points where they do not apply: {items}."),
    "zero": mark("No points where they do not apply: {items}."),
}


def _policies(view: BlockView) -> Iterator[str]:
    for policy, message in _POLICY_LINES.items():
        codes = [item.code for item in view.block.items if item.not_applicable == policy]
        if codes:
            yield view.say(message, items=codes)
