"""Who may do what with the red thread. One answer, used by pages and files.

As for planning strategies: those who read everything in the municipality see all of it, those who read what is adopted
see the goals of an adopted community part with what stands in adopted plans. Those who write plans, write it.
"""

from dataclasses import dataclass

from plandugnad.redthread.models import JointSection, SectionDecision, SectionOwner
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation


@dataclass(frozen=True)
class ThreadAbilities:
    """`can_see` means there may be something; a reader of what is adopted sees no page where nothing is."""

    can_see: bool
    can_see_all: bool
    can_write: bool


def thread_abilities(actor: Actor, organisation: Organisation) -> ThreadAbilities:
    id, is_place = organisation.id, organisation.is_municipality
    can_see_all = is_place and id in actor.reads
    return ThreadAbilities(
        can_see=can_see_all or (is_place and id in actor.reads_adopted),
        can_see_all=can_see_all,
        can_write=is_place and id in actor.writes,
    )


@dataclass(frozen=True)
class SectionAbilities:
    """`writes_for` are the owners she writes plans in; `answers_for` those that are asked and have not said yes."""

    can_see: bool
    can_see_all: bool
    can_write: bool
    writes_for: frozenset[object]
    answers_for: frozenset[object]


def section_abilities(actor: Actor, section: JointSection) -> SectionAbilities:
    """Whoever reads everything in an owner, or in one that is asked, sees it; others see what a council has decided."""
    is_kept = section.deleted_at is None
    rows = list(SectionOwner.objects.filter(section=section, left_at=None)) if is_kept else []
    owners = {row.organisation_id for row in rows if row.accepted_at}
    asked = {row.organisation_id for row in rows if not row.accepted_at}
    waiting = {row.organisation_id for row in rows if not row.accepted_at and not row.declined_at}
    can_see_all = bool((owners | waiting) & actor.reads) or bool(asked & actor.writes)
    decided = SectionDecision.objects.filter(owner__in=rows, state="decided")
    adopted = owners & actor.reads_adopted
    return SectionAbilities(
        can_see=can_see_all or (bool(adopted) and decided.filter(owner__organisation_id__in=adopted).exists()),
        can_see_all=can_see_all,
        can_write=bool(owners & actor.writes),
        writes_for=frozenset(owners & actor.writes),
        answers_for=frozenset(asked & actor.writes),
    )
