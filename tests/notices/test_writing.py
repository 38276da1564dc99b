"""Whom an event may concern is written down with the event: nobody who may see it is left out."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from plandugnad.core.audit import SYSTEM
from plandugnad.engines.tables.when import When
from plandugnad.notices.models import Notice
from plandugnad.notices.writing import note_due, people_at
from plandugnad.plans.actions import change_plan, create_plan, delete_plan
from plandugnad.projections import audience
from plandugnad.projections.activity import tell
from plandugnad.projections.entries import About
from tests.cast import NAMES, Cast
from tests.notices.builders import by
from tests.plans.builders import TORE, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)


@pytest.mark.parametrize("kind", ["readers_of", "writers_of", "shared_with", "inside"])
@pytest.mark.parametrize("place", ["fjordvik", "lyngmo", "ytre_fjord", "county", "storoy"])
def test_everybody_who_carries_a_key_is_reached(cast: Cast, kind: str, place: str) -> None:
    key = getattr(audience, kind)(getattr(cast, place).id)
    carriers = {cast.person(name).id for name in NAMES if key in cast.actor(name).keys}
    assert carriers <= people_at([key])


def test_a_persons_own_key_reaches_her_alone_and_open_and_adopted_reach_nobody(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    assert people_at([audience.person(ingrid.id)]) == {ingrid.id}
    assert people_at([audience.OPEN, audience.readers_of_adopted(cast.fjordvik.id)]) == set()


def names_told(cast: Cast) -> set[str]:
    told = set(Notice.objects.values_list("person_id", flat=True))
    return {name for name in NAMES if cast.person(name).id in told}


def test_a_change_is_written_down_for_the_others_and_not_for_who_made_it(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Kulturplan")
    for name in NAMES:
        cast.person(name)
    change_plan(by(cast.person("Ingrid")), plan, {"responsible": "Plansjef"})
    told = names_told(cast)
    assert {"Tore", "Åse", "Kåre"} <= told
    assert not {"Ingrid", "Even", "Anna"} & told


def test_ten_saved_fields_are_one_notice_each(cast: Cast) -> None:
    cast.person("Ingrid")
    plan = make_plan(cast.fjordvik, "Kulturplan")
    Notice.objects.all().delete()
    for number in range(10):
        change_plan(TORE, plan, {"responsible": f"Plansjef {number}"})
    assert Notice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_is_told_to_nobody(cast: Cast) -> None:
    cast.person("Ingrid")
    with transaction.atomic():
        create_plan(TORE, cast.fjordvik, {"name": "Kulturplan"})
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def events(cast: Cast, name: str) -> list[str]:
    rows = Notice.objects.filter(person=cast.person(name), activity=None).order_by("id")
    return [event.split(":")[0] for event in rows.values_list("event", flat=True)]


def test_a_date_is_told_thirty_days_before_and_on_the_day_once_each(cast: Cast) -> None:
    cast.person("Ingrid")
    make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.on(date(2026, 12, 18)))
    assert note_due(date(2026, 11, 17)) == 0
    for day in (date(2026, 11, 18), date(2026, 11, 19), date(2026, 12, 17)):
        note_due(day)
    assert events(cast, "Ingrid") == ["soon"]
    for day in (date(2026, 12, 18), date(2026, 12, 19), date(2027, 1, 3)):
        note_due(day)
    assert events(cast, "Ingrid") == ["soon", "now"]


def test_a_worker_that_was_away_a_week_still_tells_and_one_that_was_away_longer_does_not(cast: Cast) -> None:
    cast.person("Ingrid")
    make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.on(date(2026, 11, 11)))
    assert note_due(date(2026, 11, 19)) == 0
    assert note_due(date(2026, 11, 18)) > 0
    assert events(cast, "Ingrid") == ["now"]


def test_a_date_that_is_moved_is_told_anew(cast: Cast) -> None:
    cast.person("Ingrid")
    plan = make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.on(date(2026, 12, 1)))
    note_due(TODAY)
    change_plan(SYSTEM, plan, {"revision_due": When.on(date(2026, 12, 5))})
    note_due(TODAY)
    assert events(cast, "Ingrid") == ["soon", "soon"]


def test_a_deleted_plan_and_one_without_a_day_are_not_told(cast: Cast) -> None:
    cast.person("Ingrid")
    delete_plan(SYSTEM, make_plan(cast.fjordvik, "Slettet", revision_due=When.on(date(2026, 12, 1))))
    About("t.t", uuid4(), cast.fjordvik.id, "Uten dag", "/").needs([audience.writers_of(cast.fjordvik.id)], "x").save()
    assert note_due(TODAY) == 0


def test_many_lines_of_one_act_are_written_in_two_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    cast.person("Ingrid")
    abouts = [About("t.t", uuid4(), cast.fjordvik.id, f"Ting {number}", "/") for number in range(300)]
    with django_assert_max_num_queries(5):  # the lines, who, the notices, and the transaction's two
        tell(TORE, "x", abouts, [audience.readers_of(cast.fjordvik.id)])
    assert Notice.objects.filter(person=cast.person("Ingrid")).count() == 300
