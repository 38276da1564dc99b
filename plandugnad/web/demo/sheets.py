"""The worksheets of the example region: five that all six have adopted, one in each phase before that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import methodcaller
from typing import Any

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.rewriting import write_rich
from plandugnad.engines.sheet.richtext import Paragraph, Span
from plandugnad.engines.sheet.rows import TableRows
from plandugnad.regions.actor import actor_of
from plandugnad.web.demo.beside import BESIDE, Beside
from plandugnad.web.demo.people import PLANNERS, planner_of
from plandugnad.web.demo.practices import draw_practices
from plandugnad.web.demo.region import Region
from plandugnad.worksheets.actions import begin_sheet, document_for, move_phase
from plandugnad.worksheets.adopting import adopt
from plandugnad.worksheets.anonymous import Sent, add_card
from plandugnad.worksheets.definitions import definition_named, mapping_of
from plandugnad.worksheets.models import Document, Phase, Sheet
from plandugnad.worksheets.store import edit, open_document

# What they thought of apart before the next period; each has seen only its own.
_APART = {
    "Ingrid": ("Noen å ringe når en sak er vanskelig", "Kartdata som ikke er fra 2014"),
    "Marit": ("Vi lyser ut stillingar saman", "Høyringane kjem ikkje midt i budsjettet"),
}
# In the sheet that is with each alone: hers only, until it is moved on.
_WAITING = {"Ingrid": ("Jeg vet ikke hvem jeg kan spørre når det haster",)}
# Shown long ago, and nobody's since.
_DEMANDING = {
    "Ingrid": ("Vi sier ja til for mange små planer og rekker ikke de store", "Ingen leser over det jeg skriver"),
    "Marit": ("Det er vanskeleg å seie at ein ikkje forstår eit fagnotat",),
    "Siv": ("Jeg tør ikke sende fra meg utkast som ikke er ferdige", "Ledelsen spør aldri hvor lang tid en plan tar"),
}
_NOTICED = ("Fylket hører om planen først når den er på høring", "To kommuner varsler naboene to ganger")


@dataclass(frozen=True)
class Row:
    item: str
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class Filled:
    """`text` is a block and one paragraph for it."""

    table: str
    rows: Sequence[Row]
    text: tuple[str, str] = ("", "")
    beside: "Filled | None" = None  # another table of the same sheet


def make_adopted(region: Region, people: dict[str, Person], kind: str, filled: Filled, adopted_on: date) -> None:
    """What the file suggests has been replaced by what they agreed on."""
    sheet = _begin(region, people, kind)
    if kind == "purpose":
        _write_anonymously(people, sheet, _DEMANDING)
    beside = BESIDE[kind]
    _move(people, sheet, Phase.SHARE)
    document = document_for(sheet, None)
    for block, said in beside.cards.items():
        for number, (who, words) in enumerate(said):
            _card(people[who], document, block, f"kort-{block}-{number}", words)
    _move(people, sheet, Phase.AGREE)
    for table in (filled, filled.beside):
        if table is not None:
            _fill(people, document, table)
    _place(people["Kåre"], document, beside)
    for block, words in (filled.text, *beside.text.items()):
        if block:
            paragraphs = (Paragraph((Span(words),)),)
            _write(people["Kåre"], document, lambda one, block=block, said=paragraphs: write_rich(one, block, said, ()))
    _move(people, sheet, Phase.ADOPT)
    for name, municipality in region.municipalities.items():
        adopt(planner_of(people, name), sheet.id, municipality, adopted_on, "")


def _fill(people: dict[str, Person], document: Document, filled: Filled) -> None:
    _empty(people, document, filled.table)
    for row in filled.rows:
        _write(people["Kåre"], document, lambda one, row=row: one.add(filled.table, "rows", row.item, row.cells))


def _place(person: Person, document: Document, beside: Beside) -> None:
    for block, axes in beside.axes.items():
        for row, at in axes.items():
            _write(person, document, methodcaller("add", block, "places", f"plass-{row}", {"ref": row}))
            _write(person, document, methodcaller("place_on_axes", block, f"plass-{row}", *at))
    for block, rings in beside.rings.items():
        for row, where in rings.items():
            _write(person, document, methodcaller("add", block, "places", f"plass-{row}", {"ref": row}))
            _write(person, document, methodcaller("place_in_ring", block, f"plass-{row}", *where))
    for block, rows in beside.rows.items():
        for number, cells in enumerate(rows):
            _write(person, document, methodcaller("add", block, "rows", f"rad-{block}-{number}", cells))


def make_unfinished(region: Region, people: dict[str, Person]) -> None:
    """A purpose for the next period, each alone still; a process that is talked about; rooms being agreed on."""
    apart = _begin(region, people, "purpose", "Vårt formål, neste periode")
    homes = {who: region.municipalities[place] for place, who in PLANNERS.items()}
    for who, words in _APART.items():
        own = document_for(apart, homes[who])
        for number, text in enumerate(words):
            _card(people[who], own, "achieve", f"kort-{who[:2].lower()}-{number}", text)
    _write_anonymously(people, apart, _WAITING)
    process = _begin(region, people, "common_process")
    draw_practices(process, people, homes)
    _move(people, process, Phase.SHARE)
    for number, text in enumerate(_NOTICED):
        _card(people["Ingrid"], document_for(process, None), "differences", f"kort-lagt-{number}", text)
    _move(people, _begin(region, people, "structure", "En digital struktur, neste periode"), Phase.AGREE)


def _begin(region: Region, people: dict[str, Person], kind: str, name: str = "") -> Sheet:
    definition = definition_named(kind)
    assert definition is not None
    kare = _by(people["Kåre"])
    return begin_sheet(kare, region.collaboration, kind, mapping_of(kind), name or definition.title.nb, "nb")


def _move(people: dict[str, Person], sheet: Sheet, phase: Phase) -> None:
    sheet.refresh_from_db()
    move_phase(_by(people["Kåre"]), sheet.id, phase, sheet.version)


def _empty(people: dict[str, Person], document: Document, table: str) -> None:
    document.refresh_from_db()
    rows = project(open_document(document))[table]
    for row in rows.rows if isinstance(rows, TableRows) else ():
        _write(people["Kåre"], document, lambda one, row=row: one.remove(table, "rows", row.id))


def _card(person: Person, document: Document, block: str, item: str, text: str) -> None:
    _write(person, document, lambda one: one.add(block, "cards", item, {"text": text}))


def _write_anonymously(people: dict[str, Person], sheet: Sheet, said: Mapping[str, Sequence[str]]) -> None:
    for who, words in said.items():
        for text in words:
            add_card(actor_of(people[who]), sheet.id, "demanding", Sent(f"kort-{new_id().hex}", text, waits=True))


def _write(person: Person, document: Document, make: Any) -> Accepted:
    result = edit(actor_of(person), document.id, make).result
    assert isinstance(result, Accepted), result
    return result


def _by(person: Person) -> By:
    return By(person.id, str(person))
