"""The API as one: what surrounds every call, and the description of all of them (OpenAPI)."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, ValidationError
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja import errors as ninja_errors
from ninja.openapi.schema import OpenAPISchema

from plandugnad.accounts.http import open_to_all
from plandugnad.api import problems
from plandugnad.api.doors import RATE, Token
from plandugnad.api.problems import Problem, answer
from plandugnad.core.outages import outage_behind

PREFIX = "/api/v1/"
log = logging.getLogger("django.request")
_PROBLEM = {
    "type": "object",
    "description": "RFC 9457. The words are Norwegian, for people; `status` and the other names are for programs.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_ALWAYS = (404, 405, 422, 429)
_WITH_BODY = (400, 413)
_CHANGING = (409, 412)
_WITH_TOKEN = (401, 403)
_WITH_FILE = (507,)


class Service(NinjaAPI):
    """What every operation may answer is said once here, and not beside each of them."""

    def _get_urls(self) -> list[Any]:
        patterns = [each for each in super()._get_urls() if getattr(each, "name", "") != "api-root"]
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = _surrounded(pattern.callback)
        return [*patterns, path("<path:rest>", open_to_all(_finished(problems.not_here)))]

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """In bokmål, as it is written, whoever asks for it first."""
        with translation.override("nb"):
            return self._described(**options)

    def _described(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**{"path_prefix": PREFIX, **options})
        shared, scopes = {}, self._scopes()
        for method, operation in (each for methods in schema["paths"].values() for each in methods.items()):
            if (scope := scopes.get(operation["operationId"])) is not None:
                operation["security"] = [{"Token": [scope]}]
            for status in _statuses(method, operation):
                shared[f"Problem{status}"] = _response(status)
                operation["responses"].setdefault(status, {"$ref": f"#/components/responses/Problem{status}"})
            operation["responses"] = {str(status): said for status, said in sorted(operation["responses"].items())}
        schema["components"]["schemas"]["Problem"] = _PROBLEM
        schema["components"]["responses"] = dict(sorted(shared.items()))
        return schema

    def _scopes(self) -> dict[str | None, str]:
        """Which scope each operation asks for."""
        views = (view for bound in self._get_bound_routers() for view in bound.path_operations.values())
        operations = (each for view in views for each in view.operations)
        doors = ((each.operation_id, door) for each in operations for door in each.auth_callbacks)
        return {id: door.scope.value for id, door in doors if isinstance(door, Token)}


def _statuses(method: str, operation: dict[str, Any]) -> tuple[int, ...]:
    sent = operation.get("requestBody", {}).get("content", {})
    statuses = _ALWAYS + (_WITH_BODY if sent else ()) + (_CHANGING if method != "get" else ())
    statuses += _WITH_FILE if "multipart/form-data" in sent else ()
    return statuses + (_WITH_TOKEN if "security" in operation else _WITH_TOKEN[:1])


def _response(status: int) -> dict[str, Any]:
    headers = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    return {
        "description": str(problems.TITLES[status]),
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        **({"headers": headers} if status == 429 else {}),
    }


def _surrounded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The mark says that the view has a door of its own (`api.doors`); the tests try each of them."""
    return open_to_all(_finished(view))


def _finished(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def call(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            said = answer(Problem(405, _("Adressen finnes, men ikke for %(method)s.") % {"method": request.method}))
            said.headers["Allow"] = ", ".join(sorted(response.headers.get("Allow", "").split(", ")))
            response = said
        response.headers.setdefault("Cache-Control", "private, no-store")
        if (rate := getattr(request, RATE, None)) is not None:
            rate.tell(response)
        return response

    vars(call)["csrf_exempt"] = True  # no cookie is asked for, so there is none to misuse
    return call


def add_handlers(service: NinjaAPI) -> None:
    for kind, as_problem in _TOLD.items():
        service.add_exception_handler(kind, _answered(as_problem))
    service.add_exception_handler(Exception, _broken)


def _answered(as_problem: Callable[[Any], Problem]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda _request, wrong: answer(as_problem(wrong))


def _broken(request: HttpRequest, wrong: Exception | type[Exception]) -> HttpResponse:
    """Told and logged as Django does for pages, and answered in a form that a program reads."""
    if isinstance(wrong, Exception) and outage_behind(wrong):
        raise wrong  # told where pages are, the same to programs
    got_request_exception.send(sender=Service, request=request)
    log.error("Internal Server Error: %s", request.path, exc_info=True, extra={"status_code": 500, "request": request})
    return answer(Problem(500, _("Feilen er vår, og den er skrevet i loggen. Prøv igjen om litt.")))


def _too_big() -> Problem:
    most_mb = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
    return Problem(413, _("Innholdet kan være på høyst %(most)d MB. Send mindre om gangen.") % {"most": most_mb})


def _cut_off() -> Problem:
    return Problem(400, _("Forbindelsen ble brutt før alt innholdet var kommet frem. Send det på nytt."))


def _broken_form() -> Problem:
    return Problem(400, _("Innholdet er ikke gyldig multipart/form-data."))


def _unread(wrong: ninja_errors.HttpError) -> Problem:
    if wrong.status_code == 400:
        return Problem(400, _("Innholdet er ikke gyldig JSON i UTF-8."))
    return Problem(wrong.status_code, str(problems.TITLES.get(wrong.status_code, wrong.message)))


_TOLD: dict[type[Exception], Callable[[Any], Problem]] = {
    Problem: lambda problem: problem,
    RequestDataTooBig: lambda _wrong: _too_big(),
    UnreadablePostError: lambda _wrong: _cut_off(),
    Http404: lambda _wrong: problems.not_found(),
    MultiPartParserError: lambda _wrong: _broken_form(),
    SuspiciousOperation: lambda _wrong: _broken_form(),  # more fields or files than any of ours has
    ValidationError: problems.refused,
    ninja_errors.ValidationError: lambda wrong: problems.broken_rules(wrong.errors),
    ninja_errors.HttpError: _unread,
}


def make_service() -> Service:
    service = Service(
        title="Plandugnad",
        version="1.0.0",
        description="Plan register, plans, meetings and collaborations of Norwegian municipalities.",
        docs_url=None,
        openapi_url=None,
        urls_namespace="api",
        servers=[{"url": settings.BASE_URL}],
    )
    add_handlers(service)
    return service
