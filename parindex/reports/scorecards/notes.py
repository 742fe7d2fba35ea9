"""Points lost and why, what appraisers said, and what is lacking in the evidence."""

from collections.abc import Iterator
from typing import Any

from parindex.locale import mark
from parindex.model.ledger import STAGES
from parindex.model.number import exact_sum
from parindex.model.result import Move, UnitScore
from parindex.reports.scorecards.gains import Loss, losses, outlook
from parindex.reports.scorecards.peers import Subject
from parindex.reports.scorecards.words import MOST, ROOMS, Letters


def heads(subject: Subject, score: UnitScore) -> dict[str, Any]:
    """Return the titles and heads of the lists; what stands for one that has nothing in it."""
    say = subject.view.say
    of_losses = (mark("Item, why, and the rule"), mark("Maximum"), mark("Points"), mark("Lost"))
    of_moves = (mark("Item"), mark("Stage"), mark("Points"), mark("Reason"))
    return {
        "extremes": say(
            mark("Where the unit stands out: {index}"), index=subject.view.index_head
        ),
        "losses": {
            "title": say(mark("Points lost and how to win them back")),
            "heads": [say(head) for head in of_losses],
            "none": "" if losses(score) else say(mark("No points were lost.")),
        },
        "moves": {"title": say(mark("Appraisal")), "heads": [say(head) for head in of_moves]},
        "gaps": {
            "title": say(mark("Lacks in the evidence: {count}"), count=len(subject.unit.gaps)),
        },
    }


def fillings(subject: Subject, score: UnitScore) -> Iterator[dict[str, Any]]:
    """Yield how much of each list the page may hold, the fullest first, and what is left out."""
    say, view, found = subject.view.say, subject.view, losses(score)
    message = mark("{count} more items with {points} points lost: {elsewhere}.")
    elsewhere = say(mark("in full in the annex of the annual report and on the web page"))
    for room in ROOMS:
        left = found[room.losses :]
        lost = view.figure(view.printed(exact_sum(loss.points for loss in left)))
        more = {
            name: say(mark("{count} more: {elsewhere}."), count=all_ - shown, elsewhere=elsewhere)
            if all_ > shown
            else ""
            for name, all_, shown in (
                ("moves", len(score.moves), room.moves),
                ("gaps", len(subject.unit.gaps), room.gaps),
            )
        }
        of_losses = say(message, count=len(left), points=lost, elsewhere=elsewhere)
        yield {
            "letters": room.letters,
            "extremes": room.extremes,
            "losses": min(room.losses, len(found)),
            "moves": min(room.moves, len(score.moves)),
            "gaps": min(room.gaps, len(subject.unit.gaps)),
            "more": {**more, "losses": of_losses if left else ""},
        }


def loss_rows(subject: Subject, score: UnitScore, letters: Letters) -> list[dict[str, Any]]:
    """Return the items that lose most, why, by which rule, and what winning them brings."""
    found = losses(score)[: MOST.losses]
    return [_loss(subject, score, loss, letters) for loss in found]


def _loss(subject: Subject, score: UnitScore, loss: Loss, letters: Letters) -> dict[str, Any]:
    view, items = subject.view, score.items
    heading = view.block.items[loss.place]
    rule = "; ".join(line.for_lang(view.lang) for line in heading.rule)
    why = items.reasons[loss.place].for_lang(view.lang) if items.reasons else ""
    return {
        "name": f"{heading.code} {letters.name(heading.name.for_lang(view.lang))}",
        "why": _told(subject, mark("Why: {text}."), why, letters),
        "rule": _told(subject, mark("Rule: {text}."), rule, letters),
        "outlook": outlook(subject, loss.points),
        "figures": [
            view.figure(view.printed(points))
            for points in (items.max_points[loss.place], items.points[loss.place], loss.points)
        ],
    }


def _told(subject: Subject, message: str, text: str, letters: Letters) -> str:
    told = subject.view.say(message, text=letters.text(text).rstrip(".")) if text else ""
    return told.replace("….", "…")


def move_rows(subject: Subject, score: UnitScore, letters: Letters) -> list[list[str]]:
    """Return what each stage said of the unit's items: item, stage, points, reason."""
    return [_move(subject, move, letters) for move in score.moves[: MOST.moves]]


def _move(subject: Subject, move: Move, letters: Letters) -> list[str]:
    view = subject.view
    before, after = (view.figure(view.printed(points)) for points in (move.before, move.after))
    points = f"{before} → {after}" if move.before != move.after else after
    return [move.item, view.say(STAGES[move.stage]), points, letters.text(move.reason) or "–"]


def gap_lines(subject: Subject, letters: Letters) -> list[str]:
    """Return the first of what is lacking in the evidence."""
    message = mark("Item {item}: {text}")
    return [
        subject.view.say(
            message, item=gap.item, text=letters.text(gap.text.for_lang(subject.view.lang))
        )
        for gap in subject.unit.gaps[: MOST.gaps]
    ]
