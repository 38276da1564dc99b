"""What the page of a joint section reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.processes.words import written_date
from plandugnad.redthread.access import SectionAbilities
from plandugnad.redthread.jointly.models import JointSection, SectionDecision, SectionEdition, SectionOwner
from plandugnad.redthread.kinds import CouncilState
from plandugnad.redthread.models import CommunityGoal
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Member, Organisation


@dataclass(frozen=True)
class Council:
    """Where one council stands. `is_behind`: it has decided an edition that has been changed since."""

    owner: SectionOwner
    words: str
    decision: SectionDecision | None
    is_decided: bool
    is_behind: bool
    can_write: bool
    can_answer: bool


@dataclass(frozen=True)
class SectionPage:
    """`edition` is what this reader sees: the newest, or for those outside the newest that is decided."""

    section: JointSection
    edition: SectionEdition
    newest: SectionEdition
    councils: Sequence[Council]
    is_standing: bool  # a council has it before it or has decided it: what is changed now is the next edition

    @property
    def owners(self) -> list[Council]:
        return [one for one in self.councils if one.owner.accepted_at]

    @property
    def decided(self) -> int:
        return sum(one.is_decided and not one.is_behind for one in self.owners)


def find_section(id: UUID) -> JointSection | None:
    return JointSection.objects.filter(pk=id).first()


def read_section(section: JointSection, can: SectionAbilities) -> SectionPage:
    """Three queries."""
    editions = list(SectionEdition.objects.filter(section=section).order_by("number"))
    rows = SectionOwner.objects.filter(section=section, left_at=None).select_related("organisation")
    decisions = list(
        SectionDecision.objects.filter(edition__section=section).select_related("edition").order_by("edition__number")
    )
    newest = editions[-1]
    decided = [one.edition for one in decisions if one.state == CouncilState.DECIDED]
    shown = newest if can.can_see_all or not decided else decided[-1]
    owners = [row for row in rows.order_by("invited_at", "id") if can.can_see_all or row.accepted_at]
    councils = [_council(row, decisions, newest, can) for row in owners]
    is_standing = any(one.edition_id == newest.pk for one in decisions)
    return SectionPage(section, shown, newest, councils, is_standing)


def _council(
    owner: SectionOwner, decisions: Sequence[SectionDecision], newest: SectionEdition, can: SectionAbilities
) -> Council:
    mine = [one for one in decisions if one.owner_id == owner.id]
    if not can.can_see_all:
        mine = [one for one in mine if one.state == CouncilState.DECIDED]
    last = mine[-1] if mine else None
    is_decided = last is not None and last.state == CouncilState.DECIDED
    return Council(
        owner=owner,
        words=_words(owner, last),
        decision=last,
        is_decided=is_decided,
        is_behind=last is not None and last.edition_id != newest.pk and can.can_see_all,
        can_write=owner.organisation_id in can.writes_for,
        can_answer=owner.organisation_id in can.answers_for,
    )


def _words(owner: SectionOwner, last: SectionDecision | None) -> str:
    if owner.accepted_at is None:
        return _("Takket nei.") if owner.declined_at else _("Er spurt, og har ikke svart.")
    if last is None:
        return _("Ikke lagt fram for kommunestyret ennå.")
    about = {"number": last.edition.number}
    if last.state == CouncilState.PROPOSED:
        return _("Utgave %(number)s er lagt fram for kommunestyret.") % about
    day = written_date(last.decided_on)
    more = ", ".join(word for word in (last.body, last.case_reference) if word)
    said = _("Vedtok utgave %(number)s den %(day)s.") % (about | {"day": day})
    return f"{said} {capfirst(more)}".strip()


def sections_of(actor: Actor, organisation: Organisation) -> list[tuple[UUID, str, bool]]:
    """Id, title and whether an answer waits here. Those outside reach a section by its goals."""
    if organisation.id not in actor.reads:
        return []
    rows = SectionOwner.objects.filter(organisation=organisation, left_at=None, declined_at=None)
    waits = {row.section_id: row.accepted_at is None for row in rows.filter(section__deleted_at=None)}
    titles = dict(
        SectionEdition.objects.filter(section_id__in=waits).order_by("number").values_list("section_id", "title")
    )
    return [(id, title, waits[id]) for id, title in titles.items()]


def owned_sections(organisation: Organisation) -> list[tuple[UUID, str]]:
    rows = SectionOwner.objects.standing().filter(organisation=organisation).values("section_id")
    titles = SectionEdition.objects.filter(section_id__in=rows).order_by("number")
    return list(dict(titles.values_list("section_id", "title")).items())


def goals_of(section: JointSection) -> list[CommunityGoal]:
    return list(CommunityGoal.objects.kept().filter(section=section).in_order())


def neighbours(organisation: Organisation) -> list[Organisation]:
    """The municipalities it works with in a collaboration: those it may ask."""
    own = Member.objects.filter(organisation=organisation).values("collaboration_id")
    ids = Member.objects.filter(collaboration_id__in=own).values("organisation_id")
    return list(Organisation.objects.municipalities().filter(id__in=ids).exclude(pk=organisation.pk).order_by("name"))
