"""Secrets that must be kept and read again are sealed with the installation's key, which is not in the database."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _box() -> Fernet:
    key = hmac.new(settings.SECRET_KEY.encode(), b"plandugnad.accounts.sealing", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str | None:
    """None when it was sealed with another key, as after a restore without the old one."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None
