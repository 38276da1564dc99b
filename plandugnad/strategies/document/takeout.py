"""The planning strategies of a municipality, out again: the document to read, and all that is kept beside it."""

from collections.abc import Iterable
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.core.papers.word import as_word
from plandugnad.core.rows_out import told, written
from plandugnad.core.takeout import TakeoutFile, add_part, streamed
from plandugnad.strategies.document.laying import lay_out
from plandugnad.strategies.document.queries import adopted_edition, outlay_of
from plandugnad.strategies.models import CouncilWorkshop, PulseContact, Strategy, TrackNote

FORMAT, VERSION = "plandugnad/planstrategier", 1


class StrategyDocumentsPart:
    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
        strategies = strategies_of(organisation_id)
        if not strategies:
            return
        yield streamed("planstrategier.json", lambda: [written(everything(strategies))])
        for strategy in strategies:
            yield TakeoutFile(f"planstrategier/{strategy.term.name}.docx", partial(_document, strategy))

    def summary(self) -> str:
        return _("Planstrategiene (planstrategier.json, og som dokumenter i mappen planstrategier)")

    def explanation(self) -> str:
        return _(
            "planstrategier.json: teksten i hver planstrategi, hvem som er spurt, hva de sa og hvordan det er vurdert, "
            "utgavene som har vært offentlige, vedtakene, og oppfølgingen: hva som er meldt, hvem som spørres, og det "
            "dere har tatt vare på. planstrategier: dokumentene å lese, slik kommunestyret vedtok dem, eller slik de "
            "står nå. Finnes bare når dere har begynt på en planstrategi."
        )


def strategies_of(organisation_id: UUID) -> list[Strategy]:
    rows = Strategy.objects.kept().filter(organisation_id=organisation_id).select_related("organisation", "plan")
    return list(rows.order_by("first_year"))


def everything(strategies: Iterable[Strategy]) -> dict[str, Any]:
    return {"format": FORMAT, "version": VERSION, "strategies": [_one(strategy) for strategy in strategies]}


def _one(strategy: Strategy) -> dict[str, Any]:
    return told(strategy) | {
        "sections": [told(row) for row in strategy.sections.order_by("code")],
        "asked": [told(row) for row in strategy.asked.order_by("made_at", "id")],
        "editions": [told(row) for row in strategy.editions.order_by("made_at", "id")],
        "adoptions": [told(row) for row in strategy.adoptions.order_by("made_at", "id")],
        "snapshots": [told(row) for row in strategy.snapshots.order_by("made_at", "id")],
        "outside": [told(row) for row in strategy.outside.order_by("made_at", "id")],
        "asks": [told(row, "digest") for row in strategy.asks.order_by("made_at", "id")],
        "contacts": [
            told(row) for row in PulseContact.objects.filter(need__strategy=strategy).order_by("made_at", "id")
        ],
        "workshop": [
            # Cards that wait and single votes are nobody's to take along; what was shown stands in the sheet.
            told(row) | {"parties": [told(party) for party in row.parties.order_by("name")]}
            for row in CouncilWorkshop.objects.filter(strategy=strategy)
        ],
        "notes": [told(row) for row in TrackNote.objects.filter(need__strategy=strategy).order_by("made_at", "id")],
    }


def _document(strategy: Strategy) -> BinaryIO:
    edition, place = adopted_edition(strategy), strategy.organisation
    laid = outlay_of(edition, is_example=place.is_example) if edition else lay_out(strategy, timezone.localdate())
    with override(place.language):
        return BytesIO(as_word(laid, f"{place.name} kommune", place.language))


add_part(StrategyDocumentsPart())
