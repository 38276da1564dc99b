"""Around every request: how long it took and how many questions it asked, in a header, a log line and the counts."""

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from plandugnad.config import counts

Respond = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("plandugnad.requests")


class Questions:
    """What one request asks of the database."""

    def __init__(self) -> None:
        self.count = 0
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        self.count += 1
        started = perf_counter()
        try:
            return execute(*question)
        finally:
            self.seconds += perf_counter() - started


class RecordMiddleware:
    """The outermost. A page is whole when it comes back here; a stream is timed until its first piece is ready."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        questions, started = Questions(), perf_counter()
        with connection.execute_wrapper(questions):
            response = self.get_response(request)
        seconds = perf_counter() - started
        if response.streaming and not connection.in_atomic_block:
            connection.close()  # who fetches a large file slowly should not hold one meanwhile
        response.headers["Server-Timing"] = (
            f'total;dur={seconds * 1000:.1f}, db;dur={questions.seconds * 1000:.1f};desc="{questions.count}"'
            f"{_waited(request)}"
        )
        route = route_of(request)
        counts.add(route, response.status_code, seconds)
        if settings.LOGS_REQUESTS:
            said = {"route": route, "method": _method(request), "status": response.status_code}
            said |= {"ms": round(seconds * 1000, 1), "queries": questions.count}
            log.info("request", extra={"said": said})
        return response


def _waited(request: HttpRequest) -> str:
    """How long it stood in line in the page worker (`launch.pages`) before its turn; that is not in the total."""
    waited = request.META.get("plandugnad.waited_seconds")
    return f", queue;dur={waited * 1000:.1f}" if isinstance(waited, float) else ""


def route_of(request: HttpRequest) -> str:
    """The route's name, never its address: that may hold a person's id, or the secret of an invitation."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or counts.NAMELESS
    return counts.STATIC if request.path_info.startswith(settings.STATIC_URL) else counts.NOWHERE


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def _method(request: HttpRequest) -> str:
    return request.method if request.method in _METHODS else "?"  # what a stranger invents is not written down
