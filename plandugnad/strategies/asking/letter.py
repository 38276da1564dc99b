"""The letter to those who are asked, in the municipality's written standard. Nothing is sent from here."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.core.marks import written_day
from plandugnad.processes.notice.addressees import in_full
from plandugnad.processes.notice.letter import Paper
from plandugnad.processes.notice.letter import letter as as_word
from plandugnad.processes.notice.models import Channel, Recipient
from plandugnad.processes.notice.paper import letter_as_pdf
from plandugnad.processes.notice.wording import Written
from plandugnad.strategies.asking.models import USUAL, AskedParty
from plandugnad.strategies.models import Strategy

FILES: Mapping[str, Callable[..., bytes]] = {"docx": as_word, "pdf": letter_as_pdf}


def text_of(strategy: Strategy, parties: Sequence[AskedParty], today: date) -> Written:
    place = strategy.organisation
    by_day = max((one.answer_by for one in parties if one.answer_by), default=None) or today + USUAL
    with override(place.language):
        told = {
            "place": in_full(place, place.language),
            "term": strategy.term.name,
            "day": written_day(by_day),
        }
        heading = _("%(place)s ber om synspunkter til planstrategien %(term)s") % told
        paragraphs = (
            _(
                "%(place)s lager kommunal planstrategi for %(term)s. Den sier hvilke planer kommunen skal lage, endre, "
                "videreføre eller oppheve i kommunestyreperioden, og om kommuneplanen skal revideres."
            ) % told,
            _(
                "Etter plan- og bygningsloven § 10-1 skal kommunen innhente synspunkter fra statlige og regionale "
                "organer og nabokommuner. Dette er ikke en høring, og et kort svar holder."
            ),
            _(
                "Vi vil særlig vite hvilke utfordringer i kommunen dere mener planene bør svare på, hvilke planer "
                "eller oppgaver vi bør gjøre sammen, og om noe dere arbeider med, bør få følger for planbehovet vårt."
            ),
            _("Svar gjerne innen %(day)s.") % told,
        )  # fmt: skip
    return Written(Channel.LETTER, "\n".join([heading, "\n\n".join(paragraphs)]), is_own=False, is_stale=False)


def letter_file(strategy: Strategy, parties: Sequence[AskedParty], kind: str, today: date) -> bytes:
    place = strategy.organisation
    name = in_full(place, place.language)
    paper = Paper(name, name, today, strategy.plan.case_reference, place.language, place.is_example)
    to = [Recipient(name=one.name, address=one.address) for one in parties]
    return FILES[kind](text_of(strategy, parties, today), to, paper, each=True)
