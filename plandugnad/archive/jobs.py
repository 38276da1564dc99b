from django.contrib.postgres.search import SearchVector
from django.db import DataError, transaction
from django.db.models import Value
from django.utils import timezone
from procrastinate.contrib.django import app

from plandugnad.archive.kinds import TextState
from plandugnad.archive.models import File, FileText, FileVersion
from plandugnad.archive.reading.apart import Answer, read_apart
from plandugnad.archive.telling import FileSource
from plandugnad.core.files import path_of
from plandugnad.projections.filling import refresh

# PostgreSQL holds about a megabyte of different words of one text; of a longer one the beginning is searched.
_FEWEST_SIGNS = 1_000


@app.task(queue="text", pass_context=False)
def read_text(sha256: str) -> str:
    """Done again without harm: a text that is read is not read once more."""
    row = FileText.objects.filter(sha256=sha256, state=TextState.WAITING).first()
    if row is None:
        return ""
    path = path_of(sha256)
    answer = read_apart(_kind(sha256), path) if path.is_file() else Answer(TextState.BROKEN)
    with transaction.atomic():
        _keep(row, answer)
        refresh(FileSource.key, File.objects.filter(latest__stored_id=sha256).values_list("id", flat=True))
    return answer.state


def _kind(sha256: str) -> str:
    version = FileVersion.objects.filter(stored_id=sha256).only("content_kind").first()
    return version.content_kind if version else ""


def _keep(row: FileText, answer: Answer) -> None:
    row.state, row.text, row.pages, row.dated_on = answer.state, answer.text, answer.pages, answer.dated_on
    row.read_at = timezone.now()
    row.save()
    searched = answer.text
    while searched:
        try:
            with transaction.atomic():
                words = SearchVector(Value(searched), config="norwegian")
                FileText.objects.filter(pk=row.pk).update(words=words)
                return
        except DataError:
            searched = searched[: len(searched) // 2] if len(searched) > _FEWEST_SIGNS else ""


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="forget_unused_texts", pass_context=False)
def forget_unused_texts(timestamp: int) -> int:
    """The text of a file that is gone goes too."""
    used = FileVersion.objects.values("stored_id")
    gone, _about = FileText.objects.exclude(sha256__in=used).delete()
    return gone
