"""What is said of a plan: kept field by field, so that two who work on the same plan lose nothing."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from plandugnad.core.models import AuditEvent
from plandugnad.plans.models import Plan, PlanHere
from plandugnad.strategies.actions import ChangedMeanwhile
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.needs import actions
from plandugnad.strategies.needs.fields import flat, of_unsaid
from tests.cast import Cast
from tests.plans.builders import INGRID, TORE, make_plan
from tests.strategies.builders import a_need, a_strategy


def here(plan: Plan) -> PlanHere:
    found: Any = PlanHere.objects.get(id=plan.id)
    return found  # type: ignore[no-any-return]


def say(strategy: Strategy, need: PlanNeed, by: Any = INGRID, seen: Any = None, **said: Any) -> PlanNeed:
    seen = flat(need) if seen is None else seen
    return actions.save_need(by, strategy, need, {**seen, **{k.replace("__", "-"): v for k, v in said.items()}}, seen)


def test_a_plan_nobody_has_said_anything_about_has_no_row_until_it_is_saved(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    plan = make_plan(cast.fjordvik, decision="revise")
    assert not PlanNeed.objects.exists()
    seen = of_unsaid(plan)
    need = actions.save_need(INGRID, strategy, here(plan), {**seen, "score-law": 2}, seen)
    assert (need.plan_id, need.name, need.scores, need.decision) == (plan.id, plan.name, {"law": 2}, "revise")
    assert AuditEvent.objects.get(verb="need_made").organisation_id == cast.fjordvik.id


def test_two_who_begin_on_the_same_plan_at_once_write_in_the_same_need(cast: Cast) -> None:
    strategy, plan = a_strategy(cast.fjordvik), make_plan(cast.fjordvik)
    seen = of_unsaid(plan)
    actions.save_need(INGRID, strategy, here(plan), {**seen, "score-law": 2}, seen)
    actions.save_need(TORE, strategy, here(plan), {**seen, "score-use": 1}, seen)
    assert PlanNeed.objects.get().scores == {"law": 2, "use": 1}


def test_two_who_say_different_things_do_not_disturb_each_other(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy, scores={"law": 1})
    opened = flat(need)
    say(strategy, need, INGRID, opened, score__law=3, because="Fristen går ut.")
    say(strategy, need, TORE, opened, days=40)
    need.refresh_from_db()
    assert (need.scores, need.days, need.because) == ({"law": 3}, 40, "Fristen går ut.")


def test_two_who_say_the_same_thing_differently_are_told_and_neither_is_lost(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy)
    opened = flat(need)
    say(strategy, need, INGRID, opened, score__law=3)
    with pytest.raises(ChangedMeanwhile) as told:
        say(strategy, need, TORE, opened, score__law=1, days=40)
    assert (told.value.stands, told.value.by_name) == ({"score-law": 3}, "Ingrid Eksempel")
    need.refresh_from_db()
    assert (need.scores, need.days) == ({"law": 3}, None)


def test_what_one_takes_back_is_missing_again_and_not_zero(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy, scores={"law": 0, "use": 2})
    say(strategy, need, score__law=None)
    need.refresh_from_db()
    assert need.scores == {"use": 2}


def test_to_save_what_stands_changes_nothing(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy)
    say(strategy, need)
    need.refresh_from_db()
    assert need.version == 1
    assert not AuditEvent.objects.filter(subject_id=need.id).exists()


def test_the_five_answers_are_kept_one_by_one(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy)
    opened = flat(need)
    say(strategy, need, INGRID, opened, answer__need="no", answer_text__need="Et temanotat er nok.")
    say(strategy, need, TORE, opened, answer__level="yes")
    need.refresh_from_db()
    assert need.answers == {
        "need": {"answer": "no", "text": "Et temanotat er nok."},
        "level": {"answer": "yes", "text": ""},
    }


def test_to_overrule_the_sum_takes_a_reason(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy)
    with pytest.raises(ValidationError, match="Skriv hvorfor dere sier noe annet enn summen"):
        say(strategy, need, outcome="can_wait")
    say(strategy, need, outcome="can_wait", outcome_because="Vi venter på fylket.")
    need.refresh_from_db()
    assert need.outcome == "can_wait"


def test_when_two_each_change_one_end_the_last_is_told_that_it_cannot_be(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy, begins=20241, ends=20252)
    opened = flat(need)
    say(strategy, need, INGRID, opened, ends=20242)
    with pytest.raises(ValidationError, match="Planen kan ikke være ferdig før den begynner"):
        say(strategy, need, TORE, opened, begins=20251)


def test_a_plan_is_merged_into_one_that_stands_in_the_same_strategy(cast: Cast) -> None:
    strategy, other = a_strategy(cast.fjordvik), a_strategy(cast.lyngmo)
    need, target, foreign = a_need(strategy, "A"), a_need(strategy, "B"), a_need(other, "C")
    for wrong in (need, foreign):
        with pytest.raises(ValidationError, match="Velg en annen plan"):
            say(strategy, need, merge_into=str(wrong.id))
    say(strategy, need, merge_into=str(target.id), decision="merge")
    third = a_need(strategy, "D")
    with pytest.raises(ValidationError, match="«A» skal selv slås sammen"):
        say(strategy, third, merge_into=str(need.id))


def test_one_that_somebody_took_out_is_not_written_in(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy)
    actions.take_out(TORE, strategy, need)
    with pytest.raises(ValidationError, match="Noen andre har tatt ut"):
        say(strategy, need, days=3)


def test_one_taken_out_comes_back_with_all_that_was_said(cast: Cast) -> None:
    strategy, plan = a_strategy(cast.fjordvik), make_plan(cast.fjordvik)
    need = a_need(strategy, plan=plan, scores={"law": 2})
    actions.take_out(INGRID, strategy, need)
    assert not strategy.needs.kept().exists()
    actions.bring_back(INGRID, strategy, need)
    assert strategy.needs.kept().get().scores == {"law": 2}


def test_one_that_is_weighed_anew_meanwhile_is_not_brought_back_beside_it(cast: Cast) -> None:
    strategy, plan = a_strategy(cast.fjordvik), make_plan(cast.fjordvik)
    need = a_need(strategy, plan=plan)
    actions.take_out(INGRID, strategy, need)
    seen = of_unsaid(plan)
    actions.save_need(TORE, strategy, here(plan), {**seen, "days": 5}, seen)
    with pytest.raises(ValidationError, match="vurdert på nytt siden"):
        actions.bring_back(INGRID, strategy, need)


def test_a_plan_is_proposed_once_and_not_where_the_municipality_has_it(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    make_plan(cast.fjordvik, "Temaplan for skog")
    actions.propose(INGRID, strategy, "Temaplan for klima", "theme_plan")
    with pytest.raises(ValidationError, match="er foreslått fra før"):
        actions.propose(TORE, strategy, "temaplan for klima ", "")
    with pytest.raises(ValidationError, match="Dere har en plan som heter"):
        actions.propose(TORE, strategy, "Temaplan for skog", "theme_plan")


# --- in or out, and in what order ------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_there", [True, False])
def test_what_is_put_in_is_revised_or_made_and_what_is_left_out_stands_as_it_did(cast: Cast, is_there: bool) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy, plan=make_plan(cast.fjordvik) if is_there else None)
    actions.choose(INGRID, strategy, need, is_in=True)
    need.refresh_from_db()
    assert need.decision == ("revise" if is_there else "new")
    _need, event = actions.choose(INGRID, strategy, need, is_in=False)
    need.refresh_from_db()
    assert need.decision == ("continue" if is_there else "")
    assert event is not None
    actions.undo(INGRID, strategy, event)
    need.refresh_from_db()
    assert need.decision == ("revise" if is_there else "new")


def test_what_is_in_already_is_left_as_it_is_decided(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy, decision="merge")
    assert actions.choose(INGRID, strategy, need, is_in=True)[1] is None
    need.refresh_from_db()
    assert need.decision == "merge"


def test_a_choice_somebody_has_changed_since_is_not_undone(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy)
    _need, event = actions.choose(INGRID, strategy, need, is_in=True)
    say(strategy, PlanNeed.objects.get(), TORE, decision="merge")
    assert event is not None
    with pytest.raises(ValidationError, match="Noen har endret valget siden"):
        actions.undo(INGRID, strategy, event)


def test_needs_are_moved_past_each_other(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    first, second, third = (a_need(strategy, name) for name in "ABC")
    actions.move(INGRID, strategy, third, first)
    assert names(strategy) == ["C", "A", "B"]
    actions.move(INGRID, strategy, third, second)
    assert names(strategy) == ["A", "B", "C"]


def test_an_order_is_undone_as_long_as_nobody_has_moved_anything(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    made = [a_need(strategy, name) for name in "ABC"]
    event = actions.put_in_order(INGRID, strategy, [made[2].id, made[0].id])
    assert names(strategy) == ["C", "A", "B"]
    assert event is not None
    actions.undo(INGRID, strategy, event)
    assert names(strategy) == ["A", "B", "C"]
    with pytest.raises(ValidationError, match="Noen har flyttet"):
        actions.undo(INGRID, strategy, event)


def test_ids_of_others_in_an_order_are_passed_over(cast: Cast) -> None:
    strategy, other = a_strategy(cast.fjordvik), a_strategy(cast.lyngmo)
    need, foreign = a_need(strategy, "A"), a_need(other, "C")
    assert actions.put_in_order(INGRID, strategy, [foreign.id, need.id, need.id]) is None
    assert names(other) == ["C"]


def names(strategy: Strategy) -> list[str]:
    return [need.name for need in strategy.needs.kept().in_order()]


# --- weights and days ------------------------------------------------------------------------------------------------


def test_weights_are_kept_where_they_are_changed_and_what_others_changed_meanwhile_is_told(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    seen = {"law": 3, "use": 2}
    assert actions.write_weights(INGRID, strategy, {"law": 1, "use": 2}, seen) == 1
    with pytest.raises(ChangedMeanwhile) as told:
        actions.write_weights(TORE, strategy, {"law": 2, "use": 2}, seen)
    assert (told.value.stands, told.value.by_name) == ({"law": 1}, "Ingrid Eksempel")
    assert actions.write_weights(TORE, strategy, {"law": 3, "use": 0}, seen) == 1
    strategy.refresh_from_db()
    assert strategy.weights == {"law": 1, "use": 0}


def test_days_that_are_taken_away_are_not_said(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    actions.write_capacity(INGRID, strategy, {"2024": 140, "2025": 0}, {"2024": None, "2025": None})
    strategy.refresh_from_db()
    assert strategy.capacity == {"2024": 140, "2025": 0}
    actions.write_capacity(INGRID, strategy, {"2024": None, "2025": 0}, strategy.capacity)
    strategy.refresh_from_db()
    assert strategy.capacity == {"2025": 0}
