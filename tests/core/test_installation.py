import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import IntegrityError

from plandugnad.core import installation
from plandugnad.core.models import Installation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE core_installation SET is_demo = true",
        "UPDATE core_installation SET is_demo = true WHERE id = 1",
        "DELETE FROM core_installation",
        "INSERT INTO core_installation (id, is_demo, made_at) VALUES (1, true, now()) "
        "ON CONFLICT (id) DO UPDATE SET is_demo = true",
    ],
)
def test_an_ordinary_installation_cannot_be_made_a_demo_afterwards(attempt: str) -> None:
    Installation.objects.create(is_demo=False)
    with pytest.raises(DatabaseError, match="set when it is made"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)
    assert not installation.is_demo()


def test_there_is_one_installation_in_a_database() -> None:
    Installation.objects.create(is_demo=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(id=2, is_demo=True)


def test_without_an_installation_nothing_is_a_demo() -> None:
    assert installation.current() is None
    assert not installation.is_demo()
