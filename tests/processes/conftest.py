"""A mail server is set up, as where reminders are sent."""

import pytest
from pytest_django import Settings

from plandugnad.core.models import Installation


@pytest.fixture
def _mail_is_set_up(settings: Settings, db: None) -> None:
    Installation.objects.create(is_demo=False)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
