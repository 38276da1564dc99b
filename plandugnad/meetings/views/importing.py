"""Council and committee calendars in: pasted, .ics or a spreadsheet. Nothing is saved before it is agreed to."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.core.pieces import Crumb
from plandugnad.meetings import words
from plandugnad.meetings.access import place_abilities
from plandugnad.meetings.actions import importing
from plandugnad.meetings.comparing import compare, counts
from plandugnad.meetings.kinds import ImportState, MeetingSource
from plandugnad.meetings.models import MeetingImport, Place
from plandugnad.meetings.queries.meetings import bodies_of, find_import, imports_of
from plandugnad.meetings.reading.opening import LONGEST_PASTE, NotACalendar, Refused, read_file, read_pasted
from plandugnad.meetings.reading.told import Reading
from plandugnad.meetings.views.asked import base, meetings_address, place_to_write
from plandugnad.meetings.views.place import FORM, UNPROCESSABLE, read_year
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


class Unreadable(Exception):
    """A sentence on why nothing could be read."""


@require_http_methods(FORM)
@signed_in
def import_new(request: SignedInRequest, place_id: UUID) -> HttpResponse:
    place, abilities = place_to_write(request.actor, place_id)
    given = _given(request)
    refusal = ""
    if request.method == "POST":
        try:
            run = _started(request, place, given)
        except Unreadable as unreadable:
            refusal = str(unreadable)
        else:
            return redirect("meeting_import", run.id)
    about = base(place, abilities, Crumb(_("Hent inn møteplan"))) | given | {"refusal": refusal}
    about |= {"bodies": bodies_of(request.actor, place), "runs": imports_of(place)}
    return render(request, "meetings/import_new.html", about, status=UNPROCESSABLE if refusal else None)


def _given(request: SignedInRequest) -> dict[str, Any]:
    this_year = timezone.localdate().year
    return {
        "year": read_year(request.POST.get("aar", ""), 0 if request.method == "POST" else this_year),
        "body_name": request.POST.get("utvalg", "")[:120],
        "text": request.POST.get("tekst", "").replace("\x00", ""),
    }


def _started(request: SignedInRequest, place: Place, given: dict[str, Any]) -> MeetingImport:
    file = request.FILES.get("fil")
    year, body, text = given["year"], given["body_name"], given["text"]
    if file is None:
        if not text.strip():
            raise Unreadable(_("Lim inn møteplanen, eller velg en fil."))
        if len(text) > LONGEST_PASTE:
            raise Unreadable(_("Teksten er for lang. Lim inn ett år om gangen."))
        reading = _read(lambda: read_pasted(text, year=year, body=body))
        return importing.start_import(request.actor.by, place, MeetingSource.PASTE, _some(reading), text=text)
    if file.size and file.size > settings.UPLOAD_LIMIT_BYTES:
        most = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
        raise Unreadable(_("Filen er for stor. Den kan være på høyst %(most)d MB.") % {"most": most})
    content, name = file.read(), file.name or ""
    reading = _read(lambda: read_file(content, name, year=year, body=body))
    is_calendar = b"BEGIN:VCALENDAR" in content[:4_096].upper()
    source = MeetingSource.CALENDAR_FILE if is_calendar else MeetingSource.SPREADSHEET
    shown = "".join(sign for sign in name if sign.isprintable())
    return importing.start_import(request.actor.by, place, source, _some(reading), file_name=shown)


def _read(read: Any) -> Reading:
    try:
        found: Reading = read()
    except NotACalendar:
        raise Unreadable(_("Kalenderfilen kunne ikke leses. Eksporter den på nytt, eller lim inn datoene.")) from None
    except Refused as refused:
        raise Unreadable(refused.sentence(get_language() or "nb")) from None
    return found


def _some(reading: Reading) -> Reading:
    if not reading.meetings and not reading.faults:
        raise Unreadable(
            _("Vi fant ingen datoer. Skriv for eksempel: Kommunestyret: 12. februar, 26. mars 2027 kl. 18.00")
        )
    return reading


@require_http_methods(FORM)
@signed_in
def import_preview(request: SignedInRequest, id: UUID) -> HttpResponse:
    run = _run(request, id)
    if run.state != ImportState.DRAFT:
        return redirect(meetings_address(run.place))
    error = ""
    if request.method == "POST":
        try:
            importing.write_import(request.actor.by, run, leave_faults=bool(request.POST.get("la_feil_vaere")))
        except ValidationError as refused:
            error = " ".join(refused.messages)
        except importing.AlreadyDone:
            return redirect(meetings_address(run.place))
        else:
            return _written(request, run)
    compared = compare(run)
    about = base(run.place, place_abilities(request.actor, run.place), Crumb(_("Hent inn møteplan")))
    about |= {"run": run, "error": error, "counts": counts(compared), "rows": [_row(each) for each in compared]}
    about["new_bodies"] = sorted({each.body_name for each in compared if each.is_new_body})
    about["faults"] = [(line, text, words.fault(code, params)) for line, text, code, params in run.faults]
    about["is_pasted"] = run.source == MeetingSource.PASTE
    return render(request, "meetings/import_preview.html", about, status=UNPROCESSABLE if error else None)


def _row(each: Any) -> dict[str, Any]:
    told = each.told
    was = each.meeting
    return {
        "line": told.line,
        "body": each.body_name,
        "outcome": each.outcome.value,
        "day": words.day_in_words(told.on),
        "hours": words.hours(told.starts, told.ends),
        "venue": told.place,
        "is_cancelled": told.is_cancelled,
        "was": words.when_in_words(was.when, *was.hours) if was and each.changes else "",
        "was_venue": was.venue if was and "venue" in each.changes else "",
    }


def _written(request: SignedInRequest, run: MeetingImport) -> HttpResponse:
    found = find_import(run.id)
    assert found is not None
    done = found.done["counts"]
    said = _("Nye møter: %(new)s. Endret: %(changed)s. Uendret: %(same)s.") % done
    undo = f"undo:{reverse('meeting_import_undo', args=[run.id])}"
    messages.success(request, said, extra_tags=undo)
    years = [int(told["on"][:4]) for told in found.told]
    return redirect(
        f"{meetings_address(run.place)}?aar={max(set(years), key=years.count)}"
        if years
        else meetings_address(run.place)
    )


@require_POST
@signed_in
def import_undo(request: SignedInRequest, id: UUID) -> HttpResponse:
    run = _run(request, id)
    try:
        found = importing.undo_import(request.actor.by, run)
    except importing.AlreadyDone:
        messages.info(request, _("Importen er angret fra før."))
    else:
        said = _(
            "Angret. Tatt bort: %(removed)s. Satt tilbake: %(restored)s. Beholdt fordi noen har endret dem: %(kept)s."
        )
        messages.success(request, said % found)
    return redirect(meetings_address(run.place))


@require_POST
@signed_in
def import_discard(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Back to the form, with the text as it was."""
    run = _run(request, id)
    place = run.place
    importing.discard_import(run)
    return redirect("meeting_import_new", place.id)


def _run(request: SignedInRequest, id: UUID) -> MeetingImport:
    run = find_import(id)
    if run is None:
        raise Http404
    not_found_unless(place_abilities(request.actor, run.place).can_write)
    return run
