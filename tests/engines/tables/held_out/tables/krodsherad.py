"""Old Windows encoding, a line break inside quotes, text in the wrong column, names that look like formulas."""

NAME = "krodsherad planer 2025.csv"

TEXT = ''';;;;;;;
Plan;Type;Vedtatt;Saksnr;Revisjon;Ansvarlig;Prioritet;Merknad
Kommuneplan;;;;;;;
Kommuneplanens samfunnsdel;KP;13.10.2016;K-sak 70/16;2025;Kommunedirektør;1;
Kommuneplanens arealdel 2018-2030;KP;21.06.2018;;2026-27;Plan;1;"Varslet oppstart
i lokalavisa"
Plan for digitalisering;Ny 2025-26;;;;Stab;2;
Temaplaner;;;;;;;
Helseplan;TP;"=""2019""";;Videreføres;Helse;3;
Helse-plan;TP;2019;;;Helse;;
-25 % energibruk: handlingsplan;TP;2022;;2026;Teknisk;;
@Nett – plan for digital mestring;F;6. mai 2021;PS 14/21;ca. 2027;Stab;;
Plan;Type;Vedtatt;Saksnr;Revisjon;Ansvarlig;Prioritet;Merknad
Landbruksplan;TP;Ikke vedtatt;;vår 2026;Landbruk;;
Reguleringsplaner;;;;;;;
Eksempelåsen hyttefelt;Reguleringsplan;28.02.1979;;;Plan;;
Eksempeltunet (opphevet);Reguleringsplan;1988;;;Plan;;
;TP;;;2026;Helse;;
;TP;;;;Helse;;
Til sammen;10;;;;;;
'''


def build() -> bytes:
    return TEXT.replace("\n", "\r\n").encode("cp1252")
