"""What people decide of groups. Each is one transaction with its history, and can be taken back while it stands.

History holds which points were in which group, never what they say.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plandugnad.consultations.alike.jobs import find_alike
from plandugnad.consultations.alike.looking import begin_run, lock
from plandugnad.consultations.models import (
    Consultation,
    Group,
    GroupingRun,
    GroupMember,
    GroupState,
    Handling,
    Point,
    Statement,
)
from plandugnad.consultations.points.answers import take_up_again
from plandugnad.consultations.telling import record
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.engines.alike import likeness

GROUPED = "statements_grouped"
_Standing = dict[str, dict[str, Any]]
_NOBODY: dict[str, Any] = {"state": GroupState.REFUSED.value, "points": {}}


class ChangedMeanwhile(Exception):
    """Somebody has changed the group after this person opened the page. `group` is as it stands now."""

    def __init__(self, group: Group, by_name: str) -> None:
        super().__init__(_("Noen andre har endret gruppen mens du så på den. Se hva som står nå, og velg igjen."))
        self.group, self.by_name = group, by_name


@transaction.atomic
def look(consultation: Consultation) -> GroupingRun:
    run, is_new = begin_run(consultation)
    if is_new:
        find_alike.defer(run_id=str(run.pk))
    return run


@transaction.atomic
def accept(by: By, group: Group, left_out: Collection[UUID], seen: int) -> AuditEvent:
    """These say the same, without those that are left out. Those are not proposed for the group again."""
    kept = _opened(group, seen)
    elsewhere = _grouped(kept.consultation).exclude(group=kept).values_list("point_id", flat=True)
    gone = set(elsewhere.filter(group__state=GroupState.DECIDED))
    apart = list(kept.members.filter(point_id__in=set(left_out) - gone).values_list("point_id", flat=True))
    if kept.into_id:
        return _accept_into(by, kept, kept.into_id, {*gone, *apart}, gone)
    refused = [_that_do_not_belong(kept)] if apart else []

    def act() -> None:
        kept.members.filter(point_id__in={*gone, *apart}).delete()
        _refuse_fewer_than(2, kept.members.count())
        _save(kept, GroupState.DECIDED)
        for one in refused:
            _set_apart(one, apart)

    return _change(by, kept.consultation, [kept.pk, *(one.pk for one in refused)], act)


def _accept_into(by: By, kept: Group, into: UUID, left_out: Collection[UUID], gone: Collection[UUID]) -> AuditEvent:
    target = Group.objects.filter(pk=into, state=GroupState.DECIDED).first()
    if target is None:
        raise ValidationError(_("Gruppen de skulle inn i, er løst opp. Let på nytt etter like punkter."))
    chosen = list(Point.objects.filter(memberships__group=kept).exclude(pk__in=left_out))
    _refuse_fewer_than(1, len(chosen))

    def act() -> None:
        kept.members.filter(point_id__in=gone).delete()
        _gather(target, chosen)
        _save(Group.objects.get(pk=kept.pk), GroupState.REFUSED)

    return _change(by, kept.consultation, [kept.pk, target.pk], act)


@transaction.atomic
def refuse(by: By, group: Group, seen: int) -> AuditEvent:
    """These do not say the same: they are not proposed together again."""
    kept = _opened(group, seen)
    return _change(by, kept.consultation, [kept.pk], lambda: _save(kept, GroupState.REFUSED))


@transaction.atomic
def move(by: By, group: Group, points: Collection[UUID], to: UUID, seen: int) -> AuditEvent:
    kept = _opened(group, seen)
    target = Group.objects.filter(pk=to, consultation=kept.consultation, state=GroupState.DECIDED).first()
    if target is None or target.pk == kept.pk:
        raise ValidationError(_("Velg hvilken gruppe punktene skal flyttes til."))
    chosen = _members(kept, points)
    return _change(by, kept.consultation, [kept.pk, target.pk], lambda: _gather(target, chosen))


@transaction.atomic
def split(by: By, group: Group, points: Collection[UUID], seen: int) -> AuditEvent:
    """The chosen points become a decided group of their own, with the answer they had."""
    kept = _opened(group, seen)
    chosen = _members(kept, points)
    name = _("%(name)s (2)") % {"name": kept.name[:190]}
    made = Group.objects.create(consultation=kept.consultation, name=name, answer=kept.answer, state=GroupState.REFUSED)
    return _change(by, kept.consultation, [kept.pk, made.pk], lambda: _gather(made, chosen))


@transaction.atomic
def take_out(by: By, group: Group, points: Collection[UUID], seen: int) -> AuditEvent:
    kept = _opened(group, seen)
    chosen, refused = _members(kept, points), _that_do_not_belong(kept)

    def act() -> None:
        kept.members.filter(point__in=chosen).delete()
        _save(kept)
        _set_apart(refused, [point.pk for point in chosen])

    return _change(by, kept.consultation, [kept.pk, refused.pk], act)


@transaction.atomic
def make_group(by: By, consultation: Consultation, name: str, points: Collection[UUID]) -> tuple[Group, AuditEvent]:
    """By hand, from points that are in no decided group."""
    lock(consultation)
    decided = _grouped(consultation).filter(group__state=GroupState.DECIDED).values("point_id")
    free = Point.objects.kept().filter(statement__consultation=consultation).exclude(pk__in=decided)
    chosen = list(free.filter(pk__in=points).order_by("statement__number", "starts"))
    _refuse_fewer_than(2, len(chosen))
    made = Group.objects.create(consultation=consultation, name=name, state=GroupState.REFUSED)
    proposed = _grouped(consultation).filter(point__in=chosen, group__state=GroupState.PROPOSED)
    ids = [made.pk, *proposed.values_list("group_id", flat=True).distinct()]
    return made, _change(by, consultation, ids, lambda: _gather(made, chosen))


@transaction.atomic
def write(by: By, group: Group, name: str, answer: str, seen: int, *, still_ready: bool = False) -> int:
    """What the group is called, and the answer that is common to its points. How many statements are open again.

    Those that were done with, were so by another answer, unless somebody has said that they still are.
    """
    kept = _opened(group, seen)
    if (kept.name, kept.answer) == (name, answer):
        return 0
    is_other = kept.answer != answer and kept.state == GroupState.DECIDED
    kept.name, kept.answer, kept.version = name, answer, kept.version + 1
    kept.save(update_fields=["name", "answer", "version"])
    record(by, GROUPED, kept.consultation, kept, after={"is_answered": bool(answer)})
    return _open_again(by, kept.members.values_list("point_id", flat=True)) if is_other and not still_ready else 0


@transaction.atomic
def undo(by: By, consultation: Consultation, event: AuditEvent) -> AuditEvent:
    """Back to what stood before, unless somebody has changed the same since. Taking back can be taken back."""
    lock(consultation)
    before, after = (event.before or {})["groups"], (event.after or {})["groups"]
    ids = [UUID(id) for id in after]
    taken = {UUID(point) for side in before.values() for point in side["points"] if side["state"] != GroupState.REFUSED}
    elsewhere = _grouped(consultation).filter(point_id__in=taken, group__state=GroupState.DECIDED)
    if _standing(ids) != after or elsewhere.exclude(group_id__in=ids).exists():
        raise ValidationError(_("Gruppen er endret igjen siden. Ingenting er angret; se hva som står nå."))

    def act() -> None:
        GroupMember.objects.filter(group_id__in=ids).delete()
        for group in Group.objects.filter(pk__in=ids):
            _save(group, GroupState(before[str(group.pk)]["state"]))
        GroupMember.objects.bulk_create(
            GroupMember(group_id=UUID(group), point_id=UUID(point), likeness=alike)
            for group, side in before.items()
            for point, alike in side["points"].items()
        )

    return _change(by, consultation, ids, act)


def _opened(group: Group, seen: int) -> Group:
    lock(group.consultation)
    kept = Group.objects.select_related("consultation__process__plan").filter(pk=group.pk).first()
    if kept is None:
        raise ValidationError(_("Forslaget står ikke lenger. Se hva som er foreslått nå."))
    if kept.version != seen:
        about = [group.consultation_id, group.pk]
        last = AuditEvent.objects.filter(verb=GROUPED, subject_id__in=about).first()
        raise ChangedMeanwhile(kept, last.by_name if last else "")
    return kept


def _that_do_not_belong(group: Group) -> Group:
    """Where what somebody has taken out of this group is noted, so that it is not proposed for it again."""
    noted = Group.objects.filter(into=group, state=GroupState.REFUSED).first()
    return noted or Group.objects.create(
        consultation=group.consultation, name=group.name, state=GroupState.REFUSED, into=group
    )


def _set_apart(refused: Group, points: Collection[UUID]) -> None:
    members = (GroupMember(group=refused, point_id=point) for point in points)
    GroupMember.objects.bulk_create(members, ignore_conflicts=True)
    _save(refused)


def _grouped(consultation: Consultation) -> QuerySet[GroupMember]:
    return GroupMember.objects.filter(group__consultation=consultation)


def _members(group: Group, points: Collection[UUID]) -> list[Point]:
    found = list(Point.objects.filter(memberships__group=group, pk__in=points).order_by("statement__number", "starts"))
    _refuse_fewer_than(1, len(found))
    return found


def _gather(group: Group, points: Iterable[Point]) -> None:
    """Into this group and out of every other that is not refused."""
    chosen = list(points)
    others = _grouped(group.consultation).filter(point__in=chosen).exclude(group=group)
    emptied = others.exclude(group__state=GroupState.REFUSED)
    for other in Group.objects.filter(pk__in=emptied.values("group_id")):
        _save(other)
    emptied.delete()
    first = Point.objects.filter(memberships__group=group).order_by("-memberships__likeness").first() or chosen[0]
    GroupMember.objects.bulk_create(
        (
            GroupMember(group=group, point=point, likeness=likeness(point.quote, first.quote) if point != first else 1)
            for point in chosen
        ),
        ignore_conflicts=True,
    )
    _save(group, GroupState.DECIDED)


def _save(group: Group, state: GroupState | None = None) -> None:
    group.version += 1
    group.state = state or GroupState(group.state)
    group.save(update_fields=["version", "state"])


def _refuse_fewer_than(least: int, number: int) -> None:
    if number < least:
        raise ValidationError(
            _("Velg minst to punkter som sier det samme.") if least > 1 else _("Velg minst ett punkt.")
        )


def _change(by: By, consultation: Consultation, ids: Collection[UUID], act: Callable[[], None]) -> AuditEvent:
    before, answers = _standing(ids), _answers_in(ids)
    act()
    answers_now = _answers_in(ids)
    _open_again(by, {id for id in answers | answers_now if answers.get(id) != answers_now.get(id)})
    return record(by, GROUPED, consultation, consultation, before={"groups": before}, after={"groups": _standing(ids)})


def _answers_in(ids: Collection[UUID]) -> dict[UUID, str]:
    """The common answer each point of these groups has."""
    rows = GroupMember.objects.filter(group__in=ids, group__state=GroupState.DECIDED).exclude(group__answer="")
    return dict(rows.values_list("point_id", "group__answer"))


def _open_again(by: By, points: Collection[UUID]) -> int:
    statements = Statement.objects.kept().filter(points__in=Point.objects.kept().filter(pk__in=points))
    ready = list(statements.filter(handling=Handling.READY).distinct().order_by("id"))
    for statement in ready:
        take_up_again(by, statement)
    return len(ready)


def _standing(ids: Collection[UUID]) -> _Standing:
    found: _Standing = {str(id): {**_NOBODY, "points": {}} for id in ids}
    for group in Group.objects.filter(pk__in=ids):
        found[str(group.pk)]["state"] = str(group.state)
    for member in GroupMember.objects.filter(group_id__in=ids).order_by("point_id"):
        found[str(member.group_id)]["points"][str(member.point_id)] = member.likeness
    return found
