"""Counting the answers of a survey: by unit, group, stratum, question and option, exactly.

Whatever is not counted is counted too, with its reason and the first rows where it stands.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

from parindex.model.round import Unit
from parindex.model.survey import Questionnaire
from parindex.model.surveyed import UnitTally, Why
from parindex.sources.answers import EXTRA
from parindex.sources.faults import Faults
from parindex.sources.meanings import Meanings, meanings_of, unit_meanings

if TYPE_CHECKING:
    import numpy as np
    from pandas import DataFrame

    Numbers = np.ndarray[Any, np.dtype[np.int64]]

_ROW_FAULTS = (Why.CELLS, Why.UNIT, Why.GROUP, Why.STRATUM, Why.TWICE)
"""Why a whole row is dropped; the first that applies is told."""


@dataclass(frozen=True, slots=True)
class AnswerColumns:
    """The numbers of the columns of a file; none where it has no such column."""

    unit: int
    group: int
    stratum: int | None
    respondent: int | None
    questions: tuple[int | None, ...]

    @property
    def numbers(self) -> list[int]:
        """Return the columns to be read, in order."""
        named = (self.unit, self.group, self.stratum, self.respondent, *self.questions)
        return sorted({number for number in named if number is not None})


class _Column(NamedTuple):
    """A column's distinct texts, which of them each row has, and what each row's stands for."""

    texts: Sequence[str]
    codes: "Numbers"
    meant: "Numbers"


def _column(frame: "DataFrame", number: int, meanings: Meanings) -> _Column:
    import pandas as pd  # noqa: PLC0415

    codes, found = pd.factorize(frame[str(number)].to_numpy())
    texts = found.tolist()
    return _Column(texts, codes, meanings.of(texts)[codes])


class Tally:
    """Counts of the answers of a survey, taken some rows of a file at a time."""

    def __init__(
        self, questionnaire: Questionnaire, units: Sequence[Unit], skip: "Numbers | None" = None
    ) -> None:
        """Count for these units; ``skip`` are rows to drop, counted from 0 over all files."""
        import numpy as np  # noqa: PLC0415

        questions = questionnaire.questions
        self.questionnaire, self.units = questionnaire, units
        self.rows = 0
        """Rows that hold anything."""
        self.dropped: Counter[Why] = Counter()
        """Rows dropped whole, by reason."""
        self._unit, self._group = unit_meanings(units), meanings_of(questionnaire.groups)
        self._stratum = meanings_of(questionnaire.strata)
        scales = [questionnaire.scales[question.scale] for question in questions]
        self._scales = [meanings_of(scale, len(scale), len(scale) + 1) for scale in scales]
        cells = (len(units), len(questionnaire.groups), len(questionnaire.strata) or 1)
        self._counts = [np.zeros((*cells, len(scale) + 2), np.int64) for scale in scales]
        """By question: unit, group, stratum, option (then blank, then off the scale)."""
        self._respondents = np.zeros(cells[:2], np.int64)
        self._asked = [
            np.array([group in questionnaire.asked(question) for group in questionnaire.groups])
            for question in questions
        ]
        self._fed = [np.array([unit.block in q.feeds for unit in units], bool) for q in questions]
        self._at = 0
        self._skip = np.zeros(0, np.int64) if skip is None else skip
        self._keys: list[Any] = []
        self._keyed: list[Numbers] = []

    def add(self, frame: "DataFrame", columns: AnswerColumns, row: int, faults: Faults) -> None:
        """Count the rows of a frame, of which the first is ``row`` of its file."""
        import numpy as np  # noqa: PLC0415

        unit = _column(frame, columns.unit, self._unit)
        group = _column(frame, columns.group, self._group)
        known = {Why.UNIT: (columns.unit, unit), Why.GROUP: (columns.group, group)}
        stratum = np.zeros(len(frame), np.int64)
        if columns.stratum is not None:
            strata = _column(frame, columns.stratum, self._stratum)
            known[Why.STRATUM], stratum = (columns.stratum, strata), strata.meant
        kept = self._kept(frame, known, row, faults)
        unit_of, group_of = unit.meant[kept], group.meant[kept]
        groups, strata_count = self._counts[0].shape[1:3]
        person = unit_of * groups + group_of
        self._respondents += _counted(person, self._respondents.shape)
        if columns.respondent is not None:
            self._remember(frame[str(columns.respondent)].to_numpy(dtype=object), kept, person)
        cell = person * strata_count + stratum[kept]
        rows = _Rows(kept, unit_of, group_of, cell, row)
        for question, number in enumerate(columns.questions):
            self._count(question, frame, number, rows, faults)
        self._at += len(frame)

    def _kept(
        self,
        frame: "DataFrame",
        known: Mapping[Why, tuple[int, _Column]],
        row: int,
        faults: Faults,
    ) -> "Numbers":
        """Return the places of the rows that count; the others are noted."""
        import numpy as np  # noqa: PLC0415

        long = frame[EXTRA].to_numpy().astype(bool)
        good = ~long
        faulty = {Why.CELLS: np.flatnonzero(long)}
        for why, (_, column) in known.items():
            faulty[why] = np.flatnonzero(good & (column.meant < 0))
            good &= column.meant >= 0
        _, unit = known[Why.UNIT]
        nameless = np.array([not text.strip() for text in unit.texts], bool)[unit.codes]
        blank = _blank(frame, np.flatnonzero(nameless))
        faulty[Why.UNIT] = np.setdiff1d(faulty[Why.UNIT], blank, assume_unique=True)
        here = self._skip[slice(*np.searchsorted(self._skip, (self._at, self._at + len(frame))))]
        faulty[Why.TWICE] = here - self._at
        good[faulty[Why.TWICE]] = False
        self.rows += len(frame) - len(blank)
        for why, places in faulty.items():
            self.dropped[why] += len(places)
            if why in known:
                _note(faults, why, *known[why], places, row)
            elif len(places):
                faults.note(why, -1, "", len(places), _first(places, row))
        return np.flatnonzero(good)

    def _remember(self, names: Any, kept: "Numbers", person: "Numbers") -> None:
        """Keep who answered: 64 bits made of unit, group and the respondent's name.

        Of a million names two fall together by chance once in thirty million surveys.
        """
        import numpy as np  # noqa: PLC0415
        from pandas.util import hash_array  # noqa: PLC0415

        names = names[kept]
        named = np.flatnonzero(names.astype(bool))
        key = hash_array(names[named], categorize=False) ^ hash_array(person[named])
        self._keys.append(key)
        self._keyed.append(kept[named] + self._at)

    def repeated(self) -> "Numbers":
        """Return the rows whose respondent stands in an earlier one, of the same unit and group."""
        import numpy as np  # noqa: PLC0415
        import pandas as pd  # noqa: PLC0415

        if not self._keys:
            return np.zeros(0, np.int64)
        twice = pd.Series(np.concatenate(self._keys)).duplicated().to_numpy()
        return np.concatenate(self._keyed)[twice]

    def _count(
        self,
        question: int,
        frame: "DataFrame",
        number: int | None,
        rows: "_Rows",
        faults: Faults,
    ) -> None:
        """Count the answers to a question; a column that is not there is blank."""
        counts = self._counts[question]
        blank = counts.shape[-1] - 2
        if number is None:
            cells = rows.cell * counts.shape[-1] + blank
            counts += _counted(cells, counts.shape)
            return
        column = _column(frame, number, self._scales[question])
        answer = column.meant[rows.kept]
        counts += _counted(rows.cell * counts.shape[-1] + answer, counts.shape)
        asked = self._asked[question]
        due = asked[rows.group] & self._fed[question][rows.unit]
        for why, which in (
            (Why.BLANK, due & (answer == blank)),
            (Why.OFF_SCALE, due & (answer > blank)),
        ):
            _note(faults, why, number, column, rows.kept[which], rows.first)
        if not asked.all():
            strange = ~asked[rows.group] & (answer != blank)
            for group, each in enumerate(self.questionnaire.groups):
                which = rows.kept[strange & (rows.group == group)]
                if len(which):
                    text = each.name
                    faults.note(Why.NOT_ASKED, number, text, len(which), _first(which, rows.first))

    def lacks(self, question: int) -> int:
        """Return how many who are asked a question have no answer on its scale."""
        asked = self._asked[question]
        return int(self._counts[question][self._fed[question]][:, asked, :, -2].sum())

    def unit(self, number: int) -> UnitTally:
        """Return what was counted of a unit."""
        names = [group.name for group in self.questionnaire.groups]
        strata = [stratum.name for stratum in self.questionnaire.strata] or [""]
        respondents = dict(zip(names, self._respondents[number].tolist(), strict=True))
        answers = {}
        for question, counts in enumerate(self._counts):
            if not self._fed[question][number]:
                continue
            scale = self.questionnaire.scales[self.questionnaire.questions[question].scale]
            options = [option.name for option in scale]
            for group, by_stratum in enumerate(counts[number].tolist()):
                if self._asked[question][group]:
                    answers[question, names[group]] = {
                        stratum: dict(zip(options, held, strict=False))
                        for stratum, held in zip(strata, by_stratum, strict=True)
                    }
        return UnitTally(respondents, answers)

    def drops(self, question: int) -> dict[Why, int]:
        """Return how many answers to a question are not counted, by reason; none is left out.

        With those on the scale they are as many as there are rows.
        """
        counts, asked, fed = self._counts[question], self._asked[question], self._fed[question]
        found = {why: self.dropped[why] for why in _ROW_FAULTS}
        found[Why.NO_ITEM] = int(counts[~fed].sum())
        found[Why.NOT_ASKED] = int(counts[fed][:, ~asked].sum())
        found[Why.BLANK] = int(counts[fed][:, asked, :, -2].sum())
        found[Why.OFF_SCALE] = int(counts[fed][:, asked, :, -1].sum())
        return found


class _Rows(NamedTuple):
    """The rows of a frame that count: their places, and unit, group and cell of each."""

    kept: "Numbers"
    unit: "Numbers"
    group: "Numbers"
    cell: "Numbers"
    first: int


def _counted(numbers: "Numbers", shape: tuple[int, ...]) -> "Numbers":
    import numpy as np  # noqa: PLC0415

    return np.bincount(numbers, minlength=prod(shape)).reshape(shape)


def _blank(frame: "DataFrame", places: "Numbers") -> "Numbers":
    """Return those of some rows that hold nothing at all."""
    if not len(places):
        return places
    rows = frame.iloc[places].to_numpy()
    return places[[not "".join(row).strip() for row in rows]]


def _first(places: "Numbers", row: int) -> list[int]:
    return [row + int(place) for place in places[:3]]


def _note(
    faults: Faults, why: Why, number: int, column: _Column, places: "Numbers", row: int
) -> None:
    """Note a fault of rows, by the text that stands in the column."""
    import numpy as np  # noqa: PLC0415

    if not len(places):
        return
    if why is Why.BLANK:
        faults.note(why, number, "", len(places), _first(places, row))
        return
    held = column.codes[places]
    order = np.argsort(held, kind="stable")
    codes, starts, counts = np.unique(held[order], return_index=True, return_counts=True)
    for nth in np.argsort(order[starts]):
        rows = _first(places[order[starts[nth] : starts[nth] + counts[nth]][:3]], row)
        faults.note(why, number, column.texts[codes[nth]], int(counts[nth]), rows)
