"""Findings in a round's folder and tables (RND)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, WARNING, Kind

ROUND = (
    Kind(
        "RND001",
        ERROR,
        _("There is no folder {path}."),
        _("the folder of a round, with round.yaml in it"),
        _("Check the path."),
        _(
            "The command has nothing to work on and writes no result; a mistyped path is the usual cause."
        ),
    ),
    Kind(
        "RND002",
        ERROR,
        _("There is no {name} in the folder."),
        _("a round: round.yaml, units.csv, submissions/"),
        _("Check the path, or add the file."),
        _(
            "round.yaml says what is scored and units.csv who takes part; without either there is no round."
        ),
    ),
    Kind(
        "RND003",
        ERROR,
        _("The block “{block}” is not in round.yaml."),
        _("one of: {known}"),
        _("Correct the block of the unit."),
        _(
            "The block says by which criteria a unit is scored and with whom it is compared; without it the unit would drop out of the ranking."
        ),
    ),
    Kind(
        "RND004",
        ERROR,
        _("The unit code “{unit}” is used twice."),
        _("each code once"),
        _("Correct the list of units."),
        _(
            "Two lines would lay claim to the same form, and one unit would carry the points of another."
        ),
    ),
    Kind(
        "RND005",
        ERROR,
        _("The column “{column}” is missing."),
        _("columns: {known}"),
        _("Add the column to the header line."),
        _(
            "Every line of the table lacks something that it has to say, so none of them can be used."
        ),
    ),
    Kind(
        "RND006",
        ERROR,
        _("The cell “{column}” is empty."),
        "",
        _("Fill it in."),
        _(
            "A unit without a name cannot be listed, and bonus points without a decision cannot be defended."
        ),
    ),
    Kind(
        "RND007",
        ERROR,
        _("There is no unit “{unit}” in the round."),
        _("one of: {known}"),
        _("Check the code in units.csv."),
        _(
            "Points for a code that is nobody's reach nobody, and the unit they were meant for goes without."
        ),
    ),
    Kind(
        "RND008",
        ERROR,
        _("There is no criterion “{code}” in the criteria of the block."),
        _("codes of that criteria set, with “;” between them"),
        _("Correct the exemption."),
        _(
            "The exemption would have no effect: the unit would be asked for work that is not its own, and lose points for it."
        ),
    ),
    Kind(
        "RND009",
        ERROR,
        _("The unit is exempt from “{code}”, and no policy says what that does."),
        _("not_applicable: exclude, full or zero at “{code}” or above it"),
        _("Add the policy to the criteria set or remove the exemption."),
        _(
            "To take the item out of the maximum, to give full points or to give none leads to three different indices; the criteria have to choose."
        ),
    ),
    Kind(
        "RND010",
        ERROR,
        _("The round lists no unit."),
        "",
        _("Add the units to units.csv."),
        _(
            "With nobody on the list, the forms that came in belong to no one and the ranking would be empty."
        ),
    ),
    Kind(
        "RND011",
        ERROR,
        _("No form has come in: the folder submissions is empty or missing."),
        _("Excel files (.xlsx) returned by the units"),
        _("Put the returned forms there."),
        _(
            "Every unit would be listed as having sent nothing; mostly the forms lie in another folder."
        ),
    ),
    Kind(
        "RND180",
        ERROR,
        _("Something lies in the folder already."),
        _("a folder that is empty or not there"),
        _("Name another folder, or empty this one."),
        _("A new round written over another would mix the files of both."),
    ),
    Kind(
        "RND181",
        ERROR,
        _("There is no criteria set “{name}”."),
        _("the path of a criteria file, or one of: {known}"),
        _("Name a set as “parindex init” lists it."),
        _("A round that began with another set than was meant would be found out late."),
    ),
    Kind(
        "RND012",
        WARNING,
        _("The unit {name} has sent nothing."),
        _("a form by {deadline}"),
        _("Remind the unit; it is listed and not ranked."),
        _(
            "A unit that sent nothing is not given 0: it stays out of the ranking, and the mean of its block is taken without it."
        ),
    ),
    Kind(
        "RND013",
        ERROR,
        _("“{value}” is no {column}."),
        "{wanted}",
        _("Correct the cell."),
        _(
            "What cannot be read would be lost, be it a bonus, a date or whether a unit is ranked; a guess could change a rank."
        ),
    ),
    Kind(
        "RND014",
        WARNING,
        _(
            "The {kind} of the unit comes to {points} {points:point|points} and is cut at {max}, "
            "the cap of {where}."
        ),
        _("at most {max} {max:point|points}"),
        _("Check the bonuses and penalties of the unit."),
        _(
            "The decisions come to more than the criteria allow; the unit should hear before publication that only the cap counts."
        ),
    ),
    Kind(
        "RND015",
        ERROR,
        _("The criteria of the block allow no {kind}."),
        "",
        _("Remove the line, or allow it under “adjustments” in the criteria set."),
        _(
            "Points that the criteria do not provide for would treat this unit differently from all others, without a basis."
        ),
    ),
    Kind(
        "RND016",
        WARNING,
        _("The criteria set is for {year}, the round for {round}."),
        _("the same year"),
        _("Check both files."),
        _(
            "Criteria of another year bring that year's time limits and maxima; units would be scored by rules that do not hold for this round."
        ),
    ),
    Kind(
        "RND017",
        WARNING,
        _("{name} is no Excel workbook (.xlsx) and was not read."),
        _("forms in .xlsx"),
        _("Ask the unit for the form itself, or remove the file."),
        _(
            "The file was not looked at; if it is the unit's answer, the unit will stand there as having sent nothing."
        ),
    ),
    Kind(
        "RND018",
        ERROR,
        _("The item “{item}” is not in the criteria of the unit."),
        _("a code of that criteria set"),
        _("Check the code."),
        _(
            "Under this code there is nothing to explain; perhaps the unit is in another block, whose criteria have other codes."
        ),
    ),
    Kind(
        "RND019",
        ERROR,
        _("The round has not been scored: there is no {name}."),
        "",
        _("Run “parindex score {round}” first."),
        _(
            "A report shows results and computes none; before the round is scored there is nothing to show."
        ),
    ),
    Kind(
        "RND020",
        ERROR,
        _("{name} is not a result of this version of parindex: {reason}."),
        "",
        _("Run “parindex score” again."),
        _(
            "The file was changed by hand or is of another version; a report made from it could show figures that nobody computed."
        ),
    ),
    Kind(
        "RND021",
        ERROR,
        _("The block code “{code}” is used twice."),
        _("each code once"),
        _("Give one of the two blocks another code."),
        _(
            "units.csv names a unit's block by this code; with two such blocks it is not clear in which ranking the unit stands."
        ),
    ),
    Kind(
        "RND022",
        WARNING,
        _("The column “{column}” is not known and is not read."),
        _("columns: {known}"),
        _("Correct its name, or remove the column."),
        _(
            "What stands in the column has no effect: an exemption under a misspelt heading would be lost."
        ),
    ),
    Kind(
        "RND023",
        ERROR,
        _("The line has {count} {count:cell|cells}, the header {most}."),
        _("as many cells as the header"),
        _("Put a text with a comma in quotes; use “;” between several codes."),
        _(
            "A comma inside a text pushes all that follows one cell further; a name or an exemption would be read from the wrong column."
        ),
    ),
    Kind(
        "RND024",
        ERROR,
        _("The table cannot be read: {reason}."),
        _("a CSV file in UTF-8"),
        _("Save it again from the spreadsheet as “CSV UTF-8”."),
        _(
            "A list read only in part would leave out units without a word, so nothing of it is used."
        ),
    ),
    Kind(
        "RND025",
        ERROR,
        _("“{code}” cannot be a unit code."),
        _("letters, digits, “.”, “-” and “_”, at most 40, beginning with a letter or digit"),
        _("Correct the code; forms are named after it."),
        _(
            "Forms are saved under the unit's code; with such a code the file cannot be saved, or not on every computer."
        ),
    ),
    Kind(
        "RND026",
        ERROR,
        _("The column “{column}” is there twice, first in {first}."),
        _("each column once"),
        _("Remove one of the two, or correct its heading."),
        _(
            "Two columns of one name may hold different figures, and nobody can say which were meant."
        ),
    ),
    Kind(
        "RND027",
        ERROR,
        _("The heading {column} is a number here and may mean any of {codes}; it is not read."),
        _("the code as a text"),
        _("Format the heading as text and type the code again, or put “'” before it."),
        _(
            "A spreadsheet takes the code 1.10 for the number 1.1, so the figures of one item would be counted for another."
        ),
    ),
    Kind(
        "RND028",
        ERROR,
        _("The table has no row with a unit."),
        _("under the header, a row a unit with its code"),
        _("Add the rows."),
        _("A ranking of no units would look like a result."),
    ),
)
