"""How much of each list, and how long texts, the pages have room for."""

from typing import NamedTuple

from parindex.locale import shortened


class Letters(NamedTuple):
    """How long a name and a sentence may be."""

    of_name: int
    of_text: int

    def name(self, text: str) -> str:
        """Return a name as long as there is room for."""
        return shortened(text, self.of_name)

    def text(self, text: str) -> str:
        """Return a sentence as long as there is room for."""
        return shortened(text, self.of_text)


class Room(NamedTuple):
    """How long the texts of the back page are, and how many rows its lists have at most.

    The page takes as many losses as fit, but not fewer than ``losses`` unless this is the barest.
    """

    letters: Letters
    losses: int
    moves: int
    gaps: int
    extremes: int


ROOMS = (
    Room(Letters(160, 400), 6, 6, 4, 6),
    Room(Letters(110, 240), 5, 5, 3, 5),
    Room(Letters(70, 120), 4, 3, 2, 4),
    Room(Letters(40, 60), 0, 1, 1, 3),
)
"""From the fullest to the barest; the typesetter takes the first that fits."""
MOST_LOSSES = 14
FRONTS = tuple(Letters(letters, letters) for letters in (400, 160, 90, 60, 40, 25))
"""How long names on the front page may be, in the same way."""
