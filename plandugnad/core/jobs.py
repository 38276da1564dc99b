"""Mail to be sent, and upkeep that belongs to no app: seals, jobs whose worker died, files nothing refers to."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from plandugnad.core import delivery, files, sealing
from plandugnad.core.models import StoredFile

# A worker says that it lives every ten seconds; one that has been silent this long is gone.
SILENT_SECONDS = 60
# A file is written before the row that refers to it, so a young one may be about to be referred to.
ORPHANS_KEPT = timedelta(days=1)


# Again after 3, 9, 27 seconds and so on, up to a day and a half; the mail itself knows when it is too late.
@app.task(retry=RetryStrategy(max_attempts=11, exponential_wait=3), pass_context=False)
def send_mail(mail_id: str) -> None:
    delivery.deliver(UUID(mail_id))


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="forget_failed_mail", pass_context=False)
def forget_failed_mail(timestamp: int) -> int:
    return delivery.forget_failed()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> int:
    """A killed worker leaves its jobs as being done. They are done again, by whoever is there."""
    manager = context.app.job_manager
    stalled = [
        job
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS)
        if job.id != context.job.id
    ]
    for job in stalled:
        await manager.retry_job(job)
    return len(stalled)


@app.periodic(cron="25 * * * *")
@app.task(queueing_lock="seal_audit_events", pass_context=False)
def seal_audit_events(timestamp: int) -> int:
    return sealing.seal_all()


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="sweep_orphan_files", pass_context=False)
def sweep_orphan_files(timestamp: int) -> int:
    """Removes files that no row refers to, rows that nothing refers to, and what half-written uploads left."""
    return sum(_sweep_row(sha256) for sha256 in _unreferred()) + sum(_sweep_path(path) for path in _strays())


def _unreferred() -> list[str]:
    """Asks every table that may refer to a file, whichever apps there are."""
    rows = StoredFile.objects.filter(made_at__lt=timezone.now() - ORPHANS_KEPT)
    for relation in StoredFile._meta.related_objects:
        rows = rows.filter(**{f"{relation.name}__isnull": True})
    return list(rows.values_list("sha256", flat=True))


def _sweep_row(sha256: str) -> bool:
    try:
        with transaction.atomic():
            row = StoredFile.objects.select_for_update().filter(sha256=sha256).first()
            path = files.path_of(sha256)
            if row is None or _is_young(path):
                return False
            row.delete()
            path.unlink(missing_ok=True)
    except IntegrityError:  # includes a reference that was made meanwhile
        return False
    return True


def _strays() -> Iterator[Path]:
    """Files in our folder without a row."""
    folder: Path = settings.FILES_FOLDER
    found = [path for path in folder.glob("*/*") if path.is_file()] if folder.is_dir() else []
    known = set(StoredFile.objects.filter(sha256__in=[path.name for path in found]).values_list("sha256", flat=True))
    yield from (path for path in found if path.name not in known)
    yield from folder.glob(".new-*") if folder.is_dir() else ()


def _sweep_path(path: Path) -> bool:
    if _is_young(path):
        return False
    path.unlink(missing_ok=True)
    return True


def _is_young(path: Path) -> bool:
    try:
        return path.stat().st_mtime > time.time() - ORPHANS_KEPT.total_seconds()
    except FileNotFoundError:
        return False
