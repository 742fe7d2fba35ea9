"""The register that goes with the sample round: it confirms the forms, but for three units."""

from collections import Counter
from pathlib import Path

import dossiers
from parindex.evaluation import Evaluation, evaluate
from parindex.model.finding import Finding
from tests.evaluation.made_rounds import copy_sample, opened

REGISTER = """\
registers:
  - file: tables/ho-so-2025.csv
    source: { vi: "Sổ theo dõi hồ sơ một cửa", en: "The one-stop shops' register" }
    columns:
      unit: "Đơn vị"
      dossier: "Mã hồ sơ"
      received: "Ngày tiếp nhận"
      due: "Ngày hẹn trả"
      returned: "Ngày trả"
    feeds:
      - { item: "3.4.1", input: settled, count: returned, blocks: [SO] }
      - { item: "3.4.1", input: on_time, count: on_time, blocks: [SO] }
      - { item: "3.3.1", input: settled, count: returned, blocks: [XA] }
      - { item: "3.3.1", input: on_time, count: on_time, blocks: [XA] }
"""


def test_the_sample_register_differs_for_three_units_and_changes_no_points(
    sample: Evaluation, tmp_path: Path
) -> None:
    path = copy_sample(tmp_path)
    dossiers.write(path / "tables" / "ho-so-2025.csv", dossiers.register())
    with (path / "round.yaml").open("a", encoding="utf-8") as file:
        file.write(REGISTER)
    evaluation = evaluate(opened(path), workers=2)
    assert evaluation.result.blocks == sample.result.blocks

    def told(finding: Finding) -> tuple[str, str, str | None]:
        return finding.code, Path(str(finding.place)).name, finding.unit

    known = Counter(map(told, sample.findings))
    new = [finding for finding in evaluation.findings if told(finding) not in known]
    assert {f.unit for f in new if f.code == "SUB060"} == set(dossiers.LATER_THAN_DECLARED)
    assert Counter(finding.code for finding in new) == {
        "SUB060": 3,
        "RND091": 1,
        "RND092": 1,
        "RND093": 1,
        "RND094": 1,
        "RND096": 1,
    }
