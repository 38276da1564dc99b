"""What of a worksheet a collaboration may say in its own words, in the order of the page.

What the sheet asks for stays: its blocks, columns, choices and steps. Sheets from different years and regions can then
be compared, and what is adopted is read by the same id.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from plandugnad.engines.sheet.texts import LANGUAGES

MOST_LINES, MOST_ROWS = 40, 30
_TITLE, _WORDS, _LINE = 120, 600, 300


class Holds(StrEnum):
    """`TEXT` is {nb, nn, en}. `LINES` is a list of those; `ROWS` a list of rows of a table, by column."""

    TEXT = "text"
    LINES = "lines"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Place:
    """`path` is what own words are kept under: ids that are never changed, from the file. `most` is in characters.

    `guide`: what the file says there, or None. `of`: which column or step it is about, as people know it.
    """

    path: str
    holds: Holds
    label: str
    guide: Any
    most: int
    of: str = ""
    columns: Sequence[Mapping[str, Any]] = ()
    most_items: int = MOST_LINES

    @property
    def is_short(self) -> bool:
        """A title, which is one line; what is longer than it is a paragraph."""
        return self.holds is Holds.TEXT and self.most <= _TITLE


@dataclass(frozen=True, slots=True)
class Section:
    """What is about the sheet as a whole, or one block of it."""

    id: str
    title: str
    places: Sequence[Place]


def sections_of(mapping: Mapping[str, Any], language: str) -> list[Section]:
    """Of the file as it is now. `language` is that of the labels."""
    found = [Section("sheet", _("Hele arket"), [*_of_sheet(mapping)])]
    if turns := [*_of_agenda(mapping, language)]:
        found.append(Section("agenda", _("Slik kan møtet gå"), turns))
    for block in mapping["blocks"]:
        found.append(Section(block["id"], said(block["title"], language), [*_of_block(block, language)]))
    return found


def places_of(mapping: Mapping[str, Any], language: str = "nb") -> dict[str, Place]:
    return {place.path: place for section in sections_of(mapping, language) for place in section.places}


def said(words: Any, language: str) -> str:
    """What is there of it, in the language asked for or the nearest that is written."""
    there = words if isinstance(words, Mapping) else {}
    order = (language, *(one for one in LANGUAGES if one != language))
    return next((str(there[one]) for one in order if there.get(one)), "")


def _of_sheet(mapping: Mapping[str, Any]) -> Iterator[Place]:
    yield _text("title", _("Tittel"), mapping, _TITLE)
    yield _text("why", _("Hva arket er til"), mapping, _WORDS)
    guide = mapping.get("prepare", [])
    yield Place("prepare", Holds.LINES, _("Før dere møtes"), guide, _LINE)


def _of_agenda(mapping: Mapping[str, Any], language: str) -> Iterator[Place]:
    for turn in mapping.get("agenda", []):
        of = said(turn["title"], language)
        yield _text(f"agenda.{turn['id']}.help", _("Hva dere gjør"), turn, _WORDS, of)


def _of_block(block: Mapping[str, Any], language: str) -> Iterator[Place]:
    path, kind = f"blocks.{block['id']}", block["kind"]
    yield _text(f"{path}.title", _("Tittel"), block, _TITLE)
    yield _text(f"{path}.prompt", _("Ledetekst"), block, _WORDS)
    for name in ("columns", "fields"):
        for column in block.get(name, []):
            of = said(column["title"], language)
            yield _text(f"{path}.{name}.{column['id']}.help", _("Hjelp til feltet"), column, _WORDS, of)
    if kind == "scale":
        yield from _of_steps(block, path, language)
    limits = block.get("limits", {})
    if kind in ("cards", "checklist"):
        guide = [one["text"] for one in block.get("suggestions", [])]
        most = min(_LINE, limits.get("text", _LINE))
        items = min(MOST_LINES, limits.get("items", MOST_LINES))
        yield Place(f"{path}.suggestions", Holds.LINES, _("Forslag arket begynner med"), guide, most, most_items=items)
    elif kind == "table":
        yield _rows(block, path)


def _rows(block: Mapping[str, Any], path: str) -> Place:
    """Who and when are a sheet's own, and never suggested."""
    columns = [one for one in block["columns"] if one["kind"] in ("text", "choice", "choices", "number")]
    limits, guide = block.get("limits", {}), block.get("suggestions", [])
    most, items = min(_LINE, limits.get("text", _LINE)), min(MOST_ROWS, limits.get("items", MOST_ROWS))
    label = _("Forslag arket begynner med")
    return Place(f"{path}.suggestions", Holds.ROWS, label, guide, most, columns=columns, most_items=items)


def _of_steps(block: Mapping[str, Any], path: str, language: str) -> Iterator[Place]:
    known = {"help": _("Hjelp til trinnet"), "typical": _("Typisk"), "helps": _("Dette hjelper")}
    known |= {"worse": _("Dette gjør det verre"), "who": _("Hvem som kan hjelpe")}
    for step in block.get("steps", []):
        of = said(step["title"], language)
        for name, label in known.items():
            if name == "help" or name in step:
                yield _text(f"{path}.steps.{step['id']}.{name}", label, step, _WORDS, of)


def _text(path: str, label: str, holder: Mapping[str, Any], most: int, of: str = "") -> Place:
    guide = holder.get(path.rpartition(".")[2])
    return Place(path, Holds.TEXT, label, guide, most, of)
