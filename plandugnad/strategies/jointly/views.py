"""What a region may plan together, and the asking about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.plans.queries.collaboration import find_collaboration, municipalities_of
from plandugnad.regions.access import collaboration_abilities
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Collaboration, Organisation
from plandugnad.strategies.jointly import actions
from plandugnad.strategies.jointly.access import AskAbilities, ask_abilities, asks_for
from plandugnad.strategies.jointly.candidates import Work
from plandugnad.strategies.jointly.forms import AnswerForm, AskForm
from plandugnad.strategies.jointly.models import JointAsk
from plandugnad.strategies.jointly.reading import asks_of, find_ask, offered, works_of
from plandugnad.strategies.jointly.words import because
from plandugnad.strategies.views.asked import FORM, UNPROCESSABLE


@require_safe
@signed_in
def collaboration_jointly(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = _to_see(request, id)
    today = timezone.localdate()
    about = _about(request, found) | {
        "offers": [
            (one, because(one.candidate.why)) for one in offered(request.actor, found, municipalities_of(found), today)
        ],
        "asks": asks_of(request.actor, found),
        "may_ask": asks_for(request.actor, found),
    }
    return render(request, "strategies/jointly/candidates.html", about)


@require_http_methods(FORM)
@signed_in
def joint_ask_new(request: SignedInRequest, id: UUID) -> HttpResponse:
    """About one of ours and one of theirs, that both stand on the page."""
    found = _to_see(request, id)
    not_found_unless(asks_for(request.actor, found))
    given = request.POST if request.method == "POST" else request.GET
    municipalities = municipalities_of(found)
    works = {work.key: work for work in works_of(request.actor, municipalities, timezone.localdate())}
    own, other = works.get(given.get("vart", "")), works.get(given.get("deres", ""))
    if own is None or other is None or own.organisation_id not in request.actor.writes:
        raise Http404
    not_found_unless(other.organisation_id != own.organisation_id)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        ask = _ask(request, found, municipalities, own, other, form.cleaned_data["text"])
        said = _("%(place)s er spurt. Svaret kommer hit og i varslene deres.") % {"place": other.place}
        messages.success(request, said)
        return redirect("joint_ask", ask.id)
    about = _about(request, found) | {"form": form, "own": own, "other": other}
    return render(request, "strategies/jointly/ask.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _ask(
    request: SignedInRequest,
    collaboration: Collaboration,
    municipalities: list[Organisation],
    own: Work,
    other: Work,
    text: str,
) -> JointAsk:
    by_id = {one.id: one for one in municipalities}
    return actions.ask_jointly(
        request.actor.by,
        collaboration,
        by_id[own.organisation_id],
        by_id[other.organisation_id],
        plan_name=own.title,
        other_name=other.title,
        plan_id=own.plan_id,
        text=text,
    )


@require_http_methods(FORM)
@signed_in
def joint_ask(request: SignedInRequest, id: UUID) -> HttpResponse:
    ask, can = _asked(request, id)
    not_found_unless(can.can_answer or request.method != "POST")
    initial = {"answer": ask.answer or None, "text": ask.answer_text}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=initial) if can.can_answer else None
    if form is not None and form.is_bound and form.is_valid():
        try:
            actions.answer_jointly(request.actor.by, ask, form.cleaned_data["answer"], form.cleaned_data["text"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Svaret er sendt til %(place)s.") % {"place": ask.asker.name})
            return redirect("joint_ask", id)
    about = _about(request, ask.collaboration) | {"ask": ask, "can_ask": can, "form": form}
    is_wrong = form is not None and form.is_bound
    return render(request, "strategies/jointly/asked.html", about, status=UNPROCESSABLE if is_wrong else None)


@require_POST
@signed_in
def joint_ask_withdraw(request: SignedInRequest, id: UUID) -> HttpResponse:
    ask, can = _asked(request, id)
    not_found_unless(can.can_withdraw)
    try:
        actions.withdraw_ask(request.actor.by, ask)
    except ValidationError as refused:  # they answered as it was pressed
        messages.error(request, refused.messages[0])
        return redirect("joint_ask", id)
    messages.success(request, _("Spørsmålet er trukket."))
    return redirect("collaboration_jointly", ask.collaboration_id)


def _to_see(request: SignedInRequest, id: UUID) -> Collaboration:
    found = find_collaboration(id)
    not_found_unless(collaboration_abilities(request.actor, found).can_see)
    return found


def _asked(request: SignedInRequest, id: UUID) -> tuple[JointAsk, AskAbilities]:
    ask = find_ask(id)
    if ask is None:
        raise Http404
    can = ask_abilities(request.actor, ask)
    not_found_unless(can.can_see)
    return ask, can


def _about(request: SignedInRequest, collaboration: Collaboration) -> dict[str, Any]:
    return {
        "collaboration": collaboration,
        "can": collaboration_abilities(request.actor, collaboration),
        "is_example": collaboration.is_example,
    }
