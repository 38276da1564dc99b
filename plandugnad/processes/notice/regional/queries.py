"""The region's own list, as its page and the proposals of its members read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from plandugnad.processes.notice.models import RegionalRecipient
from plandugnad.regions.models import Collaboration, Member, Organisation

MOST = 300


@dataclass(frozen=True)
class RegionalList:
    extra: tuple[RegionalRecipient, ...]
    left_out: tuple[RegionalRecipient, ...]


def list_of(collaboration: Collaboration) -> RegionalList:
    rows = RegionalRecipient.objects.filter(collaboration=collaboration, deleted_at=None)[:MOST]
    return RegionalList(tuple(row for row in rows if not row.key), tuple(row for row in rows if row.key))


def lists_for(place: Organisation) -> tuple[list[RegionalRecipient], Mapping[str, RegionalRecipient]]:
    """Of the collaborations a municipality is a member of today: those it adds, and by key those it leaves out."""
    mine = Member.objects.filter(organisation=place).values("collaboration")
    rows = RegionalRecipient.objects.filter(collaboration__in=mine, deleted_at=None).select_related("collaboration")
    found = list(rows.filter(erased_at=None)[:MOST])
    return [row for row in found if not row.key], {row.key: row for row in found if row.key}


def find_recipient(collaboration: Collaboration, id: UUID) -> RegionalRecipient | None:
    return RegionalRecipient.objects.filter(collaboration=collaboration, pk=id).first()
