"""What is put out: by those who write the plan, and seen by nobody else before it is published."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plandugnad.archive.actions.files import Content, add_version
from plandugnad.consultations.actions import make_consultation
from plandugnad.consultations.models import Consultation, ConsultationFile, Statement
from plandugnad.consultations.setup import actions
from plandugnad.core.audit import SYSTEM
from plandugnad.core.files import store
from plandugnad.core.models import AuditEvent
from plandugnad.processes.actions import override_deadline
from plandugnad.processes.models import Process
from tests.archive.builders import make_room, put_file
from tests.cast import Cast
from tests.consultations.builders import AREA, a_consultation, a_statement, day, one_that_is_out
from tests.processes.builders import INGRID, a_plan, a_process, at_screen, happened, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def ingrid(cast: Cast) -> Client:
    return at_screen(cast, "Ingrid")


def text_of(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def setup(client: Client, consultation: Consultation, **typed: object):  # type: ignore[no-untyped-def]
    consultation.refresh_from_db()
    form = {"seen": consultation.version, "opens_on": "", "closes_on": "", "about": "", "has_map": "on"}
    return client.post(reverse("consultation_setup", args=[consultation.id]), form | typed)


def make(client: Client, process: Process, query: str = "", **form: object):  # type: ignore[no-untyped-def]
    return client.post(reverse("consultation_make", args=[process.id, AREA]) + query, form)


def test_a_planner_makes_it_from_the_step_and_the_director_sees_no_link_until_it_is_there(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    link = reverse("consultation_make", args=[process.id, AREA])
    assert link in text_of(at_screen(cast, "Ingrid"), "process", process.id)
    assert link not in text_of(at_screen(cast, "Åse"), "process", process.id)
    made = make_consultation(INGRID, process, AREA)
    assert reverse("consultation", args=[made.id]) in text_of(at_screen(cast, "Åse"), "process", process.id)


def test_looking_at_what_will_be_made_makes_nothing_and_a_form_sent_twice_makes_one(cast: Cast, ingrid: Client) -> None:
    process = a_process(a_plan(cast.fjordvik))
    assert ingrid.get(reverse("consultation_make", args=[process.id, AREA])).status_code == 200
    assert not Consultation.objects.exists()
    for _ in range(2):
        make(ingrid, process, runde=1)
    assert Consultation.objects.count() == 1


def test_a_step_that_is_no_consultation_has_none(cast: Cast, ingrid: Client) -> None:
    process = a_process(a_plan(cast.fjordvik))
    assert ingrid.get(reverse("consultation_make", args=[process.id, "KPA-1"])).status_code == 404


def test_its_days_are_those_of_the_step(cast: Cast, ingrid: Client) -> None:
    process = a_process(a_plan(cast.fjordvik))
    planned(process, AREA, day(5))
    planned(process, AREA, day(60), "closed")
    make(ingrid, process)
    made = Consultation.objects.get()
    assert (made.opens_on, made.closes_on) == (day(5), day(60))


def test_the_link_is_beside_the_steps_also_when_the_step_is_done_and_folded_away(cast: Cast, ingrid: Client) -> None:
    process = a_process(a_plan(cast.fjordvik))
    made = make_consultation(INGRID, process, AREA)
    for code in ("KPA-1", "KPA-2", "KPA-3", AREA):
        happened(process, code, day(-100))
    page = text_of(ingrid, "process", process.id)
    beside = page[page.index("Snarveier") :]
    assert reverse("consultation", args=[made.id]) in beside


def test_a_second_round_is_a_consultation_of_its_own(cast: Cast, ingrid: Client) -> None:
    first = one_that_is_out(cast.fjordvik, closes_on=day(-1))
    assert "ny=1" in text_of(ingrid, "consultation", first.id)
    for _ in range(2):
        make(ingrid, first.process, "?ny=1", runde=2)
    assert list(Consultation.objects.order_by("round").values_list("round", flat=True)) == [1, 2]
    assert "runde 2" in text_of(ingrid, "process", first.process_id)


def test_a_period_shorter_than_the_law_demands_is_said_in_its_own_words(cast: Cast, ingrid: Client) -> None:
    made = a_consultation(cast.fjordvik)
    answer = setup(ingrid, made, opens_on="07.09.2037", closes_on="01.10.2037")
    assert answer.status_code == 302
    page = text_of(ingrid, "consultation_setup", made.id)
    assert "kortere enn loven krever" in page
    assert "6 uker" in page
    setup(ingrid, made, opens_on="07.09.2037", closes_on="30.11.2037")
    assert "kortere enn loven krever" not in text_of(ingrid, "consultation_setup", made.id)


def test_a_deadline_set_by_hand_below_the_law_does_not_make_a_short_period_long_enough(
    cast: Cast, ingrid: Client
) -> None:
    made = a_consultation(cast.fjordvik)
    setup(ingrid, made, opens_on="07.09.2037", closes_on="01.10.2037")
    override_deadline(INGRID, made.process, AREA, "pbl-11-14-consultation", date(2037, 10, 1), "hast")
    page = text_of(ingrid, "consultation_setup", made.id)
    assert "kortere enn loven krever" in page
    assert "lovens dag gjelder" in page


def test_the_shortest_period_is_proposed_and_not_saved(cast: Cast, ingrid: Client) -> None:
    made = a_consultation(cast.fjordvik)
    setup(ingrid, made, opens_on="07.09.2037")
    assert 'value="19.10.2037"' in text_of(ingrid, "consultation_setup", made.id)
    made.refresh_from_db()
    assert made.closes_on is None


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "said"),
    [
        ("07.09.2026", "01.09.2026", "Fristen er før høringen åpner"),
        ("31.02.2026", "", "«31.02.2026» er ingen dag i kalenderen."),
        ("30.2.2026", "", "«30.2.2026» er ingen dag i kalenderen."),
        ("2026-02-30", "", "er ingen dag i kalenderen."),
        ("07.09.2926", "", "2926"),
    ],
)
def test_days_that_cannot_be_are_said_and_nothing_typed_is_lost(
    cast: Cast, ingrid: Client, opens_on: str, closes_on: str, said: str
) -> None:
    made = a_consultation(cast.fjordvik)
    answer = setup(ingrid, made, opens_on=opens_on, closes_on=closes_on, about="Lang tekst om planen")
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Lang tekst om planen" in answer.content.decode()


def test_two_who_write_at_once_lose_nothing(cast: Cast, ingrid: Client) -> None:
    made = a_consultation(cast.fjordvik)
    seen = made.version
    setup(ingrid, made, about="Det første")
    answer = ingrid.post(
        reverse("consultation_setup", args=[made.id]), {"seen": seen, "about": "Det andre", "has_map": "on"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Det første" in page
    assert "Det andre" in page
    made.refresh_from_db()
    assert made.about == "Det første"


def test_what_is_missing_is_said_before_it_is_published(cast: Cast, ingrid: Client) -> None:
    made = a_consultation(cast.fjordvik)
    page = text_of(ingrid, "consultation_publish", made.id)
    assert "Det står ingen frist for uttalelser." in page
    assert "Ingen dokumenter er valgt." in page
    assert ingrid.post(reverse("consultation_publish", args=[made.id]), {"seen": made.version}).status_code == 422
    made.refresh_from_db()
    assert made.published_at is None


def test_it_is_published_taken_down_and_put_out_again(cast: Cast, ingrid: Client) -> None:
    made = a_consultation(cast.fjordvik, opens_on=day(0), closes_on=day(50), private_until=day(400))
    public = reverse("public_consultation", args=[made.id])
    assert Client().get(public).status_code == 404
    ingrid.post(reverse("consultation_publish", args=[made.id]), {"seen": made.version})
    assert Client().get(public).status_code == 200
    ingrid.post(reverse("consultation_withdraw", args=[made.id]))
    assert Client().get(public).status_code == 404
    ingrid.post(reverse("consultation_publish_again", args=[made.id]))
    assert Client().get(public).status_code == 200
    verbs = AuditEvent.objects.filter(subject_id=made.id).values_list("verb", flat=True)
    assert list(verbs).count("consultation_published") == 2


def test_a_page_that_is_open_is_not_pulled_away_by_moving_its_first_day(cast: Cast, ingrid: Client) -> None:
    made = one_that_is_out(cast.fjordvik)
    later = f"{day(3):%d.%m.%Y}"
    answer = setup(ingrid, made, opens_on=later, closes_on=f"{day(60):%d.%m.%Y}", about="Det som er skrevet")
    assert answer.status_code == 422
    assert "kan ikke flyttes fram i tid. Ta ned siden i stedet." in answer.content.decode()
    assert "Det som er skrevet" in answer.content.decode()
    assert Client().get(reverse("public_consultation", args=[made.id])).status_code == 200


def test_what_was_changed_after_it_was_looked_through_is_not_published(cast: Cast, ingrid: Client) -> None:
    made = a_consultation(cast.fjordvik, opens_on=day(0), closes_on=day(50), private_until=day(400))
    seen = made.version
    actions.change_consultation(SYSTEM, made, {"about": "Noe annet"}, seen)
    answer = ingrid.post(reverse("consultation_publish", args=[made.id]), {"seen": seen})
    assert answer.status_code == 422
    assert "Se over en gang til" in answer.content.decode()


def test_a_document_is_the_version_it_was_until_somebody_swaps_it(cast: Cast, ingrid: Client) -> None:
    made = one_that_is_out(cast.fjordvik)
    file = put_file(make_room(cast.fjordvik), "Planbeskrivelse.txt", b"Den gamle")
    chosen = reverse("consultation_documents", args=[made.id])
    ingrid.post(chosen, {"valgt": [f"fil:{file.pk}"]})
    add_version(INGRID, file, Content(store([b"Den nye"]), "text", "Planbeskrivelse.txt"))
    assert "Versjon 2 finnes i arkivet." in text_of(ingrid, "consultation_documents", made.id)
    document = ConsultationFile.objects.get()
    public = reverse("public_document", args=[made.id, document.id])
    assert b"".join(Client().get(public).streaming_content) == b"Den gamle"  # type: ignore[attr-defined]
    ingrid.post(reverse("consultation_document_newest", args=[made.id, document.id]))
    assert b"".join(Client().get(public).streaming_content) == b"Den nye"  # type: ignore[attr-defined]


def test_a_document_that_is_taken_away_comes_back_as_the_version_it_was(cast: Cast, ingrid: Client) -> None:
    made = one_that_is_out(cast.fjordvik)
    file = put_file(make_room(cast.fjordvik), "Kart.txt", b"Gammelt")
    one = actions.put_out_document(INGRID, made, file)
    add_version(INGRID, file, Content(store([b"Nytt"]), "text", "Kart.txt"))
    ingrid.post(reverse("consultation_document_out", args=[made.id, one.id]))
    assert not ConsultationFile.objects.exists()
    ingrid.post(reverse("consultation_document_back", args=[made.id, one.file_version_id]))
    assert ConsultationFile.objects.get().file_version.number == 1


def test_nobody_puts_out_what_lies_in_a_room_of_another_municipality(cast: Cast, ingrid: Client) -> None:
    made = a_consultation(cast.fjordvik)
    file = put_file(make_room(cast.storoy), "Deres.txt")
    answer = ingrid.post(reverse("consultation_documents", args=[made.id]), {"valgt": [f"fil:{file.pk}"]})
    assert answer.status_code == 422
    assert not ConsultationFile.objects.exists()


def test_it_can_be_deleted_and_brought_back_until_somebody_has_answered(cast: Cast, ingrid: Client) -> None:
    made = one_that_is_out(cast.fjordvik)
    ingrid.post(reverse("consultation_delete", args=[made.id]))
    assert ingrid.get(reverse("consultation", args=[made.id])).status_code == 404
    ingrid.post(reverse("consultation_undelete", args=[made.id]))
    assert "Ikke publisert" in text_of(ingrid, "consultation", made.id)
    a_statement(made)
    answer = ingrid.post(reverse("consultation_delete", args=[made.id]), follow=True)
    assert "kan ikke slettes" in answer.content.decode()


def test_all_that_are_not_erased_follow_when_its_date_of_erasing_is_moved(cast: Cast, ingrid: Client) -> None:
    made = a_consultation(cast.fjordvik, private_until=day(300))
    first, second = a_statement(made), a_statement(made, erase_after=day(10))
    setup(ingrid, made, private_until=day(400).strftime("%d.%m.%Y"))
    kept = {one.number: one.erase_after for one in Statement.objects.all()}
    assert kept == {first.number: day(400), second.number: day(400)}


def test_those_who_only_read_see_it_and_change_nothing(cast: Cast) -> None:
    made = a_consultation(cast.fjordvik)
    reader = at_screen(cast, "Åse")
    assert reader.get(reverse("consultation", args=[made.id])).status_code == 200
    assert reader.get(reverse("consultation_preview", args=[made.id])).status_code == 200
    preview = reverse("consultation_preview", args=[made.id])
    assert reader.get(reverse("consultation_setup", args=[made.id])).headers["Location"] == preview
    assert setup(reader, made, about="Stjålet").status_code == 404
    for name in ("publish", "documents"):
        assert reader.get(reverse(f"consultation_{name}", args=[made.id])).status_code == 404
    assert reader.post(reverse("consultation_withdraw", args=[made.id])).status_code == 404


def test_the_front_page_says_where_it_is_and_what_remains(cast: Cast, ingrid: Client) -> None:
    made = one_that_is_out(cast.fjordvik, opens_on=day(3), closes_on=day(60))
    assert "Åpner om 3 dager" in text_of(ingrid, "consultation", made.id)
    Consultation.objects.update(opens_on=day(-60), closes_on=timezone.localdate() - timedelta(days=5))
    page = text_of(ingrid, "consultation", made.id)
    assert "Fristen gikk ut for 5 dager siden" in page
    assert "http://" in page


@pytest.mark.parametrize("name", ["consultation", "consultation_setup", "consultation_documents", "process"])
def test_questions_do_not_grow_with_documents(cast: Cast, ingrid: Client, name: str) -> None:
    made, room = one_that_is_out(cast.fjordvik), make_room(cast.fjordvik)
    address = reverse(name, args=[made.process_id if name == "process" else made.id])

    def asked_with(more: int) -> int:
        for number in range(more):
            file = put_file(room, f"{more}-{number}.txt", f"{more} {number}".encode())
            actions.put_out_document(INGRID, made, file)
        with CaptureQueriesContext(connection) as asked:
            ingrid.get(address)
        return len(asked)

    asked_with(1)
    assert asked_with(2) == asked_with(8)
