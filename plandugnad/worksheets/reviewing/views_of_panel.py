"""What who is asked does: says yes or no, asks, assesses and delivers; and what the owner makes of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from plandugnad.core.streaming import handed_out
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.worksheets.access import may_add, may_write
from plandugnad.worksheets.actions import new_item
from plandugnad.worksheets.confidential.wording import names_together
from plandugnad.worksheets.models import Panellist, Phase
from plandugnad.worksheets.reviewing import actions
from plandugnad.worksheets.reviewing.asked import AskedReview, asked_review
from plandugnad.worksheets.reviewing.forms import AnswerForm, AskForm, AssessForm, HelpedForm, SummaryForm
from plandugnad.worksheets.reviewing.helping import helped_scale, is_asked, own_answer
from plandugnad.worksheets.reviewing.queries import strip_of, title_of_kind
from plandugnad.worksheets.reviewing.without_names import without_names
from plandugnad.worksheets.reviewing.writing import (
    ASSESSMENTS,
    CLARIFYING,
    SUMMARY,
    Contested,
    Read,
    Said,
    add_row,
    change_row,
    decide,
    mark_of,
    read_case,
    table_of,
)
from plandugnad.worksheets.shown import locked_blocks
from plandugnad.worksheets.taking_out.document import document

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@signed_in
def answer(request: SignedInRequest, id: UUID) -> HttpResponse:
    on = asked_review(request, id)
    not_found_unless(on.can.asked is not None and on.review.is_open)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        says_yes = request.POST.get("answer") == "yes"
        not_found_unless(says_yes or request.POST.get("answer") == "no")
        is_impartial = form.cleaned_data["is_impartial"]
        try:
            actions.answer(request.actor.by, id, says_yes=says_yes, is_impartial=is_impartial)
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Takk. Du er med i panelet.") if says_yes else _("Greit. Du er ikke med."))
            return redirect("review_assess" if says_yes else "sheet", id=id)
    about = _with_case(on, _("Kan du se på saken?")) | {"form": form, "own": on.can.asked}
    return render(request, "worksheets/reviewing/answer.html", about, status=422 if form.errors else None)


def _with_case(on: AskedReview, title: str) -> dict[str, Any]:
    strip = strip_of(on.request.actor, on.sheet, on.found.abilities, on.language)
    return on.about(title) | {"case": read_case(on.document, on.language), "strip": strip}


@require_http_methods(FORM)
@signed_in
def assess(request: SignedInRequest, id: UUID) -> HttpResponse:
    on = asked_review(request, id)
    not_found_unless(on.can.sits and on.review.is_open)
    own, doing = on.can.asked, request.POST.get("do", "")
    assert own is not None
    if doing in {"deliver", "undo"}:
        return _deliver(on, is_done=doing == "deliver")
    case = read_case(on.document, on.language)
    given = [one for one in case.assessments if one.by_id == str(own.organisation_id)]
    changing = next((one for one in given if one.id == request.GET.get("rad")), None)
    if doing == "remove":
        return _removed(on, own, case, request.POST.get("rad", ""))
    addable = may_add(on.sheet, on.document, on.found.abilities, locked_blocks(on.sheet))
    ask_form, form = _forms(on, case, changing)
    if doing == "ask" and ask_form.is_valid() and _added(on, own, CLARIFYING, ask_form, _("Spørsmålet er stilt.")):
        return redirect("review_assess", id=id)
    if doing == "assess" and form and form.is_valid() and _assessed(on, own, form, changing):
        return redirect("review_assess", id=id)
    about = _with_case(on, _("Gi din vurdering")) | {
        "own": own,
        "own_place": str(own.organisation_id),
        "given": given,
        "changing": changing,
        "ask_form": ask_form if CLARIFYING in addable else None,
        "form": form if ASSESSMENTS in addable else None,
    }
    is_wrong = bool(ask_form.errors or (form and form.errors))
    return render(request, "worksheets/reviewing/assess.html", about, status=422 if is_wrong else None)


def _deliver(on: AskedReview, *, is_done: bool) -> HttpResponse:
    try:
        actions.deliver(on.request.actor.by, on.sheet.id, is_done=is_done)
    except ValidationError as refused:
        for words in refused.messages:
            messages.error(on.request, words)
        return redirect("sheet", id=on.sheet.id) if refused.code == "gone" else redirect("review_assess", on.sheet.id)
    said = _("Vurderingen er levert. Sakseieren får vite det.") if is_done else _("Du kan skrive mer.")
    messages.success(on.request, said)
    return redirect("review_assess", on.sheet.id)


def _removed(on: AskedReview, own: Panellist, case: Read, rad: str) -> HttpResponse:
    """An assessment from where she works, or a question nobody has answered yet."""
    unanswered = [one for one in case.clarifying if not one.cells.get("answer")]
    blocks = [(ASSESSMENTS, one) for one in case.assessments] + [(CLARIFYING, one) for one in unanswered]
    found = next((pair for pair in blocks if pair[1].id == rad and pair[1].by_id == str(own.organisation_id)), None)
    if found is None:
        messages.warning(on.request, _("Det du ville ta bort, er borte alt, eller er besvart."))
        return redirect("review_assess", on.sheet.id)
    block, one = found
    try:
        refused = change_row(on.request.actor, on.document, block, one, own.organisation, None, mark_of(one.cells))
    except Contested:
        messages.warning(on.request, _("Noen endret det du ville ta bort, så det står ennå. Se hva som står nå."))
        return redirect("review_assess", on.sheet.id)
    if refused is not None:
        messages.warning(on.request, refused.sentence(on.language))
    else:
        messages.success(on.request, _("Tatt bort."))
    return redirect("review_assess", on.sheet.id)


def _forms(on: AskedReview, case: Read, changing: Said | None) -> tuple[AskForm, AssessForm | None]:
    """Bound is the one that was sent."""
    doing, sent = on.request.POST.get("do", ""), on.request.POST
    asking = table_of(on.sheet, CLARIFYING)
    ask_form = AskForm(sent if doing == "ask" and asking else None, initial={"item": new_item()})
    block = table_of(on.sheet, ASSESSMENTS)
    if block is None:
        return ask_form, None
    questions = [one.cells["question"] for one in case.questions]
    return ask_form, AssessForm(block, on.language, questions, sent if doing == "assess" else None, changing)


def _assessed(on: AskedReview, own: Panellist, form: AssessForm, changing: Said | None) -> bool:
    if "rad" not in on.request.GET:
        return _added(on, own, ASSESSMENTS, form, _("Vurderingen er lagret. Du kan legge til flere."))
    if changing is None:
        form.add_error(None, _("Vurderingen du endrer, er tatt bort av en annen. Det du skrev, står her ennå."))
        return False
    values, seen = _values(form), form.cleaned_data["seen"]
    try:
        refused = change_row(on.request.actor, on.document, ASSESSMENTS, changing, own.organisation, values, seen)
    except Contested:
        form.add_error(None, _("En kollega har endret vurderingen imens. Åpne den i et nytt vindu og se hva som står."))
        return False
    if refused is not None:
        form.add_error(None, refused.sentence(on.language))
        return False
    messages.success(on.request, _("Vurderingen er lagret."))
    return True


def _values(form: AskForm | AssessForm) -> dict[str, str]:
    return {name: value for name, value in form.cleaned_data.items() if name not in {"item", "seen"}}


def _added(on: AskedReview, own: Panellist, block: str, form: AskForm | AssessForm, said: str) -> bool:
    refused = add_row(on.request.actor, on.document, block, form.cleaned_data["item"], own.organisation, _values(form))
    if refused is not None:
        form.add_error(None, refused.sentence(on.language))
        return False
    messages.success(on.request, said)
    return True


@require_http_methods(FORM)
@signed_in
def summary(request: SignedInRequest, id: UUID) -> HttpResponse:
    on = asked_review(request, id)
    not_found_unless(on.can.owns and on.review.is_open)
    doing, by = request.POST.get("do", ""), request.actor.by
    block = table_of(on.sheet, SUMMARY)
    not_found_unless(block is not None)
    assert block is not None
    if doing == "begin":
        return _done(on, lambda: actions.begin_summary(by, id), "review_summary")
    form = SummaryForm(
        block,
        read_case(on.document, on.language).advice,
        on.language,
        request.POST if doing in {"save", "finish"} else None,
    )
    if form.is_bound and form.is_valid():
        form = _decided(on, form)
        if not form.errors and doing == "finish":
            return _done(on, lambda: actions.finish(by, id, on.language), "sheet", _("Ferdig. Panelet får vite det."))
        if not form.errors:
            messages.success(request, _("Lagret."))
            return redirect("review_summary", id=id)
    return _summary_page(on, form)


def _decided(on: AskedReview, form: SummaryForm) -> SummaryForm:
    """The form to show again, with what stood in the way; without errors where all is saved."""
    read = read_case(on.document, on.language)
    result = decide(on.request.actor, on.document, form.decided(), form.decided("was-"), read)
    if isinstance(result, Refusal):
        form.add_error(None, _("Valgene dine er ikke lagret, men står her ennå."))
        form.add_error(None, result.sentence(on.language))
    elif result:
        return form.beside(read_case(on.document, on.language), result, on.language)
    return form


def _summary_page(on: AskedReview, form: SummaryForm) -> HttpResponse:
    about = _with_case(on, _("Oppsummer vurderingene"))
    strip, case = about["strip"], about["case"]
    locked = locked_blocks(on.sheet)
    can_decide = SUMMARY in may_write(on.sheet, on.document, on.found.abilities, locked)
    about |= {
        "form": form,
        "is_open_yet": on.sheet.phase != Phase.SHARE or bool(form.errors),
        "pending": names_together(str(one.person) for one in strip.panel if one.accepted_at and not one.delivered_at)
        if strip
        else "",
        "held": [one for one in case.assessments if one.id not in {advice.said.id for advice in case.advice}],
        "can_decide": can_decide,
        "shows_choices": can_decide or bool(form.errors),
        "is_locked": SUMMARY in locked,
        "finding": _finding(case),
    }
    return render(on.request, "worksheets/reviewing/summary.html", about, status=422 if form.errors else None)


def _done(on: AskedReview, act: Callable[[], object], then: str, said: str = "") -> HttpResponse:
    try:
        act()
    except ValidationError as refused:
        for words in refused.messages:
            messages.error(on.request, words)
        return redirect("review_summary", id=on.sheet.id)
    if said:
        messages.success(on.request, said)
    return redirect(then, id=on.sheet.id)


def _finding(case: Read) -> str:
    left = sum(1 for one in case.advice if not one.is_decided)
    if not case.advice:
        return _("Ingen har foreslått noe ennå")
    if not left:
        return _("Dere har tatt stilling til alle rådene")
    words = ngettext("%(left)s råd er det ikke tatt stilling til", "%(left)s råd er det ikke tatt stilling til", left)
    return words % {"left": left}


@require_http_methods(FORM)
@signed_in
def helped(request: SignedInRequest, id: UUID) -> HttpResponse:
    on = asked_review(request, id)
    not_found_unless(on.can.can_say_if_it_helped and not on.review.is_open)
    block = helped_scale(on.sheet)
    not_found_unless(block is not None)
    assert block is not None
    doing = request.POST.get("do", "")
    mine = own_answer(on.sheet, block, request.user.pk)
    form = HelpedForm(block, on.language, mine, request.POST if request.method == "POST" and doing != "close" else None)
    if request.method == "POST":
        not_found_unless(doing != "close" or on.can.owns)
        if doing == "close" or form.is_valid():
            try:
                _say(on, form, doing)
            except ValidationError as refused:
                for words in refused.messages:
                    messages.error(request, words)
            return redirect("review_helped", id=id)
    about = _with_case(on, _("Hjalp det?")) | {"form": form, "mine": mine, "is_asked": is_asked(on.review)}
    return render(request, "worksheets/reviewing/helped.html", about, status=422 if form.errors else None)


def _say(on: AskedReview, form: HelpedForm, doing: str) -> None:
    by, id = on.request.actor.by, on.sheet.id
    if doing == "close":
        actions.close_question(by, id)
        messages.success(on.request, _("Svarene er vist."))
    elif actions.say_if_it_helped(by, id, form.cleaned_data["step"]):
        messages.success(on.request, _("Takk. Alle har svart, og svarene er vist."))
    else:
        messages.success(on.request, _("Takk. Svaret ditt er lagret."))


@require_safe
@signed_in
def nameless(request: SignedInRequest, id: UUID) -> HttpResponse:
    on = asked_review(request, id)
    not_found_unless(on.can.owns and not on.review.is_open)
    name = _("%(kind)s uten navn") % {"kind": title_of_kind(on.sheet, on.language)}
    return handed_out(document(without_names(on.document, on.language)), f"{name}.docx")
