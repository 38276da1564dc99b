"""Does it hold for all of Norway? One reader alone, then sixteen at once against the production setting.

`python -m tests.bench.national [PART [FOLDER]]`. PART (1 unless given) is how much of the nation is made. In FOLDER it
is kept, and found again the next time. One reader's times are of Django's own client, without network. The sixteen ask
without think time, over loopback, on the cores that the server and the database share with them.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from plandugnad.launch.postgres import EmbeddedPostgres
from tests.bench import closed_loop
from tests.bench.figures import memory_words, take, verdict

WORKERS, READERS, SECONDS = 2, 16, 20.0
GOALS_MS: dict[str, float] = {"list": 150, "region": 150, "plan": 150, "county": 300, "search": 50}
MOST_QUERIES = 10


def main() -> None:
    part = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    kept = sys.argv[2] if len(sys.argv) > 2 else None
    folder = Path(kept or tempfile.mkdtemp(prefix="plandugnad-nation-"))
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    (folder / "static").mkdir(exist_ok=True)
    os.environ |= {
        "PLANDUGNAD_SECRET_KEY": "bare-for-maling",
        "PLANDUGNAD_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
        "PLANDUGNAD_LOG_LEVEL": "ERROR",
        "PLANDUGNAD_TWO_STEPS": "nei",  # those who are measured have given theirs
    }
    readers = _alone(folder, part)
    served = closed_loop.Served(folder, int(os.environ.get("WORKERS", WORKERS)), port=8690)
    try:
        result = closed_loop.read_in_loop(served, readers, float(os.environ.get("SECONDS", SECONDS)))
    finally:
        served.stop()
    closed_loop.print_result(result, int(os.environ.get("WORKERS", WORKERS)), GOALS_MS, MOST_QUERIES)
    if not kept:
        shutil.rmtree(folder, ignore_errors=True)


def _alone(folder: Path, part: float) -> list[closed_loop.Reader]:
    """Makes the nation where there is none, measures one reader, and gives the sixteen their way in."""
    with EmbeddedPostgres(folder / "database") as database:
        os.environ["DATABASE_URL"] = database.url
        import django  # settings are read from the environment above
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        if not _is_made():
            _make(part)
            call_command("setup", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115  # ends with us
        if not os.environ.get("ONLY_LOOP"):
            _measure()
        readers = _readers()
        from django.db import connection

        connection.close()
    del os.environ["DATABASE_URL"]
    return readers


def _is_made() -> bool:
    from plandugnad.core import installation

    return installation.current() is not None


def _readers() -> list[closed_loop.Reader]:
    """Three in four are planners of municipalities spread over the country; the others guide a county."""
    from plandugnad.plans.models import Plan
    from plandugnad.regions.models import Membership, Organisation

    def cookie(membership: Membership) -> str:
        from django.test import Client

        client = Client(headers={"host": "localhost"})
        client.force_login(membership.person)
        return f"sessionid={client.cookies['sessionid'].value}"

    planners = list(
        Membership.objects.filter(role_id="planner", organisation__member_of__isnull=False)
        .select_related("person", "organisation")
        .order_by("organisation__number")
        .distinct()
    )
    # The largest counties first: 38 to 46 municipalities side by side.
    guides = sorted(
        Membership.objects.filter(role_id="county_guide").select_related("person", "organisation"),
        key=lambda one: -Organisation.objects.filter(county=one.organisation).count(),
    )
    found = []
    for n, one in enumerate(planners[:: len(planners) // (READERS * 3 // 4)][: READERS * 3 // 4]):
        place = one.organisation
        plan = Plan.objects.of(place).in_norwegian_order()[n]
        region = place.member_of.all()[0].collaboration_id
        word = ("bakkemyra", "klima", "hyttefelt", "økonomiplan")[n % 4]
        pages = (
            ("list", f"/kommuner/{place.number}/tabell/"),
            ("region", f"/samarbeid/{region}/"),
            ("plan", f"/planer/{plan.id}/"),
            ("search", f"/sok/?q={quote(word)}"),
        )
        found.append(closed_loop.Reader(cookie(one), pages))
    for one in guides[: READERS - len(found)]:
        address = f"/fylker/{one.organisation.number}/planer/"
        county = [("county", address)] if is_address(address) else []
        found.append(
            closed_loop.Reader(cookie(one), (*county, ("search", "/sok/?q=kommuneplan"), ("register", "/kommuner/")))
        )
    return found


def is_address(address: str) -> bool:
    from django.urls import Resolver404, resolve

    try:
        resolve(address)
    except Resolver404:
        return False
    return True


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

    print(f"{'one reader':48} {'queries':>7} {'goal':>12} {'ms':>7} {'processor':>9} {'in the database':>15} {'kB':>6}")
    for who, name, address in _pages():
        client = Client(headers={"host": "localhost"})
        client.force_login(Person.objects.get(pk=who))
        client.get(address)  # the first of a visit also notes that there is one
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        assert response.status_code == 200, (name, address, response.status_code)
        queries, spent = len(asked), sum(float(query["time"]) for query in asked.captured_queries)
        slowest = sorted(asked.captured_queries, key=lambda query: -float(query["time"]))[:3]
        taken = take(lambda: client.get(address))  # noqa: B023  # used up before the next one
        times = f"{taken.wall_ms:7.0f} {taken.processor_ms:9.0f} {spent * 1000:15.0f}"
        told = f"{queries:7} {verdict(queries, MOST_QUERIES):>12}"
        print(f"{name:48} {told} {times} {len(response.content) / 1024:6.0f}")
        if os.environ.get("SLOW"):
            print(*(f"      {query['time']} {query['sql'][:1500]}" for query in slowest), sep="\n")
    print(memory_words())


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
        (guide[0], "county guide: 41 municipalities side by side", "/fylker/18/planer/"),
        (guide[0], "county guide: Norway as a map", "/norge/?vis=over"),
        (planner, "planner: timeline", f"/kommuner/{place.number}/tidslinje/"),
        (guide[0], "county guide: search «kommuneplan»", "/sok/?q=kommuneplan"),
        (planner, "the register", "/kommuner/"),
    ]


if __name__ == "__main__":
    main()
