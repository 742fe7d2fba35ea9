"""What is made of bytes once and looked up from then on, as forms of a set hold the same bytes."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_MOST, _LONGEST = 20_000, 1_000
"""Entries, and bytes of a key: a worker has a gigabyte for several such tables and a file."""


class Known(dict[bytes, T]):
    """By bytes, what ``make`` makes of them, made at the first look.

    Long ones are not kept, and too many are all dropped, lest hostile files fill the memory.
    """

    def __init__(self, make: Callable[[bytes], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: bytes) -> T:
        made = self._make(key)
        if len(key) < _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[key] = made
        return made
