"""What comes in place of a statement table, and what is said of it."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from plandugnad.consultations.models import TableReading
from tests.cast import Cast
from tests.consultations.tables import said
from tests.consultations.test_table import W
from tests.consultations.test_table_back import upload
from tests.processes.builders import at_screen

pytestmark = pytest.mark.django_db


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'

ELSEWHERE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ikke en Word-fil"),
        (b"bare tekst", "ikke en Word-fil"),
        (b"%PDF-1.7", "Dette er en PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "eldre Word-fil"),
        (b"PK\x03\x04 avbrutt", "Filen er skadet"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "ikke en Word-fil"),
        (zipped({"word/document.xml": b"<a>"}), "Filen er skadet"),
        (zipped({"word/document.xml": ENTITIES}), "Filen er skadet"),
        (zipped({"word/document.xml": b"<!DOCTYPE a><a/>"}), "Filen er skadet"),
        (zipped({"word/document.xml": b"<!--" + b" " * 9_000 + b"-->" + ENTITIES}), "Filen er skadet"),
        (zipped({"word/document.xml": ENTITIES.decode().encode("utf-16")}), "Filen er skadet"),
        (zipped({"word/document.xml": ELSEWHERE}), "Filen er skadet"),
        (zipped({"word/document.xml": b"<a>" * 400}), "for stor"),
        (zipped({"word/document.xml": b" " * 400_000_000}), "for stor"),
        (zipped({"word/document.xml": b'<w:tr xmlns:w="%b"/>' % W[1:-1].encode()}), "Filen er skadet"),
        (zipped({"word/document.xml": b"<a/>"}), "Vi fant ingen uttalelser"),
    ],
    ids=[
        "nothing",
        "text",
        "pdf",
        "doc",
        "half",
        "odt",
        "xlsx",
        "broken",
        "entities",
        "document type",
        "entities after a long remark",
        "entities in other signs",
        "entity from elsewhere",
        "deep",
        "bomb",
        "row",
        "empty",
    ],
)
def test_what_is_not_a_table_is_refused_in_a_sentence(cast: Cast, content: bytes, sentence: str) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    answer = upload(client, its, content)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert page.index(sentence) < page.index('id="uttalelsene"')  # or nobody sees it below a long table
    assert not TableReading.objects.exists()
