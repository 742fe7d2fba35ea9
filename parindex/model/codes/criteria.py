"""Findings in what a criteria file says: codes, sums, rules, bands, cases (CRI from 020 on)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, WARNING, Kind

CRITERIA = (
    Kind(
        "CRI020",
        ERROR,
        _("The code “{code}” is used twice; the first is in line {first}."),
        _("each code once"),
        _("Give one of the two another code."),
        _(
            "Answers, points and complaints are filed under the code; where two share one, nobody can say which of them is meant."
        ),
    ),
    Kind(
        "CRI021",
        ERROR,
        _("The code “{code}” does not start with that of its parent, “{parent}.”."),
        "{parent}.…",
        _("Correct the code."),
        _(
            "The code names one group and the place another; readers of the result would look for the points under the wrong heading."
        ),
    ),
    Kind(
        "CRI022",
        WARNING,
        _("The code “{code}” comes after “{before}”."),
        _("codes in rising order"),
        _("Put the criteria in order, or correct the code."),
        _(
            "Forms and reports follow the order of the file; out of order it is hard to compare with the decision, and a code may have been mistyped."
        ),
    ),
    Kind(
        "CRI023",
        ERROR,
        _("The maxima under “{code}” add up to {sum}."),
        _("{max}, the maximum of “{code}”"),
        _("Correct the maximum or those beneath it."),
        _(
            "If the parts do not add up to the whole, a unit that does everything ends below or above full marks, and every published index is wrong."
        ),
    ),
    Kind(
        "CRI024",
        ERROR,
        _("“{code}” has neither criteria beneath it nor a rule, or it has both."),
        _("criteria or a rule"),
        _("Give it a rule if it is scored itself, or criteria if it is a group."),
        _(
            "With neither, nothing says how the points are earned; with both, they would be counted twice."
        ),
    ),
    Kind(
        "CRI025",
        ERROR,
        _("The rule can give {points} {points:point|points}."),
        _("at most {max}, the maximum of “{code}”"),
        _("Lower the points of the rule or raise the maximum."),
        _(
            "A unit could earn more here than the decision allows, and make up with it for what it failed to do elsewhere."
        ),
    ),
    Kind(
        "CRI026",
        ERROR,
        _("The rule gives at most {points} {points:point|points}."),
        _("{max}, the maximum of “{code}”, within reach"),
        _("Raise the points of the rule or lower the maximum."),
        _(
            "Even a faultless unit would lose points here, and the maximum of the decision would stand on paper only."
        ),
    ),
    Kind(
        "CRI027",
        ERROR,
        _("The band at {bound} can never be reached: one before it takes all its figures."),
        _("bounds from the highest to the lowest"),
        _("Put the bands in order or remove this one."),
        _(
            "The points of this band would never be given; often two bounds were swapped, and units land in the wrong band."
        ),
    ),
    Kind(
        "CRI028",
        WARNING,
        _("Figures under {bound} fall in no band and get no points without being told so."),
        _("a last band that says what they get"),
        _("Add a last band, often “from: 0, points: 0”."),
        _(
            "A unit just under the lowest bound gets nothing, and finds nowhere in the criteria that this was meant."
        ),
    ),
    Kind(
        "CRI029",
        ERROR,
        _("The denominator of “{source}” can be zero and the rule does not say what that means."),
        _("when_zero: not_applicable, full or zero"),
        _("Add “when_zero”, or bound the input with “min: 1”."),
        _(
            "A unit that received no files has nothing to divide by; whether it then gets full points, none, or is left out is for the decision to say, not for the program."
        ),
    ),
    Kind(
        "CRI030",
        ERROR,
        _("The rule can find the item not applicable, and no policy says what that does."),
        _("not_applicable: exclude, full or zero"),
        _("Add “not_applicable” to the item or above it."),
        _(
            "Whether the unit is then measured against a smaller total, gets full points or gets none can move its rank; it must be settled before anyone is scored."
        ),
    ),
    Kind(
        "CRI031",
        ERROR,
        _("There is no legal text “{ref}” under “basis”."),
        _("one of: {known}"),
        _("Correct the reference or add the text."),
        _(
            "The explanation of a unit's points names the legal text behind each item; a reference that leads nowhere leaves the item without a basis when a unit objects."
        ),
    ),
    Kind(
        "CRI032",
        WARNING,
        _("The time limit {due} lies outside {year} and the months around it."),
        _("a date from {first} to {last}"),
        _("Check the year."),
        _(
            "The year of a time limit is easily left over from last year's file; then every unit is late, or none."
        ),
    ),
    Kind(
        "CRI033",
        ERROR,
        _("The case gives {got}."),
        "{expected}",
        _("Correct the case or the rule; the rule says: {reason}."),
        _(
            "The worked case and the rule contradict each other, so one of them is not what the decision says; find out which before forms go out."
        ),
    ),
    Kind(
        "CRI034",
        ERROR,
        _("The case does not fit the item: {reason}."),
        _("a value for each input: {known}"),
        _("Correct the case."),
        _(
            "A worked case that cannot be run guards nothing: the rule could be changed for the worse and no one would be told."
        ),
    ),
    Kind(
        "CRI035",
        ERROR,
        _("The classes under “{key}” do not cover {index}."),
        _("bands that cover 0 to 100"),
        _("Add or correct a band."),
        _(
            "A unit with such an index, or an item with such a share of its maximum, would be published without the class that all others have."
        ),
    ),
    Kind(
        "CRI036",
        ERROR,
        _("“{name}” as a bound is no input of the item."),
        _("a number or one of: {known}"),
        _("Correct the bound."),
        _(
            "A bound keeps a unit from declaring more done than was planned; one that points nowhere keeps nobody from anything."
        ),
    ),
    Kind(
        "CRI037",
        ERROR,
        _("No value can be both at least {least} and at most {most}."),
        "",
        _("Correct the bounds."),
        _("Whatever a unit types would be out of bounds, so nobody could answer the item."),
    ),
    Kind(
        "CRI038",
        ERROR,
        _("“{name}” is of type {type}, which the rule cannot use."),
        "{wanted}",
        _("Correct the type of the input or the rule."),
        _(
            "The form would ask for one thing while the rule needs another: a date cannot be divided, a text cannot be counted."
        ),
    ),
    Kind(
        "CRI039",
        WARNING,
        _("The points do not rise or fall steadily over the bands."),
        "",
        _("Check the points of each band."),
        _(
            "Doing better would bring fewer points than doing worse; now and then that is meant, but mostly two numbers were swapped."
        ),
    ),
    Kind(
        "CRI040",
        ERROR,
        _("“{code}” under “tie_break” is no area."),
        _("one of: {known}"),
        _("Correct the code."),
        _(
            "Units with the same index are told apart by their points in these areas; a code that is no area leaves their order undecided."
        ),
    ),
    Kind(
        "CRI041",
        ERROR,
        _("An input cannot be called “{name}”: the word has a meaning of its own."),
        _("another name"),
        _("Rename the input."),
        _(
            "In the rule the word would be taken for what it means there, not for the figure that the unit declares."
        ),
    ),
    Kind(
        "CRI042",
        ERROR,
        _("The options of the input “{name}” are not those of the rule."),
        _("the options: {known}"),
        _("Make them the same, or leave the input out: the rule brings it along."),
        _(
            "The form would offer an answer for which the rule has no points, or lack one for which it has."
        ),
    ),
    Kind(
        "CRI043",
        ERROR,
        _("“scored_by: council” stands at an item whose points are computed."),
        _("the rule kind “judged”"),
        _("Make the rule “judged”, or remove “scored_by”."),
        _(
            "Two would be scoring one item, the program and the council, and nobody could say whose points stand."
        ),
    ),
    Kind(
        "CRI044",
        ERROR,
        _("“{key}” stands at a group, where it has no effect."),
        _("“{key}” at an item, which has a rule"),
        _("Move it to the items beneath."),
        _(
            "Whoever wrote it will believe that it holds for every item beneath; it holds for none of them."
        ),
    ),
    Kind(
        "CRI045",
        ERROR,
        _("The choice “{name}” has no options."),
        _("“options”: two or more"),
        _("Add the options, or use the rule kind “choice”."),
        _("The list in that cell of the form would be empty, and no unit could choose anything."),
    ),
    Kind(
        "CRI046",
        ERROR,
        _("Two options of “{name}” read the same: “{label}”."),
        _("labels that differ in more than case and spaces"),
        _("Give one of them another label."),
        _(
            "The clerk picks a label from a list; where two look the same, the answer does not tell which was meant."
        ),
    ),
    Kind(
        "CRI047",
        WARNING,
        _("“tie_break” has no effect without “ties: ordinal”."),
        "ties: ordinal",
        _("Set “ties: ordinal”, or remove “tie_break”."),
        _(
            "Units with the same index will share a rank although the file seems to say that an area decides."
        ),
    ),
    Kind(
        "CRI048",
        WARNING,
        _("“{key}” has no effect on an input of type {type}."),
        _("a count, number or percent"),
        _("Remove the bound."),
        _(
            "Answers are not checked against it; whoever relies on the bound will not hear of a wrong answer."
        ),
    ),
    Kind(
        "CRI049",
        ERROR,
        _("The folder holds no criteria file."),
        _("files that end in .yaml or .yml"),
        _("Check the path."),
        _(
            "Nothing was checked; that no file was found must not pass for everything being in order."
        ),
    ),
    Kind(
        "CRI050",
        ERROR,
        _("The band at {bound} can never be reached: the figure is at most {most}."),
        _("a bound up to {most}; shares of one, so 90% is 0.9"),
        _("Correct the bound."),
        _(
            "No unit can earn the points of this band; most often 90 was written where a share wants 0.9."
        ),
    ),
)
