"""What is saved from the outline: edits by the same rules and into the same rows as those of a browser that is live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.document import Sheet as Opened
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.plain_text import write_plain
from plandugnad.engines.sheet.projection import items_in
from plandugnad.engines.sheet.refusal import Refusal, Where
from plandugnad.regions.actor import Actor
from plandugnad.worksheets.actions import new_item
from plandugnad.worksheets.live.keeping import APART_FOR, keep_if_due
from plandugnad.worksheets.models import Document, Update, Version
from plandugnad.worksheets.outlining.fields import Item, stored
from plandugnad.worksheets.outlining.forms import SheetForm
from plandugnad.worksheets.schemas import schema_of
from plandugnad.worksheets.store import Written, edit

_IN_THE_SAME = {"cards": ("cluster",), "steps": ("lane", "stage")}  # what one moves up and down among


@dataclass(frozen=True)
class Spot:
    """One item, or the list a new one comes into."""

    block: str
    collection: str
    item: str = ""

    @property
    def root(self) -> str:
        return f"{self.block}/{self.collection}"

    @property
    def names(self) -> tuple[str, str, str]:
        return self.block, self.collection, self.item


class Contested(Exception):
    """Somebody else has changed the same meanwhile. `now` is all of the item as it stands."""

    def __init__(self, now: Item, fields: Mapping[str, Any]) -> None:
        super().__init__()
        self.now, self.fields = now, fields


def add(actor: Actor, document: Document, spot: Spot, values: Mapping[str, Any]) -> tuple[Written, str]:
    """Last in its list. Returns its id too."""
    item = new_item()

    def make(editing: Editing) -> Accepted | Refusal:
        return editing.add(spot.block, spot.collection, item, _whole(editing.sheet, spot, {}, values))

    return _edit(actor, document, make), item


def change(actor: Actor, document: Document, spot: Spot, form: SheetForm) -> Written:
    """Raises Contested, and then nothing is changed."""

    def make(editing: Editing) -> Accepted | Refusal:
        now = items_in(editing.sheet, spot.root).get(spot.item)
        if now is None:
            return editing.refusal(Refusal("gone", Where(*spot.names)))
        if contested := form.contested(now):
            raise Contested(now, contested)
        return editing.change(*spot.names, _whole(editing.sheet, spot, now, form.values()))

    return _edit(actor, document, make)


def write_text(actor: Actor, document: Document, block: str, typed: str, was: str) -> Written:
    return _edit(actor, document, lambda editing: write_plain(editing, block, typed, was))


def move(actor: Actor, document: Document, spot: Spot, by: int) -> Written:
    """A place up (-1) or down (1) among those it stands with; nothing at the end of them."""

    def make(editing: Editing) -> Accepted | Refusal:
        items = items_in(editing.sheet, spot.root)
        if spot.item not in items:
            return editing.refusal(Refusal("gone", Where(*spot.names)))
        beside = beside_it(items, spot)
        place = beside.index(spot.item) + by
        if not 0 <= place < len(beside):
            return Accepted(frozenset(), b"")
        every = list(items)
        at = every.index(beside[place])
        return editing.move(*spot.names, beside[place] if by > 0 else every[at - 1] if at else "")

    return _edit(actor, document, make)


def beside_it(items: Mapping[str, Item], spot: Spot) -> Sequence[str]:
    same = _IN_THE_SAME.get(spot.collection, ())
    own = [items[spot.item].get(name) for name in same]
    return [id for id, one in items.items() if [one.get(name) for name in same] == own]


def remove(actor: Actor, document: Document, spot: Spot) -> Written:
    return _edit(actor, document, lambda editing: editing.remove(*spot.names))


def bring_back(actor: Actor, document: Document, spot: Spot, seq: int) -> Written | None:
    """As it was before `seq`, in its place and with its id, so that what refers to it does so again. None: too late."""
    past = _open_before(document, seq)
    before = items_in(past, spot.root) if past and spot.root in past.schema.roots else {}
    if spot.item not in before:
        return None
    ahead = list(before)[: list(before).index(spot.item)]

    def make(editing: Editing) -> Accepted | Refusal:
        there = items_in(editing.sheet, spot.root)
        after = next((one for one in reversed(ahead) if one in there), "")
        values = {name: stored(cell) for name, cell in before[spot.item].items() if name != "order"}
        return editing.add(*spot.names, {name: one for name, one in values.items() if one is not None}, after)

    return _edit(actor, document, make)


def _open_before(document: Document, seq: int) -> Opened | None:
    """From a state that is older, and every update since; those more than a day old may have been merged away."""
    row = Update.objects.filter(document=document, seq=seq).first()
    if row is None or timezone.now() - row.made_at > APART_FOR - timedelta(hours=1):
        return None
    version = Version.objects.filter(document=document, seq__lt=seq).order_by("-seq").first()
    state, at = (bytes(version.state), version.seq) if version else (b"", 0)
    if at <= document.state_seq < seq:
        state, at = bytes(document.state), document.state_seq
    rows = list(Update.objects.filter(document=document, seq__gt=at, seq__lt=seq).order_by("seq"))
    if len(rows) != seq - 1 - at or any(one.blocks and not one.data for one in rows):
        return None
    try:
        return Opened.open(schema_of(document.sheet), [one for one in (state, *(bytes(r.data) for r in rows)) if one])
    except ValueError:
        return None


def _whole(sheet: Opened, spot: Spot, item: Item, values: dict[str, Any] | Mapping[str, Any]) -> dict[str, Any]:
    """In a ring a thing must also stand in some direction: the one with most room, as where it is drawn."""
    whole = dict(values)
    if spot.collection == "places" and whole.get("ring") and item.get("turn") is None:
        there = items_in(sheet, spot.root).values()
        taken = [one["turn"] for one in there if one["ring"] == whole["ring"]]
        whole["turn"] = free_turn([one for one in taken if isinstance(one, float)])
    return whole


def free_turn(taken: Sequence[float]) -> float:
    """As in islands/work-sheet/model/placing.ts."""
    if not taken:
        return 0.125
    held = sorted(taken)
    rooms = [(after - turn, (turn + after) / 2) for turn, after in zip(held, [*held[1:], held[0] + 1], strict=True)]
    return round(max(rooms, key=lambda one: one[0])[1] % 1, 3)


def _edit(actor: Actor, document: Document, make: Any) -> Written:
    written = edit(actor, document.id, make)
    if isinstance(written.result, Accepted) and written.result.update:
        keep_if_due(document.id, actor.by)
    return written
