"""A file called something else than it is: what is a table is read and told of, all else is refused in words."""

import io
import zipfile
from pathlib import Path

import pytest

from plandugnad.imports.models import ImportRun
from tests.cast import Cast
from tests.imports.builders import PLANS, browser, text_of, upload, xlsx
from tests.imports.test_import_plans import kept, said

CSV = b"Plan;Vedtatt;Skal revideres\nKulturplan;12.06.2019;2027\nLesestrategi;2020;\n"
TOLD = "Filnavnet sier {}, men innholdet er {}. Det er lest som det det er."


def zipped() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("brev.txt", "Hei")
    return content.getvalue()


TABLES = [
    pytest.param(xlsx(PLANS), "planer.xls", (".xls", "XLSX"), id="xlsx called xls"),
    pytest.param(CSV, "planer.xlsx", (".xlsx", "CSV"), id="csv called xlsx"),
    pytest.param(xlsx(PLANS), "planer.pdf", (".pdf", "XLSX"), id="xlsx called pdf"),
]
OTHERS = [
    pytest.param(b"%PDF-1.7 og mer", "et PDF-dokument", id="pdf"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "et bilde", id="picture"),
    pytest.param(b"MZ" + b"\x90\0\x03" * 40, "et program", id="program"),
    pytest.param(zipped(), "en ZIP-fil", id="zip"),
]


@pytest.mark.parametrize(("content", "name", "about"), TABLES)
def test_a_table_is_read_and_the_page_says_what_it_was(
    cast: Cast, content: bytes, name: str, about: tuple[str, str]
) -> None:
    client = browser(cast.person("Ingrid"))
    page = text_of(client.get(upload(client, cast.fjordvik.number, content, name).url))
    assert TOLD.format(*about) in page
    assert "Kulturplan" in page


@pytest.mark.parametrize(("content", "name", "about"), TABLES)
def test_a_table_is_read_and_the_command_says_what_it_was(
    cast: Cast, tmp_path: Path, content: bytes, name: str, about: tuple[str, str]
) -> None:
    told = said(kept(tmp_path, content, name), "--kommune", cast.fjordvik.number)
    assert TOLD.format(*about) in told
    assert "ny plan: Kulturplan" in told


@pytest.mark.parametrize(("content", "kind"), OTHERS)
def test_what_is_no_table_is_refused_whatever_it_is_called(cast: Cast, content: bytes, kind: str) -> None:
    client = browser(cast.person("Ingrid"))
    answer = upload(client, cast.fjordvik.number, content, "planer.xlsx")
    assert answer.status_code == 422
    assert f"Filen planer.xlsx er {kind}, ikke et regneark." in text_of(answer)
    assert not ImportRun.objects.exists()


def test_a_table_called_what_it_is_is_not_remarked_on(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    page = text_of(client.get(upload(client, cast.fjordvik.number, xlsx(PLANS)).url))
    assert "Filnavnet sier" not in page
