"""Two texts that are longer together than there is place for: said in words, and both stand."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from plandugnad.consultations.alike import actions as groups
from plandugnad.consultations.models import LONGEST_TEXT, Group, Point, Statement
from plandugnad.consultations.points import actions, answers
from plandugnad.consultations.points.answers import Written
from plandugnad.consultations.points.spans import paragraphs
from tests.cast import Cast
from tests.consultations.builders import a_consultation, a_statement
from tests.processes.builders import INGRID, TORE, at_screen

HTMX = {"HX-Request": "true"}
# Each has place alone, with two short lines around it.
MINE, THEIRS = "Mitt svar. " + "m" * (LONGEST_TEXT - 60), "Tores svar. " + "t" * (LONGEST_TEXT - 60)


@pytest.fixture
def statement(cast: Cast) -> Statement:
    return a_statement(a_consultation(cast.fjordvik), text="En.\n\nTo.")


@pytest.fixture
def points(statement: Statement) -> list[Point]:
    return actions.split(INGRID, statement, paragraphs(statement.text))


def test_both_answers_kept_by_choice_stand_in_the_field_when_they_are_too_long(cast: Cast, points: list[Point]) -> None:
    answers.write_answer(TORE, points[0], Written(THEIRS, ""))
    given = {"answer": MINE, "answer_base": THEIRS, "begge": "1"}
    for headers in (HTMX, {}):
        answer = at_screen(cast, "Ingrid").post(reverse("point_answer", args=[points[0].pk]), given, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "det er plass til 12000" in page
        assert MINE in page
        assert THEIRS in page
    points[0].refresh_from_db()
    assert points[0].answer == THEIRS


def test_lines_that_are_put_together_are_not_kept_when_they_are_too_long(points: list[Point]) -> None:
    base = "Takk.\n\nMidt.\n\nSlutt."
    answers.write_answer(TORE, points[0], Written(base, ""))
    answers.write_answer(TORE, points[0], Written(base.replace("Takk.", THEIRS), base))
    with pytest.raises(ValidationError, match="det er plass til"):
        answers.write_answer(INGRID, points[0], Written(base.replace("Slutt.", MINE), base))
    points[0].refresh_from_db()
    assert MINE not in points[0].answer


def test_texts_of_the_whole_stand_too(cast: Cast, statement: Statement) -> None:
    base = "Takk.\n\nMidt.\n\nSlutt."
    answers.write_texts(TORE, statement, {"assessment": Written(base, "")})
    answers.write_texts(TORE, statement, {"assessment": Written(base.replace("Takk.", THEIRS), base)})
    given = {
        "assessment": base.replace("Slutt.", MINE),
        "assessment_base": base,
        "summary": "Kort.",
        "summary_base": "",
    }
    answer = at_screen(cast, "Ingrid").post(reverse("statement_texts", args=[statement.pk]), given, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("det er plass til", MINE, THEIRS, "Kort."):
        assert words in page
    statement.refresh_from_db()
    assert statement.summary == ""


def test_points_whose_answers_are_too_long_together_are_not_joined(points: list[Point]) -> None:
    Point.objects.filter(pk=points[0].pk).update(answer=THEIRS)
    Point.objects.filter(pk=points[1].pk).update(answer=MINE)
    with pytest.raises(ValidationError, match="Kort ned ett av dem"):
        actions.join_points(INGRID, points[0], points[1])
    assert Point.objects.filter(deleted_at=None).count() == 2


def test_a_common_answer_of_two_that_is_too_long_says_so_with_both(cast: Cast, points: list[Point]) -> None:
    consultation = points[0].statement.consultation
    group, _event = groups.make_group(INGRID, consultation, "Mot", [point.pk for point in points])
    seen = group.version
    Group.objects.filter(pk=group.pk).update(answer=THEIRS, version=seen + 1)
    given = {"name": "Mot", "answer": MINE, "was": "", "seen": seen}
    answer = at_screen(cast, "Ingrid").post(reverse("alike_answer", args=[consultation.pk, group.pk]), given)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("det er plass til", MINE, THEIRS):
        assert words in page
