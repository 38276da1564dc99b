"""What the pages of the document read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import override

from plandugnad.core.papers.pieces import Outlay, Piece
from plandugnad.strategies.document.actions import RESTORED, events_of
from plandugnad.strategies.document.keeping import from_json, told
from plandugnad.strategies.document.laying import Written, chapters_of
from plandugnad.strategies.document.models import DocumentEdition, DocumentSection, EditionKind
from plandugnad.strategies.document.reading import read_material, sections_of
from plandugnad.strategies.document.sections import OWN, Own
from plandugnad.strategies.document.writing import pieces_of
from plandugnad.strategies.models import Strategy


@dataclass(frozen=True)
class SectionRow:
    """An own section on the page where it is written."""

    own: Own
    heading: str
    text: str
    version: int
    pieces: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class ChapterRow:
    code: str
    title: str
    items: tuple[SectionRow | tuple[dict[str, Any], ...], ...]

    @property
    def parts(self) -> Iterator[tuple[SectionRow | None, tuple[dict[str, Any], ...]]]:
        """For templates: the section, or pieces."""
        for item in self.items:
            yield (item, ()) if isinstance(item, SectionRow) else (None, item)


def read_chapters(strategy: Strategy, today: date) -> list[ChapterRow]:
    """As it stands now. What is laid out from data is in the municipality's written standard, as the files are."""
    sections = sections_of(strategy)
    with override(strategy.organisation.language):
        laid = chapters_of(read_material(strategy, today))
        return [
            ChapterRow(
                one.code,
                one.title,
                tuple(_item(item, sections) for item in one.items),
            )
            for one in laid
        ]


def _item(item: Written | tuple[Piece, ...], sections: Mapping[str, DocumentSection]) -> Any:
    return _section(item, sections) if isinstance(item, Written) else pieces_told(item)


def _section(item: Written, sections: Mapping[str, DocumentSection]) -> SectionRow:
    section = sections.get(item.own.code)
    version = section.version if section else 0
    return SectionRow(item.own, item.heading, item.text, version, pieces_told(item.pieces))


def read_section(strategy: Strategy, code: str) -> SectionRow:
    section = find_section(strategy, code)
    text = section.text if section else ""
    return SectionRow(OWN[code], "", text, section.version if section else 0, pieces_told(tuple(pieces_of(text))))


def find_section(strategy: Strategy, code: str) -> DocumentSection | None:
    return DocumentSection.objects.filter(strategy=strategy, code=code).first()


def pieces_told(pieces: tuple[Piece, ...]) -> tuple[dict[str, Any], ...]:
    return tuple(told(piece) for piece in pieces)


def adopted_edition(strategy: Strategy) -> DocumentEdition | None:
    return _editions(strategy).filter(kind=EditionKind.ADOPTED).first()


def latest_proposal(strategy: Strategy) -> DocumentEdition | None:
    """The newest that was made public, also when it has been taken off the web page since."""
    return _editions(strategy).filter(kind=EditionKind.PROPOSAL).first()


def public_edition(strategy: Strategy) -> DocumentEdition | None:
    """What anybody reads: what was adopted, else the proposal. Nothing when that has been taken off the page."""
    found = adopted_edition(strategy) or latest_proposal(strategy)
    return found if found is not None and found.withdrawn_at is None and found.content else None


def _editions(strategy: Strategy) -> QuerySet[DocumentEdition]:
    rows = DocumentEdition.objects.filter(strategy=strategy, deleted_at=None)
    return rows.order_by("-made_at", "-id")


def outlay_of(edition: DocumentEdition, *, is_example: bool) -> Outlay:
    return from_json(edition.content, is_example=is_example)


@dataclass(frozen=True)
class PartRow:
    title: str
    pieces: tuple[dict[str, Any], ...]


def parts_told(laid: Outlay) -> list[PartRow]:
    return [PartRow(part.title, pieces_told(part.pieces)) for part in laid.parts]


@dataclass(frozen=True)
class Version:
    id: UUID
    at: datetime
    by: str
    text: str
    is_now: bool
    is_restored: bool

    @property
    def begins(self) -> str:
        return str(Truncator(self.text).chars(160))


def versions_of(section: DocumentSection | None) -> list[Version]:
    return [
        Version(
            event.id, event.made_at, event.by_name, str((event.after or {}).get("text", "")), place == 0,
            event.verb == RESTORED,
        )
        for place, event in enumerate(events_of(section))
    ]  # fmt: skip
