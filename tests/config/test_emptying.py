"""What is left after a test in real transactions is what Django's own flush leaves."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from plandugnad.core.models import Installation
from tests.architecture.standing import make_fjordvik
from tests.cast import make_cast
from tests.emptying import FROM_THE_MODELS, empty_what_is_filled

pytestmark = pytest.mark.django_db(transaction=True)


def _make_one_of_each() -> None:
    """At once, as it is made elsewhere: what waits for its transaction to end is not what this is about."""
    with transaction.atomic():
        Installation.objects.create(is_demo=False)
        make_fjordvik(make_cast())


def _held() -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return {table: count for table, count in found.items() if count and not table.startswith("procrastinate")}


def test_what_is_left_is_what_a_flush_leaves() -> None:
    """Work that waits is in tables Django does not know, and stays after both."""
    call_command("flush", verbosity=0, interactive=False)
    flushed = _held()
    _make_one_of_each()
    assert len(_held()) > len(flushed) + 40
    empty_what_is_filled()
    assert _held() == flushed
    assert set(flushed) > FROM_THE_MODELS


def test_a_second_time_there_is_nothing_to_do() -> None:
    empty_what_is_filled()
    before = _held()
    empty_what_is_filled()
    assert _held() == before
