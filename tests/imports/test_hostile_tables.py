"""What is refused is refused in words, and nothing of it is kept."""

import io
import zipfile
from typing import Any

import pytest
from django.test import override_settings
from django.urls import reverse

from plandugnad.imports.models import ImportRun
from tests.cast import Cast
from tests.imports.builders import (
    HEADINGS,
    PLANS,
    as_file,
    browser,
    draft,
    fresh,
    outcomes,
    plan_named,
    planned,
    planned_row,
    text_of,
    upload,
    write,
    xlsx,
)


def zip_bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 300_000_000)
    return kept.getvalue()


def password_protected() -> bytes:
    """The beginning of the container Office puts an encrypted workbook in, with its telling name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000


HOSTILE = {
    "a zip bomb": (zip_bomb, "planer.xlsx", "det er ikke trygt å lese den"),
    "an encrypted workbook": (password_protected, "planer.xlsx", "er beskyttet med passord"),
    "a truncated workbook": (lambda: xlsx(PLANS)[:900], "planer.xlsx", "er skadet eller ikke hel"),
    "a PDF that says it is a workbook": (
        lambda: b"%PDF-1.7\n" + b"x" * 500,
        "planer.xlsx",
        "er et PDF-dokument, ikke et regneark",
    ),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "planer.xlsx", "er et bilde, ikke et regneark"),
    "random bytes": (lambda: bytes(range(256)) * 20, "planer.csv", "er ikke et regneark vi kan lese"),
    "nothing": (lambda: b"   \n ", "planer.csv", "Filen planer.csv er tom"),
    "a list of people": (
        lambda: xlsx([("Navn", "Telefon"), ("Kari", "99 99 99 99")], "Folk"),
        "folk.xlsx",
        "Vi fant ingen tabell med planer",
    ),
    "a million columns": (
        lambda: (";".join(["Plan"] * 1_000_000)).encode(),
        "planer.csv",
        "har flere enn 1000 kolonner",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_read_is_refused_in_words_and_not_kept(cast: Cast, what: str) -> None:
    make, name, sentence = HOSTILE[what]
    answer = upload(browser(cast.person("Ingrid")), cast.fjordvik.number, make(), name)
    assert answer.status_code == 422
    said = text_of(answer)
    assert "Tabellen kunne ikke leses" in said
    assert sentence in said
    assert not ImportRun.objects.exists()


def test_sending_nothing_is_told_of(cast: Cast) -> None:
    answer = browser(cast.person("Ingrid")).post(reverse("import_start", args=[cast.fjordvik.number]), {"pasted": "  "})
    assert answer.status_code == 422
    assert "Velg en fil, eller lim inn en tabell." in text_of(answer)


def test_pasted_text_that_is_no_table_stays_in_the_field(cast: Cast) -> None:
    answer = browser(cast.person("Ingrid")).post(
        reverse("import_start", args=[cast.fjordvik.number]), {"pasted": "Hei, dette er <b>ikke</b> en tabell"}
    )
    assert answer.status_code == 422
    assert "Hei, dette er &lt;b&gt;ikke&lt;/b&gt; en tabell" in answer.content.decode()


class Endless(io.BytesIO):
    """A body that tells how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        self.taken += size or 0
        return super().read(size)


def body_of(content: bytes) -> tuple[bytes, str]:
    line = "----grense"
    head = f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="planer.xlsx"\r\n\r\n'
    return head.encode() + content + f"\r\n--{line}--\r\n".encode(), f"multipart/form-data; boundary={line}"


@override_settings(UPLOAD_LIMIT_BYTES=200_000)
def test_a_file_that_says_it_is_too_large_is_refused_before_it_is_read(cast: Cast) -> None:
    content, kind = body_of(b"x" * 2_000_000)
    body: Any = Endless(content)
    answer = browser(cast.person("Ingrid")).post(
        reverse("import_start", args=[cast.fjordvik.number]),
        content_type=kind,
        **{"wsgi.input": body, "CONTENT_LENGTH": str(len(content))},
    )
    assert answer.status_code == 413
    assert "Filen er større enn" in text_of(answer)
    assert body.taken == 0


@override_settings(UPLOAD_LIMIT_BYTES=200_000)
def test_a_file_just_over_the_limit_is_refused_too(cast: Cast) -> None:
    answer = upload(browser(cast.person("Ingrid")), cast.fjordvik.number, b"x" * 210_000, "planer.csv")
    assert answer.status_code == 413
    assert not ImportRun.objects.exists()


def test_pasting_more_than_a_form_may_hold_is_told_of(cast: Cast) -> None:
    pasted = "Plan\tVedtatt\n" + "Kulturplan\t2019\n" * 200_000
    answer = browser(cast.person("Ingrid")).post(
        reverse("import_start", args=[cast.fjordvik.number]), {"pasted": pasted}
    )
    assert answer.status_code == 413
    assert "slipp filen her" in text_of(answer)


def test_text_that_looks_like_a_formula_is_imported_as_text(cast: Cast) -> None:
    grid = [("Plan", "Vedtatt", "Merknad"), ("=cmd|' /C calc'!A0", 2019, "@SUM(1+1)"), ("+Plan for vann", 2020, "-1+1")]
    csv = "\n".join(";".join(map(str, row)) for row in grid).encode()
    client = browser(cast.person("Ingrid"))
    address = upload(client, cast.fjordvik.number, csv, "planer.csv").url
    assert "=cmd|' /C calc'!A0" in text_of(client.get(address))
    write(ImportRun.objects.get())
    assert plan_named(cast.fjordvik, "=cmd|' /C calc'!A0").notes == "@SUM(1+1)"
    assert plan_named(cast.fjordvik, "+Plan for vann")


def test_markup_in_a_table_is_shown_as_text(cast: Cast) -> None:
    evil = "<script>alert(1)</script>"
    run = draft(
        cast.fjordvik,
        [
            (*HEADINGS[:8], evil),
            (f"Plan {evil}", "", "", 2022, "", 2020, "", evil, evil),
            (evil, "", "", 2019, "", "", "", "", ""),
        ],
        f"{evil}.xlsx",
    )
    client = browser(cast.person("Ingrid"))
    for view in ("import_preview", "import_mapping", "import_done"):
        if view == "import_done":
            write(run)
        assert evil not in client.get(reverse(view, args=[run.id])).content.decode()
    assert evil not in client.get(reverse("import_start", args=[cast.fjordvik.number])).content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"row": "0:2", "answer": "plan:ikke-en-id"},
        {"row": "0:2", "answer": "plan:01a1fbc9-eda6-7df2-ba6f-c51997454e28"},
        {"row": "0:99999", "answer": "skip"},
        {"row": "-1:2", "answer": "skip"},
        {"row": "0:2'; DROP TABLE", "answer": "new"},
        {"row": "0:2", "answer": "take:organisation"},
        {"row": "0:2", "answer": ""},
        {"answer": "this"},
        {},
    ],
)
def test_made_up_answers_do_no_harm(cast: Cast, sent: dict[str, str]) -> None:
    run = draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    assert client.post(reverse("import_choice", args=[run.id]), sent).status_code == 302
    assert client.get(reverse("import_preview", args=[run.id])).status_code == 200
    assert outcomes(run).get("error") is None


@pytest.mark.parametrize(
    "sent",
    [
        {"sheet": "99", "row": "2", "column": "0", "text": "x"},
        {"sheet": "0", "row": "9999999", "column": "9999999", "text": "x"},
        {"sheet": "0", "row": "0", "column": "0", "text": "x"},
        {"sheet": "0", "row": "²", "column": "0", "text": "x"},
        {"sheet": "0", "row": "2", "column": "0", "text": "A\0B" + "x" * 5000},
        {"sheet": "0", "row": "2", "column": "0"},
        {},
    ],
)
def test_made_up_cells_do_no_harm(cast: Cast, sent: dict[str, str]) -> None:
    run = draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    assert client.post(reverse("import_cell", args=[run.id]), sent).status_code == 302
    assert client.get(reverse("import_preview", args=[run.id])).status_code == 200
    assert planned_row(run, 3).outcome == "created"


def test_made_up_mappings_do_no_harm(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    sent = {
        "include-0": "on",
        "header-0": "12345678",
        "column-0-0": "name",
        "column-0-1": "is_superuser",
        "column-9-9": "name",
    }
    assert client.post(reverse("import_mapping", args=[run.id]), sent).status_code == 302
    assert "plan_type" not in planned_row(run, 2).values or planned_row(run, 2).values["plan_type"] == "theme_plan"
    sent["header-0"] = "4000"
    assert client.post(reverse("import_mapping", args=[run.id]), sent).status_code in (302, 422)
    assert planned(run).rows


def test_a_file_with_another_ending_than_its_kind_is_read_and_told_of(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    answer = client.post(
        reverse("import_start", args=[cast.fjordvik.number]), {"file": as_file(xlsx(PLANS), "planer.csv")}, follow=True
    )
    assert "Filnavnet sier .csv, men innholdet er XLSX." in text_of(answer)
    assert fresh(ImportRun.objects.get()).is_draft
