"""The needs of a municipality's planning strategies, out again: as JSON with all that is said, and as rows to read."""

from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plandugnad.core.rows_out import in_batches, listed, told, workbook
from plandugnad.core.takeout import TakeoutFile, add_part, streamed
from plandugnad.engines.needs import criteria, scored
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.needs.words import language, span

FORMAT, VERSION = "plandugnad/planbehov", 1


class NeedsPart:
    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
        rows = PlanNeed.objects.kept().filter(strategy__organisation_id=organisation_id, strategy__deleted_at=None)
        if not Strategy.objects.kept().filter(organisation_id=organisation_id).exists():
            return
        ordered = rows.select_related("strategy", "plan").order_by("strategy__first_year", "position", "made_at", "id")
        yield streamed("planbehov.json", lambda: _pieces(organisation_id, ordered))
        yield TakeoutFile("planbehov.xlsx", partial(_sheet, ordered))

    def summary(self) -> str:
        return _("Planbehovene med poeng, valg og dagsverk (planbehov.xlsx og planbehov.json)")

    def explanation(self) -> str:
        return _(
            "planbehov.json: det dere har sagt om hver plan i hver planstrategi, med poengene for hvert kriterium, "
            "vektene og dagsverkene dere har hvert år. «plan_id» er den samme som i planene. planbehov.xlsx: det "
            "samme å lese. Finnes bare når dere har begynt på en planstrategi."
        )


def _pieces(organisation_id: UUID, rows: QuerySet[PlanNeed]) -> Iterator[bytes]:
    strategies = Strategy.objects.kept().filter(organisation_id=organisation_id).order_by("first_year")
    head = {"format": FORMAT, "version": VERSION, "strategies": [told(one) for one in strategies]}
    yield from listed(head, "needs", (told(need) for batch in in_batches(rows) for need in batch))


def _sheet(rows: Iterable[PlanNeed]) -> BytesIO:
    names = [one.name.said(language()) for one in criteria()]
    headings = [
        _("Periode"), _("Plan"), *names, _("Vurdering"), _("Overstyrt til"), _("Overstyrt fordi"), _("Vedtak"),
        _("Dagsverk"), _("Når"), _("Ansvarlig"),
    ]  # fmt: skip
    return BytesIO(workbook([(_("Planbehov"), headings, (_cells(need) for need in rows))]))


def _cells(need: PlanNeed) -> list[str]:
    scores = scored(need.scores)
    return [
        need.strategy.term.name,
        need.plan.name if need.plan else need.name,
        *(str(scores[one.key]) if one.key in scores else "" for one in criteria()),
        need.because,
        need.get_outcome_display(),
        need.outcome_because,
        need.get_decision_display(),
        "" if need.days is None else str(need.days),
        span(need.begins_half, need.ends_half),
        need.responsible,
    ]


add_part(NeedsPart())
