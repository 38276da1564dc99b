"""Beginning the process of a plan: which course, what applies, and the whole of it shown before it is saved."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.engines.statute import Chain, chains
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.plans.models import Plan
from plandugnad.plans.views.asked import plan_crumbs
from plandugnad.processes import actions
from plandugnad.processes.casing import chain_of
from plandugnad.processes.common.models import CommonProcess, CommonStep
from plandugnad.processes.common.queries import CommonLine, offers_to, steps_of
from plandugnad.processes.common.taking import copies
from plandugnad.processes.forms import WITHOUT, BeginForm
from plandugnad.processes.models import Process
from plandugnad.processes.queries.process import Kept, council_meetings, owners_of, read_process, running_of
from plandugnad.processes.views.asked import FORM, PROCESS, UNPROCESSABLE, plan_for_process
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(FORM)
@signed_in
def plan_process(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The plan's process; the way to begin one when it has none."""
    plan, abilities = plan_for_process(request.actor, id)
    running = running_of(plan)
    if running is not None and request.method != "POST":
        return redirect("process", running.id)
    not_found_unless(abilities.can_write)
    chain = _chain(request, plan)
    holder = ("process", plan.id, request.actor.person_id)
    posted = request.POST if request.method == "POST" else None
    chosen = [name for name, yes in chain.defaults.items() if yes]
    offers = {_offered(line): line for line in offers_to(plan.organisation, chain)}
    form = BeginForm(
        chain,
        [(value, _offer_words(line)) for value, line in offers.items()],
        posted,
        initial={"chain": chain.id, "choices": chosen, "token": new_token(*holder)},
    )
    if posted is not None and "vis" not in posted and form.is_valid():
        taken = offers.get(form.cleaned_data.get("common", ""))
        id_of_form = id_of(form.cleaned_data["token"], *holder)
        made = _begin(request, plan, chain, form, id_of_form, taken.common if taken else None)
        if made is not None:
            messages.success(request, _("Prosessen er begynt. Sett den første datoen du vet."))
            return redirect("process", made.id)
    taken = _chosen_offer(form, offers)
    steps = steps_of(taken.common) if taken else []
    about = {
        "plan": plan,
        "form": form,
        "chain": chain,
        "is_of_law": chain_of(plan.plan_type) is not None,
        "taken": taken,
        "common_codes": {step.code for step in steps},
        "page": _preview(plan, chain, form, steps),
        "crumbs": plan_crumbs(plan, str(PROCESS)),
        "is_example": plan.organisation.is_example,
    }
    is_wrong = form.is_bound and "vis" not in request.POST
    return render(request, "processes/begin.html", about, status=UNPROCESSABLE if is_wrong else None)


def _chain(request: SignedInRequest, plan: Plan) -> Chain:
    """The one that is chosen, else the one for the kind of plan, else the plainest."""
    wanted = request.POST.get("chain") or request.GET.get("lop") or ""
    return chains().get(wanted) or chain_of(plan.plan_type) or chains()["KDP"]


def _offered(line: CommonLine) -> str:
    """With the version, so that what begins is what was seen."""
    return f"{line.common.pk}:{line.common.version}"


def _offer_words(line: CommonLine) -> str:
    told = {"place": line.common.collaboration.name, "holds": line.holds}
    return _("Ta med fellesprosessen i %(place)s: %(holds)s") % told


def _chosen_offer(form: BeginForm, offers: Mapping[str, CommonLine]) -> CommonLine | None:
    """What the steps are shown with: the one that is chosen, else the first. A choice that no longer stands is made
    anew."""
    if not offers:
        return None
    chosen = form["common"].value()
    if chosen not in offers and chosen != WITHOUT:
        chosen = next(iter(offers))
        if form.is_bound:
            form.choose_anew(chosen)
    return offers.get(chosen)


def _begin(
    request: SignedInRequest, plan: Plan, chain: Chain, form: BeginForm, id: UUID | None, common: CommonProcess | None
) -> Process | None:
    chosen = form.cleaned_data["choices"]
    choices = {name: name in chosen for name in chain.choices}
    try:
        return actions.begin_process(
            request.actor.by, plan, chain.id, choices, {}, lead_id=request.actor.person_id, id=id, common=common
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return None


def _preview(plan: Plan, chain: Chain, form: BeginForm, common: Sequence[CommonStep]) -> object:
    """All the steps there will be, with the choices as they stand in the form."""
    chosen = form["choices"].value() or []
    process = Process(plan=plan, chain=chain.id, choices={name: name in chosen for name in chain.choices})
    today = timezone.localdate()
    owners = owners_of(plan)
    councils = council_meetings(owners or [plan.organisation_id], today)
    kept = Kept({}, copies(common, process), [], councils, owners)
    return read_process(process, kept, today)
