"""Two people press the button in the same instant. Real threads, real locks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM
from plandugnad.regions.actions import accept, end_membership
from plandugnad.regions.models import Invitation, Membership
from tests.cast import make_cast, make_person
from tests.regions.builders import make_invitation

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Does all of them as nearly together as can be, and tells how each went."""
    together = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        try:
            together.wait(10)
            deed()
        except ValidationError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def test_one_invitation_opened_in_two_windows_is_used_once() -> None:
    cast = make_cast()
    invitation, _path = make_invitation(cast.fjordvik, "planner")
    assert at_once(*[lambda: accept(Invitation.objects.get(pk=invitation.pk), "Kari")] * 2) == ["done", "refused"]
    assert Membership.objects.count() == 1


def test_two_invitations_to_one_new_address_make_one_person() -> None:
    cast = make_cast()
    one, _path = make_invitation(cast.fjordvik, "planner")
    other, _path = make_invitation(cast.lyngmo, "planner")
    assert at_once(lambda: accept(one, "Kari"), lambda: accept(other, "Kari")) == ["done", "done"]
    assert Person.objects.count() == 1
    assert Membership.objects.count() == 2


def test_two_administrators_cannot_put_each_other_out() -> None:
    make_cast()
    seats = [Membership.objects.get(person=make_person(name, "administrator", None)) for name in ("Anna", "Berit")]
    assert at_once(*[lambda seat=seat: end_membership(SYSTEM, seat) for seat in seats]) == ["done", "refused"]
    assert Membership.objects.filter(ended_at=None).count() == 1
