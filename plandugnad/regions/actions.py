"""Inviting, joining, leaving, and making collaborations. The caller has asked `access`."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from plandugnad.accounts import actions as accounts
from plandugnad.accounts.models import Person
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.mail import post
from plandugnad.core.models import Installation
from plandugnad.projections.filling import refresh
from plandugnad.regions import coordinators
from plandugnad.regions.models import Collaboration, Invitation, Member, Membership, Organisation, Role, Scope
from plandugnad.regions.roles import load_roles
from plandugnad.regions.telling import CollaborationSource

INVITATION_LASTS = timedelta(days=14)
Place = Organisation | Collaboration | None


@transaction.atomic
def make_installation() -> Installation:
    """An ordinary one. Its mark is for good: a trigger refuses to make it a demo afterwards."""
    load_roles()
    return Installation.objects.create(is_demo=False)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def scope_of(place: Place) -> str:
    if place is None:
        return Scope.INSTALLATION
    return Scope.COLLABORATION if isinstance(place, Collaboration) else place.kind


def roles_for(place: Place) -> list[Role]:
    return [role for role in Role.objects.all() if scope_of(place) in role.scopes]


def _columns(place: Place) -> dict[str, Any]:
    if isinstance(place, Collaboration):
        return {"organisation": None, "collaboration": place}
    return {"organisation": place, "collaboration": None}


@transaction.atomic
def invite(by: By, place: Place, role: Role, email: str, name: str = "") -> tuple[Invitation, str]:
    """Makes an invitation and returns it with its link. An open one to the same address and role is replaced."""
    if scope_of(place) not in role.scopes:
        raise ValidationError({"role": _("Rollen kan ikke gis her.")})
    earlier = Invitation.objects.at(place).filter(email__iexact=email, role=role, accepted_at=None, withdrawn_at=None)
    earlier.update(withdrawn_at=timezone.now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        **_columns(place),
        role=role,
        email=email.lower(),
        name=name,
        token_digest=digest(token),
        invited_by_id=by.id,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    audit.record(by, "person_invited", invitation, organisation_id=_organisation_id(place), after=_about(invitation))
    return invitation, settings.BASE_URL + reverse("invitation", args=[token])


def send_invitation(invitation: Invitation, link: str) -> None:
    """In the language the person has chosen, where we know them; else in the written form of the place that invites."""
    place = invitation.place
    known = Person.objects.filter(email__iexact=invitation.email).values_list("language", flat=True).first()
    with translation.override(known or (place.language if isinstance(place, Organisation) else "nb")):
        about = {"invitation": invitation, "place": place, "link": link}
        letter = EmailMessage(
            subject=_("Invitasjon til Plandugnad: %(place)s") % {"place": place or _("administrasjon")},
            body=render_to_string("regions/mail/invitation.txt", about),
            to=[invitation.email],
        )
    post(letter)


@transaction.atomic
def invite_again(by: By, invitation: Invitation) -> tuple[Invitation, str]:
    """A new link to the same address; the earlier one stops working."""
    return invite(by, invitation.place, invitation.role, invitation.email, invitation.name)


@transaction.atomic
def accept(invitation: Invitation, name: str, password: str | None = None) -> Person:
    """Makes the person when the address is new, and the membership. An invitation can be accepted once."""
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not locked.is_open:
        raise ValidationError(_("Invitasjonen er brukt eller trukket tilbake."))
    person = _person_with(locked.email, name, password)
    if not person.is_active:
        raise ValidationError(_("Kontoen er stengt. Ta kontakt med den som inviterte deg."))
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    give_role(By(person.id, str(person)), person, locked.place, locked.role)
    return person


def _person_with(email: str, name: str, password: str | None) -> Person:
    there = Person.objects.filter(email__iexact=email).first()
    if there is not None:
        return there
    try:
        with transaction.atomic():
            return Person.objects.create_user(email, password, name=name)
    except IntegrityError:  # two invitations to one new address, accepted in the same instant
        return Person.objects.get(email__iexact=email)


@transaction.atomic
def give_role(by: By, person: Person, place: Place, role: Role) -> Membership:
    membership, is_new = Membership.objects.get_or_create(person=person, role=role, ended_at=None, **_columns(place))
    if is_new:
        audit.record(
            by,
            "role_given",
            membership,
            organisation_id=_organisation_id(place),
            after={"role": role.code, "person": str(person)},
        )
        if coordinators.is_of_coordinator(membership):
            coordinators.tell_of(by, "coordinator_named", membership)
    return membership


@transaction.atomic
def end_membership(by: By, membership: Membership) -> None:
    if membership.ended_at is not None:
        return
    if membership.place is None and not _other_administrators(membership):
        raise ValidationError(_("Dette er den eneste administratoren. Inviter en ny først."))
    also = coordinators.going_with(membership)
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    audit.record(
        by,
        "role_ended",
        membership,
        organisation_id=membership.organisation_id,
        before={"role": membership.role_id, "person": str(membership.person)},
    )
    if coordinators.is_of_coordinator(membership):
        coordinators.tell_of(by, "coordinator_ended", membership)
        coordinators.tell_if_nobody_is_left(membership)
    for role in also:
        end_membership(by, role)


@transaction.atomic
def close_account(by: By, person: Person) -> None:
    for membership in Membership.objects.at(None).filter(person=person, ended_at=None):
        if not _other_administrators(membership):
            raise ValidationError(_("Dette er den eneste administratoren. Inviter en ny først."))
    accounts.close_account(by, person)
    for membership in _coordinated_by(person):
        coordinators.tell_if_nobody_is_left(membership)


def _coordinated_by(person: Person) -> list[Membership]:
    rows = Membership.objects.filter(person=person, ended_at=None, collaboration__isnull=False)
    return [row for row in rows.select_related("collaboration", "role") if coordinators.is_of_coordinator(row)]


def _other_administrators(membership: Membership) -> bool:
    others = Membership.objects.select_for_update().filter(
        organisation=None, collaboration=None, ended_at=None, role=membership.role, person__is_active=True
    )
    return any(other.pk != membership.pk for other in others)


@transaction.atomic
def withdraw_invitation(by: By, invitation: Invitation) -> None:
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    audit.record(
        by, "invitation_withdrawn", invitation, organisation_id=invitation.organisation_id, before=_about(invitation)
    )


@transaction.atomic
def make_collaboration(
    by: By, name: str, members: Iterable[Organisation], *, is_example: bool = False
) -> Collaboration:
    """With everybody in it from the start, as a demo is. People found theirs: see `founding`."""
    collaboration = Collaboration.objects.create(name=name, is_example=is_example)
    rows = [Member(collaboration=collaboration, organisation=organisation) for organisation in members]
    Member.rows.bulk_create(rows)
    audit.record(by, "collaboration_made", collaboration, after={"name": name, "members": len(rows)})
    refresh(CollaborationSource.key, [collaboration.id])
    return collaboration


@transaction.atomic
def set_import_consent(by: By, member: Member, lets_coordinator_import: bool) -> None:
    """A municipality says yes or no to the coordinator importing for it."""
    if member.lets_coordinator_import == lets_coordinator_import:
        return
    member.lets_coordinator_import = lets_coordinator_import
    member.save(update_fields=["lets_coordinator_import"])
    verb = "import_consent_given" if lets_coordinator_import else "import_consent_withdrawn"
    about = {"organisation": member.organisation.name}
    audit.record(by, verb, member.collaboration, organisation_id=member.organisation_id, after=about)


def _about(invitation: Invitation) -> dict[str, str]:
    return {"role": invitation.role_id, "email": invitation.email}


def _organisation_id(place: Place) -> UUID | None:
    return place.id if isinstance(place, Organisation) else None
