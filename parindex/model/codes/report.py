"""Findings of reports (RPT)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

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
    Kind(
        "RPT020",
        ERROR,
        _("Another run is writing its results to {folder}."),
        "",
        _("Wait until it has ended and run the command again."),
        _(
            "Two runs that write at the same time could leave files of both; so one waits for the other, and gives up after a while."
        ),
    ),
    Kind(
        "RPT021",
        ERROR,
        _("The input {name} is not what it was when the round was scored."),
        "",
        _("Find out who changed it; put the old file back, or score the round again."),
        _(
            "The published result rests on the file as it was; nobody can redo the figures from another one."
        ),
    ),
    Kind(
        "RPT022",
        ERROR,
        _("The input {name} is no longer there."),
        "",
        _("Put the file back; a round is kept with all its inputs."),
        _(
            "What a result rests on has to be kept, or it cannot be defended when somebody complains."
        ),
    ),
    Kind(
        "RPT023",
        ERROR,
        _("The input {name} was not there when the round was scored."),
        "",
        _("Take it out of the folder, or score the round again."),
        _(
            "A file that came later could change points and ranks; the result that was published does not know of it."
        ),
    ),
    Kind(
        "RPT024",
        ERROR,
        _("The file {name} of the results is not what was written: it was changed or removed."),
        "",
        _("Do not publish from it; score the round again to write it anew."),
        _(
            "Figures that were typed over afterwards look like results, and nobody has computed them."
        ),
    ),
    Kind(
        "RPT025",
        WARNING,
        _("The results were made by parindex {then}; this is {now}."),
        _("the same version"),
        _("Install that version if something differs that no input explains."),
        _(
            "A later version may read or score something otherwise; the list of changes says in bold what can move a score."
        ),
    ),
    Kind(
        "RPT026",
        ERROR,
        _("{who}, computed anew, comes out otherwise: {changes}."),
        "",
        _("Look at the inputs that changed; without any, please report this."),
        _(
            "A result that cannot be computed again cannot be defended; this says for which unit and item, and by how much."
        ),
    ),
    Kind(
        "RPT027",
        ERROR,
        _("There is no run “{run}” in the results."),
        _("one of: {known}"),
        _("Look into the folder results/runs, or leave the option out for the latest run."),
        _("Only runs whose files were kept can be verified; one that somebody removed cannot be."),
    ),
    Kind(
        "RPT030",
        ERROR,
        _("The office's own template cannot be used: {reason}."),
        "",
        _("Mend this line; without the file the template of parindex is used."),
        _("Nothing is made from a template that is wrong, so that no half report is published."),
    ),
    Kind(
        "RPT031",
        ERROR,
        _("The file {name} that report.yaml names as logo cannot be used: {reason}."),
        _("an SVG, PNG or JPEG file of at most 2 MB in the folder report"),
        _("Put the picture there, or take the key “logo” out."),
        _("A report without the emblem it should bear is not what the office meant to publish."),
    ),
    Kind(
        "RPT032",
        ERROR,
        _("The colour {colour} is too light for texts on white: contrast {contrast} to 1."),
        _("at least 4.5 to 1 (WCAG 2.1, 1.4.3)"),
        _("Choose a darker colour for “accent” in report.yaml."),
        _("Headings and figures in it are hard to read, in print and for weak eyes."),
    ),
    Kind(
        "RPT033",
        ERROR,
        _("“{name}” is neither a product nor a unit of the results."),
        _("one of: {known}; or the code of a unit"),
        _("Correct what follows --only."),
        _("What was asked for would be missing among the documents, and nobody would see it."),
    ),
    Kind(
        "RPT034",
        WARNING,
        _("The template {name} of the office has the name of none of ours and is not used."),
        _("one of: {known}"),
        _("Name it as the template that it is to replace; near: {near}."),
        _("The office believes that its own template is in force, and publishes ours."),
    ),
    Kind(
        "RPT035",
        INFO,
        _("report.yaml has no English text under {keys}; the Vietnamese one is printed."),
        "",
        _("Add “en: …” there, if the English report is to be published."),
        _("A page in two languages looks like a mistake to those who read one of them."),
    ),
    Kind(
        "RPT036",
        WARNING,
        _("The workbook {name} was saved since it was made, and is kept as it is."),
        "",
        _("Move it away, or name another folder with --out, to have it made anew."),
        _("Somebody may have filled it in; a new one written over it would lose hours of work."),
    ),
    Kind(
        "RPT055",
        ERROR,
        _("A process that sets scorecards was ended by the system before its work was done."),
        "",
        _(
            "Close other programs, as memory may have run out, and run the command again; with --only a part of the units is made at a time."
        ),
        _(
            "Scorecards that were not made yet are missing; those that were written are whole and can be used."
        ),
    ),
)
