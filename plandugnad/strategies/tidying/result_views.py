from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.regions.http import SignedInRequest, signed_in
from plandugnad.strategies.tidying.result import result_of
from plandugnad.strategies.tidying.spreadsheet import spreadsheet
from plandugnad.strategies.tidying.views import asked_for
from plandugnad.strategies.tidying.words import before_and_after

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@signed_in
@follows_former_numbers
def tidying_result(request: SignedInRequest, number: str) -> HttpResponse:
    asked = asked_for(request, number)
    result = result_of(asked.read())
    about = asked.about(Crumb(_("Det dere har valgt"))) | {"result": result}
    about["headline"] = before_and_after(result.before, result.after)
    return render(request, "strategies/tidying/result.html", about)


@require_safe
@signed_in
@follows_former_numbers
def tidying_result_file(request: SignedInRequest, number: str) -> HttpResponse:
    asked = asked_for(request, number)
    result = result_of(asked.read())
    name = _("Rydding i planene, %(name)s %(day)s") % {
        "name": asked.organisation.name,
        "day": timezone.localdate().isoformat(),
    }
    disposition = content_disposition_header(True, f"{name}.xlsx") or "attachment"
    return HttpResponse(spreadsheet(result), XLSX, headers={"Content-Disposition": disposition})
