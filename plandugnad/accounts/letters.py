"""Mail to a person about how she signs in, so that what somebody else did is found out."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plandugnad.accounts.models import Person
from plandugnad.accounts.sending import can_send_mail
from plandugnad.core.mail import post


def tell_of_change(person: Person, what: Promise, **values: str) -> None:
    """A whole sentence, said in the person's own written form. Without a mail server nothing is sent."""
    if not can_send_mail():
        return
    with translation.override(person.language or translation.get_language()):
        about = {
            "name": person.get_short_name(),
            "what": str(what) % values,
            "address": settings.BASE_URL + reverse("own_sign_in"),
        }
        body = render_to_string("account/email/sign_in_changed.txt", about)
        post(EmailMessage(subject=_("Innloggingen din til Plandugnad er endret"), body=body, to=[person.email]))
