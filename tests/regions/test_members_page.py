"""Who is in, who is asked and who helps; and the buttons each person has."""

import pytest
from django.test import Client
from django.utils import timezone

from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent
from plandugnad.regions import joining
from plandugnad.regions.models import Member, MemberKind
from tests.cast import NAMES, Cast

pytestmark = pytest.mark.django_db

# person: (sees the page, reads the history, coordinates, answers for)
TABLE: dict[str, tuple[bool, bool, bool, set[str]]] = {
    "Ingrid": (True, True, False, {"Fjordvik"}),
    "Tore": (True, True, False, {"Fjordvik"}),
    "Åse": (True, True, False, set()),
    "Marit": (True, True, False, {"Lyngmo"}),
    "Kåre": (True, True, True, set()),
    "Guri": (True, True, False, {"Eksempelfylket"}),
    "Per": (False, False, False, set()),
    "Lars": (True, False, False, set()),
    "Nina": (True, False, False, set()),
    "Even": (False, False, False, {"Storøy"}),
    "Anna": (False, False, False, set()),
}


@pytest.fixture
def here(cast: Cast) -> str:
    """The county helps, and Storøy is asked."""
    joining.answer_invitation(SYSTEM, invited(cast, cast.county, MemberKind.HELPER), is_yes=True)
    invited(cast, cast.storoy)
    return f"/samarbeid/{cast.ytre_fjord.id}/"


def invited(cast: Cast, place: object, kind: str = MemberKind.MEMBER) -> Member:
    (row,) = joining.invite_organisations(SYSTEM, cast.ytre_fjord, [place], kind)  # type: ignore[list-item]
    return row


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


@pytest.mark.parametrize("name", NAMES)
def test_each_role_sees_and_does_what_the_table_says(cast: Cast, here: str, name: str) -> None:
    client, (sees, reads, coordinates, answers) = browser(cast, name), TABLE[name]
    page = client.get(f"{here}medlemmer/")
    assert page.status_code == (200 if sees else 404)
    if sees:
        assert bool(page.context["lines"]) == reads
    for path in ("beskriv/", "inviter/"):
        assert client.get(here + path).status_code == (200 if coordinates else 404)
    places = (cast.fjordvik, cast.lyngmo, cast.county, cast.storoy)
    may = {place.name for place in places if client.get(f"{here}svar/{place.id}/").status_code == 200}
    assert may == answers
    may = {place.name for place in places if client.get(f"{here}ga-ut/{place.id}/").status_code == 200}
    assert may == answers - {"Storøy"}  # which is not in, so it cannot leave


@pytest.mark.parametrize("name", [name for name in NAMES if name != "Even"])
def test_nobody_says_yes_for_somebody_else(cast: Cast, here: str, name: str) -> None:
    answer = browser(cast, name).post(f"{here}svar/{cast.storoy.id}/", {"answer": "yes"})
    assert answer.status_code == 404
    assert Member.objects.filter(organisation=cast.storoy).count() == 0


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"Marit"}])
def test_nobody_leaves_for_somebody_else(cast: Cast, here: str, name: str) -> None:
    assert browser(cast, name).post(f"{here}ga-ut/{cast.lyngmo.id}/", {}).status_code == 404
    assert Member.objects.filter(organisation=cast.lyngmo, ends_on=None).count() == 1


def test_a_question_is_asked_answered_and_left_again_by_hand(cast: Cast, here: str) -> None:
    even, kare = browser(cast, "Even"), browser(cast, "Kåre")
    assert "venter på svar" in kare.get(f"{here}medlemmer/").content.decode().lower()
    page = even.post(f"{here}svar/{cast.storoy.id}/", {"answer": "yes"}, follow=True)
    assert "Storøy er med i Ytre Fjord" in page.content.decode()
    again = even.post(f"{here}svar/{cast.storoy.id}/", {"answer": "no"})
    assert again.status_code == 409
    assert "besvart" in again.content.decode()
    even.post(f"{here}ga-ut/{cast.storoy.id}/", {})
    assert even.get(here).status_code == 404
    history = kare.get(f"{here}medlemmer/").content.decode()
    assert "Even Eksempel sa ja for Storøy" in history
    assert "Storøy gikk ut (Even Eksempel)" in history


def test_notice_is_given_shown_and_taken_back_on_the_page(cast: Cast, here: str) -> None:
    cast.ytre_fjord.form = "joint_planning"
    cast.ytre_fjord.save()
    marit, leave = browser(cast, "Marit"), f"{here}ga-ut/{cast.lyngmo.id}/"
    cast.person("Marit").language = "nb"
    too_soon = marit.post(leave, {"last_day": timezone.localdate().isoformat()})
    assert Member.objects.get(organisation=cast.lyngmo).ends_on is None
    assert too_soon.status_code == 200
    assert too_soon.context["form"].errors
    marit.post(leave, {})
    assert Member.objects.get(organisation=cast.lyngmo).ends_on is not None
    marit.post(leave, {"do": "stay"})
    assert Member.objects.get(organisation=cast.lyngmo).ends_on is None


@pytest.mark.parametrize("day", ["i morgen", "2026-02-30", "0001-01-01", "99999-01-01", "\0", "' OR 1"])
def test_a_last_day_that_is_none_changes_nothing(cast: Cast, here: str, day: str) -> None:
    assert browser(cast, "Ingrid").post(f"{here}ga-ut/{cast.fjordvik.id}/", {"last_day": day}).status_code == 200
    assert Member.objects.filter(organisation=cast.fjordvik, ends_on=None).exists()


def test_the_coordinator_takes_a_question_back(cast: Cast, here: str) -> None:
    browser(cast, "Kåre").post(f"{here}invitert/{cast.storoy.id}/trekk/")
    assert not Member.rows.filter(organisation=cast.storoy).exists()
    browser(cast, "Kåre").post(f"{here}invitert/{cast.lyngmo.id}/trekk/")
    assert Member.objects.filter(organisation=cast.lyngmo).exists()  # who is in, leaves by itself


def test_who_answers_a_question_taken_back_is_told_so_and_learns_nothing_else(cast: Cast, here: str) -> None:
    browser(cast, "Kåre").post(f"{here}invitert/{cast.storoy.id}/trekk/")
    told = browser(cast, "Even").post(f"{here}svar/{cast.storoy.id}/", {"answer": "yes"}, follow=True).content.decode()
    assert "har trukket det tilbake" in told
    assert "Ytre Fjord" not in told
    assert browser(cast, "Marit").get(f"{here}svar/{cast.storoy.id}/").status_code == 404
    assert not Member.rows.filter(organisation=cast.storoy).exists()


def test_the_coordinator_sees_whom_nobody_here_can_answer_for(cast: Cast, here: str) -> None:
    page, marked = browser(cast, "Kåre"), "Ingen derfra er her ennå"
    assert marked in page.get(f"{here}medlemmer/").content.decode()
    cast.person("Even")
    assert marked not in page.get(f"{here}medlemmer/").content.decode()


def test_the_coordinator_asks_more_and_asks_for_help(cast: Cast, here: str) -> None:
    kare = browser(cast, "Kåre")
    kare.post(f"{here}inviter/", {"do": "helpers", "helpers": [str(cast.state_administrator.id), "tull"]})
    assert Member.rows.get(organisation=cast.state_administrator).kind == MemberKind.HELPER
    nobody = kare.post(f"{here}inviter/", {"do": "members", "members": [str(cast.storoy.id), str(cast.fjordvik.id)]})
    assert nobody.status_code == 422
    assert "Velg minst én" in nobody.content.decode()


def test_what_it_is_can_be_changed_and_is_escaped(cast: Cast, here: str) -> None:
    kare = browser(cast, "Kåre")
    form = {"name": "Ytre Fjord", "covers": "<script>x</script>", "leaves_out": "Byggesak", "form": "host"}
    kare.post(f"{here}beskriv/", form)
    page = kare.get(here).content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
    assert "vertskommunesamarbeid (koml. kap. 20)" in page
    assert AuditEvent.objects.get(verb="collaboration_described").after == {
        "covers": "<script>x</script>", "leaves_out": "Byggesak", "form": "host"
    }  # fmt: skip
