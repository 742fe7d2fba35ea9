"""Units added up, ranked and banded within their block."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from parindex.locale import speaker
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding, Place, Severity
from parindex.model.number import ZERO
from parindex.model.publication import Band
from parindex.model.result import (
    AreaScore,
    BandInfo,
    BlockResult,
    Gap,
    Heading,
    ItemScores,
    Reason,
    SetInfo,
    UnitResult,
    UnitScore,
)
from parindex.model.round import Block
from parindex.model.rule import Outcome
from parindex.model.text import LocalText
from parindex.scoring.aggregate import Sum, whole_sum
from parindex.scoring.index import area_sums, published, total
from parindex.scoring.ranking import band, band_by_rank, ranks


def unit_score(
    criteria: CriteriaSet,
    items: ItemScores,
    bonus: Fraction = ZERO,
    penalty: Fraction = ZERO,
) -> UnitScore | None:
    """Aggregate a unit's items; none where nothing applies to it or it has no total."""
    sums = area_sums(criteria, items.points, items.max_points, items.outcomes)
    summed = total(whole_sum(criteria, sums), criteria.adjustments, bonus, penalty)
    if summed is None:
        return None
    rules = criteria.result

    def area(found: Sum | None) -> AreaScore:
        points, max_points = found or (ZERO, ZERO)
        share = found.share if found else None
        most = rules.areas_out_of or rules.out_of
        index = None if share is None else published(share * most, rules)
        return AreaScore(points, max_points, index)

    areas = tuple(area(found) for found in sums)
    items = replace(items, bands=_item_bands(criteria, items)) if criteria.item_bands else items
    index = summed.share * rules.out_of
    return UnitScore(
        items=items,
        areas=areas,
        bonus=summed.bonus,
        penalty=summed.penalty,
        points=summed.points,
        max_points=summed.max_points,
        exact_index=index,
        index=published(index, rules),
        uncut=summed.uncut if summed.uncut != summed.points else None,
    )


def _item_bands(criteria: CriteriaSet, items: ItemScores) -> tuple[LocalText | None, ...]:
    """Return what the set calls each item's share of its maximum; none where it is not scored."""

    def label(item: Criterion, points: Fraction, outcome: Outcome) -> LocalText | None:
        if outcome is not Outcome.SCORED or not item.span:
            return None
        found = band((points - item.least_points) / item.span * 100, criteria.item_bands)
        return found.label if found else None

    columns = zip(criteria.items, items.points, items.outcomes, strict=True)
    return tuple(label(*column) for column in columns)


def totalled(
    criteria: CriteriaSet,
    unit: UnitResult,
    items: ItemScores,
    *,
    lacks: Place,
    cut: Place,
    bonus: Fraction = ZERO,
    penalty: Fraction = ZERO,
) -> tuple[UnitResult, list[Finding]]:
    """Return a unit's line with its score; without a total it is not scored.

    A total that is lacking is told at ``lacks``, one that was cut at ``cut``.
    """
    score = unit_score(criteria, items, bonus, penalty)
    if score is None:
        found = without_total(criteria, items, lacks, unit.code)
        why = reasons([found])
        return replace(unit, status="not_scored", reasons=why, sheet=None), [found]
    findings = []
    if score.uncut is not None:
        values = {"sum": score.uncut, "points": score.points, "max": score.max_points}
        findings.append(Finding("SCO005", cut, values, unit=unit.code))
    return replace(unit, score=score), findings


def without_total(criteria: CriteriaSet, items: ItemScores, place: Place, unit: str) -> Finding:
    """Return why a unit has no total: nothing applies to it, or something is missing."""
    missing = [
        item.code
        for item, outcome in zip(criteria.items, items.outcomes, strict=True)
        if outcome in {Outcome.MISSING, Outcome.INVALID}
    ]
    if missing and any(items.max_points):
        needed = [code for code in missing if code not in criteria.may_be_blank]
        return Finding("SCO007", place, {"items": needed or missing}, unit=unit)
    return Finding("SCO003", place, unit=unit)


def reasons(findings: Sequence[Finding]) -> tuple[Reason, ...]:
    """Return what findings of the greatest weight say, in both languages."""
    worst = max((finding.severity.weight for finding in findings), default=0)
    return tuple(
        Reason(
            finding.code,
            LocalText(vi=finding.wrong(speaker("vi")), en=finding.wrong(speaker("en"))),
        )
        for finding in findings
        if finding.severity.weight == worst
    )


def block_result(block: Block, units: list[UnitResult]) -> BlockResult:
    """Rank and band the units of a block, on the number the set declares."""
    criteria = block.criteria
    rules = criteria.result
    scored = [unit for unit in units if unit.status == "ranked"]
    codes = [area.code for area in criteria.areas]

    def key(unit: UnitResult) -> tuple[Fraction, ...]:
        assert unit.score is not None  # noqa: S101 - for the type checker
        index = unit.score.exact_index if rules.rank_on == "exact" else Fraction(unit.score.index)
        if rules.ties != "ordinal":
            return (index,)
        return (index, *(unit.score.areas[codes.index(code)].points for code in rules.tie_break))

    keys = [key(unit) for unit in scored]
    ties = "competition" if rules.ties == "ordinal" else rules.ties
    bands = (
        _band(unit, rank, len(keys), block) for unit, rank in zip(scored, ranks(keys), strict=True)
    )
    ranked = [
        replace(unit, rank=rank, band=band)
        for unit, rank, band in zip(scored, ranks(keys, ties), bands, strict=True)
    ]
    ranked.sort(key=lambda unit: (unit.rank or 0, unit.code))
    apart = [unit for unit in units if unit.score is not None and unit.status != "ranked"]
    rest = [*apart, *(unit for unit in units if unit.score is None)]
    return BlockResult(
        code=block.code,
        name=block.name,
        criteria=set_info(block),
        areas=tuple(Heading(a.code, a.name, a.max_points, weight=a.weight) for a in criteria.areas),
        items=tuple(_heading(criteria, a, i) for a in criteria.areas for i in a.items),
        units=(*ranked, *rest),
    )


def _heading(criteria: CriteriaSet, area: Criterion, item: Criterion) -> Heading:
    title = criteria.basis[item.basis.ref].title if item.basis else ""
    lines = {lang: item.rule_lines(speaker(lang)) if item.rule else () for lang in ("vi", "en")}
    return Heading(
        item.code,
        item.name,
        item.max_points,
        area.code,
        criteria.policies[item.code],
        item.scored_by,
        tuple(LocalText(vi=vi, en=en) for vi, en in zip(lines["vi"], lines["en"], strict=True)),
        ", ".join(filter(None, (title, item.basis.clause if item.basis else ""))),
    )


def gaps(findings: Iterable[Finding]) -> tuple[Gap, ...]:
    """Return what findings say of lacks in the evidence, in both languages."""
    return tuple(
        Gap(
            finding.code,
            finding.item,
            finding.place.cell or "",
            LocalText(vi=finding.wrong(speaker("vi")), en=finding.wrong(speaker("en"))),
        )
        for finding in findings
        if finding.item and finding.code.startswith("EVI") and finding.severity is not Severity.INFO
    )


def _band(unit: UnitResult, rank: int, ranked: int, block: Block) -> LocalText | None:
    """Return a unit's band; ``rank`` counts every unit ahead, of so many that are ranked."""
    assert unit.score is not None  # noqa: S101 - for the type checker
    by_index = band(unit.score.index, block.bands)
    found = by_index or band_by_rank(rank, ranked, block.bands)
    return found.label if found else None


def set_info(block: Block) -> SetInfo:
    """Return what reports say of the block's criteria set."""
    criteria = block.criteria
    bonus, penalty = block.limit("bonus"), block.limit("penalty")
    return SetInfo(
        id=criteria.id,
        year=criteria.year,
        version=criteria.version,
        status=criteria.status,
        title=criteria.title,
        total=criteria.total,
        out_of=criteria.result.out_of,
        areas_out_of=criteria.result.areas_out_of,
        index_in="points" if criteria.result.index_in == "points" else None,
        aggregate=criteria.aggregate,
        decimals=criteria.result.decimals,
        rounding=criteria.result.rounding,
        rank_on=criteria.result.rank_on,
        ties=criteria.result.ties,
        bands=_band_infos(block.bands),
        basis=tuple(text.title for text in criteria.basis.values()),
        bonus_cap=bonus and bonus.at_most,
        penalty_cap=penalty and penalty.at_most,
        cap_total=criteria.adjustments.cap_total,
        item_bands=_band_infos(criteria.item_bands) or None,
    )


def _band_infos(bands: Iterable[Band]) -> tuple[BandInfo, ...]:
    return tuple(
        BandInfo(entry.label, entry.bound, entry.above is None, entry.top) for entry in bands
    )
