"""An administrator reads in a file, sees what it says beside the register, and takes it into use and out again."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from plandugnad.boundaries.actions import read_in, take_into_use, take_out, throw_away
from plandugnad.boundaries.comparing import Known, compare
from plandugnad.boundaries.models import Boundary, BoundarySet
from plandugnad.boundaries.queries import current_set, land
from plandugnad.boundaries.sentences import _SENTENCES, refusal
from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent, StoredFile
from plandugnad.engines.boundaries.refusal import Refused
from plandugnad.plans.area.figures import CENTRALITY
from plandugnad.plans.area.outlines import draw_land
from plandugnad.plans.queries.area import read_area
from tests.cast import EVERYBODY, Cast
from tests.engines.boundaries.files import BAD_RING, EAST, WEST, collection, feature, geojson, two
from tests.plans.portfolios import make_main_plans

pytestmark = pytest.mark.django_db
PAGE = "/administrasjon/grenser/"


@pytest.fixture(autouse=True)
def _files_of_their_own(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def read(folder: Path, content: Any = None, name: str = "kommuner_2024.geojson", **about: Any) -> BoundarySet:
    return read_in(SYSTEM, [geojson(folder, content or two()).read_bytes()], name, **about)


def send(client: Client, folder: Path, content: Any, name: str = "kommuner_2024.geojson") -> Any:
    sent = SimpleUploadedFile(name, geojson(folder, content).read_bytes())
    return client.post(PAGE, {"file": sent, "source": "Kartverket", "licence": "CC BY 4.0"}, follow=True)


@pytest.mark.parametrize("name", EVERYBODY)
def test_only_the_administrator_sees_the_page_and_may_do_anything_there(cast: Cast, tmp_path: Path, name: str) -> None:
    draft = read(tmp_path)
    client, expected = browser(cast, name), (200 if name == "Anna" else 404)
    assert client.get(PAGE).status_code == expected
    if name != "Anna":
        assert send(client, tmp_path, two()).status_code == 404
        for act in ("bruk", "ut", "forkast"):
            assert client.post(f"{PAGE}{draft.id}/{act}/").status_code == 404
        assert BoundarySet.objects.get().taken_at is None


def test_a_file_is_looked_at_before_anybody_sees_it_and_taken_out_as_a_whole(cast: Cast, tmp_path: Path) -> None:
    anna = browser(cast, "Anna")
    page = send(anna, tmp_path, two()).content.decode()
    assert "Se over grensene før de tas i bruk" in page
    assert "kommuner_2024.geojson: kommunene i 2024, fra Kartverket, lisens CC BY 4.0." in page
    assert land() is None
    draft = BoundarySet.objects.get()
    assert "Grensene er tatt i bruk." in anna.post(f"{PAGE}{draft.id}/bruk/", follow=True).content.decode()
    found = land()
    assert found is not None
    assert sorted(found.shapes) == ["9901", "9902"]
    anna.post(f"{PAGE}{draft.id}/ut/")
    assert land() is None
    anna.post(f"{PAGE}{draft.id}/forkast/")
    assert not BoundarySet.objects.exists()
    verbs = set(AuditEvent.objects.filter(subject_id=draft.id).values_list("verb", flat=True))
    assert verbs == {"boundaries_read", "boundaries_taken", "boundaries_taken_out", "boundaries_thrown_away"}


def test_a_newer_file_is_shown_instead_and_going_back_shows_the_one_before(tmp_path: Path) -> None:
    first, second = read(tmp_path), None
    take_into_use(SYSTEM, first)
    second = read(tmp_path, collection(feature("9901", WEST)), "kommuner_2025.geojson")
    assert current_set() == first
    take_into_use(SYSTEM, second)
    assert [len(found.shapes) for found in [land()] if found] == [1]
    assert take_out(SYSTEM, second)
    assert [len(found.shapes) for found in [land()] if found] == [2]
    assert not take_out(SYSTEM, second)  # pressed twice
    assert take_into_use(SYSTEM, second)
    assert not take_into_use(SYSTEM, second)
    throw_away(SYSTEM, second)  # what is in use stays
    assert current_set() == second


def test_a_file_that_is_refused_leaves_what_was_and_says_why_beside_the_field(cast: Cast, tmp_path: Path) -> None:
    before = read(tmp_path)
    anna = browser(cast, "Anna")
    answer = send(anna, tmp_path, collection(feature("9901", BAD_RING, "Fjordvik")))
    assert answer.status_code == 422
    assert "Grensen til &#x27;Fjordvik&#x27; (9901) krysser seg selv ved" in answer.content.decode()
    assert BoundarySet.objects.get() == before
    assert Boundary.objects.count() == 2


def test_the_year_is_asked_for_where_neither_the_name_nor_the_file_says_it(cast: Cast, tmp_path: Path) -> None:
    anna = browser(cast, "Anna")
    answer = send(anna, tmp_path, two(), "kommuner.geojson")
    assert "Filen sier ikke hvilket år den gjelder. Skriv året." in answer.content.decode()
    assert read(tmp_path, two(), "kommuner.geojson", year=2023).year == 2023
    dated = collection(feature("9901", WEST, oppdateringsdato="2022-05-01"))
    assert read(tmp_path, dated, "kommuner.geojson").year == 2022


def test_a_file_over_the_limit_of_the_page_is_sent_to_the_command(
    cast: Cast, tmp_path: Path, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 100
    assert "Bruk kommandoen" in send(browser(cast, "Anna"), tmp_path, two()).content.decode()


def test_every_refusal_has_a_sentence_that_can_be_said() -> None:
    about = dict.fromkeys(("most", "line", "column", "name", "number", "value", "system", "one", "other", "why"), "x")
    for code in _SENTENCES:
        assert "%(" not in refusal(Refused(code, about))


def test_the_file_is_told_beside_the_register_of_today() -> None:
    register = [Known("1508", "Ålesund", frozenset({"Ålesund"})), Known("1580", "Haram", frozenset({"Haram"}))]
    register.append(Known("5610", "Karasjok", frozenset({"Karasjok", "Kárášjohka"})))
    former = {"1507": (("1508 Ålesund", "1580 Haram"), date(2023, 12, 31))}
    in_file = {"1507": "Ålesund", "1580": "Haramsøy", "5610": "Kárášjohka - Karasjok", "9999": "Atlantis"}
    told = compare(in_file, register, former)
    assert told.matched == 2
    assert [one.number for one in told.missing] == ["1508"]
    assert [(one.number, one.now, one.until) for one in told.changed] == [("1507", *former["1507"])]
    assert [one.number for one in told.unknown] == ["9999"]
    assert told.renamed == (("1580", "Haramsøy", "Haram"),)


def test_the_command_shows_first_and_takes_into_use_when_asked(tmp_path: Path, capsys: Any) -> None:
    path = geojson(tmp_path, two())
    call_command("import_boundaries", str(path))
    assert "Ingenting er lagret" in capsys.readouterr().out
    assert not BoundarySet.objects.exists()
    call_command("import_boundaries", str(path), "--bruk", "--kilde", "Eksempelverket")
    assert current_set() is not None
    assert BoundarySet.objects.get().source == "Eksempelverket"
    with pytest.raises(CommandError, match="ingen kommuner"):
        call_command("import_boundaries", str(geojson(tmp_path, collection())))
    with pytest.raises(CommandError, match="lar seg ikke åpne"):
        call_command("import_boundaries", str(tmp_path / "finnes-ikke.gml"))


def test_looking_by_the_command_leaves_the_draft_another_has_and_writes_no_history(tmp_path: Path) -> None:
    draft = read(tmp_path)
    count = AuditEvent.objects.count()
    call_command("import_boundaries", str(geojson(tmp_path, two())), "--aar", "2025")
    assert [one.pk for one in BoundarySet.objects.all()] == [draft.pk]
    assert AuditEvent.objects.count() == count
    assert StoredFile.objects.count() == 1


def test_the_maps_draw_outlines_when_there_are_any_and_say_whose_they_are(cast: Cast, tmp_path: Path) -> None:
    make_main_plans(cast.fjordvik)
    make_main_plans(cast.lyngmo)
    guri = browser(cast, "Guri")
    assert "pd-map__area" not in guri.get("/fylker/99/planer/").content.decode()
    take_into_use(SYSTEM, read(tmp_path))
    for address in ("/norge/", "/fylker/99/planer/?vis=sentralitet", "/fylker/99/planer/?vis=planer"):
        page = guri.get(address).content.decode()
        assert page.count('class="pd-map__area ') == 2
        assert "Grenser: Kartverket, CC BY 4.0, 2024, forenklet." in page
        assert "<title>Fjordvik: " in page


def test_the_outlines_cost_one_query_once_they_have_been_read(
    cast: Cast, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    take_into_use(SYSTEM, read(tmp_path))
    land("99")
    with django_assert_num_queries(1):
        land("99")


def test_what_is_chosen_moves_no_outline_and_neighbours_are_drawn_edge_to_edge(cast: Cast, tmp_path: Path) -> None:
    rows = read_area(cast.actor("Guri"), cast.county, date(2026, 11, 18)) if cast.fjordvik and cast.lyngmo else []
    take_into_use(SYSTEM, read(tmp_path, collection(feature("9901", WEST), feature("9902", EAST))))
    found = land()
    assert found is not None
    numbers = [row.place.number for row in rows]
    whole = draw_land(rows, numbers, found, CENTRALITY)
    some = draw_land(rows[:1], numbers, found, CENTRALITY)
    assert whole is not None
    assert some is not None
    assert {area.path for area in some.areas} < {area.path for area in whole.areas}
    assert draw_land(rows, ["0301"], found, CENTRALITY) is None
