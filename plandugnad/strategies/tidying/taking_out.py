"""What a municipality has tidied, out again: every round with its choices, the principles, and what was answered."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plandugnad.core.rows_out import written
from plandugnad.core.takeout import TakeoutFile, add_part, in_memory
from plandugnad.strategies.tidying.models import PlanAnswers, SystemPrinciples, TidyingChoice, TidyingRound, TypeMove

FORMAT, VERSION = "plandugnad/rydding", 1


class TidyingPart:
    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
        found = everything(organisation_id)
        if any(found[name] for name in ("rounds", "principles", "type_moves", "answers")):
            yield in_memory("rydding.json", written(found))

    def summary(self) -> str:
        return _("Ryddingen i planene (rydding.json)")

    def explanation(self) -> str:
        return _(
            "rydding.json: hver rydderunde med antall planer før og etter og det dere valgte for hver plan, "
            "prinsippene for plansystemet, planer som fikk en annen plantype, og svarene på de fem spørsmålene. "
            "«plan_id» er planens «id» i planer.json. Finnes bare når noe av dette er skrevet."
        )


def everything(organisation_id: UUID) -> dict[str, Any]:
    """Four queries, however many plans."""
    rounds = TidyingRound.objects.filter(organisation_id=organisation_id).prefetch_related("choices")
    principles = SystemPrinciples.objects.filter(organisation_id=organisation_id).first()
    moves = TypeMove.objects.filter(organisation_id=organisation_id).order_by("made_at", "id")
    answers = PlanAnswers.objects.filter(plan__organisation_id=organisation_id).order_by("plan__sort_key", "id")
    return {
        "format": FORMAT,
        "version": VERSION,
        "rounds": [_round(one) for one in rounds],
        "principles": principles.text if principles else "",
        "type_moves": [
            {
                "was": one.was,
                "becomes": one.becomes,
                "plan_ids": [str(id) for id in one.plans],
                "moved_at": one.made_at.isoformat(),
                "undone_at": one.undone_at.isoformat() if one.undone_at else None,
            }
            for one in moves
        ],
        "answers": [{"plan_id": str(one.plan_id), "answers": one.answers} for one in answers],
    }


def _round(one: TidyingRound) -> dict[str, Any]:
    return {
        "term": one.term.name,
        "begun_on": one.begun_on.isoformat(),
        "closed_on": one.closed_on.isoformat() if one.closed_on else None,
        "counts_before": one.counts_before,
        "counts_after": one.counts_after,
        "choices": [_choice(choice) for choice in sorted(one.choices.all(), key=lambda each: each.id)],
    }


def _choice(choice: TidyingChoice) -> dict[str, Any]:
    return {
        "plan_id": str(choice.plan_id),
        "outcome": choice.outcome,
        "into_plan_id": str(choice.into_id) if choice.into_id else None,
        "because": choice.because,
        "found": choice.about,
        "chosen_at": choice.made_at.isoformat(),
    }


add_part(TidyingPart())
