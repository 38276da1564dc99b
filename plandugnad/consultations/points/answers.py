"""What the municipality answers: to a point, and to the whole statement. Nothing anyone wrote is lost.

A text is sent with the one it was begun from. Has another stood there meanwhile, the two are put together line by
line; where that would mix them, nothing is saved and both are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.consultations.merging import three_way
from plandugnad.consultations.models import Group, GroupMember, GroupState, Handling, Point, Statement
from plandugnad.consultations.points.actions import begun, locked, save_point, save_statement
from plandugnad.consultations.telling import note
from plandugnad.consultations.texts import TooLong, as_kept, refuse_too_long
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent

TEXTS = ("summary", "assessment")


@dataclass(frozen=True)
class Written:
    """A text somebody sends, and what stood there when she began."""

    text: str
    base: str


@dataclass(frozen=True)
class Saved:
    """`merged_with` is whose lines were put together with hers; empty when there were none."""

    text: str
    merged_with: str = ""


class WrittenMeanwhile(Exception):
    """Somebody changed the same lines. `theirs` is what stands now, by the name of the field."""

    def __init__(self, theirs: Mapping[str, str], by_name: str) -> None:
        super().__init__(_("Noen andre har skrevet her mens du skrev."))
        self.theirs, self.by_name = theirs, by_name


class TextsTooLong(Exception):
    def __init__(self, wrong: Mapping[str, TooLong]) -> None:
        super().__init__(", ".join(wrong))
        self.wrong = wrong


@transaction.atomic
def write_answer(by: By, point: Point, written: Written, *, is_ready: bool = False) -> Saved:
    """Lines that were put together are read before they are called done, so they are a draft."""
    kept = locked(point.statement)
    standing = Point.objects.select_for_update(of=("self",), no_key=True).filter(pk=point.pk, deleted_at=None).first()
    if standing is None:
        raise ValidationError(_("Punktet er slettet. Hent det tilbake før du lagrer svaret."))
    told = {"point": str(standing.pk)}
    text = _settled(written, standing.answer)
    if text is None:
        raise WrittenMeanwhile({"answer": standing.answer}, _last_writer(kept, "point_answered", point=str(point.pk)))
    refuse_too_long(text, standing.answer)
    merged = text != written.text
    if is_ready and not text:
        raise ValidationError(_("Skriv et svar før du merker det som ferdig."))
    before = {"answer": standing.answer, "is_ready": standing.is_ready}
    standing.answer, standing.is_ready = text, is_ready and not merged
    after = {"answer": standing.answer, "is_ready": standing.is_ready}
    by_name = _last_writer(kept, "point_answered", point=str(point.pk)) if merged else ""
    if before != after:
        save_point(standing, "answer", "is_ready")
        if kept.handling == Handling.NEW or not standing.is_ready:
            begun(kept)
        note(by, "point_answered", kept, before=told | before, after=told | after)
    return Saved(text, by_name or (_("en annen") if merged else ""))


@transaction.atomic
def write_texts(by: By, statement: Statement, written: Mapping[str, Written]) -> dict[str, Saved]:
    """The summary tells what a person has said, so the history has only that it was changed; the assessment is ours."""
    kept = locked(statement)
    found = {name: _settled(one, getattr(kept, name)) for name, one in written.items()}
    if any(text is None for text in found.values()):
        theirs = {name: getattr(kept, name) for name, text in found.items() if text is None}
        raise WrittenMeanwhile(theirs, _last_writer(kept, "statement_assessed"))
    texts = {name: text for name, text in found.items() if text is not None}
    _refuse_any_too_long(kept, texts)
    merged = {name for name, text in texts.items() if text != written[name].text}
    by_name = (_last_writer(kept, "statement_assessed") or _("en annen")) if merged else ""
    real = {name: text for name, text in texts.items() if text != getattr(kept, name)}
    if real:
        before = {"assessment": kept.assessment} if "assessment" in real else {}
        for name, text in real.items():
            setattr(kept, name, text)
        save_statement(kept, *real)
        if kept.handling == Handling.NEW:
            begun(kept)
        after = {"assessment": kept.assessment} if "assessment" in real else {}
        note(by, "statement_assessed", kept, before=before, after=after | {"fields": sorted(real)})
    return {name: Saved(text, by_name if name in merged else "") for name, text in texts.items()}


@transaction.atomic
def call_ready(by: By, statement: Statement) -> int:
    """The answers that were drafts are done with it. How many they were."""
    kept = locked(statement)
    points = list(Point.objects.kept().filter(statement=kept))
    covered = covered_by_group(points)
    bare = [number for number, point in enumerate(points, start=1) if not point.answer and point.pk not in covered]
    if bare:
        raise ValidationError(
            ngettext(
                "Punkt %(numbers)s har ikke svar ennå. Skriv et svar, eller slett punktet.",
                "Punktene %(numbers)s har ikke svar ennå. Skriv svar, eller slett dem.",
                len(bare),
            )
            % {"numbers": ", ".join(map(str, bare[:20]))}
        )
    if not points and not kept.assessment:
        raise ValidationError(_("Skriv kommunens vurdering, eller del uttalelsen i punkter og svar på dem."))
    if kept.handling == Handling.READY:
        return 0
    drafts = [point for point in points if point.answer and not point.is_ready]
    for point in drafts:
        point.is_ready = True
        save_point(point, "is_ready")
    kept.handling = Handling.READY
    save_statement(kept, "handling")
    note(by, "statement_ready", kept, after={"drafts": len(drafts)})
    return len(drafts)


@transaction.atomic
def take_up_again(by: By, statement: Statement) -> None:
    kept = locked(statement)
    if kept.handling == Handling.READY:
        begun(kept)
        note(by, "statement_taken_up", kept)


# As points are counted everywhere: neither an answer of its own, nor one in common that people have decided.
UNANSWERED = Q(answer="") & ~Q(memberships__group__in=Group.objects.filter(state=GroupState.DECIDED).exclude(answer=""))


def covered_by_group(points: list[Point]) -> dict[object, str]:
    """The common answer of the group each of these is in, where people have decided the group and answered it."""
    rows = GroupMember.objects.filter(point__in=points, group__state=GroupState.DECIDED).exclude(group__answer="")
    return dict(rows.values_list("point_id", "group__answer"))


def _refuse_any_too_long(kept: Statement, texts: Mapping[str, str]) -> None:
    """Told by the name of the field."""
    wrong: dict[str, TooLong] = {}
    for name, text in texts.items():
        try:
            refuse_too_long(text, getattr(kept, name))
        except TooLong as refused:
            wrong[name] = refused
    if wrong:
        raise TextsTooLong(wrong)


def _settled(written: Written, stands: str) -> str | None:
    """None when a person must choose."""
    base, stands = as_kept(written.base), as_kept(stands)
    if stands in (base, written.text):
        return written.text
    merged = three_way(base, written.text, stands)
    return as_kept(merged.text) if merged.is_clean else None


def _last_writer(statement: Statement, verb: str, **of: str) -> str:
    events = AuditEvent.objects.filter(subject_id=statement.pk, verb=verb, **{f"after__{k}": v for k, v in of.items()})
    last = events.order_by("-made_at", "-id").first()
    return last.by_name if last else ""
