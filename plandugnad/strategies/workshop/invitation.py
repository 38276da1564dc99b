"""The invitation to a workshop: the same words in a mail and on paper, in the municipality's written standard."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.core.marks import written_day
from plandugnad.strategies.workshop.models import CouncilLink, CouncilWorkshop, Group
from plandugnad.strategies.workshop.reading import frame_of, token_of


@dataclass(frozen=True)
class Invitation:
    heading: str
    paragraphs: tuple[str, ...]
    frame: tuple[tuple[str, str], ...]
    address: str

    @property
    def mail(self) -> str:
        """Opens a mail with the words in it; who it is to, the municipality knows."""
        frame = [f"{title}: {words}" for title, words in self.frame]
        body = "\r\n\r\n".join([*self.paragraphs, self.address, *frame])
        return f"mailto:?subject={quote(self.heading)}&body={quote(body)}"


def address_of(link: CouncilLink) -> str:
    return f"{settings.BASE_URL}{reverse('council_phone', args=[token_of(link)])}"


def of(workshop: CouncilWorkshop, link: CouncilLink) -> Invitation:
    strategy, place = workshop.strategy, workshop.strategy.organisation
    with override(place.language):
        about = {"place": place.name, "term": strategy.term.name, "day": written_day(workshop.on)}
        heading = _("Kommunestyreverksted om planstrategien %(term)s, %(place)s") % about
        where = _("Verkstedet er %(day)s.") % about
        if workshop.place:
            where += " " + _("Sted: %(where)s.") % {"where": workshop.place}
        if link.group == Group.REPRESENTATIVES:
            who = _("Alle representantene i kommunestyret er invitert, og alle får samme lenke.")
        else:
            who = _("Administrasjonen deltar med denne lenken. Den er en annen enn kommunestyrets.")
        how = _(
            "Ta med telefonen og åpne lenken. Du trenger ingen konto, og ingen ser hvem som skriver hva. Har du ikke "
            "telefon med, sier du det du vil ha med, til møtelederen."
        )
    return Invitation(heading, (where, who, how), tuple(frame_of(workshop.sheet)), address_of(link))
