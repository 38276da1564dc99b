"""Asking, answering, taking back. Each is one transaction; the caller has asked `access`."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.plans.models import Plan
from plandugnad.projections.filling import refresh
from plandugnad.regions.models import Collaboration, Organisation
from plandugnad.strategies.jointly.kinds import JointAnswer
from plandugnad.strategies.jointly.models import JointAsk
from plandugnad.strategies.jointly.telling import JointSource, tell_of


@transaction.atomic
def ask_jointly(
    by: By,
    collaboration: Collaboration,
    asker: Organisation,
    asked: Organisation,
    *,
    plan_name: str,
    other_name: str,
    plan_id: UUID | None = None,
    text: str = "",
) -> JointAsk:
    """Two who ask at once have asked the same."""
    Collaboration.objects.select_for_update(no_key=True).get(pk=collaboration.pk)
    same = {"collaboration": collaboration, "asker": asker, "asked": asked, "plan_name": plan_name}
    there = JointAsk.objects.standing().filter(**same, other_name=other_name, answer="").first()
    if there is not None:
        return there
    plan = Plan.objects.kept().filter(pk=plan_id, organisation=asker).first() if plan_id else None
    made = JointAsk.objects.create(**same, other_name=other_name, plan=plan, text=text, asked_by_id=by.id)
    _record(by, "joint_asked", made, after={"plan": plan_name, "other": other_name, "text": text})
    return made


@transaction.atomic
def answer_jointly(by: By, ask: JointAsk, answer: str, text: str = "") -> JointAsk:
    """Another answer may be given later: it stands instead."""
    current = _standing(ask)
    before = {"answer": current.answer, "text": current.answer_text}
    current.answer, current.answer_text, current.answered_at = JointAnswer(answer), text, timezone.now()
    current.save()
    _record(by, "joint_answered", current, before=before, after={"answer": answer, "text": text})
    return current


@transaction.atomic
def withdraw_ask(by: By, ask: JointAsk) -> None:
    current = _standing(ask)
    if current.answer:
        raise ValidationError(_("%(place)s har svart. Snakk med dem i stedet.") % {"place": current.asked.name})
    current.withdrawn_at = timezone.now()
    current.save(update_fields=["withdrawn_at"])
    _record(by, "joint_ask_withdrawn", current)


def _standing(ask: JointAsk) -> JointAsk:
    rows = JointAsk.objects.select_for_update(of=("self",), no_key=True).select_related(
        "asker", "asked", "collaboration"
    )
    current = rows.get(pk=ask.pk)
    if current.withdrawn_at is not None:
        raise ValidationError(_("Spørsmålet er trukket."))
    return current


def _record(by: By, verb: str, ask: JointAsk, **about: object) -> None:
    audit.record(by, verb, ask, organisation_id=ask.asker_id, **about)
    refresh(JointSource.key, [ask.id], by)
    tell_of(by, verb, ask)
