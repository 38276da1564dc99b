"""«Innlogging»: everything about how one signs in, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plandugnad.accounts.http import signed_in
from plandugnad.accounts.models import Person
from plandugnad.accounts.sending import can_send_mail
from plandugnad.accounts.ways import ways_of


@require_safe
@signed_in
def own_sign_in(request: HttpRequest) -> HttpResponse:
    person = request.user
    assert isinstance(person, Person)
    return render(request, "account/own_sign_in.html", {"ways": ways_of(person), "can_send_mail": can_send_mail()})
