"""The document laid out: for the page where it is written, and as what becomes a file or is kept as it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.core.papers.pieces import Outlay, Part, Piece, Subheading
from plandugnad.plans.words.dates import written
from plandugnad.strategies.document.generated import GENERATED, Material
from plandugnad.strategies.document.reading import read_material
from plandugnad.strategies.document.sections import CHAPTERS, OWN, Chapter, Own
from plandugnad.strategies.document.writing import pieces_of
from plandugnad.strategies.models import Strategy


@dataclass(frozen=True)
class Written:
    """An own section where it stands. `heading` is empty where its chapter is called the same or it stands alone."""

    own: Own
    text: str
    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Laid:
    """A chapter: own sections, and runs of pieces from data."""

    code: str
    title: str
    items: tuple[Written | tuple[Piece, ...], ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """As it is read: an own section nobody has written is not there, nor its heading."""
        found: list[Piece] = []
        for item in self.items:
            if isinstance(item, Written):
                found += [*([Subheading(item.heading)] if item.heading and item.pieces else []), *item.pieces]
            else:
                found += item
        return tuple(found)


def chapters_of(material: Material) -> list[Laid]:
    return [_chapter(chapter, material) for chapter in CHAPTERS]


def _chapter(chapter: Chapter, material: Material) -> Laid:
    is_many = sum(1 for held in chapter.holds if held in OWN) > 1
    items: list[Written | tuple[Piece, ...]] = []
    for held in chapter.holds:
        if held in OWN:
            own, text = OWN[held], material.own.get(held, "")
            items.append(Written(own, text, str(own.heading) if is_many else "", tuple(pieces_of(text))))
        elif pieces := tuple(GENERATED[held.removeprefix("=")](material)):
            items.append(pieces)
    return Laid(chapter.code, str(chapter.title), tuple(items))


def lay_out(strategy: Strategy, today: date) -> Outlay:
    """In the written standard of the municipality, with what has something in it."""
    with override(strategy.organisation.language):
        material = read_material(strategy, today)
        laid = [chapter for chapter in chapters_of(material) if chapter.pieces]
        parts = [Part(f"{number} {chapter.title}", "", chapter.pieces) for number, chapter in enumerate(laid, start=1)]
        return Outlay(
            title=title_of(strategy),
            facts=tuple(_facts(strategy)),
            why="",
            parts=tuple(parts),
            is_example=strategy.organisation.is_example,
            has_contents=True,
        )


def says_something(strategy: Strategy, today: date) -> bool:
    """Own text, or what is decided of any plan or of the municipal master plan: a list of plan types is no strategy."""
    material = read_material(strategy, today)
    is_decided = strategy.community_choice or strategy.land_use_choice or any(row.decision for row in material.rows)
    return bool(is_decided) or any(text.strip() for text in material.own.values())


def title_of(strategy: Strategy) -> str:
    told = {"place": strategy.organisation.name, "term": strategy.term.name}
    return _("Planstrategi for %(place)s kommune %(term)s") % told


def _facts(strategy: Strategy) -> Iterator[tuple[str, str]]:
    plan = strategy.plan
    if not strategy.is_adopted:
        yield _("Status"), _("forslag")
        return
    if plan.adopted:
        yield _("Vedtatt"), written(plan.adopted)
    if plan.adopted_by:
        yield _("Av"), plan.adopted_by
    if plan.case_reference:
        yield _("Sak"), plan.case_reference
