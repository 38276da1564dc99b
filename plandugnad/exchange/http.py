"""What every address of open data does: any site's page may read it, calls are counted, and 304 is said when it can."""

import time
from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _

from plandugnad.accounts.calls import by_address
from plandugnad.accounts.http import View, open_to_all
from plandugnad.exchange.reading import State

SETTLED_AFTER_S = 120
_METHODS = ("GET", "HEAD", "OPTIONS")
_SHOWN = "ETag, Last-Modified, RateLimit, RateLimit-Policy, Retry-After, Content-Disposition"


def open_data(view: View) -> View:
    """Words in the files are bokmål, whoever fetches them: a copy is the same for everybody."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in _METHODS:
            return HttpResponseNotAllowed(_METHODS)
        if request.method == "OPTIONS":
            return _opened(_preflight())
        rate = by_address(request)
        if rate.is_over:
            response: HttpResponseBase = _plain(
                _("Grensen er %(limit)d kall i minuttet. Vent litt, og prøv igjen.") % {"limit": rate.limit}, 429
            )
        else:
            with translation.override("nb"):
                response = view(request, *args, **kwargs)
        rate.tell(response)
        return _opened(response)

    return open_to_all(answered)


def _preflight() -> HttpResponse:
    headers = {
        "Access-Control-Allow-Methods": ", ".join(_METHODS),
        "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)


def _opened(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _SHOWN
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def not_published() -> HttpResponse:
    return _plain(_("Kommunen har ikke åpnet planoversikten sin, eller adressen er feil. Se /apne-data/."), 404)


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")


def _settled_s(state: State) -> int | None:
    """A moment counts whole seconds, and one that is saved late may be earlier than one that is fetched already. So it
    is told only when it is so old that nothing from before it is still being saved (RFC 9110 § 8.8.2.2)."""
    changed_s = int(state.changed_at.timestamp()) if state.changed_at else None
    return changed_s if changed_s is not None and time.time() - changed_s > SETTLED_AFTER_S else None


def conditional(
    request: HttpRequest,
    state: State,
    form: str,
    write: Callable[[], Iterable[bytes] | bytes],
    answer: Callable[[Any], HttpResponseBase],
) -> HttpResponseBase:
    """What is asked for is made only when the copy somebody has is not the same."""
    etag = quote_etag(f"{form}-{state.key}")
    changed_s = _settled_s(state)
    known = get_conditional_response(request, etag, changed_s)
    response = known if known is not None and known.status_code == HTTPStatus.NOT_MODIFIED else answer(write())
    response.headers["ETag"] = etag
    if changed_s is not None:
        response.headers["Last-Modified"] = http_date(changed_s)
    response.headers["Cache-Control"] = "public, max-age=60, must-revalidate"
    return response
