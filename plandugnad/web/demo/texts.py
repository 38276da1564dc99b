"""What the invented municipalities' plans are called, in both written forms: ordinary plans that many have."""

from dataclasses import dataclass

from plandugnad.plans.kinds import PlanType

T = PlanType


@dataclass(frozen=True)
class Kept:
    """A plan a municipality may keep. `cycle` is how many years it is meant to last."""

    nb: str
    nn: str
    section: str
    plan_type: PlanType
    cycle: int
    legal_basis: str = ""

    def name(self, form: str) -> str:
        return self.nn if form == "nn" else self.nb


# Section: (bokmål, nynorsk, who answers for it in bokmål, in nynorsk)
SECTIONS = {
    "society": ("Samfunn og plan", "Samfunn og plan", "Plansjef", "Plansjef"),
    "health": ("Helse og omsorg", "Helse og omsorg", "Kommunalsjef helse", "Kommunalsjef helse"),
    "children": ("Oppvekst", "Oppvekst", "Kommunalsjef oppvekst", "Kommunalsjef oppvekst"),
    "works": ("Teknisk drift", "Teknisk drift", "Leder teknisk", "Leiar teknisk"),
    "land": ("Næring og landbruk", "Næring og landbruk", "Landbrukssjef", "Landbrukssjef"),
    "culture": ("Kultur og frivillighet", "Kultur og frivillig arbeid", "Kulturleder", "Kulturleiar"),
    "nature": ("Klima og miljø", "Klima og miljø", "Klimarådgiver", "Klimarådgjevar"),
    "staff": ("Stab", "Stab", "Kommunedirektør", "Kommunedirektør"),
}

KEPT = (
    Kept("Temaplan for helse og omsorg", "Temaplan for helse og omsorg", "health", T.THEME_PLAN, 8, "hol. § 3-1"),
    Kept("Kommunedelplan for klima og energi", "Kommunedelplan for klima og energi", "nature", T.PARTIAL_PLAN_THEME, 4),
    Kept(
        "Overordnet beredskapsplan", "Overordna beredskapsplan", "staff", T.THEME_PLAN, 4, "sivilbeskyttelsesloven § 15"
    ),
    Kept("Plan for oppvekst og læring", "Plan for oppvekst og læring", "children", T.THEME_PLAN, 6),
    Kept("Hovedplan for vann og avløp", "Hovudplan for vatn og avløp", "works", T.THEME_PLAN, 10),
    Kept("Trafikksikkerhetsplan", "Trafikktryggingsplan", "works", T.THEME_PLAN, 4),
    Kept("Boligpolitisk plan", "Bustadpolitisk plan", "society", T.THEME_PLAN, 4, "boligsosialloven § 5"),
    Kept(
        "Plan for idrett, fysisk aktivitet og friluftsliv",
        "Plan for idrett, fysisk aktivitet og friluftsliv",
        "culture",
        T.PARTIAL_PLAN_THEME,
        4,
    ),
    Kept("Smittevernplan", "Smittevernplan", "health", T.THEME_PLAN, 4, "smittevernloven § 7-1"),
    Kept("Temaplan for naturmangfold", "Temaplan for naturmangfald", "nature", T.THEME_PLAN, 8),
    Kept("Plan mot vold i nære relasjoner", "Plan mot vald i nære relasjonar", "children", T.THEME_PLAN, 4),
    Kept("Landbruksplan", "Landbruksplan", "land", T.THEME_PLAN, 6),
    Kept("Strategisk næringsplan", "Strategisk næringsplan", "land", T.THEME_PLAN, 4),
    Kept("Kulturminneplan", "Kulturminneplan", "culture", T.THEME_PLAN, 8),
    Kept("Plan for psykisk helse og rus", "Plan for psykisk helse og rus", "health", T.THEME_PLAN, 4),
    Kept(
        "Alkoholpolitisk handlingsplan",
        "Alkoholpolitisk handlingsplan",
        "health",
        T.THEME_PLAN,
        4,
        "alkoholloven § 1-7d",
    ),
    Kept(
        "Plan for habilitering og rehabilitering", "Plan for habilitering og rehabilitering", "health", T.THEME_PLAN, 4
    ),
    Kept("Hovedplan for kommunale veger", "Hovudplan for kommunale vegar", "works", T.THEME_PLAN, 8),
    Kept("Vedlikeholdsplan for kommunale bygg", "Vedlikehaldsplan for kommunale bygg", "works", T.THEME_PLAN, 4),
    Kept("Kompetanseplan for ansatte", "Kompetanseplan for tilsette", "staff", T.THEME_PLAN, 4),
    Kept("Arbeidsgiverstrategi", "Arbeidsgjevarstrategi", "staff", T.THEME_PLAN, 8),
    Kept("Digitaliseringsstrategi", "Digitaliseringsstrategi", "staff", T.THEME_PLAN, 4),
    Kept("Biblioteksplan", "Bibliotekplan", "culture", T.THEME_PLAN, 4),
    Kept("Plan for forvaltning av hjort og elg", "Plan for forvaltning av hjort og elg", "land", T.THEME_PLAN, 5),
    Kept("Beitebruksplan", "Beitebruksplan", "land", T.THEME_PLAN, 8),
    Kept("Demensplan", "Demensplan", "health", T.THEME_PLAN, 5),
    Kept("Plan for et aldersvennlig lokalsamfunn", "Plan for eit aldersvenleg lokalsamfunn", "health", T.THEME_PLAN, 6),
    Kept(
        "Plan for ladestasjoner og kollektivtrafikk",
        "Plan for ladestasjonar og kollektivtrafikk",
        "nature",
        T.THEME_PLAN,
        6,
    ),
    Kept("Plan for svømmeopplæring", "Plan for symjeopplæring", "children", T.THEME_PLAN, 3),
    Kept(
        "Handlingsplan mot mobbing i barnehage og skole",
        "Handlingsplan mot mobbing i barnehage og skule",
        "children",
        T.THEME_PLAN,
        4,
    ),
)

SERVICE = (
    Kept("Virksomhetsplan for barnehagene", "Verksemdsplan for barnehagane", "children", T.SERVICE_PLAN, 1),
    Kept("Virksomhetsplan for hjemmetjenesten", "Verksemdsplan for heimetenesta", "health", T.SERVICE_PLAN, 1),
    Kept("Virksomhetsplan for teknisk drift", "Verksemdsplan for teknisk drift", "works", T.SERVICE_PLAN, 1),
    Kept("Virksomhetsplan for biblioteket", "Verksemdsplan for biblioteket", "culture", T.SERVICE_PLAN, 1),
)

KNOWLEDGE = (
    Kept("Oversikt over folkehelsen", "Oversyn over folkehelsa", "health", T.KNOWLEDGE_BASE, 4, "folkehelseloven § 5"),
    Kept(
        "Helhetlig risiko- og sårbarhetsanalyse",
        "Heilskapleg risiko- og sårbarheitsanalyse",
        "staff",
        T.KNOWLEDGE_BASE,
        4,
        "sivilbeskyttelsesloven § 14",
    ),
    Kept("Boligbehovsanalyse", "Analyse av bustadbehovet", "society", T.KNOWLEDGE_BASE, 4),
    Kept("Arealregnskap", "Arealrekneskap", "nature", T.KNOWLEDGE_BASE, 4),
)

# Kept without anybody having said what kind of plan it is, as in real spreadsheets.
UNTYPED = (
    Kept("Skogbruk og vegnett", "Skogbruk og vegnett", "land", T.OTHER, 8),
    Kept("Retningslinjer for startlån", "Retningsliner for startlån", "society", T.OTHER, 4),
)

ZONING = (
    ("Detaljregulering for {place} boligfelt", "Detaljregulering for {place} bustadfelt"),
    ("Detaljregulering for {place} hytteområde", "Detaljregulering for {place} hytteområde"),
    ("Detaljregulering for {place} næringsområde", "Detaljregulering for {place} næringsområde"),
    ("Detaljregulering for gang- og sykkelveg ved {place}", "Detaljregulering for gang- og sykkelveg ved {place}"),
    ("Detaljregulering for {place} småbåthavn", "Detaljregulering for {place} småbåthamn"),
    ("Detaljregulering for {place} skole", "Detaljregulering for {place} skule"),
    ("Detaljregulering for {place} massetak", "Detaljregulering for {place} massetak"),
)
ZONED_PLACES = (
    "Bakkemyra",
    "Skogly",
    "Rundholmen",
    "Nygardslia",
    "Storhaugen",
    "Sandbukta",
    "Kvernlia",
    "Lauvåsen",
    "Myrbrotet",
    "Steinsletta",
    "Fururabben",
)

PRINCIPLES = {
    T.THEME_PLAN: (
        "En temaplan er på høyst 20 sider, har en handlingsdel for fire år "
        "og peker på målet i samfunnsdelen den følger opp. Mandatet vedtas i formannskapet.",
        "Ein temaplan er på høgst 20 sider, har ein handlingsdel for fire år "
        "og peikar på målet i samfunnsdelen han følgjer opp. Mandatet blir vedteke i formannskapet.",
    ),
    T.PARTIAL_PLAN_THEME: (
        "Brukes bare når kommunestyret trenger bred medvirkning etter plan- og bygningsloven. Ellers er temaplan nok.",
        "Blir berre brukt når kommunestyret treng brei medverknad etter plan- og bygningslova. Elles er temaplan nok.",
    ),
    T.SERVICE_PLAN: (
        "Én side per virksomhet, lages i desember når økonomiplanen er vedtatt.",
        "Éi side per verksemd, blir laga i desember når økonomiplanen er vedteken.",
    ),
}  # fmt: skip
