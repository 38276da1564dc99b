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
class FormItem:
    """One thing a form must hold, where that stands, and how certain it is."""

    says: Text
    citation: str
    source: str
    certainty: Certainty
    fact: str = ""
    when: str = ""

    def holds(self, choices: Mapping[str, Any]) -> bool:
        return not self.when or bool(choices.get(self.when))


@dataclass(frozen=True)
class Form:
    """A document that must hold certain items, by their letter: the regulations' own where they have one."""

    key: str
    name: Text
    provision: Provision
    items: Mapping[str, FormItem]

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

    def facts(self, choices: Mapping[str, Any]) -> list[str]:
        """What the forms demand that is said in the announcement."""
        items = [item for form in self.forms for item in form.items.values()]
        return [item.fact for item in items if item.fact and item.holds(choices)]

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
            {letter: _item(item, said) for letter, item in said["items"].items()},
        )
        for key, said in read_data("forms").items()
    }


def _item(item: Mapping[str, Any], form: Mapping[str, Any]) -> FormItem:
    """A provision of its own is cited whole; else the paragraph the form cites, else the form's provision."""
    cited = item if "provision" in item or "citation" in item else form.get("cites", {}) | item
    provision = law()[item.get("provision", form["provision"])]
    return FormItem(
        Text.read({name: item[name] for name in ("nb", "nn", "en")}),
        cited.get("citation", provision.citation),
        cited.get("source", provision.source),
        Certainty(item["certainty"]) if "certainty" in item else provision.certainty,
        item.get("fact", ""),
        item.get("when", ""),
    )
