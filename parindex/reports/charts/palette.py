"""The colours of every chart, in whatever a report is made into.

Series differ in hue for colour-blind readers (Okabe and Ito's set, jfly.uni-koeln.de/color) and in
lightness for print in black and white; bands and heat run from dark (most) to light (least).
"""

ACCENT = "#1F4E79"
"""Of headings and bars where the office has no colour of its own."""
BEST, MEAN = "#D55E00", "#767676"
"""Of the block's best and its mean."""
UP, DOWN = "#00694E", "#A33B00"
"""Of a change for the better and for the worse; a sign always stands beside them."""
INK, QUIET, RULE, TRACK = "#1A1A1A", "#595959", "#D0D0D0", "#E8E8E8"
"""Of texts, of quiet texts, of lines, and of what a bar runs along."""
BANDS = ("#253494", "#2C7FB8", "#41B6C4", "#A1DAB4", "#FFFFCC")
"""Of bands, best first (ColorBrewer YlGnBu)."""


def band_colours(count: int) -> tuple[str, ...]:
    """Return as many colours as there are bands, best first, spread over the whole range."""
    if count <= 1:
        return BANDS[:count]
    return tuple(_along(place / (count - 1)) for place in range(count))


def heat(share: float) -> str:
    """Return the fill of a share of the maximum, 0 to 1: the more, the darker, under black text."""
    return mixed("#FFFFFF", "#6BAED6", max(0.0, min(1.0, (share - 0.4) / 0.6)))


def mixed(first: str, second: str, share: float) -> str:
    """Return the colour that lies at a share of the way from one to another."""
    pairs = ((int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _along(share: float) -> str:
    place = share * (len(BANDS) - 1)
    low = min(int(place), len(BANDS) - 2)
    return mixed(BANDS[low], BANDS[low + 1], place - low)
