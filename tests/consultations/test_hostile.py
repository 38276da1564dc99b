"""What nobody we know tries on the pages that are open to everybody."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plandugnad.accounts.throttle import is_too_many
from plandugnad.consultations.models import Consultation, Statement, StatementFile, Submission
from plandugnad.consultations.public import sending
from plandugnad.consultations.public.guarding import stamp_of
from plandugnad.consultations.setup import actions
from plandugnad.core.ids import new_id
from plandugnad.core.models import Installation, SentMail
from tests.cast import Cast, make_cast
from tests.consultations.builders import a_consultation, one_that_is_out
from tests.consultations.test_form import KARI, confirm, post, sent_token, stamp, standing_lines, uploaded
from tests.processes.builders import INGRID, at_screen

pytestmark = pytest.mark.django_db

TEXT = "Boligfeltet ligger for nær sjøen."
NOBODYS = UUID("00000000-0000-7000-8000-000000000000")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def _mail_is_kept(db: None) -> None:
    Installation.objects.create(is_demo=True)
    cache.clear()


@pytest.fixture
def out(cast: Cast) -> Consultation:
    return one_that_is_out(cast.fjordvik)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Real threads, each with a connection of its own."""

    def alone(call: Callable[[], Any]) -> Any:
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [one.result(60) for one in [pool.submit(alone, call) for call in calls]]


@pytest.mark.parametrize("name", ["public_consultation", "statement_form"])
def test_what_is_being_prepared_is_as_if_it_were_not_there(cast: Cast, name: str) -> None:
    hidden = a_consultation(cast.fjordvik)
    for method in ("get", "head", "post"):
        answers = [getattr(Client(), method)(reverse(name, args=[id])) for id in (hidden.pk, NOBODYS)]
        assert {answer.status_code for answer in answers} <= {404, 405}
        assert answers[0].status_code == answers[1].status_code
        assert "arealdel" not in answers[0].content.decode()


@pytest.mark.parametrize("name", ["public_consultations", "public_consultation", "statement_form", "statement_confirm"])
def test_a_way_of_asking_that_nothing_is_made_for_is_refused_and_changes_nothing(out: Consultation, name: str) -> None:
    post(out)
    arguments = {"public_consultations": [], "statement_confirm": [sent_token()]}.get(name, [out.pk])
    for method in ("put", "patch", "delete", "options", "trace"):
        assert getattr(Client(), method)(reverse(name, args=arguments)).status_code == 405
    assert Client().head(reverse(name, args=arguments)).status_code == 200
    assert (Submission.objects.count(), Statement.objects.count()) == (1, 0)


@pytest.mark.parametrize("token", ["x", "%00", "a" * 5_000, "æøå", "' OR 1=1 --", "..%2f..%2fetc"])
def test_a_link_somebody_made_up_confirms_nothing(out: Consultation, token: str) -> None:
    post(out)
    for method in ("get", "post"):
        assert getattr(Client(), method)(f"/horing/bekreft/{token}/").status_code == 404
    assert Submission.objects.count() == 1


def test_what_is_kept_of_a_link_is_no_link(out: Consultation) -> None:
    post(out)
    kept = Submission.objects.get()
    for guess in (kept.token_digest, str(kept.pk), kept.pk.hex):
        assert confirm(guess).status_code == 404
    assert Submission.objects.count() == 1


def test_a_link_that_is_used_again_after_the_statement_is_deleted_brings_nothing_back(
    cast: Cast, out: Consultation
) -> None:
    post(out)
    token = sent_token()
    confirm(token)
    made = Statement.objects.get()
    at_screen(cast, "Ingrid").post(reverse("statement_delete", args=[made.pk]))
    confirm(token)
    assert Statement.objects.kept().count() == 0
    assert Statement.objects.count() == 1


@pytest.mark.parametrize("stamped", ["", "x", "a:b:c", "æ" * 3_000])
def test_a_form_with_a_stamp_we_did_not_give_is_shown_again(out: Consultation, stamped: str) -> None:
    assert post(out, stempel=stamped).status_code == 422
    assert not Submission.objects.exists()


def test_a_stamp_of_another_consultation_does_not_count(cast: Cast, out: Consultation) -> None:
    other = one_that_is_out(cast.fjordvik, "En annen plan")
    assert post(out, stempel=stamp(other)).status_code == 422
    assert not Submission.objects.exists()


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\u2028", "\x00", "%0d%0a"])
def test_nothing_in_a_name_becomes_a_line_of_a_mail(out: Consultation, break_: str) -> None:
    wicked = f"Kari{break_}Bcc: alle@ond.example{break_}{break_}Kjøp her"
    post(out, name=wicked, contact_name=wicked, address=wicked)
    refused = post(out, email=f"kari@eksempel.no{break_}Bcc: alle@ond.example")
    assert refused.status_code == 422
    confirm(sent_token())
    for mail in SentMail.objects.all():
        assert mail.to == KARI["email"]
        assert "ond.example" not in mail.subject + mail.to
        assert len(mail.subject.splitlines()) == 1


@pytest.mark.parametrize(
    "address", ["kari@eksempel.no,ond@ond.example", "<kari@eksempel.no>", "a@b.no;c@d.no", "k@", "@e.no"]
)
def test_more_than_one_address_is_none(out: Consultation, address: str) -> None:
    assert post(out, email=address).status_code == 422
    assert not SentMail.objects.exists()


def test_an_address_with_a_tag_after_a_plus_is_the_same_letter_box(out: Consultation) -> None:
    answers = [post(out, email=f"kari+{number}@eksempel.no") for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [422]


@pytest.mark.parametrize(("name", "content"), [("bilde.svg", SVG), ("side.html", b"<html><script>alert(1)</script>")])
def test_what_could_run_in_a_browser_is_only_ever_handed_over(
    cast: Cast, out: Consultation, name: str, content: bytes
) -> None:
    post(out, vedlegg=[SimpleUploadedFile(name, content, content_type="text/html")])
    confirm(sent_token())
    made = Statement.objects.get()
    at = reverse("statement_file", args=[made.pk, made.files.get().pk])
    answer = at_screen(cast, "Ingrid").get(at)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Client().get(at).status_code == 302


def test_an_attachment_nobody_has_confirmed_is_nowhere_to_be_had(cast: Cast, out: Consultation) -> None:
    standing = Statement.objects.get(pk=_confirmed(out))
    post(out, vedlegg=uploaded("kart.pdf"))
    waiting = StatementFile.objects.get(submission__isnull=False)
    ingrid = at_screen(cast, "Ingrid")
    for of in (standing.pk, waiting.submission_id):
        assert ingrid.get(reverse("statement_file", args=[of, waiting.pk])).status_code == 404
    assert Client().get(reverse("public_document", args=[out.pk, waiting.pk])).status_code == 404


def _confirmed(out: Consultation) -> UUID:
    post(out)
    confirm(sent_token())
    return Statement.objects.latest("made_at").pk


def test_attachments_of_many_forms_are_not_put_together_into_more_than_one_may_have(
    out: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [standing_lines(post(out, "se", vedlegg=uploaded(f"{number}.pdf")))[0] for number in range(3)]
    size = len(b"%PDF-1.7 kart" + b"0.pdf")
    monkeypatch.setattr("plandugnad.consultations.public.attachments.MOST_ATTACHED_BYTES", 2 * size)
    answer = post(out, "se", form={"lagt-ved": lines})
    assert len(standing_lines(answer)) == 2
    assert "«2.pdf» er for stor" in answer.content.decode()


def test_an_attachment_named_ten_times_is_one(out: Consultation) -> None:
    line = standing_lines(post(out, "se", vedlegg=uploaded("kart.pdf")))[0]
    post(out, form={"lagt-ved": [line] * 10})
    assert StatementFile.objects.count() == 1


def test_more_fields_than_any_form_has_are_refused_with_a_page(out: Consultation) -> None:
    assert post(out, form={f"felt-{number}": "" for number in range(2_001)}).status_code == 400
    assert post(out, form={"lagt-ved": [f"tull:{number}" for number in range(1_500)]}).status_code == 200
    assert post(out, vedlegg=uploaded(*(f"{number}.pdf" for number in range(101)))).status_code == 400


def test_what_another_site_sends_is_not_put_in_the_mouth_of_its_reader(out: Consultation) -> None:
    at = reverse("statement_form", args=[out.pk])
    for site in ("cross-site", "same-site"):
        answer = Client().post(at, KARI | {"se": "1"}, headers={"Sec-Fetch-Site": site}, follow=True)
        assert answer.redirect_chain == [(at, 302)]
        assert TEXT not in answer.content.decode()


def test_what_was_being_written_as_the_page_was_taken_down_is_given_back(out: Consultation) -> None:
    actions.withdraw(INGRID, out)
    answer = post(out)
    assert answer.status_code == 404
    assert TEXT in answer.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("is_deleted", [True, False])
def test_nothing_is_kept_for_a_consultation_that_ends_in_the_moment_something_is_sent(
    out: Consultation, monkeypatch: pytest.MonkeyPatch, is_deleted: bool
) -> None:
    real = sending.keep_submission

    def just_before(*given: Any) -> Any:
        if is_deleted:
            actions.delete_consultation(INGRID, out)
        else:
            Consultation.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
        return real(*given)

    monkeypatch.setattr("plandugnad.consultations.public.statement.keep_submission", just_before)
    answer = post(out)
    assert answer.status_code == (404 if is_deleted else 422)
    assert TEXT in answer.content.decode()
    assert not Submission.objects.exists()
    assert not SentMail.objects.exists()


def test_who_confirms_after_the_plan_was_deleted_is_told_that_it_is_not_delivered_and_has_the_text(
    out: Consultation,
) -> None:
    post(out)
    plan = out.process.plan
    plan.deleted_at = timezone.now()
    plan.save(update_fields=["deleted_at"])
    answer = confirm(sent_token())
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Uttalelsen er ikke levert" in page
    assert TEXT in page
    assert not Statement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_link_pressed_many_times_at_once_is_one_statement_with_one_receipt() -> None:
    out = one_that_is_out(make_cast().fjordvik)
    post(out)
    token = sent_token()
    made = at_once(*[lambda: sending.confirm(token) for _ in range(6)])
    assert {one.number for one in made if one} == {1}
    assert None not in made
    assert (Statement.objects.count(), SentMail.objects.count()) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_confirming_and_sending_again_at_once_is_one_statement_whichever_comes_first() -> None:
    out = one_that_is_out(make_cast().fjordvik)
    for _ in range(5):
        cache.clear()
        id = new_id()
        post(out, stempel=stamp(out, id=id))
        again = partial(sending.keep_submission, out, KARI | {"text": "Rettet."}, [], id)
        at_once(partial(sending.confirm, sent_token()), again)
        assert Statement.objects.filter(pk=id).count() + Submission.objects.filter(pk=id).count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_all_at_once_no_more_come_past_a_ceiling_than_one_by_one() -> None:
    start = int(time.time())
    passed = at_once(*[lambda: not is_too_many("prøve", 5, 3600) for _ in range(20)])
    if int(time.time()) // 3600 == start // 3600:
        assert sum(passed) == 5


@pytest.mark.django_db(transaction=True)
def test_no_more_wait_than_there_is_room_for_also_when_they_come_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    out = one_that_is_out(make_cast().fjordvik)
    monkeypatch.setattr(sending, "MOST_WAITING", 3)
    at_once(*[partial(sending.keep_submission, out, KARI, [], new_id()) for _ in range(8)])
    assert Submission.objects.count() == 3


def test_the_stamp_of_a_form_says_nothing_that_can_be_used_elsewhere(out: Consultation) -> None:
    line = stamp_of(new_id(), out.pk, int(time.time())).line
    assert confirm(line).status_code == 404
    assert re.search(r"^[\w:.-]+$", line)
