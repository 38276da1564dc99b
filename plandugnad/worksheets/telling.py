"""That something waits for somebody in a private sheet: told to her alone, and never what or in which.

Of other sheets nothing is told here, and of a private one nothing else: no line of activity, nothing to be found, no
day in a calendar.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.projections import audience
from plandugnad.projections.entries import About
from plandugnad.projections.filling import add_source, refresh
from plandugnad.projections.models import Entry
from plandugnad.projections.words import Reminder, add_asks, add_kinds, add_parts, add_reminders
from plandugnad.worksheets.models import Participant, Revealed, ScaleAnswer, Sheet

WAITS, LOOK_AGAIN = "private_waits", "private_look_again"
_PART = "worksheets.waiting"


class WaitingSource:
    """Of invitations, whose ids say nothing of the sheet."""

    key = "worksheets.waiting"

    def ids(self) -> Iterable[UUID]:
        return Participant.objects.filter(asked_at__isnull=False).values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = Participant.objects.filter(id__in=ids, asked_at__isnull=False, sheet__deleted_at=None)
        for one in rows.select_related("sheet__collaboration", "sheet__organisation"):
            if _waits(one):
                yield _about(one).needs([audience.person(one.person_id)], WAITS)
            if one.accepted_at and one.sheet.review_on:
                day = When.on(one.sheet.review_on)
                yield _about(one).needs([audience.person(one.person_id)], LOOK_AGAIN, day)


def refresh_waiting(sheet: Sheet, by: By | None, gone: Collection[UUID] = ()) -> None:
    """`gone`: invitations that are no more."""
    ids = Participant.objects.filter(sheet=sheet.pk).values_list("id", flat=True)
    refresh(WaitingSource.key, {*ids, *gone}, by)


def refresh_own(sheet: Sheet, by: By) -> None:
    """After what she did alone. The lines of the others are not touched, whose moments would tell that she did."""
    own = Participant.objects.filter(sheet=sheet.pk, person_id=by.id).values_list("id", flat=True) if by.id else ()
    refresh(WaitingSource.key, own, by)


def _about(one: Participant) -> About:
    place = one.sheet.place
    return About(WaitingSource.key, one.id, place.id, place.name, reverse("confidential"), facts={"of": _PART})


def _waits(one: Participant) -> bool:
    """An invitation, somebody to say yes or no to, or the first answer. Later ones are given when they will."""
    if one.accepted_at is None:
        return True
    if not one.is_party:
        return False
    proposed = one.sheet.participants.filter(asked_at=None).exclude(approvals__person_id=one.person_id)
    return proposed.exists() or not _has_answered(one)


def _has_answered(one: Participant) -> bool:
    if Revealed.objects.filter(sheet=one.sheet).exists():
        return True
    return ScaleAnswer.objects.filter(sheet=one.sheet, person_id=one.person_id).exists()


def _part(facts: Mapping[str, Any]) -> str:
    return _("noe venter på deg")


add_parts(_PART, _part)
add_asks({WAITS: gettext_lazy("Noe venter på deg")})
add_kinds({WAITS: gettext_lazy("åpne og se"), LOOK_AGAIN: gettext_lazy("åpne og se")})
add_reminders([WAITS, LOOK_AGAIN], [Reminder.DAY])
add_source(WaitingSource())
