"""Returned forms checked, without a ranking: those of a round, of a folder, or single files."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from parindex.evaluation.arrival import Terms, terms_of
from parindex.evaluation.delivery import sent
from parindex.evaluation.files import Assessment, Progress, check_file, read_all
from parindex.evaluation.plan import Plan, folder_plan
from parindex.evaluation.settle import attributed, several
from parindex.evaluation.supplied import supplied
from parindex.locale import mark, phrase
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import CannotGoOn, Finding, Place, system_reason
from parindex.reports.documents import write_whole
from parindex.sources.folder import SUBMISSIONS, holds, is_round, keep_out, round_of, sent_files
from parindex.sources.guard import Refused
from parindex.sources.round import read_round


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that are checked by one plan, and what was found when they were looked for."""

    plan: Plan
    files: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()
    language: str = ""
    """The language of their round."""
    terms: Mapping[str, Terms] = field(default_factory=dict)
    """By unit, when its form was due, and what came when."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was checked: where it stands, how findings name it, and what they say of it."""

    path: Path
    name: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """Every file that was checked, and what concerns none of them alone."""

    files: tuple[CheckedFile, ...]
    rest: tuple[Finding, ...] = ()

    @property
    def by_file(self) -> list[tuple[Finding, ...]]:
        """Return the findings of each file."""
        return [file.findings for file in self.files]

    @property
    def findings(self) -> list[Finding]:
        """Return every finding, file by file."""
        return [*(finding for of_file in self.by_file for finding in of_file), *self.rest]


def batches(paths: Sequence[Path], criteria: CriteriaSet | None = None) -> list[Batch]:
    """Return what is to be checked: rounds, folders of workbooks, and workbooks.

    Workbooks are checked by ``criteria``; without, by those of the round among whose submissions
    they lie. Raises :class:`CannotGoOn` where a round cannot be read or there are no criteria.
    """
    found: list[Batch] = []
    loose: dict[Path | None, list[Path]] = {}
    for path in dict.fromkeys(paths):
        if is_round(path):
            found.append(_round_batch(path))
            continue
        for file in _workbooks(path):
            loose.setdefault(None if criteria else round_of(file), []).append(file)
    for folder, files in loose.items():
        if folder is not None:
            found.append(_round_batch(folder, [file.absolute() for file in files]))
        elif criteria is not None:
            plan = Plan(sets={"": criteria}, blocks={}, loose=True)
            found.append(Batch(plan, tuple(dict.fromkeys(files))))
        else:
            names = [file.name for file in files[:5]]
            raise CannotGoOn(Finding("SUB054", Place(files[0].as_posix()), {"names": names}))
    return _named(found)


def _workbooks(path: Path) -> list[Path]:
    if holds(path.is_file):
        return [path]
    if not holds(path.is_dir):
        reason = system_reason(FileNotFoundError())
        raise CannotGoOn(Finding("SUB001", Place(path.as_posix()), {"reason": reason}))
    forms, _ = sent_files(path)
    if not forms:
        raise CannotGoOn(Finding("SUB055", Place(path.as_posix())))
    return forms


def _round_batch(path: Path, files: Sequence[Path] = ()) -> Batch:
    """Return a round's forms, or those of them that are asked for."""
    folder, findings = read_round(path)
    if folder is None:
        raise CannotGoOn(*findings)
    given = supplied(folder)
    plan, found = folder_plan(folder, given.by_unit), [*given.findings]
    if not files:
        files, others = sent(folder, plan)
        found += [finding for _, finding in others]
        found += [] if files or not folder.round.asked else [Finding("RND011", Place(SUBMISSIONS))]
    forms, terms = tuple(dict.fromkeys(files)), terms_of(folder.round)
    return Batch(plan, forms, tuple(found), folder.round.spec.language, terms)


def _named(found: list[Batch]) -> list[Batch]:
    """Return the batches with names that tell all their files apart."""
    files = [file.absolute() for batch in found for file in batch.files]
    if len(found) == 1 and not found[0].plan.loose:
        return found
    root = os.path.commonpath([file.parent for file in files]) if files else ""
    return [
        replace(
            batch,
            files=tuple(file.absolute() for file in batch.files),
            plan=replace(batch.plan, root=root),
        )
        for batch in found
    ]


def check_files(
    found: Sequence[Batch], *, workers: int | None = None, progress: Progress | None = None
) -> Checked:
    """Read and check every file, in child processes."""
    total = sum(len(batch.files) for batch in found)
    files: list[CheckedFile] = []
    rest: list[Finding] = []
    unsought = 0
    for batch in found:
        known = set(batch.plan.blocks)
        shown = _further(progress, len(files), total)
        assessments = [
            attributed(one, known)
            for one in read_all(
                batch.plan, batch.files, workers=workers, progress=shown, read=check_file
            )
        ]
        unsought += sum(assessment.unsought for assessment in assessments)
        files += _with(assessments, several(assessments, batch.terms))
        rest += batch.findings
    if unsought:
        rest.append(Finding("EVI008", values={"count": unsought}))
    return Checked(tuple(files), tuple(rest))


def _further(progress: Progress | None, done: int, total: int) -> Progress | None:
    return None if progress is None else lambda more, _: progress(done + more, total)


def _with(assessments: Iterable[Assessment], told: Sequence[Finding]) -> Iterator[CheckedFile]:
    for one in assessments:
        of_units = [finding for finding in told if finding.place.file == one.file]
        own = [finding for finding in one.findings if finding.code not in _OF_OTHERS]
        yield CheckedFile(Path(one.path), one.file, (*of_units, *own))


_OF_OTHERS = frozenset({"SCO002", "SCO006"})
"""What waits for the council, a survey or a table, and not for the unit."""

Annotate = Callable[[bytes, Sequence[Finding]], bytes]
"""``annotate(data, findings)``: the bytes of a workbook with what was found marked in it.

Raises :class:`Refused` for what is no workbook that can be marked.
"""


def write_copies(
    checked: Checked, folder: Path, annotate: Annotate
) -> tuple[list[Path], list[Finding]]:
    """Write an annotated copy of each file in which something was found into a folder.

    A copy that stands there from an earlier time loses its marks where nothing is found any more.
    Return what was written, and which files could not be marked. Raises :class:`CannotGoOn` where
    a copy would stand in the place of a form or among forms, before any is written, and where one
    cannot be written.
    """
    own = {file.path.resolve() for file in checked.files}
    marked = [file for file in checked.files if file.findings or (folder / file.name).is_file()]
    for target in (folder / file.name for file in marked):
        if target.resolve() in own:
            reason = phrase(mark("the form itself stands there"))
            values = {"name": target.name, "reason": reason}
            raise CannotGoOn(Finding("RPT003", Place(target.as_posix()), values))
    keep_out(folder)
    written, left = [], []
    for file in marked:
        try:
            data = annotate(file.path.read_bytes(), file.findings)
        except (Refused, OSError):
            left.append(Finding("RPT010", Place(file.name)))
            continue
        write_whole(folder / file.name, data)
        written.append(folder / file.name)
    return written, left
