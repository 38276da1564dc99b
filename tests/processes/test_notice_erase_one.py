"""Kari has had her letter and asks to be taken out of the list; her neighbour Ola has not asked for anything."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from plandugnad.core import sealing
from plandugnad.core.models import AuditEvent
from plandugnad.processes.models import Announcement, Process, Proof, Recipient, Sending
from plandugnad.processes.notice import actions
from plandugnad.processes.notice.actions import Announced, Chosen, as_kept
from plandugnad.processes.notice.addressees import proposals
from plandugnad.processes.notice.again.actions import Again, note_returned, send_again
from plandugnad.processes.notice.models import Channel
from plandugnad.processes.notice.queries import kept_announcement
from plandugnad.processes.notice.regional.actions import add_recipient
from plandugnad.processes.notice.retention.erasing import erase_one
from tests.cast import Cast
from tests.processes.builders import DAY, INGRID, a_plan, a_process, at_screen, happened
from tests.processes.test_notice_retention import GONE, everything, seen_by_auditors

pytestmark = pytest.mark.django_db

KARI = Chosen("owners", "Kari Grande", "Storgata 4, Fjordvik", is_own=True, is_private=True)
OLA = Chosen("owners", "Ola Grande", "Storgata 6, Fjordvik", is_own=True, is_private=True)
NAMESAKE = Chosen("owners", "Kari Grande", "Nygata 1, Fjordvik", is_own=True, is_private=True)
LAG = Chosen("associations", "Fjordvik Bondelag", "bondelaget@eksempel.no", is_own=True)


def choose(process: Process, *chosen: Chosen, code: str = "KPA-7") -> None:
    actions.choose_recipients(INGRID, process, code, chosen, kept_announcement(process, code).version)


def sent(cast: Cast, *chosen: Chosen, receipt: str = "") -> Process:
    process = a_process(a_plan(cast.fjordvik))
    happened(process, "KPA-7", DAY)
    choose(process, *chosen)
    told = Announced(Channel.LETTER, DAY, "SvarUt", receipt, None, "Tekst", [as_kept(one) for one in chosen])
    actions.note_announced(INGRID, process, "KPA-7", told, uuid4())
    return process


def kept(process: Process) -> Announcement:
    return Announcement.objects.get(process=process, code="KPA-7")


def row_of(chosen: Chosen) -> Recipient:
    return Recipient.objects.get(name=chosen.name, address=chosen.address)


def address(process: Process, one: Recipient | Sending) -> str:
    return reverse("recipient_erase", args=[process.pk, "KPA-7", one.pk])


def test_ingrid_sees_what_goes_and_what_stays_and_only_then_is_kari_erased(cast: Cast) -> None:
    process = sent(cast, KARI, OLA, LAG, receipt="Kari Grandes brev og Ola Grandes brev ble lagt i postkassen.")
    sealing.seal_all()
    client, one = at_screen(cast, "Ingrid"), row_of(KARI)
    notice = reverse("notice", args=[process.pk, "KPA-7"])
    assert address(process, one) in client.get(notice).content.decode()
    asked = client.get(address(process, one)).content.decode()
    for words in ("Kari Grande", "Storgata 4, Fjordvik", "Dette kan ikke angres.", "Blir stående", "SvarUt"):
        assert words in asked
    assert row_of(KARI).erased_at is None
    assert client.post(address(process, one)).headers["Location"] == f"{notice}#mottakere"
    assert "Kari Grande" not in everything()
    assert "Storgata 4" not in everything()
    assert [told["name"] for told in Proof.objects.get().recipients] == [GONE, "Ola Grande", "Fjordvik Bondelag"]
    assert Proof.objects.get().receipt == f"{GONE}s brev og Ola Grandes brev ble lagt i postkassen."
    assert [(told.name, told.position) for told in Sending.objects.all()][:2] == [(GONE, 0), ("Ola Grande", 1)]
    event = AuditEvent.objects.get(verb="announcement_recipient_erased")
    assert (event.by_name, event.after) == ("Ingrid Eksempel", {"step": "KPA-7", "letters": 1})
    assert "Alt stemmer." in seen_by_auditors()
    assert "slettet fra før" in client.get(address(process, one), follow=True).content.decode()


def test_of_two_with_one_name_only_the_one_who_asked_is_erased(cast: Cast) -> None:
    process = sent(cast, NAMESAKE, KARI)
    assert erase_one(INGRID, kept(process), row_of(KARI).pk)
    rows = [(one.name, one.address) for one in Recipient.objects.order_by("position")]
    assert rows == [("Kari Grande", "Nygata 1, Fjordvik"), (GONE, "")]
    assert [told["address"] for told in Proof.objects.get().recipients] == ["Nygata 1, Fjordvik", ""]


def test_every_letter_to_her_goes_also_to_the_address_that_was_wrong(cast: Cast) -> None:
    process = sent(cast, KARI, OLA)
    first = Sending.objects.get(name="Kari Grande")
    note_returned(INGRID, process, first, DAY + timedelta(days=7), "Ola Grande sier at Kari Grande har flyttet.")
    again = Again("Nygata 1, Fjordvik", DAY + timedelta(days=14), "Brevpost", "", "Tekst", None)
    send_again(INGRID, process, first, again, uuid4())
    assert erase_one(INGRID, kept(process), Recipient.objects.get(name="Kari Grande").pk)
    for word in ("Kari Grande", "Storgata 4", "Nygata 1"):
        assert word not in everything() + str(list(Sending.objects.values_list("name", "address", "returned_because")))
    assert Proof.objects.count() == 2
    assert Sending.objects.get(name="Ola Grande").address == "Storgata 6, Fjordvik"


def test_who_was_taken_off_the_list_is_erased_by_her_letter(cast: Cast) -> None:
    process = sent(cast, KARI, OLA)
    choose(process, OLA)
    letter = Sending.objects.get(name="Kari Grande")
    client = at_screen(cast, "Ingrid")
    assert address(process, letter) in client.get(reverse("notice", args=[process.pk, "KPA-7"])).content.decode()
    assert client.post(address(process, letter)).status_code == 302
    assert "Kari Grande" not in everything()
    assert Recipient.objects.get().name == "Ola Grande"


def test_why_anothers_letter_came_back_does_not_keep_her_name(cast: Cast) -> None:
    process = sent(cast, KARI, OLA)
    his = Sending.objects.get(name="Ola Grande")
    note_returned(INGRID, process, his, DAY + timedelta(days=7), "Kari Grande tok imot.")
    erase_one(INGRID, kept(process), row_of(KARI).pk)
    his.refresh_from_db()
    assert his.returned_because == f"{GONE} tok imot."


def test_she_is_warned_of_a_letter_that_is_not_sent_and_told_of_other_notices(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    choose(process, KARI)
    choose(process, KARI, code="KPA-3")
    kept(process).save()
    later = timezone.localdate() + timedelta(days=30)
    actions.write_facts(INGRID, process, "KPA-7", {"deadline_on": later}, kept(process).version)
    one = Recipient.objects.get(announcement__code="KPA-7")
    asked = at_screen(cast, "Ingrid").get(address(process, one)).content.decode()
    assert "ikke notert at brevet er sendt" in asked
    assert "Fristen er ikke ute" in asked
    assert reverse("notice", args=[process.pk, "KPA-3"]) in asked


def test_a_public_body_is_not_erased_and_neither_is_anybody_by_who_only_reads(cast: Cast) -> None:
    process = sent(cast, KARI, LAG)
    nobody = reverse("recipient_erase", args=[process.pk, "KPA-7", uuid4()])
    for wrong in (address(process, row_of(LAG)), nobody):
        assert at_screen(cast, "Ingrid").get(wrong).status_code == 404
    for reader in ("Nina", "Guri", "Even"):
        assert at_screen(cast, reader).post(address(process, row_of(KARI))).status_code == 404
    assert not erase_one(INGRID, kept(process), row_of(LAG).pk)
    assert row_of(KARI).erased_at is None


def test_who_came_from_the_regions_list_is_not_proposed_again(cast: Cast) -> None:
    person = {
        "name": "Kari Grande",
        "address": "Storgata 4",
        "why": "Eier holmen.",
        "is_always": True,
        "is_private": True,
    }
    add_recipient(INGRID, cast.ytre_fjord, person | {"erase_after": date(2031, 1, 1)})
    process = a_process(a_plan(cast.fjordvik))
    (her,) = [one for one in proposals(process, "KPA-7") if one.name == "Kari Grande"]
    proposed = Chosen(her.key, her.name, her.address, is_private=True)
    choose(process, proposed)
    assert erase_one(INGRID, kept(process), Recipient.objects.get().pk)
    page = at_screen(cast, "Ingrid").get(reverse("notice_recipients", args=[process.pk, "KPA-7"])).content.decode()
    assert her.key not in page
    choose(process, proposed, LAG)
    assert [one.name for one in Recipient.objects.filter(erased_at=None)] == ["Fjordvik Bondelag"]
