"""Findings in a returned file: whether it can be read, whose it is, its sheets and rows (SUB001 to SUB022)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

RETURNED = (
    Kind(
        "SUB001",
        ERROR,
        _("The file cannot be opened: {reason}."),
        _("an Excel workbook (.xlsx)"),
        _("Open the file in Excel; if that fails too, ask the unit to send it again."),
        _("The unit's answers have not been seen; until the file opens, the unit is not ranked."),
    ),
    Kind(
        "SUB002",
        ERROR,
        _("The file is locked with a password."),
        _("a workbook without a password"),
        _("Ask the unit to remove the password and send it again."),
        _(
            "A password shuts out the program as it shuts out everyone else: the unit has answered, and yet nothing counts."
        ),
    ),
    Kind(
        "SUB003",
        ERROR,
        _("The file is damaged: {reason}."),
        _("an Excel workbook (.xlsx)"),
        _("Ask the unit to send it again."),
        _(
            "A file cut off on its way may have lost answers; what is left of it is not scored as if it were the whole."
        ),
    ),
    Kind(
        "SUB004",
        ERROR,
        _("The file is not an Excel workbook: it is {what}."),
        _("an Excel workbook (.xlsx)"),
        _("Save it as “Excel Workbook (.xlsx)” or ask the unit for the form."),
        _(
            "A scan, a PDF or a file of an older format has no cells that can be read; typed in again by hand, it would bring new mistakes."
        ),
    ),
    Kind(
        "SUB005",
        ERROR,
        _("The file is too large to be a form: {what}."),
        _("at most {limit}"),
        _("Copy the answers into a new form and send that."),
        _(
            "A filled-in form is far smaller; the rest is pictures pasted in, formats over whole columns, or a file made to do harm."
        ),
    ),
    Kind(
        "SUB006",
        ERROR,
        _("Reading the file took too much time or memory and was stopped."),
        "",
        _("Copy the answers into a new form and send that."),
        _(
            "One bad file must not hold up the others: all others were read, and this unit waits for a form that can be."
        ),
    ),
    Kind(
        "SUB007",
        WARNING,
        _("The cell {far} lies far outside the form; what stands there is not read."),
        _("nothing beyond row {rows} and column {columns}"),
        _("Delete the rows and columns outside the form and save the file."),
        _(
            "A stray entry far out makes the sheet thousands of columns wide or a million rows long; the form itself is read, and if the entry was meant as an answer, it is lost."
        ),
    ),
    Kind(
        "SUB008",
        ERROR,
        _("The table reaches to the cell {far}; so far it cannot be read."),
        _("nothing beyond row {rows} and column {columns}"),
        _("Delete what lies outside the table, or split the table up."),
        _(
            "A table of which the end is left out would leave units out of the ranking without a word; so none of it is used."
        ),
    ),
    Kind(
        "SUB010",
        ERROR,
        _(
            "The workbook is not a form of parindex, or its first rows or hidden first column were removed."
        ),
        _("the form that “parindex template” wrote"),
        _("Copy the answers into the form that was sent out."),
        _(
            "The hidden first column says whose form it is and for which criteria; without it, answers could be counted for the wrong unit."
        ),
    ),
    Kind(
        "SUB011",
        ERROR,
        _("The form is for {form}, not for {wanted}."),
        _("the form of this round"),
        _(
            "Fill in the form of this round; “parindex template --migrate” carries the answers of an older form of the same year over."
        ),
        _(
            "The form asks other questions than this round scores; its answers would be read as answers to something else."
        ),
    ),
    Kind(
        "SUB012",
        ERROR,
        _("The form belongs to the unit “{unit}”, which is not in the round."),
        _("a unit of units.csv"),
        _("Check the list of units, or who sent the file."),
        _(
            "These points belong to nobody in the ranking: either the list forgets a unit, or the form is from another round."
        ),
    ),
    Kind(
        "SUB013",
        WARNING,
        _(
            "The unit sent several files; this one, {by} at {moment}, counts, because it was {by} last. Not counted: {others}."
        ),
        _("one file a unit"),
        _("Check with the unit, and remove what does not count."),
        _(
            "An old copy that was opened and saved again by chance becomes the last one; the unit would then be scored on answers it had replaced."
        ),
    ),
    Kind(
        "SUB014",
        ERROR,
        _("The unit sent several files, and none can be told to be the last: {others}."),
        _("one file a unit"),
        _("Ask the unit which one counts, and remove the others."),
        _(
            "To pick one of them would leave the unit's rank to chance; so none counts, and the unit is not ranked."
        ),
    ),
    Kind(
        "SUB015",
        INFO,
        _("The sheet is now called “{sheet}”; it was found by what is in it."),
        "“{wanted}”",
        _("Nothing to do."),
        _(
            "Nothing is lost; it is told because findings name cells by the sheet's new name, which others may look for in vain in the form as sent out."
        ),
    ),
    Kind(
        "SUB016",
        ERROR,
        _(
            "The sheet of the form is missing, or its first rows or hidden first column were removed."
        ),
        "“{wanted}”",
        _("Copy the answers into the form that was sent out."),
        _(
            "The answers stand in that sheet, and whose they are; without it the unit cannot be ranked."
        ),
    ),
    Kind(
        "SUB017",
        INFO,
        _(
            "The form was made from version {form} of the criteria; version {wanted} is in force. The questions are the same."
        ),
        "",
        _("Nothing to do."),
        _(
            "Points or wording were changed after the form went out; as the questions are the same, the answers hold and are scored by the version in force."
        ),
    ),
    Kind(
        "SUB018",
        INFO,
        _("The same file came twice: {others} is identical and was left aside."),
        _("one file a unit"),
        _("Remove the copy."),
        _(
            "Two identical files cannot contradict each other, so no points are touched; the spare one only makes people wonder which was counted."
        ),
    ),
    Kind(
        "SUB019",
        WARNING,
        _("The file is named after the unit “{named}”, the form in it is that of “{unit}”."),
        _("each unit's own form"),
        _("Ask both units which form is whose; the form's own unit counts."),
        _(
            "One unit may have filled in the form of another; then one of them has two forms to its name, and the other has none."
        ),
    ),
    Kind(
        "SUB020",
        ERROR,
        _("The row of “{name}” is missing from the form."),
        "",
        _("Copy the answers into the form that was sent out; do not delete rows."),
        _(
            "An item whose row was deleted gets 0 points while its maximum stays, as though the unit had refused to answer."
        ),
    ),
    Kind(
        "SUB021",
        ERROR,
        _("The row of “{name}” stands here again; the first is in row {first}. Neither is read."),
        _("each row once"),
        _("Remove the copied row."),
        _(
            "The two rows may differ, and nothing says which one holds; until one is gone, the item counts 0."
        ),
    ),
    Kind(
        "SUB022",
        WARNING,
        _("Row {row} was added by hand and is not read. It holds: {text}."),
        _("answers in the rows of the form"),
        _("Move what it says to the item's own cells, or to its explanation."),
        _(
            "What the unit wrote there moves no points, and an explanation in it will not be seen at appraisal."
        ),
    ),
    Kind(
        "SUB023",
        ERROR,
        _("The row of “{wanted}” shows “{shown}”; it is not read."),
        "“{wanted}”",
        _("Undo the sorting or moving, or copy the answers into the form that was sent out."),
        _(
            "Rows were sorted or moved without their hidden first column; the answers in them would be read as those of another item."
        ),
    ),
    Kind(
        "SUB024",
        ERROR,
        _("The columns cannot be told; the keys of these are missing or double: {columns}."),
        _("the form that “parindex template” wrote"),
        _("Copy the answers into the form that was sent out; do not delete or copy columns."),
        _(
            "Without the hidden row that names the columns, a claim might be read as a figure, or a figure as a claim."
        ),
    ),
    Kind(
        "SUB025",
        WARNING,
        _("The sheet is a copy of the form and is not read; “{read}” is."),
        _("one sheet with the form"),
        _("Delete the copy; if its answers are the right ones, move them to the form first."),
        _("Two sheets with answers may differ; the unit must know which of them counts."),
    ),
    Kind(
        "SUB026",
        INFO,
        _("The sheet was added by the unit and is not read."),
        "",
        _("Nothing to do, unless it holds answers: move those to the form."),
        _("Figures on a sheet of the unit's own move no points, and nobody else may look there."),
    ),
    Kind(
        "SUB027",
        WARNING,
        _("The document is named for “{shown}”, which is no item of the form; it is not read."),
        _("a code from the list"),
        _("Choose the code of the item that the document is evidence for."),
        _("A document that belongs to no item is evidence for nothing."),
    ),
    Kind(
        "SUB028",
        WARNING,
        _("“{raw}” ({what}) was not carried over to the new form: {reason}."),
        "",
        _("Enter it in the new form by hand, if it still belongs there."),
        _("What a unit answered once must not be lost because the criteria were issued again."),
    ),
    Kind(
        "SUB029",
        INFO,
        _("The answers to {old} were carried over to {new}, which now has the name “{name}”."),
        "",
        _("Look whether the item still asks for the same."),
        _("A code may have passed to another item; names tell which one is meant."),
    ),
)
