"""What stands in for a sheet without a line. That it does so in a browser is tried in tests/browser/test_sheet.py."""

import json
import re
from http import HTTPStatus

import pytest
from django.test import Client

from plandugnad.worksheets.actions import document_for
from plandugnad.worksheets.views import away
from tests.cast import Cast
from tests.worksheets.making import begin

pytestmark = pytest.mark.django_db
WORKER = "/arbeidsark/uten-nett.js"


def kept(client: Client) -> list[str]:
    answer = client.get(WORKER)
    assert answer.headers["Content-Type"] == "text/javascript"
    found = re.match(r"self\.AWAY = (.+);\n", answer.content.decode())
    assert found
    about: list[str] = json.loads(found[1])["keeps"]
    return about


def test_the_browser_keeps_a_page_in_her_language_that_says_nothing_of_her_or_of_any_sheet(cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    for who, language in (("Ingrid", "nb"), ("Marit", "nn")):
        client = Client()
        client.force_login(cast.person(who))
        page, *parts = kept(client)
        assert page.startswith(f"/arbeidsark/uten-nett/{language}/?")
        assert [one.endswith("?uten-nett") for one in parts] == [True, True]
        shown = client.get(page).content
        assert shown == Client().get(page).content
        assert not [one for one in (who, "Fjordvik", str(document.sheet_id)) if one.encode() in shown]


def test_the_page_holds_no_script_and_no_style_of_its_own() -> None:
    answer = Client().get("/arbeidsark/uten-nett/nb/")
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert re.findall(rb"<style|<script(?![^>]*src=)|style=|onclick", answer.content) == []
    assert b"Du er uten nett" in answer.content


def test_a_page_that_says_something_else_is_fetched_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Client().get(WORKER).content
    assert Client().get(WORKER).content == before
    was = away._page
    monkeypatch.setattr(away, "_page", lambda language: was(language).replace("Du er", "Nå er du"))
    assert Client().get(WORKER).content != before


def test_there_is_no_such_page_in_a_language_we_do_not_have() -> None:
    assert Client().get("/arbeidsark/uten-nett/xx/").status_code == HTTPStatus.NOT_FOUND
