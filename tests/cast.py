"""The people and places every test shares. Nobody needs to ask who Ingrid is.

Fjordvik and Lyngmo are neighbours in the collaboration Ytre Fjord, in Eksempelfylket. Storøy lies in another county.

- Ingrid plans alone in Fjordvik. Tore is its municipal director. Åse is elected there.
- Marit plans in Lyngmo, which has said yes to the coordinator importing for it; Fjordvik has not.
- Kåre coordinates Ytre Fjord.
- Guri guides for the county council, where Hanne directs the planning; Per advises at the state administrator's.
- Lars is a partner, invited to Ytre Fjord. Nina is a guest in Fjordvik.
- Even plans in Storøy and is a stranger to all of them.
- Anna takes care of the installation.
"""

from dataclasses import dataclass, field
from functools import cached_property

from plandugnad.accounts.models import Person
from plandugnad.regions.actor import Actor, actor_of
from plandugnad.regions.models import Collaboration, Member, Membership, Organisation, OrganisationKind, Role
from plandugnad.regions.roles import load_roles


def make_organisation(
    name: str, number: str = "", kind: str = OrganisationKind.MUNICIPALITY, **about: object
) -> Organisation:
    return Organisation.objects.create(name=name, number=number, kind=kind, is_example=True, **about)


def make_person(name: str, role: str, place: Organisation | Collaboration | None) -> Person:
    person = Person.objects.create_user(f"{name.lower()}@eksempel.no", "et langt passord 1", name=f"{name} Eksempel")
    Membership.objects.create(
        person=person,
        role=Role.objects.get(code=role),
        organisation=place if isinstance(place, Organisation) else None,
        collaboration=place if isinstance(place, Collaboration) else None,
    )
    return person


@dataclass
class Cast:
    people: dict[str, Person] = field(default_factory=dict)

    @cached_property
    def county(self) -> Organisation:
        return make_organisation("Eksempelfylket", "99", OrganisationKind.COUNTY)

    @cached_property
    def other_county(self) -> Organisation:
        return make_organisation("Nabofylket", "98", OrganisationKind.COUNTY)

    @cached_property
    def state_administrator(self) -> Organisation:
        return make_organisation("Statsforvalteren i Eksempelfylket", "", OrganisationKind.STATE_ADMINISTRATOR)

    @cached_property
    def fjordvik(self) -> Organisation:
        return make_organisation(
            "Fjordvik",
            "9901",
            county=self.county,
            state_administrator=self.state_administrator,
            written_standard="bokmål",
        )

    @cached_property
    def lyngmo(self) -> Organisation:
        return make_organisation(
            "Lyngmo",
            "9902",
            county=self.county,
            state_administrator=self.state_administrator,
            written_standard="nynorsk",
        )

    @cached_property
    def storoy(self) -> Organisation:
        return make_organisation("Storøy", "9801", county=self.other_county)

    @cached_property
    def ytre_fjord(self) -> Collaboration:
        collaboration = Collaboration.objects.create(name="Ytre Fjord", is_example=True)
        Member.objects.create(collaboration=collaboration, organisation=self.fjordvik)
        Member.objects.create(collaboration=collaboration, organisation=self.lyngmo, lets_coordinator_import=True)
        return collaboration

    def person(self, name: str) -> Person:
        if name not in self.people:
            _ = self.ytre_fjord  # so that everybody's rights are as in the story above
            role, place = self._parts[name]
            self.people[name] = make_person(name, role, place)
        return self.people[name]

    def actor(self, name: str) -> Actor:
        return actor_of(self.person(name))

    @cached_property
    def _parts(self) -> dict[str, tuple[str, Organisation | Collaboration | None]]:
        return {
            "Ingrid": ("planner", self.fjordvik),
            "Tore": ("municipal_director", self.fjordvik),
            "Åse": ("elected_representative", self.fjordvik),
            "Marit": ("planner", self.lyngmo),
            "Kåre": ("coordinator", self.ytre_fjord),
            "Guri": ("county_guide", self.county),
            "Hanne": ("county_planning_director", self.county),
            "Per": ("state_adviser", self.state_administrator),
            "Lars": ("partner", self.ytre_fjord),
            "Nina": ("guest", self.fjordvik),
            "Even": ("planner", self.storoy),
            "Anna": ("administrator", None),
        }


NAMES = ("Ingrid", "Tore", "Åse", "Marit", "Kåre", "Guri", "Per", "Lars", "Nina", "Even", "Anna")
EVERYBODY = (*NAMES, "Hanne")  # each role that is shipped


def make_cast() -> Cast:
    load_roles()
    return Cast()
