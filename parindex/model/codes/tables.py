"""Findings in tables of figures and in registers of dossiers (RND080 to RND096, SUB060, SUB061)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

TABLES = (
    Kind(
        "RND080",
        ERROR,
        _("A figure is meant for the block “{block}”, which is not in the round."),
        _("one of: {known}"),
        _("Correct the block, or leave “blocks” out where all are meant."),
        _(
            "The figures would reach the units of no block, and the items that wait for them would stay without points."
        ),
    ),
    Kind(
        "RND081",
        ERROR,
        _("A figure is meant for “{code}”, which is no item of the criteria of these blocks."),
        _("one of: {known}"),
        _("Correct the code of the item under “feeds”."),
        _(
            "The column would be read for nothing, while the item it was meant for counts as missing."
        ),
    ),
    Kind(
        "RND082",
        ERROR,
        _("The item has no input “{input}” that such a figure can be given for."),
        _("one of: {known}"),
        _("Correct “input” under “feeds”; name it where the item has several."),
        _(
            "Nobody can tell which question of the item the figure answers, and a share is no count; a guess would give other points."
        ),
    ),
    Kind(
        "RND083",
        ERROR,
        _("The table is of {year}, and the figure is wanted for {wanted}."),
        _("the table of {wanted}"),
        _(
            "Name the table of that year; where last year's figure is meant, say “year: {year}” under “feeds”."
        ),
        _(
            "Last year's index looks like this year's: units would be scored, and thanked or blamed, for what they did a year ago."
        ),
    ),
    Kind(
        "RND084",
        ERROR,
        _("There is no sheet “{name}” in the workbook."),
        _("one of: {known}"),
        _("Correct “sheet”, or leave it out where the first sheet is meant."),
        _(
            "A workbook of an index often has a sheet a year; another sheet than the one meant has figures of the same look."
        ),
    ),
    Kind(
        "RND085",
        ERROR,
        _("The figure for “{input}” is given twice, first by {first}; neither counts."),
        _("each figure from one source"),
        _("Remove one of the two, or say by “blocks” for which units each is meant."),
        _(
            "Two sources seldom agree to the last digit; which one counts is for the council to say, not for the order of a list."
        ),
    ),
    Kind(
        "RND086",
        WARNING,
        _("There is no unit “{unit}” in the round; the row is not read."),
        "{near}",
        _("Correct the code or name; nothing to do if the unit is of no concern here."),
        _(
            "If it is a misspelt unit of the round, that unit goes without its figure and loses the points of the item."
        ),
    ),
    Kind(
        "RND087",
        ERROR,
        _("The unit {unit} has two rows, first at {first}; neither is read."),
        _("a row a unit"),
        _("Remove the row that is wrong."),
        _(
            "Two rows of one unit hold different figures more often than not, and the order of rows must not decide about points."
        ),
    ),
    Kind(
        "RND088",
        WARNING,
        _("“{source}” has no figure of the unit for “{label}”."),
        _("a row with the unit, and a figure in it"),
        _("Fill in the figure, or exempt the unit in units.csv."),
        _(
            "A blank is not taken for 0. An item that is scored by the table counts as missing, and the unit stands lower than it should."
        ),
    ),
    Kind(
        "RND089",
        ERROR,
        _("{value} lies off the scale of the figures and is not used."),
        _("a figure from {least} to {most}"),
        _("Correct the cell, or the “scale” in round.yaml."),
        _(
            "A lost decimal comma makes 823 of 8.23: the unit would have the maximum, and nobody would ask why."
        ),
    ),
    Kind(
        "RND090",
        ERROR,
        _("{value}% is no percentage from 0 to 100 and is not used."),
        _("a percentage from {least} to {most}"),
        _(
            "Correct the cell. If the column holds percentages without a sign, say “as: percent” under “feeds”; if more than 100% is possible, give a “scale”."
        ),
        _(
            "85.5 read as a share is 8550%; an item that measures a share would be full for every unit alike."
        ),
    ),
    Kind(
        "RND091",
        WARNING,
        _(
            "{count} {count:row|rows} cannot be read under “{name}”, the first for “{raw}”, and "
            "{count:is|are} not counted: {count:row|rows} {rows}."
        ),
        _("the number of a dossier; dates, day/month/year, blank only where nothing was returned"),
        _("Correct the cells in the system that made the register, and take it out again."),
        _(
            "A dossier without its dates is neither on time nor late; counted either way it would move the unit's rate."
        ),
    ),
    Kind(
        "RND092",
        WARNING,
        _(
            "{count} {count:dossier is|dossiers are} due or returned before "
            "{count:it was|they were} received, the first “{raw}”, and {count:is|are} not "
            "counted: {count:row|rows} {rows}."
        ),
        _("received first, then due and returned"),
        _("Correct the dates in the system that made the register, and take it out again."),
        _(
            "One of the dates is wrong, as when day and month were exchanged; which one decides whether the dossier was on time."
        ),
    ),
    Kind(
        "RND093",
        WARNING,
        _(
            "{count} {count:dossier is|dossiers are} of “{name}”, which is no unit of the round, "
            "and {count:is|are} not counted: {count:row|rows} {rows}."
        ),
        "{near}",
        _("Correct the unit's name; nothing to do if it is of no concern here."),
        _(
            "A one-stop shop under another name than its unit's leaves the unit with fewer dossiers, or with none."
        ),
    ),
    Kind(
        "RND094",
        WARNING,
        _(
            "{count} {count:row repeats|rows repeat} a dossier that is there already, the first "
            "“{raw}”; it is counted once: {count:row|rows} {rows}."
        ),
        _("a row a dossier"),
        _("Nothing to do if the register was put together from parts that overlap."),
        _("Counted as often as it stands there, one dossier would weigh like several."),
    ),
    Kind(
        "RND095",
        WARNING,
        _(
            "{count} rows are of dossiers of which rows say different things, the first “{raw}”; none of them is counted: rows {rows}."
        ),
        _("a row a dossier"),
        _("Keep the row that is right, or take the register out again."),
        _(
            "One row says on time, the other late: to take the first or the last would let the order of rows decide."
        ),
    ),
    Kind(
        "RND096",
        INFO,
        _(
            "Of {rows} {rows:row|rows} {counted} {counted:is|are} counted, as things stood on "
            "{until}; {outside} {outside:was|were} received outside {first}–{last}, {dropped} "
            "{dropped:is|are} not counted for the reasons told."
        ),
        "",
        _("Nothing to do if that is meant."),
        _(
            "Every row of the register is in one of the three figures, so that it can be reconciled with the system it comes from."
        ),
    ),
)

SUPPLIED = (
    Kind(
        "SUB060",
        WARNING,
        _(
            "The unit declares {declared} for “{label}”; “{source}” says {supplied} ({place}). {counts} counts."
        ),
        _("the same figure"),
        _("Ask the unit or the keeper of the register which one is right, and correct it there."),
        _(
            "A rate that looks better on the form than in the register is what appraisers ask about first; unseen it gives points that an inspection takes back."
        ),
    ),
    Kind(
        "SUB061",
        INFO,
        _("“{label}” has no answer; {supplied} is used, which “{source}” says ({place})."),
        "",
        _("Nothing to do if that is right."),
        _(
            "The item is scored though the unit left it blank; the note shows where the figure comes from, in case the unit holds another."
        ),
    ),
)
