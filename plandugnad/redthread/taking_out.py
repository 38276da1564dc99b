"""The red thread of a municipality, out again, with the joint sections it owns."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plandugnad.core.rows_out import told, written
from plandugnad.core.takeout import TakeoutFile, add_part, in_memory
from plandugnad.redthread.models import (
    Anchor,
    BudgetLine,
    CommunityGoal,
    Measure,
    SectionDecision,
    SectionEdition,
    SectionOwner,
)

FORMAT, VERSION = "plandugnad/rod-trad", 1
_GONE = ("deleted_at",)


class ThreadPart:
    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
        found = everything(organisation_id)
        if any(found[name] for name in ("goals", "measures", "budget_lines", "joint_sections")):
            yield in_memory("rod-trad.json", written(found))

    def summary(self) -> str:
        return _("Den røde tråden (rod-trad.json)")

    def explanation(self) -> str:
        return _(
            "rod-trad.json: målene i samfunnsdelen, tiltakene, budsjettlinjene (1000 kr), hva som er forankret i hva, "
            "og de felles avsnittene med hvert kommunestyres vedtak. «plan_id» er planens «id» i planer.json. "
            "Finnes bare når noe av dette er skrevet."
        )


def everything(organisation_id: UUID) -> dict[str, Any]:
    """Seven queries, however many rows."""
    sections = list(
        SectionOwner.objects.standing().filter(organisation_id=organisation_id).values_list("section_id", flat=True)
    )
    mine = {"organisation_id": organisation_id}
    decisions = SectionDecision.objects.filter(owner__section__in=sections).order_by("made_at", "id")
    return {
        "format": FORMAT,
        "version": VERSION,
        "goals": [told(row, *_GONE) for row in CommunityGoal.objects.of(organisation_id).in_order()],
        "measures": [told(row, *_GONE) for row in Measure.objects.kept().filter(**mine).order_by("name", "id")],
        "budget_lines": [told(row, *_GONE) for row in BudgetLine.objects.kept().filter(**mine).order_by("name", "id")],
        "anchors": [told(row) for row in Anchor.objects.filter(**mine).order_by("made_at", "id")],
        "joint_sections": [
            told(row) for row in SectionEdition.objects.filter(section__in=sections).order_by("section", "number")
        ],
        "section_owners": [
            told(row) for row in SectionOwner.objects.filter(section__in=sections).order_by("made_at", "id")
        ],
        "section_decisions": [told(row) for row in decisions],
    }


add_part(ThreadPart())
