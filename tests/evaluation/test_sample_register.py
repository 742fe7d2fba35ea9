"""The register of the sample round: it confirms the forms, but for three units."""

from collections import Counter
from pathlib import Path

import dossiers
from parindex.evaluation.rounds import Evaluation, evaluate
from parindex.model.finding import Finding
from tests.evaluation.made_rounds import copy_sample, opened


def test_the_register_differs_for_three_units_and_changes_no_points(
    sample: Evaluation, tmp_path: Path
) -> None:
    path = copy_sample(tmp_path)
    text = (path / "round.yaml").read_text(encoding="utf-8")
    without, found, _ = text.partition("registers:\n")
    assert found
    (path / "round.yaml").write_text(without, encoding="utf-8")
    before = evaluate(opened(path), workers=2)
    assert before.result.blocks == sample.result.blocks

    def told(finding: Finding) -> tuple[str, str, str | None]:
        return finding.code, Path(str(finding.place)).name, finding.unit

    known = Counter(map(told, before.findings))
    new = [finding for finding in sample.findings if told(finding) not in known]
    assert {f.unit for f in new if f.code == "SUB060"} == set(dossiers.LATER_THAN_DECLARED)
    assert Counter(finding.code for finding in new) == {
        "SUB060": 3,
        "RND091": 1,
        "RND092": 1,
        "RND093": 1,
        "RND094": 1,
        "RND096": 1,
    }
