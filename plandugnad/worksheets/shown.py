"""A sheet as the browser's part of it is told: what there is to write in, in the reader's language, and who may."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.urls import reverse

from plandugnad.archive.access import archive_abilities
from plandugnad.engines.sheet.blocks import Axis as EngineAxis
from plandugnad.engines.sheet.blocks import (
    Block,
    CardsBlock,
    Column,
    FlowBlock,
    MatrixBlock,
    Named,
    TableBlock,
)
from plandugnad.engines.sheet.blocks import Phase as EnginePhase
from plandugnad.engines.sheet.texts import Text
from plandugnad.regions.actor import Actor
from plandugnad.worksheets.access import SheetAbilities, may_write
from plandugnad.worksheets.models import Document, Phase, Sheet
from plandugnad.worksheets.now import now_of
from plandugnad.worksheets.reviewing.guiding import guides_in, marked
from plandugnad.worksheets.schemas import definition_of, left_out


def config_of(
    sheet: Sheet, document: Document, actor: Actor, abilities: SheetAbilities, language: str, words: dict[str, str]
) -> dict[str, Any]:
    """See islands/work-sheet."""
    locked = locked_blocks(sheet)
    hidden = left_out(sheet, is_alone=document.organisation_id is not None)
    return {
        "document": str(document.id),
        "live": f"/arbeidsark/dokument/{document.id}/direkte/",
        "updates": reverse("sheet_changes", args=[document.id]),
        "rows": reverse("sheet_rows", args=[sheet.id]),
        "naming": _naming_address(sheet, actor),
        "cards": f"/arbeidsark/{sheet.id}/kort/",
        "person": {"id": str(actor.person_id), "name": actor.name},
        "keeps_on_device": not sheet.is_private,
        "worker": reverse("sheet_worker"),
        "alone_first": sheet.writes_alone_first,
        "is_alone": sheet.writes_alone_first and sheet.phase == Phase.INDIVIDUAL,
        "sheet": now_of(sheet, document, locked).told(may_write(sheet, document, abilities, locked), abilities.rows),
        "blocks": [_block(one, language) for one in definition_of(sheet).blocks if one.id not in hidden],
        "parties": [{"value": value, "name": name} for value, name in offered_parties(sheet)],
        "words": words,
    }


def listening_config(
    sheet: Sheet, document: Document, actor: Actor, abilities: SheetAbilities, language: str, words: dict[str, str]
) -> dict[str, Any]:
    """For whoever has no document while others write alone: what all are told, and nothing of what is written."""
    config = config_of(sheet, document, actor, abilities, language, words)
    return config | {"blocks": [], "parties": [], "keeps_on_device": False}


def _naming_address(sheet: Sheet, actor: Actor) -> str:
    place = sheet.collaboration
    return reverse("archive_rule", args=[place.id]) if place and archive_abilities(actor, place).can_see else ""


def locked_blocks(sheet: Sheet) -> frozenset[str]:
    return frozenset(sheet.locks.values_list("block", flat=True))


def offered_parties(sheet: Sheet) -> Sequence[tuple[str, str]]:
    """Whom a row may be given to by choosing a name."""
    if sheet.is_private:
        those = sheet.participants.filter(accepted_at__isnull=False).select_related("person")
        return [(f"person:{one.person_id}", str(one.person)) for one in those]
    if sheet.collaboration is None:
        return []
    guides = guides_in(sheet)
    members = sheet.collaboration.members.exclude(pk__in=guides).order_by("name")
    marks = sorted(((f"organisation:{id}", marked(name)) for id, name in guides.items()), key=lambda one: one[1])
    return [*((f"organisation:{one.id}", one.name) for one in members), *marks]


def _block(block: Block, language: str) -> dict[str, Any]:
    def said(text: Text | None) -> str:
        return text.said(language) if text else ""

    def named(ones: Iterable[Named]) -> list[dict[str, Any]]:
        return [
            {"id": one.id, "title": said(one.title), "help": said(one.help)}
            | ({} if one.counts is None else {"counts": one.counts})
            for one in ones
        ]

    def columns(ones: Iterable[Column]) -> list[dict[str, Any]]:
        return [
            {
                "id": one.id,
                "kind": one.kind.value,
                "title": said(one.title),
                "help": said(one.help),
                "choices": named(one.choices),
            }
            | ({"naming": True} if one.naming else {})
            for one in ones
        ]

    def axis(one: EngineAxis | None) -> dict[str, str] | None:
        return {"title": said(one.title), "low": said(one.low), "high": said(one.high)} if one else None

    found: dict[str, Any] = {
        "id": block.id,
        "kind": _KINDS[type(block).__name__],
        "title": said(block.title),
        "prompt": said(block.prompt),
        "most_items": block.most_items,
        "most_text": block.most_text,
    }
    if isinstance(block, CardsBlock):
        waits = block.anonymous and EnginePhase.INDIVIDUAL in block.open
        found |= {"votes": block.votes, "anonymous": block.anonymous, "waits": waits}
    elif isinstance(block, TableBlock):
        found["columns"] = columns(block.columns)
        if block.hours:
            found["hours"] = asdict(block.hours)
    elif isinstance(block, MatrixBlock):
        found |= {"x": axis(block.x), "y": axis(block.y), "rings": named(block.rings), "places": block.places}
    elif isinstance(block, FlowBlock):
        found |= {"stages": named(block.stages), "fields": columns(block.fields)}
    return found


_KINDS = {
    "TextBlock": "text",
    "CardsBlock": "cards",
    "TableBlock": "table",
    "MatrixBlock": "matrix",
    "FlowBlock": "flow",
    "ChecklistBlock": "checklist",
    "ScaleBlock": "scale",
    "AdoptionBlock": "adoption",
}
