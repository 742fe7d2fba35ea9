"""predecessors.csv: into which units of today the former ones went, and what is told of doubts."""

from datetime import date
from pathlib import Path

import pytest

from parindex.model.round import Unit
from parindex.sources.predecessors import read_predecessors

TODAY = {code: Unit(code, f"Xã {code}", "B") for code in ("M1", "M2")}


def read(tmp_path: Path, *lines: str) -> tuple[dict[str, tuple[list[str], bool]], list[str]]:
    """Return each former unit's successors and whether it was renamed, and what was found."""
    path = tmp_path / "predecessors.csv"
    rows = (
        f"{code},Xã {code},{successor},01/07/2025,5/NQ" for code, successor in map(str.split, lines)
    )
    path.write_text("\n".join(("code,name,successor,date,decision", *rows)), encoding="utf-8")
    former, findings = read_predecessors(path, TODAY)
    assert all(one.day == date(2025, 7, 1) for one in former)
    found = {one.code: (list(one.successors), one.renamed) for one in former}
    return found, [f"{finding.code}:{finding.place.line}" for finding in findings]


@pytest.mark.parametrize(
    ("lines", "former", "told"),
    [
        (["C1 M1"], {"C1": (["M1"], True)}, []),
        (["C1 M1", "C2 M1"], {"C1": (["M1"], False), "C2": (["M1"], False)}, []),
        (["C1 C2", "C2 M1"], {"C1": (["M1"], True), "C2": (["M1"], True)}, []),
        (["C1 C3", "C2 C3", "C3 M1"],
         {"C1": (["M1"], False), "C2": (["M1"], False), "C3": (["M1"], True)}, []),
        (["C1 M1", "C1 M2"], {"C1": (["M1", "M2"], False)}, ["RND107:3"]),
        (["C1 M1", "C1 M1"], {"C1": (["M1"], False)}, ["RND107:3"]),
        (["C1 C1"], {}, ["RND106:2"]),
        (["C1 C2", "C2 C1"], {}, ["RND106:2", "RND106:3"]),
        (["C1 M9"], {}, ["RND105:2"]),
        (["C1 C2", "C2 M9"], {}, ["RND105:3"]),
        (["M1 M2"], {}, ["RND108:2"]),
        (["C1 M1", "C2 M9"], {"C1": (["M1"], True)}, ["RND105:3"]),
    ],
)  # fmt: skip
def test_where_former_units_went(
    tmp_path: Path, lines: list[str], former: object, told: list[str]
) -> None:
    assert read(tmp_path, *lines) == (former, told)


@pytest.mark.parametrize(
    ("line", "code"), [("C1,Xã,M1,tháng 7,5/NQ", "RND013"), ("C1,Xã,M1,01/07/2025,", "RND006")]
)
def test_a_line_without_its_day_or_decision_is_told(tmp_path: Path, line: str, code: str) -> None:
    path = tmp_path / "predecessors.csv"
    path.write_text(f"code,name,successor,date,decision\n{line}\n", encoding="utf-8")
    former, findings = read_predecessors(path, TODAY)
    assert (former, [finding.code for finding in findings]) == ((), [code])


def test_the_file_is_optional(tmp_path: Path) -> None:
    assert read_predecessors(tmp_path / "predecessors.csv", TODAY) == ((), [])
