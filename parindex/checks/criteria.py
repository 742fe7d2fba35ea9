"""What a criteria set must satisfy beyond its shape: one small function a code or two."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from parindex.checks.cases import check_cases
from parindex.checks.rules import check_rule
from parindex.model.criteria import CriteriaSet, Node, Path
from parindex.model.finding import Finding, Place
from parindex.model.number import exact_sum
from parindex.scoring.ranking import band

Where = Callable[[Path], Place]


def check_criteria(criteria: CriteriaSet, where: Where) -> list[Finding]:
    """Run every check of a criteria set; ``where`` tells the place of a path in the file."""
    findings = [
        *_codes(criteria, where),
        *_total(criteria, where),
        *_bands(criteria, where),
        *_tie_break(criteria, where),
    ]
    for node in criteria.walk():
        findings += _sums(node, where)
        findings += _basis(criteria, node, where)
        findings += _kind_of_node(node, where)
        if node.criterion.rule is not None and not node.criterion.criteria:
            findings += check_rule(criteria, node, where)
            findings += check_cases(criteria, node, where)
    return sorted(findings, key=lambda finding: (finding.place.line or 0, finding.code))


def _codes(criteria: CriteriaSet, where: Where) -> Iterator[Finding]:
    seen: dict[str, Path] = {}
    before: dict[Path, tuple[int | str, ...]] = {}
    for node in criteria.walk():
        code, path = node.criterion.code, node.path
        place = where((*path, "code"))
        if code in seen:
            first = where((*seen[code], "code")).line
            yield Finding("CRI020", place, {"code": code, "first": first})
        seen.setdefault(code, path)
        if node.ancestors and not code.startswith(node.ancestors[-1].code + "."):
            yield Finding("CRI021", place, {"code": code, "parent": node.ancestors[-1].code})
        order = _order(code)
        last = before.get(path[:-1])
        if (
            last is not None
            and [type(p) for p in last] == [type(p) for p in order]
            and order < last
        ):
            yield Finding("CRI022", place, {"code": code, "before": ".".join(map(str, last))})
        before[path[:-1]] = order


def _tie_break(criteria: CriteriaSet, where: Where) -> Iterator[Finding]:
    areas = [area.code for area in criteria.areas]
    for number, code in enumerate(criteria.result.tie_break):
        if code not in areas:
            place = where(("result", "tie_break", number))
            yield Finding("CRI040", place, {"code": code, "known": areas})


def _order(code: str) -> tuple[int | str, ...]:
    return tuple(int(part) if part.isdigit() else part for part in code.split("."))


def _sums(node: Node, where: Where) -> Iterator[Finding]:
    criterion = node.criterion
    if criterion.criteria:
        total = exact_sum([child.max_points for child in criterion.criteria])
        if total != criterion.max_points:
            values = {"code": criterion.code, "sum": total, "max": criterion.max_points}
            yield Finding("CRI023", where((*node.path, "max")), values, item=criterion.code)


def _total(criteria: CriteriaSet, where: Where) -> Iterator[Finding]:
    total = exact_sum([area.max_points for area in criteria.areas])
    if total != criteria.total:
        values = {"code": "total", "sum": total, "max": criteria.total}
        yield Finding("CRI023", where(("total",)), values)


def _kind_of_node(node: Node, where: Where) -> Iterator[Finding]:
    criterion = node.criterion
    if (criterion.rule is None) != bool(criterion.criteria) or (
        criterion.criteria and criterion.inputs
    ):
        yield Finding("CRI024", where(node.path), {"code": criterion.code}, item=criterion.code)


def _basis(criteria: CriteriaSet, node: Node, where: Where) -> Iterator[Finding]:
    basis = node.criterion.basis
    if basis is not None and basis.ref not in criteria.basis:
        values = {"ref": basis.ref, "known": tuple(criteria.basis)}
        yield Finding(
            "CRI031", where((*node.path, "basis", "ref")), values, item=node.criterion.code
        )


def _bands(criteria: CriteriaSet, where: Where) -> Iterator[Finding]:
    if not criteria.bands:
        return
    for number, entry in enumerate(criteria.bands):
        if (entry.at_least is None) == (entry.above is None):
            place = where(("bands", number))
            values = {"value": entry.label, "wanted": "from | above"}
            yield Finding("CRI012", place, values)
            return
    bounds = [
        (entry.at_least if entry.at_least is not None else entry.above, entry.above is not None)
        for entry in criteria.bands
    ]
    for number in range(1, len(bounds)):
        if bounds[number] >= bounds[number - 1]:
            values = {"bound": bounds[number][0]}
            yield Finding("CRI027", where(("bands", number)), values)
    if band(Fraction(0), criteria.bands) is None:
        yield Finding("CRI035", where(("bands",)), {"index": 0})
