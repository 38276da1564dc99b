"""A database that was filled in an earlier way is filled anew by itself, once."""

import logging
from datetime import date
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from plandugnad.engines.tables.when import When
from plandugnad.plans.models import Plan
from plandugnad.projections import jobs, making
from plandugnad.projections.entries import About
from plandugnad.projections.models import AttentionEntry, CalendarEntry, FilledOverviews, FoundEntry
from tests.cast import Cast
from tests.plans.owners import joint_plan

pytestmark = pytest.mark.django_db
WAITING = ProcrastinateJob.objects.filter(task_name="plandugnad.projections.jobs.fill_overviews", status="todo")


def as_before(cast: Cast) -> Plan:
    """As a database stood that was filled before what is joint was told once: a line per owner, without the others."""
    plan = joint_plan(cast, status="adopted", revision_due=When.on(date(timezone.localdate().year + 1, 6, 1)))
    for model in (CalendarEntry, AttentionEntry):
        assert model.objects.filter(source_id=plan.id).update(owners="") >= 2
    About("plans.plan", uuid4(), cast.fjordvik.id, "Borte", "/").found(["open"]).save()
    FilledOverviews.objects.all().delete()
    return plan


def start(said: StringIO) -> None:
    call_command("fill_overviews", "--if-behind", stdout=said)


def test_a_database_from_before_gets_what_is_joint_once(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    plan = as_before(cast)
    due = CalendarEntry.objects.visible_to(cast.actor("Kåre").keys).filter(source_id=plan.id)
    assert due.once().count() == 2
    start(StringIO())
    assert (WAITING.count(), due.once().count()) == (1, 2)
    with caplog.at_level(logging.INFO, "plandugnad.projections"):
        assert jobs.fill_overviews(0)
    assert due.once().get().owners == "Fjordvik, Lyngmo"
    assert not FoundEntry.objects.filter(title="Borte").exists()
    assert "filling plans.plan anew" in caplog.text


def test_what_is_filled_as_it_should_be_is_left_alone(cast: Cast) -> None:
    as_before(cast)
    said = StringIO()
    assert jobs.fill_overviews(0)
    stood = set(FoundEntry.objects.values_list("id", flat=True))
    assert not jobs.fill_overviews(0)
    start(said)
    assert (WAITING.count(), set(FoundEntry.objects.values_list("id", flat=True))) == (0, stood)
    assert "fylt slik" in said.getvalue()


def test_a_second_start_asks_for_no_second_job_and_an_older_number_for_one(cast: Cast) -> None:
    FilledOverviews.objects.create(made_as=making.MADE_AS - 1)
    start(StringIO())
    start(StringIO())
    assert WAITING.count() == 1
