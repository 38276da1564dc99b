"""What follows from a new password: other sessions end, and the person is told."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from plandugnad.accounts import sessions
from plandugnad.accounts.letters import tell_of_change
from plandugnad.accounts.models import Person


@receiver((password_changed, password_set, password_reset))
def new_password(request: HttpRequest, user: Person, **about: Any) -> None:
    sessions.end_others(request, user)
    tell_of_change(user, _("Kontoen din har fått et nytt passord."))
