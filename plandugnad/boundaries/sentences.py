"""Why a file of boundaries was refused: what is wrong, where, and how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plandugnad.engines.boundaries.refusal import Refused

_SENTENCES: dict[str, Promise] = {
    "size": _("Filen er større enn %(most)s MB. Last ned den forenklede utgaven (illustrasjonsdata) i stedet."),
    "zip": _("Filen er pakket (zip). Pakk den ut, og velg filen inni."),
    "unknown": _("Filen er verken GeoJSON, GML eller GeoPackage. Last ned kommunene på nytt i et av formatene."),
    "encoding": _("Filen er ikke skrevet i UTF-8, slik GeoJSON skal være. Last den ned på nytt."),
    "json": _("Filen er ikke gyldig JSON ved linje %(line)s, tegn %(column)s. Last den ned på nytt."),
    "xml": _("Filen er ikke gyldig XML ved linje %(line)s, tegn %(column)s. Last den ned på nytt."),
    "entities": _("Filen har egne tegndefinisjoner (DTD), og slike leses ikke. Last ned GML-filen fra Geonorge."),
    "deep": _("Filen er bygd i flere lag enn noen fil med grenser. Last ned kommunene på nytt."),
    "twice": _("%(name)s står to ganger på samme sted i filen, så den kan leses på to måter. Last den ned på nytt."),
    "not_geojson": _("Dette er JSON, men ikke GeoJSON med kommuner. Last ned «kommuner» som GeoJSON."),
    "broken": _("Filen lar seg ikke lese. Last den ned på nytt, eller prøv et annet format."),
    "too_much": _("Filen krever for mye tid eller minne. Last ned den forenklede utgaven (illustrasjonsdata)."),
    "none": _("Filen har ingen kommuner: vi leter etter feltet «kommunenummer» og fant det ikke."),
    "counties": _("Filen har fylker. Last ned kommunene i stedet; fylkesgrensene følger av dem."),
    "number": _("%(value)s er ikke et kommunenummer. Det skal være fire sifre, skrevet som tekst."),
    "name": _("Kommune %(number)s har et navn med tegn som ikke kan vises: %(value)s. Last filen ned på nytt."),
    "units": _("Filen har flere enn %(most)s kommuner. Velg filen med kommunene i dag, ikke den historiske."),
    "points": _("Filen har flere enn %(most)s punkter. Last ned den forenklede utgaven (illustrasjonsdata)."),
    "system": _("Koordinatsystemet %(value)s leses ikke. Velg EUREF89 (25832, 25833, 25835 eller 4258) eller WGS84."),
    "systems": _("Filen blander koordinatsystemene %(one)s og %(other)s. Last den ned i ett av dem."),
    "mixed": _("Noen punkter har breddegraden først og andre lengdegraden. Last filen ned på nytt."),
    "outside": _(
        "Kommune %(number)s har et punkt utenfor Norge: %(value)s i EPSG:%(system)s. "
        "Filen sier kanskje feil koordinatsystem; last den ned på nytt."
    ),
    "not_a_number": _("En koordinat er ikke et tall: %(value)s. Last filen ned på nytt."),
    "position": _("Kommune %(number)s har et punkt som ikke er to tall: %(value)s. Last filen ned på nytt."),
    "empty": _("Kommune %(number)s har en flate uten punkter. Last filen ned på nytt."),
    "no_area": _("Kommune %(number)s har ingen flate, men %(value)s. Last ned kommuneflatene, ikke grenselinjene."),
    "arc": _("Kommune %(number)s har buer i grensen, og bare rette linjer leses. Last ned GeoJSON i stedet."),
    "open_ring": _(
        "Grensen til %(name)s (%(number)s) er ikke lukket: den må ende der den begynner, og ha minst tre hjørner."
    ),
    "invalid": _("Grensen til %(name)s (%(number)s) krysser seg selv ved %(why)s. Last filen ned på nytt."),
    "overlap": _("%(name)s (%(number)s) ligger oppå en annen kommune i filen. Last filen ned på nytt."),
}


def refusal(refused: Refused) -> str:
    sentence = _SENTENCES.get(refused.code)
    return str(sentence) % refused.about if sentence else gettext("Filen lar seg ikke lese.")
