"""Groups as their pages show them. What is erased, or deleted with its statement, is not among them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, When, Window
from django.db.models.functions import Cast, Lower, RowNumber
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from plandugnad.consultations.alike.actions import GROUPED
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
from plandugnad.core.models import AuditEvent
from plandugnad.engines.alike import NEAR_COPY, Piece, difference

Row = TypeVar("Row")

GROUPS_A_PAGE = 10
MEMBERS_A_PAGE = 50
POINTS_A_PAGE = 50
SHOWN_OF_GROUP = 3
MOST_TARGETS = 200
# A longer quote is folded after this many signs, so that one member does not hide the next.
FOLDED_AFTER = 700
_WORDS_OF_NAME = 6

_SEEN = Q(
    members__point__deleted_at=None, members__point__statement__deleted_at=None
) & ~Q(members__point__quote="")  # fmt: skip
# One sender by name; where the name is erased each statement counts as one.
_SENDER = Case(
    When(members__point__statement__name="", then=Cast("members__point__statement", CharField())),
    default=Lower("members__point__statement__name"),
    output_field=CharField(),
)


@dataclass(frozen=True)
class Tally:
    """What there is to look among, and what has come of it."""

    points: int
    statements_without: int
    proposed: int
    decided: int
    refused: int


@dataclass(frozen=True)
class MemberRow:
    """`pieces` are of the quote; those that differ from the first of the group are marked where it is nearly a copy."""

    point_id: UUID
    statement_id: UUID
    number: int
    sender: str
    pieces: tuple[Piece, ...]
    likeness: str
    is_first: bool
    answer: str

    @property
    def is_long(self) -> bool:
        return sum(len(piece.text) for piece in self.pieces) > FOLDED_AFTER

    @property
    def begins(self) -> str:
        return "".join(piece.text for piece in self.pieces)[:FOLDED_AFTER].rsplit(" ", 1)[0]


@dataclass(frozen=True)
class GroupRow:
    group: Group
    points: int
    statements: int
    senders: int
    members: tuple[MemberRow, ...]
    name: str

    @property
    def more(self) -> int:
        return self.points - len(self.members)


def tally(consultation: Consultation) -> Tally:
    statements = Statement.objects.kept().filter(consultation=consultation)
    split = Exists(Point.objects.kept().filter(statement=OuterRef("pk")))
    states = dict(_counted(consultation).values_list("state").annotate(number=Count("pk", distinct=True)).order_by())
    return Tally(
        points=_points(consultation).count(),
        statements_without=statements.filter(~split).count(),
        proposed=states.get(GroupState.PROPOSED, 0),
        decided=states.get(GroupState.DECIDED, 0),
        refused=states.get(GroupState.REFUSED, 0),
    )


def last_run(consultation: Consultation) -> GroupingRun | None:
    return GroupingRun.objects.filter(consultation=consultation).order_by("-made_at").first()


def read_groups(consultation: Consultation, state: GroupState, number: str | None) -> "Page[GroupRow]":
    """What may belong in a decided group first, then the largest."""
    groups = _counted(consultation).filter(state=state).select_related("into")
    groups = groups.order_by(F("into").asc(nulls_last=True), F("points").desc(), "name", "pk")
    page = Paginator(groups, GROUPS_A_PAGE).get_page(number)
    members = _first_members(page.object_list)
    names = _names_of(page.object_list)
    rows = [_row(group, members[group.pk], names[group.pk]) for group in page.object_list]
    return _with(page, rows)


def find_group(consultation: Consultation, id: UUID) -> Group | None:
    found = Group.objects.select_related("consultation__process__plan__organisation", "into")
    return found.filter(consultation=consultation, pk=id).first()


def read_group(group: Group, number: str | None) -> tuple[GroupRow, "Page[MemberRow]"]:
    counted = _counted(group.consultation, keep_empty=True).select_related("into").get(pk=group.pk)
    members = _members([group.pk]).order_by("-likeness", "point__statement__number", "point__starts")
    page = Paginator(members, MEMBERS_A_PAGE).get_page(number)
    first = members.first()
    rows = [_member(member, first) for member in page.object_list]
    return _row(counted, [], name_of(counted)), _with(page, rows)


def name_of(group: Group) -> str:
    """Of the group it may belong in, when it is proposed for one."""
    return _names_of([group])[group.pk]


def _names_of(groups: Iterable[Group]) -> dict[UUID, str]:
    """Where nobody has named it and its texts have no word in common, how the most typical of them begins. Not kept:
    it is what somebody has said, and goes when she is erased."""
    called = {group.pk: group.into or group for group in groups}
    nameless = {target.pk: target for target in called.values() if not target.name}
    typical = _first_members(nameless.values()) if nameless else {}
    return {id: target.name or _begins(typical.get(target.pk, ())) for id, target in called.items()}


def _begins(members: Sequence[GroupMember]) -> str:
    if not members:
        return _("Uten navn")
    return _("«%(words)s»") % {"words": Truncator(members[0].point.quote).words(_WORDS_OF_NAME, truncate=" …")}


def ready_in(group: Group) -> int:
    """Statements that are done with, in part by the answer of this group."""
    here = Point.objects.kept().filter(memberships__group=group, memberships__group__state=GroupState.DECIDED)
    ready = Statement.objects.kept().filter(consultation=group.consultation, handling=Handling.READY)
    return ready.filter(Exists(here.filter(statement=OuterRef("pk")))).count()


def targets(group: Group) -> Sequence[Group]:
    """Where points of this group may be moved."""
    others = Group.objects.filter(consultation=group.consultation, state=GroupState.DECIDED).exclude(pk=group.pk)
    return list(others.order_by("name", "pk")[:MOST_TARGETS])


def free_points(consultation: Consultation, words: str, number: str | None) -> "Page[Point]":
    """Points that are in no decided group, with all the words in what they say."""
    points = _points(consultation).exclude(memberships__group__state=GroupState.DECIDED).select_related("statement")
    for word in words.split()[:8]:
        points = points.filter(quote__icontains=word)
    return Paginator(points.order_by("statement__number", "starts"), POINTS_A_PAGE).get_page(number)


def find_event(consultation: Consultation, id: UUID) -> AuditEvent | None:
    return AuditEvent.objects.filter(pk=id, verb=GROUPED, subject_id=consultation.pk, before__has_key="groups").first()


def _points(consultation: Consultation) -> QuerySet[Point]:
    return Point.objects.kept().filter(statement__consultation=consultation).exclude(quote="")


def _counted(consultation: Consultation, *, keep_empty: bool = False) -> QuerySet[Any]:
    """A proposal of which one or none is left is no proposal."""
    groups: QuerySet[Any] = Group.objects.filter(consultation=consultation).annotate(
        points=Count("members", filter=_SEEN, distinct=True),
        statements=Count("members__point__statement", filter=_SEEN, distinct=True),
        senders=Count(_SENDER, filter=_SEEN, distinct=True),
    )
    if keep_empty:
        return groups
    stands = Q(into=None) | Q(into__state=GroupState.DECIDED)
    return groups.filter(stands, Q(points__gt=1) | Q(points=1) & (Q(state=GroupState.DECIDED) | ~Q(into=None)))


def _members(groups: Collection[UUID]) -> QuerySet[GroupMember]:
    rows = GroupMember.objects.filter(group_id__in=groups).select_related("point__statement")
    return rows.filter(point__deleted_at=None, point__statement__deleted_at=None).exclude(point__quote="")


def _first_members(groups: Iterable[Group]) -> dict[UUID, list[GroupMember]]:
    order = [F("likeness").desc(), F("point__statement__number").asc(), F("point__starts").asc()]
    place = Window(RowNumber(), partition_by="group_id", order_by=order)
    found: dict[UUID, list[GroupMember]] = defaultdict(list)
    rows = _members([group.pk for group in groups]).annotate(place=place).filter(place__lte=SHOWN_OF_GROUP)
    for member in rows.order_by("group_id", "place"):
        found[member.group_id].append(member)
    return found


def _row(group: Group, members: Sequence[GroupMember], name: str) -> GroupRow:
    counted = {name: getattr(group, name) for name in ("points", "statements", "senders")}
    first = members[0] if members else None
    return GroupRow(group, members=tuple(_member(member, first) for member in members), name=name, **counted)


def _member(member: GroupMember, first: GroupMember | None) -> MemberRow:
    point, is_first = member.point, first is None or member.pk == first.pk
    is_near = first is not None and not is_first and member.likeness >= NEAR_COPY
    beside = first.point.quote if first and is_near else point.quote
    return MemberRow(
        point_id=point.pk,
        statement_id=point.statement_id,
        number=point.statement.number,
        sender=point.statement.name or _("Navnet er slettet"),
        pieces=tuple(difference(point.quote, beside)),
        likeness="" if is_first else _said(member.likeness, is_same=point.quote == beside and is_near),
        is_first=is_first,
        answer=point.answer,
    )


def _said(likeness: float, *, is_same: bool) -> str:
    if is_same:
        return _("ordrett lik")
    return _("nesten ordrett lik") if likeness >= NEAR_COPY else _("ligner")


def _with(page: "Page[Any]", rows: Sequence[Row]) -> "Page[Row]":
    found: Page[Row] = Page(rows, page.number, page.paginator)
    return found
