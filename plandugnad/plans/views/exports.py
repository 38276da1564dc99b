from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plandugnad.plans.access import portfolio_abilities
from plandugnad.plans.chips import chosen_words
from plandugnad.plans.exports.contents import Contents
from plandugnad.plans.exports.delimited import delimited
from plandugnad.plans.exports.plain import plain
from plandugnad.plans.exports.spreadsheet import spreadsheet
from plandugnad.plans.filters import Filters
from plandugnad.plans.models import PlanQuerySet
from plandugnad.plans.queries.collaboration import find_collaboration, name_of_member, plans_of_members
from plandugnad.plans.queries.exports import read_contents
from plandugnad.plans.queries.narrowing import read_sorter
from plandugnad.plans.queries.portfolio import find_municipality, name_of_parent
from plandugnad.plans.queries.table import municipality_plans
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.regions.access import collaboration_abilities
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Collaboration, Organisation

FORMATS: dict[str, tuple[Callable[[Contents], bytes], str]] = {
    "xlsx": (spreadsheet, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (delimited, "text/csv; charset=utf-8"),
    "json": (plain, "application/json"),
}


def downloads(view: str, place: UUID | str, query: str) -> list[tuple[str, str]]:
    """What each kind of file is called, and the address that gives it with the choices made."""
    names = {"xlsx": _("Excel"), "csv": _("CSV"), "json": _("JSON")}
    return [(name, reverse(view, args=[place, file_format]) + query) for file_format, name in names.items()]


@require_safe
@signed_in
@follows_former_numbers
def portfolio_export(request: SignedInRequest, number: str, format: str) -> HttpResponse:
    """A whole table in one answer, on purpose: an export that stops at a hundred rows is no export."""
    municipality = find_municipality(number)
    not_found_unless(portfolio_abilities(request.actor, municipality).can_see)
    plans = municipality_plans(request.actor, municipality)
    return _taken_out(request, format, municipality, plans, {"municipality": municipality.name})


@require_safe
@signed_in
def collaboration_export(request: SignedInRequest, id: UUID, format: str) -> HttpResponse:
    """The combined table: of each member what one may see."""
    found = find_collaboration(id)
    not_found_unless(collaboration_abilities(request.actor, found).can_see)
    filters = Filters.read(request.GET.dict())
    plans = plans_of_members(request.actor, found).once(filters.municipality)
    return _taken_out(request, format, found, plans, {"municipality": name_of_member(found, filters.municipality)})


def _taken_out(
    request: SignedInRequest,
    format: str,
    place: Organisation | Collaboration,
    plans: PlanQuerySet,
    names: dict[str, str],
) -> HttpResponse:
    if format not in FORMATS:
        raise Http404
    filters = Filters.read(request.GET.dict())
    sorter = read_sorter(request.GET.get("sorter", ""))
    chosen = chosen_words(filters, names | {"under": name_of_parent(plans, filters)})
    contents = read_contents(place, plans, filters, sorter, chosen, timezone.localdate())
    write, content_type = FORMATS[format]
    disposition = content_disposition_header(True, contents.file_name(format))
    return HttpResponse(write(contents), content_type, headers={"Content-Disposition": disposition or "attachment"})
