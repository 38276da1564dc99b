"""The letters of an announcement, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from plandugnad.processes.models import Process
from plandugnad.processes.notice.again.deadlines import OwnDeadline, own_deadline
from plandugnad.processes.notice.demanded import Demanded
from plandugnad.processes.notice.models import Announcement, Recipient, Sending


@dataclass(frozen=True)
class Attention:
    """Came back, and nothing has been sent since. `deadline`: for her, if it is sent on the day the page is read."""

    sending: Sending
    deadline: OwnDeadline | None


@dataclass(frozen=True)
class Letters:
    """In the order they were sent; those of a note that is taken back are not among them."""

    process: Process
    what: Demanded
    kept: Announcement
    sendings: tuple[Sending, ...]

    @cached_property
    def last(self) -> dict[UUID, Sending]:
        """By recipient."""
        return {one.recipient_id: one for one in self.sendings if one.recipient_id}

    def of(self, recipients: Sequence[Recipient]) -> list[tuple[Recipient, Sending | None]]:
        return [(one, self.last.get(one.pk)) for one in recipients]

    @cached_property
    def returned(self) -> list[Sending]:
        """Those that need attention."""
        settled = {one.again_of_id for one in self.sendings}
        return [
            one
            for one in self.sendings
            if one.returned_on
            and not one.erased_at
            and one.pk not in settled
            and (one.recipient_id is None or self.last[one.recipient_id].pk == one.pk)
        ]

    def deadline_if_sent(self, sent_on: date) -> OwnDeadline | None:
        first = min((one.proof.announced_on for one in self.sendings), default=sent_on)
        return own_deadline(self.process, self.what, self.kept.deadline_on, first, sent_on)

    def attention(self, today: date) -> list[Attention]:
        deadline = self.deadline_if_sent(today) if self.returned else None
        return [Attention(one, deadline) for one in self.returned]


def letters_of(process: Process, what: Demanded, kept: Announcement) -> Letters:
    rows = Sending.objects.filter(proof__announcement=kept, proof__deleted_at=None).select_related("proof")
    return Letters(process, what, kept, () if kept._state.adding else tuple(rows))


def find_sending(process: Process, code: str, id: UUID) -> Sending | None:
    rows = Sending.objects.select_related("proof__announcement", "recipient")
    return rows.filter(
        pk=id, proof__announcement__process=process, proof__announcement__code=code, proof__deleted_at=None
    ).first()
