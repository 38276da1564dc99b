"""What each worksheet becomes when all have adopted it."""

from datetime import date

import pytest

from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import AgreedStep, Agreement, Arena, SharedRoom, Stakeholder
from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.schema import ticked
from plandugnad.worksheets.actions import begin_sheet, document_for, move_phase
from plandugnad.worksheets.adopting import adopt
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import Phase, Sheet
from plandugnad.worksheets.publishing import kinds_agreed
from plandugnad.worksheets.queries import path_of
from plandugnad.worksheets.standing import Standing, standing_of
from plandugnad.worksheets.store import edit
from tests.agreements.builders import agree
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def agreeing(cast: Cast, kind: str) -> Sheet:
    sheet = begin_sheet(cast.actor("Kåre").by, cast.ytre_fjord, kind, mapping_of(kind), kind, "nb")
    return move_phase(cast.actor("Kåre").by, sheet.id, Phase.AGREE, sheet.version)


def add(cast: Cast, sheet: Sheet, block: str, collection: str, **cells: object) -> None:
    document = document_for(sheet, None)
    result = edit(cast.actor("Ingrid"), document.id, lambda one: one.add(block, collection, "item-00000001", cells))
    assert isinstance(result.result, Accepted), result.result


def all_adopt(cast: Cast, sheet: Sheet) -> None:
    sheet.refresh_from_db()
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.ADOPT, sheet.version)
    for place in (cast.fjordvik, cast.lyngmo):
        adopt(cast.actor("Kåre").by, sheet.id, place, date(2026, 11, 30), "", "nn")


@pytest.mark.parametrize("kind", ["purpose", "rules", "actors", "common_process", "meetings", "structure"])
def test_what_a_worksheet_begins_with_can_be_agreed_on_as_it_stands(cast: Cast, kind: str) -> None:
    sheet = agreeing(cast, kind)
    all_adopt(cast, sheet)
    assert Agreement.objects.get().address == f"/arbeidsark/{sheet.id}/"


def test_a_step_that_fulfils_the_law_says_which_and_for_which_course(cast: Cast) -> None:
    sheet = agreeing(cast, "common_process")
    add(cast, sheet, "course", "steps", name="Oppstartsmøte", stage="startup_meeting", statutory="reg_2", weeks=2)
    all_adopt(cast, sheet)
    step = AgreedStep.objects.get(item="item-00000001")
    assert (step.name, step.stage, step.law, step.weeks) == ("Oppstartsmøte", "startup_meeting", "REG-2", 2)
    assert Agreement.objects.get().part == "REG"


def test_an_actor_of_the_register_is_known_by_it_and_by_the_stages_ticked(cast: Cast) -> None:
    sheet = agreeing(cast, "actors")
    stages = {ticked("when", "notice"): True, ticked("when", "consultation"): True}
    party = f"organisation:{cast.lyngmo.id}"
    add(cast, sheet, "actors", "rows", name="Nabokommunen", party=party, level="regional", role="consultee", **stages)
    all_adopt(cast, sheet)
    actor = Stakeholder.objects.get(item="item-00000001")
    assert (actor.organisation_id, actor.level, actor.role) == (cast.lyngmo.id, "regional", "consultee")
    assert list(actor.stages) == ["notice", "consultation"]


def test_choices_are_said_in_the_language_of_the_one_who_adopts_last(cast: Cast) -> None:
    sheet = agreeing(cast, "meetings")
    add(
        cast,
        sheet,
        "arenas",
        "rows",
        arena="Fagkveld",
        how_often="quarterly",
        length=90,
        **{ticked("who", "county"): True},
    )
    all_adopt(cast, sheet)
    arena = Arena.objects.get(item="item-00000001")
    assert (arena.rhythm, arena.minutes, arena.participants) == ("Kvart kvartal", 90, "Fylkeskommunen")


def test_a_room_without_a_name_is_called_by_what_lies_in_it(cast: Cast) -> None:
    sheet = agreeing(cast, "structure")
    add(cast, sheet, "rooms", "rows", kind="Referater", readers="members")
    all_adopt(cast, sheet)
    assert SharedRoom.objects.get(item="item-00000001").name == "Referater"


def test_the_path_says_the_same_of_what_is_agreed_as_the_page_of_it_does(cast: Cast) -> None:
    """The common process was agreed on elsewhere, and a worksheet of it is begun for the next time."""
    place = cast.ytre_fjord
    agree(place, AgreementKind.PROCESS)
    sheet = begin_sheet(cast.actor("Kåre").by, place, "common_process", mapping_of("common_process"), "Ny", "nb")

    def stands() -> Standing:
        return standing_of(path_of(place), kinds_agreed(place), "nb", date(2026, 11, 30))

    now = stands()
    assert (now.parts[1].status, now.parts[1].words) == ("in_process", "1 av 2 vedtatt")
    assert now.next is not None
    assert (now.next.kind, now.next.reason.startswith("Det er det første i rekkefølgen")) == ("purpose", True)
    for kind in AgreementKind:
        agree(place, kind)
    now = stands()
    assert (now.parts[1].status, now.parts[1].words) == ("adopted", "alt vedtatt")
    assert now.next is not None
    assert (now.next.sheet, "begynt for neste gang" in now.next.reason) == (sheet, True)
