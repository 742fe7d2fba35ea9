"""What lies in a round's folder of submissions: every file read, and settled whose it is."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from parindex.evaluation.arrival import Terms, terms_of
from parindex.evaluation.files import (
    Assessment,
    Progress,
    Read,
    assess_file,
    read_all,
)
from parindex.evaluation.ledger import Entries
from parindex.evaluation.plan import Plan, folder_plan
from parindex.evaluation.settle import Received, attributed, owner_by_name, settle
from parindex.model.finding import Finding, Place
from parindex.model.supplied import SuppliedBy
from parindex.sources.folder import SUBMISSIONS
from parindex.sources.round import RoundFolder


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came in, settled; ``others`` are files that are no workbooks, each with its finding."""

    assessments: tuple[Assessment, ...]
    received: Mapping[str, Received]
    others: tuple[tuple[Assessment, Finding], ...]
    terms: Mapping[str, Terms]
    plan: Plan
    awaited: bool = True
    """Whether any unit has a form to send back."""

    @property
    def hashes(self) -> dict[str, str]:
        """Return the hash (SHA-256) of each workbook, by its path from the round's folder."""
        return {f"{SUBMISSIONS}/{a.file}": a.sha256 for a in self.assessments if a.sha256}

    def findings(self) -> list[Finding]:
        """Return what is told of the folder, and of files of no unit of the round."""
        findings = [finding for _, finding in self.others]
        if self.awaited and not self.assessments:
            findings.append(Finding("RND011", Place(SUBMISSIONS)))
        for owner in sorted(self.received.keys() - self.terms.keys()):
            findings += self.received[owner].findings
        return findings


def delivered(
    folder: RoundFolder,
    read: Read = assess_file,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    supplied: SuppliedBy | None = None,
    entries: Entries | None = None,
) -> Delivery:
    """Read every file that came in (see ``read_all``); settle which one of a unit counts.

    ``supplied`` is what others say of the units' items, ``entries`` what was said of them later.
    """
    plan, terms = folder_plan(folder, supplied, entries), terms_of(folder.round)
    forms, others = sent(folder, plan)
    assessments = tuple(read_all(plan, forms, executor, workers, progress, read))
    received = settle((attributed(assessment, terms) for assessment in assessments), terms)
    awaited = bool(folder.round.asked)
    return Delivery(assessments, received, tuple(others), terms, plan, awaited)


def sent(folder: RoundFolder, plan: Plan) -> tuple[list[Path], list[tuple[Assessment, Finding]]]:
    """Return the workbooks that came in, and what else did, each with its finding."""
    forms, others = folder.submissions()
    return forms, [_no_workbook(plan, path, folder) for path in others]


def _no_workbook(plan: Plan, path: Path, folder: RoundFolder) -> tuple[Assessment, Finding]:
    owner = owner_by_name(path.name, {unit.code for unit in folder.round.units})
    place = Place(path.relative_to(folder.path).as_posix())
    found = Finding("RND017", place, {"name": path.name}, owner or None)
    return Assessment(str(path), plan.shown(str(path)), owner, findings=(found,)), found
