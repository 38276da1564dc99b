"""What the panel and the owner write through plain forms: rows of the same sheet, by the same rules as all else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any
from uuid import UUID

from plandugnad.engines.sheet.blocks import TableBlock
from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.refusal import Refusal, Where
from plandugnad.engines.sheet.rows import Cell, Party, TableRow, TableRows, TextRows
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation
from plandugnad.worksheets.live.keeping import keep_if_due
from plandugnad.worksheets.models import Document, Sheet
from plandugnad.worksheets.parties import names_in
from plandugnad.worksheets.rich_html import rich_html
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.store import edit, open_document

ASSESSMENTS, CLARIFYING, SUMMARY, QUESTIONS, REQUEST = (
    "assessments",
    "clarifying",
    "summary",
    "questions",
    "request",
)
_LONGEST_ADVICE = 990
Decision = tuple[str, str]  # what she does, and why
NOT_DECIDED: Decision = ("", "")


@dataclass(frozen=True)
class Said:
    """One row of a table in words: `by` is who said it, and `about` which question it is about."""

    id: str
    cells: Mapping[str, str]
    by: str = ""
    by_id: str = ""
    about: str = ""


@dataclass(frozen=True)
class Advice:
    """A suggestion the owner says yes or no to. `item` is its row in the summary, whether it is there yet or not."""

    item: str
    said: Said
    decision: str
    why: str

    @property
    def text(self) -> str:
        return self.said.cells.get("suggestion") or self.said.cells.get("concern") or ""

    @property
    def by(self) -> str:
        return self.said.by

    @property
    def stands(self) -> Decision:
        return self.decision, self.why

    @property
    def is_decided(self) -> bool:
        return bool(self.decision)


@dataclass(frozen=True)
class Read:
    """The case as it stands."""

    request: str
    questions: Sequence[Said]
    clarifying: Sequence[Said]
    assessments: Sequence[Said]
    advice: Sequence[Advice]


def table_of(sheet: Sheet, block: str) -> TableBlock | None:
    """None where the region has written the worksheet anew without it."""
    found = definition_of(sheet).block(block)
    return found if isinstance(found, TableBlock) else None


def read_case(document: Document, language: str) -> Read:
    rows = project(open_document(document))
    name_of = names_in(rows, document.sheet)

    def said(block: str) -> list[Said]:
        found, table = rows.get(block), table_of(document.sheet, block)
        if not isinstance(found, TableRows) or table is None:
            return []
        choices = {one.id: one.title.said(language) for c in table.columns for one in c.choices}
        return [_said(one, name_of, choices) for one in found.rows]

    assessments, summary = said(ASSESSMENTS), {one.id: one for one in said(SUMMARY)}
    text = rows.get(REQUEST)
    raw = rows.get(SUMMARY)
    decided = {row.id: str(row.cells.get("decision") or "") for row in raw.rows} if isinstance(raw, TableRows) else {}
    return Read(
        request=rich_html(text.blocks) if isinstance(text, TextRows) and text.blocks else "",
        questions=[one for one in said(QUESTIONS) if one.cells.get("question")],
        clarifying=[one for one in said(CLARIFYING) if one.cells.get("question")],
        assessments=[one for one in assessments if any(one.cells.get(name) for name in WORDS)],
        advice=list(_advice(assessments, summary, decided)),
    )


WORDS = ("strength", "concern", "suggestion")


def _said(row: TableRow, name_of: Any, choices: Mapping[str, str]) -> Said:
    party = next((one for one in row.cells.values() if isinstance(one, Party)), None)
    return Said(
        id=row.id,
        cells=_cells(row),
        by=name_of(party) if party else "",
        by_id=party.id if party else "",
        about=choices.get(str(row.cells.get("question") or ""), ""),
    )


def _cells(row: TableRow) -> dict[str, str]:
    return {name: _words(cell) for name, cell in row.cells.items() if not isinstance(cell, Party)}


def mark_of(cells: Mapping[str, str]) -> str:
    told = "\n".join(f"{name}={words}" for name, words in sorted(cells.items()) if words)
    return sha256(told.encode()).hexdigest()[:16]


def party_of(row: TableRow) -> str:
    return next((one.id for one in row.cells.values() if isinstance(one, Party) and one.kind == "organisation"), "")


def _words(cell: Cell | None) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _advice(assessments: Sequence[Said], summary: Mapping[str, Said], decided: Mapping[str, str]) -> Iterator[Advice]:
    """Every suggestion, and a concern that comes with none, so that nothing anybody wrote is forgotten."""
    for one in assessments:
        if one.cells.get("suggestion") or one.cells.get("concern"):
            item = advice_item(one.id)
            stands = summary.get(item)
            why = stands.cells.get("why", "") if stands else ""
            yield Advice(item, one, decided.get(item, ""), why)


def has_assessed(document: Document, organisation_id: UUID) -> bool:
    """Somebody from there has; also where the region has left assessments out of the worksheet."""
    if table_of(document.sheet, ASSESSMENTS) is None:
        return True
    said = read_case(document, "nb").assessments
    return any(one.by_id == str(organisation_id) for one in said)


def advice_item(row: str) -> str:
    """The same for the same assessment, so that two who save at once write one row."""
    return f"av-{sha256(row.encode()).hexdigest()[:32]}"


def add_row(
    actor: Actor, document: Document, block: str, item: str, organisation: Organisation, values: Mapping[str, str]
) -> Refusal | None:
    """Under the name of where she works. `item` came with the form: sent twice, it is one row."""
    table = table_of(document.sheet, block)
    assert table is not None
    known = {one.id for one in table.columns}
    party = next((one.id for one in table.columns if one.kind == "party"), "")
    told: dict[str, Any] = {name: value for name, value in values.items() if name in known and value}
    if party:
        told[party] = f"organisation:{organisation.id}"
    result = edit(actor, document.id, lambda editing: editing.add(block, "rows", item, told), in_own_name=True).result
    if isinstance(result, Refusal):
        return None if result.code == "already_there" else result
    keep_if_due(document.id, actor.by)
    return None


def change_row(
    actor: Actor,
    document: Document,
    block: str,
    was: Said,
    organisation: Organisation,
    values: Mapping[str, str] | None,
    seen: str = "",
) -> Refusal | None:
    """Of a row that is her organisation's own; None takes it away. `seen` is the mark of the row her form was made
    from: raises Contested where somebody has changed it since.
    """
    table = table_of(document.sheet, block)
    assert table is not None
    kinds = {one.id: one.kind for one in table.columns}
    told = {n: v or (None if kinds[n] == "choice" else "") for n, v in (values or {}).items() if n in kinds}

    def make(editing: Editing) -> Accepted | Refusal:
        rows = project(editing.sheet).get(block)
        there = next((one for one in rows.rows if one.id == was.id), None) if isinstance(rows, TableRows) else None
        if there is None or party_of(there) != str(organisation.id):
            return editing.refusal(Refusal("gone", Where(block, "rows", was.id)))
        if values is None:
            if mark_of(_cells(there)) != seen:
                raise Contested
            return editing.remove(block, "rows", was.id)
        if mark_of(_cells(there)) not in (seen, mark_of({n: one or "" for n, one in told.items()})):
            raise Contested
        return editing.change(block, "rows", was.id, told)

    result = edit(actor, document.id, make, in_own_name=True).result
    if isinstance(result, Refusal):
        return result
    keep_if_due(document.id, actor.by)
    return None


class Contested(Exception):
    """Somebody else has decided the same meanwhile."""


def decide(
    actor: Actor, document: Document, decided: Mapping[str, Decision], was: Mapping[str, Decision], read: Read
) -> Refusal | Sequence[str]:
    """`decided`: item → what she does with it, and why. `was` is what her form was made from: what she has left as it
    was, she has not decided. Returns the items somebody else has decided otherwise meanwhile; of those nothing is kept.
    """
    contested = []
    for one in read.advice:
        before = was.get(one.item, NOT_DECIDED)
        wanted = decided.get(one.item, before)
        if wanted == before:
            continue
        try:
            result = edit(actor, document.id, partial(_decided, one=one, wanted=wanted, before=before)).result
        except Contested:
            contested.append(one.item)
            continue
        if isinstance(result, Refusal):
            return result
    keep_if_due(document.id, actor.by)
    return contested


def _decided(editing: Editing, one: Advice, wanted: Decision, before: Decision) -> Accepted | Refusal:
    rows = project(editing.sheet).get(SUMMARY)
    there = next((row for row in rows.rows if row.id == one.item), None) if isinstance(rows, TableRows) else None
    now = (_words(there.cells.get("decision")), _words(there.cells.get("why"))) if there else NOT_DECIDED
    if now == wanted:
        return Accepted(frozenset(), b"")
    if now != before:
        raise Contested
    decision, why = wanted
    about = {"decision": decision or None, "why": why}
    if there:
        return editing.change(SUMMARY, "rows", one.item, about)
    text = f"{one.text} – {one.by}" if one.by else one.text
    short = text if len(text) <= _LONGEST_ADVICE else f"{text[:_LONGEST_ADVICE].rstrip()}…"
    return editing.add(SUMMARY, "rows", one.item, {"advice": short} | {k: v for k, v in about.items() if v})
