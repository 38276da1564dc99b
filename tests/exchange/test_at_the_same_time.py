"""Somebody closes the overview while another saves a plan. Real threads, real locks."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from plandugnad.core.audit import SYSTEM
from plandugnad.exchange.models import PublishedPlan
from plandugnad.exchange.publishing import publish, withdraw
from plandugnad.plans.actions import change_plan, create_plan
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
SOON_S = 1.0


def _save(plan: Plan, is_written: Event, may_end: Event) -> None:
    """The plan is adopted, in a transaction that is open until it may end."""
    try:
        with transaction.atomic():
            change_plan(SYSTEM, plan, {"status": "adopted"})
            is_written.set()
            may_end.wait(20)
    finally:
        connection.close()


def _close(municipality: Organisation, is_closed: Event) -> None:
    try:
        withdraw(SYSTEM, municipality)
        is_closed.set()
    finally:
        connection.close()


def test_a_save_that_ends_after_the_overview_is_closed_opens_nothing() -> None:
    cast = make_cast()
    plan = create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan", "status": "in_process"})
    publish(SYSTEM, cast.fjordvik)
    is_written, may_end, is_closed = Event(), Event(), Event()
    with ThreadPoolExecutor(2) as pool:
        saving = pool.submit(_save, plan, is_written, may_end)
        assert is_written.wait(20)
        closing = pool.submit(_close, cast.fjordvik, is_closed)
        assert not is_closed.wait(SOON_S)  # it waits for what is being saved
        may_end.set()
        for each in (saving, closing):
            each.result(20)
    row = PublishedPlan.objects.get(pk=plan.pk)
    assert (row.is_gone, row.content) == (True, {})


def test_a_plan_that_is_saved_while_the_overview_is_being_closed_is_not_opened() -> None:
    cast = make_cast()
    plan = create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan", "status": "in_process"})
    publish(SYSTEM, cast.fjordvik)
    is_written, may_end = Event(), Event()
    may_end.set()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            withdraw(SYSTEM, cast.fjordvik)
            saving = pool.submit(_save, plan, is_written, may_end)
            assert not is_written.wait(SOON_S)
        saving.result(20)
    assert not PublishedPlan.objects.filter(is_gone=False).exists()
    assert Plan.objects.get(pk=plan.pk).status == "adopted"
