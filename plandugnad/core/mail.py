"""Mail goes out by SMTP; in a demo it is kept and shown on a page. Without either, sending says what to set."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as Smtp

from plandugnad.core import installation
from plandugnad.core.models import SentMail


class NoMailServer(Exception):
    """No SMTP server is set up, so nothing can be sent."""


class Backend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if installation.is_demo():
            return _keep(email_messages)
        if not settings.EMAIL_HOST:
            raise NoMailServer("PLANDUGNAD_SMTP_HOST")
        return Smtp(fail_silently=self.fail_silently).send_messages(email_messages) or 0


def _keep(messages: Sequence[EmailMessage]) -> int:
    rows = [
        SentMail(to=", ".join(message.to)[:320], subject=str(message.subject)[:300], body=str(message.body))
        for message in messages
    ]
    SentMail.objects.bulk_create(rows)
    return len(rows)
