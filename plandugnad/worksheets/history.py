"""What a sheet has said before: versions, restoring one, and what is new since a person was last there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.sheet.restoring import restore
from plandugnad.worksheets.actions import keep_version, locked_sheet
from plandugnad.worksheets.auditing import write_down
from plandugnad.worksheets.confidential.wording import names_together
from plandugnad.worksheets.models import ClientId, Document, Sheet, Update, Version, VersionReason, Visit
from plandugnad.worksheets.schemas import anonymous_blocks, definition_of
from plandugnad.worksheets.store import append, open_document, open_version


@dataclass(frozen=True)
class Since:
    """What others have written since she was there: the parts of the sheet by title, and who.

    `nameless` are parts with something by nobody we can name, `anonymous` those of them where nobody is to be named.
    """

    at: datetime
    blocks: Sequence[str]
    people: Sequence[str]
    nameless: Sequence[str] = ()
    anonymous: Sequence[str] = ()


@transaction.atomic
def restore_version(by: By, sheet_id: UUID, version_id: UUID) -> None:
    """A new edit: what stood until now is a version too, and can be restored in the same way."""
    sheet = locked_sheet(sheet_id)
    version = Version.objects.get(pk=version_id, document__sheet=sheet, document__organisation=None)
    document = Document.objects.select_for_update().get(pk=version.document_id)
    document.sheet = sheet
    keep_version(by, document, VersionReason.RESTORED)
    opened = open_document(document)
    if update := restore(open_version(version), opened):
        ClientId.objects.get_or_create(document=document, client=opened.doc.client_id)
        append(document, update, [one.id for one in definition_of(sheet).blocks], by.id)
    write_down(by, "sheet.restored", sheet, after={"version": str(version.id)})


def visit(document: Document, person_id: UUID, language: str) -> Since | None:
    """Notes that she is here now, and says what others have written since last. None the first time, or where nothing
    is new.
    """
    last = Visit.objects.filter(document=document, person_id=person_id).first()
    Visit.objects.update_or_create(
        document=document, person_id=person_id, defaults={"seq": document.seq, "at": timezone.now()}
    )
    if last is None or last.seq == document.seq:
        return None
    rows = Update.objects.filter(document=document, seq__gt=last.seq).exclude(person_id=person_id).exclude(blocks=[])
    said = rows.order_by("blocks", "person_id").values_list("blocks", "person_id").distinct()
    named = {block for blocks, person in said if person for block in blocks}
    nameless = {block for blocks, person in said if not person for block in blocks}
    if not named and not nameless:
        return None
    people = Person.objects.filter(pk__in={person for _blocks, person in said if person})
    anonymous = anonymous_blocks(document.sheet) & nameless

    def titles(touched: Collection[str]) -> list[str]:
        return [one.title.said(language) for one in definition_of(document.sheet).blocks if one.id in touched]

    return Since(
        last.at,
        titles(named),
        sorted(str(one) for one in people),
        titles(nameless - anonymous),
        titles(anonymous),
    )


def versions_of(sheet: Sheet) -> Sequence[Version]:
    """Newest first, of what all share; without their states."""
    found = Version.objects.filter(document__sheet=sheet, document__organisation=None).defer("state", "definition")
    return list(found[:200])


def since_words(since: Since) -> str:
    def told(blocks: Sequence[str]) -> dict[str, str]:
        return {"blocks": ", ".join(f"«{one}»" for one in blocks), "people": names_together(since.people)}

    said = []
    if since.people:
        said.append(_("%(people)s har skrevet i %(blocks)s siden du var her sist.") % told(since.blocks))
    if since.nameless:
        said.append(_("Nytt i %(blocks)s siden du var her sist.") % told(since.nameless))
    if since.anonymous:
        said.append(_("Skrevet anonymt i %(blocks)s siden du var her sist.") % told(since.anonymous))
    return " ".join(said)
