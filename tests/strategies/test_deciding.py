"""The proposal is made public, and the council decides."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.plans.actions import change_plan
from plandugnad.plans.kinds import Decision, PlanStatus
from plandugnad.plans.models import Plan, PlanOwner
from plandugnad.processes.actions import begin_process
from plandugnad.strategies import deciding
from plandugnad.strategies.deciding.adopting import adopt, set_parts, take_back
from plandugnad.strategies.deciding.checks import Met, checks_of, contradictions
from plandugnad.strategies.deciding.lawful import first_lawful, latest_adoption
from plandugnad.strategies.deciding.models import StrategyAdoption
from plandugnad.strategies.deciding.publishing import publish, put_out_again, withdraw
from plandugnad.strategies.document.actions import write_section
from plandugnad.strategies.models import Strategy
from tests.cast import Cast
from tests.meetings.builders import a_body, a_meeting
from tests.plans.builders import INGRID, browser, fresh, make_plan
from tests.strategies.builders import a_need, a_strategy, adopted

PUBLIC, DECIDED, TODAY = date(2024, 2, 5), date(2024, 3, 14), date(2024, 3, 20)
PARTS = {
    "community_choice": "continue",
    "community_because": "Den er fra 2021.",
    "land_use_choice": "revise",
    "land_use_because": "Strandsonen.",
}


def at(strategy: Strategy, rest: str = "") -> str:
    return f"/planstrategi/{strategy.id}/{rest}"


def ready(strategy: Strategy, public_on: date = PUBLIC) -> Strategy:
    set_parts(INGRID, strategy, PARTS)
    write_section(INGRID, strategy, "about", "Om planstrategien vår.")
    publish(INGRID, strategy, public_on=public_on, today=TODAY, elsewhere="" if public_on == TODAY else "Nettsiden")
    return again(strategy)


def again(strategy: Strategy) -> Strategy:
    return Strategy.objects.select_related("organisation", "plan").get(pk=strategy.pk)


def decide(strategy: Strategy, day: date = DECIDED) -> StrategyAdoption:
    return adopt(INGRID, strategy, decided_on=day, council="Kommunestyret", case_reference="12/24", today=TODAY)


def test_anybody_reads_the_proposal_and_nothing_that_is_written_after(cast: Cast) -> None:
    strategy, stranger = a_strategy(cast.fjordvik), Client()
    assert stranger.get(at(strategy, "offentlig/")).status_code == 404
    ready(strategy)
    write_section(INGRID, strategy, "about", "Noe vi ikke er enige om.")
    page = stranger.get(at(strategy, "offentlig/")).content.decode()
    assert "Om planstrategien vår." in page
    assert "Noe vi ikke er enige om." not in page
    assert "noindex" in page
    assert "Ingrid" not in page
    for kind in ("docx", "pdf"):
        assert stranger.get(at(strategy, f"offentlig/{kind}/")).status_code == 200
    assert stranger.get(at(strategy, "dokument/")).status_code == 302
    assert stranger.get(at(strategy, "offentlig/exe/")).status_code == 404


def test_it_is_made_public_by_a_button_that_shows_what_will_be_seen(cast: Cast) -> None:
    strategy, client = a_strategy(cast.fjordvik), browser(cast.person("Ingrid"))
    write_section(INGRID, strategy, "about", "Om planstrategien vår.")
    shown = client.get(at(strategy, "vedtak/offentlig/"))
    assert "Om planstrategien vår." in shown.content.decode()
    today = timezone.localdate().strftime("%d.%m.%Y")
    client.post(at(strategy, "vedtak/offentlig/"), {"public_on": today, "elsewhere": ""})
    assert Client().get(at(strategy, "offentlig/")).status_code == 200
    edition = strategy.editions.get()
    client.post(at(strategy, f"vedtak/offentlig/{edition.id}/ta-bort/"))
    assert Client().get(at(strategy, "offentlig/")).status_code == 404
    client.post(at(strategy, f"vedtak/offentlig/{edition.id}/legg-ut/"))
    assert Client().get(at(strategy, "offentlig/")).status_code == 200


def test_an_empty_document_a_day_to_come_and_an_earlier_day_without_a_place_are_refused(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    with pytest.raises(ValidationError, match="Dokumentet er tomt"):
        publish(INGRID, strategy, public_on=TODAY, today=TODAY)
    write_section(INGRID, strategy, "about", "Noe.")
    with pytest.raises(ValidationError, match="har ikke vært ennå"):
        publish(INGRID, strategy, public_on=TODAY + timedelta(days=1), today=TODAY)
    with pytest.raises(ValidationError, match="skriv hvor"):
        publish(INGRID, strategy, public_on=PUBLIC, today=TODAY)


def test_a_correction_keeps_its_days_and_a_new_proposal_begins_again(cast: Cast) -> None:
    strategy = ready(a_strategy(cast.fjordvik))
    mended = publish(INGRID, strategy, public_on=TODAY, today=TODAY, correction="Skrivefeil i tabellen")
    assert mended.counts_from == PUBLIC
    assert "Skrivefeil i tabellen" in Client().get(at(strategy, "offentlig/")).content.decode()
    assert publish(INGRID, strategy, public_on=TODAY, today=TODAY).counts_from == TODAY
    with pytest.raises(ValidationError, match="nyere utgave"):
        put_out_again(INGRID, mended, TODAY)


def test_what_was_off_the_page_for_days_is_counted_anew_but_a_slip_is_not(cast: Cast) -> None:
    strategy = ready(a_strategy(cast.fjordvik))
    edition, today = strategy.editions.get(), timezone.localdate()
    withdraw(INGRID, edition)
    put_out_again(INGRID, edition, today)
    assert strategy.editions.get().counts_from == PUBLIC
    withdraw(INGRID, edition)
    put_out_again(INGRID, edition, today + timedelta(days=3))
    assert strategy.editions.get().counts_from == today + timedelta(days=3)


def test_thirty_days_are_counted_by_the_statute_engine() -> None:
    assert first_lawful(date(2026, 6, 1)) == date(2026, 7, 1)
    assert latest_adoption(date(2023, 10, 19)) == date(2024, 10, 21)  # the nineteenth is a Saturday


def test_a_council_that_meets_too_early_is_told_the_first_lawful_day_and_the_next_meeting(cast: Cast) -> None:
    council = a_body(cast.fjordvik, "Kommunestyret", kind="council")
    a_meeting(council, date(2024, 3, 14))
    strategy = ready(a_strategy(cast.fjordvik))
    with pytest.raises(ValidationError) as refused:
        decide(strategy, date(2024, 2, 29))
    said = refused.value.messages[0]
    assert "29. februar 2024 er for tidlig" in said
    assert "Første lovlige dag er 6. mars 2024" in said
    assert "Første møte i kalenderen fra da av er 14. mars 2024" in said
    assert decide(strategy, date(2024, 3, 6)).decided_on == date(2024, 3, 6)


def test_a_meeting_in_the_process_is_held_to_the_same(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    process = begin_process(INGRID, strategy.plan, "KPS-STRAT", {}, {})
    ready(strategy)
    assert process.dates.get(code="KPS-STRAT-5").happened_on == PUBLIC
    client = browser(cast.person("Ingrid"))
    refused = client.post(at(strategy, "vedtak/mote/"), {"day": "29.2.2024"})
    assert refused.status_code == 422
    assert "Første lovlige dag er 6. mars 2024" in refused.content.decode()
    client.post(at(strategy, "vedtak/mote/"), {"day": "14.3.2024"})
    assert process.dates.get(code="KPS-STRAT-6").planned_on == DECIDED


def test_nothing_is_decided_before_it_is_public_or_without_the_two_parts(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    with pytest.raises(ValidationError, match="samfunnsdelen og arealdelen"):
        decide(strategy)
    set_parts(INGRID, strategy, PARTS)
    with pytest.raises(ValidationError, match="ikke gjort offentlig"):
        decide(strategy)
    ready(strategy)
    withdraw(INGRID, strategy.editions.get())
    with pytest.raises(ValidationError, match="ikke gjort offentlig"):
        decide(strategy)
    assert not StrategyAdoption.objects.exists()


def test_a_choice_without_a_reason_is_sent_back_with_what_was_chosen(cast: Cast) -> None:
    strategy, client = a_strategy(cast.fjordvik), browser(cast.person("Ingrid"))
    refused = client.post(at(strategy, "vedtak/kommuneplanen/"), PARTS | {"land_use_because": "", "seen": "1"})
    assert refused.status_code == 422
    assert "Den er fra 2021." in refused.content.decode()
    client.post(at(strategy, "vedtak/kommuneplanen/"), PARTS | {"seen": "1"})
    conflict = client.post(
        at(strategy, "vedtak/kommuneplanen/"), PARTS | {"community_because": "Noe annet.", "seen": "1"}
    )
    assert conflict.status_code == 409
    assert "Noe annet." in conflict.content.decode()


def test_the_decision_gives_every_plan_its_choice_and_makes_the_new_ones(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    theme = make_plan(cast.fjordvik, status=PlanStatus.ADOPTED)
    joint = make_plan(cast.lyngmo, "Kystsoneplan", status=PlanStatus.ADOPTED, decision="continue")
    row = PlanOwner.objects.create(plan=joint, organisation=cast.fjordvik, accepted_at=timezone.now())
    a_need(strategy, plan=theme, decision=Decision.REVISE)
    a_need(strategy, plan=joint, decision=Decision.REVISE)
    new = a_need(
        strategy, "Temaplan for oppvekst", plan_type="theme_plan", decision=Decision.NEW, responsible="Oppvekst"
    )
    a_need(strategy, "Ikke avgjort")
    made = decide(ready(strategy))
    now = again(strategy)
    assert (now.plan.status, now.plan.adopted_by, now.plan.case_reference) == ("adopted", "Kommunestyret", "12/24")
    assert now.plan.adopted is not None
    assert now.plan.adopted.day == DECIDED
    assert fresh(theme).decision == "revise"
    row.refresh_from_db()
    assert (row.decision, fresh(joint).decision) == ("revise", "continue")
    new.refresh_from_db()
    assert new.plan is not None
    assert (new.plan.status, new.plan.decision, new.plan.plan_type) == ("decided", "new", "theme_plan")
    assert decide(now) == made
    assert Plan.objects.filter(name="Temaplan for oppvekst").count() == 1
    batch = set(AuditEvent.objects.filter(batch_id=made.batch_id).values_list("verb", flat=True))
    assert batch == {"plan_changed", "plan_created", "strategy_adopted"}


def test_one_that_is_adopted_in_the_portfolio_already_is_entered_here_too(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    theme = make_plan(cast.fjordvik)
    a_need(strategy, plan=theme, decision=Decision.REVISE)
    adopted(strategy, DECIDED)
    page = browser(cast.person("Ingrid")).get(at(strategy)).content.decode()
    assert "Vedtatt i planoversikten. Før vedtaket inn her" in page
    decide(ready(again(strategy)))
    assert fresh(theme).decision == "revise"


def test_one_click_takes_all_of_it_back(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    process = begin_process(INGRID, strategy.plan, "KPS-STRAT", {}, {})
    theme = make_plan(cast.fjordvik, status=PlanStatus.ADOPTED, decision="continue")
    a_need(strategy, plan=theme, decision=Decision.REVISE)
    new = a_need(strategy, "Temaplan for oppvekst", decision=Decision.NEW)
    made = decide(ready(strategy))
    assert process.dates.filter(code="KPS-STRAT-6", happened_on=DECIDED).exists()
    browser(cast.person("Ingrid")).post(at(strategy, f"vedtak/kommunestyret/{made.id}/angre/"))
    now = again(strategy)
    assert (now.is_adopted, now.plan.status, now.plan.adopted) == (False, "in_process", None)
    assert fresh(theme).decision == "continue"
    new.refresh_from_db()
    assert new.plan is None
    assert not Plan.objects.kept().filter(name="Temaplan for oppvekst").exists()
    assert not process.dates.filter(code="KPS-STRAT-6").exists()
    assert "Om planstrategien vår." in Client().get(at(strategy, "offentlig/")).content.decode()
    decide(now)
    assert again(strategy).is_adopted


def test_what_somebody_has_worked_on_since_is_left_and_told_of(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    new = a_need(strategy, "Temaplan for oppvekst", decision=Decision.NEW)
    made = decide(ready(strategy))
    new.refresh_from_db()
    assert new.plan is not None
    change_plan(INGRID, new.plan, {"status": "in_process"})
    assert take_back(INGRID, made).left == ("Temaplan for oppvekst",)
    assert fresh(new.plan).deleted_at is None
    with pytest.raises(ValidationError, match="angret allerede"):
        take_back(INGRID, made)


def test_a_strategy_that_is_changed_in_the_portfolio_since_is_not_taken_back_by_halves(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    theme = make_plan(cast.fjordvik)
    a_need(strategy, plan=theme, decision=Decision.REPEAL)
    made = decide(ready(strategy))
    change_plan(INGRID, again(strategy).plan, {"case_reference": "99/24"})
    with pytest.raises(ValidationError, match="endret i planoversikten"):
        take_back(INGRID, made)
    assert fresh(theme).decision == "repeal"


def test_others_hang_on_and_what_fails_there_leaves_nothing_half_done(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def note(by: By, strategy: Strategy) -> None:
        seen.append(strategy.is_adopted)

    def fail(by: By, strategy: Strategy) -> None:
        raise ValidationError("Nei")

    strategy = a_strategy(cast.fjordvik)
    theme = make_plan(cast.fjordvik)
    a_need(strategy, plan=theme, decision=Decision.REVISE)
    ready(strategy)
    monkeypatch.setattr(deciding, "adopted", [note, fail])
    with pytest.raises(ValidationError):
        decide(strategy)
    assert seen == [True]
    assert (again(strategy).is_adopted, fresh(theme).decision) == (False, "")
    assert not StrategyAdoption.objects.exists()


def test_what_was_adopted_stands_whatever_is_done_with_the_plans_after(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    a_need(strategy, "Temaplan for oppvekst", decision=Decision.NEW)
    decide(ready(strategy))
    a_need(strategy, "Temaplan for idrett", decision=Decision.NEW)
    for client in (Client(), browser(cast.person("Guri"))):
        page = client.get(at(strategy, "offentlig/")).content.decode()
        assert "Temaplan for oppvekst" in page
        assert "Temaplan for idrett" not in page
        assert "noindex" not in page
    assert "Temaplan for idrett" not in browser(cast.person("Guri")).get(at(strategy, "dokument/")).content.decode()
    with pytest.raises(ValidationError, match="slik kommunestyret vedtok det"):
        write_section(INGRID, strategy, "about", "Nytt.")


def test_the_checks_say_what_lacks_and_where_it_is_mended(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    before = checks_of(strategy, date(2024, 2, 1))
    assert [check.met for check in before] == [Met.NO, Met.NO, Met.NO, Met.YES]
    ready(strategy)
    assert checks_of(again(strategy), date(2024, 2, 20))[2].met is Met.SOON
    assert checks_of(again(strategy), date(2024, 3, 20))[2].met is Met.YES
    assert checks_of(again(strategy), date(2024, 11, 20))[3].met is Met.NO


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [("Ingrid", 200, 200), ("Tore", 200, 200), ("Åse", 200, 404), ("Marit", 404, 404), ("Guri", 404, 404)],
)
def test_who_follows_and_who_does_it(cast: Cast, who: str, reads: int, writes: int) -> None:
    strategy, person = ready(a_strategy(cast.fjordvik)), cast.person(who)
    client = browser(person)
    assert client.get(at(strategy, "vedtak/")).status_code == reads
    for rest in ("vedtak/kommuneplanen/", "vedtak/offentlig/", "vedtak/kommunestyret/", "prosess/"):
        assert client.get(at(strategy, rest)).status_code == writes


def test_a_plan_table_that_says_otherwise_than_what_is_chosen_is_told_of(cast: Cast) -> None:
    """Found in a document that continued the community part in one chapter and revised it in another."""
    strategy = a_strategy(cast.fjordvik)
    a_need(strategy, "Samfunnsdelen", plan_type="community_part", decision="revise")
    land_use = a_need(strategy, "Arealdelen", plan_type="land_use_part", decision="continue")
    assert contradictions(strategy) == []
    strategy.community_choice, strategy.land_use_choice = "continue", "revise_parts"
    assert contradictions(strategy) == [
        "Samfunnsdelen er valgt videreført, men står blant planene som skal revideres.",
        "Arealdelen er valgt revidert, men står ikke blant planene som skal revideres.",
    ]
    checks = {check.name: check for check in checks_of(strategy, date(2024, 2, 1))}
    assert not checks["Plantabellen sier noe annet"].is_law
    land_use.decision = "revise"
    land_use.save()
    strategy.community_choice = "revise"
    assert contradictions(strategy) == []
