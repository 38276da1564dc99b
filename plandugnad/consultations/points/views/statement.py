"""The page of one statement, and what is done with it as a whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from plandugnad.archive.serving import handed_over_content
from plandugnad.consultations.access import ConsultationAbilities
from plandugnad.consultations.models import Statement
from plandugnad.consultations.points import actions, answers
from plandugnad.consultations.points.forms import AssignForm, TextsForm
from plandugnad.consultations.points.history import history_page, latest_lines
from plandugnad.consultations.points.left_out import left_out_of
from plandugnad.consultations.points.people import writers_in
from plandugnad.consultations.points.queries import StatementPage, find_file, read_statement
from plandugnad.consultations.points.showing import AnswerBlock, blocks_of, shown_pieces
from plandugnad.consultations.points.views.asked import base, statement_to_change, statement_to_see
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, signed_in

UNPROCESSABLE = 422


@require_safe
@signed_in
def statement(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = statement_to_see(request.actor, id)
    return render(request, "consultations/points/statement.html", page_of(found, abilities))


def page_of(
    found: Statement, abilities: ConsultationAbilities, *, met: AnswerBlock | None = None, texts: Any = None
) -> dict[str, Any]:
    """`met` and `texts` are a point's answer and the texts of the whole as somebody has just tried to save them."""
    page = read_statement(found)
    blocks = blocks_of(page.points, can_write=abilities.can_write)
    if met:
        blocks = [met if block.point.id == met.point.id else block for block in blocks]
    return base(found, abilities) | {
        "page": page,
        "blocks": blocks,
        "pieces": shown_pieces(page.pieces),
        "left_out": left_out_of(found, page.points) if abilities.can_write else [],
        "met": met,
        "texts": texts or {"form": texts_form(found)},
        "assign_form": _assign_form(found, page),
        "lines": latest_lines(found),
    }


def texts_form(found: Statement) -> TextsForm:
    initial = {name: getattr(found, name) for name in answers.TEXTS}
    return TextsForm(initial=initial | {f"{name}_base": text for name, text in initial.items()})


def _assign_form(found: Statement, page: StatementPage) -> AssignForm:
    return AssignForm(page.people, initial={"person": str(found.assigned_to_id or "")})


@require_POST
@signed_in
def statement_assign(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = statement_to_change(request.actor, id)
    form = AssignForm(writers_in(found.consultation.process.plan.organisation), request.POST)
    if not form.is_valid():
        messages.error(request, _("Personen du valgte, skriver ikke for kommunen lenger. Velg en annen."))
        return redirect("statement", id)
    person, name = form.chosen()
    actions.assign_statement(request.actor.by, found, person, name)
    messages.success(request, _("%(who)s har uttalelsen.") % {"who": name} if name else _("Ingen har uttalelsen nå."))
    return redirect("statement", id)


@require_POST
@signed_in
def statement_ready(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Done with; then straight to the next that is not, as when eighty are done in a row."""
    found = statement_to_change(request.actor, id)
    if "igjen" in request.POST:
        answers.take_up_again(request.actor.by, found)
        messages.success(request, _("Uttalelsen er tatt opp igjen."))
        return redirect("statement", id)
    try:
        drafts = answers.call_ready(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(f"{reverse('statement', args=[id])}#helheten")
    messages.success(request, _ready_words(found, drafts))
    following = read_statement(found).neighbours.unfinished
    return redirect("statement", following.pk if following and "neste" in request.POST else id)


def _ready_words(found: Statement, drafts: int) -> str:
    said = _("Uttalelse %(number)s er ferdig vurdert.") % {"number": found.number}
    if not drafts:
        return said
    also = ngettext(
        "%(count)s svar som var utkast, er merket ferdig.", "%(count)s svar som var utkast, er merket ferdig.", drafts
    )
    return f"{said} {also % {'count': drafts}}"


@require_safe
@signed_in
def statement_file(request: SignedInRequest, id: UUID, file: UUID) -> HttpResponseBase:
    found, _abilities = statement_to_see(request.actor, id)
    attached = find_file(found, file)
    if attached is None:
        raise Http404
    return handed_over_content(attached.stored_id, attached.name)


@require_safe
@signed_in
def statement_history(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = statement_to_see(request.actor, id)
    page, lines = history_page(found, request.GET.get("side"))
    about = base(found, abilities, Crumb(_("Historikk"))) | {"page": page, "lines": lines}
    return render(request, "consultations/points/history.html", about)
