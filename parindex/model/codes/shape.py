"""Findings in the shape of a criteria file: its text, keys, values and expressions (CRI001 to CRI016)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, WARNING, Kind

SHAPE = (
    Kind(
        "CRI001",
        ERROR,
        _("The file cannot be opened: {reason}."),
        "",
        _("Check the path and the right to read the file."),
        _("Without the file there are no criteria: no form can be made and no unit scored."),
    ),
    Kind(
        "CRI002",
        ERROR,
        _("The file is not written in UTF-8."),
        _("a text file in UTF-8"),
        _("Save it again as UTF-8 in the editor."),
        _(
            "In another encoding Vietnamese letters would come out as other letters; names of criteria and units would be wrong on forms and in the published ranking."
        ),
    ),
    Kind(
        "CRI003",
        ERROR,
        _("The file is {size} bytes long."),
        _("at most {limit} bytes"),
        _("Check that this is a criteria file."),
        _(
            "A criteria set is text and stays far below this size; the file is most likely another one, picked by mistake."
        ),
    ),
    Kind(
        "CRI004",
        ERROR,
        _("The YAML cannot be read here: {reason}."),
        "",
        _(
            "Mend the line; often a colon, a quote or the indentation is missing, or a tab stands in it."
        ),
        _(
            "From this line on it cannot be told what belongs to what, so nothing of the file is used; its other mistakes show only after this one is mended."
        ),
    ),
    Kind(
        "CRI005",
        ERROR,
        _("The key “{key}” stands here a second time; the first is in line {first}."),
        _("each key once"),
        _("Remove one of the two."),
        _(
            "Many YAML programs quietly keep the second one; a maximum that was corrected in one place and left standing in the other would go unseen."
        ),
    ),
    Kind(
        "CRI006",
        ERROR,
        _("Anchors, aliases and tags (&, *, !) are not allowed."),
        _("plain values"),
        _("Write the value out where it is needed."),
        _(
            "With these marks one line can change a value in quite another place, so the file could no longer be compared with the decision line by line."
        ),
    ),
    Kind(
        "CRI007",
        ERROR,
        _("The file is nested deeper than {limit} levels or has more than {most} values."),
        "",
        _("Check that this is a criteria file."),
        _(
            "No criteria set needs as much; the file is damaged, is another one, or was made to bring the program to a halt."
        ),
    ),
    Kind(
        "CRI008",
        WARNING,
        _("“{value}” without quotes is read differently by different YAML programs."),
        _("a quoted text, or true/false"),
        _('Put it in quotes: "{value}".'),
        _(
            "One program takes the word for text, another for yes or no; whoever opens the file with another tool may see something other than what was scored."
        ),
    ),
    Kind(
        "CRI009",
        ERROR,
        _("The file is empty or is no mapping of keys to values."),
        _("a criteria set"),
        _("Start it with “parindex: 1”; docs/criteria-language.md shows the shape."),
        _(
            "Nothing can be scored by an empty file; often it was saved before the text was pasted in, or it is some other list."
        ),
    ),
    Kind(
        "CRI010",
        ERROR,
        _("The key “{key}” is missing."),
        "",
        _("Add it."),
        _(
            "What is left out is not guessed: a maximum or a year that the program filled in would be a rule that stands in no decision."
        ),
    ),
    Kind(
        "CRI011",
        ERROR,
        _("The key “{key}” is not known here."),
        _("one of: {known}"),
        _("Correct its spelling or remove it."),
        _(
            "A misspelt key would have no effect: with “evidnce: required”, no unit would ever be asked for evidence."
        ),
    ),
    Kind(
        "CRI012",
        ERROR,
        _("{value} cannot stand here."),
        "{wanted}",
        _("Correct the value."),
        _(
            "If the value were passed over, a part of the decision would be missing from the scoring; if it were bent to fit, another rule would apply than the one written."
        ),
    ),
    Kind(
        "CRI013",
        ERROR,
        _("The rule kind “{kind}” is not known."),
        _("one of: {known}"),
        _("Correct the kind."),
        _(
            "The kind says how answers become points; without it the item cannot be scored for any unit."
        ),
    ),
    Kind(
        "CRI014",
        ERROR,
        _("The expression “{source}” cannot be used: {reason}."),
        _("names of inputs, numbers, + - * /, comparisons, and, or, not, min, max, abs, if … else"),
        _("Rewrite the expression."),
        _(
            "The expression is the sum by which the item is scored; only simple arithmetic is allowed, so that anyone can check the points with a pocket calculator."
        ),
    ),
    Kind(
        "CRI015",
        ERROR,
        _("The expression names “{name}”, which is no input of the item."),
        _("one of: {known}"),
        _("Correct the name or declare the input."),
        _(
            "The form asks only for declared inputs; a figure that no unit is asked for cannot be reckoned with."
        ),
    ),
    Kind(
        "CRI016",
        WARNING,
        _("The input “{name}” is declared and never used."),
        "",
        _("Use it in the rule or remove it."),
        _(
            "Every unit would have to look up a figure that moves no point, or the rule forgets a figure that the decision counts."
        ),
    ),
)
