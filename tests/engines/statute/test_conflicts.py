"""What does not add up in a process is told, each with the day that would do; and several councils each have theirs."""

from datetime import date

import pytest

from plandugnad.engines.statute import (
    Case,
    Event,
    Override,
    Refused,
    State,
    chains,
    conflicts_of,
    deadlines_of,
    read_case,
)
from plandugnad.engines.statute.counting import Pause
from plandugnad.engines.statute.facts import active_steps, merged


def told(case: Case) -> list[tuple[str, str, date, date | None]]:
    return [(one.kind, one.step, one.set_to, one.proposal) for one in conflicts_of(case)]


def test_each_council_that_has_not_decided_has_its_own_last_day_for_the_consultation() -> None:
    # Fjordvik decided on 10 September 2026. Six weeks back from Thursday 17 December is Thursday 5 November.
    events = (
        Event("KPA-9", date(2026, 9, 10), municipality="Fjordvik"),
        Event("KPA-9", date(2026, 12, 17), municipality="Lyngmo"),
    )
    case = Case(chains()["KPA"], date(2026, 11, 29), events)
    found = {one.municipality: one for one in deadlines_of(case) if one.step == "KPA-7" and one.backwards}
    assert found["Fjordvik"].state is State.OVER
    assert (found["Lyngmo"].working_day_end, found["Lyngmo"].state) == (date(2026, 11, 5), State.OVERDUE)


def test_a_council_date_that_no_consultation_can_be_over_by_is_told() -> None:
    # Six weeks from Sunday 29 November 2026 are Sunday 10 January 2027, so Monday 11 January.
    case = Case(chains()["KPA"], date(2026, 11, 29), (Event("KPA-9", date(2026, 12, 18), confirmed=True),))
    assert ("cannot_hold", "KPA-9", date(2026, 12, 18), date(2027, 1, 11)) in told(case)
    later = Case(chains()["KPA"], date(2026, 11, 29), (Event("KPA-9", date(2027, 1, 11)),))
    assert "cannot_hold" not in [one[0] for one in told(later)]


def test_a_council_date_outside_the_calendar_is_told_unless_somebody_says_that_it_stands() -> None:
    meetings = (date(2026, 12, 17), date(2027, 1, 21), date(2027, 2, 18))
    heard = Event("KPA-7", date(2026, 9, 7))

    def at(day: date, *, confirmed: bool = False) -> list[tuple[str, str, date, date | None]]:
        events = (heard, Event("KPA-9", day, confirmed=confirmed))
        found = told(Case(chains()["KPA"], date(2026, 11, 29), events, meetings=meetings))
        return [one for one in found if one[0] == "no_meeting_then"]

    assert at(date(2027, 2, 12)) == [("no_meeting_then", "KPA-9", date(2027, 2, 12), date(2027, 2, 18))]
    assert at(date(2027, 2, 12), confirmed=True) == []
    assert at(date(2027, 1, 21)) == []
    assert at(date(2027, 3, 4)) == []  # the calendar does not reach so far


def test_an_agreed_deadline_shorter_than_the_laws_is_told() -> None:
    # 12 weeks from Monday 5 January 2026 are Monday 30 March.
    def agreed(day: date) -> list[tuple[str, str, date, date | None]]:
        events = (Event("REG-5", date(2026, 1, 5)), Event("REG-6", day, "agreed"))
        return told(Case(chains()["REG"], date(2026, 1, 12), events, {"private": True}))

    assert agreed(date(2026, 3, 2)) == [("agreed_too_short", "REG-6", date(2026, 3, 2), date(2026, 3, 30))]
    assert agreed(date(2026, 4, 30)) == []


def test_what_follows_a_consultation_is_counted_from_the_end_that_was_set_by_hand() -> None:
    # Out on Monday 2 November 2026, until 10 January by hand. 12 weeks from there are Sunday 4 April 2027, so Monday.
    by_hand = Override("REG-7", date(2027, 1, 10), "mange berørte", "pbl-12-10-consultation", date(2026, 11, 2))
    case = Case(chains()["REG"], date(2026, 11, 29), (Event("REG-7", date(2026, 11, 2)),), overrides=(by_hand,))
    finish = next(one for one in deadlines_of(case) if one.provision.id == "pbl-12-10-finish")
    assert (finish.starts_on, finish.statutory_end, finish.working_day_end, finish.assumed) == (
        date(2027, 1, 10),
        date(2027, 4, 4),
        date(2027, 4, 5),
        False,
    )


def dispensation(*events: Event) -> list[date | None]:
    case = Case(chains()["DISP"], date(2026, 6, 1), (Event("PBL-19", date(2026, 2, 2)), *events))
    return [one.working_day_end for one in deadlines_of(case) if one.provision.id == "sak10-7-4-decision"]


def test_the_clock_of_a_dispensation_stands_while_the_case_is_with_other_bodies() -> None:
    # 12 weeks from Monday 2 February 2026 are Monday 27 April. 28 days with the bodies make it Monday 25 May, which is
    # Whit Monday, so Tuesday 26 May.
    away = (Event("DISP-2", date(2026, 2, 9)), Event("DISP-2", date(2026, 3, 9), "closed"))
    assert dispensation() == [date(2026, 4, 27)]
    assert dispensation(*away) == [date(2026, 5, 26)]
    # What is noted twice counts once; papers asked for from 2 to 16 March make it 7 days more, Monday 1 June.
    noted = (Event("SAK10-7-4", date(2026, 2, 9), "stopped"), Event("SAK10-7-4", date(2026, 3, 9), "resumed"))
    assert dispensation(*away, *noted) == [date(2026, 5, 26)]
    asked = (Event("SAK10-7-4", date(2026, 3, 2), "stopped"), Event("SAK10-7-4", date(2026, 3, 16), "resumed"))
    assert dispensation(*away, *asked) == [date(2026, 6, 1)]
    assert dispensation(away[0]) == [None]


def test_pauses_that_touch_are_one() -> None:
    days = [date(2026, 3, day) for day in (2, 9, 16, 23)]
    assert merged([Pause(days[2], None), Pause(days[0], days[1]), Pause(days[1], days[3])]) == (Pause(days[0], None),)
    apart = (Pause(days[0], days[1]), Pause(days[2], days[3]))
    assert merged(apart[::-1]) == apart


def test_nobody_waits_for_the_forty_two_weeks_of_a_proposal_that_was_refused() -> None:
    events = (Event("REG-5", date(2026, 1, 5)), Event("REG-6", date(2026, 2, 2), "refused"))
    case = Case(chains()["REG"], date(2026, 3, 2), events, {"private": True})
    assert "total-detailed-zoning" not in [one.provision.id for one in deadlines_of(case)]


@pytest.mark.parametrize(("private", "actor"), [(True, "proposer"), (False, "municipality")])
def test_the_municipality_gives_notice_of_its_own_zoning_plan(private: bool, actor: str) -> None:
    case = Case(chains()["REG"], date(2026, 3, 2), (), {"private": private})
    acting = {one.id: one.step.actor for one in active_steps("REG", case.choices)}
    assert (acting["REG-3"], acting["REG-5"]) == (actor, actor)


def test_a_reservation_lasts_longer_when_it_is_extended_and_not_when_the_case_is_large() -> None:
    def until(**choices: bool) -> date | None:
        case = Case(chains()["KPA"], date(2026, 3, 2), (Event("KPA-11-8d", date(2024, 2, 29)),), choices)
        return next(one.statutory_end for one in deadlines_of(case) if one.step == "KPA-11-8d")

    assert (until(), until(large=True), until(extended=True)) == (
        date(2028, 2, 29),
        date(2028, 2, 29),
        date(2032, 2, 29),
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("plan_type: KPA\nplan_type: REG\ntoday: 2026-01-05", "«plan_type» står to ganger, igjen på linje 2"),
        ("plan_type: KPA\ntoday: 2026-01-05\nyear: 99999999", "year: «99999999» er ikke et år mellom 1900 og 2200"),
        ("plan_type: KPA\ntoday: 2026-01-05\nevents: [{step: KPA-7, date: 2026-01-05, date: x}]", "«date» står"),
    ],
)  # fmt: skip
def test_what_is_said_twice_or_makes_no_year_is_refused_in_words(written: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_case(written)
    assert said in refused.value.sentence("nb")


def test_nothing_is_the_same_as_an_empty_list() -> None:
    assert read_case('{"plan_type": "KPA", "today": "2026-01-05", "events": null}').events == ()


@pytest.mark.parametrize(
    ("name", "chain"),
    [
        ("omraaderegulering", "REG-OMRAADE"), ("34", "REG-OMRAADE"), ("35", "REG"), ("20", "KPA"), ("21", "KDP-AREAL"),
        ("landuse", "KPA"), ("mindre endring", "REG-ENDRING"), ("privat detaljregulering", "REG"),
        ("fylkesplan", "REG-PLAN"),
    ],
)  # fmt: skip
def test_a_kind_of_process_goes_by_the_names_people_write(name: str, chain: str) -> None:
    assert read_case(f'plan_type: "{name}"\ntoday: 2026-01-05').chain.id == chain


def test_a_meeting_on_a_holiday_is_counted_back_from_and_said_to_be_one() -> None:
    events = (Event("KPA-9", date(2027, 5, 17)),)
    back = next(one for one in deadlines_of(Case(chains()["KPA"], date(2027, 1, 4), events)) if one.step == "KPA-7")
    assert "mandag 17. mai 2027 er grunnlovsdagen, så sjekk om dagen er rett" in back.why()
