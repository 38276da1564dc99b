"""Reading e-mails in: chosen, looked through, and taken in as statements."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import TooManyFilesSent, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.archive.limits import UPLOAD_LIMIT_BYTES
from plandugnad.archive.uploading import DiskUpload, announces_too_much
from plandugnad.consultations.access import consultation_abilities
from plandugnad.consultations.incoming import actions, words
from plandugnad.consultations.incoming.forms import StatementForm, initial_of
from plandugnad.consultations.incoming.limits import MAILS_AT_ONCE
from plandugnad.consultations.incoming.queries import attached, body_names, find_waiting, known_bodies, waiting
from plandugnad.consultations.incoming.reading_in import read_in
from plandugnad.consultations.models import Consultation
from plandugnad.consultations.reading.eml import LONGEST_FILE_BYTES
from plandugnad.consultations.views.asked import base, consultation_to_change
from plandugnad.core.outages import NoRoom
from plandugnad.core.pieces import Crumb
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE
from plandugnad.regions.http import SignedInRequest, signed_in


# The token is checked by the inner function: reading the form to find it would take in files of any size first.
@csrf_exempt
@require_http_methods(FORM)
@signed_in
def mail_in(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = consultation_to_change(request.actor, id)
    if request.method != "POST":
        return _mail_page(request, found)
    if announces_too_much(request):
        said = _("Det du sendte, er for stort. Velg e-poster på til sammen høyst %(most)d MB om gangen.")
        return _mail_page(request, found, [said % {"most": UPLOAD_LIMIT_BYTES // 1024**2}])
    request.upload_handlers = [DiskUpload(request)]
    try:
        return _read(request, id)
    except NoRoom:
        return _mail_page(request, found, [_("Det er ikke plass til flere filer på tjeneren. Ingenting er lest inn.")])
    except TooManyFilesSent:
        said = _("Du valgte for mange filer. Høyst %(most)d e-poster kan leses om gangen, og ingen er lest nå.")
        return _mail_page(request, found, [said % {"most": MAILS_AT_ONCE}])


@csrf_protect
def _read(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = consultation_to_change(request.actor, id)
    number, said = read_in(request.actor.by, found, request)
    if number:
        sentence = ngettext(
            "%(number)d e-post er lest. Se gjennom den, og ta den inn.",
            "%(number)d e-poster er lest. Se gjennom dem, og ta dem inn.",
            number,
        )
        messages.success(request, sentence % {"number": number})
    return _mail_page(request, found, said) if said else redirect("mail_in", id)


def _mail_page(request: SignedInRequest, found: Consultation, said: list[str] | None = None) -> HttpResponse:
    abilities = consultation_abilities(request.actor, found)
    rows = waiting(found)
    here = Crumb(_("Les inn e-post"))
    about = base(found, abilities, "statements", Crumb(_("Uttalelser"), reverse("statements", args=[found.id])), here)
    about |= {
        "rows": [(row, [words.note(code) for code in row.notes]) for row in rows],
        "ready": sum(row.is_ready for row in rows),
        "said": said or [],
        "most": MAILS_AT_ONCE,
        "most_megabytes": LONGEST_FILE_BYTES // 1024**2,
    }
    return render(request, "consultations/incoming/mail_in.html", about, status=UNPROCESSABLE if said else None)


@require_POST
@signed_in
def mail_in_take(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = consultation_to_change(request.actor, id)
    ids = _ids(request.POST.getlist("epost"))
    if not ids:
        messages.error(request, _("Ingen er valgt. Kryss av for e-postene du vil ta inn."))
        return redirect("mail_in", id)
    done = actions.take_in_mails(request.actor.by, found, ids)
    said = ngettext("%(number)d uttalelse er tatt inn.", "%(number)d uttalelser er tatt inn.", done.made)
    messages.success(request, said % {"number": done.made})
    if done.known:
        said = ngettext("%(number)d var tatt inn fra før.", "%(number)d var tatt inn fra før.", done.known)
        messages.info(request, said % {"number": done.known})
    if done.waiting or waiting(found):
        return redirect("mail_in", id)
    return redirect("statements", id)


def _ids(texts: list[str]) -> list[UUID]:
    ids = []
    for text in texts[: MAILS_AT_ONCE * 10]:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids


@require_http_methods(FORM)
@signed_in
def mail_in_edit(request: SignedInRequest, id: UUID, mail: UUID) -> HttpResponse:
    found = consultation_to_change(request.actor, id)
    row = find_waiting(found, mail)
    if row is None:
        raise Http404
    bodies = known_bodies()
    data = request.POST if request.method == "POST" else None
    form = StatementForm(bodies, timezone.localdate(), data, initial=initial_of(row, bodies))
    about: dict[str, Any] = {"form": form, "row": row, "attached": attached(row), "bodies": body_names(bodies)}
    if form.is_bound and form.is_valid():
        try:
            actions.correct_mail(row, form.values(), form.cleaned_data["seen"] or 0)
        except actions.ChangedMeanwhile as meanwhile:
            form.stands_now(meanwhile.version)
            about["stands"] = find_waiting(found, mail)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("mail_in", id)
        else:
            messages.success(request, _("E-posten er rettet."))
            return redirect("mail_in", id)
    abilities = consultation_abilities(request.actor, found)
    crumbs = (
        Crumb(_("Uttalelser"), reverse("statements", args=[id])),
        Crumb(_("Les inn e-post"), reverse("mail_in", args=[id])),
    )
    about |= base(found, abilities, "statements", *crumbs, Crumb(row.subject or row.file_name))
    about["notes"] = [words.note(code) for code in row.notes]
    is_wrong = form.is_bound and bool(form.errors)
    return render(request, "consultations/incoming/mail_edit.html", about, status=UNPROCESSABLE if is_wrong else None)


@require_POST
@signed_in
def mail_in_put_away(request: SignedInRequest, id: UUID, mail: UUID) -> HttpResponse:
    found = consultation_to_change(request.actor, id)
    if actions.put_away(found, mail):
        messages.success(request, _("E-posten er lagt bort. Les den inn igjen hvis den skal være med likevel."))
    return redirect("mail_in", id)
