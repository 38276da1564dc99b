"""Small helpers about signing in and the second step."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from plandugnad.accounts.models import Person

PASSWORD = "et langt passord 1"


def give_password(client: Client, person: Person, to: str = "") -> str:
    """Where she is sent next."""
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD, "next": to})
    return str(answer.headers.get("Location", ""))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_from_app(secret: str, *, half_minutes_ago: int = 0) -> str:
    """What her app shows now."""
    return str(format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30 - half_minutes_ago)))


def set_up_app(client: Client) -> str:
    """By its page, as she does it; the key she keeps in her app."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = str(page.context["secret"])
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_from_app(secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return secret


def recovery_codes(client: Client) -> list[str]:
    codes: list[str] = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    return codes
