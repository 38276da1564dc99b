"""The request, its attachments and the panel: what the owner's people do; and all the reviews of a collaboration."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plandugnad.archive.models import File
from plandugnad.archive.queries.choosing import files_to_choose, find_chosen
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.queries.places import find_collaboration
from plandugnad.worksheets.access import place_abilities
from plandugnad.worksheets.queries import every_member
from plandugnad.worksheets.reviewing import actions
from plandugnad.worksheets.reviewing.asked import AskedReview, asked_review, asked_sheet
from plandugnad.worksheets.reviewing.forms import RequestForm, SkillsForm
from plandugnad.worksheets.reviewing.people import suggested
from plandugnad.worksheets.reviewing.queries import (
    attached_to,
    begun_without_request,
    meetings_to_choose,
    plans_to_choose,
    reviews_of,
    skills_of,
)
from plandugnad.worksheets.reviewing.writing import read_case
from plandugnad.worksheets.store import spoken
from plandugnad.worksheets.views.asked import about_place, place_crumbs

FORM = ["GET", "HEAD", "POST"]
_LONGEST_QUERY = 200


@require_safe
@signed_in
def reviews(request: SignedInRequest, id: UUID) -> HttpResponse:
    collaboration = find_collaboration(id)
    not_found_unless(collaboration is not None)
    assert collaboration is not None
    abilities = place_abilities(request.actor, collaboration)
    not_found_unless(abilities.can_see)
    page = reviews_of(collaboration, request.GET.get("side", ""), spoken(get_language()))
    about = {
        "page": page,
        "open": [one for one in page.object_list if one.review.is_open],
        "finished": [one for one in page.object_list if not one.review.is_open],
        "bare": begun_without_request(collaboration) if page.number == 1 else [],
        "abilities": abilities,
        "today": timezone.localdate(),
        "crumbs": [*place_crumbs(collaboration), Crumb(_("Faglige vurderinger"))],
    }
    return render(request, "worksheets/reviewing/reviews.html", about_place(request, collaboration) | about)


@require_http_methods(FORM)
@signed_in
def request_form(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, review, can = asked_sheet(request, id)
    not_found_unless(can.can_request and (review is None or review.is_open))
    actor, sheet = request.actor, found.sheet
    assert sheet.collaboration is not None
    members = every_member(sheet.collaboration)
    # A coordinator begins for one of the members; who plans for one, for that.
    own = [one for one in members if one.id in actor.writes] or members
    plans = plans_to_choose(actor, [one.id for one in own])
    kept = review.meeting_id if review else None
    meetings = meetings_to_choose(actor, sheet.collaboration, timezone.localdate(), kept)
    form = RequestForm(review, sheet.name, own, plans, meetings, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.set_request(actor.by, id, form.values(), form.cleaned_data["version"] or 0)
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            # Whoever is asked before there is a case to read, reads an empty page.
            is_first_and_hers = review is None and made.owner_id in actor.writes
            more = _("Skriv saken og spørsmålene her, og velg panel etterpå.") if is_first_and_hers else ""
            messages.success(request, " ".join(filter(None, [_("Forespørselen er lagret."), more])))
            return redirect("sheet", id=id)
    about = found.about(Crumb(_("Forespørselen"))) | {"form": form, "review": review}
    return render(
        request, "worksheets/reviewing/request.html", about, status=422 if form.is_bound and form.errors else None
    )


def _owned(request: SignedInRequest, id: UUID) -> AskedReview:
    on = asked_review(request, id)
    not_found_unless(on.can.owns and on.review.is_open)
    return on


@require_http_methods(FORM)
@signed_in
def files(request: SignedInRequest, id: UUID) -> HttpResponse:
    on = _owned(request, id)
    fault = ""
    if request.method == "POST":
        chosen = find_chosen(request.actor, request.POST.get("valgt", ""))
        act = actions.detach if request.POST.get("do") == "remove" else actions.attach
        if isinstance(chosen, File):
            try:
                act(request.actor.by, id, chosen)
            except ValidationError as refused:
                fault = " ".join(refused.messages)
            else:
                return redirect("review_files", id=id)
        else:
            fault = _("Velg en fil i listen.")
    query = (request.POST if request.method == "POST" else request.GET).get("q", "")[:_LONGEST_QUERY].strip()
    attached = attached_to(request.actor, on.review)
    there = {f"fil:{one.file.pk}" for one in attached}
    about = on.about(_("Vedlegg")) | {
        "attached": attached,
        "query": query,
        "fault": fault,
        "files": [one for one in files_to_choose(request.actor, query) if one.code not in there],
    }
    return render(request, "worksheets/reviewing/files.html", about, status=422 if fault else None)


@require_http_methods(FORM)
@signed_in
def panel(request: SignedInRequest, id: UUID) -> HttpResponse:
    on = _owned(request, id)
    if request.method == "POST":
        try:
            _change_panel(on)
        except ValidationError as refused:
            for words in refused.messages:
                messages.error(request, words)
        return redirect("review_panel", id=id)
    case = read_case(on.document, on.language)
    words = " ".join(
        [on.sheet.name, str(case.request), on.review.plan.name if on.review.plan else ""]
        + [word for one in case.questions for word in one.cells.values()]
    )
    is_empty = not case.request and not case.questions
    candidates = suggested(request.actor, on.review, words)
    seats = list(on.review.panel.select_related("person", "organisation"))
    about = on.about(_("Panelet")) | {
        "is_empty": is_empty,
        "seats": [one for one in seats if one.declined_at is None],
        "declined": sum(1 for one in seats if one.declined_at),
        "fitting": [one for one in candidates if one.fits],
        "others": [one for one in candidates if not one.fits],
        "attached": [one for one in attached_to(request.actor, on.review) if one.closed_to],
    }
    return render(request, "worksheets/reviewing/panel.html", about)


def _change_panel(on: AskedReview) -> None:
    try:
        chosen = UUID(on.request.POST.get("person", ""))
    except ValueError:
        raise ValidationError(_("Velg en av dem som står på siden.")) from None
    if on.request.POST.get("do") != "take_back":
        made = actions.ask(on.request.actor.by, on.sheet.id, chosen)
        messages.success(on.request, _("%(name)s er spurt.") % {"name": made.person})
        return
    actions.take_back(on.request.actor.by, on.sheet.id, chosen)
    messages.success(on.request, _("Panelet er endret."))


@require_http_methods(FORM)
@signed_in
def skills(request: SignedInRequest) -> HttpResponse:
    begin = {"words": ", ".join(skills_of(request.user.pk))}
    form = SkillsForm(request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "POST" and form.is_valid():
        actions.set_skills(request.user.pk, form.cleaned_data["words"])
        messages.success(request, _("Ordene dine er lagret."))
        return redirect("skills")
    return render(request, "worksheets/reviewing/skills.html", {"form": form}, status=422 if form.errors else None)
