"""All that is agreed on one page, and the kinds that are read and not followed up."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plandugnad.agreements.actions import publishing
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Agreement
from plandugnad.agreements.queries.found import find_agreement, lines_of
from plandugnad.agreements.queries.rows import rows_of
from plandugnad.agreements.views.asked import Asked, to_see
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_safe
@signed_in
def overview(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = to_see(request, id)
    lines = lines_of(asked.collaboration, timezone.localdate())
    about = asked.about() | {"lines": lines, "count": sum(bool(line.standing) for line in lines)}
    return render(request, "agreements/overview.html", about)


@require_safe
@signed_in
def steps(request: SignedInRequest, id: UUID) -> HttpResponse:
    return _rows(request, id, AgreementKind.PROCESS)


def _rows(request: SignedInRequest, id: UUID, kind: AgreementKind) -> HttpResponse:
    asked = to_see(request, id)
    about = asked.about_kind(kind, timezone.localdate())
    about["page"] = rows_of(asked.collaboration, kind, request.GET.get("side"))
    return render(request, "agreements/rows.html", about)


@require_POST
@signed_in
def withdraw(request: SignedInRequest, id: UUID, agreement: UUID) -> HttpResponse:
    asked, found = _to_coordinate(request, id, agreement)
    publishing.withdraw(request.actor.by, found)
    undo = f"undo:{asked.address('agreement_restore', found.id)}"
    messages.success(request, _("«%(title)s» gjelder ikke lenger.") % {"title": found.title}, extra_tags=undo)
    return redirect("agreed", id)


@require_POST
@signed_in
def restore(request: SignedInRequest, id: UUID, agreement: UUID) -> HttpResponse:
    _asked, found = _to_coordinate(request, id, agreement)
    publishing.restore(request.actor.by, found)
    messages.success(request, _("«%(title)s» gjelder igjen.") % {"title": found.title})
    return redirect("agreed", id)


def _to_coordinate(request: SignedInRequest, id: UUID, agreement: UUID) -> tuple[Asked, Agreement]:
    asked = to_see(request, id)
    not_found_unless(asked.abilities.can_coordinate)
    found = find_agreement(asked.collaboration, agreement)
    if found is None:
        raise Http404
    return asked, found
