"""What a criteria set must satisfy beyond its shape: one small function a code or two."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from parindex.checks.cases import check_cases
from parindex.checks.levels import check_levels
from parindex.checks.rules import check_rule
from parindex.locale import mark, phrase
from parindex.model.criteria import CriteriaSet, Node, Path, Where
from parindex.model.finding import Finding, Place, Severity
from parindex.model.publication import Band
from parindex.scoring.ranking import band


def check_criteria(criteria: CriteriaSet, where: Where) -> list[Finding]:
    """Run every check of a criteria set; ``where`` tells the place of a path in the file."""
    findings = [
        *_codes(criteria, where),
        *check_bands(criteria.bands, where, ("bands",), most=greatest_index(criteria)),
        *check_item_bands(criteria.item_bands, where),
        *_tie_break(criteria, where),
    ]
    findings += check_levels(criteria, where)
    for node in criteria.walk():
        findings += _basis(criteria, node, where)
        findings += _kind_of_node(node, where)
        if node.criterion.rule is not None and not node.criterion.criteria:
            rule = check_rule(criteria, node, where)
            findings += rule
            if not any(finding.severity is Severity.ERROR for finding in rule):
                findings += check_cases(criteria, node, where)
    return sorted(findings, key=lambda f: (f.place.file, f.place.line or 0, f.code))


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
    if criteria.result.tie_break and criteria.result.ties != "ordinal":
        yield Finding("CRI047", where(("result", "tie_break")))
    areas = [area.code for area in criteria.areas]
    for number, code in enumerate(criteria.result.tie_break):
        if code not in areas:
            place = where(("result", "tie_break", number))
            yield Finding("CRI040", place, {"code": code, "known": areas})


def _order(code: str) -> tuple[int | str, ...]:
    return tuple(int(part) if part.isdigit() else part for part in code.split("."))


def _kind_of_node(node: Node, where: Where) -> Iterator[Finding]:
    criterion = node.criterion
    if (criterion.rule is None) != bool(criterion.criteria) or (
        criterion.criteria and criterion.inputs
    ):
        yield Finding("CRI024", where(node.path), {"code": criterion.code}, item=criterion.code)
    stray = ("scored_by", "evidence", "cases", "scale") if criterion.criteria else ()
    for key in stray:
        if key in criterion.model_fields_set:
            place = where((*node.path, key))
            yield Finding("CRI044", place, {"key": key}, item=criterion.code)
    for key in () if criterion.criteria else ("aggregate", "missing", "round"):
        if key in criterion.model_fields_set:
            place = where((*node.path, key))
            yield Finding("CRI051", place, {"key": key}, item=criterion.code)


def _basis(criteria: CriteriaSet, node: Node, where: Where) -> Iterator[Finding]:
    basis = node.criterion.basis
    if basis is not None and basis.ref not in criteria.basis:
        values = {"ref": basis.ref, "known": tuple(criteria.basis)}
        yield Finding(
            "CRI031", where((*node.path, "basis", "ref")), values, item=node.criterion.code
        )


def greatest_index(criteria: CriteriaSet) -> Fraction | None:
    """Return the greatest index there can be; none where a bonus may go over it."""
    adjustments = criteria.adjustments
    capped = adjustments.cap_total or adjustments.bonus is None
    return criteria.result.out_of if capped else None


def check_bands(
    bands: Sequence[Band], where: Where, path: Path, most: Fraction | None
) -> Iterator[Finding]:
    """Yield what is wrong with bands of the total or of items: a side, an order, a gap at the foot.

    ``most`` is the greatest figure there can be, where there is one.
    """
    places = [where((*path, number)) for number in range(len(bands))]
    sided = mark("one of “from”, “above” and “top”")
    faults = [
        _unfit(entry, place, sided)
        for entry, place in zip(bands, places, strict=True)
        if [entry.at_least, entry.above, entry.top].count(None) != 2
    ]
    if faults or not bands:
        yield from faults
    elif any(entry.top is not None for entry in bands):
        yield from _shares(bands, places)
    else:
        yield from _bounds(bands, places, most)
        if band(Fraction(0), bands) is None:
            yield Finding("CRI035", where(path), {"key": path[-1], "index": 0})


def check_item_bands(bands: Sequence[Band], where: Where) -> Iterator[Finding]:
    """Yield what is wrong with bands of items, which have a share of their maximum and no rank."""
    path = ("item_bands",)
    for number, entry in enumerate(bands):
        if entry.top is not None:
            yield _unfit(entry, where((*path, number)), mark("either “from” or “above”"))
            return
    yield from check_bands(bands, where, path, Fraction(100))


def _unfit(entry: Band, place: Place, wanted: str) -> Finding:
    return Finding("CRI012", place, {"value": entry.label, "wanted": phrase(wanted)})


def _bounds(
    bands: Sequence[Band], places: Sequence[Place], most: Fraction | None
) -> Iterator[Finding]:
    """Yield bands that no index reaches."""
    before: tuple[Fraction, bool] | None = None
    for entry, place in zip(bands, places, strict=True):
        order = (entry.bound or Fraction(0), entry.above is not None)
        if most is not None and order > (most, False):
            yield Finding("CRI050", place, {"bound": entry.bound, "most": most})
        if before is not None and order >= before:
            yield Finding("CRI027", place, {"bound": entry.bound})
        before = order


def _shares(bands: Sequence[Band], places: Sequence[Place]) -> Iterator[Finding]:
    """Yield bands of the ranking that stand among those of an index, fall, or end too soon."""
    last = Fraction(0)
    for entry, place in zip(bands, places, strict=True):
        if entry.top is None:
            yield _unfit(entry, place, mark("“top” in each of the bands, or in none"))
        elif entry.top <= last:
            yield _unfit(entry, place, mark("a “top” above that of the band before"))
        last = entry.top or last
    if bands[-1].top not in {None, 100}:
        yield _unfit(bands[-1], places[-1], mark("“top: 100” in the last band"))
