"""What the page says around its figures."""

from parindex.locale import Say, mark

_TEMPLATE = {
    "skip": mark("Skip to the content"),
    "sections": mark("Sections of the page"),
    "overview": mark("Overview"),
    "ranking": mark("Ranking"),
    "method": mark("How it was computed"),
    "basis": mark("Rests on"),
    "areas": mark("Index by area"),
    "labels": mark("Units by what they reached"),
    "mean": mark("Mean"),
    "best": mark("Highest"),
    "find": mark("Find units"),
    "search": mark("Code or name"),
    "search_hint": mark("With or without accents"),
    "block": mark("Block"),
    "all_blocks": mark("All blocks"),
    "band": mark("Band"),
    "all_bands": mark("All bands"),
    "all": mark("Show all"),
    "theme": mark("Dark background"),
    "print": mark("Print"),
    "no_script": mark("Sorting, searching and the pages of single units need JavaScript."),
    "unranked": mark("Not ranked, and why"),
    "code": mark("Code"),
    "unit": mark("Unit"),
    "why": mark("Why"),
    "none": mark("No unit of this block is ranked."),
    "run": mark("Run"),
    "made": mark("Made with parindex; all figures are those of results.json of this run."),
}
_SCRIPT = {
    "shown": mark("Units shown: {shown} of {all}."),
    "rest": mark("Show all {count} units"),
    "sorted": mark("Sorted by {column}."),
    "back": mark("Back to the ranking"),
    "above": mark("Rank above"),
    "below": mark("Rank below"),
    "unknown": mark("There is no unit with the code {code}."),
    "rank": mark("Rank"),
    "rank_of": mark("{rank} of {all}"),
    "band": mark("Band"),
    "index": mark("Index"),
    "points": mark("Points"),
    "points_of": mark("{points} of {max}"),
    "index_since": mark("Index against {year}"),
    "rank_since": mark("Rank against {year}"),
    "not_ranked": mark("Not ranked"),
    "areas": mark("Areas"),
    "area": mark("Area"),
    "maximum": mark("Maximum"),
    "mean": mark("Mean of the block"),
    "best": mark("Best of the block"),
    "compared": mark("Unit (bar), mean of the block (line) and best of the block (diamond)"),
    "items": mark("Points of each item"),
    "item": mark("Item"),
    "code": mark("Code"),
    "lost_only": mark("Only items with points lost"),
    "lost": mark("{count} of {all} items did not reach the maximum."),
    "self": mark("Self-assessed: {points}"),
    "rule": mark("Rule and clause"),
    "clause": mark("Clause: {clause}"),
    "scored_by": mark("Points come from: {who}"),
    "course": mark("From self-assessment to the result"),
    "stage": mark("Stage"),
    "moves": mark("What the appraisal changed"),
    "before": mark("Before"),
    "after": mark("After"),
    "reason": mark("Reason"),
    "day": mark("Day"),
    "adjustments": mark("Bonus and penalty points"),
    "gaps": mark("Lacks in the evidence"),
    "trend": mark("Over the years"),
    "year": mark("Year"),
}


def template_words(say: Say) -> dict[str, str]:
    """Return the texts of the template, by their names there."""
    return {name: say(message) for name, message in _TEMPLATE.items()}


def script_words(say: Say) -> dict[str, str]:
    """Return the texts of the script, by their names there; their places are still to be filled."""
    return {name: say(message, **_PLACES) for name, message in _SCRIPT.items()}


_PLACES = {
    name: f"{{{name}}}"
    for name in (
        "all", "clause", "code", "column", "count", "max", "points", "rank", "shown",
        "who", "year",
    )
}  # fmt: skip
