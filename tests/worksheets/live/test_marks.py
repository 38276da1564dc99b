"""The mark that spares asking for everybody's rights anew: it changes with each row that rights are worked out from."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plandugnad.accounts.models import Person, Session
from plandugnad.regions.models import Collaboration, Member, MemberKind, Membership, Organisation, Role
from plandugnad.worksheets.actions import document_for
from plandugnad.worksheets.live import marks
from plandugnad.worksheets.live.rights import Rights, look, request_of
from plandugnad.worksheets.live.rows import new_pool
from plandugnad.worksheets.models import REVIEW, Document, Lock, Panellist, Participant, ParticipantRole, Review, Sheet
from tests.cast import Cast, make_cast, make_person
from tests.worksheets.live.tab import session_of
from tests.worksheets.making import begin

pytestmark = pytest.mark.django_db(transaction=True)
_TABLE = re.compile(r'\b(?:FROM|JOIN) "?(\w+)"?', re.IGNORECASE)


@dataclass
class Ingrid:
    person: Person
    session: str
    document: Document
    cast: Cast

    @property
    def sheet(self) -> Sheet:
        return self.document.sheet

    def mark(self) -> str:
        async def ask() -> list[str]:
            async with new_pool() as pool:
                return (await marks.marks_of(pool, self.document.id, [self.session]))[1]

        [found] = asyncio.run(ask())
        return found

    def tables_of_rights(self) -> set[str]:
        cookie = f"{settings.SESSION_COOKIE_NAME}={self.session}".encode()
        scope = {"path": "/", "headers": [(b"host", b"localhost"), (b"cookie", cookie)], "query_string": b""}
        with CaptureQueriesContext(connection) as asked:
            [rights] = look(self.document.id, [request_of(scope)])
        assert isinstance(rights, Rights)
        return {table for query in asked.captured_queries for table in _TABLE.findall(query["sql"])} - {"today"}


def let_in(her: Ingrid) -> None:
    now = timezone.now()
    about = {"role": ParticipantRole.PARTY, "asked_at": now, "accepted_at": now}
    Participant.objects.create(sheet=her.sheet, person=her.person, **about)


def a_case(her: Ingrid) -> Review:
    """Of Lyngmo, in her sheet, which she reads as one who assists."""
    lyngmo, today = her.cast.lyngmo, timezone.localdate()
    Sheet.objects.filter(pk=her.sheet.pk).update(kind=REVIEW)
    Member.objects.filter(organisation=her.cast.fjordvik).update(kind=MemberKind.HELPER)
    her.sheet.refresh_from_db()
    return Review.objects.create(sheet=her.sheet, owner=lyngmo, due_on=today)


def on_the_panel(her: Ingrid) -> Panellist:
    now, places = timezone.now(), {"organisation": her.cast.fjordvik, "owner": her.cast.lyngmo}
    about = {"asked_at": now, "impartial_at": now, "accepted_at": now, "guides": True}
    return Panellist.objects.create(review=a_case(her), person=her.person, **places, **about)


@pytest.fixture
def ingrid() -> Ingrid:
    cast = make_cast()
    _ = cast.ytre_fjord
    person = make_person("Ingrid", "planner", cast.fjordvik)
    return Ingrid(person, session_of(person), document_for(begin(cast, "share"), None), cast)


def test_every_table_that_rights_are_read_from_is_in_the_mark(ingrid: Ingrid) -> None:
    in_mark = set(_TABLE.findall(marks._MARKS))
    assert len(ingrid.tables_of_rights()) > 6
    assert ingrid.tables_of_rights() <= in_mark
    Sheet.objects.filter(pk=ingrid.sheet.pk).update(kind=REVIEW)
    assert "worksheets_review" in ingrid.tables_of_rights() <= in_mark
    seat = on_the_panel(ingrid)
    assert {"worksheets_panellist", "worksheets_review"} <= ingrid.tables_of_rights() <= in_mark
    seat.review.delete()
    Sheet.objects.filter(pk=ingrid.sheet.pk).update(is_private=True)
    let_in(ingrid)
    assert ingrid.tables_of_rights() <= in_mark


CHANGES: dict[str, Callable[[Ingrid], Any]] = {
    "she signs out": lambda her: Session.objects.filter(person=her.person).delete(),
    "her session is over": lambda her: Session.objects.filter(person=her.person).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    ),
    "her account is closed": lambda her: Person.objects.filter(pk=her.person.pk).update(is_active=False),
    "her part in the municipality ends": lambda her: Membership.objects.filter(person=her.person).update(
        ended_at=timezone.now()
    ),
    "her part is taken away": lambda her: Membership.objects.filter(person=her.person).delete(),
    "her municipality leaves": lambda her: Member.objects.filter(organisation=her.cast.fjordvik).update(
        left_at=timezone.now()
    ),
    "a municipality is merged": lambda her: Organisation.objects.filter(pk=her.cast.fjordvik.pk).update(name="Fjord"),
    "the collaboration is renamed": lambda her: Collaboration.objects.update(name="Indre Fjord"),
    "a role is given less": lambda her: Role.objects.filter(code="planner").update(grants=["read"]),
    "the phase is moved": lambda her: Sheet.objects.filter(pk=her.sheet.pk).update(phase="adopt"),
    "a part is locked": lambda her: Lock.objects.create(sheet=her.sheet, block="goals"),
    "somebody is let in": let_in,
    "she sits on a panel": on_the_panel,
    "the case is another's": a_case,
    "somebody leads it": lambda her: her.sheet.facilitators.add(her.person),
    "the document is closed": lambda her: Document.objects.filter(pk=her.document.pk).update(closed_at=timezone.now()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_mark_is_another_when(change: Callable[[Ingrid], Any], ingrid: Ingrid) -> None:
    before = ingrid.mark()
    assert ingrid.mark() == before
    change(ingrid)
    assert ingrid.mark() != before


def test_what_is_written_in_the_document_changes_nobodys_mark(ingrid: Ingrid) -> None:
    before = ingrid.mark()
    Document.objects.filter(pk=ingrid.document.pk).update(seq=ingrid.document.seq + 1)
    assert ingrid.mark() == before


def test_of_a_document_that_is_gone_there_is_no_mark(ingrid: Ingrid) -> None:
    Sheet.objects.filter(pk=ingrid.sheet.pk).delete()

    async def ask() -> tuple[int, list[str]]:
        async with new_pool() as pool:
            return await marks.marks_of(pool, ingrid.document.id, [ingrid.session])

    assert asyncio.run(ask()) == (0, [])
