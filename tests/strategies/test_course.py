"""The course of a planning strategy, begun in one click."""

from datetime import date

from plandugnad.processes.models import Process
from plandugnad.strategies.deciding.course import begin_course, course_for
from plandugnad.strategies.terms import Term
from tests.cast import Cast
from tests.meetings.builders import a_body, a_meeting
from tests.plans.builders import INGRID, browser
from tests.strategies.builders import a_strategy

BEFORE = date(2027, 4, 1)


def days(course: object) -> dict[str, date]:
    return {line.name: line.day for line in course.lines}  # type: ignore[attr-defined]


def test_the_days_are_those_of_the_cities_and_of_the_councils_own_calendar(cast: Cast) -> None:
    council = a_body(cast.fjordvik, "Kommunestyret", kind="council")
    a_meeting(council, date(2028, 3, 23))
    found = days(course_for(a_strategy(cast.fjordvik, Term(2027)), BEFORE))
    assert found["Kunnskapsgrunnlag og folkehelseoversikt er klare"] == date(2027, 6, 30)
    assert found["Kommunestyret konstituerer seg"] == date(2027, 10, 29)
    assert found["Kommunestyret vedtar planstrategien"] == date(2028, 3, 23)
    assert found["Gjør forslaget offentlig"] == date(2028, 2, 22)
    assert found["Samskaping mellom politikk og administrasjon: ambisjoner og planbehov"].month in (1, 2)
    assert found["Svar fra dem dere spør"] == date(2027, 12, 27)


def test_without_a_calendar_a_day_in_march_is_proposed_and_said_to_be_so(cast: Cast) -> None:
    course = course_for(a_strategy(cast.fjordvik, Term(2027)), BEFORE)
    assert not course.meeting_is_known
    assert days(course)["Kommunestyret vedtar planstrategien"].month == 3
    assert course.latest == date(2028, 10, 30)


def test_whoever_begins_late_gets_the_same_steps_from_today_with_the_laws_days_kept(cast: Cast) -> None:
    council = a_body(cast.fjordvik, "Kommunestyret", kind="council")
    a_meeting(council, date(2027, 3, 4))
    a_meeting(council, date(2027, 4, 8))
    today = date(2026, 12, 1)
    course = course_for(a_strategy(cast.fjordvik, Term(2023)), today)
    found = days(course)
    assert course.is_late
    assert course.latest == date(2024, 10, 31)
    assert found.pop("Kommunestyret konstituerer seg") == date(2023, 10, 31)
    assert min(found.values()) > today
    assert found["Svar fra dem dere spør"] == date(2027, 1, 19)
    assert found["Gjør forslaget offentlig"] == date(2027, 2, 5)
    assert found["Kommunestyret vedtar planstrategien"] == date(2027, 4, 8)


def test_a_day_that_is_only_proposed_leaves_the_proposal_public_as_long_as_the_law_asks(cast: Cast) -> None:
    course = course_for(a_strategy(cast.fjordvik, Term(2023)), date(2026, 12, 1))
    found = days(course)
    assert not course.meeting_is_known
    assert (found["Kommunestyret vedtar planstrategien"] - found["Gjør forslaget offentlig"]).days > 30


def test_one_click_begins_the_process_with_the_laws_steps_and_own_ones(cast: Cast) -> None:
    strategy, client = a_strategy(cast.fjordvik, Term(2027)), browser(cast.person("Ingrid"))
    page = client.get(f"/planstrategi/{strategy.id}/prosess/")
    assert "Opplæring av de folkevalgte" in page.content.decode()
    sent = {"token": page.context["form"].initial["token"]}
    begun = client.post(f"/planstrategi/{strategy.id}/prosess/", sent)
    process = Process.objects.get()
    assert begun.headers["Location"] == f"/prosesser/{process.id}/"
    assert (process.chain, process.plan) == ("KPS-STRAT", strategy.plan)
    assert [step.name for step in process.steps.exclude(name="").order_by("made_at")] == [
        "Opplæring av de folkevalgte i plansystem, planstrategi og planbehov",
        "Samskaping mellom politikk og administrasjon: ambisjoner og planbehov",
        "Skriv planstrategien",
    ]
    assert process.dates.count() == 11
    assert client.get(f"/prosesser/{process.id}/").status_code == 200
    assert client.post(f"/planstrategi/{strategy.id}/prosess/", sent).headers["Location"].endswith(f"{process.id}/")
    assert Process.objects.count() == 1


def test_sent_twice_at_once_it_is_one_process(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik, Term(2027))
    course = course_for(strategy, BEFORE)
    first = begin_course(INGRID, strategy, course, merged=True, lead_id=None, id=strategy.pk)
    second = begin_course(INGRID, strategy, course, merged=True, lead_id=None, id=strategy.pk)
    assert first.pk == second.pk
    assert first.steps.count() == 3
    assert first.choices == {"merged_with_programme": True}
