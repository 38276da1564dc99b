"""A sheet as it is read: its parts as headings, lists and tables, with the way to where each thing is edited."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.archive.queries.naming import member_names, show_rule
from plandugnad.engines.sheet.belonging import Belongings
from plandugnad.engines.sheet.blocks import (
    AdoptionBlock,
    Block,
    CardsBlock,
    FlowBlock,
    MatrixBlock,
    ScaleBlock,
    TableBlock,
)
from plandugnad.engines.sheet.document import Sheet as Opened
from plandugnad.engines.sheet.outline import Line, outline
from plandugnad.engines.sheet.projection import items_in, project
from plandugnad.engines.sheet.refusal import Where
from plandugnad.engines.sheet.rows import MatrixRows
from plandugnad.regions.models import Collaboration
from plandugnad.worksheets.anonymous import waits_in
from plandugnad.worksheets.models import AnonymousCard, Document, Phase
from plandugnad.worksheets.outlining.fields import Parties, stored
from plandugnad.worksheets.outlining.shapes import LISTS, Around, words_of
from plandugnad.worksheets.parties import names_in
from plandugnad.worksheets.rich_html import rich_html
from plandugnad.worksheets.schemas import left_out
from plandugnad.worksheets.votes import BlockVotes
from plandugnad.worksheets.wording import about_anonymous


@dataclass(frozen=True)
class Entry:
    """`address` is where it is edited; empty where she may not."""

    anchor: str
    text: str
    address: str = ""
    lines: Sequence[Line] = ()
    votes: str = ""


@dataclass(frozen=True)
class Group:
    """`own` is the group itself, None for what is in none."""

    title: str
    own: Entry | None
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Adding:
    """A list one may add to: by a line where it is read, or on a page of its own."""

    address: str
    label: str
    press: str
    anchor: str
    name: str = ""


@dataclass(frozen=True)
class Anonymous:
    """Where cards are nobody's: hers that wait, and the line for a new one. `key` and `waits` go with what is sent."""

    waits: bool
    lead: str
    not_hidden: Sequence[str]
    own: Sequence[Entry]
    new_address: str
    key: str


@dataclass(frozen=True)
class Part:
    block: Block
    kind: str
    title: str
    prompt: str
    may_write: bool
    note: str = ""
    empty: str = ""
    rich: str = ""
    columns: Sequence[str] = ()
    groups: Sequence[Group] = ()
    bare: Sequence[Entry] = ()  # lanes of a course that nothing stands in yet
    adding: Sequence[Adding] = ()
    text_address: str = ""
    votes: BlockVotes | None = None
    votes_address: str = ""
    anonymous: Anonymous | None = None
    unplaced: Sequence[Entry] = field(default_factory=tuple)


@dataclass(frozen=True)
class Reading:
    """What a page of a document is made from."""

    document: Document
    opened: Opened
    parties: Parties
    language: str
    writable: frozenset[str]
    locked: frozenset[str]
    votes: Mapping[str, BlockVotes]
    whose: Belongings = field(default_factory=dict)  # rows that belong to who wrote them
    anonymously: frozenset[str] = frozenset()  # where she may add cards that are nobody's
    own: Mapping[str, Sequence[AnonymousCard]] = field(default_factory=dict)  # those of hers that wait

    def parts(self) -> list[Part]:
        rows = project(self.opened)
        definition = self.opened.schema.definition
        said = {one.block: one for one in outline(definition, rows, self.language, names_in(rows, self.document.sheet))}
        hidden = left_out(self.document.sheet, is_alone=self.document.organisation_id is not None)
        found = []
        for block in definition.blocks:
            if isinstance(block, ScaleBlock) or block.id in hidden:
                continue  # each answers alone, and what she answers is no part of the document
            section = said.get(block.id)
            shown = MatrixShown(self, block, rows[block.id]) if isinstance(block, MatrixBlock) else None
            lines = shown.lines(section.lines) if shown and section else section.lines if section else ()
            found.append(self._part(block, lines, section.rich if section else (), shown))
        return found

    def _part(self, block: Block, lines: Sequence[Line], rich: Iterable[object], shown: "MatrixShown | None") -> Part:
        may_write = block.id in self.writable
        kind = _KINDS[type(block).__name__]
        html = rich_html(rich)  # type: ignore[arg-type]
        is_empty = not lines and not html and not (shown and shown.unplaced()) and kind != "adoption"
        anonymous = self._anonymous(block)
        waits = anonymous is not None and anonymous.waits
        votes = self.votes.get(block.id)
        if isinstance(block, TableBlock):
            lines = self._with_names(block, _without_empty_columns(lines))
        groups = self._groups(block, lines, votes)
        return Part(
            block,
            kind,
            block.title.said(self.language),
            block.prompt.said(self.language) if block.prompt else "",
            may_write,
            note="" if block.id in self.anonymously else self._note(block, may_write),
            empty=_("Ingenting er skrevet her ennå.") if is_empty and not waits else "",
            rich=html,
            columns=list(dict.fromkeys(cell.label for line in lines for cell in line.lines)) if kind == "table" else (),
            groups=groups,
            bare=[one.own for one in groups if one.own and not one.entries] if kind == "flow" else (),
            adding=list(self._adding(block)) if may_write else (),
            text_address=self._address("outline_text", block.id) if may_write and kind == "text" else "",
            votes=votes,
            votes_address=self._address("outline_votes", block.id) if votes and self._is_voting(block) else "",
            anonymous=anonymous,
            unplaced=shown.unplaced() if shown else (),
        )

    def _with_names(self, block: TableBlock, lines: Sequence[Line]) -> Sequence[Line]:
        """A name that follows it, under each rule for file names."""
        columns, place = {one.id for one in block.columns if one.naming}, self.document.sheet.collaboration
        if not columns or place is None:
            return lines
        shown = RuleExamples(place, member_names(place), timezone.localdate())
        return [
            replace(
                line,
                lines=tuple(
                    replace(cell, text=shown.under(cell.text)) if cell.where.field in columns and cell.text else cell
                    for cell in line.lines
                ),
            )
            for line in lines
        ]

    def _anonymous(self, block: Block) -> Anonymous | None:
        own, sheet = self.own.get(block.id, ()), self.document.sheet
        if block.id not in self.anonymously and not own:
            return None
        place = f"?for={self.document.organisation_id}" if self.document.organisation_id else ""
        cards = [
            Entry(f"k-{one.id}", one.text, reverse("sheet_card", args=[sheet.id, block.id, one.id]) + place)
            for one in own
        ]
        new = reverse("sheet_card_new", args=[sheet.id, block.id]) + place
        may_add = block.id in self.anonymously
        lead, not_hidden = about_anonymous(waits=waits_in(sheet))
        return Anonymous(waits_in(sheet), lead, not_hidden, cards, new if may_add else "", secrets.token_urlsafe(24))

    def _is_voting(self, block: Block) -> bool:
        return self.document.sheet.phase == Phase.PRIORITISE and self.document.organisation_id is None

    def _note(self, block: Block, may_write: bool) -> str:
        if may_write or isinstance(block, AdoptionBlock):
            return ""
        if block.id in self.locked:
            return _("Møtelederen har låst denne delen. Du kan lese, men ikke skrive.")
        return _("Her kan du lese, men ikke skrive nå.")

    def _groups(self, block: Block, lines: Sequence[Line], votes: BlockVotes | None) -> list[Group]:
        if isinstance(block, CardsBlock | FlowBlock):
            return [
                Group(
                    line.text,
                    self.entry(line) if line.where.item else None,
                    [self.entry(one, votes) for one in line.lines],
                )
                for line in lines
            ]
        return [Group("", None, [self.entry(line) for line in lines])] if lines else []

    def entry(self, line: Line, votes: BlockVotes | None = None) -> Entry:
        where = line.where
        address = self._address("outline_item", where.block, where.collection, where.item)
        return Entry(
            f"i-{where.item}",
            line.text,
            address if where.block in self.writable and self._may_change(where) else "",
            [one for one in line.lines if one.text or where.collection == "rows"],
            _votes_said(votes, where.item) if votes else "",
        )

    def _may_change(self, where: Where) -> bool:
        rule = self.whose.get(where.block)
        row = items_in(self.opened, f"{where.block}/{where.collection}").get(where.item, {}) if rule else {}
        return rule is None or rule.may_answer_in() or rule.is_hers(stored(row.get(rule.signed)))

    def _adding(self, block: Block) -> Iterable[Adding]:
        def to(collection: str, label: str, press: str, name: str = "") -> Adding:
            address = self._address("outline_new", block.id, collection)
            return Adding(address, label, press, f"ny-{block.id}-{collection}", name)

        if isinstance(block, CardsBlock):
            if not block.anonymous:
                yield to("cards", _("Nytt kort"), _("Legg til kort"), "text")
            yield to("clusters", _("Ny gruppe"), _("Legg til gruppe"), "name")
        elif isinstance(block, TableBlock):
            yield to("rows", "", _("Legg til rad"))
        elif isinstance(block, FlowBlock):
            yield to("steps", "", _("Legg til steg"))
            yield to("lanes", _("Hvem er med?"), _("Legg til"), "name")
        elif isinstance(block, MatrixBlock) and not block.places:
            yield to("places", _("Hva skal plasseres?"), _("Legg til"), "text")
        elif LISTS.get(type(block)) == "tasks":
            yield to("tasks", _("Hva skal gjøres?"), _("Legg til"), "text")

    def _address(self, name: str, *of: str) -> str:
        return reverse(name, args=[self.document.id, *of])


@dataclass(frozen=True)
class RuleExamples:
    place: Collaboration
    places: tuple[str, ...]
    today: date

    def under(self, words: str) -> str:
        name = show_rule(words, self.place.name, self.places, _("Oppstartsmøte"), self.today).example
        example = _("Blir for eksempel: {name}").format(name=name)
        return f"{words}\n{example}" if name else words


@dataclass(frozen=True)
class MatrixShown:
    """Where the items of another list are placed: each of them once, and those that are not placed yet."""

    reading: Reading
    block: MatrixBlock
    rows: object

    def lines(self, lines: Sequence[Line]) -> Sequence[Line]:
        if not self.block.places:
            return lines
        first = {ref: id for id, ref in reversed(self._refs())}
        return [line for line in lines if line.where.item in first.values()]

    def _refs(self) -> list[tuple[str, str]]:
        assert isinstance(self.rows, MatrixRows)
        return [(one.id, one.ref) for one in self.rows.placements if one.ref is not None]

    def unplaced(self) -> list[Entry]:
        reading = self.reading
        around = Around(reading.opened, self.block, "places", reading.parties, reading.language)
        other = around.placed
        if other is None:
            return []
        placed = {ref for _id, ref in self._refs()}
        named = Around(reading.opened, other, LISTS[type(other)], reading.parties, reading.language)
        new = reverse("outline_new", args=[reading.document.id, self.block.id, "places"])
        return [
            Entry(
                f"u-{self.block.id}-{id}",
                words_of(named, item) or _("Uten tekst"),
                f"{new}?ref={id}" if self.block.id in reading.writable else "",
            )
            for id, item in named.items().items()
            if id not in placed
        ]


def _without_empty_columns(lines: Sequence[Line]) -> Sequence[Line]:
    """A column nobody has written in takes the room of the others. What a row is called stands first all the same."""
    filled = {cell.where.field for line in lines for place, cell in enumerate(line.lines) if cell.text or not place}
    return [replace(line, lines=tuple(one for one in line.lines if one.where.field in filled)) for line in lines]


def _votes_said(votes: BlockVotes, item: str) -> str:
    said = [_("dine stemmer: %(n)s") % {"n": votes.mine[item]}] if votes.mine.get(item) else []
    if votes.sums:  # nothing before anybody has voted
        said.append(_("alle: %(n)s") % {"n": votes.sums.get(item, 0)})
    return ", ".join(said)


_KINDS = {
    "TextBlock": "text",
    "CardsBlock": "cards",
    "TableBlock": "table",
    "MatrixBlock": "matrix",
    "FlowBlock": "flow",
    "ChecklistBlock": "checklist",
    "AdoptionBlock": "adoption",
}
