"""Kari answers for the welfare association. When the case is over its statement stands, and nobody needs her number."""

from typing import Any

import pytest
from django.urls import reverse

from plandugnad.consultations.models import Consultation, Statement
from plandugnad.consultations.retention.erasing import erase_contact, erase_what_is_due
from plandugnad.consultations.setup.actions import change_consultation
from plandugnad.core.models import AuditEvent, SentMail
from tests.cast import Cast
from tests.consultations.builders import day, one_that_is_out
from tests.consultations.test_retention import whole
from tests.processes.builders import INGRID, at_screen

pytestmark = pytest.mark.django_db
LAG: dict[str, Any] = {
    "party": "organisation",
    "name": "Neset vel",
    "contact_name": "Kari Eksempel",
    "email": "kari@eksempel.no",
    "address": "Postboks 1, Fjordvik",
    "text": "Vellaget sier nei. Ring Kari Eksempel, 412 34 567.",
}


def of_lag(consultation: Consultation, **values: Any) -> Statement:
    made = whole(consultation, **{**LAG, **values})
    made.summary = "Kari Eksempels lag vil ikke. Hun har telefon 41234567."
    made.save()
    return made


def test_her_name_and_email_go_on_the_day_and_the_statement_of_the_association_stands(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik, private_until=day(1))
    row = of_lag(consultation)
    SentMail.objects.create(to="kari@eksempel.no", subject="Kvittering", body=f"Om {consultation.process.plan.name}")
    assert erase_what_is_due(day(0)) == 0
    assert erase_what_is_due(day(1)) == 1
    row.refresh_from_db()
    assert (row.name, row.contact_name, row.email) == ("Neset vel", "", "")
    assert (row.address, row.text) == (LAG["address"], LAG["text"])
    assert row.summary == "Kontaktpersons lag vil ikke. Hun har telefon Kontaktperson."
    assert row.points.get().answer == "Takk, Kontaktperson (Kontaktperson)."
    assert row.files.count() == 1
    assert not SentMail.objects.exists()
    assert not row.erased_at
    history = str(list(AuditEvent.objects.values_list("before", "after")))
    assert "Kari Eksempel" not in history
    assert AuditEvent.objects.get(verb="contacts_erased").after == {"statements": [row.number]}
    assert erase_what_is_due(day(1)) == 0


def test_she_and_her_neighbour_who_writes_for_himself_go_on_the_same_day(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik, private_until=day(0))
    of_lag(consultation)
    whole(consultation, name="Ola Eksempel", email="ola@eksempel.no")
    assert erase_what_is_due(day(0)) == 2


def test_without_a_day_nobody_is_erased_and_officials_of_public_bodies_stand(cast: Cast) -> None:
    without_day = one_that_is_out(cast.fjordvik)
    of_lag(without_day)
    body = of_lag(one_that_is_out(cast.lyngmo, private_until=day(0)), party="authority", name="Statsforvalteren")
    assert erase_what_is_due(day(0)) == 0
    body.refresh_from_db()
    assert body.contact_name == "Kari Eksempel"


def test_when_the_day_is_moved_hers_is_moved_too(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik, private_until=day(1))
    of_lag(consultation)
    change_consultation(INGRID, consultation, {"private_until": day(100)}, consultation.version)
    assert erase_what_is_due(day(99)) == 0
    assert erase_what_is_due(day(100)) == 1


def test_a_contact_who_is_the_association_itself_is_not_taken_out_of_the_texts(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik, private_until=day(0))
    row = of_lag(consultation, contact_name="Neset vel")
    row.summary = "Neset vel vil ikke."
    row.save()
    erase_what_is_due(day(0))
    row.refresh_from_db()
    assert (row.name, row.contact_name, row.summary) == ("Neset vel", "", "Neset vel vil ikke.")


def test_the_page_counts_them_and_the_public_page_says_when_they_go(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik, private_until=day(100))
    of_lag(consultation)
    page = at_screen(cast, "Ingrid").get(reverse("private_data", args=[consultation.id])).content.decode()
    assert "Kontaktpersoner i lag og bedrifter" in page
    public = at_screen(cast, "Ingrid").get(reverse("statement_form", args=[consultation.id])).content.decode()
    form = at_screen(cast, "Ingrid").get(reverse("public_consultation", args=[consultation.id])).content.decode()
    assert "Kontaktpersonen i et lag eller en bedrift slettes samme dag" in public + form


def test_ingrid_erases_one_who_asks_from_the_page_of_the_statement(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik, private_until=day(100))
    row, other = (
        of_lag(consultation),
        of_lag(consultation, name="Idrettslaget", contact_name="Ola Nes", email="ola@nes.no"),
    )
    client = at_screen(cast, "Ingrid")
    address = reverse("private_data_erase_one", args=[consultation.id, row.id])
    assert address in client.get(reverse("statement", args=[row.id])).content.decode()
    asked = client.get(address).content.decode()
    assert "Slett kontaktpersonen i uttalelse nr. 1?" in asked
    assert "Uttalelsen fra laget eller bedriften blir stående" in asked
    assert client.post(address).status_code == 302
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.contact_name, row.email, row.text) == ("", "", LAG["text"])
    assert (other.contact_name, other.email) == ("Ola Nes", "ola@nes.no")
    assert "slettet fra før" in client.get(address, follow=True).content.decode()
    assert address not in client.get(reverse("statement", args=[row.id])).content.decode()
    assert (
        at_screen(cast, "Nina").post(reverse("private_data_erase_one", args=[consultation.id, other.id])).status_code
        == 404
    )
    assert not erase_contact(INGRID, consultation, row.id)
