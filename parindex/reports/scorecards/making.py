"""Makes the scorecards of a publication: few here, many in parallel on all cores."""

import multiprocessing
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import replace

from parindex.model.finding import CannotGoOn, Finding
from parindex.model.result import PastUnit
from parindex.reports.logo import logo
from parindex.reports.publication import Made, Publication
from parindex.reports.scorecards.card import Issue
from parindex.reports.scorecards.desk import CardSet, Desk, Job, Shared, set_card, start
from parindex.reports.scorecards.peers import peers_of
from parindex.sources.pool import MOST_WORKERS, undisturbed

FEW = 40
"""Up to so many cards are set before other processes have started."""
_CHUNK = 8


def make(publication: Publication, workers: int | None = None) -> Iterator[Made]:
    """Make a scorecard a unit, in order; on all cores unless ``workers`` says on how many.

    What is to be told of all of them comes with the last. Raises :class:`CannotGoOn` at the first
    card that cannot be set.
    """
    jobs = list(_jobs(publication))
    shared = _shared(publication, {job.block for job in jobs})
    count = min(workers or os.cpu_count() or 1, MOST_WORKERS)
    alone = count == 1 or (workers is None and len(jobs) <= FEW)
    cards = _one_by_one(shared, jobs) if alone else _in_parallel(shared, jobs, count)
    told: list[Finding] = []
    with closing(cards):
        for done, (job, card) in enumerate(zip(jobs, cards, strict=True), start=1):
            if card.data is None:
                raise CannotGoOn(*card.findings)
            told += card.findings
            publication.progress(done, len(jobs))
            findings = tuple(merged(told)) if done == len(jobs) else ()
            yield Made(f"scorecards/{job.unit.code}.pdf", card.data, findings)


def _jobs(publication: Publication) -> Iterator[Job]:
    for block, unit in publication.chosen():
        past = (earlier.units.get(unit.code) for earlier in publication.result.past)
        yield Job(block.code, unit, tuple(_in_block(then, block.code) for then in past))


def _in_block(then: PastUnit | None, block: str) -> PastUnit | None:
    """Return what a unit came to, without a rank that it took in another block."""
    if then is None or then.block in {"", block}:
        return then
    return replace(then, rank=None)


def _shared(publication: Publication, blocks: set[str]) -> Shared:
    result, lang, picture = publication.result, publication.lang, logo(publication)
    issue = Issue(
        lang=lang,
        title=publication.title,
        organisation=publication.organisation,
        year=result.year,
        accent=publication.imprint.colours.accent,
        run=publication.run,
        note=publication.note,
        logo=picture.typeset if picture else None,
    )
    peers = {
        block.code: peers_of(block, result.past, lang)
        for block in result.blocks
        if block.code in blocks
    }
    return Shared(issue, peers, publication.own)


def _one_by_one(shared: Shared, jobs: Iterable[Job]) -> Generator[CardSet, None, None]:
    with Desk(shared) as desk:
        yield from map(desk.set, jobs)


def _in_parallel(shared: Shared, jobs: Sequence[Job], count: int) -> Generator[CardSet, None, None]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, context, start, (shared,))
    try:
        with undisturbed():
            cards = pool.map(set_card, jobs, chunksize=_CHUNK)
        yield from cards
    except BrokenProcessPool:
        raise CannotGoOn(Finding("RPT055")) from None
    finally:
        pool.shutdown(cancel_futures=True)


def merged(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield like findings once; letters that no font has in one finding."""
    letters: set[str] = set()
    seen: list[Finding] = []
    for finding in findings:
        if finding.code == "RPT001":
            letters |= set(finding.values["letters"].split(" "))
        elif finding not in seen:
            seen.append(finding)
    if letters:
        yield Finding("RPT001", values={"letters": " ".join(sorted(letters))})
    yield from seen
