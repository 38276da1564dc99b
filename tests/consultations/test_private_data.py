"""The page of what private persons have said of themselves: until when it is kept, and erasing it before that."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plandugnad.consultations.models import (
    Consultation,
    Group,
    IncomingMail,
    Objection,
    Point,
    Statement,
    TableExport,
    TableReading,
    Tag,
)
from plandugnad.consultations.retention.erasing import erase_statements
from plandugnad.consultations.table.cells import key_of
from plandugnad.core.files import store
from plandugnad.core.models import AuditEvent
from tests.cast import Cast
from tests.consultations.builders import a_statement, day, one_that_is_out
from tests.consultations.test_retention import whole
from tests.processes.builders import INGRID, at_screen

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Kari Eksempel", "kari@eksempel.no"


@pytest.fixture
def ingrid(cast: Cast) -> Client:
    return at_screen(cast, "Ingrid")


@pytest.fixture
def out(cast: Cast) -> Consultation:
    return one_that_is_out(cast.fjordvik)


def address(consultation: Consultation, statement: UUID | None = None, *, is_all: bool = False) -> str:
    if statement:
        return reverse("private_data_erase_one", args=[consultation.id, statement])
    return reverse("private_data_erase" if is_all else "private_data", args=[consultation.id])


def typed(from_today: int) -> str:
    return day(from_today).strftime("%d.%m.%Y")


def choose(client: Client, consultation: Consultation, said: str, seen: int | None = None) -> Any:
    consultation.refresh_from_db()
    form = {"seen": consultation.version if seen is None else seen, "private_until": said}
    return client.post(address(consultation), form)


def texts_of(app: str) -> str:
    """All that is written in the tables of an app."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    said = []
    for model in apps.get_app_config(app).get_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]
        rows = model._base_manager.values_list(*names) if names else []
        said += [f"{model.__name__}: {json.dumps(list(row), ensure_ascii=False)}" for row in rows]
    return "\n".join(said)


def test_it_says_how_many_there_are_how_many_are_erased_and_when_the_others_will_be(cast: Cast, ingrid: Client) -> None:
    out = one_that_is_out(cast.fjordvik, private_until=day(400))
    first, _second = a_statement(out), a_statement(out, name="Ola Eksempel")
    a_statement(out, name="Grendelaget", party="organisation")
    erase_statements(INGRID, out, [first.id])
    page = ingrid.get(address(out))
    told = page.context["told"]
    assert (told.total, told.erased, [(one.day, one.number) for one in told.due]) == (2, 1, [(day(400), 1)])
    assert "Ola Eksempel" in page.content.decode()
    assert "Grendelaget" not in page.content.decode()


def test_without_a_date_it_says_which_day_is_ours_and_that_it_can_be_changed(ingrid: Client, out: Consultation) -> None:
    assert "Dere har ikke satt en dag" in ingrid.get(address(out)).content.decode()


def test_a_date_moves_all_that_are_not_erased_and_stands_in_the_history(ingrid: Client, out: Consultation) -> None:
    a_statement(out, erase_after=day(30))
    erased, of_body = a_statement(out), a_statement(out, party="authority", name="Statsforvalteren")
    erase_statements(INGRID, out, [erased.id])
    assert choose(ingrid, out, typed(400)).status_code == 302
    kept = dict(Statement.objects.values_list("number", "erase_after"))
    assert kept == {1: day(400), 2: erased.erase_after, of_body.number: None}
    event = AuditEvent.objects.filter(verb="consultation_changed").latest("made_at")
    assert event.after == {"private_until": day(400).isoformat()}
    assert choose(ingrid, out, "").status_code == 422
    assert Statement.objects.get(number=1).erase_after == day(400)


@pytest.mark.parametrize(("closes", "chosen", "said"), [(20, 20, "før fristen er ute"), (-5, -1, "har vært")])
def test_a_date_too_early_is_refused_in_words_and_stands_in_the_form(
    cast: Cast, ingrid: Client, closes: int, chosen: int, said: str
) -> None:
    out = one_that_is_out(cast.fjordvik, opens_on=day(-50), closes_on=day(closes))
    page = choose(ingrid, out, typed(chosen))
    assert page.status_code == 422
    assert said in page.content.decode()
    assert typed(chosen) in page.content.decode()
    out.refresh_from_db()
    assert out.private_until is None


def test_a_date_somebody_else_chose_meanwhile_is_shown_and_not_overwritten(ingrid: Client, out: Consultation) -> None:
    out.refresh_from_db()
    seen = out.version
    choose(ingrid, out, typed(300))
    page = choose(ingrid, out, typed(400), seen)
    assert page.status_code == 422
    assert page.context["stands"].private_until == day(300)
    assert typed(400) in page.content.decode()
    out.refresh_from_db()
    assert out.private_until == day(300)


def test_all_are_erased_after_a_page_that_says_how_many_and_that_it_cannot_be_undone(
    ingrid: Client, out: Consultation
) -> None:
    whole(out)
    a_statement(out, name="Ola Eksempel")
    asked = ingrid.get(address(out, is_all=True)).content.decode()
    assert "2 uttalelser" in asked
    assert "kan ikke angres" in asked
    ingrid.post(address(out, is_all=True), {"antall": "2"})
    assert set(Statement.objects.values_list("name", "text")) == {("Privatperson", "")}
    assert ingrid.get(address(out, is_all=True)).status_code == 302


def test_one_that_came_in_meanwhile_is_not_erased_unseen(ingrid: Client, out: Consultation) -> None:
    a_statement(out)
    a_statement(out, name="Ola Eksempel")
    page = ingrid.post(address(out, is_all=True), {"antall": "1"})
    assert page.status_code == 422
    assert not Statement.objects.exclude(erased_at=None).exists()


def test_one_alone_is_erased_and_the_others_stay(ingrid: Client, out: Consultation) -> None:
    hers, other = a_statement(out), a_statement(out, name="Ola Eksempel")
    assert NAME in ingrid.get(address(out, hers.id)).content.decode()
    ingrid.post(address(out, hers.id))
    ingrid.post(address(out, hers.id))
    assert list(Statement.objects.values_list("name", flat=True)) == ["Privatperson", other.name]
    assert AuditEvent.objects.filter(verb="private_data_erased").count() == 1


def test_a_public_body_or_a_statement_elsewhere_is_not_erased_from_here(
    cast: Cast, ingrid: Client, out: Consultation
) -> None:
    body = a_statement(out, party="authority", name="Statsforvalteren")
    elsewhere = a_statement(one_that_is_out(cast.fjordvik, "Reguleringsplan"))
    for one in (body, elsewhere):
        assert ingrid.post(address(out, one.id)).status_code == 404


def test_who_reads_the_municipality_sees_it_and_changes_nothing(cast: Cast, out: Consultation) -> None:
    hers, reader = a_statement(out), at_screen(cast, "Åse")
    page = reader.get(address(out))
    assert page.status_code == 200
    assert address(out, is_all=True) not in page.content.decode()
    assert "<form" not in page.content.decode().split("<main")[1].split("</main")[0]
    assert choose(reader, out, typed(400)).status_code == 404
    for there in (address(out, is_all=True), address(out, hers.id)):
        assert reader.post(there, {"antall": "1"}).status_code == 404
    assert at_screen(cast, "Even").get(address(out)).status_code == 404
    hers.refresh_from_db()
    assert hers.erased_at is None


def test_the_name_stands_nowhere_in_the_tables_of_the_app_when_it_is_erased(out: Consultation) -> None:
    hers = whole(out)
    hers.assessment = f"{NAME} får ikke medhold."
    hers.save()
    names_everywhere(out, hers)
    erase_statements(INGRID, out, [hers.id])
    said = texts_of("consultations")
    assert "Privatperson" in said
    for word in (NAME, EMAIL, "Myrveien 3"):
        assert [line for line in said.splitlines() if word.lower() in line.lower()] == []


def names_everywhere(out: Consultation, hers: Statement) -> None:
    """Where the municipality writes of what has come in, and where that is kept of a table or an e-mail."""
    told = f"Som {NAME} ({EMAIL}) sier."
    body = a_statement(out, party="authority", name="Statsforvalteren", email="", summary=told, assessment=told)
    other = Point.objects.create(statement=body, starts=0, ends=3, quote="Nei", answer=told)
    for name in (NAME, EMAIL):
        other.tags.add(Tag.objects.create(consultation=out, kind="place", name=name))
    Group.objects.create(consultation=out, name=f"Slik {NAME} vil", answer=told)
    objection = Objection.objects.create(statement=body, against=f"Huset til {NAME}", ground=told, provision=NAME)
    objection.turns.create(state="dialogue", happened_on=day(-1), note=told)
    keys = key_of("ss", hers.id), key_of("pa", other.id)
    TableExport.objects.create(consultation=out, cells={key: ["1", told] for key in keys})
    TableReading.objects.create(
        consultation=out,
        file_name=f"{NAME}.docx",
        cells=[{"key": keys[0], "text": told}],
        remarks=[told],
        changes=[[keys[1], told, f"{told} Takk."]],
    )
    IncomingMail.objects.create(
        consultation=out, stored=store([b"brev"]), file_name="kari.eml", party="private", name=NAME, email=EMAIL.upper()
    )


def test_two_tags_that_become_one_word_are_one_tag_on_the_points_of_both(out: Consultation) -> None:
    hers = whole(out)
    names_everywhere(out, hers)
    erase_statements(INGRID, out, [hers.id])
    assert [tag.points.count() for tag in Tag.objects.filter(kind="place", name="Privatperson")] == [1]


def test_however_many_there_are_the_same_questions_are_asked(ingrid: Client, out: Consultation) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ingrid.get(address(out))
        return len(queries)

    a_statement(out)
    asked()
    few = asked()
    for _ in range(5):
        a_statement(out)
    assert asked() == few
