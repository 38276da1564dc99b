from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from plandugnad.regions.access import (
    CollaborationAbilities,
    MemberAbilities,
    collaboration_abilities,
    member_abilities,
)
from plandugnad.regions.http import SignedInRequest, not_found_unless
from plandugnad.regions.models import Collaboration, Member
from plandugnad.regions.queries.collaborations import find_row
from plandugnad.regions.queries.places import find_collaboration


def collaboration_to_see(request: SignedInRequest, id: UUID) -> tuple[Collaboration, CollaborationAbilities]:
    found = find_collaboration(id)
    not_found_unless(found is not None)
    assert found is not None
    can = collaboration_abilities(request.actor, found)
    not_found_unless(can.can_see)
    return found, can


def collaboration_to_coordinate(request: SignedInRequest, id: UUID) -> Collaboration:
    found, can = collaboration_to_see(request, id)
    not_found_unless(can.can_coordinate)
    return found


def part_to_answer_for(request: SignedInRequest, id: UUID, organisation_id: UUID) -> tuple[Member, MemberAbilities]:
    """Also for those who do not see the collaboration yet, because they are only asked."""
    row = find_row(id, organisation_id)
    not_found_unless(row is not None)
    assert row is not None
    can = member_abilities(request.actor, row)
    not_found_unless(can.can_answer)
    return row, can


def is_asked_no_more(request: SignedInRequest) -> HttpResponseRedirect:
    """For who had an invitation open, or found it in an old letter, when it was taken back. Not a word of what to."""
    messages.warning(request, _("Spørsmålet gjelder ikke lenger. De som spurte, har trukket det tilbake."))
    return redirect("home")
