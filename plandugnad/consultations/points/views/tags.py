"""The tags of a consultation: how many points each has, a better name, two that are one."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plandugnad.consultations.models import Consultation, Tag, TagKind
from plandugnad.consultations.points import tagging
from plandugnad.consultations.points.forms import NameForm
from plandugnad.consultations.points.queries import counted_tags, find_tag, find_tag_event
from plandugnad.consultations.views.asked import base, consultation_to_change, consultation_to_see
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import SignedInRequest, signed_in


@dataclass(frozen=True)
class Kind:
    code: str
    label: str
    tags: list[Tag]


@require_safe
@signed_in
def tags(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = consultation_to_see(request.actor, id)
    every = counted_tags(found.pk)
    kinds = [Kind(kind.value, str(kind.label), [tag for tag in every if tag.kind == kind]) for kind in TagKind]
    about = base(found, abilities, "tags") | {"kinds": kinds, "has_any": bool(every)}
    return render(request, "consultations/points/tags.html", about)


@require_POST
@signed_in
def tag_rename(request: SignedInRequest, id: UUID) -> HttpResponse:
    tag = _to_change(request.actor, id)
    form = NameForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        tagging.rename_tag(request.actor.by, tag, form.cleaned_data["name"])
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Merkelappen heter nå «%(name)s».") % {"name": tag.name})
    return redirect("tags", tag.consultation_id)


@require_POST
@signed_in
def tag_merge(request: SignedInRequest, id: UUID) -> HttpResponse:
    tag = _to_change(request.actor, id)
    consultation = tag.consultation
    into = _chosen(consultation, request.POST.get("into", ""))
    if into is None:
        messages.error(request, _("Velg hvilken merkelapp «%(name)s» skal slås sammen med.") % {"name": tag.name})
        return redirect("tags", consultation.pk)
    try:
        event = tagging.merge_tags(request.actor.by, tag, into)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        undo = f"undo:{reverse('tags_unmerge', args=[consultation.pk, event.pk])}"
        said = _("«%(tag)s» er slått sammen med «%(into)s».") % {"tag": tag.name, "into": into.name}
        messages.success(request, said, extra_tags=undo)
    return redirect("tags", consultation.pk)


@require_POST
@signed_in
def tags_unmerge(request: SignedInRequest, id: UUID, event: UUID) -> HttpResponse:
    consultation = consultation_to_change(request.actor, id)
    done = find_tag_event(consultation, event)
    if done is None:
        raise Http404
    tagging.unmerge_tags(request.actor.by, consultation, done)
    messages.success(request, _("Merkelappene står hver for seg igjen."))
    return redirect("tags", id)


@require_POST
@signed_in
def tag_remove(request: SignedInRequest, id: UUID) -> HttpResponse:
    tag = _to_change(request.actor, id)
    try:
        tagging.remove_tag(request.actor.by, tag)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Merkelappen «%(name)s» er borte.") % {"name": tag.name})
    return redirect("tags", tag.consultation_id)


def _to_change(actor: Actor, id: UUID) -> Tag:
    tag = find_tag(id)
    if tag is None:
        raise Http404
    tag.consultation = consultation_to_change(actor, tag.consultation_id)
    return tag


def _chosen(consultation: Consultation, id: str) -> Tag | None:
    try:
        tag = find_tag(UUID(id))
    except ValueError:
        return None
    return tag if tag and tag.consultation_id == consultation.pk else None
