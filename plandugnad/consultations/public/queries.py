"""A consultation as the public sees it. Nothing is read here that is not meant for everybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.translation import gettext as _

from plandugnad.accounts.sending import can_send_mail
from plandugnad.archive.models import FileVersion
from plandugnad.archive.wording import KIND_NAMES
from plandugnad.consultations.models import Consultation, ConsultationFile
from plandugnad.consultations.queries import step_title
from plandugnad.consultations.state import Phase, phase_of, state_in_words
from plandugnad.plans.extent.outline import Outline, outline_of
from plandugnad.regions.models import Organisation

PER_PAGE = 50


@dataclass(frozen=True)
class PublicDocument:
    id: UUID
    name: str
    kind: str
    size_bytes: int


@dataclass(frozen=True)
class PublicPage:
    consultation: Consultation
    step: str
    phase: Phase
    deadline: str
    documents: tuple[PublicDocument, ...]
    outline: Outline | None
    has_form: bool

    @property
    def heading(self) -> str:
        return _("Høring: %(plan)s") % {"plan": self.consultation.process.plan.name}

    @property
    def is_open(self) -> bool:
        return self.phase is Phase.OPEN


def find_public(id: UUID) -> Consultation | None:
    """Out now, or it was: not what is being prepared, has been taken down, or opens later."""
    rows = Consultation.objects.public().select_related("process__plan__organisation")
    return rows.filter(pk=id).first()


def read_public(consultation: Consultation, today: date) -> PublicPage:
    plan = consultation.process.plan
    rows = consultation.files.select_related("file_version__stored")
    return PublicPage(
        consultation=consultation,
        step=step_title(consultation),
        phase=phase_of(consultation, today),
        deadline=state_in_words(consultation, today),
        documents=tuple(_document(row) for row in rows),
        outline=outline_of(plan.extent) if consultation.has_map and plan.extent else None,
        has_form=can_send_mail(),
    )


def _document(row: ConsultationFile) -> PublicDocument:
    version = row.file_version
    return PublicDocument(row.pk, row.name, str(KIND_NAMES.get(version.content_kind, "")), version.stored.size_bytes)


def version_of_document(consultation: Consultation, id: UUID) -> tuple[FileVersion, str] | None:
    row = consultation.files.select_related("file_version").filter(pk=id).first()
    return (row.file_version, row.name) if row else None


@dataclass(frozen=True)
class PublicRow:
    id: UUID
    municipality: UUID
    place: str
    plan: str
    step: str
    deadline: str


def out_now(today: date, page: str | None) -> "tuple[Page[Consultation], list[PublicRow]]":
    """By municipality, and there the one that ends first at the top."""
    rows = Consultation.objects.public().filter(closes_on__gte=today)
    place = "process__plan__organisation"
    ordered = rows.select_related(f"{place}__county").order_by(f"{place}__sort_key", place, "closes_on", "id")
    found = Paginator(ordered, PER_PAGE).get_page(page)
    shared = _shared_names({one.process.plan.organisation.name for one in found})
    return found, [_row(one, today, shared) for one in found]


def _shared_names(names: Collection[str]) -> set[str]:
    """Two municipalities are called Herøy, and two Våler."""
    rows = Organisation.objects.current().filter(name__in=names, county__isnull=False).values("name")
    return set(rows.annotate(number=Count("id")).filter(number__gt=1).values_list("name", flat=True))


def _row(one: Consultation, today: date, shared: Collection[str]) -> PublicRow:
    plan, place = one.process.plan, one.process.plan.organisation
    named = f"{place.name} ({place.county.name})" if place.county and place.name in shared else place.name
    return PublicRow(one.pk, place.pk, named, plan.name, step_title(one), state_in_words(one, today))
