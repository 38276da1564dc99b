"""Health checks are for those who work in the collaboration. Nobody else sees questions or results."""

import pytest

from plandugnad.principles.access import health_abilities
from plandugnad.principles.people import workers_of
from plandugnad.regions.models import Collaboration, Member, MemberKind
from tests.cast import EVERYBODY, Cast
from tests.principles.builders import a_closed_round, an_open_round, at_screen, page, with_siv

pytestmark = pytest.mark.django_db

#               sees and answers, opens and closes
ROLES = {
    "Ingrid": (True, False),
    "Tore": (True, False),
    "Marit": (True, False),
    "Kåre": (True, True),
    "Åse": (False, False),
    "Guri": (False, False),
    "Hanne": (False, False),
    "Per": (False, False),
    "Lars": (False, False),
    "Nina": (False, False),
    "Even": (False, False),
    "Anna": (False, False),
}


@pytest.mark.parametrize("name", EVERYBODY)
def test_each_role_may_what_the_table_says(cast: Cast, name: str) -> None:
    Member.objects.create(collaboration=cast.ytre_fjord, organisation=cast.county, kind=MemberKind.HELPER)
    abilities = health_abilities(cast.actor(name), cast.ytre_fjord)
    assert (abilities.can_answer, abilities.can_lead) == ROLES[name]


def test_those_who_are_asked_are_those_who_may_answer(cast: Cast) -> None:
    with_siv(cast)
    Member.objects.create(collaboration=cast.ytre_fjord, organisation=cast.county, kind=MemberKind.HELPER)
    everybody = {name: cast.person(name) for name in (*EVERYBODY, "Siv")}
    asked = workers_of(cast.ytre_fjord)
    may = {name for name in everybody if cast.ytre_fjord.id in cast.actor(name).works_in}
    assert {name for name, person in everybody.items() if person.id in asked} == may
    assert asked[everybody["Tore"].id] == cast.fjordvik.id
    assert asked[everybody["Kåre"].id] is None


@pytest.mark.parametrize("name", [name for name, (sees, _leads) in ROLES.items() if not sees])
def test_the_others_find_nothing_open_or_closed(cast: Cast, name: str) -> None:
    with_siv(cast)
    Member.objects.create(collaboration=cast.ytre_fjord, organisation=cast.county, kind=MemberKind.HELPER)
    closed = a_closed_round(cast, days_ago=40)
    opened = an_open_round(cast)
    screen = at_screen(cast, name)
    for address in (
        page("health_checks", cast.ytre_fjord),
        page("health_open", cast.ytre_fjord),
        *(page(f"health_{one}", cast.ytre_fjord, closed.id) for one in ("round", "answer")),
        *(page(f"health_{one}", cast.ytre_fjord, opened.id) for one in ("round", "answer", "due", "close", "cancel")),
    ):
        assert screen.get(address).status_code == 404, address
        assert screen.post(address).status_code in {404, 405}, address
    opened.refresh_from_db()
    assert opened.is_open


@pytest.mark.parametrize("verb", ["open", "due", "close", "cancel"])
def test_only_who_coordinates_opens_closes_and_cancels(cast: Cast, verb: str) -> None:
    opened = an_open_round(cast)
    address = (
        page("health_open", cast.ytre_fjord) if verb == "open" else page(f"health_{verb}", cast.ytre_fjord, opened.id)
    )
    ingrid = at_screen(cast, "Ingrid")
    assert ingrid.get(address).status_code == ingrid.post(address).status_code == 404
    assert at_screen(cast, "Kåre").get(address).status_code == 200


def test_a_round_is_not_found_under_another_collaboration(cast: Cast) -> None:
    other = Collaboration.objects.create(name="Indre Fjord")
    Member.objects.create(collaboration=other, organisation=cast.fjordvik)
    opened = an_open_round(cast)
    assert at_screen(cast, "Ingrid").get(page("health_answer", other, opened.id)).status_code == 404
