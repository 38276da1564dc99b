"""How an organisation comes into a collaboration and out of it. The caller asks `access`."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import SYSTEM, By
from plandugnad.projections.activity import tell
from plandugnad.projections.filling import refresh
from plandugnad.regions import keys, nesting, telling
from plandugnad.regions.actions import end_membership
from plandugnad.regions.agreement import earliest_end
from plandugnad.regions.models import (
    Collaboration,
    Member,
    MemberKind,
    Membership,
    MemberState,
    Organisation,
    OrganisationKind,
)

MEMBER_KINDS = (OrganisationKind.MUNICIPALITY,)
HELPER_KINDS = (OrganisationKind.COUNTY, OrganisationKind.STATE_ADMINISTRATOR)
# What those inward of this app cannot know ends with a membership. Each is called within the transaction.
Parting = Callable[[By, Collaboration, UUID], None]
_partings: list[Parting] = []


def add_parting(parting: Parting) -> None:
    """Called as a feature's module `parting` is loaded."""
    _partings.append(parting)


@transaction.atomic
def invite_organisations(
    by: By, collaboration: Collaboration, organisations: Iterable[Organisation], kind: str = MemberKind.MEMBER
) -> list[Member]:
    """Asks those that are neither in nor asked already; who has left or said no may be asked anew."""
    allowed = MEMBER_KINDS if kind == MemberKind.MEMBER else HELPER_KINDS
    present = {row.organisation_id: row for row in _rows(collaboration).select_for_update()}
    today, asked = timezone.localdate(), []
    for organisation in organisations:
        row = present.get(organisation.id) or Member(collaboration=collaboration, organisation=organisation)
        if organisation.kind not in allowed or (row.pk and row.state(today) not in _MAY_BE_ASKED):
            continue
        _begin_anew(row, kind)
        row.invited_at, row.invited_by_id = timezone.now(), by.id
        row.save()
        asked.append(row)
        record(by, "member_invited", row, after={"kind": kind})
    refresh(telling.CollaborationSource.key, [collaboration.id], by)
    return asked


_MAY_BE_ASKED = {MemberState.DECLINED, MemberState.LEFT}


def _begin_anew(row: Member, kind: str) -> None:
    row.kind, row.lets_coordinator_import = kind, False
    row.accepted_at = row.declined_at = row.left_at = row.invited_at = None
    row.notice_on = row.ends_on = None


@transaction.atomic
def join_at_once(by: By, collaboration: Collaboration, organisation: Organisation) -> Member:
    """The founder's own: she may say yes for it, and has by founding."""
    kind = MemberKind.MEMBER if organisation.is_municipality else MemberKind.HELPER
    row = Member.rows.create(collaboration=collaboration, organisation=organisation, kind=kind)
    record(by, "member_joined", row, after={"kind": kind})
    refresh(telling.CollaborationSource.key, [collaboration.id], by)
    return row


@transaction.atomic
def answer_invitation(by: By, member: Member, is_yes: bool) -> Member:
    row = _locked(member)
    if row is None or row.state(timezone.localdate()) not in {MemberState.INVITED, MemberState.DECLINED}:
        raise ValidationError(
            _("Invitasjonen er besvart eller trukket tilbake. Åpne siden på nytt og se hva som gjelder.")
        )
    if not is_yes and row.declined_at is not None:
        return row
    row.accepted_at = timezone.now() if is_yes else None
    row.declined_at = None if is_yes else timezone.now()
    row.save()
    record(by, "member_joined" if is_yes else "member_declined", row, after={"kind": row.kind})
    refresh(telling.CollaborationSource.key, [row.collaboration_id], by)
    return row


@transaction.atomic
def withdraw_organisation(by: By, member: Member) -> None:
    """Takes back a question that nobody has said yes to."""
    row = _locked(member)
    if row is None or row.accepted_at is not None:
        raise ValidationError(_("Invitasjonen er besvart. Den som er med, går ut selv."))
    record(by, "member_uninvited", row)
    row.delete()
    refresh(telling.CollaborationSource.key, [member.collaboration_id], by)


@transaction.atomic
def give_notice(by: By, member: Member, last_day: date | None = None) -> Member:
    """Leaves on the last day of the notice the form asks for, or a later one; at once where it asks for none."""
    row, today = _locked(member), timezone.localdate()
    if row is None or row.state(today) != MemberState.TAKES_PART:
        raise ValidationError(
            _("Dere er ikke med nå, eller har alt sagt opp. Åpne siden på nytt og se hva som gjelder.")
        )
    earliest = today if row.is_helper else earliest_end(row.collaboration.form, today)
    if last_day is not None and last_day < earliest:
        raise ValidationError(_("Den siste dagen kan ikke være før %(day)s.") % {"day": earliest.strftime("%d.%m.%Y")})
    ends_on = last_day or earliest
    if ends_on == today:
        leave(by, row)
        return row
    row.notice_on, row.ends_on = today, ends_on
    row.save()
    record(by, "member_gave_notice", row, after={"ends_on": ends_on.isoformat()})
    refresh(telling.CollaborationSource.key, [row.collaboration_id], by)
    return row


@transaction.atomic
def withdraw_notice(by: By, member: Member) -> None:
    row = _locked(member)
    if row is None or row.state(timezone.localdate()) != MemberState.LEAVING:
        raise ValidationError(_("Det er ingen oppsigelse å trekke tilbake. Åpne siden på nytt og se hva som gjelder."))
    row.notice_on = row.ends_on = None
    row.save()
    record(by, "member_withdrew_notice", row)
    refresh(telling.CollaborationSource.key, [row.collaboration_id], by)


@transaction.atomic
def leave(by: By, row: Member) -> None:
    """What the organisation let the others see through the collaboration ends with it."""
    row.left_at, row.lets_coordinator_import = timezone.now(), False
    row.save()
    for part in _partings:
        part(by, row.collaboration, row.organisation_id)
    _end_roles(by, row)
    nesting.end_what_is_over(by, row.collaboration)
    record(by, "member_left", row)
    refresh(telling.CollaborationSource.key, [row.collaboration_id], by)


def _end_roles(by: By, row: Member) -> None:
    """Who has a role here and belongs to who leaves, goes too, unless another of hers is still in it."""
    staying = Member.rows.taking_part().filter(collaboration=row.collaboration).values("organisation_id")
    current = Membership.objects.filter(ended_at=None)
    roles = current.filter(
        collaboration=row.collaboration,
        person_id__in=current.filter(organisation=row.organisation).values("person_id"),
    )
    others = current.filter(organisation_id__in=staying).values("person_id")
    for role in roles.exclude(person_id__in=others).select_related("person", "role", "collaboration"):
        end_membership(by, role)


@transaction.atomic
def end_what_has_run_out() -> int:
    """Rights ended by themselves with the last day; this ends what was shared, and writes it in the history."""
    over = Member.rows.filter(ends_on__lt=timezone.localdate(), left_at=None)
    rows = list(over.select_for_update(of=("self",), skip_locked=True).select_related("collaboration", "organisation"))
    for row in rows:
        leave(SYSTEM, row)
    return len(rows)


def record(by: By, verb: str, member: Member, after: Any = None) -> None:
    """In the collaboration's history, and told to those who see its pages."""
    about = {"organisation": member.organisation.body_name} | (after or {})
    audit.record(by, verb, member.collaboration, organisation_id=member.organisation_id, after=about)
    tell(by, verb, [telling.about_member(member)], [keys.taking_part_in(member.collaboration_id)])


def _rows(collaboration: Collaboration) -> Any:
    return Member.rows.filter(collaboration=collaboration).select_related("organisation")


def _locked(member: Member) -> Member | None:
    rows = Member.rows.select_for_update(of=("self",)).select_related("collaboration", "organisation")
    return rows.filter(pk=member.pk).first()
