"""Service areas and plural plan kinds: what section rows say."""

import re
from functools import lru_cache

_AREAS_TEXT = """
    oppvekst kultur helse velferd omsorg mestring teknisk tekniske tjenester tenester tjeneste teneste drift plan
    miljø fritid overordnet overordna overordnede samfunn samfunnsutvikling næring næringsliv næringsutvikling
    landbruk klima barnehage barnehager barnehagar skole skule skoler skular barn unge ungdom familie nav
    beredskap samfunnssikkerhet samfunnstryggleik administrasjon stab økonomi personal personell hr eiendom
    eigedom va vann vatn avløp samferdsel vei veg veier vegar veger bygg bygninger integrering inkludering
    folkehelse idrett friluftsliv areal arealplan arealplanlegging brann redning felles fellestjenester
    fellestenester sentraladministrasjon organisasjon ikt digitalisering levekår rus psykisk sosial sosiale
    sosialtjenester kirke kyrkje reindrift naturforvaltning naturforvalting opplæring undervisning utdanning
    grunnskole grunnskule voksenopplæring vaksenopplæring barnevern pleie bibliotek kommunalteknikk utvikling
    forvaltning forvalting renovasjon byutvikling regulering geodata bolig bustad flyktninger flyktningar
    tjenesteutvikling kommunedirektør kommunedirektøren rådmann rådmannen politisk politikk styring ledelse leiing
    arbeidsgiver arbeidsgivar natur sikkerhet tryggleik jordbruk skogbruk fiske fiskeri havbruk reiseliv turisme
    ungdommer eldre medvirkning medverknad frivillighet frivilligheit kommuneovergripende kommuneovergripande
    sektorovergripende tverrsektorielt tverrsektoriell tverrsektorielle annet anna andre øvrige øvrig
    interkommunalt interkommunale regionalt helsetjenester helsetenester omsorgstjenester omsorgstenester
    kommunalområde sektor tjenesteområde tenesteområde område for etat avdeling og eller i samt å utbygging anlegg
    park
"""
_AREAS = frozenset(_AREAS_TEXT.split())
_FILLERS_TEXT = """
    og for i samt eller sektor område tjenesteområde tenesteområde kommunalområde etat avdeling å andre øvrige
"""
_FILLERS = frozenset(_FILLERS_TEXT.split())

_PLURAL = re.compile(
    r"(?:planer|planar|planane|planene|strategier|strategiar|meldinger|meldingar|reguleringer|reguleringar"
    r"|programmer|programma|reglementer"
    r"|retningslinjer|retningsliner|rapporter|rapportar|analyser|analysar|bestemmelser|føresegner|dokumenter"
    r"|kunnskapsgrunnlag|budsjetter)\Z"
)
_JOINED = re.compile(r"\s*(?:,|/|\bog\b|&|\+|–)\s*")
_SMALL = re.compile(
    r"\b(?:gjeldende|gjeldande|vedtatte|vedtekne|andre|nye|øvrige|overordnede|overordna|kommunale|regionale"
    r"|interkommunale|statlige|statlege|eldre|tematiske"
    r"|lovpålagte|lovpålagde|private|offentlige|offentlege|ikke|ikkje|under|arbeid|som|skal|revideres|reviderast"
    r"|rulleres|rullerast|planlagte|utgåtte|oppheva|opphevede"
    r"|strategiske|faglige|faglege|sektorvise|prioriterte|aktuelle|større|mindre)\b"
)


@lru_cache(maxsize=5_000)
def is_service_area(text: str) -> bool:
    """«Helse og velferd», «Tekniske tenester», «Overordna planar»: every word is one of an area of service."""
    words = re.findall(r"[^\W_]+", text.casefold())
    if not 1 <= len(words) <= 7:
        return False
    said = [word for word in words if word not in _FILLERS and word not in ("planer", "planar")]
    return bool(said) and all(
        word in _AREAS or word + "s" in _AREAS or word.removesuffix("s") in _AREAS for word in said
    )


@lru_cache(maxsize=5_000)
def is_plan_kind_in_plural(text: str) -> bool:
    """«Kommunedelplaner», «Tema- og fagplanar», «Gjeldende reguleringsplaner», or the bare word «Kommuneplan»."""
    low = re.sub(r"\s*\([^)]*\)\s*\Z", "", text.casefold()).strip(" .:–-")
    if low in ("kommuneplan", "kommuneplanen"):
        return True
    if not low or len(low) > 60 or re.search(r"\d", low):
        return False
    pieces = [piece for piece in _JOINED.split(_SMALL.sub(" ", low)) if piece.strip()]
    last = pieces[-1].split() if pieces else []
    if not last or len(last) > 2 or len(pieces) > 4:
        return False
    return bool(_PLURAL.search(last[0])) or (len(last) == 1 and bool(_PLURAL.search(last[-1])))


def is_section_text(text: str) -> bool:
    return is_plan_kind_in_plural(text) or is_service_area(text)
