"""Words that say what a longer heading means, when the whole of it is not listed in the vocabulary."""

import re

_TEXTS: tuple[tuple[str, str, float], ...] = (
    ("last_revised", r"\b(?:sist|siste|forrige|førre)\b.*\b(?:revi|rull|oppdat|endr|just)", 0.85),
    ("last_revised", r"\b(?:sist|siste|forrige|førre)\b.*\b(?:behandl|handsam)", 0.5),
    ("last_revised", r"\b(?:reviderte?|rullerte?|ajourført|oppdatert)\b", 0.75),
    ("adopted", r"\bsiste?\b.*\bvedtak|\bfastsatt\b|\bfastsett\b|\bdatert\b", 0.82),
    ("adopted", r"\bvedtak\b|\butg[åa]ve\b|\bversjon\b|\bårgang\b", 0.6),
    ("adopted", r"\b(?:gjeldende|gjeldande|planen er|plan)\b.*\b(?:fra|frå)\b(?!.*\btil\b)", 0.7),
    ("adopted", r"\b(?:sist|først|fyrst)?\s*(?:vedtatt|vedteken|vedteke|(?:egen|eigen)?godkjen[td])\b", 0.84),
    ("adopted", r"\b(?:politisk |sist )?(?:behandle?t|behandla|behandling|handsama|handsaming)\b", 0.8),
    ("adopted", r"\bvedtaks?(?:dato|år|tidspunkt)|\bvedtatt\b|\bvedteken\b|\b(?:dato|årstal|årstall|år) for vedtak"
                r"|\bgodkjenning|\bstadfest|\bikraft|\bi kraft\b|\bkommunestyrevedtak|\bvedtak i k", 0.8),
    ("case_reference", r"\bsaks?[- ]?(?:nr|nummer|ref|id)|\barkiv(?:sak|nr|ref|id|nummer)|\bvedtakssak|\bephorte"
                       r"|\bwebsak|\bjournal|\b(?:k|ks|kst|ps|fsk|f|fs|hu|utvalgs|utvals|møte) ?sak\b", 0.8),
    ("revision_due", r"\bnår\b|\bsluttbehandling|\bslutthandsaming|(?:revisjon|rullering|revidering)s?\w*\b", 0.6),
    ("revision_due", r"\butløp|\b(?:rullert|revidert) inn[ea]n\b", 0.8),
    ("revision_due", r"\b(?:neste|skal|planlagt|ny|bør|må)\b.*\b(?:revi|rull|oppdat|oppstart|start)", 0.8),
    ("revision_due", r"\b(?:planlagt|forvent\w*|venta|vente[dt]?|skal|mål for|neste|ny)\b.*\b(?:vedt|ferdig|behandl"
                     r"|handsam|godkj|år\b|tid|start|slutt|gang)|\bneste\b", 0.75),
    ("revision_due", r"\b(?:revisjon|revidering|rullering|revideres|reviderast|rulleres|rullerast|oppstart)\b"
                     r"|\b(?:blir|vert|skal) (?:revidert|rullert)\b|\bferdigstill|\bigangset(?:t|tj)ing|\btid(?:sramme"
                     r"|sfrist|splan|spunkt|feste|festing|fest)", 0.65),
    ("decision", r"\bbehov\b|\bvidareføring\b|\bvideref", 0.65),
    ("decision", r"\b(?:hva|kva)\b.*\b(?:skal|gjør|gjer|skje)|\bvid(?:ere|are) (?:arbeid|behandling|handsaming|prosess"
                 r"|oppfølging|oppfylging|skjebne|lagnad|planlegging)|\binnstilling|\btilråding|\banbefal|\bkonklusjon"
                 r"|\bavgjer|\bbeslut|\bforslag\b|\btiltak\b", 0.65),
    ("decision", r"\bh[åa]ndtering|\bplanbehov|\b(?:strategisk\w*|vårt?) valg?\b|\bavklaring|\bresultat\b"
    r"|\bkommunestyrets? vedtak|\bbehov\w*\b", 0.62),
    ("period", r"\bperiode|\bgyldighe|\bvarighet|\bgjelder for|\bgjeld for|\b(?:fra|frå)\b.*\btil\b|\btidsrom"
               r"|horisont\b", 0.7),
    ("case_reference", r"\bsak\b|\bsaks|\bpublic 360|\belements\b|\bacos\b", 0.6),
    ("responsible", r"ansvar|\w*(?:prosess|plan|tiltaks)(?:eier|eigar)|\beierskap|\beigarskap|\bressursperson"
    r"|\bsaksbehandl|\bsakshandsam|\bkontaktperson", 0.75),
    ("responsible", r"\w*eining\b|\benhet\b|\bavdeling|\betat\b|\brolle\b", 0.6),
    ("priority", r"\bprior|\brangert", 0.75),
    ("legal_basis", r"\blov(?:krav|hjemmel|heimel|grunnlag|pål|verk|fest|givning|gjeving|forank|tekst)|\bhjemm?el"
                    r"|\bhjemle|\bheim(?:el|la)|\bpålag[dt]\b|\bi(?:følge)? lov|\bkrav i lov|\bforskrift", 0.75),
    ("section", r"\b(?:tjeneste|teneste|fag|virksomhets|verksemds|kommunal|tema|kommunalsjefs?|sjefs|sektor|hoved"
                r"|hovud|samfunns)område|\bsektor\b", 0.7),
    ("legal_basis", r"\blov\b|§|\bkrav\b|forankring\b|\bpålegg|\bparagraf|\bjuridisk|\bmå plan", 0.7),
    ("section", r"\bfagfelt|\bfelt\b|\w{3,}område\b|\bkommunalsjef", 0.6),
    ("status", r"status\b|statusvurdering|\btilstand\b|\bstadium\b|\bfase\b", 0.7),
    ("notes", r"\bmerknad|\bkommentar|\banmerkning|\binformasjon\b|\binfo\b|\bopplysning|\bkort omtale\b"
              r"|\bkort (?:skildring|beskrivelse)\b|\butd[yj]u?ping", 0.7),
    ("notes", r"\bvurdering|\bbegrunn|\bgrunngj?ev|\bformål|\bføremål|\binnh[oa]ld|\bbeskriv|\bskildr|\bomtale", 0.5),
    ("notes", r"\bsammenheng|\bsamanheng|\bsammen med|\bsaman med|\bkobling|\bkopling|\bhenvisning|\btilvising"
    r"|\bavhengig|\binnspill|\binnspel|\bforhold\b|\bviktig", 0.55),
    ("plan_type", r"\bslags\b|\bkategori\b|\bnivå\b|\bplantype|\btype plan|\bplankategori|\bplannivå|\bplanslag", 0.75),
    ("name", r"\bplan(?:n[ae][vm]n|namn|tittel)|\b(?:navn|namn|tittel)\b.*\bplan|\bplan\w*\b.*\b(?:navn|namn"
             r"|tittel)\b", 0.8),
    ("name", r"\bheter\b|\bheiter\b|\bplannavn|\w+plan(?:navn|namn)|\b(?:navn|namn) på\b", 0.8),
    ("name", r"\bdokument|\boverskrift|\b(?:del|areal|sektor)plan|\bplandel|\bplanverk", 0.5),
    ("name", r"\bkommunale plan|\bplaner\b|\bplanar\b|\bstrategier\b|\btemaplan|\bkommunedelplan|\bfagplan"
             r"|\bplan\b", 0.5),
)  # fmt: skip
_PATTERNS = [(field, re.compile(pattern), sureness) for field, pattern, sureness in _TEXTS]
# What is to come is no adoption, even when the word for it stands there: «Forventet vedtatt», «Neste behandling».
_TO_COME = re.compile(
    r"\b(?:neste|planlagt|planlagd|forvent\w*|venta|vente[dt]|skal|bør|må|vid(?:ere|are)|mål for|ny|frist for)\b"
)
_MOST_WORDS = 4
_DECISIONS = [
    re.compile(words)
    for words in (
        r"\bvid[ea]ref", r"\brevider|\brevisjon|\bruller|\boppdater", r"\bny(?:e|tt)?\b|\butarbeid",
        r"\bopphev|\butgå|\bavvikl", r"\bslå|\binngå",
    )
]  # fmt: skip


def fields_by_part(heading: str) -> dict[str, float]:
    """The fields a heading may mean by a word in it, and how surely; long headings less surely."""
    less = 0.02 * max(0, len(heading.split()) - _MOST_WORDS)
    found: dict[str, float] = {}
    for field, pattern, sureness in _PATTERNS:
        if pattern.search(heading):
            found[field] = max(found.get(field, 0.0), sureness - less)
    if sum(bool(pattern.search(heading)) for pattern in _DECISIONS) > 1:
        found["decision"] = 0.9 - less  # «Videreføres, revideres eller ny?»
    if "adopted" in found and _TO_COME.search(heading):
        del found["adopted"]
        found.pop("last_revised", None)
    if "adopted" in found and re.match(r"(?:vedt|godkj)", heading):
        found.pop("last_revised", None)  # «Vedtatt/sist revidert» is when the plan was last adopted
    if "adopted" in found and "case_reference" in found:
        found["case_reference"] -= 0.3  # «Vedtatt dato og saksnr» is when, with the case beside it
    return found
