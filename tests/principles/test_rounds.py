"""From a round that is opened to what came of it: private until it is closed, and nobody's after."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent
from plandugnad.principles import actions
from plandugnad.principles.models import HealthAnswer, HealthComment, HealthResult, HealthRound, HealthScore
from plandugnad.principles.queries import PAUSE
from plandugnad.principles.statements import CODES
from plandugnad.projections.models import ActivityEntry
from plandugnad.regions.joining import leave
from plandugnad.regions.models import Collaboration, Member
from tests.cast import Cast
from tests.principles.builders import (
    ANSWERERS,
    a_closed_round,
    all_on,
    an_open_round,
    answered,
    at_screen,
    by,
    filled_in,
    page,
    with_siv,
)

pytestmark = pytest.mark.django_db
SECRET = "Vi i Lyngmo får aldri svar"


def read(cast: Cast, name: str, address: str) -> str:
    return at_screen(cast, name).get(address, follow=True).content.decode()


def test_a_collaboration_without_one_is_told_what_it_is_for_and_who_begins(cast: Cast) -> None:
    address = page("health_checks", cast.ytre_fjord)
    assert "Åpne en helsesjekk" in read(cast, "Kåre", address)
    said = read(cast, "Ingrid", address)
    assert "har åtte ting på plass" in said
    assert "Koordinatoren åpner den" in said
    assert page("health_open", cast.ytre_fjord) not in said


def test_kare_opens_one_with_a_deadline_and_twice_is_once(cast: Cast) -> None:
    kare, address = at_screen(cast, "Kåre"), page("health_open", cast.ytre_fjord)
    wrong = kare.post(address, {"due_on": "01.01.2020"})
    assert wrong.status_code == 422
    assert "Fristen er passert" in wrong.content.decode()
    for _twice in range(2):
        assert kare.post(address, {"due_on": "12.06.2098"}).status_code == 302
    opened = HealthRound.objects.get()
    assert opened.due_on == date(2098, 6, 12)
    assert "svarfrist 12. juni 2098" in read(cast, "Ingrid", page("health_checks", cast.ytre_fjord))


def test_the_database_holds_one_open_round_in_each_collaboration(cast: Cast) -> None:
    opened = an_open_round(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        HealthRound.objects.create(collaboration=opened.collaboration, wording=1)


def test_ingrid_answers_changes_her_mind_and_takes_it_back(cast: Cast) -> None:
    opened, ingrid = an_open_round(cast), at_screen(cast, "Ingrid")
    address = page("health_answer", cast.ytre_fjord, opened.id)
    assert ingrid.post(address, filled_in(2, boundaries_comment="Uklart")).status_code == 302
    assert (
        ingrid.post(address, filled_in(4, boundaries_score="vet-ikke", boundaries_comment="Klarere")).status_code == 302
    )
    answer = HealthAnswer.objects.get()
    assert answer.organisation == cast.fjordvik
    assert {line.principle: line.score for line in answer.scores.all()} == {
        code: None if code == "boundaries" else 4 for code in CODES
    }
    form = ingrid.get(address).context["form"]
    assert form["boundaries_score"].value() == "vet-ikke"
    assert form["boundaries_comment"].value() == "Klarere"
    ingrid.post(page("health_take_back", cast.ytre_fjord, opened.id))
    assert HealthScore.objects.count() == HealthAnswer.objects.count() == 0


def test_an_answer_that_leaves_one_out_is_not_taken_and_nothing_typed_is_lost(cast: Cast) -> None:
    opened, ingrid = an_open_round(cast), at_screen(cast, "Ingrid")
    address = page("health_answer", cast.ytre_fjord, opened.id)
    for wrong in ({"monitoring_score": ""}, {"monitoring_score": "6"}, {"monitoring_score": "0"}):
        answer = ingrid.post(address, filled_in(3, monitoring_comment=SECRET, **wrong))
        assert answer.status_code == 422
        assert SECRET in answer.content.decode()
        assert "#id_monitoring_score_0" in answer.content.decode()
    assert not HealthAnswer.objects.exists()
    with pytest.raises(ValidationError, match="alle prinsippene"):
        actions.give_answer(by(cast, "Ingrid"), opened, {"monitoring": all_on(3)["monitoring"]})


def test_an_answer_sent_after_it_was_closed_is_not_taken_and_says_so(cast: Cast) -> None:
    opened, ingrid = an_open_round(cast), at_screen(cast, "Ingrid")
    address = page("health_answer", cast.ytre_fjord, opened.id)
    actions.close_round(by(cast, "Kåre"), opened)
    answer = ingrid.post(address, filled_in(3, monitoring_comment=SECRET))
    assert answer.status_code == 422
    assert "lukket eller avbrutt" in answer.content.decode()
    assert SECRET in answer.content.decode()
    assert not HealthAnswer.objects.exists()
    assert "går ikke an å svare lenger" in read(cast, "Ingrid", address)


# Where somebody who coordinates, administers, or has answered too, might find something.
PAGES_AROUND = ("/", "/aktivitet/", "/sok/?q=Hemmelig", "/kalender/")


@pytest.mark.parametrize("name", ["Kåre", "Ingrid", "Tore", "Anna"])
def test_nobody_sees_an_answer_or_a_sum_before_it_is_closed(cast: Cast, name: str) -> None:
    with_siv(cast)
    opened = an_open_round(cast)
    for other, step in zip(ANSWERERS, (1, 2, 4, 5), strict=True):
        answered(cast, opened, {other: all_on(step, f"Hemmelig fra {other}")})
    theirs = {f"Hemmelig fra {other}" for other in ANSWERERS if other != name}
    screen, place = at_screen(cast, name), cast.ytre_fjord
    own = [page(f"health_{one}", place, opened.id) for one in ("answer", "round", "close", "cancel", "due")]
    shared = [page(one, place) for one in ("health_checks", "collaboration", "collaboration_members")]
    for address in (*own, *shared, *PAGES_AROUND):
        said = screen.get(address, follow=True).content.decode()
        assert [words for words in theirs if words in said] == [], address
        assert "av 5" not in said, address
        assert "fra 1 til 5" not in said, address
    assert HealthResult.objects.count() == HealthComment.objects.count() == 0


def test_history_and_what_is_told_know_of_no_answer(cast: Cast) -> None:
    with_siv(cast)
    opened = an_open_round(cast)
    answered(cast, opened, {name: all_on(2, SECRET) for name in ANSWERERS})
    actions.take_back_answer(by(cast, "Siv"), opened)
    events = AuditEvent.objects.filter(made_at__gte=opened.made_at)
    assert [event.verb for event in events.exclude(subject_id=opened.id)] == []
    assert [event.verb for event in events] == ["health_opened"]
    assert set(ActivityEntry.objects.filter(source="principles.health").values_list("verb", flat=True)) == {
        "health_opened"
    }
    closed = actions.close_round(by(cast, "Kåre"), opened)
    [event] = AuditEvent.objects.filter(subject_id=closed.id, verb="health_closed")
    assert (event.before, event.after) == (None, None)


def test_how_many_have_answered_is_told_from_the_third_on(cast: Cast) -> None:
    with_siv(cast)
    opened, address = an_open_round(cast), page("health_checks", cast.ytre_fjord)
    for number, name in enumerate(ANSWERERS, start=1):
        answered(cast, opened, {name: all_on(3)})
        said = read(cast, "Tore", address)
        assert ("Færre enn tre har svart" in said) is (number < 3)
        assert (f"{number} har svart" in said) is (number >= 3)


def test_as_it_closes_answers_become_results_and_comments_that_are_nobodys(cast: Cast) -> None:
    with_siv(cast)
    opened = an_open_round(cast)
    said = {"Ingrid": 1, "Marit": 2, "Siv": 4, "Kåre": 5}
    answered(cast, opened, {name: all_on(step, f"Ord {step}", monitoring=2) for name, step in said.items()})
    closed = actions.close_round(by(cast, "Kåre"), opened)
    assert (closed.answered, closed.places, closed.has_result) == (4, 4, True)
    results = {one.principle: one for one in HealthResult.objects.filter(round=closed)}
    assert set(results) == set(CODES)
    assert results["boundaries"].counts == [1, 1, 0, 1, 1]
    assert (results["monitoring"].shown, results["monitoring"].counts, results["monitoring"].is_low) == (
        "roughly",
        [],
        True,
    )
    assert HealthAnswer.objects.count() == HealthScore.objects.count() == 0
    comments = HealthComment.objects.filter(round=closed)
    assert comments.count() == 4 * 8
    assert set(comments.values_list("made_at", flat=True)) == {closed.closed_at}
    columns = {field.name for model in (HealthResult, HealthComment) for field in model._meta.get_fields()}
    assert columns.isdisjoint({"person", "organisation", "answer"})


def test_comments_come_in_an_order_that_tells_nothing_of_whose_they_are(cast: Cast) -> None:
    """Drawn by itself for each principle: who is first in one is not first in all."""
    with_siv(cast)
    opened = an_open_round(cast)
    answered(cast, opened, {name: all_on(step, name) for name, step in zip(ANSWERERS, (1, 2, 4, 5), strict=True)})
    closed = actions.close_round(by(cast, "Kåre"), opened)
    orders = {
        tuple(HealthComment.objects.filter(round=closed, principle=code).order_by("id").values_list("text", flat=True))
        for code in CODES
    }
    assert len(orders) > 1
    assert all(sorted(order) == sorted(ANSWERERS) for order in orders)


def test_the_result_says_the_finding_and_shows_each_principle(cast: Cast) -> None:
    with_siv(cast)
    opened = an_open_round(cast)
    steps = {"Ingrid": 1, "Marit": 2, "Siv": 3, "Kåre": 3}
    answered(cast, opened, {name: all_on(step + 1, conflict_resolution=step) for name, step in steps.items()})
    answer = at_screen(cast, "Kåre").post(page("health_close", cast.ytre_fjord, opened.id), follow=True)
    said = answer.content.decode()
    assert "<h1>Svakest: løse uenigheter – 2,2 av 5</h1>" in said.replace("\n", "")
    assert "«Konfliktkompasset»" in said
    assert "1 på 1, 1 på 2, 2 på 3" in said
    assert "Svakast: løyse usemje – 2,2 av 5" in read(cast, "Marit", page("health_checks", cast.ytre_fjord))


def test_the_worksheet_that_helps_is_linked_to_where_it_is_begun(cast: Cast) -> None:
    with_siv(cast)
    closed = a_closed_round(cast, 1, 2, 3, 4)
    opened = closed.results.filter(principle__in=("conflict_resolution", "local_rules"))
    closed.results.exclude(pk__in=opened.values("pk")).update(counts=[0, 0, 0, 2, 2])
    worksheets = page("worksheets", cast.ytre_fjord)
    said = read(cast, "Ingrid", page("health_round", cast.ytre_fjord, closed.id))
    assert f'<a href="{worksheets}">«Spilleregler for samarbeidet»</a>' in said
    assert f'<a href="{worksheets}">«Konfliktkompasset»</a>' in said
    assert "Spilleregler for samarbeidet" in read(cast, "Ingrid", worksheets)


@pytest.mark.parametrize("names", [("Ingrid", "Marit"), ("Ingrid", "Tore", "Marit")])
def test_too_few_or_from_too_few_places_is_no_result(cast: Cast, names: tuple[str, ...]) -> None:
    opened = an_open_round(cast)
    answered(cast, opened, {name: all_on(number, SECRET) for number, name in enumerate(names, start=1)})
    answer = at_screen(cast, "Kåre").post(page("health_close", cast.ytre_fjord, opened.id), follow=True)
    said = answer.content.decode()
    assert "ikke noe resultat å vise" in said
    assert SECRET not in said
    assert not HealthResult.objects.exists()
    assert not HealthComment.objects.exists()
    assert not HealthAnswer.objects.exists()
    assert "for få svarte til at noe kan vises" in said
    assert at_screen(cast, "Kåre").post(page("health_open", cast.ytre_fjord), {}).status_code == 302


def test_closing_says_what_it_means_and_cannot_be_undone(cast: Cast) -> None:
    opened = an_open_round(cast)
    said = read(cast, "Kåre", page("health_close", cast.ytre_fjord, opened.id))
    assert "Færre enn tre har svart" in said
    assert "kan ikke åpnes igjen" in said
    actions.close_round(SYSTEM, opened)
    for act in (actions.close_round, actions.cancel_round):
        with pytest.raises(ValidationError, match="lukket eller avbrutt"):
            act(SYSTEM, opened)
    again = at_screen(cast, "Kåre").post(page("health_close", cast.ytre_fjord, opened.id), follow=True)
    assert "lukket eller avbrutt" in again.content.decode()


def test_cancelling_deletes_the_answers_and_has_said_so(cast: Cast) -> None:
    with_siv(cast)
    opened = an_open_round(cast)
    answered(cast, opened, {name: all_on(3, SECRET) for name in ANSWERERS})
    address = page("health_cancel", cast.ytre_fjord, opened.id)
    assert "4 har svart. Svarene og kommentarene deres slettes" in read(cast, "Kåre", address)
    assert HealthAnswer.objects.count() == 4
    answer = at_screen(cast, "Kåre").post(address, follow=True)
    assert "avbrutt, svarene er slettet" in answer.content.decode()
    assert HealthAnswer.objects.count() == HealthComment.objects.count() == 0
    assert at_screen(cast, "Kåre").post(page("health_open", cast.ytre_fjord), {}).status_code == 302


def test_there_are_thirty_days_between_two_results(cast: Cast) -> None:
    """Else one person less the next day would show whose answer it was."""
    with_siv(cast)
    a_closed_round(cast, days_ago=PAUSE.days - 1)
    kare = at_screen(cast, "Kåre")
    refused = kare.post(page("health_open", cast.ytre_fjord), {})
    assert refused.status_code == 422
    assert "En ny kan åpnes fra" in refused.content.decode()
    assert "En ny helsesjekk kan åpnes fra" in read(cast, "Kåre", page("health_checks", cast.ytre_fjord))
    HealthRound.objects.update(closed_at=timezone.now() - PAUSE)
    assert kare.post(page("health_open", cast.ytre_fjord), {}).status_code == 302


def test_a_municipality_that_leaves_is_asked_no_more_and_changes_no_result(cast: Cast) -> None:
    with_siv(cast)
    earlier = a_closed_round(cast, days_ago=40)
    before = list(HealthResult.objects.order_by("pk").values())
    opened = an_open_round(cast)
    answered(cast, opened, {name: all_on(step) for name, step in zip(ANSWERERS, (1, 2, 4, 5), strict=True)})
    leave(SYSTEM, Member.objects.get(collaboration=cast.ytre_fjord, organisation=cast.lyngmo))
    assert at_screen(cast, "Marit").get(page("health_round", cast.ytre_fjord, earlier.id)).status_code == 404
    assert list(HealthResult.objects.order_by("pk").values()) == before
    assert actions.close_round(SYSTEM, opened).answered == 4


def test_the_deadline_is_moved_and_taken_away(cast: Cast) -> None:
    opened = an_open_round(cast, due_on=timezone.localdate() + timedelta(days=7))
    kare, address = at_screen(cast, "Kåre"), page("health_due", cast.ytre_fjord, opened.id)
    assert kare.post(address, {"due_on": "i morgen"}).status_code == 422
    assert kare.post(address, {"due_on": "12.06.2098"}).status_code == 302
    assert kare.post(address, {"due_on": ""}).status_code == 302
    opened.refresh_from_db()
    assert opened.due_on is None
    assert AuditEvent.objects.filter(subject_id=opened.id, verb="health_due_set").count() == 2


def test_the_pages_ask_as_much_of_a_hundred_rounds_and_answers_as_of_few(cast: Cast) -> None:
    with_siv(cast)
    a_closed_round(cast, days_ago=900)
    ingrid = at_screen(cast, "Ingrid")

    def asked() -> list[int]:
        told = []
        latest = HealthRound.objects.with_results().order_by("-closed_at")[0]
        for address in (page("health_checks", cast.ytre_fjord), page("health_round", cast.ytre_fjord, latest.id)):
            ingrid.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert ingrid.get(address).status_code == 200
            told.append(len(queries))
        return told

    a_closed_round(cast, days_ago=850, comment="Ord")
    few = asked()
    for days in range(800, 100, -35):
        a_closed_round(cast, days_ago=days, comment="Ord")
    assert asked() == few


def test_answers_of_another_collaboration_are_no_part_of_it(cast: Cast) -> None:
    with_siv(cast)
    other = Collaboration.objects.create(name="Indre Fjord")
    Member.objects.create(collaboration=other, organisation=cast.fjordvik)
    answered(cast, actions.open_round(SYSTEM, other), {"Ingrid": all_on(1)})
    assert a_closed_round(cast).answered == 4
    assert HealthAnswer.objects.count() == 1
