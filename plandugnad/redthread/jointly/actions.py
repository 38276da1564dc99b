"""What is done with a joint section. Each is one transaction; the caller has asked `access`."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.projections.filling import refresh
from plandugnad.redthread.actions import ChangedMeanwhile
from plandugnad.redthread.jointly.models import JointSection, SectionDecision, SectionEdition, SectionOwner
from plandugnad.redthread.jointly.telling import SectionSource
from plandugnad.redthread.kinds import CouncilState
from plandugnad.regions.models import Organisation


@transaction.atomic
def begin_section(
    by: By, organisation: Organisation, title: str, text: str, asked: Collection[Organisation]
) -> JointSection:
    section = JointSection.objects.create()
    edition = SectionEdition.objects.create(section=section, number=1, title=title, text=text)
    SectionOwner.objects.create(section=section, organisation=organisation, accepted_at=timezone.now())
    _record(by, "section_begun", section, organisation.pk, after={"title": edition.title, "text": text})
    ask_owners(by, section, organisation.pk, asked)
    return section


@transaction.atomic
def ask_owners(by: By, section: JointSection, asker: UUID, asked: Collection[Organisation]) -> None:
    """Who declined or left may be asked again."""
    _locked(section)
    for place in asked:
        row, is_new = SectionOwner.objects.get_or_create(section=section, organisation=place)
        if not is_new and row.accepted_at and not row.left_at:
            continue
        row.declined_at = row.accepted_at = row.left_at = None
        row.invited_at = timezone.now()
        row.save()
        _record(by, "section_owner_asked", section, asker, after={"place": place.name})
        refresh(SectionSource.key, [row.id], by)


@transaction.atomic
def answer(by: By, owner: SectionOwner, *, is_yes: bool) -> None:
    _locked(owner.section)
    row = SectionOwner.objects.select_for_update().get(pk=owner.pk)
    if row.accepted_at is not None:
        return
    row.accepted_at, row.declined_at = (timezone.now(), None) if is_yes else (None, timezone.now())
    row.save()
    _record(by, "section_joined" if is_yes else "section_declined", owner.section, row.organisation_id)
    refresh(SectionSource.key, [row.id], by)


@transaction.atomic
def write_section(by: By, section: JointSection, organisation_id: UUID, title: str, text: str, seen: str) -> bool:
    """True where it became the next edition, because a council has the one before. `seen` is «edition.version»."""
    _locked(section)
    newest = SectionEdition.objects.select_for_update().filter(section=section).order_by("-number")[0]
    if seen and seen != seen_of(newest):
        raise ChangedMeanwhile(newest)
    if (newest.title, newest.text) == (title, text):
        return False
    before = {"title": newest.title, "text": newest.text, "edition": newest.number}
    is_next = SectionDecision.objects.filter(edition=newest).exists()
    if is_next:
        newest = SectionEdition(section=section, number=newest.number + 1)
    else:
        newest.version += 1
    newest.title, newest.text = title, text
    newest.save()
    after = {"title": title, "text": text, "edition": newest.number}
    _record(by, "section_written", section, organisation_id, before=before, after=after)
    return is_next


def seen_of(edition: SectionEdition) -> str:
    return f"{edition.number}.{edition.version}"


@transaction.atomic
def decide(
    by: By,
    owner: SectionOwner,
    edition: SectionEdition,
    state: str,
    *,
    decided_on: date | None = None,
    body: str = "",
    case_reference: str = "",
) -> SectionDecision:
    """Proposed, then decided. Only the newest edition is put to a council; its decision may be entered later too."""
    _locked(owner.section)
    newest = SectionEdition.objects.filter(section=owner.section).order_by("-number")[0]
    row = SectionDecision.objects.filter(owner=owner, edition=edition).first()
    if edition.pk != newest.pk and row is None:
        raise ValidationError(
            _("Teksten er endret siden. Åpne siden på nytt, og se på utgave %(number)s.") % {"number": newest.number}
        )
    before = {"state": row.state} if row else None
    row = row or SectionDecision(owner=owner, edition=edition)
    row.state, row.case_reference, row.body = state, case_reference, body
    row.decided_on = decided_on if state == CouncilState.DECIDED else None
    row.save()
    after = {
        "state": state,
        "edition": edition.number,
        "decided_on": row.decided_on.isoformat() if row.decided_on else "",
        "case_reference": case_reference,
        "body": body,
    }
    _record(by, "section_decided", owner.section, owner.organisation_id, before=before, after=after)
    return row


@transaction.atomic
def leave(by: By, owner: SectionOwner) -> None:
    """What the council decided stays in the history; the last one out takes the section with it."""
    section = _locked(owner.section)
    owner.left_at = timezone.now()
    owner.save(update_fields=["left_at"])
    _record(by, "section_left", section, owner.organisation_id)
    if not SectionOwner.objects.standing().filter(section=section).exists():
        section.deleted_at = timezone.now()
        section.save(update_fields=["deleted_at"])
    refresh(SectionSource.key, list(SectionOwner.objects.filter(section=section).values_list("id", flat=True)), by)


def _locked(section: JointSection) -> JointSection:
    return JointSection.objects.select_for_update(no_key=True).get(pk=section.pk)


def _record(by: By, verb: str, section: JointSection, organisation_id: UUID, **about: object) -> None:
    audit.record(by, verb, section, organisation_id=organisation_id, **about)
