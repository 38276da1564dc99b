"""A review as it stands at the top of its sheet, and all of them in one collaboration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q

from plandugnad.archive.models import File, Room
from plandugnad.meetings.models import Meeting
from plandugnad.meetings.queries.listed import visible_meetings
from plandugnad.plans.models import Plan
from plandugnad.regions.actor import Actor, actor_of
from plandugnad.regions.models import Collaboration
from plandugnad.worksheets.access import SheetAbilities
from plandugnad.worksheets.answering import shown_spreads
from plandugnad.worksheets.models import Panellist, Review, Sheet, Skill
from plandugnad.worksheets.reviewing.access import ReviewAbilities, is_review, review_abilities, review_of
from plandugnad.worksheets.reviewing.helping import helped_scale, is_asked
from plandugnad.worksheets.schemas import definition_of

REVIEWS_A_PAGE = 30
MOST_OFFERED = 500
MOST_MEETINGS = 40


@dataclass(frozen=True)
class Attached:
    """`closed_to`: those of the panel who may not open it, by name."""

    file: File
    closed_to: Sequence[str] = ()


@dataclass(frozen=True)
class Strip:
    """`panel` are those who sit and those who have not answered. Who has said no is a number, and no name."""

    review: Review | None
    can: ReviewAbilities
    panel: Sequence[Panellist] = ()
    declined: int = 0
    plan: Plan | None = None
    meeting: Meeting | None = None
    files: Sequence[File] = ()
    closed_files: int = 0
    asks_if_it_helped: bool = False
    spread: Sequence[tuple[str, int]] = ()

    @property
    def delivered(self) -> int:
        return sum(1 for one in self.panel if one.delivered_at)


def strip_of(actor: Actor, sheet: Sheet, abilities: SheetAbilities, language: str) -> Strip | None:
    """In a number of questions that does not grow with the panel."""
    if not is_review(sheet):
        return None
    review = review_of(sheet)
    can = review_abilities(actor, sheet, abilities, review)
    if review is None:
        return Strip(None, can)
    panel = list(review.panel.select_related("person", "organisation"))
    readable = Room.objects.visible_to(actor.keys)
    files = review.files.filter(deleted_at=None)
    seen = list(files.filter(room__in=readable).order_by("sort_key", "name"))
    plan = Plan.objects.visible_to(actor).filter(pk=review.plan_id).first() if review.plan_id else None
    meeting = visible_meetings(actor).filter(pk=review.meeting_id).first() if review.meeting_id else None
    return Strip(
        review=review,
        can=can,
        panel=[one for one in panel if one.declined_at is None],
        declined=sum(1 for one in panel if one.declined_at),
        plan=plan,
        meeting=meeting,
        files=seen,
        closed_files=files.count() - len(seen),
        asks_if_it_helped=is_asked(review),
        spread=spread_of(sheet, shown_spreads([sheet.id]), language) if not review.is_open else (),
    )


def spread_of(
    sheet: Sheet, shown: Mapping[UUID, Mapping[str, Mapping[str, int]]], language: str
) -> Sequence[tuple[str, int]]:
    """Every step with how many, where the answers are shown."""
    block = helped_scale(sheet)
    given = shown.get(sheet.id, {}).get(block.id) if block else None
    if block is None or given is None:
        return ()
    return [(one.title.said(language), given.get(one.id, 0)) for one in block.steps]


@dataclass(frozen=True)
class Listed:
    review: Review
    sitting: int
    delivered: int
    taken: Sequence[str]
    counts: Mapping[str, int]
    spread: Sequence[tuple[str, int]]


def reviews_of(collaboration: Collaboration, number: str, language: str) -> "Page[Any]":
    """The open ones first, by when an answer is wanted; then those that are finished, the newest first."""
    sheets = Sheet.objects.listed().filter(collaboration=collaboration)
    seats = Q(panel__accepted_at__isnull=False)
    rows = Review.objects.filter(sheet__in=sheets).select_related("sheet", "owner")
    counted: Any = rows.annotate(
        sitting=Count("panel", filter=seats), delivered=Count("panel", filter=Q(panel__delivered_at__isnull=False))
    )
    page = Paginator(
        counted.order_by(F("finished_at").desc(nulls_first=True), "due_on", "id"), REVIEWS_A_PAGE
    ).get_page(number)
    shown = shown_spreads([one.sheet_id for one in page.object_list])
    page.object_list = [_listed(one, shown, language) for one in page.object_list]
    return page


def _listed(review: Any, shown: Mapping[UUID, Mapping[str, Mapping[str, int]]], language: str) -> Listed:
    counts = {
        name: sum(1 for one in review.outcome if one["decision"] == name) for name in ("taken", "partly", "not_taken")
    }
    taken = [one["advice"] for one in review.outcome if one["decision"] in {"taken", "partly"}]
    return Listed(review, review.sitting, review.delivered, taken[:3], counts, spread_of(review.sheet, shown, language))


def begun_without_request(collaboration: Collaboration) -> Sequence[Sheet]:
    rows = Sheet.objects.listed().filter(collaboration=collaboration, kind="review", review=None)
    return list(rows.order_by("-made_at")[:REVIEWS_A_PAGE])


def attached_to(actor: Actor, review: Review) -> Sequence[Attached]:
    """Those she may open herself, each with whom of the panel may not. For the owner's page alone: each on the panel is
    asked for by herself, and a panel is small.
    """
    files = review.files.filter(deleted_at=None, room__in=Room.objects.visible_to(actor.keys))
    found = list(files.select_related("room").order_by("sort_key", "name"))
    panel = [(one.person, actor_of(one.person).keys) for one in _who_reads(review)] if found else []
    return [
        Attached(one, [str(person) for person, keys in panel if keys.isdisjoint(one.room.reader_keys)]) for one in found
    ]


def _who_reads(review: Review) -> Sequence[Panellist]:
    return list(review.panel.filter(declined_at=None).select_related("person"))


def plans_to_choose(actor: Actor, owners: Sequence[UUID]) -> Sequence[Plan]:
    rows = Plan.objects.visible_to(actor).filter(organisation_id__in=owners).select_related("organisation")
    return list(rows.in_norwegian_order()[:MOST_OFFERED])


def meetings_to_choose(actor: Actor, collaboration: Collaboration, today: Any, kept: UUID | None) -> Sequence[Meeting]:
    rows = visible_meetings(actor).filter(body__collaboration=collaboration)
    return list(
        rows.filter(Q(first_on__gte=today, is_cancelled=False) | Q(pk=kept))
        .select_related("body")
        .in_order()[:MOST_MEETINGS]
    )


def skills_of(person_id: UUID) -> Sequence[str]:
    return list(Skill.objects.filter(person_id=person_id).values_list("word", flat=True))


def title_of_kind(sheet: Sheet, language: str) -> str:
    return definition_of(sheet).title.said(language)
