"""How many questions the pages ask the database: the same for a short table and a long one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plandugnad.imports.models import ImportRun
from plandugnad.imports.writing.undo import undo_run
from tests.cast import Cast
from tests.imports.builders import INGRID, browser, draft, imported, planned, run_id_in, upload, write, xlsx


def table(rows: int, due: int = 2027) -> list[tuple[object, ...]]:
    plans = ((f"Temaplan for krets {number}", 2019, due, f"Leder {number}") for number in range(rows))
    return [("Plan", "Vedtatt", "Skal revideres", "Ansvarlig"), *plans]


def asked(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def someone_at_work(cast: Cast, *, with_htmx: bool = False) -> Any:
    """Not at her first request of the day, which also notes that she was here."""
    client = browser(cast.person("Ingrid"), with_htmx=with_htmx)
    client.get(reverse("import_start", args=["9901"]))
    return client


def few_and_many(work: Callable[[int], Callable[[], Any]]) -> tuple[int, int]:
    few, many = work(3), work(300)
    return asked(few), asked(many)


def test_uploading(cast: Cast) -> None:
    client = someone_at_work(cast)
    few, many = few_and_many(lambda rows: lambda: upload(client, "9901", xlsx(table(rows))))
    assert few == many <= 20


@pytest.mark.parametrize("view", ["import_preview", "import_mapping"])
def test_looking_at_a_draft(cast: Cast, view: str) -> None:
    client = someone_at_work(cast)
    imported(cast.fjordvik, table(200, due=2030))

    def look(rows: int) -> Callable[[], Any]:
        run = draft(cast.fjordvik, table(rows))
        return lambda: client.get(reverse(view, args=[run.id]))

    few, many = few_and_many(look)
    assert few == many <= 14


def test_mending_a_cell(cast: Cast) -> None:
    client = someone_at_work(cast, with_htmx=True)

    def mend(rows: int) -> Callable[[], Any]:
        run = draft(cast.fjordvik, table(rows))
        sent = {"sheet": "0", "row": "2", "column": "1", "text": "2020"}
        return lambda: client.post(reverse("import_cell", args=[run.id]), sent)

    few, many = few_and_many(mend)
    assert few == many <= 24


def test_writing_new_plans_and_undoing_them(cast: Cast) -> None:
    runs: list[ImportRun] = []

    def write_new(rows: int) -> Callable[[], Any]:
        runs.append(draft(cast.fjordvik if rows == 3 else cast.lyngmo, table(rows)))
        run, seen = runs[-1], planned(runs[-1]).digest()
        client = browser(cast.person("Ingrid" if rows == 3 else "Marit"))
        return lambda: client.post(reverse("import_write", args=[run.id]), {"seen": seen})

    few, many = few_and_many(write_new)
    assert few == many <= 36
    assert asked(lambda: undo_run(INGRID, runs[0])) == asked(lambda: undo_run(INGRID, runs[1])) <= 28


def test_writing_changes(cast: Cast) -> None:
    def change(rows: int) -> Callable[[], Any]:
        place = cast.fjordvik if rows == 3 else cast.lyngmo
        imported(place, table(rows))
        run = draft(place, table(rows, due=2031))
        return lambda: write(run)

    few, many = few_and_many(change)
    assert few == many <= 36


def test_what_was_done(cast: Cast) -> None:
    def look(rows: int) -> Callable[[], Any]:
        run = imported(cast.fjordvik if rows == 3 else cast.lyngmo, table(rows))
        client = browser(cast.person("Ingrid" if rows == 3 else "Marit"))
        return lambda: client.get(reverse("import_done", args=[run.id]))

    few, many = few_and_many(look)
    assert few == many <= 12


def test_lists_of_runs_do_not_carry_their_tables(cast: Cast) -> None:
    for _ in range(25):
        draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("import_start", args=[cast.fjordvik.number]))
    assert page.status_code == 200
    assert not any("packed_workbook" in query["sql"] for query in queries)
    assert page.content.decode().count("Fortsett") == 20


def test_the_whole_way_gives_one_run(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    address = upload(client, "9901", xlsx(table(3))).url
    assert ImportRun.objects.get().pk == run_id_in(address)
