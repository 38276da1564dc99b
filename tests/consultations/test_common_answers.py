"""The answer that is common to a group, and the statements that were done with by it."""

import pytest
from django.urls import reverse

from plandugnad.consultations.alike import actions
from plandugnad.consultations.models import Consultation, Group, Handling, Point, Statement
from plandugnad.consultations.points import answers
from tests.cast import Cast
from tests.consultations.builders import a_consultation, a_statement
from tests.processes.builders import INGRID, at_screen

CABINS = "Vi er mot hyttefeltet ved Storvatnet."


@pytest.fixture
def consultation(cast: Cast) -> Consultation:
    return a_consultation(cast.fjordvik)


@pytest.fixture
def group(consultation: Consultation) -> Group:
    """Answered, and both its statements are done with."""
    statements = [a_statement(consultation, text=CABINS, name=name) for name in ("Kari", "Ola")]
    points = [Point.objects.create(statement=one, starts=0, ends=len(CABINS), quote=CABINS) for one in statements]
    made, _event = actions.make_group(INGRID, consultation, "Mot hytter", [point.pk for point in points])
    made.refresh_from_db()
    actions.write(INGRID, made, made.name, "Takk for innspillet.", made.version)
    made.refresh_from_db()
    for one in statements:
        answers.call_ready(INGRID, one)
    return made


def handlings() -> set[str]:
    return set(Statement.objects.values_list("handling", flat=True))


def test_another_common_answer_opens_the_statements_again(cast: Cast, group: Group) -> None:
    address = reverse("alike_answer", args=[group.consultation_id, group.pk])
    given = {"seen": group.version, "was": group.answer, "name": group.name, "answer": "Hyttefeltet tas ut."}
    answer = at_screen(cast, "Ingrid").post(address, given, follow=True)
    assert "2 uttalelser som var ferdig vurdert, er tatt opp igjen." in answer.content.decode()
    assert handlings() == {Handling.STARTED}


def test_she_may_say_that_they_are_still_done_with(cast: Cast, group: Group) -> None:
    ingrid, address = at_screen(cast, "Ingrid"), reverse("alike_answer", args=[group.consultation_id, group.pk])
    assert "2 uttalelser er ferdig vurdert, og er det fortsatt" in ingrid.get(address).content.decode()
    given = {"seen": group.version, "was": group.answer, "name": group.name, "answer": "Takk.", "still_ready": "on"}
    ingrid.post(address, given)
    assert Group.objects.get(pk=group.pk).answer == "Takk."
    assert handlings() == {Handling.READY}


def test_another_name_opens_nothing(group: Group) -> None:
    assert actions.write(INGRID, group, "Hytter", group.answer, group.version) == 0
    assert handlings() == {Handling.READY}


def test_a_point_taken_out_of_the_answer_opens_its_statement_alone(group: Group) -> None:
    point = Point.objects.get(statement__name="Kari")
    actions.take_out(INGRID, group, [point.pk], group.version)
    assert dict(Statement.objects.values_list("name", "handling")) == {"Kari": "started", "Ola": "ready"}


def test_a_group_that_is_dissolved_opens_all(group: Group) -> None:
    actions.refuse(INGRID, group, group.version)
    assert handlings() == {Handling.STARTED}


def test_an_answer_kept_in_another_shape_is_no_conflict(cast: Cast, group: Group) -> None:
    Group.objects.filter(pk=group.pk).update(answer="\nEn.\r\nTo.\n", version=group.version + 1)
    address = reverse("alike_answer", args=[group.consultation_id, group.pk])
    given = {"seen": group.version, "was": "En.\nTo.", "name": group.name, "answer": "En.\nTo.\nTre."}
    answer = at_screen(cast, "Ingrid").post(address, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Begges endringer står her nå" in page
    assert "En.\nTo.\nTre.</textarea>" in page
