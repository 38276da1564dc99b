"""`/helse/klar` and `/helse/tall`: for whoever keeps the installation running. Nothing here is about a person."""

import hmac
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from plandugnad.config.figures import figures
from plandugnad.core import health
from plandugnad.regions.http import not_found_unless, open_to_all

_LOOPBACK = {"127.0.0.1", "::1", ""}  # empty: a Unix socket
_LOOPBACK_NAMES = {"localhost", "127.0.0.1", "[::1]"}
_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


@require_safe
@open_to_all
def ready(request: HttpRequest) -> HttpResponse:
    parts = health.parts()
    text = "".join(f"{part.name}: {'klar' if part.is_ready else 'ikke klar'}\n" for part in parts)
    is_ready = all(part.is_ready for part in parts)
    return _plain(text, HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE)


@require_safe
@open_to_all
def numbers(request: HttpRequest) -> HttpResponse:
    not_found_unless(may_read_figures(request))
    return _plain(figures(), HTTPStatus.OK, "; version=0.0.4")


def may_read_figures(request: HttpRequest) -> bool:
    """By token; without one set, only from this machine itself and not through a proxy that stands on it."""
    if settings.METRICS_TOKEN:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    name = request.get_host().rpartition(":")[0] or request.get_host()
    return (
        not settings.IS_BEHIND_PROXY
        and request.META.get("REMOTE_ADDR", "") in _LOOPBACK
        and name in _LOOPBACK_NAMES
        and not any(header in request.META for header in _FORWARDED)
    )


def _plain(text: str, status: HTTPStatus, version: str = "") -> HttpResponse:
    answer = HttpResponse(text, status=status, content_type=f"text/plain{version}; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer
