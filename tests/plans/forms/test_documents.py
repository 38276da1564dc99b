from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from pytest_django import Settings

from plandugnad.plans.forms.documents import AddressForm, FileForm, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://eksempel.no/sak/12", "https://eksempel.no/sak/12"),
        ("http://eksempel.no", "http://eksempel.no"),
        ("eksempel.no/sak", "https://eksempel.no/sak"),
        (" https://eksempel.no/æøå ", "https://eksempel.no/æøå"),
    ],
)
def test_web_addresses_are_taken(given: str, kept: str) -> None:
    form = AddressForm({"address": given})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["address"] == kept


@pytest.mark.parametrize(
    "given",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,<script>",
        "ftp://eksempel.no/a",
        "file:///etc/passwd",
        "//eksempel.no",
        "mailto:a@eksempel.no",
        "sak 12",
        "",
        "https://eksempel.no/\x00",
        "https://" + "x" * 1000 + ".no",
    ],
)
def test_other_addresses_are_not(given: str) -> None:
    assert not AddressForm({"address": given}).is_valid()


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("planbeskrivelse.pdf", "planbeskrivelse.pdf"),
        ("Vedtak æøå 2019.docx", "Vedtak æøå 2019.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Planer\\kart.sos", "kart.sos"),
        ("plan\u202efdp.exe", "planfdp.exe"),
        ('a"b<c>|?.pdf', "a_b_c___.pdf"),
        ("linje\r\nX-Header: ja.pdf", "linjeX-Header_ ja.pdf"),
        ("...", "dokument"),
        ("", "dokument"),
        ("📄", "📄"),
    ],
)
def test_a_file_name_fools_nobody(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_a_long_file_name_keeps_its_ending() -> None:
    assert len(safe_name("x" * 500 + ".pdf")) == 200
    assert safe_name("x" * 500 + ".pdf").endswith("x.pdf")


def given(name: str, content: bytes) -> MultiValueDict[str, Any]:
    return MultiValueDict({"file": [SimpleUploadedFile(name, content)]})


def test_a_file_is_called_what_it_is_named_when_nothing_else_is_said() -> None:
    form = FileForm({"title": ""}, given("Vedtak 2019.pdf", b"%PDF"))
    assert form.is_valid()
    assert (form.document_title, form.file_name) == ("Vedtak 2019", "Vedtak 2019.pdf")


def test_an_empty_and_a_too_large_file_are_refused_in_words(settings: Settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    empty = FileForm({}, given("tom.pdf", b""))
    large = FileForm({}, given("stor.pdf", b"x" * (1024 * 1024 + 1)))
    assert empty.errors["file"] == ["Filen er tom. Velg en annen."]
    assert large.errors["file"] == ["Filen er for stor. Den kan være på høyst 1 MB."]
