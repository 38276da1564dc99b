"""Who is asked: proposed in one click, added by hand, what they said, and the letter to them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.core.streaming import handed_out
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.processes.actions import DatesChangedMeanwhile, set_dates
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.strategies.actions import ChangedMeanwhile
from plandugnad.strategies.asking import actions, letter, proposing, queries
from plandugnad.strategies.asking.forms import PartyForm, ProposalForm, SentForm
from plandugnad.strategies.asking.models import AskedKind, AskedParty
from plandugnad.strategies.views.asked import (
    CONFLICT,
    FORM,
    UNPROCESSABLE,
    Asked,
    strategy_to_see_all,
    strategy_to_write,
)


@require_safe
@signed_in
def strategy_asked(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = strategy_to_see_all(request, id)
    return _page(asked)


def _page(asked: Asked, sent: SentForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    page = queries.read_asked(asked.strategy, today)
    dates = queries.dates_in_process(asked.strategy, page.parties, today)
    first = dates.asked_on if dates and dates.asked_on and dates.asked_on <= today else today
    about = asked.about(here="spurt") | {
        "page": page,
        "dates": dates,
        "sent": sent or SentForm(use_required_attribute=False, initial={"asked_on": first}),
        "letter": letter.text_of(asked.strategy, page.waiting or page.parties, today),
        "language": asked.organisation.language,
        "proposed": [one for one in proposing.proposed(asked.strategy) if one.is_usual] if not page.parties else [],
    }
    return render(
        asked.request, "strategies/asking/asked.html", about, status=UNPROCESSABLE if sent is not None else None
    )


def _crumb(asked: Asked) -> Crumb:
    return Crumb(_("Hvem er spurt"), reverse("strategy_asked", args=[asked.strategy.id]))


@require_http_methods(FORM)
@signed_in
def strategy_asked_propose(request: SignedInRequest, id: UUID) -> HttpResponse:
    """All there are to choose among. «usual» adds those the law points to at once."""
    asked = strategy_to_write(request, id)
    found = proposing.proposed(asked.strategy)
    if request.method == "POST" and "usual" in request.POST:
        return _add(asked, [one for one in found if one.is_usual])
    form = ProposalForm(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _add(asked, form.chosen)
    about = asked.about(_crumb(asked), Crumb(_("Legg til flere")), here="spurt")
    about |= {"form": form, "knows_neighbours": proposing.knows_neighbours(asked.strategy)}
    return render(request, "strategies/asking/propose.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _add(asked: Asked, chosen: list[proposing.Proposed]) -> HttpResponse:
    try:
        number = actions.add_proposed(asked.actor.by, asked.strategy, chosen)
    except ValidationError as refused:
        messages.error(asked.request, refused.messages[0])
    else:
        words = ngettext("%(count)s er lagt til.", "%(count)s er lagt til.", number)
        messages.success(asked.request, words % {"count": number})
    return redirect("strategy_asked", asked.strategy.id)


@require_http_methods(FORM)
@signed_in
def strategy_asked_new(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    holder = ("asked", id, request.actor.person_id)
    posted = request.POST if request.method == "POST" else None
    form = PartyForm(posted, kind=AskedKind.OTHER.value, token=new_token(*holder))
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        id_of_form = id_of(given.pop("token"), *holder)
        given.pop("seen")
        try:
            actions.add_party(request.actor.by, asked.strategy, given, id=id_of_form)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("%(name)s er lagt til.") % {"name": given["name"]})
            return redirect("strategy_asked", id)
    return _form(asked, form, _("Legg til noen"), None)


def _form(asked: Asked, form: PartyForm, here: str, party: AskedParty | None, theirs: Any = None) -> HttpResponse:
    about = asked.about(_crumb(asked), Crumb(here), here="spurt")
    about |= {"form": form, "party": party, "theirs": theirs, "heading": here}
    status = CONFLICT if theirs else UNPROCESSABLE if form.is_bound else None
    return render(asked.request, "strategies/asking/party.html", about, status=status)


def _party(asked: Asked, id: UUID, *, is_removed: bool = False) -> AskedParty:
    found = queries.find_party(asked.strategy, id, is_removed=is_removed)
    if found is None:
        raise Http404
    return found


@require_http_methods(FORM)
@signed_in
def strategy_asked_edit(request: SignedInRequest, id: UUID, party: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    found = _party(asked, party)
    stands = {name: getattr(found, name) for name in actions.FIELDS} | {"seen": found.version}
    form = PartyForm(request.POST if request.method == "POST" else None, **stands)
    theirs = None
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in actions.FIELDS}
        try:
            actions.change_party(request.actor.by, found, given, seen=form.cleaned_data["seen"])
        except ChangedMeanwhile as meanwhile:
            theirs = meanwhile
            data: Any = request.POST.copy()
            data["seen"] = meanwhile.stands.version
            form = PartyForm(data, **stands)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Lagret: %(name)s") % {"name": given["name"]})
            return redirect("strategy_asked", id)
    return _form(asked, form, found.name, found, theirs)


@require_POST
@signed_in
def strategy_asked_remove(request: SignedInRequest, id: UUID, party: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    found = _party(asked, party)
    actions.remove_party(request.actor.by, found)
    undo = f"undo:{reverse('strategy_asked_return', args=[id, party])}"
    messages.success(request, _("%(name)s er tatt ut av listen.") % {"name": found.name}, extra_tags=undo)
    return redirect(f"{reverse('strategy_asked', args=[id])}#messages")


@require_POST
@signed_in
def strategy_asked_return(request: SignedInRequest, id: UUID, party: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    found = _party(asked, party, is_removed=True)
    try:
        actions.return_party(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("%(name)s er tilbake i listen.") % {"name": found.name})
    return redirect("strategy_asked", id)


@require_POST
@signed_in
def strategy_asked_sent(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The letter has gone to all who had not been asked."""
    asked = strategy_to_write(request, id)
    form = SentForm(request.POST, use_required_attribute=False)
    if form.is_valid():
        try:
            number = actions.note_asked(request.actor.by, asked.strategy, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error("answer_by", refused.messages[0])
        else:
            words = ngettext("%(count)s er ført som spurt.", "%(count)s er ført som spurt.", number)
            messages.success(request, words % {"count": number})
            return redirect("strategy_asked", id)
    return _page(asked, form)


@require_POST
@signed_in
def strategy_asked_date(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The days of the list into the process, where the page said they differ."""
    asked = strategy_to_write(request, id)
    today = timezone.localdate()
    parties = queries.read_asked(asked.strategy, today).parties
    found = queries.dates_in_process(asked.strategy, parties, today)
    if found is None or not found.differs:
        messages.error(request, _("Noe er endret siden. Se hva som står nå."))
        return redirect("strategy_asked", id)
    try:
        set_dates(
            request.actor.by, found.process, found.offered, seen={one: found.stands[one] for one in found.offered}
        )
    except (ValidationError, DatesChangedMeanwhile):
        messages.error(request, _("Noe er endret siden. Se hva som står nå."))
    else:
        messages.success(request, _("Datoene er ført inn i prosessen."))
    return redirect("strategy_asked", id)


@require_safe
@signed_in
def strategy_asked_letter(request: SignedInRequest, id: UUID, kind: str) -> HttpResponse:
    """To those who are not asked yet; when all are, to all."""
    asked = strategy_to_write(request, id)
    not_found_unless(kind in letter.FILES)
    today = timezone.localdate()
    page = queries.read_asked(asked.strategy, today)
    made = letter.letter_file(asked.strategy, page.waiting or page.parties, kind, today)
    name = _("Brev om planstrategien")
    return handed_out(made, f"{name}.{kind}")
