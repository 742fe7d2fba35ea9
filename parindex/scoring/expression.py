"""The small language of expressions over declared inputs, computed in exact fractions.

Names of inputs, numbers, ``+ - * /``, comparisons, ``and or not``, ``min max abs`` and
``a if condition else b``; nothing else can be reached, and length and depth are bounded.
"""

import ast
import re
from collections.abc import Callable, Mapping, Set
from fractions import Fraction
from operator import add, eq, ge, gt, le, lt, mul, ne, neg, sub, truediv
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from parindex.locale import Say, mark

MAX_LENGTH = 500
MAX_NODES = 200
Type = Literal["number", "truth", "other"]
Compiled = Callable[[Mapping[str, Any]], Any]

_PLAIN = re.compile(r"[\x20-\x7e\t\n]*")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_ARITHMETIC = {
    ast.Add: (add, "+"),
    ast.Sub: (sub, "−"),
    ast.Mult: (mul, "×"),
    ast.Div: (truediv, "/"),
}
_COMPARE = {
    ast.Lt: (lt, "<"),
    ast.LtE: (le, "≤"),
    ast.Gt: (gt, ">"),
    ast.GtE: (ge, "≥"),
    ast.Eq: (eq, "="),
    ast.NotEq: (ne, "≠"),
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {"min": min, "max": max, "abs": abs}


class ExpressionError(ValueError):
    """An expression that cannot be used; ``reason`` is a message, ``values`` fill it."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


class Expression:
    """An expression, parsed and compiled once; it pickles as its source."""

    __slots__ = ("_compiled", "_tree", "names", "source")

    def __init__(self, source: str) -> None:
        self.source = source.strip()
        self._tree = _parse(self.source)
        self.names = frozenset(
            node.id for node in ast.walk(self._tree) if isinstance(node, ast.Name)
        ) - frozenset(_FUNCTIONS)
        self._compiled = _compile(self._tree, self.source)

    def __call__(self, values: Mapping[str, Any]) -> Any:
        """Compute; raises :class:`ZeroDivisionError` where a denominator is zero."""
        return self._compiled(values)

    def __reduce__(self) -> tuple[type["Expression"], tuple[str]]:
        return (Expression, (self.source,))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def type(self, types: Mapping[str, Type]) -> Type:
        """Return what the expression yields; raises :class:`ExpressionError` on mixed types."""
        return _type(self._tree, types)

    @property
    def divides(self) -> bool:
        """Tell whether it divides by anything but a number."""
        return any(
            isinstance(node.op, ast.Div) and not isinstance(node.right, ast.Constant)
            for node in ast.walk(self._tree)
            if isinstance(node, ast.BinOp)
        )

    @property
    def tree(self) -> ast.expr:
        """Return the expression parsed."""
        return self._tree

    def is_share(self, percents: Set[str]) -> bool:
        """Tell whether the figure is a share of one, which people read as a percentage.

        A division is, unless a number multiplies it; so is an input in ``percents``.
        """
        return _is_share(self._tree, percents)

    def words(self, labels: Mapping[str, str], say: Say) -> str:
        """Write the expression with the labels of its inputs."""
        return _Writer(labels, say, self.source).write(self._tree)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: object) -> Expression:
            if isinstance(value, Expression):
                return value
            text = value if isinstance(value, str) else str(value)
            try:
                return cls(text)
            except ExpressionError as error:
                context = {"reason": error.reason, **error.values}
                raise PydanticCustomError("expression", "expression", context) from None

        return core_schema.no_info_plain_validator_function(
            read,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda e: e.source),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": ["string", "number"]}


def _parse(source: str) -> ast.expr:
    if len(source) > MAX_LENGTH:
        raise ExpressionError(mark("it is longer than {limit} characters"), limit=MAX_LENGTH)
    if not _PLAIN.fullmatch(source):
        raise ExpressionError(mark("it has a letter or sign outside plain ASCII"))
    try:
        tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ExpressionError(mark("it cannot be read as an expression")) from None
    nodes = sum(1 for _ in ast.walk(tree))
    if nodes > MAX_NODES:
        raise ExpressionError(mark("it has more than {limit} parts"), limit=MAX_NODES)
    return tree


def _compile(node: ast.expr, source: str) -> Compiled:  # noqa: C901 - one arm a kind of node
    def down(child: ast.expr) -> Compiled:
        return _compile(child, source)

    match node:
        case ast.Constant():
            return _constant(node, source)
        case ast.Name(id=name):
            if name in _FUNCTIONS:
                raise ExpressionError(mark("{name} needs brackets after it"), name=name)
            return lambda values: values[name]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            return _binary(_ARITHMETIC[type(op)][0], down(left), down(right))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _unary(neg, down(operand))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _unary(lambda value: not value, down(operand))
        case ast.BoolOp(op=op, values=parts):
            return _all_or_any(isinstance(op, ast.And), [down(part) for part in parts])
        case ast.Compare(left=left, ops=ops, comparators=others) if all(
            type(op) in _COMPARE for op in ops
        ):
            return _comparison(
                [_COMPARE[type(op)][0] for op in ops], [down(left), *map(down, others)]
            )
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _choice(down(test), down(body), down(orelse))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            return _call(name, [down(arg) for arg in args])
        case _:
            part = ast.get_source_segment(source, node) or source
            raise ExpressionError(mark("“{part}” is not allowed in it"), part=part[:60])


def _constant(node: ast.Constant, source: str) -> Compiled:
    text = ast.get_source_segment(source, node) or ""
    if not _NUMBER.fullmatch(text):
        raise ExpressionError(mark("“{part}” is not allowed in it"), part=text[:60])
    value = Fraction(text)
    return lambda _: value


def _binary(op: Callable[[Any, Any], Any], left: Compiled, right: Compiled) -> Compiled:
    return lambda values: op(left(values), right(values))


def _unary(op: Callable[[Any], Any], operand: Compiled) -> Compiled:
    return lambda values: op(operand(values))


def _all_or_any(every: bool, parts: list[Compiled]) -> Compiled:
    quantifier = all if every else any
    return lambda values: quantifier(part(values) for part in parts)


def _comparison(ops: list[Callable[[Any, Any], bool]], parts: list[Compiled]) -> Compiled:
    def compare(values: Mapping[str, Any]) -> bool:
        computed = [part(values) for part in parts]
        return all(op(computed[i], computed[i + 1]) for i, op in enumerate(ops))

    return compare


def _choice(test: Compiled, body: Compiled, orelse: Compiled) -> Compiled:
    return lambda values: body(values) if test(values) else orelse(values)


def _call(name: str, args: list[Compiled]) -> Compiled:
    if name == "abs" and len(args) != 1:
        raise ExpressionError(mark("abs takes one value"))
    if name != "abs" and len(args) < 2:
        raise ExpressionError(mark("{name} takes two values or more"), name=name)
    function = _FUNCTIONS[name]
    return lambda values: function(*(arg(values) for arg in args))


def _type(node: ast.expr, types: Mapping[str, Type]) -> Type:  # noqa: C901 - one arm a kind
    def need(wanted: Type, *children: ast.expr) -> None:
        for child in children:
            if _type(child, types) != wanted:
                message = (
                    mark("“{part}” is no number where a number is needed")
                    if wanted == "number"
                    else mark("“{part}” is neither true nor false where one is needed")
                )
                raise ExpressionError(message, part=ast.unparse(child)[:60])

    match node:
        case ast.Name(id=name):
            return types.get(name, "number")
        case ast.BinOp(left=left, right=right):
            need("number", left, right)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            need("truth", operand)
            return "truth"
        case ast.UnaryOp(operand=operand):
            need("number", operand)
        case ast.BoolOp(values=parts):
            need("truth", *parts)
            return "truth"
        case ast.Compare(left=left, comparators=others):
            need("number", left, *others)
            return "truth"
        case ast.IfExp(test=test, body=body, orelse=orelse):
            need("truth", test)
            found = _type(body, types)
            need(found, orelse)
            return found
        case ast.Call(args=args):
            need("number", *args)
    return "number"


def _is_share(node: ast.expr, percents: Set[str]) -> bool:
    match node:
        case ast.Name(id=name):
            return name in percents
        case ast.BinOp(left=left, op=ast.Div()):
            scaled = isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mult)
            return not (scaled and _has_number(left))
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
            return _is_share(left, percents) or _is_share(right, percents)
        case ast.Call(args=args):
            return any(_is_share(arg, percents) for arg in args)
        case ast.UnaryOp(operand=operand):
            return _is_share(operand, percents)
    return False


def _has_number(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Constant) for part in ast.walk(node))


_TIGHTNESS = {ast.Add: 4, ast.Sub: 4, ast.Mult: 5, ast.Div: 5}


class _Writer:
    """Writes an expression as people write it, with brackets only where they are needed."""

    def __init__(self, labels: Mapping[str, str], say: Say, source: str) -> None:
        self.labels, self.say, self.source = labels, say, source

    def write(self, node: ast.expr, above: int = 0) -> str:
        """Write a node; ``above`` is how tightly what stands around it binds."""
        text, tightness = self.part(node)
        return f"({text})" if tightness < above else text

    def part(self, node: ast.expr) -> tuple[str, int]:
        match node:
            case ast.Name(id=name):
                return (f"“{self.labels[name]}”" if name in self.labels else name), 9
            case ast.Constant():
                text = ast.get_source_segment(self.source, node) or ""
                return self.say("{value}", value=Fraction(text)), 9
            case ast.BinOp(left=left, op=op, right=right):
                binds = _TIGHTNESS[type(op)]
                sign = _ARITHMETIC[type(op)][1]
                return f"{self.write(left, binds)} {sign} {self.write(right, binds + 1)}", binds
            case ast.Compare(left=left, ops=ops, comparators=others):
                parts = [
                    f"{_COMPARE[type(o)][1]} {self.write(c, 4)}"
                    for o, c in zip(ops, others, strict=True)
                ]
                return " ".join([self.write(left, 4), *parts]), 3
            case ast.Call(func=ast.Name(id=name), args=args):
                return f"{name}({'; '.join(self.write(arg) for arg in args)})", 9
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.say(mark("not {condition}"), condition=self.write(operand, 3)), 3
            case ast.UnaryOp(operand=operand):
                return f"−{self.write(operand, 6)}", 6
            case ast.BoolOp(op=op, values=values):
                return self.joined(isinstance(op, ast.And), values)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                message = mark("{value} if {condition}, else {other}")
                parts = [self.write(body, 1), self.write(test, 1), self.write(orelse)]
                names = ("value", "condition", "other")
                return self.say(message, **dict(zip(names, parts, strict=True))), 0
        return ast.unparse(node), 0

    def joined(self, every: bool, values: list[ast.expr]) -> tuple[str, int]:
        binds = 2 if every else 1
        word = self.say(mark(" and ")) if every else self.say(mark(" or "))
        return word.join(self.write(value, binds + 1) for value in values), binds
