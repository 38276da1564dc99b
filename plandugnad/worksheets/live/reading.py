"""What a browser without an open connection asks for of a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404

from plandugnad.worksheets.models import Document, Update
from plandugnad.worksheets.store import open_document


@dataclass(frozen=True)
class Changes:
    """`is_whole`: the one update is all of the document; what came after the number asked for is merged."""

    seq: int
    is_whole: bool
    updates: Sequence[bytes]


def find_document(id: UUID) -> Document:
    return get_object_or_404(Document.objects.select_related("sheet"), pk=id)


def changes_after(document: Document, after: int | None) -> Changes:
    if after is not None and document.state_seq <= after <= document.seq:
        rows = list(Update.objects.filter(document=document, seq__gt=after).order_by("seq").values_list("seq", "data"))
        if [seq for seq, _data in rows] == list(range(after + 1, after + 1 + len(rows))):
            return Changes(after + len(rows), False, [bytes(data) for _seq, data in rows if data])
    return Changes(document.seq, True, [open_document(document).state()])
