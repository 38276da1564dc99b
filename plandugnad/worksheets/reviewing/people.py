"""Who may be asked to look at a case, and why just she: by what the product knows of her, said in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.core.models import AuditEvent
from plandugnad.core.norwegian import search_key
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Grant, Member, Membership, Organisation
from plandugnad.worksheets.models import Panellist, Review, Skill
from plandugnad.worksheets.reviewing.fairness import Candidate, in_fair_order

COUNTED = timedelta(days=365)
_MOST_EVENTS = 5_000
_SHORTEST_WORD = 4


@dataclass(frozen=True)
class Sitting:
    """Where somebody would sit from."""

    person_id: UUID
    name: str
    role: str
    organisation: Organisation
    guides: bool


def who_may_sit(collaboration: Collaboration, owner_id: UUID) -> Mapping[UUID, Sitting]:
    """People who work for another member, or for one that assists. Nobody with a part in the owner's own work."""
    members = dict(Member.rows.taking_part().filter(collaboration=collaboration).values_list("organisation_id", "kind"))
    rows = Membership.objects.filter(organisation_id__in=members, ended_at=None, person__is_active=True)
    found: dict[UUID, Sitting] = {}
    own: set[UUID] = set()
    for row in rows.select_related("person", "role", "organisation").order_by("made_at", "id"):
        assert row.organisation is not None
        if row.organisation_id == owner_id:
            own.add(row.person_id)
        helps = members[row.organisation_id] == "helper"
        # Who works in a member reads her fellows' adopted plans; an elected representative does not work there.
        if set(row.role.grants) - {Grant.READ_SHARED} if helps else Grant.READ_FELLOWS in row.role.grants:
            sits = Sitting(row.person_id, str(row.person), str(row.role), row.organisation, helps)
            found.setdefault(row.person_id, sits)
    return {id: one for id, one in found.items() if id not in own}


def suggested(actor: Actor, review: Review, case: str) -> list[Candidate]:
    """In a fair order, without those who have been asked. `case` is what the request says. Seven questions at most."""
    collaboration = review.sheet.collaboration
    assert collaboration is not None
    asked = set(review.panel.values_list("person_id", flat=True))
    people = {id: one for id, one in who_may_sit(collaboration, review.owner_id).items() if id not in asked}
    if not people:
        return []
    counts, given = _asked_lately(people, collaboration), _given(people, collaboration)
    skills, types = _skills(people), _types_worked_on(actor, people, collaboration)
    wanted = review.plan.plan_type if review.plan and review.plan.deleted_at is None else ""
    found = []
    for id, one in people.items():
        known = [word for word in skills.get(id, ()) if _is_about(word, case)]
        worked_on = types.get(id, frozenset())
        times, last = counts.get(id, (0, None))
        reasons = [one.role, *_knows(skills.get(id, ()), worked_on, wanted), *_has_given(given.get(id, 0))]
        found.append(
            Candidate(
                person_id=id,
                name=one.name,
                home=one.organisation.body_name,
                organisation_id=one.organisation.id,
                guides=one.guides,
                fits=bool(known) or bool(wanted and wanted in worked_on),
                asked=times,
                last_asked=last,
                reasons=(*reasons, _lately(times)),
            )
        )
    return in_fair_order(found, review.id)


def _asked_lately(people: Collection[UUID], collaboration: Collaboration) -> Mapping[UUID, tuple[int, datetime]]:
    rows = Panellist.objects.filter(
        person_id__in=people, review__sheet__collaboration=collaboration, asked_at__gte=timezone.now() - COUNTED
    )
    counted = rows.order_by().values_list("person_id").annotate(Count("id"), Max("asked_at"))
    return {id: (times, last) for id, times, last in counted}


def _given(people: Collection[UUID], collaboration: Collaboration) -> Mapping[UUID, int]:
    rows = Panellist.objects.filter(
        person_id__in=people, review__sheet__collaboration=collaboration, delivered_at__isnull=False
    )
    return dict(rows.order_by().values_list("person_id").annotate(Count("id")))


def _skills(people: Collection[UUID]) -> Mapping[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for id, word in Skill.objects.filter(person_id__in=people).values_list("person_id", "word"):
        found.setdefault(id, []).append(word)
    return found


def _types_worked_on(
    actor: Actor, people: Collection[UUID], collaboration: Collaboration
) -> Mapping[UUID, frozenset[str]]:
    """Of plans that the one who asks may see herself."""
    members = Member.objects.filter(collaboration=collaboration).values_list("organisation_id", flat=True)
    about = Q(organisation_id__in=list(members), by_id__in=list(people), subject_type=Plan._meta.label_lower)
    worked = list(
        AuditEvent.objects.filter(about).order_by().values_list("by_id", "subject_id").distinct()[:_MOST_EVENTS]
    )
    seen = Plan.objects.visible_to(actor).filter(pk__in={plan for _by, plan in worked}).exclude(plan_type="")
    types = dict(seen.values_list("pk", "plan_type"))
    found: dict[UUID, set[str]] = {}
    for by, plan in worked:
        if by is not None and plan in types:
            found.setdefault(by, set()).add(types[plan])
    return {id: frozenset(one) for id, one in found.items()}


def _is_about(word: str, case: str) -> bool:
    key = search_key(word)
    return len(key) >= _SHORTEST_WORD and key in search_key(case)


def _knows(skills: Collection[str], worked_on: frozenset[str], wanted: str) -> list[str]:
    said = [_("kan %(words)s") % {"words": ", ".join(skills)}] if skills else []
    if wanted and wanted in worked_on:
        said.append(_("har arbeidet med %(kind)s") % {"kind": PlanType(wanted).label})
    elif worked_on:
        kinds = sorted(str(PlanType(one).label) for one in worked_on if one in PlanType.values)[:2]
        said.append(_("har arbeidet med %(kind)s") % {"kind": ", ".join(kinds)})
    return said


def _has_given(times: int) -> list[str]:
    if not times:
        return []
    return [ngettext("har gitt %(times)s vurdering", "har gitt %(times)s vurderinger", times) % {"times": times}]


def _lately(times: int) -> str:
    if not times:
        return _("ikke spurt det siste året")
    return ngettext("spurt %(times)s gang det siste året", "spurt %(times)s ganger det siste året", times) % {
        "times": times
    }
