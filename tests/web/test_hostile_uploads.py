"""Every door a file comes in by: neither name nor content fools anybody, and it goes out again as a download."""

import gzip
import re
import unicodedata
from collections.abc import Callable

import pytest
from django.test import Client

from plandugnad.archive.models import File
from plandugnad.imports.models import ImportRun
from plandugnad.meetings.models import MeetingImport
from plandugnad.plans.models import PlanDocument
from plandugnad.regions.models import Mandate
from tests.architecture.standing import Fjordvik, make_fjordvik
from tests.cast import Cast
from tests.imports.builders import PLANS, xlsx

pytestmark = pytest.mark.django_db

PAGE = b"<!doctype html><html><script>alert(document.domain)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
CONTENTS: dict[str, Callable[[], bytes]] = {
    "a PDF that is a page": lambda: b"%PDF-1.7\n" + PAGE,
    "a page that is a PDF": lambda: PAGE + b"\n%PDF-1.7\n%%EOF",
    "a picture that is a page": lambda: b"GIF89a/*" + PAGE + b"*/=1;",
    "a picture that is a script": lambda: b"\xff\xd8\xff\xe0\x2f\x2a" + PAGE + b"*/alert(1)",
    "a drawing": lambda: DRAWING,
    "a drawing after a byte order mark": lambda: b"\xef\xbb\xbf  \n<?xml version='1.0'?>" + DRAWING,
    "a page in UTF-16": lambda: PAGE.decode().encode("utf-16"),
    "a page in UTF-7": lambda: b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "a PDF that is a workbook": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + xlsx(PLANS),
    "a workbook that is a page": lambda: xlsx(PLANS) + PAGE,
    "a program that is a workbook": lambda: b"MZ" + bytes(126) + xlsx(PLANS),
    "a packed bomb of another kind": lambda: gzip.compress(bytes(50_000_000)),
    "a multipart message": lambda: b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + PAGE,
}
NAMES = {
    "turned around": "møteplan\u202excod.exe",
    "unseen": "pl\u200ban\u2066.xlsx",
    "up and out": "../../../../etc/passwd",
    "up and out on Windows": "..\\..\\windows\\win.ini",
    "a whole path": "C:\\Users\\Siv\\planer.xlsx",
    "a NUL": "planer.xlsx\0.exe",
    "a line break": "planer\r\nSet-Cookie: a=b.xlsx",
    "very long": "å" * 400 + ".xlsx",
    "nothing but an ending": ".xlsx",
    "dots": "..",
    "a device": "CON.xlsx",
    "markup": "<img src=x onerror=alert(1)>.xlsx",
    "quotes": "planer\";filename*=UTF-8''ond.exe;x=\".xlsx",
    "a stream": "planer.xlsx::$DATA",
    "broken surrogates": "plan\udcff.xlsx",
}
EDGE = "grensen"


def doors(its: Fjordvik) -> dict[str, tuple[str, str, dict[str, str]]]:
    """Address, the field of the file, and what else the form asks for."""
    fjordvik = its.cast.fjordvik
    return {
        "import": (f"/kommuner/{fjordvik.number}/import/", "file", {}),
        "meetings": (f"/moter/i/{fjordvik.id}/hent-inn/", "fil", {}),
        "archive": (f"/arkiv/rom/{its.room.id}/last-opp/", "file", {}),
        "document": (f"/planer/{its.plan.id}/dokumenter/", "file", {"kind": "file", "title": ""}),
        "extent": (f"/planer/{its.plan.id}/kart/", "file", {}),
    }


def send(client: Client, its: Fjordvik, door: str, name: str, content: bytes) -> int:
    address, field, more = doors(its)[door]
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in more.items()
    ]
    about = f'--{EDGE}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\nContent-Type: text/html'
    head = "".join([*parts, about, "\r\n\r\n"]).encode(errors="surrogateescape")
    body = head + content + f"\r\n--{EDGE}--\r\n".encode()
    return client.post(address, body, content_type=f"multipart/form-data; boundary={EDGE}").status_code


def names_kept() -> set[str]:
    kept = (each._default_manager.all() for each in (ImportRun, MeetingImport, PlanDocument, Mandate))
    names = {str(row.file_name) for rows in kept for row in rows}
    return names | set(File.objects.values_list("name", flat=True))


def is_plain(name: str) -> bool:
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return (
        len(name) <= 255 and not re.search(r"[/\\]", name) and not any(unicodedata.category(x) in unseen for x in name)
    )


@pytest.fixture
def its(cast: Cast) -> Fjordvik:
    return make_fjordvik(cast)


@pytest.fixture
def ingrid(its: Fjordvik) -> Client:
    client = Client()
    client.force_login(its.ingrid)
    return client


DOORS = ("import", "meetings", "archive", "document", "extent")


@pytest.mark.parametrize("door", DOORS)
def test_no_name_leads_elsewhere_or_hides_what_it_is(its: Fjordvik, ingrid: Client, door: str) -> None:
    before = names_kept()
    for name in NAMES.values():
        for content in (xlsx(PLANS), b"Kommunestyret: 12. mars 2027"):
            assert send(ingrid, its, door, name, content) in {200, 302, 422}, name
    assert [name for name in names_kept() if not is_plain(name)] == []
    assert door == "extent" or len(names_kept() - before) > 3  # a drawing on the map keeps no name


@pytest.mark.parametrize("door", DOORS)
def test_a_file_that_is_two_things_at_once_breaks_nothing(its: Fjordvik, ingrid: Client, door: str) -> None:
    for what, content in CONTENTS.items():
        for ending in ("xlsx", "pdf", "png", "html"):
            assert send(ingrid, its, door, f"fil.{ending}", content()) in {200, 302, 422}, (what, ending)


def test_what_goes_out_again_is_saved_and_not_run(its: Fjordvik, ingrid: Client) -> None:
    for number, content in enumerate(CONTENTS.values()):
        for door in ("archive", "document"):
            send(ingrid, its, door, f"fil {number}.html", content())
    mine = [f"/arkiv/fil/{file.id}/versjon/1/fil" for file in File.objects.filter(name__startswith="fil ")]
    mine += [f"/planer/{its.plan.id}/dokumenter/{row.id}/fil" for row in PlanDocument.objects.filter(plan=its.plan)]
    mine.append(f"/samarbeid/{its.cast.ytre_fjord.id}/mandat/{its.mandate.id}/fil")
    assert len(mine) > 2 * len(CONTENTS)
    for address in mine:
        answer = ingrid.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Content-Disposition"].startswith("attachment"), address
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox", address
        assert answer.headers["Content-Type"] == "application/octet-stream", address
