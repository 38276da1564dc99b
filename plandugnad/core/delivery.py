"""Handing one mail to the mail server. Log lines and errors hold no address: only which mail, and what was answered."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.models import OutgoingMail

logger = logging.getLogger(__name__)
# Long enough for whoever takes care of the installation to see that it happened.
FAILED_KEPT = timedelta(days=30)
TOO_LATE = "too late"
_REFUSED_FOR_GOOD = 500


class NotDelivered(Exception):
    """It did not go now; it may later."""


def deliver(mail_id: UUID) -> None:
    """Sends it and forgets it. A mail that cannot be delivered keeps its address and the reason, nothing else."""
    mail = OutgoingMail.objects.filter(pk=mail_id, failed_at=None).first()
    if mail is None:
        return
    if mail.is_for_nobody:
        mail.delete()
    elif mail.good_until < timezone.now():
        _give_up(mail, mail.failure or TOO_LATE)
    else:
        _send(mail)


def _send(mail: OutgoingMail) -> None:
    try:
        _letter(mail).send()
    except (SMTPException, OSError) as refused:
        mail.failure = _reason(refused)
        if _is_for_good(refused):
            return _give_up(mail, mail.failure)
        mail.save(update_fields=["failure"])
        raise NotDelivered(f"mail {mail.id}: {mail.failure}") from None  # the answer may repeat the address
    mail.delete()
    return None


def _letter(mail: OutgoingMail) -> EmailMultiAlternatives:
    letter = EmailMultiAlternatives(mail.subject, mail.body, to=[mail.to], headers=mail.headers)
    if mail.html:
        letter.attach_alternative(mail.html, "text/html")
    return letter


def _give_up(mail: OutgoingMail, reason: str) -> None:
    mail.failed_at, mail.failure = timezone.now(), reason
    mail.subject, mail.body, mail.html, mail.headers = "", "", "", {}  # a header may hold a link that is hers alone
    mail.save(update_fields=["failed_at", "failure", "subject", "body", "html", "headers"])
    logger.warning("mail %s was not delivered: %s", mail.id, reason)


def _codes(refused: Exception) -> list[int]:
    if isinstance(refused, SMTPRecipientsRefused):
        return [code for code, _said in refused.recipients.values()]
    return [refused.smtp_code] if isinstance(refused, SMTPResponseException) else []


def _reason(refused: Exception) -> str:
    return " ".join([type(refused).__name__, *map(str, _codes(refused))])


def _is_for_good(refused: Exception) -> bool:
    """The address itself is refused. Anything else, a wrong password to the server too, may be mended meanwhile."""
    return isinstance(refused, SMTPRecipientsRefused) and min(_codes(refused)) >= _REFUSED_FOR_GOOD


def failed_since(addresses: Iterable[str]) -> dict[str, datetime]:
    """When mail last failed to reach each of these addresses, for those it failed for."""
    rows = OutgoingMail.objects.filter(to__in=list(addresses), failed_at__isnull=False)
    return dict(rows.order_by("made_at").values_list("to", "made_at"))


def recent_failures() -> list[str]:
    """Why mail failed the last day, newest first: for whoever takes care of the mail server."""
    rows = recently_failed().order_by("-failed_at")
    return [_told(failure) for failure in rows.values_list("failure", flat=True)[:100]]


def recently_failed() -> "models.QuerySet[OutgoingMail]":
    return OutgoingMail.objects.filter(failed_at__gt=timezone.now() - timedelta(days=1))


def _told(failure: str) -> str:
    known = {
        "SMTPRecipientsRefused": _("mottakeren ble avvist"),
        "SMTPSenderRefused": _("avsenderen ble avvist"),
        "SMTPAuthenticationError": _("brukernavnet og passordet til e-posttjeneren ble avvist"),
        "ConnectionRefusedError": _("e-posttjeneren svarte ikke"),
        "SMTPServerDisconnected": _("e-posttjeneren svarte ikke"),
        "TimeoutError": _("e-posttjeneren svarte ikke"),
        "gaierror": _("e-posttjeneren ble ikke funnet"),
        TOO_LATE: _("det gikk for lang tid"),
    }
    words = known.get(failure) or known.get(failure.split()[0]) if failure else None
    return f"{words} ({failure})" if words else failure


def forget_failed() -> int:
    return OutgoingMail.objects.filter(failed_at__lt=timezone.now() - FAILED_KEPT).delete()[0]
