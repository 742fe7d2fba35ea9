"""Findings of finished tables that are ranked (RND170 to RND179, RND182 to RND184, RND189)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import ERROR, INFO, WARNING, Kind

TOTALS = (
    Kind(
        "RND170",
        ERROR,
        _("None of the first rows is a header with a column of units and one of figures."),
        _("a row with headings such as “Đơn vị” and “Chỉ số”; seen: {seen}"),
        _("Name the columns as they are headed: --unit “…” --points “…”."),
        _("Which column is to be ranked is not guessed: a table may hold several totals."),
    ),
    Kind(
        "RND171",
        ERROR,
        _("The table has no column “{column}”."),
        _("one of: {known}"),
        _("Name a column as it is headed."),
        _("A column that is not found would leave out a block, a year or a check without a word."),
    ),
    Kind(
        "RND172",
        ERROR,
        _("“{raw}” is no figure that could be ranked."),
        _("a number such as 85,43"),
        _("Mend the cell; until then the unit is listed and not ranked."),
        _("A unit ranked on a misread figure moves every unit below it."),
    ),
    Kind(
        "RND173",
        WARNING,
        _("There is no figure of {name}."),
        _("a number such as 85,43"),
        _("Fill it in; the unit is listed and not ranked."),
        _("A blank is not 0: a unit without a figure would come last for no reason."),
    ),
    Kind(
        "RND174",
        ERROR,
        _("{name} stands there more than once and is not ranked; first at {first}."),
        _("one row a unit, in each year and block"),
        _(
            "Remove the row that is not right; of tables of several years say which, by --year or in the files' names."
        ),
        _("Each row would take a place of its own and push the units below it down."),
    ),
    Kind(
        "RND175",
        ERROR,
        _("By the figures {name} has rank {rank}; the table says {stated}."),
        _("ranks that follow the figures; ties: {ties}"),
        _("Compare with the source; say --ties or --decimals where it ranks otherwise."),
        _(
            "A reader who orders the published figures comes to another ranking than the one that was decided on."
        ),
    ),
    Kind(
        "RND176",
        ERROR,
        _("By the figures {name} belongs in the class “{band}”; the table says “{stated}”."),
        _("the class of {figure} by the criteria"),
        _("Compare with the source, and with the bands of the criteria."),
        _("A unit that is put into the wrong class is praised or blamed for nothing."),
    ),
    Kind(
        "RND177",
        WARNING,
        _("No unit of {year} is found among those of {before}; the years are not compared."),
        _("codes, or names, that are alike in both tables"),
        _("Give the units one code, or one name, in both."),
        _("A column of dashes looks as if nothing had moved."),
    ),
    Kind(
        "RND178",
        WARNING,
        _("“{raw}” is understood neither as a year nor as a rank, and not used."),
        _("a year such as 2025, or a rank such as 3"),
        _("Correct the cell, or leave it blank."),
        _("A unit would stand under no year, or its stated rank would be compared with nothing."),
    ),
    Kind(
        "RND179",
        WARNING,
        _("The row “{name}” is taken for sums, means or words under the table, and not ranked."),
        "",
        _("Nothing needs to be done; if it is a unit, write its full name."),
        _("A mean that is ranked among the units takes a place from one of them."),
    ),
    Kind(
        "RND182",
        INFO,
        _(
            "The criteria part ties by points of areas, which a table of totals has not; equal units share a rank."
        ),
        "",
        _("Nothing needs to be done; compare with the decision where units are equal."),
        _("Ranks that differ from the decision for this reason alone are no mistake of the table."),
    ),
    Kind(
        "RND183",
        INFO,
        _("Ranked on the column “{column}”; the table also has {others}."),
        "",
        _("Nothing needs to be done, or name the column that counts: --points “…”."),
        _("Two totals of one table may put the units in two orders."),
    ),
    Kind(
        "RND184",
        ERROR,
        _(
            "{count} {count:row names|rows name} no block while others do, first {name}; "
            "{count:it is ranked by itself|they are ranked by themselves}."
        ),
        _("the block in every row, also where cells were merged"),
        _("Fill in the block in each row."),
        _("Units of a block that stand apart from it are ranked among the wrong ones."),
    ),
    Kind(
        "RND189",
        WARNING,
        _("All figures lie between 0 and 1, while the best class begins at {best}."),
        _("figures on the scale of the classes"),
        _("Write percentages in full (85,5 for 0,855), also where the cells show a sign %."),
        _(
            "A cell that shows 85,5% holds 0,855: its rank is right, but every unit would come into the lowest class."
        ),
    ),
)
