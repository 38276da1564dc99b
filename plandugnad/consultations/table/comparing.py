"""What a table that has come back would change: what was sent out, what stands here now, and what the document says."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from plandugnad.consultations.merging import three_way
from plandugnad.consultations.models import (
    LONGEST_TEXT,
    Consultation,
    Group,
    Point,
    Statement,
    TableExport,
    TableReading,
)
from plandugnad.consultations.table.cells import FIELDS, id_of, is_hiding, is_named
from plandugnad.consultations.table.read import ReadCell
from plandugnad.consultations.texts import as_kept
from plandugnad.core.word_files import plain
from plandugnad.engines.tables.text import visible

DOCUMENT, MERGED, CONFLICT, TOO_LONG = "document", "merged", "conflict", "too_long"
HERE, BOTH = "here", "both"


@dataclass(frozen=True)
class Standing:
    """A text as it is now, and the row it is in."""

    row: Statement | Point | Group
    text: str


@dataclass(frozen=True)
class Difference:
    """`merged` is what both wrote; in a conflict a person chooses between `theirs`, which stands here, and `mine`."""

    key: str
    number: str
    state: str
    base: str
    theirs: str
    mine: str
    merged: str

    @property
    def field_name(self) -> str:
        names = {"ss": _("Sammendrag"), "sa": _("Kommunens vurdering"), "pa": _("Svar"), "ga": _("Felles svar")}
        return names[self.key[:2]]

    @property
    def is_chosen_by_a_person(self) -> bool:
        return self.state == CONFLICT

    @property
    def signs(self) -> int:
        return len(self.mine)

    def outcome(self, choice: str) -> str:
        if self.state == TOO_LONG or (self.state == CONFLICT and choice == HERE):
            return self.theirs
        return self.mine if self.state == DOCUMENT or choice == DOCUMENT else self.merged


@dataclass(frozen=True)
class Lost:
    """A text we do not know the place of. It is shown, so that nothing is lost."""

    number: str
    text: str
    why: str


@dataclass(frozen=True)
class Comparison:
    differences: tuple[Difference, ...]
    unchanged: int
    only_here: int
    absent: int
    lost: tuple[Lost, ...]
    by_number: int
    fetched_at: datetime | None
    fetched_by: str

    def of(self, state: str) -> list[Difference]:
        return [one for one in self.differences if one.state == state]

    @property
    def conflicts(self) -> list[Difference]:
        return self.of(CONFLICT)

    @property
    def taken(self) -> int:
        return sum(1 for one in self.differences if one.state != TOO_LONG)

    @property
    def seen(self) -> str:
        """Changes when what stands here does, so that nothing is taken in over what nobody has seen."""
        told = "\0".join(f"{one.key}\0{one.theirs}" for one in self.differences)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass
class _Sorting:
    """Which text of the document is which of ours."""

    exports: Mapping[UUID, TableExport]
    main: TableExport | None
    lost: list[Lost]
    by_number: int = 0

    def place(self, cells: Iterable[ReadCell]) -> dict[str, tuple[ReadCell, TableExport | None]]:
        found: dict[str, tuple[ReadCell, TableExport | None]] = {}
        for cell in cells:
            export = self.exports.get(cell.export) if cell.export else self.main
            if cell.export and export is None:
                self._lose(cell, _("Cellen kommer fra tabellen til en annen høring."))
                continue
            key = cell.key or self._by_number(cell)
            if not key:
                self._lose(cell, _("Vi kjenner ikke igjen raden."))
            elif key in found:
                self._again(found, key, cell, export)
            else:
                found[key] = (cell, export)
        return found

    def _lose(self, cell: ReadCell, why: str) -> None:
        if cell.text.strip():
            self.lost.append(Lost(cell.number, cell.text, why))

    def _by_number(self, cell: ReadCell) -> str:
        """The number of a row is as it was when the table was fetched."""
        numbered = self.main.cells if self.main else {}
        kinds = ("ga",) if cell.number.startswith("F") else (f"s{cell.field}", "pa" if cell.field == "a" else "")
        for key, (number, *_rest) in numbered.items():
            if number == cell.number and key[:2] in kinds:
                self.by_number += 1
                return str(key)
        return ""

    def _again(
        self, found: dict[str, tuple[ReadCell, TableExport | None]], key: str, cell: ReadCell,
        export: TableExport | None,
    ) -> None:  # fmt: skip
        """A row that was copied: the text that was changed counts."""
        first, _export = found[key]
        base = export.cells.get(key, ["", ""])[1] if export else None
        if first.text == cell.text:
            return
        if first.text == base:
            found[key] = (cell, export)
        elif cell.text != base:
            self._lose(cell, _("Teksten står i to rader med ulikt innhold. Den første er brukt."))


def compare(reading: TableReading, *, is_locked: bool = False) -> Comparison:
    """Within a transaction with `is_locked`, nobody changes the texts before it is over."""
    cells = [_cell(said) for said in reading.cells]
    exports = _exports(reading, cells)
    named = exports.get(reading.export_id) if reading.export_id else None
    main = named or (next(iter(exports.values())) if len(exports) == 1 else None)
    sorting = _Sorting(exports, main, [])
    placed = sorting.place(cells)
    standing = stand(reading.consultation, placed, is_locked=is_locked)
    differences, unchanged, only_here = [], 0, 0
    for key, (cell, export) in placed.items():
        was = export.cells.get(key) if export else None
        if was is not None and is_named(was):
            sorting.lost.append(Lost(cell.number or was[0], "", _unread()))
            continue
        if key not in standing:
            sorting._lose(cell, _("Uttalelsen, punktet eller gruppen er slettet her."))
            continue
        found = _difference(key, cell, was, plain(standing[key].text))
        if isinstance(found, Difference):
            differences.append(found)
        elif found:
            only_here += 1
        else:
            unchanged += 1
    absent = sum(1 for key in main.cells if key not in placed) if main else 0
    return Comparison(
        tuple(differences), unchanged, only_here, absent, tuple(sorting.lost), sorting.by_number,
        main.made_at if main else None, main.by_name if main else "",
    )  # fmt: skip


def without_named(cells: Iterable[ReadCell], exports: Iterable[TableExport]) -> Iterator[ReadCell]:
    """What was read, without the texts that name somebody who was erased after the table was fetched."""
    named = {key: cell[0] for export in exports for key, cell in export.cells.items() if is_named(cell)}
    places = {(number, key[1]) for key, number in named.items()}
    for cell in cells:
        is_hers = cell.key in named if cell.key else (cell.number, cell.field) in places
        yield replace(cell, text="") if is_hers else cell


def _unread() -> str:
    return _(
        "Teksten nevnte en privatperson som er slettet etter at tabellen ble hentet, og er ikke lest. "
        "Har du endret den i dokumentet, skriver du endringen inn her, uten navnet."
    )


def _cell(said: list[str]) -> ReadCell:
    key, export, number, field, text = said
    return ReadCell(key, UUID(hex=export) if export else None, number, field, text)


def kept_cell(cell: ReadCell) -> list[str]:
    return [cell.key, cell.export.hex if cell.export else "", cell.number, cell.field, cell.text]


def _exports(reading: TableReading, cells: Iterable[ReadCell]) -> dict[UUID, TableExport]:
    ids = {cell.export for cell in cells if cell.export} | ({reading.export_id} if reading.export_id else set())
    rows = TableExport.objects.filter(consultation=reading.consultation, id__in=ids)
    return {row.pk: row for row in rows}


def _difference(key: str, cell: ReadCell, was: list[str] | None, theirs: str) -> Difference | bool:
    """True where it is changed only here, False where nothing differs."""
    mine, theirs = as_kept(cell.text), as_kept(theirs)
    number = cell.number or (was[0] if was else "")
    if mine in _alike(theirs):
        return False
    # Without what was sent out, all that differs is for a person to choose, unless there is nothing here to lose.
    base = as_kept(was[1]) if was else theirs if not theirs else None
    if is_hiding(was) and mine in _alike(base or ""):
        return False
    if base is None:
        return Difference(key, number, CONFLICT, "", theirs, mine, as_kept(f"{theirs}\n{mine}"))
    if mine in _alike(base):
        return True
    if len(mine) > LONGEST_TEXT:
        return Difference(key, number, TOO_LONG, base, theirs, mine, mine)
    if theirs == base:
        return Difference(key, number, DOCUMENT, base, theirs, mine, mine)
    merged = three_way(base, mine, theirs)
    text = as_kept(merged.text)
    state = MERGED if merged.is_clean and len(text) <= LONGEST_TEXT else CONFLICT
    return Difference(key, number, state, base, theirs, mine, text)


def _alike(text: str) -> tuple[str, str, str]:
    """Losing these is no change somebody has made: a spreadsheet is read without the signs nobody sees, and LibreOffice
    Calc drops tabs when it saves in its own format."""
    seen = as_kept(visible(text))
    return text, seen, as_kept(seen.replace("\t", ""))


def stand(consultation: Consultation, keys: Iterable[str], *, is_locked: bool) -> dict[str, Standing]:
    wanted = list(keys)
    found: dict[str, Standing] = {}
    for kinds, rows in _rows(consultation, wanted):
        if is_locked:
            rows = rows.select_for_update(of=("self",), no_key=True)
        by_id = {row.pk.hex: row for row in rows.order_by("pk")}
        for key in wanted:
            if key[:2] in kinds and (row := by_id.get(key[2:])):
                found[key] = Standing(row, getattr(row, FIELDS[key[:2]][1]))
    return found


def _rows(consultation: Consultation, keys: list[str]) -> Iterator[tuple[tuple[str, ...], Any]]:
    def ids(*kinds: str) -> set[UUID]:
        return {id_of(key) for key in keys if key[:2] in kinds}

    # A statement is locked before its points, as by everything else that is done with them.
    of_points = Point.objects.filter(pk__in=ids("pa")).values("statement_id")
    wanted = Q(pk__in=ids("ss", "sa")) | Q(pk__in=of_points)
    yield ("ss", "sa"), Statement.objects.kept().filter(wanted, consultation=consultation).defer("text")
    yield ("pa",), Point.objects.kept().filter(statement__consultation=consultation, pk__in=ids("pa")).defer("quote")
    yield ("ga",), Group.objects.filter(consultation=consultation, pk__in=ids("ga"))
