"""A document opened from its rows, and written to: exact whichever process does it. See docs/decisions/0027.

The live room writes the same rows without locking (`live.rows`): both move `Document.seq` by one, and only from what
they have read.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from plandugnad.engines.sheet.belonging import Belongings
from plandugnad.engines.sheet.definitions import read_definition
from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.document import Sheet as Opened
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.schema import Schema
from plandugnad.engines.sheet.texts import LANGUAGES
from plandugnad.engines.sheet.wire import texts_in
from plandugnad.regions.actor import Actor
from plandugnad.worksheets.access import may_add, may_write, sheet_abilities
from plandugnad.worksheets.models import ClientId, Document, SetAside, Sheet, Update, Version
from plandugnad.worksheets.schemas import schema_of

CHANNEL = "worksheets"
LONGEST_ASIDE = 200_000


@dataclass(frozen=True)
class Written:
    """`seq` is the number the document has come to."""

    result: Accepted | Refusal
    seq: int


def open_document(document: Document) -> Opened:
    """As it stands in the rows. Use it and let it go within one function: it belongs to the thread."""
    later = Update.objects.filter(document=document, seq__gt=document.state_seq).order_by("seq")
    updates = [bytes(one) for one in later.values_list("data", flat=True) if one]
    return Opened.open(schema_of(document.sheet), [one for one in (bytes(document.state), *updates) if one])


def open_version(version: Version) -> Opened:
    """As it was, with the definition it had then."""
    schema = Schema.of(read_definition(version.definition, "version"))
    return Opened.open(schema, [bytes(version.state)] if version.state else [])


def apply_update(actor: Actor, document_id: UUID, update: bytes, language: str) -> Written:
    """What a browser sends without a socket. Refused words are kept for the one who typed them."""

    def make(sheet: Opened, blocks: frozenset[str], rows: Belongings) -> Accepted | Refusal:
        others = ClientId.objects.filter(document_id=document_id).filter(~Q(person_id=actor.person_id))
        taken = set(others.values_list("client", flat=True)) | {sheet.doc.client_id}
        return sheet.apply(update, blocks, taken, rows)

    return _write(actor, document_id, make, texts_in(update), language)


def edit(
    actor: Actor, document_id: UUID, make: Callable[[Editing], Accepted | Refusal], *, in_own_name: bool = False
) -> Written:
    """An edit from the outline or a plain form. What was typed stands in the form that is shown again.

    `in_own_name`: of a row that is signed with where she works, and `make` sees to that it is.
    """
    may = may_add if in_own_name else may_write
    return _write(actor, document_id, lambda sheet, *may: make(Editing(sheet, *may)), may=may)


@transaction.atomic
def _write(
    actor: Actor,
    document_id: UUID,
    make: Callable[[Opened, frozenset[str], Belongings], Accepted | Refusal],
    typed: Iterable[str] = (),
    language: str = "nb",
    may: Callable[..., frozenset[str]] = may_write,
) -> Written:
    document = Document.objects.select_for_update().get(pk=document_id)
    # Read after the lock is had: joined to it, the sheet would be as it was before whoever we waited for.
    sheet = Sheet.objects.get(pk=document.sheet_id)
    document.sheet = sheet
    locked = frozenset(sheet.locks.values_list("block", flat=True))
    abilities = sheet_abilities(actor, sheet)
    opened = open_document(document)
    result = make(opened, may(sheet, document, abilities, locked), abilities.rows)
    if isinstance(result, Refusal):
        set_aside(sheet, actor.person_id, typed, result.sentence(language))
        return Written(result, document.seq)
    set_aside(sheet, actor.person_id, result.lost, Refusal("gone").sentence(language))
    if result.update:
        # An edit of ours is written with the id of a document of our own, which nobody may write with later.
        _claim(document, result.clients or {opened.doc.client_id}, actor.person_id if result.clients else None)
        append(document, result.update, sorted({one.block for one in result.touched}), actor.person_id)
    return Written(result, document.seq)


def append(
    document: Document, data: bytes, blocks: list[str], person_id: UUID | None, made_at: datetime | None = None
) -> None:
    """The document's row must be locked by the caller. `made_at`: where the moment itself would tell too much."""
    document.seq += 1
    document.save(update_fields=["seq"])
    Update.objects.create(
        document=document,
        seq=document.seq,
        data=data,
        blocks=blocks,
        person_id=person_id,
        made_at=made_at or timezone.now(),
    )
    notify({"document": str(document.id), "seq": document.seq})


def shut(sheet: Sheet, person_id: UUID | None) -> None:
    """After a change of what may be written: whoever judged by what was before must judge again."""
    for document in Document.objects.select_for_update().filter(sheet=sheet).order_by("id"):
        append(document, b"", [], person_id)
    announce(sheet, "sheet")


def announce(sheet: Sheet, what: str) -> None:
    """What is rows and no part of a document is changed: `sheet`, `timer`, `votes`, `answers`, `adoptions`.

    Never that somebody has written an anonymous card.
    """
    notify({"sheet": str(sheet.id), "what": what})


def notify(said: dict[str, object]) -> None:
    """Heard by all processes as the transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(said)])


def set_aside(sheet: Sheet, person_id: UUID | None, texts: Iterable[str], why: str) -> None:
    kept = [one for one in texts if one.strip()]
    if person_id and kept and not sheet.is_private:
        SetAside.objects.create(sheet=sheet, person_id=person_id, text="\n".join(kept)[:LONGEST_ASIDE], why=why)


def _claim(document: Document, clients: Iterable[int], person_id: UUID | None) -> None:
    rows = [ClientId(document=document, client=one, person_id=person_id) for one in clients]
    ClientId.objects.bulk_create(rows, ignore_conflicts=True)


def spoken(language: str) -> str:
    return language if language in LANGUAGES else "nb"
