from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plandugnad.engines.tables import When, normalised_name
from plandugnad.engines.tables.names import period_in_name
from plandugnad.engines.tables.proper_names import name_other_places


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two the same plan when they have no national plan id: normalised name, place, type and period."""

    name: str
    name_key: str
    plan_type: str
    period: str

    def has_name_of(self, other: Identity) -> bool:
        """As the engine asks of two rows: «Plan for Sand» and «Plan for Sande» are of two places."""
        return self.name_key == other.name_key and not name_other_places(self.name, other.name)

    def agrees(self, other: Identity) -> bool:
        """What one of them does not say is no difference."""
        return (
            self.has_name_of(other)
            and _is_compatible(self.plan_type, other.plan_type)
            and _is_compatible(self.period, other.period)
        )


def identity_of(values: Mapping[str, Any]) -> Identity:
    name = values.get("name") or ""
    return Identity(
        name, normalised_name(name) or name, values.get("plan_type") or "", values.get("period") or _in_name(name)
    )


def _in_name(name: str) -> str:
    """«Bibliotekplan 2021–2025» says its period, also where no field does."""
    years = period_in_name(name)
    return When.of_years(*years).iso if years else ""


def _is_compatible(one: str, other: str) -> bool:
    return not one or not other or one == other
