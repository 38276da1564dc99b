import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from plandugnad.regions.models import Invitation, Membership, Role
from tests.cast import Cast, make_person
from tests.regions.builders import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_mail_server_is_set_up(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.eksempel.no"


def page_of(cast: Cast) -> str:
    return f"/folk/{cast.fjordvik.id}/"


def invite(client: Client, cast: Cast, email: str = "kari@eksempel.no", role: str = "planner") -> str:
    answer = client.post(page_of(cast), {"email": email, "name": "Kari", "role": role}, follow=True)
    return answer.content.decode()


def test_ingrid_sees_who_is_there_but_invites_nobody(client: Client, cast: Cast) -> None:
    cast.person("Tore")
    client.force_login(cast.person("Ingrid"))
    page = client.get(page_of(cast)).content.decode()
    assert "Tore Eksempel" in page
    assert "Send invitasjon" not in page
    assert client.post(page_of(cast), {"email": "kari@eksempel.no", "role": "planner"}).status_code == 404
    assert not Invitation.objects.exists()


def test_tore_invites_to_his_own_municipality(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Tore"))
    assert "Invitasjonen er sendt til kari@eksempel.no" in invite(client, cast)
    assert mail.outbox[-1].to == ["kari@eksempel.no"]
    assert Invitation.objects.get().invited_by == cast.person("Tore")


@pytest.mark.parametrize("role", ["administrator", "coordinator", "county_planning_director", "finnes_ikke"])
def test_he_gives_only_roles_that_belong_there(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.person("Tore"))
    invite(client, cast, role=role)
    assert not Invitation.objects.exists()


def test_the_county_planning_director_invites_to_the_county_alone(client: Client, cast: Cast) -> None:
    hanne = make_person("Hanne", "county_planning_director", cast.county)
    client.force_login(hanne)
    form = {"email": "ny@eksempel.no", "role": "county_guide"}
    assert client.post(f"/folk/{cast.county.id}/", form).status_code == 302
    assert client.post(page_of(cast), form | {"role": "planner"}).status_code == 404
    assert Invitation.objects.count() == 1


def test_a_wrong_address_is_told_and_what_was_typed_is_kept(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Tore"))
    page = invite(client, cast, email="kari(a)eksempel.no")
    assert "Noe må rettes" in page
    assert "kari(a)eksempel.no" in page


def test_without_a_mail_server_the_link_is_shown_once(client: Client, cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "plandugnad.core.mail.Backend", ""
    client.force_login(cast.person("Tore"))
    page = invite(client, cast)
    assert "Kopier lenken og send den selv" in page
    assert "/invitasjon/" in page
    assert "/invitasjon/" not in client.get(page_of(cast)).content.decode().replace("/invitasjoner/", "")


def test_a_mail_server_that_fails_does_not_hand_the_link_to_the_one_who_invites(
    client: Client, cast: Cast, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "plandugnad.core.mail.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client.force_login(cast.person("Tore"))
    page = invite(client, cast)
    assert "Vi fikk ikke sendt e-posten" in page
    assert "/invitasjon/" not in page.replace("/invitasjoner/", "")


def test_an_invitation_is_withdrawn(client: Client, cast: Cast) -> None:
    invitation, path = make_invitation(cast.fjordvik, "planner")
    client.force_login(cast.person("Tore"))
    client.post(f"{page_of(cast)}invitasjoner/{invitation.id}/trekk/")
    assert Client().get(path).status_code == 410


def test_a_new_link_makes_the_first_one_stop_working(client: Client, cast: Cast) -> None:
    invitation, path = make_invitation(cast.fjordvik, "planner")
    client.force_login(cast.person("Tore"))
    client.post(f"{page_of(cast)}invitasjoner/{invitation.id}/ny-lenke/")
    assert Client().get(path).status_code == 410
    assert len(mail.outbox) == 1


def test_tore_cannot_reach_an_invitation_elsewhere_through_his_own_page(client: Client, cast: Cast) -> None:
    invitation, _path = make_invitation(cast.lyngmo, "planner")
    client.force_login(cast.person("Tore"))
    assert client.post(f"{page_of(cast)}invitasjoner/{invitation.id}/trekk/").status_code == 404
    marit = Membership.objects.get(person=cast.person("Marit"))
    assert client.post(f"{page_of(cast)}roller/{marit.id}/avslutt/").status_code == 404
    marit.refresh_from_db()
    assert marit.ended_at is None


def test_rights_end_at_the_next_request(client: Client, cast: Cast) -> None:
    ingrid, tore = Client(), client
    ingrid.force_login(cast.person("Ingrid"))
    tore.force_login(cast.person("Tore"))
    assert ingrid.get("/kommuner/9901/tabell/").status_code == 200
    membership = Membership.objects.get(person=cast.person("Ingrid"))
    address = f"{page_of(cast)}roller/{membership.id}/avslutt/"
    assert "Skal Ingrid Eksempel ut?" in tore.get(address).content.decode()
    membership.refresh_from_db()
    assert membership.ended_at is None
    tore.post(address)
    assert ingrid.get("/kommuner/9901/tabell/").status_code == 404
    assert ingrid.get(page_of(cast)).status_code == 404


def test_tore_who_ends_his_own_role_is_not_left_on_a_closed_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Tore"))
    membership = Membership.objects.get(person=cast.person("Tore"))
    answer = client.post(f"{page_of(cast)}roller/{membership.id}/avslutt/", follow=True)
    assert (answer.redirect_chain, answer.status_code) == ([("/", 302)], 200)


def test_anna_invites_anywhere(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Anna"))
    for place, role in (
        (cast.lyngmo, "municipal_director"),
        (cast.ytre_fjord, "coordinator"),
        (cast.county, "county_guide"),
    ):
        assert client.post(f"/folk/{place.id}/", {"email": "ny@eksempel.no", "role": role}).status_code == 302
    assert client.post("/administrasjon/folk/", {"email": "ny@eksempel.no", "role": "administrator"}).status_code == 302
    assert Invitation.objects.count() == 4


@pytest.mark.parametrize("count", [3, 60])
def test_the_number_of_queries_does_not_grow_with_people(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    client.force_login(cast.person("Tore"))
    role = Role.objects.get(code="elected_representative")
    person = cast.person("Åse")
    for number in range(count):
        other = type(person).objects.create(email=f"nr{number}@eksempel.no", name=f"Nr. {number}")
        Membership.objects.create(person=other, role=role, organisation=cast.fjordvik)
        Invitation.objects.create(
            organisation=cast.fjordvik,
            role=role,
            email=other.email,
            token_digest=str(number),
            expires_at=person.made_at,
        )
    client.get(page_of(cast))
    with django_assert_max_num_queries(14):
        client.get(page_of(cast))
