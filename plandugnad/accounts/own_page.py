"""«Innlogging»: everything about how one signs in, on one page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.accounts import sessions
from plandugnad.accounts.http import not_found_unless, signed_in
from plandugnad.accounts.models import Person
from plandugnad.accounts.sending import can_send_mail
from plandugnad.accounts.ways import ways_of


@require_safe
@signed_in
def own_sign_in(request: HttpRequest) -> HttpResponse:
    person = request.user
    assert isinstance(person, Person)
    return render(
        request,
        "account/own_sign_in.html",
        {
            "ways": ways_of(person),
            "can_send_mail": can_send_mail(),
            "places": sessions.places_of(request, person),
        },
    )


@require_POST
@signed_in
def end_session(request: HttpRequest, place: str) -> HttpResponse:
    person = request.user
    assert isinstance(person, Person)
    not_found_unless(sessions.end_one(person, place))
    messages.success(request, _("Innloggingen er avsluttet."))
    return redirect("own_sign_in")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    person = request.user
    assert isinstance(person, Person)
    if request.method == "POST":
        sessions.end_others(request, person)
        messages.success(request, _("Du er logget ut alle andre steder."))
    return redirect("own_sign_in")
