"""Findings on when forms came in: received.csv, deadlines, lateness (RND040 to RND047)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, WARNING, Kind

ARRIVAL = (
    Kind(
        "RND040",
        WARNING,
        _("There is no file “{file}” in the folder submissions."),
        _("the name of a file that came in, with its folder if it lies in one"),
        _("Correct the name, or put the file there."),
        _(
            "Somebody noted that this file came in; if it was mislaid, its unit will stand there as having sent nothing."
        ),
    ),
    Kind(
        "RND041",
        ERROR,
        _("“{value}” does not say when the file came in."),
        _("a date with its hour, like 2026-01-15 16:30 or 15/01/2026 16:30"),
        _("Correct the cell."),
        _(
            "This moment decides whether the form is late and, of several files, which one counts; it is not guessed."
        ),
    ),
    Kind(
        "RND042",
        ERROR,
        _("The file “{file}” is noted twice, first in line {first}."),
        _("each file once"),
        _("Remove one of the two lines."),
        _(
            "By one of the two moments the form may be in time and by the other late; nobody can say which holds."
        ),
    ),
    Kind(
        "RND043",
        ERROR,
        _("“{value}” is no deadline."),
        _("a date, with an hour if need be, like 2026-01-20 or 20/01/2026 17:00"),
        _("Correct the cell, or leave it empty where the unit has the deadline of its block."),
        _("An extension that cannot be read would be lost, and the unit be told that it is late."),
    ),
    Kind(
        "RND044",
        WARNING,
        _("The unit's own deadline, {own}, is before that of its block, {deadline}."),
        _("a later deadline: the column grants extensions"),
        _("Check the date, its year above all."),
        _(
            "A mistyped year makes the unit late at once, while all others still have time; the earlier deadline is used all the same."
        ),
    ),
    Kind(
        "RND045",
        WARNING,
        _("The form came late: {by} at {moment}, {late} after the deadline. It counts."),
        _("a form by {deadline}"),
        _(
            "Look whether that is meant. An extension stands under “deadline” in units.csv; “late: refuse” in round.yaml turns late forms away."
        ),
        _(
            "Others kept to the deadline; whether a late form counts should be decided once for all units, and before the ranking is known."
        ),
    ),
    Kind(
        "RND046",
        ERROR,
        _("The form came late and is not counted: {by} at {moment}, {late} after the deadline."),
        _("a form by {deadline}"),
        _("Tell the unit; if it is granted more time, enter the deadline in units.csv."),
        _(
            "The round turns late forms away; a unit with no other form is not ranked, which it may contest."
        ),
    ),
    Kind(
        "RND047",
        WARNING,
        _("Nothing says when the form came in; it is taken to be in time."),
        _("a line in received.csv, or the time of saving in the workbook"),
        _("Note in received.csv when it came in."),
        _(
            "Some programs leave the time of saving out of the file; a late form would then pass for one in time."
        ),
    ),
)
