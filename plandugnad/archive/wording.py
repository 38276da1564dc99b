"""What the archive says: kinds of files, states of their text, parts of names, and what has happened, in words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.archive.kinds import TextState
from plandugnad.archive.naming import NamePart
from plandugnad.archive.reading.rule_words import Aside
from plandugnad.archive.sniffing import Kind

_MOST_NAMED = 3
KIND_NAMES: Mapping[str, str | Promise] = {
    Kind.PDF: "PDF",
    Kind.PNG: gettext_lazy("Bilde (PNG)"),
    Kind.JPEG: gettext_lazy("Bilde (JPEG)"),
    Kind.GIF: gettext_lazy("Bilde (GIF)"),
    Kind.WEBP: gettext_lazy("Bilde (WebP)"),
    Kind.TIFF: gettext_lazy("Bilde (TIFF)"),
    Kind.DOCX: gettext_lazy("Word-dokument"),
    Kind.XLSX: gettext_lazy("Excel-regneark"),
    Kind.PPTX: gettext_lazy("PowerPoint-presentasjon"),
    Kind.ODT: gettext_lazy("OpenDocument-tekst"),
    Kind.ODS: gettext_lazy("OpenDocument-regneark"),
    Kind.ODP: gettext_lazy("OpenDocument-presentasjon"),
    Kind.OLD_OFFICE: gettext_lazy("Dokument i eldre Office-format"),
    Kind.ZIP: gettext_lazy("Zip-fil"),
    Kind.SVG: gettext_lazy("Tegning (SVG)"),
    Kind.HTML: gettext_lazy("Nettside (HTML)"),
    Kind.TEXT: gettext_lazy("Tekst"),
    Kind.PROGRAM: gettext_lazy("Program"),
    Kind.OTHER: gettext_lazy("Annen fil"),
}
PART_NAMES: Mapping[str, str | Promise] = {
    NamePart.DATE: gettext_lazy("dato (2027-06-12)"),
    NamePart.YEAR: gettext_lazy("år (2027)"),
    NamePart.PLACE: gettext_lazy("kommune eller samarbeid"),
    NamePart.PLAN_TYPE: gettext_lazy("plantype, når den har en"),
    NamePart.KIND: gettext_lazy("slags dokument, når det er nevnt"),
    NamePart.TITLE: gettext_lazy("tittel"),
    NamePart.VERSION: gettext_lazy("versjon (v2), når den har en"),
}
_SHORT_PARTS: Mapping[str, str | Promise] = {
    NamePart.DATE: gettext_lazy("dato"),
    NamePart.YEAR: gettext_lazy("år"),
    NamePart.PLACE: gettext_lazy("kommune"),
    NamePart.PLAN_TYPE: gettext_lazy("plantype"),
    NamePart.KIND: gettext_lazy("dokumentslag"),
    NamePart.TITLE: gettext_lazy("tittel"),
    NamePart.VERSION: gettext_lazy("versjon"),
}
_GUESSES: Mapping[str, str | Promise] = {
    NamePart.DATE: gettext_lazy("Fant ingen dato i navnet, bruker dagen filen ble lagt inn."),
    NamePart.YEAR: gettext_lazy("Fant ikke noe år i navnet, bruker året filen ble lagt inn."),
}
_GUESSES_IN_FILE: Mapping[str, str | Promise] = {
    NamePart.DATE: gettext_lazy("Fant ingen dato i navnet, bruker dagen filen sist ble endret."),
    NamePart.YEAR: gettext_lazy("Fant ikke noe år i navnet, bruker året filen sist ble endret."),
}
_TEXT_WORDS: Mapping[str, str | Promise] = {
    TextState.WAITING: gettext_lazy("Leser teksten …"),
    TextState.PARTLY: gettext_lazy("Bare begynnelsen av teksten er med i søket, for filen er svært lang."),
    TextState.EMPTY: gettext_lazy("Ingen tekst funnet (kanskje skannet). Filen finnes bare på navnet."),
    TextState.ENCRYPTED: gettext_lazy("Filen er låst med passord, så teksten er ikke med i søket."),
    TextState.BROKEN: gettext_lazy("Vi klarte ikke å lese teksten i filen. Åpne den, og se om den er hel."),
    TextState.TOO_LARGE: gettext_lazy("Filen er for stor til at teksten kan leses. Den finnes bare på navnet."),
    TextState.UNSUPPORTED: gettext_lazy("Filer av dette slaget finnes bare på navnet."),
}


def kind_name(kind: str) -> str:
    return str(KIND_NAMES.get(kind, KIND_NAMES[Kind.OTHER]))


def text_words(state: str) -> str:
    """Nothing when all is read: that is what anyone expects."""
    return str(_TEXT_WORDS.get(state, ""))


def rule_words(parts: Iterable[str], separator: str) -> str:
    """As `rule_words.read_rule` reads it back."""
    return separator.join(str(_SHORT_PARTS[part]) for part in parts if part in _SHORT_PARTS)


def guess_words(part: NamePart | None, *, is_in_file: bool = False) -> str:
    """`is_in_file`: the day is the one the program that made the file has kept in it."""
    if part is None:
        return ""
    if is_in_file:
        return str(_GUESSES_IN_FILE[part])
    return str(_GUESSES[part])


def follows_words(left_out: Iterable[NamePart]) -> str:
    """Of a name that follows the rule, and what it does without."""
    names = [str(_SHORT_PARTS[part]) for part in left_out]
    if not names:
        return _("følger regelen som det er")
    return _("følger regelen som det er, uten %(parts)s") % {"parts": get_text_list(names, _("og"))}


_ASIDES: Mapping[str, str | Promise] = {
    Aside.UNKNOWN: gettext_lazy("Vi skjønte ikke «%(words)s», så det er ikke med i regelen."),
    Aside.TITLE: gettext_lazy("«%(words)s» er ingen egen del i arkivet. Det skrives i tittelen."),
    Aside.JOINED: gettext_lazy("%(words)s er til sammen tittelen."),
    Aside.TWICE: gettext_lazy("«%(words)s» sier noe regelen har fra før, og er tatt med én gang."),
    Aside.NO_TITLE: gettext_lazy("Tittel er lagt til bakerst, ellers kunne to filer fått samme navn."),
    Aside.DATE_FORM: gettext_lazy("Datoer skrives med året først, 2027-06-12, så filene står i rekkefølge."),
    Aside.SEPARATOR: gettext_lazy(
        "Arkivet bruker understrek, bindestrek eller mellomrom mellom delene, ikke «%(words)s»."
    ),
    Aside.UNSAID: gettext_lazy("Regelen sier ikke hva som står mellom delene. Vi bruker understrek."),
    Aside.TOO_MANY: gettext_lazy("En regel har høyst fem deler. De siste er ikke med."),
}


def aside_words(aside: str, words: str) -> str:
    return str(_ASIDES[aside]) % {"words": words}


def contradiction(name: str, kind: str) -> str:
    ending = name.rpartition(".")[2]
    about = {"ending": ending, "kind": kind_name(kind)}
    return _("Filen heter .%(ending)s, men innholdet er noe annet: %(kind)s. Den som åpner den, kan få feil.") % about


def refused_program(name: str) -> str:
    said = _("«%(name)s» er et program eller noe som kan starte et. Slike filer tar arkivet ikke imot.")
    return said % {"name": name}


def too_large(name: str, most_megabytes: int) -> str:
    said = _(
        "«%(name)s» er for stor. En fil kan være på høyst %(most)d MB. Del den opp, eller gjør bildene i den mindre."
    )
    return said % {"name": name, "most": most_megabytes}


def empty(name: str) -> str:
    return _("«%(name)s» er tom. Se etter om det er rett fil.") % {"name": name}


def nameless() -> str:
    return _("Filen har ikke noe navn vi kan bruke. Gi den et navn med bokstaver eller tall.")


def disk_full() -> str:
    return _(
        "Det er ikke plass til flere filer på tjeneren. Ingenting er lagret. Si fra til den som har ansvar for den."
    )


def no_room_on_disk(needed_bytes: int, lacking_bytes: int) -> str:
    said = _(
        "Det er ikke plass på tjeneren til det du sendte (%(size)s): det mangler %(lacking)s. Ingenting er lagret. "
        "Slett filer for godt under «Slettet» i rommet, eller be den som drifter tjeneren, om en større disk."
    )
    return said % {"size": filesizeformat(needed_bytes), "lacking": filesizeformat(lacking_bytes)}


def no_room_in_archive(place: str, used_bytes: int, limit_bytes: int, needed_bytes: int) -> str:
    said = _(
        "Arkivet til %(place)s har plass til %(limit)s og bruker %(used)s. Det du sendte, er på %(size)s: det mangler "
        "%(lacking)s. Ingenting er lagret. Slett filer for godt under «Slettet» i rommene, eller be den som drifter "
        "tjeneren, om mer plass."
    )
    sizes = {"limit": limit_bytes, "used": used_bytes, "size": needed_bytes}
    sizes["lacking"] = used_bytes + needed_bytes - limit_bytes
    return said % {"place": place, **{name: filesizeformat(size) for name, size in sizes.items()}}


def no_room_for_moved(place: str, lacking_bytes: int) -> str:
    said = _("Det er ikke plass til dette i arkivet til %(place)s: det mangler %(lacking)s. Ingenting er flyttet.")
    return said % {"place": place, "lacking": filesizeformat(lacking_bytes)}


def moved(names: Sequence[str], where: str, renamed: Sequence[str]) -> str:
    if len(names) == 1:
        said = _("«%(name)s» er flyttet til %(where)s.") % {"name": names[0], "where": where}
    else:
        said = _("%(number)d filer og mapper er flyttet til %(where)s.") % {"number": len(names), "where": where}
    return f"{said} {_numbered(renamed)}".strip()


def moved_back(names: Sequence[str], renamed: Sequence[str]) -> str:
    if len(names) == 1:
        said = _("«%(name)s» er flyttet tilbake.") % {"name": names[0]}
    else:
        said = _("%(number)d filer og mapper er flyttet tilbake.") % {"number": len(names)}
    return f"{said} {_numbered(renamed)}".strip()


def left_there(names: Sequence[str]) -> str:
    return _("Ble liggende, for navnet er i bruk dit du flyttet: %(names)s.") % {"names": listed(names)}


def not_moved_back(names: Sequence[str]) -> str:
    said = _("Flyttet videre eller slettet siden, så de ble liggende der de er: %(names)s.")
    return said % {"names": listed(names)}


def _numbered(names: Sequence[str]) -> str:
    if not names:
        return ""
    return _("Navnet var i bruk, så de heter nå: %(names)s.") % {"names": listed(names)}


def listed(names: Sequence[str]) -> str:
    """The first few: a message is no list."""
    shown = ", ".join(f"«{name}»" for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return shown if more <= 0 else _("%(names)s og %(number)d til") % {"names": shown, "number": more}


def history_words(verb: str, about: Mapping[str, Any]) -> str:
    known = {
        "file_added": _("la inn filen"),
        "file_version_added": _("la inn versjon %(number)s"),
        "file_version_restored": _("gjorde versjon %(restored)s til den nyeste"),
        "file_renamed": _("endret navnet fra «%(was)s» til «%(name)s»"),
        "file_moved": _("flyttet filen til %(folder)s"),
        "file_followed": _("flyttet filen hit fra et annet rom, med mappen den ligger i"),
        "file_deleted": _("slettet filen"),
        "file_undeleted": _("hentet filen tilbake"),
        "file_retention_set": _("endret datoen filen kan slettes etter"),
    }
    words = known.get(verb)
    if verb == "file_moved" and about.get("is_other_room"):
        # Not which: the name of a room is for those who read it.
        words = _("flyttet filen fra et annet rom til %(folder)s")
    if words is None:
        return _("endret noe")
    given = {"number": "", "restored": "", "was": "", "name": "", "folder": _("rommet"), **about}
    return words % {key: value or given[key] for key, value in given.items()}


def moment_words(moment: Any) -> str:
    return date_format(moment, "j. F Y")
