"""How many private recipients are kept, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from plandugnad.engines.statute import chains
from plandugnad.processes.models import Process
from plandugnad.processes.notice.models import Announcement
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
        PrivateRecipients(row.code, names[row.code].name.said(language), row.total, row.erased, row.private_until)
        for row in rows
        if row.code in names
    ]
