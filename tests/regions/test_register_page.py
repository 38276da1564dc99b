import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.norwegian import sort_key
from plandugnad.regions.loading import load_register
from plandugnad.regions.models import Organisation
from plandugnad.regions.queries.register import find_among, municipalities
from plandugnad.regions.register import read_register
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def ingrid(client: Client, cast: Cast) -> Client:
    client.force_login(cast.person("Ingrid"))
    load_register(read_register())
    return client


def test_the_list_is_in_norwegian_order_a_hundred_a_page(ingrid: Client) -> None:
    names = []
    for side in range(1, 5):
        page = ingrid.get("/kommuner/", {"side": side}).context["page"]
        assert len(page) <= 100
        names += [row.name for row in page]
    assert names == sorted(names, key=sort_key)
    assert names[-2:] == ["Åseral", "Åsnes"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kvinnesdal", ["Kvinesdal"]),
        ("1507", ["Haram", "Ålesund"]),
        ("301", ["Oslo"]),
        ("våler i innlandet", ["Våler"]),
        ("Guovdageainnu", ["Kautokeino"]),
        ("kvinesdal kommune", ["Kvinesdal"]),
        ("finnes ikke noe sted", []),
    ],
)
def test_a_municipality_is_found_by_any_name_or_number(ingrid: Client, words: str, expected: list[str]) -> None:
    page = ingrid.get("/kommuner/", {"q": words})
    assert page.status_code == 200
    assert [row.name for row in page.context["page"]] == expected


@pytest.mark.parametrize(
    ("words", "number"),
    [
        *(
            ("Kautokeino", "5612"),
            ("Guovdageaidnu", "5612"),
            ("guovdageainnu", "5612"),
            ("Guovdageainnu suohkan", "5612"),
        ),
        *(("aamot", "3422"), ("Aamodt", "3422"), ("vaagan", "1865"), ("Vaagaa", "3435"), ("vågå", "3435")),
        *(("tana", "5628"), ("Deatnu", "5628"), ("deanu gielda", "5628"), ("Kaarasjohka", "5610")),
        *(("Snåase", "5041"), ("snaase", "5041"), ("snåasen tjïelte", "5041"), ("snasa", "5041")),
        *(("gaivuotna", "5540"), ("kaivuono", "5540"), ("raarvihke", "5043"), ("rårvihke", "5043")),
    ],
)
def test_both_official_names_are_found_however_they_are_typed(ingrid: Client, words: str, number: str) -> None:
    found = ingrid.get("/kommuner/", {"q": words}).context["page"]
    assert found[0].number == number


def test_a_county_narrows_the_list(ingrid: Client) -> None:
    page = ingrid.get("/kommuner/", {"fylke": "11"}).context["page"]
    assert len(page) == 23
    assert {row.county for row in page} == {"Rogaland"}


@pytest.mark.parametrize(
    "query", ["?q=%00", "?fylke=zz", "?side=-1", "?side=999", "?q=" + "x" * 5000, "?q=%25_'%22<b>"]
)
def test_strange_questions_get_a_page(ingrid: Client, query: str) -> None:
    answer = ingrid.get(f"/kommuner/{query}")
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode().replace("&lt;b&gt;", "")


def test_a_body_tells_when_it_matters(ingrid: Client) -> None:
    nve = Organisation.objects.get(kind="sector_body", about__key="nve")
    page = ingrid.get(f"/organisasjoner/{nve.id}/").content.decode()
    assert "vassdrag" in page
    assert "Kan fremme innsigelse" in page


def test_a_council_shows_its_members_and_a_county_its_municipalities(ingrid: Client) -> None:
    lister = Organisation.objects.get(kind="regional_council", about__key="lister")
    assert "Hægebostad" in ingrid.get(f"/organisasjoner/{lister.id}/").content.decode()
    rogaland = Organisation.objects.get(kind="county", number="11")
    page = ingrid.get(f"/organisasjoner/{rogaland.id}/").content.decode()
    assert "Rogaland fylkeskommune" in page
    assert "Utsira" in page


def test_facts_carry_their_year_and_their_source(ingrid: Client) -> None:
    page = ingrid.get("/kommuner/4227/").content.decode()
    assert "Innbyggere 2026" in page
    assert "SSB" in page


def test_finding_in_the_whole_register_takes_two_queries(
    ingrid: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        rows = municipalities()
    assert find_among(rows, "ål")[0].name == "Ål"
