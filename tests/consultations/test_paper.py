"""Statements written in from paper, corrected and deleted."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plandugnad.consultations.models import Consultation, Point, Statement
from plandugnad.core.models import AuditEvent
from tests.cast import Cast, make_organisation
from tests.consultations.builders import a_statement, day, one_that_is_out
from tests.processes.builders import at_screen

pytestmark = pytest.mark.django_db


def letter(**values: Any) -> dict[str, Any]:
    written = {"party": "private", "name": "Kari Eksempel", "received_on": day(-1).strftime("%d.%m.%Y"), "text": "Nei."}
    return written | values


def write_in(client: Client, consultation: Consultation, **values: Any) -> Any:
    return client.post(f"/horinger/{consultation.id}/uttalelser/skriv-inn/", letter(**values))


def test_a_letter_is_written_in_with_its_day_and_its_scan(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    scan = SimpleUploadedFile("C:\\skann\\brev.pdf", b"%PDF-1.4")
    assert write_in(at_screen(cast, "Ingrid"), consultation, file=scan).status_code == 302
    made = Statement.objects.get()
    assert (made.source, made.name, made.received_on, made.by_name) == (
        "paper",
        "Kari Eksempel",
        day(-1),
        "Ingrid Eksempel",
    )
    assert [(file.name, file.content_kind) for file in made.files.all()] == [("brev.pdf", "pdf")]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"received_on": "31.12.2099"}, "Dagen er ikke kommet ennå"),
        ({"received_on": "i går"}, "«i går» er ikke en hel dato"),
        ({"name": ""}, "Skriv hvem uttalelsen er fra"),
        ({"party": ""}, "Velg hvem uttalelsen er fra"),
        ({"text": ""}, "Skriv inn uttalelsen, eller legg den ved som fil"),
        ({"body": "Finnes ikke"}, "Vi fant ikke «Finnes ikke» i registeret"),
        ({"email": "kari"}, "navn@eksempel.no"),
        ({"file": SimpleUploadedFile("virus.exe", b"MZ\x90\x00")}, "er et program"),
        ({"file": SimpleUploadedFile("tom.pdf", b"")}, "er tom"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_what_was_typed_stands(
    cast: Cast, values: dict[str, Any], said: str
) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    answer = write_in(at_screen(cast, "Ingrid"), consultation, address="Myrveien 3", **values)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="Myrveien 3"' in answer.content.decode()
    assert not Statement.objects.exists()


def test_a_body_of_the_register_gives_its_name(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    body = make_organisation("Vassdragsverket", "", "sector_body", other_names=["VV"])
    write_in(at_screen(cast, "Ingrid"), consultation, party="authority", name="", body="vv")
    made = Statement.objects.get()
    assert (made.organisation_id, made.name) == (body.id, "Vassdragsverket")
    answer = write_in(at_screen(cast, "Ingrid"), consultation, party="private", body="VV")
    assert "er et offentlig organ" in answer.content.decode()


def test_a_form_that_is_sent_twice_writes_in_one(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    page = ingrid.get(f"/horinger/{consultation.id}/uttalelser/skriv-inn/").content.decode()
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    for _again in range(2):
        write_in(ingrid, consultation, token=found[1])
    assert Statement.objects.count() == 1


def correct(client: Client, statement: Statement, **values: Any) -> Any:
    return client.post(f"/uttalelser/{statement.id}/rett/", letter(seen=1) | values)


def test_a_statement_is_corrected_and_the_history_does_not_say_what_it_was(cast: Cast) -> None:
    statement = a_statement(one_that_is_out(cast.fjordvik, private_until=day(500)))
    correct(at_screen(cast, "Ingrid"), statement, name="Kari Nordmann Eksempel", party="organisation")
    statement.refresh_from_db()
    assert (statement.name, statement.party, statement.erase_after) == ("Kari Nordmann Eksempel", "organisation", None)
    event = AuditEvent.objects.get(verb="statement_changed")
    assert "Kari" not in f"{event.before}{event.after}"


def test_two_who_correct_at_once_both_see_what_the_other_wrote(cast: Cast) -> None:
    statement, ingrid = a_statement(one_that_is_out(cast.fjordvik)), at_screen(cast, "Ingrid")
    correct(ingrid, statement, text="Først.")
    answer = correct(ingrid, statement, text="Sist.")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Først." in page
    assert "Sist." in page
    statement.refresh_from_db()
    assert statement.text == "Først."
    correct(ingrid, statement, text="Sist.", seen=2)
    statement.refresh_from_db()
    assert statement.text == "Sist."


def test_the_text_is_not_changed_once_there_are_points_in_it(cast: Cast) -> None:
    statement, ingrid = a_statement(one_that_is_out(cast.fjordvik)), at_screen(cast, "Ingrid")
    Point.objects.create(statement=statement, starts=0, ends=3, quote="Nei")
    assert "Ta bort punktene først" in ingrid.get(f"/uttalelser/{statement.id}/rett/").content.decode()
    assert correct(ingrid, statement, text="Ja.", name="Kari E").status_code == 302
    statement.refresh_from_db()
    assert (statement.text, statement.name) == ("Nei.", "Kari E")


def test_a_statement_that_is_deleted_comes_back_with_its_number(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    statement = a_statement(consultation)
    answer = ingrid.post(f"/uttalelser/{statement.id}/slett/", follow=True)
    assert f"/uttalelser/{statement.id}/hent-tilbake/" in answer.content.decode()
    assert not Statement.objects.kept().exists()
    assert a_statement(consultation).number == 2
    ingrid.post(f"/uttalelser/{statement.id}/hent-tilbake/")
    assert sorted(Statement.objects.kept().values_list("number", flat=True)) == [1, 2]


def test_an_email_that_was_read_in_again_meanwhile_does_not_come_back_twice(cast: Cast) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), at_screen(cast, "Ingrid")
    statement = a_statement(consultation)
    Statement.objects.update(message_digest="a" * 64)
    ingrid.post(f"/uttalelser/{statement.id}/slett/")
    other = a_statement(consultation)
    Statement.objects.filter(pk=other.pk).update(message_digest="a" * 64)
    answer = ingrid.post(f"/uttalelser/{statement.id}/hent-tilbake/", follow=True)
    assert "tatt inn på nytt siden, som nr. 2" in answer.content.decode()


@pytest.mark.parametrize("who", ["Åse", "Marit", "Even"])
def test_only_those_who_write_the_plan_write_in_correct_and_delete(cast: Cast, who: str) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    statement, other = a_statement(consultation), at_screen(cast, who)
    assert write_in(other, consultation).status_code == 404
    assert correct(other, statement).status_code == 404
    for what in ("slett", "hent-tilbake"):
        assert other.post(f"/uttalelser/{statement.id}/{what}/").status_code == 404
    assert Statement.objects.kept().get() == statement
