import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from plandugnad.regions.models import Invitation, Membership, Role
from tests.accounts.builders import deliver_waiting, mail_server, make_demo_installation
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
    assert mail.outbox == []
    deliver_waiting()
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
    settings.EMAIL_HOST = ""
    client.force_login(cast.person("Tore"))
    page = invite(client, cast)
    assert "Kopier lenken og send den selv" in page
    assert "/invitasjon/" in page
    assert "/invitasjon/" not in client.get(page_of(cast)).content.decode().replace("/invitasjoner/", "")


def test_an_invitation_that_the_mail_server_refuses_is_marked_and_its_link_is_not_handed_out(
    client: Client, cast: Cast, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    client.force_login(cast.person("Tore"))
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
        server.answers = ["550 ingen her heter det"]
        page = invite(client, cast)
        assert "kom ikke fram" not in page
        deliver_waiting()
        page = client.get(page_of(cast)).content.decode()
        assert "E-posten kom ikke fram" in page
        assert "/invitasjon/" not in page.replace("/invitasjoner/", "")
        client.post(f"{page_of(cast)}invitasjoner/{Invitation.objects.get().id}/ny-lenke/")
        deliver_waiting()
    assert "kom ikke fram" not in client.get(page_of(cast)).content.decode()
    assert [message["To"] for message in server.received] == ["kari@eksempel.no"]


@pytest.mark.parametrize(
    "email",
    ["kari@eksempel.no, ond@ond.example", "kari@eksempel.no\nBcc: ond@ond.example", "<b>@eksempel.no", "\0@a.no"],
)
def test_an_invitation_has_one_reader(client: Client, cast: Cast, email: str) -> None:
    client.force_login(cast.person("Tore"))
    assert "Noe må rettes" in invite(client, cast, email=email)
    assert not Invitation.objects.exists()


def test_a_name_with_signs_of_its_own_is_only_a_name(client: Client, cast: Cast, settings: Settings) -> None:
    make_demo_installation()
    client.force_login(cast.person("Tore"))
    bold = "<b onclick=ond()>Kari</b>"
    form = {"email": "kari@eksempel.no", "name": bold, "role": "planner"}
    page = client.post(page_of(cast), form, follow=True).content.decode()
    letter = client.get("/post/").content.decode()
    path = "/invitasjon/" + letter.split("/invitasjon/")[1].split('"')[0]
    for text in (page, letter, Client().get(path).content.decode()):
        assert "<b onclick" not in text
        assert "&lt;b onclick" in text


def test_nobody_makes_more_of_themselves_by_inviting_themselves(client: Client, cast: Cast) -> None:
    """Tore may give himself what may be given in Fjordvik, and nothing anywhere else."""
    tore = cast.person("Tore")
    client.force_login(tore)
    for place in (cast.fjordvik.id, cast.lyngmo.id, cast.county.id, cast.ytre_fjord.id):
        for role in ("administrator", "coordinator", "county_planning_director", "state_adviser"):
            client.post(f"/folk/{place}/", {"email": tore.email, "role": role})
    client.post("/administrasjon/folk/", {"email": tore.email, "role": "administrator"})
    assert not Invitation.objects.exists()


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
    deliver_waiting()
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
