"""Kari lives beside the plan and has the letter; when the case is long over, nobody needs to know where she lives."""

from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from plandugnad.consultations.actions import make_consultation
from plandugnad.core import sealing
from plandugnad.core.models import AuditEvent
from plandugnad.processes.models import Announcement, Process, Proof, Recipient, RegionalRecipient
from plandugnad.processes.notice import actions
from plandugnad.processes.notice.actions import Announced, Chosen, as_kept
from plandugnad.processes.notice.addressees import addressees, proposals
from plandugnad.processes.notice.models import Channel
from plandugnad.processes.notice.queries import find_row, kept_announcement, read_notice
from plandugnad.processes.notice.regional.actions import add_recipient
from plandugnad.processes.notice.retention.days import private_until_of
from plandugnad.processes.notice.retention.erasing import erase_what_is_due
from tests.cast import Cast
from tests.processes.builders import DAY, INGRID, a_plan, a_process, at_screen, fresh, happened, planned

pytestmark = pytest.mark.django_db

KARI = Chosen("owners", "Kari Grande", "Storgata 4, Fjordvik", is_own=True, is_private=True)
LAG = Chosen("associations", "Fjordvik Bondelag", "bondelaget@eksempel.no", is_own=True)
GONE = "Slettet privat mottaker"


def sent(process: Process, *chosen: Chosen, day: date = DAY, receipt: str = "") -> Proof:
    actions.choose_recipients(INGRID, process, "KPA-7", chosen, kept_announcement(process, "KPA-7").version)
    told = Announced(Channel.LETTER, day, "SvarUt", receipt, None, "Tekst", [as_kept(one) for one in chosen])
    return actions.note_announced(INGRID, process, "KPA-7", told, uuid4())


def kept(process: Process) -> Announcement:
    return Announcement.objects.get(process=process, code="KPA-7")


def everything() -> str:
    return "\n".join(
        str(list(model.objects.values())) for model in (AuditEvent, Recipient, Proof, Announcement, RegionalRecipient)
    )


def seen_by_auditors() -> str:
    told = StringIO()
    call_command("check_audit", stdout=told)
    return told.getvalue()


def test_the_day_is_a_year_after_the_council_decides_and_is_set_as_the_letter_is_noted(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    planned(process, "KPA-9", date(2027, 6, 17))
    actions.choose_recipients(INGRID, process, "KPA-7", [KARI], 1)
    assert kept(process).private_until is None
    sent(process, KARI)
    assert kept(process).private_until == date(2028, 6, 16)


def test_where_no_decision_is_planned_it_is_three_years(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    sent(process, KARI)
    assert kept(process).private_until == date(2029, 9, 6)


def test_a_letter_to_bodies_alone_sets_no_day(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    sent(process, LAG)
    assert kept(process).private_until is None


def test_a_day_somebody_has_chosen_stands_when_another_letter_is_noted(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    sent(process, KARI)
    chosen = date(2028, 1, 3)
    actions.set_private_until(INGRID, process, "KPA-7", chosen, kept(process).version)
    sent(process, KARI, LAG)
    assert kept(process).private_until == chosen


def test_her_name_and_address_go_and_the_shape_of_the_record_stays(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    proof = sent(process, KARI, LAG, receipt="Brevet til Kari Grande ble lagt i postkassen.")
    actions.write_facts(INGRID, process, "KPA-7", {"about": "Naustet til Grande, Kari rives."}, kept(process).version)
    actions.write_facts(INGRID, process, "KPA-7", {"about": "Et naust rives."}, kept(process).version)
    sealing.seal_all()
    day = kept(process).private_until
    assert day is not None
    assert erase_what_is_due(day - timedelta(days=1)) == 0
    assert erase_what_is_due(day) == 1
    for word in ("Kari Grande", "Grande, Kari", "Storgata 4"):
        assert word not in everything()
    proof.refresh_from_db()
    assert (proof.announced_on, proof.place) == (DAY, "SvarUt")
    assert [one["name"] for one in proof.recipients] == [GONE, "Fjordvik Bondelag"]
    assert proof.receipt == f"Brevet til {GONE} ble lagt i postkassen."
    rows = [(one.name, one.address) for one in Recipient.objects.order_by("position")]
    assert rows == [(GONE, ""), ("Fjordvik Bondelag", "bondelaget@eksempel.no")]
    assert AuditEvent.objects.get(verb="announcement_private_erased").after == {"step": "KPA-7", "count": 1}
    assert "Alt stemmer." in seen_by_auditors()
    assert erase_what_is_due(day + timedelta(days=1)) == 0


def test_a_place_the_plan_is_about_stands_though_a_private_recipient_lives_there(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    place = "Storgata 4, Fjordvik"
    about = f"{place} reguleres til bolig. Naustet til Kari Grandes familie, Kari Grande ({place}), rives."
    actions.write_facts(INGRID, process, "KPA-7", {"about": about}, kept_announcement(process, "KPA-7").version)
    sent(process, KARI, receipt="Lagt i postkassen i Storgata 4, Fjordvik.")
    assert erase_what_is_due(date(2030, 1, 1)) == 1
    assert kept(process).about == f"{place} reguleres til bolig. Naustet til {GONE}s familie, {GONE}, rives."
    assert Proof.objects.get().receipt == "Lagt i postkassen i Storgata 4, Fjordvik."


def test_two_who_have_one_letter_together_are_both_taken_out_of_the_texts_and_an_email_everywhere(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    couple = Chosen("owners", "Kari og Ola Grande", "Kari@Grande.no, tlf. 412 34 567", is_own=True, is_private=True)
    receipt = "Ola Grande ringte fra 41234567 og viste til kari@grande.no. Kari og Per Grande var ikke hjemme."
    sent(process, couple, receipt=receipt)
    assert erase_what_is_due(date(2030, 1, 1)) == 1
    said = f"{GONE} ringte fra {GONE} og viste til {GONE}. {GONE} og Per Grande var ikke hjemme."
    assert Proof.objects.get().receipt == said


def test_who_was_taken_off_the_list_after_a_letter_is_erased_too(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    sent(process, KARI)
    actions.choose_recipients(INGRID, process, "KPA-7", [LAG], kept(process).version)
    assert erase_what_is_due(date(2030, 1, 1)) == 1
    assert "Kari Grande" not in everything()


def test_who_is_erased_gets_no_letter_and_stays_when_the_list_is_chosen_again(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    happened(process, "KPA-7", DAY)
    sent(process, KARI, LAG)
    erase_what_is_due(date(2030, 1, 1))
    actions.choose_recipients(INGRID, process, "KPA-7", [], kept(process).version)
    row = find_row(fresh(process), "KPA-7", DAY)
    assert row
    page = read_notice(fresh(process), row, DAY)
    assert ([one.name for one in page.recipients], [one.name for one in page.erased]) == ([], [GONE])
    screen = at_screen(cast, "Ingrid").get(reverse("notice", args=[process.pk, "KPA-7"])).content.decode()
    assert "1 privat mottaker er slettet" in screen


def test_a_nynorsk_municipality_keeps_the_row_in_nynorsk(cast: Cast) -> None:
    process = a_process(a_plan(cast.lyngmo))
    sent(process, KARI)
    erase_what_is_due(date(2030, 1, 1))
    assert Recipient.objects.get().name == "Sletta privat mottakar"


def test_neighbours_are_private_and_businesses_are_not() -> None:
    assert {key for key, one in addressees().items() if one.is_private} == {"owners"}
    assert addressees()["holders"].is_asked


def test_ingrid_changes_the_day_and_is_told_why_another_cannot_be(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    sent(process, KARI)
    client, address = at_screen(cast, "Ingrid"), reverse("notice_private", args=[process.pk, "KPA-7"])
    version = kept(process).version
    past = client.post(address, {"seen": version, "private_until": "1.9.2020"})
    assert past.status_code == 422
    assert "Denne dagen har vært" in past.content.decode()
    later = timezone.localdate() + timedelta(days=400)
    assert client.post(address, {"seen": version, "private_until": f"{later:%d.%m.%Y}"}).status_code == 302
    assert kept(process).private_until == later
    stale = client.post(address, {"seen": version, "private_until": "1.9.2031"})
    assert "har endret kunngjøringen mens du skrev" in stale.content.decode()


def test_the_page_of_private_data_counts_them_beside_the_statements(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    sent(process, KARI, LAG)
    out = make_consultation(INGRID, process, "KPA-7")
    page = at_screen(cast, "Ingrid").get(reverse("private_data", args=[out.pk])).content.decode()
    assert "Private mottakere av varsel" in page
    assert "1 privatperson," in page
    assert reverse("notice_private", args=[process.pk, "KPA-7"]) in page


def test_a_private_person_on_the_list_of_the_region_is_erased_and_no_longer_proposed(cast: Cast) -> None:
    row = add_recipient(
        INGRID,
        cast.ytre_fjord,
        {"name": "Kari Grande", "address": "Storgata 4", "why": "Kari Grande eier holmen.", "is_always": True,
         "is_private": True, "erase_after": DAY},
    )  # fmt: skip
    process = a_process(a_plan(cast.fjordvik))
    (proposed,) = [one for one in proposals(process, "KPA-7") if one.name == "Kari Grande"]
    assert proposed.is_private
    assert erase_what_is_due(DAY - timedelta(days=1)) == 0
    assert erase_what_is_due(DAY) == 1
    row.refresh_from_db()
    assert (row.name, row.address, row.why) == (GONE, "", f"{GONE} eier holmen.")
    assert not [one for one in proposals(process, "KPA-7") if one.key == proposed.key]
    assert "Kari Grande" not in everything()


def test_a_list_whose_letter_is_never_noted_has_a_day_too_counted_from_when_it_was_made(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    actions.choose_recipients(INGRID, process, "KPA-7", [KARI], 1)
    made = timezone.localdate()
    day = private_until_of(kept(process))
    assert day
    assert timedelta(days=3 * 365) <= day - made <= timedelta(days=3 * 365 + 14)
    assert kept(process).private_until is None
    happened(process, "KPA-7", DAY)
    page = at_screen(cast, "Ingrid").get(reverse("notice", args=[process.pk, "KPA-7"])).content.decode()
    assert "Dagen er regnet fra listen ble laget" in page
    assert str(day.year) in page.split("Navn og adresse slettes")[1][:200]
    assert erase_what_is_due(day - timedelta(days=1)) == 0
    assert Recipient.objects.get().name == "Kari Grande"
    assert erase_what_is_due(day) == 1
    assert Recipient.objects.get().name == GONE
    assert private_until_of(kept(process)) is None


def test_a_planned_decision_moves_the_day_of_such_a_list_and_a_noted_letter_sets_it(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    actions.choose_recipients(INGRID, process, "KPA-7", [KARI], 1)
    decided = timezone.localdate() + timedelta(days=200)
    planned(process, "KPA-9", decided)
    day = private_until_of(kept(process))
    assert day
    assert timedelta(0) <= day - (decided + timedelta(days=365)) <= timedelta(days=14)
    sent(process, KARI)
    assert private_until_of(kept(process)) == kept(process).private_until


def test_who_is_put_on_the_list_later_has_as_long_as_the_others_had(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    actions.choose_recipients(INGRID, process, "KPA-7", [KARI], 1)
    Recipient.objects.update(made_at=timezone.now() - timedelta(days=4 * 365))
    Announcement.objects.update(made_at=timezone.now() - timedelta(days=4 * 365))
    ola = Chosen("owners", "Ola Grande", "Storgata 6, Fjordvik", is_own=True, is_private=True)
    actions.choose_recipients(INGRID, process, "KPA-7", [KARI, ola], kept(process).version)
    assert erase_what_is_due(timezone.localdate()) == 0
    Recipient.objects.update(made_at=timezone.now() - timedelta(days=4 * 365))
    assert erase_what_is_due(timezone.localdate()) == 2


def test_a_list_of_bodies_alone_has_no_day(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    actions.choose_recipients(INGRID, process, "KPA-7", [LAG], 1)
    assert private_until_of(kept(process)) is None
