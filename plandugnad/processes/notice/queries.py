"""The announcement of one step as its page shows it: what is demanded, what is written, and what is proved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.archive.models import File, Room
from plandugnad.engines.statute import Certainty, Kind
from plandugnad.engines.statute.provisions import cited
from plandugnad.engines.statute.texts import said_day
from plandugnad.processes.models import Process
from plandugnad.processes.notice.addressees import Group, groups, proposals
from plandugnad.processes.notice.demanded import Demand, Demanded, Form, demanded
from plandugnad.processes.notice.models import Announcement, Channel, Proof, Recipient
from plandugnad.processes.notice.proposal import Proposal
from plandugnad.processes.notice.retention.days import private_until_of
from plandugnad.processes.notice.wording import has_answers, needs, says, written
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.processes.queries.rows import StepRow
from plandugnad.processes.words import law_language
from plandugnad.regions.actor import Actor


@dataclass(frozen=True)
class ChannelRow:
    """`fault` in words when the step has begun and this channel was not used in time."""

    demand: Demand
    proofs: tuple[Proof, ...]
    fault: str

    @property
    def is_missing(self) -> bool:
        return self.demand.is_must and not self.proofs


@dataclass(frozen=True)
class Item:
    code: str
    letter: str
    says: str
    is_ticked: bool
    citation: str
    source: str
    certainty: Certainty
    fact: str
    unsaid: tuple[Channel, ...]

    @property
    def is_nowhere(self) -> bool:
        return len(self.unsaid) == len(Channel)

    @property
    def is_said(self) -> bool:
        return bool(self.fact) and not self.unsaid


@dataclass(frozen=True)
class FormRow:
    form: Form
    items: tuple[Item, ...]

    @property
    def missing(self) -> list[Item]:
        return [item for item in self.items if not item.is_ticked]


@dataclass(frozen=True)
class NoticePage:
    what: Demanded
    row: StepRow
    kept: Announcement
    channels: tuple[ChannelRow, ...]
    forms: tuple[FormRow, ...]
    proofs: tuple[Proof, ...]
    recipients: tuple[Recipient, ...]
    erased: tuple[Recipient, ...]
    proposals: tuple[Proposal, ...]
    groups: tuple[Group, ...]
    missing_facts: tuple[str, ...]
    private_until: date | None

    @property
    def offered(self) -> list[Proposal]:
        """Not those who have asked to be erased."""
        gone = {one.key for one in self.erased if not one.is_own}
        return [one for one in self.proposals if one.key not in gone]

    @property
    def private(self) -> list[Recipient]:
        return [one for one in self.recipients if one.is_private]

    @cached_property
    def known(self) -> dict[str, Proposal]:
        return {one.key: one for one in self.proposals}

    def organisation_number(self, one: Recipient) -> str:
        found = None if one.is_own else self.known.get(one.key)
        return found.organisation_number if found else ""

    def reached_without(self, one: Recipient) -> bool:
        """Without an address: a body of the municipality itself, or one that is found by the number of the register."""
        found = None if one.is_own else self.known.get(one.key)
        return bool(found and (found.is_internal or found.organisation_number))

    @property
    def lacks_address(self) -> list[Recipient]:
        return [one for one in self.recipients if not one.address and not self.reached_without(one)]

    @property
    def faults(self) -> list[str]:
        return [row.fault for row in self.channels if row.fault]

    @property
    def not_chosen(self) -> list[str]:
        """Those who usually have it and are not on the list."""
        if not self.kept.has_recipients:
            return []
        keys = self._chosen
        if any(key.startswith("fellows:") for key in keys):
            keys.add("neighbours")
        usual: list[Proposal | Group] = [*self.proposals, *self.groups]
        return [one.label for one in usual if one.is_always and one.key not in keys]

    @property
    def not_chosen_from_map(self) -> list[str]:
        """Those the region's actor map has for this phase, beside those who always have it."""
        if not self.kept.has_recipients:
            return []
        usual = set(self.not_chosen)
        left = [one for one in self.proposals if one.is_on_map and one.key not in self._chosen]
        return [one.label for one in left if one.label not in usual]

    @property
    def _chosen(self) -> set[str]:
        return {recipient.key for recipient in (*self.recipients, *self.erased)}


def find_row(process: Process, code: str, today: date) -> StepRow | None:
    """The step, when something is announced in it or a form of it has demands."""
    if code not in demanded():
        return None
    rows = read_process(process, keep(process, today), today).rows
    return next((row for row in rows if row.code == code), None)


def kept_announcement(process: Process, code: str) -> Announcement:
    """As it stands; one that nobody has written of yet is not saved by being looked at."""
    return Announcement.objects.filter(process=process, code=code).first() or Announcement(process=process, code=code)


def read_notice(process: Process, row: StepRow, today: date) -> NoticePage:
    what, kept = demanded()[row.code], kept_announcement(process, row.code)
    texts = {channel: written(process, what, kept, channel).text for channel in Channel} if what.announces else {}
    saved = not kept._state.adding
    recipients = tuple(kept.recipients.all()) if saved else ()
    proofs = tuple(kept.proofs.filter(deleted_at=None).select_related("file")) if saved else ()
    return NoticePage(
        what=what,
        row=row,
        kept=kept,
        channels=tuple(_channel(what, demand, row, proofs, today) for demand in what.channels),
        forms=tuple(_form(form, process, kept, texts) for form in what.forms),
        proofs=proofs,
        recipients=tuple(one for one in recipients if one.erased_at is None),
        erased=tuple(one for one in recipients if one.erased_at),
        proposals=tuple(proposals(process, row.code)) if what.announces else (),
        groups=tuple(groups(process, row.code)) if what.announces else (),
        missing_facts=tuple(name for name in needs(what, process.choices) if not getattr(kept, name))
        if what.announces
        else (),
        private_until=private_until_of(kept),
    )


def find_proof(process: Process, code: str, id: UUID) -> Proof | None:
    return Proof.objects.filter(pk=id, announcement__process=process, announcement__code=code).first()


def open_files(actor: Actor, proofs: Sequence[Proof]) -> set[UUID]:
    """Those files of proofs that this reader may open; the name of another is not hers to read either."""
    ids = [proof.file_id for proof in proofs if proof.file_id]
    rooms = Room.objects.visible_to(actor.keys)
    return set(File.objects.kept().filter(pk__in=ids, room__in=rooms).values_list("pk", flat=True))


def usual_deadline(row: StepRow) -> date | None:
    """The day that is set for statements, else the first the law allows."""
    closed = [kept.day for place, kept in row.dates.items() if place.mark == "closed" and kept.day]
    counted = [one.working_day_end for one in row.deadlines if one.kind is Kind.MIN and one.working_day_end]
    return max(closed, default=None) or max(counted, default=None)


def listed(page: NoticePage) -> list[tuple[str, str, str, str]]:
    """The recipients as they are taken out: name, address, the number of the organisation, and why."""
    known: list[Proposal | Group] = [*page.proposals, *page.groups]
    reasons = {one.key: one.reason for one in known}
    return [
        (
            one.name,
            one.address or ("" if page.reached_without(one) else _("mangler adresse")),
            page.organisation_number(one),
            reasons.get(one.key, ""),
        )
        for one in page.recipients
    ]


def _form(form: Form, process: Process, kept: Announcement, texts: Mapping[Channel, str]) -> FormRow:
    language, ticked = law_language(), set(kept.checks)
    return FormRow(
        form,
        tuple(
            Item(
                form.code(letter),
                letter,
                item.says.said(language),
                form.code(letter) in ticked,
                cited(item.citation).said(language),
                item.source,
                item.certainty,
                item.fact,
                tuple(one for one in texts if item.fact and not says(texts[one], getattr(kept, item.fact))),
            )
            for letter, item in form.items.items()
            if item.holds(process.choices)
        ),
    )


def _channel(what: Demanded, demand: Demand, row: StepRow, proofs: Sequence[Proof], today: date) -> ChannelRow:
    here = tuple(proof for proof in proofs if proof.channel == demand.channel)
    if not demand.is_must:
        return ChannelRow(demand, here, "")
    fault = _fault(demand, here, row.done.day, today)
    # Of a decision nobody has been given too little time: its announcement starts the clock.
    return ChannelRow(demand, here, fault if not here or has_answers(what) else "")


def _fault(demand: Demand, proofs: Sequence[Proof], begun: date | None, today: date) -> str:
    """The first time counts: what is announced again later mends nothing for those who had too little time."""
    if begun is None or begun > today:
        return ""
    told = {
        "channel": _CHANNELS[demand.channel](),
        "citation": capfirst(demand.provision.cited.said(law_language())),
        "day": said_day(begun, law_language()),
    }
    if not proofs:
        return (
            _(
                "%(citation)s krever %(channel)s. Steget begynte %(day)s, og ingenting er notert. Dette kan angripes "
                "av den som mener seg forbigått. Er det gjort, så noter det; ellers kunngjør nå, og vurder ny frist."
            )
            % told
        )
    first = min(proof.announced_on for proof in proofs)
    if first <= begun:
        return ""
    return _(
        "%(citation)s krever %(channel)s. Steget begynte %(day)s, men det ble kunngjort først %(first)s. "
        "De som fikk vite det da, har fått kortere tid, og det kan angripes. Vurder ny frist."
    ) % (told | {"first": said_day(first, law_language())})


_CHANNELS = {
    Channel.NEWSPAPER: lambda: _("kunngjøring i minst én avis"),
    Channel.WEB: lambda: _("kunngjøring på internett"),
    Channel.LETTER: lambda: _("brev eller melding til dem det gjelder"),
}
