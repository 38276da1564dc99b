"""Words cut short over narrow columns: «Ansv.», «Merkn.», «Tj.område»."""

_TEXT = """
    ansv ansvar | ansvarl ansvarlig | merkn merknad | komm kommentar | kom kommentar | komment kommentar |
    anm anmerkning | pri prioritet | prio prioritet | prior prioritet | vedt vedtatt | vedtdato vedtaksdato |
    godkj godkjent | egengodkj egengodkjent | eigengodkj eigengodkjend | rev revisjon | revid revisjon |
    rul rullering | rull rullering | oppd oppdatert | oppdat oppdatert | tj tjeneste | tjen tjeneste |
    ten teneste | omr område | tjenesteomr tjenesteområde | fagomr fagområde | tenesteomr tenesteområde |
    kat kategori | avd avdeling | virks virksomhet | verks verksemd | enh enhet | ein eining |
    seks seksjon | sekt sektor | beskr beskrivelse | skildr skildring | oppf oppfølging | oppfølg oppfølging |
    lovhj lovhjemmel | hj hjemmel | lovh lovhjemmel | heim heimel | dok dokument | pol politisk |
    adm administrativt | planl planlagt | oppst oppstart | utarb utarbeides | beh behandlet |
    behandl behandlet | hands handsama | saksbeh saksbehandler | sakshands sakshandsamar |
    kontaktp kontaktperson | planper planperiode | per periode | gyld gyldig | kst kommunestyret |
    kommst kommunestyret | kstyret kommunestyret | vurd vurdering | tilr tilråding | anbef anbefaling |
    stat status | planst planstatus
"""
_MEANT = dict(pair.split() for pair in _TEXT.split("|"))
# «per» and «pr» before a year or a date are prepositions.
_ALONE_ONLY = frozenset(["per", "stat", "ein", "kom"])


def written_out(heading: str) -> str:
    """The heading, as `normalised_heading` leaves it, with the words it cuts short written out."""
    words = heading.split()
    return " ".join(word if word in _ALONE_ONLY and len(words) > 1 else _MEANT.get(word, word) for word in words)
