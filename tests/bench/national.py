"""Does it hold for all of Norway? One reader on an idle machine: time and questions of the main pages.

`python -m tests.bench.national [PART]`. PART (1 unless given) is how much of the nation is made. Times are of Django's
own client, without network; the peer in the same run is the plainest list of one municipality's rows.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from plandugnad.launch.postgres import EmbeddedPostgres
from tests.bench.pages import median


def main() -> None:
    part = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    folder = Path(tempfile.mkdtemp(prefix="plandugnad-nation-"))
    folder.chmod(0o755)
    (folder / "static").mkdir()
    with EmbeddedPostgres(folder / "db") as database:
        os.environ |= {
            "DATABASE_URL": database.url,
            "PLANDUGNAD_SECRET_KEY": "bare-for-maling",
            "PLANDUGNAD_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
            "PLANDUGNAD_LOG_LEVEL": "ERROR",
        }
        import django  # settings are read from the environment above

        django.setup()
        _make(part)
        _measure()


def _make(part: float) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from tests.bench.nation import make_nation

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    started = time.perf_counter()
    make_nation(part=part)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_database_size(current_database()) / 1024 / 1024")
        size_mb = cursor.fetchone()[0]
    print(f"made in {time.perf_counter() - started:.0f} s, the database is {size_mb} MB")


def _measure() -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from plandugnad.accounts.models import Person

    print(f"{'page':58} {'queries':>7} {'ms':>7} {'in the database':>15} {'kB':>6}")
    for who, name, address in _pages():
        client = Client(headers={"host": "localhost"})
        client.force_login(Person.objects.get(pk=who))
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        assert response.status_code == 200, (name, address, response.status_code)
        queries, spent = len(asked), sum(float(query["time"]) for query in asked.captured_queries)
        slowest = sorted(asked.captured_queries, key=lambda query: -float(query["time"]))[:3]
        seconds = median(lambda: client.get(address))  # noqa: B023  # used up before the next one
        size = len(response.content) / 1024
        print(f"{name:58} {queries:7} {seconds * 1000:7.0f} {spent * 1000:15.0f} {size:6.0f}")
        if os.environ.get("SLOW"):
            print(*(f"      {query['time']} {query['sql'][:1500]}" for query in slowest), sep="\n")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _pages() -> list[tuple[Any, str, str]]:
    from plandugnad.plans.models import Plan
    from plandugnad.regions.models import Collaboration, Membership, Organisation

    place = Organisation.objects.get(number="4225")
    region = Collaboration.objects.filter(members=place).get()
    planner = Membership.objects.filter(organisation=place, role_id="planner").values_list("person", flat=True)[0]
    guide = Membership.objects.filter(organisation__number="18", role_id="county_guide").values_list(
        "person", flat=True
    )
    coordinator = Membership.objects.filter(collaboration=region).values_list("person", flat=True)[0]
    plan = Plan.objects.of(place).in_norwegian_order()[0]
    return [
        (planner, "planner: front page", "/"),
        (planner, "planner: hierarchy", f"/kommuner/{place.number}/"),
        (planner, "planner: list of 100", f"/kommuner/{place.number}/tabell/"),
        (planner, "planner: plan", f"/planer/{plan.id}/"),
        (planner, "planner: search «bakkemyra»", "/sok/?q=bakkemyra"),
        (planner, "planner: search «plan»", "/sok/?q=plan"),
        (planner, "planner: search for what is not there", "/sok/?q=xyzzy"),
        (coordinator, "coordinator: front page", "/"),
        (coordinator, "coordinator: region", f"/samarbeid/{region.id}/"),
        (coordinator, "coordinator: region's plans", f"/samarbeid/{region.id}/planer/"),
        (guide[0], "county guide of Nordland: front page", "/"),
        (guide[0], "county guide: search «kommuneplan»", "/sok/?q=kommuneplan"),
        (planner, "the register", "/kommuner/"),
    ]


if __name__ == "__main__":
    main()
