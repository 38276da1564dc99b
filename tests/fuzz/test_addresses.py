"""Addresses as a stranger or a planner may write them: an answer, never a fault of ours."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as some

import plandugnad
from plandugnad.plans.filters import ADDRESS_NAMES
from tests.architecture.addresses import CLOSED, OWN_PAGES
from tests.architecture.standing import Fjordvik, make_fjordvik
from tests.architecture.test_routes import ROUTES
from tests.cast import Cast
from tests.fuzz.conftest import PROFILE
from tests.fuzz.mutation import texts

pytestmark = pytest.mark.django_db
_READ = re.compile(r"GET(?:\.get(?:list)?)?[(\[]\"(\w+)\"")
VALUES = texts(["1", "9901", "2027", "kultur", "-1", "2027-02", "theme_plan", "organisation:9901", "a,b", "name"])


def names_read() -> list[str]:
    """Every name that some view reads from an address."""
    sources = Path(plandugnad.__file__).parent.rglob("*.py")
    found = {name for path in sources for name in _READ.findall(path.read_text(encoding="utf-8"))}
    return sorted(found | set(ADDRESS_NAMES.values()))


QUERIES = some.dictionaries(some.sampled_from(names_read()), VALUES, max_size=4)


def parts(name: str) -> Iterator[str]:
    """The pieces of a route that take any text."""
    pattern = str(ROUTES[name].pattern)
    yield from re.findall(r"<(?:str:)?(\w+)>", pattern)


TEXTUAL = sorted(name for name in ROUTES if any(parts(name)))


@pytest.fixture
def its(cast: Cast) -> Fjordvik:
    return make_fjordvik(cast)


@pytest.fixture
def ingrid(its: Fjordvik) -> Client:
    client = Client()
    client.force_login(its.ingrid)
    return client


def answers(client: Client, address: str, **about: Any) -> None:
    """In a transaction of its own, so that one that breaks cannot make the next one break."""
    with transaction.atomic():
        answer = client.get(address, **about)
        assert answer.status_code < 500
        if answer.streaming:
            b"".join(answer)


def test_whatever_stands_behind_the_question_mark_a_page_answers(its: Fjordvik, ingrid: Client) -> None:
    rows: dict[str, Any] = {**OWN_PAGES, **CLOSED}

    @settings(PROFILE, max_examples=PROFILE.max_examples * 2)
    @given(some.sampled_from(sorted(rows)), QUERIES)
    def property(name: str, query: dict[str, str]) -> None:
        answers(ingrid, f"{reverse(name, kwargs=rows[name](its))}?{urlencode(query)}")

    property()


def test_whatever_stands_where_a_secret_or_a_name_belongs_a_page_answers(its: Fjordvik, ingrid: Client) -> None:
    @settings(PROFILE)
    @given(some.sampled_from(TEXTUAL), VALUES, some.booleans())
    def property(name: str, value: str, is_signed_in: bool) -> None:
        pattern = "/" + re.sub(r"<(?:str:)?\w+>", lambda _: quote(value, safe=""), str(ROUTES[name].pattern))
        address = re.sub(r"<uuid:\w+>", str(its.plan.id), re.sub(r"<int:\w+>", "1", pattern))
        answers(ingrid if is_signed_in else Client(), address)

    property()


@pytest.mark.parametrize("name", ["search", "portfolio", "register", "account_login"])
def test_bytes_that_are_no_text_get_an_answer(name: str, its: Fjordvik, ingrid: Client) -> None:
    address = reverse(name, kwargs={"number": "9901"} if name == "portfolio" else {})

    @settings(PROFILE, max_examples=PROFILE.max_examples // 4)
    @given(some.binary(max_size=12))
    def property(raw: bytes) -> None:
        answers(ingrid, address, QUERY_STRING="q=" + quote(raw))

    property()


def test_the_names_are_found_in_the_source() -> None:
    assert {"q", "side", "sorter", "aar"} <= set(names_read())
    assert TEXTUAL
