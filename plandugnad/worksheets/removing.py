"""A sheet begun by mistake: pressed twice, or of the wrong kind. What somebody has written in is not deleted."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.engines.sheet.definitions import read_definition
from plandugnad.regions.models import Collaboration
from plandugnad.worksheets.actions import begin_sheet, locked_sheet
from plandugnad.worksheets.auditing import write_down
from plandugnad.worksheets.models import Adoption, Panellist, ScaleAnswer, SetAside, Sheet, Update, Vote
from plandugnad.worksheets.own_words.queries import mapping_in
from plandugnad.worksheets.queries import name_of_new
from plandugnad.worksheets.reviewing.access import review_of
from plandugnad.worksheets.reviewing.telling import refresh_review
from plandugnad.worksheets.store import shut
from plandugnad.worksheets.telling import refresh_found

_PRESSED_TWICE = timedelta(seconds=15)


def find_deleted(sheet_id: UUID) -> Sheet | None:
    return Sheet.objects.filter(pk=sheet_id, is_private=False).exclude(deleted_at=None).first()


@transaction.atomic
def begin_once(by: By, collaboration: Collaboration, kind: str, language: str) -> Sheet:
    """Pressed twice, it is one sheet."""
    Collaboration.objects.select_for_update(no_key=True).get(pk=collaboration.pk)
    lately = timezone.now() - _PRESSED_TWICE
    own = Sheet.objects.listed().filter(collaboration=collaboration, kind=kind, begun_by_id=by.id, made_at__gte=lately)
    made = mapping_in(collaboration, kind)
    just_begun = own.order_by("-made_at").first()
    if just_begun and just_begun.definition == made and not is_written_in(just_begun):
        return just_begun
    name = name_of_new(collaboration, kind, read_definition(made, kind).title.said(language))
    return begin_sheet(by, collaboration, kind, made, name, language)


def is_written_in(sheet: Sheet) -> bool:
    """By anybody, ever: also what is taken away again, and who is asked, has answered or has voted. Anonymous cards
    are not asked for, since the answer would tell that somebody has written one; they come back with the sheet.
    """
    written = Update.objects.filter(document__sheet=sheet).exclude(blocks=[])
    rows = [one.objects.filter(sheet=sheet) for one in (Vote, ScaleAnswer, Adoption, SetAside)]
    panel = Panellist.objects.filter(review__sheet=sheet)
    return any(one.exists() for one in (written, *rows, panel))


@transaction.atomic
def delete_sheet(by: By, sheet_id: UUID) -> None:
    sheet = locked_sheet(sheet_id)
    list(sheet.documents.select_for_update().order_by("id"))  # nobody writes while we look
    if is_written_in(sheet):
        raise ValidationError(_("Noen har skrevet i arket, eller er spurt. Da kan det ikke slettes."))
    sheet.deleted_at = timezone.now()
    _told(by, sheet, "sheet.deleted")


@transaction.atomic
def bring_back_sheet(by: By, sheet_id: UUID) -> None:
    sheet = Sheet.objects.select_for_update().get(pk=sheet_id)
    if sheet.deleted_at is None:
        return
    sheet.deleted_at = None
    _told(by, sheet, "sheet.brought_back")


def _told(by: By, sheet: Sheet, verb: str) -> None:
    sheet.save(update_fields=["deleted_at"])
    shut(sheet, by.id)
    write_down(by, verb, sheet, after={"name": sheet.name})
    refresh_found(sheet, by)
    if review := review_of(sheet):
        refresh_review(review, by)
