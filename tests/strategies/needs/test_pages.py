"""The pages of needs, as the people of Fjordvik meet them."""

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plandugnad.engines.tables.when import When
from plandugnad.plans.models import PlanOwner, PlanShare
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.needs import actions
from plandugnad.strategies.needs.fields import flat
from plandugnad.strategies.needs.queries import read_weighed
from tests.cast import Cast
from tests.plans.builders import INGRID, TORE, browser, make_plan
from tests.plans.owners import joint_plan
from tests.strategies.builders import a_need, a_strategy

WHOLE = dict.fromkeys(("law", "change", "conflict", "climate", "people", "use", "shared", "will"), 1)


def at(strategy: Strategy, rest: str = "") -> str:
    return f"/planstrategi/{strategy.id}/behov/{rest}"


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def sent(form: Any, **changed: Any) -> dict[str, Any]:
    """The form as the page gives it, with what is changed in it."""
    given = {bound.name: bound.value() for bound in form}
    given |= {name.replace("__", "-"): value for name, value in changed.items()}
    return {name: "" if value is None else value for name, value in given.items()}


def test_the_list_has_the_plans_of_the_municipality_and_those_that_are_proposed(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    make_plan(cast.fjordvik, "Temaplan for skog", plan_type="theme_plan", decision="revise")
    make_plan(cast.fjordvik, "Årsrapport 2023", plan_type="annual_report")
    make_plan(cast.fjordvik, "Gammel plan", status="repealed")
    make_plan(cast.lyngmo, "Temaplan for sau")
    a_need(strategy, "Temaplan for klima")
    said = text(browser(cast.person("Ingrid")).get(at(strategy)))
    assert "Temaplan for skog" in said
    assert "Revideres" in said
    assert "Temaplan for klima" in said
    assert "foreslått" in said
    for absent in ("Årsrapport 2023", "Gammel plan", "Temaplan for sau"):
        assert absent not in said
    assert str(strategy.plan_id) not in browser(cast.person("Ingrid")).get(at(strategy)).content.decode()
    assert PlanNeed.objects.count() == 1


def test_a_plan_that_is_repealed_after_it_was_weighed_stays_and_says_so(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    a_need(strategy, plan=make_plan(cast.fjordvik, "Gammel plan", status="repealed"))
    assert "gjelder ikke lenger" in text(browser(cast.person("Ingrid")).get(at(strategy)))


def test_half_weighed_plans_show_from_and_to(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    a_need(strategy, scores={"people": 3})
    said = text(browser(cast.person("Åse")).get(at(strategy)))
    assert "6–48 av 48 poeng" in said
    assert "Mellom «kan vente» og «må gjøres nå»" in said


def test_ingrid_weighs_a_plan_and_sees_how_the_sum_came_to_be(cast: Cast) -> None:
    strategy, plan = a_strategy(cast.fjordvik), make_plan(cast.fjordvik, plan_type="theme_plan")
    client = browser(cast.person("Ingrid"))
    address = at(strategy, f"plan/{plan.id}/")
    page = client.get(address)
    assert "Eksempelverdi for hele planen: 50 dagsverk (20–100). Endre selv." in text(page)
    given = sent(page.context["form"], **{f"score-{key}": score for key, score in WHOLE.items()}, days="40")
    saved = client.post(address, given)
    need = PlanNeed.objects.get()
    assert saved.headers["Location"] == at(strategy, f"{need.id}/")
    said = text(client.get(saved.headers["Location"]))
    assert "16 av 48 poeng" in said
    assert "Forslag: Videreføres som den er" in said
    assert "Under 40 prosent av poengene." in said
    assert (need.scores, need.days) == (WHOLE, 40)
    assert client.get(address).headers["Location"] == saved.headers["Location"]


def test_the_sum_follows_what_is_chosen_before_anything_is_saved(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy)
    client = browser(cast.person("Ingrid"), with_htmx=True)
    answer = client.get(
        at(strategy, "sum/"), {"av": str(need.id), "score-law": "3", "score-use": "x", "days": "99999999"}
    )
    assert "Forslag: Må gjøres nå" in text(answer)
    assert "Loven krever planen, og fristen går ut i perioden." in text(answer)
    assert "ikke lagret ennå" in text(answer)
    assert PlanNeed.objects.get().scores == {}


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy)
    client = browser(cast.person("Ingrid"))
    form = client.get(at(strategy, f"{need.id}/")).context["form"]
    given = sent(form, outcome="can_wait", days="mange", begins="20251", ends="20241", because="Skrevet lenge på.")
    answer = client.post(at(strategy, f"{need.id}/"), given)
    assert answer.status_code == 422
    said = text(answer)
    for words in (
        "Skriv hvorfor dere sier noe annet enn summen",
        "Skriv hele dagsverk med tall, for eksempel 40.",
        "Planen kan ikke være ferdig før den begynner.",
        "Skrevet lenge på.",
    ):
        assert words in said
    assert flat(PlanNeed.objects.get()) == flat(need)


def test_when_two_write_the_same_both_texts_are_shown_and_the_next_save_decides(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy)
    client, address = browser(cast.person("Ingrid")), at(strategy, f"{need.id}/")
    form = client.get(address).context["form"]
    seen = flat(need)
    actions.save_need(TORE, strategy, need, {**seen, "because": "Tores ord", "responsible": "Tore"}, seen)
    answer = client.post(address, sent(form, because="Ingrids ord", days="12"))
    assert answer.status_code == 409
    said = text(answer)
    assert "Tore Eksempel har lagret noe annet mens du skrev" in said
    assert "Lagret nå: Tores ord" in said
    assert "Du skrev: Ingrids ord" in said
    again = client.post(address, sent(answer.context["form"]))
    assert again.status_code == 302
    need.refresh_from_db()
    assert (need.because, need.days, need.responsible) == ("Ingrids ord", 12, "Tore")


def test_what_a_form_carries_along_may_be_anything(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy)
    client, address = browser(cast.person("Ingrid")), at(strategy, f"{need.id}/")
    form = client.get(address).context["form"]
    for seen in ("", "[]", "{", json.dumps({"days": {"a": 1}})):
        assert client.post(address, sent(form, seen=seen)).status_code in (302, 409)


def test_a_new_plan_is_proposed_once_however_often_the_form_is_sent(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    given = sent(client.get(at(strategy, "foresla/")).context["form"], name="Temaplan for klima")
    first, second = (client.post(at(strategy, "foresla/"), given) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert PlanNeed.objects.count() == 1
    refused = client.post(at(strategy, "foresla/"), given | {"name": " ", "token": ""})
    assert refused.status_code == 422
    assert "Skriv hva planen skal hete." in text(refused)


def test_one_taken_out_is_brought_back_from_the_message_and_from_the_list(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = a_need(strategy, "Temaplan for klima")
    client = browser(cast.person("Ingrid"))
    client.post(at(strategy, f"{need.id}/ta-ut/"))
    page = client.get(at(strategy))
    assert "Forslaget «Temaplan for klima» er tatt ut." in text(page)
    assert page.content.decode().count(at(strategy, f"{need.id}/hent-tilbake/")) == 2
    client.post(at(strategy, f"{need.id}/hent-tilbake/"))
    assert strategy.needs.kept().count() == 1


def test_plans_are_moved_one_step_and_put_in_order_by_points_which_can_be_undone(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    low, high = a_need(strategy, "Lav", scores=WHOLE), a_need(strategy, "Høy", scores={"law": 3})
    client = browser(cast.person("Ingrid"))
    client.post(at(strategy, "flytt/"), {"opp": str(high.id)})
    assert names(strategy) == ["Høy", "Lav"]
    client.post(at(strategy, "flytt/"), {"ned": str(high.id)})
    client.post(at(strategy, "rekkefolge/"))
    assert names(strategy) == ["Høy", "Lav"]
    page = client.get(at(strategy)).content.decode()
    undo = re.search(r'action="(/planstrategi/[^"]+/angre/[^"]+)"', page)
    assert undo
    client.post(undo[1])
    assert names(strategy) == ["Lav", "Høy"]
    for wrong in ("", "opp", str(low.strategy_id)):
        assert client.post(at(strategy, "flytt/"), {"opp": wrong}).status_code == 302


def test_in_a_narrowed_list_a_step_is_past_the_one_that_is_seen_beside_it(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    for name, decision in (("A", "new"), ("B", ""), ("C", "new")):
        a_need(strategy, name, decision=decision)
    last = strategy.needs.get(name="C")
    browser(cast.person("Ingrid")).post(at(strategy, "flytt/"), {"opp": str(last.id), "vis": "med"})
    assert names(strategy) == ["C", "A", "B"]


def names(strategy: Strategy) -> list[str]:
    return [need.name for need in strategy.needs.kept().in_order()]


# --- weights and days ------------------------------------------------------------------------------------------------


def test_before_weights_are_saved_it_is_shown_which_plans_change_places(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    a_need(strategy, "Folk", scores=WHOLE | {"people": 3, "law": 0})
    a_need(strategy, "Natur", scores=WHOLE | {"climate": 3, "law": 0, "change": 2})
    client = browser(cast.person("Ingrid"))
    form = client.get(at(strategy, "vekter/")).context["form"]
    answer = client.post(at(strategy, "vekter/"), sent(form, climate="0", people="3") | {"vis": "1"})
    assert "2 planer bytter plass" in text(answer)
    strategy.refresh_from_db()
    assert strategy.weights == {}
    tried = browser(cast.person("Ingrid"), with_htmx=True).get(
        at(strategy, "vekter/"), sent(form, climate="0", people="3")
    )
    assert "2 planer bytter plass" in text(tried)
    assert "<form" not in tried.content.decode()
    client.post(at(strategy, "vekter/"), sent(form, climate="0", people="3"))
    strategy.refresh_from_db()
    assert strategy.weights == {"climate": 0, "people": 3}


def test_two_who_set_the_same_weight_both_see_what_the_other_did(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    form = client.get(at(strategy, "vekter/")).context["form"]
    actions.write_weights(TORE, strategy, {"law": 1}, {"law": 3})
    answer = client.post(at(strategy, "vekter/"), sent(form, law="0"))
    assert answer.status_code == 409
    assert "Tore Eksempel har lagret noe annet" in text(answer)
    assert client.post(at(strategy, "vekter/"), sent(answer.context["form"])).status_code == 302
    strategy.refresh_from_db()
    assert strategy.weights == {"law": 0}


def test_days_are_written_by_year_and_the_page_says_what_processes_take(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    page = client.get(at(strategy, "kapasitet/"))
    assert "et helt årsverk er om lag 220 dagsverk" in text(page)
    assert "Ingen planprosesser er i gang." in text(page)
    given = sent(page.context["form"]) | {"2024": "100", "2025": "100"}
    client.post(at(strategy, "kapasitet/"), given)
    a_need(strategy, days=60, begins=20241, ends=20241, decision="new")
    said = text(client.get(at(strategy, "kapasitet/")))
    assert "Våren 2024 60 av 50 dagsverk, 10 for mye" in said
    refused = client.post(at(strategy, "kapasitet/"), given | {"2024": "-3"})
    assert refused.status_code == 422
    assert "Dagsverk kan ikke være mindre enn 0." in text(refused)


def test_two_who_write_the_days_of_the_same_year_both_see_it(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    form = client.get(at(strategy, "kapasitet/")).context["form"]
    actions.write_capacity(TORE, strategy, {"2024": 80}, {"2024": None})
    answer = client.post(at(strategy, "kapasitet/"), sent(form) | {"2024": "90", "2025": "70"})
    assert answer.status_code == 409
    assert "2024 Lagret nå: 80 Du skrev: 90" in text(answer)
    client.post(at(strategy, "kapasitet/"), sent(answer.context["form"]))
    strategy.refresh_from_db()
    assert strategy.capacity == {"2024": 90, "2025": 70}


# --- the board -------------------------------------------------------------------------------------------------------


def a_full_term(strategy: Strategy) -> tuple[PlanNeed, PlanNeed]:
    strategy.capacity = {str(year): 100 for year in strategy.term.years}
    strategy.save()
    large = a_need(strategy, "Arealdelen", days=45, begins=20241, ends=20241, decision="new", position=1)
    return large, a_need(strategy, "Temaplan for klima", days=20, begins=20241, ends=20241, position=2)


def test_what_no_longer_fits_shows_at_once(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    _large, small = a_full_term(strategy)
    client = browser(cast.person("Ingrid"), with_htmx=True)
    assert "Planen får plass" in text(client.get(at(strategy, "tavle/")))
    answer = client.post(at(strategy, "tavle/velg/"), {"inn": str(small.id)})
    said = text(answer)
    assert "1 av 2 planer får ikke plass" in said
    assert "15 dagsverk for lite våren 2024." in said
    assert "«Temaplan for klima» er med i perioden." in said
    assert "st-halves__over" in answer.content.decode()
    moved = text(client.post(at(strategy, "tavle/velg/"), {"opp": str(small.id)}))
    assert "15 dagsverk for lite våren 2024." in moved
    assert [need.name for need in strategy.needs.in_order()] == ["Temaplan for klima", "Arealdelen"]


def test_without_scripts_the_board_is_a_page_that_comes_back_with_a_way_to_undo(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    _large, small = a_full_term(strategy)
    client = browser(cast.person("Ingrid"))
    answer = client.post(at(strategy, "tavle/velg/"), {"inn": str(small.id), "skjerm": "stor"})
    assert answer.headers["Location"] == at(strategy, "tavle/?skjerm=stor#messages")
    page = client.get(at(strategy, "tavle/")).content.decode()
    undo = re.search(r'action="(/planstrategi/[^"]+/angre/[^"]+)"', page)
    assert undo
    client.post(undo[1])
    small.refresh_from_db()
    assert small.decision == ""


def test_a_plan_tidying_has_decided_to_revise_is_on_the_board_before_anybody_has_weighed_it(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    plan = make_plan(cast.fjordvik, "Temaplan for skog", decision="revise")
    client = browser(cast.person("Ingrid"), with_htmx=True)
    said = text(client.get(at(strategy, "tavle/")))
    assert "Med i perioden: 1 plan" in said
    assert "Vet ikke: dagsverk mangler" in said
    client.post(at(strategy, "tavle/velg/"), {"ut": f"plan-{plan.id}"})
    assert PlanNeed.objects.get().decision == "continue"


@pytest.mark.parametrize("key", ["", "plan-", "plan-x", "0198c0de-0000-7000-8000-000000000000"])
def test_a_plan_that_is_gone_is_said_to_be(cast: Cast, key: str) -> None:
    strategy = a_strategy(cast.fjordvik)
    make_plan(cast.fjordvik)
    answer = browser(cast.person("Ingrid"), with_htmx=True).post(at(strategy, "tavle/velg/"), {"inn": key})
    assert "Planen er ikke i listen lenger." in text(answer)


# --- who -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "sees", "writes"),
    [
        ("Ingrid", 200, True),
        ("Tore", 200, True),
        ("Åse", 200, False),
        ("Kåre", 200, False),
        ("Marit", 404, False),
        ("Guri", 404, False),
        ("Per", 404, False),
        ("Even", 404, False),
        ("Nina", 404, False),
    ],
)
def test_what_is_weighed_is_for_the_municipality_also_when_the_strategy_is_adopted(
    cast: Cast, who: str, sees: int, writes: bool
) -> None:
    strategy = a_strategy(cast.fjordvik)
    need, plan = a_need(strategy), make_plan(cast.fjordvik, "En plan")
    assert cast.ytre_fjord
    client = browser(cast.person(who))
    for is_adopted in (False, True):
        if is_adopted:
            strategy.plan.status = "adopted"
            strategy.plan.save()
        for page in ("", "vekter/", "kapasitet/", "tavle/", "sum/", f"{need.id}/", f"plan/{plan.id}/"):
            assert client.get(at(strategy, page)).status_code == sees, page
        assert client.get(at(strategy, "foresla/")).status_code == (200 if writes else 404)
        for page in ("flytt/", "rekkefolge/", "tavle/velg/", f"{need.id}/ta-ut/", f"{need.id}/hent-tilbake/"):
            assert client.post(at(strategy, page)).status_code == (302 if writes else 404), page
        for page in ("vekter/", "kapasitet/", f"{need.id}/"):
            assert (client.post(at(strategy, page)).status_code == 404) is not writes, page


def test_a_need_of_another_strategy_is_not_found_here(cast: Cast) -> None:
    strategy, other = a_strategy(cast.fjordvik), a_strategy(cast.lyngmo)
    need = a_need(other)
    client = browser(cast.person("Ingrid"))
    for page in (f"{need.id}/", f"plan/{make_plan(cast.lyngmo).id}/"):
        assert client.get(at(strategy, page)).status_code == 404
    _need, event = actions.choose(INGRID, other, need, is_in=True)
    assert event is not None
    assert client.post(at(strategy, f"angre/{event.id}/")).status_code == 404


def test_the_front_page_of_the_strategy_says_where_it_stands(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    a_need(strategy, scores=WHOLE)
    make_plan(cast.fjordvik)
    said = text(browser(cast.person("Ingrid")).get(f"/planstrategi/{strategy.id}/"))
    assert "Vurder planbehovene Dere har vurdert 1 av 2 planer." in said
    assert "Se om dere har folk nok Skriv hvor mange dagsverk dere har" in said
    a_full_term(strategy)
    said = text(browser(cast.person("Åse")).get(f"/planstrategi/{strategy.id}/"))
    assert "Planen får plass. I hele perioden: 45 av 400 dagsverk." in said
    strategy.plan.status = "adopted"
    strategy.plan.save()
    assert "Vurder" not in text(browser(cast.person("Guri")).get(f"/planstrategi/{strategy.id}/"))


@pytest.mark.parametrize("page", ["", "tavle/", "kapasitet/", "vekter/"])
def test_the_number_of_queries_does_not_grow_with_plans_and_needs(cast: Cast, page: str) -> None:
    strategy = a_strategy(cast.fjordvik)
    client = browser(cast.person("Ingrid"))

    def count() -> int:
        client.get(at(strategy, page))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(at(strategy, page)).status_code == 200
        return len(asked)

    _fill(cast, strategy, client)
    few = count()
    for _ in range(3):
        _fill(cast, strategy, client)
    assert count() == few
    assert not PlanShare.objects.exists()


def _fill(cast: Cast, strategy: Strategy, client: Client) -> None:
    number = PlanNeed.objects.count()
    a_need(strategy, f"Foreslått {number}", scores=WHOLE, days=10, begins=20241, decision="new")
    a_need(strategy, plan=make_plan(cast.fjordvik, f"Plan {number}"), scores={"law": 1}, decision="revise")
    make_plan(cast.fjordvik, f"Usagt {number}")


def test_a_joint_plan_is_weighed_as_it_stands_in_each_municipality(cast: Cast) -> None:
    plan = joint_plan(
        cast, plan_type="partial_plan_area", status="adopted", adopted=When.of_year(2010), own={"decision": "revise"}
    )
    led, owned = a_strategy(cast.fjordvik), a_strategy(cast.lyngmo)
    PlanOwner.objects.filter(plan=plan).update(adopted=When.of_year(2024))
    a_need(led, plan=plan)
    mine = text(browser(cast.person("Marit")).get(at(owned, f"plan/{plan.id}/")))
    need = a_need(owned, plan=plan)
    weighed = read_weighed(cast.actor("Marit"), owned, date(2026, 11, 30))
    row = next(row for row in weighed.rows if row.plan and row.plan.id == plan.id)
    assert plan.name in mine
    assert (row.need, row.age) == (need, 2)
    row = read_weighed(cast.actor("Ingrid"), led, date(2026, 11, 30)).said[0]
    assert row.age == 16
