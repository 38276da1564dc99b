"""Who is in a collaboration, who is asked, who helps; asking more, answering and leaving."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.regions import joining, sending
from plandugnad.regions.access import answers_for, member_abilities
from plandugnad.regions.agreement import earliest_end, forms
from plandugnad.regions.forms import DescriptionForm, NoticeForm
from plandugnad.regions.founding import NameIsTaken, describe_collaboration
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Member, MemberKind, MemberState
from plandugnad.regions.queries import administration
from plandugnad.regions.queries import collaborations as queries
from plandugnad.regions.views.asked import (
    collaboration_to_coordinate,
    collaboration_to_see,
    is_asked_no_more,
    part_to_answer_for,
)
from plandugnad.regions.views.choosing import choices, chosen_in, ids_of, with_council
from plandugnad.regions.views.collaborations import tell_who_is_asked
from plandugnad.regions.words import words_of


@require_safe
@signed_in
def members(request: SignedInRequest, id: UUID) -> HttpResponse:
    collaboration, can = collaboration_to_see(request, id)
    parts = queries.parts_of(collaboration, timezone.localdate())
    asked = [part for part in parts if part.state in {MemberState.INVITED, MemberState.DECLINED}]
    may_answer = {part.organisation.id for part in parts if member_abilities(request.actor, part.member).can_answer}
    history = queries.history_of(collaboration, request.GET.get("historikk")) if can.can_read_agreement else None
    about = {
        "collaboration": collaboration,
        "is_example": collaboration.is_example,
        "can": can,
        "legal": forms().get(collaboration.form),
        "members": [part for part in parts if part.is_in and not part.is_helper],
        "helpers": [part for part in parts if part.is_in and part.is_helper],
        "asked": asked,
        "unreached": _unreached(asked),
        "may_answer": may_answer,
        "coordinators": queries.coordinators_of(collaboration),
        "history": history,
        "lines": [(event.made_at, words_of(event)) for event in history or []],
    }
    return render(request, "regions/collaboration_members.html", about)


def _unreached(asked: list[queries.Part]) -> set[UUID]:
    """The asked whom nobody here can answer for, so that nobody waits for them in vain."""
    people = queries.answerers([part.organisation for part in asked]) if asked else {}
    return {id for id, found in people.items() if not found}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def describe(request: SignedInRequest, id: UUID) -> HttpResponse:
    collaboration = collaboration_to_coordinate(request, id)
    form = DescriptionForm(request.POST if request.method == "POST" else None, collaboration)
    if request.method == "POST" and form.is_valid():
        try:
            if administration.is_name_taken(form.cleaned_data["name"], collaboration):
                raise NameIsTaken
            describe_collaboration(request.actor.by, collaboration, form.description)
        except NameIsTaken:
            form.add_error("name", _("Et annet samarbeid heter det samme. Velg et annet navn."))
        else:
            messages.success(request, _("Samarbeidet er lagret."))
            return redirect("collaboration_members", id=id)
    about = {"collaboration": collaboration, "form": form, "is_example": collaboration.is_example}
    return render(request, "regions/collaboration_describe.html", about)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invite(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Municipalities to be members, or counties and state administrators to help."""
    collaboration = collaboration_to_coordinate(request, id)
    helpers = queries.possible_helpers(collaboration)
    chosen = chosen_in(request) if request.method == "POST" else []
    wrong = ""
    if request.POST.get("do") in {"members", "helpers"}:
        kind = MemberKind.MEMBER if request.POST["do"] == "members" else MemberKind.HELPER
        wanted = set(ids_of(request.POST.getlist("helpers")))
        asked_for = chosen if kind == MemberKind.MEMBER else [one for one in helpers if one.id in wanted]
        asked = sending.invite_organisations(request.actor.by, collaboration, asked_for, kind)
        if asked.members:
            tell_who_is_asked(request, asked)
            return redirect("collaboration_members", id=id)
        wrong = _("Velg minst én som ikke er med eller invitert fra før.")
    present = frozenset(administration.member_ids(collaboration))
    about = {
        "collaboration": collaboration,
        "is_example": collaboration.is_example,
        "helpers": helpers,
        "wrong": wrong,
        **choices(request, with_council(request, chosen), present),
    }
    return render(request, "regions/collaboration_invite.html", about, status=422 if wrong else None)


@require_POST
@signed_in
def withdraw(request: SignedInRequest, id: UUID, organisation_id: UUID) -> HttpResponse:
    collaboration_to_coordinate(request, id)
    row = queries.find_row(id, organisation_id)
    not_found_unless(row is not None)
    assert row is not None
    try:
        joining.withdraw_organisation(request.actor.by, row)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(
            request, _("Invitasjonen til %(place)s er trukket tilbake.") % {"place": row.organisation.body_name}
        )
    return redirect("collaboration_members", id=id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answer(request: SignedInRequest, id: UUID, organisation_id: UUID) -> HttpResponse:
    """What is asked, what a yes means, and the two buttons. Who only is asked sees no more of the collaboration."""
    if queries.find_row(id, organisation_id) is None and answers_for(request.actor, organisation_id):
        return is_asked_no_more(request)
    row, _can = part_to_answer_for(request, id, organisation_id)
    wrong = ""
    if request.method == "POST" and request.POST.get("answer") in {"yes", "no"}:
        is_yes = request.POST["answer"] == "yes"
        try:
            joining.answer_invitation(request.actor.by, row, is_yes)
        except ValidationError as refused:
            wrong = refused.messages[0]
        else:
            return _answered(request, row, is_yes)
    state = row.state(timezone.localdate())
    about = {
        "member": row,
        "collaboration": row.collaboration,
        "is_example": row.collaboration.is_example,
        "is_open": state in {MemberState.INVITED, MemberState.DECLINED},
        "has_declined": state == MemberState.DECLINED,
        "is_in": row.collaboration_id in request.actor.collaborations,
        "legal": forms().get(row.collaboration.form),
        "parts": [part for part in queries.parts_of(row.collaboration, timezone.localdate()) if part.is_in],
        "coordinators": queries.coordinators_of(row.collaboration),
        "wrong": wrong,
    }
    return render(request, "regions/collaboration_answer.html", about, status=409 if wrong else None)


def _answered(request: SignedInRequest, row: Member, is_yes: bool) -> HttpResponse:
    told = {"place": row.organisation.body_name, "name": row.collaboration}
    if is_yes:
        said = _("%(place)s bistår nå %(name)s.") if row.is_helper else _("%(place)s er med i %(name)s.")
        messages.success(request, said % told)
        return redirect("collaboration", id=row.collaboration_id)
    messages.success(request, _("Du har takket nei for %(place)s. Dere kan svare ja senere.") % told)
    return redirect("collaborations")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def leave(request: SignedInRequest, id: UUID, organisation_id: UUID) -> HttpResponse:
    """Notice in writing, and taking it back before the last day."""
    row, _can = part_to_answer_for(request, id, organisation_id)
    today = timezone.localdate()
    not_found_unless(row.state(today) in {MemberState.TAKES_PART, MemberState.LEAVING})
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("do") == "stay":
                joining.withdraw_notice(request.actor.by, row)
                messages.success(request, _("Oppsigelsen er trukket tilbake. Dere er med som før."))
                return redirect("collaboration_members", id=id)
            return _left(request, joining.give_notice(request.actor.by, row, form.cleaned_data["last_day"]))
        except ValidationError as refused:
            form.add_error(None, refused)
    about = {
        "member": row,
        "collaboration": row.collaboration,
        "is_example": row.collaboration.is_example,
        "form": form,
        "legal": None if row.is_helper else forms().get(row.collaboration.form),
        "earliest": today if row.is_helper else earliest_end(row.collaboration.form, today),
        "today": today,
        "is_leaving": row.ends_on is not None,
    }
    return render(request, "regions/collaboration_leave.html", about)


def _left(request: SignedInRequest, row: Member) -> HttpResponse:
    if row.left_at is not None:
        messages.success(request, _("%(place)s er ikke lenger med.") % {"place": row.organisation.body_name})
        return redirect("collaborations")
    said = _("Oppsigelsen er registrert. Dere er med til og med %(day)s, og kan trekke den tilbake før det.")
    day = row.ends_on.strftime("%d.%m.%Y") if row.ends_on else ""
    messages.success(request, said % {"day": day})
    return redirect("collaboration_members", id=row.collaboration_id)
