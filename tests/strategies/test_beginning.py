"""Beginning on a planning strategy, and who sees it."""

import pytest
from django.core.exceptions import ValidationError

from plandugnad.core.models import AuditEvent
from plandugnad.plans.kinds import PlanStatus
from plandugnad.plans.models import Plan
from plandugnad.strategies import actions
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.terms import Term
from tests.cast import Cast
from tests.plans.builders import INGRID, browser, make_plan
from tests.strategies.builders import TERM, a_need, a_strategy, adopted

PAGE = "/kommuner/9901/planstrategi/"


def test_ingrid_begins_on_the_strategy_of_the_term_and_a_plan_is_made_for_it(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    page = client.get(PAGE)
    assert "Ingen planstrategi her ennå" in page.content.decode()
    term = page.context["read"].to_begin[0]
    made = client.post(PAGE, {"term": term.first_year, "token": page.context["form"].initial["token"]})
    found = Strategy.objects.get(organisation=cast.fjordvik)
    assert made.headers["Location"] == f"/planstrategi/{found.id}/"
    assert (found.plan.name, found.plan.plan_type) == (f"Planstrategi {term.name}", "planning_strategy")
    assert AuditEvent.objects.get(verb="strategy_begun").organisation_id == cast.fjordvik.id


def test_a_form_that_is_sent_twice_begins_one(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    page = client.get(PAGE)
    given = {"term": page.context["read"].to_begin[0].first_year, "token": page.context["form"].initial["token"]}
    first, second = client.post(PAGE, given), client.post(PAGE, given)
    assert first.headers["Location"] == second.headers["Location"]
    assert Strategy.objects.count() == Plan.objects.count() == 1


def test_the_strategy_that_stands_in_the_portfolio_is_taken_instead_of_a_new_plan(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Planstrategi for Fjordvik", plan_type="planning_strategy")
    client = browser(cast.person("Ingrid"))
    term = client.get(PAGE).context["read"].to_begin[0]
    client.post(PAGE, {"term": term.first_year, "plan": str(plan.id)})
    assert Strategy.objects.get().plan == plan


def test_a_term_has_one_strategy_and_a_plan_is_the_strategy_of_one_term(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    with pytest.raises(ValidationError, match="Det er begynt på en planstrategi for 2023–2027"):
        actions.begin_strategy(INGRID, cast.fjordvik, TERM)
    with pytest.raises(ValidationError, match="planstrategien for en annen periode"):
        actions.begin_strategy(INGRID, cast.fjordvik, Term(2027), strategy.plan)
    with pytest.raises(ValidationError, match="ikke en planstrategi"):
        actions.begin_strategy(INGRID, cast.fjordvik, Term(2027), make_plan(cast.fjordvik))


def test_one_deleted_by_mistake_comes_back_with_all_that_was_weighed(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy)
    client = browser(cast.person("Ingrid"))
    address = f"/planstrategi/{strategy.id}/"
    client.post(f"{address}slett/")
    assert client.get(address).status_code == 404
    client.post(f"{address}hent-tilbake/")
    assert client.get(address).status_code == 200
    assert list(strategy.needs.kept()) == [need]


def test_one_that_is_adopted_is_not_deleted(cast: Cast) -> None:
    strategy = adopted(a_strategy(cast.fjordvik))
    refused = browser(cast.person("Ingrid")).post(f"/planstrategi/{strategy.id}/slett/")
    assert refused.status_code == 422
    assert "Planstrategien er vedtatt, og kan ikke slettes." in refused.content.decode()


@pytest.mark.parametrize(
    ("who", "sees_draft", "sees_adopted", "deletes"),
    [
        ("Ingrid", 200, 200, True),
        ("Tore", 200, 200, True),
        ("Åse", 200, 200, False),
        ("Kåre", 200, 200, False),
        ("Marit", 404, 200, False),
        ("Guri", 404, 200, False),
        ("Per", 404, 200, False),
        ("Even", 404, 404, False),
        ("Nina", 404, 404, False),
    ],
)
def test_what_is_being_made_is_for_the_municipality_and_what_is_adopted_is_public(
    cast: Cast, who: str, sees_draft: int, sees_adopted: int, deletes: bool
) -> None:
    strategy, person = a_strategy(cast.fjordvik), cast.person(who)
    assert cast.ytre_fjord
    address = f"/planstrategi/{strategy.id}/"
    assert browser(person).get(address).status_code == sees_draft
    assert (browser(person).get(f"{address}slett/").status_code == 200) is deletes
    adopted(strategy)
    assert browser(person).get(address).status_code == sees_adopted
    assert browser(person).post(f"{address}hent-tilbake/").status_code == (302 if deletes else 404)


def test_the_page_of_its_plan_leads_to_it_and_other_plans_say_what_it_decides(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    plan = make_plan(cast.fjordvik, status=PlanStatus.ADOPTED)
    a_need(strategy, plan=plan, decision="revise")
    client = browser(cast.person("Åse"))
    assert f"/planstrategi/{strategy.id}/" in client.get(f"/planer/{strategy.plan_id}/").content.decode()
    assert "2023–2027: revideres" in client.get(f"/planer/{plan.id}/").content.decode()
    assert "revideres" not in browser(cast.person("Guri")).get(f"/planer/{plan.id}/").content.decode()
