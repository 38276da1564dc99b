"""Ingrid turns a statement into points: by marking in it, by its paragraphs, with tags, each somebody's."""

import re
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.consultations.models import Point, Statement, Tag, TagKind
from plandugnad.consultations.points import actions, tagging
from plandugnad.consultations.points.queries import point_rows, read_statement
from plandugnad.consultations.points.spans import Span, paragraphs, pieces, sentences, tightened, whole
from plandugnad.core.files import store
from plandugnad.core.models import AuditEvent
from plandugnad.projections.models import ActivityEntry, AttentionEntry
from tests.cast import Cast
from tests.consultations.builders import a_consultation, a_statement
from tests.processes.builders import INGRID, at_screen

ROAD, NOISE = "Veien er for smal. Flytt den mot nord.", "Støyen 🌊 må måles før dere vedtar planen."
TEXT = f"Vi bor ved Strandveien.\n\n{ROAD}\n\n{NOISE}\n"


@pytest.fixture
def statement(cast: Cast) -> Statement:
    return a_statement(a_consultation(cast.fjordvik), text=TEXT, name="Kari Hemmelig", email="kari@hemmelig.no")


def of(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def mark(statement: Statement, part: str) -> Point:
    return actions.mark_point(INGRID, statement, of(statement.text, part))


def page(client: Client, statement: Statement) -> str:
    answer = client.get(reverse("statement", args=[statement.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_text_is_cut_into_paragraphs_at_empty_lines() -> None:
    assert [span.of(TEXT) for span in paragraphs(TEXT)] == ["Vi bor ved Strandveien.", ROAD, NOISE]
    windows = TEXT.replace("\n", "\r\n")
    assert [span.of(windows) for span in paragraphs(windows)] == ["Vi bor ved Strandveien.", ROAD, NOISE]


def test_a_text_without_empty_lines_is_cut_at_its_lines() -> None:
    assert [span.of("en\nto\n") for span in paragraphs("en\nto\n")] == ["en", "to"]
    assert paragraphs(" \n ") == []


def test_sentences_end_at_full_stops_that_something_begins_after() -> None:
    text = "Flytt veien. «Nei», sa de i § 4. ledd kl. 12. Takk!\n\nHilsen Kari"
    found = [span.of(text) for span in sentences(text)]
    assert found == ["Flytt veien.", "«Nei», sa de i § 4. ledd kl.", "12.", "Takk!", "Hilsen Kari"]


@given(st.text(alphabet="aÅ 🌊\n\r.e\u0301", max_size=60))
def test_whatever_the_text_each_part_of_it_is_in_it_and_none_lies_over_another(text: str) -> None:
    for found in (paragraphs(text), sentences(text)):
        for span in found:
            assert tightened(text, span) == span
        assert all(one.ends <= other.starts for one, other in pairwise(found))


@given(
    st.text(alphabet="ab 🌊\n", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(1, 30)), max_size=6),
)
def test_the_pieces_are_the_whole_text_however_the_points_lie(text: str, places: list[tuple[int, int]]) -> None:
    spans = [one for start, end in places if (one := tightened(text, Span(start, min(end, len(text)))))]
    found = pieces(text, spans)
    assert "".join(piece.text for piece in found) == text
    for number, span in enumerate(spans, start=1):
        assert "".join(piece.text for piece in found if number in piece.numbers) == span.of(text)
        assert [number in piece.begins for piece in found].count(True) == 1


def test_what_is_marked_becomes_a_point_without_the_room_around_it(statement: Statement) -> None:
    place = of(TEXT, NOISE)
    point = actions.mark_point(INGRID, statement, Span(place.starts - 2, place.ends + 1))
    assert (point.quote, point.starts, point.ends) == (NOISE, place.starts, place.ends)
    statement.refresh_from_db()
    assert statement.handling == "started"


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 3), Span(0, 100_000), Span(-1, 4), Span(23, 25)])
def test_a_place_that_is_not_in_the_text_or_is_empty_is_refused_in_words(statement: Statement, span: Span) -> None:
    with pytest.raises(ValidationError, match="Merk på nytt"):
        actions.mark_point(INGRID, statement, span)


def test_what_she_saw_marked_must_be_what_stands_there(statement: Statement) -> None:
    with pytest.raises(ValidationError, match="Last siden på nytt"):
        actions.mark_point(INGRID, statement, of(TEXT, ROAD), "Noe annet.")
    actions.mark_point(INGRID, statement, of(TEXT, ROAD), ROAD.replace(" ", "\r\n"))


def test_the_same_place_twice_is_refused_and_places_that_lie_over_each_other_are_not(statement: Statement) -> None:
    mark(statement, ROAD)
    with pytest.raises(ValidationError, match="punkt fra før"):
        mark(statement, ROAD)
    mark(statement, "Flytt den mot nord.")
    assert [row.quote for row in point_rows(statement)] == [ROAD, "Flytt den mot nord."]


def test_points_stand_in_the_order_of_the_text_whenever_they_were_made(statement: Statement) -> None:
    mark(statement, NOISE)
    mark(statement, ROAD)
    assert [(row.number, row.quote) for row in point_rows(statement)] == [(1, ROAD), (2, NOISE)]


def test_every_paragraph_is_made_a_point_and_those_that_were_stand(statement: Statement) -> None:
    first = mark(statement, ROAD)
    made = actions.split(INGRID, statement, paragraphs(TEXT))
    assert len(made) == 2
    assert first.pk in {row.id for row in point_rows(statement)}
    with pytest.raises(ValidationError, match="punkter fra før"):
        actions.split(INGRID, statement, paragraphs(TEXT))


def test_the_place_of_a_point_is_changed_and_its_answer_stays(statement: Statement) -> None:
    point = mark(statement, ROAD)
    Point.objects.filter(pk=point.pk).update(answer="Ja.")
    actions.change_span(INGRID, point, of(TEXT, "Flytt den mot nord."))
    point.refresh_from_db()
    assert (point.quote, point.answer) == ("Flytt den mot nord.", "Ja.")


def test_two_points_are_put_together_and_parted_again(statement: Statement) -> None:
    one, other = mark(statement, ROAD), mark(statement, NOISE)
    Point.objects.filter(pk=one.pk).update(answer="Svar en.", is_ready=True)
    Point.objects.filter(pk=other.pk).update(answer="Svar to.")
    actions.tag_point(INGRID, other, TagKind.THEME, "støy")
    event = actions.join_points(INGRID, one, other)
    (row,) = point_rows(statement)
    assert row.quote == f"{ROAD}\n\n{NOISE}"
    assert row.answer == "Svar en.\n\nSvar to."
    assert not row.is_ready
    assert [tag.name for tag in row.tags] == ["støy"]
    actions.unjoin(INGRID, statement, event)
    found = point_rows(statement)
    assert [(row.quote, row.answer, row.is_ready) for row in found] == [
        (ROAD, "Svar en.", True),
        (NOISE, "Svar to.", False),
    ]
    assert [len(row.tags) for row in found] == [0, 1]


def test_what_was_written_after_two_were_put_together_is_not_undone(statement: Statement) -> None:
    one, other = mark(statement, ROAD), mark(statement, NOISE)
    event = actions.join_points(INGRID, one, other)
    one.refresh_from_db()
    actions.save_point(one)
    with pytest.raises(ValidationError, match="endret etter"):
        actions.unjoin(INGRID, statement, event)


def test_a_deleted_point_comes_back_unless_another_has_its_place(statement: Statement) -> None:
    point = mark(statement, ROAD)
    actions.delete_point(INGRID, point)
    assert point_rows(statement) == []
    actions.undelete_point(INGRID, point)
    actions.delete_point(INGRID, point)
    mark(statement, ROAD)
    with pytest.raises(ValidationError, match="punkt fra før"):
        actions.undelete_point(INGRID, point)


def test_a_tag_is_found_again_whatever_its_letters_and_is_a_theme_when_it_is_new(statement: Statement) -> None:
    one, other = mark(statement, ROAD), mark(statement, NOISE)
    actions.tag_point(INGRID, one, TagKind.PLACE, "Strandveien")
    actions.tag_point(INGRID, other, None, "strandveien")
    actions.tag_point(INGRID, other, None, "Støy")
    assert [(tag.kind, tag.name) for tag in Tag.objects.all()] == [("place", "Strandveien"), ("theme", "Støy")]
    actions.untag_point(INGRID, other, Tag.objects.get(name="Støy").pk)
    assert [tag.name for tag in other.tags.all()] == ["Strandveien"]


def test_two_tags_become_one_and_are_parted_as_they_were(statement: Statement) -> None:
    one, other = mark(statement, ROAD), mark(statement, NOISE)
    for point, name in ((one, "støy"), (one, "bråk"), (other, "bråk")):
        actions.tag_point(INGRID, point, None, name)
    noise, loud = Tag.objects.get(name="støy"), Tag.objects.get(name="bråk")
    with pytest.raises(ValidationError, match="Slå de to sammen"):
        tagging.rename_tag(INGRID, loud, "STØY")
    event = tagging.merge_tags(INGRID, loud, noise)
    assert [[tag.name for tag in row.tags] for row in point_rows(statement)] == [["støy"], ["støy"]]
    tagging.unmerge_tags(INGRID, statement.consultation, event)
    assert [[tag.name for tag in row.tags] for row in point_rows(statement)] == [["bråk", "støy"], ["bråk"]]


def test_a_tag_in_use_is_not_removed(statement: Statement) -> None:
    actions.tag_point(INGRID, mark(statement, ROAD), None, "vei")
    tag = Tag.objects.get()
    with pytest.raises(ValidationError, match="står på punkter"):
        tagging.remove_tag(INGRID, tag)


def asked(person: UUID) -> list[str]:
    return list(AttentionEntry.objects.filter(audience__contains=[f"person:{person}"]).values_list("kind", flat=True))


def test_whoever_is_given_a_statement_or_a_point_is_asked_once(cast: Cast, statement: Statement) -> None:
    tore = cast.person("Tore")
    point = mark(statement, ROAD)
    actions.assign_statement(INGRID, statement, tore.pk, str(tore))
    actions.assign_point(INGRID, point, tore.pk, str(tore))
    assert asked(tore.pk) == ["statement_assigned"]
    actions.assign_statement(INGRID, statement, None, "")
    assert asked(tore.pk) == ["statement_assigned"]
    actions.assign_point(INGRID, point, None, "")
    assert asked(tore.pk) == []


def test_only_those_who_write_for_the_municipality_are_given_anything(cast: Cast, statement: Statement) -> None:
    for name in ("Ingrid", "Tore", "Åse", "Marit"):
        cast.person(name)
    names = [name for _id, name in read_statement(statement).people]
    assert "Ingrid Eksempel" in names
    assert not {"Åse Eksempel", "Marit Eksempel"} & set(names)
    client = at_screen(cast, "Ingrid")
    client.post(reverse("statement_assign", args=[statement.pk]), {"person": str(cast.person("Marit").pk)})
    statement.refresh_from_db()
    assert statement.assigned_to_id is None


def test_nothing_she_said_or_is_called_is_in_the_history_or_the_activity(cast: Cast, statement: Statement) -> None:
    one, other = mark(statement, ROAD), mark(statement, NOISE)
    actions.change_span(INGRID, one, of(TEXT, "Flytt den mot nord."))
    actions.join_points(INGRID, one, other)
    actions.delete_point(INGRID, one)
    actions.assign_statement(INGRID, statement, cast.person("Tore").pk, "Tore")
    told: list[Any] = [*AuditEvent.objects.values_list("before", "after"), *ActivityEntry.objects.values_list("title")]
    told += AttentionEntry.objects.values_list("title", "facts")
    for secret in ("Kari", "hemmelig", "smal", "nord", "Støyen"):
        assert secret not in str(told)


def test_a_script_in_a_statement_is_text(cast: Cast) -> None:
    said = "<script>alert(1)</script>\n\n</textarea><b>Nei</b> & nei"
    statement = a_statement(a_consultation(cast.fjordvik), text=said, name="<i>Kari</i>")
    actions.split(INGRID, statement, paragraphs(said))
    shown = page(at_screen(cast, "Ingrid"), statement)
    assert "<script>alert" not in shown
    assert "<b>Nei" not in shown
    assert "<i>Kari" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_she_marks_in_the_text_and_the_page_gets_what_changed(cast: Cast, statement: Statement) -> None:
    client, place = at_screen(cast, "Ingrid"), of(TEXT, NOISE)
    address = reverse("statement_mark", args=[statement.pk])
    given = {"start": place.starts, "end": place.ends, "quote": NOISE}
    answer = client.post(address, given, headers={"HX-Request": "true"})
    shown = answer.content.decode()
    assert "Punkt 1 er laget." in shown
    assert 'hx-swap-oob="afterbegin:#punkter"' in shown
    again = client.post(address, given, headers={"HX-Request": "true"})
    assert again.status_code == 422
    assert "punkt fra før" in again.content.decode()
    assert client.post(address, {"start": "x"}).status_code == 302
    assert NOISE in page(client, statement)


def test_without_javascript_she_ticks_paragraphs(cast: Cast, statement: Statement) -> None:
    client, address = at_screen(cast, "Ingrid"), reverse("statement_split", args=[statement.pk])
    assert client.get(address).content.decode().count('type="checkbox"') == 3
    place = of(TEXT, ROAD)
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"parts": "0-9999"}).status_code == 422
    client.post(address, {"parts": f"{place.starts}-{place.ends}"})
    assert [row.quote for row in point_rows(statement)] == [ROAD]
    client.post(address, {"hele": "1"})
    assert Point.objects.filter(quote=TEXT.strip()).exists()
    client.post(address, {"alle": "1"})
    assert Point.objects.count() == 4


def test_without_javascript_a_point_is_changed_by_its_sentences(cast: Cast, statement: Statement) -> None:
    client, point = at_screen(cast, "Ingrid"), mark(statement, ROAD)
    address = reverse("point_span", args=[point.pk])
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"first": "2", "last": "1"})
    assert wrong.status_code == 422
    assert "Velg en som kommer etter" in wrong.content.decode()
    client.post(address, {"first": "2", "last": "3"})
    point.refresh_from_db()
    assert point.quote == f"Flytt den mot nord.\n\n{NOISE}"


def test_she_goes_from_one_to_the_next_in_the_order_they_came(cast: Cast, statement: Statement) -> None:
    second, third = (a_statement(statement.consultation, name=name) for name in ("To", "Tre"))
    Statement.objects.filter(pk=second.pk).update(handling="ready")
    around = read_statement(statement).neighbours
    assert (around.before, around.after, around.unfinished) == (None, second, third)
    around = read_statement(third).neighbours
    assert (around.before, around.after, around.unfinished) == (second, None, statement)


def test_an_attachment_is_saved_and_never_shown(cast: Cast, statement: Statement) -> None:
    stored = store(ContentFile(b"<script>alert(1)</script>").chunks())
    file = statement.files.create(stored=stored, name="kart <b>.html", content_kind="text")
    answer = at_screen(cast, "Ingrid").get(reverse("statement_file", args=[statement.pk, file.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    other = a_statement(statement.consultation)
    assert at_screen(cast, "Ingrid").get(reverse("statement_file", args=[other.pk, file.pk])).status_code == 404


def test_the_page_asks_the_database_as_often_with_two_hundred_points_as_with_one(cast: Cast) -> None:
    consultation = a_consultation(cast.fjordvik)
    text = "\n\n".join(f"Punkt nummer {number}: flytt veien." for number in range(200))
    few, many = a_statement(consultation, text="Ett punkt."), a_statement(consultation, text=text)
    tore = cast.person("Tore")
    for statement in (few, many):
        for point in actions.split(INGRID, statement, paragraphs(statement.text)):
            point.tags.add(Tag.objects.get_or_create(consultation=consultation, kind="theme", name="vei")[0])
        Point.objects.filter(statement=statement).update(assigned_to=tore)
    client, asked_times = at_screen(cast, "Ingrid"), []
    page(client, few)
    for statement in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            shown = page(client, statement)
        asked_times.append(len(captured))
    assert asked_times[0] == asked_times[1]
    assert shown.count('class="co-point"') == 200


def test_who_only_reads_sees_the_points_and_nothing_to_press(cast: Cast, statement: Statement) -> None:
    mark(statement, ROAD)
    Statement.objects.filter(pk=statement.pk).update(email="kari@eksempel.no")
    shown = page(at_screen(cast, "Åse"), statement)
    assert ROAD in shown
    assert "Gjør til punkt" not in shown
    assert "<textarea" not in shown
    assert "kari@eksempel.no" not in shown
    assert "kari@eksempel.no" in page(at_screen(cast, "Ingrid"), statement)
    assert whole("  ") is None


def test_a_tag_put_on_two_that_are_one_stays_on_the_first_when_they_are_parted(
    cast: Cast, statement: Statement
) -> None:
    first, second = mark(statement, ROAD), mark(statement, NOISE)
    actions.tag_point(INGRID, first, TagKind.THEME, "vei")
    actions.tag_point(INGRID, second, TagKind.THEME, "støy")
    event = actions.join_points(INGRID, first, second)
    actions.tag_point(INGRID, first, TagKind.PLACE, "Strandveien")
    answer = at_screen(cast, "Ingrid").post(reverse("statement_unjoin", args=[statement.pk, event.pk]), follow=True)
    assert "står på det første: Strandveien." in answer.content.decode()
    assert {tag.name for tag in first.tags.all()} == {"vei", "Strandveien"}
    assert [tag.name for tag in second.tags.all()] == ["støy"]


LETTER = f"Hei Fjordvik kommune!\n\n{ROAD}\n\n{NOISE}\n\nMed venleg helsing\nKari Eksempel"


def test_each_paragraph_a_point_leaves_the_greeting_and_the_signature_out_and_says_so(cast: Cast) -> None:
    letter = a_statement(a_consultation(cast.fjordvik), text=LETTER)
    client, address = at_screen(cast, "Ingrid"), reverse("statement_split", args=[letter.pk])
    assert "Ikke tatt med" not in page(client, letter)
    shown = client.post(address, {"alle": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert [row.quote for row in point_rows(letter)] == [ROAD, NOISE]
    for answer in (shown, page(client, letter)):
        left_out = answer.split('id="utelatt"')[1].split("</ul>")[0]
        assert "Hei Fjordvik kommune!" in left_out
        assert "Med venleg helsing" in left_out
        assert ROAD not in left_out


def test_what_was_left_out_can_be_taken_in(cast: Cast) -> None:
    letter = a_statement(a_consultation(cast.fjordvik), text=LETTER)
    client = at_screen(cast, "Ingrid")
    client.post(reverse("statement_split", args=[letter.pk]), {"alle": "1"})
    left_out = page(client, letter).split('id="utelatt"')[1].split("</ul>")[0]
    [first, *_rest] = re.findall(r'name="start" value="(\d+)"><input type="hidden" name="end" value="(\d+)"', left_out)
    given = {"start": first[0], "end": first[1]}
    answer = client.post(reverse("statement_mark", args=[letter.pk]), given, headers={"HX-Request": "true"})
    assert "Hei Fjordvik kommune!" in [row.quote for row in point_rows(letter)]
    assert "Hei Fjordvik kommune!" not in answer.content.decode().split('id="utelatt"')[1].split("</ul>")[0]


def test_where_she_chooses_paragraphs_the_greeting_is_there_and_not_ticked(cast: Cast) -> None:
    letter = a_statement(a_consultation(cast.fjordvik), text=LETTER)
    client, address = at_screen(cast, "Ingrid"), reverse("statement_split", args=[letter.pk])
    shown = client.get(address).content.decode()
    assert (shown.count('type="checkbox"'), shown.count(" checked")) == (4, 2)
    assert "Hilsener og underskrift er ikke krysset av" in shown
    client.post(address, {"parts": "0-21"})
    assert [row.quote for row in point_rows(letter)] == ["Hei Fjordvik kommune!"]


def test_who_only_reads_is_told_nothing_of_what_is_left_out(cast: Cast) -> None:
    letter = a_statement(a_consultation(cast.fjordvik), text=LETTER)
    at_screen(cast, "Ingrid").post(reverse("statement_split", args=[letter.pk]), {"alle": "1"})
    assert "Ikke tatt med" not in page(at_screen(cast, "Åse"), letter)
