from datetime import date

import pytest
from django.core.files.base import ContentFile

from plandugnad.archive.actions.files import Content
from plandugnad.consultations.models import Statement
from plandugnad.consultations.taking_in import add_statement
from plandugnad.core.audit import SYSTEM
from plandugnad.core.files import store
from plandugnad.core.models import AuditEvent
from tests.cast import Cast
from tests.consultations.builders import a_consultation, a_statement
from tests.processes.builders import INGRID

pytestmark = pytest.mark.django_db
KARI = {"source": "web", "party": "private", "name": "Kari Eksempel", "email": "kari@eksempel.no", "text": "Nei takk."}


def test_statements_are_numbered_in_the_order_they_come(cast: Cast) -> None:
    consultation = a_consultation(cast.fjordvik)
    assert [a_statement(consultation).number for _ in range(3)] == [1, 2, 3]


def test_the_number_of_a_statement_that_is_gone_is_not_given_to_another(cast: Cast) -> None:
    consultation = a_consultation(cast.fjordvik)
    a_statement(consultation).delete()
    assert a_statement(consultation).number == 2


def test_only_what_private_persons_said_is_to_be_erased(cast: Cast) -> None:
    consultation = a_consultation(cast.fjordvik, private_until=date(2028, 1, 1))
    assert a_statement(consultation).erase_after == date(2028, 1, 1)
    assert a_statement(consultation, party="authority").erase_after is None


def test_an_email_that_is_read_in_twice_is_one_statement(cast: Cast) -> None:
    consultation = a_consultation(cast.fjordvik)
    first, again = (add_statement(INGRID, consultation, KARI, [], message_digest="a" * 64) for _ in range(2))
    assert first == again
    assert Statement.objects.count() == 1


def test_attachments_keep_their_order_and_the_history_has_no_name_in_it(cast: Cast) -> None:
    consultation = a_consultation(cast.fjordvik)
    files = [Content(store(ContentFile(name.encode()).chunks()), "text", name) for name in ("b.txt", "a.txt")]
    made = add_statement(SYSTEM, consultation, KARI, files)
    assert [file.name for file in made.files.all()] == ["b.txt", "a.txt"]
    event = AuditEvent.objects.get(subject_id=made.pk)
    assert (event.verb, event.after) == ("statement_received", {"number": 1, "source": "web", "party": "private"})
    assert made.by_name == ""
