from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.engines.statute.holidays import holiday
from plandugnad.engines.tables.when import When
from plandugnad.meetings import words
from plandugnad.meetings.access import body_abilities
from plandugnad.meetings.actions import meetings as actions
from plandugnad.meetings.actions.recording import MeetingChangedMeanwhile
from plandugnad.meetings.forms import ItemForm, MeetingForm, PromiseForm, id_of, new_token
from plandugnad.meetings.leading import with_last_day
from plandugnad.meetings.models import Meeting
from plandugnad.meetings.queries.meetings import bodies_of, people_in, read_meeting
from plandugnad.meetings.set_up import set_up_of
from plandugnad.meetings.views.asked import (
    base,
    meeting_crumb,
    meeting_to_see,
    meeting_to_write,
    meetings_address,
    place_to_write,
)
from plandugnad.meetings.views.place import FORM, UNPROCESSABLE
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(FORM)
@signed_in
def meeting_new(request: SignedInRequest, place_id: UUID) -> HttpResponse:
    place, abilities = place_to_write(request.actor, place_id)
    bodies = bodies_of(request.actor, place)
    holder = (place.id, request.actor.person_id)
    usual = {"body": request.GET.get("utvalg", ""), "token": new_token(*holder)}
    data = request.POST if request.method == "POST" else None
    form = MeetingForm(bodies, None, data, members=with_last_day(place), **usual)
    if form.is_bound and form.is_valid():
        body = next(each for each in bodies if str(each.id) == form.cleaned_data["body"])
        try:
            made = actions.make_meeting(
                request.actor.by, body, form.values(), id=id_of(form.cleaned_data["token"], *holder)
            )
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Møtet er lagt inn."))
            return redirect("meeting", made.id)
    about = base(place, abilities, Crumb(_("Nytt møte"))) | {"form": form, "has_bodies": bool(bodies)}
    return render(request, "meetings/meeting_edit.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_safe
@signed_in
def meeting(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, _abilities = meeting_to_see(request.actor, id)
    return meeting_page(request, found)


def meeting_page(
    request: SignedInRequest,
    found: Meeting,
    *,
    item_form: ItemForm | None = None,
    promise_form: PromiseForm | None = None,
) -> HttpResponse:
    """The page, also with what was typed wrong in one of its forms."""
    abilities = body_abilities(request.actor, found.body)
    assert found.when is not None
    about = base(found.body.place, abilities, Crumb(meeting_crumb(found).label)) | {
        "meeting": found,
        "when_words": words.when_in_words(found.when, *found.hours),
        "is_past": found.when.last_day() < timezone.localdate(),
    }
    if abilities.can_read and found.deleted_at is None:
        about["page"] = read_meeting(found, timezone.localdate())
    if abilities.can_write and found.deleted_at is None:
        holder = (found.id, request.actor.person_id)
        about["series_address"] = _series_address(found)
        about["item_form"] = item_form or ItemForm(token=new_token("item", *holder))
        about["promise_form"] = promise_form or PromiseForm(
            people_in(found.body.place), token=new_token("promise", *holder)
        )
    is_wrong = any(form is not None for form in (item_form, promise_form))
    return render(request, "meetings/meeting.html", about, status=UNPROCESSABLE if is_wrong else None)


def _series_address(found: Meeting) -> str:
    """Where all of its series is changed; '' for a meeting of none."""
    if found.series is None:
        return ""
    set_up = set_up_of(found.series)
    return set_up.address if set_up else reverse("series_edit", args=[found.series.pk])


@require_http_methods(FORM)
@signed_in
def meeting_edit(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = meeting_to_write(request.actor, id)
    members = with_last_day(found.body.place)
    form = MeetingForm([], found, request.POST if request.method == "POST" else None, members=members)
    by_name = ""
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen_version"]
        try:
            actions.change_meeting(request.actor.by, found, form.values(), seen_version=seen)
        except MeetingChangedMeanwhile as meanwhile:
            by_name = meanwhile.by_name
            found = meanwhile.meeting
            again = {**form.data.dict(), "seen_version": found.version}  # type: ignore[attr-defined]
            form = MeetingForm([], found, again, members=members)
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Møtet er lagret."))
            _say_holy_day(request, form.cleaned_data["when"], found)
            return redirect("meeting", id)
    assert found.when is not None
    about = base(found.body.place, body_abilities(request.actor, found.body), meeting_crumb(found), Crumb(_("Endre")))
    about |= {"form": form, "meeting": found, "by_name": by_name, "has_bodies": True}
    about["stands"] = words.when_in_words(found.when, *found.hours)
    return render(request, "meetings/meeting_edit.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _say_holy_day(request: SignedInRequest, when: When, before: Meeting) -> None:
    """Where it was moved to one."""
    key = holiday(when.day) if when.day and when.day != before.day else None
    if when.day and key:
        said = _("%(day)s er en helligdag: %(name)s. Møtet står der likevel.")
        about = {"day": capfirst(words.day_in_words(when.day)), "name": words.holiday_name(key)}
        messages.info(request, said % about)


@require_POST
@signed_in
def meeting_cancel(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = meeting_to_write(request.actor, id)
    is_cancelled = request.POST.get("avlyst") != "nei"
    actions.cancel_meeting(request.actor.by, found, is_cancelled=is_cancelled)
    said = _("Møtet er avlyst. Det står som avlyst i kalenderen til dem som abonnerer.")
    messages.success(request, said if is_cancelled else _("Møtet holdes likevel."))
    return redirect("meeting", id)


@require_POST
@signed_in
def meeting_delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = meeting_to_write(request.actor, id)
    actions.delete_meeting(request.actor.by, found)
    undo = f"undo:{reverse('meeting_undelete', args=[id])}"
    messages.success(request, _("Møtet er slettet."), extra_tags=undo)
    return redirect(meetings_address(found.body.place))


@require_POST
@signed_in
def meeting_undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = meeting_to_see(request.actor, id)
    not_found_unless(abilities.can_write)
    actions.undelete_meeting(request.actor.by, found)
    messages.success(request, _("Møtet er hentet tilbake."))
    return redirect("meeting", id)
