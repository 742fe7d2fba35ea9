"""A run computed anew from its inputs and held against what was kept of it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from parindex import __version__
from parindex.analysis.recomputed import differences
from parindex.evaluation.files import Progress
from parindex.evaluation.rounds import Evaluation, evaluate
from parindex.model.finding import CannotGoOn, Finding, Place
from parindex.model.ledger import Stage
from parindex.reports.documents import RunRecord, read_result, read_run, result_bytes
from parindex.reports.runs import kept_run, settled
from parindex.sources.digest import file_digest
from parindex.sources.round import read_round

RESULTS = "results"
_RESULT = "results.json"


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of verifying a run: every finding, the files that were read, the language."""

    run: str
    findings: tuple[Finding, ...]
    inputs: tuple[str, ...]
    language: str


def verify_run(
    path: Path, run: str = "", *, workers: int | None = None, progress: Progress | None = None
) -> Verified:
    """Hold a run against its round as it is now: the latest, or the one of an id.

    Raises :class:`CannotGoOn` where the round was not scored, there is no such run, or the round
    cannot be read any more; what is known of its inputs by then is told too.
    """
    results = path / RESULTS
    settled(results)
    folder = kept_run(results, run) if run else results
    record = read_run(folder)
    findings = [*_of_record(folder, record), *_of_inputs(path, record)]
    loaded, told = read_round(path)
    if loaded is None:
        raise CannotGoOn(*findings, *told)
    evaluation = evaluate(loaded, workers=workers, progress=progress, stage=_stage(folder))
    findings += [
        Finding("RPT023", Place(name), {"name": name})
        for name in sorted(evaluation.hashes.keys() - record.inputs.keys())
    ]
    findings += _of_result(folder, record, evaluation)
    language = loaded.round.spec.language
    return Verified(record.id, tuple(findings), tuple(record.inputs), language)


def _stage(folder: Path) -> Stage | None:
    """Return the stage that a kept result was computed as of; none where it cannot be read."""
    with suppress(CannotGoOn):
        return read_result(folder / _RESULT).stage
    return None


def _of_record(folder: Path, record: RunRecord) -> Iterator[Finding]:
    """Yield the files of the run that are not what was written, and that another version did so."""
    if record.parindex != __version__:
        values = {"then": record.parindex, "now": __version__}
        yield Finding("RPT025", Place((folder / "run.json").as_posix()), values)
    changed = [name for name, sha in record.files.items() if file_digest(folder / name) != sha]
    for name in (*([] if record.sealed else ["run.json"]), *changed):
        yield Finding("RPT024", Place((folder / name).as_posix()), {"name": name})


def _of_inputs(path: Path, record: RunRecord) -> Iterator[Finding]:
    for name, digest in record.inputs.items():
        now = file_digest(path / name)
        if now != digest:
            yield Finding("RPT021" if now else "RPT022", Place(name), {"name": name})


def _of_result(folder: Path, record: RunRecord, evaluation: Evaluation) -> list[Finding]:
    """Return what the result comes to now, where that is not what was kept."""
    anew, file = result_bytes(evaluation.result), folder / _RESULT
    sha = sha256(anew).hexdigest()
    if sha == record.files.get(_RESULT) == file_digest(file):
        return []
    try:
        kept = read_result(file)
    except CannotGoOn as stop:
        return list(stop.findings)
    return differences(kept, evaluation.result, Place(file.as_posix()))
