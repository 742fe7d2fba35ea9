"""Findings about adjustments and the roster: caps, decisions, names, former units (RND)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

ROSTER = (
    Kind(
        "RND100",
        WARNING,
        _(
            "The cap of {max} {max:point|points} for the {kind} has no effect: the criteria allow "
            "{allowed}."
        ),
        _("at most {allowed} {allowed:point|points}"),
        _("Lower the cap or remove it; a round cannot allow more than its criteria."),
        _(
            "Whoever reads round.yaml would count on points that the criteria do not give; the smaller cap always holds."
        ),
    ),
    Kind(
        "RND101",
        ERROR,
        _("The decision {decision} is given to the unit twice, first in line {first}."),
        _("one line for a unit, a kind and a decision"),
        _(
            "Remove one of the lines; where the decision gives points for several things, add them up in one line."
        ),
        _(
            "The same points would be counted twice, and a unit could move past others by a line that was copied."
        ),
    ),
    Kind(
        "RND102",
        WARNING,
        _("The decision is dated {day}, outside the time of the round."),
        _("a day from {first} to {last}"),
        _("Check the date, and whether the decision belongs to this round."),
        _(
            "A decision of another year would be counted a second time, and one issued after publication changes a ranking that is already out."
        ),
    ),
    Kind(
        "RND103",
        INFO,
        _("“{text}” was taken as the unit {unit} ({name})."),
        "",
        _("Nothing needs to be done if that is the unit meant; else write its code."),
        _(
            "The name is not spelt as in units.csv; whoever answers for the figures should see which unit they went to."
        ),
    ),
    Kind(
        "RND105",
        ERROR,
        _("The former unit {name} went into “{unit}”, which is not in the round."),
        _("the code of a unit in units.csv, or of another former unit"),
        _("Correct the successor, or add the unit to units.csv."),
        _(
            "Nobody could say to whom a form of the former unit belongs; it would be told as that of a stranger."
        ),
    ),
    Kind(
        "RND106",
        ERROR,
        _("The former unit {name} leads by way of “{unit}” back to itself."),
        _("a successor that leads to a unit of today"),
        _("Correct the successors in the circle."),
        _(
            "A circle of former units leads to no unit that could be scored, so none of their forms has an owner."
        ),
    ),
    Kind(
        "RND107",
        WARNING,
        _("The former unit {name} stands on several lines, with the successors {units}."),
        _("one line for a former unit, unless it was divided"),
        _("Remove the lines that are not right; where it was divided, nothing needs to be done."),
        _(
            "A form of a unit that was divided says nothing of either part, so it counts for none of its successors."
        ),
    ),
    Kind(
        "RND108",
        ERROR,
        _("The code “{unit}” of a former unit is the code of a unit of the round."),
        _("a code that units.csv does not have"),
        _("Remove the line, or give the unit of today another code."),
        _(
            "A form with this code could be of the unit before or after the change, and nobody could tell which."
        ),
    ),
    Kind(
        "RND109",
        ERROR,
        _("“{name}” is a former unit: on {day} it went into {units} ({decision})."),
        _("a unit of the round"),
        _("Write the code of the unit that is meant today."),
        _(
            "What was granted to a former unit does not go by itself to the one that took its place; somebody has to decide."
        ),
    ),
    Kind(
        "RND110",
        WARNING,
        _(
            "The form is that of the former unit {name}, which goes on as {unit} since {day} ({decision}); it is taken as that unit's."
        ),
        _("a form made for {unit}"),
        _("Ask the unit whether it stands by it; a form of its own would count in its place."),
        _(
            "A unit that was only renamed is still the same office; its answers count, but it should know by which form it was scored."
        ),
    ),
    Kind(
        "RND111",
        WARNING,
        _(
            "The form of the former unit {name} does not count; since {day} it is part of {units} ({decision}): {reason}."
        ),
        _("a form of the unit of today"),
        _("Ask the unit of today for its own form, if it has sent none."),
        _(
            "Answers of one part do not speak for the whole that was made of several; which unit they belong to is not for the computer to guess."
        ),
    ),
)
