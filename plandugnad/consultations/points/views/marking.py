"""Making points of a text: by marking in it, by its paragraphs, or all of it as one."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.consultations.models import Point, Statement
from plandugnad.consultations.points import actions
from plandugnad.consultations.points.forms import BoundsForm, SpanForm, SplitForm, named
from plandugnad.consultations.points.left_out import courtesies_of, left_out_of, parts_of
from plandugnad.consultations.points.queries import point_rows, row_of, unanswered
from plandugnad.consultations.points.showing import blocks_of, shown_pieces
from plandugnad.consultations.points.spans import Span, pieces, sentences, whole
from plandugnad.consultations.points.views.asked import base, point_to_change, statement_to_change, statement_to_see
from plandugnad.consultations.points.views.statement import UNPROCESSABLE
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, signed_in

_SHOWN_OF_PART = 400
_SHOWN_OF_SENTENCE = 90


@require_POST
@signed_in
def statement_mark(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = statement_to_change(request.actor, id)
    form = SpanForm(request.POST)
    if not form.is_valid():
        return _refused(request, found, _("Merk noe i teksten først."))
    try:
        point = actions.mark_point(request.actor.by, found, form.span(), form.quoted())
    except ValidationError as refused:
        return _refused(request, found, " ".join(refused.messages))
    return _made(request, found, [point])


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def statement_split(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The paragraphs to choose among; with 'alle' every one that says something, with 'hele' the text as one point."""
    found, abilities = statement_to_see(request.actor, id)
    found = statement_to_change(request.actor, id)
    parts = parts_of(found)
    courteous = courtesies_of(found, parts)
    if request.method == "POST" and "alle" in request.POST:
        return _split(request, found, [one for one in parts if one not in courteous])
    if request.method == "POST" and "hele" in request.POST:
        everything = whole(found.text)
        return _split(request, found, [everything] if everything else [])
    shown = [(span, Truncator(span.of(found.text)).chars(_SHOWN_OF_PART)) for span in parts]
    posted = request.POST if request.method == "POST" else None
    ticked = _unmarked(found, [one for one in parts if one not in courteous])
    form = SplitForm(shown, posted, initial={"parts": ticked})
    if form.is_bound and form.is_valid():
        return _split(request, found, form.spans())
    about = base(found, abilities, Crumb(_("Del i avsnitt"))) | {
        "form": form,
        "parts": parts,
        "courteous": courteous,
    }
    return render(request, "consultations/points/split.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def point_span(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Another place in the text: as marked there, or from one sentence to another."""
    point, found = point_to_change(request.actor, id)
    _found, abilities = statement_to_see(request.actor, found.pk)
    parts = sentences(found.text)
    shown = [(span, Truncator(span.of(found.text)).chars(_SHOWN_OF_SENTENCE)) for span in parts]
    marked = SpanForm(request.POST)
    if "start" in request.POST and marked.is_valid():
        return _moved(request, point, marked.span(), marked.quoted())
    posted = request.POST if request.method == "POST" else None
    form = BoundsForm(shown, posted, initial=_bounds(point, parts))
    if form.is_bound and form.is_valid():
        return _moved(request, point, form.span(), None)
    about = base(found, abilities, Crumb(_("Endre punktet"))) | {"form": form, "point": point}
    return render(request, "consultations/points/span.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _moved(request: SignedInRequest, point: Point, span: Span, quote: str | None) -> HttpResponse:
    address = reverse("statement", args=[point.statement_id])
    try:
        actions.change_span(request.actor.by, point, span, quote)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Punktet er endret."))
    return redirect(f"{address}#punkt-{point.pk}")


def _bounds(point: Point, parts: list[Span]) -> dict[str, str]:
    """The sentences the point begins and ends in now."""
    inside = [index for index, span in enumerate(parts) if span.starts < point.ends and point.starts < span.ends]
    return {"first": str(inside[0]), "last": str(inside[-1])} if inside else {}


def _unmarked(found: Statement, parts: list[Span]) -> list[str]:
    marked = {(row.starts, row.ends) for row in point_rows(found)}
    return [named(span) for span in parts if (span.starts, span.ends) not in marked]


def _split(request: SignedInRequest, found: Statement, spans: list[Span]) -> HttpResponse:
    try:
        made = actions.split(request.actor.by, found, spans)
    except ValidationError as refused:
        return _refused(request, found, " ".join(refused.messages))
    return _made(request, found, made)


def _made(request: SignedInRequest, found: Statement, made: list[Point]) -> HttpResponse:
    rows = point_rows(found)
    numbers = [row.number for point in made if (row := row_of(rows, point.pk))]
    said = ngettext("Punkt %(numbers)s er laget.", "%(count)s punkter er laget.", len(made))
    said %= {"numbers": ", ".join(map(str, numbers)), "count": len(made)}
    if not request.htmx:
        messages.success(request, said)
        return redirect(f"{reverse('statement', args=[found.pk])}#punkt-{made[0].pk}")
    blocks = blocks_of(rows, can_write=True)
    fresh = {point.pk for point in made}
    placed = [
        (block, f"#punkt-{rows[at - 1].id}" if at else "") for at, block in enumerate(blocks) if block.point.id in fresh
    ]
    about = {"said": said, "placed": placed, "points": rows, "left": unanswered(rows), "can_write": True}
    about |= {
        "pieces": shown_pieces(pieces(found.text, rows)),
        "left_out": left_out_of(found, rows),
        "statement": found,
    }
    return render(request, "consultations/points/marked.html", about)


def _refused(request: SignedInRequest, found: Statement, said: str) -> HttpResponse:
    if request.htmx:
        return render(request, "consultations/points/said.html", {"said": said, "is_wrong": True}, status=UNPROCESSABLE)
    messages.error(request, said)
    return redirect("statement", found.pk)
