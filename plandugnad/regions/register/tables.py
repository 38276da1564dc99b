"""Each table: which columns it has and what may stand in them."""

from plandugnad.regions.register.facts import (
    Answer,
    Certainty,
    County,
    FormerNumber,
    Municipality,
    Names,
    NationalBody,
    RegionalCouncil,
    SectorBody,
    StateAdministrator,
    WrittenStandard,
)
from plandugnad.regions.register.line import Line

WRITTEN_STANDARDS: tuple[WrittenStandard, ...] = ("bokmål", "nynorsk", "nøytral")
ANSWERS: tuple[Answer, ...] = ("yes", "no", "unclear")
CERTAINTIES: tuple[Certainty, ...] = ("S", "D", "U")
SAMI_LANGUAGE_AREAS = ("språkutviklingskommune", "språkvitaliseringskommune", "språkstimuleringskommune")

# Mainland Norway with its islands, in degrees east and north, rounded outwards.
LONGITUDES, LATITUDES = (4.0, 31.5), (57.5, 71.5)


def municipality(line: Line) -> Municipality:
    return Municipality(
        number=line.text("number", r"\d{4}"),
        names=_names(line),
        county_number=line.text("county_number", r"\d\d"),
        state_administrator=line.organisation_number("state_administrator"),
        centrality_index_2024=line.integer("centrality_index_2024", 0, 1000),
        centrality_class_2024=line.integer("centrality_class_2024", 1, 6),
        population_2024=line.integer("population_2024", 1, 10_000_000),
        population_2026=line.integer("population_2026", 1, 10_000_000),
        area_km2=line.decimal("area_km2", 1, 20_000),
        written_standard=line.choice("written_standard", WRITTEN_STANDARDS),
        sami_language_area=line.optional_choice("sami_language_area", SAMI_LANGUAGE_AREAS),
        organisation_number=line.optional_organisation_number(),
        website=line.text("website", r"https://\S+"),
        administrative_centre=line.text("administrative_centre"),
        longitude=line.decimal("longitude", *LONGITUDES),
        latitude=line.decimal("latitude", *LATITUDES),
        valid_from=line.optional_day("valid_from"),
    )


def county(line: Line) -> County:
    return County(
        number=line.text("number", r"\d\d"),
        names=_names(line),
        administration_name=line.text("administration_name"),
        organisation_number=line.organisation_number(),
        email_domain=line.optional("email_domain", r"[a-z0-9.-]+\.no"),
        written_standard=line.choice("written_standard", WRITTEN_STANDARDS),
        is_sami_language_area=line.choice("sami_language_area", ("yes", "no")) == "yes",
        state_administrator=line.organisation_number("state_administrator"),
        valid_from=line.optional_day("valid_from"),
    )


def state_administrator(line: Line) -> StateAdministrator:
    return StateAdministrator(
        organisation_number=line.organisation_number(),
        name=line.choice("name", (line.text("name_nb"), line.text("name_nn"))),
        name_nb=line.text("name_nb"),
        name_nn=line.text("name_nn"),
        county_numbers=line.several("county_numbers"),
    )


def regional_council(line: Line) -> RegionalCouncil:
    return RegionalCouncil(
        key=line.text("key", r"[a-z-]+"),
        name=line.text("name"),
        former_name=line.optional("former_name"),
        member_numbers=line.several("member_numbers"),
        membership_known_for=line.text("membership_known_for"),
        sources=tuple(line.text("source", r"https://\S+( https://\S+)*").split()),
    )


def sector_body(line: Line) -> SectorBody:
    return SectorBody(
        key=line.text("key", r"[a-z-]+"),
        name_nb=line.text("name_nb"),
        name_nn=line.text("name_nn"),
        short_name=line.optional("short_name"),
        relevant_when_nb=line.text("relevant_when_nb"),
        relevant_when_nn=line.text("relevant_when_nn"),
        relevant_when_en=line.text("relevant_when_en"),
        may_object=line.choice("may_object", ANSWERS),
        objection_certainty=line.optional_choice("objection_certainty", CERTAINTIES),
        relevance_certainty=line.choice("relevance_certainty", CERTAINTIES),
    )


def national_body(line: Line) -> NationalBody:
    return NationalBody(
        key=line.text("key", r"[a-z-]+"),
        name_nb=line.text("name_nb"),
        name_nn=line.text("name_nn"),
        short_name=line.text("short_name"),
        organisation_number=line.organisation_number(),
        website=line.text("website", r"https://\S+"),
    )


def former_number(line: Line) -> FormerNumber:
    former = FormerNumber(
        former_number=line.text("former_number", r"\d{4}"),
        former_name=line.text("former_name"),
        number=line.text("number", r"\d{4}"),
        valid_from=line.day("valid_from"),
        valid_to=line.day("valid_to"),
    )
    if former.valid_to < former.valid_from:
        raise line.error(f"{former.valid_to} er før {former.valid_from}.")
    return former


def _names(line: Line) -> Names:
    languages = {language: line.optional(f"name_{language}") for language in ("se", "smj", "sma", "fkv")}
    names = Names(name=line.text("name"), official=line.text("official_name"), **languages)
    if sorted(names.official.split(" - ")) != sorted([names.name, *filter(None, languages.values())]):
        raise line.error(f"de offisielle navnene «{names.official}» er ikke de samme som navnene språk for språk.")
    return names
