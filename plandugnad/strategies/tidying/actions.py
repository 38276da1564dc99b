"""What is done when a portfolio is tidied. Each is one transaction; the caller has asked `plans.access`."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.plans.actions import change_plan, link_plans, one_at_a_time, unlink_plans
from plandugnad.plans.kinds import ENDED, LinkKind
from plandugnad.plans.models import Plan, PlanHere, PlanLink, PlanOwner
from plandugnad.plans.owning import change_own
from plandugnad.regions.models import Organisation
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.terms import Term
from plandugnad.strategies.tidying.kinds import DECISION_OF, TidyingOutcome
from plandugnad.strategies.tidying.models import TidyingChoice, TidyingRound, total

MOST_AT_ONCE = 1_000


@dataclass(frozen=True)
class Chosen:
    """What a person has chosen for a plan. `into` is of the municipality's own plans."""

    outcome: TidyingOutcome
    because: str = ""
    into: UUID | None = None


@transaction.atomic
def open_round(by: By, organisation: Organisation, today: date) -> TidyingRound:
    """The one that is open, else a new one, which begins by counting."""
    one_at_a_time(organisation.pk)
    found = TidyingRound.objects.filter(organisation=organisation, closed_on=None).first()
    if found is not None:
        return found
    begun = TidyingRound.objects.create(
        organisation=organisation,
        first_year=term_to_tidy_for(organisation, today).first_year,
        begun_on=today,
        counts_before=count_by_type(organisation),
    )
    _record(by, "tidying_begun", begun, after={"plans": total(begun.counts_before)})
    return begun


def term_to_tidy_for(organisation: Organisation, today: date) -> Term:
    """That of the strategy somebody makes now; else the council's that sits."""
    made = Strategy.objects.kept().filter(organisation=organisation).select_related("plan").order_by("-first_year")
    newest = made.first()
    return newest.term if newest is not None and not newest.is_adopted else Term.of(today)


def count_by_type(organisation: Organisation, without: Collection[UUID] = ()) -> dict[str, int]:
    plans = PlanHere.objects.kept().of(organisation).exclude(status__in=ENDED).exclude(id__in=without)
    return dict(sorted(Counter(plans.values_list("plan_type", flat=True)).items()))


@transaction.atomic
def close_round(by: By, round: TidyingRound, today: date) -> TidyingRound:
    """The count after is of what is left when all that goes has gone."""
    one_at_a_time(round.organisation_id)
    current = TidyingRound.objects.select_related("organisation").get(pk=round.pk)
    if current.is_open:
        going = [choice.plan_id for choice in current.choices.all() if choice.is_going]
        current.counts_after, current.closed_on = count_by_type(current.organisation, going), today
        current.save()
        _record(by, "tidying_closed", current, after={"plans": total(current.counts_after)})
    return current


@transaction.atomic
def reopen_round(by: By, round: TidyingRound) -> None:
    one_at_a_time(round.organisation_id)
    current = TidyingRound.objects.get(pk=round.pk)
    if current.is_open:
        return
    if TidyingRound.objects.filter(organisation_id=current.organisation_id, closed_on=None).exists():
        raise ValidationError(_("Det er begynt på en ny rydderunde. Avslutt den først."))
    current.closed_on = current.counts_after = None
    current.save()
    _record(by, "tidying_reopened", current)


Found = Sequence[tuple[str, str]]


@transaction.atomic
def choose(
    by: By,
    organisation: Organisation,
    plan_id: UUID,
    chosen: Chosen,
    found: Found,
    today: date,
    *,
    batch_id: UUID | None = None,
) -> TidyingChoice:
    """`found` is what there was to look at. Chosen again, what the first choice did is taken back."""
    round = open_round(by, organisation, today)
    here = _here(organisation, plan_id)
    into = _into(organisation, here, chosen)
    if chosen.outcome is TidyingOutcome.LEAVE and not chosen.because.strip():
        raise ValidationError({"because": _("Skriv hvorfor planen får være som den er.")})
    before = round.choices.filter(plan_id=plan_id).first()
    was = before.was if before is not None else here.decision
    if before is not None:
        _take_back(by, before)
    wanted = DECISION_OF.get(chosen.outcome)
    write_decision(by, organisation, plan_id, was if wanted is None else wanted)
    choice = TidyingChoice(round=round, plan_id=plan_id, outcome=chosen.outcome, because=chosen.because.strip())
    choice.was, choice.about, choice.into_id = was, [list(key) for key in found], into.id if into else None
    choice.batch_id = batch_id or choice.batch_id
    choice.link_id = _link(by, organisation, here, into) if into else None
    choice.save(force_insert=True)
    after = {"outcome": chosen.outcome, "into": str(into.id) if into else "", "because": choice.because}
    _record(by, "tidying_chosen", round, after={"plan": str(plan_id), **after})
    return choice


@transaction.atomic
def choose_for_many(
    by: By, organisation: Organisation, found: Mapping[UUID, Found], chosen: Chosen, today: date
) -> UUID:
    """All of them or none. Gives what takes them back in one go."""
    batch_id = new_id()
    for plan_id, keys in sorted(found.items()):
        choose(by, organisation, plan_id, chosen, keys, today, batch_id=batch_id)
    return batch_id


@transaction.atomic
def take_back(by: By, choices: Iterable[TidyingChoice]) -> None:
    for choice in choices:
        organisation = choice.round.organisation
        one_at_a_time(organisation.pk)
        stands = PlanHere.objects.kept().of(organisation).filter(id=choice.plan_id).first()
        # What somebody has decided since stands.
        wrote = DECISION_OF.get(TidyingOutcome(choice.outcome))
        if stands is not None and wrote is not None and stands.decision == wrote:
            write_decision(by, organisation, choice.plan_id, choice.was)
        _take_back(by, choice)
        _record(by, "tidying_taken_back", choice.round, before={"plan": str(choice.plan_id), "outcome": choice.outcome})


def _take_back(by: By, choice: TidyingChoice) -> None:
    link = (
        PlanLink.objects.filter(pk=choice.link_id).select_related("plan", "other").first() if choice.link_id else None
    )
    if link is not None:
        unlink_plans(by, link)
    choice.delete()


def write_decision(by: By, organisation: Organisation, plan_id: UUID, decision: str) -> None:
    """Where this municipality keeps what it intends: in the plan it leads, or in its own row of a joint plan."""
    owner = PlanOwner.objects.standing().filter(organisation=organisation, plan_id=plan_id).first()
    if owner is not None:
        change_own(by, owner, {"decision": decision})
    else:
        change_plan(by, Plan.objects.of(organisation).get(pk=plan_id), {"decision": decision})


def _here(organisation: Organisation, plan_id: UUID) -> PlanHere:
    found: Any = PlanHere.objects.filter(organisation=organisation, deleted_at=None, id=plan_id).first()
    if found is None:
        raise ValidationError(_("Planen finnes ikke lenger i oversikten. Last siden på nytt."))
    here: PlanHere = found
    return here


def _into(organisation: Organisation, here: PlanHere, chosen: Chosen) -> PlanHere | None:
    if chosen.outcome is not TidyingOutcome.MERGE:
        return None
    if chosen.into is None:
        raise ValidationError({"into": _("Velg hvilken plan den skal slås sammen med.")})
    there = PlanHere.objects.filter(organisation=organisation, deleted_at=None).exclude(status__in=ENDED)
    into: Any = there.filter(id=chosen.into).first()
    if into is None or into.id == here.id:
        raise ValidationError({"into": _("Velg en annen av kommunens egne planer.")})
    theirs = TidyingChoice.objects.filter(round__organisation=organisation, round__closed_on=None, plan_id=into.id)
    if any(choice.is_going for choice in theirs):
        said = _("«%(plan)s» skal selv ut av planverket. Velg en plan som blir værende.")
        raise ValidationError({"into": said % {"plan": into.name}})
    chosen_into: PlanHere = into
    return chosen_into


def _link(by: By, organisation: Organisation, here: PlanHere, into: PlanHere) -> UUID | None:
    """That the other replaces this one; None where it was said before, or is another municipality's to say."""
    if into.led_by_id != organisation.pk:
        return None
    if PlanLink.objects.filter(plan_id=into.id, kind=LinkKind.REPLACES, other_id=here.id).exists():
        return None
    plan, other = Plan.objects.get(pk=into.id), Plan.objects.get(pk=here.id)
    return link_plans(by, plan, LinkKind.REPLACES, other).id


def _record(by: By, verb: str, round: TidyingRound, **about: Any) -> None:
    audit.record(by, verb, round, organisation_id=round.organisation_id, **about)
