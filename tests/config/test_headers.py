"""Whatever is answered to whomever, a browser is told the same: run nothing of others', keep nothing, frame nothing."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from plandugnad.config.body_limit import DeclaredBodyLimit
from plandugnad.config.headers import FIXED
from tests.architecture.addresses import CLOSED, OWN_PAGES
from tests.architecture.standing import Fjordvik, make_fjordvik
from tests.architecture.test_routes import OPEN, ROUTES
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ROWS: dict[str, Any] = {**OWN_PAGES, **CLOSED}


@pytest.fixture
def fjordvik(cast: Cast) -> Fjordvik:
    return make_fjordvik(cast)


def shortcomings(headers: Any, *, is_open: bool = False) -> Iterator[str]:
    for name, value in FIXED.items():
        if headers.get(name) != value:
            yield f"{name}: {headers.get(name)}"
    policy = str(headers.get("Content-Security-Policy", ""))
    directives = {one.split(" ")[0]: one.split(" ")[1:] for one in policy.split("; ")}
    if directives.get("default-src") != ["'none'"] or any("unsafe" in word for word in policy.split(" ")):
        yield f"Content-Security-Policy: {policy}"
    if "sandbox" not in directives and directives.get("frame-ancestors") != ["'none'"]:
        yield f"frame-ancestors: {policy}"
    kept = {one.strip() for one in str(headers.get("Cache-Control", "")).split(",")}
    if not is_open and "no-store" not in kept:
        yield f"Cache-Control: {headers.get('Cache-Control')}"
    if is_open and not kept & {"no-store", "no-cache", "private", "public", "max-age=0"}:
        yield f"Cache-Control: {headers.get('Cache-Control')}"
    for told in ("Server", "X-Powered-By"):
        if told in headers:
            yield f"{told}: {headers[told]}"


def test_pages_files_and_refusals_for_those_signed_in(fjordvik: Fjordvik) -> None:
    client = Client()
    client.force_login(fjordvik.ingrid)
    wrong: dict[tuple[object, ...], list[str]] = {}
    for name in ROWS:
        address = reverse(name, kwargs=ROWS[name](fjordvik))
        for method in ("get", "put"):
            answer = getattr(client, method)(address)
            wrong[name, method, answer.status_code] = list(shortcomings(answer.headers))
        wrong[name, "signed out"] = list(shortcomings(Client().get(address).headers, is_open=True))
    assert {place: said for place, said in wrong.items() if said} == {}


def test_what_forms_answer_those_signed_in(fjordvik: Fjordvik) -> None:
    """Empty forms: refused or carried out, the things may be gone for the next one, and the headers are the same."""
    client = Client()
    client.force_login(fjordvik.ingrid)
    wrong = {}
    for name in sorted(ROWS):
        answer = client.post(reverse(name, kwargs=ROWS[name](fjordvik)))
        wrong[name, answer.status_code] = list(shortcomings(answer.headers))
    assert {place: said for place, said in wrong.items() if said} == {}


def open_addresses() -> Iterator[str]:
    for name in OPEN:
        pattern: Any = ROUTES[name].pattern
        wanted = pattern.regex.groupindex  # also of addresses that are written as a pattern
        made_up = {"UUIDConverter": UUID(int=7), "IntConverter": 1}
        yield reverse(
            name, kwargs={part: made_up.get(type(pattern.converters.get(part)).__name__, "tull") for part in wanted}
        )


def test_pages_that_are_open_to_everybody(cast: Cast) -> None:
    wrong = {}
    for address in (*open_addresses(), "/finnes/ikke/", "/helse", "/favicon.ico", "/robots.txt"):
        for answer in (Client().get(address), Client().post(address), Client(enforce_csrf_checks=True).post(address)):
            wrong[address, answer.status_code] = list(shortcomings(answer.headers, is_open=True))
    assert {place: said for place, said in wrong.items() if said} == {}


def test_a_page_that_breaks_and_a_host_that_is_not_ours(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    assert list(shortcomings(client.get("/", headers={"host": "ond.example"}).headers, is_open=True)) == []
    monkeypatch.setattr("plandugnad.web.views.home.render", lambda *_args, **_more: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert list(shortcomings(answer.headers, is_open=True)) == []


def test_a_body_that_is_refused_at_the_door() -> None:
    begun: list[Any] = []
    door = DeclaredBodyLimit(lambda environ, start: [], 10)
    list(door({"CONTENT_LENGTH": "11", "PATH_INFO": "/"}, lambda *said: begun.extend(said)))
    assert begun[0].startswith("413")
    assert list(shortcomings(dict(begun[1]))) == []


def test_stylesheets_and_pictures_may_be_kept_and_are_what_they_say(tmp_path: Any, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "prove.abcdef123456.css").write_text("a { color: red }")
    answer = Client().get("/static/prove.abcdef123456.css")
    assert answer.status_code == HTTPStatus.OK
    assert list(shortcomings(answer.headers, is_open=True)) == []
    answer.close()


def test_cookies_are_for_this_host_and_out_of_reach_of_scripts(fjordvik: Fjordvik, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get("/inn/", secure=True)
    client.force_login(fjordvik.ingrid)
    answer = client.get("/meg/", secure=True)
    cookies = {**client.cookies, **answer.cookies}
    assert {"sessionid", "csrftoken"} <= set(cookies)
    for name in ("sessionid", "csrftoken"):
        assert (cookies[name]["samesite"], cookies[name]["domain"], cookies[name]["path"]) == ("Lax", "", "/")
        assert cookies[name]["secure"]
    assert cookies["sessionid"]["httponly"]
