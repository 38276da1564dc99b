"""Bokmål or nynorsk, from the words over the columns and in the title."""

import re
from collections.abc import Iterable

_NYNORSK_TEXT = """
    vedteken vedteke vedtekne namn plannamn planar planane ansvarleg ansvarlege eining reviderast rullerast gjeld
    gjeldande oversyn planoversyn heimel lovheimel kommentarar tenesteområde tenester tenesteområdet verksemd
    verksemdsområde eigar planeigar ikkje vidareførast vidareføring overordna kva korleis kven ein eit frå dei
    innan saman merknadar godkjend planlagd utarbeidast årstal hovudplan hovudansvar hovudansvarleg sakshandsamar
    sakshandsamarar tilråding avgjerd handsama prioriterast gjerast oppfylging kommunar kommunane førre fyrst
    skildring grunngjeving teneste tenestene stode stoda leiar prosjektleiar rekneskap gjeldingstid utgreiing
    vidare handsaming oppheva opphevast opphevd behaldast vidareført vidareførd annan meir forventa utdjuping
    eigengodkjend eigengodkjent retningsliner igangsetjing gjer sjåast samanheng treng trong heiter sjølv innspel
    heimla pålagd lovpålagd eigarskap rekkjefølgje
    oppdaterast vert medverknad føremål innhald årleg årlege
"""
_NYNORSK = frozenset(_NYNORSK_TEXT.split())
_BOKMAL_TEXT = """
    vedtatt vedtatte navn plannavn planer planene ansvarlig ansvarlige enhet revideres rulleres gjelder gjeldende
    hjemmel lovhjemmel kommentarer tjenesteområde tjenester virksomhet virksomhetsområde eier planeier ikke
    videreføres videreføring overordnet overordnede hva hvordan hvem en et fra de innen sammen godkjent utarbeides
    hovedplan hovedansvar saksbehandler anbefaling avgjørelse behandlet prioriteres gjøres kommuner forrige
    beskrivelse begrunnelse tjeneste leder prosjektleder regnskap oppdateres medvirkning formål innhold vedtas
    årlig årlige tilstand videre behandling oppheves opphevet beholdes videreført annen mer forventet utdyping
    egengodkjent retningslinjer gjør sees sammenheng trenger heter innspill rekkefølge hjemlet lovpålagt eierskap
"""
_BOKMAL = frozenset(_BOKMAL_TEXT.split())
_WORD = re.compile(r"[^\W\d_]+")


def language_of(headings: Iterable[str], titles: Iterable[str], cells: Iterable[str] = ()) -> str:
    """«nn» or «nb». What stands in the cells counts only when headings and titles are the same in both."""
    for texts in ((*headings, *titles), tuple(cells)):
        words = _WORD.findall(" ".join(texts).casefold())
        nynorsk = sum(word in _NYNORSK for word in words)
        bokmal = sum(word in _BOKMAL for word in words)
        if nynorsk != bokmal:
            return "nn" if nynorsk > bokmal else "nb"
    return "nb"
