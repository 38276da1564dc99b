"""Every sentence the engine says to a person, in each language: what is wrong, where, and how to mend it."""

from typing import Any

# The order the sentences stand in below.
LANGUAGES = ("nb", "nn", "en")

REFUSALS = {
    "empty_file": (
        "Filen {file} er tom. Åpne den der den ble laget, lagre på nytt og prøv igjen.",
        "Fila {file} er tom. Opne henne der ho vart laga, lagre på nytt og prøv igjen.",
        "The file {file} is empty. Open it where it was made, save it again and try once more.",
    ),
    "empty_text": (
        "Det er ingen tekst her. Merk tabellen der du har den, kopier og lim inn på nytt.",
        "Det er ingen tekst her. Merk tabellen der du har han, kopier og lim inn på nytt.",
        "There is no text here. Select the table where you have it, copy it and paste it again.",
    ),
    "too_large": (
        "Filen {file} er på {size} MB, og grensen er {limit} MB. Lagre bare arket med planene som en egen fil.",
        "Fila {file} er på {size} MB, og grensa er {limit} MB. Lagre berre arket med planane som ei eiga fil.",
        "The file {file} is {size} MB, and the limit is {limit} MB. "
        "Save only the sheet with the plans as a file of its own.",
    ),
    "inflates_too_much": (
        "Filen {file} pakkes ut til mer enn {limit} MB, og det er ikke trygt å lese den. "
        "Kopier tabellen til et nytt regneark og lagre det.",
        "Fila {file} blir pakka ut til meir enn {limit} MB, og det er ikkje trygt å lese henne. "
        "Kopier tabellen til eit nytt rekneark og lagre det.",
        "The file {file} unpacks to more than {limit} MB, and it is not safe to read it. "
        "Copy the table to a new spreadsheet and save that.",
    ),
    "password": (
        "Filen {file} er beskyttet med passord. Åpne den, fjern passordet, lagre og prøv igjen.",
        "Fila {file} er verna med passord. Opne henne, fjern passordet, lagre og prøv igjen.",
        "The file {file} is protected with a password. Open it, remove the password, save it and try again.",
    ),
    "damaged": (
        "Filen {file} er skadet eller ikke hel ({part}). Åpne den i et regneark, lagre på nytt og prøv igjen.",
        "Fila {file} er skadd eller ikkje heil ({part}). Opne henne i eit rekneark, lagre på nytt og prøv igjen.",
        "The file {file} is damaged or not whole ({part}). Open it in a spreadsheet, save it again and try once more.",
    ),
    "unsafe_markup": (
        "Filen {file} inneholder skjulte definisjoner som et regneark ikke skal ha ({part}), og blir ikke lest. "
        "Kopier tabellen til et nytt regneark og lagre det.",
        "Fila {file} inneheld skjulte definisjonar som eit rekneark ikkje skal ha ({part}), og blir ikkje lesen. "
        "Kopier tabellen til eit nytt rekneark og lagre det.",
        "The file {file} contains hidden definitions that a spreadsheet should not have ({part}), and is not read. "
        "Copy the table to a new spreadsheet and save that.",
    ),
    "wrong_kind": (
        "Filen {file} er {kind}, ikke et regneark. "
        "Lagre tabellen som .xlsx, .ods eller .csv, eller kopier og lim den inn.",
        "Fila {file} er {kind}, ikkje eit rekneark. "
        "Lagre tabellen som .xlsx, .ods eller .csv, eller kopier og lim han inn.",
        "The file {file} is {kind}, not a spreadsheet. Save the table as .xlsx, .ods or .csv, or copy and paste it.",
    ),
    "unknown_kind": (
        "Filen {file} er ikke et regneark vi kan lese. Lagre tabellen som .xlsx, .xls, .ods eller .csv.",
        "Fila {file} er ikkje eit rekneark vi kan lese. Lagre tabellen som .xlsx, .xls, .ods eller .csv.",
        "The file {file} is not a spreadsheet we can read. Save the table as .xlsx, .xls, .ods or .csv.",
    ),
    "too_many_rows": (
        "Arket {sheet} har innhold under rad {limit}. Ta bort det som ikke hører til planlisten, og prøv igjen.",
        "Arket {sheet} har innhald under rad {limit}. Ta bort det som ikkje høyrer til planlista, og prøv igjen.",
        "The sheet {sheet} has content below row {limit}. "
        "Remove what does not belong to the list of plans, and try again.",
    ),
    "too_many_plans": (
        "Filen {file} har mer enn {limit} planer, og så mange kan vi ikke lese på en gang. "
        "Del tabellen i flere filer, og importer dem hver for seg.",
        "Fila {file} har meir enn {limit} planar, og så mange kan vi ikkje lese på ein gong. "
        "Del tabellen i fleire filer, og importer dei kvar for seg.",
        "The file {file} has more than {limit} plans, and we cannot read that many at once. "
        "Split the table into several files, and import them one by one.",
    ),
    "too_many_columns": (
        "Arket {sheet} har flere enn {limit} kolonner (rad {row}). Ta bort kolonnene som ikke hører til planlisten.",
        "Arket {sheet} har fleire enn {limit} kolonnar (rad {row}). Ta bort kolonnane som ikkje høyrer til planlista.",
        "The sheet {sheet} has more than {limit} columns (row {row}). "
        "Remove the columns that do not belong to the list of plans.",
    ),
    "too_many_cells": (
        "Filen {file} har mer enn {limit} celler med innhold. Lagre bare arket med planene som en egen fil.",
        "Fila {file} har meir enn {limit} celler med innhald. Lagre berre arket med planane som ei eiga fil.",
        "The file {file} has more than {limit} cells with content. "
        "Save only the sheet with the plans as a file of its own.",
    ),
    "too_many_sheets": (
        "Filen {file} har mer enn {limit} ark. Lagre bare arket med planene som en egen fil.",
        "Fila {file} har meir enn {limit} ark. Lagre berre arket med planane som ei eiga fil.",
        "The file {file} has more than {limit} sheets. Save only the sheet with the plans as a file of its own.",
    ),
    "cell_too_long": (
        "En celle i {sheet}, rad {row}, har mer enn {limit} tegn. Kort ned teksten i cellen og prøv igjen.",
        "Ei celle i {sheet}, rad {row}, har meir enn {limit} teikn. Kort ned teksten i cella og prøv igjen.",
        "A cell in {sheet}, row {row}, has more than {limit} characters. Shorten the text in the cell and try again.",
    ),
    "no_sheets": (
        "Filen {file} har ingen ark med innhold. Velg filen der planlisten står.",
        "Fila {file} har ingen ark med innhald. Vel fila der planlista står.",
        "The file {file} has no sheets with content. Choose the file with the list of plans.",
    ),
    "no_such_sheet": (
        "Filen {file} har ikke noe ark som heter {sheet}. Arkene heter: {sheets}.",
        "Fila {file} har ikkje noko ark som heiter {sheet}. Arka heiter: {sheets}.",
        "The file {file} has no sheet called {sheet}. The sheets are called: {sheets}.",
    ),
    "no_plans": (
        "Vi fant ingen tabell med planer i {file}. "
        "Det trengs en rad med overskrifter, for eksempel Plan og Vedtatt, og planene under.",
        "Vi fann ingen tabell med planar i {file}. "
        "Det trengst ei rad med overskrifter, til dømes Plan og Vedteken, og planane under.",
        "We found no table of plans in {file}. "
        "It takes a row of headings, for example Plan and Vedtatt (adopted), and the plans below.",
    ),
}

KINDS = {
    "pdf": ("et PDF-dokument", "eit PDF-dokument", "a PDF document"),
    "word": ("et Word-dokument", "eit Word-dokument", "a Word document"),
    "presentation": ("en presentasjon", "ein presentasjon", "a presentation"),
    "writer": ("et tekstdokument", "eit tekstdokument", "a text document"),
    "rtf": ("et tekstdokument (RTF)", "eit tekstdokument (RTF)", "a text document (RTF)"),
    "image": ("et bilde", "eit bilete", "a picture"),
    "zip": ("en ZIP-fil", "ei ZIP-fil", "a ZIP file"),
    "archive": ("en pakket fil", "ei pakka fil", "a packed file"),
    "xlsb": ("en binær arbeidsbok (.xlsb)", "ei binær arbeidsbok (.xlsb)", "a binary workbook (.xlsb)"),
    "numbers": ("et Numbers-dokument", "eit Numbers-dokument", "a Numbers document"),
    "program": ("et program", "eit program", "a program"),
    "xml": ("en XML-fil", "ei XML-fil", "an XML file"),
    "html": ("en nettside uten tabell", "ei nettside utan tabell", "a web page without a table"),
    "json": ("en JSON-fil", "ei JSON-fil", "a JSON file"),
    "office": ("et annet Office-dokument", "eit anna Office-dokument", "another Office document"),
    "database": ("en database", "ein database", "a database"),
    "text": ("en tekst uten kolonner", "ein tekst utan kolonnar", "a text without columns"),
}

# why, remedy
ROW_ERRORS = {
    "name_missing": (
        ("mangler plannavn", "Skriv navnet på planen i kolonne {column}, eller la raden være ute."),
        ("manglar plannamn", "Skriv namnet på planen i kolonne {column}, eller la rada vere ute."),
        ("has no plan name", "Enter the name of the plan in column {column}, or leave the row out."),
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
        ("“{value}” is not a date", "Enter a date or a year in column {column}, or leave the field empty."),
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
        (
            "revision ({value}) is before adoption ({adopted})",
            "Correct the year of revision in column {column}, or include the plan without a time for revision.",
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
        (
            "last revised ({value}) is before adoption ({adopted})",
            "Correct the date of the last revision in column {column}, or include the plan with its adoption alone.",
        ),
    ),
}

NOTICES = {
    "macros_ignored": (
        "Filen inneholder makroer. De er ikke kjørt; bare verdiene i arkene er lest.",
        "Fila inneheld makroar. Dei er ikkje køyrde; berre verdiane i arka er lesne.",
        "The file contains macros. They have not been run; only the values in the sheets have been read.",
    ),
    "links_ignored": (
        "Filen viser til andre filer. De er ikke åpnet; verdiene som var lagret, er lest.",
        "Fila viser til andre filer. Dei er ikkje opna; verdiane som var lagra, er lesne.",
        "The file refers to other files. They have not been opened; the values that were saved have been read.",
    ),
    "other_kind": (
        "Filnavnet sier {extension}, men innholdet er {kind}. Det er lest som det det er.",
        "Filnamnet seier {extension}, men innhaldet er {kind}. Det er lese som det det er.",
        "The file name says {extension}, but the content is {kind}. It has been read as what it is.",
    ),
}


def sentence(code: str, language: str = "nb", **params: Any) -> str:
    """The sentence for a refusal or a notice, with its parameters filled in."""
    said = REFUSALS.get(code) or NOTICES[code]
    if code == "wrong_kind":
        params = {**params, "kind": kind_of_file(str(params["kind"]), language)}
    return said[_place_of(language)].format(**params)


def kind_of_file(kind: str, language: str = "nb") -> str:
    return KINDS[kind][_place_of(language)]


def why_and_remedy(code: str, language: str = "nb", **params: Any) -> tuple[str, str]:
    why, remedy = ROW_ERRORS[code][_place_of(language)]
    return why.format(**params), remedy.format(**params)


def _place_of(language: str) -> int:
    return LANGUAGES.index(language) if language in LANGUAGES else 0
