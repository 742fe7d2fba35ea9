"""The catalogue of findings: every code with its severity and its texts; codes are never reused.

``wrong`` says what is the matter, ``expected`` what should stand there (empty where the first
sentence says it), ``remedy`` what to do.
"""

from dataclasses import dataclass

from parindex.locale import mark as _


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding, with the templates of its texts (English, keys of the catalogue)."""

    code: str
    severity: str
    wrong: str
    expected: str
    remedy: str


_ERROR, _WARNING, _INFO = "error", "warning", "info"

_CRITERIA = (
    Kind(
        "CRI001",
        _ERROR,
        _("The file cannot be opened: {reason}."),
        "",
        _("Check the path and the right to read the file."),
    ),
    Kind(
        "CRI002",
        _ERROR,
        _("The file is not written in UTF-8."),
        _("a text file in UTF-8"),
        _("Save it again as UTF-8 in the editor."),
    ),
    Kind(
        "CRI003",
        _ERROR,
        _("The file is {size} bytes long."),
        _("at most {limit} bytes"),
        _("Check that this is a criteria file."),
    ),
    Kind(
        "CRI004",
        _ERROR,
        _("The YAML cannot be read here: {reason}."),
        "",
        _(
            "Mend the line; often a colon, a quote or the indentation is missing, or a tab stands in it."
        ),
    ),
    Kind(
        "CRI005",
        _ERROR,
        _("The key “{key}” stands here a second time; the first is in line {first}."),
        _("each key once"),
        _("Remove one of the two."),
    ),
    Kind(
        "CRI006",
        _ERROR,
        _("Anchors, aliases and tags (&, *, !) are not allowed."),
        _("plain values"),
        _("Write the value out where it is needed."),
    ),
    Kind(
        "CRI007",
        _ERROR,
        _("The file is nested deeper than {limit} levels or has more than {most} values."),
        "",
        _("Check that this is a criteria file."),
    ),
    Kind(
        "CRI008",
        _WARNING,
        _("“{value}” without quotes is read differently by different YAML programs."),
        _("a quoted text, or true/false"),
        _('Put it in quotes: "{value}".'),
    ),
    Kind(
        "CRI009",
        _ERROR,
        _("The file is empty or is no mapping of keys to values."),
        _("a criteria set"),
        _("Start it with “parindex: 1”; docs/criteria-language.md shows the shape."),
    ),
    Kind("CRI010", _ERROR, _("The key “{key}” is missing."), "", _("Add it.")),
    Kind(
        "CRI011",
        _ERROR,
        _("The key “{key}” is not known here."),
        _("one of: {known}"),
        _("Correct its spelling or remove it."),
    ),
    Kind("CRI012", _ERROR, _("{value} cannot stand here."), "{wanted}", _("Correct the value.")),
    Kind(
        "CRI013",
        _ERROR,
        _("The rule kind “{kind}” is not known."),
        _("one of: {known}"),
        _("Correct the kind."),
    ),
    Kind(
        "CRI014",
        _ERROR,
        _("The expression “{source}” cannot be used: {reason}."),
        _("names of inputs, numbers, + - * /, comparisons, and, or, not, min, max, abs, if … else"),
        _("Rewrite the expression."),
    ),
    Kind(
        "CRI015",
        _ERROR,
        _("The expression names “{name}”, which is no input of the item."),
        _("one of: {known}"),
        _("Correct the name or declare the input."),
    ),
    Kind(
        "CRI016",
        _WARNING,
        _("The input “{name}” is declared and never used."),
        "",
        _("Use it in the rule or remove it."),
    ),
    Kind(
        "CRI020",
        _ERROR,
        _("The code “{code}” is used twice; the first is in line {first}."),
        _("each code once"),
        _("Give one of the two another code."),
    ),
    Kind(
        "CRI021",
        _ERROR,
        _("The code “{code}” does not start with that of its parent, “{parent}.”."),
        "{parent}.…",
        _("Correct the code."),
    ),
    Kind(
        "CRI022",
        _WARNING,
        _("The code “{code}” comes after “{before}”."),
        _("codes in rising order"),
        _("Put the criteria in order, or correct the code."),
    ),
    Kind(
        "CRI023",
        _ERROR,
        _("The maxima under “{code}” add up to {sum}."),
        _("{max}, the maximum of “{code}”"),
        _("Correct the maximum or those beneath it."),
    ),
    Kind(
        "CRI024",
        _ERROR,
        _("“{code}” has neither criteria beneath it nor a rule, or it has both."),
        _("criteria or a rule"),
        _("Give it a rule if it is scored itself, or criteria if it is a group."),
    ),
    Kind(
        "CRI025",
        _ERROR,
        _("The rule can give {points} points."),
        _("at most {max}, the maximum of “{code}”"),
        _("Lower the points of the rule or raise the maximum."),
    ),
    Kind(
        "CRI026",
        _ERROR,
        _("The rule gives at most {points} points."),
        _("{max}, the maximum of “{code}”, within reach"),
        _("Raise the points of the rule or lower the maximum."),
    ),
    Kind(
        "CRI027",
        _ERROR,
        _("The band at {bound} can never be reached: one before it takes all its figures."),
        _("bounds from the highest to the lowest"),
        _("Put the bands in order or remove this one."),
    ),
    Kind(
        "CRI028",
        _WARNING,
        _("Figures under {bound} fall in no band and get no points without being told so."),
        _("a last band that says what they get"),
        _("Add a last band, often “from: 0, points: 0”."),
    ),
    Kind(
        "CRI029",
        _ERROR,
        _("The denominator of “{source}” can be zero and the rule does not say what that means."),
        _("when_zero: not_applicable, full or zero"),
        _("Add “when_zero”, or bound the input with “min: 1”."),
    ),
    Kind(
        "CRI030",
        _ERROR,
        _("The rule can find the item not applicable, and no policy says what that does."),
        _("not_applicable: exclude, full or zero"),
        _("Add “not_applicable” to the item or above it."),
    ),
    Kind(
        "CRI031",
        _ERROR,
        _("There is no legal text “{ref}” under “basis”."),
        _("one of: {known}"),
        _("Correct the reference or add the text."),
    ),
    Kind(
        "CRI032",
        _WARNING,
        _("The time limit {due} lies outside {year} and the months around it."),
        _("a date from {first} to {last}"),
        _("Check the year."),
    ),
    Kind(
        "CRI033",
        _ERROR,
        _("The case gives {got}."),
        "{expected}",
        _("Correct the case or the rule; the rule says: {reason}."),
    ),
    Kind(
        "CRI034",
        _ERROR,
        _("The case does not fit the item: {reason}."),
        _("a value for each input: {known}"),
        _("Correct the case."),
    ),
    Kind(
        "CRI035",
        _ERROR,
        _("The bands of the total leave out the index {index}."),
        _("bands that cover 0 to 100"),
        _("Add or correct a band."),
    ),
    Kind(
        "CRI036",
        _ERROR,
        _("“{name}” as a bound is no input of the item."),
        _("a number or one of: {known}"),
        _("Correct the bound."),
    ),
    Kind(
        "CRI037",
        _ERROR,
        _("No value can be both at least {least} and at most {most}."),
        "",
        _("Correct the bounds."),
    ),
    Kind(
        "CRI038",
        _ERROR,
        _("“{name}” is of type {type}, which the rule cannot use."),
        "{wanted}",
        _("Correct the type of the input or the rule."),
    ),
    Kind(
        "CRI039",
        _WARNING,
        _("The points do not rise or fall steadily over the bands."),
        "",
        _("Check the points of each band."),
    ),
    Kind(
        "CRI040",
        _ERROR,
        _("“{code}” under “tie_break” is no area."),
        _("one of: {known}"),
        _("Correct the code."),
    ),
    Kind(
        "CRI041",
        _ERROR,
        _("An input cannot be called “{name}”: the word has a meaning of its own."),
        _("another name"),
        _("Rename the input."),
    ),
    Kind(
        "CRI042",
        _ERROR,
        _("The options of the input “{name}” are not those of the rule."),
        _("the options: {known}"),
        _("Make them the same, or leave the input out: the rule brings it along."),
    ),
    Kind(
        "CRI043",
        _ERROR,
        _("“scored_by: council” stands at an item whose points are computed."),
        _("the rule kind “judged”"),
        _("Make the rule “judged”, or remove “scored_by”."),
    ),
)

_ROUND = (
    Kind(
        "RND001",
        _ERROR,
        _("There is no folder {path}."),
        _("the folder of a round, with round.yaml in it"),
        _("Check the path."),
    ),
    Kind(
        "RND002",
        _ERROR,
        _("There is no {name} in the folder."),
        _("a round: round.yaml, units.csv, submissions/"),
        _("Check the path, or add the file."),
    ),
    Kind(
        "RND003",
        _ERROR,
        _("The block “{block}” is not in round.yaml."),
        _("one of: {known}"),
        _("Correct the block of the unit."),
    ),
    Kind(
        "RND004",
        _ERROR,
        _("The unit code “{unit}” is used twice."),
        _("each code once"),
        _("Correct the list of units."),
    ),
    Kind(
        "RND005",
        _ERROR,
        _("The column “{column}” is missing."),
        _("columns: {known}"),
        _("Add the column to the first line."),
    ),
    Kind("RND006", _ERROR, _("The cell “{column}” is empty."), "", _("Fill it in.")),
    Kind(
        "RND007",
        _ERROR,
        _("There is no unit “{unit}” in the round."),
        _("one of: {known}"),
        _("Check the code in units.csv."),
    ),
    Kind(
        "RND008",
        _ERROR,
        _("There is no criterion “{code}” in the criteria of the block."),
        _("codes of that criteria set, with “;” between them"),
        _("Correct the exemption."),
    ),
    Kind(
        "RND009",
        _ERROR,
        _("The unit is exempt from “{code}”, and no policy says what that does."),
        _("not_applicable: exclude, full or zero at “{code}” or above it"),
        _("Add the policy to the criteria set or remove the exemption."),
    ),
    Kind("RND010", _ERROR, _("The round lists no unit."), "", _("Add the units to units.csv.")),
    Kind(
        "RND011",
        _ERROR,
        _("No form has come in: the folder submissions is empty or missing."),
        _("Excel files (.xlsx) returned by the units"),
        _("Put the returned forms there."),
    ),
    Kind(
        "RND012",
        _WARNING,
        _("The unit {name} has sent nothing."),
        _("a form by {deadline}"),
        _("Remind the unit; it is listed and not ranked."),
    ),
    Kind("RND013", _ERROR, _("“{value}” is no {column}."), "{wanted}", _("Correct the cell.")),
    Kind(
        "RND014",
        _WARNING,
        _("The {kind} of the unit comes to {points} points and is cut at {max}."),
        _("at most {max} points"),
        _("Check adjustments.csv."),
    ),
    Kind(
        "RND015",
        _ERROR,
        _("The criteria of the block allow no {kind}."),
        "",
        _("Remove the line, or allow it under “adjustments” in the criteria set."),
    ),
    Kind(
        "RND016",
        _WARNING,
        _("The criteria set is for {year}, the round for {round}."),
        _("the same year"),
        _("Check both files."),
    ),
    Kind(
        "RND017",
        _WARNING,
        _("{name} is no Excel workbook (.xlsx) and was not read."),
        _("forms in .xlsx"),
        _("Ask the unit for the form itself, or remove the file."),
    ),
    Kind(
        "RND018",
        _ERROR,
        _("The item “{item}” is not in the criteria of the unit."),
        _("a code of that criteria set"),
        _("Check the code."),
    ),
    Kind(
        "RND019",
        _ERROR,
        _("The round has not been scored: there is no {name}."),
        "",
        _("Run “parindex score {round}” first."),
    ),
    Kind(
        "RND020",
        _ERROR,
        _("{name} is not a result of this version of parindex: {reason}."),
        "",
        _("Run “parindex score” again."),
    ),
    Kind(
        "RND021",
        _ERROR,
        _("The block code “{code}” is used twice."),
        _("each code once"),
        _("Give one of the two blocks another code."),
    ),
)

_SUBMISSION = (
    Kind(
        "SUB001",
        _ERROR,
        _("The file cannot be opened: {reason}."),
        _("an Excel workbook (.xlsx)"),
        _("Open the file in Excel; if that fails too, ask the unit to send it again."),
    ),
    Kind(
        "SUB002",
        _ERROR,
        _("The file is locked with a password."),
        _("a workbook without a password"),
        _("Ask the unit to remove the password and send it again."),
    ),
    Kind(
        "SUB003",
        _ERROR,
        _("The file is damaged: {reason}."),
        _("an Excel workbook (.xlsx)"),
        _("Ask the unit to send it again."),
    ),
    Kind(
        "SUB004",
        _ERROR,
        _("The file is not an Excel workbook: it is {what}."),
        _("an Excel workbook (.xlsx)"),
        _("Save it as “Excel Workbook (.xlsx)” or ask the unit for the form."),
    ),
    Kind(
        "SUB005",
        _ERROR,
        _("The file is too large to be a form: {what}."),
        _("at most {limit}"),
        _("Copy the answers into a new form and send that."),
    ),
    Kind(
        "SUB006",
        _ERROR,
        _("Reading the file took too much time or memory and was stopped."),
        "",
        _("Copy the answers into a new form and send that."),
    ),
    Kind(
        "SUB007",
        _ERROR,
        _("The cell {cell} lies far outside the form."),
        _("nothing beyond row {rows} and column {columns}"),
        _("Delete the rows and columns outside the form and save the file."),
    ),
    Kind(
        "SUB010",
        _ERROR,
        _("The workbook is not a form of parindex, or its hidden sheet was removed."),
        _("the form that “parindex template” wrote"),
        _("Copy the answers into the form that was sent out."),
    ),
    Kind(
        "SUB011",
        _ERROR,
        _("The form is for {form}, not for {wanted}."),
        _("the form of this round"),
        _("Fill in the form of this round; answers of an older form are not counted."),
    ),
    Kind(
        "SUB012",
        _ERROR,
        _("The form belongs to the unit “{unit}”, which is not in the round."),
        _("a unit of units.csv"),
        _("Check the list of units, or who sent the file."),
    ),
    Kind(
        "SUB013",
        _WARNING,
        _(
            "The unit sent several files; this one, saved at {saved}, counts, because it was saved last. Not counted: {others}."
        ),
        _("one file a unit"),
        _("Check with the unit, and remove what does not count."),
    ),
    Kind(
        "SUB014",
        _ERROR,
        _("The unit sent several files, and none can be told to be the last: {others}."),
        _("one file a unit"),
        _("Ask the unit which one counts, and remove the others."),
    ),
    Kind(
        "SUB015",
        _INFO,
        _("The sheet is now called “{sheet}”; it was found by what is in it."),
        "“{wanted}”",
        _("Nothing to do."),
    ),
    Kind(
        "SUB016",
        _ERROR,
        _("The sheet of the form is missing."),
        "“{wanted}”",
        _("Copy the answers into the form that was sent out."),
    ),
    Kind(
        "SUB017",
        _INFO,
        _(
            "The form was made from version {form} of the criteria; version {wanted} is in force. The questions are the same."
        ),
        "",
        _("Nothing to do."),
    ),
    Kind(
        "SUB018",
        _INFO,
        _("The same file came twice: {others} is identical and was left aside."),
        _("one file a unit"),
        _("Remove the copy."),
    ),
    Kind(
        "SUB020",
        _ERROR,
        _("The row of “{name}” is missing from the form."),
        "",
        _("Copy the answers into the form that was sent out; do not delete rows."),
    ),
    Kind(
        "SUB021",
        _ERROR,
        _("The row of “{name}” stands here again; the first is in row {first}. Neither is read."),
        _("each row once"),
        _("Remove the copied row."),
    ),
    Kind(
        "SUB022",
        _WARNING,
        _("Row {row} was added by hand and is not read. It holds: {text}."),
        _("answers in the rows of the form"),
        _("Move what it says to the item's own cells, or to its explanation."),
    ),
    Kind("SUB030", _ERROR, _("“{label}” has no answer."), "{wanted}", _("Fill in the cell.")),
    Kind(
        "SUB031",
        _ERROR,
        _("“{raw}” cannot be read as an answer to “{label}”."),
        "{wanted}",
        _("Correct the cell."),
    ),
    Kind(
        "SUB032",
        _ERROR,
        _("{value} for “{label}” is out of bounds."),
        "{wanted}",
        _("Correct the cell, or the other figure."),
    ),
    Kind(
        "SUB033", _INFO, _("“{raw}” was read as {value}."), "", _("Nothing to do if that is meant.")
    ),
    Kind(
        "SUB034",
        _ERROR,
        _("“{raw}” for “{label}” can be read in two ways: {readings}."),
        _("a number typed as a number"),
        _("Type the number again without separators for thousands."),
    ),
    Kind(
        "SUB035",
        _ERROR,
        _("The cell shows the error {raw}."),
        "{wanted}",
        _("Correct the formula or type the value."),
    ),
    Kind(
        "SUB036",
        _ERROR,
        _("The cell holds a formula that was never calculated."),
        "{wanted}",
        _("Open the file in Excel, save it and send it again, or type the value."),
    ),
    Kind(
        "SUB037",
        _ERROR,
        _("The unit claims {claim} points."),
        _("at most {max}, the maximum of the item"),
        _("Correct the claim; the computed points are used."),
    ),
    Kind(
        "SUB038",
        _WARNING,
        _("The unit claims {claim} points; the declared data give {points}."),
        "{reason}",
        _("Correct the claim or the data; the computed points are used."),
    ),
    Kind(
        "SUB039",
        _INFO,
        _("The unit claims no points; the declared data give {points}."),
        "",
        _("Nothing to do; the computed points are used."),
    ),
    Kind(
        "SUB040",
        _ERROR,
        _("“Not applicable” is ticked where the criteria do not allow it."),
        _("an answer"),
        _("Remove the tick and answer."),
    ),
    Kind(
        "SUB041",
        _WARNING,
        _("“Not applicable” is ticked, and there are answers too; the tick counts."),
        _("one of the two"),
        _("Remove the tick or the answers."),
    ),
    Kind(
        "SUB042",
        _WARNING,
        _("The cell is not for the unit to fill in; what stands there ({raw}) is not read."),
        _("an empty cell"),
        _("Empty the cell."),
    ),
    Kind(
        "SUB043",
        _ERROR,
        _("“{raw}” cannot be read as points claimed."),
        _("a number from 0 to {max}"),
        _("Correct the cell; the computed points are used."),
    ),
    Kind(
        "SUB044",
        _INFO,
        _("The claim “{raw}” was read as {value}."),
        "",
        _("Nothing to do if that is meant."),
    ),
)

_EVIDENCE = (
    Kind(
        "EVI001",
        _WARNING,
        _("No evidence is named and nothing is explained."),
        _("number, date and issuer of a document, or an explanation"),
        _("Name the document that proves the answer, or explain why there is none."),
    ),
    Kind(
        "EVI002",
        _WARNING,
        _("“{raw}” is no date."),
        _("a date, day/month/year"),
        _("Correct the date of the document."),
    ),
)

_SCORING = (
    Kind(
        "SCO001",
        _ERROR,
        _("The item cannot be scored: {reason}."),
        "",
        _("Check the answers; if they are right, the criteria must say what they mean."),
    ),
    Kind(
        "SCO002",
        _WARNING,
        _("The council has given no points for this item yet; it counts 0 of {max} until it does."),
        "",
        _("Add the council's points at appraisal."),
    ),
    Kind(
        "SCO003",
        _ERROR,
        _("Nothing applies to the unit: its maximum is 0."),
        "",
        _("Check its exemptions."),
    ),
    Kind(
        "SCO004",
        _ERROR,
        _("The proposed points cannot be used: {reason}."),
        "",
        _("Correct the claim."),
    ),
)

_REPORT = (
    Kind(
        "RPT001",
        _WARNING,
        _("The letters {letters} are in no font of the report and were replaced by “?”."),
        "",
        _("Write the text without them."),
    ),
    Kind(
        "RPT002",
        _ERROR,
        _("The report cannot be set: {reason}."),
        "",
        _("Please report this with the file results.json."),
    ),
    Kind(
        "RPT003",
        _ERROR,
        _("The file {name} cannot be written: {reason}."),
        "",
        _("Close the file if it is open in another program, and check the right to write."),
    ),
)

KINDS: dict[str, Kind] = {
    kind.code: kind for kind in (*_CRITERIA, *_ROUND, *_SUBMISSION, *_EVIDENCE, *_SCORING, *_REPORT)
}
