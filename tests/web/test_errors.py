"""What went wrong is said in our own words, also where it went wrong before anything was known about the visitor."""

import pytest
from django.test import Client

from tests.accounts.builders import make_demo_installation
from tests.cast import Cast

pytestmark = pytest.mark.django_db

HEADING = "Vi kunne ikke lese det som ble sendt"


def test_more_fields_than_any_form_has_are_refused_with_a_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Ingrid"))
    answer = client.post("/malform/", {f"felt-{number}": "" for number in range(2001)})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert HEADING in page
    assert "Ingrid Eksempel" in page  # she is still signed in, and sees it


def test_text_that_is_too_large_is_refused_with_a_page(client: Client) -> None:
    answer = client.post("/inn/", {"login": "a" * (2 * 1024 * 1024 + 1)})
    assert answer.status_code == 400
    assert HEADING in answer.content.decode()


@pytest.mark.parametrize("host", ["ond.example", "localhost:0x", "a b"])
def test_a_name_that_is_not_ours_is_refused_before_anything_is_asked_of_the_visitor(client: Client, host: str) -> None:
    make_demo_installation()
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert HEADING in page
    assert host not in page


def test_a_page_there_is_none_of_says_so_in_the_language_of_the_reader(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Marit"))
    answer = client.get("/finst-ikkje/")
    assert answer.status_code == 404
    assert '<html lang="nn">' in answer.content.decode()


def test_a_form_from_before_signing_out_is_refused_with_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/malform/", {"language": "nn"})
    assert answer.status_code == 403
    assert "Skjemaet er for gammelt" in answer.content.decode()
