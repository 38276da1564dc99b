"""The consultations of a municipality, out again: what was sent out, what was said, and what came of it."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plandugnad.consultations.models import Consultation, Group, TableExport, TableReading
from plandugnad.consultations.queries import step_title
from plandugnad.consultations.taking_out.places import TOP, Places, places_of
from plandugnad.consultations.taking_out.sheets import points_sheet, statements_sheet
from plandugnad.consultations.taking_out.statements import history, statements
from plandugnad.core.rows_out import in_batches, listed, told
from plandugnad.core.takeout import TakeoutFile, add_part, streamed

VERSION = 1
_TABLES_AT_A_TIME = 1  # each holds every text of the table it was


class ConsultationsPart:
    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
        consultations = list(
            Consultation.objects.filter(process__plan__organisation_id=organisation_id)
            .select_related("process__plan")
            .order_by("process__plan__sort_key", "made_at", "id")
        )
        if not consultations:
            return
        places = places_of(consultations)
        titles = {each.pk: step_title(each) for each in consultations}
        for name, rows in (
            ("horinger", partial(_heads, consultations, titles, places)),
            ("uttalelser", partial(statements, consultations, places)),
            ("tabeller", partial(_tables, consultations)),
            ("historikk", partial(history, consultations)),
        ):
            yield streamed(f"{TOP}{name}.json", partial(_file, name, rows))
        yield streamed(f"{TOP}uttalelser.csv", statements_sheet(consultations, places))
        yield streamed(f"{TOP}punkter.csv", points_sheet(consultations))
        yield from places.files.values()

    def summary(self) -> str:
        return _("Høringene med uttalelser, svar og vedlegg (mappen horinger)")

    def explanation(self) -> str:
        return _(
            "horinger: horinger.json har høringene med dokumentene, merkelappene og gruppene av like punkter. "
            "uttalelser.json har uttalelsene med punkter, svar, innsigelser og vedlegg. tabeller.json har "
            "uttalelsestabellene som er hentet ut og lest inn, og historikk.json hva som er gjort. uttalelser.csv og "
            "punkter.csv er tabeller til å lese. Filene ligger i en mappe for hver høring, vedleggene etter nummeret "
            "på uttalelsen. «process_id» er prosessens «id» i planprosesser.json. "
            "Uttalelser som ikke er bekreftet fra e-posten, og e-poster som venter på å bli tatt inn, er ikke med. "
            "Av slettede uttalelser står bare nummeret og dagene. "
            "Her er navn, e-post og adresser: sletter dere opplysningene i Plandugnad, må dere slette dem her også."
        )


def _file(name: str, rows: Any) -> Iterator[bytes]:
    head = {"format": f"plandugnad/{name}", "version": VERSION}
    return listed(head, _LISTS[name], rows())


_LISTS = {"horinger": "consultations", "uttalelser": "statements", "tabeller": "tables", "historikk": "events"}


def _heads(consultations: Iterable[Consultation], titles: dict[UUID, str], places: Places) -> Iterator[dict[str, Any]]:
    for one in consultations:
        process = one.process
        yield told(one, "version", "last_number") | {
            "plan_id": process.plan_id,
            "plan_name": process.plan.name,
            "step": titles[one.pk],
            "documents": [
                told(each, "consultation_id") | {"path": places.path_of(each.pk)} for each in one.files.all()
            ],
            "tags": [told(tag, "consultation_id") for tag in one.tags.all()],
            "groups": [_group(group) for group in one.groups.order_by("made_at", "id").prefetch_related("members")],
        }


def _group(group: Group) -> dict[str, Any]:
    points = [{"point_id": each.point_id, "likeness": each.likeness} for each in group.members.all()]
    return told(group, "consultation_id", "version") | {"points": points}


def _tables(consultations: Iterable[Consultation]) -> Iterator[dict[str, Any]]:
    for kind, rows in (("fetched", TableExport.objects.all()), ("read", TableReading.objects.all())):
        own = rows.filter(consultation__in=consultations).order_by("made_at", "id")
        for batch in in_batches(own, _TABLES_AT_A_TIME):
            yield from ({"kind": kind} | told(row) for row in batch)


add_part(ConsultationsPart())
