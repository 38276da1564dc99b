"""Looking for points that are alike: the run, what it reads, and the proposals it leaves. It decides nothing.

Proposals are worked out anew each time. What people have decided or refused is not touched.
"""

import logging
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.consultations.models import Consultation, Group, GroupingRun, GroupMember, GroupState, Point
from plandugnad.core.bulk import insert_rows, update_rows
from plandugnad.engines.alike import AlikeGroup, common_words, groups_of

# A run that has not come to its end by now never will: ten thousand points take some ten seconds.
GIVEN_UP_AFTER = timedelta(minutes=30)
LONGEST_COMPARED = 20_000  # signs of one point
_TOLD_EVERY_SECONDS = 0.5
_NAMED_BY = 30

log = logging.getLogger(__name__)
Texts = dict[str, str]


class Stopped(Exception):
    """Somebody has begun another run instead of this."""


def running(consultation: Consultation) -> GroupingRun | None:
    return GroupingRun.objects.filter(consultation=consultation, finished_at=None).first()


@transaction.atomic
def begin_run(consultation: Consultation) -> tuple[GroupingRun, bool]:
    """The run that is under way, or a new one, and whether it is new. One that has stopped for good is given up."""
    lock(consultation)
    run = running(consultation)
    if run and run.made_at > timezone.now() - GIVEN_UP_AFTER:
        return run, False
    if run:
        _finish(run, failed=_("Letingen stoppet underveis."))
    return GroupingRun.objects.create(consultation=consultation), True


def lock(consultation: Consultation) -> None:
    """Groups of one consultation are changed by one at a time."""
    Consultation.objects.select_for_update(of=("self",), no_key=True).get(pk=consultation.pk)


def carry_out(run_id: UUID) -> int:
    """How many groups were found. A run that is finished is not done again."""
    run = GroupingRun.objects.select_related("consultation").filter(pk=run_id, finished_at=None).first()
    if run is None:
        return 0
    try:
        texts = _texts(run.consultation)
        groups = groups_of(texts.items(), progress=_Telling(run))
        return _keep(run, texts, groups)
    except Stopped:
        return 0
    except Exception:
        _finish(run, failed=_("Noe gikk galt hos oss. Prøv igjen."))
        raise


class _Telling:
    """Writes how far the run has come, now and then: the page asks."""

    def __init__(self, run: GroupingRun) -> None:
        self.run, self.told_at = run, float("-inf")

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self.told_at < _TOLD_EVERY_SECONDS and done < total:
            return
        self.told_at = time.monotonic()
        if not GroupingRun.objects.filter(pk=self.run.pk, finished_at=None).update(done=done, total=total):
            raise Stopped


def _texts(consultation: Consultation) -> Texts:
    """What is said in each point, also of decided groups: new ones may belong there. What is erased says nothing."""
    points = Point.objects.kept().filter(statement__consultation=consultation).exclude(quote="")
    return {str(id): quote[:LONGEST_COMPARED] for id, quote in points.values_list("id", "quote")}


@transaction.atomic
def _keep(run: GroupingRun, texts: Texts, groups: Sequence[AlikeGroup]) -> int:
    lock(run.consultation)
    if not GroupingRun.objects.select_for_update().filter(pk=run.pk, finished_at=None).exists():
        raise Stopped
    proposals = _still_to_propose(run.consultation, groups)
    proposed = Group.objects.filter(consultation=run.consultation, state=GroupState.PROPOSED)
    standing = _members_of(proposed)
    into = dict(proposed.values_list("pk", "into"))
    known = {(into[group], frozenset(members)): group for group, members in standing.items()}
    kept = {known[one.key]: one for one in proposals if one.key in known}
    proposed.exclude(pk__in=kept).delete()
    _propose(run.consultation, texts, [one for one in proposals if one.key not in known])
    _note_likeness(standing, kept)
    _finish(run, found=len(proposals))
    return len(proposals)


@dataclass(frozen=True)
class Proposal:
    """`points`: how alike each is to the first. `into` is the decided group they may belong in, None for a new one."""

    points: dict[UUID, float]
    into: UUID | None = None

    @property
    def key(self) -> tuple[UUID | None, frozenset[UUID]]:
        return self.into, frozenset(self.points)


def _still_to_propose(consultation: Consultation, groups: Iterable[AlikeGroup]) -> list[Proposal]:
    """Less what somebody has decided while we looked, and what has been refused, alone or within more."""
    decided = _decided(consultation)
    sizes = Counter(decided.values())
    there = set(Point.objects.kept().filter(statement__consultation=consultation).values_list("id", flat=True))
    refused = _Refused.of(consultation)
    found = []
    for group in groups:
        members = {id: member.likeness for member in group.members if (id := UUID(member.id)) in there}
        free = {id: likeness for id, likeness in members.items() if id not in decided}
        home = _home(Counter(decided[id] for id in members if id in decided), sizes, len(free))
        belong = {id: alike for id, alike in free.items() if home and id not in refused.into[home]}
        rest = {id: alike for id, alike in free.items() if id not in belong}
        if belong:
            found.append(Proposal(belong, home))
        if len(rest) > 1 and not refused.has_all(rest.keys()):
            found.append(Proposal(rest))
    return found


def _decided(consultation: Consultation) -> dict[UUID, UUID]:
    members = GroupMember.objects.filter(group__consultation=consultation, group__state=GroupState.DECIDED)
    return dict(members.values_list("point_id", "group_id"))


def _home(near: Mapping[UUID, int], sizes: Mapping[UUID, int], free: int) -> UUID | None:
    """The decided group that points are most like. One stray member that is like many new points is no reason."""
    if not near:
        return None
    home = max(near, key=lambda group: (near[group], group.int))
    return home if near[home] * 2 >= sizes[home] or near[home] >= free else None


@dataclass(frozen=True)
class _Refused:
    """`together`: for each point the sets it was refused in. `into`: for each group the points that do not belong."""

    together: Mapping[UUID, Sequence[AbstractSet[UUID]]]
    into: Mapping[UUID, AbstractSet[UUID]]

    @classmethod
    def of(cls, consultation: Consultation) -> "_Refused":
        groups = Group.objects.filter(consultation=consultation, state=GroupState.REFUSED)
        together: dict[UUID, list[set[UUID]]] = defaultdict(list)
        into: dict[UUID, set[UUID]] = defaultdict(set)
        home = dict(groups.values_list("pk", "into"))
        for group, members in _members_of(groups).items():
            if (target := home[group]) is not None:
                into[target].update(members)
                continue
            for point in members:
                together[point].append(set(members))
        return cls(together, into)

    def has_all(self, points: AbstractSet[UUID]) -> bool:
        return any(points <= one for one in self.together[next(iter(points))])


def _members_of(groups: QuerySet[Group]) -> dict[UUID, dict[UUID, GroupMember]]:
    found: dict[UUID, dict[UUID, GroupMember]] = defaultdict(dict)
    for member in GroupMember.objects.filter(group__in=groups):
        found[member.group_id][member.point_id] = member
    return found


def _propose(consultation: Consultation, texts: Texts, proposals: Sequence[Proposal]) -> None:
    made = [Group(consultation=consultation, name=_name(texts, one), into_id=one.into) for one in proposals]
    insert_rows(made)
    insert_rows(
        [
            GroupMember(group=group, point_id=point, likeness=likeness)
            for group, proposal in zip(made, proposals, strict=True)
            for point, likeness in proposal.points.items()
        ]
    )


def _name(texts: Texts, proposal: Proposal) -> str:
    """Words that many of them have: what one private person has said is in no name."""
    return capfirst(", ".join(common_words([texts[str(id)] for id in list(proposal.points)[:_NAMED_BY]])))[:200]


def _note_likeness(standing: dict[UUID, dict[UUID, GroupMember]], kept: dict[UUID, Proposal]) -> None:
    changed = []
    for group, proposal in kept.items():
        for point, likeness in proposal.points.items():
            member = standing[group][point]
            if member.likeness != likeness:
                member.likeness = likeness
                changed.append(member)
    update_rows(changed, ["likeness"])


def _finish(run: GroupingRun, *, found: int = 0, failed: str = "") -> None:
    GroupingRun.objects.filter(pk=run.pk, finished_at=None).update(
        finished_at=timezone.now(), found=found, failed=failed
    )
