"""A plan's name and its type: where they say different things."""

import pytest
from django.urls import reverse

from plandugnad.plans.contradiction import contradiction
from tests.cast import Cast
from tests.plans.builders import browser, fresh, make_plan


@pytest.mark.parametrize(
    ("name", "plan_type", "word", "suggested"),
    [
        ("Kommunedelplan for klima og energi", "theme_plan", "kommunedelplan", "partial_plan_theme"),
        ("Kommunedelplan for Vika sentrum", "zoning_detail", "kommunedelplan", "partial_plan_area"),
        ("Detaljregulering for Vika", "regional_plan", "detaljregulering", "zoning_detail"),
        ("Detaljregulering for Vika", "zoning_area", "detaljregulering", "zoning_detail"),
        ("Reguleringsplan for E39", "partial_plan_area", "reguleringsplan", "zoning_detail"),
        ("Kommuneplanens samfunnsdel 2023–2035", "land_use_part", "samfunnsdel", "community_part"),
        ("Temaplan for kultur", "partial_plan_theme", "temaplan", "theme_plan"),
        ("Verksemdsplan for helse", "theme_plan", "verksemdsplan", "service_plan"),
    ],
)
def test_a_name_that_says_another_type_is_heard(name: str, plan_type: str, word: str, suggested: str) -> None:
    found = contradiction(name, plan_type)
    assert found is not None
    assert (found.word, found.suggested) == (word, suggested)


@pytest.mark.parametrize(
    ("name", "plan_type"),
    [
        ("Reguleringsplan for Vika", "zoning_area"),
        ("Reguleringsplan for Vika", "zoning_detail"),
        ("Kommunedelplan for klima", "partial_plan_area"),
        ("Handlingsdel og økonomiplan 2026–2029", "economy_plan"),
        ("Handlingsprogram til kommunedelplan for klima", "theme_plan"),
        ("Evaluering av kommuneplanens samfunnsdel", "knowledge_base"),
        ("Bestemmelser til kommuneplanens arealdel", "other"),
        ("Planprogram for kommunedelplan for Vika", "other"),
        ("Klimaplan", "zoning_detail"),
        ("Kommunedelplan for klima", ""),
        ("", "theme_plan"),
    ],
)
def test_a_name_that_agrees_or_speaks_of_another_plan_is_left_in_peace(name: str, plan_type: str) -> None:
    assert contradiction(name, plan_type) is None


def test_the_page_and_the_table_say_so_and_one_click_changes_the_type(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Kommunedelplan for klima", plan_type="theme_plan", status="adopted")
    ingrid, address = browser(cast.person("Ingrid")), reverse("plan_field", args=[plan.pk, "plan_type"])
    page = ingrid.get(reverse("plan", args=[plan.pk])).content.decode()
    assert "Navnet sier «kommunedelplan»." in page
    assert "Endre typen til kommunedelplan for tema" in page
    assert "Navnet sier" in ingrid.get(reverse("portfolio_table", args=["9901"])).content.decode()
    given = {"plan_type": "partial_plan_theme", "initial-plan_type": "theme_plan", "seen_version": plan.version}
    assert ingrid.post(address, given).status_code == 302
    assert fresh(plan).plan_type == "partial_plan_theme"
    assert "Navnet sier" not in ingrid.get(reverse("plan", args=[plan.pk])).content.decode()


def test_those_who_may_not_write_are_told_but_not_asked(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Kommunedelplan for klima", plan_type="theme_plan", status="adopted")
    page = browser(cast.person("Guri")).get(reverse("plan", args=[plan.pk])).content.decode()
    assert "Navnet sier «kommunedelplan»." in page
    assert "Endre typen" not in page
