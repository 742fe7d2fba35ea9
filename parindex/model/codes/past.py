"""Findings of earlier years (RND150 to 155)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

PAST = (
    Kind(
        "RND150",
        ERROR,
        _("The results named as those of last time, {file}, are of {year}."),
        _("a year before {this}"),
        _("Name the results of an earlier year as “previous” in round.yaml."),
        _("A change against the same or a later year would be printed as if it were progress."),
    ),
    Kind(
        "RND151",
        ERROR,
        _("The unit {unit} stands twice for {year}; the first line counts."),
        _("one line a unit and year"),
        _("Remove the line that is not right."),
        _("Which of two figures was published is not for the computer to guess."),
    ),
    Kind(
        "RND152",
        WARNING,
        _("The lines for {year} do not count, since {file} tells of that year too."),
        _("each year in one place"),
        _("Remove these lines."),
        _("Two sources of one year may differ, and only one of them can be printed."),
    ),
    Kind(
        "RND153",
        INFO,
        _(
            "{name} went into {units} on {day} ({decision}); what it came to before is not compared with any unit of today."
        ),
        "",
        _("Nothing needs to be done."),
        _("A unit made of several has no earlier index; to print that of one part would mislead."),
    ),
    Kind(
        "RND154",
        ERROR,
        _("The index {index} of {unit} for {year} is above the most there can be, and left out."),
        _("at most {most}"),
        _("Correct the figure, or give it on the scale of this round."),
        _(
            "A figure of another scale, or a slip of the decimal point, would be printed as a great loss."
        ),
    ),
    Kind(
        "RND155",
        WARNING,
        _(
            "In {year} the index of block {block} was out of {then}, now it is out of {now}; the years are not compared."
        ),
        _("one scale in both years"),
        _(
            "Nothing needs to be done; give the earlier figures on the scale of today in history.csv to compare them."
        ),
        _("A change between two scales says nothing about the units."),
    ),
)
