"""Whom a notice ought to reach, proposed from the register of bodies, each with the reason why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from plandugnad.engines.statute import Certainty
from plandugnad.engines.statute.texts import Text
from plandugnad.processes.models import Process
from plandugnad.processes.notice.demanded import read_data
from plandugnad.processes.notice.from_map import with_map
from plandugnad.processes.notice.models import RegionalRecipient
from plandugnad.processes.notice.owning import Around, around_of, owners_of
from plandugnad.processes.notice.proposal import Proposal
from plandugnad.processes.notice.regional.queries import lists_for
from plandugnad.processes.words import law_language
from plandugnad.regions.models import Member, Organisation, OrganisationKind, OrganisationQuerySet

# What kind of planning each course is, as the table of addressees sorts them.
FAMILIES = {
    "KPS-STRAT": "strategy", "KPS": "master", "KDP": "master", "KPA": "land_use", "KDP-AREAL": "land_use",
    "REG": "zoning", "REG-OMRAADE": "zoning", "REG-ENDRING": "change", "REG-PLAN": "regional", "REG-STRAT": "regional",
}  # fmt: skip
FROM_REGION = "region:"
_MOST = 400
# Who was chosen before the outlines were read in is the same afterwards.
_SAME_AS = {"bordering": "fellows"}


@dataclass(frozen=True)
class Addressee:
    """A row of the table. `why` helps whoever chooses, and may say how; `listed` says of one who is
    chosen why, where that is another thing. `away`: instead of `why` where it is known who the neighbours are."""

    key: str
    comes_from: str
    is_asked: bool
    named: Text | None
    why: Text | None
    listed: Text | None
    away: Text | None
    may_object: str
    certainty: Certainty
    always: tuple[str, ...]
    sometimes: tuple[str, ...]
    steps: tuple[str, ...]
    is_private: bool
    is_internal: bool
    instead: Mapping[str, "Addressee"]

    def where(self, family: str, code: str) -> "Addressee":
        """The law is not the same for all: its own words in a step, else in a family."""
        return self.instead.get(code) or self.instead.get(family) or self

    def level(self, family: str, code: str) -> str:
        if code in self.steps or family in self.always:
            return "always"
        return "sometimes" if family in self.sometimes else ""


@dataclass(frozen=True)
class Group:
    """People the municipality writes in itself. `why` helps whoever writes them in; `reason` is of each of them."""

    key: str
    label: str
    why: str
    is_always: bool
    certainty: Certainty
    is_private: bool
    reason: str


@cache
def addressees() -> Mapping[str, Addressee]:
    return {said["key"]: _read(said) for said in read_data("addressees")}


def _read(said: Mapping[str, Any]) -> Addressee:
    without = {name: value for name, value in said.items() if name != "instead"}
    return Addressee(
        key=said["key"],
        comes_from=said.get("from", ""),
        is_asked=said.get("asked", False),
        named=Text.read(said["named"]) if "named" in said else None,
        why=Text.read(said["why"]) if "why" in said else None,
        listed=Text.read(said["listed"]) if "listed" in said else None,
        away=Text.read(said["away"]) if "away" in said else None,
        may_object=said.get("may_object", ""),
        certainty=Certainty(said.get("certainty", "D")),
        always=tuple(said.get("always", ())),
        sometimes=tuple(said.get("sometimes", ())),
        steps=tuple(said.get("steps", ())),
        is_private=said.get("private", False),
        is_internal=said.get("internal", False),
        instead={where: _read(without | other) for where, other in said.get("instead", {}).items()},
    )


def proposals(process: Process, code: str) -> list[Proposal]:
    """Those who always ought to have it first, then those it may concern."""
    family, place, owners = FAMILIES.get(process.chain, ""), process.plan.organisation, owners_of(process)
    around = around_of(owners)
    found = [
        proposal
        for one in (row.where(family, code) for row in addressees().values())
        if not one.is_asked and (level := one.level(family, code))
        for proposal in _of(one, owners, around, is_always=level == "always")
    ]
    extra, left_out = lists_for(place)
    found = [_left_out(one, left_out[one.key]) if one.key in left_out else one for one in found]
    found += [_from_region(row) for row in extra]
    found = with_map(found, [owner.pk for owner in owners], code)
    return sorted(found, key=lambda one: (not one.is_always, one.key in left_out))


def _from_region(row: RegionalRecipient) -> Proposal:
    why = _("fra %(place)s. %(why)s") % {"place": row.collaboration.name, "why": row.why}
    key, certainty = f"{FROM_REGION}{row.pk}", Certainty.DEFAULT
    return Proposal(
        key, row.name, row.name, why, "", certainty, row.is_always, address=row.address, is_private=row.is_private
    )


def _left_out(one: Proposal, row: RegionalRecipient) -> Proposal:
    """Still there to be ticked: the municipality knows its own case best."""
    why = _("%(place)s lar dem stå utenfor. %(why)s") % {"place": row.collaboration.name, "why": row.why}
    return replace(one, why=why, is_always=False)


def bodies_to_leave_out() -> list[tuple[str, str]]:
    """What a region may take out of its members' proposals: those who may be concerned, never who always is."""
    found = []
    for one in addressees().values():
        if one.comes_from == "sector_bodies":
            rows = Organisation.objects.filter(kind=OrganisationKind.SECTOR_BODY).current().in_norwegian_order()
            found += [(f"{one.key}:{body.pk}", str(body.body_name)) for body in rows[:_MOST]]
    return found


def groups(process: Process, code: str) -> list[Group]:
    family, language = FAMILIES.get(process.chain, ""), law_language()
    return [
        Group(
            one.key,
            one.named.said(language),
            one.why.said(language),
            level == "always",
            one.certainty,
            one.is_private,
            one.listed.said(language) if one.listed else "",
        )
        for one in (row.where(family, code) for row in addressees().values())
        if one.is_asked and one.named and one.why and (level := one.level(family, code))
    ]


def _of(one: Addressee, owners: list[Organisation], around: Around | None, *, is_always: bool) -> Iterator[Proposal]:
    language, place = law_language(), owners[0]
    said = one.away if around and one.away else one.why
    why = said.said(language) if said else ""
    if around:
        why = why.format(**around.told)
    listed = one.listed.said(language) if one.listed and said is one.why else ""
    if one.named is not None:
        name, label = one.named.said(place.language), one.named.said(language)
        own = Proposal(one.key, name, label, why, one.may_object, one.certainty, is_always)
        yield replace(own, listed=listed, is_internal=one.is_internal)
    for body in _bodies(one.comes_from, owners, around):
        name = in_full(body, place.language)
        yield Proposal(
            key=f"{_SAME_AS.get(one.key, one.key)}:{body.pk}",
            name=name,
            label=name,
            why=why or body.relevant_when,
            may_object=one.may_object or str(body.about.get("may_object", "")),
            certainty=one.certainty,
            is_always=is_always,
            listed=listed,
            organisation_number=body.organisation_number,
        )


def in_full(body: Organisation, language: str) -> str:
    """As on an envelope, in the written standard of whoever writes: 'Lyngmo kommune', 'Noregs vassdrags- og …'."""
    name = str(body.about.get(f"name_{language}") or body.body_name)
    return f"{name} kommune" if body.is_municipality and not name.lower().endswith("kommune") else name


def _bodies(comes_from: str, owners: list[Organisation], around: Around | None) -> Iterable[Organisation]:
    if comes_from == "state_administrator":
        return _each_once(_state_administrator(place) for place in owners)
    if comes_from == "county":
        return _each_once(place.county for place in owners)
    rows = _rows(comes_from, owners, around)
    return [] if rows is None else rows.current().in_norwegian_order()[:_MOST]


def _each_once(found: Iterable[Organisation | None]) -> list[Organisation]:
    return list({one.pk: one for one in found if one}.values())


def _state_administrator(place: Organisation) -> Organisation | None:
    owner = place if place.is_municipality else place.municipalities.exclude(state_administrator=None).first()
    return owner.state_administrator if owner else None


def _rows(comes_from: str, owners: list[Organisation], around: Around | None) -> OrganisationQuerySet | None:
    place, municipalities = owners[0], Organisation.objects.municipalities()
    if comes_from == "bordering":
        return municipalities.filter(number__in=around.numbers) if around else None
    if comes_from == "municipalities":
        return municipalities.filter(county=place)
    if comes_from == "fellows":
        ours = Member.objects.filter(organisation=place).values("collaboration")
        theirs = Member.objects.filter(collaboration__in=ours).values("organisation")
        found = municipalities.filter(pk__in=theirs).exclude(pk__in=[owner.pk for owner in owners])
        return found.exclude(number__in=around.numbers) if around else found
    if comes_from == "ministry":
        return Organisation.objects.filter(kind=OrganisationKind.NATIONAL_BODY, about__key="kdd")
    if comes_from == "sector_bodies":
        return Organisation.objects.filter(kind=OrganisationKind.SECTOR_BODY)
    return None
