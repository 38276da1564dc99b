"""One form of bokmål: «filen» and «raden», as docs/malform.md decides, in the catalogue and in what the engine says."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest

from plandugnad.engines.sheet.messages import SENTENCES, WORDS
from plandugnad.engines.tables import messages

TOP = Path(__file__).resolve().parents[2]
RADICAL = re.compile(r"\b\w*(?:fila|mappa|rada|sida|grensa|lenka|lista|cella|gruppa)\b", re.IGNORECASE)


def bokmal_of(told: Any) -> Iterator[str]:
    """The first of each pair of sentences, however deep it lies."""
    for pair in told.values():
        first = pair[0]
        yield from first if isinstance(first, tuple) else (first,)


def sentences() -> Iterator[str]:
    for entry in polib.pofile(str(TOP / "locale/nn/LC_MESSAGES/django.po")):
        if entry.occurrences:  # the rest are the sentences of packages, in English
            yield from (entry.msgid, entry.msgid_plural)
    for told in (messages.REFUSALS, messages.KINDS, messages.ROW_ERRORS, messages.NOTICES, SENTENCES, WORDS):
        yield from bokmal_of(told)


def test_no_sentence_has_the_other_form() -> None:
    said = list(sentences())
    assert any("filen" in sentence.lower() for sentence in said)
    assert [sentence for sentence in said if RADICAL.search(sentence)] == []


@pytest.mark.parametrize("word", ["Fila er tom", "Velg planfila her", "Slett mappa", "rada under"])
def test_the_other_form_would_be_found(word: str) -> None:
    assert RADICAL.search(word)


def test_what_is_written_outside_the_catalogue_has_the_same_form() -> None:
    """The command speaks bokmål only, and so needs no translation."""
    source = (TOP / "plandugnad/imports/management/commands/import_plans.py").read_text()
    assert not RADICAL.search(source)
