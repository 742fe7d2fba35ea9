"""Findings in appraisals and explanations (RND)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

LEDGER = (
    Kind(
        "RND130",
        ERROR,
        _("The workbook is neither an appraisal nor an explanation; it is not read."),
        _("a workbook made by “parindex appraise”"),
        _("Put it elsewhere, or make the workbook anew and fill that in."),
        _("Nothing in it says which item of which unit a figure is about."),
    ),
    Kind(
        "RND131",
        ERROR,
        _("The workbook was made for other questions ({made}) than those of the unit ({wanted})."),
        _("a workbook made from the criteria in force"),
        _("Make the appraisal workbook anew with “parindex appraise” and fill that in."),
        _("The same code may ask for something else now, and the figure would move a wrong item."),
    ),
    Kind(
        "RND132",
        ERROR,
        _("The unit “{shown}” is not in the round; what is said of it is not used."),
        _("the code of a unit in units.csv"),
        _("Correct the code, or the list of units."),
        _("What an appraiser decided must reach the unit that it is about."),
    ),
    Kind(
        "RND133",
        ERROR,
        _("“{shown}” is no item of the unit's criteria; what is said of it is not used."),
        _("the code of an item"),
        _("Make the appraisal workbook anew, or correct the code."),
        _("What an appraiser decided must reach the item that it is about."),
    ),
    Kind(
        "RND134",
        ERROR,
        _(
            "{points} {points:point lies|points lie} outside what the item can give; "
            "{points:it is|they are} not used."
        ),
        _("points from {least} to {max}"),
        _("Correct the points."),
        _("More than the maximum, or less than nothing, would spoil the total of the unit."),
    ),
    Kind(
        "RND135",
        ERROR,
        _(
            "The item is changed without a reason: {before} {before:point|points} before, {after} "
            "after."
        ),
        _("a reason beside every change"),
        _("Write why; the change counts meanwhile."),
        _("A unit that complains must be told why its points were changed."),
    ),
    Kind(
        "RND136",
        ERROR,
        _("Two workbooks of the same stage say different things of the item; neither counts."),
        _("one appraisal of an item at a stage; the other stands in {other}"),
        _("Agree on one, and blank the cells of the other."),
        _("Which of them is right is for the council to say, not for the order of files."),
    ),
    Kind(
        "RND137",
        WARNING,
        _("The workbook does not say who filled it in, or when."),
        _("a name and a date above the table"),
        _("Fill in both."),
        _("The ledger shows who changed what and when; a change by nobody cannot be defended."),
    ),
    Kind(
        "RND138",
        WARNING,
        _("The unit's form was changed after the workbook was made from it."),
        _("a workbook made from the form that counts"),
        _("Look at the item again; what the appraiser says counts meanwhile."),
        _("The appraiser may have corrected a figure that is no longer the one declared."),
    ),
    Kind(
        "RND139",
        ERROR,
        _("The item does not apply to the unit, or the unit has no form that counts: not used."),
        _("entries for items of units that sent a form"),
        _("Blank the cells, or have the unit send its form."),
        _(
            "There is no declared figure that could be amended; points out of nothing cannot be defended."
        ),
    ),
    Kind(
        "RND140",
        ERROR,
        _("Points of the item cannot be given: they follow from the figures of all units."),
        _("an amended figure"),
        _("Amend the declared data; the points of all units follow."),
        _("Points given to one unit would not fit the comparison that the item is."),
    ),
    Kind(
        "RND141",
        INFO,
        _("The workbook belongs to a later stage than the one asked for; it is left aside."),
        "",
        _("Nothing to do."),
        _("The result shows the round as it stood at the stage that was asked for."),
    ),
    Kind(
        "RND142",
        WARNING,
        _("The workbook was filled in on {day}, after the time limit of the stage; it counts."),
        _("{stage} by {limit}"),
        _("If it is not to count, put it elsewhere."),
        _("Whether what comes late is heard is for the council to say, alike for all units."),
    ),
    Kind(
        "RND143",
        ERROR,
        _("“{change}” is no change that can be tried."),
        _("UNIT:ITEM=points, or UNIT:ITEM.input=value"),
        _("Correct the change, as in SO01:1.1.4=0.5 or SO01:1.1.4.done=9."),
        _("Without a unit, an item and a value that can be read there is nothing to compute."),
    ),
)
