"""Every sentence the engine says: what is wrong, where, and how to mend it; bokmål, nynorsk, English."""

from plandugnad.engines.sheet.texts import LANGUAGES

# What stands in brackets is said only where what she wrote is kept for her.
SENTENCES: dict[str, tuple[str, str, str]] = {
    # An update from a browser
    "damaged": (
        "Endringen kom ikke hel fram, og er ikke tatt inn. [Teksten din er tatt vare på.] Last siden på nytt.",
        "Endringa kom ikkje heil fram, og er ikkje teken inn. [Teksten din er teken vare på.] Last sida på nytt.",
        "The change did not arrive whole and was not taken in. [Your text has been kept.] Load the page again.",
    ),
    "too_large": (
        "Endringen er på mer enn {limit} kB, og er ikke tatt inn. [Teksten din er tatt vare på.] Del den i flere.",
        "Endringa er på over {limit} kB, og er ikkje teken inn. [Teksten din er teken vare på.] Del henne i fleire.",
        "The change is larger than {limit} kB and was not taken in. [Your text has been kept.] Divide it into several.",
    ),
    "missing": (
        "Endringen bygger på noe som ikke har kommet fram. [Teksten din er tatt vare på.] Last siden på nytt.",
        "Endringa byggjer på noko som ikkje har kome fram. [Teksten din er teken vare på.] Last sida på nytt.",
        "The change builds on something that has not arrived. [Your text has been kept.] Load the page again.",
    ),
    "closed": (
        "Du kan ikke skrive i «{block}» nå. [Teksten din er tatt vare på.]",
        "Du kan ikkje skrive i «{block}» no. [Teksten din er teken vare på.]",
        "You cannot write in “{block}” now. [Your text has been kept.]",
    ),
    "anothers": (
        "Raden i «{block}» er skrevet av andre, og kan bare leses. [Teksten din er tatt vare på.] Skriv en egen rad.",
        "Rada i «{block}» er skriven av andre, og kan berre lesast. [Teksten din er teken vare på.] Skriv ei eiga.",
        "Others wrote this row in “{block}”; you can only read it. [Your text has been kept.] Write one of your own.",
    ),
    "answer": (
        "Svarene i «{block}» skriver kommunen som har bedt om hjelp. [Teksten din er tatt vare på.]",
        "Svara i «{block}» skriv kommunen som har bede om hjelp. [Teksten din er teken vare på.]",
        "The answers in “{block}” are written by the municipality that asked for help. [Your text has been kept.]",
    ),
    "answered": (
        "Raden i «{block}» er besvart, og blir stående.",
        "Rada i «{block}» er svart på, og blir ståande.",
        "The row in “{block}” has been answered, and remains.",
    ),
    "sign": (
        "Raden i «{block}» må være fra deg selv eller der du arbeider. [Teksten din er tatt vare på.]",
        "Rada i «{block}» må vere frå deg sjølv eller der du arbeider. [Teksten din er teken vare på.]",
        "The row in “{block}” must be from yourself or from where you work. [Your text has been kept.]",
    ),
    "unknown_block": (
        "Arket har ingen del som heter «{name}». [Teksten din er tatt vare på.] Last siden på nytt.",
        "Arket har ingen del som heiter «{name}». [Teksten din er teken vare på.] Last sida på nytt.",
        "The sheet has no part called “{name}”. [Your text has been kept.] Load the page again.",
    ),
    "unknown_field": (
        "«{block}» har ikke noe felt som heter «{name}». [Teksten din er tatt vare på.] Last siden på nytt.",
        "«{block}» har ikkje noko felt som heiter «{name}». [Teksten din er teken vare på.] Last sida på nytt.",
        "“{block}” has no field called “{name}”. [Your text has been kept.] Load the page again.",
    ),
    "structure": (
        "Endringen i «{block}» passer ikke i arket. [Teksten din er tatt vare på.] Last siden på nytt.",
        "Endringa i «{block}» passar ikkje i arket. [Teksten din er teken vare på.] Last sida på nytt.",
        "The change in “{block}” does not fit the sheet. [Your text has been kept.] Load the page again.",
    ),
    "unfitting": (
        "Endringen passer ikke i arket. [Teksten din er tatt vare på.] Last siden på nytt.",
        "Endringa passar ikkje i arket. [Teksten din er teken vare på.] Last sida på nytt.",
        "The change does not fit the sheet. [Your text has been kept.] Load the page again.",
    ),
    "wrong_value": (
        "Verdien i feltet «{name}» i «{block}» passer ikke der. Velg eller skriv en annen.",
        "Verdien i feltet «{name}» i «{block}» passar ikkje der. Vel eller skriv ein annan.",
        "The value in the field “{name}” in “{block}” does not fit there. Choose or write another.",
    ),
    "too_long": (
        "Teksten i «{block}» blir lengre enn {limit} tegn. [Den er tatt vare på for deg.] Gjør den kortere.",
        "Teksten i «{block}» blir lengre enn {limit} teikn. [Han er teken vare på for deg.] Gjer han kortare.",
        "The text in “{block}” becomes longer than {limit} characters. [It has been kept for you.] Make it shorter.",
    ),
    "too_many": (
        "Det er ikke plass til flere enn {limit} i «{block}». [Teksten din er tatt vare på.] Ta bort noen først.",
        "Det er ikkje plass til fleire enn {limit} i «{block}». [Teksten din er teken vare på.] Ta bort nokre først.",
        "There is no room for more than {limit} in “{block}”. [Your text has been kept.] Take some away first.",
    ),
    "not_whole": (
        "Det nye i «{block}» mangler «{name}». [Teksten din er tatt vare på.] Last siden på nytt.",
        "Det nye i «{block}» manglar «{name}». [Teksten din er teken vare på.] Last sida på nytt.",
        "What is new in “{block}” lacks “{name}”. [Your text has been kept.] Load the page again.",
    ),
    "already_there": (
        "Det finnes allerede noe på samme plass i «{block}». [Teksten din er tatt vare på.] Last siden på nytt.",
        "Det finst alt noko på same plass i «{block}». [Teksten din er teken vare på.] Last sida på nytt.",
        "There is already something in the same place in “{block}”. [Your text has been kept.] Load the page again.",
    ),
    "formatting": (
        "Teksten i «{block}» kan ikke ha «{name}». [Teksten din er tatt vare på.] Lim inn uten formatering.",
        "Teksten i «{block}» kan ikkje ha «{name}». [Teksten din er teken vare på.] Lim inn utan formatering.",
        "The text in “{block}” cannot have “{name}”. [Your text has been kept.] Paste without formatting.",
    ),
    "signs": (
        "Teksten i «{block}» har usynlige tegn som ikke kan lagres. [Den er tatt vare på.] Skriv den på nytt.",
        "Teksten i «{block}» har usynlege teikn som ikkje kan lagrast. [Han er teken vare på.] Skriv han på nytt.",
        "The text in “{block}” has invisible characters that cannot be stored. [It has been kept.] Write it again.",
    ),
    "fault": (
        "Endringen kunne ikke tas inn. [Teksten din er tatt vare på.] Last siden på nytt.",
        "Endringa kunne ikkje takast inn. [Teksten din er teken vare på.] Last sida på nytt.",
        "The change could not be taken in. [Your text has been kept.] Load the page again.",
    ),
    # An edit made as an operation, from the outline
    "gone": (
        "Det du ville endre i «{block}», er tatt bort av en annen. [Teksten din er tatt vare på.]",
        "Det du ville endre i «{block}», er teke bort av ein annan. [Teksten din er teken vare på.]",
        "What you wanted to change in “{block}” has been taken away by somebody else. [Your text has been kept.]",
    ),
    "changed": (
        "Noen andre har endret det samme i «{block}» mens du skrev. Se hva som står nå, og lagre én gang til.",
        "Nokon andre har endra det same i «{block}» mens du skreiv. Sjå kva som står no, og lagre ein gong til.",
        "Somebody else has changed the same in “{block}” while you wrote. See what stands now, and save once more.",
    ),
    # A definition
    "not_a_mapping": (
        "{file}: {at} skal være navn med innhold. Skriv «navn: innhold» på hver linje.",
        "{file}: {at} skal vere namn med innhald. Skriv «namn: innhald» på kvar linje.",
        "{file}: {at} must be names with content. Write “name: content” on each line.",
    ),
    "not_a_list": (
        "{file}: {at} skal være en liste. Begynn hver linje med «- ».",
        "{file}: {at} skal vere ei liste. Byrj kvar linje med «- ».",
        "{file}: {at} must be a list. Begin each line with “- ”.",
    ),
    "unreadable": (
        "{file}: Filen kan ikke leses som YAML (linje {line}). Rett linjen, og prøv igjen.",
        "{file}: Fila kan ikkje lesast som YAML (linje {line}). Rett linja, og prøv igjen.",
        "{file}: The file cannot be read as YAML (line {line}). Mend the line and try again.",
    ),
    "lacks": (
        "{file}: {at} mangler {name}. Skriv det.",
        "{file}: {at} manglar {name}. Skriv det.",
        "{file}: {at} lacks {name}. Write it.",
    ),
    "strange": (
        "{file}: {at} har {name}, som vi ikke kjenner. Bruk et av disse: {known}.",
        "{file}: {at} har {name}, som vi ikkje kjenner. Bruk eit av desse: {known}.",
        "{file}: {at} has {name}, which is not known. Use one of these: {known}.",
    ),
    "not_three_languages": (
        "{file}: {at} skal ha tekst på nb, nn og en. Skriv alle tre.",
        "{file}: {at} skal ha tekst på nb, nn og en. Skriv alle tre.",
        "{file}: {at} must have text in nb, nn and en. Write all three.",
    ),
    "not_an_id": (
        "{file}: {at} heter «{name}». Bruk bare små bokstaver a–z, tall og understrek, og begynn med en bokstav.",
        "{file}: {at} heiter «{name}». Bruk berre små bokstavar a–z, tal og understrek, og byrj med ein bokstav.",
        "{file}: {at} is called “{name}”. Use only small letters a–z, digits and underscore, and begin with a letter.",
    ),
    "twice": (
        "{file}: {at} har «{name}» to ganger. Gi den ene et annet navn.",
        "{file}: {at} har «{name}» to gonger. Gi den eine eit anna namn.",
        "{file}: {at} has “{name}” twice. Give one of them another name.",
    ),
    "not_a_number": (
        "{file}: {at} skal være et helt tall fra {low} til {high}.",
        "{file}: {at} skal vere eit heilt tal frå {low} til {high}.",
        "{file}: {at} must be a whole number from {low} to {high}.",
    ),
    "not_an_amount": (
        "{file}: {at} skal være et tall fra 0 til {high}. Skriv bare tallet.",
        "{file}: {at} skal vere eit tal frå 0 til {high}. Skriv berre talet.",
        "{file}: {at} must be a number from 0 to {high}. Write only the number.",
    ),
    "not_words": (
        "{file}: {at} hører til oppbygningen og kan ikke endres. Endre bare titler, ledetekster, hjelp og forslag.",
        "{file}: {at} høyrer til oppbygginga og kan ikkje endrast. Endre berre titlar, leietekstar, hjelp og forslag.",
        "{file}: {at} belongs to the structure and cannot be changed. Change only titles, prompts, help, suggestions.",
    ),
    "not_yes": (
        "{file}: {at} skal være true eller false.",
        "{file}: {at} skal vere true eller false.",
        "{file}: {at} must be true or false.",
    ),
}

# What the outline says besides people's own words.
WORDS: dict[str, tuple[str, str, str]] = {
    "no_cluster": ("Ikke gruppert", "Ikkje gruppert", "Not grouped"),
    "no_lane": ("Ingen rad", "Inga rad", "No lane"),
    "no_words": ("Uten tekst", "Utan tekst", "Without text"),
    "empty": ("Ingenting er skrevet her ennå.", "Ingenting er skrive her enno.", "Nothing has been written here yet."),
    "middle": ("midt mellom", "midt mellom", "in the middle"),
    "not_placed": ("ikke plassert", "ikkje plassert", "not placed"),
    "ring": ("Ring", "Ring", "Ring"),
    "stage": ("Fase", "Fase", "Stage"),
    "decision": ("Beslutning", "Avgjerd", "Decision"),
    "then": ("Deretter", "Deretter", "Then"),
    "owner": ("Ansvarlig", "Ansvarleg", "Responsible"),
    "due": ("Frist", "Frist", "Due"),
    "done": ("Ferdig", "Ferdig", "Done"),
    "yes": ("ja", "ja", "yes"),
    "no": ("nei", "nei", "no"),
}


def word(code: str, language: str) -> str:
    return WORDS[code][LANGUAGES.index(language) if language in LANGUAGES else 0]
