"""Anna takes care of accounts and collaborations, and reads no plan."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import OutgoingMail
from plandugnad.plans.actions import create_plan, share_plan
from plandugnad.regions.loading import load_register
from plandugnad.regions.models import Collaboration, Member, Membership, Organisation
from plandugnad.regions.register import read_register
from tests.cast import NAMES, Cast

pytestmark = pytest.mark.django_db
HIDDEN = "Hemmelig utkast til samfunnsdel"


@pytest.fixture
def anna(client: Client, cast: Cast) -> Client:
    client.force_login(cast.person("Anna"))
    return client


@pytest.mark.parametrize("name", [name for name in NAMES if name != "Anna"])
def test_nobody_else_comes_here(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.person(name))
    ingrid = cast.person("Ingrid")
    for address in ("/administrasjon/", "/administrasjon/folk/", "/administrasjon/samarbeid/nytt/"):
        assert client.get(address).status_code == 404
    assert client.post(reverse("account_close", args=[ingrid.id])).status_code == 404
    ingrid.refresh_from_db()
    assert ingrid.is_active


def test_she_finds_an_account_by_name_or_address(anna: Client, cast: Cast) -> None:
    for name in ("Ingrid", "Tore"):
        cast.person(name)
    for words in ("ingrid", "INGRID@eks"):
        page = anna.get("/administrasjon/", {"q": words}).content.decode()
        assert "Ingrid Eksempel" in page
        assert "Tore Eksempel" not in page


def test_the_search_for_a_place_to_invite_to_has_a_heading_and_a_label_and_stands_outside_any_list(
    anna: Client, cast: Cast
) -> None:
    _ = cast.fjordvik
    page = anna.get("/administrasjon/", {"sted": "fjordvik"}).content.decode()
    part = page.split('id="inviter"')[1].split("</section>")[0]
    before, found = part.split("</form>")
    assert "Folk til en kommune, et fylke eller en statsforvalter</h3>" in before
    assert '<label for="place">Kommune, fylke eller statsforvalter</label>' in before
    assert "<li>" not in before
    assert f'<li><a href="{reverse("people", args=[cast.fjordvik.id])}">Fjordvik</a></li>' in found


def test_she_closes_and_opens_an_account(anna: Client, cast: Cast) -> None:
    ingrid, person = Client(), cast.person("Ingrid")
    ingrid.force_login(person)
    anna.post(reverse("account_close", args=[person.id]))
    assert ingrid.get("/meg/").status_code == 302
    anna.post(reverse("account_open", args=[person.id]))
    ingrid.force_login(Person.objects.get(pk=person.pk))
    assert ingrid.get("/kommuner/9901/tabell/").status_code == 200


def test_the_last_administrator_can_neither_leave_nor_be_closed(anna: Client, cast: Cast) -> None:
    person = cast.person("Anna")
    page = anna.post(reverse("account_close", args=[person.id]), follow=True).content.decode()
    assert "den eneste administratoren" in page
    membership = Membership.objects.get(person=person)
    assert "den eneste administratoren" in anna.post(reverse("leave", args=[membership.id])).content.decode()
    assert (
        "den eneste administratoren" in anna.post(reverse("administrator_end", args=[membership.id])).content.decode()
    )
    person.refresh_from_db()
    membership.refresh_from_db()
    assert person.is_active
    assert membership.ended_at is None


def test_no_page_shows_her_a_plan(anna: Client, cast: Cast) -> None:
    plan = create_plan(SYSTEM, cast.fjordvik, {"name": HIDDEN, "status": "adopted"})
    share_plan(SYSTEM, plan, cast.ytre_fjord)
    cast.person("Ingrid")
    addresses = [
        *("/", "/sok/?q=hemmelig", "/administrasjon/", "/kommuner/9901/", "/kommuner/9901/tabell/"),
        *(f"/planer/{plan.id}/", f"/planer/{plan.id}/historikk/", f"/samarbeid/{cast.ytre_fjord.id}/"),
        *(f"/folk/{cast.fjordvik.id}/", f"/administrasjon/kontoer/{cast.person('Ingrid').id}/"),
        *(f"/administrasjon/samarbeid/{cast.ytre_fjord.id}/", "/kommuner/9901/uttak/json/"),
    ]
    for address in addresses:
        assert HIDDEN not in anna.get(address).content.decode(), address


def test_she_makes_a_collaboration_of_a_regional_council(anna: Client) -> None:
    load_register(read_register())
    lister = Organisation.objects.get(kind="regional_council", name__startswith="Lister")
    page = anna.post("/administrasjon/samarbeid/nytt/", {"name": "Lister", "council": str(lister.id)})
    chosen = [str(organisation.id) for organisation in page.context["chosen"]]
    assert len(chosen) == 6
    assert not Collaboration.objects.filter(name="Lister").exists()
    form = {"name": "Lister", "members": chosen, "do": "save"}
    answer = anna.post("/administrasjon/samarbeid/nytt/", form)
    made = Collaboration.objects.get(name="Lister")
    assert answer.headers["Location"] == f"/folk/{made.id}/"
    assert made.memberships.count() == 0  # until each has said yes
    assert [row.state(timezone.localdate()) for row in Member.rows.filter(collaboration=made)] == ["invited"] * 6


def test_finding_more_members_keeps_what_is_ticked_and_typed(anna: Client, cast: Cast) -> None:
    form = {"name": "Nytt navn", "members": [str(cast.fjordvik.id)], "q": "lyngm", "do": "find"}
    _ = cast.lyngmo
    page = anna.post("/administrasjon/samarbeid/nytt/", form)
    text = page.content.decode()
    assert 'value="Nytt navn"' in text
    assert [organisation.name for organisation in page.context["chosen"]] == ["Fjordvik"]
    assert [hit.name for hit in page.context["hits"]] == ["Lyngmo"]


def test_a_name_that_is_taken_and_a_collaboration_of_nobody_are_told(anna: Client, cast: Cast) -> None:
    taken = cast.ytre_fjord.name.upper()
    page = anna.post("/administrasjon/samarbeid/nytt/", {"name": taken, "do": "save"}).content.decode()
    assert "Et annet samarbeid heter det samme" in page
    assert "Velg minst ett medlem" in page
    assert Collaboration.objects.count() == 1


def test_there_is_no_button_to_save_before_there_is_anybody_to_save(anna: Client, cast: Cast) -> None:
    page = anna.get("/administrasjon/samarbeid/nytt/").content.decode()
    assert "Lagre samarbeidet" not in page
    assert "kan lagres når det har minst ett medlem" in page
    page = anna.get(f"/administrasjon/samarbeid/{cast.ytre_fjord.id}/").content.decode()
    assert "Lagre samarbeidet" in page


def test_a_council_that_is_searched_for_offers_its_members(anna: Client) -> None:
    load_register(read_register())
    page = anna.post("/administrasjon/samarbeid/nytt/", {"name": "", "q": "lister", "do": "find"}).content.decode()
    assert "Ta med alle 6 i Lister" in page


def test_collaborations_come_in_pages(anna: Client, cast: Cast) -> None:
    Collaboration.objects.bulk_create(Collaboration(name=f"Samarbeid {number:02}") for number in range(30))
    first = anna.get("/administrasjon/").content.decode()
    assert "Samarbeid 24" in first
    assert "Samarbeid 25" not in first
    assert 'href="?q=&amp;samarbeid=2"' in anna.get("/administrasjon/?q=").content.decode()
    assert "Samarbeid 29" in anna.get("/administrasjon/?samarbeid=2").content.decode()


def test_she_is_told_when_mail_does_not_arrive(anna: Client) -> None:
    assert "kom ikke fram" not in anna.get("/administrasjon/").content.decode()
    OutgoingMail.objects.create(
        to="kari@eksempel.no",
        good_until=timezone.now(),
        failed_at=timezone.now(),
        failure="SMTPAuthenticationError 535",
    )
    page = anna.get("/administrasjon/").content.decode()
    assert "1 e-post kom ikke fram det siste døgnet" in page
    assert "passordet til e-posttjeneren ble avvist (SMTPAuthenticationError 535)" in page
    assert "kari@eksempel.no" not in page


def test_changing_members_keeps_the_consent_of_those_who_stay(anna: Client, cast: Cast) -> None:
    form = {"name": "Ytre Fjord", "members": [str(cast.lyngmo.id), str(cast.storoy.id)], "do": "save"}
    anna.post(f"/administrasjon/samarbeid/{cast.ytre_fjord.id}/", form)
    consent = dict(cast.ytre_fjord.memberships.values_list("organisation__name", "lets_coordinator_import"))
    assert consent == {"Lyngmo": True}
    states = {row.organisation.name: row.state(timezone.localdate()) for row in Member.rows.all()}
    assert states == {"Fjordvik": "left", "Lyngmo": "takes_part", "Storøy": "invited"}


@pytest.mark.parametrize("ids", [["tull"], ["00000000-0000-0000-0000-000000000000"], ["x" * 1_000] * 500])
def test_members_that_are_none_are_not_taken(anna: Client, ids: list[str]) -> None:
    anna.post("/administrasjon/samarbeid/nytt/", {"name": "Ny", "members": ids, "do": "save"})
    assert not Collaboration.objects.filter(name="Ny").exists()


@pytest.mark.parametrize("count", [3, 150])
def test_the_number_of_queries_does_not_grow_with_accounts(
    anna: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    Person.objects.bulk_create(Person(email=f"nr{number}@eksempel.no", name=f"Nr. {number}") for number in range(count))
    anna.get("/administrasjon/")
    with django_assert_max_num_queries(14):
        page = anna.get("/administrasjon/")
    assert len(page.context["page"]) <= 100
