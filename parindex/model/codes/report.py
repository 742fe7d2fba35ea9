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
        _("A name or a title with a question mark in it would be published."),
    ),
    Kind(
        "RPT002",
        ERROR,
        _("The report cannot be set: {reason}."),
        "",
        _("Please report this with the file results.json."),
        _(
            "There is no report, although the results are sound; until it is mended, the tables in results.xlsx can serve."
        ),
    ),
    Kind(
        "RPT003",
        ERROR,
        _("The file {name} cannot be written: {reason}."),
        "",
        _("Close the file if it is open in another program, and check the right to write."),
        _(
            "The new file was not saved; whoever opens the folder may find the old one, with the old figures."
        ),
    ),
    Kind(
        "RPT004",
        WARNING,
        _("The typesetter says: {reason}."),
        "",
        _("Look at the report; please report this if something looks wrong."),
        _(
            "The report was made, but something in it may not look as planned, such as letters in another font."
        ),
    ),
    Kind(
        "RPT005",
        WARNING,
        _("The results are older than {files}, and so is the report."),
        "",
        _("Run “parindex score {round}” again, then the report."),
        _(
            "A form or table changed after the round was scored, so the report ranks by what was known before; scored again, the ranks may differ."
        ),
    ),
    Kind(
        "RPT010",
        WARNING,
        _("The file cannot be marked: it cannot be opened, or is no .xlsx or .xlsm workbook."),
        _("an Excel workbook (.xlsx)"),
        _("Send the unit what was found as a list, or a new form."),
        _("Without a marked copy the unit sees no coloured cells and must be told another way."),
    ),
)
