"""What has happened is kept: no statement changes or deletes it, and whoever gets round that is found out."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from plandugnad.core import erasing, sealing
from plandugnad.core.audit import SYSTEM, By, record
from plandugnad.core.models import AuditEvent, AuditSeal, SealedEvent
from tests.conftest import AUDIT_TABLES

INGRID = By(uuid4(), "Ingrid Eksempel")


@pytest.fixture
def events(db: None) -> list[AuditEvent]:
    run("SET CONSTRAINTS ALL IMMEDIATE")  # or the table could not be emptied or altered for what is still to be checked
    subjects = [AuditEvent() for _ in range(3)]
    return [record(INGRID, "plan_changed", one, before={"n": 1.5}, after={"who": INGRID.name}) for one in subjects]


@pytest.fixture
def as_installed(db: None) -> None:
    """The tests' database lets tables be emptied (conftest); an installation does not."""
    with connection.cursor() as cursor:
        for table in AUDIT_TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER core_audit_is_not_emptied")


def run(statement: str, *values: UUID | str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values or None)


@pytest.fixture
def master(db: None) -> Iterator[None]:
    """What somebody can do who owns the tables and takes the guard away first."""
    for table in AUDIT_TABLES:
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in AUDIT_TABLES:
        run(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def complaint(*words: str) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("check_audit", *words, stdout=StringIO())
    return str(refused.value)


def report(*words: str) -> str:
    told = StringIO()
    call_command("check_audit", *words, stdout=told)
    return told.getvalue()


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE core_auditevent SET by_name = 'Tore Eksempel'",
        "UPDATE core_auditevent SET made_at = now()",
        "DELETE FROM core_auditevent",
        "TRUNCATE core_auditevent",
        "TRUNCATE core_auditevent, core_sealedevent, core_auditseal CASCADE",
        "INSERT INTO core_auditevent SELECT * FROM core_auditevent ON CONFLICT (id) DO UPDATE SET verb = 'borte'",
        "MERGE INTO core_auditevent e USING (SELECT 1) one ON true WHEN MATCHED THEN DELETE",
        "WITH gone AS (DELETE FROM core_auditevent RETURNING id) SELECT count(*) FROM gone",
        "UPDATE core_auditseal SET digest = repeat('0', 64)",
        "DELETE FROM core_auditseal",
        "TRUNCATE core_auditseal CASCADE",
        "UPDATE core_sealedevent SET digest = repeat('0', 64)",
        "DELETE FROM core_sealedevent",
        "TRUNCATE core_sealedevent",
    ],
)
@pytest.mark.usefixtures("as_installed")
def test_no_statement_changes_or_removes_what_has_happened(attempt: str, events: list[AuditEvent]) -> None:
    sealing.seal_all()
    before = list(AuditEvent.objects.order_by("id").values())
    with pytest.raises(DatabaseError, match="what has happened is kept"):
        run(attempt)
    assert list(AuditEvent.objects.order_by("id").values()) == before
    assert SealedEvent.objects.count() == AuditEvent.objects.count() == len(events)


def test_not_even_with_triggers_switched_off_for_the_session(events: list[AuditEvent]) -> None:
    with pytest.raises(DatabaseError, match="what has happened is kept"):
        run("SET LOCAL session_replication_role = replica; DELETE FROM core_auditevent")


def test_nor_by_an_account_that_may_do_everything_with_the_table_but_owns_it_not(events: list[AuditEvent]) -> None:
    run("CREATE ROLE plan_prove")
    run("GRANT ALL ON core_auditevent TO plan_prove")
    for attempt in ("UPDATE core_auditevent SET verb = 'x'", "DELETE FROM core_auditevent"):
        with pytest.raises(DatabaseError, match="what has happened is kept"):
            run(f"SET LOCAL ROLE plan_prove; {attempt}")
    with pytest.raises(DatabaseError, match="must be owner"):
        run("SET LOCAL ROLE plan_prove; ALTER TABLE core_auditevent DISABLE TRIGGER ALL")


def test_saying_that_a_name_is_to_be_erased_is_not_enough(events: list[AuditEvent]) -> None:
    """The event must name those it changes, and may change nothing but where names stand."""
    change = f"UPDATE core_auditevent SET by_name = 'Tore' WHERE id = '{events[0].id}'"
    erasure = record(SYSTEM, erasing.VERB, events[0], after={"events": {str(events[0].id): ["a", "b"]}})
    for said in ("", "ja", str(uuid4()), str(events[1].id)):
        with pytest.raises(DatabaseError):
            run(f"SET LOCAL plandugnad.erasure = '{said}'; {change}")
    run("SELECT set_config('plandugnad.erasure', %s, true)", str(erasure.id))
    for other in (
        "UPDATE core_auditevent SET by_name = 'Tore' WHERE id <> %s",
        "UPDATE core_auditevent SET verb = 'x' WHERE id = %s",
        "DELETE FROM core_auditevent WHERE id = %s",
    ):
        with pytest.raises(DatabaseError, match="what has happened is kept"):
            run(other, events[0].id)


def test_what_is_sealed_and_left_alone_is_found_whole_and_sealing_again_does_nothing(events: list[AuditEvent]) -> None:
    assert sealing.seal_all() == len(events)
    assert sealing.seal_all() == 0
    record(INGRID, "plan_changed", events[0])
    told = report()
    assert "3 hendelser i 1 forseglinger. 1 venter på neste." in told
    assert "Alt stemmer." in told
    sealing.seal_all()
    assert "4 hendelser i 2 forseglinger. 0 venter" in report()


@pytest.mark.usefixtures("master")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "'plan_deleted'"),
        ("by_name", "'Tore Eksempel'"),
        ("by_id", "NULL"),
        ("made_at", "made_at + interval '1 microsecond'"),
        ("subject_id", "gen_random_uuid()"),
        ("subject_type", "'plans.other'"),
        ("organisation_id", "gen_random_uuid()"),
        ("batch_id", "gen_random_uuid()"),
        ("before", """'{"n": 2}'"""),
        ("after", "NULL"),
    ],
)
def test_a_change_in_any_column_is_found_out(column: str, value: str, events: list[AuditEvent]) -> None:
    sealing.seal_all()
    run(f"UPDATE core_auditevent SET {column} = {value} WHERE id = %s", events[1].id)
    told = complaint()
    assert f"Hendelse {events[1].id} er endret" in told
    assert str(events[0].id) not in told


@pytest.mark.usefixtures("master")
def test_an_event_that_is_gone_is_found_out(events: list[AuditEvent]) -> None:
    sealing.seal_all()
    run("DELETE FROM core_auditevent WHERE id = %s", events[1].id)
    assert f"Hendelse {events[1].id} er slettet" in complaint()


@pytest.mark.usefixtures("master")
def test_removing_the_event_from_its_seal_too_is_found_out(events: list[AuditEvent]) -> None:
    sealing.seal_all()
    run("DELETE FROM core_sealedevent WHERE event_id = %s", events[1].id)
    run("DELETE FROM core_auditevent WHERE id = %s", events[1].id)
    assert "Forsegling 1 stemmer ikke med det den skal dekke" in complaint()


@pytest.mark.usefixtures("master")
def test_a_seal_that_is_taken_out_is_found_out(events: list[AuditEvent]) -> None:
    for _ in range(2):
        sealing.seal_all()
        record(INGRID, "plan_changed", events[0])
    run("DELETE FROM core_sealedevent WHERE seal_id = 1")
    run("DELETE FROM core_auditseal WHERE number = 1")
    assert "Forsegling 1 mangler" in complaint()


@pytest.mark.usefixtures("master")
def test_whoever_makes_every_seal_anew_is_found_out_by_one_kept_elsewhere(
    events: list[AuditEvent], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        sealing.seal_all()
    kept = str(AuditSeal.objects.get())
    assert kept in caplog.text
    assert "Alt stemmer" in report("--seal", kept)
    run("UPDATE core_auditevent SET verb = 'plan_deleted' WHERE id = %s", events[0].id)
    run("DELETE FROM core_sealedevent")
    run("DELETE FROM core_auditseal")
    sealing.seal_all()
    assert "Alt stemmer" in report()
    assert "finnes ikke lenger" in complaint("--seal", kept)


def test_events_that_nobody_seals_are_told_of(events: list[AuditEvent]) -> None:
    AuditEvent.objects.bulk_create(
        [AuditEvent(verb="x", subject_id=uuid4(), made_at=timezone.now() - timedelta(hours=4))]
    )
    assert "1 hendelser er over tre timer gamle og ikke forseglet" in complaint()


def test_many_events_are_sealed_in_lots(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_AT_A_TIME", 3)
    AuditEvent.objects.bulk_create([AuditEvent(verb=f"v{n}", subject_id=uuid4()) for n in range(8)])
    assert sealing.seal_all() == 8
    assert AuditSeal.objects.count() == 3
    assert "8 hendelser i 3 forseglinger" in report()


def test_a_name_is_erased_through_the_narrow_way_and_every_seal_still_fits(events: list[AuditEvent]) -> None:
    sealing.seal_all()
    late = record(INGRID, "plan_changed", events[0], after={"people": [{"name": "ingrid eksempel"}], "n": 1})
    other = record(By(uuid4(), "Tore Eksempel"), "plan_changed", events[0], after={"said": "Ingrid Eksempelsen"})
    subject = AuditEvent(id=INGRID.id)
    assert erasing.erase(SYSTEM, subject, {INGRID.name}) == 4
    held = list(AuditEvent.objects.exclude(id=other.id).values_list("by_name", "before", "after"))
    assert "ngrid" not in str(held)
    assert AuditEvent.objects.get(id=late.id).after == {"people": [{"name": "(anonym)"}], "n": 1}
    assert AuditEvent.objects.get(id=other.id).after == {"said": "Ingrid Eksempelsen"}
    assert AuditEvent.objects.filter(verb=erasing.VERB, subject_id=subject.pk).count() == 1
    assert "I 3 av dem er personopplysninger slettet" in report()
    sealing.seal_all()
    assert "Alt stemmer" in report()
    with pytest.raises(DatabaseError, match="what has happened is kept"):  # the way is closed again
        run("UPDATE core_auditevent SET by_name = 'Tore' WHERE id = %s", events[0].id)


def test_a_name_of_one_word_is_erased_only_where_it_says_whom_the_event_is_about(db: None) -> None:
    """What is restored is read from these: «Per» is also a word, and a part of other names and addresses."""
    per = By(uuid4(), "Per")
    words = {"name": "Utredning per tema", "text": "Per Olsen-Dahl, Anne-Per, kari.per@eksempel.no", "who": "Per"}
    told = record(By(uuid4(), "Tore"), "plan_changed", AuditEvent(), before=words, after={"people": ["Per"], **words})
    given = record(By(uuid4(), "Tore"), "role_given", AuditEvent(), after={"role": "planner", "person": "Per"})
    erasing.erase(SYSTEM, AuditEvent(id=per.id), {"Per", "per@eksempel.no"})
    left = AuditEvent.objects.get(id=told.id)
    assert (left.before, left.after) == (words, {"people": ["Per"], **words})
    assert AuditEvent.objects.get(id=given.id).after == {"role": "planner", "person": "(anonym)"}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Ring Per Olsen.", "Ring (anonym)."),
        ("per@eksempel.no, <PER@eksempel.no>.", "(anonym), <(anonym)>."),
        ("kari.per@eksempel.no", None),
        ("per@eksempel.no.example", None),
        ("Per Olsen-Dahl og Anne-Per Olsen", None),
        ("Kasper Olsen", None),
    ],
)
def test_a_full_name_and_an_address_are_erased_from_text_where_they_stand_alone(
    db: None, said: str, left: str | None
) -> None:
    event = record(SYSTEM, "plan_changed", AuditEvent(), after={"notes": [said]})
    erasing.erase(SYSTEM, AuditEvent(), {"Per Olsen", "per@eksempel.no"})
    assert AuditEvent.objects.get(id=event.id).after == {"notes": [left or said]}


def test_an_old_erasure_cannot_be_used_once_more_unseen(events: list[AuditEvent]) -> None:
    sealing.seal_all()
    erasing.erase(SYSTEM, AuditEvent(id=INGRID.id), {INGRID.name})
    run("SELECT set_config('plandugnad.erasure', %s, true)", str(AuditEvent.objects.get(verb=erasing.VERB).id))
    run("UPDATE core_auditevent SET by_name = 'Tore Eksempel' WHERE id = %s", events[0].id)
    assert f"Hendelse {events[0].id} er endret" in complaint()
