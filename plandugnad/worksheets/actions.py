"""What is done with a sheet as a whole: begun, moved from phase to phase, locked, timed, shown, taken away."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.engines.sheet.blocks import Phase as EnginePhase
from plandugnad.engines.sheet.definitions import read_definition
from plandugnad.engines.sheet.prefilling import prefill
from plandugnad.engines.sheet.reveal import reveal
from plandugnad.regions.models import Collaboration, Organisation
from plandugnad.worksheets.anonymous import take_waiting
from plandugnad.worksheets.auditing import write_down
from plandugnad.worksheets.models import (
    ClientId,
    Document,
    Lock,
    Phase,
    Sheet,
    Version,
    VersionReason,
)
from plandugnad.worksheets.practices import draw_practices
from plandugnad.worksheets.reviewing.access import review_of
from plandugnad.worksheets.reviewing.telling import refresh_review
from plandugnad.worksheets.schemas import anonymous_blocks, definition_of, left_out
from plandugnad.worksheets.store import announce, append, open_document, shut
from plandugnad.worksheets.telling import refresh_found

Place = Organisation | Collaboration
LONGEST_TIMER = timedelta(hours=3)


@transaction.atomic
def begin_sheet(by: By, place: Place, kind: str, definition: Mapping[str, Any], name: str, language: str) -> Sheet:
    """`definition` is the file as a mapping. Who begins it facilitates it, beside the coordinators.

    One that is confidential is begun by `confidential.circle`, which says who is in it.
    """
    read = read_definition(definition, kind)
    sheet = Sheet.objects.create(
        collaboration=place if isinstance(place, Collaboration) else None,
        organisation=place if isinstance(place, Organisation) else None,
        kind=kind,
        definition=definition,
        name=name,
        phase=read.phases[0].value,
        begun_by_id=by.id,
        is_private=read.confidential,
    )
    if by.id and not read.confidential:
        sheet.facilitators.set(Person.objects.filter(pk=by.id))
    document = Document.objects.create(sheet=sheet)
    opened = open_document(document)
    if update := prefill(opened, language, new_item):
        ClientId.objects.create(document=document, client=opened.doc.client_id)
        append(document, update, [], None)
    write_down(by, "sheet.begun", sheet, after={"name": name, "kind": kind, "phase": sheet.phase})
    refresh_found(sheet, by)
    return sheet


def new_item() -> str:
    return new_id().hex


def document_for(sheet: Sheet, organisation: Organisation | None) -> Document:
    """What one organisation writes alone is made when it first writes, and what it draws on top of is drawn then."""
    found = Document.objects.filter(sheet=sheet, organisation=organisation, closed_at=None).first()
    return found or _begin_alone(sheet, organisation)


@transaction.atomic
def _begin_alone(sheet: Sheet, organisation: Organisation | None) -> Document:
    document, is_new = Document.objects.get_or_create(sheet=sheet, organisation=organisation, closed_at=None)
    if is_new and organisation is not None:
        document.sheet = sheet
        draw_practices(document, organisation)
    return document


@transaction.atomic
def move_phase(by: By, sheet_id: UUID, phase: Phase, expected: int) -> Sheet:
    """Forward or back. Leaving the individual phase copies what each has written into what all share, without names;
    how each does what is common stays in its own document, to be compared by name. Of anonymous cards no row is left.

    Raises ValidationError where somebody else has changed the sheet since the page was shown.
    """
    sheet = locked_sheet(sheet_id, expected)
    if EnginePhase(phase) not in definition_of(sheet).phases:
        raise ValidationError(_("Arket har ikke denne fasen. Last siden på nytt, og velg en av dem som står der."))
    was = sheet.phase
    if phase == was:
        return sheet
    documents = list(Document.objects.select_for_update().filter(sheet=sheet, closed_at=None).order_by("id"))
    shared = next(one for one in documents if one.organisation_id is None)
    for document in documents:
        document.sheet = sheet
        keep_version(by, document, VersionReason.PHASE)
    if was == Phase.INDIVIDUAL:
        _reveal(shared, [one for one in documents if one.organisation_id is not None])
    sheet.phase = phase
    _save(sheet, "phase", "timer_ends_at", "timer_seconds", clear_timer=True)
    shut(sheet, by.id)
    write_down(by, "sheet.phase", sheet, before={"phase": was}, after={"phase": sheet.phase})
    if review := review_of(sheet):
        refresh_review(review, by)  # who writes now, and whom it waits for
    return sheet


def _reveal(shared: Document, private: list[Document]) -> None:
    opened = open_document(shared)
    blocks = definition_of(shared.sheet).open_in(EnginePhase.INDIVIDUAL) - left_out(shared.sheet, is_alone=False)
    cards = take_waiting(shared.sheet)
    update = reveal([open_document(one) for one in private], opened, blocks, secrets.token_hex(16), cards)
    for document in private:
        document.closed_at = timezone.now()
        document.save(update_fields=["closed_at"])
    if update:
        ClientId.objects.create(document=shared, client=opened.doc.client_id)
        append(shared, update, sorted((blocks - anonymous_blocks(shared.sheet)) | set(cards)), None)


@transaction.atomic
def set_lock(by: By, sheet_id: UUID, block: str, *, is_locked: bool) -> None:
    sheet = locked_sheet(sheet_id)
    if definition_of(sheet).block(block) is None:
        raise ValidationError(_("Arket har ikke denne delen. Last siden på nytt."))
    if is_locked:
        Lock.objects.get_or_create(sheet=sheet, block=block)
    else:
        Lock.objects.filter(sheet=sheet, block=block).delete()
    _save(sheet)
    shut(sheet, by.id)
    write_down(by, "sheet.locked" if is_locked else "sheet.unlocked", sheet, after={"block": block})


@transaction.atomic
def start_timer(by: By, sheet_id: UUID, seconds: int) -> None:
    """Zero stops it."""
    if not 0 <= seconds <= LONGEST_TIMER.total_seconds():
        raise ValidationError(_("Nedtellingen kan være opptil tre timer. Velg færre minutter."))
    sheet = locked_sheet(sheet_id)
    sheet.timer_seconds = seconds
    sheet.timer_ends_at = timezone.now() + timedelta(seconds=seconds) if seconds else None
    _save(sheet, "timer_ends_at", "timer_seconds")
    announce(sheet, "timer")


@transaction.atomic
def present(by: By, sheet_id: UUID, block: str) -> None:
    """One block full screen for all; none where it is empty."""
    sheet = locked_sheet(sheet_id)
    if block and definition_of(sheet).block(block) is None:
        raise ValidationError(_("Arket har ikke denne delen. Last siden på nytt."))
    sheet.presented = block
    _save(sheet, "presented")
    announce(sheet, "sheet")


def keep_version(by: By, document: Document, reason: VersionReason) -> Version:
    """The document's row must be locked by the caller."""
    return Version.objects.create(
        document=document,
        seq=document.seq,
        state=open_document(document).state(),
        definition=document.sheet.definition,
        reason=reason,
        phase=document.sheet.phase,
        by_id=by.id,
        by_name=by.name,
    )


def locked_sheet(sheet_id: UUID, expected: int | None = None) -> Sheet:
    """The documents are locked after the sheet, never before: two who wait for each other would both be refused."""
    sheet = Sheet.objects.select_for_update().get(pk=sheet_id, deleted_at=None)
    if expected is not None and sheet.version != expected:
        raise ValidationError(
            _("Noen andre har endret arket mens du så på det. Se hva som står nå, og velg på nytt."), code="changed"
        )
    return sheet


def _save(sheet: Sheet, *fields: str, clear_timer: bool = False) -> None:
    if clear_timer:
        sheet.timer_ends_at, sheet.timer_seconds = None, 0
    sheet.version += 1
    sheet.save(update_fields=["version", *fields])
