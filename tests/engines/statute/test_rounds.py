"""A clock of one round is not touched by what happened in another, and one clock may wait for several councils."""

from collections.abc import Mapping
from datetime import date

import pytest

from plandugnad.engines.statute import (
    Case,
    Deadline,
    Event,
    Override,
    Refused,
    State,
    StepDates,
    chains,
    conflicts_of,
    course_of,
    deadlines_of,
    law,
    read_case,
)


def laying_out(*events: Event, today: date = date(2026, 6, 8)) -> list[Deadline]:
    case = Case(chains()["REG"], today, events, {"private": True})
    return [one for one in deadlines_of(case) if one.provision.id == "pbl-12-11-laying-out"]


def test_a_stop_in_the_first_round_does_not_move_the_end_of_the_second() -> None:
    # 12 weeks from Monday 1 June 2026 is Monday 24 August. The nine days in January were another proposal's.
    _first, second = laying_out(
        Event("REG-5", date(2026, 1, 5)),
        Event("REG-6", date(2026, 1, 12), "stopped"),
        Event("REG-6", date(2026, 1, 21), "resumed"),
        Event("REG-5", date(2026, 6, 1)),
    )
    assert second.statutory_end == date(2026, 8, 24)


def test_only_the_days_after_the_clock_began_count_as_days_it_stood() -> None:
    # Stopped on 26 February, begun on 3 March, gone on 10 March: it stood 7 days, not 12. 26 May and 7 is 2 June.
    (only,) = laying_out(
        Event("REG-5", date(2026, 3, 3)),
        Event("REG-6", date(2026, 2, 26), "stopped"),
        Event("REG-6", date(2026, 3, 10), "resumed"),
    )
    assert only.statutory_end == date(2026, 6, 2)


def test_a_clock_that_went_on_the_day_it_began_did_not_stand() -> None:
    (only,) = laying_out(
        Event("REG-5", date(2026, 3, 3)),
        Event("REG-6", date(2026, 3, 3), "stopped"),
        Event("REG-6", date(2026, 3, 3), "resumed"),
    )
    assert only.statutory_end == date(2026, 5, 26)


def adoption(*decisions: Event) -> Deadline:
    # 12 weeks from Tuesday 1 September 2026 is Tuesday 24 November.
    case = Case(chains()["REG"], date(2027, 1, 4), (Event("REG-8", date(2026, 9, 1)), *decisions))
    return next(one for one in deadlines_of(case) if one.provision.id == "pbl-12-12-adoption")


def test_a_joint_plan_is_adopted_when_the_last_council_has_decided() -> None:
    kept = adoption(
        Event("REG-9", date(2026, 11, 5), municipality="Fjordvik"),
        Event("REG-9", date(2026, 11, 19), municipality="Lyngmo"),
    )
    assert (kept.state, kept.met_on) == (State.KEPT, date(2026, 11, 19))


def test_a_joint_plan_that_one_council_decides_too_late_has_broken_its_deadline() -> None:
    broken = adoption(
        Event("REG-9", date(2026, 11, 5), municipality="Fjordvik"),
        Event("REG-9", date(2026, 12, 10), municipality="Lyngmo"),
    )
    assert (broken.state, broken.met_on) == (State.BROKEN, date(2026, 12, 10))


def test_one_council_that_decides_before_the_consultation_is_flagged_though_another_decides_after_it() -> None:
    case = Case(
        chains()["KPA"],
        date(2026, 6, 1),
        (
            Event("KPA-7", date(2026, 5, 5)),
            Event("KPA-9", date(2026, 4, 2), municipality="Fjordvik"),
            Event("KPA-9", date(2026, 7, 2), municipality="Lyngmo"),
        ),
    )
    found = [(one.kind, one.municipality) for one in conflicts_of(case) if one.step == "KPA-9"]
    assert found == [("out_of_order", "Fjordvik")]


def test_a_council_that_decides_while_the_public_may_still_answer_is_flagged() -> None:
    # Six weeks from Monday 8 June end on 20 July, but the municipality has given until 1 September.
    facts = (Event("REG-7", date(2026, 6, 8)), Event("REG-7", date(2026, 9, 1), "closed"))
    case = Case(chains()["REG"], date(2026, 6, 1), (*facts, Event("REG-9", date(2026, 8, 3))), {"private": True})
    (only,) = [one for one in conflicts_of(case) if one.step == "REG-9"]
    assert (only.kind, only.proposal) == ("too_early", date(2026, 9, 1))
    on_the_day = Case(case.chain, case.today, (*facts, Event("REG-9", date(2026, 9, 1))), {"private": True})
    assert [one for one in conflicts_of(on_the_day) if one.step == "REG-9"] == []


def test_an_end_set_by_hand_is_the_end_in_the_course_and_among_the_conflicts_too() -> None:
    facts = (Event("REG-7", date(2026, 6, 8)), Event("REG-9", date(2026, 8, 3)))
    by_hand = (Override("REG-7", date(2026, 9, 1), "fellesferien"),)
    case = Case(chains()["REG"], date(2026, 6, 1), facts, {"private": True}, overrides=by_hand)
    assert next(one.earliest for one in course_of(case) if one.step == "REG-8") == date(2026, 9, 1)
    (only,) = [one for one in conflicts_of(case) if one.step == "REG-9"]
    assert (only.kind, only.proposal) == ("too_early", date(2026, 9, 1))
    assert "fellesferien" in only.said()


def test_where_the_calendar_has_no_meeting_yet_a_council_is_not_put_on_christmas_day() -> None:
    """30 days from 25 November 2027 are 25 December; the calendar of the council ends before it."""
    case = read_case(
        "plan_type: KPS-STRAT\ntoday: 2027-11-01\nmeetings: [2027-11-18]\n"
        "events:\n- {step: KPS-STRAT-0, date: 2027-10-14}\n- {step: KPS-STRAT-5, date: 2027-11-25}\n"
    )
    adopted = next(one for one in course_of(case) if one.step == "KPS-STRAT-6")
    assert adopted.earliest == date(2027, 12, 27)
    assert "møtekalenderen har ikke noe møte" in "; ".join(one.said() for one in adopted.why_earliest)


COUNCILS = {"Fjordvik": (date(2026, 6, 18), date(2026, 9, 24)), "Lyngmo": (date(2026, 6, 25), date(2026, 10, 8))}


def decided(*events: Event, councils: Mapping[str, tuple[date, ...]] = COUNCILS) -> StepDates:
    """Six weeks from Monday 6 July 2026 are Monday 17 August."""
    case = Case(chains()["KPA"], date(2026, 6, 1), (Event("KPA-7", date(2026, 7, 6)), *events), councils=councils)
    return next(one for one in course_of(case) if one.step == "KPA-9")


def test_a_joint_plan_can_be_adopted_when_the_last_of_the_councils_meets() -> None:
    found = decided()
    assert found.earliest == date(2026, 10, 8)
    assert found.councils == (("Fjordvik", date(2026, 9, 24)), ("Lyngmo", date(2026, 10, 8)))
    assert "alle kommunestyrene har møte fra mandag 17. august 2026, det siste torsdag 8. oktober 2026" in "; ".join(
        one.said() for one in found.why_earliest
    )


def test_a_council_that_has_its_day_is_not_given_another() -> None:
    found = decided(Event("KPA-9", date(2026, 9, 24), municipality="Fjordvik"))
    assert found.councils == (("Lyngmo", date(2026, 10, 8)),)


def test_a_council_whose_calendar_is_empty_is_said_to_be_unknown() -> None:
    found = decided(councils=COUNCILS | {"Lyngmo": ()})
    assert found.councils == (("Fjordvik", date(2026, 9, 24)), ("Lyngmo", None))
    assert found.earliest == date(2026, 9, 24)
    assert "møtekalenderen har ikke noe møte" in "; ".join(one.said() for one in found.why_earliest)


def test_the_meetings_of_each_council_are_read_from_a_file() -> None:
    case = read_case(
        "plan_type: KPA\ntoday: 2026-06-01\nmeetings: {'4201': [2026-09-24], '4202': [2026-10-08]}\n"
        "events:\n- {step: KPA-7, date: 2026-07-06}\n"
    )
    assert next(one.earliest for one in course_of(case) if one.step == "KPA-9") == date(2026, 10, 8)


def ends(*events: Event, today: date = date(2026, 6, 8)) -> list[tuple[str, date | None]]:
    return [(one.municipality, one.working_day_end) for one in laying_out(*events, today=today)]


def agreed(year: int, month: int, day: int, municipality: str = "") -> Event:
    return Event("REG-6", date(year, month, day), "agreed", municipality=municipality)


# 12 weeks from Monday 5 January 2026 is Monday 30 March; from Monday 1 June it is Monday 24 August.
FIRST, SECOND = Event("REG-5", date(2026, 1, 5)), Event("REG-5", date(2026, 6, 1))


def test_a_longer_deadline_agreed_in_the_first_round_is_not_that_of_the_second() -> None:
    assert ends(FIRST, agreed(2026, 4, 30), SECOND) == [("", date(2026, 4, 30)), ("", date(2026, 8, 24))]


def test_a_longer_deadline_agreed_in_the_second_round_does_not_excuse_the_first() -> None:
    assert ends(FIRST, SECOND, agreed(2026, 9, 30)) == [("", date(2026, 3, 30)), ("", date(2026, 9, 30))]


def test_each_round_has_the_last_deadline_agreed_in_it() -> None:
    found = ends(FIRST, agreed(2026, 4, 15), agreed(2026, 4, 30), SECOND, agreed(2026, 9, 15), agreed(2026, 9, 30))
    assert found == [("", date(2026, 4, 30)), ("", date(2026, 9, 30))]


def test_a_new_proposal_before_the_agreed_day_does_not_take_the_agreement_from_the_old_one() -> None:
    # 12 weeks from Monday 15 June are Monday 7 September: 30 June would be shorter, so it was agreed for the first.
    found = ends(FIRST, agreed(2026, 6, 30), Event("REG-5", date(2026, 6, 15)))
    assert found == [("", date(2026, 6, 30)), ("", date(2026, 9, 7))]


def test_an_agreement_shorter_than_the_law_gives_nothing() -> None:
    assert ends(FIRST, agreed(2026, 3, 30)) == [("", date(2026, 3, 30))]
    assert ends(FIRST, agreed(2026, 3, 31)) == [("", date(2026, 3, 31))]


def test_what_one_municipality_has_agreed_on_is_not_agreed_for_the_other() -> None:
    fjordvik, lyngmo = (Event("REG-5", date(2026, 1, 5), municipality=name) for name in ("Fjordvik", "Lyngmo"))
    found = ends(fjordvik, lyngmo, agreed(2026, 4, 30, "Lyngmo"))
    assert found == [("Fjordvik", date(2026, 3, 30)), ("Lyngmo", date(2026, 4, 30))]
    together = ends(fjordvik, lyngmo, agreed(2026, 4, 30))
    assert together == [("Fjordvik", date(2026, 4, 30)), ("Lyngmo", date(2026, 4, 30))]


def test_a_municipality_that_agrees_alone_where_all_have_one_clock_gets_its_own() -> None:
    assert ends(FIRST, agreed(2026, 4, 30, "Lyngmo")) == [("", date(2026, 3, 30)), ("Lyngmo", date(2026, 4, 30))]


def after_decision(*events: Event, today: date = date(2026, 6, 1)) -> list[tuple[str, date, date | None]]:
    case = Case(chains()["REG"], today, events, {"private": True})
    return [(one.step, one.set_to, one.proposal) for one in conflicts_of(case) if one.kind == "after_decision"]


# Heard for six weeks from Monday 8 June 2026, adopted on Tuesday 1 September, heard anew from Tuesday 15 September.
HEARD, ADOPTED, HEARD_ANEW = (
    Event("REG-7", date(2026, 6, 8)), Event("REG-9", date(2026, 9, 1)), Event("REG-7", date(2026, 9, 15))
)  # fmt: skip


def test_a_round_after_the_adoption_is_flagged_with_the_last_day_it_could_begin() -> None:
    # Six weeks back from 1 September are Tuesday 21 July.
    assert after_decision(HEARD, ADOPTED, HEARD_ANEW) == [("REG-7", date(2026, 9, 15), date(2026, 7, 21))]
    assert after_decision(HEARD, ADOPTED, HEARD_ANEW, today=date(2026, 8, 3)) == [("REG-7", date(2026, 9, 15), None)]
    (flagged,) = conflicts_of(Case(chains()["REG"], date(2026, 6, 1), (HEARD, ADOPTED, HEARD_ANEW)))
    assert "Er dette en ny runde, sett også en dato for det nye vedtaket" in flagged.said()


def test_a_round_after_the_adoption_is_in_order_when_the_new_adoption_has_a_date() -> None:
    # Six weeks from 15 September are Tuesday 27 October, before the council on Thursday 5 November.
    assert after_decision(HEARD, ADOPTED, HEARD_ANEW, Event("REG-9", date(2026, 11, 5))) == []


def test_the_only_consultation_after_the_adoption_is_flagged_once() -> None:
    case = Case(chains()["REG"], date(2026, 6, 1), (ADOPTED, HEARD_ANEW))
    assert [(one.step, one.kind) for one in conflicts_of(case)] == [("REG-9", "out_of_order")]
    again = Case(chains()["REG"], date(2026, 6, 1), (ADOPTED, HEARD_ANEW), {"heard_again": True})
    assert [(one.step, one.kind) for one in conflicts_of(again)] == [("REG-7", "after_decision")]


def test_a_consultation_before_the_adoption_is_not_said_to_be_after_it() -> None:
    assert after_decision(Event("REG-7", date(2026, 6, 8)), Event("REG-9", date(2026, 9, 1))) == []
    assert after_decision(Event("REG-7", date(2026, 6, 8))) == []


def test_a_consultation_is_compared_with_the_council_of_its_own_municipality() -> None:
    assert after_decision(
        Event("REG-7", date(2026, 9, 15), municipality="Lyngmo"),
        Event("REG-9", date(2026, 9, 1), municipality="Fjordvik"),
    ) == []  # fmt: skip


def states(*events: Event, today: date, **chosen: bool) -> dict[tuple[str, str], State]:
    case = Case(chains()["REG"], today, events, {"private": True} | chosen)
    return {(one.step, one.provision.id): one.state for one in deadlines_of(case)}


def test_a_right_others_have_not_used_is_over_and_is_nobody_s_overdue_duty() -> None:
    # Announced on Monday 22 June 2026: appeals by Monday 13 July, lawsuits by Tuesday 22 December.
    announced = Event("REG-10", date(2026, 6, 22))
    before, after = (states(announced, today=day) for day in (date(2026, 7, 13), date(2026, 12, 23)))
    assert before["REG-11", "fvl-29-appeal"] is State.RUNNING
    assert after["REG-11", "fvl-29-appeal"] is State.OVER
    assert after["PBL-5-7", "pbl-5-7-lawsuit"] is State.OVER


# 12 weeks from Tuesday 3 March 2026 are Tuesday 26 May.
COMPLETE, LAYING_OUT = Event("REG-5", date(2026, 3, 3)), ("REG-6", "pbl-12-11-laying-out")


def test_a_proposal_that_is_on_consultation_was_decided_on_in_time() -> None:
    heard = Event("REG-7", date(2026, 4, 1))
    assert states(COMPLETE, heard, today=date(2026, 5, 27))[LAYING_OUT] is State.KEPT
    assert states(COMPLETE, today=date(2026, 5, 27))[LAYING_OUT] is State.OVERDUE


def test_a_proposal_that_is_to_be_heard_one_day_is_not_decided_on() -> None:
    to_be_heard = Event("REG-7", date(2026, 9, 1))
    assert states(COMPLETE, to_be_heard, today=date(2026, 5, 27))[LAYING_OUT] is State.OVERDUE


def test_a_consultation_after_the_deadline_shows_that_it_was_decided_and_not_that_it_was_too_late() -> None:
    heard = Event("REG-7", date(2026, 6, 15))
    assert states(COMPLETE, heard, today=date(2026, 6, 16))[LAYING_OUT] is State.OVER
    case = Case(chains()["REG"], date(2026, 6, 16), (COMPLETE, heard), {"private": True})
    assert not [one for one in conflicts_of(case) if one.kind == "too_late"]


def test_a_proposal_that_was_refused_is_not_waiting_for_a_decision() -> None:
    refused = (Event("REG-6", date(2026, 3, 17), "refused"), Event("REG-6a", date(2026, 3, 20)))
    assert states(COMPLETE, *refused, today=date(2026, 5, 27))[LAYING_OUT] is State.KEPT


def test_a_refusal_after_the_deadline_has_broken_it() -> None:
    refused = Event("REG-6", date(2026, 6, 17), "refused")
    assert states(COMPLETE, refused, today=date(2026, 6, 18))[LAYING_OUT] is State.BROKEN


# Heard from Tuesday 31 March until Wednesday 13 May 2026; 12 weeks after that are Wednesday 5 August.
ROUND = (Event("REG-7", date(2026, 3, 31)), Event("REG-7", date(2026, 5, 13), "closed"))


def finishing(*events: Event, today: date) -> list[tuple[date | None, State]]:
    case = Case(chains()["REG"], today, (*ROUND, *events), {"private": True})
    return [(one.working_day_end, one.state) for one in deadlines_of(case) if one.provision.id == "pbl-12-10-finish"]


def test_a_plan_that_is_heard_anew_need_not_be_finished_after_the_first_consultation() -> None:
    # Anew from Monday 3 August until Monday 21 September; 12 weeks after that are Monday 14 December.
    anew = (Event("REG-7", date(2026, 8, 3)), Event("REG-7", date(2026, 9, 21), "closed"))
    first, second = (date(2026, 8, 5), State.OVER), (date(2026, 12, 14), State.RUNNING)
    assert finishing(*anew, today=date(2026, 8, 6)) == [first, second]
    done = finishing(*anew, Event("REG-8", date(2026, 12, 1)), today=date(2026, 12, 2))
    assert done == [first, (date(2026, 12, 14), State.KEPT)]


def test_a_consultation_that_is_only_planned_anew_does_not_excuse_the_first() -> None:
    anew = Event("REG-7", date(2026, 9, 1))
    assert finishing(anew, today=date(2026, 8, 6))[0] == (date(2026, 8, 5), State.OVERDUE)


def test_a_plan_that_was_adopted_was_finished_first() -> None:
    assert finishing(Event("REG-9", date(2026, 6, 18)), today=date(2026, 8, 6)) == [(date(2026, 8, 5), State.KEPT)]
    assert finishing(Event("REG-9", date(2026, 8, 27)), today=date(2026, 8, 28)) == [(date(2026, 8, 5), State.OVER)]
    assert finishing(today=date(2026, 8, 6)) == [(date(2026, 8, 5), State.OVERDUE)]


def test_the_end_of_a_round_is_its_own_also_where_the_next_begins_before_it() -> None:
    # Six weeks from 4 May were to end on 18 June, but the plan was sent out anew on 10 June.
    first = (Event("REG-7", date(2026, 5, 4), round=1), Event("REG-7", date(2026, 6, 18), "closed", round=1))
    anew = (Event("REG-7", date(2026, 6, 10), round=2), Event("REG-7", date(2026, 8, 14), "closed", round=2))
    case = Case(chains()["REG"], date(2026, 6, 1), (*first, *anew), {"private": True})
    closings = [closing.date for one in case.happened("REG-7") if (closing := case.closing(one))]
    assert closings == [date(2026, 6, 18), date(2026, 8, 14)]


def test_every_round_is_tried_and_not_the_first_alone() -> None:
    first = (Event("REG-7", date(2026, 5, 4), round=1), Event("REG-7", date(2026, 6, 18), "closed", round=1))
    backwards = (Event("REG-7", date(2026, 12, 10), round=2), Event("REG-7", date(2026, 12, 1), "closed", round=2))
    with pytest.raises(
        Refused, match=r"slutter tirsdag 1\. desember 2026, før den begynner torsdag 10\. desember 2026"
    ):
        Case(chains()["REG"], date(2026, 6, 1), (*first, *backwards))


def by_hand(step: str, day: date, *events: Event) -> list[tuple[str, str, date | None]]:
    case = Case(chains()["KPA"], date(2026, 3, 1), events, overrides=(Override(step, day, "det haster"),))
    return [(one.step, one.kind, one.proposal) for one in conflicts_of(case) if one.kind != "out_of_order"]


def test_the_six_weeks_of_the_law_are_not_switched_off_by_hand() -> None:
    # Six weeks from Friday 20 March 2026 are Friday 1 May, a holiday; the next working day is Monday 4 May.
    heard = (Event("KPA-7", date(2026, 3, 20)), Event("KPA-7", date(2026, 3, 26), "closed"))
    found = by_hand("KPA-7", date(2026, 3, 25), *heard, Event("KPA-9", date(2026, 3, 27)))
    law = date(2026, 5, 4)
    assert found == [
        ("KPA-7", "closes_too_early", law), ("KPA-9", "too_early", law), ("KPA-7", "shorter_than_law", law)
    ]  # fmt: skip
    case = Case(
        chains()["KPA"], date(2026, 3, 1), heard, overrides=(Override("KPA-7", date(2026, 3, 25), "det haster"),)
    )
    (period,) = [one for one in deadlines_of(case) if one.step == "KPA-7"]
    assert (period.working_day_end, period.overridden) == (law, True)
    assert "det haster; det er kortere enn loven krever" in period.why()


def test_a_longer_end_by_hand_of_the_first_round_is_not_a_shorter_one_of_the_second() -> None:
    # Six weeks from 20 March end on 4 May, and from Tuesday 1 September on Tuesday 13 October.
    rounds = (Event("KPA-7", date(2026, 3, 20)), Event("KPA-7", date(2026, 9, 1)))
    assert by_hand("KPA-7", date(2026, 5, 20), *rounds) == []


def test_a_period_that_is_only_custom_may_be_shorter_by_hand() -> None:
    # Two weeks from Monday 5 October are Monday 19 October; no law says so.
    case = Case(
        chains()["REG"], date(2026, 9, 1), (Event("REG-8a", date(2026, 10, 5)),),
        overrides=(Override("REG-8a", date(2026, 10, 12), "avtalt med naboene"),),
    )  # fmt: skip
    (period,) = [one for one in deadlines_of(case) if one.step == "REG-8a"]
    assert period.working_day_end == date(2026, 10, 12)
    assert conflicts_of(case) == ()


def test_a_date_set_by_hand_holds_in_the_round_it_was_set_in() -> None:
    # 12 weeks from 5 January are 30 March; it was agreed to be done on 30 April. The round of 1 June is the law's.
    by_hand = Override("REG-6", date(2026, 4, 30), "avtalt i møte", "pbl-12-11-laying-out", date(2026, 1, 5))
    events = (Event("REG-5", date(2026, 1, 5)), Event("REG-5", date(2026, 6, 1)))
    case = Case(chains()["REG"], date(2026, 6, 8), events, {"private": True}, overrides=(by_hand,))
    first, second = (one for one in deadlines_of(case) if one.provision.id == "pbl-12-11-laying-out")
    assert (first.working_day_end, first.by_hand) == (date(2026, 4, 30), by_hand)
    assert (second.working_day_end, second.overridden) == (date(2026, 8, 24), False)


def test_a_date_set_by_hand_stays_when_the_day_its_round_began_is_mended() -> None:
    by_hand = Override("REG-6", date(2026, 4, 30), "avtalt i møte", "pbl-12-11-laying-out", date(2026, 1, 5))
    events = (Event("REG-5", date(2026, 1, 8)), Event("REG-5", date(2026, 6, 1)))
    case = Case(chains()["REG"], date(2026, 6, 8), events, {"private": True}, overrides=(by_hand,))
    first, second = (one for one in deadlines_of(case) if one.provision.id == "pbl-12-11-laying-out")
    assert (first.overridden, second.overridden) == (True, False)


def test_a_consultation_shortened_by_hand_is_told_of_in_its_own_round_only() -> None:
    # 6 weeks from Monday 7 September 2026 are Monday 19 October.
    by_hand = Override("KPA-7", date(2026, 10, 1), "hast", "pbl-11-14-consultation", date(2026, 9, 7))
    events = (Event("KPA-7", date(2026, 3, 2)), Event("KPA-7", date(2026, 9, 7)))
    case = Case(chains()["KPA"], date(2026, 9, 8), events, overrides=(by_hand,))
    told = [one for one in conflicts_of(case) if one.kind == "shorter_than_law"]
    assert [(one.set_to, one.proposal) for one in told] == [(date(2026, 10, 1), date(2026, 10, 19))]


def total(*events: Event, today: date = date(2026, 6, 8), **choices: bool) -> Deadline:
    case = Case(chains()["REG"], today, events, {"private": True, **choices})
    return next(one for one in deadlines_of(case) if one.provision.id == "total-detailed-zoning")


def test_the_sum_of_all_periods_is_as_much_longer_as_its_clock_stood() -> None:
    # 42 weeks from Tuesday 3 March 2026 are Tuesday 22 December; the clock stood 20 days: 11 January 2027.
    assert total(Event("REG-5", date(2026, 3, 3))).statutory_end == date(2026, 12, 22)
    stood = total(
        Event("REG-5", date(2026, 3, 3)),
        Event("REG-6", date(2026, 3, 20), "stopped"),
        Event("REG-6", date(2026, 4, 9), "resumed"),
    )
    assert stood.statutory_end == date(2027, 1, 11)
    assert "20 dager mer enn lovens egen frist" in stood.why()


def test_the_sum_of_all_periods_has_no_end_while_its_clock_stands() -> None:
    standing = total(Event("REG-5", date(2026, 3, 3)), Event("REG-6", date(2026, 3, 20), "stopped"))
    assert (standing.statutory_end, standing.state) == (None, State.STANDING)


def test_the_sum_of_all_periods_is_as_much_longer_as_was_agreed() -> None:
    # 12 weeks are Tuesday 26 May; agreed on 9 June, 14 days more. 48 weeks, as it is large, are 2 February 2027.
    agreed = (Event("REG-5", date(2026, 3, 3)), Event("REG-6", date(2026, 6, 9), "agreed"))
    assert total(*agreed).statutory_end == date(2027, 1, 5)
    assert total(*agreed, large=True).statutory_end == date(2027, 2, 16)


def test_a_meeting_on_a_holiday_is_moved_to_the_next_meeting_the_calendar_knows() -> None:
    meeting = (Event("KPA-9", date(2027, 5, 17)),)
    known = Case(chains()["KPA"], date(2027, 1, 4), meeting, meetings=(date(2027, 5, 17), date(2027, 5, 20)))
    told = next(one for one in conflicts_of(known) if one.kind == "no_working_day")
    assert told.proposal == date(2027, 5, 20)
    assert "Neste møte i kalenderen er torsdag 20. mai 2027" in told.said()
    unknown = Case(chains()["KPA"], date(2027, 1, 4), meeting)
    assert next(one.proposal for one in conflicts_of(unknown) if one.kind == "no_working_day") == date(2027, 5, 18)


def test_a_date_set_by_hand_for_a_rule_the_step_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        read_case("""
plan_type: REG
today: 2026-06-08
overrides: [{step: REG-6, provision: pbl-12-11-laying-oot, date: 2026-07-01, reason: avtalt}]
""")
    said = refused.value.sentence("nb")
    assert "overrides[0]" in said
    assert "pbl-12-11-laying-oot" in said
    assert "pbl-12-11-laying-out" in said


def test_a_citation_is_written_as_the_reader_of_nynorsk_writes_it() -> None:
    stop = law()["pbl-12-8-stop"]
    assert (stop.cited.said("nb"), stop.cited.said("nn")) == ("pbl. § 12-8 annet ledd", "pbl. § 12-8 andre ledd")
