"""The list of statements: what it shows, what narrows it, and sharing statements out."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plandugnad.consultations.models import Consultation, Objection, Point, Statement, Tag
from tests.cast import Cast
from tests.consultations.builders import a_consultation, a_statement, day, one_that_is_out
from tests.processes.builders import at_screen

pytestmark = pytest.mark.django_db


def address(consultation: Consultation, **query: str) -> str:
    return f"/horinger/{consultation.id}/uttalelser/?{urlencode(query)}"


def shown(client: Client, consultation: Consultation, **query: str) -> str:
    answer = client.get(address(consultation, **query))
    assert answer.status_code == 200
    return answer.content.decode()


def named(consultation: Consultation, *names: str, **values: Any) -> list[Statement]:
    return [a_statement(consultation, name=name, text=f"{name} mener noe.", **values) for name in names]


def a_point(statement: Statement, *, answer: str = "", tag: Tag | None = None) -> Point:
    point = Point.objects.create(statement=statement, starts=0, ends=3, quote=statement.text[:3], answer=answer)
    if tag:
        point.tags.add(tag)
    return point


def test_a_row_tells_who_when_how_and_how_far(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    [grendelaget] = named(consultation, "Myra grendelag", party="organisation", source="paper")
    a_point(grendelaget, answer="Det blir slik.")
    a_point(grendelaget)
    page = shown(at_screen(cast, "Ingrid"), consultation)
    for words in ("Myra grendelag", "Lag eller bedrift", "skrevet inn", "1/2", f"/uttalelser/{grendelaget.id}/"):
        assert words in page


def test_the_last_day_is_in_time_and_the_day_after_is_late(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik, closes_on=day(-2))
    named(consultation, "I tide", received_on=day(-2))
    named(consultation, "For sent", received_on=day(-1))
    ingrid = at_screen(cast, "Ingrid")
    page = shown(ingrid, consultation)
    assert page.count("Etter fristen</span>") == 1
    page = shown(ingrid, consultation, sent="ja")
    assert "For sent" in page
    assert "I tide</bdi>" not in page


def test_an_empty_list_says_what_to_do_next(cast: Cast) -> None:
    page = shown(at_screen(cast, "Ingrid"), a_consultation(cast.fjordvik))
    for words in (
        "Ingen uttalelser er kommet inn ennå",
        "Les inn e-post",
        "Skriv inn en uttalelse",
        "publiser høringen",
    ):
        assert words in page


def test_one_who_only_reads_gets_no_boxes_to_tick_and_no_buttons(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    named(consultation, "Kari Eksempel")
    page = shown(at_screen(cast, "Åse"), consultation)
    assert "Kari Eksempel" in page
    assert 'name="uttalelse"' not in page
    assert "Les inn e-post" not in page


@pytest.mark.parametrize("who", ["Marit", "Even", "Nina", "Anna"])
def test_others_do_not_see_who_has_said_something(cast: Cast, who: str) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    assert at_screen(cast, who).get(address(consultation)).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "badeplass"}, {"Berit Eksempel"}),
        ({"q": "berit"}, {"Berit Eksempel"}),
        ({"q": "3"}, {"Cato Eksempel"}),
        ({"behandling": "ready"}, {"Cato Eksempel"}),
        ({"ansvarlig": "meg"}, {"Arne Eksempel"}),
        ({"ansvarlig": "ingen"}, {"Berit Eksempel", "Cato Eksempel"}),
        ({"hvem": "organisation"}, {"Cato Eksempel"}),
        ({"innsigelse": "ja"}, {"Arne Eksempel"}),
        ({"behandling": "finnes ikke", "ansvarlig": "x", "merkelapp": "y"},
         {"Arne Eksempel", "Berit Eksempel", "Cato Eksempel"}),
    ],
)  # fmt: skip
def test_what_is_chosen_in_the_address_narrows_the_list(cast: Cast, query: dict[str, str], found: set[str]) -> None:
    consultation, ingrid = one_that_is_out(cast.fjordvik), cast.person("Ingrid")
    arne, berit, cato = named(consultation, "Arne Eksempel", "Berit Eksempel", "Cato Eksempel")
    Statement.objects.filter(pk=arne.pk).update(assigned_to=ingrid)
    Statement.objects.filter(pk=berit.pk).update(text="Badeplassen må få bli.")
    Statement.objects.filter(pk=cato.pk).update(handling="ready", party="organisation")
    Objection.objects.create(statement=arne, against="Felt H1", ground="Jordvern")
    page = shown(at_screen(cast, "Ingrid"), consultation, **query)
    assert {name for name in (arne.name, berit.name, cato.name) if f"<bdi>{name}</bdi>" in page} == found


def test_the_list_is_narrowed_by_what_the_points_are_about(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    tag = Tag.objects.create(consultation=consultation, kind="theme", name="Strandsone")
    about, other = named(consultation, "Arne Eksempel", "Berit Eksempel")
    a_point(about, tag=tag)
    a_point(other)
    page = shown(at_screen(cast, "Ingrid"), consultation, merkelapp=str(tag.id))
    assert "<bdi>Arne Eksempel</bdi>" in page
    assert "<bdi>Berit Eksempel</bdi>" not in page


def test_names_are_sorted_as_norwegians_sort_them(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    named(consultation, "Åse", "Ærlend", "Aadne", "Zara", "Ørjan")
    page = shown(at_screen(cast, "Ingrid"), consultation, sorter="name")
    order = sorted(("Åse", "Ærlend", "Aadne", "Zara", "Ørjan"), key=lambda name: page.index(f"<bdi>{name}</bdi>"))
    assert order == ["Zara", "Ærlend", "Ørjan", "Aadne", "Åse"]


@pytest.mark.parametrize(
    ("sort", "first"), [("received", "B"), ("-received", "A"), ("handling", "A"), ("-number", "B")]
)
def test_the_list_is_sorted_by_what_one_chooses(cast: Cast, sort: str, first: str) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    named(consultation, "A", received_on=date(2026, 3, 1))
    named(consultation, "B", received_on=date(2026, 2, 1), handling="ready")
    page = shown(at_screen(cast, "Ingrid"), consultation, sorter=sort)
    assert min("AB", key=lambda name: page.index(f"<bdi>{name}</bdi>")) == first


def test_the_page_asks_as_few_questions_for_many_as_for_few(cast: Cast) -> None:
    ingrid = at_screen(cast, "Ingrid")
    few, many = one_that_is_out(cast.fjordvik, "Få"), one_that_is_out(cast.fjordvik, "Mange")
    for consultation, number in ((few, 2), (many, 40)):
        for each in named(consultation, *(f"Nr {count}" for count in range(number))):
            a_point(each)
    asked = []
    for consultation in (few, many):
        ingrid.get(address(consultation))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ingrid.get(address(consultation))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def share(client: Client, consultation: Consultation, **sent: Any) -> str:
    answer = client.post(f"/horinger/{consultation.id}/uttalelser/fordel/", sent, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_several_are_given_to_one_at_once_and_it_can_be_taken_back(cast: Cast) -> None:
    consultation, tore = one_that_is_out(cast.fjordvik), cast.person("Tore")
    first, second, third = named(consultation, "A", "B", "C")
    Statement.objects.filter(pk=second.pk).update(assigned_to=cast.person("Ingrid"))
    ingrid = at_screen(cast, "Ingrid")
    page = share(ingrid, consultation, uttalelse=[str(first.id), str(second.id)], til=str(tore.id))
    assert "2 uttalelser er gitt til Tore Eksempel." in page
    assert list(Statement.objects.values_list("assigned_to__name", flat=True)) == [
        "Tore Eksempel", "Tore Eksempel", None,
    ]  # fmt: skip
    Statement.objects.filter(pk=first.pk).update(assigned_to=cast.person("Ingrid"))  # decided since
    undo = page.split("/angre/")[0].rsplit("/", 1)[1]
    answer = ingrid.post(f"/horinger/{consultation.id}/uttalelser/fordel/{undo}/angre/", follow=True)
    assert "1 uttalelse har den ansvarlige den hadde før" in answer.content.decode()
    assert list(Statement.objects.values_list("assigned_to__name", flat=True)) == [
        "Ingrid Eksempel", "Ingrid Eksempel", None,
    ]  # fmt: skip
    assert third.assigned_to is None


def test_all_that_match_are_given_to_one_also_those_on_other_pages(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    named(consultation, *(f"Nr {number}" for number in range(110)))
    named(consultation, "Laget", party="organisation")
    sent = {"alle": "1", "til": str(cast.person("Tore").id), "filter-hvem": "private"}
    assert "110 uttalelser er gitt til Tore Eksempel." in share(at_screen(cast, "Ingrid"), consultation, **sent)
    assert Statement.objects.get(name="Laget").assigned_to is None


def test_a_statement_of_another_consultation_or_a_stranger_is_not_reached_by_sharing_out(cast: Cast) -> None:
    here, there = one_that_is_out(cast.fjordvik, "Her"), one_that_is_out(cast.lyngmo, "Der")
    [theirs] = named(there, "Deres")
    named(here, "Vår")
    ingrid = at_screen(cast, "Ingrid")
    assert "Ingen er valgt" in share(ingrid, here, uttalelse=[str(theirs.id), "tull"], til=str(cast.person("Tore").id))
    even = str(cast.person("Even").id)
    assert "Velg hvem" in share(ingrid, here, uttalelse=[str(Statement.objects.get(name="Vår").id)], til=even)
    assert not Statement.objects.exclude(assigned_to=None).exists()


def test_whom_a_statement_may_be_given_to_is_the_same_in_the_list_and_on_its_page(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    [first] = named(consultation, "A")
    ingrid, writer = at_screen(cast, "Ingrid"), str(cast.person("Tore").id)
    reader = str(cast.person("Åse").id)  # sees all of it, and writes nothing
    for page in (shown(ingrid, consultation), ingrid.get(f"/uttalelser/{first.id}/").content.decode()):
        assert f'<option value="{writer}">' in page
        assert reader not in page
    assert "Velg hvem" in share(ingrid, consultation, uttalelse=[str(first.id)], til=reader)


def test_what_one_chose_stands_after_sharing_out(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    [first] = named(consultation, "A")
    sent = {"uttalelse": str(first.id), "til": str(cast.person("Tore").id), "filter-hvem": "private", "sorter": "name"}
    answer = at_screen(cast, "Ingrid").post(f"/horinger/{consultation.id}/uttalelser/fordel/", sent)
    assert answer["Location"] == address(consultation, hvem="private", sorter="name")
