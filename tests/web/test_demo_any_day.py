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
from plandugnad.core.models import Installation
from plandugnad.meetings.models import Body, Meeting
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.models import Plan
from plandugnad.processes.models import Process
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.processes.queries.rows import Progress
from plandugnad.web.demo.making import NotEmpty, make_demo
from tests.web.making import made_around

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)


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


@pytest.fixture(scope="module", params=[DAY, date(2027, 1, 2), date(2028, 2, 29), date(2028, 7, 14), date(2026, 8, 31)])
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
