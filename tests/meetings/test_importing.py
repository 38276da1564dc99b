"""Bringing a calendar in: seen first, whole or not at all, again without doubling, and taken back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandugnad.core.models import AuditEvent
from plandugnad.meetings.actions.importing import AlreadyDone, start_import, undo_import, write_import
from plandugnad.meetings.actions.meetings import change_meeting
from plandugnad.meetings.comparing import body_key, compare, counts
from plandugnad.meetings.models import Body, Meeting, MeetingImport, Place
from plandugnad.meetings.reading.calendars import read_calendar
from plandugnad.meetings.reading.opening import read_pasted
from plandugnad.projections.making import fill_anew
from plandugnad.projections.models import CalendarEntry
from tests.cast import Cast
from tests.meetings.builders import INGRID, TORE, a_body, a_meeting, browser
from tests.meetings.test_calendar_files_in import event

pytestmark = pytest.mark.django_db
PLAN = "Kommunestyret: 12. februar, 26. mars, 7. mai 2027 kl. 18.00\nFormannskapet: 3.2.2027 kl. 09.00, rådhuset"


def brought_in(place: Place, text: str = PLAN) -> MeetingImport:
    run = start_import(INGRID, place, "paste", read_pasted(text), text=text)
    write_import(INGRID, run)
    return MeetingImport.objects.get(pk=run.pk)


def standing() -> list[tuple[str, str, str]]:
    rows = Meeting.objects.kept().in_order().values_list("body__name", "when", "starts")
    return [(name, str(when), starts.strftime("%H.%M") if starts else "") for name, when, starts in rows]


def test_a_plan_makes_its_bodies_and_meetings(cast: Cast) -> None:
    brought_in(cast.fjordvik)
    assert list(Body.objects.order_by("name").values_list("name", "kind")) == [
        ("Formannskapet", "executive_board"),
        ("Kommunestyret", "council"),
    ]
    assert standing()[0] == ("Formannskapet", "2027-02-03", "09.00")
    assert len(standing()) == CalendarEntry.objects.count() == 4


def test_the_same_plan_again_changes_nothing(cast: Cast) -> None:
    brought_in(cast.fjordvik)
    run = start_import(INGRID, cast.fjordvik, "paste", read_pasted(PLAN))
    assert counts(compare(run)) == {"new": 0, "changed": 0, "same": 4}
    write_import(INGRID, run)
    assert len(standing()) == 4


def test_a_new_hour_changes_the_meeting_and_wipes_out_nothing_else(cast: Cast) -> None:
    brought_in(cast.fjordvik)
    run = brought_in(cast.fjordvik, "Formannskapet: 3.2.2027 kl. 12.00")
    meeting = Meeting.objects.get(starts="12:00")
    assert (meeting.venue, meeting.version) == ("rådhuset", 2)
    undo_import(TORE, run)
    meeting.refresh_from_db()
    assert meeting.starts is not None
    assert meeting.starts.hour == 9


def test_a_line_that_is_wrong_stops_all_of_it_until_somebody_says_to_leave_it(cast: Cast) -> None:
    reading = read_pasted(f"{PLAN}\nKommunestyret: 31. april 2027")
    run = start_import(INGRID, cast.fjordvik, "paste", reading)
    ingrid = browser(cast.person("Ingrid"))
    answer = ingrid.post(f"/moter/import/{run.id}/")
    assert answer.status_code == 422
    assert "31. april 2027 finnes ikke i kalenderen." in answer.content.decode()
    assert standing() == []
    ingrid.post(f"/moter/import/{run.id}/", {"la_feil_vaere": "1"})
    assert len(standing()) == 4


def test_taking_it_back_leaves_what_somebody_has_written_in(cast: Cast) -> None:
    before = len(standing())
    run = brought_in(cast.fjordvik)
    kept = Meeting.objects.get(when="2027-03-26")
    change_meeting(TORE, kept, {"venue": "Skolen"})
    assert undo_import(INGRID, run) == {"removed": 3, "restored": 0, "kept": 1}
    assert standing() == [("Kommunestyret", "2027-03-26", "18.00")]
    assert CalendarEntry.objects.count() == before + 1
    assert not Body.objects.kept().filter(name="Formannskapet").exists()
    with pytest.raises(AlreadyDone):
        undo_import(INGRID, run)


def test_sent_twice_it_is_written_once(cast: Cast) -> None:
    run = start_import(INGRID, cast.fjordvik, "paste", read_pasted(PLAN))
    ingrid = browser(cast.person("Ingrid"))
    for _time in range(2):
        assert ingrid.post(f"/moter/import/{run.id}/").status_code == 302
    assert len(standing()) == 4
    assert AuditEvent.objects.filter(verb="meetings_imported").count() == 1


def test_a_meeting_moved_in_the_calendar_file_is_moved_here(cast: Cast) -> None:
    for day in ("20270212", "20270219"):
        reading = read_calendar(event(f"DTSTART;VALUE=DATE:{day}"))
        write_import(INGRID, start_import(INGRID, cast.fjordvik, "ics", reading))
    assert standing() == [("Kommunestyret", "2027-02-19", "")]


def test_a_meeting_written_by_hand_is_recognised_whatever_the_body_is_called(cast: Cast) -> None:
    a_meeting(a_body(cast.fjordvik, "Kommunestyre"))
    run = start_import(INGRID, cast.fjordvik, "paste", read_pasted("KOMMUNESTYRET: 18.02.2027 kl. 18.00"))
    assert counts(compare(run)) == {"new": 0, "changed": 0, "same": 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kommunestyret", "kommunestyre"), ("Plan- og miljøutvalget", "Plan og miljøutvalg"), ("Eldrerådet", "ELDRERÅD")],
)
def test_one_body_by_two_names(one: str, other: str) -> None:
    assert body_key(one) == body_key(other)


@pytest.mark.parametrize("name", ["Formannskapet", "Ungdomsrådet", "Eldrerådet", "Utvalg for oppvekst"])
def test_other_bodies_are_others(name: str) -> None:
    assert body_key(name) != body_key("Kommunestyret")


def test_the_preview_asks_as_many_questions_for_a_hundred_meetings_as_for_one(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    days = ", ".join(f"{day}. {month}" for month in ("februar", "mars", "april") for day in range(1, 29))
    run = start_import(INGRID, cast.fjordvik, "paste", read_pasted(f"Kommunestyret: {days} 2027"))
    ingrid = browser(cast.person("Ingrid"))
    ingrid.get("/meg/")
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        ingrid.get(f"/moter/import/{run.id}/")
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        ingrid.post(f"/moter/import/{run.id}/")
    assert len(standing()) == 84


LISTS = st.lists(
    st.tuples(st.sampled_from(["Kommunestyret", "Formannskapet"]), st.integers(1, 28), st.sampled_from(["09", "18"])),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[:2],
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=LISTS, then=LISTS)
def test_taken_back_everything_is_as_it_was(
    cast: Cast, first: list[tuple[str, int, str]], then: list[tuple[str, int, str]]
) -> None:
    for model in (CalendarEntry, Meeting, Body):
        model.objects.all().delete()
    texts = ["\n".join(f"{name}: {day}. februar 2027 kl. {hour}" for name, day, hour in rows) for rows in (first, then)]
    brought_in(cast.fjordvik, texts[0])
    before = standing()
    run = brought_in(cast.fjordvik, texts[1])
    undo_import(INGRID, run)
    assert standing() == before
    entries = sorted(CalendarEntry.objects.values_list("source_id", "when", "starts_at"))
    fill_anew("meetings.meeting")
    assert sorted(CalendarEntry.objects.values_list("source_id", "when", "starts_at")) == entries
