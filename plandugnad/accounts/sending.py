from django.conf import settings

from plandugnad.core import installation


def can_send_mail() -> bool:
    """A demo shows its mail on a page; any other installation needs a server to send it by."""
    return bool(settings.EMAIL_HOST) or installation.is_demo()
