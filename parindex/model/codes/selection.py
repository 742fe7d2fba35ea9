"""Findings of selections of the best units (RND185 to RND188)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

SELECTION = (
    Kind(
        "RND185",
        ERROR,
        _("“{code}” under “{key}” is not in the results of each block that is considered."),
        _("one of: {known}"),
        _("Write it as the results have it."),
        _(
            "A condition on something that is not there would hold for everybody, and nobody would notice."
        ),
    ),
    Kind(
        "RND186",
        WARNING,
        _("{units} share place {place} and cannot be told apart; {free} of them can be chosen."),
        _("a decision of the council, or “tie_break” or “ties” in the rules"),
        _("Have the council decide, and name the others under “exclude” with its reason."),
        _("Whoever takes one of two equal units by the order of a list leaves an award to chance."),
    ),
    Kind(
        "RND187",
        INFO,
        _("Only {chosen} of {best} can be chosen: no other unit fulfils the conditions."),
        "",
        _("Nothing needs to be done; the conditions go before the number."),
        _("An award that has conditions is not filled up with units that do not fulfil them."),
    ),
    Kind(
        "RND188",
        ERROR,
        _("The blocks {blocks} cannot be taken together: their indices are not on one scale."),
        _("one “out_of” and one “rank_on” in all of their criteria"),
        _("Choose in each block (leave “each_block” out), or name blocks of one scale."),
        _("An index of 9 out of 10 would come after one of 50 out of 100."),
    ),
)
