import re

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast

pytestmark = pytest.mark.django_db
LOCAL = Client(headers={"host": "localhost"})


def beat(seconds_ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def test_it_is_ready_when_the_database_the_tables_and_the_worker_are() -> None:
    beat(seconds_ago=5)
    answer = LOCAL.get("/helse/klar")
    assert answer.status_code == 200
    assert answer.content.decode() == "database: klar\ntabeller: klar\njobber: klar\n"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_worker_that_has_been_silent_for_a_minute_is_told() -> None:
    beat(seconds_ago=90)
    answer = LOCAL.get("/helse/klar")
    assert answer.status_code == 503
    assert "jobber: ikke klar" in answer.content.decode()


def test_a_migration_that_is_not_run_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from plandugnad.core import health

    monkeypatch.setattr(health, "_seen_whole", False)
    beat(seconds_ago=5)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'plans'")
    assert "tabeller: ikke klar\njobber: ikke klar" in LOCAL.get("/helse/klar").content.decode()


def test_figures_are_in_the_form_that_prometheus_reads_and_about_nobody(cast: Cast) -> None:
    beat(seconds_ago=5)
    client = Client(headers={"host": "localhost"})
    client.force_login(cast.person("Ingrid"))
    client.get(f"/kommuner/{cast.fjordvik.number}/")
    answer = LOCAL.get("/helse/tall")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.content.decode().splitlines()
    sample = re.compile(r'^[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+$')
    assert [line for line in lines if not line.startswith("#") and not sample.match(line)] == []
    text = "\n".join(lines)
    assert 'plandugnad_requests_total{route="portfolio",status="2xx"}' in text
    assert 'plandugnad_jobs{state="waiting"}' in text
    assert "plandugnad_worker_heartbeat_seconds" in text
    told = "\n".join(line.rpartition(" ")[0] if sample.match(line) else line for line in lines)
    assert cast.fjordvik.number not in told  # all but the figures themselves, which may hold any digits
    assert "ngrid" not in text


@pytest.mark.parametrize(
    "more",
    [
        {"headers": {"host": "localhost", "x-forwarded-for": "192.0.2.1"}},
        {"headers": {"host": "localhost", "x-forwarded-proto": "https"}},
        {"headers": {"host": "localhost", "forwarded": "for=192.0.2.1"}},
        {"headers": {"host": "localhost"}, "REMOTE_ADDR": "192.0.2.1"},
        {"headers": {"host": "plan.kommunen.no"}},
    ],
)
def test_from_elsewhere_or_through_a_proxy_there_are_no_figures(more: dict[str, object], settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "plan.kommunen.no"]
    assert Client(**more).get("/helse/tall").status_code == 404  # type: ignore[arg-type]


def test_behind_a_proxy_only_the_token_opens(settings: Settings) -> None:
    settings.IS_BEHIND_PROXY = True
    assert LOCAL.get("/helse/tall").status_code == 404
    settings.METRICS_TOKEN = "et-langt-ord"
    assert LOCAL.get("/helse/tall").status_code == 404
    assert LOCAL.get("/helse/tall", headers={"authorization": "Bearer et-annet"}).status_code == 404
    assert LOCAL.get("/helse/tall", headers={"authorization": "Bearer ærlig"}).status_code == 404
    assert LOCAL.get("/helse/tall", headers={"authorization": "Bearer et-langt-ord"}).status_code == 200
