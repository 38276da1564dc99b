"""The thread itself, what hangs loose, and anchoring it."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.redthread import actions
from plandugnad.redthread.choices import goal_choices
from plandugnad.redthread.forms import AnchorForm
from plandugnad.redthread.history import undo
from plandugnad.redthread.jointly.queries import sections_of
from plandugnad.redthread.rows import goal_rows, headline, loose_groups, years_of
from plandugnad.redthread.spreadsheet import spreadsheet
from plandugnad.redthread.views.asked import FORM, UNPROCESSABLE, Asked, asked_for
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

PAGE_SIZE, LOOSE_SIZE = 25, 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@signed_in
@follows_former_numbers
def thread(request: SignedInRequest, number: str) -> HttpResponse:
    asked = asked_for(request, number)
    here = asked.read()
    not_found_unless(asked.can.can_see_all or bool(here.goals))
    page = Paginator(goal_rows(here, can_write=asked.can.can_write), PAGE_SIZE).get_page(request.GET.get("side", ""))
    about = asked.about() | {
        "here": here,
        "page": page,
        "headline": headline(here),
        "years": here.years,
        "total": years_of(here, here.thread.total),
        "anchored": years_of(here, here.thread.anchored),
        "sections": sections_of(request.actor, asked.organisation),
    }
    return render(request, "redthread/thread.html", about)


@require_safe
@signed_in
def thread_file(request: SignedInRequest, number: str) -> HttpResponse:
    asked = asked_for(request, number)
    here = asked.read()
    not_found_unless(asked.can.can_see_all or bool(here.goals))
    answer = HttpResponse(spreadsheet(here, is_inside=asked.can.can_see_all), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="rod-trad-{number}.xlsx"'
    return answer


@require_http_methods(FORM)
@signed_in
def thread_loose(request: SignedInRequest, number: str) -> HttpResponse:
    """What hangs loose; sent, what is ticked is anchored in the goal that is chosen."""
    asked = asked_for(request, number)
    not_found_unless(asked.can.can_write if request.method == "POST" else asked.can.can_see_all)
    here = asked.read()
    form = AnchorForm(request.POST if request.method == "POST" else None)
    form.choose("goal", goal_choices(here.goals), _("Velg et mål"))
    ticked = request.POST.getlist("hva") if request.method == "POST" else []
    if form.is_bound:
        chosen = _chosen(ticked)
        if not (chosen.plans or chosen.measures or chosen.lines):
            form.add_error(None, _("Kryss av det som skal forankres."))
        if form.is_valid():
            return _anchored(asked, chosen, form, before=here.loose_count)
    page = Paginator(here.thread.loose, LOOSE_SIZE).get_page(request.GET.get("side", ""))
    about = asked.about(Crumb(_("Det som henger løst"))) | {
        "here": here,
        "page": page,
        "groups": loose_groups(here, page.object_list, can_write=asked.can.can_write),
        "form": form,
        "ticked": frozenset(ticked),
    }
    return render(request, "redthread/loose.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _chosen(ticked: Iterable[str]) -> actions.Chosen:
    found: dict[str, set[UUID]] = {"plan": set(), "measure": set(), "line": set()}
    for one in ticked:
        kind, _colon, id = one.partition(":")
        if kind not in found:
            raise Http404
        try:
            found[kind].add(UUID(id))
        except ValueError as error:
            raise Http404 from error
    return actions.Chosen(frozenset(found["plan"]), frozenset(found["measure"]), frozenset(found["line"]))


def _anchored(asked: Asked, chosen: actions.Chosen, form: AnchorForm, *, before: int) -> HttpResponse:
    goal = asked.read().by_id[UUID(form.cleaned_data["goal"])]
    batch, made = actions.anchor(asked.request.actor.by, asked.organisation, chosen, goal)
    after = asked.read().loose_count
    words = ngettext(
        "%(count)s er forankret i «%(goal)s». %(after)s henger løst, mot %(before)s før.",
        "%(count)s er forankret i «%(goal)s». %(after)s henger løst, mot %(before)s før.",
        made,
    )
    asked.say(words % {"count": made, "goal": goal.name, "after": after, "before": before}, batch)
    return redirect("thread_loose", asked.number)


@require_POST
@signed_in
def thread_undo(request: SignedInRequest, number: str, batch: UUID) -> HttpResponse:
    asked = asked_for(request, number, to_write=True)
    back, left = undo(request.actor.by, asked.organisation.id, batch)
    if left:
        said = ngettext(
            "%(count)s rad er endret siden, og står som den er.",
            "%(count)s rader er endret siden, og står som de er.",
            left,
        )
        messages.warning(request, said % {"count": left})
    if back:
        messages.success(request, _("Det er som før."))
    elif not left:
        messages.warning(request, _("Det var ikke noe å angre."))
    return redirect("thread", number)
