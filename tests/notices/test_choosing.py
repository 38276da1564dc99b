"""One page where it is chosen, which nothing else changes, and a link in each mail that ends it."""

import pytest
from django.test import Client

from plandugnad.accounts.actions import change_profile, choose_language
from plandugnad.core.models import AuditEvent
from plandugnad.notices.choosing import stop_address, stop_token, wishes_of
from plandugnad.notices.models import Wishes
from tests.cast import Cast
from tests.notices.builders import wants

pytestmark = pytest.mark.django_db
PAGE = "/meg/varsler/"


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def test_everybody_begins_with_one_mail_a_day_about_all_of_it(cast: Cast) -> None:
    page = signed_in(cast, "Ingrid").get(PAGE).content.decode()
    assert 'value="daily"' in page
    wishes = wishes_of(cast.person("Ingrid").id)
    assert (wishes.rhythm, wishes.wants_asked, wishes.wants_due, wishes.wants_activity) == ("daily", True, True, True)
    assert not Wishes.objects.exists()  # reading writes nothing


def test_what_is_chosen_is_kept_and_stands_in_the_history(cast: Cast) -> None:
    client = signed_in(cast, "Ingrid")
    answer = client.post(PAGE, {"rhythm": "weekly", "wants_due": "on"}, follow=True)
    assert "Valgene er lagret." in answer.content.decode()
    wishes = wishes_of(cast.person("Ingrid").id)
    assert (wishes.rhythm, wishes.wants_due, wishes.wants_activity) == ("weekly", True, False)
    event = AuditEvent.objects.get(verb="notices_chosen")
    assert event.after == {"rhythm": "weekly", "wants_asked": False, "wants_due": True, "wants_activity": False}


def test_a_profile_that_is_edited_changes_no_choice(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    wants(ingrid, "never", due=False)
    change_profile(ingrid, "Ingrid Nytt Navn", "nn")
    choose_language(ingrid, "nb")
    signed_in(cast, "Ingrid").post("/meg/", {"name": "Ingrid", "language": "nn"})
    wishes = wishes_of(ingrid.id)
    assert (wishes.rhythm, wishes.wants_due) == ("never", False)


@pytest.mark.parametrize("rhythm", ["", "yearly", "daily\0", "<b>"])
def test_a_rhythm_there_is_none_of_is_refused_in_words_and_changes_nothing(cast: Cast, rhythm: str) -> None:
    page = signed_in(cast, "Ingrid").post(PAGE, {"rhythm": rhythm}).content.decode()
    assert "pd-" in page
    assert not Wishes.objects.exists()


def test_the_link_in_the_mail_stops_it_without_a_sign_in_and_reading_it_does_not(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    link = stop_address(ingrid.id).removeprefix("http://localhost:8000")
    visitor = Client(enforce_csrf_checks=True)
    assert "Stopp all e-post" in visitor.get(link).content.decode()
    assert wishes_of(ingrid.id).rhythm == "daily"
    for _twice in range(2):
        answer = visitor.post(link, {"List-Unsubscribe": "One-Click"})  # as a mail program does
        assert "Du får ikke flere varsler" in answer.content.decode()
    assert wishes_of(ingrid.id).rhythm == "never"
    assert AuditEvent.objects.filter(verb="notices_stopped", subject_id=ingrid.id).count() == 1


@pytest.mark.parametrize("broken", ["", "x", "æ", "0" * 32, "a:b:c", "%00", "../meg"])
def test_a_link_we_have_not_signed_is_not_there(cast: Cast, broken: str) -> None:
    ingrid, tore = cast.person("Ingrid"), cast.person("Tore")
    real = stop_token(ingrid.id)
    stolen = f"{tore.id.hex}:{real.split(':')[1]}"
    for token in (broken, stolen, real[:-1], real.upper()):
        assert Client().post(f"/varsler/stopp/{token}/").status_code == 404
    assert not Wishes.objects.exists()


def test_the_page_says_so_where_no_mail_can_be_sent(cast: Cast, settings: object) -> None:
    settings.EMAIL_HOST = ""  # type: ignore[attr-defined]
    assert "sender ikke e-post ennå" in signed_in(cast, "Ingrid").get(PAGE).content.decode()
