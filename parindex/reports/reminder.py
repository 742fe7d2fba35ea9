"""The list of units to remind, as plain text to paste into a letter."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from parindex.locale import mark, phrase
from parindex.model.inbox import BlockHead, Inbox, UnitLine
from parindex.reports.inbox import InboxView, late, not_usable, nothing_came

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_Told = Callable[[InboxView, UnitLine], str]


class _LetterView(InboxView):
    """An inbox as a letter tells of it: hours are written out."""

    def clock(self, moment: datetime) -> object:
        hour, minute = f"{moment:%H}", f"{moment:%M}"
        day = moment.date()
        return phrase(mark("{hour}:{minute} on {day}"), hour=hour, minute=minute, day=day)


def reminder_text(inbox: Inbox, lang: str) -> str:
    """Return the list by block: who sent nothing, what cannot be used and why, who was late."""
    view = _LetterView(inbox, lang)
    say = view.say
    lines = [
        say(mark("LIST OF UNITS TO BE REMINDED OF THEIR SELF-ASSESSMENT FORMS")),
        inbox.title.for_lang(lang),
        say(mark("(As of {now})"), now=view.clock(inbox.now)),
    ]
    parts = [list(_block(view, block)) for block in inbox.blocks]
    told = [part for part in parts if len(part) > 1]
    for number, (head, *rest) in enumerate(told, start=1):
        lines += ["", f"{_roman(number)}. {head}", *rest]
    lines.append("")
    if any(nothing_came(inbox.units)) or any(not_usable(inbox.units)):
        receiver = inbox.receiver.for_lang(lang)
        lines.append(
            say(
                mark(
                    "Units that have sent nothing, or nothing that can be used, are asked to "
                    "complete their self-assessment in the form sent out to them and to return "
                    "it to {receiver} as soon as they can."
                ),
                receiver=receiver,
            )
        )
    elif not told:
        lines.append(say(mark("No unit needs to be reminded.")))
    return "\n".join(lines).rstrip() + "\n"


def _block(view: InboxView, block: BlockHead) -> Iterator[str]:
    """Yield the heading of a block, then the lines of its groups that have anybody in them."""
    say, units = view.say, view.inbox.of_block(block.code)
    yield say(
        mark("{block} (deadline: {deadline})"),
        block=block.name.for_lang(view.lang),
        deadline=view.clock(block.deadline),
    )
    groups: tuple[tuple[str, list[UnitLine], _Told], ...] = (
        (mark("Nothing sent ({count})"), nothing_came(units), InboxView.extension),
        (mark("Sent, but cannot be used ({count})"), not_usable(units), _reasons),
        (mark("Sent after the deadline ({count})"), late(units), _lateness),
    )
    number = 0
    for title, members, told in groups:
        if members:
            number += 1
            yield f"{number}. {say(title, count=len(members))}"
            yield from _members(view, members, told)


def _members(view: InboxView, units: Iterable[UnitLine], told: _Told) -> Iterator[str]:
    for unit in units:
        name = view.say(mark("{name} ({code})"), name=unit.name, code=unit.code)
        more = told(view, unit)
        yield f"- {name}: {more}" if more else f"- {name}"


def _reasons(view: InboxView, unit: UnitLine) -> str:
    return "; ".join(reason.rstrip(".") for reason in view.reasons(unit))


def _lateness(view: InboxView, unit: UnitLine) -> str:
    if unit.counts is None:
        return ""
    parts = (view.moment(unit.counts), view.late(unit.counts), view.extension(unit))
    return ", ".join(part for part in parts if part)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
