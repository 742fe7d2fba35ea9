"""Expressions as spreadsheet formulas, which give what :mod:`parindex.scoring.expression` gives."""

import ast
from collections.abc import Mapping
from fractions import Fraction

from parindex.model.live import YES, number, one_of, steady
from parindex.model.rule import Input
from parindex.scoring.expression import Expression

_SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "=", ast.NotEq: "<>"}


def formula_of(of: Expression, cells: Mapping[str, str], inputs: Mapping[str, Input]) -> str:
    """Return the expression over the cells of its inputs; a zero denominator is an error there."""
    return _Writer(of.source, cells, inputs).write(of.tree)


class _Writer:
    def __init__(self, source: str, cells: Mapping[str, str], inputs: Mapping[str, Input]) -> None:
        self.source, self.cells, self.inputs = source, cells, inputs

    def write(self, node: ast.expr) -> str:
        match node:
            case ast.Name(id=name):
                cell = self.cells[name]
                return one_of(cell, YES) if self.inputs[name].type == "yes_no" else cell
            case ast.Constant():
                return number(Fraction(ast.get_source_segment(self.source, node) or ""))
            case ast.BinOp(left=left, op=op, right=right):
                return f"({self.write(left)}{_SIGNS[type(op)]}{self.write(right)})"
            case ast.Compare():
                return self.comparison(node)
            case ast.Call(func=ast.Name(id=name), args=args):
                return f"{name.upper()}({','.join(map(self.write, args))})"
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"NOT({self.write(operand)})"
            case ast.UnaryOp(operand=operand):
                return f"(0-{self.write(operand)})"
            case ast.BoolOp(op=op, values=values):
                return self.joined(isinstance(op, ast.And), [self.write(v) for v in values])
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return f"IF({self.write(test)},{self.write(body)},{self.write(orelse)})"
        raise ValueError(f"no expression: {ast.unparse(node)}")

    def comparison(self, node: ast.Compare) -> str:
        sides = [steady(self.write(side)) for side in (node.left, *node.comparators)]
        tests = [f"{sides[n]}{_COMPARE[type(op)]}{sides[n + 1]}" for n, op in enumerate(node.ops)]
        return tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"

    def joined(self, every: bool, parts: list[str]) -> str:
        """Join conditions so that the later ones are not looked at where the first one decides.

        ``AND`` and ``OR`` compute all they are given, and a division in one would spoil them.
        """
        *before, last = parts
        for part in reversed(before):
            last = f"IF({part},{last},FALSE)" if every else f"IF({part},TRUE,{last})"
        return last
