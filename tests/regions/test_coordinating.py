"""Several may coordinate; one may hand over and step down; and nobody is left without it being known."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django import Settings

from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent, OutgoingMail
from plandugnad.projections.models import ActivityEntry, AttentionEntry
from plandugnad.projections.words import sentence
from plandugnad.regions import actions, coordinating, joining
from plandugnad.regions.actor import actor_of
from plandugnad.regions.coordinators import coordinating as now
from plandugnad.regions.models import Member, Membership
from plandugnad.regions.telling import NO_COORDINATOR
from plandugnad.regions.words import words_of
from tests.cast import EVERYBODY, Cast
from tests.plans.builders import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _with_mail(settings: Settings) -> None:
    settings.EMAIL_HOST = "smtp.eksempel.no"


def names(cast: Cast) -> list[str]:
    return [str(row.person) for row in now(cast.ytre_fjord)]


def asked_of_anna(cast: Cast) -> list[str]:
    rows = AttentionEntry.objects.visible_to(cast.actor("Anna").keys).filter(kind=NO_COORDINATOR)
    return list(rows.values_list("title", flat=True))


def letters() -> list[tuple[str, str]]:
    return sorted(OutgoingMail.objects.values_list("to", "subject"))


def test_a_coordinator_names_another_who_hears_of_it_and_reads_as_she_does(cast: Cast) -> None:
    kaare, ingrid = cast.actor("Kåre"), cast.person("Ingrid")
    coordinating.name_coordinator(kaare.by, cast.ytre_fjord, ingrid)
    assert names(cast) == ["Kåre Eksempel", "Ingrid Eksempel"]
    assert cast.lyngmo.id in actor_of(ingrid).reads
    assert letters() == [("ingrid@eksempel.no", "Du koordinerer nå Ytre Fjord")]
    assert AuditEvent.objects.filter(verb="coordinator_named", subject_id=cast.ytre_fjord.id).exists()
    with pytest.raises(ValidationError, match="koordinerer alt"):
        coordinating.name_coordinator(kaare.by, cast.ytre_fjord, ingrid)


def test_who_steps_up_or_down_herself_is_named_once_in_the_history(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    coordinating.name_coordinator(actor_of(ingrid).by, cast.ytre_fjord, ingrid)
    coordinating.name_coordinator(SYSTEM, cast.ytre_fjord, cast.person("Marit"))
    coordinating.step_down(actor_of(ingrid).by, cast.ytre_fjord, ingrid, knows_nobody_is_left=False)
    events = AuditEvent.objects.filter(subject_id=cast.ytre_fjord.id, verb__startswith="coordinator_")
    told = [words_of(event) for event in events.order_by("made_at", "id")]
    assert told[0] == "Ingrid Eksempel koordinerer nå"
    assert told[1].startswith("Marit Eksempel koordinerer nå (")
    assert told[2] == "Ingrid Eksempel koordinerer ikke lenger"
    said = {sentence(entry) for entry in ActivityEntry.objects.filter(verb__startswith="coordinator_")}
    assert said == set(told)


def test_one_of_two_steps_down_and_nobody_is_troubled(cast: Cast) -> None:
    kaare = cast.person("Kåre")
    coordinating.name_coordinator(SYSTEM, cast.ytre_fjord, cast.person("Ingrid"))
    coordinating.step_down(actor_of(kaare).by, cast.ytre_fjord, kaare, knows_nobody_is_left=False)
    assert names(cast) == ["Ingrid Eksempel"]
    assert cast.ytre_fjord.id not in actor_of(kaare).coordinates
    assert asked_of_anna(cast) == []


def test_the_last_one_must_know_it_and_then_the_administrators_are_told(cast: Cast) -> None:
    kaare = cast.person("Kåre")
    _ = cast.person("Anna")
    with pytest.raises(ValidationError, match="eneste koordinatoren"):
        coordinating.step_down(SYSTEM, cast.ytre_fjord, kaare, knows_nobody_is_left=False)
    coordinating.step_down(SYSTEM, cast.ytre_fjord, kaare, knows_nobody_is_left=True)
    assert names(cast) == []
    assert asked_of_anna(cast) == ["Ytre Fjord"]
    assert letters() == [("anna@eksempel.no", "Ytre Fjord har ingen koordinator")]


@pytest.mark.parametrize("way", ["the role is ended", "the account is closed", "her municipality leaves"])
def test_however_the_last_one_goes_the_administrators_are_told(cast: Cast, way: str) -> None:
    kaare, ingrid = cast.person("Kåre"), cast.person("Ingrid")
    _ = cast.person("Anna")
    coordinating.name_coordinator(SYSTEM, cast.ytre_fjord, ingrid)
    coordinating.step_down(SYSTEM, cast.ytre_fjord, kaare, knows_nobody_is_left=False)
    if way == "the role is ended":
        actions.end_membership(SYSTEM, now(cast.ytre_fjord)[0])
    elif way == "the account is closed":
        actions.close_account(SYSTEM, ingrid)
    else:
        joining.leave(SYSTEM, Member.objects.get(organisation=cast.fjordvik))
    assert names(cast) == []
    assert asked_of_anna(cast) == ["Ytre Fjord"]
    assert ("anna@eksempel.no", "Ytre Fjord har ingen koordinator") in letters()
    coordinating.name_coordinator(SYSTEM, cast.ytre_fjord, cast.person("Marit"))
    assert asked_of_anna(cast) == []


def test_who_leaves_her_municipality_reads_no_drafts_through_a_collaboration_it_takes_part_in(cast: Cast) -> None:
    ingrid, _kaare = cast.person("Ingrid"), cast.person("Kåre")
    coordinating.name_coordinator(SYSTEM, cast.ytre_fjord, ingrid)
    role = Membership.objects.get(person=ingrid, organisation=cast.fjordvik)
    page = browser(cast.person("Tore")).get(f"/folk/{cast.fjordvik.id}/roller/{role.id}/avslutt/")
    assert "Personen koordinerer Ytre Fjord" in page.content.decode()
    actions.end_membership(SYSTEM, role)
    assert names(cast) == ["Kåre Eksempel"]
    assert actor_of(ingrid).reads == frozenset()


def test_who_also_belongs_to_another_who_takes_part_goes_on_coordinating(cast: Cast) -> None:
    ingrid, _kaare = cast.person("Ingrid"), cast.person("Kåre")
    coordinating.name_coordinator(SYSTEM, cast.ytre_fjord, ingrid)
    actions.give_role(
        SYSTEM, ingrid, cast.lyngmo, Membership.objects.get(person=ingrid, organisation=cast.fjordvik).role
    )
    actions.end_membership(SYSTEM, Membership.objects.get(person=ingrid, organisation=cast.fjordvik))
    assert names(cast) == ["Kåre Eksempel", "Ingrid Eksempel"]


def test_those_who_plan_in_members_or_guide_for_helpers_may_be_named(cast: Cast) -> None:
    for name in EVERYBODY:
        cast.person(name)
    client = browser(cast.person("Kåre"))
    page = client.get(reverse("coordinators", args=[cast.ytre_fjord.id])).content.decode()
    offered = {name for name in EVERYBODY if f'value="{cast.person(name).id}"' in page}
    assert offered == {"Ingrid", "Tore", "Marit"}
    client.post(reverse("coordinators", args=[cast.ytre_fjord.id]), {"do": "name", "person": cast.person("Even").id})
    assert names(cast) == ["Kåre Eksempel"]
    client.post(reverse("coordinators", args=[cast.ytre_fjord.id]), {"do": "name", "person": cast.person("Marit").id})
    assert names(cast) == ["Kåre Eksempel", "Marit Eksempel"]


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_page_is_for_those_who_coordinate(cast: Cast, name: str) -> None:
    address = reverse("coordinators", args=[cast.ytre_fjord.id])
    status = browser(cast.person(name)).get(address).status_code
    assert status == (200 if name == "Kåre" else 404)
    if name != "Kåre":
        assert browser(cast.person(name)).post(address, {"do": "step_down", "alone": "yes"}).status_code == 404


def test_one_from_elsewhere_is_invited_by_mail_and_the_invitation_can_be_taken_back(cast: Cast) -> None:
    client, address = browser(cast.person("Kåre")), reverse("coordinators", args=[cast.ytre_fjord.id])
    assert client.post(address, {"do": "invite", "email": "ikke en adresse", "role": "coordinator"}).status_code == 422
    client.post(address, {"do": "invite", "email": "ny@eksempel.no", "role": "coordinator"})
    page = client.get(address).content.decode()
    assert "ny@eksempel.no" in page
    invitation = page.partition('name="invitation" value="')[2].partition('"')[0]
    client.post(address, {"do": "withdraw", "invitation": invitation})
    assert "ny@eksempel.no</" not in client.get(address).content.decode().partition("<h2>Få med en til")[0]
    assert mail.outbox == []


def test_stepping_down_on_the_page_says_what_it_means(cast: Cast) -> None:
    client, address = browser(cast.person("Kåre")), reverse("coordinators", args=[cast.ytre_fjord.id])
    assert "Du er den eneste." in client.get(address).content.decode()
    client.post(address, {"do": "step_down", "alone": "no"})
    assert names(cast) == ["Kåre Eksempel"]
    client.post(address, {"do": "step_down", "alone": "yes"})
    assert names(cast) == []
