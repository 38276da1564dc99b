"""The small values that the shared components take; by shape only, since the components are in an outer ring."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Crumb:
    label: str
    address: str = ""


@dataclass(frozen=True)
class Chip:
    """A filter in the address: where the choice is made, or unmade when it `is_on`."""

    label: str
    address: str
    is_on: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Column:
    label: str
    sort: str = ""
    kind: str = "text"
    is_hidden: bool = False
