"""Words that say what a longer heading means, when the whole of it is not listed in the vocabulary."""

import re

# Stems of the same word in bokmål and nynorsk, used by several fields.
_LAST = r"\b(?:siste?|forrige|førre)\b"
_NEXT = r"\b(?:neste|skal|planlagt|planlagd|ny|bør|må|mål for|forvent\w*|venta|vente[dt]?)\b"
_ADOPTED = r"(?:vedtatt|vedteken|vedteke|(?:egen|eigen)?godkjen[dt])"
_TREATED = r"(?:behandl|handsam)"
_WHO = r"(?:hvem|kven)"

# Field -> how surely -> words. Of several that match, the surest counts.
_WORDS: dict[str, dict[float, tuple[str, ...]]] = {
    "last_revised": {
        0.85: (rf"{_LAST}.*\b(?:revi|rull|oppdat|endr|just)",),
        0.75: (r"\b(?:reviderte?|rullerte?|ajourført|oppdatert)\b",),
        0.5: (rf"{_LAST}.*\b{_TREATED}",),
    },
    "adopted": {
        0.84: (rf"\b{_ADOPTED}\b",),
        0.82: (rf"{_LAST}.*\bvedtak", r"\bfastsatt\b", r"\bfastsett\b", r"\bdatert\b"),
        0.8: (rf"\b{_TREATED}(?:et|a|ing)?\b", r"\bvedtaks?(?:dato|år|tidspunkt)", r"\b(?:dato|årstall?|år) for vedtak",
              r"godkjenning", r"\bstadfest", r"\bi ?kraft", r"\bkommunestyrevedtak", r"\bvedtak i k"),
        0.7: (r"\b(?:gjeldende|gjeldande|planen er|plan)\b.*\b(?:fra|frå)\b(?!.*\btil\b)",),
        0.6: (r"\bvedtak\b", r"\butg[åa]ve\b", r"\bversjon\b", r"\bårgang\b"),
    },
    "case_reference": {
        0.8: (r"\bsaks?[- ]?(?:nr|nummer|ref|id)", r"\barkiv(?:sak|nr|ref|id|nummer)", r"\bvedtakssak", r"\bephorte",
              r"\bwebsak", r"\bjournal", r"\b(?:k|ks|kst|ps|fsk|f|fs|hu|utvalgs|utvals|møte) ?sak\b"),
        0.6: (r"\bsak\b", r"\bsaks", r"\bpublic 360", r"\belements\b", r"\bacos\b"),
    },
    "revision_due": {
        0.8: (r"\butløp", r"\b(?:rullert|revidert) inn[ea]n\b", rf"{_NEXT}.*\b(?:revi|rull|oppdat|oppstart|start)"),
        0.75: (rf"{_NEXT}.*\b(?:vedt|ferdig|{_TREATED}|godkj|år\b|tid|slutt|gang)", r"\bneste\b"),
        0.65: (r"\b(?:revi(?:sjon|dering|deres|derast)|ruller(?:es|ast|ing)|oppstart)\b", r"\bferdigstill",
               r"\bigangse(?:tt|tj)ing", r"\b(?:blir|vert|skal) (?:revidert|rullert)\b",
               r"\btid(?:sramme|sfrist|splan|spunkt|fest)"),
        0.6: (r"\bnår\b", r"\bslutt(?:behandling|handsaming)", r"(?:revisjon|rullering|revidering)"),
    },
    "decision": {
        0.65: (r"\bbehov\b", r"\bvid[ea]ref?ør", r"\b(?:hva|kva)\b.*\b(?:skal|gjør|gjer|skje)", r"\btilråding",
               r"\bvid(?:ere|are) (?:arbeid|behandl|handsam|prosess|oppf|skjebne|lagnad|plan|bruk)", r"\binnstilling",
               r"\banbefal", r"\bkonklusjon", r"\bavgjer", r"\bbeslut", r"\bforslag\b", r"\btiltak\b"),
        0.62: (r"\bh[åa]ndtering", r"behov\w*\b", r"\b(?:strategisk\w*|vårt?) valg?\b", r"\bavklaring", r"\bresultat\b",
               r"\bkommunestyrets? vedtak"),
    },
    "period": {
        0.7: (r"\bperiode", r"\bgyldighe", r"\bvarighet", r"\bgjelder for", r"\bgjeld for", r"\b(?:fra|frå)\b.*\btil\b",
              r"\btidsrom", r"horisont\b"),
    },
    "responsible": {
        0.75: (r"ansvar", r"(?:prosess|plan|tiltaks|tjeneste|teneste|oppgave|oppgåve)(?:eier|eigar)", r"\beierskap",
               r"\beigarskap", r"\bressursperson", r"\bsaksbehandl", r"\bsakshandsam", r"\bkontaktperson"),
        0.6: (r"eining\b", r"\benhet\b", r"\bavdeling", r"\betat\b", r"\brolle\b", rf"\b{_WHO}\b",
              r"\bforvalt(?:es|ast|ar|er)\b", r"\bfølg(?:es|jast) opp av\b"),
    },
    "priority": {0.75: (r"\bprior", r"\brang(?:ert|ering)?\b")},
    "legal_basis": {
        0.75: (r"\blov(?:krav|hjemmel|heimel|grunnlag|pål|verk|fest|givning|gjeving|forank|tekst)", r"\bhjemm?el",
               r"\bhjemle", r"\bheim(?:el|la)", r"\bpålag[dt]\b", r"\bi(?:følge)? lov", r"\bforskrift",
               r"\b(?:rettsleg|rettslig|juridisk)"),
        0.7: (r"\blov\b", r"§", r"\bkrav\b", r"forankring\b", r"\bpålegg", r"\bparagraf", r"\bmå plan"),
    },
    "section": {
        0.7: (r"\b(?:tjeneste|teneste|fag|virksomhets|verksemds|kommunal|tema|kommunalsjefs?|sjefs|sektor|hoved|hovud"
              r"|samfunns)område", r"sektor\b", r"\bkommunalavdeling"),
        0.6: (r"\bfagfelt", r"\bfelt\b", r"\w{3}område\b", r"\bkommunalsjef"),
    },
    "status": {
        0.7: (r"status\b", r"statusvurdering", r"\btilstand\b", r"\bsta(?:de|dium)\b", r"\bfase\b",
              r"\b(?:gjeldende|gjeldande)\b.*\bunder arbeid\b", r"\bhv?or langt\b", r"\bkor langt\b"),
    },
    "notes": {
        0.7: (r"\bmerknad", r"\bkommentar", r"\banmerkning", r"\binformasjon\b", r"\binfo\b", r"\bopplysning",
              r"\bkort (?:omtale|skildring|beskrivelse)\b", r"\butd[yj]u?ping"),
        0.55: (r"\bsam(?:men|an)heng", r"\bsam(?:men|an) med", r"\bkob?p?ling", r"\bhenvisning",
               r"\btilvising", r"\bavhengig", r"\binnspill", r"\binnspel", r"\bforhold\b", r"\bviktig"),
        0.5: (r"\bvurdering", r"\bbegrunn", r"\bgrunngj?ev", r"\bformål", r"\bføremål", r"\binnh[oa]ld", r"\bbeskriv",
              r"\bskildr", r"\bomtale", r"\boppføl(?:g|gj)ings?punkt"),
    },
    "plan_type": {
        0.75: (r"\bslags\b", r"\bkategori\b", r"\bnivå\b", r"\bplan(?:type|kategori|nivå|slag)", r"\btype plan"),
    },
    "name": {
        0.8: (r"plan(?:n[ae][vm]n|namn|navn|tittel)", r"\b(?:navn|namn|tittel)\b.*\bplan",
              r"\bplan\w*\b.*\b(?:navn|namn|tittel)\b", r"\bhei?ter\b", r"\b(?:navn|namn) på\b"),
        0.5: (r"\bdokument", r"\boverskrift", r"\b(?:del|areal|sektor|fag|tema|kommunedel)plan", r"\bplandel",
              r"\bplanverk", r"\bkommunale plan", r"\bplan(?:er|ar)?\b", r"\bstrategier\b"),
    },
}  # fmt: skip
_PATTERNS = [
    (field, re.compile("|".join(words)), sureness)
    for field, by_sureness in _WORDS.items()
    for sureness, words in by_sureness.items()
]
# What is to come is no adoption, even when the word for it stands there: «Forventet vedtatt», «Neste behandling».
_TO_COME = re.compile(rf"{_NEXT}|\b(?:vid(?:ere|are)|frist for)\b")
_MOST_WORDS = 4
_DECISIONS = [
    re.compile(words)
    for words in (
        r"\bvid[ea]ref", r"\brevider|\brevisjon|\bruller|\boppdater", r"\bny(?:e|tt)?\b|\butarbeid",
        r"\bopphev|\butgå|\bavvikl", r"\bslå|\binngå",
    )
]  # fmt: skip


def fields_by_part(heading: str) -> dict[str, float]:
    """The fields a heading, as `normalised_heading` leaves it, may mean by a word in it; the longer the less surely."""
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
