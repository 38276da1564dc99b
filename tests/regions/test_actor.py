"""What each role may see and do. The table is the rule; a role without a row fails."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db.models import Q
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.regions.actor import MemberRow, actor_of, rows_around
from plandugnad.regions.models import Collaboration, Member, MemberKind, Membership, Organisation, Role
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


def test_the_rows_around_a_person_are_those_that_take_part(cast: Cast) -> None:
    """Asked in SQL, for speed; said once more as the rest of the product says it."""
    collaborations = [cast.ytre_fjord, Collaboration.objects.create(name="Nabosamarbeidet")]
    today = timezone.localdate()
    states: list[dict[str, Any]] = [
        {},
        {"accepted_at": None},
        {"left_at": timezone.now()},
        {"notice_on": today, "ends_on": today},
        {"notice_on": today - timedelta(days=9), "ends_on": today - timedelta(days=1)},
    ]
    for number, (collaboration, kind, state) in enumerate(product(collaborations, MemberKind.values, states)):
        place = Organisation.objects.create(name=f"Sted {number}", number=f"88{number:02}", kind="municipality")
        Member.rows.create(collaboration=collaboration, organisation=place, kind=kind, **state)
    for place in Organisation.objects.all():
        mine = Member.objects.filter(organisation=place).values("collaboration_id")
        around = Member.rows.taking_part().filter(Q(collaboration_id__in=mine) | Q(organisation=place))
        assert sorted(rows_around({place.id}, set())) == sorted(around.values_list(*MemberRow._fields))
    for collaboration in collaborations:
        inside = Member.rows.taking_part().filter(collaboration=collaboration)
        assert sorted(rows_around(set(), {collaboration.id})) == sorted(inside.values_list(*MemberRow._fields))
