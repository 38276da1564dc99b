"""How long the planning strategies of a region of forty municipalities take, and how many questions they ask.

`python -m tests.bench.strategies`. Forty municipalities, each with an adopted strategy of twelve plans, notes and
processes, and twenty other plans; on the embedded database, through Django's own client (so without network).
"""

import os
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from plandugnad.launch.postgres import EmbeddedPostgres
from tests.bench.figures import memory_words, take

MUNICIPALITIES, PROMISED, OTHERS = 40, 12, 20
MOST_QUERIES, MOST_MS = 10, 200


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
    pages, person = make_content()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    for name, address in pages.items():
        client.get(address)  # the first of a visit also notes that there is one
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        assert response.status_code == 200, (name, response.status_code)
        queries = len(asked)
        taken = take(lambda address=address: client.get(address))  # type: ignore[misc]
        met = "met" if queries <= MOST_QUERIES and taken.wall_ms <= MOST_MS else "not met"
        print(f"{name:40} {queries:3} queries {taken.wall_ms:7.1f} ms {taken.processor_ms:7.1f} ms processor  {met}")
    print(memory_words())


def make_content() -> tuple[dict[str, str], Any]:
    from django.utils import timezone

    from plandugnad.accounts.models import Person
    from plandugnad.engines.tables.when import When
    from plandugnad.plans.kinds import PlanType
    from plandugnad.plans.models import Plan
    from plandugnad.processes.models import Process, StepDate
    from plandugnad.regions.models import Collaboration, Member, Membership, Organisation, OrganisationKind, Role
    from plandugnad.regions.roles import load_roles
    from plandugnad.strategies.living.models import TrackNote
    from plandugnad.strategies.models import PlanNeed, Strategy
    from plandugnad.strategies.terms import Term

    load_roles()
    first = Term.of(timezone.localdate()).first_year
    adopted = When.on(date(first + 1, 3, 14))
    region = Collaboration.objects.create(name="Eksempelregionen")
    strategy = None
    for number in range(MUNICIPALITIES):
        place = Organisation.objects.create(
            name=f"Eksempel {number}", number=f"99{number:02d}", kind=OrganisationKind.MUNICIPALITY
        )
        Member.objects.create(collaboration=region, organisation=place)
        own = Plan.objects.create(
            organisation=place,
            name="Planstrategi",
            plan_type=PlanType.PLANNING_STRATEGY,
            status="adopted",
            adopted=adopted,
        )
        strategy = Strategy.objects.create(organisation=place, first_year=first, plan=own)
        for one in range(PROMISED + OTHERS):
            status = ("in_process", "adopted", "under_revision")[one % 3]
            plan = Plan.objects.create(organisation=place, name=f"Plan {one}", plan_type="theme_plan", status=status)
            if one >= PROMISED:
                continue
            need = PlanNeed.objects.create(
                strategy=strategy, plan=plan, name=plan.name, decision="revise", ends=(first + 1 + one % 3) * 10 + 1
            )
            process = Process.objects.create(plan=plan, chain="KPA")
            for step in range(8):
                StepDate.objects.create(process=process, code=f"KPA-{step}", happened_on=date(first + 1, 6, step + 1))
            for _note in range(6):
                TrackNote.objects.create(need=need, track="slipped", because="Mangler folk.", said_by_name="Kari")
    person = Person.objects.create_user("kare@eksempel.no", name="Kåre Eksempel")
    Membership.objects.create(person=person, role=Role.objects.get(code="coordinator"), collaboration=region)
    assert strategy
    pages = {f"region, {MUNICIPALITIES} kommuner": f"/samarbeid/{region.pk}/planstrategier/"}
    return pages | {"én strategi": f"/planstrategi/{strategy.pk}/oppfolging/"}, person


if __name__ == "__main__":
    main()
