"""What a file is, whatever it is called."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.archive.sniffing import Kind, contradicts, is_program, kind_of
from tests.archive.builders import packed, word

CASES = [
    (b"%PDF-1.7 ...", Kind.PDF),
    (b"\x89PNG\r\n\x1a\n\x00", Kind.PNG),
    (b"\xff\xd8\xff\xe0", Kind.JPEG),
    (word("Hei"), Kind.DOCX),
    (packed([("a.txt", b"a")]), Kind.ZIP),
    ("Møte i Fjordvik".encode(), Kind.TEXT),
    ("Møte".encode("utf-16"), Kind.TEXT),
    (b"<!DOCTYPE html><html><script>alert(1)</script>", Kind.HTML),
    (b'<?xml version="1.0"?><svg onload="alert(1)">', Kind.SVG),
    (b"MZ\x90\x00\x03", Kind.PROGRAM),
    (b"MZ-rapporten", Kind.TEXT),
    (b"\x7fELF\x02", Kind.PROGRAM),
    (b"#!/bin/sh\nrm -rf", Kind.PROGRAM),
    (b"\x00\x01\x02", Kind.OTHER),
]


@pytest.mark.parametrize(("data", "kind"), CASES)
def test_the_bytes_say_what_it_is(data: bytes, kind: Kind) -> None:
    assert kind_of(io.BytesIO(data)) == kind


@pytest.mark.parametrize("ending", [".exe", ".BAT", ".js", ".lnk", ".hta", ".ps1", ".msi"])
def test_what_a_double_click_starts_is_a_program_whatever_it_holds(ending: str) -> None:
    assert is_program(Kind.TEXT, ending)


def test_a_name_that_promises_something_else_is_a_contradiction() -> None:
    assert contradicts(Kind.PNG, ".pdf")
    assert not contradicts(Kind.PDF, ".PDF")
    assert not contradicts(Kind.OTHER, ".dwg")


@given(st.binary(max_size=300))
def test_any_bytes_are_of_some_kind_and_the_file_is_left_at_its_beginning(data: bytes) -> None:
    file = io.BytesIO(data)
    assert kind_of(file) in Kind
    assert file.tell() == 0
