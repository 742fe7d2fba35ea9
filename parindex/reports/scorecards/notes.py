"""Points lost and why, what appraisers said, and what is lacking in the evidence."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from parindex.locale import mark
from parindex.model.ledger import STAGES
from parindex.model.number import ZERO
from parindex.model.result import UnitScore
from parindex.reports.scorecards.gains import Loss, adds_up, losses, outlook, waits
from parindex.reports.scorecards.peers import Subject
from parindex.reports.scorecards.words import MOST_LOSSES, Letters, Room
from parindex.reports.view import rule_text

ELSEWHERE = mark("in full in the annex of the annual report and on the web page")


def loss_list(subject: Subject, found: Sequence[Loss]) -> dict[str, Any]:
    """Return what stands around the losses; ``more`` by the number of them that are shown."""
    say = subject.view.say
    heads = (mark("Item, why, and the rule"), mark("Maximum"), mark("Points"), mark("Lost"))
    return {
        "title": say(mark("Points lost and how to win them back")),
        "heads": [say(head) for head in heads],
        "none": "" if found else say(mark("No points were lost.")),
        "more": list(_more_losses(subject, found)),
    }


def _more_losses(subject: Subject, found: Sequence[Loss]) -> Iterator[str]:
    view = subject.view
    left = sum((loss.points for loss in found), ZERO)
    message = mark(
        "{count} more {count:item|items} with {points} {points:point|points} lost: {elsewhere}."
    )
    for place, loss in enumerate(found[: MOST_LOSSES + 1]):
        yield view.say(
            message,
            count=len(found) - place,
            points=view.figure(view.printed(left)),
            elsewhere=view.say(ELSEWHERE),
        )
        left -= loss.points
    if len(found) <= MOST_LOSSES:
        yield ""


class LossTexts(NamedTuple):
    """What is said of a loss, in full."""

    code: str
    name: str
    why: str
    rule: str
    outlook: str
    figures: tuple[str, str, str]
    """Maximum, points reached, points lost."""


def loss_texts(subject: Subject, score: UnitScore) -> tuple[list[Loss], list[LossTexts]]:
    """Return the losses, greatest first, and what is said of as many as a page can hold."""
    found = losses(score)
    whole = adds_up(score)
    return found, [_loss(subject, score, loss, whole) for loss in found[:MOST_LOSSES]]


def _loss(subject: Subject, score: UnitScore, loss: Loss, whole: bool) -> LossTexts:
    view, items = subject.view, score.items
    heading = view.block.items[loss.place]
    figures = (items.max_points[loss.place], items.points[loss.place], loss.points)
    most, reached, lost = (view.figure(view.printed(points)) for points in figures)
    return LossTexts(
        heading.code,
        heading.name.for_lang(view.lang) + _label(subject, score, loss.place),
        items.reasons[loss.place].for_lang(view.lang) if items.reasons else "",
        rule_text(line.for_lang(view.lang) for line in heading.rule),
        outlook(subject, loss.points) if whole and not waits(score, heading, loss.place) else "",
        (most, reached, lost),
    )


def _label(subject: Subject, score: UnitScore, place: int) -> str:
    """Return what the set calls what the item came to, in brackets; empty without labels."""
    items, view = score.items, subject.view
    return f" ({view.outcome(items, place)})" if items.bands else ""


def loss_row(subject: Subject, loss: LossTexts, letters: Letters) -> dict[str, Any]:
    """Return a loss as the page shows it."""
    return {
        "name": f"{loss.code} {letters.name(loss.name)}",
        "why": _told(subject, mark("Why: {text}."), letters.text(loss.why)),
        "rule": _told(subject, mark("Rule: {text}."), letters.text(loss.rule)),
        "outlook": loss.outlook,
        "figures": loss.figures,
    }


def _told(subject: Subject, message: str, text: str) -> str:
    told = subject.view.say(message, text=text.rstrip(".")) if text else ""
    return told.replace("….", "…")


def appraisal_notes(subject: Subject, score: UnitScore, room: Room) -> dict[str, Any]:
    """Return what each stage said of the unit's items: item, stage, points, reason."""
    view, letters = subject.view, room.letters
    heads = (mark("Item"), mark("Stage"), mark("Points"), mark("Reason"))
    rows = []
    for move in score.moves[: room.moves]:
        before, after = (view.figure(view.printed(p)) for p in (move.before, move.after))
        points = f"{before} → {after}" if move.before != move.after else after
        name = next((i.name for i in view.block.items if i.code == move.item), None)
        item = f"{move.item} {letters.name(name.for_lang(view.lang)) if name else ''}".strip()
        rows.append([item, view.say(STAGES[move.stage]), points, letters.text(move.reason) or "–"])
    return {
        "title": view.say(mark("Appraisal")),
        "heads": [view.say(head) for head in heads],
        "rows": rows,
        "more": _more(subject, len(score.moves) - room.moves),
    }


def evidence_gaps(subject: Subject, room: Room) -> dict[str, Any]:
    """Return how much is lacking in the evidence, and the first of it."""
    view, gaps = subject.view, subject.unit.gaps
    message = mark("Item {item}: {text}")
    return {
        "title": view.say(mark("Lacks in the evidence: {count}"), count=len(gaps)),
        "lines": [
            view.say(message, item=gap.item, text=room.letters.text(gap.text.for_lang(view.lang)))
            for gap in gaps[: room.gaps]
        ],
        "more": _more(subject, len(gaps) - room.gaps),
    }


def _more(subject: Subject, left: int) -> str:
    say = subject.view.say
    message = mark("{count} more: {elsewhere}.")
    return say(message, count=left, elsewhere=say(ELSEWHERE)) if left > 0 else ""
