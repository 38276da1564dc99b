"""Where a worksheet asks which step of the law something is, the steps are the statute engine's own."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from plandugnad.engines.sheet.refusal import Refused
from plandugnad.engines.statute.chains import Chain, chains


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
