"""Whom an answer waits for: those who write plans where it is asked."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from plandugnad.projections import audience
from plandugnad.projections.entries import About
from plandugnad.projections.filling import add_source
from plandugnad.projections.models import Entry
from plandugnad.projections.words import add_asks, add_kinds
from plandugnad.redthread.jointly.models import SectionEdition, SectionOwner

ANSWER = "joint_section_answer"


class SectionSource:
    key = "redthread.section_owner"

    def ids(self) -> Iterable[UUID]:
        return SectionOwner.objects.invited().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = list(SectionOwner.objects.invited().filter(id__in=ids))
        editions = SectionEdition.objects.filter(section_id__in=[row.section_id for row in rows]).order_by("number")
        titles = dict(editions.values_list("section_id", "title"))
        for row in rows:
            address = reverse("joint_section", args=[row.section_id])
            about = About(self.key, row.id, row.organisation_id, titles.get(row.section_id, ""), address)
            yield about.needs([audience.writers_of(row.organisation_id)], ANSWER)


add_asks({ANSWER: gettext_lazy("Svar på om dere skal eie et avsnitt sammen: «%(what)s»")})
add_kinds({ANSWER: gettext_lazy("svar på et spørsmål om et felles avsnitt")})
add_source(SectionSource())
