"""The colours of the page as CSS variables, by day and by night, from the palette of charts."""

from parindex.reports.charts import palette

NIGHT = "#12171D"
"""The ground of the page by night."""


def css_colours(accent: str) -> dict[str, dict[str, str]]:
    """Return the names and values of the page's colours, by day and by night."""
    return {
        "day": {
            "accent": accent,
            "ground": "#FFFFFF",
            "raised": palette.mixed("#FFFFFF", accent, 0.05),
            "ink": palette.INK,
            "quiet": palette.QUIET,
            "rule": palette.RULE,
            "track": palette.TRACK,
            "bar": palette.mixed("#FFFFFF", accent, 0.75),
            "best": palette.BEST,
            "mean": palette.INK,
            "up": palette.UP,
            "down": palette.DOWN,
        },
        "night": {
            "accent": palette.mixed(accent, "#FFFFFF", 0.62),
            "ground": NIGHT,
            "raised": palette.mixed(NIGHT, "#FFFFFF", 0.06),
            "ink": "#E9EDF1",
            "quiet": "#B0B9C2",
            "rule": palette.mixed(NIGHT, "#FFFFFF", 0.24),
            "track": palette.mixed(NIGHT, "#FFFFFF", 0.16),
            "bar": palette.mixed(accent, "#FFFFFF", 0.45),
            "best": palette.mixed(palette.BEST, "#FFFFFF", 0.35),
            "mean": "#FFFFFF",
            "up": palette.mixed(palette.UP, "#FFFFFF", 0.6),
            "down": palette.mixed(palette.DOWN, "#FFFFFF", 0.55),
        },
    }
