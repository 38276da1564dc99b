"""The outline of a planning strategy, and what is written by hand in it.

Sources: the outline of enkelplanlegging.no (step 8), the main elements in KS' network of larger cities, and the
contents pbl. § 10-1 asks for. Only what has something in it comes into the files.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Own:
    """`prompt` is what it should answer, `words` about how many there should be."""

    code: str
    heading: Promise
    prompt: Promise
    example: Promise
    words: int


@dataclass(frozen=True)
class Chapter:
    """`holds`: what stands in it, in order: codes of own sections, and after a «=» what is laid out from data."""

    code: str
    title: Promise
    holds: tuple[str, ...]


_OWN = (
    Own(
        "about",
        _("Om planstrategien"),
        _("Hva er planstrategien, hvem har laget den, og hva skal den brukes til de neste fire årene?"),
        _(
            "Planstrategien sier hvilke planer kommunen skal lage, endre og la ligge i perioden. Kommunestyret bruker "
            "den hvert år når økonomiplanen legges."
        ),
        120,
    ),
    Own(
        "guidance",
        _("Føringer vi bygger på"),
        _("Hvilke nasjonale forventninger, statlige retningslinjer og regionale planer betyr noe for planbehovet?"),
        _(
            "De nasjonale forventningene og retningslinjene om klima og areal tilsier at arealdelen ses på med nye "
            "øyne. Den regionale planen for kystsonen binder oss til å samarbeide med naboene."
        ),
        150,
    ),
    Own(
        "trends",
        _("Utviklingstrekk"),
        _("Hva endrer seg i kommunen: befolkning, økonomi, klima, boliger, næring, tjenester og beredskap?"),
        _(
            "Vi blir færre barn og flere over 80 år. Innen 2035 er det tre i arbeidsfør alder for hver over 80, mot "
            "fem i dag. Flom og skred rammer oftere."
        ),
        300,
    ),
    Own(
        "health",
        _("Folkehelsen"),
        _("Hva sier oversikten over folkehelsen, og hva betyr det for planene?"),
        _("Flere unge er ensomme enn i fylket ellers. Det er grunnen til at oppvekst er et eget planbehov."),
        120,
    ),
    Own(
        "experience",
        _("Erfaringer med planene vi har"),
        _("Hva ble gjort av det den forrige planstrategien lovet? Hvilke planer brukes, og hvilke brukes ikke?"),
        _(
            "Av tolv planer i forrige strategi ble sju ferdige. De fem andre manglet folk. Planene for idrett og "
            "kultur overlapper, og brukes lite."
        ),
        150,
    ),
    Own(
        "ambitions",
        _("Det kommunestyret vil i perioden"),
        _("Hva skal være annerledes i kommunen når perioden er over? Kommunestyreverkstedet kan settes inn her."),
        _("Unge som flytter ut, skal finne bolig og arbeid når de vil hjem igjen."),
        120,
    ),
    Own(
        "needs",
        _("Slik har vi vurdert behovet"),
        _("Hvordan er planbehovet vurdert, og hvem har vært med?"),
        _(
            "Kommunestyret og administrasjonen arbeidet sammen to kvelder. Hver plan ble vurdert etter de samme "
            "spørsmålene: er den lovpålagt, er den utdatert, og kan den løses på en enklere måte?"
        ),
        150,
    ),
    Own(
        "cooperation",
        _("Samarbeid med andre"),
        _("Hva skal dere lage sammen med andre kommuner eller fylkeskommunen, og hva skal dere samordne?"),
        _("Kystsoneplanen lages sammen med nabokommunene. Klimatilpasning samordnes i regionen."),
        120,
    ),
    Own(
        "resources",
        _("Folk og penger"),
        _("Hvem skal lage planene, og hva må til for at det holder?"),
        _(
            "Kommunen har én planlegger. Arealdelen tar det meste av tiden fram til 2026. Derfor venter tre planer til "
            "neste periode."
        ),
        120,
    ),
    Own(
        "follow_up",
        _("Slik følger vi opp"),
        _("Hvordan får kommunestyret vite om strategien blir holdt, og når kan den endres?"),
        _(
            "Kommunestyret får en side om planarbeidet hver høst, før økonomiplanen. Midtveis vurderes hele listen på "
            "nytt. En plan som begynner utenfor strategien, får en egen begrunnelse."
        ),
        100,
    ),
)
OWN: Mapping[str, Own] = {own.code: own for own in _OWN}

CHAPTERS = (
    Chapter("system", _("Planstrategien og planene våre"), ("about", "=system")),
    Chapter("guidance", _("Overordnede føringer"), ("guidance", "=regional")),
    Chapter("trends", _("Utvikling og utfordringer"), ("trends", "health")),
    Chapter("experience", _("Erfaringer med planene vi har"), ("experience",)),
    Chapter("needs", _("Vurdering av planbehovet"), ("ambitions", "needs", "=needs")),
    Chapter("parts", _("Kommuneplanen: revideres eller videreføres"), ("=parts",)),
    Chapter("land", _("Arealplaner"), ("=land",)),
    Chapter("cooperation", _("Samarbeid, og hvem som er spurt"), ("cooperation", "=joint", "=asked")),
    Chapter("plans", _("Planene i perioden"), ("=plans", "=picture")),
    Chapter("resources", _("Ressurser"), ("resources", "=capacity")),
    Chapter("follow_up", _("Oppfølging hvert år"), ("follow_up",)),
)
