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
    """How many rows of each list there may be, and the number of the length of their texts."""

    losses: int
    moves: int
    gaps: int
    extremes: int
    letters: int


LETTERS = (Letters(160, 400), Letters(110, 240), Letters(70, 120), Letters(40, 60))
MOST = Room(14, 6, 4, 6, 0)
ROOMS = (
    *(MOST._replace(losses=losses) for losses in range(MOST.losses, 5, -1)),
    *(Room(losses, 5, 3, 5, 1) for losses in (8, 7, 6, 5)),
    *(Room(losses, 3, 2, 4, 2) for losses in (7, 6, 5, 4)),
    Room(3, 1, 1, 3, 3),
)
"""From the fullest back page to the barest; the typesetter takes the first that fits."""
FRONTS = tuple(Letters(letters, letters) for letters in (400, 160, 90, 45, 25))
"""How long names on the front page may be, in the same way."""
