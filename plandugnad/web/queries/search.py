"""Searching everything one may see, as every feature has told of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.kinds import PlanStatus, PlanType
from plandugnad.plans.telling import PlanSource
from plandugnad.projections.finding import MOST_FOUND, find, read
from plandugnad.projections.models import FoundEntry
from plandugnad.regions.actor import Actor
from plandugnad.regions.telling import OrganisationSource

PAGE_SIZE = 50
# What is not a plan, by the source that tells of it.
_KINDS = {
    "archive.file": _("fil"),
    "archive.room": _("rom i arkivet"),
    "meetings.meeting": _("møte"),
    "worksheets.sheet": _("arbeidsark"),
    "agreements.agreement": _("mål og regler"),
    "agreements.goal": _("mål i samarbeidet"),
}


@dataclass(frozen=True)
class Found:
    title: str
    address: str
    kind: str
    status: str
    status_label: str
    place: str
    number: str


@dataclass(frozen=True)
class Answer:
    """Keys to be shown with `shown`: a page at a time, and the places beside it."""

    pages: "Paginator[int]"
    places: tuple[int, ...]

    @property
    def count(self) -> int:
        return self.pages.count + len(self.places)

    @property
    def is_cut(self) -> bool:
        """There is more than anybody reads; more words would help."""
        return self.pages.count >= MOST_FOUND


def find_all(actor: Actor, words: str) -> Answer:
    """One's own places come first."""
    found = find(actor.keys, words, near=[place.id for place in actor.places], apart=[OrganisationSource.key])
    return Answer(Paginator(found.keys, PAGE_SIZE), found.apart)


def shown(keys: Iterable[int]) -> list[Found]:
    return [_shaped(entry) for entry in read(list(keys))]


def _shaped(entry: FoundEntry) -> Found:
    facts: dict[str, str] = entry.facts
    is_plan = entry.source == PlanSource.key
    status = facts.get("status", "") if is_plan else ""
    return Found(
        title=entry.title,
        address=entry.address,
        kind=_plan_type(facts.get("type", "")) if is_plan else str(_KINDS.get(entry.source, "")),
        status=status,
        status_label=str(PlanStatus(status).label) if status else "",
        place=facts.get("place", ""),
        number=facts.get("number", ""),
    )


def _plan_type(code: str) -> str:
    return str(PlanType(code).label) if code else ""
