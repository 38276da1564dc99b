"""Export from a plan register for zoning plans: small letters in the headings, codes, ISO dates; comma and quotes."""

NAME = "sor-odal_arealplaner.csv"

TEXT = """planid,plannavn,plantype,vedtaksdato,planstatus,arkivsaknr,url
201301,Detaljregulering for Eksempelmoen boligområde,35 Detaljregulering,23.05.2013,Gjeldende,2012/455,https://example.com/1
200602,Områderegulering for Eksempelhagen,34 Områderegulering,2006-11-09,Gjeldende,2004/90,https://example.com/2
197803,"Eksempelbråten, felt B1 og B2",Reguleringsplan,14.09.1978,Opphevet,,https://example.com/3
201504,Kommunedelplan E16 Eksempelstrekningen – areal,KDP,18.06.15,Gjeldende,2013/701,
202105,Eksempelhytta,Detaljregulering,,Under arbeid,2021/88,
202206,Eksempelåsen næringspark,Detaljregulering,,På høring,2022/1010,
202307,=1+1 Eksempeltomta,Detaljregulering,2. mars 2023,Gjeldende,,
199908,"Eksempelsaga «nord»",Detaljregulering,01.10.1999,Gjeldende,,
199909,Eksempelsaga nord,Detaljregulering,01.10.1999,Erstattet,,
200510,,Detaljregulering,10.11.2005,Gjeldende,,
202411,Planprogram for Eksempelbyen,,2024,Gjeldende,2023/15,

Kilde: planregisteret,,,,,,
"""


def build() -> bytes:
    return TEXT.encode()
