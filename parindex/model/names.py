"""Units found by what a table calls them: by the code first, then by the name."""

from collections.abc import Mapping
from difflib import get_close_matches

from parindex.model.text import name_key

_LIKE = 4 / 5


class UnitNames:
    """Finds units by code or name; a name that two of them bear finds neither."""

    def __init__(self, units: Mapping[str, str]) -> None:
        self.units = units
        self._codes = {name_key(code): code for code in units}
        self._names: dict[str, list[str]] = {}
        for code, name in units.items():
            self._names.setdefault(name_key(name), []).append(code)

    def find(self, text: str) -> str | None:
        """Return the code of the unit that is meant, or none."""
        key = name_key(text)
        if key in self._codes:
            return self._codes[key]
        named = self._names.get(key, [])
        return named[0] if len(named) == 1 else None

    def near(self, text: str) -> list[str]:
        """Return the units that may be meant, each as code and name."""
        key = name_key(text)
        known = [*self._codes, *self._names]
        keys = [key] if key in self._names else get_close_matches(key, known, 3, _LIKE)
        codes = [
            c for k in keys for c in ([self._codes[k]] if k in self._codes else self._names[k])
        ]
        return [f"{code} ({self.units[code]})" for code in dict.fromkeys(codes)][:3]
