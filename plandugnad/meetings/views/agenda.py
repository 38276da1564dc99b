"""The agenda where it stands, the minutes, and what was promised."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.core.pieces import Crumb
from plandugnad.meetings.access import body_abilities
from plandugnad.meetings.actions import agenda
from plandugnad.meetings.actions.recording import ItemChangedMeanwhile
from plandugnad.meetings.forms import AttendeesForm, ItemForm, MinutesForm, PromiseForm, id_of
from plandugnad.meetings.models import AgendaItem, FollowUp, Meeting
from plandugnad.meetings.queries.meetings import find_item, find_promise, people_in, read_meeting
from plandugnad.meetings.views.asked import base, meeting_crumb, meeting_to_write
from plandugnad.meetings.views.meeting import meeting_page
from plandugnad.meetings.views.place import FORM, UNPROCESSABLE, read_id
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_POST
@signed_in
def item_new(request: SignedInRequest, id: UUID) -> HttpResponse:
    meeting = meeting_to_write(request.actor, id)
    form = ItemForm(request.POST)
    if not form.is_valid():
        return meeting_page(request, meeting, item_form=form)
    item_id = id_of(form.cleaned_data["token"], "item", meeting.id, request.actor.person_id)
    item = agenda.add_item(request.actor.by, meeting, form.values(), id=item_id)
    messages.success(request, _("Saken er lagt til."))
    return redirect(f"{reverse('meeting', args=[id])}#sak-{item.id}")


@require_http_methods(FORM)
@signed_in
def item_edit(request: SignedInRequest, id: UUID, item_id: UUID) -> HttpResponse:
    meeting, item = _item(request, id, item_id)
    form = ItemForm(request.POST if request.method == "POST" else None, item=item)
    theirs: AgendaItem | None = None
    by_name = ""
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen_version"]
        try:
            item = agenda.change_item(request.actor.by, item, form.values(), seen_version=seen)
        except ItemChangedMeanwhile as meanwhile:
            theirs, by_name = find_item(meeting, item_id), meanwhile.by_name
            form = ItemForm({**request.POST.dict(), "seen_version": theirs.version if theirs else 1}, item=item)
        else:
            if request.htmx:
                return _shown(request, meeting, item, is_saved=True)
            messages.success(request, _("Saken er lagret."))
            return redirect(f"{reverse('meeting', args=[id])}#sak-{item.id}")
    if request.htmx and request.GET.get("vis"):
        return _shown(request, meeting, item)
    about = base(
        meeting.body.place, body_abilities(request.actor, meeting.body), meeting_crumb(meeting), Crumb(_("Sak"))
    )
    about |= {"meeting": meeting, "item": item, "form": form, "theirs": theirs, "by_name": by_name}
    template = "meetings/parts/item_form.html" if request.htmx else "meetings/item.html"
    return render(request, template, about, status=UNPROCESSABLE if form.is_bound else None)


def _shown(request: SignedInRequest, meeting: Meeting, item: AgendaItem, *, is_saved: bool = False) -> HttpResponse:
    about = {"meeting": meeting, "item": item, "abilities": body_abilities(request.actor, meeting.body)}
    return render(request, "meetings/parts/item.html", about | {"is_saved": is_saved, "is_back": True})


@require_POST
@signed_in
def item_move(request: SignedInRequest, id: UUID, item_id: UUID) -> HttpResponse:
    _meeting, item = _item(request, id, item_id)
    agenda.move_item(request.actor.by, item, up=request.POST.get("vei") == "opp")
    return redirect(f"{reverse('meeting', args=[id])}#sak-{item.id}")


@require_POST
@signed_in
def item_remove(request: SignedInRequest, id: UUID, item_id: UUID) -> HttpResponse:
    _meeting, item = _item(request, id, item_id)
    agenda.remove_item(request.actor.by, item)
    undo = f"undo:{reverse('agenda_item_return', args=[id, item_id])}"
    messages.success(request, _("Saken er tatt av sakslisten."), extra_tags=undo)
    return redirect("meeting", id)


@require_POST
@signed_in
def item_return(request: SignedInRequest, id: UUID, item_id: UUID) -> HttpResponse:
    meeting = meeting_to_write(request.actor, id)
    item = find_item(meeting, item_id)
    if item is None:
        raise Http404
    agenda.bring_back_item(request.actor.by, item)
    messages.success(request, _("Saken er tilbake på sakslisten."))
    return redirect("meeting", id)


def _item(request: SignedInRequest, id: UUID, item_id: UUID) -> tuple[Meeting, AgendaItem]:
    meeting = meeting_to_write(request.actor, id)
    item = find_item(meeting, item_id)
    if item is None or item.deleted_at is not None:
        raise Http404
    return meeting, item


@require_http_methods(FORM)
@signed_in
def minutes(request: SignedInRequest, id: UUID) -> HttpResponse:
    """One form for all the items. What somebody else has written meanwhile is shown beside, and nothing is lost."""
    meeting = meeting_to_write(request.actor, id)
    data = request.POST if request.method == "POST" else None
    page = read_meeting(meeting, timezone.localdate())
    forms = [MinutesForm(item, data) for item in page.items]
    stands = {"attendees": meeting.attendees, "is_done": meeting.minuted_at is not None}
    head = AttendeesForm(data, initial=stands)
    theirs: dict[UUID, AgendaItem] = {}
    if data is not None and all([head.is_valid(), *(form.is_valid() for form in forms)]):
        theirs = _save_minutes(request, forms)
        agenda.set_minutes(request.actor.by, meeting, **head.cleaned_data)
        if not theirs:
            messages.success(request, _("Referatet er lagret."))
            return redirect("meeting", id)
        forms = [_again(form, theirs.get(form.item.id)) for form in forms]
    about = base(
        meeting.body.place, body_abilities(request.actor, meeting.body), meeting_crumb(meeting), Crumb(_("Referat"))
    )
    rows = [(form.item, form, theirs.get(form.item.id)) for form in forms]
    about |= {"meeting": meeting, "rows": rows, "head": head, "has_meanwhile": bool(theirs)}
    return render(request, "meetings/minutes.html", about, status=UNPROCESSABLE if data is not None else None)


def _save_minutes(request: SignedInRequest, forms: list[MinutesForm]) -> dict[UUID, AgendaItem]:
    """Saves each item that can be; returns those that somebody else has changed since."""
    theirs: dict[UUID, AgendaItem] = {}
    for form in forms:
        try:
            form.item = agenda.change_item(
                request.actor.by, form.item, form.values(), seen_version=form.cleaned_data["seen_version"]
            )
        except ItemChangedMeanwhile as meanwhile:
            theirs[form.item.id] = meanwhile.item
    return theirs


def _again(form: MinutesForm, theirs: AgendaItem | None) -> MinutesForm:
    """What was typed, over what stands now."""
    item = theirs or form.item
    prefix = f"sak-{item.id}"
    values = {f"{prefix}-{name}": value for name, value in form.values().items()}
    return MinutesForm(item, {**values, f"{prefix}-seen_version": item.version})


@require_POST
@signed_in
def promise_new(request: SignedInRequest, id: UUID) -> HttpResponse:
    meeting = meeting_to_write(request.actor, id)
    form = PromiseForm(people_in(meeting.body.place), request.POST)
    if not form.is_valid():
        return meeting_page(request, meeting, promise_form=form)
    row_id = id_of(form.cleaned_data["token"], "promise", meeting.id, request.actor.person_id)
    row = agenda.promise(request.actor.by, meeting, form.values(), id=row_id)
    messages.success(request, _("Notert. Det kommer igjen på neste møte til det er gjort."))
    return redirect(f"{reverse('meeting', args=[id])}#oppfolging-{row.id}")


@require_POST
@signed_in
def promise_done(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Also by the one who took it on, when she may read the meeting and no more."""
    row = _promise(request, id, may_be_own=True)
    is_done = request.POST.get("gjort") != "nei"
    agenda.set_done(request.actor.by, row, is_done=is_done)
    messages.success(request, _("Merket som gjort.") if is_done else _("Åpnet igjen."))
    back = read_id(request.POST.get("mote", "")) or row.meeting_id
    return redirect(f"{reverse('meeting', args=[back])}#oppfolging-{row.id}")


@require_POST
@signed_in
def promise_remove(request: SignedInRequest, id: UUID) -> HttpResponse:
    row = _promise(request, id)
    agenda.set_promise_removed(request.actor.by, row, is_removed=True)
    undo = f"undo:{reverse('follow_up_return', args=[id])}"
    messages.success(request, _("Oppfølgingen er tatt bort."), extra_tags=undo)
    return redirect("meeting", row.meeting_id)


@require_POST
@signed_in
def promise_return(request: SignedInRequest, id: UUID) -> HttpResponse:
    row = _promise(request, id)
    agenda.set_promise_removed(request.actor.by, row, is_removed=False)
    messages.success(request, _("Oppfølgingen er tilbake."))
    return redirect("meeting", row.meeting_id)


def _promise(request: SignedInRequest, id: UUID, *, may_be_own: bool = False) -> FollowUp:
    row = find_promise(id)
    if row is None:
        raise Http404
    abilities = body_abilities(request.actor, row.meeting.body)
    is_own = may_be_own and abilities.can_read and row.person_id == request.actor.person_id
    not_found_unless(abilities.can_write or is_own)
    return row
