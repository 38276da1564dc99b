"""The front page says what waits for the one who is there, and for nobody else."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.models import AuditEvent
from plandugnad.plans.actions import change_plan, create_plan, delete_plan, share_plan
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Membership, Role
from plandugnad.web.queries.home import needs
from tests.cast import Cast
from tests.regions.builders import make_invitation

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def make_plan(cast: Cast, name: str, due: str | None = None, **about: object) -> Plan:
    values = {"plan_type": "theme_plan", "status": "adopted", "revision_due": due} | about
    return create_plan(SYSTEM, cast.fjordvik, {"name": name, **values})


def front(client: Client, cast: Cast, name: str) -> str:
    client.force_login(cast.person(name))
    return client.get("/").content.decode()


def test_what_has_waited_longest_stands_first(cast: Cast) -> None:
    make_plan(cast, "Spenn", f"{YEAR - 3}/{YEAR - 1}")
    make_plan(cast, "Eldst", f"{YEAR - 2}-06-12")
    make_plan(cast, "Neste år", f"{YEAR + 1}")
    make_plan(cast, "Langt fram", f"{YEAR + 2}")
    make_plan(cast, "Opphevet", f"{YEAR - 5}", status="repealed")
    delete_plan(SYSTEM, make_plan(cast, "Slettet", f"{YEAR - 5}"))
    found = needs(cast.actor("Ingrid"), "", None)
    assert [(plan.name, plan.is_overdue) for plan in found.due] == [
        ("Eldst", True),
        ("Spenn", True),
        ("Neste år", False),
    ]
    assert (found.overdue_count, found.plan_count) == (2, 5)


def test_a_plan_due_this_year_is_not_late_before_the_year_is_out(cast: Cast) -> None:
    make_plan(cast, "I år", str(YEAR))
    is_last_day = timezone.localdate() == date(YEAR, 12, 31)
    assert needs(cast.actor("Ingrid"), "", None).overdue_count == 0 or is_last_day


def test_the_heading_is_the_finding(client: Client, cast: Cast) -> None:
    make_plan(cast, "Kulturminneplan", str(YEAR - 1))
    make_plan(cast, "Uten type", plan_type="")
    page = front(client, cast, "Ingrid")
    assert "1 plan er over fristen" in page
    assert "1 plan mangler plantype" in page
    assert "Kulturminneplan" in page


def test_the_heading_leads_to_the_plans_it_counts(client: Client, cast: Cast) -> None:
    for number in range(2):
        make_plan(cast, f"For sen {number}", str(YEAR - 1))
    make_plan(cast, "Neste år", str(YEAR + 1))
    address = "/kommuner/9901/tabell/?frist=over"
    assert f'<h1><a href="{address}">2 planer er over fristen</a></h1>' in front(client, cast, "Ingrid")
    assert client.get(address).context["table"].page.paginator.count == 2


def test_the_coordinators_heading_leads_to_the_same_number_in_the_collaboration(client: Client, cast: Cast) -> None:
    for place in (cast.fjordvik, cast.lyngmo, cast.lyngmo):
        create_plan(SYSTEM, place, {"name": "For sen", "revision_due": str(YEAR - 1)})
    page = front(client, cast, "Kåre")
    address = f"/samarbeid/{cast.ytre_fjord.id}/planer/?frist=over"
    assert f'<h1><a href="{address}">3 planer er over fristen</a></h1>' in page
    assert client.get(address).context["table"].page.paginator.count == 3


def test_a_heading_about_plans_no_single_table_holds_leads_nowhere(client: Client, cast: Cast) -> None:
    marit = cast.person("Marit")
    Membership.objects.create(person=marit, role=Role.objects.get(code="planner"), organisation=cast.storoy)
    for place in (cast.lyngmo, cast.storoy):
        create_plan(SYSTEM, place, {"name": "For sen", "revision_due": str(YEAR - 1)})
    assert ">2 planar er over fristen</h1>" in front(client, cast, "Marit")


def test_plans_without_a_type_are_told_in_a_quiet_line(client: Client, cast: Cast) -> None:
    make_plan(cast, "Uten type", plan_type="")
    page = front(client, cast, "Ingrid")
    assert '<p class="pd-quiet">1 plan mangler plantype' in page
    assert "pd-note" not in page


@pytest.mark.parametrize("name", ["Even", "Anna", "Guri", "Lars", "Nina", "Marit"])
def test_fjordviks_deadlines_are_not_shown_to_others(client: Client, cast: Cast, name: str) -> None:
    make_plan(cast, "Hemmelig utkast", str(YEAR - 1), status="in_process")
    assert "Hemmelig utkast" not in front(client, cast, name)


def test_the_coordinator_sees_them_with_their_municipality(client: Client, cast: Cast) -> None:
    make_plan(cast, "Kulturminneplan", str(YEAR - 1))
    create_plan(SYSTEM, cast.lyngmo, {"name": "Demensplan", "revision_due": str(YEAR - 1)})
    page = front(client, cast, "Kåre")
    assert "2 planer er over fristen" in page
    assert '<td data-label="Kommune">Lyngmo</td>' in page


def test_what_others_did_since_last_time_is_told_and_what_one_did_oneself_is_not(client: Client, cast: Cast) -> None:
    tore, ingrid = cast.person("Tore"), cast.person("Ingrid")
    plan = make_plan(cast, "Kulturminneplan")
    change_plan(By(tore.id, "Tore Eksempel"), plan, {"notes": "En"})
    change_plan(By(tore.id, "Tore Eksempel"), plan, {"notes": "To"})
    change_plan(By(ingrid.id, "Ingrid Eksempel"), plan, {"notes": "Tre"})
    page = front(client, cast, "Ingrid")
    assert page.count("Tore Eksempel endret «Kulturminneplan»") == 1
    assert "Ingrid Eksempel endret" not in page


def test_whoever_comes_back_to_nothing_new_is_told_so(client: Client, cast: Cast) -> None:
    make_plan(cast, "Kulturminneplan")
    ingrid = cast.person("Ingrid")
    assert "Ingen andre har endret noe" not in front(client, cast, "Ingrid")
    ingrid.seen_at = timezone.now() - timedelta(days=3)
    ingrid.save()
    assert "Ingen andre har endret noe siden du var her" in front(Client(), cast, "Ingrid")


def test_the_year_ahead_is_drawn_and_told_in_words(client: Client, cast: Cast) -> None:
    for name, days in (("Kulturminneplan", 1), ("Demensplan", 1), ("Klimaplan", 100), ("Langt fram", 500)):
        make_plan(cast, name, (timezone.localdate() + timedelta(days=days)).isoformat())
    make_plan(cast, "For sen", str(YEAR - 1))
    page = front(client, cast, "Ingrid")
    assert "3 planer skal revideres de neste tolv månedene" in page
    assert "2 planer (Demensplan, Kulturminneplan)." in page
    assert page.count("<circle") == 2
    assert "<circle" not in front(Client(), cast, "Even")


def test_news_is_of_what_one_may_see_and_not_older_than_the_last_visit(cast: Cast) -> None:
    tore = cast.person("Tore")
    plan = make_plan(cast, "Hemmelig", status="in_process")
    change_plan(By(tore.id, "Tore"), plan, {"notes": "En"})
    for name in ("Marit", "Guri", "Even", "Anna"):
        assert needs(cast.actor(name), "", None).news == ()
    assert needs(cast.actor("Ingrid"), "", timezone.now()).news == ()
    assert len(needs(cast.actor("Ingrid"), "", timezone.now() - timedelta(hours=1)).news) == 1


def test_an_import_of_many_is_one_line(cast: Cast) -> None:
    tore = cast.person("Tore")
    for number in range(30):
        create_plan(By(tore.id, "Tore"), cast.fjordvik, {"name": f"Plan {number}"})
    batch = cast.fjordvik.id
    AuditEvent.objects.filter(verb="plan_created").update(batch_id=batch)
    news = needs(cast.actor("Ingrid"), "", None).news
    assert [line.words for line in news] == ["Tore importerte 30 planer"]


def test_a_shared_plan_and_a_waiting_invitation_are_told(client: Client, cast: Cast) -> None:
    share_plan(SYSTEM, make_plan(cast, "Delt utkast", status="in_process"), cast.ytre_fjord)
    make_invitation(cast.fjordvik, "guest", "lars@eksempel.no")
    page = front(client, cast, "Lars")
    assert "Delt utkast" in page
    assert "Du er invitert til Fjordvik som gjest" in page


@pytest.mark.parametrize("count", [3, 300])
def test_the_number_of_queries_does_not_grow_with_plans(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    plans = [Plan(organisation=cast.fjordvik, name=f"Plan {number}") for number in range(count)]
    for plan in plans:
        plan.set_keys()
    Plan.objects.bulk_create(plans)
    Plan.objects.update(revision_due=str(YEAR - 1))
    client.force_login(cast.person("Ingrid"))
    client.get("/")
    with django_assert_max_num_queries(18):
        client.get("/")


def test_a_visitor_meets_a_welcome_and_a_way_in(client: Client, db: None) -> None:
    page = client.get("/").content.decode()
    assert "Et felles arbeidsrom" in page
    assert 'href="/inn/"' in page
