"""What the region's worksheet has that the common process has not, taken in step by step."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from plandugnad.core.pieces import Crumb
from plandugnad.processes.common.actions import ChangedMeanwhile
from plandugnad.processes.common.agreed import items_of, take_agreed
from plandugnad.processes.common.views import one_to_change
from plandugnad.processes.queries.agreed import agreed_told
from plandugnad.processes.views.asked import FORM
from plandugnad.regions.http import SignedInRequest, signed_in


@require_http_methods(FORM)
@signed_in
def common_agreed(request: SignedInRequest, id: UUID, chain: str) -> HttpResponse:
    one = one_to_change(request, id, chain)
    if request.method == "POST":
        seen, codes = request.POST.get("seen", ""), request.POST.getlist("steg")
        if not seen.isdecimal() or not codes:
            raise Http404
        try:
            count = take_agreed(request.actor.by, one.common, codes, int(seen))
        except ChangedMeanwhile:
            messages.error(
                request, _("Fellesprosessen er endret igjen, eller noen andre har svart. Se hva som står nå.")
            )
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            words = ngettext("%(n)s steg er tatt inn.", "%(n)s steg er tatt inn.", count) % {"n": count}
            undo = one.undo() if count == 1 else ""
            messages.success(request, words, extra_tags=undo)
        return redirect(one.at("common_agreed"))
    about = one.about(Crumb(_("Fra arbeidsarket"))) | {"items": agreed_told(one.common, items_of(one.common))}
    return render(request, "processes/common/agreed.html", about)
