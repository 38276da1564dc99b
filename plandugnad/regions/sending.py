"""Inviting somebody and seeing to it that the link comes to them: one transaction, so neither happens alone."""

from dataclasses import dataclass

from django.db import transaction

from plandugnad.accounts.sending import can_send_mail
from plandugnad.core.audit import By
from plandugnad.regions import actions
from plandugnad.regions.actions import Place
from plandugnad.regions.models import Invitation, Role


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
