"""Who may do what with people and collaborations. The table is the rule; a person without a row fails."""

import pytest

from plandugnad.regions.access import (
    can_give_import_consent,
    collaboration_abilities,
    installation_abilities,
    place_abilities,
)
from plandugnad.regions.queries.places import find_member
from tests.cast import NAMES, Cast

F, L, Y, C = "Fjordvik", "Lyngmo", "Ytre Fjord", "Eksempelfylket"

# person: (sees the people in, invites to, sees the collaboration, changes it, says yes to import for)
TABLE: dict[str, tuple[set[str], set[str], bool, bool, set[str]]] = {
    "Ingrid": ({F}, set(), True, False, {F}),
    "Tore": ({F}, {F}, True, False, {F}),
    "Åse": ({F}, set(), True, False, set()),
    "Marit": ({L}, set(), True, False, {L}),
    "Kåre": ({Y}, set(), True, False, set()),
    "Guri": ({C}, set(), False, False, set()),
    "Per": (set(), set(), False, False, set()),
    "Lars": (set(), set(), True, False, set()),
    "Nina": (set(), set(), True, False, set()),
    "Even": (set(), set(), False, False, set()),
    "Anna": ({F, L, Y, C}, {F, L, Y, C}, False, True, set()),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_role_may_do_what_the_table_says(cast: Cast, name: str) -> None:
    actor = cast.actor(name)
    places = (cast.fjordvik, cast.lyngmo, cast.ytre_fjord, cast.county)
    can = {place.name: place_abilities(actor, place) for place in places}
    members = [find_member(cast.ytre_fjord.id, place.id) for place in (cast.fjordvik, cast.lyngmo)]
    collaboration = collaboration_abilities(actor, cast.ytre_fjord)
    assert (
        {place for place, abilities in can.items() if abilities.can_see_people},
        {place for place, abilities in can.items() if abilities.can_invite},
        collaboration.can_see,
        collaboration.can_change,
        {member.organisation.name for member in members if member and can_give_import_consent(actor, member)},
    ) == TABLE[name]
    assert installation_abilities(actor).can_invite == (name == "Anna")
    assert installation_abilities(actor).can_see_people == (name == "Anna")
