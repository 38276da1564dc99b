"""Norway as dots: what the register says to everybody, and of plans only what one sees anyway."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.models import Installation
from plandugnad.plans.area.figures import FIGURES
from plandugnad.plans.kinds import PlanType
from plandugnad.regions.models import MunicipalityFacts, Organisation
from tests.cast import NAMES, Cast, make_organisation
from tests.plans.portfolios import make_main_plans, plan_in

pytestmark = pytest.mark.django_db


def page(cast: Cast, name: str, query: str = "") -> str:
    client = Client()
    client.force_login(cast.person(name))
    answer = client.get(f"/norge/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def placed(cast: Cast) -> Cast:
    """Three municipalities with a point each."""
    for place, longitude, latitude, centrality in (
        (cast.fjordvik, 6.0, 61.0, 5),
        (cast.lyngmo, 8.0, 62.0, 6),
        (cast.storoy, 12.0, 66.0, 4),
    ):
        MunicipalityFacts.objects.create(
            organisation=place, longitude=longitude, latitude=latitude, centrality_class=centrality
        )
    return cast


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", ["", *FIGURES])
def test_everybody_who_is_signed_in_sees_the_map_with_a_dot_for_each_municipality(
    placed: Cast, name: str, code: str
) -> None:
    shown = page(placed, name, f"?vis={code}")
    assert len(re.findall(r"<title>(Fjordvik|Lyngmo|Storøy): ", shown)) == 3


def test_only_what_one_sees_is_counted_and_the_page_says_so(placed: Cast) -> None:
    make_main_plans(placed.fjordvik)
    plan_in(placed.fjordvik, "Utkast", PlanType.ECONOMY_PLAN, "in_process", revision_due="2019")
    assert "Fjordvik: 50 % (1 av 2)" in page(placed, "Guri", "?vis=over")
    assert "Fjordvik: ingenting å vise" in page(placed, "Even", "?vis=over")
    assert "Du kan se planer i 2 av 3 kommuner, og bare de er talt med." in page(placed, "Guri")


def test_the_title_of_the_drawing_is_its_finding_and_the_table_stands_beside_it(placed: Cast) -> None:
    shown = page(placed, "Guri", "?sorter=-tall")
    assert '<title id="kart-tittel">2 av 3 kommuner er i de to minst sentrale klassene</title>' in shown
    body = shown[shown.index("<tbody>") :]
    assert body.index("Lyngmo") < body.index("Fjordvik") < body.index("Storøy")


def test_the_map_may_be_narrowed_to_a_county(placed: Cast) -> None:
    shown = page(placed, "Guri", "?fylke=98")
    assert "Storøy: 4" in shown
    assert "Fjordvik: 5" not in shown


def test_a_municipality_without_a_point_stands_in_the_table(placed: Cast) -> None:
    Organisation.objects.filter(pk=make_organisation("Ytterholm", "9906", county=placed.county).pk).update(
        is_example=False
    )
    shown = page(placed, "Guri")
    assert "1 kommune har ikke noe punkt i registeret" in shown
    assert "/kommuner/9906/" in shown


def test_invented_municipalities_stand_in_a_frame_of_their_own_and_in_no_real_place(placed: Cast) -> None:
    make_organisation("Ytterholm", "9906", county=placed.county)
    shown = page(placed, "Guri")
    frame = shown[shown.index("Oppdiktet eksempelregion") :]
    assert "<title>Ytterholm: ingenting å vise</title>" in frame
    assert "har ikke noe punkt i registeret" not in shown
    assert "Oppdiktet eksempelregion" not in page(placed, "Guri", "?fylke=98")


def test_the_heading_and_the_line_below_it_speak_of_the_same_number(placed: Cast) -> None:
    assert "ikke talt med i overskriften" not in page(placed, "Guri")
    make_organisation("Ytterholm", "9906", county=placed.county)
    shown = page(placed, "Guri")
    assert "2 av 3 kommuner er i de to minst sentrale klassene" in shown
    assert "4 kommuner, ett punkt for hver. 1 av dem har ikke noe å vise her" in shown
    assert "1 kommune, ett punkt for hver." in page(placed, "Guri", "?fylke=98")


def test_who_is_not_signed_in_is_asked_to_sign_in(db: None) -> None:
    assert Client().get("/norge/").status_code == 302


def test_more_municipalities_take_no_more_queries(
    placed: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.force_login(placed.person("Guri"))
    Installation.objects.create(is_demo=False)  # as every real one has
    client.get("/meg/")
    with django_assert_max_num_queries(10) as few:
        client.get("/norge/")
    for number in range(9100, 9250):
        make_organisation(f"Kommune {number}", str(number), county=placed.county)
    with django_assert_max_num_queries(len(few)):
        assert len(client.get("/norge/").context["page"].object_list) == 100
