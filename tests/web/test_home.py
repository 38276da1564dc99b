"""The front page says what waits for the one who is there, and for nobody else."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.audit import SYSTEM, By
from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import change_plan, create_plan, delete_plan, share_plan
from plandugnad.plans.models import Plan
from plandugnad.projections import audience
from plandugnad.projections.activity import tell
from plandugnad.projections.entries import About
from plandugnad.projections.filling import refresh
from plandugnad.projections.making import fill_anew
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Membership, Role
from plandugnad.regions.telling import CollaborationSource
from plandugnad.web.queries.days import Day, days_of, days_part
from plandugnad.web.queries.home import needs
from plandugnad.web.queries.rows import read
from plandugnad.web.queries.tasks import LATE, LATER, SHOWN, THIS_MONTH, THIS_WEEK, Group, groups_of, task_parts
from tests.cast import Cast
from tests.regions.builders import make_invitation

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def make_plan(cast: Cast, name: str, due: str | None = None, **about: object) -> Plan:
    values = {"plan_type": "theme_plan", "status": "adopted", "revision_due": due} | about
    return create_plan(SYSTEM, cast.fjordvik, {"name": name, **values})


def tasks_of(actor: Actor, today: date) -> tuple[Group, ...]:
    rows = read(list(task_parts(actor, today, 0, 1)))
    return groups_of(rows[0], rows[1])


def days_ahead(actor: Actor, today: date) -> list[Day]:
    return list(days_of(read([days_part(0, actor, today)])[0], set()))


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
    assert [(group.is_late, [task.title for task in group.tasks]) for group in found.tasks] == [
        (True, ["Eldst", "Spenn"]),
        (False, ["Neste år"]),
    ]
    assert (found.overdue_count, found.plan_count) == (2, 5)


def test_tasks_stand_by_when_they_are_due_and_each_group_tells_how_many_it_has(cast: Cast) -> None:
    today = date(2026, 11, 18)  # a Wednesday
    for name, due in (
        ("I går", "2026-11-17"),
        ("Søndag", "2026-11-22"),
        ("Mandag", "2026-11-23"),
        ("Om 30 dager", "2026-12-18"),
        ("Om 31 dager", "2026-12-19"),
        ("Om to år", "2028"),
    ):
        make_plan(cast, name, due)
    for number in range(SHOWN):
        make_plan(cast, f"Lenge siden {number}", "2020")
    groups = tasks_of(cast.actor("Ingrid"), today)
    assert [(group.number, group.count) for group in groups] == [
        (LATE, SHOWN + 1),
        (THIS_WEEK, 1),
        (THIS_MONTH, 2),
        (LATER, 1),
    ]
    assert groups[0].left_out == 1
    assert [task.title for group in groups[1:] for task in group.tasks] == [
        "Søndag",
        "Mandag",
        "Om 30 dager",
        "Om 31 dager",
    ]


def test_what_is_asked_of_her_and_what_she_follows_stand_together(cast: Cast) -> None:
    """Kåre is asked about the collaboration, and reads the plans others must revise."""
    make_plan(cast, "Kulturminneplan", "2026-12-01")
    kare = cast.actor("Kåre")
    About("t.t", uuid4(), cast.ytre_fjord.id, "Referatet", "/x/").needs(
        [audience.inside(cast.ytre_fjord.id)], "follow_up", When.on(date(2026, 11, 30))
    ).save()
    groups = tasks_of(kare, date(2026, 11, 18))
    assert [(task.title, task.kind) for group in groups for task in group.tasks] == [
        ("Referatet", "oppfølging"),
        ("Kulturminneplan", "skal revideres"),
    ]


def test_the_next_thirty_days_tell_of_days_and_not_of_a_year_that_has_begun(cast: Cast) -> None:
    today = date(2026, 11, 18)
    seen_by = [audience.inside(cast.ytre_fjord.id)]
    for title, when in (("I år", "2026"), ("Dagen", "2026-12-02"), ("Senere", "2026-12-24"), ("Før", "2026-11-17")):
        About("t.t", uuid4(), cast.ytre_fjord.id, title, "/x/").on(seen_by, "meeting", When.parse(when)).save()
    assert [day.title for day in days_ahead(cast.actor("Ingrid"), today)] == ["Dagen"]
    assert [day.title for day in days_ahead(cast.actor("Marit"), date(2026, 12, 20))] == ["Senere", "I år"]
    assert days_ahead(cast.actor("Even"), today) == []


def test_what_stands_among_the_tasks_is_not_told_twice(client: Client, cast: Cast) -> None:
    make_plan(cast, "Kulturminneplan", (timezone.localdate() + timedelta(days=10)).isoformat())
    page = front(client, cast, "Ingrid")
    assert page.count(">Kulturminneplan</a>") == 1
    assert "De neste 30 dagene ellers" not in page


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


def test_the_heading_says_nothing_of_days_when_what_waits_has_none(client: Client, cast: Cast) -> None:
    _ = cast.ytre_fjord
    refresh(CollaborationSource.key, [cast.ytre_fjord.id])
    page = front(client, cast, "Kåre")
    assert "Uten frist" in page
    assert "<h1>2 ting trenger deg</h1>" in page


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
    assert '<td data-label="Hvor">Lyngmo</td>' in page


def test_what_others_did_since_last_time_is_told_and_what_one_did_oneself_is_not(client: Client, cast: Cast) -> None:
    tore, ingrid = cast.person("Tore"), cast.person("Ingrid")
    plan = make_plan(cast, "Kulturminneplan")
    change_plan(By(tore.id, "Tore Eksempel"), plan, {"responsible": "En"})
    change_plan(By(tore.id, "Tore Eksempel"), plan, {"responsible": "To"})
    change_plan(By(ingrid.id, "Ingrid Eksempel"), plan, {"responsible": "Tre"})
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
    run = About("imports.run", uuid4(), cast.fjordvik.id, "planer.xlsx", "/kommuner/9901/")
    tell(By(tore.id, "Tore"), "import_written", [run], [audience.readers_of(cast.fjordvik.id)], count=30)
    news = needs(cast.actor("Ingrid"), "", None).news
    lines = [(line.words, line.address) for place in news for line in place.lines]
    assert lines == [("Tore importerte 30 planer", "/kommuner/9901/")]


def test_a_shared_plan_and_a_waiting_invitation_are_told(client: Client, cast: Cast) -> None:
    share_plan(SYSTEM, make_plan(cast, "Delt utkast", status="in_process"), cast.ytre_fjord)
    make_invitation(cast.fjordvik, "guest", "lars@eksempel.no")
    page = front(client, cast, "Lars")
    assert "Delt utkast" in page
    assert "Du er invitert til Fjordvik som gjest" in page


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize("name", ["Ingrid", "Kåre", "Guri", "Per", "Anna"])
def test_the_number_of_queries_is_ten_at_most_and_does_not_grow_with_plans(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, name: str, count: int
) -> None:
    person = cast.person(name)
    plans = [Plan(organisation=cast.fjordvik, name=f"Plan {number}") for number in range(count)]
    for plan in plans:
        plan.set_keys()
    Plan.objects.bulk_create(plans)
    Plan.objects.update(revision_due=str(YEAR - 1), plan_type="land_use_part", status="adopted")
    fill_anew("plans.plan")
    client.force_login(person)
    client.get("/")
    with django_assert_max_num_queries(10):
        client.get("/")


def test_who_has_every_kind_of_role_still_asks_no_more_than_ten(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    guri = cast.person("Guri")
    make_plan(cast, "Kulturminneplan", str(YEAR - 1))
    Membership.objects.create(person=guri, role_id="planner", organisation=cast.fjordvik)
    Membership.objects.create(person=guri, role_id="coordinator", collaboration=cast.ytre_fjord)
    Membership.objects.create(person=guri, role_id="administrator")
    client.force_login(guri)
    client.get("/")
    with django_assert_max_num_queries(10):
        assert "1 plan er over fristen" in client.get("/").content.decode()


def test_a_visitor_meets_a_welcome_and_a_way_in(client: Client, db: None) -> None:
    page = client.get("/").content.decode()
    assert "Et felles arbeidsrom" in page
    assert 'href="/inn/"' in page


def test_who_plans_in_two_municipalities_is_told_of_both_and_sent_to_neither(client: Client, cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    Membership.objects.create(person=ingrid, role_id="planner", organisation=cast.storoy)
    create_plan(SYSTEM, cast.fjordvik, {"name": "Boligplan"})
    create_plan(SYSTEM, cast.storoy, {"name": "Kulturplan"})
    client.force_login(ingrid)
    page = client.get("/").content.decode().partition("<main")[2]
    assert "2 kommuner har 2 planer her." in page
    assert "Se alle planene" not in page
