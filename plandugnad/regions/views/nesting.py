"""What a collaboration is part of, and what is within it: shown to all who see it, changed by those who coordinate."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.regions import nesting as actions
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Collaboration, Nesting
from plandugnad.regions.queries import nesting as queries
from plandugnad.regions.queries.places import find_collaboration
from plandugnad.regions.views.asked import collaboration_to_see

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def nesting(request: SignedInRequest, id: UUID) -> HttpResponse:
    collaboration, can = collaboration_to_see(request, id)
    wrong = ""
    if request.method == "POST":
        not_found_unless(can.can_coordinate)
        try:
            messages.success(request, _do(request, collaboration))
        except ValidationError as refused:
            wrong = refused.messages[0]
        else:
            return redirect("nesting", id=id)
    rows = queries.nestings_of(collaboration) if can.can_coordinate else []
    about: dict[str, Any] = {
        "collaboration": collaboration,
        "is_example": collaboration.is_example,
        "can": can,
        "actor": request.actor,
        "tree": queries.tree_of(request.actor, collaboration),
        "standing": [_about(request, collaboration, one) for one in rows if one.accepted_at],
        "asked": [_about(request, collaboration, one) for one in rows if not one.accepted_at],
        "others": queries.others_she_sees(request.actor, collaboration) if can.can_coordinate else [],
        "typed": request.POST,
        "wrong": wrong,
    }
    return render(request, "regions/nesting.html", about, status=422 if wrong else None)


def _about(request: SignedInRequest, here: Collaboration, row: Nesting) -> dict[str, Any]:
    """Who is asked is not called by name to somebody who does not see it, and was given its address."""
    is_inner = row.inner_id == here.id
    other = row.outer if is_inner else row.inner
    is_mine = row.asker.id == here.id
    is_known = bool(row.accepted_at) or not is_mine or other.id in request.actor.collaborations
    is_unsure = request.POST.get("do") == "end" and request.POST.get("nesting") == str(row.id)
    about = {"row": row, "is_inner": is_inner, "is_mine": is_mine, "is_unsure": is_unsure}
    return about | {"name": other.name if is_known else ""}


def _do(request: SignedInRequest, here: Collaboration) -> str:
    """What was done, in words. Raises ValidationError."""
    do, by = request.POST.get("do", ""), request.actor.by
    if do == "ask":
        other = _other(request, here)
        actions.ask(by, here, other, is_inner=request.POST.get("which") != "outer")
        return _("Spørsmålet er sendt. De som koordinerer der, ser det på forsiden sin.")
    row = _row(request, here)
    if do in {"yes", "no"} and row.asked.id == here.id:
        actions.answer(by, row, is_yes=do == "yes")
        return _("Dere har sagt ja.") if do == "yes" else _("Dere har takket nei.")
    not_found_unless(do == "end")
    if row.accepted_at and request.POST.get("sure") != "yes":
        raise ValidationError(
            _("Kryss av for at det skal avsluttes. Da må begge være med på det før det blir slik igjen.")
        )
    actions.end(by, row)
    return _("Det er avsluttet.") if row.accepted_at else _("Spørsmålet er trukket tilbake.")


def _row(request: SignedInRequest, here: Collaboration) -> Nesting:
    written = request.POST.get("nesting", "")
    row = queries.find_nesting(here, UUID(written)) if _ID.fullmatch(written) else None
    if row is None:
        raise ValidationError(_("Dette er besvart eller avsluttet. Åpne siden på nytt og se hva som gjelder."))
    return row


def _other(request: SignedInRequest, here: Collaboration) -> Collaboration:
    """Chosen among those she sees, or by the address its coordinator has given her."""
    written = request.POST.get("address", "").strip() or request.POST.get("other", "")
    found = _ID.search(written.lower())
    other = find_collaboration(UUID(found[0])) if found else None
    if other is None:
        raise ValidationError(
            _("Vi fant ikke samarbeidet. Velg det i listen, eller lim inn adressen til forsiden det har her.")
        )
    return other
