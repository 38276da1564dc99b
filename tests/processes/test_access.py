"""Who sees and runs the process of a plan: pages and overviews say the same."""

import pytest

from plandugnad.plans.actions import share_plan
from plandugnad.processes.access import process_abilities
from plandugnad.processes.models import Process
from plandugnad.projections.models import AttentionEntry, CalendarEntry, FoundEntry
from tests.cast import NAMES, Cast
from tests.processes.builders import DAY, a_plan, a_process, planned

pytestmark = pytest.mark.django_db

# Of a plan in Fjordvik that is being made, and is shared with Lyngmo. R: reads, W: runs it.
RIGHTS = {
    "Ingrid": "W", "Tore": "W", "Åse": "R", "Marit": "-", "Kåre": "R", "Guri": "-", "Per": "-", "Lars": "-",
    "Nina": "-", "Even": "-", "Anna": "-",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_rights_are_as_in_the_table_and_the_overviews_say_the_same(cast: Cast, name: str) -> None:
    plan = a_plan(cast.fjordvik)
    share_plan(cast.actor("Ingrid").by, plan, cast.lyngmo)
    process = a_process(plan)
    planned(process, "KPA-7", DAY)
    actor, right = cast.actor(name), RIGHTS[name]
    abilities = process_abilities(actor, plan)
    assert (abilities.can_see, abilities.can_write) == (right in "RW", right == "W")
    assert Process.objects.visible_to(actor).exists() is (right in "RW")
    for entries in (CalendarEntry.objects, FoundEntry.objects):
        assert entries.visible_to(actor.keys).filter(source_id=process.id).exists() is (right in "RW")
    asked = AttentionEntry.objects.visible_to(actor.keys).filter(source="processes.process")
    assert asked.exists() is (right == "W")


def test_a_plan_that_is_deleted_takes_its_process_with_it_out_of_sight(cast: Cast) -> None:
    plan = a_plan(cast.fjordvik)
    a_process(plan)
    plan.deleted_at = plan.made_at
    assert not process_abilities(cast.actor("Ingrid"), plan).can_see
