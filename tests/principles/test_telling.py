"""Whom an open health check waits for, what is taken along, and what is forgotten with a person."""

import io
import json
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from plandugnad.core.audit import SYSTEM
from plandugnad.core.takeout import added_parts
from plandugnad.principles import actions
from plandugnad.principles.jobs import ask_who_works_here
from plandugnad.principles.models import HealthAnswer, HealthComment, HealthResult
from plandugnad.principles.taking_out import HealthPart
from plandugnad.principles.telling import ANSWER, CLOSE, DUE, HealthSource
from plandugnad.projections.filling import fill_source
from plandugnad.projections.models import ActivityEntry, AttentionEntry, CalendarEntry, FoundEntry
from plandugnad.regions.actions import end_membership, give_role
from plandugnad.regions.erasing import erase_person
from plandugnad.regions.joining import leave
from plandugnad.regions.models import Member, Membership, Role
from tests.cast import EVERYBODY, Cast
from tests.principles.builders import (
    ANSWERERS,
    a_closed_round,
    all_on,
    an_open_round,
    answered,
    at_screen,
    by,
    page,
    with_siv,
)

pytestmark = pytest.mark.django_db
SOON = timedelta(days=9)


def waits_for(cast: Cast, kind: str = ANSWER) -> set[str]:
    told = AttentionEntry.objects.filter(kind=kind)
    return {name for name in (*EVERYBODY, "Siv") if told.visible_to(cast.actor(name).keys).exists()}


def test_it_waits_for_each_who_works_there_until_she_has_answered(cast: Cast) -> None:
    with_siv(cast)
    everybody = {name: cast.person(name) for name in EVERYBODY}
    assert everybody
    opened = an_open_round(cast, due_on=timezone.localdate() + SOON)
    assert waits_for(cast) == {"Ingrid", "Tore", "Marit", "Kåre", "Siv"}
    answered(cast, opened, {"Ingrid": all_on(3), "Kåre": all_on(3)})
    assert waits_for(cast) == {"Tore", "Marit", "Siv"}
    actions.take_back_answer(by(cast, "Ingrid"), opened)
    assert "Ingrid" in waits_for(cast)
    assert waits_for(cast, CLOSE) == {"Kåre"}
    assert "Ytre Fjord: helsesjekk" in at_screen(cast, "Ingrid").get("/").content.decode()
    actions.close_round(SYSTEM, opened)
    assert waits_for(cast) == waits_for(cast, CLOSE) == set()


def test_the_deadline_is_in_the_calendar_of_those_who_work_there(cast: Cast) -> None:
    opened = an_open_round(cast, due_on=timezone.localdate() + SOON)
    told = CalendarEntry.objects.filter(kind=DUE)
    seen = {name for name in EVERYBODY if told.visible_to(cast.actor(name).keys).exists()}
    assert seen == {"Ingrid", "Tore", "Marit", "Kåre"}
    actions.cancel_round(SYSTEM, opened)
    assert not told.exists()


def test_opened_and_closed_are_told_to_those_who_work_there_and_it_is_no_search_result(cast: Cast) -> None:
    with_siv(cast)
    closed = a_closed_round(cast)
    told = ActivityEntry.objects.filter(source=HealthSource.key)
    assert set(told.values_list("verb", flat=True)) == {"health_opened", "health_closed"}
    seen = {name for name in EVERYBODY if told.visible_to(cast.actor(name).keys).exists()}
    assert seen == {"Ingrid", "Tore", "Marit", "Kåre"}
    assert told.get(verb="health_closed").address == page("health_round", cast.ytre_fjord, closed.id)
    assert not FoundEntry.objects.filter(source=HealthSource.key).exists()


def test_who_begins_or_ends_in_between_is_asked_or_not_by_the_next_morning(cast: Cast) -> None:
    everybody = [cast.person(name) for name in EVERYBODY]
    an_open_round(cast)
    end_membership(SYSTEM, Membership.objects.get(person=cast.person("Marit")))
    give_role(SYSTEM, cast.person("Even"), cast.lyngmo, Role.objects.get(code="planner"))
    ask_who_works_here(0)
    with_siv(cast)
    assert everybody
    assert waits_for(cast) == {"Ingrid", "Tore", "Kåre", "Even"}


def test_a_municipality_that_leaves_is_asked_no_more(cast: Cast) -> None:
    with_siv(cast)
    an_open_round(cast)
    leave(SYSTEM, Member.objects.get(collaboration=cast.ytre_fjord, organisation__name="Ytterholm"))
    assert "Siv" not in waits_for(cast)


def test_filling_anew_tells_the_same(cast: Cast) -> None:
    with_siv(cast)
    an_open_round(cast, due_on=timezone.localdate() + SOON)
    before = sorted(AttentionEntry.objects.values_list("kind", "audience"))
    fill_source(HealthSource())
    assert sorted(AttentionEntry.objects.values_list("kind", "audience")) == before


def test_who_is_forgotten_takes_her_answer_with_her_and_changes_no_result(cast: Cast) -> None:
    with_siv(cast)
    a_closed_round(cast, days_ago=40, comment="Ord")
    before = list(HealthResult.objects.order_by("pk").values()), list(HealthComment.objects.order_by("pk").values())
    opened = an_open_round(cast)
    answered(cast, opened, {"Ingrid": all_on(1, "Ingrids ord"), "Marit": all_on(2)})
    erase_person(SYSTEM, cast.person("Ingrid"))
    assert HealthAnswer.objects.get().person == cast.person("Marit")
    after = list(HealthResult.objects.order_by("pk").values()), list(HealthComment.objects.order_by("pk").values())
    assert after == before


def test_a_municipality_takes_the_results_along_and_never_an_answer(cast: Cast) -> None:
    with_siv(cast)
    assert any(isinstance(part, HealthPart) for part in added_parts())
    assert list(HealthPart().files(cast.fjordvik.id)) == []
    opened = an_open_round(cast)
    said = {"Ingrid": 1, "Marit": 2, "Siv": 4, "Kåre": 4}
    answered(cast, opened, {name: all_on(step, f"=Ord {step}", levels=5) for name, step in said.items()})
    assert list(HealthPart().files(cast.fjordvik.id)) == []
    actions.close_round(by(cast, "Kåre"), opened, timezone.now() - timedelta(days=40))
    answered(cast, an_open_round(cast), {"Ingrid": all_on(1, "Hemmelig")})

    files = {file.path: file.open().read() for file in HealthPart().files(cast.fjordvik.id)}
    assert b"Hemmelig" not in b"".join(files.values())
    [told] = json.loads(files["helsesjekker.json"])["health_checks"]
    by_code = {one["principle"]: one for one in told["results"]}
    assert by_code["boundaries"]["counts"] == {"1": 1, "2": 1, "3": 0, "4": 2, "5": 0}
    assert by_code["levels"] == {"principle": "levels", "shown": "roughly", "span": [3, 5]}
    assert {name in json.dumps(told) for name in ("Ingrid", "Fjordvik", "Lyngmo")} == {False}
    results, comments = load_workbook(io.BytesIO(files["helsesjekker.xlsx"])).worksheets
    assert [cell.value for cell in results[2]][2:] == ["Klare grenser og regler", "2,8", "1 på 1, 1 på 2, 2 på 4", "0"]
    assert comments.max_row == 1 + 4 * 8
    assert comments["D2"].data_type == "s"

    assert list(HealthPart().files(cast.storoy.id)) == []
    leave(SYSTEM, Member.objects.get(collaboration=cast.ytre_fjord, organisation=cast.fjordvik))
    assert list(HealthPart().files(cast.fjordvik.id)) == []


def test_nobody_is_told_anew_because_another_answers(cast: Cast) -> None:
    with_siv(cast)
    opened = an_open_round(cast)
    before = set(AttentionEntry.objects.get(kind=ANSWER).audience)
    for name in ANSWERERS:
        answered(cast, opened, {name: all_on(3)})
    left = AttentionEntry.objects.filter(kind=ANSWER)
    assert all(set(one.audience) < before for one in left)
