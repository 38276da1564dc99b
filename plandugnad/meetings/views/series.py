from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.core.pieces import Crumb
from plandugnad.meetings import words
from plandugnad.meetings.access import place_abilities
from plandugnad.meetings.actions import series as actions
from plandugnad.meetings.forms import SeriesForm
from plandugnad.meetings.models import Series
from plandugnad.meetings.queries.meetings import bodies_of, find_series
from plandugnad.meetings.set_up import SetUp, set_up_of
from plandugnad.meetings.views.asked import base, meetings_address, place_to_write
from plandugnad.meetings.views.place import FORM, UNPROCESSABLE
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(FORM)
@signed_in
def series_new(request: SignedInRequest, place_id: UUID) -> HttpResponse:
    place, abilities = place_to_write(request.actor, place_id)
    choices = bodies_of(request.actor, place)
    year = timezone.localdate().year
    usual: dict[str, Any] = {"body": request.GET.get("utvalg", ""), "first_on": f"01.01.{year + 1}"}
    usual["last_on"] = f"31.12.{year + 1}"
    form = SeriesForm(choices, None, request.POST if request.method == "POST" else None, **usual)
    if form.is_bound and form.is_valid():
        body = next(each for each in choices if str(each.id) == form.cleaned_data["body"])
        try:
            _made, count = actions.make_series(request.actor.by, body, form.values())
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Lagt inn: %(count)s.") % {"count": words.meetings_count(count)})
            return redirect(f"{meetings_address(place)}?aar={form.cleaned_data['first_on'].year}")
    about = base(place, abilities, Crumb(_("Ny møteserie"))) | {"form": form, "has_bodies": bool(choices)}
    return render(request, "meetings/series.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_http_methods(FORM)
@signed_in
def series_edit(request: SignedInRequest, id: UUID) -> HttpResponse:
    series = _to_write(request, id)
    place, set_up = series.body.place, set_up_of(series)
    if set_up and request.method != "POST":
        return redirect(set_up.address)
    form = SeriesForm([], series, request.POST if request.method == "POST" else None)
    if set_up:
        form.add_error(None, _of_set_up(set_up))
    elif form.is_bound and form.is_valid():
        try:
            came, went = actions.change_series(request.actor.by, series, form.values(), timezone.localdate())
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            said = _(
                "Serien er lagret. Nye møter: %(came)s. Tatt bort: %(went)s. Møter noen har endret, står som de var."
            )
            messages.success(request, said % {"came": came, "went": went})
            return redirect(meetings_address(place))
    abilities = place_abilities(request.actor, place)
    about = base(place, abilities, Crumb(_("Møteserie"))) | {"form": form, "series": series, "has_bodies": True}
    about["set_up"] = set_up
    return render(request, "meetings/series.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_POST
@signed_in
def series_end(request: SignedInRequest, id: UUID) -> HttpResponse:
    series = _to_write(request, id)
    if set_up := set_up_of(series):
        messages.warning(request, _of_set_up(set_up))
        return redirect(set_up.address)
    went = actions.end_series(request.actor.by, series, timezone.localdate())
    said = _("Serien er avsluttet. %(count)s fram i tid er tatt bort.")
    messages.success(request, said % {"count": words.meetings_count(went)})
    return redirect(meetings_address(series.body.place))


def _of_set_up(set_up: SetUp) -> str:
    said = _("Serien er satt opp fra møtearenaen «%(name)s», og endres og avsluttes der. Ingenting er endret.")
    return said % {"name": set_up.name}


def _to_write(request: SignedInRequest, id: UUID) -> Series:
    series = find_series(id)
    if series is None:
        raise Http404
    not_found_unless(place_abilities(request.actor, series.body.place).can_write)
    return series
