"""The days of a consultation: as the law counts them, as the process has them, and as people have been told them."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plandugnad.consultations.incoming.actions import correct_statement
from plandugnad.consultations.models import Consultation, Submission
from plandugnad.consultations.setup import actions
from plandugnad.consultations.table.contents import read_about
from plandugnad.consultations.telling import CLOSES, ConsultationSource
from plandugnad.processes.dates import Dates, Place, kept_dates
from plandugnad.projections.models import CalendarEntry
from tests.cast import Cast
from tests.consultations.builders import AREA, a_consultation, a_statement, day, one_that_is_out
from tests.consultations.test_setup import setup, text_of
from tests.processes.builders import INGRID, at_screen, planned

pytestmark = pytest.mark.django_db
SHORT = "kortere enn loven krever"


@pytest.fixture
def ingrid(cast: Cast) -> Client:
    return at_screen(cast, "Ingrid")


def shown(number: int) -> str:
    return f"{day(number):%d.%m.%Y}"


def publish(client: Client, made: Consultation, **form: object):  # type: ignore[no-untyped-def]
    made.refresh_from_db()
    return client.post(reverse("consultation_publish", args=[made.id]), {"seen": made.version} | form)


def a_ready_one(cast: Cast, **values: Any) -> Consultation:
    days: dict[str, Any] = {"opens_on": day(0), "closes_on": day(60), "private_until": day(400)}
    return a_consultation(cast.fjordvik, **days | values)


def days_in_process(made: Consultation) -> tuple[object, object]:
    kept = kept_dates(made.process.dates.all())
    return tuple(kept.get(Place(AREA, mark), Dates()).day for mark in ("done", "closed"))  # type: ignore[return-value]


def test_a_back_dated_opening_does_not_make_a_short_period_long_enough(cast: Cast, ingrid: Client) -> None:
    made = a_ready_one(cast, opens_on=day(-59), closes_on=day(29))
    for name in ("consultation_setup", "consultation_publish"):
        page = text_of(ingrid, name, made.id)
        assert SHORT in page
        assert "har vært, og siden er ikke lagt ut ennå" in page
    publish(ingrid, made)
    page = text_of(ingrid, "consultation", made.id)
    assert SHORT in page
    assert "etter dagen den skulle åpne" in page
    made.refresh_from_db()
    assert read_about(made).opens_on == day(0)


def test_one_that_was_out_when_it_opened_is_counted_from_then(cast: Cast, ingrid: Client) -> None:
    made = one_that_is_out(cast.fjordvik, opens_on=day(-59), closes_on=day(29))
    assert SHORT not in text_of(ingrid, "consultation", made.id)
    assert read_about(made).opens_on == day(-59)


def test_a_page_taken_down_by_a_slip_is_counted_from_when_it_was_first_out_but_not_the_day_after(
    cast: Cast, ingrid: Client
) -> None:
    made = one_that_is_out(cast.fjordvik, opens_on=day(-59), closes_on=day(29))
    out_since = made.published_at
    ingrid.post(reverse("consultation_withdraw", args=[made.id]))
    ingrid.post(reverse("consultation_publish_again", args=[made.id]))
    made.refresh_from_db()
    assert made.published_at == out_since
    ingrid.post(reverse("consultation_withdraw", args=[made.id]))
    real, tomorrow = timezone.localdate, day(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "localdate", lambda *given: real(*given) if given else tomorrow)
        actions.publish(INGRID, made)
    made.refresh_from_db()
    assert made.published_at
    assert made.published_at > timezone.make_aware(datetime.combine(day(0), time(0)))


def test_that_it_was_too_short_stays_when_the_deadline_has_passed(cast: Cast, ingrid: Client) -> None:
    made = one_that_is_out(cast.fjordvik, opens_on=day(-20), closes_on=day(-2))
    assert SHORT in text_of(ingrid, "consultation", made.id)


def test_an_earlier_deadline_of_a_page_that_is_out_is_asked_about(cast: Cast, ingrid: Client) -> None:
    made = one_that_is_out(cast.fjordvik, private_until=day(400))
    Submission.objects.create(
        consultation=made, party="private", name="Kari", email="kari@eksempel.no", token_digest="a",
        runs_out_at=timezone.now() + timedelta(days=2),
    )  # fmt: skip
    typed = {"opens_on": shown(-10), "closes_on": shown(5), "private_until": shown(400)}
    assert 'name="earlier"' not in text_of(ingrid, "consultation_setup", made.id)
    answer = setup(ingrid, made, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"fristen er {shown(20)}" in page
    assert "1 har sendt en uttalelse og ikke bekreftet den ennå. Den teller likevel." in page
    assert 'name="earlier"' in page
    made.refresh_from_db()
    assert made.closes_on == day(20)
    assert setup(ingrid, made, **typed, earlier="on").status_code == 302
    made.refresh_from_db()
    assert made.closes_on == day(5)


def test_the_deadline_of_a_page_that_is_out_is_not_moved_to_a_day_that_has_been(cast: Cast, ingrid: Client) -> None:
    made = one_that_is_out(cast.fjordvik, private_until=day(400))
    typed = {"opens_on": shown(-10), "closes_on": shown(-1), "private_until": shown(400), "earlier": "on"}
    answer = setup(ingrid, made, **typed)
    assert answer.status_code == 422
    assert "tar dere ned siden" in answer.content.decode()
    made.refresh_from_db()
    assert made.closes_on == day(20)


def test_publishing_puts_the_days_in_the_process_when_that_is_ticked_and_it_can_be_undone(
    cast: Cast, ingrid: Client
) -> None:
    made = a_ready_one(cast)
    page = text_of(ingrid, "consultation_publish", made.id)
    assert 'name="prosessen" value="1" checked' in page
    assert "Dette følger hvis du lagrer" in page
    answer = publish(ingrid, made, prosessen="1")
    assert answer.status_code == 302
    assert days_in_process(made) == (day(0), day(60))
    page = text_of(ingrid, "consultation", made.id)
    assert "Dagene er lagt i prosessen." in page
    undo = page[page.index("/angre/") - 60 : page.index("/angre/") + 60].split('"')
    ingrid.post(next(part for part in undo if "/angre/" in part))
    assert days_in_process(made) == (None, None)


def test_publishing_without_the_tick_leaves_the_process_alone_and_the_page_says_it(cast: Cast, ingrid: Client) -> None:
    made = a_ready_one(cast)
    publish(ingrid, made)
    assert days_in_process(made) == (None, None)
    assert "Prosessen har ikke dagene for steget." in text_of(ingrid, "consultation", made.id)
    ingrid.post(reverse("consultation_in_process", args=[made.id]))
    assert days_in_process(made) == (day(0), day(60))
    assert "Prosessen har" not in text_of(ingrid, "consultation", made.id)


def test_when_the_deadline_moves_the_process_is_offered_the_new_one(cast: Cast, ingrid: Client) -> None:
    made = a_ready_one(cast)
    publish(ingrid, made, prosessen="1")
    setup(ingrid, made, opens_on=shown(0), closes_on=shown(90), private_until=shown(400))
    assert "Prosessen har andre dager for steget." in text_of(ingrid, "consultation_setup", made.id)
    ingrid.post(reverse("consultation_in_process", args=[made.id]))
    assert days_in_process(made) == (day(0), day(90))


def test_the_deadline_stands_once_in_the_calendar(cast: Cast, ingrid: Client) -> None:
    made = a_ready_one(cast)
    publish(ingrid, made)

    def told() -> bool:
        rows = CalendarEntry.objects.filter(source=ConsultationSource.key, source_id=made.id, kind=CLOSES)
        return rows.exists()

    assert told()
    ingrid.post(reverse("consultation_in_process", args=[made.id]))
    assert not told(), "the step has it"
    planned(made.process, AREA, day(70), "closed")
    assert told(), "the two do not agree"


def test_a_day_for_erasing_is_proposed_and_must_stand_before_it_is_published(cast: Cast, ingrid: Client) -> None:
    made = a_ready_one(cast, closes_on=day(60), private_until=None)
    expected = day(60).replace(year=day(60).year + 2)
    page = text_of(ingrid, "consultation_setup", made.id)
    assert f'value="{expected:%d.%m.%Y}"' in page
    assert "er foreslått. Den er ikke lagret ennå." in page
    assert publish(ingrid, made).status_code == 422
    setup(ingrid, made, opens_on=shown(0), closes_on=shown(60), private_until=f"{expected:%d.%m.%Y}")
    assert publish(ingrid, made).status_code == 302
    assert "foreslått" not in text_of(ingrid, "consultation_setup", made.id)


def test_what_a_private_person_says_always_has_a_day_it_is_erased(cast: Cast, ingrid: Client) -> None:
    made = a_consultation(cast.fjordvik, closes_on=day(60))
    kari = a_statement(made)
    assert kari.erase_after == day(60).replace(year=day(60).year + 2)
    assert a_statement(made, party="authority").erase_after is None
    setup(ingrid, made, closes_on=shown(90))
    kari.refresh_from_db()
    assert kari.erase_after == day(90).replace(year=day(90).year + 2)


def test_one_that_is_corrected_to_a_private_person_gets_a_day_too(cast: Cast) -> None:
    made = a_consultation(cast.fjordvik, closes_on=day(60))
    statement = a_statement(made, party="authority")
    correct_statement(INGRID, statement, {"party": "private"}, [], statement.version)
    statement.refresh_from_db()
    assert statement.erase_after == day(60).replace(year=day(60).year + 2)
