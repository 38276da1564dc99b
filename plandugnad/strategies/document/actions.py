"""What is written in the document of a strategy. Each is one transaction; the caller has asked `access`."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.strategies.actions import ChangedMeanwhile, locked
from plandugnad.strategies.document.models import DocumentSection, EditionKind
from plandugnad.strategies.models import Strategy

WRITTEN, RESTORED = "strategy_section_written", "strategy_section_restored"


@transaction.atomic
def write_section(
    by: By, strategy: Strategy, code: str, text: str, *, seen: int | None = None, verb: str = WRITTEN
) -> DocumentSection:
    """`seen` is the version the person began from, 0 where nothing was written. Raises ChangedMeanwhile with what
    stands now when it is another: nothing anybody wrote is written over unseen."""
    current = locked(strategy)
    refuse_frozen(current)
    section = DocumentSection.objects.filter(strategy=current, code=code).first()
    stands = section.version if section else 0
    if section is not None and section.text == text:
        return section
    if seen is not None and seen != stands:
        raise ChangedMeanwhile(section, last_by(section))
    before = section.text if section else ""
    section = section or DocumentSection(strategy=current, code=code, version=0)
    section.text, section.version = text, section.version + 1
    section.save()
    audit.record(
        by, verb, section, organisation_id=current.organisation_id,
        before={"code": code, "text": before}, after={"code": code, "text": text},
    )  # fmt: skip
    return section


def restore_section(by: By, strategy: Strategy, section: DocumentSection, event: AuditEvent) -> None:
    """As it was after that event, as a new line of history."""
    write_section(by, strategy, section.code, str((event.after or {}).get("text", "")), verb=RESTORED)


def refuse_frozen(strategy: Strategy) -> None:
    if strategy.editions.filter(kind=EditionKind.ADOPTED, deleted_at=None).exists():
        raise ValidationError(
            _("Planstrategien er vedtatt, og dokumentet står slik kommunestyret vedtok det. Angre vedtaket først.")
        )


def events_of(section: DocumentSection | None) -> list[AuditEvent]:
    if section is None:
        return []
    rows = AuditEvent.objects.filter(subject_id=section.pk, verb__in=(WRITTEN, RESTORED))
    return list(rows.order_by("-made_at", "-id")[:_MOST])


def find_event(section: DocumentSection, id: UUID) -> AuditEvent | None:
    return AuditEvent.objects.filter(subject_id=section.pk, verb__in=(WRITTEN, RESTORED), pk=id).first()


def last_by(section: DocumentSection | None) -> str:
    found = events_of(section)
    return found[0].by_name if found else ""


_MOST = 100
