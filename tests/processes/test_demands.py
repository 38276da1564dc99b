"""The page that sums what the law demands of a municipality's planning in the coming year, with the work it is."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import create_plan
from plandugnad.plans.models import Plan
from plandugnad.processes.actions import end_process
from plandugnad.processes.demands.actions import ChangedMeanwhile, write_efforts
from plandugnad.processes.demands.duties import constitutions, duties, strategy_deadline, yearly_deadlines
from plandugnad.processes.demands.estimates import Days, Example, examples, in_the_year
from plandugnad.processes.demands.models import DemandEffort
from plandugnad.processes.demands.queries import Demand, read_demands
from plandugnad.processes.templatetags.demands import years_of_work
from plandugnad.regions.models import Organisation
from tests.cast import Cast
from tests.processes.builders import INGRID, TORE, a_plan, a_process, at_screen, happened

TODAY = date(2026, 11, 29)


def demands_of(place: Organisation, today: date = TODAY) -> dict[str, Demand]:
    return {one.key: one for one in read_demands(place, today).rows}


def an_adopted(place: Organisation, kind: str, adopted: When, name: str = "Planen", **more: object) -> Plan:
    return create_plan(
        INGRID, place, {"name": name, "plan_type": kind, "status": "adopted", "adopted": adopted, **more}
    )


# --- days and work, without a database -------------------------------------------------------------------------------


def test_the_year_of_the_economy_plan_has_its_fixed_days() -> None:
    days = [one.statutory_end for one in yearly_deadlines("OKONOMI", TODAY, date(2027, 11, 29))]
    # Budget by 31 December; then the accounts 22 February, the report 31 March, both adopted by 30 June.
    assert sorted(filter(None, days)) == [date(2026, 12, 31), date(2027, 2, 22), date(2027, 3, 31), date(2027, 6, 30)]


def test_councils_are_constituted_by_the_end_of_october_after_each_election() -> None:
    assert constitutions(TODAY, date(2027, 11, 29)) == [date(2023, 10, 31), date(2027, 10, 31)]
    assert constitutions(date(2025, 1, 1), date(2026, 1, 1)) == [date(2023, 10, 31)]
    assert constitutions(date(2027, 10, 31), date(2028, 10, 31)) == [date(2027, 10, 31)]


def test_the_strategy_is_due_a_year_after_the_constitution() -> None:
    # 31 October 2028 is a Tuesday.
    assert strategy_deadline(date(2027, 10, 31), TODAY).working_day_end == date(2028, 10, 31)


def test_every_duty_has_a_provision_and_every_example_is_named_by_something() -> None:
    assert all(one.provisions for one in duties().values())
    assert {one.effort for one in duties().values() if one.effort} <= set(examples())


def test_half_a_plan_of_thirty_months_fills_a_year_by_four_fifths() -> None:
    land_use = examples()["land_use_part"]
    # 15 months are left and 12 of them fit: 400 days x 1/2 x 12/15.
    assert in_the_year(land_use, 0.5).typical == pytest.approx(160)


def test_what_can_be_done_within_the_year_counts_whole() -> None:
    assert in_the_year(examples()["planning_strategy"]) == examples()["planning_strategy"].days


THREE = st.lists(st.integers(1, 5000), min_size=3, max_size=3).map(lambda three: Days(*sorted(three)))
PERCENT = st.integers(0, 100)


@given(THREE, THREE, PERCENT, PERCENT)
def test_more_left_is_never_less_work_and_never_more_than_the_whole(
    days: Days, months: Days, one: int, other: int
) -> None:
    example = Example(days, months)
    less, more = (in_the_year(example, share / 100) for share in sorted((one, other)))
    assert less.typical <= more.typical * (1 + 1e-9)
    assert more.typical <= days.typical * (1 + 1e-9)
    assert more.low <= more.typical <= more.high


# --- what stands on the page -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_municipality_with_nothing_has_the_duties_everybody_has(cast: Cast) -> None:
    found = demands_of(cast.fjordvik)
    assert {"duty:economy", "duty:strategy:2023", "duty:strategy:2027", "duty:health", "duty:preparedness"} <= set(
        found
    )
    assert {"missing:community_part", "missing:land_use_part"} <= set(found)
    assert found["duty:strategy:2023"].days[0].is_late
    assert found["duty:strategy:2023"].days[0].day == date(2024, 10, 31)


@pytest.mark.django_db
def test_the_strategy_that_is_adopted_in_the_term_is_not_asked_for_again(cast: Cast) -> None:
    an_adopted(cast.fjordvik, "planning_strategy", When.on(date(2024, 6, 13)))
    found = demands_of(cast.fjordvik)
    assert "duty:strategy:2023" not in found
    # The one for the next term begins a month before the year is over: 30 days of work in 8 months, 29 days in.
    coming = found["duty:strategy:2027"]
    assert coming.days == ()  # its deadline is in the autumn of 2028
    assert coming.example is not None
    assert 3 < coming.example.typical < 4


@pytest.mark.django_db
def test_a_strategy_under_way_is_counted_once(cast: Cast) -> None:
    a_process(a_plan(cast.fjordvik, "Planstrategi", "planning_strategy"), "KPS-STRAT")
    found = demands_of(cast.fjordvik)
    assert "duty:strategy:2023" not in found
    assert "duty:strategy:2027" in found
    assert [one.title for one in found.values() if one.key.startswith("process:")] == ["Planstrategi"]


@pytest.mark.django_db
def test_a_strategy_begun_early_is_for_the_next_term_when_this_one_has_its_own(cast: Cast) -> None:
    an_adopted(cast.fjordvik, "planning_strategy", When.on(date(2024, 6, 13)), "Planstrategi 2024")
    a_process(a_plan(cast.fjordvik, "Planstrategi 2028", "planning_strategy"), "KPS-STRAT")
    assert not [key for key in demands_of(cast.fjordvik) if key.startswith("duty:strategy")]


@pytest.mark.django_db
def test_a_process_shows_its_deadlines_its_work_and_what_is_only_custom(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-5", date(2026, 11, 2))
    found = demands_of(cast.fjordvik)[f"process:{process.id}"]
    assert date(2027, 1, 25) in [one.day for one in found.days]  # 12 weeks after a Monday
    assert found.example is not None
    assert found.example.high <= 60  # a private plan: the municipality's part alone
    end_process(INGRID, process, TODAY)
    assert f"process:{process.id}" not in demands_of(cast.fjordvik)


@pytest.mark.django_db
def test_what_the_municipality_has_decided_itself_stands_apart_from_what_the_law_demands(cast: Cast) -> None:
    late = an_adopted(cast.fjordvik, "community_part", When.of_year(2015), revision_due=When.of_year(2025))
    an_adopted(cast.fjordvik, "theme_plan", When.of_year(2020), "Kulturplan", revision_due=When.of_year(2031))
    page = read_demands(cast.fjordvik, TODAY)
    assert [one.key for one in page.decided] == [f"plan:{late.id}"]
    assert page.decided[0].days[0].is_late
    assert "missing:community_part" not in {one.key for one in page.by_law}
    assert page.whole_sum == page.law_sum + page.decided_sum


@pytest.mark.django_db
def test_old_detailed_plans_are_counted_and_not_called_demands_of_each(cast: Cast) -> None:
    for year in (2010, 2016, 2017, 2024):
        an_adopted(cast.fjordvik, "zoning_detail", When.of_year(year), f"Plan {year}")
    assert "2 planer" in demands_of(cast.fjordvik)["old-details"].note


@pytest.mark.django_db
def test_own_days_stand_in_place_of_the_example_also_when_they_are_none(cast: Cast) -> None:
    before = read_demands(cast.fjordvik, TODAY)
    write_efforts(INGRID, cast.fjordvik, {"duty:preparedness": 5, "duty:economy": 0}, {})
    after = read_demands(cast.fjordvik, TODAY)
    example = next(one.example for one in before.rows if one.key == "duty:economy")
    assert example is not None
    assert after.whole_sum.typical == pytest.approx(before.whole_sum.typical + 5 - example.typical)
    assert after.own_count == 2
    assert AuditEvent.objects.filter(verb="demand_efforts_written").count() == 1


@pytest.mark.django_db
def test_two_who_write_the_same_figure_are_told(cast: Cast) -> None:
    write_efforts(INGRID, cast.fjordvik, {"duty:economy": 15}, {})
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        write_efforts(TORE, cast.fjordvik, {"duty:economy": 30, "duty:preparedness": 5}, {})
    assert meanwhile.value.stands == {"duty:economy": 15}
    assert not DemandEffort.objects.filter(key="duty:preparedness").exists()
    # Who did not touch that figure writes her own.
    write_efforts(TORE, cast.fjordvik, {"duty:economy": None, "duty:preparedness": 5}, {"duty:economy": None})
    assert set(DemandEffort.objects.values_list("key", "days")) == {("duty:economy", 15), ("duty:preparedness", 5)}


@pytest.mark.django_db
def test_the_page_asks_no_more_with_more_processes(cast: Cast) -> None:
    a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG")
    with CaptureQueriesContext(connection) as few:
        read_demands(cast.fjordvik, TODAY)
    for number in range(5):
        a_process(a_plan(cast.fjordvik, f"Plan {number}", "zoning_detail"), "REG", private=True)
    with CaptureQueriesContext(connection) as many:
        read_demands(cast.fjordvik, TODAY)
    assert len(many) == len(few)


# --- at the screen ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_ingrid_writes_her_days_and_åse_reads_them(cast: Cast) -> None:
    ingrid, address = at_screen(cast, "Ingrid"), reverse("municipality_demands", args=["9901"])
    assert ingrid.get(address).status_code == 200
    assert ingrid.post(address, {"days-duty:preparedness": "7"}).status_code == 302
    seen = at_screen(cast, "Åse").get(address).content.decode()
    assert "<strong>7</strong> dagsverk" in seen
    assert "Lagre dagsverkene" not in seen


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"), [("mange", "skriv hele dagsverk"), ("-3", "mindre enn 0"), ("99999", "høyst")]
)
def test_a_figure_that_cannot_be_is_said_and_what_was_typed_stands(cast: Cast, typed: str, said: str) -> None:
    address = reverse("municipality_demands", args=["9901"])
    answer = at_screen(cast, "Ingrid").post(address, {"days-duty:preparedness": typed, "days-duty:economy": "12"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="12"' in answer.content.decode()
    assert not DemandEffort.objects.exists()


@pytest.mark.django_db
def test_neither_a_stranger_nor_one_who_only_sees_adopted_plans_reads_it(cast: Cast) -> None:
    for name in ("Even", "Marit", "Guri"):
        assert at_screen(cast, name).get(reverse("municipality_demands", args=["9901"])).status_code == 404
    assert at_screen(cast, "Åse").post(reverse("municipality_demands", args=["9901"]), {}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2026, 7, 14), date(2026, 12, 1)])
def test_what_others_may_do_is_no_demand_on_the_municipality(cast: Cast, today: date) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-10", date(2026, 6, 22))
    titles = [one.title for one in demands_of(cast.fjordvik, today)[f"process:{process.id}"].days]
    assert not [title for title in titles if "Klage" in title or "Søksmål" in title]


@pytest.mark.django_db
def test_the_overview_of_public_health_is_one_work_whoever_says_when(cast: Cast) -> None:
    overview = create_plan(
        INGRID,
        cast.fjordvik,
        {"name": "Oversikt over folkehelsen", "plan_type": "knowledge_base", "status": "adopted",
         "adopted": "2023", "revision_due": "2026"},
    )  # fmt: skip
    found = demands_of(cast.fjordvik)
    assert f"plan:{overview.id}" not in found
    assert [day.day for day in found["duty:health"].days] == [date(2026, 12, 31)]
    other = create_plan(
        INGRID,
        cast.fjordvik,
        {"name": "Kartlegging av friluftsområder", "plan_type": "knowledge_base", "revision_due": "2026"},
    )
    assert f"plan:{other.id}" in demands_of(cast.fjordvik)


def test_years_of_work_are_rounded_and_not_cut() -> None:
    assert years_of_work(634 / 220).startswith("2,9 ")
