"""What a reader, or a program, is told while the database is away or the disk is full."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plandugnad.core.outages import Outage

_RETRY_SECONDS = "10"


@dataclass(frozen=True)
class Said:
    status: HTTPStatus
    title: str | Promise
    lead: str | Promise
    advice: str | Promise


_SAID = {
    Outage.DATABASE_AWAY: Said(
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("Vi er straks tilbake"),
        _("Databasen svarer ikke akkurat nå. Det går som regel over av seg selv på under et minutt."),
        _("Det du sist sendte, er kanskje ikke lagret. Gå tilbake i nettleseren og prøv igjen om litt."),
    ),
    Outage.DISK_FULL: Said(
        HTTPStatus.INSUFFICIENT_STORAGE,
        _("Det er ikke plass til mer på tjeneren"),
        _("Det du sendte, er ikke lagret. Ta vare på det, og prøv igjen senere."),
        _("De som driver nettstedet, må frigjøre plass før noe nytt kan lagres. Det som er lagret fra før, er trygt."),
    ),
}


def told(request: HttpRequest, outage: Outage) -> HttpResponse:
    said = _SAID[outage]
    if _is_program(request):
        about = {"type": "about:blank", "title": str(said.title), "status": said.status, "detail": str(said.lead)}
        answer: HttpResponse = JsonResponse(about, status=said.status, content_type="application/problem+json")
    else:  # without the request: what an ordinary page is told about the visitor is asked of the database
        answer = HttpResponse(get_template("web/outage.html").render({"said": said}), status=said.status)
    answer.headers["Retry-After"] = _RETRY_SECONDS
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _is_program(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/v1/") or "json" in request.headers.get("Accept", "")
