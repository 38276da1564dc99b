"""Fill in, see how it will be, send. Each step carries all of it along, so nothing is kept of what is not sent."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from plandugnad.consultations.limits import MOST_ATTACHED_MB, MOST_ATTACHMENTS
from plandugnad.consultations.models import Consultation
from plandugnad.consultations.public import guarding
from plandugnad.consultations.public.attachments import Attachments, take_attachments, upload_for
from plandugnad.consultations.public.forms import FIELDS, PARTIES, StatementForm
from plandugnad.consultations.public.guarding import Stamp, new_stamp, read_stamp
from plandugnad.consultations.public.queries import PublicPage, read_public
from plandugnad.consultations.public.sending import Asked, find_by_id, full, keep_submission, waits
from plandugnad.consultations.public.views import about, public_or_404
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE
from plandugnad.regions.http import open_to_all


class _Check(CsrfViewMiddleware):
    """Says what is wrong instead of answering: the form itself is the answer, with all she wrote."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


@dataclass(frozen=True)
class _Sent:
    """`said` is what stops it, before it is asked whether the fields are right."""

    form: StatementForm
    attachments: Attachments
    stamp: Stamp
    said: str


# The token is checked by `_is_ours`, where what was written can be given back; it must not be read before the files
# have somewhere to go.
@csrf_exempt
@require_http_methods(FORM)
@never_cache
@open_to_all
def statement_form(request: HttpRequest, id: UUID) -> HttpResponse:
    found = public_or_404(id)
    page = read_public(found, timezone.localdate())
    if request.method == "POST" and _is_from_elsewhere(request):
        return redirect("statement_form", id)
    if request.method == "POST":
        return _posted(request, found, page)
    if not page.has_form:
        raise Http404
    return _edit(request, found, StatementForm(), _nothing(id)) if page.is_open else _closed(request, found, {})


def _posted(request: HttpRequest, found: Consultation, page: PublicPage) -> HttpResponse:
    request.upload_handlers = [upload_for(request)]
    is_ours = _is_ours(request)
    if not page.is_open:
        return _after_deadline(request, found, is_ours)
    sent = _read(request, found, is_ours)
    if not is_ours:
        return _edit(request, found, sent.form, sent, HTTPStatus.FORBIDDEN)
    if not page.has_form:
        raise Http404
    return _step(request, found, sent)


def _after_deadline(request: HttpRequest, found: Consultation, is_ours: bool) -> HttpResponse:
    """Nothing new is taken, but who sent before it may have the mail sent again while its link counts."""
    stamp = read_stamp(request.POST.get("stempel", ""), found.pk)
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    if stamp is None or not is_ours or "send" not in request.POST:
        return _closed(request, found, typed)
    if received := find_by_id(stamp.id):
        return render(request, "consultations/public/received.html", {"statement": received} | about(found))
    if not waits(stamp.id):
        return _closed(request, found, typed)
    sent = _read(request, found, is_ours)
    if not sent.form.is_valid() or sent.attachments.wrong:
        return _closed(request, found, typed, is_waiting=True)
    said = sent.said or _too_much_mail(request, sent.form.values()["email"])
    asked = None if said else keep_submission(found, sent.form.values(), sent.attachments.contents, stamp.id)
    if asked is Asked.NOT_OPEN:
        return _closed(request, found, typed, is_waiting=True)
    told = _about(found, replace(sent, said=said)) | {"asked": asked.value if asked else ""}
    return render(request, "consultations/public/sent.html", told, status=UNPROCESSABLE if said else None)


def _is_from_elsewhere(request: HttpRequest) -> bool:
    """As browsers say it. The form gives back what came without a token that holds, but not what another site has put
    in the mouth of its reader."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"cross-site", "same-site"}


def _is_ours(request: HttpRequest) -> bool:
    check = _Check(_answer)
    check.process_request(request)
    return check.process_view(request, _answer, (), {}) is None


def _answer(_request: HttpRequest) -> HttpResponse:
    """Stands for a view that is not exempt, for the check to look at."""
    return HttpResponse()


def _read(request: HttpRequest, found: Consultation, is_ours: bool) -> _Sent:
    is_hammering = guarding.is_hammering(request)
    attachments = take_attachments(request, found, may_store=is_ours and not is_hammering)
    form = StatementForm(request.POST, has_attachments=bool(attachments.kept))
    stamp = read_stamp(request.POST.get("stempel", ""), found.pk)
    said = "" if is_ours else _("Skjemaet hadde stått åpent lenge. Teksten din står her. Se over, og gå videre igjen.")
    if is_hammering:
        said = _("Det kommer svært mye herfra akkurat nå. Vent et minutt. Teksten din står her.")
    if not said and guarding.is_in_trap(request):
        said = _("Feltet «Nettside» skal stå tomt. Det er der for å stoppe roboter. Teksten din står her. Prøv igjen.")
    if not said and "send" in request.POST and form.is_valid():
        said = guarding.why_not_yet(request, stamp)
    return _Sent(form, attachments, stamp or new_stamp(found.pk), said)


def _step(request: HttpRequest, found: Consultation, sent: _Sent) -> HttpResponse:
    is_right = sent.form.is_valid() and not sent.attachments.wrong
    if "rett" in request.POST and not sent.said:
        again = StatementForm(initial={name: request.POST.get(name, "") for name in FIELDS})
        return _edit(request, found, again, sent)
    if "send" not in request.POST or sent.said or not is_right:
        return _edit(request, found, sent.form, sent) if sent.said or not is_right else _preview(request, found, sent)
    return _send(request, found, sent)


def _send(request: HttpRequest, found: Consultation, sent: _Sent) -> HttpResponse:
    values = sent.form.values()
    if stopped := _too_much_mail(request, values["email"]):
        return _stopped(request, found, sent, stopped)
    asked = keep_submission(found, values, sent.attachments.contents, sent.stamp.id)
    if asked is Asked.NOT_OPEN:
        return _closed(request, public_or_404(found.pk), values)
    if asked is Asked.FULL:
        return _stopped(request, found, sent, full())
    if asked is Asked.RECEIVED:
        received = _(
            "Det du sendte herfra, er bekreftet og mottatt. Vil du si noe mer, står teksten din her: "
            "rett den, og send den som en ny uttalelse."
        )
        return _stopped(request, found, replace(sent, stamp=new_stamp(found.pk)), received)
    return render(request, "consultations/public/sent.html", _about(found, sent) | {"asked": asked.value})


def _stopped(request: HttpRequest, found: Consultation, sent: _Sent, said: str) -> HttpResponse:
    return _edit(request, found, sent.form, replace(sent, said=said))


def _too_much_mail(request: HttpRequest, address: str) -> str:
    if not guarding.has_too_much_mail(request, address):
        return ""
    return _("Vi har nettopp sendt flere e-poster til den adressen. Se etter den, eller vent en time.")


def _nothing(id: UUID) -> _Sent:
    return _Sent(StatementForm(), Attachments((), ()), new_stamp(id), "")


def _edit(
    request: HttpRequest, found: Consultation, form: StatementForm, sent: _Sent, wrong_status: int = UNPROCESSABLE
) -> HttpResponse:
    shown = _Sent(form, sent.attachments, sent.stamp, sent.said)
    is_wrong = bool(sent.said or sent.attachments.wrong or (form.is_bound and form.errors))
    told = _about(found, shown) | {"is_wrong": is_wrong, "is_fresh": request.method != "POST"}
    return render(request, "consultations/public/edit.html", told, status=wrong_status if is_wrong else None)


def _preview(request: HttpRequest, found: Consultation, sent: _Sent) -> HttpResponse:
    return render(request, "consultations/public/look.html", _about(found, sent))


def _closed(
    request: HttpRequest, found: Consultation, typed: dict[str, str], *, is_waiting: bool = False
) -> HttpResponse:
    """What was being written as the deadline passed is given back. `is_waiting`: something else was sent before it."""
    told = about(found) | {"page": read_public(found, timezone.localdate()), "typed": typed, "is_waiting": is_waiting}
    is_late = any(typed.values())
    return render(request, "consultations/public/too_late.html", told, status=UNPROCESSABLE if is_late else None)


def _about(found: Consultation, sent: _Sent) -> dict[str, Any]:
    values = sent.form.values() if sent.form.is_bound and sent.form.is_valid() else {}
    return about(found) | {
        "page": read_public(found, timezone.localdate()),
        "form": sent.form,
        "values": values,
        "party_name": dict(PARTIES).get(values.get("party", ""), ""),
        "attachments": sent.attachments,
        "stamp": sent.stamp,
        "said": sent.said,
        "honeypot": guarding.HONEYPOT,
        "attachment_help": _attachment_help(),
    }


def _attachment_help() -> str:
    said = _(
        "Valgfritt. Inntil %(most)d filer, på høyst %(size)d MB til sammen. For eksempel PDF, bilder eller Word. "
        "Programmer tar vi ikke imot."
    )
    return said % {"most": MOST_ATTACHMENTS, "size": MOST_ATTACHED_MB}
