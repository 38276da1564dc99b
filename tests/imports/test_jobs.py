from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from plandugnad.imports import jobs
from plandugnad.imports.actions import discard_run
from plandugnad.imports.models import ImportRun
from tests.cast import Cast
from tests.imports.builders import draft, imported


def test_drafts_nobody_went_on_with_are_deleted_after_thirty_days(cast: Cast) -> None:
    old, thrown_away, young = (draft(cast.fjordvik) for _ in range(3))
    done = imported(cast.lyngmo)
    discard_run(thrown_away)
    long_ago = timezone.now() - timedelta(days=31)
    ImportRun.objects.filter(pk__in=[old.pk, thrown_away.pk, done.pk]).update(made_at=long_ago)
    assert jobs.delete_old_drafts(0) == 2
    assert set(ImportRun.objects.values_list("pk", flat=True)) == {young.pk, done.pk}


def test_the_sweep_is_done_by_itself_every_night() -> None:
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert "plandugnad.imports.jobs.delete_old_drafts" in periodic
