"""Founding a collaboration, and saying what it is: its name, its form, what it covers and what not."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from plandugnad.accounts.models import Person
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.projections.activity import tell
from plandugnad.projections.filling import refresh
from plandugnad.regions import joining, keys, telling
from plandugnad.regions.actions import give_role
from plandugnad.regions.models import Collaboration, Member, MemberKind, Organisation, Role

COORDINATOR = "coordinator"


class NameIsTaken(Exception):
    """Somebody was quicker with the same name."""


@dataclass(frozen=True)
class Description:
    name: str
    covers: str = ""
    leaves_out: str = ""
    form: str = ""


@transaction.atomic
def found_collaboration(
    by: By,
    description: Description,
    invited: Iterable[Organisation],
    *,
    home: Organisation | None = None,
    founder: Person | None = None,
) -> tuple[Collaboration, list[Member]]:
    """With the founder's own in it at once, and the others asked. Whom it is founded by, if anybody, coordinates it."""
    collaboration = _written(Collaboration(is_example=bool(home and home.is_example)), description)
    audit.record(by, "collaboration_made", collaboration, after=asdict(description))
    if home is not None:
        joining.join_at_once(by, collaboration, home)
    if founder is not None:
        give_role(by, founder, collaboration, Role.objects.get(code=COORDINATOR))
    asked = joining.invite_organisations(by, collaboration, invited)
    _told(by, "collaboration_made", collaboration)
    return collaboration, asked


@transaction.atomic
def describe_collaboration(by: By, collaboration: Collaboration, description: Description) -> None:
    there = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    before = {name: getattr(there, name) for name in asdict(description)}
    changed = {name: value for name, value in asdict(description).items() if value != before[name]}
    if not changed:
        return
    _written(there, description)
    audit.record(by, "collaboration_described", there, before={name: before[name] for name in changed}, after=changed)
    _told(by, "collaboration_described", there)


def _written(collaboration: Collaboration, description: Description) -> Collaboration:
    for name, value in asdict(description).items():
        setattr(collaboration, name, value)
    try:
        with transaction.atomic():
            collaboration.save()
    except IntegrityError:
        raise NameIsTaken(description.name) from None
    return collaboration


def _told(by: By, verb: str, collaboration: Collaboration) -> None:
    refresh(telling.CollaborationSource.key, [collaboration.id], by)
    tell(by, verb, [telling.about(collaboration)], [keys.taking_part_in(collaboration.id)])


@transaction.atomic
def ask_and_take_out(by: By, collaboration: Collaboration, name: str, wanted: Iterable[Organisation]) -> list[Member]:
    """The administrator's: the name, and who is asked. Who is not wanted is taken out; nobody is put in unasked."""
    organisations = {organisation.id: organisation for organisation in wanted}
    there = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    describe_collaboration(by, there, Description(name, there.covers, there.leaves_out, there.form))
    rows = Member.rows.filter(collaboration=there, kind=MemberKind.MEMBER, left_at=None, declined_at=None)
    for row in rows.select_related("collaboration", "organisation").exclude(organisation_id__in=organisations):
        if row.accepted_at is None:
            joining.withdraw_organisation(by, row)
        else:
            joining.leave(by, row)
    return joining.invite_organisations(by, there, organisations.values())
