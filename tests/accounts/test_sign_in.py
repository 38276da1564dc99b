"""Getting in: by a code, by a password, and not at all."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from plandugnad.core.models import OutgoingMail, SentMail
from tests.accounts.builders import deliver_waiting, mail_server, make_demo_installation
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PASSWORD = "et langt passord 1"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def _a_mail_server_is_set_up(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.eksempel.no"


def ask_for_code(client: Client, email: str, to: str = "") -> str:
    """Asks, and gives the code that came, or nothing."""
    before = len(mail.outbox)
    answer = client.post(reverse("account_request_login_code"), {"email": email, "next": to})
    assert answer.status_code == 302, answer.context["code_form"].errors
    deliver_waiting()
    return code_in(str(mail.outbox[-1].body)) if len(mail.outbox) > before else ""


def code_in(text: str) -> str:
    found = re.search(r"^    (\S+)\r?$", text, re.MULTILINE)
    assert found, text
    return found[1]


def write_code(client: Client, code: str, to: str = "") -> str:
    answer = client.post(reverse("account_confirm_login_code"), {"code": code, "next": to})
    return str(answer.headers.get("Location", ""))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_code_by_mail_lets_ingrid_in(client: Client, cast: Cast) -> None:
    code = ask_for_code(client, cast.person("Ingrid").email.upper())
    assert mail.outbox[-1].to == ["ingrid@eksempel.no"]
    assert write_code(client, code) == "/"
    assert is_in(client)


def test_the_mail_is_norwegian_and_its_subject_holds_the_code(client: Client, cast: Cast) -> None:
    code = ask_for_code(client, cast.person("Ingrid").email)
    assert mail.outbox[-1].subject == f"{code} er koden din til Plandugnad"
    assert "Sign-In" not in str(mail.outbox[-1].body)


def test_a_wrong_code_is_told_in_words_and_the_right_one_still_works(client: Client, cast: Cast) -> None:
    code = ask_for_code(client, cast.person("Ingrid").email)
    answer = client.post(reverse("account_confirm_login_code"), {"code": "FEIL-FEIL"})
    assert "Koden stemmer ikke" in answer.content.decode()
    assert not is_in(client)
    write_code(client, code)
    assert is_in(client)


def test_after_five_wrong_codes_even_the_right_one_is_too_late(client: Client, cast: Cast) -> None:
    code = ask_for_code(client, cast.person("Ingrid").email)
    for _try in range(5):
        write_code(client, "FEIL-FEIL")
    write_code(client, code)
    assert not is_in(client)
    assert "for mange forsøk" in client.get(reverse("account_login")).content.decode()


def test_a_code_that_is_too_old_is_told_so(client: Client, cast: Cast, settings: Settings) -> None:
    code = ask_for_code(client, cast.person("Ingrid").email)
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    assert write_code(client, code) == reverse("account_request_login_code")
    assert not is_in(client)
    page = client.get(reverse("account_request_login_code"), follow=True).content.decode()
    assert "Koden gjelder ikke lenger" in page


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client, cast: Cast) -> None:
    known, unknown = Client(), Client()
    ask_for_code(known, cast.person("Ingrid").email)
    assert ask_for_code(unknown, "ukjent@eksempel.no") == ""
    pages = [one.get(reverse("account_confirm_login_code")).content.decode() for one in (known, unknown)]
    strip = [re.sub(r"ingrid@|ukjent@|value=\"\w{64}\"|\"X-CSRFToken\": \"\w+\"", "", page) for page in pages]
    assert strip[0] == strip[1]
    assert len(mail.outbox) == 1


def test_a_closed_account_gets_no_code(client: Client, cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    ingrid.is_active = False
    ingrid.save()
    assert ask_for_code(client, ingrid.email) == ""


def test_whoever_waits_for_a_code_may_use_her_password_instead(client: Client, cast: Cast) -> None:
    email = cast.person("Ingrid").email
    ask_for_code(client, email)
    assert "Logg inn med passord i stedet" in client.get(reverse("account_login")).content.decode()
    assert client.post(reverse("account_login"), {"login": email, "password": PASSWORD}).status_code == 302
    assert is_in(client)


def test_a_password_lets_her_in_also_from_a_page_opened_before_the_code_was_asked_for(
    client: Client, cast: Cast
) -> None:
    email = cast.person("Ingrid").email
    ask_for_code(client, email)
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert is_in(client)


def test_going_back_to_sign_in_drops_the_code_that_was_asked_for(client: Client, cast: Cast) -> None:
    code = ask_for_code(client, cast.person("Ingrid").email)
    client.get(reverse("account_login"))
    assert write_code(client, code) == reverse("account_request_login_code")
    assert not is_in(client)


def test_another_address_gets_its_own_code_and_the_first_code_is_void(client: Client, cast: Cast) -> None:
    first = ask_for_code(client, cast.person("Ingrid").email)
    second = ask_for_code(client, cast.person("Tore").email)
    assert mail.outbox[-1].to == ["tore@eksempel.no"]
    write_code(client, first)
    assert not is_in(client)
    write_code(client, second)
    assert client.session["_auth_user_id"] == str(cast.person("Tore").pk)


@pytest.mark.parametrize("email", ["ingrid@eksempel.no", "ukjent@eksempel.no"])
def test_the_code_page_offers_a_new_code_and_another_address(client: Client, cast: Cast, email: str) -> None:
    cast.person("Ingrid")
    ask_for_code(client, email, "/meg/")
    page = client.get(reverse("account_confirm_login_code") + "?next=/meg/").content.decode()
    assert "Send ny kode" in page
    assert f'<input type="hidden" name="email" value="{email}">' in page
    assert 'href="/inn/?next=%2Fmeg%2F">Bruk en annen adresse' in page
    ask_for_code(client, email.upper(), "/meg/")
    assert "den nyeste e-posten" in client.get(reverse("account_confirm_login_code")).content.decode()


def test_a_new_code_to_the_same_address_takes_the_place_of_the_old(client: Client, cast: Cast) -> None:
    email = cast.person("Ingrid").email
    old, new = ask_for_code(client, email), ask_for_code(client, email)
    assert old != new
    write_code(client, old)
    assert not is_in(client)
    write_code(client, new)
    assert is_in(client)


def test_who_asks_too_often_in_one_browser_is_stopped_and_keeps_the_code_that_came(client: Client, cast: Cast) -> None:
    email = cast.person("Ingrid").email
    codes = [ask_for_code(client, email) for _try in range(5)]
    answer = client.post(reverse("account_request_login_code"), {"email": email})
    assert "for mange forsøk" in answer.content.decode()
    assert len(mail.outbox) == 5
    write_code(client, codes[-1])
    assert is_in(client)


def test_without_a_mail_server_the_page_offers_only_a_password(client: Client, cast: Cast, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    cast.person("Ingrid")
    page = client.get(reverse("account_login")).content.decode()
    assert "Send meg en kode" not in page
    for email in ("ingrid@eksempel.no", "ukjent@eksempel.no"):
        answer = client.post(reverse("account_request_login_code"), {"email": email})
        assert answer.headers["Location"] == reverse("account_login")


def test_a_password_lets_her_in_and_a_wrong_one_does_not(client: Client, cast: Cast) -> None:
    email = cast.person("Ingrid").email
    wrong = client.post(reverse("account_login"), {"login": email, "password": "ikke dette passordet"})
    assert "passer ikke sammen" in wrong.content.decode()
    assert not is_in(client)
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert is_in(client)


def test_too_many_tries_meet_a_page_in_words(client: Client, cast: Cast) -> None:
    cast.person("Ingrid")
    form = {"login": "ingrid@eksempel.no", "password": "gjetter"}
    answers = [client.post(reverse("account_login"), form) for _try in range(31)]
    assert answers[-1].status_code == 429
    assert "Vent litt" in answers[-1].content.decode()


def test_guessing_one_persons_password_is_stopped_after_five(client: Client, cast: Cast) -> None:
    email = cast.person("Ingrid").email
    for _try in range(5):
        client.post(reverse("account_login"), {"login": email, "password": "gjetter"})
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert not is_in(client)


def test_codes_to_one_address_are_stopped_after_five(client: Client, cast: Cast) -> None:
    email = cast.person("Ingrid").email
    for _try in range(5):
        ask_for_code(Client(), email)
    answer = client.post(reverse("account_request_login_code"), {"email": email})
    assert "for mange forsøk" in answer.content.decode()
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("to", ["https://ond.example/", "//ond.example", "/\\ond.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site_after_signing_in(client: Client, cast: Cast, to: str) -> None:
    code = ask_for_code(client, cast.person("Ingrid").email, to)
    assert write_code(client, code, to) == "/"


def test_one_comes_back_to_the_page_one_asked_for(client: Client, cast: Cast) -> None:
    cast.person("Ingrid")
    asked = client.get(reverse("profile")).headers["Location"]
    assert asked == "/inn/?next=/meg/"
    assert 'value="/meg/"' in client.get(asked).content.decode()
    assert write_code(client, ask_for_code(client, "ingrid@eksempel.no", "/meg/"), "/meg/") == "/meg/"


def test_signing_out_takes_a_button(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Ingrid"))
    assert client.get(reverse("account_logout")).status_code == 405
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)


def test_a_forgotten_password_is_chosen_anew_by_mail(client: Client, cast: Cast, settings: Settings) -> None:
    ingrid = cast.person("Ingrid")
    client.post(reverse("account_reset_password"), {"email": ingrid.email})
    deliver_waiting()
    found = re.search(r"https?://\S+", str(mail.outbox[-1].body))
    assert found
    assert found[0].startswith(settings.BASE_URL)
    form_address = client.get(found[0][len(settings.BASE_URL) :]).headers["Location"]
    new = "fire gode norske ord"
    client.post(form_address, {"password1": new, "password2": new})
    ingrid.refresh_from_db()
    assert ingrid.check_password(new)
    again = client.get(found[0][len(settings.BASE_URL) :])
    assert "Lenken virker ikke lenger" in again.content.decode()


def test_the_link_in_mail_does_not_follow_a_made_up_host(client: Client, cast: Cast, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    email = cast.person("Ingrid").email
    client.post(reverse("account_reset_password"), {"email": email}, headers={"host": "ond.example"})
    deliver_waiting()
    assert "ond.example" not in str(mail.outbox[-1].body)


def test_a_reset_for_an_unknown_address_looks_the_same_and_sends_nothing(client: Client, cast: Cast) -> None:
    cast.person("Ingrid")
    for email in ("ingrid@eksempel.no", "ukjent@eksempel.no"):
        answer = client.post(reverse("account_reset_password"), {"email": email})
        assert answer.headers["Location"] == reverse("account_reset_password_done")
    deliver_waiting()
    assert len(mail.outbox) == 1


def test_she_changes_her_password_and_stays_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Ingrid"))
    new = "fire gode norske ord"
    wrong = client.post(reverse("account_change_password"), {"oldpassword": "feil", "password1": new, "password2": new})
    assert "ikke passordet du har nå" in wrong.content.decode()
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), form).headers["Location"] == reverse("profile")
    assert client.get(reverse("profile")).status_code == 200


def test_signing_in_over_real_smtp(client: Client, cast: Cast, settings: Settings) -> None:
    with mail_server() as server:
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
        email = cast.person("Ingrid").email
        client.post(reverse("account_request_login_code"), {"email": email})
        assert server.received == []
        deliver_waiting()
        message = server.received[0]
    assert message["To"] == email
    write_code(client, code_in(message.get_content()))
    assert is_in(client)


@pytest.mark.parametrize("page", ["account_request_login_code", "account_reset_password"])
def test_a_known_and_an_unknown_address_cost_the_same_work(cast: Cast, page: str) -> None:
    """Or the time an answer takes would tell who has an account."""
    done = []
    for email in (cast.person("Ingrid").email, "ukjent@eksempel.no"):
        browser = Client()
        browser.get(reverse("account_login"))
        with CaptureQueriesContext(connection) as queries:
            browser.post(reverse(page), {"email": email})
        done.append([re.sub(r"_django_curs\w+|s\d+_x\d+", "", query["sql"])[:40] for query in queries])
        cache.clear()  # what the brake has counted so far
    assert done[0] == done[1] != []
    assert OutgoingMail.objects.count() == 2
    deliver_waiting()
    assert [message.to for message in mail.outbox] == [["ingrid@eksempel.no"]]
    assert not OutgoingMail.objects.exists()


def test_a_slow_mail_server_keeps_nobody_waiting(client: Client, cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "192.0.2.1"  # a network for examples, where nobody answers
    answer = client.post(reverse("account_request_login_code"), {"email": cast.person("Ingrid").email})
    assert answer.headers["Location"].startswith(reverse("account_confirm_login_code"))
    assert OutgoingMail.objects.get().to == "ingrid@eksempel.no"


def test_in_a_demo_the_code_stands_on_the_mail_page(client: Client, cast: Cast, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    make_demo_installation()
    client.post(reverse("account_request_login_code"), {"email": cast.person("Ingrid").email})
    code = code_in(SentMail.objects.get().body)
    assert code in client.get(reverse("demo_mail")).content.decode()
    write_code(client, code)
    assert is_in(client)


def test_an_account_closed_meanwhile_is_out_at_the_next_request(client: Client, cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    client.force_login(ingrid)
    assert client.get(reverse("profile")).status_code == 200
    ingrid.is_active = False
    ingrid.save()
    assert client.get(reverse("profile")).status_code == 302


def test_a_session_does_not_outlive_two_weeks(client: Client, cast: Cast, settings: Settings) -> None:
    client.force_login(cast.person("Ingrid"))
    assert client.session.get_expiry_date() <= timezone.now() + timedelta(days=14, minutes=1)


def test_the_code_comes_in_the_readers_own_written_form(client: Client, cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    for language, written in (("nb", "skrive ikkje"), ("nn", "ikkje")):
        ingrid.language = language
        ingrid.save()
        ask_for_code(client, ingrid.email)
        assert (written in str(mail.outbox[-1].body)) == (language == "nn"), mail.outbox[-1].body
