"""What changed between two criteria sets, in words: a line a change."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from pydantic import BaseModel
from rich.console import Console

from parindex.analysis.difference import Change, Difference, Entry, Kind
from parindex.locale import Say, mark, speaker
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.text import LocalText
from parindex.reports.keys import path_words, value_words

_MOST_CODES = 12
_COUNTED = {
    Kind.ADDED: mark("{count} added"),
    Kind.REMOVED: mark("{count} removed"),
    Kind.RENUMBERED: mark("{count} renumbered"),
    Kind.MOVED: mark("{count} moved"),
    Kind.REWORDED: mark("{count} reworded"),
    Kind.REWEIGHTED: mark("{count} with other maximum points"),
    Kind.RULE: mark("{count} with another rule"),
    Kind.DEADLINE: mark("{count} with another time limit"),
    Kind.INPUT: mark("{count} with other inputs"),
    Kind.CASE: mark("{count} with other worked cases"),
    Kind.CHANGED: mark("{count} with other changes"),
}


class Line(NamedTuple):
    """A line of text and how a terminal shows it."""

    text: str
    style: str = ""


def print_difference(console: Console, difference: Difference, lang: str) -> None:
    """Print what changed, a line a change; in colours on a terminal."""
    for line in difference_lines(difference, lang):
        console.print(line.text, style=line.style, markup=False, highlight=False, soft_wrap=True)


def difference_lines(difference: Difference, lang: str) -> Iterator[Line]:
    """Yield what changed: whether forms still fit, counts, the head, then area by area."""
    say = speaker(lang)
    if not difference:
        yield Line(say(mark("Nothing differs. Forms that are out still fit.")), "green")
        return
    yield _forms(difference, say)
    counts = Counter(kind for entry in difference.entries for kind in entry.kinds)
    if counts:
        told = "; ".join(say(_COUNTED[kind], count=counts[kind]) for kind in Kind if counts[kind])
        yield Line(say(mark("Areas, criteria and items: {told}."), told=told))
    writer = _Writer(difference, lang)
    if difference.head:
        yield Line("")
        yield Line(say(mark("The set as a whole")), "bold")
        for change in difference.head:
            yield from writer.change(change, difference.old, difference.new)
    for section in difference.sections:
        lines = [line for entry in section.entries for line in writer.entry(entry)]
        if lines:
            yield Line("")
            area = section.area
            yield Line(say(mark("Area {code}. {name}"), code=area.code, name=area.name), "bold")
            yield from lines


def _forms(difference: Difference, say: Say) -> Line:
    """Say whether forms that are out can still be used, and if not, why."""
    if difference.forms_fit:
        return Line(say(mark("Forms that are out still fit.")), "bold green")
    old, new = difference.old, difference.new
    reasons = []
    if old.id != new.id:
        reasons.append(say(mark("the set is another ({old} → {new})"), old=old.id, new=new.id))
    if old.year != new.year:
        reasons.append(say(mark("the year is another ({old} → {new})"), old=old.year, new=new.year))
    if asked := difference.new_questions:
        codes = [*asked[:_MOST_CODES], *(["…"] if len(asked) > _MOST_CODES else [])]
        message = mark("items with another code or other questions: {count} ({codes})")
        reasons.append(say(message, count=len(asked), codes=codes))
    if gone := [item for item in old.items if item.code not in difference.pairs]:
        reasons.append(say(mark("items gone: {count}"), count=len(gone)))
    message = mark("Forms that are out no longer fit; send new ones: {reasons}.")
    return Line(say(message, reasons="; ".join(reasons)), "bold red")


class _Writer:
    """Says changes in one language."""

    def __init__(self, difference: Difference, lang: str) -> None:
        self.difference, self.lang, self.say = difference, lang, speaker(lang)
        self.asks_anew = frozenset(difference.new_questions)

    def entry(self, entry: Entry) -> Iterator[Line]:
        """Yield the entry's lines; none where only its code follows the one above it."""
        match entry:
            case Entry(old=None, new=Criterion() as new):
                yield Line("  + " + self.whole(new), "green")
            case Entry(old=Criterion() as old, new=None):
                yield Line("  − " + self.whole(old), "red")
            case Entry(old=Criterion() as old, new=Criterion() as new):
                lines = list(self.lines(entry, old, new))
                if not lines and _follows(entry, old, new):
                    return
                if new.rule or self.difference.new.nodes[new.code].ancestors:
                    yield Line("  " + self.heading(old, new))
                yield from lines

    def whole(self, one: Criterion) -> str:
        """Name an entry that was added or removed."""
        message = mark("{code} {name} (at most {points} {points:point|points})")
        return self.say(message, code=one.code, name=one.name, points=one.max_points)

    def heading(self, old: Criterion, new: Criterion) -> str:
        """Name an entry that changed, with its former code and whether it needs a new form."""
        values = {"code": new.code, "name": new.name, "old": old.code}
        message = (
            mark("{code} {name}") if new.code == old.code else mark("{code} (was {old}) {name}")
        )
        form = self.say(mark(" [form changes]")) if new.code in self.asks_anew else ""
        return self.say(message, **values) + form

    def lines(self, entry: Entry, old: Criterion, new: Criterion) -> Iterator[Line]:
        """Yield what changed of an entry that both sets have."""
        by_key: dict[str, list[Change]] = {}
        for change in entry.changes:
            by_key.setdefault(str(change.path[0]), []).append(change)
        for key, changes in by_key.items():
            match key:
                case "code":
                    yield from self.code(changes[0], old, new)
                case "rule":
                    yield from self.rule(changes, old, new)
                case "cases":
                    yield Line(self.say(mark("    worked cases changed")), "dim")
                case _:
                    for change in changes:
                        yield from self.change(change, old, new, "    ")

    def code(self, change: Change, old: Criterion, new: Criterion) -> Iterator[Line]:
        """Say where an entry came from, and that the codes below it follow."""
        if change.kind is Kind.MOVED:
            message = mark("    moved: from {old} to {new}")
            places = (self.above(self.difference.old, old), self.above(self.difference.new, new))
            yield Line(self.say(message, old=places[0], new=places[1]))
        elif new.criteria and not _follows_code(old, new):
            message = mark("    renumbered from {old}; what is below it follows")
            yield Line(self.say(message, old=old.code))

    def above(self, criteria: CriteriaSet, one: Criterion) -> str:
        """Name what an entry stands under."""
        ancestors = criteria.nodes[one.code].ancestors
        if not ancestors:
            return self.say(mark("the top level"))
        return self.say("{code} “{name}”", code=ancestors[-1].code, name=ancestors[-1].name)

    def rule(self, changes: list[Change], old: Criterion, new: Criterion) -> Iterator[Line]:
        """Yield the lines of the rule that went and came; else, or if hidden in them, the keys."""
        went, came = self.described(old), self.described(new)
        matcher = SequenceMatcher(None, went, came, autojunk=False)
        blocks = [code for code in matcher.get_opcodes() if code[0] != "equal"]
        for _, start, end, first, last in blocks:
            yield from (Line(f"    − {text}", "red") for text in went[start:end])
            yield from (Line(f"    + {text}", "green") for text in came[first:last])
        names = _names(old) | _names(new)
        for change in changes:
            if not blocks or _hidden(change, names, self.lang):
                yield from self.change(change, old, new, "    ")

    def described(self, one: Criterion) -> list[str]:
        """Return the rule of an item in lines."""
        return one.rule_lines(self.say)

    def change(
        self, change: Change, old: BaseModel, new: BaseModel, indent: str = "  "
    ) -> Iterator[Line]:
        """Say one changed value: what it is, what it was, what it is now."""
        lang = self.lang
        before, after = change.before, change.after
        if isinstance(before, LocalText) and isinstance(after, LocalText):
            lang = lang if before.for_lang(lang) != after.for_lang(lang) else _other(before, after)
        say, path = speaker(lang), change.path
        message = mark("{what}: {old} → {new}")
        if after is None:
            message = mark("removed {what}: {old}")
        elif before is None:
            message = mark("added {what}: {new}")
        what = path_words(path, old if after is None else new, self.say)
        what += "" if lang == self.lang else f" ({lang})"
        values = {"old": value_words(path, before, say), "new": value_words(path, after, say)}
        yield Line(indent + self.say(message, what=what, **values))


def _other(before: LocalText, after: LocalText) -> str:
    """Return the language in which two texts differ that are alike in the reader's."""
    return "vi" if before.vi != after.vi else "en"


def _names(item: Criterion) -> set[str]:
    fields = item.fields
    return {*fields, *(value for field in fields.values() for value in field.options)}


def _hidden(change: Change, names: set[str], lang: str) -> bool:
    """Tell whether the description of a rule cannot show the change: names, the other language."""
    match change.before, change.after:
        case LocalText() as before, LocalText() as after:
            return before.for_lang(lang) == after.for_lang(lang)
        case before, after:
            return any(isinstance(side, str) and side in names for side in (before, after))


def _follows_code(old: Criterion, new: Criterion) -> bool:
    """Tell whether a code changed only because the one above it did."""
    last = old.code.rpartition("."), new.code.rpartition(".")
    return last[0][2] == last[1][2] and bool(last[0][0] and last[1][0])


def _follows(entry: Entry, old: Criterion, new: Criterion) -> bool:
    return entry.kinds == {Kind.RENUMBERED} and _follows_code(old, new)
