"""Each night a sample of the overviews is held up against its sources, and what is wrong is mended."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from plandugnad.engines.tables.when import When
from plandugnad.plans.models import Plan
from plandugnad.projections import jobs
from plandugnad.projections.activity import KEPT, forget_old
from plandugnad.projections.checking import check
from plandugnad.projections.entries import About
from plandugnad.projections.models import ActivityEntry, AttentionEntry, FoundEntry
from tests.cast import Cast
from tests.plans.builders import make_plan

pytestmark = pytest.mark.django_db


def test_where_all_is_as_it_should_be_nothing_is_mended(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.of_year(2027))
    call_command("fill_overviews", stdout=StringIO())
    caplog.clear()
    assert check() == 0
    assert caplog.text == ""


@pytest.mark.parametrize("wrong", ["lacking", "old name", "twice", "of nothing", "wrong reader", "wrong date"])
def test_what_is_wrong_is_mended_and_told_in_the_log(cast: Cast, caplog: pytest.LogCaptureFixture, wrong: str) -> None:
    plan = make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.of_year(2027))
    call_command("fill_overviews", stdout=StringIO())
    entries = FoundEntry.objects.filter(source_id=plan.id)
    if wrong == "lacking":
        entries.delete()
    elif wrong == "old name":
        Plan.objects.filter(pk=plan.id).update(name="Et navn som ble skrevet utenom")
    elif wrong == "twice":
        entry = entries.get()
        entry.pk = None
        entry.save()
    elif wrong == "of nothing":
        About("plans.plan", uuid4(), cast.fjordvik.id, "Borte", "/").found(["open"]).save()
    elif wrong == "wrong reader":
        entries.update(audience=["open"])
    else:
        AttentionEntry.objects.filter(source_id=plan.id).update(due_on="2020-01-01")
    assert check() == 1
    assert "plans.plan" in caplog.text
    assert "Kulturplan" not in caplog.text
    assert check() == 0


def test_a_sample_is_no_larger_than_asked_for(cast: Cast) -> None:
    for number in range(6):
        make_plan(cast.fjordvik, f"Plan {number}")
    call_command("fill_overviews", stdout=StringIO())
    FoundEntry.objects.filter(source="plans.plan").delete()
    assert check(sample=2) == 2


def test_the_command_fills_one_source_or_all_and_says_how_much_stands(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Kulturplan")
    FoundEntry.objects.all().delete()
    said = StringIO()
    call_command("fill_overviews", "plans.plan", stdout=said)
    assert said.getvalue().startswith("1 linjer")
    with pytest.raises(CommandError, match=r"plans\.plan"):
        call_command("fill_overviews", "planer")


def test_activity_is_kept_for_four_hundred_days(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Kulturplan")
    ActivityEntry.objects.update(happened_at=timezone.now() - KEPT + timedelta(hours=1))
    assert forget_old() == 0
    ActivityEntry.objects.update(happened_at=timezone.now() - KEPT - timedelta(hours=1))
    assert jobs.forget_old_activity(0) == 1
    assert not ActivityEntry.objects.exists()
