"""The page an invitation leads to: opening does nothing, the button joins, and a used link opens nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM
from plandugnad.regions.actions import withdraw_invitation
from plandugnad.regions.models import Invitation, Membership
from tests.accounts.builders import deliver_waiting
from tests.cast import Cast
from tests.regions.builders import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_mail_server_is_set_up(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.eksempel.no"


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_page_says_who_invites_where_and_as_what(client: Client, cast: Cast) -> None:
    tore = cast.person("Tore")
    invitation, path = make_invitation(cast.fjordvik, "planner")
    Invitation.objects.filter(pk=invitation.pk).update(invited_by=tore)
    page = client.get(path).content.decode()
    assert "Tore Eksempel har invitert deg. Rollen din blir planlegger." in page
    assert "Bli med i Fjordvik" in page
    assert 'value="Kari"' in page


def test_opening_the_link_changes_nothing(client: Client, cast: Cast) -> None:
    invitation, path = make_invitation(cast.fjordvik, "planner")
    for _scan in range(3):
        client.get(path)
        client.head(path)
    invitation.refresh_from_db()
    assert invitation.is_open
    assert not Person.objects.exists()


def test_kari_joins_and_lands_on_her_municipality(client: Client, cast: Cast) -> None:
    _invitation, path = make_invitation(cast.fjordvik, "planner")
    answer = client.post(path, {"name": "Kari Nordvik", "password": ""}, follow=True)
    assert answer.redirect_chain == [("/kommuner/9901/", 302)]
    assert "Du er med som planlegger" in answer.content.decode()
    kari = Person.objects.get(email="kari@eksempel.no")
    assert kari.name == "Kari Nordvik"
    assert not kari.has_usable_password()
    assert Membership.objects.get(person=kari).organisation == cast.fjordvik


def test_a_coordinator_lands_on_the_collaboration(client: Client, cast: Cast) -> None:
    _invitation, path = make_invitation(cast.ytre_fjord, "coordinator")
    answer = client.post(path, {"name": "Kari", "password": ""})
    assert answer.headers["Location"] == f"/samarbeid/{cast.ytre_fjord.id}/"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_it_can_be_used_once(client: Client, cast: Cast) -> None:
    _invitation, path = make_invitation(cast.fjordvik, "planner")
    Client().post(path, {"name": "Kari", "password": ""})
    answer = client.post(path, {"name": "En annen", "password": ""})
    assert answer.status_code == 410
    assert "Invitasjonen er alt brukt" in answer.content.decode()
    assert not is_in(client)
    assert Person.objects.count() == 1


def test_kari_who_opens_it_again_comes_to_her_place(client: Client, cast: Cast) -> None:
    _invitation, path = make_invitation(cast.fjordvik, "planner")
    client.post(path, {"name": "Kari", "password": ""})
    assert client.get(path).headers["Location"] == "/kommuner/9901/"


@pytest.mark.parametrize("reason", ["withdrawn", "expired", "replaced", "unknown"])
def test_a_link_that_no_longer_holds_says_what_to_do(client: Client, cast: Cast, reason: str) -> None:
    invitation, path = make_invitation(cast.fjordvik, "planner")
    if reason == "withdrawn":
        withdraw_invitation(SYSTEM, invitation)
    if reason == "expired":
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    if reason == "replaced":
        make_invitation(cast.fjordvik, "planner")
    if reason == "unknown":
        path = "/invitasjon/finnes-ikke/"
    for answer in (client.get(path), client.post(path, {"name": "Kari"})):
        assert answer.status_code in {404, 410}
        assert "be den som inviterte deg" in answer.content.decode()
    assert not Person.objects.exists()


def test_ingrid_is_told_that_it_is_not_hers(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Ingrid"))
    invitation, path = make_invitation(cast.lyngmo, "planner")
    for answer in (client.get(path), client.post(path, {"name": "Ingrid"})):
        assert "du er logget inn som ingrid@eksempel.no" in answer.content.decode()
    invitation.refresh_from_db()
    assert invitation.is_open


def test_who_has_an_account_must_sign_in_first(client: Client, cast: Cast) -> None:
    """Else whoever held the link could walk into the account of the one they invited."""
    ingrid = cast.person("Ingrid")
    _invitation, path = make_invitation(cast.lyngmo, "planner", ingrid.email)
    assert "Logg inn og bli med" in client.get(path).content.decode()
    assert client.post(path, {"name": "x"}).headers["Location"].startswith("/inn/?next=")
    assert not is_in(client)
    client.force_login(ingrid)
    assert "Du er logget inn som ingrid@eksempel.no" in client.get(path).content.decode()
    assert client.post(path).headers["Location"] == "/kommuner/9902/"
    assert Membership.objects.filter(person=ingrid).count() == 2


def test_a_closed_account_does_not_come_in_by_an_invitation(client: Client, cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    _invitation, path = make_invitation(cast.lyngmo, "planner", ingrid.email)
    Person.objects.filter(pk=ingrid.pk).update(is_active=False)
    client.post(path, {"name": "Ingrid"})
    assert not is_in(client)


def test_a_weak_password_is_told_beside_the_field_and_the_name_is_kept(client: Client, cast: Cast) -> None:
    _invitation, path = make_invitation(cast.fjordvik, "planner")
    answer = client.post(path, {"name": "Kari Nordvik", "password": "kort"})
    assert answer.context["form"].errors["password"]
    assert 'value="Kari Nordvik"' in answer.content.decode()
    assert not Person.objects.exists()


def test_without_a_mail_server_a_password_is_needed(client: Client, cast: Cast, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    _invitation, path = make_invitation(cast.fjordvik, "planner")
    assert client.post(path, {"name": "Kari", "password": ""}).status_code == 200
    assert client.post(path, {"name": "Kari", "password": "fire gode norske ord"}).status_code == 302


def test_two_presses_of_the_button_make_one_person(client: Client, cast: Cast) -> None:
    _invitation, path = make_invitation(cast.fjordvik, "planner")
    for _press in range(2):
        client.post(path, {"name": "Kari", "password": ""})
    assert Membership.objects.count() == 1


def test_wearing_the_page_out_is_stopped(client: Client, cast: Cast) -> None:
    answers = [client.get("/invitasjon/gjetter/").status_code for _try in range(130)]
    assert 429 in answers


def test_the_mail_is_in_the_written_form_of_the_place(cast: Cast, client: Client) -> None:
    client.force_login(cast.person("Tore"))
    form = {"email": "ny@eksempel.no", "name": "", "role": "planner"}
    client.post(f"/folk/{cast.fjordvik.id}/", form)
    deliver_waiting()
    assert mail.outbox[-1].subject == "Invitasjon til Plandugnad: Fjordvik"
