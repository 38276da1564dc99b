"""What the region agreed on in its worksheet, offered to the common process step by step.

What the region has written here since is kept: a field is changed only where it is empty, or stands as the worksheet
had it in an earlier version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.agreements.kinds import Stage
from plandugnad.agreements.queries.steps import STAGES, StepNow, steps_for
from plandugnad.core.audit import By
from plandugnad.engines.statute import Chain, chains
from plandugnad.processes.common.actions import remove_step, set_step
from plandugnad.processes.common.models import COMMON, LONGEST_TEXT, MOST_STEPS, CommonProcess, CommonStep
from plandugnad.processes.common.newer import Field, News
from plandugnad.processes.notice.demanded import demanded
from plandugnad.processes.words import law_language

FIELDS = ("name", "after", "participants", "notes", "weeks_of_work")
_NOTHING: Mapping[str, Any] = {"name": "", "after": "", "participants": "", "notes": "", "weeks_of_work": None}
_LONGEST_NAME, _LONGEST_LINE = 200, 400
# Where in the course the phases begin, by what is announced then (texts.yaml).
_ANNOUNCED = {
    "start": Stage.NOTICE,
    "programme": Stage.PROGRAMME,
    "consultation": Stage.CONSULTATION,
    "adopted": Stage.ANNOUNCEMENT,
    "adopted_with_appeal": Stage.ANNOUNCEMENT,
}


@dataclass(frozen=True)
class AgreedItem:
    """One step of the worksheet that is not here as it is there. `values` is what taking it in writes."""

    code: str
    title: str
    kind: News
    fields: tuple[Field, ...]
    values: Mapping[str, Any]


def items_of(common: CommonProcess) -> list[AgreedItem]:
    """In the order of the worksheet."""
    chain, here = chains()[common.chain], {step.code: step for step in common.steps.all()}
    steps = steps_for(common.collaboration, common.chain)
    names = {step.name.casefold(): code for code, step in here.items() if step.name}
    codes = {step.id: _code(step, chain, here, names) for step in steps}
    placed = _placed([step for step in steps if not step.is_ended], codes, chain)
    found = []
    for step in steps:
        code = codes[step.id]
        item = _gone(step, code, here) if step.is_ended else _item(step, code, chain, here.get(code), placed)
        if item:
            found.append(item)
    return found


@transaction.atomic
def take_agreed(by: By, common: CommonProcess, codes: Sequence[str], seen: int) -> int:
    """As the person saw them; those that have been answered meanwhile are passed over. Says how many were taken in."""
    current = CommonProcess.objects.select_for_update(of=("self",), no_key=True).get(pk=common.pk)
    items = [item for item in items_of(current) if item.code in codes]
    own = current.steps.exclude(name="").count() + sum(bool(item.values.get("name")) for item in items)
    if own > MOST_STEPS:
        raise ValidationError(_("Det er plass til %(most)s egne steg. Slå noen sammen først.") % {"most": MOST_STEPS})
    for number, item in enumerate(items):
        if item.kind is News.GONE:
            remove_step(by, current, item.code)
        else:
            set_step(by, current, item.code, item.values, seen if number == 0 else None)
    return len(items)


def _code(step: StepNow, chain: Chain, here: Mapping[str, CommonStep], names: Mapping[str, str]) -> str:
    """The law's step when it fulfils one of this course, else one of the region's own that is the same each time, or
    that it had by this name before there was a worksheet."""
    law = step.said["law"]
    own = f"{COMMON}{step.id.hex[-12:]}"
    if law in chain.by_id:
        return str(law)
    if own in here or step.is_ended:
        return own
    return names.get(" ".join(step.said["name"].split()).casefold(), own)


def _item(
    step: StepNow, code: str, chain: Chain, here: CommonStep | None, placed: Mapping[str, str]
) -> AgreedItem | None:  # fmt: skip
    is_own = code not in chain.by_id
    names = [name for name in FIELDS if is_own or name not in ("name", "after")]
    becomes = _rendered(step.said) | {"after": placed.get(code, "")}
    before = [_rendered(said) for said in step.before]
    fields, values = [], {}
    for name in names:
        ours = getattr(here, name) if here else _NOTHING[name]
        if ours == becomes[name] or (name == "after" and here is not None):
            continue  # where the region has placed a step is its own to say
        is_ours = ours != _NOTHING[name] and ours not in [said[name] for said in before]
        if becomes[name] != _NOTHING[name] or not is_ours:
            fields.append(Field(name, None if is_ours else ours, becomes[name], ours))
        if not is_ours:
            values[name] = becomes[name]
    if not values:
        return None
    law = chain.by_id.get(code)
    title = str(becomes["name"]) if is_own or law is None else law.name.said(law_language())
    return AgreedItem(code, title, News.CHANGED if here else News.NEW, tuple(fields), values)


def _gone(step: StepNow, code: str, here: Mapping[str, CommonStep]) -> AgreedItem | None:
    """Only a step of the region's own, which the worksheet brought and has taken out again."""
    if not code.startswith(COMMON) or code not in here:
        return None
    return AgreedItem(code, here[code].name, News.GONE, (), {})


def _rendered(said: Mapping[str, Any]) -> dict[str, Any]:
    told = [said["what"]]
    if said["clarification"]:
        told.append(_("Må avklares: %(what)s") % {"what": said["clarification"]})
    if said["documents"]:
        told.append(_("Dokumenter: %(what)s") % {"what": said["documents"]})
    return {
        "name": " ".join(said["name"].split())[:_LONGEST_NAME],
        "participants": " ".join(said["participants"].split())[:_LONGEST_LINE],
        "notes": "\n".join(filter(None, told))[:LONGEST_TEXT],
        "weeks_of_work": said["weeks"] or None,
    }


def _placed(steps: Sequence[StepNow], codes: Mapping[Any, str], chain: Chain) -> dict[str, str]:
    """What each own step comes after: the step before it in the same phase, else where the phase begins."""
    placed: dict[str, str] = {}
    last: dict[str, str] = {}
    for step in steps:
        code, stage = codes[step.id], step.said["stage"]
        if code not in chain.by_id:
            placed[code] = last.get(stage) or _begins(stage, chain)
        last[stage] = code
    return placed


def _begins(stage: str, chain: Chain) -> str:
    """The last announcement of the law's that comes before the phase or begins it; '' is before all steps."""
    if stage not in STAGES:
        return ""
    found = ""
    for step in chain.steps:
        what = demanded().get(step.id)
        announced = _ANNOUNCED.get(what.text) if what else None
        if announced is not None and STAGES.index(announced) <= STAGES.index(stage):
            found = step.id
    return found
