"""Choosing organisations of the register: by name, or all of a regional council at once. Nothing is saved here."""

from typing import Any
from uuid import UUID

from plandugnad.regions.http import SignedInRequest
from plandugnad.regions.models import Organisation
from plandugnad.regions.queries import administration as queries
from plandugnad.regions.queries import register

_HITS = 12
# More than any region has; a form that sends more is not ours.
_MOST_MEMBERS = 400


def chosen_in(request: SignedInRequest) -> list[Organisation]:
    return queries.organisations_by_id(ids_of(request.POST.getlist("members")))


def with_council(request: SignedInRequest, chosen: list[Organisation]) -> list[Organisation]:
    """Pressing a regional council ticks its members."""
    wanted = request.POST.get("council", "")
    members = next((council.members for council in register.councils() if str(council.id) == wanted), ())
    ids = {organisation.id for organisation in chosen} | set(members)
    return queries.organisations_by_id(list(ids)) if members else chosen


def choices(request: SignedInRequest, chosen: list[Organisation], but: frozenset[UUID] = frozenset()) -> dict[str, Any]:
    """What regions/parts/choosing.html shows. `but`: those that are there already."""
    words = request.POST.get("q", "").replace("\0", "")[:100]
    councils = register.councils()
    hits = _hits(words, but | {organisation.id for organisation in chosen})
    found = {body.id for body in register.find_bodies(words)} if words.strip() else set()
    return {
        "chosen": [organisation for organisation in chosen if organisation.id not in but],
        "councils": councils,
        "words": words,
        "hits": hits,
        "found_councils": [council for council in councils if council.id in found],
    }


def _hits(words: str, taken: frozenset[UUID]) -> list[register.MunicipalityRow]:
    if not words.strip():
        return []
    return [row for row in register.find_among(register.municipalities(), words) if row.id not in taken][:_HITS]


def ids_of(texts: list[str]) -> list[UUID]:
    ids = []
    for text in texts[:_MOST_MEMBERS]:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids
