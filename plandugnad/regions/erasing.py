"""A person who asks to be forgotten: the account is emptied, and her name leaves the history. What was done stays."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.accounts.models import Person
from plandugnad.core import erasing
from plandugnad.core.audit import By
from plandugnad.core.models import OutgoingMail, SentMail
from plandugnad.regions.actions import close_account
from plandugnad.regions.models import Invitation, Membership


def emptied_address(person: Person) -> str:
    return f"{person.pk.hex}@anonym.invalid"


@transaction.atomic
def erase_person(by: By, person: Person) -> int:
    """How many events of the history were changed."""
    email, name = person.email, person.name
    if email == emptied_address(person):
        raise ValidationError(_("Personen er slettet fra før."))
    close_account(by, person)
    Membership.objects.filter(person=person, ended_at=None).update(ended_at=timezone.now())
    Invitation.objects.filter(email__iexact=email).delete()
    for kept in (OutgoingMail, SentMail):
        kept._default_manager.filter(to__icontains=email).delete()
    person.email, person.name, person.language = emptied_address(person), erasing.ERASED, ""
    person.seen_at = None
    person.set_unusable_password()
    person.save()
    _forget_ways_in(person)
    return erasing.erase(by, person, {email, name})


def _forget_ways_in(person: Person) -> None:
    """Whatever the packages for signing in keep of her: addresses, accounts elsewhere, keys."""
    for relation in Person._meta.related_objects:
        if relation.related_model.__module__.startswith("allauth."):
            relation.related_model._default_manager.filter(**{relation.field.name: person}).delete()
