"""Placing a collaboration within a larger one, and ending it. The caller asks `access`."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.projections.activity import tell
from plandugnad.projections.filling import refresh
from plandugnad.regions import keys, telling
from plandugnad.regions.models import Collaboration, Member, Nesting

DEEPEST = 4


@transaction.atomic
def ask(by: By, asker: Collaboration, other: Collaboration, *, is_inner: bool) -> Nesting:
    """`is_inner`: the one who asks is to be the part. Raises ValidationError in words."""
    _alone()
    inner, outer = (asker, other) if is_inner else (other, asker)
    if inner.pk == outer.pk:
        raise ValidationError(_("Det er det samme samarbeidet. Velg et annet."))
    if Nesting.objects.asked().filter(inner=inner, outer=outer).exists():
        raise ValidationError(_("Det er alt spurt om dette. Svaret kommer på denne siden."))
    _must_fit(inner.pk, outer.pk)
    made = Nesting.objects.create(inner=inner, outer=outer, is_asked_by_inner=is_inner, asked_by_id=by.id)
    # Not by name: what the other is called is for those who see it, until it has said yes.
    audit.record(by, "nesting_asked", asker, after={"is_inner": is_inner})
    _refresh(by, made)
    return made


@transaction.atomic
def answer(by: By, nesting: Nesting, *, is_yes: bool) -> Nesting:
    _alone()
    row = _found(nesting, lambda one: one.accepted_at is None and one.declined_at is None)
    if is_yes:
        _must_fit(row.inner_id, row.outer_id)
        row.accepted_at = timezone.now()
        row.save(update_fields=["accepted_at"])
        _tell_both(by, "nesting_begun", row)
    else:
        row.declined_at = timezone.now()
        row.save(update_fields=["declined_at"])
        audit.record(by, "nesting_declined", row.asked)
    _refresh(by, row)
    return row


@transaction.atomic
def end(by: By, nesting: Nesting) -> None:
    """By either. Also takes back a question nobody has answered."""
    _alone()
    row = _found(nesting, lambda one: one.declined_at is None)
    _end(by, row)


def end_what_is_over(by: By, collaboration: Collaboration) -> None:
    """Where nobody takes part any more, a collaboration is part of nothing, and has no parts. Within a transaction."""
    if Member.rows.taking_part().filter(collaboration=collaboration).exists():
        return
    either = Q(inner=collaboration) | Q(outer=collaboration)
    for row in Nesting.objects.select_related("inner", "outer").filter(either, ended_at=None, declined_at=None):
        _end(by, row)


def _end(by: By, row: Nesting) -> None:
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    if row.accepted_at is not None:
        _tell_both(by, "nesting_ended", row)
    else:
        audit.record(by, "nesting_taken_back", row.asker)
    _refresh(by, row)


def _alone() -> None:
    """Two who each answer yes could make a ring between them that neither saw. They are rare enough to wait in line."""
    with connection.cursor() as cursor:
        cursor.execute(f'LOCK TABLE "{Nesting._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')


def _found(nesting: Nesting, is_open: Callable[[Nesting], bool]) -> Nesting:
    row = Nesting.objects.select_related("inner", "outer").filter(pk=nesting.pk, ended_at=None).first()
    if row is None or not is_open(row):
        raise ValidationError(_("Dette er besvart eller avsluttet. Åpne siden på nytt og se hva som gjelder."))
    return row


def _must_fit(inner: UUID, outer: UUID) -> None:
    """One larger at a time, no ring, and not deeper than anybody can keep in mind."""
    above = dict(Nesting.objects.standing().values_list("inner_id", "outer_id"))
    if inner in above:
        raise ValidationError(
            _("Det minste er alt del av ett samarbeid, og kan ikke være del av to. Avslutt det først.")
        )
    chain = [outer]
    while chain[-1] in above:
        chain.append(above[chain[-1]])
    if inner in chain:
        raise ValidationError(
            _("Det største er alt del av det minste. Da går det i ring. Snu det, eller velg et annet.")
        )
    if len(chain) + _height(inner, above) > DEEPEST:
        said = _("Det ville bli mer enn %(most)s nivåer. Velg et samarbeid nærmere.")
        raise ValidationError(said % {"most": DEEPEST})


def _height(id: UUID, above: Mapping[UUID, UUID]) -> int:
    """Levels from this one down, itself among them."""
    below = [one for one, outer in above.items() if outer == id]
    return 1 + max((_height(one, above) for one in below), default=0)


def _tell_both(by: By, verb: str, row: Nesting) -> None:
    for one, other, is_inner in ((row.inner, row.outer, True), (row.outer, row.inner, False)):
        audit.record(by, verb, one, after={"other": other.name, "is_inner": is_inner})
        tell(by, verb, [telling.about(one)], [keys.taking_part_in(one.id)])


def _refresh(by: By, row: Nesting) -> None:
    refresh(telling.CollaborationSource.key, [row.inner_id, row.outer_id], by)
