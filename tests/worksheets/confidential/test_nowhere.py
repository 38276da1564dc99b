"""A compass is told of to nobody who is not in it: every page, file, call and mail, for everybody.

Its name, a sentence written in it, and the ids of all it is made of are looked for, also inside files.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import Settings

from plandugnad.core.models import AuditEvent, Installation, OutgoingMail
from plandugnad.engines.sheet.document import Accepted
from plandugnad.notices.sending import send_digest
from plandugnad.notices.writing import note_due
from plandugnad.projections.making import fill_anew
from plandugnad.projections.models import ActivityEntry, AttentionEntry, CalendarEntry, FoundEntry
from plandugnad.worksheets.adopting import set_review
from plandugnad.worksheets.models import Document, Participant, Sheet
from plandugnad.worksheets.store import edit
from tests.api.builders import Program, make_secret
from tests.api.test_strangers import CALLS, path_of
from tests.architecture.addresses import CLOSED, OWN_PAGES
from tests.architecture.standing import Fjordvik, make_fjordvik
from tests.architecture.test_routes import OPEN, PROTECTED, ROUTES
from tests.cast import EVERYBODY, make_cast
from tests.notices.builders import WEDNESDAY, mail_to, waiting_since, yesterday
from tests.worksheets.confidential.making import NAME, agrees, answers, by, compass, led_by_guri

pytestmark = pytest.mark.django_db

WRITTEN = "Vi fikk vite det av avisen"
INSIDE = ("Ingrid", "Marit", "Guri")
OUTSIDE = tuple(name for name in EVERYBODY if name not in INSIDE)


class Standing:
    """All there is in Fjordvik, and the compass."""

    def __init__(self) -> None:
        cast = make_cast()
        for name in EVERYBODY:
            cast.person(name)
        self.its: Fjordvik = make_fjordvik(cast)
        Authenticator.objects.all().delete()  # Åse's is a row for addresses alone, and cannot be shown
        self.cast = cast
        self.sheet = compass(cast)
        led_by_guri(cast, self.sheet)
        for name, step in (("Ingrid", "growing"), ("Marit", "personal")):
            answers(cast, self.sheet, name, step)
        agrees(cast, self.sheet, "Ingrid", "Marit")
        self.document = Document.objects.get(sheet=self.sheet)
        cells = {"matter": WRITTEN}
        made = edit(
            cast.actor("Ingrid"), self.document.id, lambda one: one.add("matter", "rows", "rad-00000001", cells)
        )
        assert isinstance(made.result, Accepted)
        set_review(by(cast, "Ingrid"), self.sheet.id, timezone.localdate() + timedelta(days=3))
        fill_anew()
        ids = [
            self.sheet.id,
            self.document.id,
            *Participant.objects.filter(sheet=self.sheet).values_list("id", flat=True),
        ]
        self.marks = (NAME, WRITTEN, *map(str, ids))

    def found_in(self, text: str) -> list[str]:
        return [mark for mark in self.marks if mark in text]


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    with (
        django_db_blocker.unblock(),
        override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]),
        transaction.atomic(),
    ):
        yield Standing()
        transaction.set_rollback(True)


def text_of(answer: Any) -> str:
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return _text(content) + str(dict(answer.headers))


def _text(content: bytes) -> str:
    """Also what is packed in archives, and in office files, which are archives too."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(name + _text(archive.read(name)) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode(errors="replace")


def test_what_is_looked_for_is_found_where_it_is(standing: Standing) -> None:
    """Else the walks below would find nothing anywhere."""
    client = Client()
    client.force_login(standing.cast.person("Marit"))
    for address in (reverse("sheet", args=[standing.sheet.id]), reverse("confidential")):
        assert standing.found_in(text_of(client.get(address)))
    for kind in ("docx", "pdf", "xlsx"):
        taken = client.get(reverse("sheet_take_out", args=[standing.sheet.id, kind]))
        assert WRITTEN in re.sub(r"\s+", " ", text_of(taken)), kind


def all_pages(standing: Standing) -> Iterator[tuple[str, str]]:
    rows = {**OWN_PAGES, **CLOSED}
    for name in PROTECTED:
        yield name, reverse(name, kwargs=rows[name](standing.its))
    for name in OPEN:
        if "<" not in str(ROUTES[name].pattern):
            yield name, reverse(name)


@pytest.mark.parametrize("who", OUTSIDE)
def test_no_page_and_no_file_tells_anybody_outside_of_it(standing: Standing, who: str) -> None:
    client = Client()
    client.force_login(standing.cast.person(who))
    shown = 0
    for name, address in all_pages(standing):
        answer = client.get(address, {"q": "Kvernstein"} if name == "search" else {})
        assert standing.found_in(text_of(answer)) == [], name
        shown += answer.status_code == HTTPStatus.OK
        if name in {"account_logout", "sessions_end_others"}:
            client.force_login(standing.cast.person(who))
    assert shown > 20


@pytest.mark.parametrize("who", INSIDE)
def test_who_is_in_it_meets_it_on_its_own_pages_alone(standing: Standing, who: str) -> None:
    """Not in a list that others see over her shoulder in a meeting, and not among what can be searched for."""
    client = Client()
    client.force_login(standing.cast.person(who))
    told = {name for name, address in all_pages(standing) if standing.found_in(text_of(client.get(address)))}
    assert told == {"confidential"}
    assert standing.found_in(text_of(client.get(reverse("search"), {"q": NAME})).replace(NAME, "", 4)) == []


def own_pages(standing: Standing) -> Iterator[str]:
    seat = Participant.objects.filter(sheet=standing.sheet).latest("made_at").id
    version = Document.objects.get(sheet=standing.sheet).versions.latest("made_at").id
    more: dict[str, Any] = {
        "participant_id": seat,
        "version_id": version,
        "set_aside_id": version,
        "adoption_id": version,
        "card_id": version,
        "form": "pdf",
        "kind": "docx",
        "block": "matter",
        "collection": "rows",
        "item": "rad-00000001",
        "seq": 1,
    }
    for name in sorted(ROUTES):
        pattern = str(ROUTES[name].pattern)
        if pattern.startswith(("arbeidsark/dokument/<uuid:id>", "arbeidsark/<uuid:id>")):
            whose = standing.document.id if "/dokument/" in pattern else standing.sheet.id
            rest = {key: value for key, value in more.items() if f":{key}>" in pattern}
            yield reverse(name, kwargs={"id": whose} | rest)


@pytest.mark.parametrize("who", OUTSIDE)
def test_no_address_of_its_own_is_there_for_anybody_outside_of_it(standing: Standing, who: str) -> None:
    client = Client()
    client.force_login(standing.cast.person(who))
    addresses = list(own_pages(standing))
    assert len(addresses) > 20
    before = Sheet.objects.filter(pk=standing.sheet.id).values().get()
    for address in addresses:
        for answer in (
            client.get(address),
            client.post(address, {"do": "take_out", "answer": "yes", "block": "matter"}),
        ):
            assert answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED), address
            assert NAME not in text_of(answer)
    assert Sheet.objects.filter(pk=standing.sheet.id).values().get() == before


def test_its_pages_are_kept_by_nothing(standing: Standing) -> None:
    client = Client()
    client.force_login(standing.cast.person("Ingrid"))
    for address in own_pages(standing):
        answer = client.get(address)
        if answer.status_code == HTTPStatus.OK:
            assert "no-store" in answer.headers["Cache-Control"], address
            title, _end, page = text_of(answer).partition("</title>")
            assert not page or NAME not in title, address


@pytest.mark.parametrize("who", [*OUTSIDE, *INSIDE])
def test_no_call_from_another_program_tells_of_it(standing: Standing, who: str) -> None:
    program = Program(make_secret(standing.cast.person(who)))
    for path in sorted({path for method, path in CALLS if method == "get"}):
        assert standing.found_in(text_of(program.get(path_of(path, standing.its)))) == [], path


def test_the_overviews_hold_nothing_but_that_something_waits_for_one_person(standing: Standing) -> None:
    held = [row for model in (FoundEntry, CalendarEntry, ActivityEntry) for row in model.objects.values()]
    assert standing.found_in(str(held)) == []
    inside = {standing.cast.person(name).id for name in INSIDE}
    own = AttentionEntry.objects.filter(source="worksheets.waiting", due_on__isnull=False)
    assert {one.title for one in own} == {"Ytre Fjord"}
    assert {tuple(one.audience) for one in own} == {(f"person:{id}",) for id in inside}
    assert {one.address for one in own} == {"/fortrolig/"}


def test_mail_says_only_that_something_waits(standing: Standing, settings: Settings) -> None:
    Installation.objects.get_or_create(defaults={"is_demo": False})
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    note_due(timezone.localdate())
    for name in EVERYBODY:
        waiting_since(yesterday())
        send_digest(standing.cast.person(name).id, WEDNESDAY)
    sent = OutgoingMail.objects.all()
    assert standing.found_in(str(list(sent.values()))) == []
    [mail] = mail_to(standing.cast.person("Guri"))
    assert "oe venter på deg" in mail.body
    assert "onfliktkompass" not in mail.body


def test_the_history_holds_no_word_of_it(standing: Standing) -> None:
    told = AuditEvent.objects.filter(subject_id=standing.sheet.id)
    assert {one.verb for one in told} == {"sheet.begun", "sheet.joined", "sheet.phase", "sheet.shown", "sheet.review"}
    assert {(one.before, one.after, one.organisation_id) for one in told} == {(None, None, None)}
    elsewhere = AuditEvent.objects.exclude(subject_id=standing.sheet.id)
    assert standing.found_in(str(list(elsewhere.values()))) == []


def test_the_browser_is_told_to_keep_nothing_of_it(standing: Standing) -> None:
    client = Client()
    client.force_login(standing.cast.person("Ingrid"))
    page = client.get(reverse("sheet", args=[standing.sheet.id])).content.decode()
    assert '"keeps_on_device": false' in page
