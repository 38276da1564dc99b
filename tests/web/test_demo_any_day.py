"""Where the example region may not be made, and what it is like on awkward days.

In this order: the last day's region stands until the end of the file.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from plandugnad.accounts.models import Person
from plandugnad.consultations.models import Consultation, ObjectionTurn, Statement
from plandugnad.core.models import Installation
from plandugnad.engines.statute.holidays import is_working_day
from plandugnad.meetings.models import Body, Meeting
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.models import Plan
from plandugnad.processes.models import Process, StepDate
from plandugnad.processes.notice.models import Announcement, Proof, Sending
from plandugnad.processes.notice.queries import find_row, read_notice
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.processes.queries.rows import Progress
from plandugnad.strategies.deciding.lawful import first_lawful
from plandugnad.strategies.document.queries import public_edition
from plandugnad.strategies.living.reading import read_content
from plandugnad.strategies.living.standing import Group
from plandugnad.strategies.models import AskedParty, PulseAsk, Strategy
from plandugnad.web.demo.making import NotEmpty, make_demo
from tests.web.making import made_around

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)
AWKWARD = [
    DAY, date(2026, 12, 20), date(2027, 1, 1), date(2027, 1, 2), date(2027, 3, 25), date(2027, 5, 17),
    date(2028, 2, 29), date(2028, 7, 14), date(2026, 8, 31),
]  # fmt: skip


@pytest.mark.parametrize("there", ["installation", "ordinary", "person"])
def test_a_database_in_use_is_left_alone(there: str) -> None:
    if there == "person":
        Person.objects.create_user("kari@kommunen.no")
    else:
        Installation.objects.create(is_demo=there == "installation")
    with pytest.raises(NotEmpty):
        make_demo(DAY)
    with pytest.raises(CommandError, match="tatt i bruk"):
        call_command("make_demo")
    assert not Plan.objects.exists()


def test_the_command_makes_it_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_demo")
    assert "6 kommuner" in capsys.readouterr().out
    newest = max(plan.period.year for plan in Plan.objects.filter(plan_type=PlanType.ACTION_PART) if plan.period)
    assert newest == timezone.localdate().year


@pytest.fixture(scope="module", params=AWKWARD, ids=str)
def made_once(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[date]:
    with django_db_blocker.unblock():
        for _made in made_around(request.param):
            yield request.param


@pytest.fixture
def made(made_once: date, db: None) -> date:
    return made_once


def test_meetings_are_held_and_to_come_whatever_the_day(made: date) -> None:
    for body in Body.objects.all():
        days = [meeting.first_on for meeting in Meeting.objects.filter(body=body)]
        assert min(days) < made < max(days), (body, made)
    assert not Meeting.objects.filter(first_on__month=12, first_on__day__gt=19)


def test_three_plans_are_under_way_whatever_the_day(made: date) -> None:
    pages = {
        process.chain: read_process(process, keep(process, made), made)
        for process in Process.objects.running().select_related("plan")
    }
    assert set(pages) == {"KPS-STRAT", "KPA", "REG"}
    for chain, page in pages.items():
        assert page.contradiction is None, chain
        assert page.now is not None, chain
        assert any(row.progress is Progress.DONE for row in page.rows), chain
        assert not page.late, (chain, page.late)
    (conflict,) = [one for page in pages.values() for one in page.conflicts]
    assert (conflict.step, conflict.confirmed) == ("KPA-9", True)


def test_everything_is_dated_a_working_day(made: date) -> None:
    days: list[tuple[str, date | None]] = []
    for kept in StepDate.objects.all():
        days += [(f"{kept.code} {kept.mark} planned", kept.planned_on), (f"{kept.code} {kept.mark}", kept.happened_on)]
    days += [("proof", proof.announced_on) for proof in Proof.objects.all()]
    days += [("deadline", one.deadline_on) for one in Announcement.objects.all()]
    days += [("returned", one.returned_on) for one in Sending.objects.all()]
    days += [("private recipients until", one.private_until) for one in Announcement.objects.all()]
    out = Consultation.objects.get()
    days += [("opens", out.opens_on), ("closes", out.closes_on), ("private until", out.private_until)]
    days += [(f"statement {one.number}", one.received_on) for one in Statement.objects.all()]
    days += [(str(turn), turn.happened_on) for turn in ObjectionTurn.objects.all()]
    assert [(what, day) for what, day in days if day and not is_working_day(day)] == []


def test_nothing_is_said_to_be_done_before_it_is(made: date) -> None:
    """Nor after its deadline: what is announced reaches everybody the day the step begins."""
    assert all(proof.announced_on <= made for proof in Proof.objects.all())
    assert all(turn.happened_on <= made for turn in ObjectionTurn.objects.all())
    assert all(one.received_on <= made for one in Statement.objects.all())
    process = Process.objects.select_related("plan__organisation").get(chain="KPA")
    for code in ("KPA-2", "KPA-7"):
        row = find_row(process, code, made)
        assert row is not None
        page = read_notice(process, row, made)
        assert (page.faults, page.missing_facts, page.not_chosen) == ([], (), []), code
        assert len(page.proofs) == 3
    out = Consultation.objects.get()
    assert out.published_at is not None
    assert timezone.localtime(out.published_at).date() == out.opens_on


def test_the_strategy_that_is_followed_was_adopted_in_time_and_anybody_reads_it(made: date) -> None:
    rows = Strategy.objects.select_related("plan", "organisation").filter(organisation__name="Fjordvik")
    strategy = next(one for one in rows if one.is_adopted)
    edition, when = public_edition(strategy), strategy.plan.adopted
    assert edition is not None
    assert when is not None
    assert when.day is not None
    assert (when.day.year, when.day <= made) == (strategy.term.first_year + 1, True)
    assert len(edition.content["parts"]) >= 10
    proposal = strategy.editions.get(kind="proposal")
    assert first_lawful(proposal.counts_from) <= when.day


def strategies_of(place: str) -> list[Strategy]:
    return list(
        Strategy.objects.kept()
        .select_related("plan", "organisation")
        .filter(organisation__name=place)
        .order_by("first_year")
    )


def test_the_strategies_around_are_at_different_points(made: date) -> None:
    """One followed, one left alone, one that changes nothing, one that is late, one begun and one that is not."""
    places = ("Fjordvik", "Elvanes", "Granheim", "Storskar", "Lyngmo", "Ytterholm")
    adopted = {place: [one.is_adopted for one in strategies_of(place)] for place in places}
    assert adopted == {
        "Fjordvik": [True], "Elvanes": [True], "Granheim": [True], "Storskar": [False], "Lyngmo": [False],
        "Ytterholm": [],
    }  # fmt: skip
    for place in ("Elvanes", "Granheim"):
        (strategy,) = strategies_of(place)
        proposal, when = strategy.editions.get(kind="proposal"), strategy.plan.adopted
        assert when is not None
        assert when.day is not None
        assert first_lawful(proposal.counts_from) <= when.day <= made
        assert is_working_day(when.day)
    assert not PulseAsk.objects.filter(strategy__organisation__name="Elvanes").exclude(answered_at=None).exists()


def test_granheim_promises_no_work_and_elvanes_has_more_than_it_keeps_up_with(made: date) -> None:
    (granheim,), (elvanes,) = strategies_of("Granheim"), strategies_of("Elvanes")
    still = read_content(granheim, made)
    assert (len(still.lines) > 10, still.followed) == (True, ())
    promised = read_content(elvanes, made)
    assert len(promised.followed) == 5
    if made >= date(elvanes.term.first_year + 2, 7, 1):
        assert promised.groups[Group.LATE] >= 1


def test_the_proposal_of_storskar_is_public_while_those_asked_answer(made: date) -> None:
    (strategy,) = strategies_of("Storskar")
    asked = AskedParty.objects.filter(strategy=strategy)
    assert asked.filter(answered_on=None).exists()
    assert all(one.answered_on <= made for one in asked if one.answered_on)
    edition = public_edition(strategy)
    sits = strategy.term.first_year
    if date(sits + 1, 2, 1) <= made < date(sits + 4, 4, 1):
        assert edition is not None
        assert edition.counts_from < made < first_lawful(edition.counts_from)
    else:
        assert edition is None
