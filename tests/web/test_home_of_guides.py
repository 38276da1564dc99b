"""Those who guide many municipalities, and those who have little of their own, also meet what concerns them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.models import OutgoingMail
from plandugnad.plans.actions import change_plan, create_plan
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.watching import watch
from plandugnad.plans.words.groups import MAIN_TYPE_NAMES
from plandugnad.regions.models import Organisation
from plandugnad.web.queries.activity import NEWS_SHOWN_OF_EACH
from plandugnad.web.queries.home import needs
from tests.cast import Cast

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
GUIDES = ["Guri", "Hanne", "Per"]


def front(cast: Cast, name: str) -> str:
    client = Client()
    client.force_login(cast.person(name))
    return client.get("/").content.decode().partition("<main")[2]


def make(place: Organisation, plan_type: str, due: str | None = None, status: str = "adopted") -> Plan:
    about = {"name": f"{plan_type} i {place.name}", "plan_type": plan_type, "status": status, "revision_due": due}
    return create_plan(SYSTEM, place, about)


def by(cast: Cast, name: str) -> By:
    return By(cast.person(name).id, f"{name} Eksempel")


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_sees_which_municipalities_are_late_and_what_the_law_wants_with_its_section(
    cast: Cast, name: str
) -> None:
    make(cast.fjordvik, "community_part", str(YEAR - 1))
    page = front(cast, name)
    assert "Kommunen har overordnede planer over fristen" in page
    assert 'href="/kommuner/9901/"' in page
    assert "planstrategi (pbl. § 10-1)" in page.lower()
    assert "1 kommune har ikke lagt inn planer du kan se" in page


def test_the_heading_counts_the_municipalities_that_the_page_it_leads_to_shows(cast: Cast) -> None:
    make(cast.fjordvik, "community_part", str(YEAR - 1))
    make(cast.lyngmo, "theme_plan", str(YEAR - 1))  # late, but not one of the main plans
    client = Client()
    client.force_login(cast.person("Guri"))
    address = "/fylker/99/planer/?frist=overordnet"
    assert f'<h1><a href="{address}">Én av 2 kommuner har overordnede planer over fristen</a></h1>' in (
        client.get("/").content.decode()
    )
    assert client.get(address).context["page"].paginator.count == 1


def test_what_is_missing_is_told_where_nothing_is_late(cast: Cast) -> None:
    for plan_type in MAIN_TYPE_NAMES:
        make(cast.fjordvik, plan_type)
    make(cast.lyngmo, "community_part")
    assert "Én av 2 kommuner mangler en plan loven krever" in front(cast, "Guri")


@pytest.mark.parametrize("name", GUIDES)
def test_drafts_nobody_has_shared_are_neither_counted_nor_told(cast: Cast, name: str) -> None:
    make(cast.fjordvik, "community_part", str(YEAR - 1), status="in_process")
    found = watch(cast.actor(name), timezone.localdate())
    assert found is not None
    assert (found.seen, found.unseen) == (0, 2)
    assert "Ingen planer å se i" in front(cast, name)


def test_a_planner_or_a_coordinator_has_no_area_to_watch(cast: Cast) -> None:
    make(cast.lyngmo, "community_part", str(YEAR - 1))
    for name in ("Ingrid", "Kåre", "Lars", "Anna"):
        assert watch(cast.actor(name), timezone.localdate()) is None


def test_the_year_of_a_guide_is_that_of_the_main_plans_each_with_its_municipality(cast: Cast) -> None:
    soon = (timezone.localdate() + timedelta(days=40)).isoformat()
    make(cast.fjordvik, "community_part", soon)
    make(cast.fjordvik, "theme_plan", soon)
    page = front(cast, "Guri")
    assert "1 overordnet plan skal revideres de neste tolv månedene" in page
    assert "(Fjordvik: Samfunnsdel)" in page


def test_news_comes_municipality_by_municipality_a_few_lines_of_each_newest_first(cast: Cast) -> None:
    tore = by(cast, "Tore")
    guri = cast.actor("Guri")
    for number in range(NEWS_SHOWN_OF_EACH + 2):
        change_plan(tore, make(cast.fjordvik, "theme_plan"), {"responsible": f"Plansjef {number}"})
    change_plan(by(cast, "Marit"), make(cast.lyngmo, "theme_plan"), {"responsible": "Plansjef"})
    found = needs(guri, "", None).news
    assert [(place.place, len(place.lines), place.has_more) for place in found] == [
        ("Lyngmo", 1, False),
        ("Fjordvik", NEWS_SHOWN_OF_EACH, True),
    ]
    moments = [line.at for line in found[1].lines]
    assert moments == sorted(moments, reverse=True)
    assert f"/aktivitet/?sted={cast.fjordvik.id}" in front(cast, "Guri")


def test_a_guide_is_told_of_what_is_in_force_and_not_of_notes_or_drafts(cast: Cast) -> None:
    tore = by(cast, "Tore")
    change_plan(tore, make(cast.fjordvik, "theme_plan"), {"notes": "Hemmelig"})
    change_plan(tore, make(cast.fjordvik, "theme_plan", status="in_process"), {"responsible": "Plansjef"})
    assert needs(cast.actor("Guri"), "", None).news == ()
    adopted = make(cast.fjordvik, "theme_plan", status="in_process")
    change_plan(tore, adopted, {"status": "adopted"})
    change_plan(tore, adopted, {"notes": "Samme dag"})  # does not take the adoption away from her
    [place] = needs(cast.actor("Guri"), "", None).news
    assert [line.words for line in place.lines] == ["Tore Eksempel endret «theme_plan i Fjordvik»"]


def test_what_was_repealed_is_told_though_its_page_is_closed(cast: Cast) -> None:
    plan = make(cast.fjordvik, "theme_plan")
    change_plan(by(cast, "Tore"), plan, {"status": "repealed"})
    [place] = needs(cast.actor("Guri"), "", None).news
    assert [line.address for line in place.lines] == [""]


def test_who_has_no_role_is_told_how_to_get_one_and_to_which_address(cast: Cast) -> None:
    person = Person.objects.create_user("ole@eksempel.no", "et langt passord 1", name="Ole Eksempel")
    client = Client()
    client.force_login(person)
    page = client.get("/").content.decode()
    assert "Du har ingen rolle her nå." in page
    assert "ole@eksempel.no" in page


@pytest.mark.parametrize("name", ["Lars", "Nina"])
def test_a_partner_with_nothing_shared_yet_is_told_so(cast: Cast, name: str) -> None:
    page = front(cast, name)
    assert "Her samles det som er delt med deg" in page
    assert "Ingenting venter på deg akkurat nå." in page


def test_the_administrator_hears_of_mail_that_did_not_arrive_and_nobody_else_does(cast: Cast) -> None:
    OutgoingMail.objects.create(to="a@eksempel.no", good_until=timezone.now(), failed_at=timezone.now(), failure="x")
    assert "1 e-post kom ikke fram det siste døgnet." in front(cast, "Anna")
    assert "kom ikke fram" not in front(cast, "Ingrid")
