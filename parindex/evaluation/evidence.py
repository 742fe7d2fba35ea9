"""The evidence a unit names, checked; and the files that came with its form, by name alone."""

import os
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from parindex.checks.evidence import (
    Documents,
    Span,
    check_evidence,
    check_files,
    file_key,
    file_names,
)
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding, Place
from parindex.model.submission import Answer, Source, Spot

EVIDENCE = "evidence"
"""The folder of a round in which each unit has a folder of evidence."""
MOST_FILES = 20_000


def evidence_findings(
    source: Source,
    criteria: CriteriaSet,
    answers: Mapping[str, Answer],
    span: Span,
    present: Collection[str] | None,
) -> tuple[list[Finding], int]:
    """Check what a unit names as evidence; ``present`` are the names of the files that came.

    Return too how many named files nobody looked for, because ``present`` is none.
    """

    def find(code: str, item: str, spot: Spot, **values: object) -> Finding:
        place = Place(source.file, sheet=spot.sheet or source.sheet, cell=spot.cell)
        return Finding(code, place, values, source.unit, item)

    documents: Documents = {
        code: answer.documents for code, answer in answers.items() if answer.documents
    }
    findings = list(check_evidence(criteria, documents, answers, span, find))
    if present is not None:
        return [*findings, *check_files(documents, present, find)], 0
    named = (name for several in documents.values() for one in several for name in file_names(one))
    return findings, len(set(named))


def files_beside(form: Path, unit: str, of_round: Path | None) -> frozenset[str] | None:
    """Return the names of the files that came with a form; none where no folder holds evidence.

    Such a folder is named after the unit or the form, and stands beside the form or in the
    round's ``evidence``; the form may stand in it. Folders are found by the names that are there,
    so no name in a form can lead elsewhere, and links are not followed.
    """
    owners = {file_key(unit), file_key(form.stem)} - {""}
    round_evidence = of_round / EVIDENCE if of_round else None
    places = [form.parent, *([round_evidence] if round_evidence else [])]
    folders = [
        folder / name
        for folder in places
        for name in _listed(folder)[1]
        if file_key(name) in owners
    ]
    if file_key(form.parent.name) in owners:
        folders.append(form.parent)
    if not folders and not (round_evidence and round_evidence.is_dir()):
        return None
    names = {name for folder in folders for name in _below(folder)}
    return frozenset(names.union(_listed(form.parent)[0]))


def _below(folder: Path) -> Iterator[str]:
    count = 0
    for _, _, files in os.walk(folder):
        yield from files
        count += len(files)
        if count > MOST_FILES:
            return


def _listed(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the files and of the folders in a folder."""
    try:
        return _listing(folder, folder.stat().st_mtime_ns)
    except OSError:
        return (), ()


@lru_cache(16)
def _listing(folder: Path, _: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read a folder once for all its forms, again when it changed."""
    with os.scandir(folder) as entries:
        kinds = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    files = tuple(name for name, is_folder in kinds if not is_folder)
    return files, tuple(name for name, is_folder in kinds if is_folder)
