import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from pytest_django import Settings

from plandugnad.notices import jobs
from plandugnad.notices.models import Notice
from plandugnad.notices.sending import send_digest
from tests.accounts.builders import mail_server
from tests.cast import Cast
from tests.notices.builders import WEDNESDAY, mail_to, waiting_since, yesterday
from tests.plans.builders import make_plan

pytestmark = pytest.mark.django_db


def test_the_post_is_carried_by_itself() -> None:
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["plandugnad.notices.jobs.send_waiting_digests"] == "0 * * * *"
    assert "plandugnad.notices.jobs.note_due_dates" in periodic


def test_what_was_told_three_months_ago_is_forgotten(cast: Cast) -> None:
    cast.person("Ingrid")
    make_plan(cast.fjordvik)
    Notice.objects.update(made_at=timezone.now() - timedelta(days=89))
    assert jobs.forget_old_notices(0) == 0
    Notice.objects.update(made_at=timezone.now() - timedelta(days=91))
    assert jobs.forget_old_notices(0) == 1


def run_the_worker() -> None:
    connector: Any = app.connector
    with app.replace_connector(connector.get_worker_connector()) as worker:  # as its management command does
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, queues=["default"])


def forget_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_the_mail_and_sends_it_and_a_second_hour_sends_none(cast: Cast, settings: Settings) -> None:
    ingrid = cast.person("Ingrid")
    make_plan(cast.fjordvik, "Kulturplan")
    waiting_since(timezone.now() - timedelta(days=2))
    hour: Any = jobs.send_waiting_digests  # its own argument comes from the schedule
    try:
        with mail_server() as server:
            settings.EMAIL_PORT = server.port
            for _hour in range(2):
                hour.defer(timestamp=0)
                run_the_worker()
        assert [message["To"] for message in server.received] == [ingrid.email]
    finally:
        forget_jobs()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_one_mail(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    make_plan(cast.fjordvik, "Kulturplan")
    waiting_since(yesterday())
    ready = threading.Barrier(4)

    def work() -> bool:
        try:
            ready.wait(10)
            return send_digest(ingrid.id, WEDNESDAY)
        finally:
            connection.close()

    try:
        with ThreadPoolExecutor(4) as pool:
            sent = [one.result() for one in [pool.submit(work) for _worker in range(4)]]
        assert sorted(sent) == [False, False, False, True]
        assert len(mail_to(ingrid)) == 1
    finally:
        forget_jobs()
