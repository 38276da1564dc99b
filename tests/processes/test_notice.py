"""Ingrid announces a plan: what the law demands, whom it reaches, what it says, and the proof."""

import io
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from plandugnad.core.models import AuditEvent
from plandugnad.engines.statute import chains
from plandugnad.engines.statute.texts import day_alone
from plandugnad.processes.models import Announcement, Process, Proof, Recipient, StepDate
from plandugnad.processes.notice import actions
from plandugnad.processes.notice.addressees import FAMILIES, addressees, groups, proposals
from plandugnad.processes.notice.demanded import demanded
from plandugnad.processes.notice.models import Channel
from plandugnad.processes.notice.queries import NoticePage, find_row, read_notice
from plandugnad.processes.notice.wording import proposed
from plandugnad.processes.words import ANNOUNCING_IN_LOG
from plandugnad.regions.models import OrganisationKind
from tests.cast import Cast, make_organisation
from tests.processes.builders import DAY, INGRID, TORE, a_plan, a_process, happened, planned

pytestmark = pytest.mark.django_db

BEFORE, AFTER = DAY - timedelta(days=7), DAY + timedelta(days=10)
FACTS = {
    "about": "Arealene skal brukes på nytt.",
    "documents_at": "fjordvik.example/plan",
    "deadline_on": date(2026, 10, 19),
    "answer_to": "post@fjordvik.example",
    "contact": "Ingrid Eksempel",
    "reference": "26/123",
}


def read(process: Process, code: str, today: date) -> NoticePage:
    row = find_row(process, code, today)
    assert row
    return read_notice(process, row, today)


def announced(process: Process, code: str, channel: Channel, day: date) -> Proof:
    what = actions.Announced(channel, day, "Fjordavisa side 7", "", None, "Tekst", [])
    return actions.note_announced(INGRID, process, code, what, uuid4())


def at_screen(cast: Cast, name: str = "Ingrid") -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


# From the notice matrix of the field's own table: newspaper, web, letters. '-' the law does not ask for.
MATRIX = {
    "KPS-2": "NWL", "KPA-2": "NWL", "KPS-3": "-WL", "KPA-3": "-WL", "KPS-7": "NWL", "KPA-7": "NWL", "KPS-10": "NWL",
    "KPA-10": "NWL", "REG-3": "NWL", "REG-4": "NWL", "REG-7": "-WL", "REG-10": "NWL", "KPS-STRAT-5": "-W-",
    "KPS-STRAT-3": "--L",
}  # fmt: skip


@pytest.mark.parametrize(("code", "channels"), MATRIX.items())
def test_what_the_law_demands_is_as_in_the_notice_matrix(code: str, channels: str) -> None:
    must = {one.channel for one in demanded()[code].channels if one.is_must}
    letters = ((Channel.NEWSPAPER, "N"), (Channel.WEB, "W"), (Channel.LETTER, "L"))
    assert "".join(letter if channel in must else "-" for channel, letter in letters) == channels


def test_every_step_that_is_announced_is_a_step_of_some_course() -> None:
    known = {step.id for chain in chains().values() for step in chain.steps}
    assert set(demanded()) <= known
    assert set(FAMILIES) <= set(chains())
    families = set(FAMILIES.values())
    assert all({*one.always, *one.sometimes} <= families for one in addressees().values())


def test_a_consultation_that_began_without_its_newspaper_may_be_faulted(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    happened(process, "KPA-7", DAY)
    announced(process, "KPA-7", Channel.WEB, BEFORE)
    announced(process, "KPA-7", Channel.LETTER, DAY)
    faults = read(process, "KPA-7", DAY).faults
    assert len(faults) == 1
    assert "Pbl. § 11-14 krever kunngjøring i minst én avis" in faults[0]
    assert "Dette kan angripes" in faults[0]
    proof = announced(process, "KPA-7", Channel.NEWSPAPER, DAY)
    assert read(process, "KPA-7", DAY).faults == []
    actions.take_back_proof(INGRID, process, proof)
    assert len(read(process, "KPA-7", DAY).faults) == 1
    actions.put_back_proof(INGRID, process, proof)
    assert read(process, "KPA-7", DAY).faults == []


def test_nothing_is_at_fault_before_the_step_has_begun(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    planned(process, "KPA-7", DAY)
    page = read(process, "KPA-7", BEFORE)
    assert page.faults == []
    assert [row.demand.channel for row in page.channels if row.is_missing] == ["newspaper", "web", "letter"]


def test_what_was_announced_too_late_is_said_with_both_days(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    happened(process, "KPA-7", DAY)
    for channel in Channel:
        announced(process, "KPA-7", channel, AFTER if channel is Channel.NEWSPAPER else DAY)
    (fault,) = read(process, "KPA-7", AFTER).faults
    assert "mandag 7. september 2026" in fault
    assert "torsdag 17. september 2026" in fault


def test_a_newspaper_for_a_zoning_plan_is_custom_and_never_missing(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-7", DAY)
    announced(process, "REG-7", Channel.WEB, DAY)
    announced(process, "REG-7", Channel.LETTER, DAY)
    assert read(process, "REG-7", DAY).faults == []


def test_those_who_are_always_told_are_proposed_first_with_the_reason(cast: Cast) -> None:
    body = make_organisation("Norges vassdrags- og energidirektorat", "", OrganisationKind.SECTOR_BODY, about={
        "key": "nve", "may_object": "yes", "relevant_when_nb": "Planen berører vassdrag.",
    })  # fmt: skip
    _ = cast.ytre_fjord
    found = proposals(a_process(a_plan(cast.fjordvik)), "KPA-2")
    assert [one.name for one in found[:2]] == ["Statsforvalteren i Eksempelfylket", "Eksempelfylket"]
    by_name = {one.name: one for one in found}
    assert by_name["Lyngmo kommune"].is_always is False
    assert by_name[body.name].why == "Planen berører vassdrag."
    assert "Fjordvik kommune" not in by_name
    assert [one.is_always for one in found] == sorted((one.is_always for one in found), reverse=True)


def test_the_text_is_in_the_written_standard_of_the_municipality_and_brackets_what_is_missing(cast: Cast) -> None:
    for place, heading, deadline in (
        (cast.fjordvik, "Høring og offentlig ettersyn: Kommuneplanens arealdel", "mandag 19. oktober 2026"),
        (cast.lyngmo, "Høyring og offentleg ettersyn: Kommuneplanens arealdel", "måndag 19. oktober 2026"),
    ):
        process = a_process(a_plan(place))
        what = demanded()["KPA-7"]
        assert "[dato]" in proposed(process, what, Announcement(process=process, code="KPA-7"))
        text = proposed(process, what, Announcement(process=process, code="KPA-7", **FACTS))
        assert text.startswith(heading)
        assert deadline in text
        assert "[" not in text
        assert f"{place.name} kommune" in text


def test_a_private_plan_is_not_announced_in_the_name_of_the_municipality(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    text = proposed(process, demanded()["REG-3"], Announcement(process=process, code="REG-3", **FACTS))
    assert "[forslagsstilleren] varsler oppstart" in text
    kept = Announcement(process=process, code="REG-3", sender="Solbakken Utvikling", **FACTS)
    assert "Solbakken Utvikling varsler oppstart" in proposed(process, demanded()["REG-3"], kept)


def test_two_who_write_at_once_do_not_write_over_each_other(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    actions.write_facts(TORE, process, "KPA-7", {"contact": "Tore"}, seen=1)
    with pytest.raises(actions.ChangedMeanwhile) as caught:
        actions.write_facts(INGRID, process, "KPA-7", {"contact": "Ingrid"}, seen=1)
    assert caught.value.by_name == "Tore Eksempel"
    assert Announcement.objects.get().contact == "Tore"


@pytest.mark.parametrize("code", sorted(demanded()))
def test_each_page_opens_for_her_and_says_what_is_demanded(cast: Cast, code: str) -> None:
    chain = next(chain for chain in chains().values() if code in chain.by_id)
    choices = {name: not name.startswith("not ") for name in chain.step(code).when}
    process, client = a_process(a_plan(cast.fjordvik, "Planen"), chain.id, **choices), at_screen(cast)
    answer = client.get(reverse("notice", args=[process.id, code]))
    assert answer.status_code == 200
    assert "§" in answer.content.decode()
    assert not Announcement.objects.exists()


def test_a_step_that_announces_nothing_has_no_such_page(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast)
    assert client.get(reverse("notice", args=[process.id, "KPA-9"])).status_code == 404
    assert client.get(reverse("notice", args=[process.id, "REG-7"])).status_code == 404


def test_she_writes_the_facts_and_they_are_in_the_text(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast)
    happened(process, "KPA-7", DAY)
    address = reverse("notice_facts", args=[process.id, "KPA-7"])
    assert "19.10.2026" in client.get(address).content.decode()
    given = {"seen": "1", "about": "Ny bruk av sentrum.", "deadline_on": "19.10.2026", "contact": "Ingrid"}
    assert client.post(address, given).status_code == 302
    page = client.get(reverse("notice", args=[process.id, "KPA-7"])).content.decode()
    assert "Ny bruk av sentrum." in page
    assert "Frist for uttalelse: mandag 19. oktober 2026." in page
    wrong = client.post(address, given | {"seen": "2", "deadline_on": "30.02.2027"})
    assert wrong.status_code == 422
    assert "30.02.2027" in wrong.content.decode()


def test_what_tore_saved_meanwhile_is_said_and_hers_stays_in_the_form(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast)
    actions.write_facts(TORE, process, "KPA-7", {"contact": "Tore"}, seen=1)
    address = reverse("notice_facts", args=[process.id, "KPA-7"])
    answer = client.post(address, {"seen": "1", "contact": "Hennes"})
    assert answer.status_code == 422
    assert "Hennes" in answer.content.decode()
    assert "Tore Eksempel har endret" in answer.content.decode()
    assert client.post(address, {"seen": answer.context["form"].data["seen"], "contact": "Hennes"}).status_code == 302
    assert Announcement.objects.get().contact == "Hennes"


def test_her_own_text_is_kept_and_says_when_the_facts_have_changed(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast)
    address = reverse("notice_text", args=[process.id, "KPA-7", "newspaper"])
    assert client.post(address, {"seen": "1", "text": "Overskrift\n\nMine ord."}).status_code == 302
    page = reverse("notice", args=[process.id, "KPA-7"])
    assert "Mine ord." in client.get(page).content.decode()
    assert "Les den på nytt" not in client.get(page).content.decode()
    actions.write_facts(INGRID, process, "KPA-7", {"contact": "Ny"}, seen=2)
    assert "Les den på nytt" in client.get(page).content.decode()
    client.post(address, {"seen": "3", "text": "", "forslag": "1"})
    assert Announcement.objects.get().texts == {}


def test_ticks_show_which_items_are_missing(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    client, page = at_screen(cast), reverse("notice", args=[process.id, "REG-1"])
    assert "12 punkter mangler" in client.get(page).content.decode()
    given = {"seen": "1", "checks": [f"initiative:{letter}" for letter in "abcdefghijk"] + ["initiative:x"]}
    client.post(reverse("notice_checks", args=[process.id, "REG-1"]), given)
    assert "1 punkt mangler" in client.get(page).content.decode()
    assert "initiative:x" not in Announcement.objects.get().checks


@pytest.mark.parametrize(
    ("chain", "code", "said", "certainty"),
    [
        ("KPA", "KPA-2", "Loven krever ikke brev til dem i kommuneplanen", "D"),
        ("KPA", "KPA-7", "(pbl. §§ 11-12 og 11-14)", "D"),
        ("REG", "REG-3", "Loven krever brev til registrerte eiere og festere", "L"),
        ("REG", "REG-7", "(pbl. §§ 12-8, 12-10 og 12-12)", "L"),
        ("REG", "REG-4", "Loven krever ikke eget brev til dem om planprogrammet (pbl. § 12-9)", "D"),
        ("REG-ENDRING", "REG-12", "skal få uttale seg før den vedtas (pbl. § 12-14)", "L"),
        ("REG-ENDRING", "REG-10", "Loven krever brev til registrerte eiere og festere", "L"),
    ],
)
def test_owners_and_neighbours_get_letters_where_the_law_of_the_plan_says_so(
    cast: Cast, chain: str, code: str, said: str, certainty: str
) -> None:
    process = a_process(a_plan(cast.fjordvik), chain)
    (owners,) = (one for one in groups(process, code) if one.key == "owners")
    assert said in owners.why
    assert owners.certainty == certainty
    assert ("krever brev" in owners.why) is (certainty == "L" and code != "REG-12")
    assert owners.is_always is (chain != "KPA")


def test_she_chooses_recipients_and_adds_neighbours_and_takes_the_list_out(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG"), at_screen(cast)
    address = reverse("notice_recipients", args=[process.id, "REG-3"])
    form = client.get(address).context["form"]
    state = form["always"].initial[0]
    assert state.startswith("state_administrator:")
    neighbours = "Kari Eksempel; Strandvegen 2\n\n=1+1; =cmd\nOla Eksempel"
    assert client.post(address, {"seen": "1", "always": [state], "own-owners": neighbours}).status_code == 302
    assert [one.name for one in Recipient.objects.all()] == [
        "Statsforvalteren i Eksempelfylket", "Kari Eksempel", "=1+1", "Ola Eksempel",
    ]  # fmt: skip
    page = client.get(reverse("notice", args=[process.id, "REG-3"])).content.decode()
    assert "er ikke med: Eksempelfylket, Barn og unges representant" in page.replace("\n", " ")
    book = load_workbook(io.BytesIO(client.get(reverse("notice_list", args=[process.id, "REG-3", "xlsx"])).content))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows[0] == ["Navn", "Adresse eller e-post", "Organisasjonsnummer", "Hvorfor"]
    assert rows[2][:2] == ["Kari Eksempel", "Strandvegen 2"]
    assert book.worksheets[0]["A4"].data_type == "s"
    lines = (
        client.get(reverse("notice_list", args=[process.id, "REG-3", "csv"])).content.decode("utf-8-sig").split("\r\n")
    )
    assert lines[2].startswith("Kari Eksempel;Strandvegen 2;")
    assert lines[3].startswith("'=1+1;'=cmd;")


def test_where_private_people_live_is_for_those_who_send_the_letters(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG"), at_screen(cast)
    given = {"seen": "1", "own-owners": "Kari Eksempel; Strandvegen 2"}
    assert client.post(reverse("notice_recipients", args=[process.id, "REG-3"]), given).status_code == 302
    elected, notice = at_screen(cast, "Åse"), reverse("notice", args=[process.id, "REG-3"])
    assert "Strandvegen 2" in client.get(notice).content.decode()
    said = elected.get(notice).content.decode()
    assert "Kari Eksempel" not in said
    assert "1 privatperson er med" in said
    assert "Strandvegen 2" not in said
    for kind in ("xlsx", "csv"):
        assert elected.get(reverse("notice_list", args=[process.id, "REG-3", kind])).status_code == 404
        assert reverse("notice_list", args=[process.id, "REG-3", kind]) not in said


def test_a_line_without_a_name_is_said_with_its_number_and_nothing_is_saved(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG"), at_screen(cast)
    address = reverse("notice_recipients", args=[process.id, "REG-3"])
    answer = client.post(address, {"seen": "1", "own-owners": "Kari\n; Strandvegen 2"})
    assert answer.status_code == 422
    assert "Linje 2 mangler navn" in answer.content.decode()
    assert "; Strandvegen 2" in answer.content.decode()
    assert not Recipient.objects.exists()


def test_the_letter_opens_in_word_with_the_facts_and_each_has_a_sheet(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.lyngmo)), at_screen(cast, "Marit")
    actions.write_facts(INGRID, process, "KPA-7", FACTS, seen=1)
    chosen = [actions.Chosen("owners", "Kari Eksempel", "Strandvegen 2", True), actions.Chosen("x", "Vegvesenet")]
    actions.choose_recipients(INGRID, process, "KPA-7", chosen, seen=2)
    address = reverse("notice_letter", args=[process.id, "KPA-7"])
    one, each = (
        [paragraph.text for paragraph in Document(io.BytesIO(client.get(where).content)).paragraphs]
        for where in (address, f"{address}?til=hver")
    )
    assert one == [
        "Lyngmo kommune",
        "Til mottakarane på lista",
        f"Dato: {day_alone(timezone.localdate(), 'nn')}",
        "Vår referanse: 26/123",
        "Høyring og offentleg ettersyn: Kommuneplanens arealdel",
        "Lyngmo kommune legg ut forslag til «Kommuneplanens arealdel» til høyring og offentleg ettersyn, "
        "etter plan- og bygningslova § 11-14.",
        "Arealene skal brukes på nytt.",
        "Dokumenta finn du her: fjordvik.example/plan",
        "Frist for fråsegn: måndag 19. oktober 2026.",
        "Slik uttaler du deg: post@fjordvik.example",
        "Spørsmål: Ingrid Eksempel",
        "Med helsing",
        "Lyngmo kommune",
        "Mottakarar",
        "Kari Eksempel",
        "Vegvesenet",
    ]
    assert each[:4] == ["Lyngmo kommune", "Kari Eksempel", "Strandvegen 2", one[2]]
    assert each.count("Høyring og offentleg ettersyn: Kommuneplanens arealdel") == 2
    assert "Vegvesenet" in each


def test_the_letter_says_whose_it_is_and_when_it_was_made(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.lyngmo)), at_screen(cast, "Marit")
    answer = client.get(reverse("notice_letter", args=[process.id, "KPA-7"]))
    about = Document(io.BytesIO(answer.content)).core_properties
    assert about.title == "Høyring og offentleg ettersyn: Kommuneplanens arealdel"
    assert (about.author, about.last_modified_by, about.comments) == ("Lyngmo kommune", "Lyngmo kommune", "")
    assert about.created
    assert about.created == about.modified
    assert abs((timezone.now() - about.created).total_seconds()) < 600


def test_the_letter_on_paper_says_the_same_and_can_be_read_aloud(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.lyngmo)), at_screen(cast, "Marit")
    actions.write_facts(INGRID, process, "KPA-7", FACTS, seen=1)
    chosen = [actions.Chosen("owners", "Kari Eksempel", "Strandvegen 2", True), actions.Chosen("x", "Vegvesenet")]
    actions.choose_recipients(INGRID, process, "KPA-7", chosen, seen=2)
    address = reverse("notice_letter", args=[process.id, "KPA-7"])
    in_word = [part.text for part in Document(io.BytesIO(client.get(address).content)).paragraphs]
    answer = client.get(f"{address}?som=pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    pdf = PdfReader(io.BytesIO(answer.content))
    root: Any = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("nn-NO", True, True)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Høyring og offentleg ettersyn: Kommuneplanens arealdel"
    on_paper = _words("".join(page.extract_text() for page in pdf.pages))
    assert on_paper.endswith(_words("".join(in_word)))
    each = PdfReader(io.BytesIO(client.get(f"{address}?til=hver&som=pdf").content))
    assert [_words(page.extract_text()).count("KariEksempel") for page in each.pages] == [1, 0]


def test_what_people_write_is_never_read_as_markup_on_paper(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik, '#eval("1+1") *Arealdel* $x$ <b>')), at_screen(cast, "Ingrid")
    about = '#read("/etc/passwd")\n\n= Ikke en overskrift\n\\ @kilde <merke> šđŋ'
    actions.write_facts(INGRID, process, "KPA-7", FACTS | {"about": about}, seen=1)
    answer = client.get(reverse("notice_letter", args=[process.id, "KPA-7"]) + "?som=pdf")
    said = _words("".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages))
    for part in ('#eval("1+1")*Arealdel*$x$<b>', '#read("/etc/passwd")', "=Ikkeenoverskrift", "\\@kilde<merke>šđŋ"):
        assert part in said


def test_a_sign_that_our_type_has_not_does_not_stop_the_letter(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik, "Arealdel")), at_screen(cast, "Ingrid")
    actions.write_facts(INGRID, process, "KPA-7", FACTS | {"about": 'Velkommen 🙂 til "møte"\n山 čáppa'}, seen=1)
    answer = client.get(reverse("notice_letter", args=[process.id, "KPA-7"]) + "?som=pdf")
    said = _words("".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages))
    assert 'Velkommen▯til"møte"' in said
    assert "▯čáppa" in said


def _words(text: str) -> str:
    """Lines are broken elsewhere on paper, and a list has its dots there."""
    return "".join(text.replace("•", "").split())


def test_she_sees_what_will_be_noted_before_it_is_and_nothing_else_is_set(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast)
    planned(process, "KPA-7", DAY)
    chosen = [actions.Chosen("owners", "Kari Eksempel", "Strandvegen 2", True)]
    actions.choose_recipients(INGRID, process, "KPA-7", chosen, seen=1)
    before = list(StepDate.objects.values())
    address = reverse("notice_proof", args=[process.id, "KPA-7"])
    today = timezone.localdate().strftime("%d.%m.%Y")
    given = {"id": str(uuid4()), "channel": "letter", "place": "SvarUt", "announced_on": today}
    looked = client.post(address, given | {"se": "1"})
    assert "Dette blir notert" in looked.content.decode()
    assert "Kari Eksempel" in looked.content.decode()
    assert not Proof.objects.exists()
    actions.write_facts(TORE, process, "KPA-7", {"contact": "Tore"}, seen=2)
    unseen = client.post(address, given | {"noter": "1", "vist": "2"})
    assert "noe er endret siden det ble vist" in unseen.content.decode()
    assert not Proof.objects.exists()
    for _twice in range(2):
        assert client.post(address, given | {"noter": "1", "vist": "3"}).status_code == 302
    proof = Proof.objects.get()
    assert (proof.by_name, proof.recipients) == (
        "Ingrid Eksempel",
        [{"name": "Kari Eksempel", "address": "Strandvegen 2"}],
    )
    assert "Høring og offentlig ettersyn" in proof.text
    assert list(StepDate.objects.values()) == before


def test_the_history_of_the_process_says_what_was_announced_and_of_which_step(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast)
    announced(process, "KPA-7", Channel.WEB, DAY)
    page = client.get(reverse("process_history", args=[process.id])).content.decode()
    assert "Ingrid Eksempel noterte en kunngjøring" in page
    assert "Planen på høring og offentlig ettersyn" in page
    verbs = AuditEvent.objects.filter(subject_id=process.id, verb__startswith="announce").values_list("verb", flat=True)
    assert set(verbs) <= set(ANNOUNCING_IN_LOG)


def test_what_is_not_announced_yet_cannot_be_noted(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast)
    tomorrow = (timezone.localdate() + timedelta(days=1)).strftime("%d.%m.%Y")
    given = {"id": str(uuid4()), "channel": "web", "place": "nettsiden", "announced_on": tomorrow, "noter": "1"}
    answer = client.post(reverse("notice_proof", args=[process.id, "KPA-7"]), given)
    assert answer.status_code == 422
    assert "ikke kommet ennå" in answer.content.decode()
    assert not Proof.objects.exists()


def test_the_queries_of_the_page_do_not_grow_with_recipients_and_proofs(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast)
    address = reverse("notice", args=[process.id, "KPA-7"])
    counts = []
    for round in range(1, 3):
        chosen = [actions.Chosen("owners", f"Nabo {n}", "", True) for n in range(round * 20)]
        kept = Announcement.objects.filter(process=process).first()
        actions.choose_recipients(INGRID, process, "KPA-7", chosen, seen=kept.version if kept else 1)
        for _times in range(5):
            announced(process, "KPA-7", Channel.WEB, BEFORE)
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        counts.append(len(caught))
    assert counts[0] == counts[1]
