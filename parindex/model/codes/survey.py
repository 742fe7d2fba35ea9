"""Findings on surveys: answers (RND060 to RND074) and questionnaires (CRI080 to CRI086)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

SURVEY = (
    Kind(
        "RND060",
        WARNING,
        _("No survey of the round asks the group “{group}” for this item."),
        _("a question in a questionnaire that feeds it, asked of that group"),
        _("Add the question to the questionnaire, or take the group out of the rule."),
        _(
            "The item is scored by a survey; with a group that nobody asks it stays without points for every unit of the block."
        ),
    ),
    Kind(
        "RND061",
        ERROR,
        _(
            "The column “{column}” is missing, and {count} {count:respondent|respondents} of the "
            "file {count:was|were} asked it."
        ),
        _("a column for each question of the questionnaire"),
        _("Correct the heading, or the column in the questionnaire."),
        _(
            "Without the answers to one question the items it feeds would be scored from the other questions alone, so nothing of the survey is used."
        ),
    ),
    Kind(
        "RND062",
        ERROR,
        _(
            "“{text}” is no unit of the round: {count} {count:row is|rows are} not counted "
            "({count:row|rows} {rows})."
        ),
        "{known}",
        _("Correct the cells, or the list of units."),
        _(
            "Answers about a unit are lost to it; few answers can bring it under the minimum, and the lost ones may be the good ones."
        ),
    ),
    Kind(
        "RND063",
        ERROR,
        _(
            "“{text}” is no group of the questionnaire: {count} {count:row is|rows are} not "
            "counted ({count:row|rows} {rows})."
        ),
        _("one of: {known}"),
        _("Correct the cells, or add this spelling under “written” in the questionnaire."),
        _(
            "Groups have weights of their own; answers of nobody's group cannot be given to another one."
        ),
    ),
    Kind(
        "RND064",
        ERROR,
        _(
            "“{text}” is no stratum of the questionnaire: {count} {count:row is|rows are} not "
            "counted ({count:row|rows} {rows})."
        ),
        _("one of: {known}"),
        _("Correct the cells, or add this spelling under “written” in the questionnaire."),
        _("Without its stratum an answer has no weight."),
    ),
    Kind(
        "RND065",
        WARNING,
        _(
            "{count} {count:row repeats|rows repeat} a respondent of the same unit and group and "
            "{count:is|are} not counted ({count:row|rows} {rows})."
        ),
        _("a row a respondent"),
        _("Look whether rows were pasted twice; of each respondent the first row counts."),
        _("Who answers twice weighs twice; pasted rows shift the mean without anybody noticing."),
    ),
    Kind(
        "RND066",
        WARNING,
        _(
            "“{text}” in the column “{column}” is not on the scale: {count} "
            "{count:answer is|answers are} not counted ({count:row|rows} {rows})."
        ),
        _("one of: {known}"),
        _("Correct the cells, or add this spelling under “written” in the questionnaire."),
        _(
            "An answer that is only spelled otherwise is lost, and one of another scale would be counted for something nobody said."
        ),
    ),
    Kind(
        "RND067",
        INFO,
        _(
            "{count} {count:answer|answers} in the column “{column}” {count:is|are} blank and not "
            "counted ({count:row|rows} {rows})."
        ),
        "",
        _("Nothing, if these respondents left the question out."),
        _(
            "Blank answers count neither for nor against the unit; very many of them mean that a column was pasted wrongly."
        ),
    ),
    Kind(
        "RND068",
        WARNING,
        _(
            "{count} {count:respondent|respondents} of the group “{text}” answered “{column}”, "
            "which it is not asked ({count:row|rows} {rows})."
        ),
        _("answers of the groups that the questionnaire names at the question"),
        _("Check the group of these rows, or the groups of the question."),
        _(
            "These answers are not counted; mostly the group of the rows is wrong, and then their other answers count for the wrong group."
        ),
    ),
    Kind(
        "RND069",
        WARNING,
        _(
            "{count} {count:respondent|respondents} answered for the unit, fewer than the {least} "
            "that the questionnaire asks for."
        ),
        _("at least {least} {least:respondent|respondents}"),
        _("Ask more people, or state what a small sample means (“small_sample”)."),
        _(
            "A few answers say little of a unit; whether they are scored all the same has to be decided beforehand, for all units alike."
        ),
    ),
    Kind(
        "RND070",
        WARNING,
        _(
            "{count} {count:respondent|respondents} of the group “{group}” answered for the unit, "
            "fewer than the {least} asked for."
        ),
        _("at least {least} {least:respondent|respondents}"),
        _("Ask more people, or state what a small sample means (“small_sample”)."),
        _("With the weight of its group a handful of people can decide the points of the unit."),
    ),
    Kind(
        "RND071",
        ERROR,
        _(
            "{count} {count:row has|rows have} more cells than there are headings and "
            "{count:is|are} not counted ({count:row|rows} {rows})."
        ),
        _("as many cells as headings"),
        _("Put texts with a comma in quotes, or save the file again as CSV from the spreadsheet."),
        _(
            "A comma inside a text pushes all that follows one cell further; answers would be counted for the wrong question."
        ),
    ),
    Kind(
        "RND072",
        INFO,
        _("Columns that the questionnaire does not name are not read: {columns}."),
        "",
        _("Nothing, if no question is among them."),
        _("A question that was added to the sheet alone would have no effect."),
    ),
    Kind(
        "RND073",
        ERROR,
        _("The file holds no answer."),
        _("under the headings, a row a respondent"),
        _("Check which file was saved."),
        _("An empty export looks like a survey in which nobody answered."),
    ),
    Kind(
        "RND074",
        INFO,
        _(
            "Nobody of the stratum “{stratum}” (group “{group}”) answered on {items}; the other strata stand for it."
        ),
        _("answers of every stratum"),
        _("Nothing, if the unit has none of that stratum."),
        _(
            "The weights of the other strata are raised to stand for the empty one, as if its people thought the same."
        ),
    ),
)

QUESTIONNAIRE = (
    Kind(
        "CRI080",
        ERROR,
        _("“{target}” is no item of the block “{block}”, nor an input of one."),
        _("the code of a block and of an item in its criteria; an input as “1.2.name”"),
        _("Correct what the question feeds."),
        _("The answers to the question would reach no item."),
    ),
    Kind(
        "CRI081",
        ERROR,
        _("The item {item} cannot take the answers of a survey here."),
        _("an item with a rule of the kind survey, or an input that is a number or percentage"),
        _("Name the input, or another item."),
        _("A mean share can stand only for a figure; there is no other place in the item for it."),
    ),
    Kind(
        "CRI082",
        ERROR,
        _("The rule of the item {item} knows no {kind} “{name}”."),
        _("one of: {known}"),
        _("Use the names of the rule in the questionnaire."),
        _("Answers counted under a name that the rule does not know would be lost."),
    ),
    Kind(
        "CRI083",
        ERROR,
        _(
            "The answer “{name}” has the share {mine} here and {theirs} in the rule of the item {item}."
        ),
        _("the same share in both"),
        _("Correct one of the two."),
        _("The report on the survey would show other shares than those the points are made of."),
    ),
    Kind(
        "CRI084",
        ERROR,
        _("“{text}” stands for both “{one}” and “{other}”."),
        _("each text for one thing"),
        _("Remove it from one of the two."),
        _("Nobody could say what a respondent meant by it."),
    ),
    Kind(
        "CRI085",
        ERROR,
        _("“{name}” does not fit the rest of the questionnaire."),
        "{known}",
        _("Correct the name."),
        _("A question without its scale or its groups cannot be counted."),
    ),
    Kind(
        "CRI086",
        ERROR,
        _("Another questionnaire already feeds “{name}” of the item {item}."),
        _("each group of an item, or input, from one questionnaire"),
        _("Remove one of the two."),
        _(
            "Of two surveys that feed the same figure one would silently take the place of the other."
        ),
    ),
)
