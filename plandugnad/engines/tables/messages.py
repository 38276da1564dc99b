"""Every sentence the engine says to a person, in bokmål and nynorsk: what is wrong, where, and how to mend it."""

from typing import Any

REFUSALS = {
    "empty_file": (
        "Filen {file} er tom. Åpne den der den ble laget, lagre på nytt og prøv igjen.",
        "Fila {file} er tom. Opne henne der ho vart laga, lagre på nytt og prøv igjen.",
    ),
    "empty_text": (
        "Det er ingen tekst her. Merk tabellen der du har den, kopier og lim inn på nytt.",
        "Det er ingen tekst her. Merk tabellen der du har han, kopier og lim inn på nytt.",
    ),
    "too_large": (
        "Filen {file} er på {size} MB, og grensen er {limit} MB. Lagre bare arket med planene som en egen fil.",
        "Fila {file} er på {size} MB, og grensa er {limit} MB. Lagre berre arket med planane som ei eiga fil.",
    ),
    "inflates_too_much": (
        "Filen {file} pakkes ut til mer enn {limit} MB, og det er ikke trygt å lese den. "
        "Kopier tabellen til et nytt regneark og lagre det.",
        "Fila {file} blir pakka ut til meir enn {limit} MB, og det er ikkje trygt å lese henne. "
        "Kopier tabellen til eit nytt rekneark og lagre det.",
    ),
    "password": (
        "Filen {file} er beskyttet med passord. Åpne den, fjern passordet, lagre og prøv igjen.",
        "Fila {file} er verna med passord. Opne henne, fjern passordet, lagre og prøv igjen.",
    ),
    "damaged": (
        "Filen {file} er skadet eller ikke hel ({part}). Åpne den i et regneark, lagre på nytt og prøv igjen.",
        "Fila {file} er skadd eller ikkje heil ({part}). Opne henne i eit rekneark, lagre på nytt og prøv igjen.",
    ),
    "unsafe_markup": (
        "Filen {file} inneholder skjulte definisjoner som et regneark ikke skal ha ({part}), og blir ikke lest. "
        "Kopier tabellen til et nytt regneark og lagre det.",
        "Fila {file} inneheld skjulte definisjonar som eit rekneark ikkje skal ha ({part}), og blir ikkje lesen. "
        "Kopier tabellen til eit nytt rekneark og lagre det.",
    ),
    "wrong_kind": (
        "Filen {file} er {kind}, ikke et regneark. "
        "Lagre tabellen som .xlsx, .ods eller .csv, eller kopier og lim den inn.",
        "Fila {file} er {kind}, ikkje eit rekneark. "
        "Lagre tabellen som .xlsx, .ods eller .csv, eller kopier og lim han inn.",
    ),
    "unknown_kind": (
        "Filen {file} er ikke et regneark vi kan lese. Lagre tabellen som .xlsx, .xls, .ods eller .csv.",
        "Fila {file} er ikkje eit rekneark vi kan lese. Lagre tabellen som .xlsx, .xls, .ods eller .csv.",
    ),
    "too_many_rows": (
        "Arket {sheet} har innhold under rad {limit}. Ta bort det som ikke hører til planlisten, og prøv igjen.",
        "Arket {sheet} har innhald under rad {limit}. Ta bort det som ikkje høyrer til planlista, og prøv igjen.",
    ),
    "too_many_plans": (
        "Filen {file} har mer enn {limit} planer, og så mange kan vi ikke lese på en gang. "
        "Del tabellen i flere filer, og importer dem hver for seg.",
        "Fila {file} har meir enn {limit} planar, og så mange kan vi ikkje lese på ein gong. "
        "Del tabellen i fleire filer, og importer dei kvar for seg.",
    ),
    "too_many_columns": (
        "Arket {sheet} har flere enn {limit} kolonner (rad {row}). Ta bort kolonnene som ikke hører til planlisten.",
        "Arket {sheet} har fleire enn {limit} kolonnar (rad {row}). Ta bort kolonnane som ikkje høyrer til planlista.",
    ),
    "too_many_cells": (
        "Filen {file} har mer enn {limit} celler med innhold. Lagre bare arket med planene som en egen fil.",
        "Fila {file} har meir enn {limit} celler med innhald. Lagre berre arket med planane som ei eiga fil.",
    ),
    "too_many_sheets": (
        "Filen {file} har mer enn {limit} ark. Lagre bare arket med planene som en egen fil.",
        "Fila {file} har meir enn {limit} ark. Lagre berre arket med planane som ei eiga fil.",
    ),
    "cell_too_long": (
        "En celle i {sheet}, rad {row}, har mer enn {limit} tegn. Kort ned teksten i cellen og prøv igjen.",
        "Ei celle i {sheet}, rad {row}, har meir enn {limit} teikn. Kort ned teksten i cella og prøv igjen.",
    ),
    "no_sheets": (
        "Filen {file} har ingen ark med innhold. Velg filen der planlisten står.",
        "Fila {file} har ingen ark med innhald. Vel fila der planlista står.",
    ),
    "no_such_sheet": (
        "Filen {file} har ikke noe ark som heter {sheet}. Arkene heter: {sheets}.",
        "Fila {file} har ikkje noko ark som heiter {sheet}. Arka heiter: {sheets}.",
    ),
    "no_plans": (
        "Vi fant ingen tabell med planer i {file}. "
        "Det trengs en rad med overskrifter, for eksempel Plan og Vedtatt, og planene under.",
        "Vi fann ingen tabell med planar i {file}. "
        "Det trengst ei rad med overskrifter, til dømes Plan og Vedteken, og planane under.",
    ),
}

KINDS = {
    "pdf": ("et PDF-dokument", "eit PDF-dokument"),
    "word": ("et Word-dokument", "eit Word-dokument"),
    "presentation": ("en presentasjon", "ein presentasjon"),
    "writer": ("et tekstdokument", "eit tekstdokument"),
    "rtf": ("et tekstdokument (RTF)", "eit tekstdokument (RTF)"),
    "image": ("et bilde", "eit bilete"),
    "zip": ("en ZIP-fil", "ei ZIP-fil"),
    "archive": ("en pakket fil", "ei pakka fil"),
    "xlsb": ("en binær arbeidsbok (.xlsb)", "ei binær arbeidsbok (.xlsb)"),
    "numbers": ("et Numbers-dokument", "eit Numbers-dokument"),
    "program": ("et program", "eit program"),
    "xml": ("en XML-fil", "ei XML-fil"),
    "html": ("en nettside uten tabell", "ei nettside utan tabell"),
    "json": ("en JSON-fil", "ei JSON-fil"),
    "office": ("et annet Office-dokument", "eit anna Office-dokument"),
    "database": ("en database", "ein database"),
    "text": ("en tekst uten kolonner", "ein tekst utan kolonnar"),
}

# why, remedy
ROW_ERRORS = {
    "name_missing": (
        ("mangler plannavn", "Skriv navnet på planen i kolonne {column}, eller la raden være ute."),
        ("manglar plannamn", "Skriv namnet på planen i kolonne {column}, eller la rada vere ute."),
    ),
    "not_a_date": (
        (
            "«{value}» er ingen dato",
            "Skriv en dato eller et årstall i kolonne {column}, eller la feltet stå tomt.",
        ),
        (
            "«{value}» er ingen dato",
            "Skriv ein dato eller eit årstal i kolonne {column}, eller la feltet stå tomt.",
        ),
    ),
    "revision_before_adoption": (
        (
            "revisjon ({value}) er før vedtak ({adopted})",
            "Rett årstallet for revisjon i kolonne {column}, eller ta med planen uten tid for revisjon.",
        ),
        (
            "revisjon ({value}) er før vedtak ({adopted})",
            "Rett årstalet for revisjon i kolonne {column}, eller ta med planen utan tid for revisjon.",
        ),
    ),
    "revised_before_adopted": (
        (
            "sist revidert ({value}) er før vedtak ({adopted})",
            "Rett datoen for siste revisjon i kolonne {column}, eller ta med planen med vedtaket alene.",
        ),
        (
            "sist revidert ({value}) er før vedtak ({adopted})",
            "Rett datoen for siste revisjon i kolonne {column}, eller ta med planen med vedtaket åleine.",
        ),
    ),
}

NOTICES = {
    "macros_ignored": (
        "Filen inneholder makroer. De er ikke kjørt; bare verdiene i arkene er lest.",
        "Fila inneheld makroar. Dei er ikkje køyrde; berre verdiane i arka er lesne.",
    ),
    "links_ignored": (
        "Filen viser til andre filer. De er ikke åpnet; verdiene som var lagret, er lest.",
        "Fila viser til andre filer. Dei er ikkje opna; verdiane som var lagra, er lesne.",
    ),
    "other_kind": (
        "Filnavnet sier {extension}, men innholdet er {kind}. Det er lest som det det er.",
        "Filnamnet seier {extension}, men innhaldet er {kind}. Det er lese som det det er.",
    ),
}


def sentence(code: str, language: str = "nb", **params: Any) -> str:
    """The sentence for a refusal or a notice, with its parameters filled in."""
    pair = REFUSALS.get(code) or NOTICES[code]
    if code == "wrong_kind":
        params = {**params, "kind": kind_of_file(str(params["kind"]), language)}
    return _chosen(pair, language).format(**params)


def kind_of_file(kind: str, language: str = "nb") -> str:
    return _chosen(KINDS[kind], language)


def why_and_remedy(code: str, language: str = "nb", **params: Any) -> tuple[str, str]:
    why, remedy = ROW_ERRORS[code][1 if language == "nn" else 0]
    return why.format(**params), remedy.format(**params)


def _chosen(pair: tuple[str, str], language: str) -> str:
    return pair[1] if language == "nn" else pair[0]
