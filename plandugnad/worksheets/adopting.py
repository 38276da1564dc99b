"""Each member's own yes to one version, and what the sheet then is to the collaboration."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.engines.sheet.blocks import AdoptionBlock
from plandugnad.engines.sheet.projection import project
from plandugnad.regions.models import Organisation
from plandugnad.worksheets.actions import keep_version, locked_sheet
from plandugnad.worksheets.auditing import write_down
from plandugnad.worksheets.models import Adoption, Document, Phase, Sheet, Version, VersionReason
from plandugnad.worksheets.publishing import publish_sheet, publishes
from plandugnad.worksheets.queries import member_organisations
from plandugnad.worksheets.reviewing.finishing import mark_finished, reopen
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.store import announce, open_document, open_version
from plandugnad.worksheets.telling import refresh_found, refresh_waiting

LONGEST_NOTE = 2_000


@dataclass(frozen=True)
class MemberYes:
    """`adoption` is of the version that stands; `older` the last of an earlier one."""

    organisation: Organisation
    adoption: Adoption | None
    older: Adoption | None


def yeses_of(sheet: Sheet) -> Sequence[MemberYes]:
    """Every member, by name. The number of questions does not grow with them."""
    version = adopted_version(shared_of(sheet))
    adoptions = Adoption.objects.filter(sheet=sheet, withdrawn_at=None).order_by("version__seq", "made_at")
    now: dict[UUID, Adoption] = {}
    older: dict[UUID, Adoption] = {}
    for one in adoptions:
        (now if version and one.version_id == version.id else older)[one.organisation_id] = one
    return [MemberYes(one, now.get(one.id), older.get(one.id)) for one in member_organisations(sheet)]


def adopted_version(document: Document) -> Version | None:
    """The last that somebody adopted, where the sheet still says the same; else what is adopted is something older.

    What it says is compared, and not its number: a lock or a phase moves that, and changes no word.
    """
    version = document.versions.filter(reason=VersionReason.ADOPTED).first()
    if version is None or project(open_version(version)) != project(open_document(document)):
        return None
    return version


def shared_of(sheet: Sheet) -> Document:
    found: Document = sheet.documents.get(organisation=None)
    found.sheet = sheet
    return found


@transaction.atomic
def adopt(
    by: By, sheet_id: UUID, organisation: Organisation, adopted_on: date, note: str, language: str = "nb"
) -> Adoption:
    """Raises ValidationError in words. All who adopt what says the same adopt one version.

    With the last of the members it becomes what the collaboration has agreed on.
    """
    sheet = locked_sheet(sheet_id)
    if sheet.phase != Phase.ADOPT:
        raise ValidationError(_("Arket er ikke i fasen «vedta». Møtelederen flytter det dit når ordlyden er ferdig."))
    if len(note) > LONGEST_NOTE:
        raise ValidationError(_("Merknaden er lengre enn %(most)s tegn. Gjør den kortere.") % {"most": LONGEST_NOTE})
    document = Document.objects.select_for_update().get(sheet=sheet, organisation=None)
    document.sheet = sheet
    version = adopted_version(document) or keep_version(by, document, VersionReason.ADOPTED)
    if Adoption.objects.filter(version=version, organisation=organisation, withdrawn_at=None).exists():
        raise ValidationError(_("%(name)s har vedtatt denne versjonen.") % {"name": organisation.name})
    made = Adoption.objects.create(
        sheet=sheet,
        version=version,
        organisation=organisation,
        adopted_on=adopted_on,
        note=note,
        by_id=by.id,
        by_name=by.name,
    )
    if sheet.review_on is None:
        sheet.review_on = review_day(sheet, adopted_on)
        sheet.save(update_fields=["review_on"])
    announce(sheet, "adoptions")
    write_down(by, "sheet.adopted", sheet, organisation_id=organisation.id, after={"on": adopted_on.isoformat()})
    _publish_when_all_have(by, sheet, version, language)
    refresh_found(sheet, by)
    mark_finished(by, sheet, document)
    return made


def _publish_when_all_have(by: By, sheet: Sheet, version: Version, language: str) -> None:
    adoptions = list(Adoption.objects.filter(version=version, withdrawn_at=None))
    lacking = {one.id for one in member_organisations(sheet)} - {one.organisation_id for one in adoptions}
    if publishes(sheet) and not lacking:
        publish_sheet(by, sheet, version, adoptions, language)


@transaction.atomic
def withdraw(by: By, sheet_id: UUID, adoption_id: UUID) -> None:
    sheet = locked_sheet(sheet_id)
    adoption = Adoption.objects.select_for_update().get(pk=adoption_id, sheet=sheet, withdrawn_at=None)
    adoption.withdrawn_at = timezone.now()
    adoption.save(update_fields=["withdrawn_at"])
    announce(sheet, "adoptions")
    write_down(by, "sheet.adoption_withdrawn", sheet, organisation_id=adoption.organisation_id)
    refresh_found(sheet, by)
    if not sheet.adoptions.filter(withdrawn_at=None).exists():
        reopen(by, sheet)


@transaction.atomic
def set_review(by: By, sheet_id: UUID, review_on: date) -> None:
    if review_on <= timezone.localdate():
        raise ValidationError(_("Velg en dag fram i tid."))
    sheet = locked_sheet(sheet_id)
    was, sheet.review_on = sheet.review_on, review_on
    sheet.save(update_fields=["review_on"])
    write_down(by, "sheet.review", sheet, before={"on": str(was or "")}, after={"on": review_on.isoformat()})
    if sheet.is_private:
        refresh_waiting(sheet, by)


def review_day(sheet: Sheet, adopted_on: date) -> date:
    """As many months on as the worksheet says, on the same day of the month or its last."""
    block = next((one for one in definition_of(sheet).blocks if isinstance(one, AdoptionBlock)), None)
    months = adopted_on.month - 1 + (block.review_months if block else 12)
    year, month = adopted_on.year + months // 12, months % 12 + 1
    return date(year, month, min(adopted_on.day, calendar.monthrange(year, month)[1]))
