"""Tidying the portfolio: what to look at, what is chosen for each plan, and the way back."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core.pieces import Chip, Crumb
from plandugnad.engines.tidying import Kind
from plandugnad.plans.access import PortfolioAbilities, portfolio_abilities
from plandugnad.plans.actions import ChangedMeanwhile, change_plan
from plandugnad.plans.forms.plan import PlanForm
from plandugnad.plans.queries.portfolio import find_municipality
from plandugnad.plans.views.asked import crumbs_of, plan_to_change
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.plans.words.names import in_sentence, type_name
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Organisation
from plandugnad.strategies.tidying import actions
from plandugnad.strategies.tidying.forms import BulkForm, OutcomeForm
from plandugnad.strategies.tidying.queries import Tidying, find_choices, find_round, read_tidying
from plandugnad.strategies.tidying.rows import MENDED_HERE, rows_of
from plandugnad.strategies.tidying.words import SHORT, before_and_after, headline, plans_word

FORM = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422
PAGE_SIZE = 50
CHOSEN = "valgt"


@dataclass(frozen=True)
class Asked:
    """The municipality whose portfolio is tidied, and what is shown of it: all, one kind of finding, or the chosen."""

    request: SignedInRequest
    organisation: Organisation
    abilities: PortfolioAbilities
    shown: str

    @property
    def number(self) -> str:
        return self.organisation.number

    def read(self) -> Tidying:
        return read_tidying(self.request.actor, self.organisation, timezone.localdate())

    def address(self, shown: str | None = None, anchor: str = "") -> str:
        wanted = self.shown if shown is None else shown
        query = f"?{urlencode({'vis': wanted})}" if wanted else ""
        return f"{reverse('tidying', args=[self.number])}{query}{anchor}"

    def about(self, *crumbs: Crumb) -> dict[str, Any]:
        here = Crumb(_("Rydd i planene"), self.address("") if crumbs else "")
        return {
            "organisation": self.organisation,
            "abilities": self.abilities,
            "is_example": self.organisation.is_example,
            "shown": self.shown,
            "crumbs": crumbs_of(self.organisation, here, *crumbs),
        }


def asked_for(request: SignedInRequest, number: str, *, to_write: bool = False) -> Asked:
    municipality = find_municipality(number)
    abilities = portfolio_abilities(request.actor, municipality)
    not_found_unless(abilities.can_write if to_write else abilities.can_see and abilities.can_see_all)
    shown = (request.POST if request.method == "POST" else request.GET).get("vis", "")
    return Asked(request, municipality, abilities, shown if shown in {*Kind, CHOSEN} else "")


@require_safe
@signed_in
@follows_former_numbers
def tidying(request: SignedInRequest, number: str) -> HttpResponse:
    return _page(asked_for(request, number))


def _page(asked: Asked, bulk: BulkForm | None = None, checked: Collection[UUID] = ()) -> HttpResponse:
    read = asked.read()
    ids = plan_ids(read, asked.shown)
    page = Paginator(ids, PAGE_SIZE).get_page(asked.request.GET.get("side", ""))
    rows = rows_of(read, page.object_list, timezone.localdate(), can_write=asked.abilities.can_write)
    about = asked.about() | _top(read) | {"page": page, "rows": rows, "chips": _chips(asked, read)}
    about |= {"bulk": bulk or BulkForm(), "checked": frozenset(checked), "count": len(ids)}
    about["missing"] = [(one.value, type_name(one)) for one in read.missing]
    return render(
        asked.request, "strategies/tidying/tidying.html", about, status=UNPROCESSABLE if bulk is not None else None
    )


def plan_ids(read: Tidying, shown: str) -> list[UUID]:
    """What is shown: weightiest first, or what is chosen in the order of the plans."""
    if shown == CHOSEN:
        return [id for id in read.alive if id in read.choices]
    wanted = [each for each in read.to_look if not shown or any(one.kind == shown for one in each.findings)]
    return [UUID(each.id) for each in wanted]


def _top(read: Tidying) -> dict[str, Any]:
    round, earlier = read.round, read.earlier
    return {
        "read": read,
        "headline": headline(len(read.alive), len(read.to_look)),
        "outcome_words": before_and_after(round.total_before, read.left) if round and read.choices else "",
        "earlier_words": _("Det var %(plans)s da dere ryddet for %(term)s.")
        % {"plans": plans_word(earlier.total_before), "term": earlier.term.name}
        if earlier
        else "",
    }


def _chips(asked: Asked, read: Tidying) -> list[Chip]:
    chips = []
    for kind, label in SHORT.items():
        is_on = asked.shown == kind
        if is_on or read.counts[kind]:
            chips.append(Chip(label, asked.address("" if is_on else kind), is_on, read.counts[kind]))
    if read.choices or asked.shown == CHOSEN:
        is_on = asked.shown == CHOSEN
        chips.append(Chip(_("Valgt"), asked.address("" if is_on else CHOSEN), is_on, len(plan_ids(read, CHOSEN))))
    return chips


def row_answer(asked: Asked, plan_id: UUID, status: int | None = None) -> HttpResponse:
    """The row as it is now, and the figures above it."""
    read = asked.read()
    if plan_id not in read.plans:
        raise Http404
    rows = rows_of(read, [plan_id], timezone.localdate(), can_write=asked.abilities.can_write)
    about = asked.about() | _top(read) | {"rows": rows, "is_back": True, "checked": frozenset()}
    about["chips"] = _chips(asked, read)
    return render(asked.request, "strategies/tidying/row_answer.html", about, status=status)


@require_http_methods(FORM)
@signed_in
def tidying_plan(request: SignedInRequest, number: str, id: UUID) -> HttpResponse:
    """All that may be chosen for one plan; with POST it is chosen."""
    asked = asked_for(request, number, to_write=True)
    read = asked.read()
    plan = read.alive.get(id)
    if plan is None:
        raise Http404
    if request.htmx and request.method != "POST" and "tilbake" in request.GET:
        return row_answer(asked, id)
    likely = [UUID(one.other) for one in read.all_of(id) if one.kind is Kind.OVERLAP]
    choice = read.choices.get(id)
    initial: dict[str, Any] = {"into": str(likely[0]) if likely else ""}
    if choice is not None:
        initial = {"outcome": choice.outcome, "into": str(choice.into_id or ""), "because": choice.because}
    data = request.POST if request.method == "POST" else None
    form = OutcomeForm(plan, list(read.alive.values()), likely, data, **initial)
    if form.is_bound and form.is_valid():
        try:
            keys = [one.key for one in read.all_of(id)]
            actions.choose(request.actor.by, asked.organisation, id, form.chosen, keys, timezone.localdate())
        except ValidationError as refused:
            form.add_errors(refused)
        else:
            return _chosen(asked, id)
    rows = rows_of(read, [id], timezone.localdate(), can_write=False)
    about = asked.about(Crumb(plan.name)) | {"plan": plan, "form": form, "row": rows[0]}
    template = "strategies/tidying/row_form.html" if request.htmx else "strategies/tidying/plan.html"
    return render(request, template, about, status=UNPROCESSABLE if form.is_bound else None)


def _chosen(asked: Asked, id: UUID) -> HttpResponse:
    if asked.request.htmx:
        return row_answer(asked, id)
    plan = asked.read().plans[id]
    undo = f"undo:{reverse('tidying_undo', args=[asked.number, id])}"
    messages.success(asked.request, _("Valgt for «%(plan)s».") % {"plan": in_sentence(plan.name)}, extra_tags=undo)
    return redirect(asked.address(anchor="#messages"))


@require_POST
@signed_in
def tidying_bulk(request: SignedInRequest, number: str) -> HttpResponse:
    asked = asked_for(request, number, to_write=True)
    form, read = BulkForm(request.POST), asked.read()
    ids = set(plan_ids(read, asked.shown)) if request.POST.get("hvem") == "alle" else _ids(request, read)
    if form.is_valid() and not ids:
        form.add_error(None, _("Kryss av for minst én plan."))
    if len(ids) > actions.MOST_AT_ONCE:
        form.add_error(None, _("Velg færre planer: høyst tusen om gangen."))
    if not form.is_valid():
        return _page(asked, form, ids)
    found = {id: [one.key for one in read.all_of(id)] for id in ids}
    batch = actions.choose_for_many(request.actor.by, asked.organisation, found, form.chosen, timezone.localdate())
    said = ngettext("Valgt for %(count)s plan.", "Valgt for %(count)s planer.", len(ids)) % {"count": len(ids)}
    undo = f"undo:{reverse('tidying_undo_many', args=[number, batch])}"
    messages.success(request, said, extra_tags=undo)
    return redirect(asked.address("", anchor="#messages"))


def _ids(request: SignedInRequest, read: Tidying) -> set[UUID]:
    chosen = set(request.POST.getlist("plan"))
    return {id for id in read.alive if str(id) in chosen}


@require_POST
@signed_in
def tidying_undo(request: SignedInRequest, number: str, id: UUID) -> HttpResponse:
    asked = asked_for(request, number, to_write=True)
    actions.take_back(request.actor.by, find_choices(asked.organisation, plan_id=id))
    if request.htmx:
        return row_answer(asked, id)
    messages.success(request, _("Valget er tatt tilbake."))
    return redirect(asked.address(anchor=f"#plan-{id}"))


@require_POST
@signed_in
def tidying_undo_many(request: SignedInRequest, number: str, batch: UUID) -> HttpResponse:
    asked = asked_for(request, number, to_write=True)
    actions.take_back(request.actor.by, find_choices(asked.organisation, batch_id=batch))
    messages.success(request, _("Valgene er tatt tilbake."))
    return redirect(asked.address(""))


@require_http_methods(FORM)
@signed_in
def tidying_field(request: SignedInRequest, number: str, id: UUID, name: str) -> HttpResponse:
    """One fact that is missing or old, mended where it is found."""
    asked = asked_for(request, number, to_write=True)
    plan = plan_to_change(request.actor, id)
    if name not in MENDED_HERE or plan.organisation_id != asked.organisation.pk:
        raise Http404
    form = PlanForm(asked.organisation, plan, request.POST if request.method == "POST" else None, only=(name,))
    if form.is_bound and form.is_valid():
        try:
            seen = form.cleaned_data["seen_version"] or plan.version
            change_plan(request.actor.by, plan, form.values(), seen_version=seen)
        except ChangedMeanwhile as meanwhile:
            form = form.on_top_of(meanwhile.plan)
            form.add_error(None, _("Noen andre har endret dette mens du skrev. Det du skrev, står her ennå."))
        except ValidationError as refused:
            form.add_errors(refused)
        else:
            return _mended(asked, id)
    about = asked.about(Crumb(plan.name)) | {"plan": plan, "form": form, "field": form[name], "name": name}
    form.fields[name].widget.attrs["autofocus"] = True
    template = "strategies/tidying/field_form.html" if request.htmx else "strategies/tidying/field.html"
    return render(request, template, about, status=UNPROCESSABLE if form.is_bound else None)


def _mended(asked: Asked, id: UUID) -> HttpResponse:
    if asked.request.htmx:
        return row_answer(asked, id)
    messages.success(asked.request, _("Planen er lagret."))
    return redirect(asked.address(anchor=f"#plan-{id}"))


@require_POST
@signed_in
def tidying_round(request: SignedInRequest, number: str) -> HttpResponse:
    asked = asked_for(request, number, to_write=True)
    round = actions.open_round(request.actor.by, asked.organisation, timezone.localdate())
    messages.success(request, _("Vi har talt %(plans)s. Tallet står til dere er ferdige.") % _told(round.total_before))
    return redirect("tidying", asked.number)


def _told(count: int) -> dict[str, str]:
    return {"plans": plans_word(count)}


@require_POST
@signed_in
def tidying_close(request: SignedInRequest, number: str, round_id: UUID) -> HttpResponse:
    """Closed, or opened again with `apne`."""
    asked = asked_for(request, number, to_write=True)
    round = find_round(asked.organisation, round_id)
    if round is None:
        raise Http404
    if "apne" not in request.POST:
        actions.close_round(request.actor.by, round, timezone.localdate())
        messages.success(request, _("Rydderunden er avsluttet. Valgene står på denne siden."))
        return redirect("tidying_result", asked.number)
    try:
        actions.reopen_round(request.actor.by, round)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Rydderunden er åpnet igjen."))
    return redirect("tidying", asked.number)
