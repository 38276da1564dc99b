"""The invented places: a county, its state administrator, six municipalities and their collaboration."""

from dataclasses import dataclass

from plandugnad.core.audit import SYSTEM
from plandugnad.regions.actions import make_collaboration, set_import_consent
from plandugnad.regions.models import Collaboration, Member, MunicipalityFacts, Organisation, OrganisationKind

COUNTY = "Solfjell"


@dataclass(frozen=True)
class Place:
    number: str
    name: str
    written_standard: str
    population: int
    area_km2: int
    centre: str
    plans: int  # how many to begin with
    zoning: int = 0  # how many of them are zoning plans


PLACES = (
    Place("9901", "Fjordvik", "bokmål", 6_840, 412, "Vikasund", 60, 22),
    Place("9902", "Lyngmo", "nynorsk", 3_215, 688, "Lyngmoen", 34, 8),
    Place("9903", "Storskar", "nynorsk", 1_120, 1_204, "Skardet", 13),
    Place("9904", "Elvanes", "nøytral", 9_405, 530, "Elvanes", 41, 15),
    Place("9905", "Granheim", "bokmål", 4_730, 356, "Heimsletta", 27, 4),
    Place("9906", "Ytterholm", "nøytral", 980, 141, "Holmvågen", 0),
)


@dataclass(frozen=True)
class Region:
    county: Organisation
    state_administrator: Organisation
    municipalities: dict[str, Organisation]
    collaboration: Collaboration


def make_region() -> Region:
    administrator = Organisation.objects.create(
        kind=OrganisationKind.STATE_ADMINISTRATOR, name=f"Statsforvalteren i {COUNTY}", is_example=True
    )
    county = Organisation.objects.create(
        kind=OrganisationKind.COUNTY,
        number="99",
        name=COUNTY,
        state_administrator=administrator,
        is_example=True,
        about={"administration_name": f"{COUNTY} fylkeskommune"},
    )
    municipalities = {place.name: _make_municipality(place, county, administrator) for place in PLACES}
    members = list(municipalities.values())
    collaboration = make_collaboration(SYSTEM, "Solfjellregionen", members, is_example=True)
    for member in Member.objects.filter(collaboration=collaboration, organisation__name__in=("Lyngmo", "Ytterholm")):
        set_import_consent(SYSTEM, member, True)
    return Region(county, administrator, municipalities, collaboration)


def _make_municipality(place: Place, county: Organisation, administrator: Organisation) -> Organisation:
    municipality = Organisation.objects.create(
        kind=OrganisationKind.MUNICIPALITY,
        number=place.number,
        name=place.name,
        written_standard=place.written_standard,
        county=county,
        state_administrator=administrator,
        is_example=True,
    )
    MunicipalityFacts.objects.create(
        organisation=municipality,
        population_2026=place.population,
        area_km2=place.area_km2,
        administrative_centre=place.centre,
    )
    return municipality
