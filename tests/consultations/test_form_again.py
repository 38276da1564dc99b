"""The mail does not come, or what was sent is sent once more: it is one statement."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plandugnad.consultations.models import Consultation, Statement, Submission
from plandugnad.core.ids import new_id
from plandugnad.core.models import Installation, SentMail
from tests.cast import Cast
from tests.consultations.builders import day, one_that_is_out
from tests.consultations.test_form import confirm, post, sent_token, stamp, standing_lines, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_is_kept(db: None) -> None:
    Installation.objects.create(is_demo=True)
    cache.clear()


@pytest.fixture
def out(cast: Cast) -> Consultation:
    return one_that_is_out(cast.fjordvik)


def deadline_passes() -> None:
    """Three days ago she sent it; yesterday the deadline was out; and more than a minute has gone."""
    Consultation.objects.update(closes_on=day(-1))
    cache.clear()


def test_the_mail_is_sent_again_after_the_deadline_while_the_link_counts(out: Consultation) -> None:
    same = stamp(out, id=new_id())
    post(out, stempel=same)
    first = sent_token()
    deadline_passes()
    page = post(out, stempel=same).content.decode()
    assert "Vi har sendt e-posten en gang til" in page
    assert "Fristen er ute, men du sendte før den" in page
    assert "at du sendte i dag" not in page
    assert 'name="rett"' not in page  # another address is another statement, and it is too late for that
    assert (SentMail.objects.count(), sent_token()) == (2, first)
    assert "Den har nummer 1" in confirm(first).content.decode()


def test_it_is_sent_again_with_its_attachments(out: Consultation) -> None:
    same = stamp(out, id=new_id())
    lines = standing_lines(post(out, "se", vedlegg=uploaded("kart.pdf"), stempel=same))
    post(out, stempel=same, form={"lagt-ved": lines})
    deadline_passes()
    assert "Vi har sendt e-posten en gang til" in post(out, stempel=same, form={"lagt-ved": lines}).content.decode()
    assert [one.name for one in Submission.objects.get().files.all()] == ["kart.pdf"]


@pytest.mark.parametrize(
    "changed", [{"text": "Noe annet."}, {"email": "kari@riktig.example"}, {"name": "Ola Eksempel"}]
)
def test_what_is_written_after_the_deadline_is_not_sent_with_the_old_form(
    out: Consultation, changed: dict[str, str]
) -> None:
    same = stamp(out, id=new_id())
    post(out, stempel=same)
    first = sent_token()
    deadline_passes()
    answer = post(out, stempel=same, form=changed)
    assert answer.status_code == 422
    assert "Fristen er ute" in answer.content.decode()
    assert SentMail.objects.count() == 1
    assert "Den har nummer 1" in confirm(first).content.decode()


def test_a_link_that_has_run_out_and_a_form_that_was_never_sent_are_too_late(out: Consultation) -> None:
    same = stamp(out, id=new_id())
    post(out, stempel=same)
    Submission.objects.update(runs_out_at=timezone.now() - timedelta(seconds=1))
    deadline_passes()
    for line in (same, stamp(out)):
        assert "Fristen er ute" in post(out, stempel=line).content.decode()
    assert SentMail.objects.count() == 1


def test_the_mail_is_not_sent_again_for_a_form_another_site_has_filled_in(out: Consultation) -> None:
    same = stamp(out, id=new_id())
    post(out, stempel=same)
    deadline_passes()
    answer = post(out, stempel=same, client=Client(enforce_csrf_checks=True))
    assert "Vi har sendt e-posten en gang til" not in answer.content.decode()
    assert SentMail.objects.count() == 1


def test_after_the_deadline_what_is_confirmed_is_said_to_be_received(out: Consultation) -> None:
    same = stamp(out, id=new_id())
    post(out, stempel=same)
    confirm(sent_token())
    deadline_passes()
    page = post(out, stempel=same).content.decode()
    assert "Den har nummer 1" in page
    assert (Statement.objects.count(), Submission.objects.count()) == (1, 0)


def test_of_two_links_to_the_same_words_the_second_says_that_it_has_come_in(out: Consultation) -> None:
    tokens = []
    for _ in range(2):
        post(out, vedlegg=uploaded("kart.pdf"))
        tokens.append(sent_token())
    assert "Den har nummer 1" in confirm(tokens[0]).content.decode()
    mails = SentMail.objects.count()
    for _ in range(2):
        page = confirm(tokens[1]).content.decode()
        assert "Den samme uttalelsen er kommet inn fra før" in page
        assert "nummer 1" in page
    opened = Client().get(reverse("statement_confirm", args=[tokens[1]])).content.decode()
    assert "Den samme uttalelsen er kommet inn fra før" in opened
    assert not re.search(r">\s*Bekreft\s*<", opened)
    assert Statement.objects.count() == 1
    assert SentMail.objects.count() == mails


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Og en ting til."},
        {"name": "Ola Eksempel"},
        {"email": "ola@eksempel.no"},
        {"vedlegg": uploaded("annet.pdf")},
    ],
)
def test_who_says_something_more_or_is_another_is_received_for_itself(
    out: Consultation, changed: dict[str, object]
) -> None:
    for form in ({}, changed):
        post(out, form=form)
        confirm(sent_token())
    assert Statement.objects.count() == 2


def test_the_same_words_of_the_same_person_in_another_consultation_are_another_statement(
    cast: Cast, out: Consultation
) -> None:
    for consultation in (out, one_that_is_out(cast.lyngmo)):
        post(consultation)
        confirm(sent_token())
    assert Statement.objects.count() == 2
