"""One person in each role, all called Eksempel so that nobody takes them for somebody."""

from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM, By
from plandugnad.regions.actions import give_role, invite, send_invitation
from plandugnad.regions.models import Collaboration, Organisation, Role
from plandugnad.web.demo.region import Region

Place = Organisation | Collaboration | None


def make_people(region: Region) -> dict[str, Person]:
    at = region.municipalities
    seats: tuple[tuple[str, str, Place], ...] = (
        ("Ingrid", "planner", at["Fjordvik"]),
        ("Siv", "planner", at["Ytterholm"]),
        ("Marit", "planner", at["Lyngmo"]),
        ("Tore", "municipal_director", at["Fjordvik"]),
        ("Åse", "elected_representative", at["Fjordvik"]),
        ("Kåre", "coordinator", region.collaboration),
        ("Guri", "county_guide", region.county),
        ("Hanne", "county_planning_director", region.county),
        ("Per", "state_adviser", region.state_administrator),
        ("Lars", "partner", region.collaboration),
        ("Nina", "guest", at["Fjordvik"]),
        ("Anna", "administrator", None),
    )
    roles = {role.code: role for role in Role.objects.all()}
    people = {}
    for name, role, place in seats:
        person = Person.objects.create_user(_address(name), name=f"{name} Eksempel", is_example=True)
        give_role(SYSTEM, person, place, roles[role])
        people[name] = person
    return people


# Who planned where nobody signs in any more: the history keeps the name.
FORMER = {"Storskar": "Oddny Eksempel", "Elvanes": "Jonas Eksempel", "Granheim": "Berit Eksempel"}
PLANNERS = {"Fjordvik": "Ingrid", "Lyngmo": "Marit", "Ytterholm": "Siv"}


def planner_of(people: dict[str, Person], municipality: str) -> By:
    """Who brought the plans of the municipality in."""
    if municipality in FORMER:
        return By(None, FORMER[municipality])
    planner = people[PLANNERS[municipality]]
    return By(planner.id, str(planner))


def _address(name: str) -> str:
    """In a domain that can never exist (RFC 2606)."""
    plain = name.lower().replace("å", "aa")
    return f"{plain}@solfjell.example"


def make_invitation(region: Region, people: dict[str, Person]) -> None:
    """One that waits, so that the mail page has something to show."""
    elected = Role.objects.get(code="elected_representative")
    by = By(people["Tore"].id, str(people["Tore"]))
    send_invitation(*invite(by, region.municipalities["Fjordvik"], elected, "kari@solfjell.example", "Kari Eksempel"))
