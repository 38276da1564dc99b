"""What the register says of each body, as values that cannot be changed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

WrittenStandard = Literal["bokmål", "nynorsk", "nøytral"]
Answer = Literal["yes", "no", "unclear"]
# Confirmed in a source, our own choice, not confirmed.
Certainty = Literal["S", "D", "U"]


@dataclass(frozen=True, kw_only=True)
class Names:
    """The official names. `official` has them all in their official order, parted by ' - '."""

    name: str
    official: str
    se: str | None  # North Sami
    smj: str | None  # Lule Sami
    sma: str | None  # South Sami
    fkv: str | None  # Kven

    @property
    def alternatives(self) -> tuple[str, ...]:
        return tuple(name for name in self.official.split(" - ") if name != self.name)


@dataclass(frozen=True, kw_only=True)
class Municipality:
    number: str
    names: Names
    county_number: str
    state_administrator: str
    centrality_index_2024: int
    centrality_class_2024: int
    population_2024: int
    population_2026: int
    area_km2: float
    written_standard: WrittenStandard
    sami_language_area: str | None
    organisation_number: str | None
    website: str
    administrative_centre: str
    longitude: float
    latitude: float
    valid_from: date | None

    @property
    def name(self) -> str:
        return self.names.name


@dataclass(frozen=True, kw_only=True)
class County:
    number: str
    names: Names
    administration_name: str
    organisation_number: str
    email_domain: str | None
    written_standard: WrittenStandard
    is_sami_language_area: bool
    state_administrator: str
    valid_from: date | None

    @property
    def name(self) -> str:
        return self.names.name


@dataclass(frozen=True, kw_only=True)
class StateAdministrator:
    organisation_number: str
    name: str
    name_nb: str
    name_nn: str
    county_numbers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RegionalCouncil:
    key: str
    name: str
    former_name: str | None
    member_numbers: tuple[str, ...]
    membership_known_for: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SectorBody:
    key: str
    name_nb: str
    name_nn: str
    short_name: str | None
    relevant_when_nb: str
    relevant_when_nn: str
    relevant_when_en: str
    may_object: Answer
    objection_certainty: Certainty | None
    relevance_certainty: Certainty


@dataclass(frozen=True, kw_only=True)
class NationalBody:
    key: str
    name_nb: str
    name_nn: str
    short_name: str
    organisation_number: str
    website: str


@dataclass(frozen=True, kw_only=True)
class FormerNumber:
    former_number: str
    former_name: str
    number: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class Register:
    municipalities: tuple[Municipality, ...]
    counties: tuple[County, ...]
    state_administrators: tuple[StateAdministrator, ...]
    regional_councils: tuple[RegionalCouncil, ...]
    sector_bodies: tuple[SectorBody, ...]
    national_bodies: tuple[NationalBody, ...]
    former_numbers: tuple[FormerNumber, ...]

    @cached_property
    def municipality_by_number(self) -> dict[str, Municipality]:
        return {municipality.number: municipality for municipality in self.municipalities}

    @cached_property
    def county_by_number(self) -> dict[str, County]:
        return {county.number: county for county in self.counties}

    @cached_property
    def shared_names(self) -> frozenset[str]:
        names = Counter(municipality.name for municipality in self.municipalities)
        return frozenset(name for name, times in names.items() if times > 1)
