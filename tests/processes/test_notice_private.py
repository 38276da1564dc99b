"""Who reads a process and sends no letters is not told which private people have one, nor where anybody lives."""

import io
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from plandugnad.plans.owning import answer_ownership, invite_owner
from plandugnad.processes.models import Process, Recipient, Sending
from plandugnad.processes.notice import actions
from plandugnad.processes.notice.actions import Announced, Chosen, as_kept
from plandugnad.processes.notice.again.actions import Again, note_returned, send_again
from plandugnad.processes.notice.models import Channel, RegionalRecipient
from plandugnad.processes.notice.regional.actions import add_recipient
from plandugnad.processes.notice.urls import urlpatterns
from tests.cast import EVERYBODY, Cast
from tests.processes.builders import DAY, INGRID, a_plan, a_process, at_screen

pytestmark = pytest.mark.django_db

KARI = Chosen("owners", "Kari Grande", "Storgata 4", is_own=True, is_private=True)
OLA = Chosen("owners", "Ola Grande", "ola@grande.example", is_own=True, is_private=True)
VELET = Chosen("associations", "Nes vel", "Nesvegen 1", is_own=True)
SECRETS = ("Grande", "Storgata", "grande.example", "Nygata", "Nesvegen", "Siri Strand", "Fant ikke")
SENDERS = ("Ingrid", "Tore")


@pytest.fixture
def process(cast: Cast) -> Process:
    """Kari's letter came back and was sent again; Ola's came back."""
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG")
    chosen = [KARI, OLA, VELET]
    actions.choose_recipients(INGRID, process, "REG-7", chosen, 1)
    told = [as_kept(one) for one in chosen]
    said = Announced(Channel.LETTER, DAY, "SvarUt", "Kvittering for Kari Grande", None, "Tekst", told)
    actions.note_announced(INGRID, process, "REG-7", said, uuid4())
    for name in ("Kari Grande", "Ola Grande"):
        note_returned(INGRID, process, Sending.objects.get(name=name), DAY, f"Fant ikke {name}")
    again = Again("Nygata 1", DAY, "Brevpost", "Kvittering for Kari Grande", "Tekst", None)
    send_again(INGRID, process, Sending.objects.get(name="Kari Grande"), again, uuid4())
    siri = {"name": "Siri Strand", "address": "Nygata 7", "why": "Eier stranden", "is_always": True, "is_private": True}
    add_recipient(INGRID, cast.ytre_fjord, siri)
    return process


def addresses(cast: Cast, process: Process) -> dict[str, str]:
    """Every page of notices there is, with each way the letters and lists are taken out."""
    sending = Sending.objects.get(name="Ola Grande")
    given = {
        "code": "REG-7", "sending": sending.pk, "proof": sending.proof_id, "channel": "letter",
        "one": Recipient.objects.get(name="Ola Grande").pk, "recipient": RegionalRecipient.objects.get().pk,
    }  # fmt: skip
    found = {}
    for route in urlpatterns:
        assert isinstance(route, URLPattern)
        names = route.pattern.regex.groupindex
        is_regional = str(route.pattern).startswith("samarbeid/")
        known = given | {"id": cast.ytre_fjord.pk if is_regional else process.pk}
        for format in ("xlsx", "csv") if "format" in names else ("",):
            kwargs: dict[str, object] = {name: known.get(name, format) for name in names}
            assert route.name
            found[f"{route.name} {format}".strip()] = reverse(route.name, kwargs=kwargs)
    letter = found["notice_letter"]
    found |= {query: letter + query for query in ("?som=pdf", "?til=hver", "?til=hver&som=pdf", "?til=alle&til=hver")}
    return found | {
        "process": reverse("process", args=[process.pk]), "history": reverse("process_history", args=[process.pk]),
    }  # fmt: skip


def _said(answer: Any) -> str:
    kind, content = answer.headers.get("Content-Type", ""), answer.content
    if "wordprocessing" in kind:
        return "\n".join(part.text for part in Document(io.BytesIO(content)).paragraphs)
    if "pdf" in kind:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if "spreadsheet" in kind:
        return "\n".join(str(cell.value) for row in load_workbook(io.BytesIO(content)).worksheets[0] for cell in row)
    return str(content.decode())


@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_but_those_who_send_the_letters_is_told_of_private_people(
    cast: Cast, process: Process, name: str
) -> None:
    screen = at_screen(cast, name)
    for what, where in addresses(cast, process).items():
        if name in SENDERS or (name == "Kåre" and what.startswith("regional")):
            continue
        answer = screen.get(where)
        said = _said(answer) if answer.status_code == 200 else answer.content.decode()
        assert [secret for secret in SECRETS if secret in said] == [], what


def test_who_owns_the_plan_with_those_who_send_them_is_not_told(cast: Cast, process: Process) -> None:
    row = invite_owner(cast.actor("Ingrid").by, process.plan, cast.lyngmo)
    assert row
    answer_ownership(cast.actor("Marit").by, row, is_yes=True)
    marit = at_screen(cast, "Marit")
    assert marit.get(reverse("process", args=[process.pk])).status_code == 200
    for what, where in addresses(cast, process).items():
        answer = marit.get(where)
        said = _said(answer) if answer.status_code == 200 else answer.content.decode()
        assert [secret for secret in SECRETS if secret in said] == [], what


def test_she_who_sends_them_is_told(cast: Cast, process: Process) -> None:
    screen = at_screen(cast, "Ingrid")
    there = addresses(cast, process)
    for what in ("notice", "notice_list csv", "notice_list xlsx", "?til=hver", "?til=hver&som=pdf"):
        said = _said(screen.get(there[what]))
        assert "Kari Grande" in said, what
        assert "ola@grande.example" in said, what


def test_who_reads_is_told_how_many_and_what_came_of_the_letters(cast: Cast, process: Process) -> None:
    said = _page(at_screen(cast, "Åse"), process.pk)
    for part in ("3 mottakere", "2 privatpersoner er med", "Navnene deres ser bare", "Nes vel", "1 brev er kommet i"):
        assert part in said
    assert "til=hver" not in said
    assert "uten adresse" not in said


def _page(screen: Client, id: UUID) -> str:
    return screen.get(reverse("notice", args=[id, "REG-7"])).content.decode()


def test_the_letter_to_all_tells_nobody_which_private_people_have_it(cast: Cast, process: Process) -> None:
    screen, there = at_screen(cast, "Ingrid"), addresses(cast, process)
    for what in ("notice_letter", "?som=pdf"):
        said = " ".join(_said(screen.get(there[what])).split())
        assert "Nes vel" in said
        assert "Grunneiere, naboer og andre privatpersoner etter egen liste (2)" in said
        assert [secret for secret in SECRETS if secret in said] == []


def test_one_sheet_for_each_is_the_first_way_to_take_the_letters_out(cast: Cast, process: Process) -> None:
    said = _page(at_screen(cast, "Ingrid"), process.pk)
    assert said.index("Ett ark til hver (Word)") < said.index("Ett brev til alle (Word)")
