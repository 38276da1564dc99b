"""The workshop where Fjordvik's council and administration began on their planning strategy, from cards to what was
agreed on. Example data."""

from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.statute.holidays import previous_working_day
from plandugnad.regions.actor import actor_of
from plandugnad.strategies.workshop import actions
from plandugnad.strategies.workshop.models import CouncilParty, CouncilWorkshop, Group
from plandugnad.strategies.workshop.reading import cards_in
from plandugnad.web.demo.region import Region
from plandugnad.web.demo.strategy_document import find_or_begin
from plandugnad.worksheets.actions import document_for, move_phase
from plandugnad.worksheets.models import Phase
from plandugnad.worksheets.store import edit

_IDS = "avtalt-{:04}"


def council_workshop(region: Region, people: dict[str, Person], today: date) -> None:
    """Before the document, which takes the ambitions in."""
    ingrid, said = people["Ingrid"], _said()
    by = By(ingrid.id, str(ingrid))
    strategy = find_or_begin(by, region.municipalities["Fjordvik"], today)
    day = previous_working_day(date(strategy.term.first_year + 1, 1, 24))
    parties = [(name, seats) for name, seats, _came in said["parties"]]
    plan = actions.Plan(day, said["place"], list(said["frame"].items()), parties)
    workshop = actions.begin_workshop(by, strategy, plan, "nb")
    for name, _seats, came in said["parties"]:
        CouncilParty.objects.filter(workshop=workshop, name=name).update(came=came)
    for block in ("ambitions", "needs"):
        for place, card in enumerate(said[block]):
            actions.write_card(workshop, block, card["text"], f"{block}-{place}")
    _move(by, workshop, Phase.SHARE, Phase.PRIORITISE)
    for block in ("ambitions", "needs"):
        ids = {card.text: card.id for card in cards_in(workshop.sheet, block)}
        for group, which in ((Group.REPRESENTATIVES, "council"), (Group.ADMINISTRATION, "staff")):
            _vote(workshop, group, block, {ids[card["text"]]: card[which] for card in said[block]})
    _move(by, workshop, Phase.AGREE)
    _agree(ingrid, workshop)
    actions.take_ambitions(by, workshop)


def _move(by: By, workshop: CouncilWorkshop, *phases: Phase) -> None:
    for phase in phases:
        workshop.sheet.refresh_from_db()
        move_phase(by, workshop.sheet_id, phase, workshop.sheet.version)
    workshop.sheet.refresh_from_db()


def _agree(ingrid: Person, workshop: CouncilWorkshop) -> None:
    document = document_for(workshop.sheet, None)
    for place, cells in enumerate(_said()["agreed"]):

        def add(editing: Editing, id: str = _IDS.format(place), cells: dict[str, str] = cells) -> Accepted | Refusal:
            return editing.add("agreed", "rows", id, cells)

        edit(actor_of(ingrid), document.pk, add)


def _vote(workshop: CouncilWorkshop, group: str, block: str, given: dict[str, int]) -> None:
    """Each card gets as many votes as is said, dealt out so that nobody votes twice for the same."""
    voters = cycle(range(_said()["voters"][group]))
    hands: dict[int, list[str]] = {}
    for card, number in given.items():
        for _vote_of_it in range(number):
            hands.setdefault(next(voters), []).append(card)
    for voter, cards in hands.items():
        actions.vote(workshop, group, f"{group}-{voter}", block, cards)


@cache
def _said() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return found
