"""What the region has changed since a process took from it, item by item. What the municipality has written is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from plandugnad.engines.statute import chains
from plandugnad.processes.common.models import CommonProcess
from plandugnad.processes.models import Process
from plandugnad.processes.ordering import in_order
from plandugnad.processes.words import law_language
from plandugnad.regions.models import Member

SAID = ("name", "after", "participants", "notes", "weeks_of_work")
TEMPLATE = "template_id"
NOTHING: Mapping[str, Any] = {**dict.fromkeys(SAID, ""), "weeks_of_work": None, TEMPLATE: None}
Said = Mapping[str, Any]


class News(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Field:
    """`ours` is what stands in the process. What the municipality has written itself is not overwritten."""

    name: str
    was: Any
    becomes: Any
    ours: Any

    @property
    def is_kept(self) -> bool:
        return self.ours not in (self.was, self.becomes)


@dataclass(frozen=True)
class Item:
    """`ours` is None where the process has no such step, or says nothing of it."""

    code: str
    title: str
    kind: News
    was: Said | None
    becomes: Said | None
    ours: Said | None

    @property
    def fields(self) -> list[Field]:
        was, becomes, ours = self.was or NOTHING, self.becomes or NOTHING, self.ours or self.was or NOTHING
        return [Field(name, was[name], becomes[name], ours[name]) for name in NOTHING if was[name] != becomes[name]]

    @property
    def takes_out(self) -> bool:
        """A step of the region's own that is gone there."""
        return self.becomes is None and bool(self.was and self.was["name"])

    @property
    def is_taken_out_here(self) -> bool:
        """The municipality has removed the step from its own process."""
        return self.ours is None and self.was is not None and bool(self.was["name"]) and self.becomes is not None

    def merged(self) -> dict[str, Any]:
        """What the step says when the change is taken in."""
        was, becomes = self.was or NOTHING, self.becomes or NOTHING
        ours = self.ours or was
        return {name: ours[name] if ours[name] != was[name] else becomes[name] for name in SAID}


def said_in(common: CommonProcess) -> dict[str, dict[str, Any]]:
    """As it is kept with a process that takes it in."""
    return {
        step.code: {**{name: getattr(step, name) for name in SAID}, TEMPLATE: _as_kept(step.template_id)}
        for step in common.steps.all()
    }


def _as_kept(id: object) -> str | None:
    return str(id) if id else None


def news_for(process: Process) -> list[Item]:
    """In the order of the steps; nothing where the municipality has left, or the common process is deleted."""
    common = process.common
    if common is None or common.deleted_at or common.version == process.common_version:
        return []
    member = Member.objects.filter(organisation=process.plan.organisation_id, collaboration=common.collaboration_id)
    return items_of(process, common) if member.exists() else []


def items_of(process: Process, common: CommonProcess) -> list[Item]:
    taken: dict[str, Any] = process.common_taken
    stands, steps = said_in(common), {step.code: step for step in process.steps.all()}
    files: dict[str, set[str]] = {}
    for code, file in process.files.values_list("code", "file_id"):
        files.setdefault(code, set()).add(str(file))
    found = []
    for code in _ordered(common, taken, stands):
        was, becomes = taken.get(code), stands.get(code)
        if was == becomes:
            continue
        step = steps.get(code)
        ours = None if step is None else {name: getattr(step, name) for name in SAID}
        if ours is not None:
            template = was[TEMPLATE] if was else None
            ours[TEMPLATE] = template if template is None or template in files.get(code, ()) else "another"
        kind = News.NEW if was is None else News.GONE if becomes is None else News.CHANGED
        found.append(Item(code, _title(common, code, becomes or was or NOTHING), kind, was, becomes, ours))
    return found


@dataclass
class _Placed:
    code: str
    name: str
    after: str


def _ordered(common: CommonProcess, taken: Said, stands: Said) -> list[str]:
    said = {**taken, **stands}
    own = [_Placed(code, each["name"], each["after"]) for code, each in said.items()]
    law = [(step.id, step) for step in chains()[common.chain].steps]
    return [code for code, _law in in_order(law, own) if code in said]


def _title(common: CommonProcess, code: str, said: Said) -> str:
    law = chains()[common.chain].by_id.get(code)
    return str(said["name"] or (law.name.said(law_language()) if law else code))
