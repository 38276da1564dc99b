"""docs/glossary.csv binds what a thing is called in English to the law's Norwegian, in both written forms."""

import ast
import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import get_resolver
from django.utils import translation

TOP = Path(__file__).resolve().parents[2]


def glossary() -> dict[str, dict[str, str]]:
    with (TOP / "docs" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("plandugnad.")]


def our_choices() -> Iterator[tuple[str, str]]:
    assert get_resolver().url_patterns  # reads every module that has a page, and with them their choices
    pending = list(models.TextChoices.__subclasses__())
    while pending:
        choices = pending.pop()
        pending += choices.__subclasses__()
        if choices.__module__.startswith("plandugnad."):
            for value, label in choices.choices:
                yield f"{choices.__name__}.{value}", label


def labels() -> list[tuple[str, str]]:
    return [(model.__name__, str(model._meta.verbose_name)) for model in our_models()] + sorted(our_choices())


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_model_and_choice_is_called_what_the_glossary_says(language: str) -> None:
    column = {"nb": "bokmål", "nn": "nynorsk", "en": "english"}[language]
    rows = glossary()
    with translation.override(language):
        wrong = {code: label for code, label in labels() if rows.get(code, {}).get(column) != label}
    assert wrong == {}


def test_the_glossary_names_nothing_that_is_gone() -> None:
    assert sorted(set(glossary()) - {code for code, _label in labels()}) == []


def identifiers(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


def words_of(identifier: str) -> set[str]:
    spaced = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in identifier)
    return set(spaced.strip("_").split("_"))


# Reading Norwegian tables needs Norwegian words as names now and then; there they are text that is matched, in quotes.
def test_no_identifier_uses_a_word_the_glossary_says_not_to_use() -> None:
    banned = {word for row in glossary().values() for word in row["not_to_use"].split()}
    single, joined = {word for word in banned if "_" not in word}, {word for word in banned if "_" in word}
    found = [
        f"{path.relative_to(TOP)}: {name}"
        for path in sorted((TOP / "plandugnad").rglob("*.py"))
        for name in set(identifiers(path))
        if words_of(name) & single or any(word in name.lower() for word in joined)
    ]
    assert found == []
