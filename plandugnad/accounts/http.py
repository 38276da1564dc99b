"""Marks that every view carries: for those who are signed in, or for everybody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Sends those who are not signed in to the sign-in page, whatever the address: it tells nothing of what exists."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(reverse("account_login"))
        # What was sent is lost either way; coming back by GET to an address that only takes POST would be a dead end.
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("home")
        return redirect_to_login(back, reverse("account_login"))

    asked.needs_sign_in = True  # type: ignore[attr-defined]  # read by the test that tries every route
    return asked


def open_to_all(view: View) -> View:
    """Says that a page is meant for everybody. The test that tries every route accepts no page without a mark."""
    view.is_open_to_all = True  # type: ignore[attr-defined]
    return view


def not_found_unless(allowed: bool) -> None:
    """A stranger gets 404: that something is there is also something to know."""
    if not allowed:
        raise Http404
