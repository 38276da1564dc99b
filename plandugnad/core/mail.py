"""Mail is written down together with what it tells of, and sent by a job. A demo keeps it, to be read on a page."""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from plandugnad.core import installation, jobs
from plandugnad.core.models import OutgoingMail, SentMail

# A mail server that is away is back by then, or somebody must do something.
GOOD_FOR = timedelta(days=2)


class NoMailServer(Exception):
    """No SMTP server is set up, so nothing can be sent."""


@transaction.atomic
def post(message: EmailMessage, good_for: timedelta = GOOD_FOR, *, is_for_nobody: bool = False) -> None:
    """To one reader. `good_for`: how long it is any use. What is for nobody costs the same work and is thrown away."""
    if installation.is_demo():
        return None if is_for_nobody else _keep(message)
    if not settings.EMAIL_HOST:
        raise NoMailServer("PLANDUGNAD_SMTP_HOST")
    mail = OutgoingMail.objects.create(
        to=message.to[0],
        subject=str(message.subject)[:300],
        body=str(message.body),
        html=_html_of(message),
        headers=dict(message.extra_headers),
        good_until=timezone.now() + good_for,
        is_for_nobody=is_for_nobody,
    )
    # Only the id: what a job is given stands in the log.
    jobs.send_mail.defer(mail_id=str(mail.id))
    return None


def _html_of(message: EmailMessage) -> str:
    """The same told with markup, where the sender gave it besides the text."""
    others = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    return next((str(content) for content, kind in others if kind == "text/html"), "")


def _keep(message: EmailMessage) -> None:
    SentMail.objects.create(to=", ".join(message.to)[:320], subject=str(message.subject)[:300], body=str(message.body))


def forget_mail_to(emails: Collection[str], about: Collection[str] = ()) -> None:
    """Only what went to these very addresses: another may end with one of them. With `about`, only what has one of
    these words in it, and what was given up, which no longer says what it was about."""
    asked = {email.strip().lower() for email in emails}
    told = Q(body="") if about else Q()
    for word in about:
        told |= Q(body__contains=word)
    OutgoingMail.objects.annotate(lowered=Lower("to")).filter(told, lowered__in=asked).delete()
    kept = SentMail.objects.filter(told).values_list("pk", "to")
    ids = [pk for pk, to in kept if not asked.isdisjoint(address.strip().lower() for address in to.split(","))]
    SentMail.objects.filter(pk__in=ids).delete()
