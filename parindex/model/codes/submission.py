"""Findings in a form's answers and claims (SUB from 030 on)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

SUBMISSION = (
    Kind(
        "SUB030",
        ERROR,
        _("“{label}” has no answer."),
        "{wanted}",
        _("Fill in the cell."),
        _(
            "A blank is taken neither for 0 nor for No; the item has no points until it is answered, while its maximum stays in the total."
        ),
    ),
    Kind(
        "SUB031",
        ERROR,
        _("“{raw}” cannot be read as an answer to “{label}”."),
        "{wanted}",
        _("Correct the cell."),
        _(
            "To guess what was meant would be to answer in the unit's place; until it is corrected the item counts 0."
        ),
    ),
    Kind(
        "SUB032",
        ERROR,
        _("{value} for “{label}” is out of bounds."),
        "{wanted}",
        _("Correct the cell, or the other figure."),
        _(
            "More done than planned, or a share above 100%: one of the figures is wrong, and points would be earned by a slip of the hand."
        ),
    ),
    Kind(
        "SUB033",
        INFO,
        _("“{raw}” was read as {value}."),
        "",
        _("Nothing to do if that is meant."),
        _(
            "The answer was typed otherwise than the form asks and was still understood; the note shows as what, so that a wrong reading can be caught."
        ),
    ),
    Kind(
        "SUB034",
        ERROR,
        _("“{raw}” for “{label}” can be read in two ways: {readings}."),
        _("a number typed as a number"),
        _("Type it again as a number without separators for thousands, a share with the sign %."),
        _(
            "1.234 can be more than a thousand or a little over one; the wrong choice would be wrong a thousandfold."
        ),
    ),
    Kind(
        "SUB035",
        ERROR,
        _("The cell shows the error {raw}."),
        "{wanted}",
        _("Correct the formula or type the value."),
        _(
            "The unit's own formula failed, so the figure it meant is not known; an error is not taken for 0."
        ),
    ),
    Kind(
        "SUB036",
        ERROR,
        _("The cell holds a formula that was never calculated."),
        "{wanted}",
        _("Open the file in Excel, save it and send it again, or type the value."),
        _(
            "The file holds the formula without its result. For safety parindex runs no formula, so there is no answer to score."
        ),
    ),
    Kind(
        "SUB037",
        ERROR,
        _("The unit claims {claim} {claim:point|points}."),
        _("at most {max}, the maximum of the item"),
        _("Correct the claim; the computed points are used."),
        _(
            "The claim goes beyond what the decision gives, and makes the unit's own total higher than it can be."
        ),
    ),
    Kind(
        "SUB038",
        WARNING,
        _("The unit claims {claim} {claim:point|points}; the declared data give {points}."),
        "{reason}",
        _("Correct the claim or the data; the computed points are used."),
        _(
            "The unit expects other points than its data give; settled now it is a correction, after publication it is a complaint."
        ),
    ),
    Kind(
        "SUB039",
        INFO,
        _("The unit claims no points; the declared data give {points}."),
        "",
        _("Nothing to do; the computed points are used."),
        _(
            "The score does not suffer, but a unit that claims nothing has perhaps not finished filling in the item."
        ),
    ),
    Kind(
        "SUB040",
        ERROR,
        _("“Not applicable” is ticked where the criteria do not allow it."),
        _("an answer"),
        _("Remove the tick and answer."),
        _("If the tick counted, a unit could choose for itself which items it is measured by."),
    ),
    Kind(
        "SUB041",
        WARNING,
        _("“Not applicable” is ticked, and there are answers too; the tick counts."),
        _("one of the two"),
        _("Remove the tick or the answers."),
        _(
            "The unit says that the item does not concern it, and also what it did; as the tick counts, work it has done may go without points."
        ),
    ),
    Kind(
        "SUB042",
        WARNING,
        _("The cell is not for the unit to fill in; what stands there ({raw}) is not read."),
        _("an empty cell"),
        _("Empty the cell."),
        _(
            "A grey cell is for the council, or stays empty because nothing is asked there; what a unit types into it is lost unless it is moved."
        ),
    ),
    Kind(
        "SUB043",
        ERROR,
        _("“{raw}” cannot be read as points claimed."),
        _("a number from 0 to {max}"),
        _("Correct the cell; the computed points are used."),
        _(
            "The claim cannot be laid beside the computed points, so a difference of opinion would show only after publication."
        ),
    ),
    Kind(
        "SUB044",
        INFO,
        _("The claim “{raw}” was read as {value}."),
        "",
        _("Nothing to do if that is meant."),
        _(
            "Points typed as text, often with a decimal comma, were taken for a number; a glance is enough to see whether it is the one meant."
        ),
    ),
    Kind(
        "SUB045",
        ERROR,
        _("“{raw}” in the column “Not applicable” is not understood."),
        _("x, or an empty cell"),
        _("Type x or empty the cell."),
        _(
            "To take any mark for a tick could remove an item from the maximum by mistake; so the item is scored by its answers."
        ),
    ),
    Kind(
        "SUB046",
        WARNING,
        _("The cell lies outside the cells to fill in; what stands there ({raw}) is not read."),
        _("answers in the cells of the form"),
        _("Move it to the item's own cells, or to its explanation."),
        _(
            "Nobody sees remarks beside the form at appraisal; if it is an answer, the cell it belongs in is still empty."
        ),
    ),
    Kind(
        "SUB047",
        INFO,
        _("The cell holds the formula {formula}; its last result, {value}, is used."),
        "",
        _("Nothing to do if that is meant."),
        _(
            "parindex runs no formula. What counts is the figure that stood in the cell when the file was saved, also where Excel would show another one today."
        ),
    ),
    Kind(
        "SUB048",
        WARNING,
        _(
            "The formula {formula} takes its value from another workbook; the last one, {value}, is used."
        ),
        _("the value itself"),
        _("Type the value into the cell."),
        _(
            "The other workbook did not come with the form: nobody here can see where the figure is from, and Excel may change it when it asks for links to be updated."
        ),
    ),
    Kind(
        "SUB049",
        INFO,
        _(
            "The file is in an old or other format, in which errors and formulas cannot be told from blank cells."
        ),
        _("an Excel workbook (.xlsx)"),
        _("Nothing to do; next time save the form as “Excel Workbook (.xlsx)”."),
        _(
            "The answers are read. But a cell that shows an error counts as not answered here, where a file in .xlsx would have the error told."
        ),
    ),
    Kind(
        "SUB050",
        INFO,
        _("The workbook brings macros along; they are never run."),
        _("an Excel workbook (.xlsx)"),
        _("Nothing to do; but do not run macros in Excel unless you know who wrote them."),
        _(
            "The form has no macros when it goes out, so somebody added them; a macro that is run can do anything on the computer."
        ),
    ),
    Kind(
        "SUB051",
        WARNING,
        _(
            "The form shows the unit “{shown}”, but was made for “{unit}”, and counts as that unit's."
        ),
        _("each unit's own form"),
        _("Ask both units which form is whose; send each unit its own."),
        _(
            "A unit that fills in the form of another and writes its own name over the title would be scored as the other."
        ),
    ),
    Kind(
        "SUB053",
        ERROR,
        _("“{raw}” for “{label}” can be read as two dates: {readings}."),
        _("a date, day/month/year, with four digits for the year"),
        _("Type the date again with the whole year."),
        _(
            "With two digits for the year nobody can tell whether the year or the day stands first; a deadline would be met or missed by a guess."
        ),
    ),
    Kind(
        "SUB054",
        ERROR,
        _("By which criteria are the forms to be checked? Of no round: {names}."),
        _("forms in the folder submissions of a round, or --criteria SET.yaml"),
        _("Give --criteria, or the folder of the round."),
        _(
            "A form says for which criteria it was made, but does not hold them; what is no answer can only be told by the questions."
        ),
    ),
    Kind(
        "SUB055",
        ERROR,
        _("There is no workbook in the folder."),
        _("workbooks (.xlsx), or a round with its round.yaml"),
        _("Give the folder that the forms lie in."),
        _("A check of no forms would look like one that found nothing wrong."),
    ),
)
