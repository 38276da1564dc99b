"""The description of the data sets, in the shape data.norge.no harvests (DCAT-AP-NO, as JSON-LD)."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from plandugnad.exchange.files import EXAMPLE, LICENCE_ADDRESS
from plandugnad.exchange.reading import Opened

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = {"json": "application/json", "csv": "text/csv", "atom": "application/atom+xml"}
_TYPE_OF = "https://www.iana.org/assignments/media-types/"
_THEME = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
_OPEN_TO_ALL = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"


def catalogue(opened: Iterable[Opened]) -> dict[str, Any]:
    """One set for the whole country, and one for each municipality that has opened its own."""
    base = f"{settings.BASE_URL}/apne-data"
    municipalities = list(opened)
    sets = [_set(f"{base}/planer", "Vedtatte planer i Norge", "Kommuner som har åpnet planoversikten sin.", "")]
    sets += [_of(each, base) for each in municipalities]
    return {
        "@context": _CONTEXT,
        "@id": f"{base}/katalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _words("Åpne data fra Plandugnad"),
        "dct:description": _words("Vedtatte planer i kommuner som har åpnet planoversikten sin."),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "Plandugnad"},
        "dct:license": {"@id": LICENCE_ADDRESS},
        "dcat:dataset": sets,
    }


def _of(municipality: Opened, base: str) -> dict[str, Any]:
    about = f"Planer som er vedtatt eller under revisjon i {municipality.name}."
    if municipality.is_example:
        about = f"{EXAMPLE} {about}"
    address = f"{base}/kommuner/{municipality.number}/planer"
    return _set(address, f"Vedtatte planer i {municipality.name}", about, f"{municipality.name} kommune")


def _set(address: str, title: str, about: str, publisher: str) -> dict[str, Any]:
    return {
        "@id": address,
        "@type": "dcat:Dataset",
        "dct:title": _words(title),
        "dct:description": _words(about),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher or "Plandugnad"},
        "dct:accessRights": {"@id": _OPEN_TO_ALL},
        "dcat:theme": {"@id": _THEME},
        "dcat:keyword": [{"@value": word, "@language": "nb"} for word in ("plan", "kommune", "planoversikt")],
        "dcat:distribution": [_distribution(address, ending, media) for ending, media in _MEDIA.items()],
    }


def _distribution(address: str, ending: str, media: str) -> dict[str, Any]:
    return {
        "@id": f"{address}.{ending}",
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": f"{settings.BASE_URL}/apne-data/"},
        "dcat:downloadURL": {"@id": f"{address}.{ending}"},
        "dcat:mediaType": {"@id": f"{_TYPE_OF}{media}"},
        "dct:license": {"@id": LICENCE_ADDRESS},
    }


def _words(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "nb"}
