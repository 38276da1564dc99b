"""A rule that an action held to, and no page had thought of: mostly that somebody else was there first."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_CHANGES = {"POST", "PUT", "PATCH", "DELETE"}


class RefusalMiddleware:
    """A page with a form of its own says it there. For all the others the sentence of the action is shown here.

    Reading a page never refuses anything, so there it is a fault like any other.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ValidationError) or request.method not in _CHANGES:
            return None
        about = {"sentences": exception.messages}
        return render(request, "web/refused.html", about, status=HTTPStatus.CONFLICT)
