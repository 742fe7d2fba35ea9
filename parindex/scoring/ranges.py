"""What an expression can come to, from the least and the most its inputs may be.

Interval arithmetic: the true figures always lie within the range, which may be wider than they
are where one input stands in an expression twice. A part over its whole is known to be 0 to 1.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import inf, isinf
from typing import Any, NamedTuple

from parindex.model.number import ONE, ZERO
from parindex.model.rule import Input
from parindex.scoring.expression import Expression

End = Any
"""An exact number, or ``inf`` or ``-inf``."""


class Range(NamedTuple):
    """The least and the greatest figure, both included; ``inf`` where there is no end."""

    low: End
    high: End

    def holds(self, value: Fraction) -> bool:
        """Tell whether a value lies within."""
        return bool(self.low <= value <= self.high)


ANY = Range(-inf, inf)
_FAR = Fraction(10**300)
"""What lies further out counts as having no end: beside ``inf`` it could not be computed with."""


def input_range(name: str, fields: Mapping[str, Input], unstated: End = -inf) -> Range:
    """Return what an input may be; a bound that names another input reaches as far as that one.

    ``unstated`` is the least of a number for which none is stated.
    """
    field = fields[name]
    if field.type == "yes_no":
        return Range(ZERO, ONE)
    low, high = field.least, field.most
    if isinstance(low, str):
        low = fields[low].least if low in fields else None
    if isinstance(high, str):
        high = fields[high].most if high in fields else None
    return Range(
        low if isinstance(low, Fraction) else unstated, high if isinstance(high, Fraction) else inf
    )


def range_of(expression: Expression, fields: Mapping[str, Input], unstated: End = -inf) -> Range:
    """Return what the figure can be; ``unstated`` is the least of a number without one."""
    return _Ranges(expression.source, fields, unstated).number(expression.tree)


def zero_denominators(expression: Expression, fields: Mapping[str, Input]) -> Iterator[str]:
    """Yield each denominator that can be zero within the bounds of the inputs.

    A division that only a condition like ``x > 0`` leads to is safe.
    """
    return _Ranges(expression.source, fields).zeros(expression.tree)


def can_be_zero(expression: Expression, fields: Mapping[str, Input]) -> bool:
    """Tell whether a figure can be zero within the bounds of the inputs."""
    return _Ranges(expression.source, fields).number(expression.tree).holds(ZERO)


def dead_parts(expression: Expression, fields: Mapping[str, Input]) -> Iterator[tuple[str, bool]]:
    """Yield each condition that is always true or never, with which of the two it is."""
    ranges = _Ranges(expression.source, fields)
    for node in ast.walk(expression.tree):
        if isinstance(node, ast.Compare):
            certain = ranges.truth(node)
            if certain is not None:
                yield ast.unparse(node), certain


def certain(expression: Expression, fields: Mapping[str, Input]) -> bool | None:
    """Return whether a condition is always true or never; none where it depends."""
    return _Ranges(expression.source, fields).truth(expression.tree)


class _Ranges:
    """Works out ranges; ``nonzero`` are the names that a condition around tells apart from 0."""

    def __init__(
        self,
        source: str,
        fields: Mapping[str, Input],
        unstated: End = -inf,
        nonzero: frozenset[str] = frozenset(),
    ) -> None:
        self.source, self.fields = source, fields
        self.unstated, self.nonzero = unstated, nonzero

    def number(self, node: ast.expr) -> Range:
        low, high = self._ends(node)
        return Range(
            -inf if low < -_FAR else min(low, _FAR), inf if high > _FAR else max(high, -_FAR)
        )

    def _ends(self, node: ast.expr) -> Range:
        match node:
            case ast.Constant():
                number = Fraction(ast.get_source_segment(self.source, node) or "")
                return Range(number, number)
            case ast.Name(id=name) if name in self.fields:
                return input_range(name, self.fields, self.unstated)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self.number(operand)
                return Range(-inner.high, -inner.low)
            case ast.BinOp(left=ast.Name(id=part), op=ast.Div(), right=ast.Name(id=whole)) if (
                self._is_part(part, whole)
            ):
                return Range(ZERO, ONE)
            case ast.BinOp(left=left, op=op, right=right):
                return self._binary(op, left, right)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                known = self.truth(test)
                if known is not None:
                    return self.number(body if known else orelse)
                return _hull(self.number(body), self.number(orelse))
            case ast.Call(func=ast.Name(id=name), args=args):
                return _called(name, [self.number(arg) for arg in args])
        return ANY

    def _binary(self, op: ast.operator, left: ast.expr, right: ast.expr) -> Range:
        one, other = self.number(left), self.number(right)
        match op:
            case ast.Add():
                return Range(one.low + other.low, one.high + other.high)
            case ast.Sub():
                return Range(one.low - other.high, one.high - other.low)
            case ast.Mult():
                return _corners(_times, one, other)
        if isinstance(right, ast.Name) and self.fields[right.id].type == "count":
            other = Range(max(other.low, ONE), other.high)  # zero is told apart before dividing
        if other.low <= 0 <= other.high:
            return Range(ZERO, inf) if one.low >= 0 and other.low >= 0 else ANY
        return _corners(_over, one, other)

    def _is_part(self, part: str, whole: str) -> bool:
        return (
            part in self.fields
            and whole in self.fields
            and self.fields[part].at_most == whole
            and input_range(part, self.fields, self.unstated).low >= 0
        )

    def zeros(self, node: ast.AST) -> Iterator[str]:
        """Yield the denominators at or under a node that can be zero."""
        if isinstance(node, ast.IfExp):
            yield from self.zeros(node.test)
            for branch, taken in ((node.body, True), (node.orelse, False)):
                told = self.nonzero | _nonzero(node.test, taken)
                yield from _Ranges(self.source, self.fields, self.unstated, told).zeros(branch)
            return
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            told_apart = isinstance(node.right, ast.Name) and node.right.id in self.nonzero
            if not told_apart and self.number(node.right).holds(ZERO):
                yield ast.unparse(node.right)
        for child in ast.iter_child_nodes(node):
            yield from self.zeros(child)

    def truth(self, node: ast.expr) -> bool | None:
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                known = self.truth(operand)
                return None if known is None else not known
            case ast.BoolOp(op=op, values=values):
                known_parts = [self.truth(value) for value in values]
                decisive = isinstance(op, ast.Or)
                if decisive in known_parts:
                    return decisive
                return None if None in known_parts else not decisive
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return _compared(op, self.number(left), self.number(right))
        return None


_EXCLUDES_ZERO: dict[type[ast.cmpop], Callable[[Fraction], bool]] = {
    ast.Gt: lambda bound: bound >= 0,
    ast.GtE: lambda bound: bound > 0,
    ast.Lt: lambda bound: bound <= 0,
    ast.LtE: lambda bound: bound < 0,
    ast.NotEq: lambda bound: bound == 0,
}
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}


def _nonzero(test: ast.expr, holds: bool) -> frozenset[str]:
    """Return the names that cannot be zero where a condition holds, or where it does not."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _nonzero(operand, not holds)
        case ast.BoolOp(op=op, values=values) if isinstance(op, ast.And) is holds:
            return frozenset().union(*(_nonzero(value, holds) for value in values))
        case ast.Compare(
            left=ast.Name(id=name), ops=[op], comparators=[ast.Constant(value=int() as bound)]
        ):
            kind = type(op) if holds else _OPPOSITE[type(op)]
            excludes = _EXCLUDES_ZERO.get(kind)
            return frozenset({name}) if excludes and excludes(Fraction(bound)) else frozenset()
    return frozenset()


def _times(one: End, other: End) -> End:
    if 0 in (one, other):
        return ZERO
    if isinf(one) or isinf(other):
        return inf if (one > 0) == (other > 0) else -inf
    return one * other


def _over(one: End, other: End) -> End:
    if isinf(other):
        return ZERO
    if isinf(one):
        return inf if (one > 0) == (other > 0) else -inf
    return one / other


def _corners(operation: Callable[[End, End], End], one: Range, other: Range) -> Range:
    values = [operation(a, b) for a in one for b in other]
    return Range(min(values), max(values))


def _hull(one: Range, other: Range) -> Range:
    return Range(min(one.low, other.low), max(one.high, other.high))


def _called(name: str, ranges: list[Range]) -> Range:
    if name == "abs":
        only = ranges[0]
        low = ZERO if only.holds(ZERO) else min(abs(only.low), abs(only.high))
        return Range(low, max(abs(only.low), abs(only.high)))
    choose = min if name == "min" else max
    return Range(choose(r.low for r in ranges), choose(r.high for r in ranges))


def _compared(op: ast.cmpop, one: Range, other: Range) -> bool | None:
    below, above = one.high < other.low, one.low > other.high
    at_most, at_least = one.high <= other.low, one.low >= other.high
    always, never = {
        ast.Lt: (below, at_least),
        ast.LtE: (at_most, above),
        ast.Gt: (above, at_most),
        ast.GtE: (at_least, below),
        ast.Eq: (False, below or above),
        ast.NotEq: (below or above, False),
    }[type(op)]
    return True if always else False if never else None
