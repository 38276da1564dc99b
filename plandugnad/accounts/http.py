"""Marks that every view carries: for those who are signed in, or for everybody."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Sends those who are not signed in to the sign-in page, whatever the address: it tells nothing of what exists."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if getattr(request, "htmx", False):
            # The page stays as it is: what was typed in it can be sent again after a sign-in in another tab.
            return render(request, "account/signed_out.html", status=HTTPStatus.UNAUTHORIZED)
        # What was sent is lost either way; coming back by GET to an address that only takes POST would be a dead end.
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("home")
        return redirect_to_login(back, reverse("account_login"))

    vars(asked)["needs_sign_in"] = True  # read by the test that tries every route
    return asked


def open_to_all(view: View) -> View:
    """Says that a page is meant for everybody. The test that tries every route accepts no page without a mark."""
    vars(view)["is_open_to_all"] = True
    return view


# Read by the middleware that sends those to the second step whose roles ask for it (`regions.middleware`).
OPENS_BEFORE = "opens_before_second_step"


def before_second_step(view: View) -> View:
    """Says that a page is on the way to the second step, or shows nobody anything. Outermost of the marks."""
    vars(view)[OPENS_BEFORE] = True
    return view


def own_path(path: str) -> str:
    """A page of ours to go on to, and the front page instead of anything else."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else reverse("home")


def not_found_unless(allowed: bool) -> None:
    """A stranger gets 404: that something is there is also something to know."""
    if not allowed:
        raise Http404
