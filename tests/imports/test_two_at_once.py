"""Two tabs, two clicks, two people: each import happens once, and never over something that was not seen."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.urls import reverse

from plandugnad.core.audit import By
from plandugnad.imports.actions import NotADraft, amend_cell, answer_about
from plandugnad.imports.models import ImportRun, RunState
from plandugnad.imports.writing import NothingToWrite, PlansHaveChanged, write_run
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
    sent = {"sett": digest_in(client.get(reverse("import_preview", args=[run.id])))}
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
    answer = client.post(reverse("import_write", args=[run.id]), {"sett": seen}, follow=True)
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
    amend_cell(run, 0, 5, 5, "2030")
    with pytest.raises(PlansHaveChanged):
        write_run(INGRID, run, seen)


@pytest.mark.django_db
def test_answers_given_in_two_tabs_are_both_kept(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    one, other = fresh(run), fresh(run)
    answer_about(one, "0:2", lambda answer: setattr(answer, "plan", "skip"))
    answer_about(other, "0:3", lambda answer: setattr(answer, "plan", "new"))
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

    monkeypatch.setattr("plandugnad.imports.writing._outcome", fail)
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
