import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from plandugnad.core.mail import NoMailServer
from plandugnad.core.models import Installation, SentMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_backend(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "plandugnad.core.mail.Backend"


def send() -> None:
    EmailMessage("Innloggingskode", "Koden er 123456.", to=["ingrid@eksempel.no"]).send()


def test_mail_of_a_demo_is_kept_to_be_read_on_a_page() -> None:
    Installation.objects.create(is_demo=True)
    send()
    mail = SentMail.objects.get()
    assert (mail.to, mail.subject, mail.body) == ("ingrid@eksempel.no", "Innloggingskode", "Koden er 123456.")


def test_without_a_mail_server_an_ordinary_installation_says_what_to_set(settings: Settings) -> None:
    Installation.objects.create(is_demo=False)
    settings.EMAIL_HOST = ""
    with pytest.raises(NoMailServer, match="PLANDUGNAD_SMTP_HOST"):
        send()
    assert not SentMail.objects.exists()
