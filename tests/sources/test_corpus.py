"""Real workbooks that nobody wrote for parindex: each gives a finding, none stops the run."""

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from parindex.evaluation.files import assess_file
from parindex.evaluation.plan import Plan
from parindex.locale import speaker
from parindex.sources.pool import run_guarded

FOLDER = os.environ.get("PARINDEX_WORKBOOKS", "")
SECONDS = 60


@pytest.mark.skipif(not FOLDER, reason="PARINDEX_WORKBOOKS does not name a folder of workbooks")
def test_every_workbook_gives_a_finding_with_its_place(
    plan: Plan, record_property: pytest.FixtureRequest
) -> None:
    files = sorted(str(path) for path in Path(FOLDER).rglob("*") if path.is_file())
    assert files, f"there is nothing in {FOLDER}"
    start = time.perf_counter()
    results = dict(run_guarded(assess_file, plan, files, workers=2))
    seconds = time.perf_counter() - start
    assert sorted(results) == files
    codes: Counter[str] = Counter()
    for file, assessment in results.items():
        if assessment is None:
            codes["SUB006"] += 1
            continue
        assert assessment.findings, file
        for finding in assessment.findings:
            assert finding.code.startswith("SUB"), file
            assert finding.place.file == Path(file).name
            assert finding.wrong(speaker("vi"))
        codes.update(finding.code for finding in assessment.findings)
    told = f"{len(files)} files in {seconds:.1f} s: {dict(sorted(codes.items()))}"
    record_property("corpus", told)  # type: ignore[operator]
    print(told)  # noqa: T201 - seen with -rP
    assert codes["SUB006"] <= len(files) // 100, "more than one in a hundred kill their reader"
    assert seconds < SECONDS
