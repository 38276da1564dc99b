"""A list out of a Word document with outline numbers, kept as .tsv; plain section lines; nynorsk."""

NAME = "bykle_planverk.tsv"

LINES = (
    ("Bykle kommune – planar og strategiar",),
    (),
    ("Plan", "Vedteken", "Status", "Rullering", "Ansvarleg", "Merknad"),
    ("1. Kommuneplan",),
    # 5
    ("1.1 Kommuneplanen sin samfunnsdel 2018–2030", "26.04.2018", "gjeldande", "2025-26", "Kommunedirektør"),
    ("1.2 Arealdelen til kommuneplanen", "2015", "under revidering", "2024/25", "Plan"),
    ("1.3 Økonomiplan 2026–2029", "11. desember 2025", "gjeldande", "kvart år", "Økonomi"),
    ("2. Kommunedelplanar:",),
    ("2.1 Hovden sentrum", "2019", "gjeldande", "2027", "Plan"),
    # 10
    ("2.2 Klima og energi", "2011", "skal reviderast", "haust 2026", "Plan"),
    ("3. Temaplanar",),
    ("3.1 Kulturplan – vedteken 14.03.19", "", "", "2025", "Kultur"),
    ("3.2 Oppfølging av ungdata (idé)", "", "", "", "Oppvekst"),
    ("• Bibliotekplan", "Ikkje vedteken", "under arbeid", "2026", "Kultur"),
    # 15
    ("3.4 Skulebruksplan", "2024 (under arbeid)", "", "", "Oppvekst"),
    ("3.5 Beitebruksplan", "arkivet manglar", "gjeldande", "", "Landbruk", "spør fylket"),
    ("3.6 Plan for kulturminne", "2020", "slåast saman med Kulturplan", "", "Kultur"),
    ("4. Reguleringsplanar",),
    ("4.1 Eksempelheii hytteområde", "2009", "oppheva", "", "Plan"),
    # 20
    ("4.2 Eksempelbekken, gnr. 900 bnr. 2", "22.06.2022", "gjeldande", "-", "Plan"),
    ("I alt 12 planar",),
    ("* Planar utan dato må sjekkast i arkivet",),
)


def build() -> bytes:
    return "\r\n".join("\t".join(line) for line in LINES).encode("utf-8-sig")
