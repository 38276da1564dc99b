"""What anybody sees, without signing in."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plandugnad.consultations.models import Consultation
from plandugnad.consultations.public.queries import PER_PAGE
from plandugnad.consultations.setup import actions
from plandugnad.core.models import Installation
from plandugnad.plans.actions import delete_plan
from plandugnad.regions.models import Organisation
from tests.archive.builders import make_room, put_file
from tests.cast import Cast
from tests.consultations.builders import a_consultation, day, one_that_is_out
from tests.processes.builders import INGRID, a_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_mail_is_kept")]


@pytest.fixture
def _mail_is_kept(db: None) -> None:
    """As in the demo. Where mail cannot be sent there is no form."""
    Installation.objects.create(is_demo=True)


SQUARE = {"type": "Polygon", "coordinates": [[[8.0, 58.0], [8.01, 58.0], [8.01, 58.01], [8.0, 58.01], [8.0, 58.0]]]}


def seen(name: str, *args: object):  # type: ignore[no-untyped-def]
    return Client().get(reverse(name, args=args))


def page_of(consultation: Consultation) -> str:
    answer = seen("public_consultation", consultation.id)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_anybody_reads_what_it_is_about_and_how_long_there_is_to_answer(cast: Cast) -> None:
    made = one_that_is_out(
        cast.fjordvik,
        about="Nytt boligfelt på Neset.",
        answer_to="post@fjordvik.example, sak 26/123",
        contact="Ingrid Eksempel, 11 22 33 44",
        plan_version="Planforslag datert 12. mai 2026",
        private_until=day(400),
        closes_on=day(12),
    )
    page = page_of(made)
    for words in ("Nytt boligfelt på Neset.", "sak 26/123", "11 22 33 44", "12. mai 2026", "12 dager igjen"):
        assert words in page
    assert "innsyn" in page
    assert reverse("statement_form", args=[made.id]) in page


@pytest.mark.parametrize(
    ("closes", "said"),
    [(0, "Siste dag er i dag"), (1, "1 dag igjen"), (-1, "Fristen gikk ut for 1 dag siden")],
)
def test_the_deadline_is_counted_for_the_reader(cast: Cast, closes: int, said: str) -> None:
    assert said in page_of(one_that_is_out(cast.fjordvik, opens_on=day(-50), closes_on=day(closes)))


def test_after_the_deadline_the_page_stands_without_the_form(cast: Cast) -> None:
    made = one_that_is_out(cast.fjordvik, closes_on=day(-1))
    page = page_of(made)
    assert "Fristen er ute" in page
    assert reverse("statement_form", args=[made.id]) not in page


@pytest.mark.parametrize("name", ["public_consultation", "statement_form"])
def test_what_is_not_out_is_not_there(cast: Cast, name: str) -> None:
    draft = a_consultation(cast.fjordvik, opens_on=day(-1), closes_on=day(9))
    later = one_that_is_out(cast.fjordvik, "Senere", opens_on=day(1))
    taken_down = one_that_is_out(cast.fjordvik, "Tatt ned")
    actions.withdraw(INGRID, taken_down)
    deleted = one_that_is_out(cast.fjordvik, "Slettet")
    actions.delete_consultation(INGRID, deleted)
    of_gone = one_that_is_out(cast.fjordvik, "Slettet plan")
    delete_plan(INGRID, of_gone.process.plan)
    for one in (draft, later, taken_down, deleted, of_gone):
        assert seen(name, one.id).status_code == 404


def test_a_document_is_handed_over_and_never_shown_in_our_name(cast: Cast) -> None:
    made = one_that_is_out(cast.fjordvik)
    file = put_file(make_room(cast.fjordvik), "Bestemmelser.html", b"<script>alert(1)</script>")
    document = actions.put_out_document(INGRID, made, file)
    answer = seen("public_document", made.id, document.id)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Bestemmelser.html"'
    assert "Bestemmelser.html" in page_of(made)
    other = one_that_is_out(cast.fjordvik, "En annen plan")
    assert seen("public_document", other.id, document.id).status_code == 404
    actions.withdraw(INGRID, made)
    assert seen("public_document", made.id, document.id).status_code == 404


def test_the_outline_of_the_plan_is_drawn_unless_it_is_turned_off(cast: Cast) -> None:
    made = one_that_is_out(cast.fjordvik)
    assert '<svg class="pl-outline' not in page_of(made)
    plan = made.process.plan
    plan.extent = SQUARE
    plan.save(update_fields=["extent"])
    assert '<svg class="pl-outline' in page_of(made)
    Consultation.objects.update(has_map=False)
    assert '<svg class="pl-outline' not in page_of(made)


def test_what_is_written_is_shown_as_text(cast: Cast) -> None:
    page = page_of(one_that_is_out(cast.fjordvik, "Plan <b>x</b>", about="<script>alert(1)</script>"))
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;" in page


def test_the_list_has_what_is_out_now_by_municipality(cast: Cast) -> None:
    one_that_is_out(cast.lyngmo, "Kystsoneplan")
    one_that_is_out(cast.fjordvik, "Sentrumsplan")
    one_that_is_out(cast.fjordvik, "Gammel plan", closes_on=day(-1))
    a_consultation(cast.fjordvik, "Kladd")
    page = seen("public_consultations").content.decode()
    assert page.index("Fjordvik") < page.index("Sentrumsplan") < page.index("Lyngmo") < page.index("Kystsoneplan")
    assert "Gammel plan" not in page
    assert "Kladd" not in page


def test_an_empty_list_says_what_it_is_for(db: None) -> None:
    assert "Ingen planer er på høring her nå" in seen("public_consultations").content.decode()


def test_the_list_is_paged_and_asks_no_more_for_more_rows(cast: Cast) -> None:
    def asked_with(number: int) -> int:
        for each in range(number):
            one_that_is_out(cast.fjordvik, f"Plan {number} {each}")
        with CaptureQueriesContext(connection) as asked:
            assert seen("public_consultations").status_code == 200
        return len(asked)

    asked_with(1)
    assert asked_with(2) == asked_with(6)
    assert PER_PAGE == 50


def test_it_is_said_in_the_language_of_the_reader(cast: Cast) -> None:
    made = one_that_is_out(cast.fjordvik, closes_on=day(12))
    english = Client(headers={"accept-language": "en"}).get(reverse("public_consultation", args=[made.id]))
    assert "12 days left" in english.content.decode()
    nynorsk = Client(headers={"accept-language": "nn"}).get(reverse("public_consultation", args=[made.id]))
    assert "12 dagar igjen" in nynorsk.content.decode()


def test_a_plan_is_named_to_the_public_only_by_its_consultation(cast: Cast) -> None:
    a_plan(cast.fjordvik, "En plan som ikke er på høring")
    assert "En plan som ikke" not in seen("public_consultations").content.decode()


def test_municipalities_stand_in_norwegian_order_and_two_of_one_name_by_their_counties(cast: Cast) -> None:
    names = {"Øyvær": "Nordfylket", "Ånes": "Sørfylket", "Aasli": "Nordfylket", "Holmøy": "Nordfylket"}
    places = {name: a_municipality(name, county) for name, county in names.items()}
    places["Holmøy, den andre"] = a_municipality("Holmøy", "Sørfylket")
    for place in places.values():
        one_that_is_out(place)
        one_that_is_out(place, "Sentrum", closes_on=day(5))
    page = seen("public_consultations").content.decode()
    headings = re.findall(r"<h2>(.*?)</h2>", page)
    assert headings[:2] in (
        ["Holmøy (Nordfylket)", "Holmøy (Sørfylket)"], ["Holmøy (Sørfylket)", "Holmøy (Nordfylket)"],
    )  # fmt: skip
    assert headings[2:] == ["Øyvær", "Ånes", "Aasli"]


def a_municipality(name: str, county: str) -> Organisation:
    over, _is_made = Organisation.objects.get_or_create(
        kind="county", name=county, defaults={"number": str(90 + Organisation.objects.count())}
    )
    number = str(9_000 + Organisation.objects.count())
    return Organisation.objects.create(kind="municipality", number=number, name=name, county=over)
