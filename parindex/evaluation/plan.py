"""What a process needs to read and score the files of a round."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from parindex.checks.round import exempt_items
from parindex.evaluation.ledger import Entries
from parindex.model.criteria import CriteriaSet
from parindex.model.roster import Roster
from parindex.model.round import Former, Round
from parindex.model.submission import Identity
from parindex.model.supplied import SuppliedBy
from parindex.sources.folder import SUBMISSIONS
from parindex.sources.round import RoundFolder


@dataclass(frozen=True, slots=True)
class Plan:
    """What a process needs to read and score a file: sets by block, units, exemptions."""

    sets: Mapping[str, CriteriaSet]
    blocks: Mapping[str, str]
    exempt: Mapping[str, frozenset[str]] = field(default_factory=dict)
    root: str = ""
    """The folder from which files are named in findings and results; else by name alone."""
    loose: bool = False
    """Whether any unit is taken, as for workbooks outside a round."""
    deadline: date | None = None
    """The last day on which a document can be dated; none outside a round."""
    of_round: str = ""
    """The round's folder, in which evidence can stand."""
    supplied: SuppliedBy = field(default_factory=dict)
    """What tables, registers and surveys say of the units' items."""
    entries: Entries = field(default_factory=dict)
    """What appraisers and units said of items after self-assessment, by unit."""
    before: Roster = field(default_factory=lambda: Roster(()))
    """The former units, whose forms may still come in."""

    def former(self, owner: Identity) -> Former | None:
        """Return the former unit for which a form was made that is of no unit of the round."""
        if self.loose or owner.unit in self.blocks:
            return None
        return self.before.former(owner.unit) or self.before.former(owner.unit_name)

    def shown(self, path: str) -> str:
        """Return the name by which people are told of a file."""
        full = Path(path)
        inside = self.root and full.is_relative_to(self.root)
        name = full.relative_to(self.root).as_posix() if inside else full.name
        return name.encode(errors="backslashreplace").decode()


def make_plan(this_round: Round) -> Plan:
    """Return what reading the round's files needs."""
    return Plan(
        sets={block.code: block.criteria for block in this_round.blocks},
        blocks={unit.code: unit.block for unit in this_round.units},
        exempt={
            unit.code: exempt_items(unit, this_round.block(unit.block))
            for unit in this_round.units
            if unit.exempt
        },
        deadline=limit.date() if (limit := this_round.spec.deadline) else None,
        before=Roster((), this_round.former),
    )


def folder_plan(
    folder: RoundFolder, supplied: SuppliedBy | None = None, entries: Entries | None = None
) -> Plan:
    """Return the plan of a round on disk; files are named from its folder of submissions."""
    return replace(
        make_plan(folder.round),
        root=str(folder.path / SUBMISSIONS),
        of_round=str(folder.path),
        supplied=supplied or {},
        entries=entries or {},
    )
