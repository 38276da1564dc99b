"""What a worksheet may be made of: a kind of block for each thing a workshop does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plandugnad.engines.sheet.texts import Text


class Phase(StrEnum):
    """In the order a workshop goes through them."""

    INDIVIDUAL = "individual"
    SHARE = "share"
    PRIORITISE = "prioritise"
    AGREE = "agree"
    ADOPT = "adopt"


class ColumnKind(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"  # any number of them; each is ticked by itself, so two who tick at once lose nothing
    PARTY = "party"  # a person or an organisation, from the register or in words
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Named:
    """A choice, a ring, a lane or a stage. `id` is kept in sheets and never changed.

    `counts`: what a choice is reckoned as, such as how many times a year «every week» is.
    """

    id: str
    title: Text
    help: Text | None = None
    counts: float | None = None


@dataclass(frozen=True, slots=True)
class ScaleStep(Named):
    """`signs` are what one may tick to find her step. `days`: how soon to look again where it is the answer."""

    signs: tuple[Named, ...] = ()
    typical: Text | None = None
    helps: Text | None = None
    worse: Text | None = None
    who: Text | None = None  # can help
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """`naming`: what is written is a rule for file names, and is shown with a name that follows it."""

    id: str
    kind: ColumnKind
    title: Text
    help: Text | None = None
    choices: tuple[Named, ...] = ()
    naming: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """What is low and what is high on it; 0 to 1 in the document."""

    title: Text
    low: Text
    high: Text


Suggestion = Mapping[str, Text | str | float | bool]  # field → words, or a value that is the same in all languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    id: str
    title: Text
    prompt: Text | None
    open: frozenset[Phase]  # when it can be written in
    most_items: int
    most_text: int  # characters in a short text; in a rich text, all of it


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock(Block):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsBlock(Block):
    """`votes` is the budget of each person, 0 where there is no voting. Votes and authors are server rows."""

    votes: int = 0
    anonymous: bool = False
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """The columns of a table that tell what it costs: minutes each time, times a year, and whose time it is."""

    minutes: str
    times: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock(Block):
    columns: tuple[Column, ...]
    suggestions: tuple[Suggestion, ...] = ()
    hours: Hours | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixBlock(Block):
    """Two axes, or rings from the centre outwards. `places` is the block whose items are placed, if any."""

    x: Axis | None = None
    y: Axis | None = None
    rings: tuple[Named, ...] = ()
    places: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowBlock(Block):
    """`stages` are the phases of the process drawn. `lanes` and `steps` are what a new sheet begins with; the lane of a
    step is the id of one of `lanes`.

    `like` is another flow it is drawn as: how each does it, to be compared with that and not written into it.
    """

    stages: tuple[Named, ...]
    lanes: tuple[Named, ...] = ()
    fields: tuple[Column, ...] = ()
    steps: tuple[Suggestion, ...] = ()
    like: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistBlock(Block):
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleBlock(Block):
    """Answers are server rows: nothing of it is in the document. `like`: the scale whose steps are asked for anew."""

    steps: tuple[ScaleStep, ...]
    like: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionBlock(Block):
    """Adoptions are server rows: nothing of it is in the document."""

    review_months: int = 12


@dataclass(frozen=True, slots=True)
class Turn:
    """A part of the meeting the sheet is used in. `minutes` is what the facilitator's timer proposes."""

    id: str
    title: Text
    help: Text | None
    minutes: int
    phase: Phase


@dataclass(frozen=True, slots=True)
class Definition:
    """One worksheet, as its file says it is.

    `part` and `order` are its place among the others, `principles` what it serves; whose ids those are, the engine does
    not know. `confidential`: only those who are invited may know that a sheet of it is there.
    """

    id: str
    title: Text
    why: Text
    phases: tuple[Phase, ...]
    blocks: Sequence[Block]
    part: str = ""
    order: int = 0
    principles: tuple[str, ...] = ()
    confidential: bool = False
    prepare: tuple[Text, ...] = ()
    agenda: tuple[Turn, ...] = ()

    def block(self, name: str) -> Block | None:
        return next((one for one in self.blocks if one.id == name), None)

    def open_in(self, phase: Phase) -> frozenset[str]:
        """The blocks that can be written in, for those who may write at all."""
        return frozenset(one.id for one in self.blocks if phase in one.open)

    @property
    def practices(self) -> Sequence[FlowBlock]:
        """How each does what another flow says all do. They are kept apart and compared, and never put together."""
        return [one for one in self.blocks if isinstance(one, FlowBlock) and one.like]
