"""A worksheet's file → its definition, whole and typed, or a sentence on what to mend and where.

    id: formaal                      titles, prompts and names: {nb: …, nn: …, en: …}
    title: … why: …
    phases: [individual, share, prioritise, agree, adopt]      the ones it uses
    blocks:
    - {id: goals, kind: table, title: …, prompt: …, open: [agree], limits: {items: 100, text: 500},
       columns: [{id: status, kind: choice, title: …, choices: [{id: going, title: …}]}],
       suggestions: [{status: going}]}

By kind: text · cards (votes, anonymous, suggestions) · table (columns, suggestions, hours {minutes, times, people: a
column each}; a column of text may say naming: true, that it holds rules for file names) · matrix (axes {x, y: {title,
low, high}} or rings; places: another block) · flow (stages, lanes, fields, steps; or like: another flow, which each
then draws for itself on top of that) · checklist (suggestions) · scale (steps with signs, typical, helps, worse, who,
days; or like) · adoption (review_months). Without `open` a block is open in every phase the sheet uses.

A worksheet may also say: part and order (its place in the guide), principles (what it serves), confidential: true,
prepare (a list of texts) and agenda (a meeting's turns: id, title, help, minutes, phase).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
    Hours,
    MatrixBlock,
    Named,
    Phase,
    ScaleBlock,
    ScaleStep,
    Suggestion,
    TableBlock,
    TextBlock,
    Turn,
)
from plandugnad.engines.sheet.entry import TOP, Entry
from plandugnad.engines.sheet.refusal import Refused
from plandugnad.engines.sheet.schema import ticked
from plandugnad.engines.sheet.texts import Text

LONGEST_FILE = 200_000
_COMMON = {"id", "kind", "title", "prompt", "open", "limits"}
_ABOUT = {"part", "order", "principles", "confidential", "prepare", "agenda"}


def read_definition_text(written: str, file: str) -> Definition:
    """`file` is what the faults call it. Raises Refused."""
    return read_definition(read_yaml(written, file), file)


def read_yaml(written: str, file: str) -> Any:
    """Raises Refused where it is no YAML, or more of it than any definition needs."""
    if len(written) > LONGEST_FILE:
        raise Refused("unreadable", file=file, line=1)
    try:
        # An alias makes a small file large (one list within another, many times), and no definition needs one.
        for event in yaml.parse(written, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise Refused("unreadable", file=file, line=event.start_mark.line + 1 if event.start_mark else 1)
        return yaml.safe_load(written)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Refused("unreadable", file=file, line=line) from error
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        raise Refused("unreadable", file=file, line=1) from error


def read_definition(data: Any, file: str) -> Definition:
    """From a mapping as YAML gives it. Raises Refused with the file, the block and what to do."""
    top = Entry(data, file, TOP)
    top.only({"id", "title", "why", "phases", "blocks", *_ABOUT})
    phases = tuple(phase for phase in Phase if phase in {one.choice(Phase) for one in top.list("phases")})
    entries = top.list("blocks")
    blocks = _alike(entries, [_block(one, phases) for one in entries])
    top.distinct("blocks", [one.id for one in blocks])
    definition = Definition(
        top.id(),
        top.text("title"),
        top.text("why"),
        phases,
        blocks,
        part=top.needed("part").name() if top.has("part") else "",
        order=top.number("order", 0, 0, 1_000),
        principles=tuple(one.name() for one in top.list("principles")) if top.has("principles") else (),
        confidential=top.yes("confidential"),
        prepare=tuple(one.said() for one in top.list("prepare")) if top.has("prepare") else (),
        agenda=_agenda(top, phases) if top.has("agenda") else (),
    )
    for entry, block in zip(entries, blocks, strict=True):
        if isinstance(block, MatrixBlock) and block.places and not _has_items(definition.block(block.places)):
            known = [one.id for one in blocks if _has_items(one)]
            raise entry.fault("strange", name=block.places, known=", ".join(known) or "–")
    return definition


def _agenda(top: Entry, phases: tuple[Phase, ...]) -> tuple[Turn, ...]:
    found = []
    for one in top.list("agenda"):
        one.only({"id", "title", "help", "minutes", "phase"})
        help_text = one.text("help") if one.has("help") else None
        phase = Phase(one.needed("phase").choice(phases))
        minutes = one.number("minutes", 0, 1, 600)
        found.append(Turn(one.id(), one.text("title"), help_text, minutes, phase))
    top.distinct("agenda", [one.id for one in found])
    return tuple(found)


def _alike(entries: Sequence[Entry], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Each block that is `like` another gets what that one has. One step only: the other is whole by itself."""
    whole = {one.id: one for one in blocks if isinstance(one, FlowBlock | ScaleBlock) and not one.like}
    found = []
    for entry, block in zip(entries, blocks, strict=True):
        if isinstance(block, FlowBlock | ScaleBlock) and block.like:
            other = whole.get(block.like)
            if isinstance(block, FlowBlock) and isinstance(other, FlowBlock):
                block = replace(block, stages=other.stages, lanes=other.lanes, fields=other.fields, steps=other.steps)
            elif isinstance(block, ScaleBlock) and isinstance(other, ScaleBlock):
                block = replace(block, steps=other.steps)
            else:
                known = [one.id for one in whole.values() if type(one) is type(block)]
                raise entry.get("like").fault("strange", name=block.like, known=", ".join(known) or "–")
        found.append(block)
    return tuple(found)


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
    columns = {one.id: one for one in _columns(entry, "columns", {"id", "order"})}
    return TableBlock(
        **common,
        columns=tuple(columns.values()),
        suggestions=_suggestions(entry, columns),
        hours=_hours(entry.get("hours"), columns) if entry.has("hours") else None,
    )


def _hours(entry: Entry, columns: Mapping[str, Column]) -> Hours:
    """Raises Refused where a column is of another kind than can be reckoned with."""
    entry.only({"minutes", "times", "people"})
    kinds = {"minutes": ColumnKind.NUMBER, "times": ColumnKind.CHOICE, "people": ColumnKind.CHOICES}
    named = {
        name: entry.needed(name).choice([one.id for one in columns.values() if one.kind is kind])
        for name, kind in kinds.items()
    }
    return Hours(**named)


def _matrix(entry: Entry, common: dict[str, Any]) -> Block:
    places = str(entry.get("places").value) if entry.has("places") else ""
    if entry.has("rings"):
        return MatrixBlock(**common, rings=_named(entry, "rings"), places=places)
    axes = entry.needed("axes")
    axes.only({"x", "y"})
    return MatrixBlock(**common, x=axes.needed("x").axis(), y=axes.needed("y").axis(), places=places)


def _flow(entry: Entry, common: dict[str, Any]) -> Block:
    if entry.has("like"):
        entry.only({*_COMMON, "like"})
        return FlowBlock(**common, stages=(), like=entry.get("like").name())
    own = {"id", "order", "name", "lane", "stage", "decision"}
    fields = _columns(entry, "fields", own) if entry.has("fields") else ()
    lanes = _named(entry, "lanes") if entry.has("lanes") else ()
    stages = _named(entry, "stages")
    steps = _drawn_steps(entry, stages, lanes, fields) if entry.has("steps") else ()
    return FlowBlock(**common, stages=stages, lanes=lanes, fields=fields, steps=steps)


def _drawn_steps(
    entry: Entry, stages: Sequence[Named], lanes: Sequence[Named], fields: Sequence[Column]
) -> tuple[Suggestion, ...]:
    columns = {one.id: one for one in fields}
    found: list[Suggestion] = []
    for one in entry.list("steps"):
        one.only({"name", "stage", "lane", "decision", *columns})
        stage = one.needed("stage").choice([known.id for known in stages])
        placed = {"lane": one.get("lane").choice([known.id for known in lanes])} if one.has("lane") else {}
        decides = {"decision": True} if one.yes("decision") else {}
        found.append({"name": one.text("name"), "stage": stage, **placed, **decides, **_suggestion(one, columns)})
    return tuple(found)


def _checklist(entry: Entry, common: dict[str, Any]) -> Block:
    return ChecklistBlock(**common, suggestions=_suggestions(entry, {"text": None}))


def _scale(entry: Entry, common: dict[str, Any]) -> Block:
    if entry.has("like"):
        entry.only({*_COMMON, "like"})
        return ScaleBlock(**common, steps=(), like=entry.get("like").name())
    steps = tuple(_step(one) for one in entry.list("steps"))
    entry.distinct("steps", [one.id for one in steps])
    signs = [sign.id for one in steps for sign in one.signs]
    entry.distinct("signs", signs)
    return ScaleBlock(**common, steps=steps)


def _step(entry: Entry) -> ScaleStep:
    words = ("help", "typical", "helps", "worse", "who")
    entry.only({"id", "title", "signs", "days", *words})
    help_text, typical, helps, worse, who = (entry.text(name) if entry.has(name) else None for name in words)
    return ScaleStep(
        entry.id(),
        entry.text("title"),
        help_text,
        signs=_named(entry, "signs") if entry.has("signs") else (),
        typical=typical,
        helps=helps,
        worse=worse,
        who=who,
        days=entry.number("days", 0, 1, 365) if entry.has("days") else None,
    )


def _adoption(entry: Entry, common: dict[str, Any]) -> Block:
    return AdoptionBlock(**common, review_months=entry.number("review_months", 12, 1, 120))


_KINDS = {
    "text": (set[str](), _text),
    "cards": ({"votes", "anonymous", "suggestions"}, _cards),
    "table": ({"columns", "suggestions", "hours"}, _table),
    "matrix": ({"axes", "rings", "places"}, _matrix),
    "flow": ({"stages", "lanes", "fields", "steps", "like"}, _flow),
    "checklist": ({"suggestions"}, _checklist),
    "scale": ({"steps", "like"}, _scale),
    "adoption": ({"review_months"}, _adoption),
}


def _named(entry: Entry, name: str, counted: bool = False) -> tuple[Named, ...]:
    found = []
    for one in entry.list(name):
        one.only({"id", "title", "help", *({"counts"} if counted else ())})
        help_text = one.text("help") if one.has("help") else None
        counts = one.get("counts").amount() if one.has("counts") else None
        found.append(Named(one.id(), one.text("title"), help_text, counts))
    entry.distinct(name, [one.id for one in found])
    return tuple(found)


def _columns(entry: Entry, name: str, taken: set[str]) -> tuple[Column, ...]:
    found = []
    for one in entry.list(name):
        kind = ColumnKind(one.needed("kind").choice(ColumnKind))
        one.only({"id", "kind", "title", "help", "choices"} | ({"naming"} if kind is ColumnKind.TEXT else set()))
        chosen = kind in (ColumnKind.CHOICE, ColumnKind.CHOICES)
        choices = _named(one, "choices", counted=True) if chosen else ()
        help_text = one.text("help") if one.has("help") else None
        found.append(Column(one.id(), kind, one.text("title"), help_text, choices, one.yes("naming")))
    entry.distinct(name, [*taken, *(one.id for one in found)])
    return tuple(found)


def _suggestions(entry: Entry, columns: Mapping[str, Column | None]) -> tuple[Suggestion, ...]:
    if not entry.has("suggestions"):
        return ()
    found = []
    for one in entry.list("suggestions"):
        one.only(set(columns))
        found.append(_suggestion(one, columns))
    return tuple(found)


def _suggestion(entry: Entry, columns: Mapping[str, Column | None]) -> Suggestion:
    """As fields of the document. People and days are a sheet's own, and not suggested."""
    made: dict[str, Text | str | float | bool] = {}
    for name in entry.mapping():
        if name not in columns:
            continue
        column = columns[name]
        known = [choice.id for choice in column.choices] if column else []
        if column is None or column.kind is ColumnKind.TEXT:
            made[name] = entry.text(name)
        elif column.kind is ColumnKind.CHOICE:
            made[name] = entry.get(name).choice(known)
        elif column.kind is ColumnKind.CHOICES:
            made |= {ticked(name, choice.choice(known)): True for choice in entry.list(name)}
        elif column.kind is ColumnKind.NUMBER:
            made[name] = entry.get(name).amount()
        else:
            raise entry.fault("strange", name=name, known="text, choice, choices, number")
    return made
