"""The register as facts: the tables in `data/`, checked, and what can be asked of them. No Django."""

from plandugnad.regions.register.facts import (
    Answer,
    Certainty,
    County,
    FormerNumber,
    Municipality,
    Names,
    NationalBody,
    RegionalCouncil,
    Register,
    SectorBody,
    StateAdministrator,
    WrittenStandard,
)
from plandugnad.regions.register.find import (
    PlaceRow,
    default_written_form,
    find_municipalities,
    find_municipality,
    label,
    place_rows,
    successors,
)
from plandugnad.regions.register.line import RegisterError
from plandugnad.regions.register.read import read_register

__all__ = [
    "Answer",
    "Certainty",
    "County",
    "FormerNumber",
    "Municipality",
    "Names",
    "NationalBody",
    "PlaceRow",
    "RegionalCouncil",
    "Register",
    "RegisterError",
    "SectorBody",
    "StateAdministrator",
    "WrittenStandard",
    "default_written_form",
    "find_municipalities",
    "find_municipality",
    "label",
    "place_rows",
    "read_register",
    "successors",
]
