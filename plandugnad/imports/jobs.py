from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from plandugnad.imports.models import ImportRun, RunState

DRAFTS_KEPT_DAYS = 30


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="delete_old_drafts", pass_context=False)
def delete_old_drafts(timestamp: int) -> int:
    """A table nobody went on with holds a municipality's text for no reason."""
    before = timezone.now() - timedelta(days=DRAFTS_KEPT_DAYS)
    deleted, _ = ImportRun.objects.filter(state__in=(RunState.DRAFT, RunState.DISCARDED), made_at__lt=before).delete()
    return deleted
