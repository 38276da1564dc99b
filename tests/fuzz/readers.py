"""Every function that reads what somebody outside has made, and how it says no.

`test_readers_are_all_here` keeps the list whole: a module that uses a parser must be reached by a seed here, or stand
among those that read only what we have written ourselves.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as some

from plandugnad.agreements.rooms.kept import read_until
from plandugnad.archive import names, naming, sniffing
from plandugnad.archive.reading.rule_words import read_rule
from plandugnad.archive.wording import aside_words
from plandugnad.consultations.reading.eml import NotAMessage, read_mail
from plandugnad.consultations.reading.markup import text_of
from plandugnad.consultations.table.document_reading import read_document
from plandugnad.consultations.table.read import NotRead
from plandugnad.core import norwegian
from plandugnad.engines.boundaries import child as boundaries
from plandugnad.engines.boundaries.refusal import Refused as NoBoundaries
from plandugnad.engines.sheet.definitions import read_definition_text
from plandugnad.engines.sheet.document import Sheet
from plandugnad.engines.sheet.markup import read_markup, write_markup
from plandugnad.engines.sheet.outline import outline
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.refusal import Refused as NotASheet
from plandugnad.engines.sheet.wire import texts_in
from plandugnad.engines.statute import Refused as NotCounted
from plandugnad.engines.statute.command import chain
from plandugnad.engines.tables import (
    Places,
    Refused,
    When,
    guess_table,
    open_workbook,
    paste,
    read_all,
    read_table,
)
from plandugnad.engines.tables.dates import scan
from plandugnad.learning.library import SHIPPED
from plandugnad.learning.reading import WrongModule, read_module
from plandugnad.meetings.reading.calendars import NotACalendar, read_calendar
from plandugnad.meetings.reading.opening import read_file, read_pasted
from plandugnad.plans.extent.geojson import WrongExtent, read_extent
from plandugnad.plans.filters import ADDRESS_NAMES, Filters
from plandugnad.strategies.needs.forms import read_seen
from plandugnad.worksheets.live.protocol import Broken, read_binary, read_text
from tests.engines.boundaries.files import geojson, geopackage, gml, two
from tests.engines.sheet.recordings import RECORDED, recorded
from tests.engines.sheet.worksheet import BLOCKS, DEFINITION, SCHEMA, faults
from tests.fuzz import seeds
from tests.fuzz.mutation import anything, texts

PLACES = Places(())
FRAMES = ['{"t": "hello", "vector": "AA=="}', '{"t": "here", "block": "goals", "item": "", "field": "due"}']
_RULE = naming.Rule.of([str(part) for part in naming.NamePart], "_")
_AROUND = naming.Surroundings("Fjordvik", date(2027, 2, 12), ("Fjordvik", "Lyngmo"))


@dataclass(frozen=True)
class Reader:
    name: str
    read: Callable[[Any], object]
    given: some.SearchStrategy[Any]
    seeds: Sequence[Any]
    refusals: tuple[type[Exception], ...] = field(default=())


def _bytes(name: str, read: Callable[[bytes], object], made: Sequence[bytes], *refusals: type[Exception]) -> Reader:
    return Reader(name, read, anything(made), made, refusals)


def _text(name: str, read: Callable[[str], object], made: Sequence[str], *refusals: type[Exception]) -> Reader:
    return Reader(name, read, texts(made), made, refusals)


def _table(ending: str) -> Callable[[bytes], object]:
    def read(content: bytes) -> object:
        workbook = open_workbook(content, f"planer.{ending}")
        for sheet in workbook.sheets:
            guess = guess_table(sheet, workbook.filename, PLACES)
            if guess:
                read_table(sheet, guess)
        return read_all(workbook, PLACES)

    return read


def _mail(content: bytes) -> object:
    mail = read_mail(content)
    told = (mail.sender.name, mail.sender.email, mail.subject, mail.text, *(each.name for each in mail.attachments))
    assert not any("\x00" in each for each in told)
    assert all(each.encode() is not None for each in told)
    assert len({each.name.casefold() for each in mail.attachments}) == len(mail.attachments)
    return mail


def _outlined(content: bytes) -> object:
    with TemporaryDirectory() as folder:
        path = Path(folder, "grenser")
        path.write_bytes(content)
        return boundaries.read(path)


def _outlines() -> list[bytes]:
    with TemporaryDirectory() as folder:
        return [make(Path(folder)).read_bytes() for make in (lambda place: geojson(place, two()), gml, geopackage)]


def _pasted(text: str) -> object:
    return read_all(paste(text), PLACES)


def _sniffed(content: bytes) -> object:
    kind = sniffing.kind_of(io.BytesIO(content))
    return kind, sniffing.is_program(kind, ".svg"), sniffing.contradicts(kind, ".pdf")


def _named(text: str) -> object:
    safe = names.uploaded_name(text)
    assert safe == names.uploaded_name(safe)
    assert "/" not in safe
    assert all(sign.isprintable() for sign in safe)
    assert len(safe.encode()) <= 4 * 255
    suggested = naming.suggest(_RULE, _AROUND, safe)
    return safe, names.free_name(safe, {names.name_key(safe)}), suggested, naming.follows(_RULE, _AROUND, suggested)


def _ruled(text: str) -> object:
    read = read_rule(text, _AROUND.places)
    made = naming.example(read.rule, _AROUND, text, dict(read.named))
    assert not read or naming.follows(read.rule, _AROUND, f"{made}.pdf")
    return read, [aside_words(*one) for one in read.asides], read_until(text)


def _searched(text: str) -> object:
    return norwegian.sort_key(text), norwegian.search_key(text), norwegian.matches(text, ["Kulturplan", "Vågan", text])


def _applied(content: bytes) -> object:
    """To a sheet with something in it: what is refused leaves it as it was, what is taken in fits."""
    sheet = Sheet.open(SCHEMA, [*recorded("rich"), *recorded("table")])
    before = sheet.state()
    answer = sheet.apply(content, BLOCKS)
    assert not isinstance(answer, Refusal) or (sheet.state() == before and answer.sentence("nn"))
    assert faults(sheet) == []
    return texts_in(content), isinstance(answer, Refusal), outline(SCHEMA.definition, project(sheet))


def _asked_since(content: bytes) -> object:
    return Sheet.open(SCHEMA, recorded("cards")).since(content)


def _filtered(chosen: dict[str, str]) -> object:
    filters = Filters.read(chosen)
    assert filters.address("plan").startswith("?")
    return filters


READERS = [
    _bytes("xlsx", _table("xlsx"), [seeds.lean(seeds.xlsx()), seeds.xlsx()], Refused),
    _bytes("xls", _table("xls"), [seeds.xls()], Refused),
    _bytes("ods", _table("ods"), [seeds.ods()], Refused),
    _bytes("csv", _table("csv"), [seeds.csv(), seeds.tabbed().encode("utf-16"), b"sep=;\n" + seeds.csv()], Refused),
    _bytes("html", _table("html"), [seeds.html()], Refused),
    _text("pasted table", _pasted, [seeds.tabbed()], Refused),
    _bytes("calendar", read_calendar, [seeds.CALENDAR.encode()], NotACalendar),
    _bytes("meetings in a file", lambda content: read_file(content, "møteplan 2027.xlsx", year=2027),
           [seeds.CALENDAR.encode(), seeds.lean(seeds.xlsx()), seeds.csv()],
           Refused, NotACalendar),
    _text("meetings pasted", lambda text: read_pasted(text, year=2027), [seeds.MEETINGS, seeds.tabbed()],
          Refused, NotACalendar),
    _bytes("statement table", read_document, [seeds.statement_table()], NotRead),
    _bytes("e-mail", _mail, seeds.mails(), NotAMessage),
    _text("page in an e-mail", text_of, [seeds.PAGE]),
    _bytes("boundaries", _outlined, _outlines(), NoBoundaries, MemoryError, RecursionError),
    _bytes("extent", read_extent, [seeds.EXTENT.encode()], WrongExtent),
    _text("extent as text", read_extent, [seeds.EXTENT], WrongExtent),
    _text("process", lambda text: chain(text, "nn"), seeds.PROCESSES, NotCounted),
    _bytes("change of a sheet", _applied, [one for name in RECORDED for one in recorded(name)]),
    _bytes("what a browser lacks of a sheet", _asked_since, [Sheet.open(SCHEMA, recorded("cards")).vector()]),
    _text("frame of text from a browser", read_text, FRAMES, Broken),
    _bytes("frame of bytes from a browser", read_binary, [b"\x00\x00\x00\x01\x00\x00"], Broken),
    _text("worksheet", lambda text: read_definition_text(text, "ark.yaml"), [DEFINITION], NotASheet),
    _text("text of a worksheet from a form", lambda text: read_markup(write_markup(read_markup(text))),
          ["# Saken\n\nTi **naust** ved [Vika](https://kart.no/vika)\n\n- *Strandsone*\n  - Ferdsel\n\n1. Hør"]),
    _bytes("training module", lambda content: read_module("planbehov.nb.md", content),
           [(SHIPPED / "planbehov.nb.md").read_bytes(), b"---\ntitle: 2027-02-31\n---\n"], WrongModule),
    _text("fields as the page had them", read_seen, ['{"days": 40, "score-law": 3, "because": ""}', "[" * 9]),
    _text("stored date", lambda text: When.parse(text).told, seeds.DATES, ValueError),
    _text("date in a cell", scan, seeds.DATES),
    _bytes("sniffing", _sniffed, [seeds.IMAGE, seeds.DRAWING, *seeds.documents().values()]),
    _text("rule for file names", _ruled, ["dato_kommune_tittel", "[år] – plantype – tittel", "til 31.12.2030"]),
    _text("file name", _named,
          ["Referat 12.06.pdf", "C:\\temp\\plan.docx", "plan\u202efdp.exe", "con.txt", "..", "a" * 300]),
    _text("search words", _searched, ["Kulturplan", "Vaag", "aamot", "čáhci"]),
    Reader("filters", _filtered,
           some.dictionaries(some.sampled_from(sorted(ADDRESS_NAMES.values())),
                             texts(["vedtatt", "theme_plan", "2027"]), max_size=6),
           [{"q": "kultur"}]),
]  # fmt: skip
