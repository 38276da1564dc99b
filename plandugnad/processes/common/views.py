"""Pages of what a collaboration has agreed on about how plans are made."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.archive.models import File
from plandugnad.archive.queries.choosing import files_to_choose, find_chosen
from plandugnad.core.pieces import Crumb
from plandugnad.engines.statute import Chain, chains
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.processes.common import actions, agreed, forms
from plandugnad.processes.common.access import CommonAbilities, common_abilities
from plandugnad.processes.common.models import CommonProcess
from plandugnad.processes.common.queries import (
    CommonRow,
    events_of,
    find_common,
    find_event,
    last_event,
    lines_of,
    rows_of,
)
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE
from plandugnad.processes.words import law_lang, law_language
from plandugnad.regions.access import collaboration_abilities
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Collaboration
from plandugnad.regions.queries.places import find_collaboration

LONGEST_QUERY = 200


@dataclass(frozen=True)
class Asked:
    request: SignedInRequest
    collaboration: Collaboration
    abilities: CommonAbilities

    def about(self, *crumbs: Crumb) -> dict[str, Any]:
        place = self.collaboration
        here = reverse("common_processes", args=[place.id]) if crumbs else ""
        return {
            "collaboration": place,
            "is_example": place.is_example,
            "can": collaboration_abilities(self.request.actor, place),
            "abilities": self.abilities,
            "law_lang": law_lang(),
            "crumbs": [
                Crumb(_("Samarbeid"), reverse("collaborations")),
                Crumb(place.name, reverse("collaboration", args=[place.id])),
                Crumb(_("Fellesprosesser"), here),
                *crumbs,
            ],
        }


@dataclass(frozen=True)
class One:
    asked: Asked
    common: CommonProcess

    @property
    def chain(self) -> Chain:
        return chains()[self.common.chain]

    @property
    def address(self) -> str:
        return reverse("common_process", args=[self.asked.collaboration.id, self.common.chain])

    @cached_property
    def rows(self) -> list[CommonRow]:
        return rows_of(self.asked.request.actor, self.common)

    def row(self, code: str) -> CommonRow:
        found = next((row for row in self.rows if row.code == code), None)
        if found is None:
            raise Http404
        return found

    def at(self, name: str, *more: Any) -> str:
        return reverse(name, args=[self.asked.collaboration.id, self.common.chain, *more])

    def undo(self) -> str:
        event = last_event(self.common)
        return f"undo:{self.at('common_undo', event.pk)}" if event else ""

    def about(self, *crumbs: Crumb) -> dict[str, Any]:
        name = self.chain.name.said(law_language())
        there = Crumb(name, self.address if crumbs else "")
        return self.asked.about(there, *crumbs) | {"common": self.common, "chain": self.chain, "back": self.address}


def to_see(request: SignedInRequest, id: UUID) -> Asked:
    found = find_collaboration(id)
    if found is None:
        raise Http404
    abilities = common_abilities(request.actor, found)
    not_found_unless(abilities.can_see)
    return Asked(request, found, abilities)


def one_to_see(request: SignedInRequest, id: UUID, chain: str) -> One:
    """Also one that is deleted, for those who may bring it back."""
    asked = to_see(request, id)
    common = find_common(asked.collaboration, chain)
    if common is None:
        raise Http404
    not_found_unless(common.deleted_at is None or asked.abilities.can_write)
    return One(asked, common)


def one_to_change(request: SignedInRequest, id: UUID, chain: str) -> One:
    one = one_to_see(request, id, chain)
    not_found_unless(one.asked.abilities.can_write and one.common.deleted_at is None)
    return one


@require_http_methods(FORM)
@signed_in
def common_processes(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = to_see(request, id)
    not_found_unless(request.method != "POST" or asked.abilities.can_write)
    lines = lines_of(asked.collaboration)
    taken = {line.common.chain for line in lines}
    left = [(one.id, one.name.said(law_language())) for one in chains().values() if one.id not in taken]
    form = forms.MakeForm(left, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = actions.make_common(request.actor.by, asked.collaboration, form.cleaned_data["chain"])
        messages.success(request, _("Fellesprosessen er laget. Si hva dere gjør sammen i stegene."))
        return redirect("common_process", id, made.chain)
    about = asked.about() | {"lines": lines, "form": form if left else None}
    return render(request, "processes/common/all.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_safe
@signed_in
def common_process(request: SignedInRequest, id: UUID, chain: str) -> HttpResponse:
    one = one_to_see(request, id, chain)
    about = one.about() | {"rows": one.rows, "events": events_of(one.common)}
    if one.asked.abilities.can_write and not one.common.deleted_at:
        about["offered"] = len(agreed.items_of(one.common))
    return render(request, "processes/common/one.html", about)


def _saved(form: forms.Seen, act: Callable[[int], None], stands: Callable[[], dict[str, Any]]) -> bool:
    try:
        act(form.cleaned_data["seen"])
    except actions.ChangedMeanwhile as meanwhile:
        form.stands_now(meanwhile.version, meanwhile.by_name, stands())
        return False
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


def _form_page(one: One, form: Any, heading: str, **more: Any) -> HttpResponse:
    about = one.about(Crumb(heading)) | {"form": form, "heading": heading} | more
    is_wrong = form.is_bound and bool(form.errors)
    return render(
        one.asked.request, "processes/common/form.html", about, status=UNPROCESSABLE if is_wrong else None
    )  # fmt: skip


@require_http_methods(FORM)
@signed_in
def common_describe(request: SignedInRequest, id: UUID, chain: str) -> HttpResponse:
    one = one_to_change(request, id, chain)

    def stands() -> dict[str, Any]:
        now = find_common(one.asked.collaboration, chain) or one.common
        return {name: getattr(now, name) for name in ("about", "adopted", "adopted_where")}

    initial = stands() | {"seen": one.common.version}
    form = forms.DescribeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():

        def act(seen: int) -> None:
            actions.describe_common(request.actor.by, one.common, form.values(), seen)

        if _saved(form, act, stands):
            messages.success(request, _("Lagret."))
            return redirect(one.address)
    return _form_page(one, form, _("Om fellesprosessen"))


@require_http_methods(FORM)
@signed_in
def common_step_add(request: SignedInRequest, id: UUID, chain: str) -> HttpResponse:
    one = one_to_change(request, id, chain)
    holder = ("common_step", one.common.id, request.actor.person_id)
    initial = {"token": new_token(*holder), "after": request.GET.get("etter", "")}
    steps = [(row.code, row.title) for row in one.rows]
    form = forms.AddForm(steps, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            step = actions.add_step(
                request.actor.by, one.common, given["name"], given["after"], id=id_of(given["token"], *holder)
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Steget er lagt til. Si hvem som er med, og hva dere gjør."))
            return redirect(one.at("common_step", step.code))
    return _form_page(one, form, _("Nytt felles steg"))


@require_http_methods(FORM)
@signed_in
def common_step(request: SignedInRequest, id: UUID, chain: str, code: str) -> HttpResponse:
    one = one_to_change(request, id, chain)
    row = one.row(code)

    def stands() -> dict[str, Any]:
        return actions.said_of(one.common, code) or {}

    form = forms.CommonStepForm(
        [(other.code, other.title) for other in one.rows if other.code != code],
        request.POST if request.method == "POST" else None,
        is_own=row.law is None,
        initial=stands() | {"seen": one.common.version},
    )
    if form.is_bound and form.is_valid():

        def act(seen: int) -> None:
            actions.set_step(request.actor.by, one.common, code, form.values(), seen)

        if _saved(form, act, stands):
            messages.success(request, _("Steget er lagret."), extra_tags=one.undo())
            return redirect(f"{one.address}#steg-{code}")
    return _form_page(one, form, row.title, row=row)


@require_http_methods(FORM)
@signed_in
def common_template(request: SignedInRequest, id: UUID, chain: str, code: str) -> HttpResponse:
    """A document from the collaboration's own archive, where its versions and rights are."""
    one = one_to_change(request, id, chain)
    row, place, fault = one.row(code), one.asked.collaboration, ""
    if request.method == "POST":
        chosen = find_chosen(request.actor, request.POST.get("valgt", ""))
        is_here = isinstance(chosen, File) and chosen.room.collaboration_id == place.id
        if is_here or "ta-bort" in request.POST:
            template_id = None if "ta-bort" in request.POST or chosen is None else chosen.pk
            actions.set_step(request.actor.by, one.common, code, {"template_id": template_id})
            words = _("Malen står nå ved steget.") if template_id else _("Malen er tatt bort. Filen ligger i arkivet.")
            messages.success(request, words, extra_tags=one.undo())
            return redirect(f"{one.address}#steg-{code}")
        fault = _("Velg en fil i listen.")
    query = (request.POST if request.method == "POST" else request.GET).get("q", "")[:LONGEST_QUERY].strip()
    about: dict[str, Any] = one.about(Crumb(row.title)) | {"row": row, "query": query, "fault": fault}
    about["files"] = files_to_choose(request.actor, query, place)
    return render(request, "processes/common/template.html", about, status=UNPROCESSABLE if fault else None)


@require_POST
@signed_in
def common_step_remove(request: SignedInRequest, id: UUID, chain: str, code: str) -> HttpResponse:
    one = one_to_change(request, id, chain)
    if one.row(code).said is None:
        raise Http404
    actions.remove_step(request.actor.by, one.common, code)
    messages.success(request, _("Det er fjernet."), extra_tags=one.undo())
    return redirect(one.address)


@require_POST
@signed_in
def common_undo(request: SignedInRequest, id: UUID, chain: str, event: UUID) -> HttpResponse:
    one = one_to_change(request, id, chain)
    stands = find_event(one.common, event)
    if stands is None:
        raise Http404
    try:
        actions.undo_step(request.actor.by, one.common, stands)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Det er angret."))
    return redirect(one.address)


@require_POST
@signed_in
def common_delete(request: SignedInRequest, id: UUID, chain: str) -> HttpResponse:
    one = one_to_change(request, id, chain)
    actions.delete_common(request.actor.by, one.common)
    words = _("Fellesprosessen er slettet. Prosesser som er i gang, er som før.")
    messages.success(request, words, extra_tags=f"undo:{one.at('common_undelete')}")
    return redirect("common_processes", id)


@require_POST
@signed_in
def common_undelete(request: SignedInRequest, id: UUID, chain: str) -> HttpResponse:
    one = one_to_see(request, id, chain)
    not_found_unless(one.asked.abilities.can_write)
    try:
        actions.undelete_common(request.actor.by, one.common)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Fellesprosessen er hentet tilbake."))
    return redirect(one.address)
