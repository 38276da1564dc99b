"""What private persons have said of themselves is erased when its time is out, and the record keeps its shape."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plandugnad.consultations.models import (
    Consultation,
    Group,
    Objection,
    Point,
    Statement,
    StatementFile,
    Submission,
    TableReading,
    Tag,
    TagKind,
)
from plandugnad.consultations.points.actions import join_points, mark_point, unjoin
from plandugnad.consultations.points.answers import Written, write_answer, write_texts
from plandugnad.consultations.points.spans import Span
from plandugnad.consultations.points.tagging import merge_tags, tag_named, unmerge_tags
from plandugnad.consultations.retention.erasing import erase_statements, erase_what_is_due
from plandugnad.core.files import store
from plandugnad.core.models import AuditEvent, OutgoingMail, SentMail
from plandugnad.core.sealing import seal_all
from tests.cast import Cast
from tests.consultations.builders import a_statement, day, one_that_is_out
from tests.consultations.tables import said as said_of
from tests.consultations.test_table import fetched
from tests.consultations.test_table_back import changed, looked_at, replaced, taken
from tests.processes.builders import INGRID, at_screen

pytestmark = pytest.mark.django_db
KARI = {"name": "Kari Eksempel", "email": "kari@eksempel.no", "address": "Myrveien 3", "text": "Jeg, Kari, sier nei."}


def whole(consultation: Consultation, **values: Any) -> Statement:
    """With a point, a tag, an answer that names her, and an attachment."""
    made = a_statement(consultation, **{**KARI, **values})
    made.summary, made.assessment = "Kari Eksempel vil ikke.", "Kari Eksempel-Dahl er en annen."
    made.handling = "ready"
    made.save()
    point = Point.objects.create(
        statement=made,
        starts=0,
        ends=9,
        quote="Jeg, Kari",
        answer="Takk, Kari Eksempel (kari@eksempel.no).",
        is_ready=True,
    )
    point.tags.add(Tag.objects.get_or_create(consultation=consultation, kind="theme", name="Vei")[0])
    StatementFile.objects.create(
        statement=made, stored=store(ContentFile(b"brev").chunks()), name="kari.pdf", content_kind="pdf"
    )
    return made


def shape(consultation: Consultation) -> Any:
    statements = Statement.objects.filter(consultation=consultation).order_by("number")
    points = Point.objects.filter(statement__consultation=consultation).order_by("id")
    return (
        list(statements.values_list("id", "number", "received_on", "party", "source", "handling", "deleted_at")),
        list(points.values_list("id", "starts", "ends", "is_ready", "tags__name")),
    )


def test_all_that_is_hers_leaves_and_the_shape_is_as_before(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik, private_until=day(0))
    whole(consultation)
    other = whole(consultation, name="Grendelaget", email="", party="organisation", text="Laget sier ja.")
    before = shape(consultation)
    assert erase_what_is_due(day(0)) == 1
    assert shape(consultation) == before
    hers = Statement.objects.get(number=1)
    assert (hers.name, hers.email, hers.address, hers.text) == ("Privatperson", "", "", "")
    assert hers.summary == "Privatperson vil ikke."
    assert hers.assessment == "Kari Eksempel-Dahl er en annen."
    assert hers.erased_at
    point = hers.points.get()
    assert (point.quote, point.answer) == ("", "Takk, Privatperson (Privatperson).")
    assert not hers.files.exists()
    other.refresh_from_db()
    assert (other.name, other.text, other.files.count()) == ("Grendelaget", "Laget sier ja.", 1)
    assert "Privatperson" in at_screen(cast, "Ingrid").get(f"/uttalelser/{hers.id}/").content.decode()


def test_what_is_not_due_stays_and_what_is_erased_is_erased_once(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik, private_until=day(1))
    whole(consultation)
    assert erase_what_is_due(day(0)) == 0
    assert erase_what_is_due(day(1)) == 1
    assert erase_what_is_due(day(1)) == 0


def test_one_that_is_deleted_is_erased_too(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik, private_until=day(0))
    statement = whole(consultation)
    at_screen(cast, "Ingrid").post(f"/uttalelser/{statement.id}/slett/")
    assert erase_what_is_due(day(0)) == 1


def test_her_name_leaves_what_is_common_to_several_as_well(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    statement = whole(consultation)
    other = whole(consultation, name="Ola Eksempel", email="")
    group = Group.objects.create(consultation=consultation, name="Vei", answer="Som Kari Eksempel sier.")
    erase_statements(INGRID, consultation, [statement.id])
    group.refresh_from_db()
    other.refresh_from_db()
    assert group.answer == "Som Privatperson sier."
    assert other.name == "Ola Eksempel"
    assert "Kari Eksempel " not in other.summary


def test_the_history_says_that_it_was_done_and_of_whom_by_number_only(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    erase_statements(INGRID, consultation, [whole(consultation).id])
    event = AuditEvent.objects.get(verb="private_data_erased")
    assert event.after == {"statements": [1]}


def test_what_waits_from_her_and_mail_with_her_words_leave_and_mail_of_other_things_stays(cast: Cast) -> None:
    out, other = (one_that_is_out(cast.fjordvik, name) for name in ("Kommuneplanens arealdel", "Kulturplan"))
    mine = whole(out)
    sent = {**KARI, "runs_out_at": timezone.now() + timedelta(days=1)}
    for number, (where, about) in enumerate(
        [(out, {}), (other, {}), (out, {"party": "organisation"}), (out, {"email": "ola@eksempel.no"})]
    ):
        given = {"party": "private", **sent, **about}
        kept = Submission.objects.create(consultation=where, token_digest=str(number), **given)
        stored = store(ContentFile(b"brev").chunks())
        StatementFile.objects.create(submission=kept, stored=stored, name="a.pdf", content_kind="pdf")
    for to in ("Kari@eksempel.no", "ola@eksempel.no"):
        for body in ("Du skrev om Kommuneplanens arealdel", f"/horing/{out.pk}/", "Koden er 123"):
            SentMail.objects.create(to=to, subject="x", body=body)
            OutgoingMail.objects.create(to=to, body=body, good_until=timezone.now())
    OutgoingMail.objects.create(to="kari@eksempel.no", good_until=timezone.now(), failed_at=timezone.now())
    erase_statements(INGRID, out, [mine.id])
    assert sorted(Submission.objects.values_list("token_digest", flat=True)) == ["1", "2", "3"]
    for model in (SentMail, OutgoingMail):
        left = model._base_manager.values_list("to", "body")
        assert [body for to, body in left if to != "ola@eksempel.no"] == ["Koden er 123"]
        assert len(left) == 4


def test_who_has_open_what_her_name_was_taken_out_of_is_warned(cast: Cast) -> None:
    out = one_that_is_out(cast.fjordvik)
    hers, told = whole(out), "Som Kari Eksempel sier."
    named = a_statement(out, name="Laget", party="organisation", email="", summary=told)
    rows: list[Any] = [
        named,
        Point.objects.create(statement=named, starts=0, ends=3, quote="Nei", answer=told),
        Group.objects.create(consultation=out, name="Vei", answer=told),
        Objection.objects.create(statement=named, against="Vei", ground=told),
    ]
    others: list[Any] = [
        a_statement(out, name="Ola Eksempel", email=""),
        Point.objects.create(statement=named, starts=0, ends=3, quote="Nei", answer="Takk."),
        Group.objects.create(consultation=out, name="Myr", answer="Nei."),
    ]
    with CaptureQueriesContext(connection) as queries:
        erase_statements(INGRID, out, [hers.id])
    for row, version in [*((row, 2) for row in rows), *((row, 1) for row in others)]:
        row.refresh_from_db()
        assert (type(row), row.version) == (type(row), version)
    for table in ("statement", "point", "group", "objection", "tag"):
        read = [q["sql"] for q in queries if f'FROM "consultations_{table}"' in q["sql"] and " FOR " in q["sql"]]
        assert read, table
    page = at_screen(cast, "Ingrid").post(
        reverse("alike_answer", args=[out.id, rows[2].pk]), {"seen": 1, "was": told, "name": "Vei", "answer": told}
    )
    assert page.status_code == 422
    assert "Privatperson" in page.content.decode()


def test_what_the_history_holds_of_answers_tags_and_joins_loses_her_name_and_still_fits_its_seal(cast: Cast) -> None:
    out, other = one_that_is_out(cast.fjordvik), one_that_is_out(cast.fjordvik, "En annen plan")
    hers, same = whole(out), whole(other)
    browser = at_screen(cast, "Ingrid")
    first, second = (mark_point(INGRID, hers, span) for span in (Span(0, 4), Span(5, 9)))
    write_answer(INGRID, first, Written("Til Kari Eksempel, Myrveien 3.", ""))
    write_texts(INGRID, hers, {"assessment": Written("Eksempel, Kari får medhold.", hers.assessment)})
    tag, into = (tag_named(out, TagKind.PLACE, name) for name in ("Ved Kari Eksempel", "Myra"))
    first.tags.add(tag)
    joined, merged = join_points(INGRID, first, second), merge_tags(INGRID, tag, into)
    write_texts(INGRID, same, {"assessment": Written("Kari Eksempel får medhold.", same.assessment)})
    seal_all()
    erase_statements(INGRID, out, [hers.id])
    told = [str((event.before, event.after)) for event in AuditEvent.objects.filter(subject_id__in=(out.pk, hers.pk))]
    assert len(told) > 7
    for word in (
        "Kari Eksempel ",
        "Kari Eksempel,",
        "Kari Eksempel'",
        "Eksempel, Kari",
        "Myrveien 3",
        "kari@eksempel.no",
    ):
        assert not [one for one in told if word in one], word
    assert "Kari" not in browser.get(f"/uttalelser/{hers.id}/historikk/").content.decode()
    assert AuditEvent.objects.filter(subject_id=same.pk, after__assessment="Kari Eksempel får medhold.").exists()
    call_command("check_audit")
    unmerge_tags(INGRID, out, AuditEvent.objects.get(pk=merged.pk))
    with pytest.raises(ValidationError, match="er slettet, så punktene kan ikke deles igjen"):
        unjoin(INGRID, hers, AuditEvent.objects.get(pk=joined.pk))
    assert not Tag.objects.filter(name__contains="Kari").exists()


def test_a_table_that_was_fetched_before_does_not_bring_her_back_and_its_other_texts_are_taken_in(cast: Cast) -> None:
    its = said_of(cast.fjordvik)
    its.kari.name, its.kari.party = "Kari Eksempel", "private"
    its.kari.save()
    its.pavement.answer = "Kari Eksempel har rett."
    its.pavement.save()
    browser = at_screen(cast, "Ingrid")
    document = fetched(browser, its.consultation)
    erase_statements(INGRID, its.consultation, [its.kari.id])
    sent = changed(
        document,
        replaced("Kari Eksempel har rett.", "Kari Eksempel har helt rett."),
        replaced("Vi måler.", "Vi måler støy."),
    )
    address, _context = looked_at(browser, its, sent)
    page = browser.get(address).content.decode()
    assert "er slettet etter at tabellen ble hentet" in page
    assert "Kari" not in page
    assert "Kari" not in str(TableReading.objects.get().cells)
    taken(browser, its, sent)
    its.pavement.refresh_from_db()
    its.group.refresh_from_db()
    assert its.pavement.answer == "Privatperson har rett."
    assert its.group.answer == "Vi måler støy."


def test_she_leaves_in_the_genitive_with_others_and_with_her_telephone_and_the_place_stays(cast: Cast) -> None:
    out = one_that_is_out(cast.fjordvik, contact="Ingrid, tlf. 37 00 00 00")
    hers = a_statement(out, **{**KARI, "text": "Ring 412 34 567. Jeg ringte 37 00 00 00."})
    told = "Kari Eksempels vei. Kari og Ola Eksempel ringte +47 41 23 45 67. Myrveien 3 utvides. Spør 37 00 00 00."
    association = a_statement(out, name="Laget", party="organisation", email="", summary=told)
    write_texts(INGRID, association, {"assessment": Written(told, "")})
    erase_statements(INGRID, out, [hers.id])
    association.refresh_from_db()
    gone = "Privatpersons vei. Privatperson og Ola Eksempel ringte Privatperson. Myrveien 3 utvides. Spør 37 00 00 00."
    assert (association.summary, association.assessment) == (gone, gone)
    [event] = AuditEvent.objects.filter(subject_id=association.pk, after__has_key="assessment")
    assert (event.after or {})["assessment"] == gone
    call_command("check_audit")


def test_undoing_a_join_after_she_is_erased_says_why_not_and_writes_nothing_back(cast: Cast) -> None:
    out = one_that_is_out(cast.fjordvik)
    hers = whole(out)
    first, second = (mark_point(INGRID, hers, span) for span in (Span(0, 3), Span(5, 9)))
    write_answer(INGRID, second, Written("Til Kari Eksempel.", ""))
    joined = join_points(INGRID, first, second)
    erase_statements(INGRID, out, [hers.id])
    with pytest.raises(ValidationError, match="er slettet, så punktene kan ikke deles igjen"):
        unjoin(INGRID, hers, joined)
    assert not Point.objects.filter(statement=hers, quote__gt="").exists()
    assert not Point.objects.filter(answer__contains="Kari").exists()


def test_a_join_in_a_statement_of_an_association_that_named_her_is_undone_without_her(cast: Cast) -> None:
    out = one_that_is_out(cast.fjordvik)
    hers = whole(out)
    association = a_statement(out, name="Laget", party="organisation", email="", text="Ja. Nei.")
    first, second = (mark_point(INGRID, association, span) for span in (Span(0, 3), Span(4, 8)))
    write_answer(INGRID, first, Written("Som Kari Eksempels brev.", ""))
    joined = join_points(INGRID, first, second)
    write_answer(INGRID, Point.objects.get(pk=first.pk), Written("Takk.", "Som Kari Eksempels brev."))
    Point.objects.filter(pk=first.pk).update(version=(joined.after or {})["version"])
    erase_statements(INGRID, out, [hers.id])
    unjoin(INGRID, association, AuditEvent.objects.get(pk=joined.pk))
    first.refresh_from_db()
    assert first.answer == "Som Privatpersons brev."


def test_many_texts_are_written_in_a_few_statements_to_the_database(cast: Cast) -> None:
    out = one_that_is_out(cast.fjordvik)
    hers = whole(out)
    association = a_statement(out, name="Laget", party="organisation", email="")
    Point.objects.bulk_create(
        Point(statement=association, starts=n, ends=n + 1, quote="x", answer="Som Kari Eksempel sier.")
        for n in range(300)
    )
    with CaptureQueriesContext(connection) as queries:
        erase_statements(INGRID, out, [hers.id])
    assert Point.objects.filter(answer="Som Privatperson sier.").count() == 300
    assert len(queries) < 90
