"""Where a worksheet asks which step of the law something is, the steps are the statute engine's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from plandugnad.engines.sheet.blocks import Column
from plandugnad.engines.sheet.refusal import Refused
from plandugnad.engines.statute.chains import Chain, chains, choice_names
from plandugnad.engines.statute.provisions import Force
from plandugnad.engines.statute.texts import Text

STATUTORY = "statutory"  # what a column is called that asks for the step of the law


def with_steps_of_law(data: Any, file: str) -> Any:
    """`law: REG` in a column → the choices it stands for, so that the law's names are written once."""
    if isinstance(data, list):
        return [with_steps_of_law(one, file) for one in data]
    if not isinstance(data, Mapping):
        return data
    made = {name: with_steps_of_law(one, file) for name, one in data.items() if name != "law"}
    if "law" in data:
        chain = chains().get(data["law"]) if isinstance(data["law"], str) else None
        if chain is None:
            raise Refused("strange", file=file, at="law", name=str(data["law"])[:40], known=", ".join(chains()))
        made["choices"] = _choices(chain)
    return made


def step_of_law(choice: str) -> str | None:
    """The code the statute engine has for what was chosen."""
    return _codes().get(choice)


def course_of_law(fields: Sequence[Column]) -> Chain | None:
    """The course whose steps the worksheet asks for, such as REG. Kinds of it that have the same steps are called by
    more.
    """
    asked = {step_of_law(choice.id) for one in fields if one.id == STATUTORY for choice in one.choices}
    found = [chain for chain in chains().values() if {step.id for step in chain.steps} == asked]
    return min(found, key=lambda chain: len(chain.id), default=None)


@dataclass(frozen=True, slots=True)
class Duty:
    """A step somebody must take, and what must be so for it to be asked for besides what is usual; all in order."""

    law: str
    name: Text
    only_when: tuple[Text, ...]


def duties_of(chain: Chain) -> Sequence[Duty]:
    """What may or should be done, and what others have a right to, nobody has to draw."""
    usual = {one if holds else f"not {one}" for one, holds in chain.defaults.items()}
    return [
        Duty(step.id, step.name, tuple(choice_names()[one].clause for one in step.when if one not in usual))
        for step in chain.steps
        if step.force is Force.MUST
    ]


def _choices(chain: Chain) -> list[dict[str, Any]]:
    return [
        {"id": _choice(step.id), "title": {"nb": step.name.nb, "nn": step.name.nn, "en": step.name.en}}
        for step in chain.steps
    ]


def _choice(code: str) -> str:
    return code.lower().replace("-", "_")


@cache
def _codes() -> Mapping[str, str]:
    return {_choice(step.id): step.id for chain in chains().values() for step in chain.steps}
