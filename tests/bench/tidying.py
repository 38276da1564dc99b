"""How long the page where a portfolio is tidied takes, and how many questions it asks the database.

`python -m tests.bench.tidying`. A municipality with 30 plans, one with 300 and one with 700, on the embedded database,
through Django's own client. The plans are drawn so that most have something to look at. The peer in the same run is
the table of plans, which shows a hundred of the same and finds nothing.
"""

import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

from plandugnad.launch.postgres import EmbeddedPostgres
from tests.bench.figures import memory_words, take

SIZES = (30, 300, 700)


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
            "PLANDUGNAD_TWO_STEPS": "nei",
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
    person, some = make_content()
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    addresses = {f"tidying, {size} plans": f"/kommuner/990{n}/rydding/" for n, size in enumerate(SIZES, start=1)}
    addresses |= {"the result, 300 plans": "/kommuner/9902/rydding/resultat/"}
    addresses |= {"few types, 300 plans": "/kommuner/9902/plantyper/"}
    addresses |= {"(the table, 300 plans)": "/kommuner/9902/tabell/"}
    print(f"{'page':28} {'queries':>8} {'ms':>8} {'processor':>10} {'kB':>6}")
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        assert response.status_code == 200, (name, response.status_code)
        queries = len(asked)
        taken = take(lambda address=address: client.get(address))  # type: ignore[misc]
        kilobytes = len(response.content) / 1024
        print(f"{name:28} {queries:8} {taken.wall_ms:8.1f} {taken.processor_ms:10.1f} {kilobytes:6.0f}")
    from plandugnad.strategies.tidying.pairs import _overlapping

    def anew() -> object:
        _overlapping.cache_clear()
        return client.get("/kommuner/9902/rydding/")

    taken = take(anew)
    print(f"{'300 plans, compared anew':28} {'':8} {taken.wall_ms:8.1f} {taken.processor_ms:10.1f}")
    address = f"/kommuner/9902/rydding/{some}/"
    taken = take(lambda: client.post(address, {"outcome": "repeal"}, headers={"HX-Request": "true"}))
    print(f"{'one choice, 300 plans':28} {'':8} {taken.wall_ms:8.1f} {taken.processor_ms:10.1f}")
    print(memory_words())


def make_content() -> tuple[Any, Any]:
    from django.utils import timezone

    from plandugnad.accounts.models import Person
    from plandugnad.engines.tables.when import When
    from plandugnad.plans.kinds import PlanStatus, PlanType
    from plandugnad.plans.models import Plan
    from plandugnad.regions.models import Membership, Organisation, OrganisationKind
    from plandugnad.regions.roles import load_roles
    from plandugnad.web.demo import texts

    load_roles()
    choose, year = random.Random(20261130), timezone.localdate().year
    person = Person.objects.create_user("ingrid@eksempel.no", name="Ingrid Eksempel")
    some = None
    for n, size in enumerate(SIZES, start=1):
        place = Organisation.objects.create(
            name=f"Eksempel {n}", number=f"990{n}", kind=OrganisationKind.MUNICIPALITY, is_example=True
        )
        Membership.objects.create(person=person, organisation=place, role_id="planner")
        plans = []
        for number in range(size):
            kept = texts.KEPT[number % len(texts.KEPT)]
            # As in most: a fifth are plans for a theme or a service, each of its own matter, and the rest zoning.
            is_zoning = number >= min(size // 5, 2 * len(texts.KEPT))
            name = f"Detaljregulering for {_place(number)}" if is_zoning else kept.nb
            if not is_zoning and number >= len(texts.KEPT):
                name = f"{kept.nb} {year - 8}–{year - 4}"
            plan = Plan(
                organisation=place,
                name=name,
                plan_type=PlanType.ZONING_DETAIL if is_zoning else kept.plan_type,
                status=choose.choice((PlanStatus.ADOPTED, PlanStatus.ADOPTED, PlanStatus.IN_PROCESS, "")),
                adopted=When.of_year(choose.randint(1995, year)),
                revision_due=None if is_zoning else When.of_year(choose.randint(year - 6, year + 4)),
                responsible=choose.choice(("", "Plansjef", "Kommunalsjef helse")),
                themes=[] if is_zoning else choose.sample(["klima", "folkehelse", "oppvekst", "areal", "næring"], 2),
            )
            plan.set_keys()
            plans.append(plan)
        Plan.objects.bulk_create(plans)
        some = plans[0].id if size == 300 else some
    return person, some


def _place(number: int) -> str:
    heads = ("Skog", "Fjell", "Furu", "Bjørke", "Orre", "Hegre", "Sol", "Stor", "Lille", "Nord", "Sør", "Øst", "Vest")
    tails = ("vang", "haug", "lia", "åsen", "moen", "vika", "nes", "tangen", "heim", "stad", "dalen", "bakken", "myra")
    kinds = ("boligfelt", "næringsområde", "skole", "kai", "sentrum")
    head, tail = heads[number % len(heads)], tails[number // len(heads) % len(tails)]
    return f"{head}{tail} {kinds[number % len(kinds)]}"


if __name__ == "__main__":
    main()
