import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from pytest_django import Settings

from plandugnad.core import files, jobs
from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import StoredFile
from plandugnad.plans.actions import add_file, create_plan, remove_document
from tests.cast import Cast

TWO_DAYS = 2 * 24 * 3600


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES_FOLDER = tmp_path / "files"
    return tmp_path / "files"


def aged(file: StoredFile) -> StoredFile:
    StoredFile.objects.filter(pk=file.pk).update(made_at=timezone.now() - timedelta(days=2))
    age(files.path_of(file.sha256))
    return file


def age(path: Path) -> None:
    os.utime(path, (time.time() - TWO_DAYS,) * 2)


def test_a_file_nothing_refers_to_is_removed_with_its_row(folder: Path, db: None) -> None:
    orphan = aged(files.store([b"forlatt"]))
    assert jobs.sweep_orphan_files(0) == 1
    assert not StoredFile.objects.exists()
    assert not files.path_of(orphan.sha256).exists()


def test_a_file_a_document_refers_to_is_kept_also_when_the_document_is_removed(folder: Path, cast: Cast) -> None:
    file = aged(files.store([b"planen"]))
    document = add_file(SYSTEM, create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan"}), "Planen", file, "plan.pdf")
    remove_document(SYSTEM, document)
    assert jobs.sweep_orphan_files(0) == 0
    assert files.read(file) == b"planen"


def test_a_young_file_may_be_about_to_be_referred_to(folder: Path, db: None) -> None:
    files.store([b"nettopp lastet opp"])
    assert jobs.sweep_orphan_files(0) == 0
    assert StoredFile.objects.exists()


def test_an_old_file_sent_again_just_now_is_kept(folder: Path, db: None) -> None:
    aged(files.store([b"samme innhold"]))
    files.store([b"samme innhold"])
    assert jobs.sweep_orphan_files(0) == 0


def test_what_lies_in_the_folder_without_a_row_is_removed_when_it_is_old(folder: Path, db: None) -> None:
    (folder / "ab").mkdir(parents=True)
    strays = [folder / "ab" / ("ab" + "0" * 62), folder / ".new-halvskrevet"]
    young = folder / ".new-under-arbeid"
    for path in (*strays, young):
        path.write_bytes(b"x")
    for path in strays:
        age(path)
    assert jobs.sweep_orphan_files(0) == 2
    assert [path.exists() for path in (*strays, young)] == [False, False, True]


def test_no_folder_is_nothing_to_sweep(folder: Path, db: None) -> None:
    assert jobs.sweep_orphan_files(0) == 0


def test_the_upkeep_is_done_by_itself() -> None:
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["plandugnad.core.jobs.retry_stalled_jobs"] == "*/5 * * * *"
    assert "plandugnad.core.jobs.sweep_orphan_files" in periodic


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_died_is_done_again() -> None:
    """As after kill -9: the job stands as being done, by a worker nobody has heard from."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status, worker_id)"
            " VALUES ('et.arbeid', 'default', 'doing', %s) RETURNING id",
            [worker],
        )
        job = cursor.fetchone()[0]
    try:
        task: Any = jobs.retry_stalled_jobs  # its own argument comes from the schedule
        task.defer(timestamp=0)
        connector: Any = app.connector
        with app.replace_connector(connector.get_worker_connector()) as worker:  # as its management command does
            worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, queues=["default"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT status, attempts FROM procrastinate_jobs WHERE id = %s", [job])
            status, attempts = cursor.fetchone()
        # Taken up again: and, as nobody knows the task here, it failed rather than hang.
        assert (status, attempts > 0) in {("todo", True), ("failed", True)}
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
            cursor.execute("DELETE FROM procrastinate_workers")
