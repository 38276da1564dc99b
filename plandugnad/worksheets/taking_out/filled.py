"""A sheet with what stands in it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.core.papers.pieces import (
    Axes,
    Axis,
    Bullets,
    Grid,
    Part,
    Piece,
    Rich,
    Rings,
    Subheading,
    Value,
    Words,
)
from plandugnad.core.papers.saying import said
from plandugnad.engines.sheet.blocks import (
    AdoptionBlock,
    Block,
    CardsBlock,
    FlowBlock,
    MatrixBlock,
    ScaleBlock,
    TableBlock,
)
from plandugnad.engines.sheet.blocks import Axis as DefinedAxis
from plandugnad.engines.sheet.reckoning import hours_a_year
from plandugnad.engines.sheet.rows import (
    BlockRows,
    CardsRows,
    ChecklistRows,
    FlowRows,
    MatrixRows,
    Step,
    TableRows,
    TextRows,
)
from plandugnad.worksheets.practice_words import SaidComparison
from plandugnad.worksheets.taking_out.content import Content
from plandugnad.worksheets.taking_out.saying import hours_said, in_words, of_engine, value_of


def filled_part(content: Content, block: Block) -> Part:
    if grid := content.compared.get(block.id):
        return Part(in_words(block.title), "", (grid,), grid)
    rows = (content.rows or {}).get(block.id)
    pieces, table = _written(content, block, rows)
    if pieces:
        return Part(in_words(block.title), "", tuple(pieces), table)
    # What was asked for is told only where there is no answer to read.
    return Part(in_words(block.title), in_words(block.prompt), (Words(of_engine("empty"), is_quiet=True),), table)


def _written(content: Content, block: Block, rows: BlockRows | None) -> tuple[Sequence[Piece], Grid | None]:
    if isinstance(rows, TextRows):
        return ([Rich(rows.blocks)] if rows.blocks else []), None
    if isinstance(rows, CardsRows) and isinstance(block, CardsBlock):
        return list(_cards(content, rows)), cards_table(content, block, rows)
    if isinstance(rows, TableRows) and isinstance(block, TableBlock):
        table = table_of(content, block, rows)
        return [*_if_any(table), *_hours(block, rows)], table
    if isinstance(rows, MatrixRows) and isinstance(block, MatrixBlock):
        return _placed(block, rows)
    if isinstance(rows, FlowRows) and isinstance(block, FlowBlock):
        table = flow_table(content, block, rows)
        return _if_any(table), table
    if isinstance(rows, ChecklistRows):
        table = _tasks(content, block, rows)
        return _if_any(table), table
    if isinstance(block, ScaleBlock):
        return _answers(content, block)
    if isinstance(block, AdoptionBlock):
        return _adopted(content, block)
    return [], None


def _if_any(table: Grid) -> Sequence[Piece]:
    return [table] if table.rows else []


def _cards(content: Content, rows: CardsRows) -> Iterator[Piece]:
    loose = [one for one in rows.cards if one.cluster is None]
    groups = [(one.id, one.name or of_engine("no_words")) for one in rows.clusters]
    for cluster, name in [*groups, *([(None, of_engine("no_cluster"))] if loose else [])]:
        if groups:
            yield Subheading(name)
        inside = [one for one in rows.cards if one.cluster == cluster]
        if inside:
            yield Bullets(tuple(_card(one.text, content.votes.get(one.id, 0)) for one in inside))
        else:
            yield Words(of_engine("empty"), is_quiet=True)


def _card(text: str, votes: int) -> str:
    text = text or of_engine("no_words")
    if not votes:
        return text
    counted = ngettext("%(count)s stemme", "%(count)s stemmer", votes) % {"count": votes}
    return f"{text} ({counted})"


def cards_table(content: Content, block: CardsBlock, rows: CardsRows) -> Grid:
    names = {one.id: one.name for one in rows.clusters}
    heads = [_("Gruppe"), _("Kort"), *([_("Stemmer")] if block.votes else [])]
    found = []
    for one in rows.cards:
        voted: list[Value] = [float(content.votes.get(one.id, 0))] if block.votes else []
        found.append((names.get(one.cluster or "", ""), one.text, *voted))
    return Grid(in_words(block.title), tuple(heads), tuple(found))


def table_of(content: Content, block: TableBlock, rows: TableRows) -> Grid:
    found = (tuple(value_of(row.cells.get(one.id), one, content) for one in block.columns) for row in rows.rows)
    return Grid(in_words(block.title), tuple(in_words(one.title) for one in block.columns), tuple(found))


def _hours(block: TableBlock, rows: TableRows) -> Iterator[Piece]:
    spent = hours_a_year(block, rows)
    if block.hours and spent:
        people = {one.id: in_words(one.title) for c in block.columns if c.id == block.hours.people for one in c.choices}
        yield Subheading(_("Hva koster det oss? Timer i året for hver person"))
        yield Bullets(tuple(f"{people[who]}: {hours_said(hours)}" for who, hours in spent.items()))
        yield Words(_("Forberedelse og reise er ikke med."), is_quiet=True)


def axis_of(axis: DefinedAxis) -> Axis:
    return Axis(in_words(axis.title), in_words(axis.low), in_words(axis.high))


def _placed(block: MatrixBlock, rows: MatrixRows) -> tuple[Sequence[Piece], Grid]:
    title, first = in_words(block.title), (_("Nr."), _("Hva"))
    numbered = list(enumerate(rows.placements, start=1))
    drawing: Piece
    if block.x and block.y:
        x, y = axis_of(block.x), axis_of(block.y)
        points = [(number, one.x, one.y) for number, one in numbered if one.x is not None and one.y is not None]
        drawing = Axes(x, y, tuple(points))
        found = [(float(n), _named(one.text), _along(x, one.x), _along(y, one.y)) for n, one in numbered]
        table = Grid(title, (*first, x.title, y.title), tuple(found))
    else:
        place = {one.id: number for number, one in enumerate(block.rings)}
        names = tuple(in_words(one.title) for one in block.rings)
        turned = [(n, place[one.ring], one.turn or 0.0) for n, one in numbered if one.ring in place]
        drawing = Rings(names, tuple(turned))
        where = [names[place[one.ring]] if one.ring in place else of_engine("not_placed") for _n, one in numbered]
        ringed = [(float(n), _named(one.text), ring) for (n, one), ring in zip(numbered, where, strict=True)]
        table = Grid(title, (*first, of_engine("ring")), tuple(ringed))
    return ([drawing, table] if numbered else []), table


def _named(text: str) -> str:
    return text or of_engine("no_words")


def _along(axis: Axis, value: float | None) -> str:
    if value is None:
        return of_engine("not_placed")
    near = axis.low if value < 1 / 3 else axis.high if value > 2 / 3 else of_engine("middle")
    return f"{near} ({round(value * 100)} %)"


def flow_table(content: Content, block: FlowBlock, rows: FlowRows) -> Grid:
    """A row for each step, stage by stage and lane by lane; what nobody has placed comes last."""
    lanes = {one.id: (number, one.name) for number, one in enumerate(rows.lanes)}
    stages = {one.id: (number, in_words(one.title)) for number, one in enumerate(block.stages)}
    names = {one.id: _named(one.name) for one in rows.steps}
    after: dict[str, list[str]] = {}
    for arrow in rows.arrows:
        if arrow.source is not None and arrow.target is not None:
            label = f" ({arrow.label})" if arrow.label else ""
            after.setdefault(arrow.source, []).append(names[arrow.target] + label)

    def place(one: Step) -> tuple[int, int]:
        stage, lane = stages.get(one.stage or ""), lanes.get(one.lane or "")
        return stage[0] if stage else len(stages), lane[0] if lane else len(lanes)

    found = []
    for one in sorted(rows.steps, key=place):
        stage, lane = stages.get(one.stage or ""), lanes.get(one.lane or "")
        name = f"{names[one.id]} ({of_engine('decision').lower()})" if one.decision else names[one.id]
        about = (value_of(one.cells.get(column.id), column, content) for column in block.fields)
        begins = (stage[1] if stage else "", name, lane[1] if lane else of_engine("no_lane"))
        found.append((*begins, *about, ", ".join(after.get(one.id, []))))
    return Grid(in_words(block.title), flow_heads(block), tuple(found))


def grid_of(said_steps: SaidComparison, title: str) -> Grid:
    """How each member does each step: a column for each of them."""
    found = []
    for stage in said_steps.stages:
        for one in stage.steps:
            cells = (f"{cell.text}, {cell.weeks}" if cell.weeks else cell.text for cell in one.cells)
            found.append((stage.title, one.name, *cells))
    return Grid(title, (of_engine("stage"), _("Steg"), *said_steps.names), tuple(found))


def flow_heads(block: FlowBlock) -> tuple[str, ...]:
    own = (in_words(one.title) for one in block.fields)
    return (of_engine("stage"), _("Steg"), _("Hvem"), *own, of_engine("then"))


def _tasks(content: Content, block: Block, rows: ChecklistRows) -> Grid:
    found = (
        (_named(one.text), content.name_of(one.owner) if one.owner else "", one.due, one.done) for one in rows.tasks
    )
    return Grid(in_words(block.title), task_heads(), tuple(found))


def task_heads() -> tuple[str, ...]:
    return (_("Oppgave"), of_engine("owner"), of_engine("due"), of_engine("done"))


def _answers(content: Content, block: ScaleBlock) -> tuple[Sequence[Piece], Grid | None]:
    """How many, never who. What has not been shown is not told of."""
    given = content.answers.get(block.id)
    if given is None:
        return [Words(_("Svarene er ikke vist."), is_quiet=True)], None
    found = tuple((in_words(one.title), float(given.get(one.id, 0))) for one in block.steps)
    table = Grid(in_words(block.title), (_("Trinn"), _("Svar")), found)
    advice = [piece for step in block.steps if given.get(step.id) and step.helps for piece in advice_of(block, step.id)]
    return [table, *advice], table


def advice_of(block: ScaleBlock, step_id: str) -> Iterator[Piece]:
    step = next(one for one in block.steps if one.id == step_id)
    told = (
        (_("Typisk"), step.typical),
        (_("Dette hjelper"), step.helps),
        (_("Dette gjør det verre"), step.worse),
        (_("Hvem kan hjelpe"), step.who),
    )
    if lines := tuple(f"{label}: {in_words(text)}" for label, text in told if text):
        yield Subheading(in_words(step.title))
        yield Bullets(lines)


def _adopted(content: Content, block: AdoptionBlock) -> tuple[Sequence[Piece], Grid]:
    found = tuple((one.who, one.version, one.day, one.note) for one in content.adopted)
    table = Grid(in_words(block.title), adoption_heads(), found)
    again = (
        [Words(_("Dere ser på dette igjen %(day)s.") % {"day": said(content.review_on)})] if content.review_on else []
    )
    return [*(_if_any(table) or [Words(_("Ingen har vedtatt dette ennå."), is_quiet=True)]), *again], table


def adoption_heads() -> tuple[str, ...]:
    return (_("Hvem"), _("Utgave"), _("Vedtatt"), _("Merknad"))
