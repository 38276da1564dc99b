"""What the collaborations of a municipality have agreed on, out again. Private notes about rules are nobody's to take
along: they are their writers' and the coordinators'."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plandugnad.agreements.actions.publishing import MODEL_OF
from plandugnad.agreements.kinds import AgreementKind, GoalStatus
from plandugnad.agreements.models import Agreement, GoalReview, RuleNote, StayingSystem
from plandugnad.core.rows_out import told, workbook, written
from plandugnad.core.takeout import TakeoutFile, add_part, in_memory
from plandugnad.regions.models import Member

FORMAT, VERSION = "plandugnad/enighet", 1


class AgreementsPart:
    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
        mine = Member.objects.filter(organisation_id=organisation_id).values("collaboration")
        rows = Agreement.objects.filter(collaboration__in=mine).select_related("collaboration")
        agreements = list(rows.order_by("collaboration__name", "kind", "part"))
        if agreements:
            yield in_memory("enighet.xlsx", workbook([_goals_sheet(agreements)]))
            yield in_memory("enighet.json", written(everything(agreements)))

    def summary(self) -> str:
        return _("Det samarbeidene dere er med i, er enige om: mål, regler og rom (enighet.xlsx og enighet.json)")

    def explanation(self) -> str:
        return _(
            "enighet.json: det samarbeidene dere er med i, er enige om: formål, mål med oppfølging, spilleregler, "
            "aktørkart, felles steg, møtearenaer og rom, med hver vedtatte utgave. enighet.xlsx: målene og hvordan det "
            "går med dem. Notater om spilleregler som bare er til koordinatoren, er ikke med. Finnes bare når noe er "
            "vedtatt."
        )


def everything(agreements: Iterable[Agreement]) -> dict[str, Any]:
    return {"format": FORMAT, "version": VERSION, "agreements": [_agreement(each) for each in agreements]}


def _agreement(agreement: Agreement) -> dict[str, Any]:
    rows = MODEL_OF[AgreementKind(agreement.kind)]._default_manager.filter(agreement=agreement)
    said = told(agreement) | {
        "collaboration": agreement.collaboration.name,
        "versions": [told(version, "agreement_id") for version in agreement.versions.order_by("number")],
        "rows": [told(row, "agreement_id") for row in rows],
    }
    if agreement.kind == AgreementKind.ROOMS:
        said["systems"] = [told(row, "agreement_id") for row in StayingSystem.objects.filter(agreement=agreement)]
    if agreement.kind == AgreementKind.PURPOSE:
        said["reviews"] = [told(review) for review in _reviews([agreement])]
    if agreement.kind == AgreementKind.RULES:
        open_notes = RuleNote.objects.filter(rule__agreement=agreement, is_private=False)
        said["open_notes"] = [told(note, "is_private") for note in open_notes]
    return said


def _reviews(agreements: Iterable[Agreement]) -> Iterable[GoalReview]:
    rows = GoalReview.objects.filter(goal__agreement__in=list(agreements)).select_related("goal__agreement")
    return rows.order_by("goal__agreement", "goal__order", "goal_id", "reviewed_on", "made_at")


def _goals_sheet(agreements: list[Agreement]) -> tuple[str, list[str], Iterator[list[str]]]:
    headings = [_("Samarbeid"), _("Mål"), _("Dag"), _("Status"), _("Der vi står"), _("Merknad"), _("Hvem")]
    names = {agreement.pk: agreement.collaboration.name for agreement in agreements}
    rows = (
        [
            names[review.goal.agreement_id],
            review.goal.text,
            review.reviewed_on.strftime("%d.%m.%Y"),
            str(GoalStatus(review.status).label),
            review.value,
            review.note,
            review.by_name,
        ]
        for review in _reviews(agreements)
        if review.undone_at is None
    )
    return _("Mål"), headings, rows


add_part(AgreementsPart())
