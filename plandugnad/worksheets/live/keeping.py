"""What a room leaves behind it in the database besides updates: states, versions, and words that were not taken in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from plandugnad.core.audit import By
from plandugnad.worksheets.models import Document, Sheet, Update, Version, VersionReason
from plandugnad.worksheets.store import LONGEST_ASIDE, open_document, set_aside

VERSION_EVERY = timedelta(minutes=10)
STATE_AFTER = 200  # updates, which take as long to open as a page takes to make
APART_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Aside:
    """What became of words that were not taken in. Of a confidential sheet nothing is kept: they are `handed_back`."""

    is_kept: bool
    handed_back: str = ""


def put_aside(sheet_id: UUID, person_id: UUID, texts: Iterable[str], why: str) -> Aside:
    sheet, words = Sheet.objects.get(pk=sheet_id), [one for one in texts if one.strip()]
    set_aside(sheet, person_id, words, why)
    return aside(sheet, words)


def aside(sheet: Sheet, texts: Iterable[str]) -> Aside:
    words = "\n".join(one for one in texts if one.strip())
    return Aside(is_kept=False, handed_back=words[:LONGEST_ASIDE]) if sheet.is_private else Aside(is_kept=bool(words))


def keep(document_id: UUID, seq: int, state: bytes, by: By) -> None:
    """`state` is all of the document up to and with `seq`."""
    merge_old(document_id)  # by the state before: whoever began to read by it may still be reading
    with transaction.atomic():
        moved = Document.objects.filter(pk=document_id, state_seq__lt=seq, seq__gte=seq)
        if not moved.update(state=state, state_seq=seq):
            return
        document = Document.objects.select_related("sheet").get(pk=document_id)
        if document.closed_at is None and _is_version_due(document, seq):
            _keep_version(document, seq, state, by)


def keep_if_due(document_id: UUID, by: By) -> None:
    """After a call without a room."""
    document = Document.objects.select_related("sheet").get(pk=document_id)
    if document.seq - document.state_seq < STATE_AFTER and not _is_version_due(document, document.seq):
        return
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).select_related("sheet").get(pk=document_id)
        state = open_document(document).state()
    keep(document_id, document.seq, state, by)


def _is_version_due(document: Document, seq: int) -> bool:
    """Ten minutes after what was first written since the last version, if it is still written to."""
    last = Version.objects.filter(document=document).order_by("-seq").first()
    since = Update.objects.filter(document=document, seq__gt=last.seq if last else 0, seq__lte=seq)
    first = since.exclude(data=b"").exclude(person=None).order_by("seq").values_list("made_at", flat=True).first()
    return first is not None and timezone.now() - first >= VERSION_EVERY


def _keep_version(document: Document, seq: int, state: bytes, by: By) -> None:
    Version.objects.create(
        document=document,
        seq=seq,
        state=state,
        definition=document.sheet.definition,
        reason=VersionReason.EDITING,
        phase=document.sheet.phase,
        by_id=by.id,
        by_name=by.name,
    )


# What is left tells who last changed which parts, for those who come back after more than a day.
_MERGE = """
DELETE FROM worksheets_update WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY person_id, blocks ORDER BY seq DESC) AS place
        FROM worksheets_update WHERE document_id = %(document)s AND seq <= %(seq)s AND made_at < %(before)s
    ) AS old WHERE place > 1
)
"""


def merge_old(document_id: UUID) -> None:
    """Updates older than a day that the state covers become one for each who wrote and where, without content."""
    before = timezone.now() - APART_FOR
    covered = Update.objects.filter(document_id=document_id, seq__lte=F("document__state_seq"), made_at__lt=before)
    with_content = covered.exclude(data=b"").order_by("-seq").first()
    if with_content is None:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_MERGE, {"document": document_id, "seq": with_content.seq, "before": before})
        Update.objects.filter(document_id=document_id, seq__lte=with_content.seq, made_at__lt=before).update(data=b"")
