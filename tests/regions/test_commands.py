import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from plandugnad.core.models import Installation
from plandugnad.regions.models import Invitation, Organisation

pytestmark = pytest.mark.django_db


def invite(capsys: pytest.CaptureFixture[str], email: str) -> str:
    call_command("invite_administrator", email)
    return capsys.readouterr().out.strip()


def test_the_first_administrator_gets_a_link_and_the_installation_is_ordinary(
    capsys: pytest.CaptureFixture[str], settings: Settings, client: Client
) -> None:
    link = invite(capsys, "anna@kommunen.no")
    assert link.startswith(f"{settings.BASE_URL}/invitasjon/")
    assert not Installation.objects.get().is_demo
    assert Organisation.objects.municipalities().count() == 357
    path = link[len(settings.BASE_URL) :]
    answer = client.post(path, {"name": "Anna Solheim", "password": "fire gode norske ord"})
    assert answer.headers["Location"] == "/administrasjon/"
    assert client.get("/administrasjon/").status_code == 200


def test_one_more_administrator_may_be_invited_later(capsys: pytest.CaptureFixture[str]) -> None:
    invite(capsys, "anna@kommunen.no")
    invite(capsys, "berit@kommunen.no")
    assert Invitation.objects.count() == 2
    assert Installation.objects.count() == 1


def test_an_address_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="er ikke en e-postadresse"):
        call_command("invite_administrator", "anna")
    assert not Installation.objects.exists()


def test_setup_makes_an_ordinary_installation_once() -> None:
    call_command("setup")
    call_command("setup")
    assert not Installation.objects.get().is_demo
