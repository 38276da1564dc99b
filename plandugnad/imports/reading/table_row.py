"""One row of the table as it is kept with the run, ready to be compared with the plans that stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from plandugnad.imports.choices import Key, key_of
from plandugnad.imports.matching.identity import Identity, identity_of
from plandugnad.imports.reading.plan_values import Values

PLAN, ERROR, SKIPPED = "plan", "error", "skipped"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, and the cell where it can be mended. `why` and `remedy` by written form."""

    code: str
    row: int
    column: int | None
    letter: str
    header: str
    value: str
    why: Mapping[str, str]
    remedy: Mapping[str, str]
    may_do_without: bool = False  # the row can be imported without the faulty value
    fields: Sequence[str] = ()  # what is wrong, the faulty value first


@dataclass(frozen=True, slots=True)
class TableRow:
    sheet: int
    sheet_name: str
    row: int
    state: str
    name: str
    values: Values = field(default_factory=dict)  # of an error: the row without the faulty value
    fault: Fault | None = None
    mended: tuple[str, ...] = ()  # columns whose cell a person has mended, by letter
    deduced: tuple[str, ...] = ()  # fields no cell gives: they follow from other cells
    own_id: str = ""  # the plan the row went out as, in a table we have made ourselves
    own_cells: Mapping[str, str] = field(default_factory=dict)  # of such a row: texts by heading
    fingerprint: str = ""  # of what the row says in the file
    is_mended_before: bool = False  # the cells were mended the last time the row came

    @property
    def key(self) -> Key:
        return key_of(self.sheet, self.row)

    @property
    def identity(self) -> Identity:
        """A type that was only deduced is none of its own: it makes no difference between two plans."""
        return identity_of({name: value for name, value in self.values.items() if name not in self.deduced})

    @property
    def name_key(self) -> str:
        return self.identity.name_key

    @property
    def is_year_from_case(self) -> bool:
        return bool(self.values.get("is_adopted_year_from_case"))

    def to_json(self) -> list[Any]:
        fault = asdict(self.fault) if self.fault else None
        return [
            self.sheet,
            self.sheet_name,
            self.row,
            self.state,
            self.name,
            self.values,
            fault,
            list(self.mended),
            list(self.deduced),
            self.own_id,
            self.own_cells,
            self.fingerprint,
            self.is_mended_before,
        ]

    @classmethod
    def from_json(cls, stored: list[Any]) -> TableRow:
        sheet, sheet_name, row, state, name, values, fault, mended, deduced, *rest = stored
        told = Fault(**fault) if fault else None
        return cls(sheet, sheet_name, row, state, name, values, told, tuple(mended), tuple(deduced), *rest)
