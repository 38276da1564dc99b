"""What is said of needs. Each is one transaction; the caller has asked `access`.

Everything about the needs of one strategy is changed by one at a time: `locked` holds the strategy meanwhile.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.plans.kinds import Decision, PlanType
from plandugnad.plans.models import PlanFields, PlanHere
from plandugnad.strategies.actions import ChangedMeanwhile, locked
from plandugnad.strategies.kinds import MADE
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.needs.fields import Value, flat, of_unsaid, put
from plandugnad.strategies.needs.queries import last_by

ORDERED, DECIDED = "needs_ordered", "need_decided"
UNDONE = (ORDERED, DECIDED)  # what can be taken back from a message


@transaction.atomic
def save_need(
    by: By,
    strategy: Strategy,
    of: PlanNeed | PlanHere,
    wanted: Mapping[str, Value],
    seen: Mapping[str, Value],
) -> PlanNeed:
    """Only what this person changed is written: `wanted` against `seen`, the fields as she opened them.

    `of` is the need, or the plan nobody has said anything about: then the need is made. If somebody else has made it
    meanwhile, it is that one she writes in.
    """
    locked(strategy)
    need = _to_write(strategy, of)
    is_new = need._state.adding
    stands = of_unsaid(of) if isinstance(of, PlanHere) and is_new else flat(need)
    mine = {name: value for name, value in wanted.items() if name in stands and value != seen.get(name)}
    others = {name for name, value in mine.items() if stands[name] not in (seen.get(name), value)}
    if others:
        raise ChangedMeanwhile({name: stands[name] for name in others}, last_by(need))
    real = {name: value for name, value in mine.items() if stands[name] != value}
    if not real and not is_new:
        return need
    put(need, real)
    _check(need)
    _keep(need)
    verb = "need_made" if is_new else "need_changed"
    _record(by, verb, need, before={name: stands[name] for name in real}, after=real)
    return need


def _to_write(strategy: Strategy, of: PlanNeed | PlanHere) -> PlanNeed:
    rows = PlanNeed.objects.kept().filter(strategy=strategy)
    if isinstance(of, PlanNeed):
        found = rows.filter(pk=of.pk).first()
        if found is None:
            raise ValidationError(_("Noen andre har tatt ut «%(name)s» i mellomtiden.") % {"name": of.name})
        return found
    return rows.filter(plan_id=of.pk).first() or _new(strategy, of)


def _new(strategy: Strategy, plan: PlanFields) -> PlanNeed:
    return PlanNeed(
        strategy=strategy,
        plan_id=plan.pk,
        name=plan.name,
        plan_type=plan.plan_type,
        decision=plan.decision,
        position=_last_place(strategy),
    )


def _last_place(strategy: Strategy) -> int:
    places = PlanNeed.objects.filter(strategy=strategy).order_by("-position").values_list("position", flat=True)
    return (places.first() or 0) + 1


def _keep(need: PlanNeed) -> None:
    if not need._state.adding:
        need.version += 1
    need.save()


def _check(need: PlanNeed) -> None:
    """What must hold also when two have each changed their half of it."""
    if not need.name.strip():
        raise ValidationError({"name": _("Skriv hva planen skal hete.")})
    if need.outcome and not need.outcome_because.strip():
        raise ValidationError(
            {"outcome_because": _("Skriv hvorfor dere sier noe annet enn summen. Da kan andre følge vurderingen.")}
        )
    if need.begins and need.ends and need.ends < need.begins:
        raise ValidationError({"ends": _("Planen kan ikke være ferdig før den begynner. Endre det ene.")})
    if need.merge_into_id is not None:
        _check_merge(need, need.merge_into_id)


def _check_merge(need: PlanNeed, into: UUID) -> None:
    target = PlanNeed.objects.kept().filter(strategy_id=need.strategy_id, pk=into).first()
    if target is None or target.pk == need.pk:
        raise ValidationError({"merge_into": _("Velg en annen plan i denne planstrategien.")})
    if target.merge_into_id is not None:
        raise ValidationError(
            {"merge_into": _("«%(name)s» skal selv slås sammen med en annen. Velg den.") % {"name": target.name}}
        )


@transaction.atomic
def propose(by: By, strategy: Strategy, name: str, plan_type: str, *, id: UUID | None = None) -> PlanNeed:
    """A plan the municipality does not have. With the `id` its form was given, a form sent twice proposes one."""
    locked(strategy)
    if id is not None and (made := PlanNeed.objects.filter(pk=id, strategy=strategy).first()):
        return made
    _refuse_if_there(strategy, name)
    need = PlanNeed(strategy=strategy, name=name.strip(), plan_type=plan_type, position=_last_place(strategy))
    if id is not None:
        need.id = id
    _check(need)
    need.save(force_insert=True)
    _record(by, "need_proposed", need, after={"name": need.name, "plan_type": plan_type})
    return need


def _refuse_if_there(strategy: Strategy, name: str) -> None:
    words = name.strip()
    if PlanNeed.objects.kept().filter(strategy=strategy, name__iexact=words).exists():
        raise ValidationError({"name": _("«%(name)s» er foreslått fra før.") % {"name": words}})
    there = PlanHere.objects.kept().of(strategy.organisation).filter(name__iexact=words)
    if there.exclude(plan_type__in=(PlanType.REGIONAL_PLAN, PlanType.ANNUAL_REPORT)).exists():
        raise ValidationError(
            {
                "name": _("Dere har en plan som heter «%(name)s». Finn den i listen, og vurder den der.")
                % {"name": words}
            }
        )


@transaction.atomic
def take_out(by: By, strategy: Strategy, need: PlanNeed) -> None:
    """What was said is kept, and comes back with `bring_back`. A plan the municipality has stays in the list."""
    locked(strategy)
    if PlanNeed.objects.kept().filter(pk=need.pk).update(deleted_at=timezone.now()):
        _record(by, "need_taken_out", need)


@transaction.atomic
def bring_back(by: By, strategy: Strategy, need: PlanNeed) -> None:
    locked(strategy)
    if need.plan_id and PlanNeed.objects.kept().filter(strategy=strategy, plan_id=need.plan_id).exclude(pk=need.pk):
        raise ValidationError(_("«%(name)s» er vurdert på nytt siden. Den vurderingen står.") % {"name": need.name})
    if PlanNeed.objects.filter(pk=need.pk, deleted_at__isnull=False).update(deleted_at=None):
        _record(by, "need_brought_back", need)


# --- in the term or not, and in what order ---------------------------------------------------------------------------


@transaction.atomic
def choose(by: By, strategy: Strategy, of: PlanNeed | PlanHere, *, is_in: bool) -> tuple[PlanNeed, AuditEvent | None]:
    """Puts a plan into the term, or leaves it out, by what the council is asked to decide. No event where it was so."""
    locked(strategy)
    need = _to_write(strategy, of)
    if (need.decision in MADE) is is_in:
        return need, None
    before, is_new = need.decision, need._state.adding
    need.decision = _decision(need, is_in=is_in)
    _keep(need)
    if is_new:
        _record(by, "need_made", need, after={})
    event = _record(by, DECIDED, need, before={"decision": before}, after={"decision": need.decision})
    return need, event


def _decision(need: PlanNeed, *, is_in: bool) -> str:
    if need.plan_id:
        return Decision.REVISE if is_in else Decision.CONTINUE
    return Decision.NEW if is_in else ""


@transaction.atomic
def move(by: By, strategy: Strategy, need: PlanNeed, past: PlanNeed) -> None:
    """To the other side of `past`."""
    locked(strategy)
    order = _order(strategy)
    if need.pk not in order or past.pk not in order or need.pk == past.pk:
        return
    is_up = order.index(past.pk) < order.index(need.pk)
    order.remove(need.pk)
    order.insert(order.index(past.pk) + (0 if is_up else 1), need.pk)
    _put_in_order(by, strategy, order)


@transaction.atomic
def put_in_order(by: By, strategy: Strategy, order: Sequence[UUID]) -> AuditEvent | None:
    """These first, in this order; the others after them, as they stood. No event where it was so."""
    locked(strategy)
    stood = _order(strategy)
    wanted = [id for id in dict.fromkeys(order) if id in set(stood)]
    return _put_in_order(by, strategy, [*wanted, *(id for id in stood if id not in set(wanted))])


def _order(strategy: Strategy) -> list[UUID]:
    return list(PlanNeed.objects.kept().filter(strategy=strategy).in_order().values_list("id", flat=True))


def _put_in_order(by: By, strategy: Strategy, order: Sequence[UUID]) -> AuditEvent | None:
    stood = _order(strategy)
    if stood == list(order):
        return None
    needs = PlanNeed.objects.in_bulk(list(order))
    for place, id in enumerate(order, start=1):
        needs[id].position = place
    PlanNeed.objects.bulk_update(needs.values(), ["position"])
    before, after = ([str(id) for id in ids] for ids in (stood, order))
    return audit.record(by, ORDERED, strategy, organisation_id=strategy.organisation_id, before=before, after=after)


@transaction.atomic
def undo(by: By, strategy: Strategy, event: AuditEvent) -> AuditEvent | None:
    """Takes back an order or a choice, as long as nobody has changed the same since."""
    locked(strategy)
    before: Any = event.before
    after: Any = event.after
    if event.verb == ORDERED:
        if [str(id) for id in _order(strategy)] != after:
            raise ValidationError(_("Noen har flyttet på planene siden. Rekkefølgen står som den er."))
        return put_in_order(by, strategy, [UUID(id) for id in before])
    need = PlanNeed.objects.kept().filter(strategy=strategy, pk=event.subject_id).first()
    if need is None or need.decision != after["decision"]:
        raise ValidationError(_("Noen har endret valget siden. Det står som det er."))
    stood, need.decision = need.decision, before["decision"]
    _keep(need)
    return _record(by, DECIDED, need, before={"decision": stood}, after={"decision": need.decision})


# --- what holds for the term -----------------------------------------------------------------------------------------


@transaction.atomic
def write_weights(by: By, strategy: Strategy, wanted: Mapping[str, int], seen: Mapping[str, int]) -> int:
    """How many were changed."""
    current = locked(strategy)
    return _write(by, current, "weights", "strategy_weighted", wanted, seen)


@transaction.atomic
def write_capacity(by: By, strategy: Strategy, wanted: Mapping[str, int | None], seen: Mapping[str, int | None]) -> int:
    """How many years were changed."""
    current = locked(strategy)
    return _write(by, current, "capacity", "strategy_capacity_written", wanted, seen)


def _write(
    by: By,
    strategy: Strategy,
    field: str,
    verb: str,
    wanted: Mapping[str, int | None],
    seen: Mapping[str, int | None],
) -> int:
    kept = dict(getattr(strategy, field))
    mine = {key: value for key, value in wanted.items() if value != seen.get(key)}
    # What nobody has written stands as the person saw it: as shipped, or empty.
    stands = {key: kept.get(key, seen.get(key) if field == "weights" else None) for key in mine}
    others = {key: stands[key] for key in mine if stands[key] not in (seen.get(key), mine[key])}
    if others:
        names = AuditEvent.objects.filter(subject_id=strategy.pk, verb=verb).values_list("by_name", flat=True)
        raise ChangedMeanwhile(others, names.first() or "")
    real = {key: value for key, value in mine.items() if stands[key] != value}
    if not real:
        return 0
    said = kept | real
    setattr(strategy, field, {key: value for key, value in said.items() if value is not None})
    strategy.version += 1
    strategy.save(update_fields=[field, "version"])
    before = {key: stands[key] for key in real}
    audit.record(by, verb, strategy, organisation_id=strategy.organisation_id, before=before, after=dict(real))
    return len(real)


def _record(by: By, verb: str, need: PlanNeed, **about: object) -> AuditEvent:
    organisation_id = need.strategy.organisation_id
    return audit.record(by, verb, need, organisation_id=organisation_id, **about)
