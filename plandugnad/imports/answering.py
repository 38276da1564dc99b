"""From the words a button sends to an answer about a row."""

from __future__ import annotations

from plandugnad.core.audit import By
from plandugnad.imports.actions import answer_about, answer_twins, ask_again
from plandugnad.imports.choices import NEW, SKIP, Answer, Key
from plandugnad.imports.forms import as_id
from plandugnad.imports.models import ImportRun
from plandugnad.imports.queries.planned import planned_for


def answer_row(by: By, run: ImportRun, key: Key, said: str) -> None:
    """Words that are no answer change nothing."""
    verb, _, about = said.partition(":")
    if verb in ("this", "all", "not-this", "none", "again"):
        _answer_group(by, run, key, verb, about)
    elif verb in _ANSWERS:
        answer_about(by, run, key, lambda answer: _ANSWERS[verb](answer, about))


def _answer_group(by: By, run: ImportRun, key: Key, verb: str, about: str) -> None:
    """An answer about one row of a group is an answer about the others too. `about` is another row of the group."""
    group = _group_of(run, key)
    key = about if about in group else key
    if verb == "again":
        ask_again(by, run, group)
    elif verb == "all":
        answer_twins(by, run, group, None)
    elif verb == "this":
        answer_twins(by, run, group, key)
    elif verb == "none":
        answer_twins(by, run, group, "")
    elif len(group) == 2:
        answer_twins(by, run, group, next(other for other in group if other != key))
    else:
        answer_about(by, run, key, lambda answer: setattr(answer, "twin", SKIP))


def _group_of(run: ImportRun, key: Key) -> list[Key]:
    planned = next((row for row in planned_for(run).rows if row.key == key), None)
    return [twin.key for twin in planned.twins.rows] if planned and planned.twins else [key]


def _is_new(answer: Answer, about: str) -> None:
    answer.plan = NEW


def _is_plan(answer: Answer, about: str) -> None:
    answer.plan = as_id(about)


def _is_left_out(answer: Answer, about: str) -> None:
    answer.plan = SKIP


def _without_fault(answer: Answer, about: str) -> None:
    answer.error = "without"


def _take(answer: Answer, about: str) -> None:
    answer.take = sorted({*answer.take, about})


def _leave(answer: Answer, about: str) -> None:
    answer.take = [name for name in answer.take if name != about]


_ANSWERS = {
    "new": _is_new,
    "plan": _is_plan,
    "skip": _is_left_out,
    "without": _without_fault,
    "take": _take,
    "keep": _leave,
}
