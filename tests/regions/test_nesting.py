"""Kåre's Ytre Fjord becomes part of Hele fylket, which Berit coordinates. It opens nothing to anybody."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent
from plandugnad.projections.models import AttentionEntry
from plandugnad.regions import joining, nesting
from plandugnad.regions.actor import actor_of
from plandugnad.regions.models import Collaboration, Member, Nesting
from plandugnad.regions.queries.nesting import tree_of
from tests.cast import EVERYBODY, Cast, make_person
from tests.regions.test_at_the_same_time import at_once

pytestmark = pytest.mark.django_db


def county_wide(cast: Cast, name: str = "Hele fylket") -> Collaboration:
    """Storøy is in it, and nobody of Ytre Fjord."""
    made = Collaboration.objects.create(name=name, is_example=True)
    Member.objects.create(collaboration=made, organisation=cast.storoy)
    return made


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def nest(inner: Collaboration, outer: Collaboration) -> Nesting:
    return nesting.answer(SYSTEM, nesting.ask(SYSTEM, inner, outer, is_inner=True), is_yes=True)


def test_it_is_asked_by_one_answered_by_the_other_and_ended_by_either(cast: Cast) -> None:
    whole = county_wide(cast)
    berit, kare = make_person("Berit", "coordinator", whole), cast.person("Kåre")
    ours, theirs = f"/samarbeid/{cast.ytre_fjord.id}/del-av/", f"/samarbeid/{whole.id}/del-av/"
    asked = client_of(kare).post(ours, {"do": "ask", "address": f"https://x.no/samarbeid/{whole.id}/"}, follow=True)
    assert "Hele fylket" not in asked.content.decode()  # he was given its address, and sees no more until they answer
    row = Nesting.objects.get()
    assert AttentionEntry.objects.filter(kind="answer_nesting").count() == 1
    about = {"nesting": str(row.id)}
    client_of(kare).post(ours, {"do": "yes", **about})
    assert not Nesting.objects.standing().exists()  # nobody answers a question of her own
    assert "Vil dere ha Ytre Fjord som en del av dette?" in client_of(berit).get(theirs).content.decode()
    client_of(berit).post(theirs, {"do": "yes", **about})
    assert not AttentionEntry.objects.filter(kind="answer_nesting").exists()
    front = client_of(cast.person("Ingrid")).get(f"/samarbeid/{cast.ytre_fjord.id}/").content.decode()
    assert "Dette samarbeidet er del av" in front
    assert f"/samarbeid/{whole.id}/" not in front
    assert "Innenfor dette:" in client_of(berit).get(f"/samarbeid/{whole.id}/").content.decode()
    path = client_of(cast.person("Ingrid")).get(f"/samarbeid/{cast.ytre_fjord.id}/arbeidsark/").content.decode()
    assert "Hele fylket" in path
    assert "mål og regler der" not in path
    assert "Ytre Fjord er del av Hele fylket</h1>" in client_of(kare).get(ours).content.decode()
    again = client_of(berit).post(theirs, {"do": "yes", **about})
    assert "besvart eller avsluttet" in again.content.decode()
    unsure = client_of(kare).post(ours, {"do": "end", **about})
    assert "Kryss av for at det skal avsluttes" in unsure.content.decode()
    assert Nesting.objects.standing().exists()
    client_of(kare).post(ours, {"do": "end", "sure": "yes", **about})
    assert not Nesting.objects.standing().exists()
    verbs = set(AuditEvent.objects.filter(verb__startswith="nesting_").values_list("verb", flat=True))
    assert verbs == {"nesting_asked", "nesting_begun", "nesting_ended"}


def test_nesting_gives_nobody_any_right(cast: Cast) -> None:
    """Who each is to every rule there is, and what each is answered, is the same before and after."""
    whole = county_wide(cast)
    people = {name: cast.person(name) for name in EVERYBODY} | {"Berit": make_person("Berit", "coordinator", whole)}
    addresses = [
        f"/samarbeid/{one.id}/{page}"
        for one in (whole, cast.ytre_fjord)
        for page in ("", "arbeidsark/", "avtale/", "medlemmer/", "planer/", "del-av/")
    ]

    def answers() -> dict[str, list[int]]:
        clients = {name: client_of(one) for name, one in people.items()}
        return {name: [one.get(address).status_code for address in addresses] for name, one in clients.items()}

    before, actors = answers(), {name: actor_of(one) for name, one in people.items()}
    keys = {name: one.keys for name, one in actors.items()}
    nest(cast.ytre_fjord, whole)
    assert answers() == before
    after = {name: actor_of(one) for name, one in people.items()}
    assert after == actors
    assert {name: one.keys for name, one in after.items()} == keys
    assert before["Even"][6:] == [404] * 6
    assert before["Berit"][6:] == [404] * 6
    assert before["Ingrid"][:6] == [404] * 6


def test_only_coordinators_ask_answer_and_end(cast: Cast) -> None:
    whole = county_wide(cast)
    row = nest(cast.ytre_fjord, whole)
    for name in set(EVERYBODY) - {"Kåre"}:
        client = client_of(cast.person(name))
        for form in ({"do": "end", "nesting": str(row.id)}, {"do": "ask", "address": str(whole.id)}):
            assert client.post(f"/samarbeid/{cast.ytre_fjord.id}/del-av/", form).status_code == 404, name
    other = county_wide(cast, "Et tredje")
    make_person("Odd", "coordinator", other)
    answer = client_of(cast.person("Kåre")).post(
        f"/samarbeid/{cast.ytre_fjord.id}/del-av/", {"do": "ask", "address": "ingenting"}
    )
    assert answer.status_code == 422
    assert "Vi fant ikke samarbeidet" in answer.content.decode()
    assert Nesting.objects.standing().get() == row


def test_there_are_no_rings_one_larger_at_a_time_and_four_levels(cast: Cast) -> None:
    first, second, third, fourth, fifth = (county_wide(cast, name) for name in ("A", "B", "C", "D", "E"))
    for inner, outer in ((first, second), (second, third), (third, fourth)):
        nest(inner, outer)
    wrong = {
        (fourth, first): "i ring",
        (first, fifth): "del av ett",
        (fourth, fifth): "mer enn 4 nivåer",
        (first, first): "det samme",
    }
    for (inner, outer), said in wrong.items():
        with pytest.raises(ValidationError, match=said):
            nesting.ask(SYSTEM, inner, outer, is_inner=True)
    tree = tree_of(cast.actor("Kåre"), second)
    assert [one.name for one in tree.above] == ["D", "C"]
    assert [one.name for one in tree.inside] == ["A"]


def test_it_ends_when_the_last_one_goes(cast: Cast) -> None:
    whole = county_wide(cast)
    nest(cast.ytre_fjord, whole)
    joining.give_notice(SYSTEM, Member.objects.get(collaboration=whole))
    assert not Nesting.objects.standing().exists()


@pytest.mark.django_db(transaction=True)
def test_two_yeses_at_once_make_no_ring(cast: Cast) -> None:
    one, other = county_wide(cast, "A"), county_wide(cast, "B")
    asked = [nesting.ask(SYSTEM, one, other, is_inner=True), nesting.ask(SYSTEM, other, one, is_inner=True)]
    assert at_once(*[lambda row=row: nesting.answer(SYSTEM, row, is_yes=True) for row in asked]) == ["done", "refused"]
    assert Nesting.objects.standing().count() == 1
