"""What the overviews of all features tell of processes: the days of steps, and the deadlines somebody must keep."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.core.audit import By
from plandugnad.engines.statute import Deadline, Kind, Refused, State, chains, deadlines_of
from plandugnad.engines.statute.chains import CLOSED, DONE, OURS
from plandugnad.engines.statute.provisions import Force
from plandugnad.engines.tables.when import When
from plandugnad.plans.models import PlanOwner
from plandugnad.plans.telling import PlanSource
from plandugnad.processes.casing import case_of
from plandugnad.processes.dates import NO_DATES, Dates, Place, kept_dates
from plandugnad.processes.models import Process, ProcessQuerySet, Step
from plandugnad.processes.words import in_council, law_language
from plandugnad.projections import audience
from plandugnad.projections.activity import tell
from plandugnad.projections.entries import About, Keys
from plandugnad.projections.filling import add_source, let_rest_on
from plandugnad.projections.models import Entry
from plandugnad.projections.words import Reminder, add_asks, add_kinds, add_parts, add_reminders, add_verbs

STEP, DEADLINE, OPENS, CLOSES = "process_step", "process_deadline", "process_opens", "process_closes"
OF = "processes.step"
OWNED = "process_owned"  # a step somebody has that has no day yet


class ProcessSource:
    key = "processes.process"

    def ids(self) -> Iterable[UUID]:
        return Process.objects.kept().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = Process.objects.kept().filter(id__in=ids).select_related("plan__organisation")
        today = timezone.localdate()
        owners = _owners(process.plan_id for process in rows)
        for process in rows.prefetch_related("dates", "steps", "overrides"):
            yield from _of_process(process, owners[process.plan_id], today)


def of_plans(ids: Collection[UUID]) -> ProcessQuerySet:
    """A plan that gets another name, or other owners, is told of so in the days of its process too."""
    return Process.objects.filter(plan_id__in=ids)


def _owners(plans: Iterable[UUID]) -> dict[UUID, dict[UUID, str]]:
    """Who owns each plan beside the one that leads."""
    found: defaultdict[UUID, dict[UUID, str]] = defaultdict(dict)
    rows = PlanOwner.objects.standing().filter(plan_id__in=list(plans)).select_related("organisation")
    for row in rows.order_by("organisation__sort_key"):
        found[row.plan_id][row.organisation_id] = row.organisation.name
    return found


def about(process: Process) -> About:
    plan = process.plan
    return About(ProcessSource.key, process.id, plan.organisation_id, plan.name, reverse("process", args=[process.id]))


def tell_of(by: By, verb: str, process: Process) -> None:
    owners = (process.plan.organisation_id, *_owners([process.plan_id])[process.plan_id])
    tell(by, verb, [about(process)], [audience.readers_of(id) for id in owners])


def _of_process(process: Process, others: Mapping[UUID, str], today: date) -> Iterator[Entry]:
    leads, told = process.plan.organisation, about(process)
    owners = {leads.id: leads.name, **others}
    keys = Keys(process.plan.sort_key, process.plan.search_key)
    yield told.found([audience.readers_of(id) for id in owners], keys, place=", ".join(owners.values()))
    if process.ended_on is None:
        yield from _Told(process, told, owners, today).entries()


class _Told:
    """The days of one process, each an event of its own that keeps its name however it is moved."""

    def __init__(self, process: Process, told: About, owners: Mapping[UUID, str], today: date) -> None:
        """`owners`: the one that leads the plan first. What several own stands in the calendar of each."""
        self.process, self.owners, self.today = process, owners, today
        self.told = replace(told, owners=", ".join(owners.values()) if len(owners) > 1 else "")
        self.dates = kept_dates(process.dates.all())
        self.steps = {step.code: step for step in process.steps.all()}
        self.names: Counter[str] = Counter()
        self.asked_days: set[tuple[str, date]] = set()
        self.asked_codes: set[str] = set()

    def entries(self) -> Iterator[Entry]:
        yield from self._deadlines()
        for place, kept in self.dates.items():
            step = self.steps.get(place.code)
            if kept.day and not (step and step.left_out_because):
                yield from self._dates(place, kept, kept.day)
        for code in self.steps:
            yield from self._owned(code)

    def _deadlines(self) -> Iterator[Entry]:
        for deadline in running_deadlines(self.process, self.dates, self.steps, self.today):
            assert deadline.working_day_end
            code, when = deadline.step, When.on(deadline.working_day_end)
            parts = (code, deadline.provision.id, deadline.municipality, "back" if deadline.backwards else "")
            here = self._at(code, ":".join(parts), self._name_of(deadline), provision=deadline.provision.citation)
            is_last_day = deadline.kind is not Kind.MIN or deadline.backwards
            yield from self._on(here, DEADLINE if is_last_day else OPENS, when)
            if is_last_day and self._is_ours(code):
                yield self._needs(here, code, DEADLINE, deadline.working_day_end)

    def _is_ours(self, code: str) -> bool:
        """Nobody here is reminded of what others may do, as to appeal, unless she has taken it on."""
        step, law = self.steps.get(code), chains()[self.process.chain].by_id[code]
        return bool(step and step.owner_id) or (law.actor in OURS and law.force != Force.MAY)

    def _dates(self, place: Place, kept: Dates, day: date) -> Iterator[Entry]:
        if place.mark not in (DONE, CLOSED):
            return
        here = self._at(place.code, place.key, self.owners.get(place.organisation, "") if place.organisation else "")
        yield from self._on(here, STEP if place.mark == DONE else CLOSES, When.on(day))
        is_told = (place.code, day) in self.asked_days  # the law's own deadline that day says it already
        if place.mark == DONE and kept.happened_on is None and not is_told:
            yield self._needs(here, place.code, STEP, day)
            yield from self._its_own(here, place, day)

    def _its_own(self, here: About, place: Place, day: date) -> Iterator[Entry]:
        """The day of another owner's council needs those who write there too: they know whether it holds."""
        if place.organisation and place.organisation in self.owners and place.organisation != self.told.place_id:
            asked = replace(here, place_id=place.organisation, facts={**here.facts, "is_unasked": True})
            yield asked.needs([audience.writers_of(place.organisation)], STEP, When.on(day))

    def _on(self, here: About, kind: str, when: When) -> Iterator[Entry]:
        for id in self.owners:
            yield replace(here, place_id=id).on([audience.readers_of(id)], kind, when)

    def _name_of(self, deadline: Deadline) -> str:
        return next((name for id, name in self.owners.items() if str(id) == deadline.municipality), "")

    def _owned(self, code: str) -> Iterator[Entry]:
        step, done = self.steps[code], self.dates.get(Place(code), NO_DATES).happened_on
        if step.owner_id and not (done or step.left_out_because or code in self.asked_codes):
            yield self._at(code, code).needs([audience.person(step.owner_id)], OWNED)

    def _needs(self, here: About, code: str, kind: str, day: date) -> Entry:
        self.asked_days.add((code, day))
        self.asked_codes.add(code)
        step = self.steps.get(code)
        owner = step.owner_id if step else None
        if not owner:
            here = replace(here, facts={**here.facts, "is_unasked": True})
        return here.needs(_asked(self.process, owner), kind, When.on(day))

    def _at(self, code: str, which: str, council: str = "", **facts: str) -> About:
        """Two of the same name, as in a second round, are told apart by their order. `council`: in a joint plan, whose
        it is."""
        self.names[which] += 1
        step = self.steps.get(code)
        named = {"name": step.name} if step and step.name else {"chain": self.process.chain, "step": code}
        return replace(
            self.told,
            address=f"{self.told.address}#steg-{code}",
            which=which if self.names[which] == 1 else f"{which}:{self.names[which]}",
            facts={"of": OF, **named, **({"council": council} if council else {}), **facts},
        )


def running_deadlines(
    process: Process, dates: dict[Place, Dates], steps: dict[str, Step], today: date
) -> Iterator[Deadline]:
    """Those that somebody still must keep, or wait for. What was let go by stays until it is done."""
    try:
        case = case_of(process, today, dates, steps=steps.values(), overrides=process.overrides.all())
    except Refused:  # what contradicts itself is said on its page; it must not stop the overviews
        return
    for deadline in deadlines_of(case):
        left_out = (step := steps.get(deadline.step)) is not None and step.left_out_because
        if deadline.working_day_end and not left_out and deadline.state in (State.RUNNING, State.OVERDUE):
            yield deadline


def _asked(process: Process, owner: UUID | None) -> list[str]:
    """Whose step it is, else who leads the process, else all who may do it."""
    person = owner or process.lead_id
    return [audience.person(person)] if person else [audience.writers_of(process.plan.organisation_id)]


def _step_words(facts: Mapping[str, Any]) -> str:
    """The name of the step, and of a deadline where in the law it stands."""
    name = facts.get("name") or _law_name(facts["chain"], facts["step"])
    if "council" in facts:
        name = in_council(name, facts["council"])
    return f"{name} ({facts['provision']})" if "provision" in facts else name


def _law_name(chain: str, code: str) -> str:
    """A step that has left the law since it was written down is told by its code until the process is told anew."""
    known = chains()[chain].by_id.get(code) if chain in chains() else None
    return known.name.said(law_language()) if known else code


add_verbs(
    ProcessSource.key,
    {
        "process_begun": _("%(who)s begynte prosessen for «%(what)s»"),
        "process_dates_set": _("%(who)s satte datoer i prosessen for «%(what)s»"),
        "process_dates_undone": _("%(who)s angret datoer i prosessen for «%(what)s»"),
        "process_choices_set": _("%(who)s endret hva prosessen for «%(what)s» skal ha med"),
        "process_step_described": _("%(who)s skrev om et steg i prosessen for «%(what)s»"),
        "process_step_added": _("%(who)s la et steg til prosessen for «%(what)s»"),
        "process_step_removed": _("%(who)s tok et eget steg ut av prosessen for «%(what)s»"),
        "process_deadline_set": _("%(who)s satte en frist for hånd i prosessen for «%(what)s»"),
        "process_handover_written": _("%(who)s skrev til den som overtar «%(what)s»"),
        "process_common_taken": _("%(who)s tok inn noe fra fellesprosessen i prosessen for «%(what)s»"),
        "process_common_left": _("%(who)s lot noe fra fellesprosessen ligge i prosessen for «%(what)s»"),
        "process_common_undone": _("%(who)s angret et svar om fellesprosessen i prosessen for «%(what)s»"),
        "process_file_linked": _("%(who)s koblet en fil til et steg i prosessen for «%(what)s»"),
        "process_file_unlinked": _("%(who)s tok bort en fil fra et steg i prosessen for «%(what)s»"),
        "process_adopted": _("%(who)s førte et vedtak inn på «%(what)s»"),
        "process_adopted_undone": _("%(who)s angret et vedtak som var ført inn på «%(what)s»"),
        "process_ended": _("%(who)s avsluttet prosessen for «%(what)s»"),
        "process_taken_up": _("%(who)s tok opp igjen prosessen for «%(what)s»"),
        "process_deleted": _("%(who)s slettet prosessen for «%(what)s»"),
        "process_undeleted": _("%(who)s hentet tilbake prosessen for «%(what)s»"),
        "announcement_written": _("%(who)s skrev opplysninger til kunngjøringen om «%(what)s»"),
        "announcement_checked": _("%(who)s krysset av innholdet i varselet om «%(what)s»"),
        "announcement_text_written": _("%(who)s skrev kunngjøringen om «%(what)s»"),
        "announcement_recipients": _("%(who)s valgte mottakere for varselet om «%(what)s»"),
        "announcement_returned": _("%(who)s noterte at et brev i varselet om «%(what)s» kom i retur"),
        "announcement_returned_taken_back": _("%(who)s tok bort et notat om retur i varselet om «%(what)s»"),
        "announcement_sent_again": _("%(who)s noterte at et brev i varselet om «%(what)s» er sendt på nytt"),
        "announcement_private_until": _("%(who)s satte når private mottakere av varselet om «%(what)s» slettes"),
        "announcement_private_erased": _("%(who)s slettet private mottakere av varselet om «%(what)s»"),
        "announcement_recipient_erased": _("%(who)s slettet en privat mottaker av varselet om «%(what)s»"),
        "announced": _("%(who)s noterte en kunngjøring om «%(what)s»"),
        "announced_taken_back": _("%(who)s tok bort et notat om kunngjøring av «%(what)s»"),
        "announced_put_back": _("%(who)s hentet tilbake et notat om kunngjøring av «%(what)s»"),
    },
)
_YOURS = _("Du er ansvarlig for %(what)s")
add_asks({DEADLINE: _YOURS, STEP: _YOURS, OWNED: _YOURS}, as_one="process_owned")
add_kinds(
    {
        STEP: _("steg i planprosess"),
        DEADLINE: _("frist i planprosess"),
        OPENS: _("tidligste dag i planprosess"),
        CLOSES: _("frist for uttalelser"),
        OWNED: _("steg du er ansvarlig for"),
    }
)
add_parts(OF, _step_words)
# A rule of ours: time to do something, time to finish it, the day, and once when it was missed.
add_reminders((DEADLINE, STEP), Reminder)
add_source(ProcessSource())
let_rest_on(PlanSource.key, ProcessSource.key, of_plans)
