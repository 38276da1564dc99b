import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.defaults import server_error

from plandugnad.core.outages import outage_behind
from plandugnad.regions.language import language_of_browser
from plandugnad.web.again.asking import when_token_is_wrong
from plandugnad.web.outages import told
from plandugnad.web.typed import typed_in


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Whoever was saving gets back what she wrote: her right may have been withdrawn while the page was open."""
    typed = typed_in(request)
    if typed and getattr(request, "htmx", False):
        # A code of its own, which the base page lets be shown: what was typed stays where it was.
        return render(request, "web/not_saved.html", status=HTTPStatus.GONE)
    return render(request, "404.html", {"typed": typed}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """In her own language where it was known before it broke. Without context: what broke may be what that needs."""
    outage = outage_behind(sys.exc_info()[1])
    with translation.override(getattr(request, "LANGUAGE_CODE", "") or language_of_browser(request)):
        return told(request, outage) if outage else server_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return when_token_is_wrong(request) or render(request, "403.html", {"is_form_too_old": True}, status=403)
