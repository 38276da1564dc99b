"""What people write about a plan's state and what is to be done with it, in bokmål and nynorsk.

What has happened is a status, what is still to happen is a decision: «opphevet» is a status, «oppheves» a decision.
"""

import re
from functools import lru_cache
from typing import NamedTuple

# The first that matches decides: the more particular before the more general.
_STATUSES = (
    ("replaced", r"(?<!blir )(?<!vert )(?<!bli )(?:erstatt?(?:et|a|at)\b|avløyst\b|avløst\b|slått (?:sammen|saman)"
    r"|slegen saman|innarbeid(?:et|d)\b)"),
    ("repealed", r"(?<!blir )(?<!vert )(?<!bli )(?<!vurderes )(?<!vurderast )opphev(?:et|a|d|ja|de)\b"
    r"|utgått|gått ut|avvikl(?:et|a)\b|historisk"
    r"|bortfalt|bortfalle"
                 r"|falt bort|falle bort|\bikk?j?e? (?:(?:lenge?re?|meir|mer) )?(?:gjeldende|gjeldande|gjelder|gjeld"
                 r"|gyldig|i bruk|i kraft|aktuell|aktiv)\b|\bugyldig|\buaktuell|trukket|trekt tilbake|kassert"),
    ("in_consultation", r"(?:på|ute på|sendt på|lagt ut på|til|under|1\.? ?gangs|2\.? ?gangs) ?h[øo]y?ring"
    r"|^h[øo]y?ring\b|h[øo]y?ringsutkast"
                        r"|h[øo]y?ringsforslag|offentle?i?g ettersyn|h[øo]y?ring(?:en)? (?:pågår|ute)"),
    ("under_revision", r"under (?:\w+ )?(?:revisjon|revidering|rullering|oppdatering|fornying|fornyelse)\b"
                       r"|(?:revisjon|revidering|rullering|oppdatering)(?:en|a|sarbeid"
                       r"|sarbeidet)?,? (?:er )?(?:pågår|i gang|starta|startet|påbegynt|igangsatt|igangsett)"
                       r"|revisjonsarbeid|revideres nå|rulleres nå|blir no revidert|i revisjon|i rullering"),
    ("decided", r"\bikk?j?e (?:påbegynt|begynt|startet|starta|igangsatt|igangsett|oppstartet)"),
    ("in_process", r"under (?:arbeid|utarbeid\w*|utvikling|utforming|planlegging|skriving|arbeiding)\b|pågår\b"
    r"|pågående|pågåande|påbegynt"
                   r"|(?:i|er i) (?:prosess|arbeid|gang)\b|igangsatt|igangsett\b|igong|oppstartet|starta\b|startet\b"
                   r"|oppstart varsl\w+"
                   r"|varslet oppstart|varsla oppstart|planprogram (?:vedtatt|fastsatt|vedteke|fastsett)"
                   r"|til (?:politisk |slutt ?|(?:første ?|[12]\.? ?)gangs? ?)?(?:behandling|handsaming)|utkast\b"),
    ("idea", r"\bid[eé]\b|\bvurder(?:es|ast|t|a)\b|til vurdering|under vurdering|uavklart|uavklara|ønskelig|ynskjeleg"),
    ("decided", r"^(?:besluttet|beslutta|avgjort)$|(?<!ikke )(?<!ikkje )\bplanlag[td]|bestilt\b"),
    ("adopted", r"\bgjeldende|\bgjeldande|\bgjeld\b|\bgjelder\b|\bvedtatt|\bvedteken|\bvedteke\b|\bvedtekne"
    r"|\bgodkjent|\bgodkjend|\bi kraft\b"
                r"|\bgyldig\b|\baktiv\b|\bi bruk\b|\bferdig(?:stilt|stilla)?\b|\bstadfest\w*|\bikraftsatt"
                r"|\bvedtatte\b"),
)  # fmt: skip

_NOT_ADOPTED = re.compile(
    r"\b(?:ikk?j?e|ikkje|ei|aldri) (?:formelt |politisk |enn[åo] |endelig |endeleg )?"
    r"(?:vedtatt|vedteken|vedteke|vedtatte|godkjent|godkjend|behandlet|behandla|handsama)\w*|u-?vedtatt"
    r"|\bmangler vedtak\b|\bmanglar vedtak\b"
)

_MERGE = (
    r"slå(?:s|ast)?\b[^,;.]{0,20}\b(?:sammen|saman|i ?hop)|samanslå\w*|sammenslå\w*|inngår\b|(?:går|skal|skal gå"
    r"|takast|tas|tek|teke) inn i\b"
    r"|innlemm(?:es|ast)|innarbeid(?:es|ast)|integrer(?:es|ast)|(?:bli|blir|vert) (?:en )?(?:del av|innarbeidet"
    r"|innarbeidd|innlemma|innlemmet)"
    r"|innfus\w+|fusjoner(?:es|ast)|(?:bli|blir|vert|skal) (?:slått|slegen|slegne) (?:sammen|saman)"
)
_REPEAL = (
    r"opphev(?:es|ast|jast)\b|(?:bli|blir|vert|skal|bør|må|kan|verte) (?:opphev|avvikl|utfas|fjerna?|slett"
    r"|avslutt|lagt (?:ned|bort)|tatt? ut|teke ut|fase?[ta]? ut|trekt|trukket)\w*"
    r"|avvikl(?:es|ast)\b|utgår\b|utgå\b|gå(?:r)? ut\b|fas(?:es"
    r"|ast) ut|utfas(?:es|ast)"
    r"|legg(?:es|jast) (?:ned|bort)|avslutt(?:es|ast)\b|opphør(?:er)?\b|fjern(?:es|ast)\b|slett(?:es|ast)\b"
    r"|erstatt(?:es|ast)\b"
    r"|(?:bli|blir|vert|skal) erstatt\w+|tas ut\b|takast ut\b|avløys(?:es|ast)|avløs(?:es)"
)
_CONTINUE = (
    r"videref?ør(?:es|e|t|ing)?\b|vidaref?ør(?:ast|erast|es|e|t|ing|er)?\b|før(?:es|ast) (?:videre|vidare)"
    r"|uendre[ta]?\b|uendra\b"
    r"|(?:uten|utan) endring\w*|(?:bli|blir|vert|skal) (?:behold[te]\w*|behalden|halden ved lag|ståande)"
    r"|ing(?:en|a) (?:endring|revisjon|revidering|rullering)\w*|beh[oa]ld(?:es|ast)|opprettholdes|oppretthaldast"
    r"|ing(?:en|a) behov\b|skal (?:bestå|gjelde|gjelda|behalde|beholde)\b"
    r"|held(?:est|ast) ved lag|består\b"
    r"|ikk?j?e (?:behov for |nødvendig med |naudsynt med |trong for )?(?:å )?(?:revis\w+|revider\w+|ruller\w+"
    r"|oppdater\w+|endr\w+)"
    r"|(?:revider|ruller|oppdater|endr)(?:es|ast) ikk?j?e|ikk?j?e behov\b|fortsetter\b|held fram\b|(?:blir"
    r"|vert) ståande|blir stående"
)
_REVISE = (
    r"\b(?:bli|blir|vert|verte|bør|må|skal) (?:\w+ )?(?:revidert|rullert|oppdatert|forny[ae]t?|fornya|endr[ae]t?"
    r"|omarbeid\w*|ajourført|gjennomgått)\b"
    r"|\brevider(?:es|ast|e|ing)?\b|\bruller(?:es|ast|e|ing)?\b|\boppdater(?:es|ast|e|ing)\b|\brull\.|\brev\."
    r"|\w*rullering\b|\w*revisjon\b"
    r"|\bforny(?:es|ast|e|ing)\b|\bendr(?:es|ast)\b|\bomarbeid(?:es|ast)\b|\bgjennomgå(?:s|ast|r)\b|\brevider\b"
    r"|\b\w*revidering\b|\bajourfør(?:es|ast)"
)
_NEW = (
    r"\b(?:bli|blir|vert|verte|skal) (?:utarbeid\w*|lag[ae]t?|laga|oppretta|opprettet|skriv\w+|skrevet|starta"
    r"|startet|utvikla|utviklet)\b"
    r"|\bny(?:e|tt)?\b|\bnyutarbeid\w*|\bny-?plan\b|\butarbeid(?:es|ast|e|ing|else)\b|\blag(?:es|ast)\b|\butvikl(?:es"
    r"|ast)\b|\bopprett(?:es|ast)\b"
    r"|\bigangset(?:tes|tast|jast)\b"
    r"|\bstart(?:es|ast)(?: opp)?\b|\boppstart(?:es|ast)\b|\bnyutvikling\b|\bskriv(?:es|ast)\b|\bnyetabler\w*"
)
_NOT_CONTINUED = re.compile(
    r"\bikk?j?e (?:lenger |lengre |lengjer )?(?:vid[ea]ref?ør\w*|før(?:es|ast) v)|vid[ea]ref?ør(?:es|ast) ikk?j?e\b"
)
_RECURRING = re.compile(
    r"\bårle?i?g|\bløpende|\bløpande|\bfortløpende|\bfortløpande|\bkontinuerle?i?g|\bved behov|\bvedbehov"
    r"|\bbehovsstyrt|\better behov"
    r"|\b(?:hvert?|kvart?|kvar|hver|hvart|annethvert|annakvart)\b(?: \w+\.?){0,2} (?:år|valgperiode|valperiode"
    r"|periode|halvår)\b"
    r"|\b(?:hvert?|kvart?|kvar|hver) (?:\d+\.? ?)?(?:år|valgperiode|valperiode)|\b\d-?årle?i?g|\bannethvert år"
    r"|\bein gong i|\ben gang i|\bén gang (?:i|per|pr)"
)
_BEFORE_ADOPTION = re.compile(
    r"\b(?:vedtas|vedtakast|forvent\w*|vent(?:es|ast|a)\b|planlagt vedtatt|skal vedtas|skal vedtakast|mål\b"
    r"|til vedtak|legges frem|leggast fram)"
)
# Work going on is a state; the words «revisjon» and «utarbeidelse» in it are no decision.
_STATES = re.compile(dict(_STATUSES)["under_revision"] + "|" + dict(_STATUSES)["in_process"])

_STATUS_PATTERNS = [(status, re.compile(pattern)) for status, pattern in _STATUSES]
_DECISION_PATTERNS = {
    "merge": re.compile(_MERGE), "repeal": re.compile(_REPEAL), "continue": re.compile(_CONTINUE),
    "revise": re.compile(_REVISE), "new": re.compile(_NEW),
}  # fmt: skip
_UNDERSTOOD = re.compile(
    "|".join(
        pattern.pattern
        for pattern in (_NOT_ADOPTED, *(p for _, p in _STATUS_PATTERNS), *_DECISION_PATTERNS.values(), _BEFORE_ADOPTION)
    )
)
# Plan status as registers of plans write it, SOSI's list of numbers.
REGISTER_STATUSES = {
    "0": "idea", "1": "in_process", "2": "in_process", "3": "adopted", "4": "repealed", "5": "repealed",
    "6": "adopted", "10": "repealed",
}  # fmt: skip
NOT_YET_ADOPTED = frozenset({"in_process", "in_consultation", "decided", "idea"})


class Phrase(NamedTuple):
    status: str | None = None
    decision: str | None = None
    whole: bool = False  # names another plan: the whole text belongs in the notes
    recurring: bool = False  # «årlig», «ved behov»: neither a year nor a decision
    not_adopted: bool = False  # «ikke vedtatt»
    before_adoption: bool = False  # the year is when adoption is expected, not when it took place


@lru_cache(maxsize=20_000)
def phrase(text: str) -> Phrase:
    """Status and decision as said by a text with even spaces."""
    low = text.casefold()
    recurring = bool(_RECURRING.search(low))
    not_adopted = bool(_NOT_ADOPTED.search(low))
    decision, status = _decision(low), _status(_NOT_ADOPTED.sub(" ", low))
    if decision == "repeal" and status in ("repealed", "replaced") and not _both(low):
        status = None
    if decision == "new" and status in ("repealed", "replaced"):
        decision = None  # «erstattet av ny plan»
    if recurring and decision in ("revise", "new", "continue"):
        decision = None
    whole = decision == "merge" or status == "replaced" or bool(re.search(r"erstatt|avløys|avløs", low))
    if status == "adopted" and _BEFORE_ADOPTION.search(low):
        status = "decided"
    before = bool(_BEFORE_ADOPTION.search(low)) or status in NOT_YET_ADOPTED
    return Phrase(status, decision, whole and len(low.split()) > 1, recurring, not_adopted, before)


def _both(low: str) -> bool:
    """«Utgått, oppheves formelt 2026» says both; «blir oppheva» only what is to come."""
    return bool(re.search(r"utgått|ikk?j?e lenge?r", low))


def _status(low: str) -> str | None:
    return next((status for status, pattern in _STATUS_PATTERNS if pattern.search(low)), None)


def _decision(low: str) -> str | None:
    bare = _STATES.sub(" ", low)
    if _NOT_CONTINUED.search(bare):
        return "repeal"
    for decision in ("merge", "repeal"):
        if _DECISION_PATTERNS[decision].search(bare):
            return decision
    found = {name: pattern.search(bare) for name, pattern in _DECISION_PATTERNS.items()}
    places = {name: match.start() for name, match in found.items() if match}
    if "revise" in places and "new" in places and "continue" not in places:
        return "revise"  # «ny rullering», «utarbeides ved rullering»
    return min(places, key=lambda name: places[name]) if places else None


def without_phrases(low: str) -> str:
    """What is left of a casefolded text when everything understood here is taken out of it."""
    return _UNDERSTOOD.sub(" ", low)


def is_bare_phrase(text: str) -> bool:
    """Nothing but words of status or decision, as in «(utgått)» or «(skal revideres)»."""
    low = text.casefold()
    if len(low.split()) > 5:
        return False
    found = phrase(text)
    if not (found.status or found.decision):
        return False
    return not re.search(r"[^\W\d_]|\d", _SMALL_WORDS.sub(" ", without_phrases(low)))


_SMALL_WORDS = re.compile(
    r"\b(?:er|og|skal|bør|må|kan|plan|planar|planer|planen|planarbeid|i|no|nå|blir|vert|bli|verte|enda|fortsatt"
    r"|framleis|av|for|som|en|ein|snart|men|med|annen|annan|anna|andre|ny|uten|utan|eksisterende|eksisterande|å"
    r"|dagens|strategi|helt|heilt|formelt|formell)\b"
)
