"""Reading the tables in `data/` and checking what must hold between them."""

from pathlib import Path

from plandugnad.core.places import DATA_FOLDER
from plandugnad.regions.register import tables
from plandugnad.regions.register.facts import (
    County,
    FormerNumber,
    Municipality,
    RegionalCouncil,
    Register,
    StateAdministrator,
)
from plandugnad.regions.register.line import Lines, facts, read_lines


def read_register(folder: Path = DATA_FOLDER) -> Register:
    """The whole register. Raises RegisterError, with file and line, at the first thing that does not hold."""
    municipalities = read_lines(folder / "municipalities.csv", tables.municipality, "number")
    counties = read_lines(folder / "counties.csv", tables.county, "number")
    state_administrators = read_lines(
        folder / "state_administrators.csv", tables.state_administrator, "organisation_number"
    )
    regional_councils = read_lines(folder / "regional_councils.csv", tables.regional_council, "key")
    former_numbers = read_lines(folder / "former_numbers.csv", tables.former_number, "former_number", "number")
    register = Register(
        municipalities=facts(municipalities),
        counties=facts(counties),
        state_administrators=facts(state_administrators),
        regional_councils=facts(regional_councils),
        sector_bodies=facts(read_lines(folder / "sector_bodies.csv", tables.sector_body, "key")),
        national_bodies=facts(read_lines(folder / "national_bodies.csv", tables.national_body, "key")),
        former_numbers=facts(former_numbers),
    )
    _check_areas(register, municipalities, counties, state_administrators)
    _check_numbers(register, regional_councils, former_numbers)
    _check_organisation_numbers(municipalities)
    _check_organisation_numbers(counties)
    return register


def _check_areas(
    register: Register,
    municipalities: Lines[Municipality],
    counties: Lines[County],
    state_administrators: Lines[StateAdministrator],
) -> None:
    area = {number: body.organisation_number for _, body in state_administrators for number in body.county_numbers}
    for line, body in state_administrators:
        line.refer(body.county_numbers, register.county_by_number)
        for number in body.county_numbers:
            if register.county_by_number[number].state_administrator != body.organisation_number:
                raise line.error(f"fylke {number} har en annen statsforvalter.")
    for line, county in counties:
        if county.number not in area:
            raise line.error(f"fylke {county.number} mangler i state_administrators.csv.")
    for line, municipality in municipalities:
        line.refer((municipality.county_number,), register.county_by_number)
        if not municipality.number.startswith(municipality.county_number):
            raise line.error(f"kommune {municipality.number} begynner ikke med fylket {municipality.county_number}.")
        if area[municipality.county_number] != municipality.state_administrator:
            raise line.error(f"kommune {municipality.number} har en annen statsforvalter enn fylket sitt.")


def _check_numbers(
    register: Register, regional_councils: Lines[RegionalCouncil], former_numbers: Lines[FormerNumber]
) -> None:
    for line, council in regional_councils:
        line.refer(council.member_numbers, register.municipality_by_number)
    for line, former in former_numbers:
        line.refer((former.number,), register.municipality_by_number)
        if former.former_number in register.municipality_by_number:
            raise line.error(f"nummer {former.former_number} er i bruk i dag og kan ikke være et tidligere nummer.")


def _check_organisation_numbers(lines: Lines[Municipality] | Lines[County]) -> None:
    seen: dict[str, int] = {}
    for line, body in lines:
        number = body.organisation_number
        if number in seen:
            raise line.error(f"organisasjonsnummer {number} står også på linje {seen[number]}.")
        if number is not None:
            seen[number] = line.number
