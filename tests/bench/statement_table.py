"""How long a large statement table takes to write, and to read back: 2,000 statements with 10,000 points.

`python -m tests.bench.statement_table`
"""

import os
import random
import time
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

STATEMENTS, POINTS_EACH = 2_000, 5
GOAL_S = 5.0
WORDS = ("trafikken", "i", "Storgata", "er", "for", "stor", "barna", "trenger", "trygg", "skolevei", "støyen")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plandugnad.config.settings")
    os.environ.setdefault("PLANDUGNAD_SECRET_KEY", "only-for-measuring")
    os.environ.setdefault("DATABASE_URL", "postgresql:///unused")
    import django

    django.setup()
    from plandugnad.consultations.table.document import document
    from plandugnad.consultations.table.document_reading import read_document
    from plandugnad.consultations.table.spreadsheet import spreadsheet

    contents, export = large(), UUID(int=3)
    written = timed("write DOCX", lambda: document(contents, export))
    timed("read DOCX back", lambda: read_document(written))
    timed("write XLSX", lambda: spreadsheet(contents, export))
    print(f"the DOCX is {len(written) / 1e6:.1f} MB")


def large() -> Any:
    from plandugnad.consultations.table.choices import Choices
    from plandugnad.consultations.table.contents import About, Contents, PointLine, StatementLine

    chance = random.Random(2026)

    def said(words: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(words))

    lines = []
    for number in range(1, STATEMENTS + 1):
        points = tuple(
            PointLine(uuid4(), f"{number}.{place}", said(50), ("Trafikk", "Støy"), said(60))
            for place in range(1, POINTS_EACH + 1)
        )
        who = ("Person Eksempel", "private", date(2026, 3, 2))
        lines.append(StatementLine(uuid4(), number, *who, said(60), said(90), True, points))
    about = About("Plan", "Fjordvik", "Høring", None, None, STATEMENTS, (("private", STATEMENTS),), False)
    return Contents(about, Choices(), (), (), tuple(lines))


def timed(what: str, work: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    done = work()
    spent = time.perf_counter() - started
    print(f"{what:<16} {spent:5.2f} s  {'goal met' if spent <= GOAL_S else 'goal missed'}")
    return done


if __name__ == "__main__":
    main()
