"""Findings of reports (RPT)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, WARNING, Kind

REPORT = (
    Kind(
        "RPT001",
        WARNING,
        _("The letters {letters} are in no font of the report and were replaced by “?”."),
        "",
        _("Write the text without them."),
    ),
    Kind(
        "RPT002",
        ERROR,
        _("The report cannot be set: {reason}."),
        "",
        _("Please report this with the file results.json."),
    ),
    Kind(
        "RPT003",
        ERROR,
        _("The file {name} cannot be written: {reason}."),
        "",
        _("Close the file if it is open in another program, and check the right to write."),
    ),
    Kind(
        "RPT004",
        WARNING,
        _("The typesetter says: {reason}."),
        "",
        _("Look at the report; please report this if something looks wrong."),
    ),
    Kind(
        "RPT005",
        WARNING,
        _("The results are older than {files}, and so is the report."),
        "",
        _("Run “parindex score {round}” again, then the report."),
    ),
)
