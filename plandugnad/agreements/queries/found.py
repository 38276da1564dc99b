"""The agreements of a collaboration, and one by its kind."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Agreement
from plandugnad.agreements.words import KINDS, KindWords, address_of_sheet
from plandugnad.regions.models import Collaboration


@dataclass(frozen=True)
class KindLine:
    """A kind, with what stands of it: several for the common process, one for each course."""

    kind: AgreementKind
    words: KindWords
    standing: list[Agreement]
    withdrawn: list[Agreement]
    sheet_address: str
    is_late: bool


def lines_of(collaboration: Collaboration, today: date) -> list[KindLine]:
    """One query."""
    rows = list(Agreement.objects.filter(collaboration=collaboration).order_by("part"))
    return [_line(collaboration, kind, [row for row in rows if row.kind == kind], today) for kind in AgreementKind]


def _line(collaboration: Collaboration, kind: AgreementKind, rows: list[Agreement], today: date) -> KindLine:
    standing = [row for row in rows if row.withdrawn_at is None]
    return KindLine(
        kind,
        KINDS[kind],
        standing,
        [row for row in rows if row.withdrawn_at is not None],
        address_of_sheet(collaboration.id, kind),
        any(is_late(row, today) for row in standing),
    )


def is_late(agreement: Agreement, today: date) -> bool:
    return agreement.review_on is not None and agreement.review_on < today


def find_standing(collaboration: Collaboration, kind: AgreementKind) -> list[Agreement]:
    rows = Agreement.objects.standing().filter(collaboration=collaboration, kind=kind)
    return list(rows.select_related("collaboration").order_by("part"))


def find_agreement(collaboration: Collaboration, id: UUID) -> Agreement | None:
    return Agreement.objects.select_related("collaboration").filter(collaboration=collaboration, pk=id).first()
