"""What each role may see and do. The table is the rule; a role without a row fails."""

import pytest
from pytest_django import DjangoAssertNumQueries

from plandugnad.regions.actor import actor_of
from plandugnad.regions.models import Membership, Role
from tests.cast import EVERYBODY, Cast

F, L = "Fjordvik", "Lyngmo"

# person: (reads everything in, reads what is adopted in, writes in, imports in, invites to)
TABLE: dict[str, tuple[set[str], set[str], set[str], set[str], set[str]]] = {
    "Ingrid": ({F}, {F, L}, {F}, {F}, set()),
    "Tore": ({F}, {F, L}, {F}, {F}, {F}),
    "Åse": ({F}, set(), set(), set(), set()),
    "Marit": ({L}, {F, L}, {L}, {L}, set()),
    "Kåre": ({F, L}, set(), set(), {L}, set()),
    "Guri": (set(), {F, L}, set(), set(), set()),
    "Hanne": (set(), {F, L}, set(), set(), {"Eksempelfylket"}),
    "Per": (set(), {F, L}, set(), set(), set()),
    "Lars": (set(), set(), set(), set(), set()),
    "Nina": (set(), set(), set(), set(), set()),
    "Even": ({"Storøy"}, set(), {"Storøy"}, {"Storøy"}, set()),
    "Anna": (set(), set(), set(), set(), set()),
}


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_role_gives_what_the_table_says(cast: Cast, name: str) -> None:
    places = {place.id: place.name for place in (cast.fjordvik, cast.lyngmo, cast.storoy, cast.county)}
    actor = cast.actor(name)
    given = (actor.reads, actor.reads_adopted, actor.writes, actor.imports, actor.invites)
    assert tuple({places[id] for id in ids} for ids in given) == TABLE[name]
    assert actor.is_administrator == (name == "Anna")


def test_every_role_shipped_is_played_by_somebody(cast: Cast) -> None:
    for name in EVERYBODY:
        cast.person(name)
    played = set(Membership.objects.values_list("role_id", flat=True))
    assert played == {role.code for role in Role.objects.all()}


def test_a_membership_that_ended_gives_nothing(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    for membership in Membership.objects.filter(person=ingrid):
        membership.ended_at = membership.made_at
        membership.save()
    assert actor_of(ingrid).writes == frozenset()


@pytest.mark.parametrize("name", EVERYBODY)
def test_an_actor_is_made_in_three_queries(
    cast: Cast, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person = cast.person(name)
    with django_assert_max_num_queries(3):
        actor_of(person)
