"""The criteria sets that come with parindex, wherever a test goes through all of them."""

from pathlib import Path

from parindex.sources.validation import CASES

LIBRARY = Path(__file__).parents[1] / "criteria"
SETS = sorted(path for path in LIBRARY.rglob("*.yaml") if not path.name.endswith(CASES))
CITY = LIBRARY / "city"
DEPARTMENT, COMMUNE = CITY / "department-2025.yaml", CITY / "commune-2025.yaml"
DISTRICT = CITY / "district-2020.yaml"
INDICES = [
    path
    for path in SETS
    if path.parent.name in {"ddci", "decision-766", "dti", "papi", "pci", "sipas"}
]
"""The sets of indices that are made from tables and surveys: units fill in no form."""
FORMS = [p for p in SETS if p not in INDICES and not p.stem.endswith("-parts")]
