"""What an import would do to each row, told before anything is done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from plandugnad.imports.choices import KEEP, NEW, SKIP, Answer, Choices, Key
from plandugnad.imports.matching.matches import Match, Standing, match_rows, twins_of
from plandugnad.imports.matching.remembered_rows import SaidBefore
from plandugnad.imports.reading.column_meanings import NATIONAL_PLAN_ID
from plandugnad.imports.reading.fingerprints import Fingerprint, fingerprint_of_group
from plandugnad.imports.reading.own_tables import only_changes
from plandugnad.imports.reading.plan_values import NOTE_BETWEEN
from plandugnad.imports.reading.table_row import ERROR, SKIPPED, Fault, TableRow

# Notes are only added to, and the mark goes with the adoption.
_MARK = "is_adopted_year_from_case"
_NEVER_KEPT = ("notes", _MARK)


class Outcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    QUESTION = "question"
    ERROR = "error"
    SKIPPED = "skipped"


class Question(StrEnum):
    NONE = ""
    TWIN = "twin"  # the same plan twice in the table
    PLAN = "plan"  # may be a plan that stands


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    old: Any
    new: Any


@dataclass(eq=False)
class TwinGroup:
    """Rows that look like one plan: the same object for each of them, so that many do not weigh their square."""

    rows: tuple[TableRow, ...]
    left: list[TableRow] = field(default_factory=list)  # those a person has not left out
    asking: TableRow | None = None  # the row the question stands on: the first it is still about

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint_of_group(row.fingerprint for row in self.rows)

    @cached_property
    def is_one_number(self) -> bool:
        """Two of them have the same national plan id, so they cannot both be plans."""
        numbers = [number for row in self.rows if (number := row.values.get(NATIONAL_PLAN_ID))]
        return len(set(numbers)) < len(numbers)


@dataclass(frozen=True, slots=True)
class Planned:
    """One row and what is to happen to it."""

    row: TableRow
    outcome: Outcome
    answer: Answer
    plan: Standing | None = None
    changes: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()  # edited by hand since the last import, so the table does not win
    question: Question = Question.NONE
    twins: TwinGroup | None = None  # the rows that look like the same plan, this one among them
    candidates: tuple[Standing, ...] = ()
    is_chosen_away: bool = False  # skipped because a person said so
    without_fault: Fault | None = None  # imported without the faulty value, as a person chose
    recalled: SaidBefore | None = None  # what was answered the last time the row came, and counts now too

    @property
    def key(self) -> Key:
        return self.row.key

    @property
    def values(self) -> Mapping[str, Any]:
        return self.row.values

    @property
    def is_asked_here(self) -> bool:
        """Not that the row has a question, but that the question stands on it."""
        is_asked = self.question != Question.NONE
        return is_asked and (self.question != Question.TWIN or self.twins is None or self.twins.asking == self.row)

    @property
    def is_remembered(self) -> bool:
        """An earlier answer, or an earlier correction, has decided what happens to the row."""
        return self.row.is_mended_before or (self.recalled is not None and self.outcome is not Outcome.QUESTION)

    @property
    def needs_somebody(self) -> bool:
        """A question or an error, also after it has been dealt with: so that the row stays where it was."""
        if self.outcome in (Outcome.ERROR, Outcome.QUESTION) or self.kept:
            return True
        dealt_with = (self.twins or self.candidates or self.without_fault) and not self.recalled
        return bool(dealt_with or (self.row.mended and not self.row.is_mended_before))


@dataclass(frozen=True)
class Plannings:
    rows: tuple[Planned, ...]

    def of(self, *outcomes: Outcome) -> list[Planned]:
        return [planned for planned in self.rows if planned.outcome in outcomes]

    @property
    def to_write(self) -> list[Planned]:
        return self.of(Outcome.CREATED, Outcome.CHANGED)

    @property
    def questions(self) -> int:
        """Rows that look like one plan are one question."""
        return sum(planned.is_asked_here for planned in self.of(Outcome.QUESTION))

    @property
    def left_out(self) -> list[Planned]:
        return self.of(Outcome.QUESTION, Outcome.ERROR)

    def counts(self) -> dict[Outcome, int]:
        counts = dict.fromkeys(Outcome, 0)
        for planned in self.rows:
            counts[planned.outcome] += 1
        return counts

    def digest(self) -> str:
        """Differs when anything would be written otherwise than it was shown."""
        told = [
            (p.key, p.outcome, p.plan.id if p.plan else "", [(c.field, c.old, c.new) for c in p.changes] or p.values)
            for p in self.to_write
        ]
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def plan_import(
    rows: Sequence[TableRow],
    standing: Sequence[Standing],
    choices: Choices,
    said: Mapping[Fingerprint, SaidBefore] | None = None,
) -> Plannings:
    """Compares each row with the plans that stand now. `said`: what was answered about rows before. Pure."""
    rows = only_changes(rows, standing)
    answers = _Answers(choices, said or {})
    taken_in = [row for row in rows if _may_be_imported(row, answers)]
    matches = match_rows(taken_in, standing)
    twins = {row.key: group for group in map(TwinGroup, twins_of(taken_in, matches)) for row in group.rows}
    by_id = {plan.id: plan for plan in standing}
    taken = _Taken()
    return Plannings(tuple(_planned(row, answers, matches, twins, by_id, taken) for row in rows))


@dataclass
class _Taken:
    """What earlier rows are about: a plan is changed by one row only, and a national plan id is one plan's."""

    plans: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Answers:
    """What has been answered about each row: in this run, else before."""

    choices: Choices
    before: Mapping[Fingerprint, SaidBefore]

    def is_without_fault(self, row: TableRow) -> bool:
        return self._error(row) == "without"

    def about(
        self, row: TableRow, group: TwinGroup | None, candidates: Iterable[Standing]
    ) -> tuple[Answer, SaidBefore | None]:
        """The answer, and where it is from when it is an earlier one."""
        answer, before = self.choices.said(row.key), self.before.get(row.fingerprint)
        if before is None:
            return answer, None
        whole = replace(
            answer,
            twin=answer.twin or (before.about_twins(group.fingerprint) if group else ""),
            plan=answer.plan or before.about_plans(plan.id for plan in candidates),
            error=self._error(row),
        )
        return whole, before if whole != answer else None

    def _error(self, row: TableRow) -> str:
        before = self.before.get(row.fingerprint)
        return self.choices.said(row.key).error or (before.answer.error if before and row.state == ERROR else "")


def _may_be_imported(row: TableRow, answers: _Answers) -> bool:
    if row.state == SKIPPED:
        return False
    if row.state == ERROR:
        return bool(row.fault and row.fault.may_do_without and answers.is_without_fault(row))
    return True


def _planned(
    row: TableRow,
    answers: _Answers,
    matches: Mapping[Key, Match],
    twins: Mapping[Key, TwinGroup],
    by_id: Mapping[str, Standing],
    taken: _Taken,
) -> Planned:
    match = matches.get(row.key)
    if match is None:
        outcome = Outcome.SKIPPED if row.state == SKIPPED else Outcome.ERROR
        return Planned(row, outcome, answers.choices.said(row.key))
    group = twins.get(row.key)
    answer, recalled = answers.about(row, group, match.candidates)
    fault = row.fault if row.state == ERROR else None
    about: dict[str, Any] = {"twins": group, "candidates": match.candidates, "without_fault": fault}
    about["recalled"] = recalled
    number = row.values.get(NATIONAL_PLAN_ID, "")
    if group and answer.twin != SKIP:
        group.left.append(row)
    if group and (answer.twin not in (KEEP, SKIP) or (answer.twin == KEEP and number in taken.numbers)):
        group.asking = group.asking or row
        return Planned(row, Outcome.QUESTION, answer, question=Question.TWIN, **about)
    if SKIP in (answer.twin, answer.plan):
        return Planned(row, Outcome.SKIPPED, answer, is_chosen_away=True, **about)
    plan = match.plan
    if match.candidates and plan is None:
        if answer.plan != NEW and answer.plan not in by_id:
            return Planned(row, Outcome.QUESTION, answer, question=Question.PLAN, **about)
        plan = by_id.get(answer.plan)
    if plan is not None and plan.id in taken.plans:
        # Two rows, both kept as plans of their own: the first is the plan that stands, the other is new.
        plan = None
    if number:
        taken.numbers.add(number)
    if plan is None:
        return Planned(row, Outcome.CREATED, answer, **about)
    taken.plans.add(plan.id)
    return _compared(row, plan, answer, about)


def _compared(row: TableRow, plan: Standing, answer: Answer, about: Mapping[str, Any]) -> Planned:
    """A joint plan is written by the municipality that leads it, and by no other's table."""
    if plan.led_by:
        return Planned(row, Outcome.SKIPPED, answer, plan=plan, **about)
    changes, kept = compare(row, plan, answer.take)
    outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
    return Planned(row, outcome, answer, plan=plan, changes=changes, kept=kept, **about)


def compare(row: TableRow, plan: Standing, take: Iterable[str]) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """What the row changes, and what it does not because somebody has edited it since the last import."""
    changes: list[Change] = []
    kept: list[Change] = []
    for name, said in row.values.items():
        old = plan.values.get(name)
        new = _joined_notes(said, old or "", plan) if name == "notes" and row.own_id != plan.id else said
        if new == old or _says_less(name, new, old, row) or (name in row.deduced and not _is_news(name, said, plan)):
            continue
        change = Change(name, old, new)
        if name not in take and name not in _NEVER_KEPT and _is_edited_since(name, plan):
            kept.append(change)
        else:
            changes.append(change)
    is_adoption_new = any(change.field == "adopted" for change in changes)
    # That the year was taken from a case number goes with the adoption, never alone.
    told = (change for change in changes if is_adoption_new or change.field != _MARK)
    return tuple(told), tuple(kept)


def _says_less(name: str, new: Any, old: Any, row: TableRow) -> bool:
    """A year taken from a case number says less than a date of the same year."""
    return name == "adopted" and row.is_year_from_case and isinstance(old, str) and old.startswith(new)


def _is_news(name: str, said: Any, plan: Standing) -> bool:
    """What no cell says, but follows from others (a status from a date, a type from a name), changes a plan that stands
    only where the last table said something else, and nobody has touched it since."""
    return name in plan.said and plan.said[name] != said and plan.said[name] == plan.values.get(name)


def _is_edited_since(name: str, plan: Standing) -> bool:
    return plan.imported is not None and name in plan.imported and plan.imported[name] != plan.values.get(name)


def _joined_notes(said: str, old: str, plan: Standing) -> str:
    """Notes written here stay. What the last table gave is replaced by what this one gives, or else added to."""
    was = plan.said.get("notes") or ""
    whole, part = f"{NOTE_BETWEEN}{old}{NOTE_BETWEEN}", f"{NOTE_BETWEEN}{was}{NOTE_BETWEEN}"
    if was and part in whole:
        return whole.replace(part, f"{NOTE_BETWEEN}{said}{NOTE_BETWEEN}", 1)[len(NOTE_BETWEEN) : -len(NOTE_BETWEEN)]
    stands = " ".join(old.split())
    missing = [part for part in said.split(NOTE_BETWEEN) if part not in stands and part not in was]
    return NOTE_BETWEEN.join([*([old] if old else []), *missing])
