"""The addresses of planning strategies, for that of Fjordvik, and of its red thread."""

from collections.abc import Callable
from typing import Any

from tests.architecture.addresses_of_redthread import RED_THREAD
from tests.architecture.standing import Fjordvik


def _strategy(its: Fjordvik, **more: Any) -> dict[str, Any]:
    return {"id": its.of_strategies.strategy.id, **more}


def _tidying(its: Fjordvik, **more: Any) -> dict[str, Any]:
    return {"number": its.cast.fjordvik.number, **more}


def _tidied_plan(its: Fjordvik, **more: Any) -> dict[str, Any]:
    return _tidying(its, id=its.of_strategies.choice.plan_id, **more)


def _need(its: Fjordvik, **more: Any) -> dict[str, Any]:
    return _strategy(its, need=its.of_strategies.need.id, **more)


def _note(its: Fjordvik) -> dict[str, Any]:
    return _need(its, note=its.of_strategies.note.id)


def _snapshot(its: Fjordvik, **more: Any) -> dict[str, Any]:
    return _strategy(its, snapshot=its.of_strategies.snapshot.id, **more)


STRATEGIES: dict[str, Callable[[Fjordvik], dict[str, Any]]] = {
    **RED_THREAD,
    "representatives": lambda its: {"number": its.cast.fjordvik.number},
    "strategies": lambda its: {"number": its.cast.fjordvik.number},
    "strategy": _strategy,
    "collaboration_jointly": lambda its: {"id": its.cast.ytre_fjord.id},
    "joint_ask_new": lambda its: {"id": its.cast.ytre_fjord.id},
    "joint_ask": lambda its: {"id": its.of_strategies.joint_ask.id},
    "joint_ask_withdraw": lambda its: {"id": its.of_strategies.joint_ask.id},
    "municipality_wheel": lambda its: {"number": its.cast.fjordvik.number},
    "collaboration_wheel": lambda its: {"id": its.cast.ytre_fjord.id},
    "strategy_delete": _strategy,
    "strategy_undelete": lambda its: {"id": its.of_strategies.gone_strategy.id},
    "tidying": _tidying,
    "tidying_bulk": _tidying,
    "tidying_round": _tidying,
    "tidying_close": lambda its: _tidying(its, round_id=its.of_strategies.choice.round_id),
    "tidying_result": _tidying,
    "tidying_result_file": _tidying,
    "tidying_undo_many": lambda its: _tidying(its, batch=its.of_strategies.choice.batch_id),
    "few_types": _tidying,
    "type_move": _tidying,
    "type_move_undo": lambda its: _tidying(its, id=its.of_strategies.move.id),
    "plan_questions": lambda its: {"id": its.of_strategies.choice.plan_id},
    "tidying_plan": _tidied_plan,
    "tidying_undo": _tidied_plan,
    "tidying_field": lambda its: _tidied_plan(its, name="adopted"),
    "strategy_needs": _strategy,
    "strategy_needs_move": _strategy,
    "strategy_needs_order": _strategy,
    "strategy_needs_undo": lambda its: _strategy(its, event=its.of_strategies.chosen.id),
    "strategy_need_propose": _strategy,
    "strategy_weights": _strategy,
    "strategy_capacity": _strategy,
    "strategy_board": _strategy,
    "strategy_board_choose": _strategy,
    "strategy_need_sum": _strategy,
    "strategy_need_of_plan": lambda its: _strategy(its, plan=its.plan.id),
    "strategy_need": _need,
    "strategy_need_take_out": _need,
    "strategy_need_bring_back": _need,
    "strategy_process": _strategy,
    "strategy_asked": _strategy,
    "strategy_asked_propose": _strategy,
    "strategy_asked_new": _strategy,
    "strategy_asked_sent": _strategy,
    "strategy_asked_date": _strategy,
    "strategy_asked_letter": lambda its: _strategy(its, kind="docx"),
    "strategy_asked_edit": lambda its: _strategy(its, party=its.of_strategies.party.id),
    "strategy_asked_remove": lambda its: _strategy(its, party=its.of_strategies.party.id),
    "strategy_asked_return": lambda its: _strategy(its, party=its.of_strategies.gone_party.id),
    "strategy_workshop": _strategy,
    "strategy_workshop_link": _strategy,
    "strategy_workshop_need": _strategy,
    "strategy_workshop_ambitions": _strategy,
    "strategy_workshop_invitation": lambda its: _strategy(its, group="council"),
    "strategy_document": _strategy,
    "strategy_document_file": lambda its: _strategy(its, kind="docx"),
    "strategy_document_picture": lambda its: _strategy(its, digest="0" * 24),
    "strategy_section": lambda its: _strategy(its, code="about"),
    "strategy_section_history": lambda its: _strategy(its, code="about"),
    "strategy_section_restore": lambda its: _strategy(its, code="about", event=its.of_strategies.section_event),
    "strategy_decide": _strategy,
    "strategy_parts": _strategy,
    "strategy_publish": _strategy,
    "strategy_unpublish": lambda its: _strategy(its, edition=its.of_strategies.edition.id),
    "strategy_republish": lambda its: _strategy(its, edition=its.of_strategies.edition.id),
    "strategy_meeting": _strategy,
    "strategy_adopt": _strategy,
    "strategy_adopt_undo": lambda its: _strategy(its, adoption=its.of_strategies.adoption.id),
    "strategy_living": _strategy,
    "strategy_track": _need,
    "strategy_track_back": _note,
    "strategy_track_forward": _note,
    "strategy_outside": lambda its: _strategy(its, plan=its.plan.id),
    "strategy_pulse": _strategy,
    "strategy_pulse_ask": _strategy,
    "strategy_status": _strategy,
    "strategy_status_file": lambda its: _strategy(its, kind="pdf"),
    "strategy_freeze": _strategy,
    "strategy_freeze_adopted": _strategy,
    "strategy_compare": _strategy,
    "strategy_snapshot": _snapshot,
    "strategy_snapshot_file": lambda its: _snapshot(its, kind="pdf"),
    "collaboration_strategies": lambda its: {"id": its.cast.ytre_fjord.id},
    "county_strategies": lambda its: {"number": its.cast.county.number},
}
