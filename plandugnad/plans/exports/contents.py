"""What an export holds: the plans one may see, narrowed as the table was, and where they come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from plandugnad.core.norwegian import search_key
from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import Decision, PlanStatus, PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Collaboration, Organisation

Cell = str | When | None


@dataclass(frozen=True)
class Contents:
    place: Organisation | Collaboration
    plans: tuple[Plan, ...]
    made_on: date
    parents: Mapping[UUID, str] = field(default_factory=dict)  # only those the reader may see
    chosen: tuple[str, ...] = ()  # the filters, in words

    @property
    def collaboration(self) -> Collaboration | None:
        return self.place if isinstance(self.place, Collaboration) else None

    @property
    def columns(self) -> tuple["ExportColumn", ...]:
        """Where plans of several municipalities stand together, each says whose it is."""
        return (COLUMNS[0], *OF_SEVERAL, *COLUMNS[1:]) if self.collaboration else COLUMNS

    def file_name(self, ending: str) -> str:
        number = self.place.number if isinstance(self.place, Organisation) else "samarbeid"
        place = slugify(search_key(self.place.name)) or number
        mark = "-eksempeldata" if self.place.is_example else ""
        return f"{place}-planer{mark}-{self.made_on.isoformat()}.{ending}"

    def parent_name(self, plan: Plan) -> str:
        return self.parents.get(plan.parent_id, "") if plan.parent_id else ""


@dataclass(frozen=True)
class ExportColumn:
    heading: str | Promise
    width: int  # in letters
    cell: Callable[[Plan, Contents], Cell]
    field: str = ""  # of the plan; empty where the cell is about something else
    choices: Any = None  # where the cell is one of a few labels


def _text(name: str) -> Callable[[Plan, Contents], Cell]:
    return lambda plan, _contents: getattr(plan, name)


def _label(choices: Any, name: str) -> Callable[[Plan, Contents], Cell]:
    labels = choices

    def cell(plan: Plan, _contents: Contents) -> Cell:
        code = getattr(plan, name)
        return str(labels(code).label) if code in labels.values else code

    return cell


# The first columns have the headings our own import reads, so that a table can go out, be worked on, and come in again.
COLUMNS = (
    ExportColumn(_("Plan"), 52, _text("name"), "name"),
    ExportColumn(_("Plantype"), 26, _label(PlanType, "plan_type"), "plan_type", PlanType),
    ExportColumn(_("Status"), 16, _label(PlanStatus, "status"), "status", PlanStatus),
    ExportColumn(_("Vedtatt"), 13, _text("adopted"), "adopted"),
    ExportColumn(_("Sist revidert"), 13, _text("last_revised"), "last_revised"),
    ExportColumn(_("Planperiode"), 13, _text("period"), "period"),
    ExportColumn(_("Skal revideres"), 14, _text("revision_due"), "revision_due"),
    ExportColumn(_("Beslutning"), 16, _label(Decision, "decision"), "decision", Decision),
    ExportColumn(_("Saksnummer"), 14, _text("case_reference"), "case_reference"),
    ExportColumn(_("Ansvarlig"), 24, _text("responsible"), "responsible"),
    ExportColumn(_("Prioritet"), 12, _text("priority"), "priority"),
    ExportColumn(_("Hjemmel"), 18, _text("legal_basis"), "legal_basis"),
    ExportColumn(_("Område"), 24, _text("section"), "section"),
    ExportColumn(_("Merknader"), 50, _text("notes"), "notes"),
    ExportColumn(_("Arealplan-ID"), 16, _text("national_plan_id"), "national_plan_id"),
    ExportColumn(_("Forankret i"), 40, lambda plan, contents: contents.parent_name(plan)),
    ExportColumn(_("Plandugnad-ID"), 38, lambda plan, _contents: str(plan.id)),
    # What no heading of other tables means; so they stand after what tables most often have.
    ExportColumn(_("Vedtatt av"), 24, _text("adopted_by"), "adopted_by"),
    ExportColumn(_("Eierenhet"), 24, _text("owner_unit"), "owner_unit"),
    ExportColumn(_("Tema"), 30, lambda plan, _contents: ", ".join(plan.themes), "themes"),
    ExportColumn(_("Mål i overordnet plan"), 40, _text("goal"), "goal"),
    ExportColumn(_("Gjelder til"), 13, _text("valid_until"), "valid_until"),
    ExportColumn(_("Arbeidsår"), 14, _text("work_years"), "work_years"),
)
# Of these the table engine knows nothing; they are read in our own tables only, and only as we write them.
ONLY_OURS = frozenset({"adopted_by", "owner_unit", "themes", "goal", "valid_until", "work_years"})

# Where plans of several municipalities stand together. By the number an import leaves out what is another's.
NUMBER_HEADING = gettext_noop("Kommunenummer")
OF_SEVERAL = (
    ExportColumn(_("Kommune"), 20, lambda plan, _contents: plan.organisation.name),
    ExportColumn(_(NUMBER_HEADING), 10, lambda plan, _contents: plan.organisation.number),
)


def about(contents: Contents, written_date: str) -> list[tuple[str, str]]:
    """Where the table comes from, said beside it."""
    place = contents.place
    if isinstance(place, Collaboration):
        rows = [
            (gettext("Samarbeid"), place.name),
            (gettext("Kilde"), gettext("Kommunenes planoversikter i Plandugnad")),
        ]
    else:
        rows = [
            (gettext("Kommune"), f"{place.name} ({place.number})"),
            (gettext("Kilde"), gettext("Kommunens planoversikt i Plandugnad")),
        ]
    rows += [
        (gettext("Hentet"), written_date),
        (gettext("Antall planer"), str(len(contents.plans))),
        (gettext("Utvalg"), "; ".join(contents.chosen) or gettext("Alle planer du kan se")),
    ]
    if place.is_example:
        rows.insert(0, (gettext("Eksempeldata"), gettext("Kommunen og planene er oppdiktet.")))
    return rows
