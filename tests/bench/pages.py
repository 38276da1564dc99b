"""How long the main pages take and how many questions they ask the database, with few and with many plans.

`python -m tests.bench.pages`. A municipality with 20 plans, one with 700, and a collaboration of six with 250 each,
on the embedded database, through Django's own client (so without network and browser). The peer in the same run is
the plainest list of the same rows: one query and one string join.
"""

import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

from plandugnad.launch.postgres import EmbeddedPostgres
from tests.bench.figures import memory_words, take


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="plandugnad-bench-"))
    folder.chmod(0o755)
    with EmbeddedPostgres(folder / "db") as database:
        os.environ |= {
            "DATABASE_URL": database.url,
            "PLANDUGNAD_SECRET_KEY": "bare-for-maling",
            "PLANDUGNAD_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
            "PLANDUGNAD_LOG_LEVEL": "ERROR",
            "PLANDUGNAD_TWO_STEPS": "nei",  # those who are measured have given theirs
        }
        import django  # settings are read from the environment above

        django.setup()
        measure()
    shutil.rmtree(folder, ignore_errors=True)


def measure() -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    addresses, person = make_content()
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    peer = take(plain_list)
    print(f"{'page':44} {'queries':>8} {'ms':>8} {'processor':>9} {'× plain list of 700':>20} {'kB':>6}")
    print(f"{'(plain list of 700 rows)':44} {1:8} {peer.wall_ms:8.1f} {peer.processor_ms:9.1f} {1:20.1f}")
    for name, address in addresses.items():
        client.get(address)  # the first of a visit also notes that there is one
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        assert response.status_code == 200, (name, address, response.status_code)
        queries = len(asked)  # before the log is emptied by the next request
        taken = take(lambda address=address: client.get(address))  # type: ignore[misc]
        times = f"{taken.wall_ms:8.1f} {taken.processor_ms:9.1f} {taken.wall_ms / peer.wall_ms:20.1f}"
        print(f"{name:44} {queries:8} {times} {len(response.content) / 1024:6.0f}")
    print(memory_words())


def plain_list() -> str:
    from plandugnad.plans.models import Plan

    rows = Plan.objects.filter(organisation__number="9902").values_list("id", "name", "status", "adopted")
    return "".join(
        f"<tr><td>{id}</td><td>{name}</td><td>{status}</td><td>{adopted}</td></tr>"
        for id, name, status, adopted in rows
    )


def make_content() -> tuple[dict[str, str], Any]:
    from plandugnad.accounts.models import Person
    from plandugnad.plans.kinds import PlanStatus, PlanType
    from plandugnad.plans.models import Plan
    from plandugnad.regions.models import Collaboration, Member, Membership, Organisation, OrganisationKind
    from plandugnad.regions.roles import load_roles

    load_roles()
    choose = random.Random(20261121)
    places = [
        Organisation.objects.create(name=f"Eksempel {n}", number=f"990{n}", kind=OrganisationKind.MUNICIPALITY)
        for n in range(1, 7)
    ]
    plans = []
    for place, count in zip(places, (20, 700, 250, 250, 250, 250), strict=True):
        for n in range(count):
            plan = Plan(
                organisation=place,
                name=f"Plan for eksempel nummer {n} i {place.name}",
                plan_type=choose.choice(PlanType.values),
                status=choose.choice(PlanStatus.values),
                adopted=str(choose.randint(2005, 2026)),
                revision_due=str(choose.randint(2020, 2031)),
            )
            plan.set_keys()
            plans.append(plan)
    Plan.objects.bulk_create(plans)
    region = Collaboration.objects.create(name="Eksempelregionen")
    Member.objects.bulk_create(Member(collaboration=region, organisation=place) for place in places)
    person = Person.objects.create_user("ingrid@eksempel.no", name="Ingrid Eksempel")
    for place in places[:2]:
        Membership.objects.create(person=person, organisation=place, role_id="planner")
    Membership.objects.create(person=person, collaboration=region, role_id="coordinator")
    return {
        "front page": "/",
        "hierarchy, 20 plans": "/kommuner/9901/",
        "hierarchy, 700 plans": "/kommuner/9902/",
        "table, 20 plans": "/kommuner/9901/tabell/",
        "table, 700 plans": "/kommuner/9902/tabell/",
        "one plan": f"/planer/{plans[0].id}/",
        "region, six municipalities, 1,720 plans": f"/samarbeid/{region.id}/",
        "search": "/sok/?q=eksempel",
        "the register": "/kommuner/",
    }, person


if __name__ == "__main__":
    main()
