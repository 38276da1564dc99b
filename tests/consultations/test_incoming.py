"""E-mails read in by hand: looked through, corrected, taken in."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from plandugnad.consultations.incoming.actions import KEPT, forget_mails_nobody_took_in
from plandugnad.consultations.incoming.limits import MAILS_AT_ONCE
from plandugnad.consultations.incoming.models import IncomingMail
from plandugnad.consultations.incoming.proposing import propose
from plandugnad.consultations.models import Consultation, Statement
from plandugnad.consultations.reading.eml import read_mail
from plandugnad.core.models import AuditEvent
from tests.cast import Cast, make_organisation
from tests.consultations.builders import day, one_that_is_out
from tests.consultations.mails import a_mail, sent_on_below, with_attachments
from tests.processes.builders import at_screen

pytestmark = pytest.mark.django_db


def page_of(consultation: Consultation) -> str:
    return f"/horinger/{consultation.id}/e-post/"


def send(client: Client, consultation: Consultation, *mails: EmailMessage | bytes) -> Any:
    files = [
        SimpleUploadedFile(f"{number}.eml", mail if isinstance(mail, bytes) else mail.as_bytes())
        for number, mail in enumerate(mails, start=1)
    ]
    return client.post(page_of(consultation), {"file": files})


def take_in(client: Client, consultation: Consultation) -> str:
    ids = [str(id) for id in IncomingMail.objects.values_list("id", flat=True)]
    answer = client.post(f"{page_of(consultation)}ta-inn/", {"epost": ids}, follow=True)
    page: str = answer.content.decode()
    return page


def dated(from_today: int) -> str:
    moment = timezone.localtime() + timedelta(days=from_today)
    return moment.strftime("%a, %d %b %Y 12:00:00 +0000")


def test_an_email_is_looked_through_before_it_becomes_a_statement(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    mail = with_attachments()
    assert send(ingrid, consultation, mail).status_code == 302
    page = ingrid.get(page_of(consultation)).content.decode()
    for words in ("1 e-post venter", "Kari Eksempel", "Vi vil ikke ha vei over myra.", "kart over badeplassen.pdf"):
        assert words in page
    assert not Statement.objects.exists()
    assert "1 uttalelse er tatt inn." in take_in(ingrid, consultation)
    statement = Statement.objects.get()
    assert (statement.source, statement.party, statement.email) == ("email", "private", "kari@nabolaget.example")
    assert [file.name for file in statement.files.all()] == ["kart over badeplassen.pdf", "bilde.png"]
    assert not IncomingMail.objects.exists()


def test_the_history_of_it_holds_no_name_and_no_words(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    send(ingrid, consultation, a_mail())
    take_in(ingrid, consultation)
    for event in AuditEvent.objects.exclude(verb__startswith="plan"):
        assert "Kari" not in f"{event.before}{event.after}"
        assert "myra" not in f"{event.before}{event.after}"


def test_the_same_email_again_waits_once_and_is_taken_in_once(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    answer = send(ingrid, consultation, a_mail(), a_mail())
    assert answer.status_code == 422
    assert "«2.eml» er lest inn fra før, og venter i listen." in answer.content.decode()
    take_in(ingrid, consultation)
    answer = send(ingrid, consultation, a_mail())
    assert "«1.eml» er tatt inn fra før, som nr. 1." in answer.content.decode()
    assert Statement.objects.count() == 1


def test_a_broken_file_is_named_and_the_others_are_read(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    page = send(ingrid, consultation, b"Et notat", a_mail(), ole, b"%PDF-1.4").content.decode()
    assert "«1.eml» er ikke en e-post vi kan lese" in page
    assert "«3.eml» er lagret i Outlooks eget format (.msg)" in page
    assert "«4.eml» er ikke en e-post" in page
    assert "1 e-post venter" in page


def test_nothing_chosen_is_said(cast: Cast) -> None:
    answer = at_screen(cast, "Ingrid").post(page_of(one_that_is_out(cast.fjordvik)))
    assert answer.status_code == 422
    assert "Velg en eller flere e-poster først." in answer.content.decode()


@pytest.mark.parametrize("number", [MAILS_AT_ONCE + 2, 101])
def test_more_than_can_be_read_at_once_is_said_with_how_many(cast: Cast, number: int) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    mails = [a_mail(Message_ID=f"<{count}@eksempel>") for count in range(number)]
    page = send(at_screen(cast, "Ingrid"), consultation, *mails).content.decode()
    assert ("2 e-poster er ikke lest" if number < 100 else "Du valgte for mange filer") in page
    assert IncomingMail.objects.count() == (MAILS_AT_ONCE if number < 100 else 0)


def test_more_than_the_server_takes_is_refused_before_it_is_read(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    answer = ingrid.post(page_of(consultation), {}, CONTENT_LENGTH=str(200 * 1024**2))
    assert "til sammen høyst 100 MB" in answer.content.decode()


@pytest.mark.parametrize(("headers", "note"), [({"Date": ""}, "Vi vet ikke når den kom inn"), ({"Date": "1"}, "")])
def test_a_day_that_is_missing_is_asked_about_and_nothing_is_guessed(
    cast: Cast, headers: dict[str, str], note: str
) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    send(ingrid, consultation, a_mail(**(headers if note else {"Date": dated(3)})))
    page = ingrid.get(page_of(consultation)).content.decode()
    assert (note or "datert fram i tid") in page
    take_in(ingrid, consultation)
    assert not Statement.objects.exists()
    waits = IncomingMail.objects.get()
    corrected = {
        "party": "private",
        "name": "Kari",
        "received_on": day(-1).strftime("%d.%m.%Y"),
        "text": "Nei",
        "seen": 1,
    }
    assert ingrid.post(f"{page_of(consultation)}{waits.id}/", corrected).status_code == 302
    take_in(ingrid, consultation)
    assert Statement.objects.get().received_on == day(-1)


def test_the_day_is_the_day_it_was_here(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    send(at_screen(cast, "Ingrid"), consultation, a_mail(Date="Thu, 12 Nov 2020 23:40:00 +0000"))
    assert str(IncomingMail.objects.get().received_on) == "2020-11-13"


def test_whoever_is_in_the_register_is_proposed_by_name_and_by_address(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    one, other = (
        make_organisation(f"Statsforvalteren i {name}", "", "state_administrator", website="https://www.sf.example/")
        for name in ("Nord", "Sør")
    )
    nve = make_organisation("Vassdragsverket", "", "sector_body", website="https://vassdrag.example")
    send(
        ingrid, consultation,
        a_mail(From="Ola <ola@post.vassdrag.example>", Message_ID="<1>"),
        a_mail(From="Statsforvalteren i Nord <post@sf.example>", Message_ID="<2>"),
        a_mail("Hilsen Kari\nStatsforvalteren i Sør\n", From="Kari <k@sf.example>", Message_ID="<3>"),
        a_mail(From="Kari <kari@gmail.com>", Message_ID="<4>"),
    )  # fmt: skip
    found = IncomingMail.objects.order_by("made_at").values_list("organisation_id", "party", "name", "contact_name")
    assert list(found) == [
        (nve.id, "authority", "Vassdragsverket", "Ola"),
        (one.id, "authority", "Statsforvalteren i Nord", ""),
        (other.id, "authority", "Statsforvalteren i Sør", "Kari"),
        (None, "private", "Kari", ""),
    ]


def test_what_was_sent_on_is_proposed_as_said_by_the_first(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    send(ingrid, consultation, sent_on_below())
    page = ingrid.get(page_of(consultation)).content.decode()
    assert "Ola Eksempel" in page
    assert "Videresendt av Tore Eksempel" in page


def test_two_who_correct_the_same_email_do_not_overwrite_each_other(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    send(ingrid, consultation, a_mail())
    there = f"{page_of(consultation)}{IncomingMail.objects.get().id}/"
    sent = {"party": "private", "received_on": "12.11.2025", "text": "Nei", "seen": 1}
    assert ingrid.post(there, sent | {"name": "Kari Først"}).status_code == 302
    answer = ingrid.post(there, sent | {"name": "Kari Sist"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kari Først" in page
    assert 'value="Kari Sist"' in page
    assert IncomingMail.objects.get().name == "Kari Først"


def test_an_email_is_put_away_and_one_that_nobody_takes_in_is_forgotten(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    send(ingrid, consultation, a_mail())
    ingrid.post(f"{page_of(consultation)}{IncomingMail.objects.get().id}/legg-bort/")
    assert not IncomingMail.objects.exists()
    send(ingrid, consultation, a_mail())
    assert forget_mails_nobody_took_in() == 0
    IncomingMail.objects.update(made_at=timezone.now() - KEPT * 2)
    assert forget_mails_nobody_took_in() == 1


def test_a_program_in_an_email_is_shown_and_left_behind(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    mail = a_mail()
    mail.add_attachment(b"MZ\x90\x00", maintype="application", subtype="octet-stream", filename="faktura.exe")
    send(ingrid, consultation, mail)
    assert "er et program, og blir ikke med" in ingrid.get(page_of(consultation)).content.decode()
    take_in(ingrid, consultation)
    assert not Statement.objects.get().files.exists()


def test_what_an_email_says_is_shown_as_words_and_never_as_a_page(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    send(ingrid, consultation, a_mail("<script>alert(1)</script>\n", Subject="<img src=x onerror=alert(1)>"))
    for there in (page_of(consultation), f"{page_of(consultation)}{IncomingMail.objects.get().id}/"):
        page = ingrid.get(there).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("who", ["Åse", "Marit", "Even", "Kåre"])
def test_only_those_who_write_the_plan_read_e_mail_in(cast: Cast, who: str) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    assert send(at_screen(cast, who), consultation, a_mail()).status_code == 404
    assert not IncomingMail.objects.exists()


@pytest.mark.parametrize(
    ("name", "email", "party"),
    [
        ("Ola Ås", "ola@as.example", "private"),
        ("Pavel Eksempel", "pavel@bedriften.example", "private"),
        ("Jeanett Eksempel", "jeanett@hotmail.com", "private"),
        ("kari@bedriften.example", "kari@bedriften.example", "private"),
        ("Kvitstranda velforening", "kvitstranda.vel@gmail.com", "organisation"),
        ("Grønlia Industri AS", "post@gronlia.example", "organisation"),
        ("Fjordvik Bondelag", "bondelaget@eksempel.no", "organisation"),
        ("Kulturhuset", "kultur@huset.example", "organisation"),
    ],
)
def test_whoever_may_be_a_private_person_is_proposed_as_one(name: str, email: str, party: str) -> None:
    """She has a day when she is erased, and an association has none."""
    proposed = propose(read_mail(a_mail(From=f'"{name}" <{email}>').as_bytes()), [])
    assert (proposed.party, proposed.name) == (party, name)
