"""What each council has decided, with the decision as an address or a file that only those inside are handed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from plandugnad.core.audit import SYSTEM
from plandugnad.projections.models import AttentionEntry
from plandugnad.regions import joining
from plandugnad.regions.models import Mandate, Organisation
from plandugnad.regions.queries.collaborations import find_row
from tests.cast import NAMES, Cast

pytestmark = pytest.mark.django_db
READERS = {"Ingrid", "Tore", "Åse", "Marit", "Kåre"}
MAY_FOR_FJORDVIK = {"Ingrid", "Tore", "Kåre"}


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def here(cast: Cast) -> str:
    return f"/samarbeid/{cast.ytre_fjord.id}/mandat/"


def form(place: Organisation, **more: object) -> dict[str, object]:
    return {"organisation": str(place.id), "decided": "12.06.2026", "case_reference": "45/26", **more}


def add(cast: Cast, place: Organisation, **more: object) -> Mandate:
    browser(cast, "Kåre").post(here(cast), form(place, **more))
    return Mandate.objects.get(organisation=place)


@pytest.mark.parametrize("name", NAMES)
def test_who_reads_and_who_puts_in_the_mandate_of_fjordvik(cast: Cast, name: str) -> None:
    client = browser(cast, name)
    assert client.get(here(cast)).status_code == (200 if name in READERS else 404)
    client.post(here(cast), form(cast.fjordvik))
    assert Mandate.objects.exists() == (name in MAY_FOR_FJORDVIK)


@pytest.mark.parametrize("name", NAMES)
def test_who_is_handed_the_file_and_who_takes_it_away(cast: Cast, name: str) -> None:
    file = SimpleUploadedFile("vedtak.html", b"<script>hemmelig</script>", "text/html")
    mandate = add(cast, cast.fjordvik, file=file)
    answer = browser(cast, name).get(f"{here(cast)}{mandate.id}/fil")
    if name in READERS:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.content == b"<script>hemmelig</script>"
    else:
        assert answer.status_code == 404
    browser(cast, name).post(f"{here(cast)}{mandate.id}/fjern/")
    assert Mandate.objects.filter(removed_at=None).exists() == (name not in MAY_FOR_FJORDVIK)


def test_what_lacks_is_visible_and_is_gone_when_it_comes(cast: Cast) -> None:
    page = browser(cast, "Ingrid").get(here(cast)).content.decode()
    assert page.lower().count("mangler mandat") == 2
    assert "0 av 2 kommunestyrer har gitt mandat" in page
    add(cast, cast.fjordvik, says="Med i fire år.", address="fjordvik.example/sak/45")
    page = browser(cast, "Ingrid").get(here(cast)).content.decode()
    assert "Med i fire år." in page
    assert 'href="https://fjordvik.example/sak/45"' in page
    assert "1 av 2 kommunestyrer har gitt mandat" in page
    lacking = AttentionEntry.objects.filter(kind="mandate_missing")
    assert [entry.title for entry in lacking] == ["Lyngmo"]


def test_a_mandate_that_was_taken_away_comes_back_by_undo(cast: Cast) -> None:
    mandate, kare = add(cast, cast.fjordvik), browser(cast, "Kåre")
    page = kare.post(f"{here(cast)}{mandate.id}/fjern/", follow=True).content.decode()
    assert f"{mandate.id}/angre/" in page
    for _ in range(2):
        kare.post(f"{here(cast)}{mandate.id}/angre/")
    assert Mandate.objects.filter(removed_at=None).count() == 1


def test_who_has_left_takes_its_mandate_along(cast: Cast) -> None:
    mandate = add(cast, cast.fjordvik, file=SimpleUploadedFile("vedtak.txt", b"x"))
    member = find_row(cast.ytre_fjord.id, cast.fjordvik.id)
    assert member is not None
    joining.give_notice(SYSTEM, member)
    assert member.state(timezone.localdate())
    assert browser(cast, "Kåre").get(f"{here(cast)}{mandate.id}/fil").status_code == 404
    assert "45/26" not in browser(cast, "Kåre").get(here(cast)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"decided": ""},
        {"decided": "en gang"},
        {"address": "javascript:alert(1)"},
        {"address": "https://"},
        {"says": "x" * 2_001},
        {"says": "\0"},
        {"case_reference": "x" * 101},
        {"organisation": "tull"},
        {"organisation": ""},
        {"file": SimpleUploadedFile("tom.txt", b"")},
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is(cast: Cast, wrong: dict[str, object]) -> None:
    page = browser(cast, "Kåre").post(here(cast), form(cast.fjordvik) | wrong)
    assert page.status_code == 422
    assert page.context["form"].errors
    assert not Mandate.objects.exists()


def test_one_municipality_does_not_write_the_mandate_of_another(cast: Cast) -> None:
    browser(cast, "Ingrid").post(here(cast), form(cast.lyngmo))
    browser(cast, "Ingrid").post(here(cast), form(cast.storoy))
    assert not Mandate.objects.exists()
