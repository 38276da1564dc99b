from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.accounts.session_store import SessionStore
from plandugnad.accounts.visits import note_visit, previous_visit_at
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def seen_ago(person: Person, **ago: float) -> None:
    Person.objects.filter(pk=person.pk).update(seen_at=timezone.now() - timedelta(**ago))
    person.refresh_from_db()


def make_request() -> HttpRequest:
    request = HttpRequest()
    request.session = SessionStore()
    return request


def test_it_is_noted_at_most_once_an_hour(client: Client, cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    client.force_login(ingrid)
    client.get("/helse")
    ingrid.refresh_from_db()
    first = ingrid.seen_at
    assert first is not None
    client.get("/helse")
    ingrid.refresh_from_db()
    assert ingrid.seen_at == first
    seen_ago(ingrid, minutes=61)
    client.get("/helse")
    ingrid.refresh_from_db()
    assert ingrid.seen_at is not None
    assert timezone.now() - ingrid.seen_at < timedelta(minutes=1)


def test_a_first_visit_has_none_before_it(cast: Cast) -> None:
    request = make_request()
    note_visit(request, cast.person("Ingrid"))
    assert previous_visit_at(request) is None


def test_what_came_before_is_kept_through_one_visit_and_moves_with_the_next(cast: Cast) -> None:
    ingrid, request = cast.person("Ingrid"), make_request()
    seen_ago(ingrid, days=3)
    three_days_ago = ingrid.seen_at
    note_visit(request, ingrid)
    ingrid.refresh_from_db()
    seen_ago(ingrid, hours=2)
    note_visit(request, ingrid)
    assert previous_visit_at(request) == three_days_ago
    seen_ago(ingrid, hours=5)
    five_hours_ago = ingrid.seen_at
    note_visit(request, ingrid)
    assert previous_visit_at(request) == five_hours_ago
