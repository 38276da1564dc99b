"""Every call the API describes, tried without a token, with a stranger's, and with one for nothing but what is open."""

import json
import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern
from django.utils import translation

from plandugnad.api.routes import service
from tests.api.builders import Program, make_secret
from tests.architecture.standing import SECRET, Fjordvik, make_fjordvik
from tests.architecture.test_routes import everything_kept
from tests.cast import Cast

DESCRIBED = service.get_openapi_schema()["paths"]
CALLS = sorted((method, path) for path, methods in DESCRIBED.items() for method in methods)
OPEN = {
    "/api/v1/open/plans",
    "/api/v1/organisations",
    "/api/v1/organisations/{id}",
    "/api/v1/municipalities",
    "/api/v1/municipalities/{number}",
}
BODY = {"municipality": "9901", "name": "Stjålet", "status": "adopted"}


@pytest.fixture
def fjordvik(cast: Cast) -> Fjordvik:
    return make_fjordvik(cast)


def path_of(path: str, its: Fjordvik) -> str:
    kinds = {"meetings": its.gathering.meeting.id, "collaborations": its.cast.ytre_fjord.id}
    kinds |= {"rooms": its.room.id, "files": its.file.id}
    ids = {**kinds, "plans": its.plan.id, "organisations": its.cast.fjordvik.id}
    kind = path.split("/")[3]
    return (
        path.removeprefix("/api/v1/")
        .replace("{id}", str(ids.get(kind, "")))
        .replace("{number}", "9901")
        .replace("{version}", "1")
    )


def called(program: Program, method: str, path: str) -> Any:
    sent = {"post": BODY, "patch": {"version": 1, "name": "Stjålet"}}.get(method)
    return program.call(method, path, sent if "undelete" not in path else None)


def test_all_that_can_be_called_is_described() -> None:
    ways = {str(each.pattern) for each in service.urls[0] if isinstance(each, URLPattern)} - {"<path:rest>"}
    assert {re.sub(r"<\w+:(\w+)>|<(\w+)>", r"{\1\2}", f"/api/v1/{way}") for way in ways} == set(DESCRIBED)


def test_what_asks_for_no_token_is_this_and_no_more() -> None:
    asks = {path for path, methods in DESCRIBED.items() if all("security" in each for each in methods.values())}
    assert set(DESCRIBED) - asks == OPEN


@pytest.mark.parametrize(("method", "path"), [call for call in CALLS if call[1] not in OPEN])
def test_nobody_reads_or_changes_what_is_anothers(fjordvik: Fjordvik, method: str, path: str) -> None:
    even = make_secret(fjordvik.cast.person("Even"))
    only_open = make_secret(fjordvik.ingrid, ["read:public"])
    for secret in (even, only_open):
        Program(secret).get("municipalities")  # notes that it was used, which is the one thing that may change
    before = everything_kept()
    answers = [called(Program(secret), method, path_of(path, fjordvik)) for secret in ("", even, only_open)]
    assert answers[0].status_code == HTTPStatus.UNAUTHORIZED
    assert answers[2].status_code == HTTPStatus.FORBIDDEN
    if "{id}" in path or method == "post":
        assert answers[1].status_code == HTTPStatus.NOT_FOUND
        assert answers[1].headers["Content-Type"] == "application/problem+json"
    for answer in answers:
        assert SECRET not in json.dumps(answer.json(), ensure_ascii=False)
        assert "Fjordvik" not in json.dumps(answer.json(), ensure_ascii=False)
        assert "no-store" in answer.headers["Cache-Control"]
    assert everything_kept() == before


@pytest.mark.parametrize("path", sorted(OPEN))
def test_what_is_open_is_the_register_alone(fjordvik: Fjordvik, path: str) -> None:
    answer = Program().get(path_of(path, fjordvik))
    assert answer.status_code == HTTPStatus.OK
    assert SECRET not in json.dumps(answer.json(), ensure_ascii=False)


def test_the_description_does_not_depend_on_who_asks_first() -> None:
    said = service.get_openapi_schema()
    for language in ("en", "nn"):
        with translation.override(language):
            assert service.get_openapi_schema() == said
    assert said["components"]["responses"]["Problem429"]["description"] == "For mange kall"


@pytest.mark.parametrize("path", ["", "plan", "plans/x", "plans/00000000-0000-7000-8000-00000000000g", "../meg"])
def test_an_address_that_is_none_is_told_in_words(path: str, db: None) -> None:
    answer = Client().get(f"/api/v1/{path}")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_method_that_is_none_is_told_which_there_are(db: None) -> None:
    answer = Client().put("/api/v1/plans")
    assert (answer.status_code, answer.headers["Allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "GET, POST")
    assert answer.json()["title"]
