"""The table as it will be: what was said, by whom, and what the municipality thinks of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.consultations.models import (
    Consultation,
    Group,
    GroupMember,
    GroupState,
    Handling,
    Objection,
    ObjectionState,
    Point,
    Statement,
    StatementParty,
    TagKind,
)
from plandugnad.consultations.points.answers import UNANSWERED
from plandugnad.consultations.queries import step_title
from plandugnad.consultations.setup.period import counted_from
from plandugnad.consultations.table.choices import PARTY, SENDER, THEME, Choices
from plandugnad.core.norwegian import sort_key

_PARTIES = [party.value for party in (StatementParty.AUTHORITY, StatementParty.ORGANISATION, StatementParty.PRIVATE)]


@dataclass(frozen=True)
class PointLine:
    """`group` is the number of the common answer it has, if any; `is_hiding` whether somebody's name was taken out of
    the answer."""

    id: UUID
    number: str
    quote: str
    tags: tuple[str, ...]
    answer: str
    group: str = ""
    is_hiding: bool = False
    is_draft: bool = False


@dataclass(frozen=True)
class StatementLine:
    id: UUID
    number: int
    sender: str
    party: str
    received_on: date
    summary: str
    assessment: str
    is_ready: bool
    points: tuple[PointLine, ...] = ()
    # Which of her texts somebody's name was taken out of.
    is_hiding: frozenset[str] = frozenset()

    @property
    def party_name(self) -> str:
        return capfirst(str(StatementParty(self.party).label))


@dataclass(frozen=True)
class GroupLine:
    id: UUID
    number: str
    name: str
    answer: str
    points: tuple[str, ...]
    is_hiding: bool = False


@dataclass(frozen=True)
class ObjectionLine:
    number: int
    sender: str
    against: str
    ground: str
    provision: str
    state: str
    since: date | None

    @property
    def state_name(self) -> str:
        return capfirst(str(ObjectionState(self.state).label))


@dataclass(frozen=True)
class Missing:
    """How many statements and points lack what a case document needs, and how many answers nobody has called done."""

    summary: int
    assessment: int
    answer: int
    drafts: int

    @property
    def is_any(self) -> bool:
        return any((self.summary, self.assessment, self.answer, self.drafts))


@dataclass(frozen=True)
class About:
    """What stands above the table."""

    plan: str
    place: str
    step: str
    opens_on: date | None
    closes_on: date | None
    statements: int
    by_party: tuple[tuple[str, int], ...]
    is_example: bool


@dataclass(frozen=True)
class Contents:
    about: About
    choices: Choices
    objections: tuple[ObjectionLine, ...]
    groups: tuple[GroupLine, ...]
    statements: tuple[StatementLine, ...]

    @property
    def title(self) -> str:
        return _("Uttalelser til %(plan)s") % {"plan": self.about.plan}


LACKS = {"sammendrag": Q(summary=""), "vurdering": Q(assessment="")}


def read_contents(consultation: Consultation, choices: Choices) -> Contents:
    """All of it, for a document."""
    lines = read_lines(consultation, choices)
    return Contents(
        about=read_about(consultation),
        choices=choices,
        objections=tuple(read_objections(consultation, lines)),
        groups=tuple(read_groups(consultation)) if choices.has_points else (),
        statements=tuple(with_points(lines, consultation) if choices.has_points else lines),
    )


def read_about(consultation: Consultation) -> About:
    plan = consultation.process.plan
    counted = dict(_statements(consultation).values_list("party").annotate(counted=Count("id")).order_by())
    return About(
        plan=plan.name,
        place=plan.organisation.name,
        step=step_title(consultation),
        opens_on=counted_from(consultation, timezone.localdate()),
        closes_on=consultation.closes_on,
        statements=sum(counted.values()),
        by_party=tuple((party, counted[party]) for party in _PARTIES if party in counted),
        is_example=plan.organisation.is_example,
    )


def read_missing(consultation: Consultation) -> Missing:
    lacking = {name: Count("id", filter=where) for name, where in LACKS.items()}
    found = _statements(consultation).aggregate(**lacking)
    points = Point.objects.kept().filter(UNANSWERED, statement__consultation=consultation)
    drafts = _drafts(consultation).count()
    return Missing(found["sammendrag"], found["vurdering"], points.distinct().count(), drafts)


def _drafts(consultation: Consultation) -> QuerySet[Point]:
    rows = Point.objects.kept().filter(statement__consultation=consultation, is_ready=False)
    return rows.exclude(answer="")


def read_lines(consultation: Consultation, choices: Choices, lacks: str = "") -> list[StatementLine]:
    """In order, without their points and without their words, which may be long."""
    rows = _statements(consultation)
    if choices.only_ready:
        rows = rows.filter(handling=Handling.READY)
    if lacks in LACKS:
        rows = rows.filter(LACKS[lacks])
    elif lacks == "svar":
        points = Point.objects.kept().filter(UNANSWERED, statement__consultation=consultation)
        rows = rows.filter(id__in=points.values("statement_id"))
    elif lacks == "ferdig":
        rows = rows.filter(id__in=_drafts(consultation).values("statement_id"))
    if choices.order == THEME:
        is_theme = Q(points__deleted_at=None, points__tags__kind=TagKind.THEME)
        rows = rows.annotate(theme=Min("points__tags__name", filter=is_theme))
    return [_line(row, choices) for row in sorted(rows.defer("text"), key=lambda row: _place(row, choices))]


def _statements(consultation: Consultation) -> QuerySet[Statement]:
    return Statement.objects.kept().filter(consultation=consultation)


def _place(row: Statement, choices: Choices) -> tuple[object, ...]:
    if choices.order == SENDER:
        return (sort_key(_sender(row, choices)), row.number)
    if choices.order == PARTY:
        return (_PARTIES.index(row.party), row.number)
    if choices.order == THEME:
        theme = getattr(row, "theme", None)
        return (theme is None, sort_key(theme or ""), row.number)
    return (row.number,)


def _sender(row: Statement, choices: Choices) -> str:
    is_hidden = row.party == StatementParty.PRIVATE and not choices.has_names
    return _("Privatperson") if is_hidden or not row.name else row.name


def _line(row: Statement, choices: Choices) -> StatementLine:
    return StatementLine(
        id=row.id,
        number=row.number,
        sender=_sender(row, choices),
        party=row.party,
        received_on=row.received_on,
        summary=row.summary,
        assessment=row.assessment,
        is_ready=row.handling == Handling.READY,
    )


def with_points(lines: Iterable[StatementLine], consultation: Consultation) -> list[StatementLine]:
    """Points are numbered within their statement in the order they stand in it: 5.1, 5.2."""
    shown = list(lines)
    grouped = _group_numbers(consultation)
    found: dict[UUID, list[PointLine]] = defaultdict(list)
    numbers = {line.id: line.number for line in shown}
    rows = Point.objects.kept().filter(statement__consultation=consultation, statement_id__in=list(numbers))
    for point in rows.prefetch_related("tags").order_by("statement_id", "starts", "id"):
        before = found[point.statement_id]
        number = f"{numbers[point.statement_id]}.{len(before) + 1}"
        tags = tuple(tag.name for tag in point.tags.all())
        is_draft = bool(point.answer) and not point.is_ready
        group = grouped.get(point.id, "")
        before.append(PointLine(point.id, number, point.quote, tags, point.answer, group, is_draft=is_draft))
    return [replace(line, points=tuple(found[line.id])) for line in shown]


def read_groups(consultation: Consultation) -> list[GroupLine]:
    """The common answers, with the numbers of the points they answer."""
    numbers = _point_numbers(consultation)
    members: dict[UUID, list[UUID]] = defaultdict(list)
    rows = GroupMember.objects.filter(group__consultation=consultation, group__state=GroupState.DECIDED)
    for group_id, point_id in rows.values_list("group_id", "point_id"):
        members[group_id].append(point_id)
    return [
        GroupLine(group.id, number, group.name, group.answer, _in_order(members[group.id], numbers))
        for number, group in _numbered_groups(consultation)
    ]


def _in_order(points: Iterable[UUID], numbers: dict[UUID, tuple[int, int]]) -> tuple[str, ...]:
    return tuple(f"{first}.{second}" for first, second in sorted(numbers[one] for one in points if one in numbers))


def _numbered_groups(consultation: Consultation) -> list[tuple[str, Group]]:
    rows = Group.objects.filter(consultation=consultation, state=GroupState.DECIDED).order_by("made_at", "id")
    return [(f"F{number}", group) for number, group in enumerate(rows, start=1)]


def _group_numbers(consultation: Consultation) -> dict[UUID, str]:
    numbers = {group.id: number for number, group in _numbered_groups(consultation)}
    rows = GroupMember.objects.filter(group_id__in=numbers).values_list("point_id", "group_id")
    return {point: numbers[group] for point, group in rows}


def _point_numbers(consultation: Consultation) -> dict[UUID, tuple[int, int]]:
    rows = Point.objects.kept().filter(statement__consultation=consultation)
    found: dict[UUID, tuple[int, int]] = {}
    last, place = 0, 0
    for id, number in rows.order_by("statement__number", "starts", "id").values_list("id", "statement__number"):
        place = place + 1 if number == last else 1
        last = number
        found[id] = (number, place)
    return found


def read_objections(consultation: Consultation, lines: Collection[StatementLine]) -> list[ObjectionLine]:
    senders = {line.id: line.sender for line in lines}
    rows = Objection.objects.filter(deleted_at=None, statement__deleted_at=None, statement__consultation=consultation)
    rows = rows.select_related("statement").defer("statement__text").annotate(since=Max("turns__happened_on"))
    return [
        ObjectionLine(
            number=row.statement.number,
            sender=senders.get(row.statement_id, row.statement.name),
            against=row.against,
            ground=row.ground,
            provision=row.provision,
            state=row.state,
            since=row.since,
        )
        for row in rows.order_by("statement__number", "made_at", "id")
    ]
