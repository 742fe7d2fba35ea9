"""What the scorecard of a unit says, ready for its template: every figure, every sentence."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from parindex.locale import mark, number
from parindex.model.result import UnitScore
from parindex.reports.scorecards.areas import (
    area_chart,
    area_table,
    contrasts,
    extremes,
    place_chart,
)
from parindex.reports.scorecards.gains import prospects
from parindex.reports.scorecards.notes import (
    appraisal_notes,
    evidence_gaps,
    loss_list,
    loss_row,
    loss_texts,
)
from parindex.reports.scorecards.peers import Subject
from parindex.reports.scorecards.words import FRONTS, ROOMS, Letters
from parindex.reports.scorecards.years import (
    index_change,
    last_year,
    over_the_years,
    rank_change,
)
from parindex.reports.view import NOT_OFFICIAL, STATUS


class Issue(NamedTuple):
    """What every card of a publication says alike."""

    lang: str
    title: str
    organisation: str
    year: int
    accent: str
    run: str = ""
    note: str = ""
    logo: dict[str, Any] | None = None


def card(subject: Subject, issue: Issue) -> dict[str, Any]:
    """Return a unit's card as its template takes it."""
    view, unit = subject.view, subject.unit
    document = {
        "lang": issue.lang,
        "accent": issue.accent,
        "title": f"{unit.name} – {issue.title}",
        "organisation": issue.organisation,
        "round": issue.title,
        "logo": issue.logo,
        "kind": view.say(mark("Scorecard {year}"), year=issue.year),
        "block": f"{view.name} · {unit.code}",
        "code": unit.code,
        "status": view.say(NOT_OFFICIAL) if view.block.criteria.status != "official" else "",
        "note": issue.note,
        "run": view.say(mark("Run {run}"), run=issue.run) if issue.run else "",
        "page": view.say(mark("Page")),
        "years": over_the_years(subject, issue.year, issue.accent),
    }
    if unit.score is None:
        return {**document, "name": FRONTS[0].name(unit.name), "absent": _absent(subject, issue)}
    return {**document, **_scored(subject, unit.score, issue)}


def _scored(subject: Subject, score: UnitScore, issue: Issue) -> dict[str, Any]:
    say = subject.view.say
    found, losses = loss_texts(subject, score)
    outstanding = contrasts(subject, score)
    return {
        "tiles": list(_tiles(subject, score)),
        "chart": area_chart(subject, score, issue.accent),
        "place": place_chart(subject, score, issue.accent),
        "next": {
            "title": say(mark("What comes next")),
            "lines": list(prospects(subject)),
        },
        "fronts": _distinct(_front(subject, score, letters) for letters in FRONTS),
        "extremes": say(mark("Where the unit stands out (index)")),
        "losses": loss_list(subject, found),
        "backs": [
            {
                "extremes": extremes(subject, outstanding, room),
                "least": min(room.losses, len(losses)),
                "losses": [loss_row(subject, loss, room.letters) for loss in losses],
                "moves": appraisal_notes(subject, score, room),
                "gaps": evidence_gaps(subject, room),
            }
            for room in ROOMS
        ],
    }


def _distinct(pages: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the pages without those that are like the one before."""
    found: list[dict[str, Any]] = []
    for page in pages:
        if not found or page != found[-1]:
            found.append(page)
    return found


def _front(subject: Subject, score: UnitScore, letters: Letters) -> dict[str, Any]:
    name = letters.name(subject.unit.name)
    return {"name": name, "areas": area_table(subject, score, letters)}


def _tiles(subject: Subject, score: UnitScore) -> Iterator[dict[str, str]]:
    view, unit, peers = subject.view, subject.unit, subject.peers
    say = view.say
    if unit.rank is None:
        status = say(STATUS[unit.status])
        yield {"label": say(mark("Rank")), "value": "–", "note": status}
    else:
        shown = f"{unit.rank}/{peers.ranked}"
        yield {"label": say(mark("Rank")), "value": shown, "note": rank_change(subject)}
    yield {
        "label": say(mark("Index")),
        "value": f"{view.figure(score.index)}{view.sign}",
        "note": index_change(subject, score.index)
        or say(mark("block mean {mean}{sign}"), mean=view.figure(peers.mean), sign=view.sign),
    }
    if unit.band:
        yield {
            "label": say(mark("Band")),
            "value": unit.band.for_lang(view.lang),
            "note": _past_band(subject),
        }
    points = view.figure(view.printed(score.points))
    yield {
        "label": say(mark("Points")),
        "value": f"{points}/{number(score.max_points, view.lang)}",
        "note": _beside(subject, score),
    }


def _past_band(subject: Subject) -> str:
    found = last_year(subject)
    if found is None or not found[1].band:
        return ""
    return subject.view.say(mark("{band} in {year}"), band=found[1].band, year=found[0])


def _beside(subject: Subject, score: UnitScore) -> str:
    """Say what is in the points besides those of items, and how many items have which label."""
    view = subject.view
    parts = [
        view.say(message, points=view.figure(view.printed(points)))
        for message, points in (
            (mark("with a bonus of {points}"), score.bonus),
            (mark("less a penalty of {points}"), score.penalty),
        )
        if points
    ]
    parts += filter(None, [view.item_bands(score.items)])
    return "; ".join(parts)


_WHAT_TO_DO = {
    "not_submitted": mark(
        "Send the self-assessment form to {organisation}. If the time limit has passed, ask"
        " whether it is still accepted; without a form the unit has no points and no rank."
    ),
    "rejected": mark(
        "Mend what is said above in the form of this round and send it to {organisation} again,"
        " if it is still accepted. The form as it came is kept; nothing in it was scored."
    ),
    "not_scored": mark(
        "Complete the items named above and send the form to {organisation} again, if it is still"
        " accepted; a total that lacks points is not published."
    ),
}


def _absent(subject: Subject, issue: Issue) -> dict[str, Any]:
    view, unit = subject.view, subject.unit
    say = view.say
    message = _WHAT_TO_DO.get(unit.status, _WHAT_TO_DO["not_scored"])
    return {
        "title": say(mark("There is no result: {status}"), status=say(STATUS[unit.status])),
        "why": say(mark("Why")),
        "reasons": [
            f"{reason.text.for_lang(view.lang)} ({reason.code})" for reason in unit.reasons
        ],
        "file": say(mark("File: {file}"), file=unit.file) if unit.file else "",
        "what": say(mark("What to do")),
        "advice": say(message, organisation=issue.organisation),
        "peers": say(
            mark(
                "{ranked} {ranked:unit|units} of the block {ranked:is|are} ranked; the mean index "
                "is {mean}{sign}."
            ),
            ranked=subject.peers.ranked,
            mean=view.figure(subject.peers.mean),
            sign=view.sign,
        )
        if subject.peers.ranked
        else "",
    }
