"""On time, days late, or never; one paper, or several that are due in a year."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from parindex.locale import Phrase, Say, mark, phrase
from parindex.model.live import Cells, LiveFormula, number
from parindex.model.moment import Moment
from parindex.model.number import ZERO, exact_sum
from parindex.model.rule import Identifier, Input, Rule, Scored, Value, Values
from parindex.model.shape import absent, none, some, stated, true
from parindex.model.text import Model
from parindex.scoring.rules.choice import Graded, distinct
from parindex.scoring.rules.measure import points_words


class Due(Model):
    """A paper and when it is due."""

    of: Identifier = Field(description=mark("The input that holds the day it was handed in."))
    due: Moment = Field(description=mark("When it is due: 2025-03-31 or 2025-03-31T17:00."))


class Late(Graded):
    """What a paper is still worth that comes within so many days after it was due."""

    within_days: Annotated[StrictInt, Field(ge=1, le=366)] = Field(
        description=mark("At most so many days late; a day begun counts.")
    )


class Deadline(Rule):
    """One paper (``of``, ``due``) or several (``reports``), each worth an equal part.

    A date written without an hour counts as handed in on time on that day. With
    ``all_or_nothing`` one paper late or missing takes all the points.
    """

    relations = (
        {
            "if": some("reports", "deadline_papers"),
            "then": absent("of", "due", error="deadline_papers"),
            "else": stated("of", "due", error="deadline_papers"),
        },
        {
            "if": true("all_or_nothing"),
            "then": {"allOf": [some("reports", "all_or_nothing"), none("late", "all_or_nothing")]},
        },
    )

    kind: Literal["deadline"] = Field(
        description=mark("By the day a paper was handed in: on time, late or never.")
    )
    of: Identifier | None = Field(
        None, description=mark("The input that holds the day it was handed in.")
    )
    due: Moment | None = Field(
        None, description=mark("When it is due: 2025-03-31 or 2025-03-31T17:00.")
    )
    reports: tuple[Due, ...] = Field(
        (), description=mark("Several papers due in the year, each worth an equal part.")
    )
    late: tuple[Late, ...] = Field(
        (), description=mark("What a late paper is still worth, by rising days.")
    )
    all_or_nothing: StrictBool = Field(
        False, description=mark("Whether one paper late or missing takes all the points.")
    )

    @model_validator(mode="after")
    def _one_or_several(self) -> Self:
        single = self.of is not None and self.due is not None
        if single == bool(self.reports) or (self.reports and (self.of or self.due)):
            raise PydanticCustomError("deadline_papers", "of and due, or reports")
        days = [step.within_days for step in self.late]
        if days != sorted(set(days)):
            raise PydanticCustomError("late_order", "rising days")
        if self.all_or_nothing and (single or self.late):
            raise PydanticCustomError("all_or_nothing", "several reports, no late")
        distinct(paper.of for paper in self.reports)
        return self

    @cached_property
    def papers(self) -> tuple[Due, ...]:
        """Return the papers, also where there is one."""
        if self.of is not None and self.due is not None:
            return (Due(of=self.of, due=self.due),)
        return self.reports

    def names(self) -> frozenset[str]:
        """Return the names of the dates."""
        return self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(paper.of for paper in self.papers)

    def score(self, values: Values, inputs: Mapping[str, Input], max_points: Fraction) -> Scored:
        """Add up the papers' parts."""
        count = len(self.papers)
        part = max_points if count == 1 else max_points / count
        worth = [self._worth(paper.due, values[paper.of], part) for paper in self.papers]
        if len(worth) == 1:
            return Scored(
                worth[0], self._reason(self.papers[0].due, values[self.papers[0].of], worth[0])
            )
        on_time = sum(1 for points in worth if points == part)
        points = exact_sum(worth)
        if self.all_or_nothing and on_time < len(worth):
            points = ZERO
        message = mark("{done} of {all} {all:paper|papers} on time: {points} {points:point|points}")
        return Scored(points, phrase(message, done=on_time, all=len(worth), points=points))

    def _worth(self, due: datetime, handed_in: object, part: Fraction) -> Fraction:
        if not isinstance(handed_in, datetime):
            return ZERO
        if not _after(handed_in, due):
            return part
        for step in self.late:
            if not _after(handed_in, due + timedelta(days=step.within_days)):
                return step.worth(part)
        return ZERO

    def _reason(self, due: datetime, handed_in: object, points: Fraction) -> Phrase:
        if not isinstance(handed_in, datetime):
            return phrase(mark("there is none: no points"))
        if not _after(handed_in, due):
            message = mark("{day} is within the time limit {due}: {points} {points:point|points}")
            return phrase(message, day=handed_in, due=due, points=points)
        message = mark(
            "{day} is {days} {days:day|days} after the time limit {due}: {points} "
            "{points:point|points}"
        )
        days = _days_late(handed_in, due)
        return phrase(message, day=handed_in, due=due, days=days, points=points)

    def samples(self) -> Iterator[Values]:
        """Yield all papers on time, the first at and just after each limit, and missing."""
        on_time: dict[str, Value] = {paper.of: paper.due for paper in self.papers}
        first = self.papers[0]
        limits = [first.due, *(first.due + timedelta(step.within_days) for step in self.late)]
        for limit in limits:
            yield {**on_time, first.of: limit}
            yield {**on_time, first.of: limit + timedelta(minutes=1)}
        yield {**on_time, first.of: None}

    def live(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> LiveFormula | None:
        """Add up the papers' parts."""
        part = max_points / len(self.papers)
        if self.all_or_nothing:
            dates = [(cells.inputs[paper.of], paper.due) for paper in self.papers]
            tests = [
                f"IF(ISNUMBER({cell}),NOT({_after_in_cells(cell, due)}),FALSE)"
                for cell, due in dates
            ]
            return LiveFormula(f"IF(AND({','.join(tests)}),{number(max_points)},0)")
        return LiveFormula(
            "+".join(self._live_worth(cells.inputs[p.of], p.due, part) for p in self.papers)
        )

    def _live_worth(self, cell: str, due: datetime, part: Fraction) -> str:
        worth = "0"
        for step in reversed(self.late):
            limit = due + timedelta(days=step.within_days)
            worth = f"IF({_after_in_cells(cell, limit)},{worth},{number(step.worth(part))})"
        worth = f"IF({_after_in_cells(cell, due)},{worth},{number(part)})"
        return f"IF(ISNUMBER({cell}),{worth},0)"

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the points where every paper is on time, as late as each step, or missing."""
        count = len(self.papers)
        part = max_points / count
        return (max_points, *(step.worth(part) * count for step in self.late), ZERO)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say the time limits and what being late costs."""
        several = len(self.papers) > 1
        lines = []
        if several:
            lines = [
                say(mark("{label}: by {due}"), label=inputs[paper.of].label, due=paper.due)
                for paper in self.papers
                if paper.of in inputs
            ]
        part = max_points / len(self.papers)
        if several and self.all_or_nothing:
            lines.append(
                say(
                    mark("All on time: {points}; otherwise 0 points"),
                    points=points_words(say, max_points),
                )
            )
            return lines
        if several:
            lines.append(say(mark("Each on time: {points}"), points=points_words(say, part)))
        else:
            lines.append(
                say(
                    mark("By {due}: {points}"),
                    due=self.papers[0].due,
                    points=points_words(say, part),
                )
            )
        lines += [
            say(
                mark("Up to {days} {days:day|days} late: {points}"),
                days=step.within_days,
                points=points_words(say, step.worth(part)),
            )
            for step in self.late
        ]
        return [*lines, say(mark("Later, or none: 0 points"))]


def _days_late(moment: datetime, limit: datetime) -> int:
    """Return the days after the limit; a day begun counts."""
    days = max((moment.date() - limit.date()).days, 0)
    return days + 1 if _after(moment, limit + timedelta(days=days)) else days


def _after_in_cells(cell: str, limit: datetime) -> str:
    """Return the test that the date in a cell lies after the limit, as :func:`_after` has it."""
    day = (limit - _EPOCH).days
    seconds = int((limit - _EPOCH).total_seconds())
    return f"IF(MOD({cell},1)=0,{cell}>={day + 1},ROUND({cell}*86400,0)>{seconds})"


_EPOCH = datetime(1899, 12, 30)
"""Day 0 of spreadsheet programs."""


def _after(moment: datetime, limit: datetime) -> bool:
    if moment.hour == moment.minute == moment.second == 0:
        return moment.date() > limit.date()
    return moment > limit
