"""The arenas, and the meetings that are made of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.agreements.actions import arenas as actions
from plandugnad.agreements.arenas import RHYTHMS, agenda_of, changes_of, leading, proposal, rhythm_of
from plandugnad.agreements.days_out import days_out, read_days
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.meeting_forms import ArenaMeetingsForm
from plandugnad.agreements.models import Arena, ArenaSeries
from plandugnad.agreements.queries.arenas import arenas_of, find_arena, find_set_up, is_standing
from plandugnad.agreements.queries.group import Group, group_in, habits
from plandugnad.agreements.queries.preview import preview_of
from plandugnad.agreements.queries.year import year_of
from plandugnad.agreements.views.asked import FORM, UNPROCESSABLE, Asked, to_see
from plandugnad.core.marks import written_day
from plandugnad.core.pieces import Crumb
from plandugnad.meetings import words
from plandugnad.meetings.access import MeetingAbilities, place_abilities
from plandugnad.meetings.actions.series import check_series
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.meetings.leading import leaving, members_of
from plandugnad.meetings.models import Body, Series
from plandugnad.meetings.queries.meetings import find_body_named
from plandugnad.meetings.views.place import read_year
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@dataclass(frozen=True)
class _Arena:
    """The arena that is asked for, with its meetings where they are set up."""

    asked: Asked
    arena: Arena
    row: ArenaSeries | None
    members: list[tuple[UUID, str]]
    leaving: dict[UUID, date]

    @property
    def choices(self) -> list[tuple[UUID, str]]:
        """Who is on the way out is said to be, where the order is chosen."""
        said = _("%(name)s (med til %(day)s)")
        return [
            (id, said % {"name": name, "day": written_day(self.leaving[id])} if id in self.leaving else name)
            for id, name in self.members
        ]

    @property
    def live(self) -> ArenaSeries | None:
        return self.row if self.row is not None and self.row.is_live else None

    @property
    def series(self) -> Series | None:
        return self.live.series if self.live else None

    def group(self, today: date) -> Group | None:
        """The group its meetings would come to, with those it has to come; None where they are set up or it is not."""
        if self.live is not None:
            return None
        tied = self.row if self.row is not None and self.row.is_tied else None
        body = tied.body if tied else find_body_named(self.asked.collaboration, self.arena.name)
        return group_in(body, today, date(today.year + 6, 12, 31)) if body else None


@require_safe
@signed_in
def arenas(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked, today = to_see(request, id), timezone.localdate()
    abilities = _of_meetings(asked)
    found = arenas_of(asked.collaboration, request.GET.get("side"), today, with_meetings=abilities.can_read)
    about = asked.about_kind(AgreementKind.ARENAS, today)
    about |= {"page": found.page, "arenas": found, "meeting_abilities": abilities}
    return render(request, "agreements/arenas.html", about)


@require_http_methods(FORM)
@signed_in
def arena_meetings(request: SignedInRequest, id: UUID, arena: UUID) -> HttpResponse:
    """Sets the meetings up, or changes those that are to come. Nothing is written before the days have been seen."""
    one = _to_write(request, id, arena)
    not_found_unless(is_standing(one.arena))
    today, holder = timezone.localdate(), ("arena_meetings", one.arena.id, request.actor.person_id)
    group = one.group(today)
    if request.method == "POST" and "bruk" in request.POST:
        return _tie(one, group)
    data = request.POST if request.method == "POST" else None
    form = ArenaMeetingsForm(one.choices, data, **_initial(one, group, today), token=new_token(*holder))
    preview, is_other = None, False
    if form.is_bound and form.is_valid():
        series_id = id_of(form.cleaned_data["token"], *holder)
        try:
            series = _series(request, one, form, series_id)
            preview = preview_of(request.actor, series, dict(one.members), today if one.live else date.min, today)
            is_seen = "bekreft" in request.POST and form.cleaned_data["seen"] == preview.digest
            is_beside = one.live is None and preview.group.count > 0 and not form.cleaned_data["beside"]
            has_any = one.live is not None or preview.new > 0
            if is_seen and has_any and not is_beside:
                return _write(one, form, series, today)
            if is_seen and has_any:
                form.add_error("beside", _("Gruppen har møter fra før. Kryss av hvis den skal ha disse i tillegg."))
            is_other = "bekreft" in request.POST and not is_seen
        except ValidationError as refused:
            form.add_refusal(refused)
            preview = None
    about = one.asked.about_kind(AgreementKind.ARENAS, today, Crumb(one.arena.name))
    about |= {"arena": one.arena, "form": form, "preview": preview, "is_other": is_other, "series": one.series}
    about["changes"] = changes_of(one.live.said, one.arena) if one.live else []
    about |= {"group": group, "is_tied": one.row is not None and one.row.is_tied}
    return render(request, "agreements/arena_meetings.html", about, status=UNPROCESSABLE if form.errors else None)


def _tie(one: _Arena, group: Group | None) -> HttpResponse:
    request, back = one.asked.request, redirect(f"{one.asked.address('agreed_arenas')}#arena-{one.arena.id}")
    if one.live is not None or group is None or not group.count:
        messages.info(request, _("Gruppen har ingen møter framover, eller møtene er alt satt opp."))
        return back
    actions.tie(request.actor.by, one.arena, group.body)
    _say_with_undo(one, _("Arenaen bruker møtene gruppen har. Ingen møter er laget."))
    return back


@require_POST
@signed_in
def arena_meetings_end(request: SignedInRequest, id: UUID, arena: UUID) -> HttpResponse:
    one = _to_write(request, id, arena)
    if one.live is not None:
        went = actions.end(request.actor.by, one.live, timezone.localdate())
        said = _("Serien er avsluttet. %(count)s fram i tid er tatt bort.") % {"count": words.meetings_count(went)}
        _say_with_undo(one, said)
    return redirect("agreed_arenas", id)


@require_POST
@signed_in
def arena_meetings_undo(request: SignedInRequest, id: UUID, arena: UUID) -> HttpResponse:
    one = _to_write(request, id, arena)
    done = actions.undo(request.actor.by, one.row, timezone.localdate()) if one.row else ""
    if done:
        messages.success(request, _("Angret. Møter noen har endret, står som de er."))
    else:
        messages.info(request, _("Det er ikke noe å angre. Det kan være gjort fra før."))
    return redirect("agreed_arenas", id)


@require_safe
@signed_in
def meetings_year(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked, today = to_see(request, id), timezone.localdate()
    not_found_unless(_of_meetings(asked).can_read)
    year = read_year(request.GET.get("aar", ""), today.year)
    about = asked.about_kind(AgreementKind.ARENAS, today, Crumb(_("Året på ett ark")))
    found = year_of(asked.collaboration, year, today)
    about |= {"found": found, "years": [(str(one), one == year) for one in found.years], "year": str(year)}
    return render(request, "agreements/year.html", about)


def _of_meetings(asked: Asked) -> MeetingAbilities:
    return place_abilities(asked.request.actor, asked.collaboration)


def _to_write(request: SignedInRequest, id: UUID, arena: UUID) -> _Arena:
    asked = to_see(request, id)
    not_found_unless(_of_meetings(asked).can_write)
    found = find_arena(asked.collaboration, arena)
    if found is None:
        raise Http404
    return _Arena(asked, found, find_set_up(found), members_of(asked.collaboration), leaving(asked.collaboration))


def _initial(one: _Arena, group: Group | None, today: date) -> dict[str, Any]:
    """What the arena says, and how its group meets already; where its meetings are set up, what stands, with what the
    arena has said otherwise since."""
    proposed = proposal(one.arena, today) | (habits(group.meetings) if group else {})
    proposed["turns"] = [id for id, _name in one.members if id not in one.leaving]
    if one.live is None or one.series is None:
        return proposed
    series, said = one.series, one.live.said
    names = ("weekday", "ordinal", "starts", "first_on", "last_on", "has_july_off", "on_holiday")
    led = ("venue", "digital_address", "chairs", "chair", "prepares", "preparer")
    stands: dict[str, Any] = {name: getattr(series, name) for name in (*names, *led)}
    stands |= {"rhythm": rhythm_of(series.rhythm, series.every), "agenda": "\n".join(series.agenda)}
    stands |= {"minutes": _minutes(series), "turns": _turns(one, series)}
    now = {name: getattr(one.arena, name) for name in said}
    changed = {name for name in said if said[name] != now[name]}
    if "rhythm" in changed and one.arena.rhythm_code in RHYTHMS:
        stands["rhythm"] = one.arena.rhythm_code
    stands |= {name: proposed[name] for name in ("minutes", "venue") if name in changed}
    if "agenda" in changed:
        stands["agenda"] = "\n".join(agenda_of(one.arena.agenda))
    told = leading(one.arena)
    for name, part in (("chairs", "chair"), ("prepares", "preparer")):
        if name in changed:
            stands |= {name: told[name], part: told[part]}
    return stands


def _turns(one: _Arena, series: Series) -> list[UUID]:
    """In the order that stands, without those who have left or are leaving."""
    members = [id for id, _name in one.members if id not in one.leaving]
    if not series.turns:
        return members
    return [id for id in series.turns if id in members]


def _minutes(series: Series) -> int | None:
    if series.starts is None or series.ends is None:
        return None
    lasts = datetime.combine(date.min, series.ends) - datetime.combine(date.min, series.starts)
    return int(lasts.total_seconds() // 60)


def _series(request: SignedInRequest, one: _Arena, form: ArenaMeetingsForm, id: UUID) -> Series:
    """As the form says it; one that stands is read anew, and never saved from here."""
    if one.series is not None and one.live is not None:
        series = one.series
        series.body = one.live.body
    else:
        place = one.asked.collaboration
        body = find_body_named(place, one.arena.name) or Body(collaboration=place, name=one.arena.name)
        series = Series(id=id, body=body)
    for name, value in form.values().items():
        setattr(series, name, value)
    shown, ticked = read_days(request.POST.getlist("vist")), read_days(request.POST.getlist("ut"))
    series.except_on = days_out(series, shown, ticked)
    check_series(series)
    return series


def _write(one: _Arena, form: ArenaMeetingsForm, series: Series, today: date) -> HttpResponse:
    request, values = one.asked.request, form.values() | {"except_on": series.except_on}
    if one.live is None:
        _row, made = actions.set_up(request.actor.by, one.arena, values, id=series.id)
        _say_with_undo(one, _("Lagt inn: %(count)s.") % {"count": words.meetings_count(made)})
    else:
        came, went = actions.bring_in_step(request.actor.by, one.live, values, today)
        said = _("Møtene er endret. Nye: %(came)s. Tatt bort: %(went)s. Møter noen har endret, står som de var.")
        _say_with_undo(one, said % {"came": came, "went": went})
    return redirect(f"{one.asked.address('agreed_arenas')}#arena-{one.arena.id}")


def _say_with_undo(one: _Arena, said: str) -> None:
    undo = f"undo:{one.asked.address('arena_meetings_undo', one.arena.id)}"
    messages.success(one.asked.request, said, extra_tags=undo)
