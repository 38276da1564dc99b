"""What has happened to a plan, line by line, in words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.core.fields import WhenField
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.plans.fields import INTERNAL, label_of
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan
from plandugnad.plans.snapshot import EDITABLE, changes, snapshot
from plandugnad.plans.words.dates import written
from plandugnad.plans.words.extent import extent_in_words
from plandugnad.plans.words.names import in_sentence
from plandugnad.regions.actor import Actor

LINES_A_PAGE = 50
LATEST = 5
LEAD_TAKEN = "plan_lead_taken"
EDITABLE_NAMES = frozenset(EDITABLE)
_NOT_SHOWN = frozenset({"is_adopted_year_from_case"})


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str
    had_value: bool = True

    @property
    def is_long(self) -> bool:
        return len(self.before) + len(self.after) > 240


@dataclass(frozen=True)
class HistoryLine:
    id: UUID
    at: datetime
    sentence: str
    changes: tuple[FieldChange, ...]
    can_restore: bool  # left the fields in another state than they are in now, under the one who leads now


def latest_events(plan: Plan) -> list[AuditEvent]:
    return list(_events(plan)[:LATEST])


def told_of_in(events: Iterable[AuditEvent]) -> set[str]:
    return plans_told_of(half for event in events for half in (event.before, event.after) if isinstance(half, dict))


def latest_lines(events: list[AuditEvent], names: Mapping[str, str], reads: Collection[UUID]) -> list[HistoryLine]:
    """The newest of all: where the lead was taken over before them, each of them is later than that."""
    since = next((event.made_at for event in events if event.verb == LEAD_TAKEN), None)
    return _lines(events, names, reads, starts_newest=True, since=since)


def history_page(actor: Actor, plan: Plan, number: str | None) -> tuple[Page[AuditEvent], list[HistoryLine]]:
    page = Paginator(_events(plan), LINES_A_PAGE).get_page(number)
    events = list(page.object_list)
    names, since = names_of(actor, told_of_in(events)), _lead_taken_at(plan)
    return page, _lines(events, names, actor.reads, starts_newest=page.number == 1, since=since)


def find_event(plan: Plan, id: UUID) -> AuditEvent | None:
    """To go back to. What the plan was while another municipality led it is no state of this one's."""
    event = AuditEvent.objects.filter(subject_id=plan.pk, pk=id).first()
    return event if event and _is_this_ones(event, _lead_taken_at(plan)) else None


def _lead_taken_at(plan: Plan) -> datetime | None:
    return AuditEvent.objects.filter(subject_id=plan.pk, verb=LEAD_TAKEN).values_list("made_at", flat=True).first()


def _is_this_ones(event: AuditEvent, since: datetime | None) -> bool:
    return since is None or event.made_at >= since


def latest_event(plan: Plan) -> AuditEvent | None:
    return AuditEvent.objects.filter(subject_id=plan.pk).first()


def what_restoring_changes(actor: Actor, plan: Plan, state: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    before, after = changes(snapshot(plan), dict(state))
    return _changes(before, after, names_of(actor, plans_told_of([before, after])))


def at_in_words(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return _("%(day)s kl. %(time)s") % {"day": written(When.on(local.date())), "time": f"{local:%H.%M}"}


def _events(plan: Plan) -> Any:
    return AuditEvent.objects.filter(subject_id=plan.pk)


def _lines(
    events: list[AuditEvent],
    names: Mapping[str, str],
    reads: Collection[UUID],
    *,
    starts_newest: bool,
    since: datetime | None,
) -> list[HistoryLine]:
    """What one owner intended is told to those who read everything there, and of it to nobody else."""
    newest = next((event.id for event in events if _sets_fields(event)), None) if starts_newest else None
    return [
        HistoryLine(
            id=event.id,
            at=event.made_at,
            sentence=sentence_of(event, names),
            changes=_changes(
                event.before or {}, event.after or {}, names, () if event.organisation_id in reads else INTERNAL
            )
            if event.before is not None
            else (),
            can_restore=_sets_fields(event) and event.id != newest and _is_this_ones(event, since),
        )
        for event in events
    ]


def _sets_fields(event: AuditEvent) -> bool:
    return isinstance(event.after, dict) and bool(EDITABLE_NAMES & event.after.keys())


def plans_told_of(halves: Iterable[Mapping[str, Any]]) -> set[str]:
    """The other plans a line speaks of: the one above, and the other end of a link."""
    found = set()
    for half in halves:
        about = half.get("about")
        found |= {half.get("parent_id"), about.get("other") if isinstance(about, dict) else None}
    return {id for id in found if id}


def names_of(actor: Actor, ids: set[str]) -> dict[str, str]:
    """Only of plans the reader may see; a name in the history is no way around that."""
    if not ids:
        return {}
    return {str(id): name for id, name in Plan.objects.visible_to(actor).filter(pk__in=ids).values_list("id", "name")}


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str], hidden: Collection[str] = ()
) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(
            label_of(name),
            in_words(name, before.get(name), names),
            in_words(name, after.get(name), names),
            had_value=before.get(name) not in (None, "", []),
        )
        for name in EDITABLE
        if (name in after or name in before) and name not in _NOT_SHOWN and name not in hidden
    )


def in_words(name: str, value: Any, names: Mapping[str, str]) -> str:
    field: Any = Plan._meta.get_field(name)
    if value is None or value == "" or value == []:
        return _("tomt")
    if name == "parent_id":
        return names.get(str(value)) or _("en plan du ikke ser")
    if isinstance(field, WhenField):
        return written(When.parse(str(value)))
    if name == "extent":
        return extent_in_words(value)
    if name == "themes":
        return ", ".join(value)
    return str(capfirst(dict(field.flatchoices).get(value, value))) if field.choices else str(value)


def sentence_of(event: AuditEvent, names: Mapping[str, str]) -> str:
    about = (event.after or {}).get("about") or {}
    about = about if isinstance(about, dict) else {}
    said: dict[str, Any] = {"who": in_sentence(event.by_name or _("Noen"))}
    said["title"] = in_sentence(str(about.get("title", "")))
    said["with"] = in_sentence(str(about.get("with", "")))
    said["kind"] = dict(LinkKind.choices).get(str(about.get("kind")), "")
    said["other"] = in_sentence(names.get(str(about.get("other"))) or _("en plan du ikke ser"))
    if "as_of" in about:
        said["when"] = at_in_words(datetime.fromisoformat(about["as_of"]))
    return _pattern(event) % said


def _pattern(event: AuditEvent) -> str:
    patterns = {
        "plan_created": _("%(who)s la inn planen"),
        "plan_restored": _("%(who)s gjenopprettet planen slik den var %(when)s"),
        "plan_deleted": _("%(who)s slettet planen"),
        "plan_undeleted": _("%(who)s hentet planen tilbake"),
        "plan_linked": _("%(who)s la til at planen %(kind)s «%(other)s»"),
        "plan_unlinked": _("%(who)s tok bort at planen %(kind)s «%(other)s»"),
        "document_added": _("%(who)s la til dokumentet «%(title)s»"),
        "document_removed": _("%(who)s fjernet dokumentet «%(title)s»"),
        "archive_linked": _("%(who)s koblet planen til noe i arkivet"),
        "archive_unlinked": _("%(who)s tok bort en kobling til arkivet"),
        "plan_shared": _("%(who)s delte planen med %(with)s"),
        "plan_unshared": _("%(who)s avsluttet delingen med %(with)s"),
        "plan_owner_invited": _("%(who)s spurte om %(with)s vil eie planen sammen med dem"),
        "plan_owner_uninvited": _("%(who)s trakk tilbake spørsmålet til %(with)s"),
        "plan_owner_joined": _("%(who)s sa ja: %(with)s eier planen sammen med de andre"),
        "plan_owner_declined": _("%(who)s takket nei for %(with)s"),
        "plan_owner_decided": _("%(who)s førte inn vedtaket i %(with)s"),
        "plan_owner_left": _("%(who)s gikk ut for %(with)s"),
        "plan_lead_offered": _("%(who)s spurte om %(with)s vil lede arbeidet"),
        LEAD_TAKEN: _("%(who)s tok over ledelsen av arbeidet etter %(with)s"),
    }
    if event.batch_id and event.before is None and event.verb not in {"plan_deleted", "plan_undeleted"}:
        return _("%(who)s importerte planen")
    if event.batch_id and event.before is not None:
        return _("%(who)s endret planen ved import")
    return patterns.get(event.verb) or _("%(who)s endret planen")
