"""The formulas of a form: the points of every item, level and the total, while the unit types.

They give what :mod:`parindex.scoring` gives, in the cells of the form; where points cannot be told
there stands a word for why. Each item has three cells: its figure (hidden), its points, and the
maximum that applies (hidden): 0 where the item does not apply, nothing where it is left out.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from parindex.forms.layout import Column, cell_name
from parindex.forms.rows import FormRows, ItemRows
from parindex.forms.validation import accepts
from parindex.locale import Say, mark
from parindex.model.choices import WEIGHING
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.live import LONGEST, NO_DENOMINATOR, Cells, first_of, number, quoted, rounded
from parindex.model.publication import Rounded
from parindex.model.submission import CLAIM
from parindex.scoring.item import not_applicable_points

TICKS = ("x", "✓", "✔", "v", "1")
MISSING, INVALID = mark("Incomplete"), mark("Check the data")
NOT_APPLICABLE, BY_COUNCIL = mark("Not applicable"), mark("By the council")
ELSEWHERE: Mapping[str, str] = {"survey": mark("By the survey"), "table": mark("From a table")}
"""The words in place of points that there are not; those of items that no unit answers."""

UNANSWERED = "?"
_BLANK, _BAD = quoted(UNANSWERED), '"!"'
"""What the hidden cell of the figure holds where an input is missing, or cannot be used."""


class Live(NamedTuple):
    """The formulas of an item or a level: its points, the maximum that applies, its figure."""

    points: str
    applies: str
    figure: str = ""


class LiveForm:
    """The formulas of one form; ``options`` are the cells of the texts of a list of choices."""

    def __init__(
        self,
        criteria: CriteriaSet,
        rows: FormRows,
        options: Mapping[tuple[str, str], Sequence[str]],
        say: Say,
    ) -> None:
        self.criteria, self.rows, self.options = criteria, rows, options
        self.missing, self.invalid = say(MISSING), say(INVALID)
        self.not_applicable, self.by_council = say(NOT_APPLICABLE), say(BY_COUNCIL)
        self.elsewhere = {who: say(word) for who, word in ELSEWHERE.items()}
        self._by_rule: dict[str, tuple[str, str]] = {}

    def item(self, item: Criterion, *, exempt: bool) -> Live:
        """Return the formulas of an item; those of an exempt one are fixed."""
        applies = self.applies(item, self.rows.nodes[item.code].cell(Column.COMPUTED))
        if exempt:
            return Live(self.none_applies(item), applies)
        later = self.scored_later(item)
        if later:
            return Live(quoted(later), applies)
        figure, points = self.by_rule(item)
        return Live(points, applies, figure)

    def scored_later(self, item: Criterion) -> str:
        """Return who gives the points, where the form cannot show them; nothing where it can."""
        if item.scored_by in ELSEWHERE:
            return self.elsewhere[item.scored_by]
        rule = item.rule
        claimed = rule is not None and rule.from_claim and item.scored_by == "council"
        told = rule is not None and not rule.over_units and not claimed and self.by_rule(item)[1]
        return "" if told else self.by_council

    def none_applies(self, item: Criterion) -> str:
        """Return, as a formula, the points of an item that does not apply."""
        policy = self.criteria.policies[item.code]
        if policy is None:
            return quoted(self.invalid)
        if policy == "exclude":
            return quoted(self.not_applicable)
        return number(not_applicable_points(item, policy))

    def by_rule(self, item: Criterion) -> tuple[str, str]:
        """Return the figure and the points by the rule; both empty where no formula says them."""
        if item.code not in self._by_rule:
            self._by_rule[item.code] = self._formulas(item)
        return self._by_rule[item.code]

    def _formulas(self, item: Criterion) -> tuple[str, str]:
        at = self.rows.nodes[item.code]
        cells = self.cells(item, at)
        live = item.rule.live(cells, item.fields, item.span) if item.rule else None
        if live is None:
            return "", ""
        points = live.points
        if item.least_points:
            points = f"IF(ISNUMBER({points}),{number(item.least_points)}+{points},{points})"
        cases = [(f"{cells.figure}={_BAD}", cells.invalid)]
        cases.append((f"{cells.figure}={_BLANK}", cells.missing))
        if item.not_applicable:
            ticked = at.cell(Column.NOT_APPLICABLE)
            tests = ",".join(f"TRIM({ticked})={quoted(tick)}" for tick in TICKS)
            cases.insert(0, (f"OR({tests})", cells.not_applicable))
        formula = first_of(cases, points) or ""
        figure = self.figure(item, cells, live.figure)
        return (figure, formula) if max(len(formula), len(figure)) < LONGEST else ("", "")

    def cells(self, item: Criterion, at: ItemRows) -> Cells:
        """Return where the rule of an item finds what it reads."""
        inputs = {name: at.cell(Column.VALUE, name) for name in at.inputs}
        inputs[CLAIM] = at.cell(Column.CLAIM)
        return Cells(
            inputs,
            {name: self.options.get((item.code, name), ()) for name in item.fields},
            at.cell(Column.FIGURE),
            quoted(self.invalid),
            quoted(self.missing),
            self.none_applies(item),
        )

    def figure(self, item: Criterion, cells: Cells, figure: str) -> str:
        """Return the formula of the figure, which tells first whether all inputs can be used."""
        needed = sorted(item.rule.names()) if item.rule else []
        bad, blank = [], []
        for name in needed:
            cell = cells.inputs[name]
            blank.append(f'TRIM({cell})=""')
            field = item.fields.get(name)
            test = f"ISNUMBER({cell})" if field is None else accepts(field, cell, cells.inputs)
            if test:
                bad.append(f'AND(TRIM({cell})<>"",NOT({test}))')
        if figure != "0":
            figure = f"IFERROR({figure},{NO_DENOMINATOR})"
        cases = [(_any(bad), _BAD)] if bad else []
        cases += [(_any(blank), _BLANK)] if blank else []
        return f"IFERROR({first_of(cases, figure) or figure},{_BAD})"

    def applies(self, node: Criterion, points: str) -> str:
        """Return the maximum of an item that applies, as its points have it."""
        most = number(node.max_points)
        none = f"{points}={quoted(self.not_applicable)}"
        return f"IF({none},0,IF(ISNUMBER({points}),{most},{self.unanswered(node)}))"

    def unanswered(self, node: Criterion) -> str:
        """Return the maximum of a part without points: nothing where the level leaves it out."""
        above = self.criteria.nodes[node.code].ancestors
        level = above[-1].code if above else ""
        skipped = self.criteria.missing_policies[level] == "skip"
        return '""' if skipped else number(node.max_points)

    def level(self, node: Criterion) -> Live:
        """Return the formulas of an area or a criterion from those beneath it."""
        policy = self.criteria.missing_policies[node.code]
        level = _Level(self, node.criteria, node.aggregate, policy)
        return level.live(number(node.max_points), self.unanswered(node), node.round)

    def total(self) -> Live:
        """Return the formulas of the total, before bonus and penalty."""
        criteria = self.criteria
        policy = criteria.missing_policies[""]
        level = _Level(self, criteria.areas, criteria.aggregate, policy)
        return level.live(number(criteria.total), number(criteria.total), None)


class _Level:
    """The cells of the parts of a level, and what they make of it.

    What :func:`parindex.scoring.aggregate.combined` says of the aggregates, and the policies of
    parts without points, is said here in formulas.
    """

    def __init__(
        self, form: LiveForm, parts: Sequence[Criterion], aggregate: str, missing: str | None
    ) -> None:
        self.form, self.aggregate, self.missing = form, aggregate, missing
        weighs = aggregate in WEIGHING
        kept = [p for p in parts if p.weight is None or not weighs or p.weight]
        rows = [form.rows.nodes[part.code].first for part in kept]
        self.points = [cell_name(row, Column.COMPUTED) for row in rows]
        self.applies = [cell_name(row, Column.APPLIES) for row in rows]
        weights = [part.weight if weighs and part.weight is not None else None for part in kept]
        self.weights = ["1" if weight is None else number(weight) for weight in weights]

    def live(self, most: str, unanswered: str, rounding: Rounded | None) -> Live:
        """Return the formulas; ``most`` is the maximum of the level."""
        form = self.form
        if self.aggregate == "sum":
            points, applies = added("SUM", self.points), added("SUM", self.applies)
        else:
            whole = "+".join(
                f"IF(N({a})>0,{w},0)" for a, w in zip(self.applies, self.weights, strict=True)
            )
            none = quoted(form.not_applicable)
            points = f"IF(({whole})=0,{none},{most}*{self.mean(whole)})"
            applies = f"IF(({whole})=0,0,{most})"
        points = _rounded(points, rounding)
        spoilt = self.spoilt()
        if spoilt:
            points = f"IF({spoilt},{quoted(form.missing)},{points})"
            applies = f"IF({spoilt},{unanswered},{applies})"
        if not points or max(len(points), len(applies)) > LONGEST:
            return Live(quoted(form.by_council), most)
        return Live(points, applies)

    def mean(self, whole: str) -> str:
        """Return the weighted mean of the shares; the geometric one through their logarithms."""
        logs = self.aggregate == "geometric_mean"
        terms = []
        for points, applies, weight in zip(self.points, self.applies, self.weights, strict=True):
            share = f"N({points})/{applies}"
            term = f"LN({share})" if logs else share
            terms.append(f"IF(N({applies})>0,{weight}*{term},0)")
        mean = f"({'+'.join(terms)})/({whole})"
        return f"IFERROR(EXP({mean}),0)" if logs else mean

    def spoilt(self) -> str:
        """Return the test that the level has no points because parts have none."""
        if self.missing == "strict":
            pairs = zip(self.points, self.applies, strict=True)
            return _any([f"AND(NOT(ISNUMBER({p})),N({a})<>0)" for p, a in pairs])
        return f"{added('COUNT', self.applies)}=0" if self.missing == "skip" else ""


def _rounded(points: str, rounding: Rounded | None) -> str:
    """Return the points rounded as the level states; nothing where no function can."""
    if rounding is None:
        return points
    cut = rounded(points, rounding.rounding, rounding.decimals)
    return f"IF(ISNUMBER({points}),{cut},{points})" if cut else ""


def _any(tests: Sequence[str]) -> str:
    return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"


def added(function: str, cells: Sequence[str]) -> str:
    """Return the function over many cells; one call takes 255 at most."""
    calls = [f"{function}({','.join(cells[n : n + 200])})" for n in range(0, len(cells), 200)]
    return "+".join(calls)
