from collections.abc import Iterable, Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plandugnad.agreements.queries.goals import goals_on_front
from plandugnad.plans.filters import ADDRESS_NAMES
from plandugnad.plans.queries import collaboration_front as queries
from plandugnad.regions.access import collaboration_abilities
from plandugnad.regions.agreement import forms
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import MemberState
from plandugnad.regions.queries.collaborations import find_with_coordinators, parts_of
from plandugnad.regions.queries.nesting import tree_of


@require_safe
@signed_in
def collaboration(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The table stood here once, and people have kept addresses with choices in them."""
    there = find_with_coordinators(id)
    not_found_unless(there is not None)
    assert there is not None
    found, coordinators = there
    can = collaboration_abilities(request.actor, found)
    not_found_unless(can.can_see)
    if any(request.GET.get(name) for name in (*ADDRESS_NAMES.values(), "sorter", "side")):
        return redirect(f"{reverse('collaboration_plans', args=[id])}?{request.GET.urlencode()}")
    today = timezone.localdate()
    parts = parts_of(found, today)
    members = [part for part in parts if part.is_in and not part.is_helper]
    ids = [part.organisation.id for part in members]
    names = {part.organisation.id: part.name for part in members}
    tasks, dates = queries.tasks_and_dates(request.actor, id, ids, today)
    about = {
        "collaboration": found,
        "is_example": found.is_example,
        "can": can,
        "legal": forms().get(found.form),
        "members": members,
        "helpers": [part for part in parts if part.is_in and part.is_helper],
        "asked": [part for part in parts if part.state == MemberState.INVITED],
        "coordinators": coordinators,
        "tasks": _placed(tasks, names),
        "dates": _placed(dates, names),
        "goals": goals_on_front(id, today) if can.can_read_agreement else None,
        "tree": tree_of(request.actor, found),
        "joint": queries.joint_plans(request.actor, ids),
        "news": queries.news(request.actor, [id, *ids]),
    }
    return render(request, "plans/collaboration_front.html", about)


def _placed(lines: Iterable[queries.Line], names: Mapping[UUID, str]) -> list[tuple[queries.Line, str]]:
    return [(line, line.owners or names.get(line.place_id, "")) for line in lines]
