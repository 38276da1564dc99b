from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plandugnad.regions.access import can_give_import_consent
from plandugnad.regions.actions import set_import_consent
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.queries.places import find_member


@require_POST
@signed_in
def import_consent(request: SignedInRequest, id: UUID) -> HttpResponse:
    member = find_member(id, _as_id(request.POST.get("organisation", "")))
    not_found_unless(member is not None and can_give_import_consent(request.actor, member))
    assert member is not None
    is_yes = request.POST.get("answer") == "yes"
    set_import_consent(request.actor.by, member, is_yes)
    said = (
        _("Koordinatoren kan nå importere for %(place)s.")
        if is_yes
        else _("Koordinatoren kan ikke lenger importere for %(place)s.")
    )
    messages.success(request, said % {"place": member.organisation})
    return redirect("collaboration_compare", id=id)


def _as_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
