"""Every address: marked, closed to those who are not signed in, and closed to a stranger who knows real ids."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from plandugnad.accounts.models import Session
from tests.architecture.addresses import CLOSED, OWN_PAGES
from tests.architecture.standing import SECRET, Fjordvik, make_fjordvik
from tests.made_once import made_once

pytestmark = pytest.mark.django_db

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
# What a form might hold: enough for every action to go through if nobody asked who is there.
FORM = {
    "name": "Stjålet", "email": "even@ond.example", "role": "planner", "answer": "yes", "do": "save", "text": "Stjålet",
    "title": "Stjålet", "address": "https://ond.example/", "status": "adopted", "plan_type": "theme_plan",
    "kind": "replaces", "language": "nb", "version": "1", "table": "Plan\tStatus\nStjålet\tvedtatt",
}  # fmt: skip


def routes() -> Iterator[tuple[str, URLPattern]]:
    pending: list[URLPattern | URLResolver] = list(get_resolver().url_patterns)
    while pending:
        pattern = pending.pop(0)
        if isinstance(pattern, URLResolver) and pattern.namespace == "api":
            continue  # has no session and no forms: its calls are tried in tests/api/test_strangers.py
        if isinstance(pattern, URLResolver):
            pending += pattern.url_patterns
        else:
            yield pattern.name or str(pattern.pattern), pattern


ROUTES = dict(routes())
PROTECTED = sorted(name for name, pattern in ROUTES.items() if getattr(pattern.callback, "needs_sign_in", False))
OPEN = sorted(name for name, pattern in ROUTES.items() if getattr(pattern.callback, "is_open_to_all", False))


@pytest.fixture(scope="module")
def fjordvik(django_db_setup: None, django_db_blocker: Any) -> Iterator[Fjordvik]:
    """It holds one of everything."""
    with made_once(django_db_blocker) as cast:
        cast.person("Even")
        yield make_fjordvik(cast)


ROWS = {**OWN_PAGES, **CLOSED}


def address(name: str, its: Fjordvik) -> str:
    return reverse(name, kwargs=ROWS[name](its))


def everything_kept() -> dict[str, tuple[int, str]]:
    """Count and checksum of every table of ours. Sessions and the cache are not what this is about."""
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if _is_ours(model.__module__) and model is not Session
    ]
    sums = "count(*), md5(string_agg(t::text, chr(10) ORDER BY t::text))"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', {sums} FROM \"{table}\" t" for table in set(tables)))
        return {table: (number, checksum) for table, number, checksum in cursor.fetchall()}


def _is_ours(module: str) -> bool:
    return module.startswith(("plandugnad.", "allauth."))


def test_every_page_says_whom_it_is_for() -> None:
    assert sorted(set(ROUTES) - set(PROTECTED) - set(OPEN)) == []
    assert set(PROTECTED) & set(OPEN) == set()


def test_every_protected_page_has_a_row_here_and_no_row_is_of_a_page_that_is_gone() -> None:
    assert set(PROTECTED) == set(ROWS)
    assert set(OWN_PAGES) & set(CLOSED) == set()


def test_what_is_open_to_everybody_is_this_and_no_more() -> None:
    """A page that is opened is opened here too, by somebody who has thought about it."""
    assert OPEN == [
        "accessibility",
        "account_confirm_login_code",
        "account_inactive",
        "account_login",
        "account_logout",
        "account_request_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "api_description",
        "api_nowhere",
        "api_reference",
        "calendar_feed",
        "council_phone",
        "demo_mail",
        "demo_sign_in",
        "health",
        "health_figures",
        "health_ready",
        "home",
        "invitation",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "notices_stop",
        "open_catalogue",
        "open_country",
        "open_county",
        "open_data",
        "open_municipality",
        "open_plan",
        "provider_back",
        "provider_begin",
        "public_consultation",
        "public_consultations",
        "public_document",
        "pulse",
        "set_language",
        "sheet_away",
        "sheet_worker",
        "statement_confirm",
        "statement_form",
        "strategy_public",
        "strategy_public_file",
        "strategy_public_picture",
        "style",
    ]


@pytest.mark.parametrize("name", PROTECTED)
def test_who_is_not_signed_in_learns_nothing_of_what_is_there(fjordvik: Fjordvik, name: str) -> None:
    real = address(name, fjordvik)
    made_up = real
    for id in (found for found in ROWS[name](fjordvik).values() if isinstance(found, UUID)):
        made_up = made_up.replace(str(id), "00000000-0000-7000-8000-000000000000")
    before = everything_kept()
    for method in ("get", "post", "delete"):
        answers = [getattr(Client(), method)(one) for one in (real, made_up)]
        expected = {HTTPStatus.FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
        assert {answer.status_code for answer in answers} <= expected
        assert answers[0].status_code == answers[1].status_code
        assert all(answer.headers.get("Location", "/inn/").startswith("/inn/") for answer in answers)
        assert all(SECRET not in answer.content.decode() for answer in answers)
    assert everything_kept() == before


@pytest.fixture
def even(fjordvik: Fjordvik) -> Client:
    client = Client()
    client.force_login(fjordvik.cast.person("Even"))
    client.get("/meg/")  # notes that he was here, which is the one thing that may change
    return client


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_a_stranger_with_real_ids_finds_and_changes_nothing(even: Client, fjordvik: Fjordvik, name: str) -> None:
    before = everything_kept()
    form = FORM | {"organisation": str(fjordvik.cast.fjordvik.id), "members": [str(fjordvik.cast.storoy.id)]}
    for method in METHODS:
        for headers in ({}, {"HX-Request": "true"}):
            answer = getattr(even, method)(
                address(name, fjordvik), *([form] if method == "post" else []), headers=headers
            )
            assert answer.status_code in _not_there(method, headers), method
            assert SECRET not in _text(answer)
    assert everything_kept() == before


def _not_there(method: str, headers: dict[str, str]) -> set[HTTPStatus]:
    """What is typed in place is given back with 410, whatever it was sent to: htmx shows no 404."""
    shown_in_place = {HTTPStatus.GONE} if method == "post" and headers else set()
    return {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED} | shown_in_place


@pytest.mark.parametrize("name", sorted(OWN_PAGES))
def test_pages_for_everybody_show_a_stranger_no_plan(even: Client, fjordvik: Fjordvik, name: str) -> None:
    before = everything_kept()
    for query in ({}, {"q": SECRET}, {"q": "Hemmelig"}):
        page = even.get(address(name, fjordvik), query, follow=True)
        assert page.status_code == HTTPStatus.OK
        assert f"/planer/{fjordvik.plan.id}" not in _text(page)
        assert SECRET not in _text(page).replace(query.get("q", "-"), "")
    assert everything_kept() == before


def _text(answer: Any) -> str:
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


# A mail program posts to it without having read our form (RFC 8058). Its signed address is the proof. The pulse works
# without cookies, so without a token of ours; its link is the proof, and opens nothing else.
WITHOUT_FORM = {"notices_stop", "api_nowhere", "pulse"}


@pytest.mark.parametrize("name", sorted(set(ROUTES) - WITHOUT_FORM))
def test_no_form_is_taken_without_its_token(fjordvik: Fjordvik, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(fjordvik.ingrid)
    client.get("/meg/")
    before = everything_kept()
    at = address(name, fjordvik) if name in ROWS else _open_address(name, fjordvik)
    assert client.post(at, FORM).status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}
    assert everything_kept() == before


def _open_address(name: str, its: Fjordvik) -> str:
    known: dict[str, dict[str, Any]] = {
        "demo_sign_in": {"person_id": its.ingrid.id},
        "account_reset_password_from_key": {"uidb36": its.ingrid.id.hex, "key": "abc-def"},
        "calendar_feed": {"token": its.gathering.token},
        "notices_stop": {"token": "ugyldig"},
        "api_nowhere": {"rest": "finnes-ikke"},
        "provider_back": {"code": "ukjent"},
        "provider_begin": {"code": "ukjent"},
        "open_country": {"format": "json"},
        "open_county": {"number": "99", "format": "json"},
        "open_municipality": {"number": "9901", "format": "json"},
        "open_plan": {"id": its.plan.id},
        "council_phone": {"token": "ukjent"},
        "pulse": {"token": "ukjent"},
        "public_consultation": {"id": its.out.id},
        "public_document": {"id": its.out.id, "document": its.document_out.id},
        "sheet_away": {"language": "nb"},
        "statement_confirm": {"token": "ukjent"},
        "statement_form": {"id": its.out.id},
        "strategy_public": {"id": its.of_strategies.strategy.id},
        "strategy_public_picture": {"id": its.of_strategies.strategy.id, "digest": "0" * 24},
        "strategy_public_file": {"id": its.of_strategies.strategy.id, "kind": "pdf"},
    }
    return its.token_path if name == "invitation" else reverse(name, kwargs=known.get(name, {}))


@pytest.mark.parametrize("name", sorted(ROWS))
def test_what_a_signed_in_person_is_shown_is_not_kept_by_the_browser(fjordvik: Fjordvik, name: str) -> None:
    """Back, after signing out on a shared machine, must not show plans and addresses."""
    client = Client()
    client.force_login(fjordvik.ingrid)
    kept = client.get(address(name, fjordvik)).headers["Cache-Control"]
    assert "no-store" in kept or "private" in kept
