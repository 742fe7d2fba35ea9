"""The ``parindex`` command: each subcommand parses options, calls one function, sets the code."""

import sys
from contextlib import suppress

from parindex.cli.app import app, help_text, told
from parindex.cli.appraise import appraise
from parindex.cli.check import check
from parindex.cli.diff import diff
from parindex.cli.explain import explain
from parindex.cli.inbox import inbox
from parindex.cli.init import init
from parindex.cli.rank import rank
from parindex.cli.report import report
from parindex.cli.rescore import rescore
from parindex.cli.schema import schema
from parindex.cli.score import score
from parindex.cli.select import select
from parindex.cli.template import template
from parindex.cli.validate import validate
from parindex.cli.verify import verify
from parindex.locale import mark
from parindex.sources.memory import settle_memory

COMMANDS = (
    (init, mark("Make a round from criteria sets of the library, or list these.")),
    (template, mark("Write the blank self-assessment form of each unit of a round.")),
    (validate, mark("Check criteria files: shape, sums, rules, bands, worked cases.")),
    (
        diff,
        mark("Show what changed between two criteria files; leaves with 1 where something did."),
    ),
    (schema, mark("Print the JSON Schema of criteria files, for help in the editor.")),
    (inbox, mark("Show which forms came in, late or not, which are missing, and whom to remind.")),
    (
        check,
        mark("Check returned forms: every answer and piece of evidence, by cell, in one pass."),
    ),
    (
        appraise,
        mark("Make the workbooks of the next appraisal, or ask units to explain themselves."),
    ),
    (score, mark("Score a round: read and check every form, rank the units, write results/.")),
    (
        explain,
        mark("Explain a unit's points: cell, value, rule, reason, points, area, total, clause."),
    ),
    (
        rescore,
        mark("Show every total, rank and band that would move if an item were scored otherwise."),
    ),
    (select, mark("Choose the best units of a scored round, by conditions and rules for ties.")),
    (rank, mark("Rank finished tables, and compare what they state and how years differ.")),
    (
        report,
        mark("Make what is published of a scored round: report, web page, decision, open data."),
    ),
    (
        verify,
        mark(
            "Compute a scored round anew and say what differs from its results, by unit and item."
        ),
    ),
)
for function, summary in COMMANDS:
    app.command(help=help_text(summary))(told(function))


def main() -> None:
    """Run the command, its memory settled, with UTF-8 on both streams, on Windows and piped too."""
    settle_memory()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app()
