"""Headings municipalities use, whole, by the field they mean and how surely; bokmål and nynorsk.

Written as `headings.normalised_heading` leaves them: small letters, no punctuation.
"""

HEADINGS: dict[str, dict[float, str]] = {
    "name": {
        1.0: """
            plan | plannavn | plannamn | planens navn | namn på plan | navn på plan | navn på planen |
            namn på planen | plantittel | planens tittel | tittel på plan | tittel på planen | plan tittel |
            plannavn tittel | planer | planar | plan navn | plan namn | namnet på planen | planen sitt namn |
            plandokument | navn plan | namn plan | plan strategi | plan eller strategi | planer og strategier |
            planar og strategiar | plannamn tittel | navn på plan strategi | namn på plan strategi |
            navn på plandokument | namn på plandokument | kommunale planer | kommunale planar | planverk
        """,
        0.85: """
            tittel | navn | namn | dokument | dokumentnavn | dokumentnamn | dokumenttittel | styringsdokument |
            planoppgave | planoppgåve | planarbeid | plan tema | plan dokument | dokument plan |
            planer i kommunen | planar i kommunen | gjeldende planer | gjeldande planar | navn på dokument |
            namn på dokument | planoversikt | planoversyn | strategi | plan melding | plan oppgave |
            planportefølje | aktuelle planer | aktuelle planar | plan og tema | plan temaplan | plantema |
            plan prosjekt | planprosess
        """,
        0.5: """
            planbehov | sak | tiltak | oppgave | oppgåve | emne | tema | hva | kva | beskrivelse | omtale |
            plantype
        """,
    },
    "plan_type": {
        1.0: """
            plantype | type plan | plan type | type | planslag | slag plan | slags plan | plankategori |
            plankode | planform | plantyper | art | type dokument | dokumenttype | type planer
        """,
        0.7: """
            kategori | nivå | plannivå | kode | slag | plannivå type | klasse
        """,
    },
    "section": {
        1.0: """
            tjenesteområde | tenesteområde | område | sektor | fagområde | virksomhetsområde | verksemdsområde |
            kommunalområde | temaområde | samfunnsområde | sektorområde | sektor område | område sektor |
            politikkområde | hovedområde | hovudområde | tjenesteområder | tenesteområder | kommunalsektor |
            planområde tema | innsatsområde | satsingsområde | planområde | rammeområde | programområde |
            sektor tjenesteområde | ansvarsområde | kommunalsjefområde | kommunalsjefsområde
        """,
        0.6: """
            tema | kategori | gruppe | kapittel | avdeling | etat | virksomhet | verksemd | enhet | eining |
            seksjon | del
        """,
    },
    "status": {
        1.0: """
            status | planstatus | tilstand | status plan | status for plan | status for planen |
            status for planarbeidet | statuskode | stoda | stode | status nå | status no | planens status |
            gjeldende status | gjeldande status | status i dag | dagens status | fase | planfase | situasjon |
            status planarbeid | stadium | planstadium
        """,
        0.6: """
            gjeldende | gjeldande | vurdering av status | framdrift | fremdrift | stilling | trinn | steg
        """,
    },
    "decision": {
        1.0: """
            behov i perioden | planbehov | behov | avgjørelse | avgjerd | beslutning | vedtak i planstrategien |
            behov for plan | behov for planarbeid | videreføres revideres | vidareførast reviderast |
            vurdert behov | planbehov i perioden | behov i planperioden | hva skal gjøres | kva skal gjerast |
            tiltak i perioden | oppfølging | oppfølging i perioden | konklusjon | anbefaling | tilråding |
            forslag | forslag til vedtak | revisjonsbehov | behov for revisjon | behov for rullering |
            behov for revidering | rulleringsbehov | planoppfølging | planarbeid i perioden | handling |
            vedtak planstrategi | avgjerd i planstrategien | planstrategi | vurdering av planbehov |
            vurdering av behov | behovsvurdering | videreføring | vidareføring | strategi for planen | tiltak |
            behandling i perioden | prioritering i perioden | skal gjøres | skal gjerast |
            hva skal skje | kva skal skje | kva skal gjerast med planen | hva skal gjøres med planen |
            videre arbeid | vidare arbeid | videre behandling | vidare handsaming | videre oppfølging |
            vidare oppfølging | innstilling | vedtak i planstrategi | avgjerd i planstrategi | tilrådd | anbefalt |
            beslutning i planstrategi | planstrategi 2020 2023 | planstrategi 2024 2027 | planstrategi 2028 2031
        """,
        0.6: """
            vurdering | vedtak | revideres | reviderast | rulleres | rullerast | ny revisjon | ny revideres |
            aktivitet | planlagt | endring | endringer | endringar | val | valg
        """,
    },
    "adopted": {
        1.0: """
            vedtatt | vedteken | vedteke | vedtaksdato | vedtatt dato | dato vedtatt | vedtak | vedtatt år |
            vedtaksår | vedtaks år | vedtatt i kommunestyret | vedteken i kommunestyret |
            vedteke i kommunestyret | sist vedtatt | sist vedteken | sist vedteke | godkjent | godkjend |
            dato for vedtak | dato vedtak | vedtak dato | vedtatt ks | vedtak ks | vedteken ks | vedtatt kst |
            ks vedtak | kst vedtak | kommunestyrevedtak | vedtatt første gang | først vedtatt | fyrst vedteken |
            først vedteken | vedteken dato | dato vedteken | vedtatt når | når vedtatt | egengodkjent |
            godkjent dato | godkjenningsdato | vedtatt av kommunestyret | gjeldende plan vedtatt |
            gjeldande plan vedteken | vedtatt sak | vedteken sak | vedtak sak | vedtatt dato sak | vedtak år |
            vedteken år | år vedtatt | år vedteken | siste vedtak | vedtaksdato sak | vedtaksdato ks |
            politisk vedtak | politisk vedtatt | plan vedtatt | opprinnelig vedtatt | opphavleg vedteken |
            vedteken når | gjeldende vedtak | gjeldande vedtak | sist behandlet | sist behandla | sist
            handsama | behandlet i kommunestyret |
            handsama i kommunestyret | årstal for vedtak | årstall for vedtak | eigengodkjend | eigengodkjent |
            egengodkjend | godkjenning | kunngjort | årstall vedtatt | vedteke dato | vedteke år
        """,
        0.7: """
            dato | årstall | årstal | år | behandlet | behandla | handsama | ikrafttredelse | ikraftsett |
            ikraftsatt | utarbeidet | utarbeidd | laget | gjelder fra | gjeld frå | gyldig fra | gyldig frå |
            gjeldende fra | gjeldande frå | ikraft | stadfestet | stadfesta | behandling | kommunestyret |
            kommunestyre | ks | kst
        """,
    },
    "last_revised": {
        1.0: """
            sist revidert | sist rullert | sist oppdatert | siste revisjon | siste rullering | siste revidering
            | sist revidert dato | sist rullert dato | dato sist revidert | siste oppdatering | sist endret |
            sist endra | revidert dato | revidert år | sist revidert år | sist revidert rullert |
            sist rullert revidert | revidert sist | rullert sist | forrige revisjon | førre revisjon |
            siste hovedrevisjon | siste hovudrevisjon | sist revidert vedtatt | rullert dato | rullert år
        """,
        0.5: """
            sist behandlet | sist behandla | sist handsama
        """,
        0.85: """
            revidert | rullert | oppdatert | rev | endret | endra | rev dato | justert
        """,
    },
    "period": {
        1.0: """
            planperiode | periode | plan periode | gyldighetsperiode | virkeperiode | virketid | verketid |
            planens periode | gjeldende periode | gjeldande periode | gyldig periode | tidsperiode |
            periode for planen | planperioden | gjelder for perioden | gjeld for perioden | gjelder periode |
            gjeld periode | varighet | tidsrom | tidshorisont | planhorisont | gyldighet | gyldigheit |
            gjelder for | gjeld for | gjelder perioden | gjeld perioden | perspektiv | planperspektiv |
            gjeldingsperiode | gjeldingstid | gjeldende for | gjeldande for | gjeldende for perioden |
            gjeldande for perioden | varigheit | tidsperspektiv | fra til | frå til | gjelder fra til |
            gjeld frå til | gyldig fra til |
            gyldig frå til
        """,
        0.9: """
            gjelder | gjeld | gyldig | løpetid | varer | varar
        """,
    },
    "revision_due": {
        1.0: """
            skal revideres | skal reviderast | revideres | reviderast | neste revisjon | neste revidering |
            neste rullering | rulleres | rullerast | rullering | revisjonsår | planlagt revisjon |
            planlagt revidering | planlagt rullering | planlagt oppstart | neste hovedrevisjon |
            neste hovudrevisjon | revisjonsfrist | skal rulleres | skal rullerast | revideres innen |
            reviderast innan | rulleres innen | neste oppdatering | oppstart revisjon | oppstartsår |
            revisjonstidspunkt | tidspunkt for revisjon | tidspunkt for rullering | når revideres |
            revideres når | revisjon år | år for revisjon | år for rullering | revisjon utarbeiding |
            revisjon utarbeidelse | revidering utarbeiding | revideres år | rulleres år | bør revideres |
            må revideres | bør reviderast | må reviderast | oppstart av revisjon | oppstart planarbeid |
            planlagt oppstart revisjon | tid for revisjon | tid for rullering | neste revisjon år | rulleringsår
            | planlagt neste revisjon | ny revisjon | skal oppdateres | skal oppdaterast | forfall |
            revisjonsdato | rulleringstidspunkt | revisjon rullering | rullering revisjon | revidering rullering
            | planlagt rullert | planlagt revidert | revisjon innen | oppstart rullering | neste gang |
            neste rev | neste behandling |
            neste handsaming | tidfesting | tidfest | igangsetting | igangsetjing | tidsramme | tidsfrist
        """,
        0.85: """
            gyldig t o m | gjelder t o m | gjeld t o m | gyldig tom | gjelder tom | gjeld tom | rev |
            framdrift | fremdrift | framdriftsplan | fremdriftsplan | milepæl |
            når | revisjon | revidering | oppstart | frist | planlagt | tidsplan | tidspunkt | oppdateres |
            oppdaterast | start | planlagt år | gjennomføres | gjennomførast | planlagt vedtak |
            planlagt vedtatt | utløper | utløpsdato | gyldig til | gjelder til | gjeld til | går ut |
            gjennomføring | planlagt ferdig | ferdig | revisjonsplan | revisjonstakt | rulleringstakt |
            rulleringsfrekvens | revisjonsfrekvens | hyppighet | frekvens | utarbeides | utarbeidast |
            ferdigstilles | tid | utgår
        """,
    },
    "case_reference": {
        1.0: """
            saksnr | saksnummer | saknr | sak nr | saksreferanse | arkivsak | arkivsaksnr | arkivsaksnummer |
            ephorte | ephortenr | ephorte nr | esaknr | jpid | journalpostid | vedtakssak | sakref | saksref |
            arkivref | arkivreferanse | arkivnr | k sak | ks sak | ksak | kst sak | vedtaksnr | vedtaksnummer |
            kommunestyresak | websak | websaknr | acos | p360 | 360 | elements | public 360 | politisk sak |
            ps nr | saksid | sak id | jp id | journalnr | journalpost | esa | sak i kommunestyret | saksnr ks |
            ks saksnr | vedtak saksnr | saksnr vedtak | saksnummer vedtak | sak ks | sak kst | arkiv |
            arkivsak nr | ks sak nr | k sak nr | saksnr i ks | sak i ks | vedtak sak nr | websak nr | esa nr |
            saksmappe | arkivkode | jnr | kommunestyresak nr | kst sak nr | kst saksnr | arkivsakid |
            arkivsak id | ps sak | ps saksnr | f sak | fsk sak | politisk saksnr | saksnr ps
        """,
        0.8: """
            sak | referanse | ref | dok nr | dokumentnr | vedtak nr | saker
        """,
    },
    "responsible": {
        1.0: """
            ansvar | ansvarlig | ansvarleg | ansvarlig enhet | ansvarleg eining | ansvarlig avdeling |
            ansvarleg avdeling | planansvarlig | planansvarleg | eier | eigar | planeier | planeigar |
            ansvarlig for planen | ansvarleg for planen | hovedansvar | hovudansvar | hovedansvarlig |
            hovudansvarleg | ansvarlig sektor | ansvarleg sektor | ansvarlig for revisjon |
            ansvarleg for revisjon | fagansvarlig | fagansvarleg | administrativt ansvar | ansvarshavende |
            ansvarlig virksomhet | ansvarleg verksemd | ansvarlig etat | ansvarleg etat | ansvar for plan |
            ansvar for revisjon | ansvarlig tjeneste | ansvarleg teneste | ansvarlig leder | ansvarleg leiar |
            ansvarlig tjenesteområde | ansvarleg tenesteområde | enhet ansvarlig | ansvarlig person
        """,
        0.8: """
            eining | enhet | avdeling | etat | virksomhet | verksemd | kontaktperson | saksbehandler |
            saksbehandlar | sakshandsamar | prosjektleder | prosjektleiar | hvem | kven | utføres av |
            utførast av | kontakt | tjeneste | teneste | ansvarsområde | prosjektansvarlig | prosjektansvarleg |
            leder | leiar
        """,
        0.5: """
            sektor | kommunalområde | tjenesteområde | tenesteområde
        """,
    },
    "priority": {
        1.0: """
            prioritet | prioritert | prioritering | prio | pri | rangering | prioriteres | prioriterast |
            viktighet | hast | prioritetsrekkefølge | rekkefølge | rekkjefølgje | prioriteringsrekkefølge |
            hastegrad | viktigheit | prioritet i perioden | prioritering i perioden
        """,
    },
    "legal_basis": {
        1.0: """
            hjemmel | heimel | lovhjemmel | lovheimel | lovkrav | lovgrunnlag | lov | lovpålagt | lovpålagd |
            paragraf | rettsgrunnlag | lov forskrift | lovreferanse | krav i lov | juridisk grunnlag | regelverk
            | hjemmel i lov | heimel i lov | lovpålagt plan | lovpålagd plan | lovhjemlet | lovheimla |
            hjemmelsgrunnlag | heimelsgrunnlag | lov og forskrift | pålagt | lovkrav hjemmel | lov krav |
            juridisk hjemmel | statlige krav | statlege krav | pålagt i lov | pålagd i lov | hjemlet i |
            heimla i | lovverk | lovfestet |
            lovfesta | lovforankring | krav om plan | lovpålegg
        """,
        0.7: """
            krav | grunnlag | pålagd
        """,
    },
    "notes": {
        1.0: """
            merknad | merknader | merknadar | kommentar | kommentarer | kommentarar | anmerkning | anmerkninger
            | notat | notater | notatar | merk | tilleggsopplysninger | tilleggsopplysningar | utfyllende |
            utfyllande | annet | anna | kommentar merknad | merknad kommentar | andre opplysninger |
            andre opplysningar | mer info | kommentar status | status kommentar | obs | diverse | info |
            kort omtale | mer informasjon |
            meir informasjon | meir info | tilleggsinformasjon | utdyping | utdjuping
        """,
        0.7: """
            beskrivelse | omtale | skildring | begrunnelse | grunngjeving | forklaring | vurdering | innhold |
            innhald | formål | føremål | oppfølging | kommentar til planen
        """,
        0.5: """
            vurdering av planbehov | vurdering av behov | behovsvurdering | vurdert behov | vurdering av status |
            vurdering av gjeldende plan | vurdering av gjeldande plan | bakgrunn | vurderinger | vurderingar
        """,
    },
}
