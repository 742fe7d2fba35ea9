"""Findings in registers with a row an entry (RND160 to 163)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

ENTRIES = (
    Kind(
        "RND160",
        WARNING,
        _(
            "{count} {count:row is|rows are} of “{name}”, which is no unit of the round, and "
            "{count:is|are} not counted: {count:row|rows} {rows}."
        ),
        "{near}",
        _("Correct the unit's name; nothing to do if it is of no concern here."),
        _(
            "Inspections or faults under another name are missing from the unit's own, and its points follow from what is left."
        ),
    ),
    Kind(
        "RND161",
        ERROR,
        _(
            "{count} {count:row|rows} cannot be read under “{name}”, the first for “{raw}”; what "
            "{count:its unit adds|their units add} up to is not used: {count:row|rows} {rows}."
        ),
        _("a number, whole where things are counted; no cell with an error"),
        _("Correct the cells; where there is nothing to count, type 0."),
        _(
            "A sum that leaves a row out looks like any other sum; the unit would gain or lose points by a slip of the keyboard."
        ),
    ),
    Kind(
        "RND162",
        WARNING,
        _("No row has “{raw}” under “{name}”."),
        _("what stands there: {known}"),
        _("Correct the text under “where”; nothing to do if there was nothing of the kind."),
        _("With a text that is misspelt every unit has none, which may pass for a good result."),
    ),
    Kind(
        "RND163",
        INFO,
        _(
            "Of {rows} {rows:row|rows} {counted} {counted:is|are} of units of the round, "
            "{dropped} of none."
        ),
        "",
        _("Nothing to do if that is meant."),
        _("Every row is in one of the two figures, so that they can be held against the register."),
    ),
)
