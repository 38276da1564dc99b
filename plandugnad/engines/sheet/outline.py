"""The sheet as headings and lists: the same content as the drawing, for keyboard, screen reader and printout."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plandugnad.engines.sheet.blocks import (
    Axis,
    Block,
    Column,
    Definition,
    FlowBlock,
    MatrixBlock,
    Named,
    TableBlock,
)
from plandugnad.engines.sheet.messages import word
from plandugnad.engines.sheet.refusal import NOWHERE, Where
from plandugnad.engines.sheet.richtext import RichBlock
from plandugnad.engines.sheet.rows import (
    BlockRows,
    CardsRows,
    Cell,
    ChecklistRows,
    FlowRows,
    MatrixRows,
    Party,
    Placement,
    Step,
    TableRows,
    TextRows,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a list. `where` is what an edit of it changes; empty where it is only a heading of the outline's."""

    text: str
    where: Where = NOWHERE
    label: str = ""  # what `text` is, where it is a field
    lines: "tuple[Line, ...]" = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One block: a heading, its prompt, and either a rich text or a list. `empty` is said where there is nothing."""

    block: str
    title: str
    prompt: str
    lines: tuple[Line, ...] = ()
    rich: tuple[RichBlock, ...] = ()
    empty: str = ""


NamesParty = Callable[[Party], str]


def _own_name(party: Party) -> str:
    return party.name or party.id


def outline(
    definition: Definition, rows: Mapping[str, BlockRows], language: str = "nb", name_of: NamesParty = _own_name
) -> tuple[Section, ...]:
    """In the order of the definition. `name_of` gives the name the register has for a person or an organisation."""
    write = _Writing(language, name_of)
    return tuple(write.section(block, rows[block.id]) for block in definition.blocks if block.id in rows)


class _Writing:
    def __init__(self, language: str, name_of: NamesParty) -> None:
        self.language, self.name_of = language, name_of

    def section(self, block: Block, rows: BlockRows) -> Section:
        rich = rows.blocks if isinstance(rows, TextRows) else ()
        lines = tuple(self._lines(block, rows))
        return Section(
            block.id,
            block.title.said(self.language),
            block.prompt.said(self.language) if block.prompt else "",
            lines,
            rich,
            "" if lines or rich else self._word("empty"),
        )

    def _lines(self, block: Block, rows: BlockRows) -> Iterator[Line]:
        if isinstance(rows, CardsRows):
            yield from self._cards(block.id, rows)
        elif isinstance(rows, TableRows) and isinstance(block, TableBlock):
            yield from self._table(block, rows)
        elif isinstance(rows, MatrixRows) and isinstance(block, MatrixBlock):
            for one in rows.placements:
                where = Where(block.id, "places", one.id)
                yield self._line(one.text, where, "text", tuple(self._placing(block, one)))
        elif isinstance(rows, FlowRows) and isinstance(block, FlowBlock):
            yield from self._flow(block, rows)
        elif isinstance(rows, ChecklistRows):
            yield from self._tasks(block.id, rows)

    def _cards(self, block: str, rows: CardsRows) -> Iterator[Line]:
        """Each cluster with its cards, also one that is empty; the rest last."""
        groups = [(one.id, self._line(one.name, Where(block, "clusters", one.id), "name")) for one in rows.clusters]
        loose = [one for one in rows.cards if one.cluster is None]
        for cluster, line in [*groups, *([(None, Line(self._word("no_cluster")))] if loose else [])]:
            inside = [one for one in rows.cards if one.cluster == cluster]
            cards = tuple(self._line(one.text, Where(block, "cards", one.id), "text") for one in inside)
            yield Line(line.text, line.where, line.label, cards)

    def _table(self, block: TableBlock, rows: TableRows) -> Iterator[Line]:
        for row in rows.rows:
            where = Where(block.id, "rows", row.id)
            cells = self._cells(block.columns, row.cells, where)
            first = next((one.text for one in cells if one.text), self._word("no_words"))
            yield Line(first, where, "", cells)

    def _cells(self, columns: Sequence[Column], cells: Mapping[str, Cell], where: Where) -> tuple[Line, ...]:
        return tuple(
            Line(
                self._said(cells.get(one.id), one.choices),
                Where(where.block, where.collection, where.item, one.id),
                one.title.said(self.language),
            )
            for one in columns
        )

    def _placing(self, block: MatrixBlock, one: Placement) -> Iterator[Line]:
        if block.rings:
            where = Where(block.id, "places", one.id, "ring")
            yield Line(self._said(one.ring, block.rings) or self._word("not_placed"), where, self._word("ring"))
        for name, axis, value in (("x", block.x, one.x), ("y", block.y, one.y)):
            if axis:
                where = Where(block.id, "places", one.id, name)
                yield Line(self._along(axis, value), where, axis.title.said(self.language))

    def _along(self, axis: Axis, value: float | None) -> str:
        """In words and in hundredths, so that two that stand close can be told apart."""
        if value is None:
            return self._word("not_placed")
        low, high = axis.low.said(self.language), axis.high.said(self.language)
        near = low if value < 1 / 3 else high if value > 2 / 3 else self._word("middle")
        return f"{near} ({round(value * 100)} %)"

    def _flow(self, block: FlowBlock, rows: FlowRows) -> Iterator[Line]:
        """Lane by lane, stage by stage; each step tells what comes after it."""
        names = {one.id: one.name or self._word("no_words") for one in rows.steps}
        after: dict[str, list[Line]] = {}
        for arrow in rows.arrows:
            if arrow.source is not None and arrow.target is not None:
                said = f"{names[arrow.target]} ({arrow.label})" if arrow.label else names[arrow.target]
                line = Line(said, Where(block.id, "arrows", arrow.id), self._word("then"))
                after.setdefault(arrow.source, []).append(line)
        stages = [one.id for one in block.stages]
        place = {stage: number for number, stage in enumerate(stages)}
        steps = sorted(rows.steps, key=lambda one: place.get(one.stage or "", len(stages)))
        for lane in rows.lanes:
            inside = tuple(self._step(block, one, after) for one in steps if one.lane == lane.id)
            line = self._line(lane.name, Where(block.id, "lanes", lane.id), "name")
            yield Line(line.text, line.where, line.label, inside)
        if loose := tuple(self._step(block, one, after) for one in steps if one.lane is None):
            yield Line(self._word("no_lane"), lines=loose)

    def _step(self, block: FlowBlock, one: Step, after: Mapping[str, list[Line]]) -> Line:
        where = Where(block.id, "steps", one.id)
        about = [Line(self._said(one.stage, block.stages), Where(*_of(where), "stage"), self._word("stage"))]
        if one.decision:
            about.append(Line(self._word("yes"), Where(*_of(where), "decision"), self._word("decision")))
        about += [*self._cells(block.fields, one.cells, where), *after.get(one.id, [])]
        return self._line(one.name, where, "name", tuple(about))

    def _tasks(self, block: str, rows: ChecklistRows) -> Iterator[Line]:
        for one in rows.tasks:
            where = Where(block, "tasks", one.id)
            cells: list[tuple[str, Cell]] = [("owner", one.owner), ("due", one.due), ("done", one.done)]
            about = tuple(Line(self._said(value), Where(*_of(where), name), self._word(name)) for name, value in cells)
            yield self._line(one.text, where, "text", about)

    def _line(self, text: str, where: Where, field: str, lines: tuple[Line, ...] = ()) -> Line:
        return Line(text or self._word("no_words"), Where(*_of(where), field), "", lines)

    def _said(self, cell: Cell, choices: Sequence[Named] = ()) -> str:
        if cell is None:
            return ""
        if isinstance(cell, bool):
            return self._word("yes" if cell else "no")
        if isinstance(cell, Party):
            return self.name_of(cell)
        if isinstance(cell, tuple):
            return ", ".join(self._said(one, choices) for one in cell)
        if isinstance(cell, date):
            return f"{cell.day}.{cell.month}.{cell.year}"
        if isinstance(cell, float):
            said = f"{cell:.10g}"
            return said if self.language == "en" else said.replace(".", ",")
        return next((one.title.said(self.language) for one in choices if one.id == cell), cell)

    def _word(self, code: str) -> str:
        return word(code, self.language)


def _of(where: Where) -> tuple[str, str, str]:
    return where.block, where.collection, where.item
