"""How the planning strategies of many municipalities go, side by side, in as many queries for forty as for two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from plandugnad.plans.kinds import IN_FORCE
from plandugnad.processes.demands.duties import constitutions, strategy_deadline
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation
from plandugnad.strategies.living.content import Content
from plandugnad.strategies.living.freezing import content_of, newest_of
from plandugnad.strategies.living.kinds import SnapshotKind
from plandugnad.strategies.living.models import Snapshot
from plandugnad.strategies.living.reading import read_contents
from plandugnad.strategies.living.standing import Group
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.terms import Term


@dataclass(frozen=True)
class MunicipalityRow:
    """`strategy` is None where there is none this reader may see. `content` is as it is today where she reads
    everything there, else what was last frozen (`frozen_on`); None where nothing may be said of how it goes."""

    municipality: Organisation
    strategy: Strategy | None
    content: Content | None
    frozen_on: date | None
    last_day: date
    is_overdue: bool

    @property
    def promised(self) -> int:
        return len(self.content.followed) if self.content else 0

    @property
    def has_standing(self) -> bool:
        return self.content is not None and any(line.track for line in self.content.lines)

    @property
    def done(self) -> int:
        return self.content.done if self.content else 0

    @property
    def late(self) -> int:
        return self.content.groups[Group.LATE] if self.content else 0

    @property
    def gone(self) -> int:
        return self.content.groups[Group.GONE] if self.content else 0

    @property
    def outside(self) -> int:
        return len(self.content.outside) if self.content else 0

    @property
    def heard_on(self) -> date | None:
        return self.content.heard_on if self.content else None


def read_region(actor: Actor, municipalities: Sequence[Organisation], term: Term, today: date) -> list[MunicipalityRow]:
    seen = Strategy.objects.visible_to(actor).select_related("plan")
    rows = seen.filter(organisation__in=[one.pk for one in municipalities], first_year=term.first_year)
    strategies = {one.organisation_id: one for one in rows}
    adopted = [one for one in strategies.values() if one.plan.status in IN_FORCE]
    now = [one for one in adopted if one.organisation_id in actor.reads]
    contents = read_contents(now, today) if now else {}
    others = [one.pk for one in adopted if one.pk not in contents]
    frozen = newest_of(others) if others else {}
    return [_row(one, strategies.get(one.pk), contents, frozen, term, today) for one in municipalities]


def _row(
    municipality: Organisation,
    strategy: Strategy | None,
    contents: dict[UUID, Content],
    frozen: dict[UUID, Snapshot],
    term: Term,
    today: date,
) -> MunicipalityRow:
    snapshot = frozen.get(strategy.pk) if strategy else None
    content = contents.get(strategy.pk) if strategy else None
    if content is None and snapshot is not None:
        content = content_of(snapshot)
    last = last_lawful_day(term)
    is_adopted = strategy is not None and strategy.plan.status in IN_FORCE
    frozen_on = snapshot.on if snapshot and snapshot.kind != SnapshotKind.ADOPTED else None
    return MunicipalityRow(municipality, strategy, content, frozen_on, last, not is_adopted and today > last)


@cache
def last_lawful_day(term: Term) -> date:
    """Within a year of the constitution (pbl. § 10-1), counted from the last day that may be (koml. § 7-1): which day
    it was, is not known here."""
    constituted = constitutions(date(term.first_year, 12, 31), date(term.first_year, 12, 31))[0]
    end = strategy_deadline(constituted, constituted).working_day_end
    assert end
    return end
