"""Drives the loader and the expression language with what no author would write.

    pip install atheris
    python tests/fuzz/criteria.py -max_total_time=120 [corpus folder]

Not part of the tests: it runs until it is stopped. Whatever is read must give a set or findings,
each with its texts, and never another exception; what is accepted must stay what it is when it is
written out and read again, and must be explained.
"""

import sys

import atheris

with atheris.instrument_imports(include=["parindex", "yaml"]):
    from parindex.locale import speaker
    from parindex.model.criteria import CriteriaSet
    from parindex.model.finding import Severity
    from parindex.reports.effective import effective_yaml
    from parindex.reports.reach import reach_lines
    from parindex.scoring.expression import Expression, ExpressionError
    from parindex.scoring.ranges import range_of
    from parindex.sources.criteria import parse_criteria
    from parindex.sources.yaml import parse_yaml

SEED = """\
parindex: 1
id: mau
year: 2025
level: other
status: illustrative
title: { vi: "Mẫu" }
total: 6
bands: [{ label: { vi: "Tốt" }, from: 50 }, { label: { vi: "Kém" }, from: 0 }]
areas:
  - code: "1"
    name: { vi: "Một" }
    max: 6
    criteria:
      - code: "1.1"
        name: { vi: "Kế hoạch" }
        max: 2
        inputs:
          all: { type: count, min: 1, label: { vi: "Tất cả" } }
          done: { type: count, max: all, label: { vi: "Xong" } }
        rule:
          kind: bands
          of: done / all
          bands: [{ from: 0.5, points: 2 }, { from: 0, points: 0 }]
        cases: [{ given: { all: 2, done: 1 }, points: 2 }]
      - code: "1.2"
        name: { vi: "Đúng hạn" }
        max: 2
        inputs: { issued: { type: date, label: { vi: "Ngày" } } }
        rule: { kind: deadline, of: issued, due: 2025-03-31T17:00 }
      - code: "1.3"
        name: { vi: "So sánh" }
        max: 2
        inputs: { x: { type: number, min: 0, max: 9, label: { vi: "x" } } }
        rule: { kind: cohort, of: x, method: minmax, when_zero: full }
"""
WORDS = [
    "null", "~", "[]", "{}", "-1", "0", "1e9", "010", "1:30", ".inf", "no", "'", '"', "&a", "*a",
    "!!python/object:os.system", "\t", "\r", "\u0000", "\ufeff", "\u200b", "2025-02-30", "9" * 40,
    "0." + "3" * 50, "1 / 0", "x ** 9 ** 9", "__import__('os')", "x.y", "f(x)", "x if x", "(" * 300,
    "max", "scale: [1, 10]", "weight: 0", "aggregate: mean", "aggregate: geometric_mean",
    "missing: skip", "round: { decimals: 2 }", "kind: survey", "kind: improvement", "kind: index",
    "kind: formula", "kind: proportional", "kind: per_item", "kind: deduction", "kind: checklist",
    "each: 0.1", "full_at: 1", "zero_at: 1", "of: x - x", "of: min(x, 1) / x", "extends: x.yaml",
    "change: { '1.1': }", "ignore: [{ code: CRI001, reason: x }]", "not_applicable: exclude",
]  # fmt: skip


def one_input(data: bytes) -> None:
    """Run one input: raw text, a good set with some of its text exchanged, or an expression."""
    provider = atheris.FuzzedDataProvider(data)
    match provider.ConsumeIntInRange(0, 3):
        case 0:
            text = provider.ConsumeUnicode(4000)
        case 1:
            _expression(provider)
            return
        case _:
            text = SEED
            for _ in range(provider.ConsumeIntInRange(1, 6)):
                text = _exchanged(provider, text)
    _set(text)


def _exchanged(provider: atheris.FuzzedDataProvider, text: str) -> str:
    lines = text.splitlines(keepends=True)
    number = provider.ConsumeIntInRange(0, len(lines) - 1)
    line = lines[number]
    word = provider.PickValueInList(WORDS)
    if provider.ConsumeBool():
        word = provider.ConsumeUnicodeNoSurrogates(12)
    start = provider.ConsumeIntInRange(0, len(line))
    end = min(start + provider.ConsumeIntInRange(0, 20), len(line))
    lines[number] = line[:start] + word + line[end:]
    return "".join(lines)


def _set(text: str) -> None:
    criteria, findings = parse_criteria(text)
    for lang in ("vi", "en"):
        say = speaker(lang)
        for finding in findings:
            assert finding.wrong(say)
            finding.expected(say)
            finding.remedy(say)
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    assert (criteria is None) == failed
    if criteria is not None:
        _stays(text, criteria)


def _stays(text: str, criteria: CriteriaSet) -> None:
    document, _ = parse_yaml(text, "x.yaml")
    assert document is not None
    again, findings = parse_criteria(effective_yaml(document.value))
    assert again == criteria, findings
    for area in criteria.areas:
        assert list(reach_lines(criteria, area.code, "vi"))


def _expression(provider: atheris.FuzzedDataProvider) -> None:
    criteria, _ = parse_criteria(SEED)
    assert criteria is not None
    fields = {name: field for item in criteria.items for name, field in item.fields.items()}
    try:
        expression = Expression(provider.ConsumeUnicode(600))
    except ExpressionError:
        return
    if expression.names <= fields.keys():
        found = range_of(expression, fields)
        assert found.low <= found.high


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
