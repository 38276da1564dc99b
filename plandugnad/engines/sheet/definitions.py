"""A worksheet's file → its definition, whole and typed, or a sentence on what to mend and where.

    id: formaal                      titles, prompts and names: {nb: …, nn: …, en: …}
    title: … why: …
    phases: [individual, share, prioritise, agree, adopt]      the ones it uses
    blocks:
    - {id: goals, kind: table, title: …, prompt: …, open: [agree], limits: {items: 100, text: 500},
       columns: [{id: status, kind: choice, title: …, choices: [{id: going, title: …}]}],
       suggestions: [{status: going}]}

By kind: text · cards (votes, anonymous, suggestions) · table (columns, suggestions) · matrix (axes {x, y: {title, low,
high}} or rings; places: another block) · flow (stages, lanes, fields) · checklist (suggestions) · scale (steps) ·
adoption (review_months). Without `open` a block is open in every phase the sheet uses.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from plandugnad.engines.sheet.blocks import (
    AdoptionBlock,
    Block,
    CardsBlock,
    ChecklistBlock,
    Column,
    ColumnKind,
    Definition,
    FlowBlock,
    MatrixBlock,
    Named,
    Phase,
    ScaleBlock,
    Suggestion,
    TableBlock,
    TextBlock,
)
from plandugnad.engines.sheet.entry import Entry
from plandugnad.engines.sheet.refusal import Refused
from plandugnad.engines.sheet.texts import Text

LONGEST_FILE = 200_000
_COMMON = {"id", "kind", "title", "prompt", "open", "limits"}


def read_definition_text(written: str, file: str) -> Definition:
    """`file` is what the faults call it. Raises Refused."""
    if len(written) > LONGEST_FILE:
        raise Refused("unreadable", file=file, line=1)
    try:
        # An alias makes a small file large (one list within another, many times), and no definition needs one.
        for event in yaml.parse(written, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise Refused("unreadable", file=file, line=event.start_mark.line + 1 if event.start_mark else 1)
        data = yaml.safe_load(written)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Refused("unreadable", file=file, line=line) from error
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        raise Refused("unreadable", file=file, line=1) from error
    return read_definition(data, file)


def read_definition(data: Any, file: str) -> Definition:
    """From a mapping as YAML gives it. Raises Refused with the file, the block and what to do."""
    top = Entry(data, file, "id")
    top.only({"id", "title", "why", "phases", "blocks"})
    phases = tuple(phase for phase in Phase if phase in {one.choice(Phase) for one in top.list("phases")})
    entries = top.list("blocks")
    blocks = tuple(_block(one, phases) for one in entries)
    top.distinct("blocks", [one.id for one in blocks])
    definition = Definition(top.id(), top.text("title"), top.text("why"), phases, blocks)
    for entry, block in zip(entries, blocks, strict=True):
        if isinstance(block, MatrixBlock) and block.places and not _has_items(definition.block(block.places)):
            known = [one.id for one in blocks if _has_items(one)]
            raise entry.fault("strange", name=block.places, known=", ".join(known) or "–")
    return definition


def _has_items(block: Block | None) -> bool:
    return isinstance(block, CardsBlock | TableBlock)


def _block(entry: Entry, phases: tuple[Phase, ...]) -> Block:
    entry.mapping()
    kind = entry.needed("kind").choice(_KINDS)
    limits = entry.get("limits", {})
    limits.only({"items", "text"})
    opened = frozenset(one.choice(phases) for one in entry.list("open")) if entry.has("open") else frozenset(phases)
    common = {
        "id": entry.id(),
        "title": entry.text("title"),
        "prompt": entry.text("prompt") if entry.has("prompt") else None,
        "open": frozenset(Phase(one) for one in opened),
        "most_items": limits.number("items", 300, 1, 2_000),
        "most_text": limits.number("text", 50_000 if kind == "text" else 2_000, 1, 200_000),
    }
    allowed, make = _KINDS[kind]
    entry.only(_COMMON | allowed)
    return make(entry, common)


def _text(entry: Entry, common: dict[str, Any]) -> Block:
    return TextBlock(**common)


def _cards(entry: Entry, common: dict[str, Any]) -> Block:
    suggested = _suggestions(entry, {"text": None})
    votes = entry.number("votes", 0, 0, 100)
    return CardsBlock(**common, votes=votes, anonymous=entry.yes("anonymous"), suggestions=suggested)


def _table(entry: Entry, common: dict[str, Any]) -> Block:
    columns = _columns(entry, "columns", {"id", "order"})
    return TableBlock(**common, columns=columns, suggestions=_suggestions(entry, {one.id: one for one in columns}))


def _matrix(entry: Entry, common: dict[str, Any]) -> Block:
    places = str(entry.get("places").value) if entry.has("places") else ""
    if entry.has("rings"):
        return MatrixBlock(**common, rings=_named(entry, "rings"), places=places)
    axes = entry.needed("axes")
    axes.only({"x", "y"})
    return MatrixBlock(**common, x=axes.needed("x").axis(), y=axes.needed("y").axis(), places=places)


def _flow(entry: Entry, common: dict[str, Any]) -> Block:
    own = {"id", "order", "name", "lane", "stage", "decision"}
    fields = _columns(entry, "fields", own) if entry.has("fields") else ()
    lanes = _named(entry, "lanes") if entry.has("lanes") else ()
    return FlowBlock(**common, stages=_named(entry, "stages"), lanes=lanes, fields=fields)


def _checklist(entry: Entry, common: dict[str, Any]) -> Block:
    return ChecklistBlock(**common, suggestions=_suggestions(entry, {"text": None}))


def _scale(entry: Entry, common: dict[str, Any]) -> Block:
    return ScaleBlock(**common, steps=_named(entry, "steps"))


def _adoption(entry: Entry, common: dict[str, Any]) -> Block:
    return AdoptionBlock(**common, review_months=entry.number("review_months", 12, 1, 120))


_KINDS = {
    "text": (set[str](), _text),
    "cards": ({"votes", "anonymous", "suggestions"}, _cards),
    "table": ({"columns", "suggestions"}, _table),
    "matrix": ({"axes", "rings", "places"}, _matrix),
    "flow": ({"stages", "lanes", "fields"}, _flow),
    "checklist": ({"suggestions"}, _checklist),
    "scale": ({"steps"}, _scale),
    "adoption": ({"review_months"}, _adoption),
}


def _named(entry: Entry, name: str) -> tuple[Named, ...]:
    found = []
    for one in entry.list(name):
        one.only({"id", "title", "help"})
        found.append(Named(one.id(), one.text("title"), one.text("help") if one.has("help") else None))
    entry.distinct(name, [one.id for one in found])
    return tuple(found)


def _columns(entry: Entry, name: str, taken: set[str]) -> tuple[Column, ...]:
    found = []
    for one in entry.list(name):
        one.only({"id", "kind", "title", "help", "choices"})
        kind = ColumnKind(one.needed("kind").choice(ColumnKind))
        choices = _named(one, "choices") if kind is ColumnKind.CHOICE else ()
        help_text = one.text("help") if one.has("help") else None
        found.append(Column(one.id(), kind, one.text("title"), help_text, choices))
    entry.distinct(name, [*taken, *(one.id for one in found)])
    return tuple(found)


def _suggestions(entry: Entry, columns: Mapping[str, Column | None]) -> tuple[Suggestion, ...]:
    """Only what has words and choices is suggested: people, days and numbers are a sheet's own."""
    if not entry.has("suggestions"):
        return ()
    found: list[Suggestion] = []
    for one in entry.list("suggestions"):
        one.only(set(columns))
        made: dict[str, Text | str] = {}
        for name in one.mapping():
            column = columns[name]
            if column is None or column.kind is ColumnKind.TEXT:
                made[name] = one.text(name)
            elif column.kind is ColumnKind.CHOICE:
                made[name] = one.get(name).choice([choice.id for choice in column.choices])
            else:
                raise one.fault("strange", name=name, known="text, choice")
        found.append(made)
    return tuple(found)
