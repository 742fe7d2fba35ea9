"""A criteria file checked with all that belongs to it: the sets it starts from, its unit cases."""

from pathlib import Path

from parindex.checks.unit_cases import check_unit_cases
from parindex.model.cases import CasesFile
from parindex.model.finding import Finding, Place
from parindex.sources.criteria import CriteriaFile, read_criteria, validated
from parindex.sources.extends import is_file
from parindex.sources.yaml import read_yaml

CASES = ".cases.yaml"
_KINDS = ("*.yaml", "*.yml")


def criteria_files(path: Path) -> tuple[list[Path], list[Finding]]:
    """Return the criteria files a path names: itself, or those in the folder and beneath it.

    Files of unit cases go with their set; other YAML files in a folder are told and passed over.
    """
    if not is_folder(path):
        return [path], []
    files = sorted(file for kind in _KINDS for file in path.rglob(kind))
    own = [file for file in files if not _goes_with_a_set(file)]
    strange = [f for f in own if f.name.endswith(CASES) or _is_something_else(f)]
    findings = [Finding("CRI068", Place(file.as_posix())) for file in strange]
    kept = [file for file in own if file not in strange]
    if not kept:
        findings.append(Finding("CRI049", Place(path.as_posix())))
    return kept, findings


def is_folder(path: Path) -> bool:
    """Tell whether there is such a folder; there is none where it may not be asked for."""
    try:
        return path.is_dir()
    except OSError:  # a name too long, a folder that may not be entered
        return False


def _goes_with_a_set(file: Path) -> bool:
    sets = (file.with_name(file.name.removesuffix(CASES) + kind) for kind in (".yaml", ".yml"))
    return file.name.endswith(CASES) and any(map(is_file, sets))


def _is_something_else(file: Path) -> bool:
    """Tell whether a file can be read and plainly is no criteria set (a round, another tool's)."""
    document, _ = read_yaml(file)
    if document is None or not isinstance(document.value, dict):
        return False
    return "parindex" not in document.value or "blocks" in document.value


def validate_file(path: Path) -> tuple[CriteriaFile | None, list[Finding]]:
    """Read and check a set, and run the unit cases beside it (``NAME.cases.yaml``)."""
    loaded, findings = read_criteria(path)
    beside = path.with_name(path.stem + CASES)
    if loaded is None or not is_file(beside):
        return loaded, findings
    document, more = read_yaml(beside)
    if document is None:
        return loaded, [*findings, *more]
    cases, wrong = validated(CasesFile, document.value, document)
    findings = [*findings, *more, *wrong]
    if cases is not None:
        findings += check_unit_cases(loaded.criteria, cases, document.place)
    return loaded, findings
