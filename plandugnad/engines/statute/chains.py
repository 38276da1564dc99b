"""The course of each kind of process: its steps in order, which rules bind them, and what must come first.

The law says how long; a chain says which event starts and which is held back. Step ids are the row names of the field's
own table of rules (REG-6), so that a planner, a lawyer and a developer point at the same thing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plandugnad.engines.statute.provisions import Bound, Force, Provision, law
from plandugnad.engines.statute.texts import Text

CHAINS = Path(__file__).parent / "chains"
DONE = "done"
CLOSED = "closed"
STOPPED = "stopped"
RESUMED = "resumed"
AGREED = "agreed"
MEETING = "meeting"
# The actors whose steps are the work of those who use this.
OURS = frozenset({"municipality", "council", "county", "county_council"})


@dataclass(frozen=True, slots=True)
class Point:
    """What happened in a step: REG-7 (it was done; a consultation: published), REG-7.closed."""

    step: str
    mark: str = DONE

    @classmethod
    def read(cls, written: str) -> "Point":
        step, _, mark = written.partition(".")
        return cls(step, mark or DONE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A provision at work in a step. The clock starts at the first of `starts` that has a date; `blocks` are the steps
    that may not come before the end of a minimum; any of `until` shows that a duty is met: the step itself, unless the
    chain says otherwise. `grows_with`: the step whose period is one of those summed here, so that a clock that stood
    or a longer deadline agreed on there makes the sum as much longer. `stands_while`: steps that stop this clock as
    long as they run."""

    provision: Provision
    starts: tuple[Point, ...]
    when: tuple[str, ...] = ()
    grows_with: str = ""
    stands_while: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    extended_when: str = ""
    until: tuple[Point, ...] = ()

    @property
    def asks(self) -> tuple[str, ...]:
        """What about the process decides how the rule is at work: also what a wording of it frees from it."""
        freed = (one for version in self.provision.versions for one in version.exempt)
        return (*self.when, *((self.extended_when,) if self.extended_when else ()), *freed)


@dataclass(frozen=True, slots=True)
class Step:
    """`demands` are the provisions about the step that have no clock here. `guarded`: what comes after may not be done
    before it. `adopts`: with it the plan itself is adopted. `actor_when`: who acts instead, where a condition holds."""

    id: str
    name: Text
    actor: str
    force: Force
    when: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    demands: tuple[Provision, ...] = ()
    in_council: bool = False
    guarded: bool = False
    adopts: bool = False
    actor_when: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_consultation(self) -> bool:
        return CLOSED in self.marks

    @property
    def is_right_of_others(self) -> bool:
        """Something the public or another body may do, as to appeal. It asks nothing of the one who plans."""
        return self.force is Force.MAY and self.actor not in OURS


@dataclass(frozen=True, slots=True)
class Chain:
    id: str
    name: Text
    plan_types: tuple[str, ...]
    aliases: tuple[str, ...]
    defaults: Mapping[str, bool]
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step:
        return self.by_id[step_id]

    @property
    def by_id(self) -> Mapping[str, Step]:
        return _by_id(self.id)

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen about a process of this kind, in the order of the steps that ask."""
        return _choices(self.id)


@cache
def _by_id(chain_id: str) -> Mapping[str, Step]:
    return {step.id: step for step in chains()[chain_id].steps}


@cache
def _choices(chain_id: str) -> tuple[str, ...]:
    asked: dict[str, None] = {}
    for step in chains()[chain_id].steps:
        for condition in (*step.when, *(one for rule in step.rules for one in rule.asks)):
            asked[condition.removeprefix("not ")] = None
    return tuple(asked)


@cache
def chains() -> Mapping[str, Chain]:
    read = {}
    for path in sorted(CHAINS.glob("*.yaml")):
        if path.stem == "choices":
            continue
        try:
            chain = _read(_written(path.stem))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"chains/{path.name}: {error!r}") from error
        read[chain.id] = chain
    return read


@dataclass(frozen=True, slots=True)
class Choice:
    """`clause` says what is chosen: 'forslaget er privat'. `is_later` when nobody can know as the process begins."""

    clause: Text
    is_later: bool = False


@cache
def choice_names() -> Mapping[str, Choice]:
    data = yaml.safe_load((CHAINS / "choices.yaml").read_text(encoding="utf-8"))
    return {
        name: Choice(Text(said["nb"], said["nn"], said["en"]), said.get("later", False)) for name, said in data.items()
    }


@cache
def names_of_kinds() -> Mapping[str, tuple[str, Mapping[str, bool]]]:
    """Every name a kind of process goes by (`plain_name`) → its chain, and the choices the name itself makes."""
    found: dict[str, tuple[str, Mapping[str, bool]]] = {}
    for chain in chains().values():
        for name in (chain.id, *chain.plan_types, chain.name.nb, chain.name.nn, *chain.aliases):
            found[plain_name(name)] = (chain.id, chain.defaults)
    return found


def plain_name(name: str) -> str:
    """As people and programs write it alike: 'Zoning_detail', 'zoning-detail' and 'zoning detail' are one."""
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


def _written(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((CHAINS / f"{name.lower()}.yaml").read_text(encoding="utf-8"))
    if same := data.pop("steps_of", None):
        data["steps"] = _written(same)["steps"]
    return data


def _read(data: Mapping[str, Any]) -> Chain:
    chain = Chain(
        id=data["id"],
        name=Text.read(data["name"]),
        plan_types=tuple(data.get("plan_types", ())),
        aliases=tuple(data.get("aliases", ())),
        defaults=data.get("defaults", {}),
        steps=tuple(_step(one) for one in data["steps"]),
    )
    for wrong in _faults(chain):
        raise ValueError(wrong)
    return chain


def _step(data: Mapping[str, Any]) -> Step:
    rules = tuple(_rule(data["id"], one) for one in data.get("rules", ()))
    counted = {rule.provision.id for rule in rules}
    return Step(
        id=data["id"],
        name=Text.read(data["name"]),
        actor=data["actor"],
        force=Force(data.get("force", Force.MUST)),
        when=tuple(data.get("when", ())),
        after=tuple(data.get("after", ())),
        marks=tuple(data.get("marks", ())),
        rules=rules,
        demands=tuple(one for one in law().values() if data["id"] in one.rows and one.id not in counted),
        in_council=data.get("in_council", False),
        guarded=data.get("guarded", False),
        adopts=data.get("adopts", False),
        actor_when=data.get("actor_when", {}),
    )


def _rule(step: str, data: Mapping[str, Any]) -> Rule:
    return Rule(
        provision=law()[data["provision"]],
        starts=_points(data.get("from", [])),
        when=tuple(data.get("when", ())),
        grows_with=data.get("grows_with", ""),
        stands_while=tuple(data.get("stands_while", ())),
        blocks=tuple(data.get("blocks", ())),
        extended_when=data.get("extended_when", ""),
        until=_points(data.get("until", step)),
    )


def _points(written: str | list[str]) -> tuple[Point, ...]:
    return tuple(Point.read(one) for one in ([written] if isinstance(written, str) else written))


def _faults(chain: Chain) -> Iterator[str]:
    """A chain is read from the top: what a step waits for stands above it, what it holds back stands below."""
    above: set[str] = set()
    ids = [step.id for step in chain.steps]
    for step in chain.steps:
        if step.id in above:
            yield f"{step.id} stands twice"
        if unknown := set(step.after) - above:
            yield f"{step.id} comes after {unknown}, which does not stand above"
        above.add(step.id)
        for rule in step.rules:
            if unknown := {point.step for point in rule.starts} - above:
                yield f"{step.id}: {rule.provision.id} starts at {unknown}, which does not stand above"
            if unknown := {point.step for point in rule.until} - set(ids):
                yield f"{step.id}: {rule.provision.id} is met by {unknown}, which is no step"
            if unknown := set(rule.blocks) - set(ids[ids.index(step.id) + 1 :]):
                yield f"{step.id}: {rule.provision.id} holds back {unknown}, which does not stand below"
            if unknown := {one for one in (rule.grows_with, *rule.stands_while) if one} - above:
                yield f"{step.id}: {rule.provision.id} depends on {unknown}, which does not stand above"
            if bool(rule.starts) is (rule.provision.newest.bound is Bound.BY):
                yield f"{step.id}: {rule.provision.id} needs `from`, unless it is a date of the year"
