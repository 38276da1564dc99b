"""The page of what has happened: newest first, in words, only what one may see."""

from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.audit import By
from plandugnad.plans.actions import change_plan, create_plan, delete_plan
from plandugnad.projections import audience
from plandugnad.projections.activity import tell
from plandugnad.projections.entries import About
from tests.cast import Cast
from tests.plans.builders import TORE, make_plan

pytestmark = pytest.mark.django_db


def activity(client: Client, cast: Cast, name: str, query: str = "") -> str:
    client.force_login(cast.person(name))
    answer = client.get(f"/aktivitet/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_happened_is_told_in_words_with_a_link_to_what_is_still_there(client: Client, cast: Cast) -> None:
    kept, gone = make_plan(cast.fjordvik, "Kulturplan"), make_plan(cast.fjordvik, "Klimaplan")
    change_plan(TORE, kept, {"responsible": "Plansjef"})
    delete_plan(TORE, gone)
    page = activity(client, cast, "Ingrid")
    assert f'<a href="/planer/{kept.id}/">Tore Eksempel endret «Kulturplan»</a>' in page
    assert "<li>Tore Eksempel slettet «Klimaplan»" in page
    assert f"/planer/{gone.id}/" not in page
    assert page.index("slettet «Klimaplan»") < page.index("la inn «Kulturplan»")


def test_marit_reads_the_same_in_nynorsk_about_her_own(client: Client, cast: Cast) -> None:
    make_plan(cast.lyngmo, "Kulturplan")
    assert "«Kulturplan»" in activity(client, cast, "Marit")
    assert "«Kulturplan»" not in activity(client, cast, "Even")


def test_a_verb_nobody_has_given_words_is_still_a_sentence(client: Client, cast: Cast) -> None:
    about = About("noe.nytt", uuid4(), cast.fjordvik.id, "100 % <b>sikkert</b>", "/")
    tell(By(uuid4(), "Tore %s"), "flettet", [about], [audience.readers_of(cast.fjordvik.id)])
    page = activity(client, cast, "Ingrid")
    assert "Tore %s endret noe ved «100 % &lt;b&gt;sikkert&lt;/b&gt;»" in page


def test_one_place_may_be_chosen_among_those_one_is_told_of(client: Client, cast: Cast) -> None:
    make_plan(cast.fjordvik, "Fjordplan")
    make_plan(cast.lyngmo, "Fjellplan")
    both = activity(client, cast, "Kåre")
    assert "Fjordplan" in both
    assert "Fjellplan" in both
    one = activity(client, cast, "Kåre", f"?sted={cast.lyngmo.id}")
    assert "Hva som har skjedd i Lyngmo" in one
    assert "Fjordplan" not in one


@pytest.mark.parametrize("said", ["?sted=tull", "?sted=%00", "?sted=' OR 1=1", "?side=-3", "?side=xyz", "?side=999999"])
def test_an_address_that_makes_no_sense_shows_the_whole_page(client: Client, cast: Cast, said: str) -> None:
    make_plan(cast.fjordvik, "Fjordplan")
    assert "Fjordplan" in activity(client, cast, "Ingrid", said)


def test_a_strangers_place_is_no_choice(client: Client, cast: Cast) -> None:
    make_plan(cast.fjordvik, "Fjordplan")
    page = activity(client, cast, "Even", f"?sted={cast.fjordvik.id}")
    assert "Fjord" not in page.split("<main")[1]


def test_where_nothing_has_happened_the_page_says_what_it_is_for(client: Client, cast: Cast) -> None:
    assert "Ingenting har skjedd her ennå" in activity(client, cast, "Even")


@pytest.mark.parametrize("count", [2, 120])
def test_the_number_of_queries_does_not_grow(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        create_plan(TORE, cast.fjordvik, {"name": f"Plan {number}"})
    client.force_login(cast.person("Ingrid"))
    client.get("/aktivitet/")
    with django_assert_max_num_queries(10):
        page = client.get("/aktivitet/").content.decode()
    assert ("?side=2" in page) == (count > 50)
