"""What the overviews tell of the register's places, by every name they have or had, and of collaborations."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.engines.tables.when import When
from plandugnad.projections import audience
from plandugnad.projections.entries import About, Keys
from plandugnad.projections.filling import add_source
from plandugnad.projections.models import Entry
from plandugnad.projections.words import add_asks, add_kinds, add_verbs, add_verbs_of_oneself
from plandugnad.regions import keys
from plandugnad.regions.models import (
    Collaboration,
    Grant,
    Mandate,
    Member,
    Membership,
    MemberState,
    Nesting,
    Organisation,
)

ANSWER, MANDATE_MISSING, LEAVES = "answer_invitation", "mandate_missing", "member_leaves"
NO_COORDINATOR, ANSWER_NESTING = "no_coordinator", "answer_nesting"
# One organisation's part in one collaboration, and one council's decision: told of, and nothing to search for.
MEMBER = "regions.member"


class OrganisationSource:
    key = "regions.organisation"

    def ids(self) -> Iterable[UUID]:
        return Organisation.objects.current().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = Organisation.objects.current().filter(id__in=ids).select_related("county")
        for row in rows.prefetch_related("former_numbers"):
            yield _entry(row)


def _entry(row: Organisation) -> Entry:
    # A county takes part as its council, so that is what it is called.
    name = str(row.about.get("administration_name") or row.name)
    address = reverse("portfolio", args=[row.number]) if row.is_municipality else reverse("organisation", args=[row.id])
    county = row.county.name if row.county else ""
    numbers = (row.number, *(former.number for former in row.former_numbers.all()))
    names = (row.name, "kommune", county) if row.is_municipality else (row.name,)
    found_by = Keys.of(name, *names, *row.other_names, *numbers)
    told = About(OrganisationSource.key, row.id, row.id, name, address)
    return told.found([audience.OPEN], found_by, kind=row.kind, number=row.number, place=county)


class CollaborationSource:
    """Also what its members are asked, lack and have said: written anew together, they are few."""

    key = "regions.collaboration"

    def ids(self) -> Iterable[UUID]:
        return Collaboration.objects.values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        coordinates = Membership.objects.filter(
            collaboration_id=OuterRef("pk"),
            ended_at=None,
            person__is_active=True,
            role__grants__contains=[Grant.READ_MEMBERS],
        )
        rows: Any = Collaboration.objects.filter(id__in=ids).annotate(is_coordinated=Exists(coordinates))
        for collaboration in rows:
            yield about(collaboration).found([keys.taking_part_in(collaboration.id)], kind="collaboration")
            if not collaboration.is_coordinated:
                id, page = collaboration.id, reverse("people", args=[collaboration.id])
                lacks = About(CollaborationSource.key, id, id, collaboration.name, page)
                yield lacks.needs([keys.ADMINISTRATORS], NO_COORDINATOR)
        mandates = Mandate.objects.filter(
            collaboration_id=OuterRef("collaboration_id"), organisation_id=OuterRef("organisation_id"), removed_at=None
        )
        members: Any = Member.rows.filter(collaboration_id__in=ids).select_related("collaboration", "organisation")
        for member in members.annotate(has_mandate=Exists(mandates)):
            yield from _of_member(member, has_mandate=member.has_mandate)
        yield from _of_nestings(ids)


def _of_nestings(ids: Collection[UUID]) -> Iterator[Entry]:
    """A question to those who coordinate another: whether one is to be part of the other."""
    asked = Q(is_asked_by_inner=True, outer_id__in=ids) | Q(is_asked_by_inner=False, inner_id__in=ids)
    for row in Nesting.objects.asked().filter(asked).select_related("inner", "outer"):
        id, address = row.asked.id, reverse("nesting", args=[row.asked.id])
        waits = About(CollaborationSource.key, id, id, row.asker.name, address)
        yield waits.needs([keys.coordinators_of(id)], ANSWER_NESTING)


def about(collaboration: Collaboration, page: str = "collaboration") -> About:
    address = reverse(page, args=[collaboration.id])
    return About(CollaborationSource.key, collaboration.id, collaboration.id, collaboration.name, address)


def about_member(member: Member) -> About:
    """One organisation's part in one collaboration is a thing of its own, so that two that join are two lines."""
    id, place = uuid5(member.collaboration_id, str(member.organisation_id)), member.collaboration_id
    address = reverse("collaboration_members", args=[place])
    return About(MEMBER, id, place, member.organisation.body_name, address)


def about_coordinator(collaboration: Collaboration, id: UUID, name: str) -> About:
    return About(MEMBER, id, collaboration.id, name, reverse("collaboration_members", args=[collaboration.id]))


def about_mandate(mandate: Mandate) -> About:
    place = mandate.collaboration_id
    return About(MEMBER, mandate.id, place, mandate.organisation.name, reverse("mandates", args=[place]))


def _of_member(member: Member, *, has_mandate: bool) -> Iterator[Entry]:
    id, organisation = member.collaboration_id, member.organisation
    match member.state(timezone.localdate()):
        case MemberState.INVITED:
            answers = audience.writers_of if organisation.is_municipality else audience.inside
            address = reverse("collaboration_answer", args=[id, organisation.id])
            asked = About(CollaborationSource.key, id, organisation.id, member.collaboration.name, address)
            yield asked.needs([answers(organisation.id)], ANSWER)
        case MemberState.TAKES_PART if not has_mandate and not member.is_helper:
            address = f"{reverse('mandates', args=[id])}#m{organisation.id}"
            lacks = About(CollaborationSource.key, id, id, organisation.name, address)
            yield lacks.needs([keys.coordinators_of(id)], MANDATE_MISSING)
        case MemberState.LEAVING if member.ends_on is not None:
            goes = About(
                CollaborationSource.key, id, id, organisation.name, reverse("collaboration_members", args=[id])
            )
            yield goes.on([keys.taking_part_in(id)], LEAVES, When.on(member.ends_on))


add_verbs(
    CollaborationSource.key,
    {
        "collaboration_made": _("%(who)s opprettet samarbeidet «%(what)s»"),
        "collaboration_described": _("%(who)s endret hva «%(what)s» er og omfatter"),
        "nesting_begun": _("%(who)s sa ja: «%(what)s» og et annet samarbeid hører sammen"),
        "nesting_ended": _("%(who)s avsluttet at «%(what)s» og et annet samarbeid hører sammen"),
        "point_settled": _("%(who)s avklarte noe i avtalen for «%(what)s»"),
        "point_changed": _("%(who)s endret noe i avtalen for «%(what)s»"),
    },
)
add_verbs(
    MEMBER,
    {
        "member_invited": _("%(who)s inviterte %(what)s"),
        "member_joined": _("%(who)s sa ja: %(what)s er med"),
        "member_declined": _("%(who)s takket nei for %(what)s"),
        "member_uninvited": _("%(who)s trakk tilbake invitasjonen til %(what)s"),
        "member_gave_notice": _("%(who)s sa opp for %(what)s"),
        "member_withdrew_notice": _("%(who)s trakk tilbake oppsigelsen: %(what)s blir med videre"),
        "member_left": _("%(what)s er ikke lenger med (%(who)s)"),
        "coordinator_named": _("%(what)s koordinerer nå (%(who)s)"),
        "coordinator_ended": _("%(what)s koordinerer ikke lenger (%(who)s)"),
        "mandate_added": _("%(who)s la inn mandatet fra %(what)s"),
        "mandate_removed": _("%(who)s tok bort mandatet fra %(what)s"),
        "mandate_returned": _("%(who)s hentet tilbake mandatet fra %(what)s"),
    },
    is_found=False,
)
add_verbs_of_oneself(
    MEMBER,
    {"coordinator_named": _("%(who)s koordinerer nå"), "coordinator_ended": _("%(who)s koordinerer ikke lenger")},
)
add_asks({ANSWER: _("Svar på invitasjonen til «%(what)s»"), MANDATE_MISSING: _("Be om mandatet fra %(what)s")})
add_asks({ANSWER_NESTING: _("Svar på spørsmålet fra «%(what)s»")})
add_kinds(
    {
        ANSWER: _("svar på invitasjonen"),
        MANDATE_MISSING: _("mandat mangler"),
        LEAVES: _("siste dag som medlem"),
        NO_COORDINATOR: _("mangler koordinator"),
        ANSWER_NESTING: _("svar på om dere hører sammen"),
    }
)
add_source(OrganisationSource())
add_source(CollaborationSource())
