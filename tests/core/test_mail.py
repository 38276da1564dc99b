from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from pytest_django import Settings

from plandugnad.core.delivery import NotDelivered, deliver, failed_since, forget_failed
from plandugnad.core.mail import NoMailServer, post
from plandugnad.core.models import Installation, OutgoingMail, SentMail
from tests.accounts.builders import MailServer, mail_server, make_demo_installation

pytestmark = pytest.mark.django_db
ADDRESS = "ingrid@eksempel.no"


@pytest.fixture(autouse=True)
def _a_mail_server_is_set_up(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False


def write(**about: Any) -> None:
    post(EmailMessage("Innloggingskode", "Koden er 123456.", to=[ADDRESS]), **about)


def send_by(server: MailServer, settings: Settings) -> None:
    settings.EMAIL_PORT = server.port
    deliver(OutgoingMail.objects.get().id)


def test_mail_of_a_demo_is_kept_to_be_read_on_a_page_at_once() -> None:
    make_demo_installation()
    write()
    mail = SentMail.objects.get()
    assert (mail.to, mail.subject, mail.body) == (ADDRESS, "Innloggingskode", "Koden er 123456.")


def test_without_a_mail_server_an_ordinary_installation_says_what_to_set(settings: Settings) -> None:
    Installation.objects.create(is_demo=False)
    settings.EMAIL_HOST = ""
    with pytest.raises(NoMailServer, match="PLANDUGNAD_SMTP_HOST"):
        write()
    assert not SentMail.objects.exists()


def test_mail_goes_out_and_is_forgotten(settings: Settings) -> None:
    write()
    with mail_server() as server:
        send_by(server, settings)
    assert [message["To"] for message in server.received] == [ADDRESS]
    assert not OutgoingMail.objects.exists()


def test_a_server_that_is_away_is_tried_again(settings: Settings) -> None:
    write()
    with pytest.raises(NotDelivered, match="ConnectionRefusedError"):
        deliver(OutgoingMail.objects.get().id)
    with mail_server() as server:
        send_by(server, settings)
    assert len(server.received) == 1


@pytest.mark.parametrize("answer", ["451 kom igjen senere", "450 full"])
def test_not_now_means_try_again_and_the_error_names_nobody(settings: Settings, answer: str) -> None:
    write()
    with mail_server() as server:
        server.answers = [answer]
        with pytest.raises(NotDelivered) as refused:
            send_by(server, settings)
        assert ADDRESS not in str(refused.value)
        assert refused.value.__suppress_context__  # the log shows no cause, and the cause repeats the address
        send_by(server, settings)
    assert len(server.received) == 1


def test_an_address_nobody_has_is_given_up_and_only_the_address_is_kept(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    write()
    with mail_server() as server:
        server.answers = ["550 ukjent"]
        send_by(server, settings)
        mail = OutgoingMail.objects.get()
        deliver(mail.id)  # a second job for it does nothing
    assert server.received == []
    assert (mail.to, mail.subject, mail.body, mail.failure) == (ADDRESS, "", "", "SMTPRecipientsRefused 550")
    assert list(failed_since([ADDRESS])) == [ADDRESS]
    assert str(mail.id) in caplog.text
    assert ADDRESS not in caplog.text


def test_a_code_that_is_too_old_is_not_sent(settings: Settings) -> None:
    write(good_for=timedelta(seconds=-1))
    with mail_server() as server:
        send_by(server, settings)
    assert server.received == []
    assert OutgoingMail.objects.get().failed_at


def test_mail_to_nobody_is_thrown_away(settings: Settings) -> None:
    write(is_for_nobody=True)
    with mail_server() as server:
        send_by(server, settings)
    assert server.received == []
    assert not OutgoingMail.objects.exists()


def with_markup_and_headers() -> EmailMultiAlternatives:
    headers = {"List-Unsubscribe": "<https://plan.example/stopp/abc/>"}
    letter = EmailMultiAlternatives("Nytt", "Bare tekst", to=[ADDRESS], headers=headers)
    letter.attach_alternative("<p>Med lenke</p>", "text/html")
    return letter


def test_a_letters_markup_and_headers_come_along(settings: Settings) -> None:
    post(with_markup_and_headers())
    with mail_server() as server:
        send_by(server, settings)
    [message] = server.received
    assert message["List-Unsubscribe"] == "<https://plan.example/stopp/abc/>"
    text, markup = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert markup is not None
    assert "Bare tekst" in text.get_content()
    assert "<p>Med lenke</p>" in markup.get_content()


def test_of_a_letter_that_cannot_be_delivered_its_link_is_not_kept_either(settings: Settings) -> None:
    post(with_markup_and_headers())
    with mail_server() as server:
        server.answers = ["550 ukjent"]
        send_by(server, settings)
    mail = OutgoingMail.objects.get()
    assert (mail.html, mail.headers) == ("", {})


def test_failed_addresses_are_forgotten_after_a_month() -> None:
    write()
    OutgoingMail.objects.update(failed_at=timezone.now() - timedelta(days=29))
    assert forget_failed() == 0
    OutgoingMail.objects.update(failed_at=timezone.now() - timedelta(days=31))
    assert forget_failed() == 1


def run_the_worker() -> None:
    connector: Any = app.connector
    with app.replace_connector(connector.get_worker_connector()) as worker:  # as its management command does
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, queues=["default"])


def states() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name LIKE '%%.send_mail' ORDER BY id")
        return [status for (status,) in cursor.fetchall()]


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_what_was_kept_and_nothing_of_what_was_undone(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    try:
        with connection.cursor() as cursor:  # other tests in real transactions leave jobs: that table is not emptied
            cursor.execute("DELETE FROM procrastinate_jobs")
        with transaction.atomic():
            write()
            transaction.set_rollback(True)
        assert states() == []
        write()
        with mail_server() as server:
            settings.EMAIL_PORT = server.port
            run_the_worker()
        assert len(server.received) == 1
        assert states() == ["succeeded"]
        write()
        settings.EMAIL_PORT = 1
        run_the_worker()
        assert states() == ["succeeded", "todo"]  # waits for its next try
        assert "ConnectionRefusedError" in caplog.text
        assert ADDRESS not in caplog.text
        assert "123456" not in caplog.text
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
