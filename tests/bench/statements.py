"""The pages of a consultation with 2,000 statements and 10,000 points, for one reader.

`python -m tests.bench.statements`. The peer is a list of a hundred as one would write it in haste, where each row asks
for its person and counts its points. Times are of Django's own client, median of fifteen, without network.
"""

import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

from plandugnad.launch.postgres import EmbeddedPostgres
from tests.bench.alike import planted
from tests.bench.figures import take, verdict

STATEMENTS, POINTS_EACH, PAGE = 2_000, 5, 100
GOALS_MS = {"list of statements": 150.0, "found by words": 150.0, "one person's, not ready": 150.0}


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="plandugnad-bench-"))
    folder.chmod(0o755)
    (folder / "static").mkdir()
    with EmbeddedPostgres(folder / "db") as database:
        os.environ |= {
            "DATABASE_URL": database.url,
            "PLANDUGNAD_SECRET_KEY": "only-for-measuring",
            "PLANDUGNAD_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
            "PLANDUGNAD_LOG_LEVEL": "ERROR",
            "PLANDUGNAD_TWO_STEPS": "nei",
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

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    person, consultation, middle = _make()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    here = f"/horinger/{consultation.pk}/"
    pages = [
        ("overview", here),
        ("list of statements", f"{here}uttalelser/"),
        ("found by words", f"{here}uttalelser/?q=skolevei"),
        ("one person's, not ready", f"{here}uttalelser/?assigned={person.pk}&handling=started"),
        ("one statement", f"/uttalelser/{middle.pk}/"),
        ("statement table", f"{here}tabell/"),
        ("tags", f"{here}merkelapper/"),
    ]
    peer = take(lambda: naive_list(consultation))
    heads = f"{'ms':>7} {'goal':>13} {'processor':>9} {'× naive list':>12} {'kB':>6}"
    print(f"{'page':28} {heads}   load {os.getloadavg()[0]:.1f}")
    print(f"{'(a naive Django list of 100)':28} {peer.wall_ms:7.1f} {'':13} {peer.processor_ms:9.1f}")
    for name, address in pages:
        response = client.get(address)
        if response.status_code != 200:
            print(f"{name:28} answered {response.status_code}: {address}")
            continue
        taken = take(lambda: client.get(address))  # noqa: B023  # used up before the next one
        times = f"{taken.wall_ms:7.1f} {verdict(taken.wall_ms, GOALS_MS.get(name)):>13} {taken.processor_ms:9.1f}"
        size = len(response.content) / 1024
        print(f"{name:28} {times} {taken.wall_ms / peer.wall_ms:12.2f} {size:6.0f}")


def naive_list(consultation: Any) -> str:
    from django.template import Context, Template

    cells = "{{ one.name }}{{ one.assigned_to.name }}{{ one.received_on }}{{ one.points.count }}"
    template = Template("{% for one in rows %}<tr><td>" + cells + "</td></tr>{% endfor %}")
    return template.render(Context({"rows": consultation.statements.order_by("number")[:PAGE]}))


def _make() -> tuple[Any, Any, Any]:
    from plandugnad.consultations.models import Consultation, Handling, Point, Statement, Tag
    from plandugnad.core.bulk import insert_rows
    from plandugnad.regions.roles import load_roles
    from tests.cast import Cast
    from tests.consultations.builders import a_consultation, day

    chance = random.Random(20261129)
    load_roles()
    cast = Cast()
    consultation: Consultation = a_consultation(cast.fjordvik)
    person = cast.person("Ingrid")
    said = [one.text for one in planted(STATEMENTS * POINTS_EACH)]
    about = {"consultation": consultation, "source": "web", "received_on": day(0)}
    statements = [
        Statement(
            number=number + 1,
            name=f"Navn {number}",
            party=chance.choice(("private", "private", "organisation", "authority")),
            text="\n\n".join(said[number * POINTS_EACH : (number + 1) * POINTS_EACH]),
            handling=chance.choice(Handling.values),
            assigned_to=person if chance.random() < 0.4 else None,
            **about,
        )
        for number in range(STATEMENTS)
    ]
    insert_rows(statements)
    tags = Tag.objects.bulk_create(
        Tag(consultation=consultation, kind=kind, name=f"{kind} {number}")
        for kind in ("theme", "place", "element")
        for number in range(12)
    )
    points = [point for one in statements for point in _points(one, chance)]
    insert_rows(points)
    through = Point.tags.through
    through.objects.bulk_create(
        [through(point_id=point.pk, tag_id=tag.pk) for point in points for tag in chance.sample(tags, 2)],
        batch_size=2_000,
    )
    return person, consultation, statements[STATEMENTS // 2]


def _points(statement: Any, chance: random.Random) -> list[Any]:
    from plandugnad.consultations.models import Point

    found, starts = [], 0
    for part in statement.text.split("\n\n"):
        answer = "Kommunen tar merknaden til orientering." if chance.random() < 0.5 else ""
        ends = starts + len(part)
        found.append(Point(statement=statement, starts=starts, ends=ends, quote=part, answer=answer))
        starts = ends + 2
    return found


if __name__ == "__main__":
    main()
