"""An .xlsx or .xlsm workbook. Macros are not run, links are not followed, formulas count by their stored value."""

import posixpath
from datetime import date
from typing import NamedTuple

from plandugnad.engines.tables.formats.archive import Archive
from plandugnad.engines.tables.formats.markup import attributes_by_local_name, read_part
from plandugnad.engines.tables.formats.tally import Tally
from plandugnad.engines.tables.formats.xlsx_comments import read_comments
from plandugnad.engines.tables.formats.xlsx_sheet import EPOCH_1900, EPOCH_1904, Book, read_sheet
from plandugnad.engines.tables.formats.xlsx_strings import read_strings
from plandugnad.engines.tables.formats.xlsx_styles import Look, read_looks
from plandugnad.engines.tables.refusal import Refused
from plandugnad.engines.tables.sheet import Sheet
from plandugnad.engines.tables.text import visible
from plandugnad.engines.tables.workbook import Notice


class Relation(NamedTuple):
    kind: str  # the last word of the relation's address: worksheet, sharedStrings, comments
    target: str
    external: bool


class _Entry(NamedTuple):
    name: str
    relation: str
    hidden: bool


def read_xlsx(archive: Archive) -> tuple[tuple[Sheet, ...], tuple[Notice, ...]]:
    main = _main_part(archive)
    entries, epoch = _entries(archive, main)
    relations = _relations(archive, main)
    parts = {relation.kind: relation.target for relation in relations.values()}
    book = Book(*read_strings(archive, parts.get("sharedStrings")), _looks(archive, parts.get("styles")), epoch)
    tally = Tally(archive.file, archive.limits)
    sheets = []
    for entry in entries:
        relation = relations.get(entry.relation)
        if relation is None or relation.kind != "worksheet" or relation.external:
            continue  # a chart or dialog sheet
        tally.sheet()
        own = _relations(archive, relation.target)
        comments = read_comments(archive, _targets(own, "comments"), _targets(own, "threadedComment"))
        sheets.append(
            read_sheet(archive, relation.target, entry.name, book, comments, tally, hidden=entry.hidden)
        )  # fmt: skip
    return tuple(sheets), _notices(archive, relations)


def _notices(archive: Archive, relations: dict[str, Relation]) -> tuple[Notice, ...]:
    notices = []
    if any(name.endswith("vbaProject.bin") for name in archive.names):
        notices.append(Notice("macros_ignored"))
    if any(relation.kind == "externalLink" for relation in relations.values()):
        notices.append(Notice("links_ignored"))
    return tuple(notices)


def _main_part(archive: Archive) -> str:
    for relation in _relations(archive, "").values():
        if relation.kind == "officeDocument" and archive.has(relation.target):
            return relation.target
    return "xl/workbook.xml"


def _relations(archive: Archive, part: str) -> dict[str, Relation]:
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", name + ".rels")
    found: dict[str, Relation] = {}
    if not archive.has(where):
        return found

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship":
            target = attributes.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = Relation(kind, full, attributes.get("TargetMode") == "External")

    read_part(archive.file, where, archive.open(where), start=start, depth=archive.limits.xml_depth)
    return found


def _targets(relations: dict[str, Relation], kind: str) -> list[str]:
    return [relation.target for relation in relations.values() if relation.kind == kind and not relation.external]


def _entries(archive: Archive, main: str) -> tuple[list[_Entry], date]:
    entries: list[_Entry] = []
    epoch = EPOCH_1900

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal epoch
        if element == "sheet":
            plain = attributes_by_local_name(attributes)
            entries.append(
                _Entry(visible(plain.get("name", "")), plain.get("id", ""), plain.get("state", "visible") != "visible")
            )
        elif element == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            epoch = EPOCH_1904

    if not archive.has(main):
        raise Refused("damaged", file=archive.file, part=main)
    read_part(archive.file, main, archive.open(main), start=start, depth=archive.limits.xml_depth)
    return entries, epoch


def _looks(archive: Archive, part: str | None) -> list[Look]:
    return read_looks(archive, part) if part and archive.has(part) else []
