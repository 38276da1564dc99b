"""What people say of a need, field by field: each score and each answer is a field of its own, so that two who work on
the same plan disturb each other only where they say the same thing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plandugnad.engines.needs import criteria, scored
from plandugnad.plans.models import PlanFields
from plandugnad.strategies.models import PlanNeed
from plandugnad.strategies.questions import answers_of, to_keep

Value = str | int | None
PLAIN = (
    "basis", "basis_source", "because", "outcome", "outcome_because", "decision", "lighter", "lighter_text", "days",
    "begins", "ends", "responsible", "participation",
)  # fmt: skip
OF_PROPOSED = ("name", "plan_type")
SCORE, ANSWER, ANSWER_TEXT = "score-", "answer-", "answer_text-"

LABELS: dict[str, str | Promise] = {
    "name": _("Navn"),
    "plan_type": _("Plantype"),
    "basis": _("Grunnlag"),
    "basis_source": _("Hjemmel eller føring"),
    "because": _("Vurdering"),
    "outcome": _("Utfall"),
    "outcome_because": _("Hvorfor dere sier noe annet enn summen"),
    "decision": _("Kommunestyrets vedtak"),
    "merge_into": _("Slås sammen med"),
    "lighter": _("Noe lettere enn en plan"),
    "lighter_text": _("Hvordan"),
    "days": _("Dagsverk"),
    "begins": _("Begynner"),
    "ends": _("Ferdig"),
    "responsible": _("Ansvarlig"),
    "participation": _("Medvirkning"),
}


def label_of(name: str) -> str:
    return str(LABELS[name])


def flat(need: PlanNeed) -> dict[str, Value]:
    found: dict[str, Value] = {name: getattr(need, name) for name in (*OF_PROPOSED, *PLAIN)}
    found["merge_into"] = str(need.merge_into_id) if need.merge_into_id else ""
    scores = scored(need.scores)
    found |= {f"{SCORE}{one.key}": scores.get(one.key) for one in criteria()}
    for one in answers_of(need.answers):
        found[f"{ANSWER}{one.question.key}"] = str(one.answer.value) if one.answer else ""
        found[f"{ANSWER_TEXT}{one.question.key}"] = one.text
    return found


def of_unsaid(plan: PlanFields | None) -> dict[str, Value]:
    """As `flat` of a need nobody has made: what tidying decided of the plan is what it begins with."""
    need = PlanNeed(decision=plan.decision if plan else "", name=plan.name if plan else "")
    need.plan_type = plan.plan_type if plan else ""
    return flat(need)


def put(need: PlanNeed, values: Mapping[str, Value]) -> None:
    """The fields given, and no others."""
    scores: dict[str, Any] = dict(need.scores)
    said = {one.question.key: (str(one.answer or ""), one.text) for one in answers_of(need.answers)}
    for name, value in values.items():
        if name == "merge_into":
            need.merge_into_id = UUID(str(value)) if value else None
        elif name.startswith(SCORE):
            scores[name.removeprefix(SCORE)] = value
        elif name.startswith(ANSWER_TEXT):
            key = name.removeprefix(ANSWER_TEXT)
            said[key] = (said[key][0], str(value or ""))
        elif name.startswith(ANSWER):
            key = name.removeprefix(ANSWER)
            said[key] = (str(value or ""), said[key][1])
        elif name in (*OF_PROPOSED, *PLAIN):
            setattr(need, name, value)
    need.scores = scored({key: score for key, score in scores.items() if score is not None})
    need.answers = to_keep(said)
