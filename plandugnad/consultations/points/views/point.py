"""One point: its answer, its tags, whose it is, and what becomes of it."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.consultations.models import Point, Statement
from plandugnad.consultations.points import actions, answers
from plandugnad.consultations.points.forms import AnswerForm, AssignForm, TagForm, TextsForm
from plandugnad.consultations.points.people import writers_in
from plandugnad.consultations.points.queries import PointRow, find_event, point_rows, row_of, tags_of, unanswered
from plandugnad.consultations.points.showing import AnswerBlock, block_of
from plandugnad.consultations.points.views.asked import base, point_to_change, statement_to_change, statement_to_see
from plandugnad.consultations.points.views.statement import UNPROCESSABLE, page_of, texts_form
from plandugnad.consultations.texts import TooLong, in_turn
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def point_answer(request: SignedInRequest, id: UUID) -> HttpResponse:
    point, found = point_to_change(request.actor, id)
    row = _row(found, point)
    if request.method != "POST":
        return _answer_shown(request, found, block_of(row, can_write=True, is_asked_for=True))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        errors = [str(error) for errors in form.errors.values() for error in errors]
        typed = replace(block_of(row, can_write=True, is_asked_for=True), errors=errors)
        return _answer_shown(request, found, replace(typed, typed=request.POST.get("answer", "")), is_wrong=True)
    written, standing = form.written(), block_of(row, can_write=True, is_asked_for=True)
    if "begge" in request.POST:  # of two that met: what stands, and hers after it
        written = replace(written, text=in_turn(row.answer, written.text), base=row.answer)
    try:
        saved = answers.write_answer(request.actor.by, point, written, is_ready="ferdig" in request.POST)
    except answers.WrittenMeanwhile as met:
        theirs = met.theirs["answer"]
        both = replace(standing, typed=written.text, base=theirs, theirs=theirs, is_met=True, by_name=met.by_name)
        return _answer_shown(request, found, both, is_wrong=True)
    except TooLong as refused:
        both = replace(standing, typed=refused.text, base=refused.base, errors=refused.messages)
        return _answer_shown(request, found, both, is_wrong=True)
    except ValidationError as refused:
        typed = replace(standing, typed=written.text, base=written.base, errors=refused.messages)
        return _answer_shown(request, found, typed, is_wrong=True)
    told = saved_words(saved)
    if not request.htmx:
        messages.success(request, told)
        return redirect(f"{reverse('statement', args=[found.pk])}#punkt-{point.pk}")
    rows = point_rows(statement_to_change(request.actor, found.pk))
    block = block_of(row_of(rows, point.pk) or row, can_write=True, told=told)
    about = {"block": block, "points": rows, "left": unanswered(rows)}
    return render(request, "consultations/points/answered.html", about)


def saved_words(saved: answers.Saved) -> str:
    if not saved.merged_with:
        return _("Lagret.")
    return _("Lagret sammen med det %(who)s skrev i andre linjer. Les gjennom.") % {"who": saved.merged_with}


def _answer_shown(
    request: SignedInRequest, found: Statement, block: AnswerBlock, *, is_wrong: bool = False
) -> HttpResponse:
    status = UNPROCESSABLE if is_wrong else None
    if request.htmx:
        return render(request, "consultations/points/answer.html", {"block": block}, status=status)
    _found, abilities = statement_to_see(request.actor, found.pk)
    return render(request, "consultations/points/statement.html", page_of(found, abilities, met=block), status=status)


@require_POST
@signed_in
def statement_texts(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = statement_to_see(request.actor, id)
    found = statement_to_change(request.actor, id)
    form = TextsForm(request.POST)
    texts: dict[str, object] = {"form": form}
    if form.is_valid():
        written = form.written()
        try:
            saved = answers.write_texts(request.actor.by, found, written)
        except answers.WrittenMeanwhile as met:
            data = request.POST.copy()
            data.update({f"{name}_base": "" for name in met.theirs})
            for name, text in met.theirs.items():
                data[f"{name}_base"] = text
            texts = {"form": TextsForm(data), "theirs": _labelled(form, met), "by_name": met.by_name}
        except answers.TextsTooLong as refused:
            texts = {"form": form.with_both(refused.wrong)}
        else:
            fresh = statement_to_change(request.actor, id)
            merged = next((one for one in saved.values() if one.merged_with), answers.Saved(""))
            if not request.htmx:
                messages.success(request, saved_words(merged))
                return redirect(f"{reverse('statement', args=[id])}#helheten")
            done = {"form": texts_form(fresh), "told": saved_words(merged)}
            return render(request, "consultations/points/texts.html", {"statement": fresh, "texts": done})
    if request.htmx:
        about = {"statement": found, "texts": texts}
        return render(request, "consultations/points/texts.html", about, status=UNPROCESSABLE)
    about = page_of(found, abilities, texts=texts)
    return render(request, "consultations/points/statement.html", about, status=UNPROCESSABLE)


def _labelled(form: TextsForm, met: answers.WrittenMeanwhile) -> list[tuple[object, str]]:
    return [(form.fields[name].label, text) for name, text in met.theirs.items()]


@require_safe
@signed_in
def point(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Everything about a point but its answer. In the page it opens where the point stands."""
    found, statement = point_to_change(request.actor, id)
    return _about_shown(request, statement, _row(statement, found))


def _about_shown(
    request: SignedInRequest, found: Statement, row: PointRow, *, tag_form: TagForm | None = None
) -> HttpResponse:
    _found, abilities = statement_to_see(request.actor, found.pk)
    rows = point_rows(found)
    about = {
        "row": row,
        "above": next((one for one in rows if one.number == row.number - 1), None),
        "tags": tags_of(found),
        "tag_form": tag_form or TagForm(),
        "assign_form": AssignForm(
            writers_in(found.consultation.process.plan.organisation), initial={"person": str(row.assigned_id or "")}
        ),
        "statement": found,
    }
    status = UNPROCESSABLE if tag_form else None
    if request.htmx:
        part = "about" if "lukk" in request.GET else "panel"
        return render(request, f"consultations/points/{part}.html", about, status=status)
    here = Crumb(_("Punkt %(number)s") % {"number": row.number})
    return render(request, "consultations/points/point.html", base(found, abilities, here) | about, status=status)


@require_POST
@signed_in
def point_tag(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, statement = point_to_change(request.actor, id)
    form = TagForm(request.POST)
    if form.is_valid():
        try:
            actions.tag_point(request.actor.by, found, form.kind_given(), form.cleaned_data["name"])
        except ValidationError as refused:
            form.add_error("name", refused)
    if not form.is_valid():
        return _about_shown(request, statement, _row(statement, found), tag_form=form)
    return _changed(request, statement, found)


@require_POST
@signed_in
def point_untag(request: SignedInRequest, id: UUID, tag: UUID) -> HttpResponse:
    found, statement = point_to_change(request.actor, id)
    actions.untag_point(request.actor.by, found, tag)
    return _changed(request, statement, found)


@require_POST
@signed_in
def point_assign(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, statement = point_to_change(request.actor, id)
    form = AssignForm(writers_in(statement.consultation.process.plan.organisation), request.POST)
    if not form.is_valid():
        messages.error(request, _("Personen du valgte, skriver ikke for kommunen lenger. Velg en annen."))
        return redirect("statement", statement.pk)
    person, name = form.chosen()
    try:
        actions.assign_point(request.actor.by, found, person, name)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return _changed(request, statement, found)


def _changed(request: SignedInRequest, statement: Statement, found: Point) -> HttpResponse:
    if request.htmx:
        return _about_shown(request, statement, _row(statement, found))
    return redirect(f"{reverse('statement', args=[statement.pk])}#punkt-{found.pk}")


@require_POST
@signed_in
def point_join(request: SignedInRequest, id: UUID) -> HttpResponse:
    """With the point above it."""
    found, statement = point_to_change(request.actor, id)
    rows = point_rows(statement)
    row = row_of(rows, found.pk)
    above = next((one for one in rows if row and one.number == row.number - 1), None)
    other = point_to_change(request.actor, above.id)[0] if above else found
    try:
        event = actions.join_points(request.actor.by, other, found)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("statement", statement.pk)
    undo = f"undo:{reverse('statement_unjoin', args=[statement.pk, event.pk])}"
    messages.success(request, _("Punktene er slått sammen."), extra_tags=undo)
    return redirect(f"{reverse('statement', args=[statement.pk])}#punkt-{other.pk}")


@require_POST
@signed_in
def statement_unjoin(request: SignedInRequest, id: UUID, event: UUID) -> HttpResponse:
    statement = statement_to_change(request.actor, id)
    done = find_event(statement, event, "points_joined")
    if done is None:
        raise Http404
    try:
        put_on_since = actions.unjoin(request.actor.by, statement, done)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _parted_words(put_on_since))
    return redirect("statement", id)


def _parted_words(put_on_since: list[str]) -> str:
    said = _("Punktene står hver for seg igjen.")
    if not put_on_since:
        return said
    also = _("Merkelapper som ble satt på mens de var ett, står på det første: %(tags)s.")
    return f"{said} {also % {'tags': ', '.join(put_on_since)}}"


@require_POST
@signed_in
def point_delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, statement = point_to_change(request.actor, id)
    try:
        actions.delete_point(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        undo = f"undo:{reverse('point_undelete', args=[found.pk])}"
        messages.success(request, _("Punktet er slettet."), extra_tags=undo)
    return redirect(f"{reverse('statement', args=[statement.pk])}#punkter")


@require_POST
@signed_in
def point_undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, statement = point_to_change(request.actor, id)
    try:
        actions.undelete_point(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Punktet er tilbake."))
    return redirect(f"{reverse('statement', args=[statement.pk])}#punkt-{found.pk}")


def _row(statement: Statement, point: Point) -> PointRow:
    row = row_of(point_rows(statement), point.pk)
    if row is None:
        raise Http404
    return row
