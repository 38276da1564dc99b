from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from plandugnad.accounts.actions import change_profile
from plandugnad.regions.forms import OF_THE_PLACE, ProfileForm
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.language import forget_language
from plandugnad.regions.queries.coordinators import coordinated_with
from plandugnad.regions.queries.people import find_own_membership, memberships_of
from plandugnad.regions.views.ending import end_or_say_why_not


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    person = request.user
    begin = {"name": person.name, "language": person.language or OF_THE_PLACE}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        change_profile(person, form.cleaned_data["name"], "" if language == OF_THE_PLACE else language)
        with override(person.language or None):
            messages.success(request, _("Opplysningene er lagret."))
        response = redirect("profile")
        forget_language(response)  # what a stranger chose in this browser must not outlive what she chooses here
        return response
    about = {"form": form, "person": person, "memberships": memberships_of(person)}
    return render(request, "regions/profile.html", about)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def leave(request: SignedInRequest, membership_id: UUID) -> HttpResponse:
    membership = find_own_membership(request.user, membership_id)
    not_found_unless(membership is not None)
    assert membership is not None
    wrong = ""
    if request.method == "POST":
        wrong = end_or_say_why_not(request.actor.by, membership)
        if not wrong:
            messages.success(request, _("Du har sagt fra deg rollen."))
            return redirect("profile")
    return render(
        request, "regions/leave.html", {"membership": membership, "wrong": wrong, "also": coordinated_with(membership)}
    )
