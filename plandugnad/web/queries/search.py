"""Searching everything one may see, as every feature has told of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.kinds import PlanStatus, PlanType
from plandugnad.plans.telling import PlanSource
from plandugnad.projections.finding import MOST_FOUND, entries_for, find, read
from plandugnad.projections.models import FoundEntry
from plandugnad.regions.actor import Actor
from plandugnad.regions.telling import OrganisationSource

PAGE_SIZE = 50
# What is not a plan, by the source that tells of it.
_KINDS = {"archive.file": _("fil"), "archive.room": _("rom i arkivet"), "meetings.meeting": _("møte")}


@dataclass(frozen=True)
class Found:
    title: str
    address: str
    kind: str
    status: str
    status_label: str
    place: str
    number: str


def find_all(actor: Actor, words: str) -> "Paginator[int]":
    """Keys to be paged through by the caller, who shows each page with `shown`. One's own places come first."""
    seen = entries_for(actor.keys, but=[OrganisationSource.key])
    return Paginator(find(seen, words, near=[place.id for place in actor.places]), PAGE_SIZE)


def find_places(actor: Actor, words: str) -> list[int]:
    return find(entries_for(actor.keys, sources=[OrganisationSource.key]), words)


def shown(keys: Iterable[int]) -> list[Found]:
    return [_shaped(entry) for entry in read(list(keys))]


def is_cut(found: "Paginator[int]") -> bool:
    """There is more than anybody reads; more words would help."""
    return found.count >= MOST_FOUND


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
