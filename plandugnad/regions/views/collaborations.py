"""Founding a collaboration: what it is, and whom to ask, picked from the register or begun from a regional council."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from plandugnad.regions import sending
from plandugnad.regions.access import founding_places
from plandugnad.regions.forms import CollaborationForm, DescriptionForm, FoundForm
from plandugnad.regions.founding import NameIsTaken
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Organisation
from plandugnad.regions.queries import administration as queries
from plandugnad.regions.queries.places import find_collaboration
from plandugnad.regions.sending import Asked
from plandugnad.regions.views.choosing import choices, chosen_in, with_council


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def found(request: SignedInRequest) -> HttpResponse:
    """By somebody who plans or guides. Her own is in it at once, and she coordinates it."""
    places = founding_places(request.actor)
    not_found_unless(bool(places))
    return _founding(request, FoundForm(request.POST if request.method == "POST" else None, places), places)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def found_for_others(request: SignedInRequest) -> HttpResponse:
    """By the administrator, who takes no part: somebody else is invited to coordinate it."""
    not_found_unless(request.actor.is_administrator)
    return _founding(request, FoundForm(request.POST if request.method == "POST" else None, []), [])


def _founding(request: SignedInRequest, form: FoundForm, places: list[Organisation]) -> HttpResponse:
    chosen = chosen_in(request) if request.method == "POST" else []
    if request.POST.get("do") == "save" and form.is_valid() and _is_right(form, chosen, is_alone_enough=bool(places)):
        home = form.home_chosen
        others = [one for one in chosen if home is None or one.id != home.id]
        founder = request.user if home else None
        try:
            made, asked = sending.found_collaboration(request.actor.by, form.description, others, home, founder)
        except NameIsTaken:
            _say_taken(form)
        else:
            tell_who_is_asked(request, asked)
            if home is None:
                messages.success(request, _("Samarbeidet er laget. Inviter en koordinator."))
                return redirect("people", place_id=made.id)
            messages.success(request, _("Samarbeidet er opprettet, og du koordinerer det."))
            return redirect("collaboration", id=made.id)
    about = {"form": form, "is_for_others": not places, "home": places[0] if len(places) == 1 else None}
    return _page(request, form, with_council(request, chosen), "regions/collaboration_found.html", about)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def collaboration_form(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The administrator's: the name, and who is asked."""
    not_found_unless(request.actor.is_administrator)
    collaboration = find_collaboration(id)
    not_found_unless(collaboration is not None)
    assert collaboration is not None
    if request.method != "POST":
        present = queries.organisations_by_id(queries.member_ids(collaboration))
        form = CollaborationForm(None, collaboration)
        return _page(request, form, present, "regions/collaboration_form.html", {"collaboration": collaboration})
    form, chosen = CollaborationForm(request.POST, collaboration), chosen_in(request)
    if request.POST.get("do") == "save" and form.is_valid() and _is_right(form, chosen, is_alone_enough=False):
        try:
            asked = sending.ask_and_take_out(request.actor.by, collaboration, form.cleaned_data["name"], chosen)
        except NameIsTaken:
            _say_taken(form)
        else:
            tell_who_is_asked(request, asked)
            messages.success(request, _("Samarbeidet er lagret."))
            return redirect("administration")
    about = {"collaboration": collaboration}
    return _page(request, form, with_council(request, chosen), "regions/collaboration_form.html", about)


def _is_right(form: CollaborationForm | DescriptionForm, chosen: list[Organisation], *, is_alone_enough: bool) -> bool:
    if queries.is_name_taken(form.cleaned_data["name"], form.collaboration):
        _say_taken(form)
    if not chosen and not is_alone_enough:
        form.add_error(None, _("Velg minst ett medlem. Søk det fram under, eller begynn med et regionråd."))
    return form.is_valid()


def _say_taken(form: CollaborationForm | DescriptionForm) -> None:
    form.add_error("name", _("Et annet samarbeid heter det samme. Velg et annet navn."))


def tell_who_is_asked(request: SignedInRequest, asked: Asked) -> None:
    if number := len(asked.members) - len(asked.unreached):
        said = ngettext("%(number)s invitasjon er sendt.", "%(number)s invitasjoner er sendt.", number)
        messages.success(request, said % {"number": number})
    if asked.unreached:
        names = ", ".join(organisation.name for organisation in asked.unreached[:12])
        said = _(
            "Invitert, men ingen her kan svare for %(names)s ennå. Be den som har ansvar for installasjonen om å "
            "invitere noen derfra."
        )
        messages.warning(request, said % {"names": names})


def _page(
    request: SignedInRequest,
    form: CollaborationForm | DescriptionForm,
    chosen: list[Organisation],
    template: str,
    about: dict[str, Any],
) -> HttpResponse:
    if request.method == "POST" and request.POST.get("do") != "save":
        form.errors.clear()  # nobody has said they were done
    shown = choices(request, chosen)
    about = {**about, "form": form, **shown, "can_save": bool(shown["chosen"] or shown["hits"])}
    return render(request, template, about)
