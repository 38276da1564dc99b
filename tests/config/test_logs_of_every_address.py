"""Whatever somebody asks for, and whatever comes of it, the log holds nobody's name, address or key."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from plandugnad.config.logs import JsonLines, PlainLines
from plandugnad.config.record import log
from plandugnad.core.models import OutgoingMail
from tests.accounts.builders import deliver_waiting
from tests.api.builders import Program, make_secret
from tests.architecture.standing import SECRET, Fjordvik, make_fjordvik
from tests.architecture.test_routes import FORM, ROUTES, ROWS, _open_address, address
from tests.cast import Cast

pytestmark = pytest.mark.django_db


class Kept(logging.Handler):
    """What is written in both forms there are."""

    def __init__(self) -> None:
        super().__init__()
        self.forms = (PlainLines(), JsonLines())
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += "".join(form.format(record) + "\n" for form in self.forms)


@pytest.fixture
def kept(settings: Settings) -> Iterator[Kept]:
    settings.LOGS_REQUESTS = True
    handler, root = Kept(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    log.setLevel(logging.INFO)
    yield handler
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def its(cast: Cast) -> Fjordvik:
    return make_fjordvik(cast)


def recognisable(its: Fjordvik) -> list[str]:
    """Of Ingrid, of the administrator, of the one who is invited, and of what only those who may, have seen."""
    people = [its.ingrid, its.cast.person("Anna")]
    own = [part for person in people for part in (person.email, person.name, str(person.id))]
    secrets = [its.gathering.token, its.token_path.strip("/").split("/")[-1], SECRET, "even@ond.example", "Stjålet"]
    return [*own, *secrets, "127.0.0.1"]


def found_in(text: str, its: Fjordvik) -> list[str]:
    return [one for one in recognisable(its) if one in text]


@pytest.mark.parametrize("name", ["Ingrid", "Anna", ""])
def test_no_address_there_is_leaves_a_person_in_the_log(its: Fjordvik, kept: Kept, name: str) -> None:
    client = Client(raise_request_exception=False)
    if name:
        client.force_login(its.cast.person(name))
    for route in sorted(ROUTES):
        at = address(route, its) if route in ROWS else _open_address(route, its)
        for method, given in ((client.get, {"q": its.ingrid.name}), (client.post, FORM)):
            with transaction.atomic():
                method(at, given)
                transaction.set_rollback(True)
            if name:
                client.force_login(its.cast.person(name))
    assert kept.text.count("\n") > 2 * len(ROUTES)
    assert found_in(kept.text, its) == []


def test_a_name_in_an_address_that_is_not_there_or_that_breaks_is_not_written_down(
    its: Fjordvik, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False)
    for path in (f"/{its.ingrid.email}/", f"/{its.ingrid.name}/", f"{its.token_path}x/", "/kalender/abc/"):
        assert client.get(path).status_code in {404, 200, 302, 410}

    def breaks(*given: Any, **more: Any) -> None:
        raise RuntimeError(f"duplicate key\nDETAIL:  Key (name, email)=({its.ingrid.name}, {its.ingrid.email}) exists")

    monkeypatch.setattr("plandugnad.regions.middleware.actor_of", breaks)
    client.force_login(its.ingrid)
    assert client.get(f"/?q={its.ingrid.name}").status_code == 500
    assert "RuntimeError" in kept.text
    assert found_in(kept.text, its) == []


def test_the_mails_and_the_keys_of_a_whole_visit_are_not_in_the_log(
    its: Fjordvik, kept: Kept, settings: Settings
) -> None:
    settings.EMAIL_HOST = "mail.eksempel.no"
    client, email = Client(raise_request_exception=False), its.ingrid.email
    client.post(reverse("account_login"), {"login": email, "password": "et feil passord"})
    client.post(reverse("account_request_login_code"), {"email": email})
    client.post(reverse("account_reset_password"), {"email": email})
    deliver_waiting()
    texts = [str(message.body) for message in mail.outbox]
    code = next(found[1] for text in texts if (found := re.search(r"^    ([A-Z]{4}-[A-Z]{4})$", text, re.MULTILINE)))
    link = next(found[1] for text in texts if (found := re.search(r"https?://[^/\s]+(/passord/\S+)", text)))
    client.get(link)
    client.get(link + "x")
    client.post(reverse("account_confirm_login_code"), {"code": code})
    client.force_login(its.ingrid)
    client.get(reverse("search"), {"q": its.ingrid.name})
    client.post(reverse("people", args=[its.cast.fjordvik.id]), {"email": "kari.ny@eksempel.no", "role": "planner"})
    invited = str(OutgoingMail.objects.latest("pk").body) if OutgoingMail.objects.exists() else ""
    client.get(reverse("calendar_feed", args=[its.gathering.token]))
    client.get(reverse("calendar_feed", args=[f"{its.gathering.token}x"]))
    secret = make_secret(its.ingrid)
    Program(secret).get("plans")
    Program(secret + "x").get("plans")
    keys = [
        code,
        link.strip("/").split("/")[-1],
        secret,
        secret[3:],
        "kari.ny",
        *re.findall(r"/invitasjon/(\S+)/", invited),
    ]
    assert [key for key in keys if key in kept.text] == []
    assert found_in(kept.text, its) == []
    assert kept.text.count("\n") > 20
