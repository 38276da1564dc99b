"""A demo that several tests look at: making it takes seconds."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.test import override_settings

from plandugnad.core import installation
from plandugnad.web.demo.making import Made, make_demo
from tests.conftest import QUICK_HASHERS


def made_around(day: date) -> Iterator[Made]:
    """In a transaction around those of the tests, each of which takes back what it does."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]  # as Django's own: what asks to be outermost may stand inside
    installation.forget()  # an earlier test of this worker may have met an ordinary one
    with override_settings(PASSWORD_HASHERS=QUICK_HASHERS), around:
        yield make_demo(day)
        transaction.set_rollback(True)
