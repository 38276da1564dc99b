"""An invented worksheet with every kind of block, somebody's browser, and a reader of documents that shares no code."""

import re
from collections.abc import Collection
from typing import Any

from pycrdt import Doc, Map, Text, XmlElement, XmlFragment, XmlText

from plandugnad.engines.sheet.definitions import read_definition_text
from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.schema import Schema


def said(words: str) -> str:
    return f"{{nb: {words}, nn: {words} nn, en: {words} en}}"


DEFINITION = f"""
id: example
title: {said("Felles brøyting")}
why: {said("For å dele på plogene")}
phases: [individual, share, prioritise, agree, adopt]
blocks:
- {{id: hard, kind: cards, title: {said("Hva er krevende")}, prompt: {said("Skriv ett på hvert kort")},
   open: [individual, share], anonymous: true, limits: {{items: 5, text: 60}}}}
- {{id: aims, kind: cards, title: {said("Hva vil vi")}, votes: 3, open: [share, prioritise]}}
- id: goals
  kind: table
  title: {said("Mål")}
  columns:
  - {{id: goal, kind: text, title: {said("Målet")}}}
  - {{id: status, kind: choice, title: {said("Status")}, choices: [{{id: going, title: {said("På vei")}}},
      {{id: reached, title: {said("Nådd")}}}]}}
  - {{id: responsible, kind: party, title: {said("Ansvarlig")}}}
  - {{id: due, kind: date, title: {said("Frist")}}}
  - {{id: hours, kind: number, title: {said("Timer")}}}
  suggestions:
  - {{goal: {said("Én felles vaktliste")}, status: going}}
- {{id: influence, kind: matrix, title: {said("Innflytelse")}, places: goals,
   axes: {{x: {{title: {said("Interesse")}, low: {said("lite")}, high: {said("mye")}}},
           y: {{title: {said("Makt")}, low: {said("liten")}, high: {said("stor")}}}}}}}
- {{id: near, kind: matrix, title: {said("Nærhet")}, rings: [{{id: inner, title: {said("Innerst")}}},
   {{id: outer, title: {said("Ytterst")}}}]}}
- {{id: course, kind: flow, title: {said("Løpet")}, stages: [{{id: before, title: {said("Før")}}},
   {{id: during, title: {said("Under")}}}], lanes: [{{id: drivers, title: {said("Sjåførene")}}}],
   fields: [{{id: papers, kind: text, title: {said("Papirer")}}}, {{id: days, kind: number, title: {said("Dager")}}}]}}
- {{id: todo, kind: checklist, title: {said("Forberedelser")}, suggestions: [{{text: {said("Tell plogene")}}}]}}
- {{id: purpose, kind: text, title: {said("Formålet")}, open: [agree], limits: {{text: 400}}}}
- {{id: step, kind: scale, title: {said("Hvor er vi")}, steps: [{{id: calm, title: {said("Rolig")}}}]}}
- {{id: adopted, kind: adoption, title: {said("Vedtatt")}, review_months: 6}}
"""
SCHEMA = Schema.of(read_definition_text(DEFINITION, "example.yaml"))
BLOCKS = frozenset(block.id for block in SCHEMA.definition.blocks)
TEXTS = {name: root.texts for name, root in SCHEMA.roots.items() if not root.is_text}


class Browser:
    """Writes as any client may, also what it should not. What it made since the last sending waits in `made`."""

    def __init__(self, *updates: bytes, client: int | None = None) -> None:
        self.doc: Doc[Any] = Doc(client_id=client) if client else Doc()
        for root in SCHEMA.roots.values():
            self.doc.get(root.name, type=XmlFragment if root.is_text else Map)
        for one in updates:
            self.doc.apply_update(one)
        self.made: list[bytes] = []
        self._subscription = self.doc.observe(self._seen)

    def _seen(self, event: Any) -> None:
        self.made.append(event.update)

    def items(self, root: str) -> Any:
        return self.doc.get(root, type=Map)

    def text(self, root: str = "purpose") -> Any:
        return self.doc.get(root, type=XmlFragment)

    def add(self, root: str, item: str, words: str = "Vi er for få", order: str = "V", **values: Any) -> None:
        held: dict[str, Any] = {"order": order, **{name: Text(words) for name in TEXTS[root]}, **values}
        self.items(root)[item] = Map({name: one for name, one in held.items() if one != "leave out"})

    def words(self, root: str, item: str, field: str = "text") -> Any:
        return self.items(root)[item][field]

    def receive(self, update: bytes) -> None:
        before = len(self.made)
        self.doc.apply_update(update)
        del self.made[before:]

    def last(self) -> bytes:
        update, self.made = self.made[-1], []
        return update

    def send(self, sheet: Sheet, may_write: Collection[str] = BLOCKS) -> list[Accepted | Refusal]:
        made, self.made = self.made, []
        return [sheet.apply(one, may_write) for one in made]


def faults(sheet: Sheet) -> list[str]:
    """What in the document is not as the definition says, found by walking all of it."""
    found = [f"unknown root {name}" for name in sheet.doc.keys() if name not in SCHEMA.roots]  # noqa: SIM118
    for name, root in SCHEMA.roots.items():
        if root.is_text:
            found += _rich_faults(sheet.doc.get(name, type=XmlFragment), "")
            continue
        for item, held in sheet.doc.get(name, type=Map).items():
            if not isinstance(held, Map) or not re.fullmatch(r"[\w-]{8,40}", item):
                found.append(f"{name} {item}")
                continue
            found += [f"{name} {item} lacks {text}" for text in root.texts if not isinstance(held.get(text), Text)]
            found += [f"{name} {item} {key}" for key, one in held.items() if not _fits(root.fields.get(key), one)]
    return found


def _fits(field: Any, held: Any) -> bool:
    if field is None:
        return False
    if field.kind == "text":
        chunks = held.diff() if isinstance(held, Text) else [(0, None)]
        return all(isinstance(words, str) and not marks and "\x00" not in words for words, marks in chunks)
    if field.kind == "order":
        return isinstance(held, str) and re.fullmatch("[0-9A-Za-z]+", held) is not None
    return held is None or isinstance(held, str | bool | float | int)


_INSIDE = {
    "": "paragraph heading bullet_list ordered_list",
    "paragraph": "hard_break",
    "heading": "hard_break",
    "bullet_list": "list_item",
    "ordered_list": "list_item",
    "list_item": "paragraph bullet_list ordered_list",
    "hard_break": "",
}


def _rich_faults(holder: Any, node: str) -> list[str]:
    found: list[str] = []
    for child in holder.children:
        if isinstance(child, XmlText):
            if node not in ("paragraph", "heading"):
                found.append(f"words in {node}")
            for words, marks in child.diff():
                strange = set(marks or {}) - {"strong", "em", "link"}
                script = "script" in str((marks or {}).get("link"))
                if not isinstance(words, str) or strange or script:
                    found.append(f"marks {marks}")
        elif isinstance(child, XmlElement) and child.tag in _INSIDE[node].split():
            found += _rich_faults(child, str(child.tag))
        else:
            found.append(f"{child} in {node}")
    return found
