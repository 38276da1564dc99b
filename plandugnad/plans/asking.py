"""Asking a municipality to own a plan too, and seeing to it that those who may answer hear of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
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
from plandugnad.plans import owning
from plandugnad.plans.models import OwnerState, Plan, PlanOwner
from plandugnad.plans.queries.owners import OwnerLine
from plandugnad.regions.models import Organisation
from plandugnad.regions.queries.collaborations import answerers
from plandugnad.regions.sending import MOST_LETTERS


@dataclass(frozen=True)
class Asked:
    row: PlanOwner
    is_reached: bool  # somebody there has an account and may answer


def find_possible_owner(plan: Plan, id: str) -> Organisation | None:
    try:
        wanted = UUID(id)
    except ValueError:
        return None
    rows = Organisation.objects.municipalities().current().exclude(pk=plan.organisation_id)
    return rows.filter(pk=wanted).first()


def unreached(lines: Iterable[OwnerLine]) -> set[UUID]:
    """The asked whom nobody here can answer for, so that nobody waits for them in vain."""
    waiting = [line.id for line in lines if line.state == OwnerState.INVITED]
    people = answerers(Organisation.objects.filter(pk__in=waiting)) if waiting else {}
    return {id for id, found in people.items() if not found}


@transaction.atomic
def invite_owner(by: By, plan: Plan, organisation: Organisation) -> Asked | None:
    """A letter to each who may answer. Without a mail server the question stands on their front page all the same."""
    row = owning.invite_owner(by, plan, organisation)
    if row is None:
        return None
    people = answerers([organisation])[organisation.pk]
    for person in people[:MOST_LETTERS] if can_send_mail() else []:
        _send_question(by, row, person)
    return Asked(row, bool(people))


def _send_question(by: By, row: PlanOwner, person: Person) -> None:
    path = reverse("plan_owner_answer", args=[row.plan_id, row.organisation_id])
    with translation.override(person.language or row.organisation.language):
        about = {"row": row, "by": by.name, "link": settings.BASE_URL + path, "person": person}
        told = {"place": row.organisation.name, "plan": " ".join(row.plan.name.split())}
        letter = EmailMessage(
            subject=_("Skal %(place)s eie «%(plan)s» sammen med andre?") % told,
            body=render_to_string("plans/mail/owner_question.txt", about),
            to=[person.email],
        )
    post(letter)
