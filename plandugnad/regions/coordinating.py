"""Coordinating together, handing over and stepping down. The caller asks `access`."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from plandugnad.accounts.models import Person
from plandugnad.accounts.sending import can_send_mail
from plandugnad.core.audit import By
from plandugnad.core.mail import post
from plandugnad.regions import actions
from plandugnad.regions.coordinators import coordinating
from plandugnad.regions.founding import COORDINATOR
from plandugnad.regions.models import Collaboration, Membership, Role


@transaction.atomic
def name_coordinator(by: By, collaboration: Collaboration, person: Person) -> Membership:
    """Somebody who works in one that takes part. She hears of it at once, and may step down as soon."""
    Collaboration.objects.select_for_update(no_key=True).get(pk=collaboration.pk)
    if any(row.person_id == person.pk for row in coordinating(collaboration)):
        raise ValidationError(_("%(person)s koordinerer alt.") % {"person": person})
    membership = actions.give_role(by, person, collaboration, Role.objects.get(code=COORDINATOR))
    if can_send_mail():
        _send(by, collaboration, person)
    return membership


def _send(by: By, collaboration: Collaboration, person: Person) -> None:
    link = settings.BASE_URL + reverse("collaboration", args=[collaboration.id])
    with translation.override(person.language or "nb"):
        about = {"collaboration": collaboration, "by": by.name, "link": link, "person": person}
        letter = EmailMessage(
            subject=_("Du koordinerer nå %(name)s") % {"name": " ".join(collaboration.name.split())},
            body=render_to_string("regions/mail/named_coordinator.txt", about),
            to=[person.email],
        )
    post(letter)


@transaction.atomic
def step_down(by: By, collaboration: Collaboration, person: Person, *, knows_nobody_is_left: bool) -> None:
    """Who is the last one is asked to know it: the administrators are told, and nobody coordinates until then."""
    Collaboration.objects.select_for_update(no_key=True).get(pk=collaboration.pk)
    rows = coordinating(collaboration)
    mine = [row for row in rows if row.person_id == person.pk]
    if len(mine) == len(rows) and not knows_nobody_is_left:
        raise ValidationError(_("Du er blitt den eneste koordinatoren. Les hva det betyr, og velg en gang til."))
    for row in mine:
        actions.end_membership(by, row)
