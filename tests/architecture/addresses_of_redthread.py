"""The addresses of the red thread, for that of Fjordvik."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.architecture.standing import Fjordvik


def _number(its: Fjordvik, **more: Any) -> dict[str, Any]:
    return {"number": its.cast.fjordvik.number, **more}


def _section(its: Fjordvik, **more: Any) -> dict[str, Any]:
    return {"id": its.of_red_thread.owner.section_id, **more}


def _owner(its: Fjordvik) -> dict[str, Any]:
    return _section(its, owner=its.of_red_thread.owner.id)


RED_THREAD: dict[str, Callable[[Fjordvik], dict[str, Any]]] = {
    "thread": _number,
    "thread_loose": _number,
    "thread_undo": lambda its: _number(its, batch=uuid4()),
    "thread_file": _number,
    "thread_import": _number,
    "thread_goal_new": _number,
    "thread_goal": lambda its: _number(its, id=its.of_red_thread.goal.id),
    "thread_measure_new": _number,
    "thread_measure": lambda its: _number(its, id=its.of_red_thread.measure.id),
    "thread_line_new": _number,
    "thread_line": lambda its: _number(its, id=its.of_red_thread.line.id),
    "thread_plan": lambda its: _number(its, id=its.plan.id),
    "joint_section_new": _number,
    "joint_section": _section,
    "joint_section_answer": _owner,
    "joint_section_decide": _owner,
    "joint_section_leave": _owner,
}
