"""Kari's letter comes back: she has not been told, and when she is, she has as long as the others to answer."""

import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document

from plandugnad.core.models import AuditEvent
from plandugnad.processes.models import Announcement, Process, Proof, Recipient, Sending
from plandugnad.processes.notice import actions
from plandugnad.processes.notice.actions import Announced, Chosen, as_kept
from plandugnad.processes.notice.again.actions import Again, note_returned, send_again, take_back_returned
from plandugnad.processes.notice.again.deadlines import own_deadline
from plandugnad.processes.notice.again.queries import Letters, letters_of
from plandugnad.processes.notice.again.words import said_deadline
from plandugnad.processes.notice.demanded import demanded
from plandugnad.processes.notice.models import Channel
from plandugnad.processes.notice.queries import kept_announcement
from plandugnad.processes.notice.retention.erasing import erase_what_is_due
from plandugnad.processes.taking_out import everything
from tests.cast import Cast
from tests.processes.builders import DAY, INGRID, TORE, a_plan, a_process, at_screen, happened

pytestmark = pytest.mark.django_db

KARI = Chosen("owners", "Kari Grande", "Storgata 4", is_own=True, is_private=True)
OLA = Chosen("owners", "Ola Grande", "Storgata 6", is_own=True, is_private=True)
BACK, LATER = DAY + timedelta(days=7), DAY + timedelta(days=14)
DEADLINE = date(2026, 10, 20)  # the six weeks from Monday 7 September, and a day


def sent(cast: Cast, *chosen: Chosen, code: str = "KPA-7", process: Process | None = None) -> Process:
    process = process or a_process(a_plan(cast.fjordvik))
    happened(process, code, DAY)
    kept = kept_announcement(process, code)
    actions.write_facts(INGRID, process, code, {"about": "Et naust.", "deadline_on": DEADLINE}, kept.version)
    actions.choose_recipients(INGRID, process, code, chosen, kept_announcement(process, code).version)
    told = Announced(Channel.LETTER, DAY, "SvarUt", "", None, "Tekst", [as_kept(one) for one in chosen])
    actions.note_announced(INGRID, process, code, told, uuid4())
    return process


def to(name: str) -> Sending:
    return Sending.objects.select_related("proof__announcement").get(name=name, again_of=None)


def again(day: date = LATER, address: str = "Nygata 1") -> Again:
    return Again(address, day, "Brevpost", "", "Tekst", date(2026, 11, 2))


def letters(process: Process, code: str = "KPA-7") -> Letters:
    return letters_of(process, demanded()[code], Announcement.objects.get(process=process, code=code))


def test_each_recipient_of_a_letter_has_a_row_with_the_address_it_went_to(cast: Cast) -> None:
    sent(cast, KARI, OLA)
    rows = [(one.name, one.address, one.recipient_id is not None) for one in Sending.objects.all()]
    assert rows == [("Kari Grande", "Storgata 4", True), ("Ola Grande", "Storgata 6", True)]


def test_a_newspaper_goes_to_nobody_in_particular(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    told = Announced(Channel.NEWSPAPER, DAY, "Fjordavisa", "", None, "Tekst", [])
    actions.note_announced(INGRID, process, "KPA-7", told, uuid4())
    assert not Sending.objects.exists()


def test_what_came_back_needs_attention_until_it_is_sent_again(cast: Cast) -> None:
    process = sent(cast, KARI, OLA)
    assert letters(process).returned == []
    note_returned(INGRID, process, to("Kari Grande"), BACK, "Ukjent på adressen")
    assert [one.name for one in letters(process).returned] == ["Kari Grande"]
    made = send_again(INGRID, process, to("Kari Grande"), again(), uuid4())
    after = letters(process)
    assert after.returned == []
    assert [one.name for one in after.sendings] == ["Kari Grande", "Ola Grande", "Kari Grande"]
    kari = Recipient.objects.get(name="Kari Grande")
    assert (kari.address, after.last[kari.pk].pk) == ("Nygata 1", made.pk)
    assert (to("Kari Grande").address, made.address) == ("Storgata 4", "Nygata 1")
    assert made.proof.recipients == [{"name": "Kari Grande", "address": "Nygata 1", "private": True}]
    told = {event.verb: event.after for event in AuditEvent.objects.filter(subject_id=process.pk)}
    assert {"announcement_returned", "announcement_sent_again"} <= set(told)
    assert "Kari" not in str(told)


def test_taking_back_the_new_letter_brings_the_old_one_back_to_attention(cast: Cast) -> None:
    process = sent(cast, KARI)
    note_returned(INGRID, process, to("Kari Grande"), BACK, "")
    made = send_again(INGRID, process, to("Kari Grande"), again(), uuid4())
    with pytest.raises(ValidationError, match="sendt på nytt alt"):
        take_back_returned(INGRID, process, to("Kari Grande"))
    actions.take_back_proof(INGRID, process, made.proof)
    assert [one.name for one in letters(process).returned] == ["Kari Grande"]
    take_back_returned(INGRID, process, to("Kari Grande"))
    assert letters(process).returned == []


def test_a_letter_that_comes_back_twice_is_sent_a_third_time(cast: Cast) -> None:
    process = sent(cast, KARI)
    note_returned(INGRID, process, to("Kari Grande"), BACK, "")
    second = send_again(INGRID, process, to("Kari Grande"), again(), uuid4())
    note_returned(INGRID, process, second, LATER + timedelta(days=3), "Postboks uten nøkkel")
    assert [one.pk for one in letters(process).returned] == [second.pk]
    send_again(INGRID, process, second, again(LATER + timedelta(days=5), "Nygata 2"), uuid4())
    assert letters(process).returned == []
    assert Recipient.objects.get().address == "Nygata 2"


def test_the_form_sent_twice_notes_one_letter(cast: Cast) -> None:
    process, id = sent(cast, KARI), uuid4()
    note_returned(INGRID, process, to("Kari Grande"), BACK, "")
    assert (
        send_again(INGRID, process, to("Kari Grande"), again(), id).pk
        == send_again(INGRID, process, to("Kari Grande"), again(), id).pk
    )
    assert Proof.objects.count() == 2


def test_what_cannot_be_is_refused_in_words(cast: Cast) -> None:
    process = sent(cast, KARI)
    with pytest.raises(ValidationError, match="Noter først"):
        send_again(INGRID, process, to("Kari Grande"), again(), uuid4())
    with pytest.raises(ValidationError, match="før brevet ble sendt"):
        note_returned(INGRID, process, to("Kari Grande"), DAY - timedelta(days=1), "")
    note_returned(INGRID, process, to("Kari Grande"), BACK, "")
    with pytest.raises(ValidationError, match="notert alt"):
        note_returned(TORE, process, to("Kari Grande"), BACK, "")


def test_she_has_the_six_weeks_of_the_law_from_the_day_her_letter_is_sent(cast: Cast) -> None:
    process = sent(cast, KARI)
    deadline = letters(process).deadline_if_sent(LATER)
    assert deadline
    assert (deadline.day, deadline.is_later, deadline.days_later) == (date(2026, 11, 2), True, 13)
    said = said_deadline(deadline)
    assert "tidligst mandag 2. november 2026" in said
    assert "minst 6 uker (pbl. § 11-14" in said
    assert "vår standard, ikke lov" in said
    assert "Det er 13 dager etter fristen som er kunngjort." in said


def test_a_deadline_that_is_long_enough_is_said_to_be(cast: Cast) -> None:
    process = sent(cast, KARI)
    deadline = letters(process).deadline_if_sent(DAY + timedelta(days=1))
    assert deadline
    assert deadline.day == DEADLINE
    assert "Fristen som er kunngjort, er lang nok." in said_deadline(deadline)


def test_where_the_law_gives_no_length_she_has_as_many_days_as_the_others(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    deadline = own_deadline(process, demanded()["KPA-2"], DEADLINE, DAY, LATER)
    assert deadline
    assert (deadline.provision, deadline.day) == (None, date(2026, 11, 3))
    assert "Loven sier ikke hvor lang" in said_deadline(deadline)


def test_of_a_decision_the_three_weeks_of_appeal_run_from_her_letter(cast: Cast) -> None:
    plan = a_plan(cast.fjordvik, "Solbakken", "zoning_detail")
    process = a_process(plan, "REG", private=True)
    deadline = own_deadline(process, demanded()["REG-10"], date(2026, 9, 28), DAY, LATER)
    assert deadline
    assert (deadline.day, deadline.is_appeal) == (date(2026, 10, 12), True)
    assert "Klagefristen for denne mottakeren" in said_deadline(deadline)
    assert "fvl. § 29" in said_deadline(deadline)


def test_an_adopted_master_plan_has_no_deadline_to_move(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    assert own_deadline(process, demanded()["KPA-10"], None, DAY, LATER) is None


def test_her_letters_are_erased_with_her_and_stay_as_rows(cast: Cast) -> None:
    process = sent(cast, KARI)
    note_returned(INGRID, process, to("Kari Grande"), BACK, "Flyttet til Kari Grandes mor")
    send_again(INGRID, process, to("Kari Grande"), again(), uuid4())
    assert erase_what_is_due(date(2030, 1, 1)) == 1
    rows = [(one.name, one.address, one.returned_because) for one in Sending.objects.all()]
    assert rows == [("Slettet privat mottaker", "", "")] * 2
    assert letters(process).returned == []
    assert "Kari" not in str(list(AuditEvent.objects.values()) + list(Proof.objects.values()))


def test_ingrid_notes_it_corrects_the_address_and_sends_again(cast: Cast) -> None:
    process, client = sent(cast, KARI), at_screen(cast, "Ingrid")
    home = reverse("notice", args=[process.pk, "KPA-7"])
    assert "Trenger oppmerksomhet" not in client.get(home).content.decode()
    where = [process.pk, "KPA-7", to("Kari Grande").pk]
    back = {"returned_on": f"{BACK:%d.%m.%Y}", "because": "Ukjent på adressen"}
    assert client.post(reverse("sending_returned", args=where), back).status_code == 302
    page = client.get(home).content.decode()
    assert "1 brev er kommet i retur" in page
    assert "Ukjent på adressen" in page
    form = {
        "id": str(uuid4()),
        "address": "Nygata 1",
        "sent_on": f"{LATER:%d.%m.%Y}",
        "place": "Brevpost",
        "receipt": "",
    }
    address = reverse("sending_again", args=where)
    preview = client.post(address, form | {"se": "1"}).content.decode()
    assert "tidligst mandag 2. november 2026" in preview
    assert not Sending.objects.exclude(again_of=None).exists()
    word = client.post(address, form | {"brev": "docx"})
    text = "\n".join(one.text for one in Document(io.BytesIO(word.content)).paragraphs)
    assert "Nygata 1" in text
    assert "mandag 2. november 2026" in text
    assert client.post(address, form | {"brev": "pdf"}).content.startswith(b"%PDF")
    assert client.post(address, form | {"noter": "1"}).status_code == 302
    made = Sending.objects.exclude(again_of=None).get()
    assert (made.deadline_on, made.proof.place) == (date(2026, 11, 2), "Brevpost")
    after = client.get(home).content.decode()
    assert "Trenger oppmerksomhet" not in after
    assert "egen frist" in after


def test_a_day_to_come_and_a_missing_address_are_said(cast: Cast) -> None:
    process, client = sent(cast, KARI), at_screen(cast, "Ingrid")
    where = [process.pk, "KPA-7", to("Kari Grande").pk]
    tomorrow = f"{timezone.localdate() + timedelta(days=1):%d.%m.%Y}"
    refused = client.post(reverse("sending_returned", args=where), {"returned_on": tomorrow})
    assert (refused.status_code, "Datoen er ikke kommet ennå" in refused.content.decode()) == (422, True)
    note_returned(INGRID, process, to("Kari Grande"), BACK, "")
    form = {"id": str(uuid4()), "address": "", "sent_on": tomorrow, "place": "Brevpost", "noter": "1"}
    assert client.post(reverse("sending_again", args=where), form).status_code == 422


def test_the_page_asks_no_more_for_many_letters(cast: Cast) -> None:
    few, client = sent(cast, KARI), at_screen(cast, "Ingrid")
    client.get(reverse("notice", args=[few.pk, "KPA-7"]))
    with CaptureQueriesContext(
        connection,
    ) as first:
        client.get(reverse("notice", args=[few.pk, "KPA-7"]))
    people = [Chosen("owners", f"Nabo {number}", "Vegen", is_own=True, is_private=True) for number in range(30)]
    sent(cast, *people, process=few)
    for one in Sending.objects.filter(name__startswith="Nabo")[:10]:
        note_returned(INGRID, few, one, BACK, "")
    with CaptureQueriesContext(connection) as second:
        client.get(reverse("notice", args=[few.pk, "KPA-7"]))
    assert len(second) <= len(first) + 1


def test_the_letters_come_along_when_a_municipality_takes_everything_out(cast: Cast) -> None:
    sent(cast, KARI)
    rows = list(Process.objects.filter(plan__organisation=cast.fjordvik).select_related("plan", "lead", "common"))
    (process,) = everything(cast.fjordvik.id, rows, [])["processes"]
    (letter,) = process["announcements"][0]["proofs"][0]["letters"]
    assert (letter["name"], letter["address"]) == ("Kari Grande", "Storgata 4")
