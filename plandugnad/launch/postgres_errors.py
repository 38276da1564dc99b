"""From what PostgreSQL writes in its log to a sentence for the person who started it."""

import re
from pathlib import Path

_GRAVE = re.compile(r"FATAL:|PANIC:|error:")
_SENTENCES = (
    ("No space left on device", "Disken er full: databasen får ikke plass i {place}. Frigjør plass, og prøv igjen."),
    (
        "Disk quota exceeded",
        "Kvoten er brukt opp: databasen får ikke plass i {place}. Frigjør plass, og prøv igjen.",
    ),
    ("Read-only file system", "Disken med {place} kan bare leses. Velg en annen mappe med --data."),
    (
        "incompatible with server",
        "Databasen i {place} er laget av en annen versjon av PostgreSQL. Ta sikkerhetskopi med den forrige utgaven av "
        "Plandugnad, og hent den inn igjen med denne (plandugnad backup og plandugnad restore).",
    ),
    (
        "shared memory",
        "Maskinen har ikke nok delt minne til databasen. Gi den mer minne (i en container: --shm-size), og prøv igjen.",
    ),
    (
        "could not look up effective user ID",
        "Kontoen du kjører som, har ingen navn på denne maskinen, og da vil ikke databasen starte. "
        "Kjør som en bruker som finnes i /etc/passwd.",
    ),
    ("could not create lock file", "Databasen får ikke skrive i {place}. Sjekk hvem som eier mappa, og prøv igjen."),
    ("Permission denied", "Databasen får ikke skrive i {place}. Sjekk hvem som eier mappa, og prøv igjen."),
    (
        "Cannot allocate memory",
        "Maskinen har ikke minne nok til databasen. Lukk andre programmer, og prøv igjen.",
    ),
)


def explain(output: str, place: Path, log: Path | None) -> str:
    for trace, sentence in _SENTENCES:
        if trace in output:
            return sentence.format(place=place)
    last = _telling_line(output)[:200]
    where = f" Se {log}." if log else ""
    return f"Databasen i {place} ville ikke starte. Det siste den sa, var «{last}».{where}"


def _telling_line(output: str) -> str:
    lines = [line for line in output.splitlines() if line.strip()] or ["ingenting"]
    return next((line for line in reversed(lines) if _GRAVE.search(line)), lines[-1])
