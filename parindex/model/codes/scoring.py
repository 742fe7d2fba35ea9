"""Findings of scoring (SCO)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

SCORING = (
    Kind(
        "SCO001",
        ERROR,
        _("The item cannot be scored: {reason}."),
        "",
        _("Check the answers; if they are right, the criteria must say what they mean."),
        _(
            "The answers can be read, but the rule has no valid points for them; the item counts 0, and the fault may lie with the criteria."
        ),
    ),
    Kind(
        "SCO002",
        WARNING,
        _("The council has given no points for this item yet; it counts 0 of {max} until it does."),
        "",
        _("Add the council's points at appraisal."),
        _(
            "Until the council has decided, the unit's total is provisional and must not be published as final."
        ),
    ),
    Kind(
        "SCO003",
        ERROR,
        _("Nothing applies to the unit: its maximum is 0."),
        "",
        _("Check its exemptions."),
        _(
            "The index is points divided by the maximum; with a maximum of 0 there is no index, and the unit cannot be ranked."
        ),
    ),
    Kind(
        "SCO004",
        ERROR,
        _("The proposed points cannot be used: {reason}."),
        "",
        _("Correct the claim."),
        _(
            "Points that the criteria cannot give, such as 0.3 in steps of 0.5, do not stand; the item counts 0 until the unit proposes others."
        ),
    ),
    Kind(
        "SCO005",
        INFO,
        _("The total of {sum} {sum:point|points} is cut to {points}."),
        _("a total from 0 to {max}"),
        _("Nothing to do; the criteria say so."),
        _(
            "Bonus or penalty carried the sum past an end of the scale; without this note a reader would wonder why the total is not the sum of its parts."
        ),
    ),
    Kind(
        "SCO006",
        WARNING,
        _(
            "The figures of this item come from a survey or a table and are not there yet; it counts as missing."
        ),
        _("points of at most {max}"),
        _("Give the table with the figures."),
        _(
            "Until the figures are there the unit stands lower than it will, so no ranking should be published."
        ),
    ),
    Kind(
        "SCO007",
        ERROR,
        _("The unit has no total: {items} missing, and the criteria count no total without them."),
        "",
        _("Add what is missing; until then the unit is listed and not ranked."),
        _(
            "The criteria say that a total without the missing part would be misleading, so the unit has no rank rather than a wrong one."
        ),
    ),
    Kind(
        "SCO008",
        INFO,
        _(
            "The cell is blank; the item is left out, as the criteria say (missing: skip, or weight: 0)."
        ),
        "",
        _("Nothing to do, or add the figure."),
        _("The mean is taken over fewer parts than for other units; readers should know it."),
    ),
    Kind(
        "SCO009",
        WARNING,
        _("The cell is blank; the item counts as missing."),
        "{wanted}",
        _("Add the figure."),
        _(
            "A blank is not a zero: what it means is for the criteria to say, and the reader should know how many there are."
        ),
    ),
    Kind(
        "SCO010",
        WARNING,
        _("No table, register or survey has a figure of {name} that counts."),
        _("a row of the unit in one of them"),
        _("Add its figures; until then it is listed and not ranked."),
        _(
            "A unit of which nothing is known is not given 0: it stays out of the ranking and of the mean."
        ),
    ),
)
