"""What there is to fill in of each kind of item, in the order it is asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plandugnad.engines.sheet.blocks import (
    Block,
    CardsBlock,
    ChecklistBlock,
    FlowBlock,
    MatrixBlock,
    Named,
    TableBlock,
)
from plandugnad.engines.sheet.document import Sheet as Opened
from plandugnad.engines.sheet.projection import items_in
from plandugnad.worksheets.outlining.fields import (
    Along,
    Choice,
    Choices,
    Day,
    Item,
    Kept,
    Parties,
    Words,
    Yes,
    column_field,
)
from plandugnad.worksheets.outlining.fields import (
    Named as NamedField,
)

LISTS = {CardsBlock: "cards", TableBlock: "rows", ChecklistBlock: "tasks", FlowBlock: "steps", MatrixBlock: "places"}
OWN_WORDS = ("text", "name", "label")


@dataclass(frozen=True)
class Around:
    """One list of one block, and what its fields must know of the rest of the sheet."""

    opened: Opened
    block: Block
    collection: str
    parties: Parties
    language: str

    @property
    def root(self) -> str:
        return f"{self.block.id}/{self.collection}"

    @property
    def is_there(self) -> bool:
        return bool(self.collection) and self.root in self.opened.schema.roots

    def items(self, collection: str = "") -> Mapping[str, Item]:
        return items_in(self.opened, f"{self.block.id}/{collection}" if collection else self.root)

    def choices(self, collection: str) -> Choices:
        """Other items by what they say."""
        found = self.items(collection).items()
        return [(id, _short(str(one["name"])) or _("Uten tekst")) for id, one in found]

    @property
    def placed(self) -> Block | None:
        """The block whose items are placed in this one."""
        is_placing = isinstance(self.block, MatrixBlock) and self.block.places
        return self.opened.schema.definition.block(self.block.places) if is_placing else None  # type: ignore[attr-defined]


def _short(words: str) -> str:
    first = words.strip().partition("\n")[0]
    return first if len(first) <= 80 else f"{first[:79]}…"


def fields_of(around: Around) -> Mapping[str, Kept]:
    return dict(_FIELDS[around.collection](around))


def words_of(around: Around, item: Item) -> str:
    """What an item is called: by its first words."""
    texts = around.opened.schema.roots[around.root].texts
    if around.collection == "places" and (other := around.placed):
        named = Around(around.opened, other, LISTS[type(other)], around.parties, around.language)
        there = named.items().get(str(item.get("ref") or ""))
        return words_of(named, there) if there else ""
    return _short(str(item.get(texts[0]) or "")) if texts else ""


_Fields = Iterator[tuple[str, Kept]]


def _cards(around: Around) -> _Fields:
    yield "text", Words(_("Kort"))
    if groups := around.choices("clusters"):
        yield "cluster", Choice(_("Gruppe"), groups, empty=_("Ikke gruppert"))


def _clusters(around: Around) -> _Fields:
    yield "name", Words(_("Navn på gruppen"), _("Hva har kortene til felles?"))


def _rows(around: Around) -> _Fields:
    assert isinstance(around.block, TableBlock)
    for column in around.block.columns:
        yield column.id, column_field(column, around.parties, around.language)


def _tasks(around: Around) -> _Fields:
    yield "text", Words(_("Oppgave"))
    yield "owner", NamedField(_("Ansvarlig"), around.parties)
    yield "due", Day(_("Frist"))
    yield "done", Yes(_("Ferdig"))


def _places(around: Around) -> _Fields:
    block = around.block
    assert isinstance(block, MatrixBlock)
    if not block.places:
        yield "text", Words(_("Hva skal plasseres?"))
    if block.rings:
        yield "ring", Choice(_("Ring"), _said(block.rings, around.language), empty=_("Ikke plassert"))
    for name, axis in (("x", block.x), ("y", block.y)):
        if axis:
            yield name, Along(axis, around.language)


def _lanes(around: Around) -> _Fields:
    yield "name", Words(_("Hvem er med?"))
    yield "party", NamedField(_("Organisasjon eller person"), around.parties)


def _steps(around: Around) -> _Fields:
    block = around.block
    assert isinstance(block, FlowBlock)
    yield "name", Words(_("Hva skjer i steget"))
    yield "lane", Choice(_("Hvem gjør det"), around.choices("lanes"), empty=_("Ikke valgt hvem"))
    yield "stage", Choice(_("Fase"), _said(block.stages, around.language), empty=_("Ikke valgt fase"))
    yield "decision", Yes(_("Her tas en beslutning"))
    for column in block.fields:
        yield column.id, column_field(column, around.parties, around.language)


def _arrows(around: Around) -> _Fields:
    steps = around.choices("steps")
    yield "from", Choice(_("Fra steget"), steps)
    yield "to", Choice(_("Deretter kommer"), steps)
    yield (
        "label",
        Words(_("Når går det denne veien"), _("For eksempel: ved ja. La feltet stå tomt der det alltid er slik.")),
    )


def _said(ones: tuple[Named, ...], language: str) -> Choices:
    return [(one.id, one.title.said(language)) for one in ones]


_FIELDS = {
    "cards": _cards,
    "clusters": _clusters,
    "rows": _rows,
    "tasks": _tasks,
    "places": _places,
    "lanes": _lanes,
    "steps": _steps,
    "arrows": _arrows,
}
