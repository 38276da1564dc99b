import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.audit import SYSTEM
from plandugnad.plans.actions import create_plan, delete_plan, share_plan
from plandugnad.plans.models import Plan
from plandugnad.plans.telling import PlanSource
from plandugnad.projections.making import fill_anew
from plandugnad.regions.telling import OrganisationSource
from plandugnad.web.queries.search import find_all, shown
from tests.cast import NAMES, Cast

pytestmark = pytest.mark.django_db
F, L = "Fjordvik", "Lyngmo"

# person: (finds Fjordvik's draft, finds Fjordvik's adopted plan, finds the draft shared with Ytre Fjord)
TABLE = {
    "Ingrid": (True, True, True),
    "Tore": (True, True, True),
    "Åse": (True, True, True),
    "Marit": (False, True, True),
    "Kåre": (True, True, True),
    "Guri": (False, True, False),
    "Per": (False, True, False),
    "Lars": (False, False, True),
    "Nina": (False, False, False),
    "Even": (False, False, False),
    "Anna": (False, False, False),
}


def names(cast: Cast, name: str, words: str) -> list[str]:
    return [one.title for one in shown(find_all(cast.actor(name), words).pages.page(1))]


@pytest.mark.parametrize("name", NAMES)
def test_nobody_finds_what_they_may_not_see(client: Client, cast: Cast, name: str) -> None:
    create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan utkast", "status": "in_process"})
    create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan vedtatt", "status": "adopted"})
    shared = create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan delt", "status": "idea"})
    share_plan(SYSTEM, shared, cast.ytre_fjord)
    delete_plan(SYSTEM, create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan slettet", "status": "adopted"}))
    client.force_login(cast.person(name))
    page = client.get("/sok/", {"q": "kulturplan"}).content.decode()
    found = tuple(f"Kulturplan {kind}" in page for kind in ("utkast", "vedtatt", "delt"))
    assert found == TABLE[name]
    assert "Kulturplan slettet" not in page


def test_the_best_answer_stands_first(cast: Cast) -> None:
    for name in ("Temaplan for helse", "Helseplan", "Folkehelse", "Helse"):
        create_plan(SYSTEM, cast.fjordvik, {"name": name})
    assert names(cast, "Ingrid", "helse") == ["Helse", "Helseplan", "Temaplan for helse", "Folkehelse"]


@pytest.mark.parametrize(
    "words", ["trafikksikkerhet", "TRAFIKKSIKKERHETSPLAN", "plan trafikk", "trafiksikkerhetsplan", "2019/77"]
)
def test_a_plan_is_found_by_part_case_order_a_wrong_letter_or_its_case(cast: Cast, words: str) -> None:
    create_plan(SYSTEM, cast.fjordvik, {"name": "Trafikksikkerhetsplan", "case_reference": "2019/77"})
    create_plan(SYSTEM, cast.fjordvik, {"name": "Smittevern"})
    assert names(cast, "Ingrid", words) == ["Trafikksikkerhetsplan"]


def test_places_are_found_beside_plans(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Ingrid"))
    _ = cast.storoy
    fill_anew(OrganisationSource.key)
    page = client.get("/sok/", {"q": "storoy"}).content.decode()
    assert "/kommuner/9801/" in page


def test_the_heading_counts_places_too(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Ingrid"))
    fill_anew(OrganisationSource.key)
    assert "1 treff på «Lyngmo»" in client.get("/sok/", {"q": "Lyngmo"}).content.decode()


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=%00", "?q=%25", "?q=__", "?q='\";--", "?side=x&q=plan", "?q=" + "a" * 3000]
)
def test_strange_questions_get_a_page(client: Client, cast: Cast, query: str) -> None:
    client.force_login(cast.person("Ingrid"))
    assert client.get(f"/sok/{query}").status_code == 200


def test_text_from_the_question_is_shown_as_text(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Ingrid"))
    assert "<script>alert" not in client.get("/sok/", {"q": "<script>alert(1)</script>"}).content.decode()


@pytest.mark.parametrize("count", [3, 300])
def test_the_number_of_queries_does_not_grow_with_plans(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    plans = [Plan(organisation=cast.fjordvik, name=f"Plan {number}") for number in range(count)]
    for plan in plans:
        plan.set_keys()
    Plan.objects.bulk_create(plans)
    fill_anew(PlanSource.key)
    client.force_login(cast.person("Ingrid"))
    client.get("/sok/", {"q": "plan"})
    with django_assert_max_num_queries(10):
        page = client.get("/sok/", {"q": "plan"}).context["page"]
    assert page.paginator.count == count
    assert len(page) <= 50
