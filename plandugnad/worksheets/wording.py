"""What pages say about sheets, in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.engines.sheet.blocks import Phase as EnginePhase
from plandugnad.worksheets.access import COUNCIL
from plandugnad.worksheets.models import REVIEW, Phase, Sheet
from plandugnad.worksheets.queries import Offered, Part
from plandugnad.worksheets.schemas import definition_of


@dataclass(frozen=True)
class SaidWorksheet:
    kind: str
    title: str
    why: str
    prepare: Sequence[str]
    offered: Offered


@dataclass(frozen=True)
class SaidPart:
    title: str
    text: str
    worksheets: Sequence[SaidWorksheet]


@dataclass(frozen=True)
class PhaseStep:
    """One phase of a sheet, as its bar shows it."""

    phase: Phase
    label: str
    says: str
    is_now: bool
    is_done: bool


def said_parts(parts: Sequence[Part], language: str) -> list[SaidPart]:
    return [
        SaidPart(
            part.saying.title.said(language),
            part.saying.text.said(language),
            [
                SaidWorksheet(
                    one.definition.id,
                    one.definition.title.said(language),
                    one.definition.why.said(language),
                    [words.said(language) for words in one.definition.prepare],
                    one,
                )
                for one in part.worksheets
            ],
        )
        for part in parts
    ]


def path_finding(parts: Sequence[Part]) -> str:
    every = [one for part in parts for one in part.worksheets if not one.definition.confidential]
    begun = sum(one.is_begun for one in every)
    if not begun:
        return _("Begynn med «Vårt formål»")
    told = {"begun": begun, "total": len(every)}
    return (
        ngettext("%(begun)s av %(total)s arbeidsark er begynt", "%(begun)s av %(total)s arbeidsark er begynt", begun)
        % told
    )


def phase_steps(sheet: Sheet) -> list[PhaseStep]:
    phases = definition_of(sheet).phases
    now = phases.index(EnginePhase(sheet.phase))
    labels = private_phases() if sheet.is_private else ordinary_phases() | _of_reviews(sheet) | _of_councils(sheet)
    return [
        PhaseStep(Phase(one.value), *labels[Phase(one.value)], place == now, place < now)
        for place, one in enumerate(phases)
    ]


def ordinary_phases() -> dict[Phase, tuple[str, str]]:
    says = {
        Phase.INDIVIDUAL: _("Hver kommune skriver for seg. Ingen ser hva de andre skriver."),
        Phase.SHARE: _("Alt er synlig for alle. Les, grupper det som hører sammen, og legg til det som mangler."),
        Phase.PRIORITISE: _("Hver av dere gir stemmer til det viktigste. Summene vises når fasen er over."),
        Phase.AGREE: _("Skriv den endelige ordlyden sammen."),
        Phase.ADOPT: _("Innholdet er ferdig. Hver kommune vedtar det for seg."),
    }
    return {one: (str(one.label).capitalize(), words) for one, words in says.items()}


def _of_councils(sheet: Sheet) -> dict[Phase, tuple[str, str]]:
    if sheet.kind != COUNCIL:
        return {}
    alone = _("Hver representant skriver for seg, på telefonen. Ingen ser hva de andre skriver.")
    return {Phase.INDIVIDUAL: (str(Phase.INDIVIDUAL.label).capitalize(), alone)}


def _of_reviews(sheet: Sheet) -> dict[Phase, tuple[str, str]]:
    """Its owner chooses what to take, and nobody else adopts it."""
    if sheet.kind != REVIEW:
        return {}
    says = {
        Phase.SHARE: _("Sakseieren legger fram saken, og panelet spør og vurderer."),
        Phase.AGREE: _("Sakseieren velger hva som tas med, og sier hvorfor."),
        Phase.ADOPT: _("Sakseieren gjør seg ferdig. Tre måneder etter svarer dere på om det hjalp."),
    }
    return {one: (str(one.label).capitalize(), words) for one, words in says.items()}


def private_phases() -> dict[Phase, tuple[str, str]]:
    """Between people, and not municipalities: the same phases in other words."""
    return {
        Phase.INDIVIDUAL: (_("Hver for dere"), _("Partene svarer hver for seg. Ingen ser hva de andre svarer.")),
        Phase.SHARE: (_("Se sammen"), _("Skriv opp hva dere er uenige om, og hva dere er enige om.")),
        Phase.PRIORITISE: (_("Velg ut"), _("Hver av dere gir stemmer til det viktigste.")),
        Phase.AGREE: (_("Avtal hva dere gjør"), _("Bli enige om noe lite og konkret, hvem som gjør det, og når.")),
        Phase.ADOPT: (_("Følg opp"), _("Prøv det dere har avtalt, og svar på nytt når dere har prøvd.")),
    }


def about_anonymous(*, waits: bool) -> tuple[str, Sequence[str]]:
    """What becomes of a card without a name, said before it is written; and what is not hidden."""
    if waits:
        return (
            _(
                "Kort uten navn: Nå ser bare du kortene dine. Heller ikke kollegene dine ser dem. Når møtelederen"
                " flytter arket videre, vises alle kortene samtidig, i trukket rekkefølge. Da slettes koblingen til"
                " deg, også hos oss."
            ),
            [
                _("Ordene dine kan røpe deg. Er dere få, kan de andre gjette."),
                _(
                    "Den som drifter Plandugnad, kan lese hvem som skrev hva, til kortene er vist. Sikkerhetskopier fra"
                    " den tiden har det også."
                ),
                _("Når du skrev et kort, lagres ikke, og ingen får vite hvor mange kort som venter."),
            ],
        )
    return (
        _(
            "Kort uten navn: Nye kort vises for alle med en gang, uten at det står hvem som skrev dem. Flytter eller"
            " endrer du et kort, ser de andre at du har skrevet i denne delen."
        ),
        [
            _("Ordene dine kan røpe deg. Er dere få, kan de andre gjette."),
            _("De som har arket åpent, ser når kortet kommer, og hvem som er her da."),
            _(
                "Nettverket ditt og den som drifter Plandugnad, kan se når du sender noe."
                " Vi lagrer ikke hvem kortet er fra."
            ),
        ],
    )
