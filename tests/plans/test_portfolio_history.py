"""What the portfolio tells of what has happened lately, and the way to what is deleted."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.plans.actions import change_plan, create_plan, delete_plan, link_plans
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.latest import LATEST, PortfolioLine, latest_in
from tests.cast import Cast
from tests.plans.builders import INGRID, make_plan
from tests.plans.portfolios import make_many

pytestmark = pytest.mark.django_db
KARE = By(uuid4(), "Kåre Eksempel")


def told(cast: Cast) -> list[PortfolioLine]:
    return latest_in(cast.actor("Ingrid"), cast.fjordvik)


def shown(cast: Cast, name: str) -> str:
    client = Client()
    client.force_login(cast.person(name))
    return client.get("/kommuner/9901/").content.decode()


def happened_in_a_batch(cast: Cast, verb: str, count: int) -> None:
    batch = uuid4()
    plans = Plan.objects.bulk_create(
        Plan(organisation=cast.fjordvik, name=f"Plan {number}", plan_type="theme_plan") for number in range(count)
    )
    before = {"status": ""} if verb == "plan_changed" else None
    AuditEvent.objects.bulk_create(
        audit.event(KARE, verb, plan, organisation_id=cast.fjordvik.id, before=before, after={}, batch_id=batch)
        for plan in plans
    )


def test_the_newest_come_first_with_who_and_which_plan(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Kulturplan")
    change_plan(INGRID, plan, {"status": "adopted"})
    lines = told(cast)
    assert [(line.sentence, line.plan_name) for line in lines] == [
        ("Ingrid Eksempel endret planen", "Kulturplan"),
        ("Ingrid Eksempel la inn planen", "Kulturplan"),
    ]
    assert f'<a href="/planer/{plan.id}/"><bdi>Kulturplan</bdi></a>' in shown(cast, "Ingrid")


def test_five_are_told_and_no_more(cast: Cast) -> None:
    for number in range(LATEST + 3):
        make_plan(cast.fjordvik, f"Plan {number}")
    assert [line.plan_name for line in told(cast)] == ["Plan 7", "Plan 6", "Plan 5", "Plan 4", "Plan 3"]


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        ("plan_created", "Kåre Eksempel importerte 7 planer"),
        ("plan_changed", "Kåre Eksempel endret 7 planer ved import"),
        ("plan_deleted", "Kåre Eksempel angret en import og tok bort 7 planer"),
    ],
)
def test_an_import_is_one_line(cast: Cast, verb: str, sentence: str) -> None:
    happened_in_a_batch(cast, verb, 7)
    assert [line.sentence for line in told(cast)] == [sentence]


def test_an_import_of_one_plan_names_it(cast: Cast) -> None:
    happened_in_a_batch(cast, "plan_created", 1)
    assert [(line.sentence, line.plan_name) for line in told(cast)] == [("Kåre Eksempel importerte planen", "Plan 0")]


def test_what_happened_elsewhere_is_not_told(cast: Cast) -> None:
    make_plan(cast.lyngmo, "Kulturplan i Lyngmo")
    assert told(cast) == []


def test_a_link_to_a_plan_of_another_municipality_tells_no_name_the_reader_may_not_see(cast: Cast) -> None:
    plan, secret = make_plan(cast.fjordvik, "Kulturplan"), make_plan(cast.lyngmo, "Hemmelig utkast", status="idea")
    link_plans(INGRID, plan, LinkKind.ELABORATES, secret)
    assert "Hemmelig utkast" not in shown(cast, "Ingrid")


@pytest.mark.parametrize("name", ["Marit", "Guri", "Per", "Even", "Nina"])
def test_who_does_not_read_everything_there_is_told_nothing(cast: Cast, name: str) -> None:
    make_plan(cast.fjordvik, "Vedtatt plan", status="adopted")
    make_plan(cast.fjordvik, "Hemmelig utkast")
    assert "Det siste som har skjedd" not in shown(cast, name)
    assert "Hemmelig utkast" not in shown(cast, name)


def test_a_long_history_takes_no_more_queries_than_a_short_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor = cast.actor("Ingrid")
    make_plan(cast.fjordvik, "Plan")
    with django_assert_max_num_queries(4):
        latest_in(actor, cast.fjordvik)
    make_many(cast.fjordvik, 200)
    AuditEvent.objects.bulk_create(
        audit.event(INGRID, "plan_created", plan, organisation_id=plan.organisation_id) for plan in Plan.objects.all()
    )
    with django_assert_max_num_queries(4):
        assert len(latest_in(actor, cast.fjordvik)) == LATEST


def test_writers_are_led_to_what_is_deleted_when_there_is_any(cast: Cast) -> None:
    kept, gone = make_plan(cast.fjordvik, "Kulturplan"), make_plan(cast.fjordvik, "Idrettsplan")
    way = reverse("deleted_plans", args=["9901"])
    assert way not in shown(cast, "Ingrid")
    delete_plan(INGRID, gone)
    assert way in shown(cast, "Ingrid")
    assert way not in shown(cast, "Åse")
    delete_plan(INGRID, kept)
    assert way in shown(cast, "Ingrid")


def test_a_deleted_plan_is_named_and_not_linked_to(cast: Cast) -> None:
    plan = create_plan(INGRID, cast.fjordvik, {"name": "Idrettsplan"})
    make_plan(cast.fjordvik, "Kulturplan")
    delete_plan(INGRID, plan)
    page = shown(cast, "Ingrid")
    assert "slettet planen: <bdi>Idrettsplan</bdi>" in page
    assert f"/planer/{plan.id}/" not in page


def test_an_import_that_is_undone_is_told_as_two_things(cast: Cast) -> None:
    happened_in_a_batch(cast, "plan_created", 3)
    batch = AuditEvent.objects.first()
    assert batch is not None
    later = timezone.now() + timedelta(minutes=1)
    AuditEvent.objects.bulk_create(
        AuditEvent(
            verb="plan_deleted",
            by_name="Kåre Eksempel",
            subject_type=event.subject_type,
            subject_id=event.subject_id,
            organisation_id=event.organisation_id,
            batch_id=event.batch_id,
            made_at=later,
        )
        for event in AuditEvent.objects.all()
    )
    assert [line.sentence for line in told(cast)] == [
        "Kåre Eksempel angret en import og tok bort 3 planer",
        "Kåre Eksempel importerte 3 planer",
    ]
