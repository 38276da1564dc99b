"""Whom to ask how it goes, asking them, and their answer: a page for who has the link, with or without an account."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.accounts.http import before_second_step
from plandugnad.accounts.throttle import is_too_often
from plandugnad.core.mail import NoMailServer
from plandugnad.core.pieces import Crumb
from plandugnad.plans.views.asked import to_message
from plandugnad.regions.http import SignedInRequest, open_to_all, signed_in
from plandugnad.strategies.living import pulse, telling
from plandugnad.strategies.living.forms import ContactsForm, TrackForm
from plandugnad.strategies.living.models import PulseAsk
from plandugnad.strategies.living.reading import read_content
from plandugnad.strategies.living.views import crumb, to_follow
from plandugnad.strategies.views.asked import FORM, UNPROCESSABLE

_TRIES_PER_MINUTE = 60
_PLANS_ON_A_PAGE = 50


@require_http_methods(FORM)
@signed_in
def strategy_pulse(request: SignedInRequest, id: UUID) -> HttpResponse:
    """An address for each plan, all on one page, and who is asked this quarter."""
    asked, today = to_follow(request, id), timezone.localdate()
    content = read_content(asked.strategy, today)
    page = Paginator(content.followed, _PLANS_ON_A_PAGE).get_page(request.GET.get("side"))
    form = ContactsForm(list(page), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        changed = pulse.set_contacts(request.actor.by, asked.strategy, form.contacts)
        said = ngettext("Lagret for %(number)d plan.", "Lagret for %(number)d planer.", changed)
        messages.success(request, said % {"number": changed} if changed else _("Alt sto slik fra før."))
        return to_message("strategy_pulse", id)
    about = asked.about(crumb(asked), Crumb(_("Hvem som spørres")), here="oppfolging")
    quarter = pulse.Quarter.of(today)
    about |= {
        "form": form,
        "page": page,
        "asking": pulse.read_asking(asked.strategy, content, today),
        "quarter": quarter,
    }
    return render(request, "strategies/living/contacts.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_POST
@signed_in
def strategy_pulse_ask(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = to_follow(request, id)
    try:
        number = telling.ask_now(request.actor.by, asked.strategy, timezone.localdate())
    except NoMailServer:
        refused = _(
            "Ingen er spurt: det er ikke satt opp noen e-posttjener her. Den som drifter Plandugnad, kan gjøre det."
        )
        messages.error(request, refused)
        return to_message("strategy_pulse", id)
    said = ngettext("%(number)d e-post er sendt.", "%(number)d e-poster er sendt.", number) % {"number": number}
    messages.success(request, said if number else _("Alle som har adresse, er spurt dette kvartalet."))
    return to_message("strategy_pulse", id)


@before_second_step
@csrf_exempt  # it works without cookies; the link is the proof, and it opens nothing but its own plans
@require_http_methods(FORM)
@never_cache
@open_to_all
def pulse_page(request: HttpRequest, token: str) -> HttpResponse:
    """Reading the link answers nothing: programs that look through mail open links too."""
    if is_too_often(request, "pulse", _TRIES_PER_MINUTE):
        return render(
            request, "strategies/living/pulse_gone.html", {"is_hurried": True}, status=HTTPStatus.TOO_MANY_REQUESTS
        )
    ask = pulse.find_ask(token)
    if ask is None:
        return render(request, "strategies/living/pulse_gone.html", status=HTTPStatus.NOT_FOUND)
    about: dict[str, Any] = {"ask": ask, "organisation": ask.strategy.organisation}
    about["is_example"] = ask.strategy.organisation.is_example
    if pulse.is_closed(ask, timezone.localdate()):
        return render(request, "strategies/living/pulse_gone.html", about | {"is_closed": True}, status=HTTPStatus.GONE)
    plans = pulse.plans_asked(ask)
    forms, saved, wrong = _answered(request, ask, plans)
    if saved:
        plans = pulse.plans_asked(ask)
    about |= {"rows": [(plan, forms.get(plan.need.pk) or _form(plan)) for plan in plans], "saved": saved}
    about["answered"] = sum(1 for plan in plans if plan.said)
    return render(request, "strategies/living/pulse.html", about, status=UNPROCESSABLE if wrong else None)


def _form(plan: pulse.AskedPlan, posted: Any = None) -> TrackForm:
    initial = {"because": plan.said.because, "ends": plan.said.ends} if plan.said else {}
    return TrackForm(plan.need, posted, initial=initial, auto_id=f"p{plan.need.pk}-%s")


def _answered(
    request: HttpRequest, ask: PulseAsk, plans: list[pulse.AskedPlan]
) -> tuple[dict[UUID, TrackForm], UUID | None, bool]:
    """The form of the plan that is answered for, where something is wrong with it; else which was saved."""
    plan = next((one for one in plans if str(one.need.pk) == request.POST.get("need")), None)
    if request.method != "POST" or plan is None:
        return {}, None, request.method == "POST"
    form = _form(plan, request.POST)
    if not form.is_valid():
        return {plan.need.pk: form}, None, True
    pulse.answer(ask, plan, form.saying())
    return {}, plan.need.pk, False
