"""The form to write on by hand: the same prompts, with room."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from plandugnad.core.papers.pieces import (
    MOST_COLUMNS_UPRIGHT,
    TICK,
    Axes,
    Boxes,
    Bullets,
    Field,
    Forms,
    Grid,
    Part,
    Piece,
    Rings,
    Ruled,
    Subheading,
    Words,
)
from plandugnad.core.papers.saying import said
from plandugnad.engines.sheet.blocks import (
    AdoptionBlock,
    Block,
    CardsBlock,
    ChecklistBlock,
    Column,
    ColumnKind,
    Definition,
    FlowBlock,
    MatrixBlock,
    ScaleBlock,
    Suggestion,
    TableBlock,
    TextBlock,
)
from plandugnad.engines.sheet.schema import ticked
from plandugnad.engines.sheet.texts import Text
from plandugnad.worksheets.taking_out.filled import (
    adoption_heads,
    advice_of,
    axis_of,
    flow_heads,
    task_heads,
)
from plandugnad.worksheets.taking_out.saying import in_words

MOST_CHOICES = 12  # more than these are looked up, and not ticked on paper


def before_blocks(definition: Definition) -> Iterator[Part]:
    if definition.prepare:
        yield Part(_("Før dere møtes"), "", (Bullets(tuple(in_words(one) for one in definition.prepare)),))
    if definition.agenda:
        title = _("Slik kan møtet gå")
        turns = tuple((in_words(one.title), in_words(one.help), float(one.minutes)) for one in definition.agenda)
        yield Part(title, "", (Grid(title, (_("Del av møtet"), _("Hva dere gjør"), _("Minutter")), turns),))


def empty_part(block: Block) -> Part:
    return Part(in_words(block.title), in_words(block.prompt), tuple(_room(block)), _table(block))


def _table(block: Block) -> Grid | None:
    """What an empty spreadsheet has of it: the headings alone."""
    title = in_words(block.title)
    if isinstance(block, TableBlock):
        return Grid(title, tuple(in_words(one.title) for one in block.columns))
    if isinstance(block, CardsBlock):
        return Grid(title, (_("Gruppe"), _("Kort")))
    if isinstance(block, FlowBlock):
        return Grid(title, flow_heads(block))
    if isinstance(block, ChecklistBlock):
        return Grid(title, task_heads())
    return None


def _room(block: Block) -> Iterator[Piece]:
    if isinstance(block, TextBlock):
        yield Ruled(10)
    elif isinstance(block, CardsBlock):
        yield from _cards(block)
    elif isinstance(block, TableBlock):
        yield from _rows(block)
    elif isinstance(block, MatrixBlock):
        yield _drawing(block)
    elif isinstance(block, FlowBlock):
        yield from _flow(block)
    elif isinstance(block, ChecklistBlock):
        yield Grid(in_words(block.title), task_heads(), tuple((_task(one), "", "", "") for one in block.suggestions), 8)
    elif isinstance(block, ScaleBlock):
        yield from _scale(block)
    elif isinstance(block, AdoptionBlock):
        yield Grid(in_words(block.title), adoption_heads(), (), 6)


def _cards(block: CardsBlock) -> Iterator[Piece]:
    if block.suggestions:
        yield Subheading(_("Forslag"))
        yield Bullets(tuple(_task(one) for one in block.suggestions))
        yield Subheading(_("Våre"))
    yield Boxes(6)


def _task(suggested: Suggestion, name: str = "text") -> str:
    text = suggested.get(name)
    return in_words(text) if isinstance(text, Text) else ""


def _rows(block: TableBlock) -> Iterator[Piece]:
    if block.suggestions:
        yield Subheading(_("Forslag"))
        yield Bullets(tuple(_suggested(block, one) for one in block.suggestions))
        yield Subheading(_("Våre"))
    title, number = in_words(block.title), min(block.most_items, 8)
    if len(block.columns) <= MOST_COLUMNS_UPRIGHT:
        yield from _choices(block.columns)
        yield Grid(title, tuple(in_words(one.title) for one in block.columns), (), number)
    else:
        yield Forms(title, tuple(_field(one) for one in block.columns), min(number, 6))


def _choices(columns: tuple[Column, ...]) -> Iterator[Piece]:
    for one in columns:
        if one.choices:
            named = ", ".join(in_words(choice.title) for choice in one.choices)
            yield Words(f"{in_words(one.title)}: {named}.", is_quiet=True)


def _field(column: Column) -> Field:
    few = column.choices if len(column.choices) <= MOST_CHOICES else ()
    return Field(in_words(column.title), tuple(in_words(one.title) for one in few))


def _suggested(block: TableBlock, suggested: Suggestion) -> str:
    """What is chosen tells by itself what it is of; words and numbers have the heading before them, but the first."""
    found: list[str] = []
    for column in block.columns:
        value = suggested.get(column.id)
        if isinstance(value, Text | float):
            text = in_words(value) if isinstance(value, Text) else said(value)
            found.append(f"{in_words(column.title)}: {text}" if found else text)
        elif isinstance(value, str):
            found += [in_words(one.title) for one in column.choices if one.id == value]
        elif column.kind is ColumnKind.CHOICES:
            ticks = (in_words(one.title) for one in column.choices if suggested.get(ticked(column.id, one.id)))
            found.append(", ".join(ticks))
    return " · ".join(filter(None, found))


def _drawing(block: MatrixBlock) -> Piece:
    if block.x and block.y:
        return Axes(axis_of(block.x), axis_of(block.y))
    return Rings(tuple(in_words(one.title) for one in block.rings))


def _flow(block: FlowBlock) -> Iterator[Piece]:
    if block.lanes:
        yield Words(
            _("Hvem: %(names)s.") % {"names": ", ".join(in_words(one.title) for one in block.lanes)}, is_quiet=True
        )
    heads = (_("Steg"), _("Hvem"), *(in_words(one.title) for one in block.fields[:3]))
    lanes = {one.id: in_words(one.title) for one in block.lanes}
    for stage in block.stages:
        yield Subheading(in_words(stage.title))
        usual = [one for one in block.steps if one.get("stage") == stage.id]
        rest = ("",) * (len(heads) - 2)
        rows = tuple((_task(one, "name"), lanes.get(str(one.get("lane")), ""), *rest) for one in usual)
        yield Grid(in_words(stage.title), heads, rows, 2 if usual else 3)


def _scale(block: ScaleBlock) -> Iterator[Piece]:
    if any(step.signs for step in block.steps) and not block.like:
        for step in block.steps:
            yield Subheading(f"{TICK} {in_words(step.title)}")
            yield Words("\n".join(f"{TICK} {in_words(one.title)}" for one in step.signs))
        yield Subheading(_("Når dere har sett hvor dere står"))
        for step in block.steps:
            yield from advice_of(block, step.id)
    else:
        yield Words("\n".join(f"{TICK} {in_words(one.title)}" for one in block.steps))
