"""One reader on an idle machine: 3,560 plans in one collaboration, each with a process and its days in the calendar.

`python -m tests.bench.portfolio`. A comparable system on Django takes 5 s for its overview, 0.23 s with 103 queries for
a list of a hundred and 64 ms for one plan. Times are of Django's own client, median of fifteen, without network.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plandugnad.launch.postgres import EmbeddedPostgres
from tests.bench.figures import memory_words, take, verdict
from tests.bench.steps import add_processes

PLANS, PROCESSES, MUNICIPALITIES = 3_560, 5_000, 12
PAGE = 100
_CELLS = ("organisation.name", "get_plan_type_display", "get_status_display", "adopted", "revision_due", "responsible")
GOALS_MS: dict[str, float] = {"overview of all": 250, "list of 100": 50, "plan": 30}


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="plandugnad-bench-"))
    folder.chmod(0o755)
    (folder / "static").mkdir()
    with EmbeddedPostgres(folder / "db") as database:
        os.environ |= {
            "DATABASE_URL": database.url,
            "PLANDUGNAD_SECRET_KEY": "bare-for-maling",
            "PLANDUGNAD_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
            "PLANDUGNAD_LOG_LEVEL": "ERROR",
            "PLANDUGNAD_TWO_STEPS": "nei",  # those who are measured have given theirs
            "PLANDUGNAD_POOL": "4",
        }
        import django  # settings are read from the environment above

        django.setup()
        _measure()
    shutil.rmtree(folder, ignore_errors=True)


def _measure() -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    person, pages = _make()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    peer = take(naive_list)
    heads = f"{'queries':>7} {'ms':>7} {'goal':>13} {'processor':>9} {'× naive list':>12} {'kB':>6}"
    print(f"{'page':28} {heads}   load {os.getloadavg()[0]:.1f}")
    print(f"{'(a naive Django list of 100)':28} {PAGE + 1:7} {peer.wall_ms:7.1f} {'':13} {peer.processor_ms:9.1f}")
    for name, address in pages:
        client.get(address)  # the first of a visit also notes that there is one
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        assert response.status_code == 200, (name, address, response.status_code)
        queries, size = len(asked), len(response.content) / 1024
        taken = take(lambda: client.get(address))  # noqa: B023  # used up before the next one
        times = f"{taken.wall_ms:7.1f} {verdict(taken.wall_ms, GOALS_MS.get(name)):>13} {taken.processor_ms:9.1f}"
        print(f"{name:28} {queries:7} {times} {taken.wall_ms / peer.wall_ms:12.2f} {size:6.0f}")
    print(memory_words())
    _fill_with_more()


def _fill_with_more() -> None:
    """The overviews written anew for 5,000 processes, as each night and after an upgrade."""
    from random import Random

    from django.utils import timezone

    from plandugnad.processes.telling import ProcessSource
    from plandugnad.projections.filling import fill_source
    from plandugnad.regions.models import Organisation

    chance = Random(20261128)
    place = Organisation.objects.create(name="Eksempel 13", number="9913", kind="municipality")
    plans = _plans([place], PROCESSES - PLANS, chance)
    add_processes(plans, chance, timezone.localdate())
    started, spent = time.perf_counter(), time.process_time()
    fill_source(ProcessSource())
    wall, processor = time.perf_counter() - started, time.process_time() - spent
    print(f"overviews of {PROCESSES} processes anew: {wall:.1f} s, processor {processor:.1f} s")


def naive_list() -> str:
    """As one would write it in haste: each row fetches its municipality, and one template has seven cells."""
    from django.template import Context, Template

    from plandugnad.plans.models import Plan

    link = "<td><a href=\"{% url 'plan' plan.id %}\">{{ plan.name }}</a></td>"
    cells = "".join("<td>{{ plan." + name + " }}</td>" for name in _CELLS)
    template = Template("{% for plan in plans %}<tr>" + link + cells + "</tr>{% endfor %}")
    return template.render(Context({"plans": Plan.objects.order_by("sort_key")[:PAGE]}))


def _make() -> tuple[Any, list[tuple[str, str]]]:
    from random import Random

    from django.utils import timezone

    from plandugnad.accounts.models import Person
    from plandugnad.processes.telling import ProcessSource
    from plandugnad.projections.making import fill_anew
    from plandugnad.projections.models import CalendarEntry
    from plandugnad.regions.models import Collaboration, Member, Membership, Organisation, OrganisationKind
    from plandugnad.regions.roles import load_roles

    load_roles()
    chance = Random(20261121)
    places = [
        Organisation.objects.create(name=f"Eksempel {n}", number=f"99{n:02}", kind=OrganisationKind.MUNICIPALITY)
        for n in range(1, MUNICIPALITIES + 1)
    ]
    plans = _plans(places, PLANS, chance)
    add_processes(plans, chance, timezone.localdate())
    fill_anew()
    rows = CalendarEntry.objects.filter(source=ProcessSource.key).count()
    print(f"{PLANS} plans, {rows / PLANS:.1f} rows of their processes each in the calendar")
    region = Collaboration.objects.create(name="Eksempelregionen")
    Member.objects.bulk_create(Member(collaboration=region, organisation=place) for place in places)
    person = Person.objects.create_user("ingrid@eksempel.no", name="Ingrid Eksempel")
    Membership.objects.create(person=person, collaboration=region, role_id="coordinator")
    Membership.objects.create(person=person, organisation=places[0], role_id="planner")
    return person, [
        ("overview of all", f"/samarbeid/{region.id}/"),
        ("list of 100", f"/kommuner/{places[0].number}/tabell/"),
        ("plan", f"/planer/{plans[0].id}/"),
        ("front page", "/"),
        ("search", "/sok/?q=omrade"),
    ]


def _plans(places: Sequence[Any], number: int, chance: Any) -> list[Any]:
    from plandugnad.core.bulk import insert_rows
    from plandugnad.engines.tables.when import When
    from plandugnad.plans.kinds import PlanStatus, PlanType
    from plandugnad.plans.models import Plan

    plans = []
    for n in range(number):
        plan = Plan(
            organisation=places[n % len(places)],
            name=f"Detaljregulering for område {n}",
            plan_type=chance.choice(PlanType.values),
            status=chance.choice(PlanStatus.values),
            adopted=When.of_year(chance.randint(2005, 2026)),
            revision_due=When.of_year(chance.randint(2020, 2031)),
        )
        plan.set_keys()
        plans.append(plan)
    insert_rows(plans)
    return plans


if __name__ == "__main__":
    main()
