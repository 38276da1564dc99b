"""A section several municipalities own together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.core.pieces import Crumb
from plandugnad.redthread.access import SectionAbilities, section_abilities
from plandugnad.redthread.actions import ChangedMeanwhile
from plandugnad.redthread.jointly import actions
from plandugnad.redthread.jointly.forms import DecisionForm, SectionForm
from plandugnad.redthread.jointly.models import JointSection
from plandugnad.redthread.jointly.queries import Council, SectionPage, find_section, goals_of, neighbours, read_section
from plandugnad.redthread.views.asked import CONFLICT, FORM, UNPROCESSABLE, asked_for
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(FORM)
@signed_in
def joint_section_new(request: SignedInRequest, number: str) -> HttpResponse:
    asked = asked_for(request, number, to_write=True)
    form = SectionForm(neighbours(asked.organisation), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        made = actions.begin_section(request.actor.by, asked.organisation, given["title"], given["text"], form.chosen())
        messages.success(request, _("Avsnittet er laget. De dere spurte, får beskjed."))
        return redirect("joint_section", made.id)
    about = asked.about(Crumb(_("Felles avsnitt"))) | {"form": form}
    return render(request, "redthread/section_new.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _to_see(request: SignedInRequest, id: UUID) -> tuple[JointSection, SectionAbilities]:
    section = find_section(id)
    if section is None:
        raise Http404
    can = section_abilities(request.actor, section)
    not_found_unless(can.can_see)
    return section, can


@require_http_methods(FORM)
@signed_in
def joint_section(request: SignedInRequest, id: UUID) -> HttpResponse:
    """What it says and where each council stands; sent, the text is written anew."""
    section, can = _to_see(request, id)
    not_found_unless(can.can_write or request.method != "POST")
    page = read_section(section, can)
    initial = {"title": page.newest.title, "text": page.newest.text, "seen": actions.seen_of(page.newest)}
    form = SectionForm(_to_ask(request, page), request.POST if request.method == "POST" else None, **initial)
    theirs, status = None, UNPROCESSABLE
    if form.is_bound and form.is_valid():
        place = next(one.owner.organisation for one in page.owners if one.can_write)
        given = form.cleaned_data
        try:
            is_next = actions.write_section(
                request.actor.by, section, place.id, given["title"], given["text"], given["seen"]
            )
        except ChangedMeanwhile as changed:
            theirs, status = changed.stands, CONFLICT
        else:
            actions.ask_owners(request.actor.by, section, place.id, form.chosen())
            said = _("Lagret som en ny utgave. Den må vedtas på nytt i kommunestyrene.") if is_next else _("Lagret.")
            messages.success(request, said)
            return redirect("joint_section", id)
    about = _about(page, can) | {"form": form if can.can_write else None, "theirs": theirs, "goals": goals_of(section)}
    about["writer"] = next((one.owner.organisation for one in page.owners if one.can_write), None)
    if theirs is not None:
        about["seen_now"] = actions.seen_of(theirs)
    return render(request, "redthread/section.html", about, status=status if form.is_bound else None)


def _to_ask(request: SignedInRequest, page: SectionPage) -> list[Any]:
    there = {one.owner.organisation_id for one in page.councils if one.owner.declined_at is None}
    found: dict[UUID, Any] = {}
    for one in page.owners:
        if one.can_write:
            found |= {place.id: place for place in neighbours(one.owner.organisation)}
    return [place for id, place in found.items() if id not in there]


def _about(page: SectionPage, can: SectionAbilities) -> dict[str, Any]:
    place = page.owners[0].owner.organisation if page.owners else None
    crumbs = [Crumb(_("Felles avsnitt"))]
    return {"page": page, "can": can, "crumbs": crumbs, "is_example": place is not None and place.is_example}


def _council(request: SignedInRequest, id: UUID, owner: UUID) -> tuple[SectionPage, SectionAbilities, Council]:
    section, can = _to_see(request, id)
    page = read_section(section, can)
    found = next((one for one in page.councils if one.owner.id == owner), None)
    if found is None:
        raise Http404
    return page, can, found


@require_POST
@signed_in
def joint_section_answer(request: SignedInRequest, id: UUID, owner: UUID) -> HttpResponse:
    _page, _can, council = _council(request, id, owner)
    not_found_unless(council.can_answer)
    is_yes = request.POST.get("svar") == "ja"
    actions.answer(request.actor.by, council.owner, is_yes=is_yes)
    messages.success(request, _("Dere eier avsnittet sammen nå.") if is_yes else _("Dere har takket nei."))
    return redirect("joint_section", id) if is_yes else redirect("thread", council.owner.organisation.number)


@require_http_methods(FORM)
@signed_in
def joint_section_decide(request: SignedInRequest, id: UUID, owner: UUID) -> HttpResponse:
    page, can, council = _council(request, id, owner)
    not_found_unless(council.can_write)
    last = council.decision if council.decision and not council.is_behind else None
    initial: dict[str, Any] = {"state": "proposed", "body": _("kommunestyret")}
    if last:
        initial = {name: getattr(last, name) for name in ("state", "decided_on", "body", "case_reference")}
    form = DecisionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.decide(request.actor.by, council.owner, page.newest, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Lagret for %(place)s.") % {"place": council.owner.organisation.name})
            return redirect("joint_section", id)
    about = _about(page, can) | {"form": form, "council": council}
    return render(request, "redthread/section_decide.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_POST
@signed_in
def joint_section_leave(request: SignedInRequest, id: UUID, owner: UUID) -> HttpResponse:
    _page, _can, council = _council(request, id, owner)
    not_found_unless(council.can_write)
    actions.leave(request.actor.by, council.owner)
    messages.success(request, _("%(place)s eier ikke avsnittet lenger.") % {"place": council.owner.organisation.name})
    return redirect("thread", council.owner.organisation.number)
