"""The page of one private sheet: where each stands, what helps there, and what they write together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plandugnad.engines.sheet.blocks import AdoptionBlock, Block, ScaleBlock, ScaleStep
from plandugnad.worksheets.actions import document_for
from plandugnad.worksheets.confidential import placing
from plandugnad.worksheets.confidential.queries import Now, Placing, Round, events_of, now_for, rounds_of, seats_of
from plandugnad.worksheets.confidential.staircase import Staircase, draw
from plandugnad.worksheets.confidential.views import unkept
from plandugnad.worksheets.confidential.wording import history_lines, names_together
from plandugnad.worksheets.history import since_words, visit
from plandugnad.worksheets.island_words import island_words
from plandugnad.worksheets.models import Phase
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.shown import config_of, locked_blocks
from plandugnad.worksheets.store import spoken
from plandugnad.worksheets.views.asked import Asked
from plandugnad.worksheets.wording import phase_steps

MINUTES = (5, 10, 20, 25)


@dataclass(frozen=True)
class Guidance:
    """What the worksheet says of one step. `who_stands`: the parties, or empty where it is the reader's own alone."""

    number: int
    title: str
    typical: str
    helps: str
    worse: str
    who: str
    who_stands: str


def private_page(found: Asked) -> HttpResponse:
    request, sheet, language = found.request, found.sheet, spoken(get_language())
    reader = request.user.pk
    definition, locked = definition_of(sheet), locked_blocks(sheet)
    now, rounds = now_for(sheet, reader), rounds_of(sheet, language)
    seats = seats_of(sheet, reader)
    readers = [one.name for one in seats if one.participant.accepted_at and not one.is_reader]
    block = placing.scale_of(sheet)
    about: dict[str, Any] = {
        "place": sheet.place,
        "why": definition.why.said(language),
        "steps": phase_steps(sheet),
        "minutes": MINUTES,
        "blocks": [
            (one.id, one.title.said(language), one.id in locked) for one in definition.blocks if _is_written(one)
        ],
        "is_alone": sheet.phase == Phase.INDIVIDUAL,
        "readers": names_together(readers),
        "readers_and_you": names_together([*readers, _("du")]),
        "awaited": names_together(one.name for one in seats if one.participant.accepted_at is None),
        "to_approve": [one for one in seats if one.participant.asked_at is None and not one.approves],
        "now": now,
        "own_step": now.step.title.said(language) if now.step else "",
        "rounds": rounds,
        "rows": _rows(rounds),
        "staircase": _staircase(block, rounds, language),
        "guidance": _guidance(block, now, rounds, language),
        "asked_again": placing.asked_in(sheet, now.number).title.said(language),
        "look_again": _look_again(block, now, rounds),
        "history": history_lines(events_of(sheet)),
    }
    if sheet.phase != Phase.INDIVIDUAL:
        document = document_for(sheet, None)
        since = visit(document, reader, language)
        about["since"] = since_words(since) if since else ""
        about["config"] = config_of(sheet, document, request.actor, found.abilities, language, island_words())
    return unkept(render(request, "worksheets/private/sheet.html", found.about() | about))


def _is_written(block: Block) -> bool:
    """By all together, so that it can be locked or shown to all."""
    return not isinstance(block, ScaleBlock | AdoptionBlock)


def _staircase(block: ScaleBlock, rounds: Sequence[Round], language: str) -> Staircase | None:
    if not rounds:
        return None
    stands = [{one.person_id: one.number for one in round.placings} for round in rounds[-2:]]
    names = {one.person_id: one.name for round in rounds[-2:] for one in round.placings}
    titles = [one.title.said(language) for one in block.steps]
    return draw(titles, names, stands[-1], stands[0] if len(stands) > 1 else {})


def _rows(rounds: Sequence[Round]) -> list[tuple[str, list[Placing | None]]]:
    """A party, and her step in each round."""
    names = {one.person_id: one.name for round in rounds for one in round.placings}
    stands = [{one.person_id: one for one in round.placings} for round in rounds]
    return [(name, [stood.get(id) for stood in stands]) for id, name in sorted(names.items(), key=lambda one: one[1])]


def _guidance(block: ScaleBlock, now: Now, rounds: Sequence[Round], language: str) -> list[Guidance]:
    """Of the steps somebody stands on, highest first; before that, of the reader's own."""
    if not rounds and now.step is None:
        return []
    stands: dict[str, list[str]] = {}
    for one in rounds[-1].placings if rounds else ():
        stands.setdefault(one.step.id, []).append(one.name)
    shown = set(stands) if rounds else {now.step.id if now.step else ""}
    return [
        _of(number, step, stands.get(step.id, []), language)
        for number, step in reversed(list(enumerate(block.steps, 1)))
        if step.id in shown
    ]


def _of(number: int, step: ScaleStep, names: Sequence[str], language: str) -> Guidance:
    typical, helps, worse, who = (
        one.said(language) if one else "" for one in (step.typical, step.helps, step.worse, step.who)
    )
    return Guidance(number, step.title.said(language), typical, helps, worse, who, names_together(names))


def _look_again(block: ScaleBlock, now: Now, rounds: Sequence[Round]) -> date | None:
    """As soon as the highest step somebody stands on asks for."""
    steps = [one.step for one in rounds[-1].placings] if rounds else [now.step] if now.step else []
    days = [one.days for one in steps if one.days]
    return timezone.localdate() + timedelta(days=min(days)) if days else None
