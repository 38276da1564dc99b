from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from plandugnad.accounts import shown
from plandugnad.accounts.actions import sign_in
from plandugnad.accounts.http import not_found_unless, open_to_all
from plandugnad.accounts.queries import find_example_person
from plandugnad.core import installation


@require_POST
@open_to_all
def demo_sign_in(request: HttpRequest, person_id: UUID) -> HttpResponse:
    person = find_example_person(person_id) if installation.is_demo() else None
    not_found_unless(person is not None)
    assert person is not None
    sign_in(request, person)
    shown.note(request, person, "demo")
    return redirect(_asked_for(request) or "home")


def _asked_for(request: HttpRequest) -> str:
    """Where she was when her session ended."""
    address = request.POST.get("next", "")
    is_here = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_here else ""
