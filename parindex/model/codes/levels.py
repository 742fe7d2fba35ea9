"""Findings in criteria files (CRI): levels, sets that start from another, what is ignored."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

LEVELS = (
    Kind(
        "CRI051",
        ERROR,
        _("“{key}” stands at an item, where it has no effect."),
        _("“{key}” at a group, which has criteria beneath it"),
        _("Move it to the level above, or remove it."),
        _(
            "A key that has no effect where it stands makes the author believe that something is settled which is not."
        ),
    ),
    Kind(
        "CRI052",
        ERROR,
        _("The level is a {aggregate}, and nothing says what a missing part means."),
        _("missing: skip, strict or zero"),
        _("Add “missing” to the level, above it, or to the set."),
        _(
            "A blank is not 0: leaving a part out raises the mean, counting 0 lowers it, and a reader of the ranking cannot see which was done."
        ),
    ),
    Kind(
        "CRI053",
        WARNING,
        _("The weight of “{code}” has no effect: its level is a {aggregate}."),
        _("“aggregate: weighted_mean” or “geometric_mean” above it"),
        _("Change the aggregate of the level, or remove the weight."),
        _(
            "The author meant the part to count for more or less than its siblings, and the total does not do so."
        ),
    ),
    Kind(
        "CRI054",
        ERROR,
        _("“{code}” has no weight, and its level is a weighted mean."),
        _("a weight at every part; 0 counts as 0"),
        _("Add its weight."),
        _(
            "Weights decide the ranking as much as points do; one that is guessed cannot be defended."
        ),
    ),
    Kind(
        "CRI055",
        ERROR,
        _("The weights under “{code}” are all 0."),
        _("one weight above 0 or more"),
        _("Correct the weights."),
        _("Nothing would count, so the level could have no points at all."),
    ),
    Kind(
        "CRI056",
        ERROR,
        _("A scale that starts at {least} does not go with the rule kind “{kind}”."),
        _("proportional, index, survey or cohort, whose points are shares of the maximum"),
        _("Use “max”, or one of these kinds."),
        _(
            "Points stated in the rule and a scale that starts above 0 contradict each other: the same answer could be read as two different points."
        ),
    ),
    Kind(
        "CRI057",
        ERROR,
        _("All units may have the same figure, and nothing says what points that gives."),
        _("when_zero: full, zero or not_applicable"),
        _(
            "Add “when_zero” to the rule; with minmax a stated “zero_at” or “full_at” will do as well."
        ),
        _(
            "Where all units are alike there is no best and no worst; full points or none would then be given by chance."
        ),
    ),
    Kind(
        "CRI058",
        ERROR,
        _("There is no file “{path}” to start from."),
        _("the path of a criteria file, from this file"),
        _("Correct the path under “extends”."),
        _("Without the set it starts from there is nothing to apply the differences to."),
    ),
    Kind(
        "CRI059",
        ERROR,
        _("The sets start from each other, or the chain is too long: {chain}."),
        _("a chain of at most {most} files that ends at a whole set"),
        _("Correct the path under “extends”."),
        _("A set must rest on a whole one in the end; otherwise nobody can say what is in force."),
    ),
    Kind(
        "CRI060",
        ERROR,
        _("The set it starts from has no “{code}”."),
        _("a code of that set, in quotes"),
        _("Correct the code, or add the criterion under “add”."),
        _("The difference would be lost in silence, and the units be scored by the old text."),
    ),
    Kind(
        "CRI061",
        ERROR,
        _("“{key}” cannot stand like this in a set that starts from another."),
        _("“change” by code, “add” and “drop” as lists, and no “areas”"),
        _("Write the differences under “change”, “add” and “drop”."),
        _("Only differences that stand under their own keys can be shown and checked one by one."),
    ),
    Kind(
        "CRI062",
        ERROR,
        _("“{code}” is changed or added, and dropped at the same time."),
        _("one of the two"),
        _("Remove it from “change”, “add” or “drop”."),
        _("The two instructions contradict each other; either could have been meant."),
    ),
    Kind(
        "CRI063",
        WARNING,
        _("“ignore” names {code}, which is no warning met here."),
        _("a warning that is met here; errors cannot be ignored"),
        _("Remove the entry."),
        _("An exception nobody needs any more hides the next real warning of that code."),
    ),
    Kind(
        "CRI064",
        ERROR,
        _("The case “{name}” gives {got} for {what}."),
        "{expected}",
        _("It came about like this: {trace}. Correct the case or the criteria."),
        _(
            "The case is what the authors agreed the criteria should give; where they give something else, the file does not say what the decision means."
        ),
    ),
    Kind(
        "CRI065",
        WARNING,
        _("The formula can give from {low} to {high} points."),
        _("0 to {max} points; outside them the item is invalid"),
        _("Bound the inputs, or use min and max in the formula."),
        _(
            "A unit that declares such figures gets no points for the item until somebody mends the formula in mid-round."
        ),
    ),
    Kind(
        "CRI066",
        WARNING,
        _("“{source}” is {truth} within the bounds of the inputs."),
        _("a condition that depends on what is declared"),
        _("Correct the condition or the bounds, or write the expression without it."),
        _(
            "Part of the rule is never used, which is seldom what the decision says; often a bound or a sign is wrong."
        ),
    ),
    Kind(
        "CRI067",
        WARNING,
        _("The band at {bound} can never be reached: the figure is at least {least}."),
        _("a band that some figure falls in"),
        _("Remove the band, or correct the bounds of the inputs."),
        _(
            "A band nobody can fall in suggests that the bounds of the input or of the band differ from the decision."
        ),
    ),
    Kind(
        "CRI068",
        INFO,
        _("The file is no criteria set and is passed over."),
        _("a file that begins with “parindex: 1”"),
        _("Nothing to do; name the file itself to have it checked all the same."),
        _(
            "A set misspelt at its first line would be passed over like any other file; the note lets you see that it was."
        ),
    ),
)
