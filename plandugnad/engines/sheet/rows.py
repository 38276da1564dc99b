"""What a sheet's document says, as plain rows: what pages, reports and exports read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plandugnad.engines.sheet.richtext import RichBlock


@dataclass(frozen=True, slots=True)
class Party:
    """`kind` is person, organisation or free; `id` is of the register, `name` what was written where it is free."""

    kind: str
    id: str = ""
    name: str = ""


Cell = str | float | bool | date | Party | tuple[str, ...] | None  # a tuple is the choices ticked, in their order


@dataclass(frozen=True, slots=True)
class Card:
    """`cluster` is None where it is in none, or in one that is gone."""

    id: str
    text: str
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class TableRow:
    id: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Placement:
    """`ref` is the item of another block it stands for, if that is still there; `text` is then that item's words.

    On axes x and y, or in a ring at a turn of 0 to 1; None where it is not placed yet.
    """

    id: str
    text: str
    ref: str | None = None
    x: float | None = None
    y: float | None = None
    ring: str | None = None
    turn: float | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    id: str
    name: str
    party: Party | None


@dataclass(frozen=True, slots=True)
class Step:
    """`lane` is None where the lane is gone or not chosen."""

    id: str
    name: str
    lane: str | None
    stage: str | None
    decision: bool
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An end is None where its step is gone; only whole arrows are drawn."""

    id: str
    source: str | None
    target: str | None
    label: str

    @property
    def is_whole(self) -> bool:
        return self.source is not None and self.target is not None


@dataclass(frozen=True, slots=True)
class Task:
    id: str
    text: str
    owner: Party | None
    due: date | None
    done: bool


@dataclass(frozen=True, slots=True)
class TextRows:
    blocks: tuple[RichBlock, ...]


@dataclass(frozen=True, slots=True)
class CardsRows:
    clusters: tuple[Cluster, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class TableRows:
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixRows:
    placements: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class FlowRows:
    lanes: tuple[Lane, ...]
    steps: tuple[Step, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class ChecklistRows:
    tasks: tuple[Task, ...]


BlockRows = TextRows | CardsRows | TableRows | MatrixRows | FlowRows | ChecklistRows
