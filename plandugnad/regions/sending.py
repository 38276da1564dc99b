from enum import Enum, auto
from smtplib import SMTPException

from plandugnad.core.mail import NoMailServer
from plandugnad.regions.actions import send_invitation
from plandugnad.regions.models import Invitation


class Sent(Enum):
    BY_MAIL = auto()
    BY_HAND = auto()  # no mail server: whoever invited must pass the link on
    # The link is not shown then: only the mailbox proves whose the address is.
    NOT_NOW = auto()


def hand_over(invitation: Invitation, link: str) -> Sent:
    try:
        send_invitation(invitation, link)
    except NoMailServer:
        return Sent.BY_HAND
    except (SMTPException, OSError):
        return Sent.NOT_NOW
    return Sent.BY_MAIL
