"""Making the points of one letter in the others that are nearly the same."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.consultations.models import Statement
from plandugnad.consultations.points import copying
from plandugnad.consultations.points.views.asked import base, statement_to_change, statement_to_see
from plandugnad.consultations.views.asked import given_ids
from plandugnad.core.pieces import Crumb
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE
from plandugnad.regions.http import SignedInRequest, signed_in


@require_http_methods(FORM)
@signed_in
def statement_alike(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = statement_to_change(request.actor, id)
    if "finnes" in request.GET:  # the page of the statement asks when it is shown: it does not wait for the comparing
        return _link(request, found)
    problem = ""
    if request.method == "POST":
        try:
            event, count = copying.split_alike(request.actor.by, found, given_ids(request.POST, "chosen"))
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        else:
            messages.success(request, _split_words(count), extra_tags=f"undo:{_undo_address(id, event.pk)}")
            return redirect(f"{reverse('statement', args=[id])}#messages")
    letters, count = copying.letters_like(found)
    _found, abilities = statement_to_see(request.actor, id)
    about = base(found, abilities, Crumb(_("Like brev"))) | {"letters": letters, "count": count, "problem": problem}
    return render(request, "consultations/points/alike.html", about, status=UNPROCESSABLE if problem else None)


def _link(request: SignedInRequest, found: Statement) -> HttpResponse:
    if not copying.has_letter_like(found):
        return HttpResponse("")
    return render(request, "consultations/points/alike_link.html", {"statement": found})


@require_POST
@signed_in
def statement_alike_undo(request: SignedInRequest, id: UUID, event: UUID) -> HttpResponse:
    statement = statement_to_change(request.actor, id)
    made = copying.find_event(statement.consultation, event)
    if made is None:
        raise Http404
    gone, standing = copying.undo(request.actor.by, statement.consultation, made)
    said = ngettext("Angret: %(number)d punkt er borte.", "Angret: %(number)d punkter er borte.", gone)
    messages.success(request, said % {"number": gone} if gone else _("Ingenting er angret."))
    if standing:
        stand = ngettext(
            "%(number)d punkt står, fordi noen har gjort noe med det siden.",
            "%(number)d punkter står, fordi noen har gjort noe med dem siden.",
            standing,
        )
        messages.info(request, stand % {"number": standing})
    return redirect(f"{reverse('statement', args=[id])}#messages")


def _split_words(count: int) -> str:
    said = ngettext(
        "%(number)d uttalelse er delt på samme måte.", "%(number)d uttalelser er delt på samme måte.", count
    )
    return said % {"number": count}


def _undo_address(id: UUID, event: UUID) -> str:
    return reverse("statement_alike_undo", args=[id, event])
