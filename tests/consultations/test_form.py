"""Anybody answers: fills in, sees how it will be, sends, and confirms from her own e-mail."""

import re
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as standing_settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from plandugnad.consultations.jobs import forget_submissions
from plandugnad.consultations.models import Consultation, Statement, StatementFile, Submission
from plandugnad.consultations.public import guarding, letters, sending
from plandugnad.consultations.public.guarding import stamp_of
from plandugnad.consultations.public.sending import find_submission
from plandugnad.consultations.setup import actions
from plandugnad.core.files import path_of
from plandugnad.core.ids import new_id
from plandugnad.core.mail import NoMailServer
from plandugnad.core.models import AuditEvent, Installation, SentMail, StoredFile
from plandugnad.notices.digest import make_digest
from plandugnad.notices.models import Notice, Wishes
from tests.cast import Cast
from tests.consultations.builders import day, one_that_is_out
from tests.processes.builders import INGRID

pytestmark = pytest.mark.django_db

KARI = {
    "party": "private",
    "name": "Kari Eksempel",
    "contact_name": "",
    "email": "kari@eksempel.no",
    "address": "Neset 1",
    "text": "Boligfeltet ligger for nær sjøen.\n\nFlytt det.",
}


@pytest.fixture(autouse=True)
def _mail_is_kept(db: None) -> None:
    """As in the demo, where mail is kept to be read on a page."""
    Installation.objects.create(is_demo=True)
    cache.clear()


@pytest.fixture
def out(cast: Cast) -> Consultation:
    return one_that_is_out(cast.fjordvik, private_until=day(400))


def stamp(consultation: Consultation, seconds_ago: int = 60, id: Any = None) -> str:
    return stamp_of(id or new_id(), consultation.id, int(time.time()) - seconds_ago).line


def post(consultation: Consultation, do: str = "send", client: Client | None = None, form: Any = None, **more: Any):  # type: ignore[no-untyped-def]
    typed = KARI | {"stempel": stamp(consultation), do: "1"} | (form or {}) | more
    return (client or Client()).post(reverse("statement_form", args=[consultation.id]), typed)


def sent_token() -> str:
    found = re.search(r"/horing/bekreft/([^/]+)/", SentMail.objects.order_by("-made_at")[0].body)
    assert found
    return found[1]


def confirm(token: str):  # type: ignore[no-untyped-def]
    return Client().post(reverse("statement_confirm", args=[token]), follow=True)


def standing_lines(answer: Any) -> list[str]:
    return re.findall(r'name="lagt-ved" value="([^"]+)"', answer.content.decode())


def uploaded(*names: str, content: bytes = b"%PDF-1.7 kart") -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content + name.encode()) for name in names]


def names_of(rows: Iterable[StatementFile]) -> list[str]:
    return [row.name for row in rows]


def test_a_statement_is_seen_sent_confirmed_and_received_with_its_number(out: Consultation) -> None:
    looked = post(out, "se").content.decode()
    assert "Slik blir uttalelsen" in looked
    assert "Boligfeltet ligger for nær sjøen." in looked
    assert not Submission.objects.exists()
    assert "Se i e-posten din" in post(out).content.decode()
    assert not Statement.objects.exists()
    done = confirm(sent_token())
    assert "Den har nummer 1" in done.content.decode()
    made = Statement.objects.get()
    assert (made.number, made.name, made.text, made.source) == (1, KARI["name"], KARI["text"], "web")
    assert made.erase_after == out.private_until
    assert not Submission.objects.exists()


def test_the_receipt_has_the_text_and_the_number_and_the_first_mail_has_nothing_she_wrote(out: Consultation) -> None:
    post(out, name="Se https://ond.example", text="Kjøp her: https://ond.example")
    first = SentMail.objects.get()
    assert first.to == KARI["email"]
    assert "ond.example" not in first.body + first.subject
    confirm(sent_token())
    receipt = SentMail.objects.order_by("-made_at")[0]
    assert "Kjøp her" in receipt.body
    assert "nummer 1" in receipt.subject


def test_opening_the_link_confirms_nothing(out: Consultation) -> None:
    post(out)
    answer = Client().get(reverse("statement_confirm", args=[sent_token()]))
    assert "Boligfeltet ligger for nær sjøen." in answer.content.decode()
    assert not Statement.objects.exists()


def test_confirming_twice_says_that_it_is_received(out: Consultation) -> None:
    post(out)
    token = sent_token()
    for _ in range(2):
        assert "Den har nummer 1" in confirm(token).content.decode()
    assert Statement.objects.count() == 1
    assert SentMail.objects.count() == 2


def test_only_the_digest_of_the_link_is_kept_and_a_link_of_nobody_is_not_there(out: Consultation) -> None:
    post(out)
    assert sent_token() not in Submission.objects.get().token_digest
    assert confirm("noe-annet").status_code == 404


def test_what_nobody_confirms_is_gone_after_a_week_with_its_files(out: Consultation) -> None:
    post(out, vedlegg=uploaded("kart.pdf"))
    token = sent_token()
    Submission.objects.update(runs_out_at=timezone.now() - timedelta(seconds=1))
    assert confirm(token).status_code == 404
    assert forget_submissions(0) == 1
    assert not StatementFile.objects.exists()


def test_what_was_sent_before_the_deadline_counts_when_it_is_confirmed_after_it(out: Consultation) -> None:
    post(out)
    Submission.objects.update(made_at=timezone.now() - timedelta(days=3))
    Consultation.objects.update(closes_on=day(-1))
    assert "Den har nummer 1" in confirm(sent_token()).content.decode()
    assert Statement.objects.get().received_on == day(-3)


def test_it_counts_also_when_the_page_was_taken_down_meanwhile(out: Consultation) -> None:
    post(out)
    actions.withdraw(INGRID, out)
    assert "Den har nummer 1" in confirm(sent_token()).content.decode()


def test_what_was_being_written_as_the_deadline_passed_is_given_back(out: Consultation) -> None:
    Consultation.objects.update(closes_on=day(-1))
    answer = post(out)
    assert answer.status_code == 422
    assert "Boligfeltet ligger for nær sjøen." in answer.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "Skriv hvem uttalelsen er fra."),
        ({"email": "kari"}, "E-post"),
        ({"party": ""}, "Velg hvem du uttaler deg for."),
        ({"text": ""}, "Skriv uttalelsen, eller legg den ved som fil."),
        ({"text": "x" * 200_001}, "200"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stands(out: Consultation, changed: dict[str, str], said: str) -> None:
    answer = post(out, "se", form=changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Neset 1" in page


def test_a_statement_may_be_only_an_attachment(out: Consultation) -> None:
    assert "Se i e-posten din" in post(out, text="", vedlegg=uploaded("uttalelse.pdf")).content.decode()


def test_attachments_follow_from_the_preview_and_what_they_are_is_read_from_their_content(out: Consultation) -> None:
    lines = standing_lines(post(out, "se", vedlegg=uploaded("b.docx", "a.pdf")))
    assert len(lines) == 2
    post(out, form={"lagt-ved": lines})
    confirm(sent_token())
    made = Statement.objects.get()
    assert names_of(made.files.all()) == ["b.docx", "a.pdf"]
    assert {one.content_kind for one in made.files.all()} == {"pdf"}


def test_an_attachment_can_be_taken_away_again(out: Consultation) -> None:
    lines = standing_lines(post(out, "se", vedlegg=uploaded("a.pdf", "b.pdf")))
    kept = standing_lines(post(out, "se", form={"lagt-ved": lines, "ta-bort": lines[:1]}))
    assert kept == lines[1:]


def test_attachments_are_kept_while_something_else_is_mended(out: Consultation) -> None:
    answer = post(out, "se", name="", vedlegg=uploaded("kart.pdf"))
    assert answer.status_code == 422
    assert len(standing_lines(answer)) == 1


def test_a_program_is_refused_in_a_sentence_and_the_text_is_kept(out: Consultation) -> None:
    answer = post(out, "se", vedlegg=uploaded("kart.pdf", content=b"MZ\x00\x01\x02"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "kart.pdf" in page
    assert "Boligfeltet ligger for nær sjøen." in page


def test_too_large_too_many_and_what_we_did_not_sign_are_refused_with_the_text_kept(
    out: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = post(out, "se", vedlegg=uploaded(*(f"{number}.pdf" for number in range(11))))
    assert "det er høyst 10 vedlegg" in many.content.decode()
    assert len(standing_lines(many)) == 10
    monkeypatch.setattr("plandugnad.consultations.public.attachments.MOST_ATTACHED_BYTES", 100)
    large = post(out, "se", vedlegg=uploaded("stor.pdf", content=b"%PDF-" + b"x" * 200))
    assert large.status_code == 422
    assert "«stor.pdf» er for stor" in large.content.decode()
    assert "Boligfeltet ligger for nær sjøen." in large.content.decode()
    assert standing_lines(post(out, "se", form={"lagt-ved": ["tull:abc"]})) == []


def test_a_stranger_who_sends_file_after_file_does_not_fill_the_disk(
    out: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plandugnad.consultations.public.guarding._MEGABYTES_PER_HOUR", 3)
    answers = [post(out, "se", name="", vedlegg=uploaded(f"{number}.pdf")) for number in range(5)]
    assert [len(standing_lines(answer)) for answer in answers] == [1, 1, 1, 0, 0]
    page = answers[-1].content.decode()
    assert "«4.pdf» ble ikke tatt imot" in page
    assert "Boligfeltet ligger for nær sjøen." in page
    elsewhere = post(out, "se", Client(REMOTE_ADDR="10.1.1.1"), vedlegg=uploaded("4.pdf"))
    assert len(standing_lines(elsewhere)) == 1


def test_a_hundred_megabytes_are_refused_in_a_sentence(out: Consultation) -> None:
    answer = post(out, "se", vedlegg=ContentFile(bytes(100 * 1024**2), name="film.bin"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "«film.bin» er for stor" in page
    assert "Boligfeltet ligger for nær sjøen." in page


def test_an_attachment_of_another_consultation_or_one_swept_away_is_not_taken(cast: Cast, out: Consultation) -> None:
    other = one_that_is_out(cast.fjordvik, "En annen plan")
    lines = standing_lines(post(other, "se", vedlegg=uploaded("kart.pdf")))
    assert standing_lines(post(out, "se", form={"lagt-ved": lines})) == []
    kept = standing_lines(post(out, "se", vedlegg=uploaded("b.pdf")))
    for path in standing_settings.FILES_FOLDER.glob("*/*"):
        path.unlink()
    answer = post(out, "se", form={"lagt-ved": kept})
    assert "Legg filen ved på nytt" in answer.content.decode()
    assert path_of("0" * 64).is_file() is False


def test_a_form_sent_twice_is_one_and_a_corrected_address_gets_a_link_of_its_own(out: Consultation) -> None:
    same = stamp(out, id=new_id())
    for _ in range(2):
        post(out, stempel=same)
    assert SentMail.objects.count() == 1
    first = sent_token()
    post(out, stempel=same, email="kari@riktig.example")
    assert Submission.objects.count() == 1
    assert confirm(first).status_code == 404
    assert find_submission(sent_token())


def test_sent_again_as_it_was_the_same_link_is_sent_once_more_and_says_so(out: Consultation) -> None:
    same = stamp(out, id=new_id())
    post(out, stempel=same)
    first = sent_token()
    assert "for under et minutt siden" in post(out, stempel=same).content.decode()
    assert SentMail.objects.count() == 1
    cache.clear()  # as a minute does
    assert "Vi har sendt e-posten en gang til" in post(out, stempel=same).content.decode()
    assert SentMail.objects.count() == 2
    assert sent_token() == first
    assert Submission.objects.count() == 1
    assert "Den har nummer 1" in confirm(first).content.decode()


def test_it_is_sent_again_also_when_the_key_of_the_installation_has_been_changed(
    out: Consultation, settings: Settings
) -> None:
    id = new_id()
    post(out, stempel=stamp(out, id=id))
    first = sent_token()
    cache.clear()
    settings.SECRET_KEY = "en annen nøkkel enn den som var"
    post(out, stempel=stamp(out, id=id))
    assert sent_token() != first
    assert "Den har nummer 1" in confirm(sent_token()).content.decode()


def test_asking_for_the_mail_again_counts_among_those_an_address_is_sent(
    out: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "ASKED_EVERY_S", 0)
    same = stamp(out, id=new_id())
    answers = [post(out, stempel=same) for _ in range(6)]
    assert SentMail.objects.count() == 5
    assert answers[-1].status_code == 422
    assert "flere e-poster til den adressen" in answers[-1].content.decode()
    assert "Boligfeltet ligger for nær sjøen." in answers[-1].content.decode()


def test_a_robot_in_a_hurry_is_shown_the_form_again_with_the_text(out: Consultation) -> None:
    for changed in ({"stempel": stamp(out, 0)}, {"stempel": "tull"}, {"stempel": ""}, {guarding.HONEYPOT: "x"}):
        answer = post(out, form=changed)
        assert answer.status_code == 422
        assert "Boligfeltet ligger for nær sjøen." in answer.content.decode()
    assert not Submission.objects.exists()
    assert not SentMail.objects.exists()


def test_a_robot_that_fills_in_everything_is_stopped_on_the_way_people_go(out: Consultation) -> None:
    looked = post(out, "se", form={guarding.HONEYPOT: "https://kjop.eksempel"})
    assert looked.status_code == 422
    page = looked.content.decode()
    assert "skal stå tomt" in page
    assert "Boligfeltet ligger for nær sjøen." in page
    assert 'name="send"' not in page


def test_an_address_is_not_filled_with_mail(out: Consultation) -> None:
    for _ in range(5):
        assert post(out).status_code == 200
    answer = post(out)
    assert answer.status_code == 422
    assert SentMail.objects.count() == 5


def test_who_fills_the_quota_of_anothers_address_does_not_shut_the_other_out(out: Consultation) -> None:
    for _ in range(6):
        post(out)
    assert post(out, client=Client(REMOTE_ADDR="10.1.1.1")).status_code == 200
    assert SentMail.objects.count() == 6


def test_a_tab_left_open_does_not_send_again_what_is_received(out: Consultation) -> None:
    same = stamp(out, id=new_id())
    post(out, stempel=same)
    confirm(sent_token())
    answer = post(out, stempel=same)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "er bekreftet og mottatt" in page
    assert "Boligfeltet ligger for nær sjøen." in page
    assert (Statement.objects.count(), Submission.objects.count()) == (1, 0)
    fresh = re.search(r'name="stempel" value="([^"]+)"', page)
    assert fresh
    assert fresh[1] != same


def test_no_more_wait_to_be_confirmed_than_there_is_room_for(
    out: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST_WAITING", 1)
    assert post(out).status_code == 200
    answer = post(out, email="en.annen@eksempel.no")
    assert answer.status_code == 422
    assert "Boligfeltet ligger for nær sjøen." in answer.content.decode()
    assert Submission.objects.count() == 1


def test_many_from_one_place_wait_a_minute_and_keep_their_text(out: Consultation) -> None:
    answers = [post(out, email=f"en{number}@eksempel.no") for number in range(8)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 422
    assert "Boligfeltet ligger for nær sjøen." in answers[-1].content.decode()


def test_a_form_that_has_grown_too_old_gives_the_text_back_with_a_new_token(out: Consultation) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = post(out, client=strict)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Boligfeltet ligger for nær sjøen." in page
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    assert "Se i e-posten din" in post(out, client=strict, csrfmiddlewaretoken=token[1]).content.decode()


def test_nothing_is_stored_for_who_has_no_token_or_tries_too_often(
    out: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else anybody could fill the disk with a program that never sends a statement."""
    stored = StoredFile.objects.count()
    stranger = post(out, "se", client=Client(enforce_csrf_checks=True), vedlegg=uploaded("a.pdf"))
    monkeypatch.setattr(guarding, "_TRIES_PER_MINUTE", 0)
    often = post(out, "se", vedlegg=uploaded("b.pdf"))
    for answer, name in ((stranger, "a.pdf"), (often, "b.pdf")):
        page = answer.content.decode()
        assert f"«{name}» ble ikke tatt imot" in page
        assert "Boligfeltet ligger for nær sjøen." in page
    assert StoredFile.objects.count() == stored


def test_script_in_a_statement_is_shown_as_text(out: Consultation) -> None:
    wicked = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    pages = [post(out, do, text=wicked, name=wicked).content.decode() for do in ("se", "send", "rett")]
    pages.append(Client().get(reverse("statement_confirm", args=[sent_token()])).content.decode())
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_without_a_mail_server_there_is_no_form_and_the_page_says_how_else(
    out: Consultation, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr("plandugnad.core.installation.is_demo", lambda: False)
    settings.EMAIL_HOST = ""
    Consultation.objects.update(answer_to="post@fjordvik.example")
    page = Client().get(reverse("public_consultation", args=[out.id])).content.decode()
    assert "post@fjordvik.example" in page
    assert reverse("statement_form", args=[out.id]) not in page
    assert Client().get(reverse("statement_form", args=[out.id])).status_code == 404


def test_those_who_write_the_plan_are_told_and_no_name_is_in_what_is_told(cast: Cast, out: Consultation) -> None:
    ingrid, reader = cast.person("Ingrid"), cast.person("Åse")
    post(out)
    confirm(sent_token())
    today = timezone.localdate()

    def told(name: str) -> str:
        person = cast.person(name)
        notices = Notice.objects.filter(person=person)
        digest = make_digest(cast.actor(name), Wishes(person=person), list(notices), today)
        return " ".join(line.words for place in digest.places for line in place.lines)

    assert "Det kom inn en uttalelse om «Kommuneplanens arealdel»" in told(ingrid.get_short_name())
    assert "Det kom inn en uttalelse" not in told(reader.get_short_name())
    kept = " ".join(str((one.by_name, one.before, one.after)) for one in AuditEvent.objects.all())
    assert "Kari" not in kept
    assert "Boligfeltet" not in kept


def test_who_confirms_when_no_mail_can_be_sent_any_more_is_received_all_the_same(
    out: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(out)

    def refuses(_message: object) -> None:
        raise NoMailServer

    monkeypatch.setattr(letters, "post", refuses)
    assert confirm(sent_token()).status_code == 200
    assert Statement.objects.count() == 1
