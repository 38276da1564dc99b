"""What is asked about each of the guide's eight principles, and what helps where one is weak.

A wording that has been answered is never changed: a new one gets the next number, and is compared with its own kind
only. The principles' own names are in the guide, as are those of the worksheets.
"""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plandugnad.core.pieces import Words
from plandugnad.worksheets.definitions import definition_named
from plandugnad.worksheets.guide import guide
from plandugnad.worksheets.store import spoken

WORDING = 1
# Which page of the collaboration helps, by the name of its address.
MEMBERS, MEETINGS, MANDATES = "collaboration_members", "collaboration_meetings", "mandates"


@dataclass(frozen=True)
class Help:
    """`worksheets` are those the guide names. `page` is where what it is about stands already."""

    says: Words
    worksheets: tuple[str, ...] = ()
    page: str = ""
    page_words: Words = ""

    @property
    def said_worksheets(self) -> list[str]:
        """Their names."""
        found = (definition_named(id) for id in self.worksheets)
        return [one.title.said(spoken(get_language())) for one in found if one]


@dataclass(frozen=True)
class Principle:
    """`code` is the guide's. `short` stands on drawings, in two words; `statement` is what one agrees with or not."""

    code: str
    short: Words
    statement: Words
    help: Help

    @property
    def name(self) -> str:
        return next(one.title.said(spoken(get_language())) for one in guide().principles if one.id == self.code)


PRINCIPLES = (
    Principle(
        "boundaries",
        _("Klare grenser"),
        _("Det er tydelig hvem som er med, hva vi samarbeider om, og hva vi ikke samarbeider om."),
        Help(
            _("Skriv hva dere vil sammen, og se over hvem som er med."),
            ("purpose",),
            MEMBERS,
            _("Se medlemmene"),
        ),
    ),
    Principle(
        "local_rules",
        _("Lokale regler"),
        _("Reglene våre er realistiske, og de passer også for de minste av oss."),
        Help(_("Ta for dere reglene som ikke passer, og skriv dem om sammen."), ("rules",)),
    ),
    Principle(
        "collective_choice",
        _("Felles valg"),
        _("De som må følge reglene, er med på å lage dem og kan få dem endret."),
        Help(_("La alle foreslå regler hver for seg først, og stem over dem etterpå."), ("rules",)),
    ),
    Principle(
        "monitoring",
        _("Følge med"),
        _("Vi følger med på om vi gjør det vi har avtalt, og ser på det sammen."),
        Help(
            _("Gi målene et tegn dere kan se etter, og ta oppfølgingen fra møtene på hvert nye møte."),
            ("purpose",),
            MEETINGS,
            _("Se oppfølgingen fra møtene"),
        ),
    ),
    Principle(
        "graduated_response",
        _("Gradert respons"),
        _("Når noe avtalt ikke blir gjort, sier vi fra vennlig først og tydeligere siden."),
        Help(_("Avtal hva som er det første og det neste dere gjør når en regel ikke holdes."), ("rules",)),
    ),
    Principle(
        "conflict_resolution",
        _("Løse uenigheter"),
        _("Uenighet kommer tidlig fram, og det er lett å vite hvor og med hvem vi tar den."),
        Help(_("Finn ut hvor på trappa uenigheten er, og hva som hjelper der."), ("conflict",)),
    ),
    Principle(
        "right_to_organise",
        _("Anerkjent samarbeid"),
        _("Kommunestyrene, fylkeskommunen og staten godtar at vi ordner dette sammen."),
        Help(
            _("Se til at hvert kommunestyre har vedtatt at kommunen er med, og at vedtaket ligger her."),
            (),
            MANDATES,
            _("Se mandatene"),
        ),
    ),
    Principle(
        "levels",
        _("Flere nivåer"),
        _("Det vi gjør i kommunen, i regionen og med fylket og staten, henger sammen."),
        Help(
            _("Tegn hvem som påvirker planene på hvert nivå, og se hvem som mangler hos dere."),
            ("actors",),
            MEMBERS,
            _("Se hvem som bistår"),
        ),
    ),
)
CODES = tuple(one.code for one in PRINCIPLES)
BY_CODE = {one.code: one for one in PRINCIPLES}

SCALE = (
    (1, _("Stemmer ikke")),
    (2, _("Stemmer dårlig")),
    (3, _("Stemmer delvis")),
    (4, _("Stemmer godt")),
    (5, _("Stemmer helt")),
)
