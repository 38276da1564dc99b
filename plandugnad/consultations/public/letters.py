"""Mail to who has sent a statement. The first holds nothing she wrote, so nobody can use it to send words to others."""

from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.consultations.models import Consultation, Statement
from plandugnad.core.mail import NoMailServer, post


def ask_to_confirm(consultation: Consultation, address: str, token: str) -> None:
    plan = consultation.process.plan
    about = {
        "plan": plan.name,
        "place": plan.organisation.name,
        "address": settings.BASE_URL + reverse("statement_confirm", args=[token]),
    }
    body = render_to_string("consultations/mail/confirm.txt", about)
    post(EmailMessage(subject=_("Bekreft uttalelsen din om %(plan)s") % about, body=body, to=[address]))


def send_receipt(consultation: Consultation, statement: Statement) -> None:
    plan = consultation.process.plan
    about = {
        "plan": plan.name,
        "place": plan.organisation.name,
        "number": statement.number,
        "received_on": statement.received_on,
        "statement": statement,
        "files": list(statement.files.all()),
        "contact": consultation.contact,
        "address": settings.BASE_URL + reverse("public_consultation", args=[consultation.pk]),
        "is_out": consultation.published_at is not None,
    }
    body = render_to_string("consultations/mail/receipt.txt", about)
    subject = _("Uttalelsen din om %(plan)s er mottatt som nummer %(number)d") % about
    with suppress(NoMailServer):  # set up no more: the page she confirms on says the same, and she is received
        post(EmailMessage(subject=subject, body=body, to=[statement.email]))
