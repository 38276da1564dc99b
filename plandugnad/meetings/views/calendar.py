"""The calendar over everything one may see, as a page and as a file."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plandugnad.core.pieces import Chip
from plandugnad.meetings import words
from plandugnad.meetings.calendar_file import written
from plandugnad.meetings.queries.calendar import Choice, Year, lines_of, read_year
from plandugnad.meetings.views.place import read_id
from plandugnad.meetings.views.place import read_year as year_in
from plandugnad.regions.http import SignedInRequest, signed_in


@require_safe
@signed_in
def calendar(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    choice = _choice(request, today.year)
    found = read_year(request.actor.keys, choice, request.GET.get("side"), today)
    about: dict[str, Any] = {
        "found": found,
        "choice": choice,
        "year": str(choice.year),
        "kind_chips": _kinds(choice),
        "place_chips": _places(choice, found),
        "query": _query(choice),
        "before": _query(choice, aar=choice.year - 1),
        "after": _query(choice, aar=choice.year + 1),
        "is_filtered": bool(choice.kind or choice.place_id),
    }
    return render(request, "meetings/calendar.html", about)


@require_safe
@signed_in
def calendar_download(request: SignedInRequest) -> HttpResponse:
    """A file as things are now. It does not follow what changes afterwards: that is what subscribing is for."""
    choice = _choice(request, timezone.localdate().year)
    name = _("Plandugnad %(year)s") % {"year": choice.year}
    content = written(name, lines_of(request.actor.keys, timezone.localdate(), choice))
    headers = {"Content-Disposition": f'attachment; filename="plandugnad-{choice.year}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _choice(request: SignedInRequest, this_year: int) -> Choice:
    kind = request.GET.get("slag", "")
    place_id = read_id(request.GET.get("sted", ""))
    return Choice(year_in(request.GET.get("aar", ""), this_year), place_id, kind if kind in words.KINDS else "")


def _query(choice: Choice, **other: object) -> str:
    said = {"aar": choice.year, "sted": choice.place_id or "", "slag": choice.kind} | other
    return "?" + urlencode({name: value for name, value in said.items() if value})


def _kinds(choice: Choice) -> list[Chip]:
    return [
        Chip(label, _query(choice, slag="" if choice.kind == kind else kind), choice.kind == kind)
        for kind, label in words.KINDS.items()
    ]


def _places(choice: Choice, found: Year) -> list[Chip]:
    return [
        Chip(name, _query(choice, sted="" if choice.place_id == id else id), choice.place_id == id)
        for id, name in found.places
    ]
