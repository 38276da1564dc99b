"""Tidying as the first step of the planning strategy, and what counts as having heard of a plan."""

from datetime import date
from uuid import uuid4

from plandugnad.core.models import AuditEvent
from plandugnad.plans.actions import add_address, change_plan
from plandugnad.strategies.models import TidyingRound
from plandugnad.strategies.steps import Standing
from plandugnad.strategies.tidying.actions import Chosen, choose, close_round
from plandugnad.strategies.tidying.kinds import TidyingOutcome
from plandugnad.strategies.tidying.news import last_heard_of
from plandugnad.strategies.tidying.step import tidying_step
from tests.cast import Cast
from tests.plans.builders import INGRID, browser, make_plan
from tests.strategies.builders import a_strategy, adopted

TODAY = date(2026, 11, 30)


def test_the_step_says_what_there_is_to_do_how_far_it_is_and_what_came_of_it(cast: Cast) -> None:
    strategy, plan, actor = a_strategy(cast.fjordvik), make_plan(cast.fjordvik), cast.actor("Ingrid")
    step = tidying_step(actor, strategy, TODAY)
    assert step is not None
    assert (step.standing, step.words[:8]) == (Standing.TO_DO, "2 planer")
    choose(INGRID, cast.fjordvik, plan.id, Chosen(TidyingOutcome.REPEAL), [], TODAY)
    step = tidying_step(actor, strategy, TODAY)
    assert step is not None
    assert step.standing is Standing.BEGUN
    assert step.words == "2 planer da dere begynte 30. november 2026. Det er valgt for 1 av dem."
    close_round(INGRID, TidyingRound.objects.get(), TODAY)
    step = tidying_step(actor, strategy, TODAY)
    assert step is not None
    assert (step.standing, step.words) == (Standing.DONE, "2 planer før, 1 etter det dere har valgt.")
    assert step.address == "/kommuner/9901/rydding/resultat/"


def test_nobody_is_asked_to_tidy_for_a_strategy_that_is_adopted(cast: Cast) -> None:
    strategy = adopted(a_strategy(cast.fjordvik))
    assert tidying_step(cast.actor("Ingrid"), strategy, TODAY) is None
    assert tidying_step(cast.actor("Guri"), strategy, TODAY) is None


def test_it_stands_on_the_front_page_of_the_strategy_before_the_needs_are_weighed(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    page = browser(cast.person("Ingrid")).get(f"/planstrategi/{strategy.id}/")
    titles = [step.title for step in page.context["steps"]]
    assert titles.index("Rydd i planene") < titles.index("Vurder planbehovene")


def test_a_change_of_status_and_a_document_are_news_and_a_mended_name_and_an_import_are_not(cast: Cast) -> None:
    plan, other, imported = (make_plan(cast.fjordvik, name) for name in ("Kulturplan", "Veiplan", "Skogplan"))
    change_plan(INGRID, plan, {"name": "Plan for kultur"})
    by_import = {"subject_type": "plans.plan", "subject_id": imported.id, "organisation_id": cast.fjordvik.id}
    AuditEvent.objects.create(
        verb="plan_changed", batch_id=uuid4(), before={}, after={"status": "adopted"}, **by_import
    )
    assert last_heard_of(cast.fjordvik) == {}
    change_plan(INGRID, plan, {"status": "adopted"})
    add_address(INGRID, other, "Planen", "https://fjordvik.example/plan.pdf")
    assert last_heard_of(cast.fjordvik).keys() == {plan.id, other.id}
