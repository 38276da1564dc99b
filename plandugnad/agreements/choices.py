"""What the worksheet's own choices are called in the three languages, so that an arena is read in the reader's own.
A choice a region has put in, or called something else, stands as it was written."""

from collections.abc import Mapping

from plandugnad.meetings.words import said_in_own_language

Said = tuple[str, str, str]
CHOICES: Mapping[str, Mapping[str, Said]] = {
    "rhythm": {
        "weekly": ("Hver uke", "Kvar veke", "Every week"),
        "fortnightly": ("Annenhver uke", "Annankvar veke", "Every other week"),
        "monthly": ("Hver måned", "Kvar månad", "Every month"),
        "bimonthly": ("Annenhver måned", "Annankvar månad", "Every other month"),
        "quarterly": ("Hvert kvartal", "Kvart kvartal", "Every quarter"),
        "twice_a_year": ("To ganger i året", "To gonger i året", "Twice a year"),
        "yearly": ("En gang i året", "Ein gong i året", "Once a year"),
        "when_needed": ("Ved behov", "Ved behov", "When needed"),
    },
    "venue": {
        "video": ("Videomøte", "Videomøte", "Video call"),
        "in_person": ("Fysisk", "Fysisk", "In person"),
        "both": ("Begge deler", "Begge delar", "Both"),
    },
    "participants": {
        "planners": ("Planleggere", "Planleggjarar", "Planners"),
        "leaders": ("Ledere", "Leiarar", "Managers"),
        "elected": ("Folkevalgte", "Folkevalde", "Elected representatives"),
        "county": ("Fylkeskommunen", "Fylkeskommunen", "The county council"),
        "state": ("Statsforvalteren", "Statsforvaltaren", "The state administrator"),
        "others": ("Andre", "Andre", "Others"),
    },
}
_CODES = {
    kind: {one.casefold(): code for code, said in choices.items() for one in said} for kind, choices in CHOICES.items()
}
_NOBODY = frozenset({"ingen", "ikke noen", "ikkje nokon", "nobody", "no one", "none", "-", "–"})


def code_of(kind: str, words: str) -> str:
    """Of what is written, in whichever language; '' for what is not the worksheet's own."""
    return _CODES[kind].get(words.strip().casefold(), "")


def to_reader(kind: str, words: str) -> str:
    """One or several, as the worksheet writes them with commas between."""
    return ", ".join(_one(kind, one) for one in words.split(", "))


def is_nobody(words: str) -> bool:
    return words.strip().rstrip(".").casefold() in _NOBODY


def _one(kind: str, words: str) -> str:
    code = code_of(kind, words)
    return said_in_own_language(CHOICES[kind][code]) if code else words
