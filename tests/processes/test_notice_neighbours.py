"""Who the neighbours are is read off the outlines where they are known, and asked where they are not. Who own a plan
together announce it together, and are not each other's neighbours."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from plandugnad.boundaries.actions import read_in, take_into_use
from plandugnad.boundaries.neighbours import neighbours_of
from plandugnad.core.audit import SYSTEM
from plandugnad.plans.owning import answer_ownership, invite_owner
from plandugnad.processes.models import Announcement, Process
from plandugnad.processes.notice import actions
from plandugnad.processes.notice.addressees import proposals
from plandugnad.processes.notice.demanded import demanded
from plandugnad.processes.notice.proposal import Proposal
from plandugnad.processes.notice.wording import proposed, sender
from plandugnad.regions.models import Member
from tests.cast import Cast, make_organisation
from tests.engines.boundaries.files import EAST, WEST, collection, feature, geojson
from tests.processes.builders import DAY, INGRID, a_plan, a_process, fresh
from tests.processes.test_notice import read

pytestmark = pytest.mark.django_db

# Touches Lyngmo's corner, and lies along its upper edge not at all.
CORNER = [[280_000, 6_810_000], [320_000, 6_810_000], [320_000, 6_850_000], [280_000, 6_850_000], [280_000, 6_810_000]]
ALONG = [[280_000, 6_770_000], [320_000, 6_770_000], [320_000, 6_810_000], [280_000, 6_810_000], [280_000, 6_770_000]]


@pytest.fixture(autouse=True)
def _files_of_their_own(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


def outlined(folder: Path, *features: Any) -> None:
    content = geojson(folder, collection(*features)).read_bytes()
    take_into_use(SYSTEM, read_in(SYSTEM, [content], "kommuner_2024.geojson"))


def by_name(process: Process, code: str = "KPA-2") -> dict[str, Proposal]:
    return {one.name: one for one in proposals(process, code)}


def test_those_that_share_an_edge_are_neighbours_and_those_that_meet_in_a_corner_are_not(tmp_path: Path) -> None:
    assert neighbours_of("9901") is None
    outlined(
        tmp_path, feature("9901", WEST), feature("9902", EAST), feature("9801", ALONG, "Storøy"),
        feature("9802", CORNER, "Hjørnet"),
    )  # fmt: skip
    found = {number: neighbours_of(number) for number in ("9901", "9902", "9801", "9802")}
    assert {number: set(one.numbers) for number, one in found.items() if one} == {
        "9901": {"9902"}, "9902": {"9901", "9801"}, "9801": {"9902", "9802"}, "9802": {"9801"},
    }  # fmt: skip
    assert neighbours_of("9803") is None


def test_neighbours_are_proposed_from_the_outlines_with_the_reason_also_outside_the_collaboration(
    cast: Cast, tmp_path: Path
) -> None:
    far = make_organisation("Fjernvik", "9903", county=cast.county)
    Member.objects.create(collaboration=cast.ytre_fjord, organisation=far)
    _ = cast.storoy
    outlined(
        tmp_path, feature("9901", WEST), feature("9902", EAST), feature("9801", ALONG, "Storøy"),
        feature("9903", CORNER, "Fjernvik"),
    )  # fmt: skip
    found = by_name(a_process(a_plan(cast.lyngmo)))
    for name in ("Fjordvik kommune", "Storøy kommune"):
        assert found[name].why == "Grenser til dere, etter kommunegrensene fra Kartverket (2024)."
        assert found[name].is_always
    assert found["Fjernvik kommune"].why == "Er med i samme samarbeid, men grenser ikke til dere."
    assert not found["Fjernvik kommune"].is_always


def test_without_outlines_she_is_asked_as_before(cast: Cast) -> None:
    _ = cast.ytre_fjord
    found = by_name(a_process(a_plan(cast.lyngmo)))
    assert found["Fjordvik kommune"].why == "Er med i samme samarbeid. Kryss av hvis de er nabokommune."


def test_a_neighbour_who_was_chosen_before_the_outlines_were_read_in_is_still_the_same(
    cast: Cast, tmp_path: Path
) -> None:
    _ = cast.ytre_fjord
    process = a_process(a_plan(cast.lyngmo))
    before = by_name(process)["Fjordvik kommune"]
    actions.choose_recipients(INGRID, process, "KPA-2", [actions.Chosen(before.key, before.name)], seen=1)
    outlined(tmp_path, feature("9901", WEST), feature("9902", EAST))
    assert by_name(process)["Fjordvik kommune"].key == before.key
    not_chosen = read(process, "KPA-2", DAY).not_chosen
    assert "Statsforvalteren i Eksempelfylket" in not_chosen
    assert not {"Fjordvik kommune", "Nabokommuner og nabofylker"} & {*not_chosen}


def joint(cast: Cast) -> Process:
    plan = a_plan(cast.fjordvik, "Kystsoneplan")
    far = make_organisation("Fjernvik", "9903", county=cast.county)
    Member.objects.create(collaboration=cast.ytre_fjord, organisation=far)
    row = invite_owner(cast.actor("Ingrid").by, plan, cast.lyngmo)
    assert row
    answer_ownership(cast.actor("Marit").by, row, is_yes=True)
    invite_owner(cast.actor("Ingrid").by, plan, far)
    return fresh(a_process(plan))


def test_a_joint_plan_is_announced_by_all_who_have_agreed_to_own_it(cast: Cast) -> None:
    process = joint(cast)
    kept = Announcement(process=process, code="KPA-2")
    assert sender(process, kept) == "Fjordvik kommune og Lyngmo kommune"
    assert "Fjordvik kommune og Lyngmo kommune varsler oppstart" in proposed(process, demanded()["KPA-2"], kept)
    kept.sender = "Plankontoret"
    assert sender(process, kept) == "Plankontoret"


def test_who_own_a_plan_together_are_not_proposed_as_neighbours(cast: Cast, tmp_path: Path) -> None:
    process = joint(cast)
    assert "Lyngmo kommune" not in by_name(process)
    assert "Fjernvik kommune" in by_name(process)
    outlined(tmp_path, feature("9901", WEST), feature("9902", EAST), feature("9903", ALONG, "Fjernvik"))
    found = by_name(fresh(process))
    assert "Lyngmo kommune" not in found
    assert found["Fjernvik kommune"].why.startswith("Grenser til dere")
