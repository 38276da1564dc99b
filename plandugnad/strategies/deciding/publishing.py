"""Making the proposal public, and taking it off the page again. Each is one transaction; the caller has asked."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.processes.actions import set_dates
from plandugnad.processes.dates import NO_DATES, Dates, Place, kept_dates
from plandugnad.strategies.actions import locked
from plandugnad.strategies.deciding.lawful import DECIDED, PUBLIC, open_process, refusal
from plandugnad.strategies.deciding.models import StrategyAdoption
from plandugnad.strategies.document.keeping import as_json
from plandugnad.strategies.document.laying import lay_out, says_something
from plandugnad.strategies.document.models import DocumentEdition, EditionKind
from plandugnad.strategies.document.queries import latest_proposal
from plandugnad.strategies.models import Strategy


@transaction.atomic
def publish(
    by: By,
    strategy: Strategy,
    *,
    public_on: date,
    today: date,
    elsewhere: str = "",
    correction: str = "",
) -> DocumentEdition:
    """The document as it stands now, for anybody. With a `correction` of what is public already the days are counted
    from when that was. `elsewhere`: it was made public there on an earlier day."""
    current = locked(strategy)
    if StrategyAdoption.objects.filter(strategy=current, undone_at=None).exists():
        raise ValidationError(_("Planstrategien er vedtatt. Det som ble vedtatt, er det som vises."))
    _refuse_day(public_on, today, elsewhere)
    laid = lay_out(current, today)
    if not says_something(current, today):
        raise ValidationError(_("Dokumentet er tomt. Skriv noe, eller vurder planene, før dere gjør det offentlig."))
    before = latest_proposal(current)
    counts_from = before.counts_from if correction and before and before.withdrawn_at is None else public_on
    made = DocumentEdition.objects.create(
        strategy=current, kind=EditionKind.PROPOSAL, content=as_json(laid), public_on=public_on,
        counts_from=counts_from, elsewhere=elsewhere, correction=correction,
    )  # fmt: skip
    _date_process(by, current, counts_from)
    _record(by, "strategy_published", made, after={"public_on": public_on.isoformat(), "correction": correction})
    return made


def _refuse_day(day: date, today: date, elsewhere: str) -> None:
    if day > today:
        raise ValidationError({"public_on": _("Dagen har ikke vært ennå. Forslaget blir offentlig når du lagrer.")})
    if day < today and not elsewhere:
        raise ValidationError(
            {"elsewhere": _("Ble det offentlig en tidligere dag, så skriv hvor. Her blir det offentlig i dag.")}
        )


def _date_process(by: By, strategy: Strategy, day: date) -> None:
    process = open_process(strategy)
    if process is None:
        return
    place = Place(PUBLIC)
    stands = kept_dates(process.dates.all()).get(place, NO_DATES)
    set_dates(by, process, {place: Dates(stands.planned_on, day)})


@transaction.atomic
def set_meeting(by: By, strategy: Strategy, day: date) -> None:
    """The council's meeting into the process. Raises ValidationError with the first lawful day if it is too early."""
    current = locked(strategy)
    process, proposal, place = open_process(current), latest_proposal(current), Place(DECIDED)
    if process is None:
        raise ValidationError(_("Begynn prosessen først."))
    is_out = proposal is not None and proposal.withdrawn_at is None
    if proposal is not None and is_out and (said := refusal(current, proposal.counts_from, day)):
        raise ValidationError(said)
    stands = kept_dates(process.dates.all()).get(place, NO_DATES)
    set_dates(by, process, {place: Dates(day, stands.happened_on, is_settled=True)})


@transaction.atomic
def withdraw(by: By, edition: DocumentEdition) -> None:
    if DocumentEdition.objects.filter(pk=edition.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        _record(by, "strategy_withdrawn", edition)


@transaction.atomic
def put_out_again(by: By, edition: DocumentEdition, today: date) -> None:
    """The same day it is as if it had never been taken off. Later the 30 days of a proposal are counted anew: it was
    not public meanwhile. One that is newer stands in its way."""
    newer = DocumentEdition.objects.filter(
        strategy=edition.strategy, kind=edition.kind, deleted_at=None, made_at__gt=edition.made_at
    )
    if newer.exists():
        raise ValidationError(_("Det er lagt ut en nyere utgave siden."))
    current = DocumentEdition.objects.select_for_update().get(pk=edition.pk)
    if current.withdrawn_at is None:
        return
    if current.kind == EditionKind.PROPOSAL and timezone.localdate(current.withdrawn_at) != today:
        current.public_on = current.counts_from = today
        current.elsewhere = ""
        _date_process(by, locked(current.strategy), today)
    current.withdrawn_at = None
    current.save()
    _record(by, "strategy_put_out_again", current, after={"counts_from": current.counts_from.isoformat()})


def _record(by: By, verb: str, edition: DocumentEdition, **about: object) -> None:
    audit.record(by, verb, edition, organisation_id=edition.strategy.organisation_id, **about)
