"""A form sent when the session has ended is given back, and saved when she has signed in and pressed once more."""

import re
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from plandugnad.consultations.models import Statement
from plandugnad.web.again.whose import word_of
from tests.cast import Cast
from tests.consultations.builders import day, one_that_is_out

pytestmark = pytest.mark.django_db

OWN_PAGE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
TEXT = "Naboene sier «nei».\r\n\r\nHilsen Kari"


def letter(**more: Any) -> dict[str, Any]:
    return {
        "party": "private", "name": "Kari Eksempel", "received_on": day(-1).strftime("%d.%m.%Y"), "text": TEXT, **more,
    }  # fmt: skip


def paper(cast: Cast) -> str:
    return f"/horinger/{one_that_is_out(cast.fjordvik).id}/uttalelser/skriv-inn/"


def given_back(page: str) -> dict[str, Any]:
    """What the button of the page sends."""
    form = re.search(r'<form class="pd-form".*?</form>', page, re.DOTALL)
    assert form
    return {name: unescape(text) for name, text in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0])}


def a_browser(**cookies: str) -> Client:
    """One in which the token of a form is looked at, as in a real one."""
    client = Client(enforce_csrf_checks=True)
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


def test_a_letter_is_saved_after_signing_in_and_pressing_once_more(cast: Cast) -> None:
    at, client = paper(cast), Client()
    answer = client.post(at, letter(file=SimpleUploadedFile("skannet brev.pdf", b"%PDF-1.4")), headers=OWN_PAGE)
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert "Du er logget ut" in page
    assert "Velg på nytt: skannet brev.pdf" in page
    assert not Statement.objects.exists()
    client.force_login(cast.person("Ingrid"))
    scan = SimpleUploadedFile("skannet brev.pdf", b"%PDF-1.4")
    assert client.post(at, given_back(page) | {"file": scan}, headers=OWN_PAGE).status_code == HTTPStatus.FOUND
    made = Statement.objects.get()
    assert (made.text.splitlines(), made.files.count()) == (TEXT.splitlines(), 1)


def test_the_name_of_the_file_is_still_there_when_the_page_is_sent_too_soon(cast: Cast) -> None:
    at = paper(cast)
    page = Client().post(at, letter(file=SimpleUploadedFile("b.pdf", b"%PDF")), headers=OWN_PAGE).content.decode()
    for _ in range(2):
        page = Client().post(at, given_back(page), headers=OWN_PAGE).content.decode()
        assert page.count("Velg på nytt: b.pdf") == 1
        assert given_back(page)["text"] == TEXT
    chosen = given_back(page) | {"file": SimpleUploadedFile("en annen.pdf", b"%PDF")}
    assert "Velg på nytt: en annen.pdf" in Client().post(at, chosen, headers=OWN_PAGE).content.decode()


def test_without_scripts_the_old_token_gives_a_page_that_asks_who_wrote_it_and_then_it_is_saved(cast: Cast) -> None:
    at, client = paper(cast), a_browser()
    first = client.post(at, letter(), headers=OWN_PAGE)
    assert first.status_code == HTTPStatus.UNAUTHORIZED
    client.force_login(cast.person("Ingrid"))
    del client.cookies["csrftoken"]  # a new one is given by signing in, which this did without its page
    client.get("/")
    second = client.post(at, given_back(first.content.decode()), headers=OWN_PAGE)
    assert second.status_code == HTTPStatus.CONFLICT
    assert "Send som Ingrid Eksempel" in second.content.decode()
    assert not Statement.objects.exists()
    third = client.post(at, given_back(second.content.decode()), headers=OWN_PAGE)
    assert third.status_code == HTTPStatus.FOUND
    assert Statement.objects.get().text.splitlines() == TEXT.splitlines()


def test_somebody_else_at_the_same_machine_is_told_and_asked(cast: Cast) -> None:
    at, client = paper(cast), Client()
    client.cookies["made-for"] = word_of(cast.person("Ingrid"))
    client.force_login(cast.person("Tore"))
    answer = client.post(at, letter(), headers=OWN_PAGE)
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Du er logget inn som Tore Eksempel nå" in page
    assert "Ingrid" not in page
    assert not Statement.objects.exists()
    assert f'data-made-for="{word_of(cast.person("Tore"))}"' in page  # so that his press is the answer


def test_in_place_somebody_else_is_told_and_nothing_is_saved(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.person("Tore"))
    headers = {"HX-Request": "true", "X-Made-For": word_of(cast.person("Ingrid"))}
    answer = client.post(paper(cast), letter(), headers=headers)
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert "du er logget inn som Tore Eksempel nå" in answer.content.decode()
    assert not Statement.objects.exists()


def test_signed_out_and_in_again_as_herself_nobody_is_asked_anything(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.person("Ingrid"))
    page = client.get(paper(cast)).content.decode()
    assert f'data-made-for="{word_of(cast.person("Ingrid"))}"' in page
    client.cookies["made-for"] = word_of(cast.person("Ingrid"))
    assert client.post(paper(cast), letter(), headers=OWN_PAGE).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://ond.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},  # a neighbour under the same name
        {"Origin": "https://ond.example"},
        {"Origin": "null"},
        {},
    ],
)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_what_another_site_sends_in_her_name_is_never_made_ready_to_be_sent(
    cast: Cast, headers: dict[str, str], is_signed_in: bool
) -> None:
    client = a_browser()
    if is_signed_in:
        client.force_login(cast.person("Ingrid"))
    page = client.post(paper(cast), letter(), headers=headers)
    assert page.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.FOUND}
    assert "Naboene" not in page.content.decode()
    assert not Statement.objects.exists()


def test_a_browser_that_says_only_where_it_comes_from_is_believed(cast: Cast) -> None:
    answer = Client().post(paper(cast), letter(), headers={"Origin": "http://testserver"})
    assert answer.status_code == HTTPStatus.UNAUTHORIZED


def test_a_script_that_sends_files_is_not_answered_with_a_page(cast: Cast) -> None:
    answer = Client().post(paper(cast), letter(), headers=OWN_PAGE | {"Sec-Fetch-Mode": "cors"})
    assert answer.status_code == HTTPStatus.FOUND


def test_who_must_show_a_second_step_keeps_what_was_written(cast: Cast, settings: Settings) -> None:
    settings.ASKS_FOR_TWO_STEPS = True
    client = Client()
    client.force_login(cast.person("Anna"))
    answer = client.post(paper(cast), letter(), headers=OWN_PAGE)
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert "Vis hvem du er i en ny fane" in answer.content.decode()
    assert given_back(answer.content.decode())["text"] == TEXT


def test_a_table_that_was_pasted_comes_back_and_the_file_beside_it_is_named_and_not_kept(cast: Cast) -> None:
    file = SimpleUploadedFile("planer.xlsx", b"PK" + bytes(3_000_000))
    sent = {"pasted": "Plan\tStatus\nNeset\tvedtatt", "file": file}
    page = Client().post("/kommuner/9901/import/", sent, headers=OWN_PAGE).content.decode()
    assert given_back(page)["pasted"] == "Plan\tStatus\nNeset\tvedtatt"
    assert "Velg på nytt: planer.xlsx" in page


def test_more_than_a_form_may_hold_is_not_read(cast: Cast) -> None:
    sent = {f"felt-{number}": "" for number in range(2001)}
    assert Client().post("/kommuner/9901/import/", sent, headers=OWN_PAGE).status_code == HTTPStatus.FOUND
