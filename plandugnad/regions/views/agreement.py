"""What an agreement of the chosen form should settle, point by point."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plandugnad.regions.agreeing import settle_point
from plandugnad.regions.agreement import forms
from plandugnad.regions.forms import PointForm
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.queries.collaborations import agreement_of
from plandugnad.regions.views.asked import collaboration_to_see


@require_safe
@signed_in
def agreement(request: SignedInRequest, id: UUID) -> HttpResponse:
    collaboration, can = collaboration_to_see(request, id)
    not_found_unless(can.can_read_agreement)
    about = {
        "collaboration": collaboration,
        "is_example": collaboration.is_example,
        "can": can,
        "legal": forms().get(collaboration.form),
        "agreement": agreement_of(collaboration),
    }
    return render(request, "regions/agreement.html", about)


@require_POST
@signed_in
def agreement_point(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    collaboration, can = collaboration_to_see(request, id)
    not_found_unless(can.can_settle)
    form = PointForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("agreement", id=id)
    try:
        settle_point(request.actor.by, collaboration, code, **form.cleaned_data)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("agreement", id=id)
    messages.success(request, _("Punktet er lagret."))
    return redirect(f"{reverse('agreement', args=[id])}#{code}")
