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
    ),
    Kind(
        "SCO002",
        WARNING,
        _("The council has given no points for this item yet; it counts 0 of {max} until it does."),
        "",
        _("Add the council's points at appraisal."),
    ),
    Kind(
        "SCO003",
        ERROR,
        _("Nothing applies to the unit: its maximum is 0."),
        "",
        _("Check its exemptions."),
    ),
    Kind(
        "SCO004",
        ERROR,
        _("The proposed points cannot be used: {reason}."),
        "",
        _("Correct the claim."),
    ),
    Kind(
        "SCO005",
        INFO,
        _("The total of {sum} points is cut to {points}."),
        _("a total from 0 to {max}"),
        _("Nothing to do; the criteria say so."),
    ),
)
