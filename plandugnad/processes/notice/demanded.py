"""What the law demands is announced in a step, and what its forms must hold: data beside the law, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plandugnad.engines.statute import Certainty, Provision, law
from plandugnad.engines.statute.texts import Text
from plandugnad.processes.notice.models import Channel

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Demand:
    """One channel of a step. What is only custom is never said to be missing."""

    channel: Channel
    provision: Provision
    is_must: bool
    certainty: Certainty


@dataclass(frozen=True)
class Form:
    """A document that must hold certain items; `items` by the letter it has in the regulations."""

    key: str
    name: Text
    provision: Provision
    items: Mapping[str, Text]

    def code(self, letter: str) -> str:
        return f"{self.key}:{letter}"


@dataclass(frozen=True)
class Demanded:
    """Of one step. Without a `text` nothing is announced in it."""

    code: str
    text: str
    channels: tuple[Demand, ...]
    forms: tuple[Form, ...]

    @property
    def announces(self) -> bool:
        return bool(self.text)

    @property
    def first_provision(self) -> Provision:
        return self.channels[0].provision


def read_data(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def demanded() -> Mapping[str, Demanded]:
    """By step."""
    forms = _forms()
    return {
        code: Demanded(
            code,
            said.get("text", ""),
            tuple(_demand(one) for one in said.get("channels", ())),
            tuple(forms[key] for key in said.get("forms", ())),
        )
        for code, said in read_data("demands").items()
    }


def _demand(said: Mapping[str, Any]) -> Demand:
    provision = law()[said["provision"]]
    certainty = Certainty(said["certainty"]) if "certainty" in said else provision.certainty
    return Demand(Channel(said["channel"]), provision, not said.get("practice", False), certainty)


def _forms() -> dict[str, Form]:
    return {
        key: Form(
            key,
            Text.read(said["name"]),
            law()[said["provision"]],
            {letter: Text.read(text) for letter, text in said["items"].items()},
        )
        for key, said in read_data("forms").items()
    }
