"""What is told of reviews: who is asked, by when, that the owner has finished, and once: did it help?

Nothing waits for anybody in what is finished, until the three months are over; then each is asked once.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.projections import audience
from plandugnad.projections.activity import tell
from plandugnad.projections.entries import About
from plandugnad.projections.filling import add_source, refresh
from plandugnad.projections.models import Entry
from plandugnad.projections.words import Reminder, add_asks, add_kinds, add_reminders, add_verbs
from plandugnad.regions import keys
from plandugnad.worksheets.models import Panellist, Phase, Review
from plandugnad.worksheets.reviewing.helping import waits_for
from plandugnad.worksheets.reviewing.people import who_may_sit

ANSWER, ASSESS, SUMMARISE, HELPED, DUE = (
    "review_answer",
    "review_assess",
    "review_summarise",
    "review_helped",
    "review_due",
)


_NEAR = timedelta(days=30)


class ReviewSource:
    key = "worksheets.review"

    def ids(self) -> Iterable[UUID]:
        return Review.objects.filter(sheet__deleted_at=None).values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = Review.objects.filter(id__in=ids, sheet__deleted_at=None)
        for review in rows.select_related("sheet__collaboration", "owner").prefetch_related("panel"):
            yield from _of_open(review) if review.is_open else _of_finished(review)


def about(review: Review, page: str = "sheet") -> About:
    sheet = review.sheet
    assert sheet.collaboration_id is not None
    return About(ReviewSource.key, review.id, sheet.collaboration_id, sheet.name, reverse(page, args=[sheet.id]))


def still_here(review: Review) -> list[Panellist]:
    """Of those who were asked and have not said no. Roles end without a word to us: see `jobs`."""
    assert review.sheet.collaboration is not None
    here = who_may_sit(review.sheet.collaboration, review.owner_id)
    return [one for one in review.panel.all() if one.declined_at is None and one.person_id in here]


def _of_open(review: Review) -> Iterator[Entry]:
    due, id = When.on(review.due_on), about(review).place_id
    # An answer is wanted now: with a day far ahead it would wait out of sight until then.
    is_near = review.due_on <= timezone.localdate() + _NEAR
    yield about(review).on([keys.workers_of(id)], DUE, due)
    panel, writes = still_here(review), review.sheet.phase == Phase.SHARE
    for one in panel:
        if one.is_waiting:
            yield about(review, "review_answer").needs(
                [audience.person(one.person_id)], ANSWER, due if is_near else None
            )
        elif one.delivered_at is None and writes:
            yield about(review, "review_assess").needs([audience.person(one.person_id)], ASSESS, due)
    sitting = [one for one in panel if one.accepted_at]
    has_all = bool(sitting) and len(sitting) == len(panel) and all(one.delivered_at for one in sitting)
    if has_all or not writes or review.due_on < timezone.localdate():
        yield about(review, "review_summary").needs([audience.writers_of(review.owner_id)], SUMMARISE)


def _of_finished(review: Review) -> Iterator[Entry]:
    people, owner = waits_for(review, {one.person_id for one in still_here(review) if one.accepted_at})
    waiting = [audience.person(id) for id in people] + ([audience.writers_of(review.owner_id)] if owner else [])
    if waiting:
        yield about(review, "review_helped").needs(waiting, HELPED)


def refresh_review(review: Review, by: By | None) -> None:
    refresh(ReviewSource.key, [review.id], by)


def tell_panel(by: By, verb: str, review: Review) -> None:
    """To each who sits, and to nobody else."""
    sitting = [audience.person(one.person_id) for one in still_here(review) if one.accepted_at]
    if sitting:
        tell(by, verb, [about(review)], sitting)


_WORDS: dict[str, Any] = {
    ANSWER: gettext_lazy("svar på om du kan vurdere saken"),
    ASSESS: gettext_lazy("gi vurderingen din"),
    SUMMARISE: gettext_lazy("oppsummer vurderingene"),
    HELPED: gettext_lazy("hjalp vurderingen?"),
    DUE: gettext_lazy("faglig vurdering, svar innen"),
}

add_asks(
    {
        ANSWER: gettext_lazy("Kan du se på saken «%(what)s»?"),
        SUMMARISE: gettext_lazy("Oppsummer vurderingene av «%(what)s»"),
        HELPED: gettext_lazy("Hjalp vurderingen av «%(what)s»?"),
    }
)
add_kinds(_WORDS)
add_reminders([ASSESS], [Reminder.WEEK, Reminder.DAY, Reminder.OVER])
add_reminders([ANSWER], [Reminder.DAY])
add_verbs(
    ReviewSource.key,
    {"review_finished": gettext_lazy("%(who)s har oppsummert vurderingene av «%(what)s»")},
    is_found=False,
)
add_source(ReviewSource())
