"""Nobody who has chosen English meets a Norwegian sentence that is ours; what people themselves have written stays."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from plandugnad.accounts.models import Language, Person
from plandugnad.regions.models import Role
from tests.architecture.addresses import CLOSED, OWN_PAGES
from tests.architecture.standing import Fjordvik, make_fjordvik
from tests.cast import Cast

pytestmark = pytest.mark.django_db

CATALOGUE = Path(__file__).resolve().parents[2] / "locale/en/LC_MESSAGES/django.po"
ROWS = {**OWN_PAGES, **CLOSED}
OPEN = (
    "accessibility",
    "account_inactive",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "home",
    "public_consultations",
)
# The two forms of Norwegian are called what they call themselves, and an address, a law and a place keep their names.
NAMES = {"bokmål", "nynorsk", "målform", "østfold", "hægebostad", "uu", "diskrimineringsnemnda"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|<[^>]+>|\{\w*\}")
MONTHS = ("januar", "februar", "mars", "mai", "juni", "juli", "august", "oktober", "desember")
DAY = re.compile(rf"\b\d+\. (?:{'|'.join(MONTHS)})\b(?: \d{{4}})?")
# Shorter than this, a sentence may well be a word of somebody's own.
SHORTEST = 12


class Words(HTMLParser):
    """What is read on a page: its text, and what is read aloud of it. Not what is marked as being in Norwegian."""

    SILENT = frozenset({"script", "style"})
    SPOKEN = frozenset({"aria-label", "title", "placeholder", "alt", "data-label", "value"})
    VOID = frozenset({"input", "br", "img", "meta", "link", "hr", "wbr", "source", "use", "path", "circle", "line"})

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.open: list[bool] = []  # of each element: is it to be passed over

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        about = dict(attributes)
        is_passed_over = tag in self.SILENT or about.get("lang") in {"nb", "nn"} or any(self.open[-1:])
        if not is_passed_over and about.get("type") != "hidden":
            self.said += [f"\n{value}\n" for name, value in attributes if name in self.SPOKEN and value]
        self.said.append(" ")
        if tag not in self.VOID:
            self.open.append(is_passed_over)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        return None

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.open:
            self.open.pop()

    def handle_data(self, text: str) -> None:
        if not any(self.open[-1:]):
            self.said.append(text)


def words_of(page: str) -> str:
    reader = Words()
    reader.feed(page)
    return re.sub(r"\s+", " ", "".join(reader.said))


def phrases() -> dict[str, str]:
    """Pieces of our Norwegian sentences that are otherwise in English, each with its sentence."""
    found = {}
    for entry in polib.pofile(str(CATALOGUE)):
        english = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
        for said in filter(None, (entry.msgid, entry.msgid_plural)):
            for piece in PLACEHOLDER.split(said):
                piece = piece.strip(" .,:;«»()")
                if len(piece) >= SHORTEST and " " in piece and piece not in english:
                    found[piece] = entry.msgid
    return found


def everything_written() -> str:
    """What people have put in, wherever it is kept. The names of roles are ours."""
    texts = []
    for model in apps.get_models():
        if not model.__module__.startswith("plandugnad.") or model is Role:
            continue
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        texts += [str(value) for row in model._default_manager.values_list(*names) for value in row] if names else []
    return "\n".join(texts)


PHRASES = phrases()
# Meeting dates as they are read, which is in Norwegian.
EXAMPLES = [entry.msgstr for entry in polib.pofile(str(CATALOGUE)) if DAY.search(entry.msgstr)]


def norwegian_in(page: str, written: str = "") -> list[str]:
    """Sentences of ours, and words with Norwegian letters, that are not something somebody has written."""
    said, written = words_of(page), written or everything_written()
    for example in EXAMPLES:
        said = said.replace(example, "")
    found = [f"{piece!r} of {whole!r}" for piece, whole in PHRASES.items() if piece in said and piece not in written]
    found += DAY.findall(said)
    known = written.lower()
    letters = {word for word in re.findall(r"[^\W\d_]*[æøåÆØÅ][^\W\d_]*", said) if word.lower() not in known}
    return found + sorted(word for word in letters if word.lower() not in NAMES)


def in_english(person: Person) -> Client:
    person.language = Language.ENGLISH
    person.save()
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def fjordvik(cast: Cast) -> Fjordvik:
    return make_fjordvik(cast)


def readers_of(its: Fjordvik) -> list[Client]:
    """One of them may see each page."""
    return [in_english(its.cast.person(name)) for name in ("Ingrid", "Tore", "Kåre", "Hanne", "Per", "Anna")]


def is_page(answer: Any) -> bool:
    return answer.status_code in (200, 422) and answer.headers["Content-Type"].startswith("text/html")


def test_no_page_says_anything_of_ours_in_norwegian(fjordvik: Fjordvik) -> None:
    clients, written = list(readers_of(fjordvik)), everything_written()
    seen, wrong = set(), {}
    for name, arguments in ROWS.items():
        path = reverse(name, kwargs=arguments(fjordvik))
        answer = next(filter(is_page, (client.get(path) for client in clients)), None)
        if answer is not None:
            seen.add(name)
            page = answer.content.decode()
            assert '<html lang="en"' in page or "<html" not in page, name
            if said := norwegian_in(page, written):
                wrong[name] = said
    assert wrong == {}
    assert len(seen) > len(ROWS) / 3  # or nobody was let in; the rest answer to a button


@pytest.mark.parametrize("name", OPEN)
def test_nor_does_a_page_a_stranger_may_see(client: Client, cast: Cast, name: str) -> None:
    answer = client.get(reverse(name), headers={"accept-language": "en-GB"})
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Content-Language"]) == (200, "en")
    assert '<html lang="en"' in page
    assert norwegian_in(page) == []


@pytest.mark.parametrize("path", ["/finnes-ikke/", "/invitasjon/finnes-ikke/"])
def test_nor_does_a_page_there_is_none_of(client: Client, path: str) -> None:
    page = client.get(path, headers={"accept-language": "en"}).content.decode()
    assert norwegian_in(page) == []


def test_a_form_filled_in_wrongly_says_so_in_english(fjordvik: Fjordvik) -> None:
    """Also what Django says, whose own English is its source."""
    client = in_english(fjordvik.ingrid)
    page = client.post(
        reverse("plan_edit", args=[fjordvik.plan.pk]), {"name": "", "adopted": "i fjor"}
    ).content.decode()
    assert norwegian_in(page) == []
    assert "We do not understand “i fjor”." in page
    assert "This field is required." in client.post(reverse("profile"), {"name": ""}).content.decode()


def test_this_test_finds_norwegian_where_there_is_some(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.person("Ingrid"))
    page = client.get(reverse("profile")).content.decode()
    found = norwegian_in(page.replace('<html lang="nb"', '<html lang="en"'))
    assert any("Slik de andre ser det" in piece for piece in found)
    assert norwegian_in('<p lang="nb">Slik de andre ser det.</p><p>Også på 3. mars 2027</p>') == [
        "3. mars 2027",
        "Også",
        "på",
    ]
