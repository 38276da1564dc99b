"""That somebody coordinates a collaboration, or nobody does: told to those who take part, and to the administrators."""

from uuid import UUID, uuid5

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from plandugnad.accounts.models import Person
from plandugnad.accounts.sending import can_send_mail
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.erasing import ERASED
from plandugnad.core.mail import post
from plandugnad.projections.activity import tell
from plandugnad.projections.filling import refresh
from plandugnad.projections.models import ActivityEntry
from plandugnad.regions import keys, telling
from plandugnad.regions.models import Collaboration, Grant, Member, Membership


def is_of_coordinator(membership: Membership) -> bool:
    return membership.collaboration_id is not None and Grant.READ_MEMBERS in membership.role.grants


def going_with(membership: Membership) -> list[Membership]:
    """The coordinator's roles somebody has by belonging where this role is. They end with her last role among those
    who take part: else who has left a municipality would go on reading its drafts, and the others'."""
    if membership.organisation_id is None:
        return []
    hers = Membership.objects.filter(person=membership.person, ended_at=None).exclude(pk=membership.pk)
    partaking = Member.rows.taking_part()
    here = partaking.filter(organisation_id=membership.organisation_id).values("collaboration_id")
    still = partaking.filter(organisation_id__in=hers.exclude(organisation=None).values("organisation_id"))
    rows = hers.filter(collaboration_id__in=here).exclude(collaboration_id__in=still.values("collaboration_id"))
    found = rows.select_related("person", "role", "collaboration").order_by("collaboration__name", "pk")
    return [row for row in found if is_of_coordinator(row)]


def tell_of(by: By, verb: str, membership: Membership) -> None:
    """'coordinator_named' or 'coordinator_ended', in the history of the collaboration."""
    collaboration, person = membership.collaboration, membership.person
    assert collaboration is not None  # as `is_of_coordinator` has it
    audit.record(by, verb, collaboration, after={"person": str(person)})
    about = telling.about_coordinator(collaboration, _line_of(person, collaboration.id), str(person))
    tell(by, verb, [about], [keys.taking_part_in(collaboration.id)])
    refresh(telling.CollaborationSource.key, [collaboration.id])


def forget_name(person: Person) -> None:
    """What has happened is titled by her name where it tells that she coordinates."""
    places = Membership.objects.filter(person=person, collaboration__isnull=False)
    lines = [_line_of(person, id) for id in places.values_list("collaboration_id", flat=True) if id]
    ActivityEntry.objects.filter(source=telling.MEMBER, source_id__in=lines).update(title=ERASED)


def _line_of(person: Person, collaboration_id: UUID) -> UUID:
    return uuid5(collaboration_id, str(person.id))


def tell_if_nobody_is_left(membership: Membership) -> None:
    """Of a coordinator's role that has ended. The question also stands among what waits for the administrators:
    `telling.CollaborationSource`."""
    collaboration = membership.collaboration
    assert collaboration is not None  # as `is_of_coordinator` has it
    refresh(telling.CollaborationSource.key, [collaboration.id])
    if coordinating(collaboration) or not can_send_mail():
        return
    for person in Person.objects.filter(id__in=_administrators(), is_active=True).order_by("id"):
        with translation.override(person.language or "nb"):
            link = settings.BASE_URL + reverse("people", args=[collaboration.id])
            letter = EmailMessage(
                subject=_("%(name)s har ingen koordinator") % {"name": " ".join(collaboration.name.split())},
                body=render_to_string(
                    "regions/mail/no_coordinator.txt", {"collaboration": collaboration, "link": link, "person": person}
                ),
                to=[person.email],
            )
        post(letter)


def coordinating(collaboration: Collaboration) -> list[Membership]:
    """Those whose account is open: a closed one coordinates nothing."""
    rows = Membership.objects.filter(collaboration=collaboration, ended_at=None, person__is_active=True)
    return [row for row in rows.select_related("role", "person").order_by("made_at") if is_of_coordinator(row)]


def _administrators() -> list[UUID]:
    rows = Membership.objects.at(None).filter(ended_at=None, role__grants__contains=[Grant.ADMINISTER])
    return list(rows.values_list("person_id", flat=True))
