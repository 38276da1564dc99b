"""A planner, a director or a county guide founds a collaboration; nobody else is in it before they have said yes."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from plandugnad.accounts.models import Person
from plandugnad.core.models import OutgoingMail
from plandugnad.regions.actor import actor_of
from plandugnad.regions.loading import load_register
from plandugnad.regions.models import Collaboration, Member, Organisation
from plandugnad.regions.register import read_register
from tests.cast import NAMES, Cast

pytestmark = pytest.mark.django_db
NEW = "/samarbeid/nytt/"
MAY = {"Ingrid", "Tore", "Marit", "Even", "Guri"}


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def found(cast: Cast, name: str, *members: Organisation, **more: str) -> Collaboration:
    form = {"name": "Indre Fjord", "do": "save", "members": [str(member.id) for member in members], **more}
    answer = browser(cast, name).post(NEW, form)
    made = Collaboration.objects.get(name="Indre Fjord")
    assert answer.headers["Location"] == f"/samarbeid/{made.id}/"
    return made


def states(collaboration: Collaboration) -> dict[str, str]:
    rows = Member.rows.filter(collaboration=collaboration).select_related("organisation")
    return {row.organisation.name: f"{row.kind} {row.state(timezone.localdate())}" for row in rows}


@pytest.mark.parametrize("name", NAMES)
def test_who_may_found_one(cast: Cast, name: str) -> None:
    assert browser(cast, name).get(NEW).status_code == (200 if name in MAY else 404)
    answer = browser(cast, name).post(NEW, {"name": "Indre Fjord", "do": "save"})
    assert answer.status_code == (302 if name in MAY else 404)
    assert Collaboration.objects.filter(name="Indre Fjord").exists() == (name in MAY)


def test_the_founder_coordinates_her_own_is_in_it_and_the_others_are_asked(cast: Cast) -> None:
    made = found(cast, "Ingrid", cast.lyngmo, cast.fjordvik, cast.storoy, covers="Planstrategi", form="informal")
    assert states(made) == {"Fjordvik": "member takes_part", "Lyngmo": "member invited", "Storøy": "member invited"}
    assert (made.covers, made.form) == ("Planstrategi", "informal")
    ingrid = actor_of(Person.objects.get(pk=cast.person("Ingrid").pk))
    assert made.id in ingrid.coordinates
    assert cast.storoy.id not in ingrid.reads
    assert cast.lyngmo.id not in ingrid.reads


def test_a_county_guide_founds_one_that_her_county_helps(cast: Cast) -> None:
    made = found(cast, "Guri", cast.fjordvik)
    assert states(made) == {"Eksempelfylket": "helper takes_part", "Fjordvik": "member invited"}
    assert cast.fjordvik.id not in cast.actor("Guri").reads


def test_a_regional_council_proposes_its_members_and_nothing_is_saved_by_that(cast: Cast) -> None:
    load_register(read_register())
    lister = Organisation.objects.get(kind="regional_council", name__startswith="Lister")
    page = browser(cast, "Ingrid").post(NEW, {"name": "", "council": str(lister.id)})
    assert len(page.context["chosen"]) == 6
    assert "Inviter 6 kommuner" in page.content.decode()
    assert not Member.rows.filter(organisation__in=page.context["chosen"]).exists()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": "YTRE FJORD"}, "Et annet samarbeid heter det samme"),
        ({"name": ""}, "id_name"),
        ({"name": "x" * 161}, "161"),
        ({"name": "Ny\x00"}, "id_name"),
        ({"name": "Ny", "form": "hemmelig"}, "id_form"),
        ({"name": "Ny", "covers": "x" * 2_001}, "2001"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_made(
    cast: Cast, form: dict[str, str], said: str
) -> None:
    client, _ = browser(cast, "Ingrid"), cast.ytre_fjord
    page = client.post(NEW, {"do": "save", **form})
    assert page.status_code == 200
    assert said in page.content.decode()
    assert Collaboration.objects.count() == 1


def test_bodies_that_cannot_be_members_are_not_asked(cast: Cast) -> None:
    made = found(cast, "Ingrid", cast.county, cast.state_administrator)
    assert states(made) == {"Fjordvik": "member takes_part"}


def test_those_who_may_answer_get_a_letter_and_no_others(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_HOST = "localhost"
    for name in ("Marit", "Even", "Åse", "Kåre"):
        cast.person(name)
    found(cast, "Ingrid", cast.lyngmo, cast.storoy)
    letters = list(OutgoingMail.objects.all())
    assert {letter.to for letter in letters} == {"marit@eksempel.no", "even@eksempel.no"}
    assert all("/svar/" in letter.body and "Ingrid Eksempel" in letter.body for letter in letters)


def test_who_asks_is_told_when_nobody_there_can_answer(cast: Cast) -> None:
    client = browser(cast, "Ingrid")
    form = {"name": "Indre Fjord", "do": "save", "members": [str(cast.storoy.id)]}
    told = client.post(NEW, form, follow=True).content.decode()
    assert "ingen her kan svare for Storøy" in told
    assert "er sendt" not in told


def test_the_administrator_founds_for_others_and_reads_nothing(cast: Cast) -> None:
    client = browser(cast, "Anna")
    form = {"name": "Indre Fjord", "do": "save", "members": [str(cast.fjordvik.id)]}
    client.post("/administrasjon/samarbeid/nytt/", form)
    made = Collaboration.objects.get(name="Indre Fjord")
    assert states(made) == {"Fjordvik": "member invited"}
    assert cast.actor("Anna").collaborations == frozenset()
