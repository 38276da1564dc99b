"""What a module's tests all begin from, made once: what each does to it is rolled back to here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.test import override_settings

from tests.cast import Cast, make_cast
from tests.conftest import QUICK_HASHERS


@contextmanager
def made_once(django_db_blocker: Any) -> Iterator[Cast]:
    """For a fixture of a module, which must ask for `django_db_setup` too. What it makes is gone after the module."""
    with (
        django_db_blocker.unblock(),
        override_settings(PASSWORD_HASHERS=QUICK_HASHERS, ASKS_FOR_TWO_STEPS=False),
        transaction.atomic(),
    ):
        yield make_cast()
        transaction.set_rollback(True)
