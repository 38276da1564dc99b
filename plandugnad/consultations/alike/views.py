"""Pages of points that are alike. The machine proposes; each group is decided, named and answered by a person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.consultations.access import ConsultationAbilities
from plandugnad.consultations.alike import actions, queries
from plandugnad.consultations.alike.forms import AnswerForm, GroupForm
from plandugnad.consultations.models import Consultation, Group, GroupState
from plandugnad.consultations.views.asked import base, consultation_to_change, consultation_to_see, given_id, given_ids
from plandugnad.core.models import AuditEvent
from plandugnad.core.pieces import Chip, Crumb
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE
from plandugnad.regions.http import SignedInRequest, signed_in

_LISTS = {"": GroupState.PROPOSED, "bestemt": GroupState.DECIDED, "avvist": GroupState.REFUSED}


@dataclass(frozen=True)
class _Asked:
    consultation: Consultation
    group: Group

    @property
    def address(self) -> str:
        return reverse("alike_group", args=[self.consultation.id, self.group.pk])


@require_safe
@signed_in
def alike(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = consultation_to_see(request.actor, id)
    shown = request.GET.get("vis", "") if request.GET.get("vis") in _LISTS else ""
    run = queries.last_run(found)  # before what it finds, which may come while the page is made
    tally = queries.tally(found)
    about = base(found, abilities, "alike") | {
        "tally": tally,
        "run": run,
        "page": queries.read_groups(found, _LISTS[shown], request.GET.get("side")),
        "shown": shown,
        "chips": _chips(found, tally, shown),
    }
    return render(request, "consultations/alike/list.html", about)


def _chips(found: Consultation, tally: queries.Tally, shown: str) -> list[Chip]:
    address = reverse("alike", args=[found.id])
    named = (
        ("", _("Foreslått"), tally.proposed),
        ("bestemt", _("Bestemt"), tally.decided),
        ("avvist", _("Avvist"), tally.refused),
    )
    return [Chip(label, f"{address}?vis={key}" if key else address, shown == key, count) for key, label, count in named]


@require_POST
@signed_in
def alike_look(request: SignedInRequest, id: UUID) -> HttpResponse:
    actions.look(consultation_to_change(request.actor, id))
    return redirect("alike", id)


@require_safe
@signed_in
def alike_progress(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The part of the page that tells how far the run has come; it asks for itself again until the end."""
    found, abilities = consultation_to_see(request.actor, id)
    about = {"consultation": found, "abilities": abilities, "run": queries.last_run(found), "is_answer": True}
    return render(request, "consultations/alike/run.html", about)


def _group_to_see(request: SignedInRequest, id: UUID, group: UUID) -> tuple[_Asked, ConsultationAbilities]:
    consultation, abilities = consultation_to_see(request.actor, id)
    found = queries.find_group(consultation, group)
    if found is None:
        raise Http404
    return _Asked(consultation, found), abilities


def _group_to_change(request: SignedInRequest, id: UUID, group: UUID) -> _Asked:
    consultation_to_change(request.actor, id)
    return _group_to_see(request, id, group)[0]


@require_safe
@signed_in
def alike_group(request: SignedInRequest, id: UUID, group: UUID) -> HttpResponse:
    asked, abilities = _group_to_see(request, id, group)
    row, page = queries.read_group(asked.group, request.GET.get("side"))
    about = base(asked.consultation, abilities, "alike", *_crumbs(asked)) | {
        "row": row,
        "group": asked.group,
        "page": page,
        "targets": queries.targets(asked.group) if asked.group.state == GroupState.DECIDED else [],
    }
    return render(request, "consultations/alike/group.html", about)


def _crumbs(asked: _Asked, here: str = "") -> list[Crumb]:
    like = Crumb(_("Like punkter"), reverse("alike", args=[asked.consultation.id]))
    name = queries.name_of(asked.group)
    return [like, Crumb(name, asked.address), Crumb(here)] if here else [like, Crumb(name)]


@require_POST
@signed_in
def alike_accept(request: SignedInRequest, id: UUID, group: UUID) -> HttpResponse:
    """Those that were shown and not ticked are left out. Without any shown, as from the list, all are in."""
    asked = _group_to_change(request, id, group)
    left_out = given_ids(request.POST, "shown") - given_ids(request.POST, "chosen")

    def act(seen: int) -> AuditEvent:
        return actions.accept(request.actor.by, asked.group, left_out, seen)

    if asked.group.into is None:
        return _decided(request, asked, act, _("Gruppen er godtatt."), to_group=True)
    name = queries.name_of(asked.group)
    said = _("Punktene er lagt til i %(group)s.") % {"group": name if name.startswith("«") else f"«{name}»"}
    return _decided(request, asked, act, said)


@require_POST
@signed_in
def alike_refuse(request: SignedInRequest, id: UUID, group: UUID) -> HttpResponse:
    asked = _group_to_change(request, id, group)
    words = {
        GroupState.PROPOSED: _("Forslaget er avvist, og kommer ikke igjen."),
        GroupState.DECIDED: _("Gruppen er løst opp. Punktene blir ikke foreslått sammen igjen."),
    }.get(GroupState(asked.group.state), _("Gruppen er avvist."))
    return _decided(request, asked, lambda seen: actions.refuse(request.actor.by, asked.group, seen), words)


@require_POST
@signed_in
def alike_points(request: SignedInRequest, id: UUID, group: UUID) -> HttpResponse:
    """What is to be done with the points that are chosen: moved to another group, set apart, or taken out."""
    asked = _group_to_change(request, id, group)
    by, chosen, what = request.actor.by, given_ids(request.POST, "chosen"), request.POST.get("what", "")
    if what not in ("move", "split", "take_out"):
        raise Http404

    def act(seen: int) -> AuditEvent:
        if what == "split":
            return actions.split(by, asked.group, chosen, seen)
        if what == "take_out":
            return actions.take_out(by, asked.group, chosen, seen)
        return actions.move(by, asked.group, chosen, given_id(request.POST.get("to", "")), seen)

    words = {
        "move": _("Punktene er flyttet."),
        "split": _("Punktene er blitt en egen gruppe. Gi den et navn som skiller den ut."),
        "take_out": _("Punktene er tatt ut av gruppen."),
    }
    return _decided(request, asked, act, words[what], to_group=True)


def _decided(
    request: SignedInRequest, asked: _Asked, act: Callable[[int], AuditEvent], words: str, *, to_group: bool = False
) -> HttpResponse:
    there = f"{asked.address}#messages"
    try:
        event = act(_seen(request.POST))
    except actions.ChangedMeanwhile as meanwhile:
        messages.error(request, str(meanwhile))
        return redirect(there)
    except ValidationError as wrong:
        messages.error(request, wrong.messages[0])
        is_gone = queries.find_group(asked.consultation, asked.group.pk) is None
        return redirect("alike", asked.consultation.id) if is_gone else redirect(there)
    messages.success(request, words, extra_tags=_way_back(asked.consultation, event))
    return redirect(there if to_group else f"{reverse('alike', args=[asked.consultation.id])}#messages")


def _way_back(consultation: Consultation, event: AuditEvent) -> str:
    return f"undo:{reverse('alike_undo', args=[consultation.id, event.pk])}"


@require_POST
@signed_in
def alike_undo(request: SignedInRequest, id: UUID, event: UUID) -> HttpResponse:
    consultation = consultation_to_change(request.actor, id)
    found = queries.find_event(consultation, event)
    if found is None:
        raise Http404
    try:
        undone = actions.undo(request.actor.by, consultation, found)
    except ValidationError as wrong:
        messages.error(request, wrong.messages[0])
    else:
        messages.success(request, _("Angret."), extra_tags=_way_back(consultation, undone))
    return redirect(f"{reverse('alike', args=[id])}#messages")


@require_http_methods(FORM)
@signed_in
def alike_answer(request: SignedInRequest, id: UUID, group: UUID) -> HttpResponse:
    asked = _group_to_change(request, id, group)
    kept = asked.group
    initial = {"seen": kept.version, "was": kept.answer, "name": kept.name, "answer": kept.answer}
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted, initial=initial, ready=queries.ready_in(kept))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            opened = actions.write(
                request.actor.by, kept, given["name"], given["answer"], given["seen"],
                still_ready=given.get("still_ready", False),
            )  # fmt: skip
        except actions.ChangedMeanwhile as meanwhile:
            form.stands_now(meanwhile.group, meanwhile.by_name)
        else:
            messages.success(request, _saved_words(opened))
            return redirect(asked.address)
    about = base(asked.consultation, _may(), "alike", *_crumbs(asked, _("Navn og felles svar")))
    return _form_page(request, "consultations/alike/answer.html", form, about | {"back": asked.address})


def _saved_words(opened: int) -> str:
    if not opened:
        return _("Lagret.")
    said = ngettext(
        "Lagret. %(number)d uttalelse som var ferdig vurdert, er tatt opp igjen.",
        "Lagret. %(number)d uttalelser som var ferdig vurdert, er tatt opp igjen.",
        opened,
    )
    return said % {"number": opened}


@require_http_methods(FORM)
@signed_in
def alike_new(request: SignedInRequest, id: UUID) -> HttpResponse:
    consultation = consultation_to_change(request.actor, id)
    words = request.GET.get("q", "")[:200]
    chosen = given_ids(request.POST, "chosen")
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made, event = actions.make_group(request.actor.by, consultation, form.cleaned_data["name"], chosen)
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(request, _("Gruppen er laget."), extra_tags=_way_back(consultation, event))
            return redirect(f"{reverse('alike_group', args=[id, made.pk])}#messages")
    like = Crumb(_("Like punkter"), reverse("alike", args=[id]))
    about = base(consultation, _may(), "alike", like, Crumb(_("Ny gruppe"))) | {
        "page": queries.free_points(consultation, words, request.GET.get("side")),
        "words": words,
        "chosen": chosen,
        "back": like.address,
    }
    return _form_page(request, "consultations/alike/new.html", form, about)


def _may() -> ConsultationAbilities:
    """Of whoever has come past `consultation_to_change`."""
    return ConsultationAbilities(can_see=True, can_write=True)


def _form_page(request: SignedInRequest, template: str, form: Any, about: dict[str, Any]) -> HttpResponse:
    is_wrong = form.is_bound and bool(form.errors)
    return render(request, template, about | {"form": form}, status=UNPROCESSABLE if is_wrong else None)


def _seen(given: QueryDict) -> int:
    said = given.get("seen", "")
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise Http404
    return int(said)
