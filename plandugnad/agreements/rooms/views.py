"""The agreed rooms with how they stand in the archive, and the page where they are made or brought in step."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Agreement
from plandugnad.agreements.queries.found import find_standing
from plandugnad.agreements.rooms.forms import RoomChoiceForm, chosen_in
from plandugnad.agreements.rooms.making import Done, RoomFault, Undone, last_making, make_rooms, making_of, undo_rooms
from plandugnad.agreements.rooms.planning import (
    ended_rooms,
    lines_for,
    read_plans,
    rooms_there,
    staying_systems,
)
from plandugnad.agreements.views.asked import FORM, UNPROCESSABLE, Asked, to_see
from plandugnad.archive.access import archive_abilities
from plandugnad.archive.wording import listed
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

AT_A_TIME = 100


@require_safe
@signed_in
def rooms(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = to_see(request, id)
    place, today = asked.collaboration, timezone.localdate()
    about = asked.about_kind(AgreementKind.ROOMS, today)
    plans = read_plans(place, today) if about["standing"] else []
    page = Paginator(plans, AT_A_TIME).get_page(request.GET.get("side"))
    about |= {
        "page": page,
        "lines": lines_for(page.object_list, request.actor.keys),
        "can_make": archive_abilities(request.actor, place).can_make_rooms,
        "unmade": sum(not plan.is_tied for plan in plans),
        "differing": sum(plan.is_tied and not plan.is_in_step for plan in plans),
        "ended": ended_rooms(place) if plans else [],
        "systems": staying_systems(place) if about["standing"] else [],
    }
    if about["can_make"] and about["standing"] and (last := last_making(about["standing"][0][0])):
        about |= {"last": last, "last_words": _done_words(last.done)}
    return render(request, "agreements/rooms.html", about)


@require_http_methods(FORM)
@signed_in
def make(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked, agreement = _to_make(request, id)
    place, today = asked.collaboration, timezone.localdate()
    plans, sent = read_plans(place, today), _sent(request.POST) if request.method == "POST" else None
    if sent is not None:
        plans = read_plans(place, today, chosen_in(plans, sent))
    offered = rooms_there(place)
    forms = [RoomChoiceForm(plan, offered, sent) for plan in plans]
    status = 200
    if sent is not None and "vis" not in sent:
        done = _make(request, agreement, forms)
        if done is not None:
            return _made(request, asked, done)
        status = UNPROCESSABLE
    about = asked.about_kind(AgreementKind.ROOMS, today, Crumb(_("Lag rommene")))
    faulty = any(form.errors for form in forms if form.is_bound)
    about |= {"forms": forms, "is_faulty": faulty, "is_all_done": all(plan.is_in_step for plan in plans)}
    return render(request, "agreements/rooms_make.html", about, status=status)


def _sent(sent: QueryDict) -> QueryDict:
    """With the room of a button, as if it was chosen in the list; then it is shown what that would be."""
    key, _colon, room = sent.get("bruk", "").partition(":")
    if not room:
        return sent
    told = sent.copy()
    told[f"room-{key}"], told["vis"] = room, "ja"
    return told


def _make(request: SignedInRequest, agreement: Agreement, forms: list[RoomChoiceForm]) -> Done | None:
    """None when something is to be mended first; the forms say what."""
    taken = [form for form in forms if form.is_valid() and form.cleaned_data["chosen"]]
    for form in taken:
        form.judge()
    if not taken:
        messages.error(request, _("Kryss av for rommene du vil lage eller endre."))
        return None
    if any(form.errors for form in forms):
        return None
    try:
        return make_rooms(request.actor.by, agreement, [form.wish for form in taken])
    except RoomFault as fault:
        next(form for form in taken if form.plan.key == fault.key).add_error("room", fault.words)
        return None


def _made(request: SignedInRequest, asked: Asked, done: Done) -> HttpResponse:
    undo = f"undo:{asked.address('agreed_rooms_undo', done.batch_id)}"
    messages.success(request, _done_words(done) or _("Lagret."), extra_tags=undo)
    return redirect("agreed_rooms", asked.collaboration.id)


def _done_words(done: Done) -> str:
    said = []
    if done.made:
        said.append(_("Laget: %(names)s.") % {"names": listed(done.made)})
    if done.changed:
        said.append(_("Gjort slik dere ble enige om: %(names)s.") % {"names": listed(done.changed)})
    if done.tied:
        said.append(_("Knyttet til avtalen: %(names)s.") % {"names": listed(done.tied)})
    return " ".join(said)


@require_POST
@signed_in
def undo(request: SignedInRequest, id: UUID, batch_id: UUID) -> HttpResponse:
    asked, agreement = _to_make(request, id)
    event = making_of(agreement, batch_id)
    if event is None:
        raise Http404
    _say_undone(request, undo_rooms(request.actor.by, agreement, event))
    return redirect("agreed_rooms", asked.collaboration.id)


def _say_undone(request: SignedInRequest, done: Undone) -> None:
    if done.is_again:
        messages.info(request, _("Det er angret før."))
        return
    said = [_("Angret.")]
    if done.removed:
        said.append(_("Tatt bort: %(names)s.") % {"names": listed(done.removed)})
    if done.changed:
        said.append(_("Som før: %(names)s.") % {"names": listed(done.changed)})
    messages.success(request, " ".join(said))
    for words in done.left[:10]:
        messages.warning(request, words)


def _to_make(request: SignedInRequest, id: UUID) -> tuple[Asked, Agreement]:
    asked = to_see(request, id)
    not_found_unless(archive_abilities(request.actor, asked.collaboration).can_make_rooms)
    standing = find_standing(asked.collaboration, AgreementKind.ROOMS)
    if not standing:
        raise Http404
    return asked, standing[0]
