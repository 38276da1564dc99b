"""What the municipality answers: two who write at once, what is finished, and what the history tells of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from plandugnad.consultations.models import Group, GroupMember, Point, Statement
from plandugnad.consultations.points import actions, answers
from plandugnad.consultations.points.answers import Written, WrittenMeanwhile
from plandugnad.consultations.points.history import history_page
from plandugnad.consultations.points.spans import paragraphs
from plandugnad.core.models import AuditEvent
from tests.cast import Cast
from tests.consultations.builders import a_consultation, a_statement
from tests.processes.builders import INGRID, TORE, at_screen

TEXT = "Veien er for smal.\n\nStøyen må måles.\n\nHilsen Kari"
LINES = "Takk.\n\nVeien flyttes.\n\nStøyen måles."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def statement(cast: Cast) -> Statement:
    return a_statement(a_consultation(cast.fjordvik), text=TEXT, name="Kari Hemmelig")


@pytest.fixture
def points(statement: Statement) -> list[Point]:
    return actions.split(INGRID, statement, paragraphs(TEXT))


def answered(point: Point, text: str, base: str = "", **more: bool) -> answers.Saved:
    return answers.write_answer(INGRID, point, Written(text, base), **more)


def test_lines_two_have_changed_apart_are_put_together_and_she_is_told(points: list[Point]) -> None:
    point = points[0]
    answered(point, LINES)
    answers.write_answer(TORE, point, Written(LINES.replace("flyttes", "flyttes nordover"), LINES))
    saved = answered(point, LINES.replace("måles", "måles i mai"), LINES, is_ready=True)
    assert saved.merged_with == "Tore Eksempel"
    point.refresh_from_db()
    assert point.answer == "Takk.\n\nVeien flyttes nordover.\n\nStøyen måles i mai."
    assert not point.is_ready  # she has not read the whole of it


def test_the_same_line_changed_by_two_is_saved_by_neither_and_both_are_told(points: list[Point]) -> None:
    point = points[0]
    answered(point, LINES)
    answers.write_answer(TORE, point, Written("Tores svar.", LINES))
    with pytest.raises(WrittenMeanwhile) as met:
        answered(point, "Mitt svar.", LINES)
    assert met.value.theirs == {"answer": "Tores svar."}
    assert met.value.by_name == "Tore Eksempel"
    point.refresh_from_db()
    assert point.answer == "Tores svar."


def test_both_texts_stand_on_her_screen_and_she_chooses(cast: Cast, points: list[Point]) -> None:
    client, point = at_screen(cast, "Ingrid"), points[0]
    address = reverse("point_answer", args=[point.pk])
    answers.write_answer(TORE, point, Written("Tores svar.", ""))
    given = {"answer": "Mitt svar.", "answer_base": ""}
    for headers in (HTMX, {}):
        answer = client.post(address, given, headers=headers)
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert "Tores svar." in shown
        assert "Mitt svar." in shown
        assert "Tore Eksempel har skrevet i de samme linjene" in shown
    client.post(address, given | {"answer_base": "Tores svar.", "begge": "1"}, headers=HTMX)
    point.refresh_from_db()
    assert point.answer == "Tores svar.\n\nMitt svar."


def test_both_over_an_answer_that_was_emptied_is_hers_alone_and_what_stood_is_told_as_empty(
    cast: Cast, points: list[Point]
) -> None:
    client, point = at_screen(cast, "Ingrid"), points[0]
    address = reverse("point_answer", args=[point.pk])
    answered(point, "Svar.")
    answers.write_answer(TORE, point, Written("", "Svar."))
    shown = client.post(address, {"answer": "Mitt svar.", "answer_base": "Svar."}, headers=HTMX)
    assert shown.status_code == 422
    assert '<div class="co-met__theirs" dir="auto">tomt</div>' in shown.content.decode()
    client.post(address, {"answer": "Mitt svar.", "answer_base": "", "begge": "1"}, headers=HTMX)
    point.refresh_from_db()
    assert point.answer == "Mitt svar."


def test_an_answer_kept_with_empty_lines_around_it_is_no_conflict(cast: Cast, points: list[Point]) -> None:
    client, point = at_screen(cast, "Ingrid"), points[0]
    Point.objects.filter(pk=point.pk).update(answer="\nSvar.\r\nTo.\n")
    given = {"answer": "Nytt svar.", "answer_base": "\nSvar.\r\nTo.\n"}
    assert client.post(reverse("point_answer", args=[point.pk]), given, headers=HTMX).status_code == 200
    point.refresh_from_db()
    assert point.answer == "Nytt svar."


def test_answers_of_two_points_that_are_joined_have_no_empty_lines_around_them(points: list[Point]) -> None:
    Point.objects.filter(pk=points[0].pk).update(answer="En.\n")
    Point.objects.filter(pk=points[1].pk).update(answer="\nTo.\n")
    actions.join_points(INGRID, points[0], points[1])
    points[0].refresh_from_db()
    assert points[0].answer == "En.\n\nTo."


def test_where_nothing_is_written_a_dash_says_so(cast: Cast, statement: Statement) -> None:
    reader = at_screen(cast, "Åse")
    page = reader.get(reverse("statement", args=[statement.pk])).content.decode()
    assert page.count('<div dir="auto">–</div>') == 2
    answers.write_texts(INGRID, statement, {"summary": Written("Ord.", "")})
    answers.write_texts(TORE, statement, {"summary": Written("", "Ord.")})
    given = {"summary": "Mine ord.", "summary_base": "Ord.", "assessment": "", "assessment_base": ""}
    met = at_screen(cast, "Ingrid").post(reverse("statement_texts", args=[statement.pk]), given, headers=HTMX)
    assert '<div class="co-met__theirs" dir="auto">–</div>' in met.content.decode()


def test_what_she_typed_stands_when_it_cannot_be_saved(cast: Cast, points: list[Point]) -> None:
    client, point = at_screen(cast, "Ingrid"), points[0]
    address = reverse("point_answer", args=[point.pk])
    long = "x" * 12_001
    answer = client.post(address, {"answer": long}, headers=HTMX)
    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert client.post(address, {"answer": "", "ferdig": "1"}, headers=HTMX).status_code == 422
    actions.delete_point(INGRID, point)
    assert client.post(address, {"answer": "Svar."}, headers=HTMX).status_code == 410


def test_an_answer_saved_from_the_page_comes_back_as_it_stands(cast: Cast, points: list[Point]) -> None:
    client, point = at_screen(cast, "Ingrid"), points[0]
    address = reverse("point_answer", args=[point.pk])
    shown = client.post(address, {"answer": "Svar <b>\r\nto", "ferdig": "1"}, headers=HTMX).content.decode()
    assert "Svar &lt;b&gt;" in shown
    assert "3 punkter, 2 uten svar" in shown
    assert 'name="answer"' not in shown
    assert 'name="answer"' in client.get(address, headers=HTMX).content.decode()
    assert client.post(address, {"answer": "Nytt", "answer_base": "Svar <b>\r\nto"}).status_code == 302
    point.refresh_from_db()
    assert (point.answer, point.is_ready) == ("Nytt", False)


def test_a_statement_is_not_finished_while_a_point_lacks_its_answer(points: list[Point], statement: Statement) -> None:
    answered(points[0], "Svar.")
    with pytest.raises(ValidationError, match="Punktene 2, 3 har ikke svar ennå"):
        answers.call_ready(INGRID, statement)
    answered(points[1], "Svar.", is_ready=True)
    group = Group.objects.create(consultation=statement.consultation, name="Hilsener", answer="Takk.", state="proposed")
    GroupMember.objects.create(group=group, point=points[2])
    with pytest.raises(ValidationError, match="Punkt 3 har ikke svar ennå"):
        answers.call_ready(INGRID, statement)
    Group.objects.update(state="decided")
    assert answers.call_ready(INGRID, statement) == 1
    statement.refresh_from_db()
    assert statement.handling == "ready"
    points[0].refresh_from_db()
    assert points[0].is_ready


def test_a_finished_statement_with_more_to_answer_is_not_finished(points: list[Point], statement: Statement) -> None:
    for point in points:
        answered(point, "Svar.")
    answers.call_ready(INGRID, statement)
    answered(points[0], "Bedre svar.", "Svar.", is_ready=True)
    statement.refresh_from_db()
    assert statement.handling == "ready"
    answered(points[0], "", "Bedre svar.")
    statement.refresh_from_db()
    assert statement.handling == "started"


def test_one_without_points_is_finished_by_an_assessment(statement: Statement) -> None:
    with pytest.raises(ValidationError, match="Skriv kommunens vurdering"):
        answers.call_ready(INGRID, statement)
    answers.write_texts(INGRID, statement, {"assessment": Written("Tas til orientering.", "")})
    answers.call_ready(INGRID, statement)
    answers.take_up_again(INGRID, statement)
    statement.refresh_from_db()
    assert statement.handling == "started"


def test_the_texts_of_the_whole_are_met_and_kept_apart_as_answers_are(cast: Cast, statement: Statement) -> None:
    client, address = at_screen(cast, "Ingrid"), reverse("statement_texts", args=[statement.pk])
    answers.write_texts(TORE, statement, {"summary": Written("Tores ord.", ""), "assessment": Written("", "")})
    given = {"summary": "Mine ord.", "summary_base": "", "assessment": "Min vurdering.", "assessment_base": ""}
    for headers in (HTMX, {}):
        answer = client.post(address, given, headers=headers)
        assert answer.status_code == 422
        for words in ("Tores ord.", "Mine ord.", "Min vurdering.", "Tore Eksempel har skrevet"):
            assert words in answer.content.decode()
    assert client.post(address, given | {"summary_base": "Tores ord."}, headers=HTMX).status_code == 200
    statement.refresh_from_db()
    assert (statement.summary, statement.assessment) == ("Mine ord.", "Min vurdering.")


def test_from_one_that_is_finished_she_comes_to_the_next(cast: Cast, statement: Statement) -> None:
    client, following = at_screen(cast, "Ingrid"), a_statement(statement.consultation)
    address = reverse("statement_ready", args=[statement.pk])
    assert client.post(address, {"neste": "1"})["Location"].endswith("#helheten")
    answers.write_texts(INGRID, statement, {"assessment": Written("Tas til orientering.", "")})
    assert client.post(address, {"neste": "1"})["Location"] == reverse("statement", args=[following.pk])


def test_the_history_tells_who_answered_what_and_never_what_was_said(statement: Statement, points: list[Point]) -> None:
    answered(points[1], "Støyen blir målt.", is_ready=True)
    answers.write_texts(TORE, statement, {"summary": Written("Kari vil ha målt støyen.", "")})
    _page, lines = history_page(statement, None)
    assert lines[0].sentence == "Tore Eksempel skrev om uttalelsen som helhet"
    assert lines[1].sentence == "Ingrid Eksempel skrev svar på et punkt"
    assert lines[1].details == ("Punkt 2", "Svar: Støyen blir målt.", "merket ferdig")
    told = str(list(AuditEvent.objects.values_list("before", "after")))
    for secret in ("Kari", "smal", "må måles"):
        assert secret not in told


def test_the_pages_of_history_and_tags_open(cast: Cast, statement: Statement, points: list[Point]) -> None:
    client = at_screen(cast, "Ingrid")
    actions.tag_point(INGRID, points[0], None, "vei")
    assert "laget punkter" in client.get(reverse("statement_history", args=[statement.pk])).content.decode()
    assert "1 punkt" in client.get(reverse("tags", args=[statement.consultation_id])).content.decode()
    panel = reverse("point", args=[points[1].pk])
    assert "Slå sammen med punkt 1" in client.get(panel, headers=HTMX).content.decode()
    assert "Slå sammen med punkt 1" in client.get(panel).content.decode()
    tagged = client.post(reverse("point_tag", args=[points[1].pk]), {"name": "støy"}, headers=HTMX)
    assert "Ta av «støy»" in tagged.content.decode()
    assert client.post(reverse("point_tag", args=[points[1].pk]), {"name": ""}, headers=HTMX).status_code == 422
    joined = client.post(reverse("point_join", args=[points[1].pk]), follow=True).content.decode()
    assert "Punktene er slått sammen." in joined
    assert "/skill/" in joined
