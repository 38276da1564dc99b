"""Every form of the product, sent when the session has ended: what was typed comes back, ready to be sent again."""

from html import unescape
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.architecture.standing import Fjordvik
from tests.architecture.test_routes import PROTECTED, ROUTES, address, fjordvik

__all__ = ["fjordvik"]
pytestmark = pytest.mark.django_db

WRITTEN = 'Naboene på Neset har skrevet: «nei».\r\n<b>Og</b> "så" videre.'
SENT = {"text": WRITTEN, "mange": ["en", "to"], "version": "3", "password": "fem epler i en kurv", "do": "save"}
FROM_OWN_PAGE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
# Passwords and codes are all that is written there, and those are never shown again.
OF_SECRETS = {name for name in PROTECTED if ROUTES[name].callback.__module__.startswith("plandugnad.accounts.")}


def takes_forms(name: str, its: Fjordvik) -> bool:
    return Client().post(address(name, its)).status_code != HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("name", sorted(set(PROTECTED) - OF_SECRETS))
def test_what_was_typed_comes_back_when_the_session_has_ended(fjordvik: Fjordvik, name: str) -> None:
    if not takes_forms(name, fjordvik):
        return
    at = address(name, fjordvik)
    with CaptureQueriesContext(connection) as asked:
        answer = Client().post(at, SENT, headers=FROM_OWN_PAGE)
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'method="post" action="{at}"' in unescape(page)
    for kept in (WRITTEN, "en", "to", "3", "save"):
        assert f' value="{kept}">' in unescape(page)
    assert "<b>Og</b>" not in page
    assert "fem epler" not in page
    assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT")] == []
    hostile = Client().post(at, SENT, headers=FROM_OWN_PAGE | {"Sec-Fetch-Site": "cross-site"})
    assert hostile.status_code == HTTPStatus.FOUND
    assert "Naboene" not in hostile.content.decode()


@pytest.mark.parametrize("name", sorted(OF_SECRETS))
def test_what_was_sent_to_the_pages_of_an_account_is_never_shown_again(fjordvik: Fjordvik, name: str) -> None:
    answer = Client().post(address(name, fjordvik), SENT, headers=FROM_OWN_PAGE)
    assert answer.status_code in {HTTPStatus.FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    assert "Naboene" not in answer.content.decode()
