"""The table of surveys: what each group of respondents said on an item of a unit."""

from parindex.locale import mark
from parindex.model.result import RoundResult
from parindex.model.surveyed import SurveyLine
from parindex.reports.opendata.column import Column, Table
from parindex.reports.opendata.scores import IN_RANKING, UNIT, UNIT_TEXT
from parindex.reports.opendata.structure import BLOCK, BLOCK_TEXT, IN_BLOCKS, ITEM, ITEM_TEXT

_PRIVATE = mark("too few answered to publish it without naming them")
_PERCENT = mark("percent")


def _surveys(result: RoundResult, _lang: str) -> tuple[SurveyLine, ...]:
    return result.surveys


SURVEY: Table[SurveyLine] = Table(
    "survey",
    mark("Surveys"),
    mark("A line a unit, item and group of respondents; the line without a group is of all."),
    _surveys,
    (
        Column(
            "survey",
            "string",
            mark("Survey"),
            mark("The file of the questionnaire."),
            lambda s: s.survey,
            result_name="survey",
        ),
        Column("block", "string", BLOCK, BLOCK_TEXT, lambda s: s.block, result_name="block"),
        Column("unit", "string", UNIT, UNIT_TEXT, lambda s: s.unit, result_name="unit"),
        Column("item", "string", ITEM, ITEM_TEXT, lambda s: s.item, result_name="item"),
        Column(
            "group",
            "string",
            mark("Group"),
            mark("The group of respondents."),
            lambda s: s.group,
            blank=mark("all groups together"),
            result_name="group",
        ),
        Column(
            "group_name",
            "string",
            mark("Name of the group"),
            mark("What the group is called."),
            lambda s: s.label,
            blank=mark("all groups together"),
        ),
        Column(
            "counted",
            "integer",
            mark("Answers counted"),
            mark("How many answers count."),
            lambda s: s.counted,
            blank=_PRIVATE,
            result_name="counted",
        ),
        Column(
            "uncounted",
            "integer",
            mark("Answers not counted"),
            mark("How many were left blank or do not count."),
            lambda s: s.uncounted,
            blank=_PRIVATE,
            result_name="uncounted",
        ),
        Column(
            "share",
            "number",
            mark("Share"),
            mark("The share of the maximum that the answers come to."),
            lambda s: s.share,
            blank=mark("there is no figure"),
            unit=_PERCENT,
            result_name="share",
        ),
        Column(
            "half_width",
            "number",
            mark("Half the interval"),
            mark("Half the width of the confidence interval around the share."),
            lambda s: s.half_width,
            blank=mark("there is no figure"),
            unit=_PERCENT,
            result_name="half_width",
        ),
        Column(
            "small_sample",
            "string",
            mark("Small sample"),
            mark("Whether fewer answered than the questionnaire asks for."),
            lambda s: s.small,
            blank=mark("no"),
            values={"yes": mark("yes")},
            result_name="small_sample",
        ),
        Column(
            "suppressed",
            "string",
            mark("Kept back"),
            mark("Whether figures are kept back because too few answered."),
            lambda s: s.suppressed,
            blank=mark("no"),
            values={"yes": mark("yes")},
            result_name="suppressed",
        ),
    ),
    references=(IN_BLOCKS, IN_RANKING),
)
