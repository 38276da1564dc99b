"""The pages of a compass, as those who are in it use them: plain forms, in calm words."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document

from plandugnad.worksheets.confidential import circle
from plandugnad.worksheets.models import Participant, Phase, ScaleAnswer, Sheet
from tests.cast import Cast
from tests.worksheets.confidential.making import (
    NAME,
    agrees,
    answers,
    at_screen,
    begun,
    by,
    compass,
    led_by_guri,
    page,
    read,
    says_yes,
    seat,
)

pytestmark = pytest.mark.django_db


def begin_at(cast: Cast) -> str:
    return f"/fortrolig/{cast.ytre_fjord.id}/conflict/begynn/"


def test_the_path_leads_to_it_and_looks_the_same_to_all_whoever_is_in_one(cast: Cast) -> None:
    path = f"/samarbeid/{cast.ytre_fjord.id}/arbeidsark/"
    before = read(cast, "Ingrid", path)
    assert f'href="{begin_at(cast)}"' in before
    compass(cast)
    after = read(cast, "Ingrid", path)
    assert NAME not in after
    assert after.count("<li") == before.count("<li")
    assert "Begynn med «Vårt formål»" in after


def test_it_is_begun_in_one_form_and_the_others_are_asked(cast: Cast) -> None:
    marit = cast.person("Marit")
    client = at_screen(cast, "Ingrid")
    assert "Marit Eksempel, Lyngmo" in client.get(begin_at(cast)).content.decode()
    answer = client.post(begin_at(cast), {"name": NAME, "parties": [str(marit.id)]}, follow=True)
    said = answer.content.decode()
    sheet = Sheet.objects.get()
    assert (sheet.name, sheet.is_private, sheet.phase) == (NAME, True, Phase.INDIVIDUAL)
    assert "Bare du ser dette ennå" in said
    assert "Ikke med ennå: Marit Eksempel" in said
    assert "Ingrid Eksempel spør om du vil vere med" in read(cast, "Marit", "/fortrolig/") or "Ingrid Eksempel" in read(
        cast, "Marit", "/fortrolig/"
    )


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"name": NAME}, "Velg minst én du vil ha med."),
        ({"name": "", "parties": ["Marit"]}, "id_name_error"),
        ({"name": NAME, "parties": ["Even"]}, "id_parties_error"),
        ({"name": NAME, "parties": ["Marit"], "mediator": "Marit"}, "Møtelederen kan ikke også være part"),
    ],
)
def test_a_form_that_is_not_whole_begins_nothing(cast: Cast, sent: dict[str, object], told: str) -> None:
    ids = {name: str(cast.person(name).id) for name in ("Marit", "Even")}
    form = {
        key: [ids[one] for one in value] if isinstance(value, list) else ids.get(str(value), value)
        for key, value in sent.items()
    }
    assert told in at_screen(cast, "Ingrid").post(begin_at(cast), form).content.decode()
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("who", ["Even", "Lars", "Nina", "Anna"])
def test_who_has_no_part_of_the_work_there_begins_none(cast: Cast, who: str) -> None:
    cast.person("Marit")
    assert at_screen(cast, who).get(begin_at(cast)).status_code == 404
    assert at_screen(cast, who).post(begin_at(cast), {"name": NAME}).status_code == 404
    assert "Begynn i Ytre Fjord" not in read(cast, who, "/fortrolig/")


def test_a_worksheet_that_is_no_secret_is_not_begun_here(cast: Cast) -> None:
    assert at_screen(cast, "Ingrid").get(begin_at(cast).replace("conflict", "purpose")).status_code == 404


def test_who_is_asked_sees_who_is_there_and_what_she_says_yes_to_before_anything_else(cast: Cast) -> None:
    sheet = begun(cast, "Tore", "Kåre", where=cast.ytre_fjord)
    answers(cast, sheet, "Ingrid", "growing")
    said = read(cast, "Tore", page(sheet, "invitasjon/"))
    assert "Ingrid Eksempel" in said
    assert "Kåre Eksempel" in said
    assert "Problemet vokser" not in said
    assert at_screen(cast, "Tore").get(page(sheet)).status_code == 404
    yes = {"answer": "yes", "version": str(Sheet.objects.get().version)}
    assert NAME in at_screen(cast, "Tore").post(page(sheet, "invitasjon/"), yes, follow=True).content.decode()
    no = at_screen(cast, "Kåre").post(page(sheet, "invitasjon/"), {"answer": "no"}, follow=True).content.decode()
    assert "Du har sagt nei" in no
    assert at_screen(cast, "Kåre").get(page(sheet, "invitasjon/")).status_code == 404
    assert not Participant.objects.filter(person=cast.person("Kåre")).exists()


def test_an_answer_to_an_invitation_that_is_neither_is_no_answer(cast: Cast) -> None:
    sheet = begun(cast)
    assert at_screen(cast, "Marit").post(page(sheet, "invitasjon/"), {"answer": "kanskje"}).status_code == 404
    assert seat(cast, sheet, "Marit").accepted_at is None


def test_she_answers_in_a_plain_form_and_only_she_is_shown_what_helps_there(cast: Cast) -> None:
    sheet = compass(cast)
    led_by_guri(cast, sheet)
    sent = {"round": "1", "signs": ["old_cases", "motives"], "step": "growing"}
    said = at_screen(cast, "Ingrid").post(page(sheet, "svaret-mitt/"), sent, follow=True).content.decode()
    assert "Du har valgt «Problemet vokser»" in said
    assert "Del det opp. Lag en liste" in said
    for other in ("Marit", "Guri"):
        theirs = read(cast, other, page(sheet))
        assert "Del det opp" not in theirs, other
        assert "Del opp" not in theirs, other


def test_ticks_without_a_step_propose_one_and_save_nothing(cast: Cast) -> None:
    sheet = compass(cast)
    client = at_screen(cast, "Ingrid")
    proposed = client.post(page(sheet, "svaret-mitt/"), {"round": "1", "signs": ["old_cases", "many_issues"]})
    assert "ligner mest på «Problemet vokser»" in proposed.content.decode()
    assert "Velg et trinn." in client.post(page(sheet, "svaret-mitt/"), {"round": "1"}).content.decode()
    for bad in ({"step": "taket"}, {"step": "growing", "signs": ["oppdiktet"]}, {"step": "growing", "round": "²"}):
        assert client.post(page(sheet, "svaret-mitt/"), {"round": "1"} | bad).status_code == 200
    assert not ScaleAnswer.objects.exists()


def test_nobody_is_told_who_has_said_yes_to_showing(cast: Cast) -> None:
    sheet = compass(cast)
    for name in ("Ingrid", "Marit"):
        answers(cast, sheet, name, "growing")
    before = read(cast, "Ingrid", page(sheet))
    version = f'name="version" value="{Sheet.objects.get().version}"'
    agrees(cast, sheet, "Marit")
    after = read(cast, "Ingrid", page(sheet))
    assert version in after
    assert _without_tokens(before) == _without_tokens(after)


def _without_tokens(said: str) -> str:
    return "".join(line for line in said.splitlines() if "csrf" not in line.lower() and "nonce" not in line)


def test_when_all_have_said_yes_each_is_shown_the_staircase_and_the_same_as_a_table(cast: Cast) -> None:
    sheet = compass(cast)
    led_by_guri(cast, sheet)
    answers(cast, sheet, "Marit", "personal", "motives")
    answers(cast, sheet, "Ingrid", "growing")
    agrees(cast, sheet, "Marit")
    sent = {"do": "agree", "version": str(Sheet.objects.get().version)}
    said = at_screen(cast, "Ingrid").post(page(sheet, "vis-svarene/"), sent, follow=True).content.decode()
    assert "Alle har sagt ja. Her er svarene." in said
    for who in ("Ingrid", "Guri"):
        said = read(cast, who, page(sheet))
        assert '<svg viewBox="0 0 360' in said
        assert "3. Problemet vokser</td>" in said
        assert "2. Det blir personlig</td>" in said
        assert "Her står Marit Eksempel." in said
        assert "Vi lurer på hva de andre egentlig er ute etter." in said


def test_the_mediator_has_no_answer_of_her_own_and_no_say_in_who_is_there(cast: Cast) -> None:
    sheet = compass(cast)
    led_by_guri(cast, sheet)
    guri = at_screen(cast, "Guri")
    assert guri.get(page(sheet, "svaret-mitt/")).status_code == 404
    assert guri.post(page(sheet, "vis-svarene/"), {"do": "agree"}).status_code == 404
    assert guri.post(page(sheet, "hvem-er-med/"), {"role": "party", "person": "x"}).status_code == 404
    other = seat(cast, sheet, "Marit").id
    assert guri.post(page(sheet, f"hvem-er-med/{other}/"), {"do": "take_out"}).status_code == 404
    assert guri.post(page(sheet, "avslutt/"), {"do": "delete"}).status_code == 404


def test_the_parties_say_yes_or_no_to_who_is_proposed(cast: Cast) -> None:
    sheet = compass(cast)
    sent = {"role": "party", "person": str(cast.person("Kåre").id)}
    assert at_screen(cast, "Ingrid").post(page(sheet, "hvem-er-med/"), sent).status_code == 302
    proposed = seat(cast, sheet, "Kåre")
    assert "Kåre Eksempel" in read(cast, "Marit", page(sheet))
    assert at_screen(cast, "Kåre").get(page(sheet, "invitasjon/")).status_code == 404
    at_screen(cast, "Marit").post(page(sheet, f"hvem-er-med/{proposed.id}/"), {"do": "take_out"})
    assert not sheet.participants.filter(pk=proposed.id).exists()
    assert (
        at_screen(cast, "Marit").post(page(sheet, f"hvem-er-med/{proposed.id}/"), {"do": "approve"}).status_code == 404
    )
    own = seat(cast, sheet, "Marit").id
    assert at_screen(cast, "Marit").post(page(sheet, f"hvem-er-med/{own}/"), {"do": "take_out"}).status_code == 404


def test_leaving_and_deleting_are_said_before_they_are_done(cast: Cast) -> None:
    sheet = compass(cast)
    assert "Svarene dine slettes, også de som er vist" in read(cast, "Ingrid", page(sheet, "avslutt/"))
    for name in ("Ingrid", "Marit"):
        sent = {"do": "delete", "version": str(Sheet.objects.get().version)}
        answer = at_screen(cast, name).post(page(sheet, "avslutt/"), sent, follow=True)
    assert answer.redirect_chain[-1][0] == "/fortrolig/"
    assert not Sheet.objects.exists()
    again = begun(cast)
    assert "Går du ut, slettes hele arket" in read(cast, "Ingrid", page(again, "avslutt/"))
    at_screen(cast, "Ingrid").post(page(again, "avslutt/"), {"do": "leave"})
    assert not Sheet.objects.exists()


def test_it_says_honestly_what_the_law_may_ask_and_what_is_left(cast: Cast) -> None:
    sheet = compass(cast)
    for address in (page(sheet), "/fortrolig/", page(sheet, "avslutt/")):
        said = read(cast, "Ingrid", address)
        assert "Arkivlova og offentleglova kan gjelde likevel" in said
        assert "Sikkerhetskopier har innholdet" in said


def test_no_municipality_adopts_it(cast: Cast) -> None:
    assert at_screen(cast, "Ingrid").get(page(compass(cast), "vedtak/")).status_code == 404


def test_the_history_is_read_by_those_who_are_in_it_and_tells_no_answer(cast: Cast) -> None:
    sheet = compass(cast)
    answers(cast, sheet, "Marit", "personal")
    said = read(cast, "Ingrid", page(sheet))
    assert "Marit Eksempel ble med." in said
    assert "Marit Eksempel svarte" not in said


def test_a_day_to_look_again_is_set_by_whoever_leads_and_told_to_all_who_are_in(cast: Cast) -> None:
    sheet = compass(cast)
    day = timezone.localdate() + timedelta(days=5)
    at_screen(cast, "Marit").post(page(sheet, "ses-pa-igjen/"), {"review_on": day.isoformat()})
    assert Sheet.objects.get().review_on == day
    for who in ("Ingrid", "Marit"):
        home = read(cast, who, "/")
        assert "/fortrolig/" in home
        assert NAME not in home
    assert "/fortrolig/" not in read(cast, "Tore", "/")


def test_a_party_may_leave_the_mediator_out_and_the_page_of_the_sheet_is_then_gone_for_her(cast: Cast) -> None:
    sheet = compass(cast)
    led_by_guri(cast, sheet)
    assert "Bare Ingrid Eksempel, Marit Eksempel og du ser dette." in read(cast, "Guri", page(sheet))
    circle.take_out(by(cast, "Ingrid"), sheet.id, seat(cast, sheet, "Guri").id)
    assert at_screen(cast, "Guri").get(page(sheet)).status_code == 404


def test_inside_one_municipality_the_neighbours_know_nothing(cast: Cast) -> None:
    sheet = begun(cast, "Tore", where=cast.fjordvik)
    says_yes(cast, sheet, "Tore")
    assert "Fjordvik" in read(cast, "Tore", "/fortrolig/")
    for who in ("Åse", "Marit", "Kåre", "Anna"):
        assert at_screen(cast, who).get(page(sheet)).status_code == 404


def test_what_they_write_together_is_an_outline_too_and_the_browser_keeps_no_name_of_it(cast: Cast) -> None:
    sheet = compass(cast)
    ingrid = at_screen(cast, "Ingrid")
    assert ingrid.get(page(sheet, "disposisjon/")).headers["Location"] == page(sheet)
    answers(cast, sheet, "Marit", "personal")
    answers(cast, sheet, "Ingrid", "growing")
    agrees(cast, sheet, "Marit", "Ingrid")
    answer = ingrid.get(page(sheet, "disposisjon/"))
    said = answer.content.decode()
    kept = said[said.index("<title>") : said.index("</title>")]
    assert (NAME in said, NAME in kept, "Fortrolig ark" in kept) == (True, False, True)
    assert "no-store" in answer.headers["Cache-Control"]
    for address in set(re.findall(r'href="(/arbeidsark/dokument/[^"]+)"', said)):
        kept = ingrid.get(address).content.decode()
        assert "Fortrolig ark" in kept[kept.index("<title>") : kept.index("</title>")], address
    assert at_screen(cast, "Kåre").get(page(sheet, "disposisjon/")).status_code == 404


def test_nothing_leads_those_who_are_in_it_to_where_municipalities_adopt(cast: Cast) -> None:
    sheet = compass(cast)
    answers(cast, sheet, "Marit", "personal")
    answers(cast, sheet, "Ingrid", "growing")
    agrees(cast, sheet, "Marit", "Ingrid")
    marit = at_screen(cast, "Marit")
    assert marit.get(page(sheet, "vedtak/")).status_code == 404
    for address in ("", "disposisjon/"):
        said = marit.get(page(sheet, address)).content.decode()
        assert page(sheet, "vedtak/") not in said, address
    taken = Document(BytesIO(marit.get(page(sheet, "ut/docx/")).content))
    assert not any("vedtatt dette" in one.text or "vedteke dette" in one.text for one in taken.paragraphs)
