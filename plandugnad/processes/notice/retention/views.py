"""When private recipients are erased, and erasing one who asks for it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.processes.notice import actions
from plandugnad.processes.notice.retention.erasing import erase_one
from plandugnad.processes.notice.retention.forms import PrivateUntilForm
from plandugnad.processes.notice.retention.queries import find_one, is_erased
from plandugnad.processes.notice.views import announcing, form_page, saved, to_change
from plandugnad.processes.views.asked import FORM
from plandugnad.regions.http import SignedInRequest, signed_in


@require_http_methods(FORM)
@signed_in
def notice_private(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    """When private persons among the recipients are erased."""
    asked = announcing(to_change(request, id, code))
    kept = asked.page.kept
    form = PrivateUntilForm(kept, timezone.localdate(), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():

        def act(seen: int) -> None:
            day = form.cleaned_data["private_until"]
            actions.set_private_until(request.actor.by, asked.process, code, day, seen)

        if saved(request, form, act, _("Lagret.")):
            return redirect(f"{asked.address}#mottakere")
    lead = _(
        "Navnet blir «Slettet privat mottaker», og adressen blir borte, i listen og bevisene. I det som er skrevet om "
        "prosessen, også i historikken, tar vi ut navnet, og adressen der den står rett etter navnet. Ellers blir den "
        "stående, for et sted kan være det planen handler om. Dagen, hvordan det ble sendt, og antallet står som før."
    )
    return form_page(request, asked, form, _("Når private mottakere slettes"), lead=lead)


@require_http_methods(FORM)
@signed_in
def recipient_erase(request: SignedInRequest, id: UUID, code: str, one: UUID) -> HttpResponse:
    """By her row on the list, or by a letter to her."""
    asked = announcing(to_change(request, id, code))
    kept, today = asked.page.kept, timezone.localdate()
    back = f"{asked.address}#mottakere"
    found = find_one(asked.process, kept, one, today)
    if found is None:
        if not is_erased(kept, one):
            raise Http404
        messages.info(request, _("Navn og adresse er slettet fra før."))
        return redirect(back)
    if request.method == "POST":
        erase_one(request.actor.by, kept, one)
        messages.success(request, _("Navn og adresse er slettet."))
        return redirect(back)
    about = asked.about(_("Slett navn og adresse")) | {"one": found, "back": back}
    return render(request, "processes/notice/retention/erase_one.html", about)
