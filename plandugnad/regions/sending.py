"""Inviting somebody and seeing to it that the link comes to them: one transaction, so neither happens alone."""

from collections.abc import Iterable
from dataclasses import dataclass

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
from plandugnad.regions import actions, founding, joining
from plandugnad.regions.actions import Place
from plandugnad.regions.founding import Description
from plandugnad.regions.models import Collaboration, Invitation, Member, Organisation, Role
from plandugnad.regions.queries.collaborations import answerers

MOST_LETTERS = 20


@dataclass(frozen=True)
class Handed:
    """`link` is empty when it is on its way by mail: only the mailbox proves whose the address is."""

    email: str
    link: str = ""


@transaction.atomic
def invite(by: By, place: Place, role: Role, email: str, name: str) -> Handed:
    return _handed(*actions.invite(by, place, role, email, name))


@transaction.atomic
def invite_again(by: By, invitation: Invitation) -> Handed:
    return _handed(*actions.invite_again(by, invitation))


def _handed(invitation: Invitation, link: str) -> Handed:
    if not can_send_mail():  # whoever invited must pass the link on
        return Handed(invitation.email, link)
    actions.send_invitation(invitation, link)
    return Handed(invitation.email)


@dataclass(frozen=True)
class Asked:
    """`unreached` have nobody here who may answer: the administrator must invite somebody first."""

    members: tuple[Member, ...]
    unreached: tuple[Organisation, ...]


@transaction.atomic
def found_collaboration(
    by: By, description: Description, invited: Iterable[Organisation], home: Organisation | None, founder: Person | None
) -> tuple[Collaboration, Asked]:
    collaboration, members = founding.found_collaboration(by, description, invited, home=home, founder=founder)
    return collaboration, _asked(by, members)


@transaction.atomic
def invite_organisations(by: By, collaboration: Collaboration, invited: Iterable[Organisation], kind: str) -> Asked:
    return _asked(by, joining.invite_organisations(by, collaboration, invited, kind))


@transaction.atomic
def ask_and_take_out(by: By, collaboration: Collaboration, name: str, wanted: Iterable[Organisation]) -> Asked:
    return _asked(by, founding.ask_and_take_out(by, collaboration, name, wanted))


def _asked(by: By, members: list[Member]) -> Asked:
    """A letter to each who may answer. Without a mail server the question stands on their front page all the same."""
    people = answerers([member.organisation for member in members])
    for member in members if can_send_mail() else []:
        for person in people[member.organisation_id][:MOST_LETTERS]:
            _send_question(by, member, person)
    unreached = tuple(member.organisation for member in members if not people[member.organisation_id])
    return Asked(tuple(members), unreached)


def _send_question(by: By, member: Member, person: Person) -> None:
    path = reverse("collaboration_answer", args=[member.collaboration_id, member.organisation_id])
    with translation.override(person.language or member.organisation.language):
        about = {"member": member, "by": by.name, "link": settings.BASE_URL + path, "person": person}
        letter = EmailMessage(
            subject=_("%(place)s er invitert til %(name)s")
            % {"place": member.organisation.body_name, "name": member.collaboration},
            body=render_to_string("regions/mail/collaboration_invitation.txt", about),
            to=[person.email],
        )
    post(letter)
