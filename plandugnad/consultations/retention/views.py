"""What is kept of private persons, until when, and erasing it before that."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from plandugnad.consultations.access import ConsultationAbilities
from plandugnad.consultations.models import Consultation
from plandugnad.consultations.retention import queries
from plandugnad.consultations.retention.days import day_of
from plandugnad.consultations.retention.erasing import erase_contact, erase_statements
from plandugnad.consultations.retention.forms import PrivateUntilForm
from plandugnad.consultations.setup.actions import ChangedMeanwhile, change_consultation
from plandugnad.consultations.views.asked import base, consultation_to_change, consultation_to_see
from plandugnad.core.pieces import Crumb
from plandugnad.processes.notice.retention.queries import private_recipients_of
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

HERE = "private_data"


@require_http_methods(FORM)
@signed_in
def private_data(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = consultation_to_see(request.actor, id)
    not_found_unless(abilities.can_write or request.method != "POST")
    form, stands = PrivateUntilForm(found, request.POST if request.method == "POST" else None), None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            change_consultation(request.actor.by, found, {"private_until": given["private_until"]}, given["seen"])
        except ChangedMeanwhile as meanwhile:
            form.stands_now(meanwhile.current, meanwhile.by_name)
            stands = meanwhile.current
        else:
            messages.success(request, _("Lagret."))
            return redirect("private_data", id)
    return _page(request, found, abilities, form, stands)


def _page(
    request: SignedInRequest,
    found: Consultation,
    abilities: ConsultationAbilities,
    form: PrivateUntilForm,
    stands: Consultation | None,
) -> HttpResponse:
    about = base(found, abilities, HERE, Crumb(_("Personopplysninger"))) | {
        "proposed": day_of(found, timezone.localdate()),
        "told": queries.private_data_of(found),
        "page": queries.page_of(found, request.GET.get("side", "")),
        "notices": private_recipients_of(found.process),
        "form": form,
        "stands": stands,
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else None
    return render(request, "consultations/retention/private_data.html", about, status=status)


@require_http_methods(FORM)
@signed_in
def private_data_erase(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Those that were counted on the page that was confirmed, and no more: others may have come in meanwhile."""
    consultation_to_change(request.actor, id)
    found, abilities = consultation_to_see(request.actor, id)
    waiting = queries.all_waiting(found)
    if not waiting:
        messages.info(request, _("Det er ingen opplysninger å slette."))
        return redirect("private_data", id)
    is_asked_again = False
    if request.method == "POST":
        if request.POST.get("antall") == str(len(waiting)):
            _erase(request, found, [one.id for one in waiting])
            return redirect("private_data", id)
        is_asked_again = True
    about = _confirmation(found, abilities) | {
        "number": len(waiting),
        "unready": sum(1 for one in waiting if not one.is_ready and not one.is_deleted),
        "is_asked_again": is_asked_again,
    }
    status = UNPROCESSABLE if is_asked_again else None
    return render(request, "consultations/retention/erase.html", about, status=status)


@require_http_methods(FORM)
@signed_in
def private_data_erase_one(request: SignedInRequest, id: UUID, statement: UUID) -> HttpResponse:
    consultation_to_change(request.actor, id)
    found, abilities = consultation_to_see(request.actor, id)
    one = queries.find_private(found, statement) or queries.find_contact(found, statement)
    if one is None:
        raise Http404
    if one.is_erased:
        messages.info(request, _("Opplysningene er slettet fra før."))
        return redirect("private_data", id)
    if request.method == "POST" and one.is_contact:
        erase_contact(request.actor.by, found, one.id)
        messages.success(request, _("Kontaktpersonen er slettet."))
        return redirect("private_data" if one.is_deleted else "statement", id if one.is_deleted else one.id)
    if request.method == "POST":
        _erase(request, found, [one.id])
        return redirect("private_data", id)
    about = _confirmation(found, abilities) | {"one": one}
    return render(request, "consultations/retention/erase_one.html", about)


def _confirmation(found: Consultation, abilities: ConsultationAbilities) -> dict[str, object]:
    crumbs = Crumb(_("Personopplysninger"), reverse(HERE, args=[found.id])), Crumb(_("Slett"))
    is_open = found.closes_on is not None and found.closes_on >= timezone.localdate()
    return base(found, abilities, HERE, *crumbs) | {"is_before_deadline": is_open}


def _erase(request: SignedInRequest, found: Consultation, ids: list[UUID]) -> None:
    number = erase_statements(request.actor.by, found, ids)
    said = ngettext(
        "Personopplysningene i %(number)d uttalelse er slettet.",
        "Personopplysningene i %(number)d uttalelser er slettet.",
        number,
    )
    messages.success(request, said % {"number": number})
