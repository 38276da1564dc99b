"""A person who asks to be forgotten: the account is emptied, and her name leaves the history. What was done stays."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.accounts.models import Person
from plandugnad.core import erasing
from plandugnad.core.audit import By
from plandugnad.core.mail import forget_mail_to
from plandugnad.regions import coordinators
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
    forget_mail_to([email])
    person.email, person.name, person.language = emptied_address(person), erasing.ERASED, ""
    person.seen_at = None
    person.set_unusable_password()
    person.save()
    _forget_what_is_hers(person)
    coordinators.forget_name(person)
    return erasing.erase(by, person, {email, name})


def _forget_what_is_hers(person: Person) -> None:
    """Every way in of her own, to whichever app it belongs: accounts elsewhere, passkeys, keys to the API, addresses of
    her calendar. It is what would go with her row, which stays for the sake of the history; so do her memberships."""
    relations: Any = Person._meta.get_fields(include_hidden=True)
    for relation in relations:
        if getattr(relation, "on_delete", None) is models.CASCADE and relation.related_model is not Membership:
            relation.related_model._base_manager.filter(**{relation.field.name: person}).delete()
