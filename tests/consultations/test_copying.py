"""One letter of a campaign is split by hand, and the others like it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plandugnad.consultations.models import Consultation, Handling, Point, Statement
from plandugnad.consultations.points import actions, copying
from plandugnad.consultations.points.spans import paragraphs
from plandugnad.core.models import AuditEvent
from tests.cast import Cast
from tests.consultations.builders import a_consultation, a_statement
from tests.processes.builders import INGRID, TORE, at_screen

ROAD, CABINS = "Veien er for smal for busser.", "Fjellet tåler ikke flere hytter."
LETTER = f"{ROAD}\n\n{CABINS}\n\nHilsen %s Eksempel"


@pytest.fixture
def consultation(cast: Cast) -> Consultation:
    return a_consultation(cast.fjordvik)


@pytest.fixture
def karis(consultation: Consultation) -> Statement:
    """Split into two points, one of them tagged."""
    statement = a_statement(consultation, text=LETTER % "Kari")
    road, _cabins = actions.split(INGRID, statement, paragraphs(statement.text)[:2])
    actions.tag_point(INGRID, road, None, "vei")
    return statement


def letter(consultation: Consultation, name: str) -> Statement:
    return a_statement(consultation, text=LETTER % name, name=f"{name} Eksempel")


def points_of(statement: Statement) -> list[tuple[str, list[str]]]:
    points = Point.objects.kept().filter(statement=statement).order_by("starts")
    return [(point.quote, [tag.name for tag in point.tags.all()]) for point in points]


def test_letters_like_hers_get_the_same_points_with_their_tags(consultation: Consultation, karis: Statement) -> None:
    olas, siris = letter(consultation, "Ola"), letter(consultation, "Siri")
    _event, number = copying.split_alike(INGRID, karis, [olas.pk, siris.pk])
    assert number == 2
    for statement in (olas, siris):
        assert points_of(statement) == [(ROAD, ["vei"]), (CABINS, [])]
        assert Statement.objects.get(pk=statement.pk).handling == Handling.STARTED


def test_what_is_said_otherwise_is_split_is_ready_is_deleted_or_erased_is_not_proposed(
    consultation: Consultation, karis: Statement
) -> None:
    a_statement(consultation, text="Jeg er for planen, og gleder meg til den nye veien.")
    split, ready, gone, erased = (letter(consultation, name) for name in ("Ola", "Siri", "Jon", "Per"))
    actions.split(TORE, split, paragraphs(split.text)[:1])
    Statement.objects.filter(pk=ready.pk).update(handling=Handling.READY)
    Statement.objects.filter(pk=gone.pk).update(deleted_at=timezone.now())
    Statement.objects.filter(pk=erased.pk).update(erased_at=timezone.now() - timedelta(days=1))
    assert copying.letters_like(karis) == ([], 0)


def test_what_somebody_splits_meanwhile_is_left_as_it_is(consultation: Consultation, karis: Statement) -> None:
    olas = letter(consultation, "Ola")
    actions.split(TORE, olas, paragraphs(olas.text)[:1])
    with pytest.raises(ValidationError, match="ikke er delt fra før"):
        copying.split_alike(INGRID, karis, [olas.pk])
    assert points_of(olas) == [(ROAD, [])]


def test_a_statement_of_another_consultation_is_not_touched(cast: Cast, karis: Statement) -> None:
    elsewhere = letter(a_consultation(cast.fjordvik, "En annen plan"), "Ola")
    with pytest.raises(ValidationError):
        copying.split_alike(INGRID, karis, [elsewhere.pk, uuid4()])
    assert points_of(elsewhere) == []


def test_it_can_be_undone_but_not_what_somebody_has_answered_since(
    consultation: Consultation, karis: Statement
) -> None:
    olas, siris = letter(consultation, "Ola"), letter(consultation, "Siri")
    event, _number = copying.split_alike(INGRID, karis, [olas.pk, siris.pk])
    answered = Point.objects.filter(statement=siris).order_by("starts")[0]
    Point.objects.filter(pk=answered.pk).update(answer="Veien utvides.", version=2)
    assert copying.undo(INGRID, consultation, event) == (3, 1)
    assert points_of(olas) == []
    assert points_of(siris) == [(ROAD, ["vei"])]
    assert Statement.objects.get(pk=olas.pk).handling == Handling.NEW
    assert Statement.objects.get(pk=siris.pk).handling == Handling.STARTED
    assert points_of(karis) == [(ROAD, ["vei"]), (CABINS, [])]


# The pages


@pytest.fixture
def screen(cast: Cast) -> Client:
    return at_screen(cast, "Ingrid")


def test_the_page_lists_the_letters_and_splits_those_that_are_ticked(
    screen: Client, consultation: Consultation, karis: Statement
) -> None:
    olas, siris = letter(consultation, "Ola"), letter(consultation, "Siri")
    address = reverse("statement_alike", args=[karis.pk])
    assert address in screen.get(reverse("statement", args=[karis.pk])).content.decode()
    said = screen.get(address).content.decode()
    assert "Ola Eksempel" in said
    assert "nesten ordrett lik" in said
    answer = screen.post(address, {"chosen": [str(olas.pk), "tull"]}, follow=True).content.decode()
    assert "1 uttalelse er delt på samme måte." in answer
    assert (len(points_of(olas)), points_of(siris)) == (2, [])
    undo = reverse("statement_alike_undo", args=[karis.pk, AuditEvent.objects.get(verb=copying.COPIED).pk])
    assert undo in answer
    assert "Angret: 2 punkter er borte." in screen.post(undo, follow=True).content.decode()
    assert points_of(olas) == []


def test_nothing_ticked_is_told_in_a_sentence(screen: Client, consultation: Consultation, karis: Statement) -> None:
    letter(consultation, "Ola")
    answer = screen.post(reverse("statement_alike", args=[karis.pk]))
    assert answer.status_code == 422
    assert "velg minst én uttalelse" in answer.content.decode()


def test_where_no_letter_is_alike_the_page_says_so(screen: Client, karis: Statement) -> None:
    assert "Ingen brev ligner på dette" in screen.get(reverse("statement_alike", args=[karis.pk])).content.decode()


def test_the_page_of_a_statement_offers_it_when_there_is_a_letter_like_it_and_not_else(
    cast: Cast, consultation: Consultation, karis: Statement
) -> None:
    ingrid = at_screen(cast, "Ingrid")
    address = reverse("statement_alike", args=[karis.pk])
    a_statement(
        consultation, text="Jeg er for planen, og gleder meg til den nye veien når den kommer til oss alle her."
    )
    assert f'hx-get="{address}?finnes=1"' in ingrid.get(reverse("statement", args=[karis.pk])).content.decode()
    assert ingrid.get(address, {"finnes": "1"}).content == b""
    letter(consultation, "Ola")
    assert "Del like brev på samme måte" in ingrid.get(address, {"finnes": "1"}).content.decode()
