"""Making a collaboration: a name, and members picked from the register, or begun from a regional council."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.regions import actions
from plandugnad.regions.forms import CollaborationForm
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Collaboration, Organisation
from plandugnad.regions.queries import administration as queries
from plandugnad.regions.queries import register
from plandugnad.regions.queries.places import find_collaboration

_HITS = 12
# More than any region has; a form that sends more is not ours.
_MOST_MEMBERS = 400


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def collaboration_form(request: SignedInRequest, id: UUID | None = None) -> HttpResponse:
    not_found_unless(request.actor.is_administrator)
    collaboration = find_collaboration(id) if id else None
    not_found_unless(id is None or collaboration is not None)
    if request.method != "POST":
        chosen = queries.organisations_by_id(queries.member_ids(collaboration)) if collaboration else []
        return _page(request, CollaborationForm(None, collaboration), chosen)
    form = CollaborationForm(request.POST, collaboration)
    chosen = queries.organisations_by_id(_ids(request.POST.getlist("members")))
    if request.POST.get("do") == "save" and form.is_valid() and _is_right(form, chosen):
        return _saved(request, collaboration, form.cleaned_data["name"], chosen)
    return _page(request, form, _with_council(request, chosen))


def _is_right(form: CollaborationForm, chosen: list[Organisation]) -> bool:
    if queries.is_name_taken(form.cleaned_data["name"], form.collaboration):
        form.add_error("name", _("Et annet samarbeid heter det samme. Velg et annet navn."))
    if not chosen:
        form.add_error(None, _("Velg minst ett medlem. Søk det fram under, eller begynn med et regionråd."))
    return form.is_valid()


def _saved(
    request: SignedInRequest, collaboration: Collaboration | None, name: str, chosen: list[Organisation]
) -> HttpResponse:
    if collaboration is None:
        collaboration = actions.make_collaboration(request.actor.by, name, chosen)
        messages.success(request, _("Samarbeidet er laget. Inviter en koordinator."))
        return redirect("people", place_id=collaboration.id)
    actions.change_collaboration(request.actor.by, collaboration, name, chosen)
    messages.success(request, _("Samarbeidet er lagret."))
    return redirect("administration")


def _with_council(request: SignedInRequest, chosen: list[Organisation]) -> list[Organisation]:
    """Pressing a regional council ticks its members; nothing is saved yet."""
    wanted = request.POST.get("council", "")
    members = next((council.members for council in register.councils() if str(council.id) == wanted), ())
    ids = {organisation.id for organisation in chosen} | set(members)
    return queries.organisations_by_id(list(ids)) if members else chosen


def _page(request: SignedInRequest, form: CollaborationForm, chosen: list[Organisation]) -> HttpResponse:
    is_saving = request.POST.get("do") == "save"
    if request.method == "POST" and not is_saving:
        form.errors.clear()  # nobody has said they were done
    words = request.POST.get("q", "")[:100]
    councils = register.councils()
    hits = _hits(words, chosen)
    found = {hit.id for hit in hits}
    about: dict[str, Any] = {
        "form": form,
        "collaboration": form.collaboration,
        "chosen": chosen,
        "councils": councils,
        "words": words,
        "hits": hits,
        "found_councils": [council for council in councils if council.id in found],
        "can_save": bool(chosen or hits),
    }
    return render(request, "regions/collaboration_form.html", about)


def _hits(words: str, chosen: list[Organisation]) -> list[register.MunicipalityRow | register.Body]:
    if not words.strip():
        return []
    taken = {organisation.id for organisation in chosen}
    return [row for row in register.find_places(words) if row.id not in taken][:_HITS]


def _ids(texts: list[str]) -> list[UUID]:
    ids = []
    for text in texts[:_MOST_MEMBERS]:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids
