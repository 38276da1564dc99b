"""The pages of private sheets. None of them is kept by a browser, and none is there for somebody who is not in it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.worksheets.access import asked_to
from plandugnad.worksheets.confidential import circle, placing
from plandugnad.worksheets.confidential.forms import AnswerForm, BeginForm, ProposeForm
from plandugnad.worksheets.confidential.people import people_for, people_of, who_may_mediate
from plandugnad.worksheets.confidential.queries import (
    confidential_definitions,
    now_for,
    own_of,
    places_to_begin_in,
    seats_of,
)
from plandugnad.worksheets.confidential.wording import names_together, state_of
from plandugnad.worksheets.own_words.queries import mapping_in
from plandugnad.worksheets.queries import find_sheet
from plandugnad.worksheets.store import spoken
from plandugnad.worksheets.views.asked import Asked, asked


@require_safe
@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """What she is in or asked to, and where she may begin one."""
    language = spoken(get_language())
    kinds = [(one.id, one.title.said(language), one.why.said(language)) for one in confidential_definitions().values()]
    about = {"own": own_of(request.actor), "kinds": kinds, "places": places_to_begin_in(request.actor)}
    return unkept(render(request, "worksheets/private/mine.html", about))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def begin(request: SignedInRequest, place_id: UUID, kind: str) -> HttpResponse:
    place = next((one for one in places_to_begin_in(request.actor) if one.id == place_id), None)
    definition = confidential_definitions().get(kind)
    not_found_unless(place is not None and definition is not None)
    assert place is not None
    assert definition is not None
    language = spoken(get_language())
    parties, mediators = (
        {id: one for id, one in people.items() if id != request.actor.person_id}
        for people in (people_of(place), who_may_mediate(place))
    )
    title = definition.title.said(language)
    form = BeginForm(parties, mediators, title, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        named = [UUID(id) for id in said["parties"]]
        mediator = UUID(said["mediator"]) if said["mediator"] else None
        try:
            made = circle.begin_private(
                request.actor.by, place, kind, mapping_in(place, kind), said["name"], language, named, mediator
            )
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Spørsmålet er sendt. Arket er bare deres."))
            return redirect("sheet", id=made.id)
    prepare = [one.said(language) for one in definition.prepare]
    about = {"form": form, "place": place, "title": title, "prepare": prepare, "has_others": bool(parties)}
    crumbs = [_home(), Crumb(title)]
    return unkept(render(request, "worksheets/private/begin.html", about | {"crumbs": crumbs}))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invitation(request: SignedInRequest, id: UUID) -> HttpResponse:
    sheet = find_sheet(id)
    own = asked_to(request.actor, sheet) if sheet else None
    not_found_unless(own is not None)
    assert own is not None
    assert sheet is not None
    if own.accepted_at is not None:
        return redirect("sheet", id=id)
    if request.method == "POST":
        says_yes = request.POST.get("answer") == "yes"
        not_found_unless(says_yes or request.POST.get("answer") == "no")
        act = circle.answer_invitation
        expected = _version(request)
        if _refused(request, lambda: act(request.actor.by, id, says_yes=says_yes, expected=expected)):
            return redirect("confidential_invitation", id=id)
        messages.success(request, _("Du er med.") if says_yes else _("Du har sagt nei, og er ikke lenger på listen."))
        return redirect("sheet", id=id) if says_yes else redirect("confidential")
    seats = seats_of(sheet, own.person_id)
    asked_by = sheet.begun_by
    about = {
        "sheet": sheet,
        "own": own,
        "place": sheet.place,
        "others": [(one, state_of(one)) for one in seats if not one.is_reader],
        "asked_by": str(asked_by) if asked_by else "",
        "crumbs": [_home(), Crumb(_("Invitasjon"))],
    }
    return unkept(render(request, "worksheets/private/invitation.html", about))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answer(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = _party(request, id)
    sheet, language = found.sheet, spoken(get_language())
    now = now_for(sheet, request.user.pk)
    block = placing.scale_of(sheet)
    form = AnswerForm(block, language, now.mine, request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("do") == "delete":
        return _done(found, lambda: placing.take_answer_back(request.actor.by, id), _("Svaret ditt er slettet."))
    if request.method == "POST" and form.is_valid():
        said, number = form.cleaned_data, request.POST.get("round", "")
        try:
            placing.place(request.actor.by, id, int(number) if number.isdecimal() else 0, said["step"], said["signs"])
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Svaret er lagret. Bare du ser det."))
            return redirect(f"{found.sheet_address}#trappen")
    asked_now = placing.asked_in(sheet, now.number)
    about = {
        "form": form,
        "now": now,
        "heading": asked_now.title.said(language),
        "prompt": asked_now.prompt.said(language) if asked_now.prompt else "",
    }
    return unkept(render(request, "worksheets/private/answer.html", found.about(Crumb(_("Svaret ditt"))) | about))


@require_POST
@signed_in
def show(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = _party(request, id)
    says_yes = request.POST.get("do") == "agree"
    expected, said = _version(request), []
    act = placing.agree_to_show

    def agree() -> None:
        said.append(act(request.actor.by, id, says_yes=says_yes, expected=expected))

    if not _refused(request, agree) and said == [True]:
        messages.success(request, _("Alle har sagt ja. Her er svarene."))
    return redirect(f"{found.sheet_address}#trappen")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def people(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Who is in it. Only the parties propose somebody."""
    found = asked(request, id)
    not_found_unless(found.sheet.is_private)
    seats = seats_of(found.sheet, request.user.pk)
    taken = {one.participant.person_id for one in seats}
    has_mediator = any(not one.participant.is_party for one in seats)
    role = request.POST.get("role", "")
    everybody = {**who_may_mediate(found.sheet.place), **people_of(found.sheet.place)}
    choices = [one for one in everybody.values() if one.id not in taken]
    form = ProposeForm(choices, has_mediator=has_mediator, data=request.POST if request.method == "POST" else None)
    if request.method == "POST":
        not_found_unless(found.abilities.is_party)
        if form.is_valid() and _proposed(found, form, role):
            return redirect("confidential_people", id=id)
    about = {
        "seats": [(one, state_of(one)) for one in seats],
        "form": form if found.abilities.is_party and choices else None,
        "parties": names_together(_names_of_parties(seats)),
    }
    return unkept(render(request, "worksheets/private/people.html", found.about(Crumb(_("Hvem som er med"))) | about))


def _names_of_parties(seats: Any) -> list[str]:
    return [one.name for one in seats if one.participant.is_party and one.participant.accepted_at]


def _proposed(found: Asked, form: ProposeForm, role: str) -> bool:
    person = UUID(form.cleaned_data["person"])
    if person not in people_for(found.sheet.place, role):
        form.add_error(
            "person", _("Den du valgte, kan ikke være part her. Foreslå som møteleder, eller velg en annen.")
        )
        return False
    try:
        circle.propose(found.request.actor.by, found.sheet.id, person, role)
    except ValidationError as refused:
        form.add_refusal(refused)
        return False
    messages.success(found.request, _("Foreslått. Spørsmålet sendes når alle partene har sagt ja."))
    return True


@require_POST
@signed_in
def person(request: SignedInRequest, id: UUID, participant_id: UUID) -> HttpResponse:
    """A party's yes or no to somebody else."""
    found = _party(request, id)
    other = found.sheet.participants.filter(pk=participant_id).exclude(person_id=request.user.pk).first()
    not_found_unless(other is not None and request.POST.get("do") in ("approve", "take_out"))
    assert other is not None
    if request.POST["do"] == "approve":
        not_found_unless(other.asked_at is None)
        done, said = circle.approve, _("Du har sagt ja.")
    else:
        done, said = circle.take_out, _("Tatt bort fra arket.")
    if not _refused(request, lambda: done(request.actor.by, id, participant_id)):
        messages.success(request, said)
    return redirect("confidential_people", id=id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Leaving it, and deleting all of it together."""
    found = asked(request, id)
    not_found_unless(found.sheet.is_private)
    if request.method == "POST":
        return _ended(found, request.POST.get("do", ""))
    own = found.sheet.participants.get(person_id=request.user.pk)
    parties = _names_of_parties(seats_of(found.sheet, request.user.pk))
    about = {"own": own, "parties": names_together(parties), "is_alone": len(parties) == 1}
    return unkept(render(request, "worksheets/private/end.html", found.about(Crumb(_("Gå ut eller slett"))) | about))


def _ended(found: Asked, do: str) -> HttpResponse:
    request, id = found.request, found.sheet.id
    by, expected = request.actor.by, _version(request)
    not_found_unless(do in ("leave", "delete", "keep") and (do == "leave" or found.abilities.is_party))
    if do == "leave":
        circle.leave(by, id)
        messages.success(request, _("Du har gått ut. Svarene dine er slettet."))
        return redirect("confidential")
    gone: list[bool] = []

    def agree() -> None:
        gone.append(circle.agree_to_delete(by, id, says_yes=do == "delete", expected=expected))

    _refused(request, agree)
    if gone == [True]:
        messages.success(request, _("Arket er slettet."))
        return redirect("confidential")
    return redirect("confidential_end", id=id)


def unkept(response: HttpResponse) -> HttpResponse:
    """Not by the browser, and not by anything on the way."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _home() -> Crumb:
    return Crumb(_("Fortrolige ark"), reverse("confidential"))


def _party(request: SignedInRequest, id: UUID) -> Asked:
    found = asked(request, id)
    not_found_unless(found.abilities.is_party)
    return found


def _version(request: SignedInRequest) -> int:
    written = request.POST.get("version", "")
    return int(written) if written.isdecimal() and len(written) < 10 else 0


def _done(found: Asked, act: Callable[[], object], said: str) -> HttpResponse:
    if not _refused(found.request, act):
        messages.success(found.request, said)
    return redirect(f"{found.sheet_address}#trappen")


def _refused(request: SignedInRequest, act: Callable[[], object]) -> bool:
    try:
        act()
    except ValidationError as error:
        for words in error.messages:
            messages.error(request, words)
        return True
    return False
