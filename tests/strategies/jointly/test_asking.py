"""Asking another municipality to make a plan together."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.plans.queries.collaboration import municipalities_of
from plandugnad.projections.models import AttentionEntry
from plandugnad.regions.models import Collaboration
from plandugnad.strategies.jointly import actions
from plandugnad.strategies.jointly.models import JointAsk
from plandugnad.strategies.jointly.reading import offered
from plandugnad.strategies.models import PlanNeed
from plandugnad.strategies.terms import HalfYear, Term
from tests.cast import Cast
from tests.plans.builders import browser, make_plan
from tests.strategies.builders import a_need, a_strategy, adopted


def _both_plan(cast: Cast, name: str = "Klimaplan", other: str = "Plan for klima og energi") -> list[PlanNeed]:
    """In strategies that are adopted, this half-year and the next."""
    today = timezone.localdate()
    now = HalfYear.of(today)
    found = []
    for place, title in ((cast.fjordvik, name), (cast.lyngmo, other)):
        strategy = adopted(a_strategy(place, Term.of(today)))
        until = HalfYear.numbered(now.number + 1).code
        found.append(a_need(strategy, title, decision="new", begins=now.code, ends=until))
    return found


def _page(region: Collaboration) -> str:
    return f"/samarbeid/{region.id}/planlegg-sammen/"


def test_nobody_to_plan_with_says_what_will_come_to_stand_there(cast: Cast) -> None:
    content = browser(cast.person("Ingrid")).get(_page(cast.ytre_fjord)).content.decode()
    assert "Ingen planer å lage sammen akkurat nå" in content


def test_ingrid_asks_lyngmo_with_one_press_and_marit_says_yes(cast: Cast) -> None:
    own, theirs = _both_plan(cast)
    client = browser(cast.person("Ingrid"))
    content = client.get(_page(cast.ytre_fjord)).content.decode()
    assert "Plan for klima og energi" in content
    ask = f"{_page(cast.ytre_fjord)}spor/"
    assert f"{ask}?vart={own.id}&amp;deres={theirs.id}" in content
    assert client.get(f"{ask}?vart={own.id}&deres={theirs.id}").status_code == 200
    sent = client.post(ask, {"vart": own.id, "deres": theirs.id, "text": "Ring meg"})
    made = JointAsk.objects.get()
    assert (made.asker, made.asked, made.text) == (cast.fjordvik, cast.lyngmo, "Ring meg")
    assert AttentionEntry.objects.filter(source_id=made.id).exists()
    marit = browser(cast.person("Marit"))
    assert "Ring meg" in marit.get(sent.headers["Location"]).content.decode()
    marit.post(sent.headers["Location"], {"answer": "yes", "text": "Gjerne"})
    made.refresh_from_db()
    assert (made.answer, made.answer_text) == ("yes", "Gjerne")
    assert not AttentionEntry.objects.filter(source_id=made.id).exists()
    assert "Gjerne" in client.get(sent.headers["Location"]).content.decode()
    assert set(AuditEvent.objects.filter(subject_id=made.id).values_list("verb", flat=True)) == {
        "joint_asked",
        "joint_answered",
    }


def test_sent_twice_it_is_asked_once(cast: Cast) -> None:
    own, theirs = _both_plan(cast)
    client, ask = browser(cast.person("Ingrid")), f"{_page(cast.ytre_fjord)}spor/"
    for _ in range(2):
        client.post(ask, {"vart": own.id, "deres": theirs.id})
    assert JointAsk.objects.count() == 1


def test_a_draft_of_another_municipality_is_no_candidate_and_cannot_be_asked_about(cast: Cast) -> None:
    today = timezone.localdate()
    own, _theirs = _both_plan(cast, other="Kulturplan")
    draft = a_need(a_strategy(cast.storoy, Term.of(today)), "Klimaplan", decision="new", ends=HalfYear.of(today).code)
    client, ask = browser(cast.person("Ingrid")), f"{_page(cast.ytre_fjord)}spor/"
    assert "Klimaplan" not in client.get(_page(cast.ytre_fjord)).content.decode()
    assert client.post(ask, {"vart": own.id, "deres": draft.id}).status_code == 404
    assert client.post(ask, {"vart": draft.id, "deres": own.id}).status_code == 404
    assert client.post(ask, {"vart": "tull", "deres": ""}).status_code == 404


@pytest.mark.parametrize(
    ("who", "sees", "answers", "withdraws"),
    [
        ("Ingrid", 200, 404, 302),
        ("Åse", 200, 404, 404),
        ("Marit", 200, 302, 404),
        ("Kåre", 200, 404, 404),
        ("Guri", 404, 404, 404),
        ("Even", 404, 404, 404),
        ("Nina", 404, 404, 404),
    ],
)
def test_the_two_see_it_the_one_answers_and_the_other_takes_it_back(
    cast: Cast, who: str, sees: int, answers: int, withdraws: int
) -> None:
    person = cast.person(who)
    ask = actions.ask_jointly(
        cast.actor("Ingrid").by,
        cast.ytre_fjord,
        cast.fjordvik,
        cast.lyngmo,
        plan_name="Klimaplan",
        other_name="Klima og energi",
    )
    address = f"/planlegg-sammen/{ask.id}/"
    client = browser(person)
    assert client.get(address).status_code == sees
    assert client.post(f"{address}trekk/").status_code == withdraws
    JointAsk.objects.update(withdrawn_at=None)
    assert client.post(address, {"answer": "later"}).status_code == answers


def test_what_is_answered_is_not_taken_back_and_may_be_answered_anew(cast: Cast) -> None:
    ask = actions.ask_jointly(
        cast.actor("Ingrid").by, cast.ytre_fjord, cast.fjordvik, cast.lyngmo, plan_name="Klimaplan", other_name="Klima"
    )
    actions.answer_jointly(cast.actor("Marit").by, ask, "no")
    with pytest.raises(ValidationError, match="Lyngmo har svart"):
        actions.withdraw_ask(cast.actor("Marit").by, ask)
    assert actions.answer_jointly(cast.actor("Marit").by, ask, "yes").answer == "yes"


def test_the_number_of_queries_does_not_grow_with_plans(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    needs = _both_plan(cast)
    now = HalfYear.of(timezone.localdate())
    for number in range(20):
        a_need(needs[0].strategy, f"Plan {number}", decision="new", ends=now.code)
        made = When.on(date(now.year - 1, 5, 4))
        make_plan(cast.lyngmo, f"Klimaplan {number}", plan_type="theme_plan", status="adopted", adopted=made)
    actor, region = cast.actor("Ingrid"), cast.ytre_fjord
    municipalities = municipalities_of(region)
    with django_assert_max_num_queries(3):
        assert offered(actor, region, municipalities, timezone.localdate())
