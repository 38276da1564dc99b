"""How many private recipients are kept, and until when; and what is kept of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from plandugnad.engines.statute import chains
from plandugnad.processes.models import Process
from plandugnad.processes.notice.models import Announcement, Recipient, Sending
from plandugnad.processes.notice.retention.days import private_until_of
from plandugnad.processes.notice.retention.whose import of_one
from plandugnad.processes.words import law_language


@dataclass(frozen=True)
class PrivateRecipients:
    """Of one announcement."""

    code: str
    title: str
    total: int
    erased: int
    day: date | None

    @property
    def waiting(self) -> int:
        return self.total - self.erased


def private_recipients_of(process: Process) -> Sequence[PrivateRecipients]:
    private = Q(recipients__is_private=True)
    rows = Announcement.objects.filter(process=process).annotate(
        total=Count("recipients", filter=private),
        erased=Count("recipients", filter=private & Q(recipients__erased_at__isnull=False)),
    )
    rows = rows.filter(total__gt=0).order_by("code")
    names, language = chains()[process.chain].by_id, law_language()
    return [
        PrivateRecipients(row.code, names[row.code].name.said(language), row.total, row.erased, private_until_of(row))
        for row in rows.select_related("process")
        if row.code in names
    ]


@dataclass(frozen=True)
class OneRecipient:
    """What is kept of one of them. `elsewhere`: other notices of the process to somebody of her name, code and name."""

    name: str
    addresses: Sequence[str]
    letters: Sequence[Sending]
    is_back: bool
    is_before_deadline: bool
    elsewhere: Sequence[tuple[str, str]]


def find_one(process: Process, kept: Announcement, id: UUID, today: date) -> OneRecipient | None:
    hers = None if kept._state.adding else of_one(kept, id)
    if hers is None:
        return None
    letters = [one for one in hers.sendings if one.proof.deleted_at is None]
    is_open = kept.deadline_on is not None and kept.deadline_on >= today
    is_back = bool(letters) and letters[-1].returned_on is not None
    return OneRecipient(hers.name, hers.addresses, letters, is_back, is_open, _elsewhere(process, kept, hers.name))


def _elsewhere(process: Process, kept: Announcement, name: str) -> list[tuple[str, str]]:
    hers = Q(name__iexact=name, is_private=True, erased_at=None)
    rows = Recipient.objects.filter(hers, announcement__process=process).exclude(announcement=kept)
    letters = Sending.objects.filter(hers, proof__announcement__process=process).exclude(proof__announcement=kept)
    codes = {*rows.values_list("announcement__code", flat=True)}
    codes |= {*letters.values_list("proof__announcement__code", flat=True)}
    names, language = chains()[process.chain].by_id, law_language()
    return [(code, names[code].name.said(language)) for code in sorted(codes) if code in names]


def is_erased(kept: Announcement, id: UUID) -> bool:
    if kept._state.adding:
        return False
    rows = Recipient.objects.filter(announcement=kept), Sending.objects.filter(proof__announcement=kept)
    return any(found.filter(pk=id).exclude(erased_at=None).exists() for found in rows)
