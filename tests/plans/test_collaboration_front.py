"""The front page of a collaboration: what needs me, what comes, what has happened, who is in it and what it is."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.audit import SYSTEM
from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import change_plan, create_plan
from plandugnad.regions import joining
from plandugnad.regions.models import Member, MemberKind
from tests.cast import NAMES, Cast, make_organisation
from tests.plans.portfolios import make_many

pytestmark = pytest.mark.django_db
HIDDEN = "Hemmelig utkast"


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def front(cast: Cast) -> str:
    return reverse("collaboration", args=[cast.ytre_fjord.id])


def test_the_coordinators_own_tasks_come_first_and_a_planner_has_her_plans(cast: Cast) -> None:
    change = {"name": "Boligplan", "status": "adopted", "revision_due": When.of_year(2020)}
    create_plan(SYSTEM, cast.fjordvik, change)
    joining.invite_organisations(SYSTEM, cast.ytre_fjord, [cast.storoy])
    kare = browser(cast, "Kåre").get(front(cast)).context["tasks"]
    assert [(line.title, line.kind) for line, _place in kare] == [
        ("Fjordvik", "mandat mangler"),
        ("Lyngmo", "mandat mangler"),
    ]
    (ingrid,) = browser(cast, "Ingrid").get(front(cast)).context["tasks"]
    assert (ingrid[0].title, ingrid[0].is_late, ingrid[1]) == ("Boligplan", True, "Fjordvik")


@pytest.mark.parametrize("name", NAMES)
def test_nobody_reads_of_a_draft_she_may_not_see(cast: Cast, name: str) -> None:
    plan = create_plan(
        SYSTEM, cast.lyngmo, {"name": HIDDEN, "status": "in_process", "revision_due": When.of_year(2030)}
    )
    change_plan(SYSTEM, plan, {"responsible": "Marit"})
    page = browser(cast, name).get(front(cast))
    assert page.status_code == (404 if name in {"Guri", "Per", "Even", "Anna"} else 200)
    assert (HIDDEN in page.content.decode()) == (name in {"Marit", "Kåre"})


def test_what_comes_and_what_has_happened_are_told(cast: Cast) -> None:
    create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan", "status": "adopted", "revision_due": When.of_year(2030)})
    joining.invite_organisations(SYSTEM, cast.ytre_fjord, [cast.county], MemberKind.HELPER)
    page = browser(cast, "Kåre").get(front(cast))
    assert [line.title for line, _place in page.context["dates"]] == ["Kulturplan"]
    assert "Plandugnad inviterte Eksempelfylket" in page.content.decode()


def test_who_is_in_who_is_asked_and_who_helps_are_told_apart(cast: Cast) -> None:
    joining.invite_organisations(SYSTEM, cast.ytre_fjord, [cast.storoy])
    (row,) = joining.invite_organisations(SYSTEM, cast.ytre_fjord, [cast.county], MemberKind.HELPER)
    joining.answer_invitation(SYSTEM, row, is_yes=True)
    about = browser(cast, "Ingrid").get(front(cast)).context
    names = {key: [part.name for part in about[key]] for key in ("members", "asked", "helpers")}
    assert names == {"members": ["Fjordvik", "Lyngmo"], "asked": ["Storøy"], "helpers": ["Eksempelfylket"]}


def test_an_empty_one_says_what_comes_here(cast: Cast) -> None:
    cast.person("Kåre")
    Member.rows.all().delete()
    page = browser(cast, "Kåre").get(front(cast)).content.decode()
    for words in ("Ingenting venter på deg", "Ingen datoer ennå", "Ingen kommuner er med ennå", "Ingen har skrevet"):
        assert words in page


@pytest.mark.parametrize("name", ["Kåre", "Ingrid"])
def test_it_takes_twelve_queries_however_many_members_plans_and_events(
    cast: Cast, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        place = make_organisation(f"Nabo {number}", f"992{number}")
        Member.objects.create(collaboration=cast.ytre_fjord, organisation=place)
        make_many(place, 30)
    client = browser(cast, name)
    client.get(front(cast))
    with django_assert_max_num_queries(12):
        client.get(front(cast))
