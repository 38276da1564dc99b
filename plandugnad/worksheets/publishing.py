"""A sheet that every member has adopted → what the collaboration has agreed on, as rows others read and follow up."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from plandugnad.agreements.actions.publishing import publish
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Agreement
from plandugnad.agreements.published import (
    Arena,
    CommonStep,
    Goal,
    PublishedRow,
    Rule,
    SharedRoom,
    Stakeholder,
    StayingSystem,
)
from plandugnad.core.audit import By
from plandugnad.engines.sheet.blocks import Column, FlowBlock, TableBlock
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.richtext import plain
from plandugnad.engines.sheet.rows import BlockRows, Cell, FlowRows, Party, TableRow, TableRows, TextRows
from plandugnad.engines.tables.when import When
from plandugnad.regions.models import Collaboration
from plandugnad.worksheets.definitions.law import STATUTORY, course_of_law, step_of_law
from plandugnad.worksheets.guide import guide
from plandugnad.worksheets.models import Adoption, Sheet, Version
from plandugnad.worksheets.parties import names_in
from plandugnad.worksheets.store import open_version

MOST_TEXT = 2_000


class Reading:
    """The rows of one version, with names for those of the register and words for what was chosen."""

    def __init__(self, version: Version, language: str) -> None:
        opened = open_version(version)
        self.definition, self.language = opened.schema.definition, language
        self.rows: Mapping[str, BlockRows] = project(opened)
        self.name_of = names_in(self.rows)

    def table(self, block: str) -> Iterator[tuple[TableRow, "Said"]]:
        """Rows without a word in their first column are left out: they say nothing to agree on."""
        defined, rows = self.definition.block(block), self.rows.get(block)
        if isinstance(defined, TableBlock) and isinstance(rows, TableRows):
            for row in rows.rows:
                said = Said(self, defined.columns, row.cells)
                if said.text(defined.columns[0].id):
                    yield row, said

    def text(self, block: str) -> str:
        rows = self.rows.get(block)
        return plain(rows.blocks).strip() if isinstance(rows, TextRows) else ""


class Said:
    """The cells of one row. A column the region's own definition has left out is empty."""

    def __init__(self, reading: Reading, columns: Sequence[Column], cells: Mapping[str, Cell]) -> None:
        self.reading, self.cells = reading, cells
        self.columns = {one.id: one for one in columns}

    def text(self, name: str) -> str:
        value = self.cells.get(name)
        if isinstance(value, Party):
            return self.reading.name_of(value)[:MOST_TEXT]
        return value.strip() if isinstance(value, str) else ""

    def chosen(self, name: str) -> str:
        """The id of what was chosen."""
        value = self.cells.get(name)
        return value if isinstance(value, str) else ""

    def ticked(self, name: str) -> tuple[str, ...]:
        value = self.cells.get(name)
        return value if isinstance(value, tuple) else ()

    def words(self, name: str) -> str:
        """What was chosen, as it is called."""
        column, value = self.columns.get(name), self.cells.get(name)
        ids = value if isinstance(value, tuple) else (value,)
        choices = column.choices if column else ()
        return ", ".join(one.title.said(self.reading.language) for one in choices if one.id in ids)

    def number(self, name: str) -> int | None:
        value = self.cells.get(name)
        return round(value) if isinstance(value, float) else None

    def day(self, name: str) -> When | None:
        value = self.cells.get(name)
        return When.on(value) if isinstance(value, date) else None

    def organisation(self, name: str) -> UUID | None:
        """Where the register has it."""
        value = self.cells.get(name)
        if not isinstance(value, Party) or value.kind != "organisation" or not self.reading.name_of(value):
            return None
        return UUID(value.id)


def _goals(reading: Reading) -> Iterator[PublishedRow]:
    principles = [one.id for one in guide().principles]
    for row, said in reading.table("goals"):
        principle = said.chosen("principle")
        yield Goal(
            item=row.id,
            text=said.text("goal"),
            how=said.text("how"),
            indicator=said.text("indicator"),
            baseline=said.text("current"),
            target=said.text("target"),
            responsible=said.text("responsible"),
            due=said.day("by_when"),
            principle=principles.index(principle) + 1 if principle in principles else None,
        )


def _rules(reading: Reading) -> Iterator[PublishedRow]:
    for row, said in reading.table("rules"):
        yield Rule(
            item=row.id,
            text=said.text("rule"),
            theme=said.chosen("theme") or "other",
            why=said.text("why"),
            noticed=said.text("noticed"),
            first_response=said.text("first_response"),
            next_response=said.text("next_response"),
        )


def _stakeholders(reading: Reading) -> Iterator[PublishedRow]:
    for row, said in reading.table("actors"):
        yield Stakeholder(
            item=row.id,
            name=said.text("name"),
            organisation_id=said.organisation("party"),
            level=said.chosen("level"),
            role=said.chosen("role"),
            responsibility=said.text("responsibility"),
            stages=said.ticked("when"),
            contact=said.text("contact"),
            depends_on=said.text("depends_on"),
            conflict=said.text("conflict"),
        )


def _steps(reading: Reading) -> Iterator[PublishedRow]:
    block, rows = reading.definition.block("course"), reading.rows.get("course")
    if not (isinstance(block, FlowBlock) and isinstance(rows, FlowRows)):
        return
    lanes = {one.id: one.name or (reading.name_of(one.party) if one.party else "") for one in rows.lanes}
    for step in rows.steps:
        said = Said(reading, block.fields, step.cells)
        if step.name.strip():
            yield CommonStep(
                item=step.id,
                name=step.name.strip(),
                stage=step.stage or "",
                law=step_of_law(said.chosen(STATUTORY)) or "",
                participants=lanes.get(step.lane or "", ""),
                what=said.text("what"),
                documents=said.text("documents"),
                clarification=said.text("clarification"),
                weeks=said.number("weeks"),
            )


def _arenas(reading: Reading) -> Iterator[PublishedRow]:
    for row, said in reading.table("arenas"):
        yield Arena(
            item=row.id,
            name=said.text("arena"),
            purpose=said.text("purpose"),
            participants=said.words("who"),
            rhythm=said.words("how_often"),
            rhythm_code=said.chosen("how_often"),
            venue_code=said.chosen("place"),
            minutes=said.number("length"),
            venue=said.words("place"),
            prepares=said.text("prepares"),
            chairs=said.text("chairs"),
            agenda=said.text("agenda"),
            output=said.text("output"),
        )


def _rooms(reading: Reading) -> Iterator[PublishedRow]:
    for row, said in reading.table("rooms"):
        yield SharedRoom(
            item=row.id,
            name=said.text("room") or said.text("kind"),
            documents=said.text("kind"),
            naming=said.text("naming"),
            readers=said.words("readers"),
            editors=said.words("editors"),
            reader_choice=said.chosen("readers"),
            editor_choice=said.chosen("editors"),
            kept=said.text("kept"),
            archived=said.text("archived"),
        )


def _systems(reading: Reading) -> Iterator[StayingSystem]:
    for row, said in reading.table("systems"):
        yield StayingSystem(
            item=row.id,
            name=said.text("system"),
            used_for=said.text("used_for"),
            stays_for=said.text("stays_for"),
            owner=said.text("owner"),
        )


_ROWS: Mapping[str, tuple[AgreementKind, Callable[[Reading], Iterator[PublishedRow]]]] = {
    "purpose": (AgreementKind.PURPOSE, _goals),
    "rules": (AgreementKind.RULES, _rules),
    "actors": (AgreementKind.STAKEHOLDERS, _stakeholders),
    "common_process": (AgreementKind.PROCESS, _steps),
    "meetings": (AgreementKind.ARENAS, _arenas),
    "structure": (AgreementKind.ROOMS, _rooms),
}


PUBLISHED = frozenset(_ROWS)


def kinds_agreed(collaboration: Collaboration) -> frozenset[str]:
    """Kinds of worksheets with something that stands; what was agreed elsewhere counts, too."""
    standing = set(Agreement.objects.standing().filter(collaboration=collaboration).values_list("kind", flat=True))
    return frozenset(code for code, (kind, _rows) in _ROWS.items() if kind in standing)


def sheet_kind(kind: AgreementKind) -> str:
    return next((code for code, (known, _rows) in _ROWS.items() if known == kind), "")


def publishes(sheet: Sheet) -> bool:
    return sheet.kind in _ROWS and sheet.collaboration_id is not None and not sheet.is_private


def publish_sheet(by: By, sheet: Sheet, version: Version, adoptions: Sequence[Adoption], language: str) -> None:
    """In the caller's transaction. Raises ValidationError where a row says too much to be published, in words."""
    kind, rows_of = _ROWS[sheet.kind]
    reading = Reading(version, language)
    about: dict[str, Any] = {"text": reading.text("purpose")} if kind == AgreementKind.PURPOSE else {}
    if kind == AgreementKind.PROCESS:
        block = reading.definition.block("course")
        chain = course_of_law(block.fields) if isinstance(block, FlowBlock) else None
        about["part"] = chain.id if chain else ""
    if kind == AgreementKind.ROOMS:
        about["systems"] = list(_systems(reading))
    assert sheet.collaboration is not None
    publish(
        by,
        sheet.collaboration,
        kind,
        sheet.name,
        reverse("sheet", args=[sheet.id]),
        max(one.adopted_on for one in adoptions),
        sheet.review_on,
        list(rows_of(reading)),
        **about,
    )
