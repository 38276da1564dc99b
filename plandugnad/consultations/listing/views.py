"""The list of statements, and sharing them out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from plandugnad.consultations.listing import actions, queries
from plandugnad.consultations.listing.filters import ME, NOBODY, YES, StatementFilters, read_sort
from plandugnad.consultations.listing.forms import StatementFilterForm
from plandugnad.consultations.models import Consultation, Handling
from plandugnad.consultations.points.people import writers_in
from plandugnad.consultations.views.asked import base, consultation_to_change, consultation_to_see
from plandugnad.core.pieces import Chip, Column, Crumb
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import SignedInRequest, signed_in

_MOST_CHOSEN = 400


@require_safe
@signed_in
def statements(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = consultation_to_see(request.actor, id)
    filters, sort = StatementFilters.read(request.GET.dict()), read_sort(request.GET.get("sorter", ""))
    told = queries.told_of(found, request.actor.person_id)
    people = writers_in(found.process.plan.organisation)
    about = base(found, abilities, "statements", Crumb(_("Uttalelser")))
    about |= {
        "told": told,
        "filters": filters,
        "sorter": sort,
        "page": queries.page_of(found, filters, sort, request.actor.person_id, request.GET.get("side", "")),
        "form": StatementFilterForm(filters, people, queries.tags_of(found)),
        "chips": _chips(filters, sort, told),
        "columns": _columns(abilities.can_write),
        "people": people,
        "address": filters.address(sort),
    }
    return render(request, "consultations/listing/statements.html", about)


def _chips(filters: StatementFilters, sort: str, told: queries.Told) -> list[Chip]:
    wanted: list[tuple[str, str, str, int]] = [
        (_("Nye"), "handling", Handling.NEW, told.new),
        (_("Påbegynt"), "handling", Handling.STARTED, told.started),
        (_("Ferdig vurdert"), "handling", Handling.READY, told.ready),
        (_("Mine"), "assigned", ME, told.mine),
        (_("Uten ansvarlig"), "assigned", NOBODY, told.nobodys),
        (_("Etter fristen"), "late", YES, told.late),
        (_("Med innsigelse"), "objection", YES, told.objections),
    ]
    return [
        Chip(label, filters.toggled(name, value).address(sort), getattr(filters, name) == value, number)
        for label, name, value, number in wanted
        if number or getattr(filters, name) == value
    ]


def _columns(can_write: bool) -> list[Column]:
    chosen = [Column(_("Velg"), is_hidden=True)] if can_write else []
    return [
        *chosen,
        Column(_("Nr."), "number", "number"),
        Column(_("Hvem"), "name"),
        Column(_("Kom inn"), "received", "date"),
        Column(_("Behandling"), "handling"),
        Column(_("Ansvarlig"), "assigned"),
        Column(_("Punkter"), kind="number"),
        Column(_("Vedlegg"), kind="number"),
    ]


@require_POST
@signed_in
def statements_assign(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = consultation_to_change(request.actor, id)
    filters = StatementFilters.read(_query(request))
    there = f"{reverse('statements', args=[id])}{filters.address(read_sort(request.POST.get('sorter', '')))}"
    ids, person = _chosen(request, found, filters), request.POST.get("til", "")
    people = {str(key): name for key, name in writers_in(found.process.plan.organisation)}
    if not ids:
        messages.error(request, _("Ingen er valgt. Kryss av for uttalelsene du vil fordele, og trykk «Fordel»."))
    elif person != NOBODY and person not in people:
        messages.error(request, _("Velg hvem som skal ha uttalelsene."))
    else:
        number, event = actions.assign(request.actor.by, found, ids, UUID(person) if person in people else None)
        _say(request, id, number, people.get(person, ""), event)
    return redirect(there)


def _say(request: SignedInRequest, id: UUID, number: int, name: str, event: UUID | None) -> None:
    if event is None:
        messages.info(request, _("De du valgte, er fordelt slik fra før."))
        return
    undo = f"undo:{reverse('statements_assign_undo', args=[id, event])}"
    about = {"number": number, "name": name}
    if name:
        said = ngettext(
            "%(number)d uttalelse er gitt til %(name)s.", "%(number)d uttalelser er gitt til %(name)s.", number
        )
    else:
        said = ngettext(
            "%(number)d uttalelse har ingen ansvarlig lenger.",
            "%(number)d uttalelser har ingen ansvarlig lenger.",
            number,
        )
    messages.success(request, said % about, extra_tags=undo)


def _query(request: SignedInRequest) -> dict[str, str]:
    """The filters, as the form carries them along."""
    return {name.removeprefix("filter-"): str(value) for name, value in request.POST.items()}


def _chosen(request: SignedInRequest, found: Consultation, filters: StatementFilters) -> list[UUID]:
    if request.POST.get("alle"):
        return _all_matching(request.actor, found, filters)
    ids = []
    for text in request.POST.getlist("uttalelse")[:_MOST_CHOSEN]:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return queries.ids_among(found, ids)


def _all_matching(actor: Actor, found: Consultation, filters: StatementFilters) -> list[UUID]:
    rows: Any = queries.statements_matching(found, filters, actor.person_id)
    return list(rows.values_list("id", flat=True))


@require_POST
@signed_in
def statements_assign_undo(request: SignedInRequest, id: UUID, event: UUID) -> HttpResponse:
    found = consultation_to_change(request.actor, id)
    assignment = actions.find_assignment(found, event)
    if assignment is None:
        raise Http404
    try:
        number = actions.take_back_assignment(request.actor.by, found, assignment)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        said = ngettext(
            "Angret. %(number)d uttalelse har den ansvarlige den hadde før.",
            "Angret. %(number)d uttalelser har de ansvarlige de hadde før.",
            number,
        )
        messages.success(request, said % {"number": number})
    return redirect("statements", id)
