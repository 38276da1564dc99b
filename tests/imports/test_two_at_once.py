"""Two tabs, two clicks, two people: each import happens once, and never over something that was not seen."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.imports.actions import amend_cell, answer_about, delete_run, discard_run
from plandugnad.imports.kept_runs import NotADraft
from plandugnad.imports.models import ImportRun, RunState
from plandugnad.imports.writing.write import NothingToWrite, PlansHaveChanged, write_run
from plandugnad.plans.actions import change_plan, create_plan
from plandugnad.plans.models import Plan
from tests.cast import Cast, make_cast
from tests.imports.builders import (
    CULTURE,
    HEADINGS,
    INGRID,
    PLANS,
    WITH_FAULTS,
    browser,
    digest_in,
    draft,
    fresh,
    imported,
    names,
    planned,
    text_of,
    write,
)

TORE = By(None, "Tore Eksempel")


@pytest.mark.django_db
def test_a_second_click_does_nothing_more(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    sent = {"seen": digest_in(client.get(reverse("import_preview", args=[run.id])))}
    for _ in range(2):
        answer = client.post(reverse("import_write", args=[run.id]), sent)
        assert answer.url == reverse("import_done", args=[run.id])
    assert Plan.objects.count() == 3


@pytest.mark.django_db
def test_a_plan_changed_since_the_preview_is_shown_again_before_anything_is_written(cast: Cast) -> None:
    imported(cast.fjordvik)
    run = draft(cast.fjordvik, [HEADINGS, (*CULTURE[:5], 2031, *CULTURE[6:])])
    client = browser(cast.person("Ingrid"))
    seen = digest_in(client.get(reverse("import_preview", args=[run.id])))
    plan = Plan.objects.get(name="Kulturplan")
    change_plan(TORE, plan, {"revision_due": "2029"})
    answer = client.post(reverse("import_write", args=[run.id]), {"seen": seen}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("import_preview", args=[run.id])
    assert "Noe er endret siden du så dette." in text_of(answer)
    plan.refresh_from_db()
    assert plan.revision_due is not None
    assert plan.revision_due.iso == "2029"


@pytest.mark.django_db
def test_a_plan_made_meanwhile_is_not_doubled(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    seen = planned(run).digest()
    create_plan(TORE, cast.fjordvik, {"name": "Kulturplan"})
    with pytest.raises(PlansHaveChanged):
        write_run(INGRID, run, seen)
    write(run)
    assert names(cast.fjordvik).count("Kulturplan") == 1


@pytest.mark.django_db
def test_what_was_corrected_in_another_tab_is_shown_before_it_is_written(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_FAULTS)
    seen = planned(run).digest()
    amend_cell(INGRID, run, 0, 5, 5, "2030")
    with pytest.raises(PlansHaveChanged):
        write_run(INGRID, run, seen)


@pytest.mark.django_db
def test_answers_given_in_two_tabs_are_both_kept(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    one, other = fresh(run), fresh(run)
    answer_about(INGRID, one, "0:2", lambda answer: setattr(answer, "plan", "skip"))
    answer_about(INGRID, other, "0:3", lambda answer: setattr(answer, "plan", "new"))
    assert set(fresh(run).choices["answers"]) == {"0:2", "0:3"}


@pytest.mark.django_db
def test_nothing_to_write_is_not_an_import(cast: Cast) -> None:
    imported(cast.fjordvik)
    run = draft(cast.fjordvik)
    with pytest.raises(NothingToWrite):
        write(run)
    assert fresh(run).is_draft


@pytest.mark.django_db
def test_the_table_is_let_go_of_when_it_is_written(cast: Cast) -> None:
    run = fresh(imported(cast.fjordvik))
    assert (run.workbook, run.reading) == (None, None)


@pytest.mark.django_db
def test_a_failure_halfway_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    run = draft(cast.fjordvik)

    def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("plandugnad.imports.writing.write._outcome", fail)
    with pytest.raises(RuntimeError):
        write(run)
    assert not Plan.objects.exists()
    assert fresh(run).state == RunState.DRAFT


def at_once(*works: Callable[[], object]) -> list[object]:
    """Each in its own thread with its own connection; what each gave or raised."""
    results: list[object] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(place: int) -> None:
        try:
            gate.wait(10)
            results[place] = works[place]()
        except Exception as raised:
            results[place] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_import() -> None:
    cast = make_cast()
    run = draft(cast.fjordvik)
    seen = planned(run).digest()
    results = at_once(*[lambda: write_run(INGRID, run, seen) for _ in range(3)])
    assert sum(isinstance(result, ImportRun) for result in results) == 1
    assert sum(isinstance(result, NotADraft) for result in results) == 2
    assert Plan.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_people_importing_the_same_table_make_the_plans_once() -> None:
    cast = make_cast()
    runs = [draft(cast.fjordvik, PLANS), draft(cast.fjordvik, PLANS)]
    seen = planned(runs[0]).digest()
    results = at_once(*[lambda run=run: write_run(INGRID, run, seen) for run in runs])
    assert sum(isinstance(result, ImportRun) for result in results) == 1
    assert sum(isinstance(result, PlansHaveChanged) for result in results) == 1
    assert Plan.objects.count() == 3


def when_the_table_is_fetched(happens: Callable[[], object]) -> Any:
    """Does something in the other tab after a page has found its run, and before it reads the table of it."""
    is_done = False

    def between(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal is_done
        is_table = '"packed_reading"' in sql or '"packed_workbook"' in sql
        if is_table and sql.startswith("SELECT") and not is_done:
            is_done = True
            happens()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(between)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["import_preview", "import_mapping"])
def test_a_page_asked_for_as_the_table_is_written_leads_to_what_was_done(cast: Cast, page: str) -> None:
    run = draft(cast.fjordvik)
    seen = planned(run).digest()
    client = browser(cast.person("Ingrid"))
    with when_the_table_is_fetched(lambda: write_run(INGRID, run, seen)):
        answer = client.get(reverse(page, args=[run.id]))
    assert (answer.status_code, answer.url) == (302, reverse("import_done", args=[run.id]))
    assert Plan.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["import_preview", "import_mapping"])
def test_a_page_asked_for_as_the_table_is_thrown_away_leads_to_a_new_import(cast: Cast, page: str) -> None:
    run = draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    with when_the_table_is_fetched(lambda: discard_run(run)):
        answer = client.get(reverse(page, args=[run.id]))
    assert (answer.status_code, answer.url) == (302, reverse("import_start", args=["9901"]))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "sent"),
    [
        ("import_discard", {}),
        ("import_write", {"seen": "0" * 64}),
        ("import_cell", {"sheet": "0", "row": "2", "column": "0", "text": "X"}),
        ("import_choice", {"row": "0:2", "answer": "skip"}),
        ("import_mapping", {"include-0": "on", "column-0-0": "name"}),
    ],
)
def test_a_table_thrown_away_in_another_tab_leads_to_a_new_import(cast: Cast, view: str, sent: dict[str, str]) -> None:
    run = draft(cast.fjordvik)
    discard_run(run)
    start = reverse("import_start", args=["9901"])
    client = browser(cast.person("Ingrid"))
    assert client.post(reverse(view, args=[run.id]), sent).url == start
    for page in ("import_preview", "import_mapping", "import_done"):
        assert client.get(reverse(page, args=[run.id])).url == start
    in_place = browser(cast.person("Ingrid"), with_htmx=True).post(reverse(view, args=[run.id]), sent)
    assert in_place.headers["HX-Redirect"] == start
    assert not Plan.objects.exists()


@pytest.mark.django_db
def test_a_run_that_is_gone_altogether_is_not_found(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    address = reverse("import_preview", args=[run.id])
    with when_the_table_is_fetched(lambda: delete_run(run)):
        assert client.get(address).status_code == 404
    assert client.post(reverse("import_write", args=[run.id]), {"seen": ""}).status_code == 404


def sent_at_once(cast: Cast, run: ImportRun, *views: str, sent: dict[str, str] | None = None) -> list[tuple[int, str]]:
    """The same button from as many tabs, each on its own connection; where each was sent."""
    ingrid = cast.person("Ingrid")
    clients = [browser(ingrid) for _ in views]
    answers: list[Any] = at_once(
        *[
            lambda client=client, view=view: client.post(reverse(view, args=[run.id]), sent or {})
            for client, view in zip(clients, views, strict=True)
        ]
    )
    return [(answer.status_code, answer.url) for answer in answers]


@pytest.mark.django_db(transaction=True)
def test_the_button_that_imports_pressed_in_three_tabs_at_once_imports_once() -> None:
    cast = make_cast()
    run = draft(cast.fjordvik)
    answers = sent_at_once(cast, run, *["import_write"] * 3, sent={"seen": planned(run).digest()})
    assert answers == [(302, reverse("import_done", args=[run.id]))] * 3
    assert Plan.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_an_import_undone_in_three_tabs_at_once_is_undone_once() -> None:
    cast = make_cast()
    run = imported(cast.fjordvik)
    answers = sent_at_once(cast, run, *["import_undo"] * 3)
    assert answers == [(302, reverse("import_done", args=[run.id]))] * 3
    assert not names(cast.fjordvik)
    assert AuditEvent.objects.filter(verb="import_undone", subject_id=run.id).count() == 1


@pytest.mark.django_db(transaction=True)
def test_throwing_away_and_importing_at_once_does_one_of_them() -> None:
    cast = make_cast()
    run = draft(cast.fjordvik)
    seen = {"seen": planned(run).digest()}
    answers = sent_at_once(cast, run, "import_write", "import_discard", "import_discard", sent=seen)
    done, start = reverse("import_done", args=[run.id]), reverse("import_start", args=["9901"])
    assert {address for _, address in answers} in ({done}, {start})
    assert Plan.objects.count() == (3 if fresh(run).is_written else 0)
