"""Åse reads a module, answers, errs, tries again and is done; and nobody else knows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from plandugnad.accounts.models import Language
from plandugnad.core.models import AuditEvent
from plandugnad.learning.actions import complete
from plandugnad.learning.library import library
from plandugnad.learning.models import ModuleDone
from plandugnad.projections.models import ActivityEntry
from tests.cast import EVERYBODY, Cast
from tests.learning.test_reading import WHOLE

pytestmark = pytest.mark.django_db
LIST = "/opplaering/"
MODULE, CHECK = "/opplaering/plansystemet/", "/opplaering/plansystemet/sjekk/"


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    library.cache_clear()
    yield
    library.cache_clear()


def at_screen(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def page(cast: Cast, name: str, address: str) -> str:
    return at_screen(cast, name).get(address).content.decode()


def all_right(key: str = "plansystemet") -> dict[str, str]:
    module = library().find(key)
    assert module
    return {f"q{number}": str(one.right + 1) for number, one in enumerate(module.text("nb").questions, 1)}


def test_ase_is_met_by_the_modules_in_order_with_how_long_they_take(cast: Cast) -> None:
    said = page(cast, "Åse", LIST)
    names = ["Plansystemet og samfunnsdelen", "Planstrategien", "Planbehov", "Plansaker i kommunestyret"]
    places = [said.index(f">{name}</a>") for name in names]
    assert places == sorted(places)
    assert "Du har gjennomført 0 av 4 moduler." in said
    assert "7 minutter, 4 kapitler og 5 spørsmål" in said
    assert "Begynn med «Plansystemet og samfunnsdelen»" in said


def test_she_reads_it_in_chapters_with_examples_and_where_the_law_says_it(cast: Cast) -> None:
    said = page(cast, "Åse", MODULE)
    assert 'href="#kapittel-3"' in said
    assert 'id="kapittel-3"' in said
    assert '<aside class="le-example"><p><strong>Eksempel.</strong> Kommunestyret i Fjordvik' in said
    assert "(pbl. §\u00a011-15)" in said
    assert f'href="{CHECK}"' in said


def test_a_wrong_answer_is_told_why_in_words_and_kept_nowhere(cast: Cast) -> None:
    ase = at_screen(cast, "Åse")
    answer = ase.post(CHECK, all_right() | {"q1": "1"})
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "4 av 5 er riktige" in said
    assert "Ikke riktig." in said
    assert "Administrasjonen forbereder og skriver" in said
    assert 'id="q1-1" value="1" checked' in said  # what she chose stands
    assert not ModuleDone.objects.exists()


def test_one_answer_at_a_time_is_enough(cast: Cast) -> None:
    said = at_screen(cast, "Åse").post(CHECK, {"q1": "2"}).content.decode()
    assert "Riktig så langt, 4 igjen" in said
    assert "Hvorfor ikke de andre svarene?" in said
    assert said.count('class="le-said') == 1


def test_when_all_is_right_it_is_done_from_that_day_and_she_is_shown_the_next(cast: Cast) -> None:
    ase = at_screen(cast, "Åse")
    for _twice in range(2):
        said = ase.post(CHECK, all_right()).content.decode()
        assert "Alt er riktig" in said
        assert "Les «Planstrategien»" in said
    row = ModuleDone.objects.get()
    assert (row.person, row.module) == (cast.person("Åse"), "plansystemet")
    listed = ase.get(LIST).content.decode()
    assert "Du har gjennomført 1 av 4 moduler." in listed
    assert "Gjennomført" in listed
    assert "Du kan ta sjekken igjen." in ase.get(CHECK).content.decode()


def test_she_who_has_done_them_all_is_told_so(cast: Cast) -> None:
    for one in library().modules:
        said = at_screen(cast, "Åse").post(reverse("learning_check", args=[one.key]), all_right(one.key))
    assert "Du har gjennomført alle modulene." in said.content.decode()


@pytest.mark.parametrize("sent", [{}, {"q1": "9"}, {"q1": "x" * 9_000, "q77": "1"}, {"q1": "-1"}, {"q1": "\x00"}])
def test_an_answer_there_is_none_of_is_no_answer(cast: Cast, sent: dict[str, str]) -> None:
    answer = at_screen(cast, "Åse").post(CHECK, sent)
    assert answer.status_code == 200
    assert "Sjekk deg selv" in answer.content.decode()


def test_nobody_else_is_told_who_has_done_what(cast: Cast) -> None:
    """Not her municipality, not the administrator: what one reads is one's own."""
    at_screen(cast, "Åse").post(CHECK, all_right())
    assert not AuditEvent.objects.filter(subject_type__icontains="module").exists()
    assert not ActivityEntry.objects.exists()
    for name in EVERYBODY:
        if name != "Åse":
            assert " 0 av 4 modul" in page(cast, name, LIST)  # moduler, or to Marit modular
    for address in (f"/folk/{cast.fjordvik.id}/", "/administrasjon/", "/aktivitet/"):
        for name in ("Tore", "Anna"):
            assert "Plansystemet" not in page(cast, name, address)


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_modules_are_for_everybody_who_has_an_account(cast: Cast, name: str) -> None:
    for address in (LIST, MODULE, CHECK):
        assert at_screen(cast, name).get(address).status_code == 200


@pytest.mark.parametrize("key", ["finnes-ikke", "README", "..", "plansystemet.nb"])
def test_a_module_there_is_none_of_is_not_found(cast: Cast, key: str) -> None:
    ase = at_screen(cast, "Åse")
    for address in (f"/opplaering/{key}/", f"/opplaering/{key}/sjekk/"):
        assert ase.get(address).status_code == 404
    assert ase.post(f"/opplaering/{key}/sjekk/", {"q1": "1"}).status_code == 404
    assert not ModuleDone.objects.exists()


def test_they_are_read_in_nynorsk_and_in_english(cast: Cast) -> None:
    marit, guri = cast.person("Marit"), cast.person("Guri")
    for person, language in ((marit, Language.NYNORSK), (guri, Language.ENGLISH)):
        person.language = language
        person.save()
    assert "Det er kommunestyret sjølv som leier planlegginga" in page(cast, "Marit", MODULE)
    assert "Kven leier planlegginga i kommunen etter lova?" in page(cast, "Marit", CHECK)
    assert "It is the municipal council itself that leads planning" in page(cast, "Guri", MODULE)


def test_the_pages_ask_the_database_as_much_whatever_has_been_done(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ase = at_screen(cast, "Åse")
    ase.get(LIST)
    with CaptureQueriesContext(connection) as before:
        ase.get(LIST)
    for one in library().modules:
        complete(cast.person("Åse").pk, one.key)
    with django_assert_num_queries(len(before)):
        ase.get(LIST)


def test_a_module_in_a_folder_of_ones_own_is_shown_and_its_language_is_marked(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.LEARNING_FOLDER = str(tmp_path)
    (tmp_path / "plankart.nn.md").write_text(WHOLE, encoding="utf-8")
    library.cache_clear()
    assert "Du har gjennomført 0 av 5 moduler." in page(cast, "Åse", LIST)
    assert '<div class="le-text" lang="nn">' in page(cast, "Åse", "/opplaering/plankart/")


def test_what_is_wrong_in_it_is_said_where_the_installation_is_checked(
    settings: Settings, tmp_path: Path, capsys: Any
) -> None:
    settings.LEARNING_FOLDER = str(tmp_path)
    (tmp_path / "plankart.nb.md").write_text("Feil", encoding="utf-8")
    library.cache_clear()
    call_command("check")
    assert "plankart.nb.md, linje 1: Filen skal begynne med" in capsys.readouterr().err
