"""Kåre, who coordinates, says it in Ytre Fjord's own words. Ingrid begins a sheet with them."""

import io
import re
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from plandugnad.core.models import AuditEvent
from plandugnad.regions.erasing import erase_person
from plandugnad.worksheets.models import OwnDefinition, Sheet
from plandugnad.worksheets.own_words.queries import mapping_in
from plandugnad.worksheets.own_words.saving import save_words
from tests.cast import EVERYBODY, Cast
from tests.regions.test_at_the_same_time import at_once

pytestmark = pytest.mark.django_db
PROMPT, TITLE, LINES = "blocks.demanding.prompt", "title", "blocks.demanding.suggestions"
COAST = {"nb": "Hva sliter vi med på kysten?"}


def client_of(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast.person(who))
    return client


def at(cast: Cast, what: str = "tilpass", kind: str = "purpose") -> str:
    return f"/samarbeid/{cast.ytre_fjord.id}/arbeidsark/{kind}/{what}/"


def sent(path: str, **words: str) -> dict[str, str]:
    return {f"{path}:{language}": words.get(language, "") for language in ("nb", "nn", "en")}


def test_only_those_who_coordinate_adapt_and_the_rest_read_who_did(cast: Cast) -> None:
    save_words(cast.actor("Kåre").by, cast.ytre_fjord, "purpose", {PROMPT: COAST}, 0)
    allowed = {who for who in EVERYBODY if client_of(cast, who).get(at(cast)).status_code == 200}
    assert allowed == {"Kåre"}
    for who in set(EVERYBODY) - allowed:
        answer = client_of(cast, who).post(at(cast), {"do": "guide_all", **sent(PROMPT, nb="Stjålet")})
        assert answer.status_code == 404, who
    assert OwnDefinition.objects.get().words == {PROMPT: COAST}
    path = client_of(cast, "Ingrid").get(f"/samarbeid/{cast.ytre_fjord.id}/arbeidsark/").content.decode()
    assert "Tilpasset av Kåre Eksempel" in path
    assert "Tilpass arbeidsarket" not in path


def test_new_sheets_and_empty_forms_have_own_words_and_those_begun_keep_theirs(cast: Cast) -> None:
    kare, ingrid = client_of(cast, "Kåre"), client_of(cast, "Ingrid")
    ingrid.post(at(cast, "begynn"))
    words = sent(PROMPT, nb=COAST["nb"]) | sent(TITLE, nb="Kystens formål") | sent(LINES, nb="Gamle kart\nFor få folk")
    assert kare.post(at(cast), {"do": "save", "version": "0", **words}).status_code == 302
    ingrid.post(at(cast, "begynn"))
    before, after = Sheet.objects.order_by("made_at")
    assert before.name == "Vårt formål"
    assert COAST["nb"] not in str(before.definition)
    assert after.name == "Kystens formål"
    assert COAST["nb"] in str(after.definition)
    assert "Gamle kart" in str(after.definition)
    form = ingrid.get(at(cast, "tomt-skjema/docx"))
    document = io.BytesIO(form.getvalue())
    assert "sliter vi med på kysten" in _text_of(document)
    event = AuditEvent.objects.get(verb="own_words.saved")
    assert isinstance(event.after, dict)
    assert set(event.after["words"]) == {PROMPT, TITLE, LINES}


def _text_of(document: io.BytesIO) -> str:
    return ZipFile(document).read("word/document.xml").decode()


def test_two_who_save_at_once_lose_nothing_and_the_second_is_told(cast: Cast) -> None:
    """Different fields are put together. In the same field, hers is shown with what the other saved beside it."""
    kare = client_of(cast, "Kåre")
    save_words(cast.actor("Marit").by, cast.ytre_fjord, "purpose", {PROMPT: COAST, TITLE: {"nb": "Kystens mål"}}, 0)
    other = kare.post(at(cast), {"version": "0", **sent("why", nb="For kysten")}, follow=True).content.decode()
    assert "Mens du skrev, endret Marit Eksempel «Ledetekst» i «Hva er krevende hos oss i dag?»" in other
    assert set(OwnDefinition.objects.get().words) == {PROMPT, TITLE, "why"}
    clash = kare.post(at(cast), {"version": "0", **sent(PROMPT, nb="Hva er tungt?"), **sent("why", nb="For alle")})
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Marit Eksempel har lagret dette mens du skrev: «Hva sliter vi med på kysten?»" in page
    assert "Hva er tungt?" in page
    assert OwnDefinition.objects.get().words[PROMPT] == COAST
    shown = re.search(r'name="version" value="(\d+)"', page)
    assert shown
    kare.post(at(cast), {"version": shown[1], **sent(PROMPT, nb="Hva er tungt?")})
    assert OwnDefinition.objects.get().words[PROMPT] == {"nb": "Hva er tungt?"}


@pytest.mark.django_db(transaction=True)
def test_two_first_changes_at_the_same_moment_are_both_kept(cast: Cast) -> None:
    by, place = cast.actor("Kåre").by, cast.ytre_fjord
    at_once(
        lambda: save_words(by, place, "purpose", {PROMPT: COAST}, 0),
        lambda: save_words(by, place, "purpose", {TITLE: {"nb": "Kystens mål"}}, 0),
    )
    own = OwnDefinition.objects.get()
    assert (set(own.words), own.version) == ({PROMPT, TITLE}, 2)


def test_a_change_is_undone_where_nobody_has_changed_it_since(cast: Cast) -> None:
    kare, by, place = client_of(cast, "Kåre"), cast.actor("Kåre").by, cast.ytre_fjord
    save_words(by, place, "purpose", {PROMPT: COAST, TITLE: {"nb": "Kystens mål"}}, 0)
    first = AuditEvent.objects.get(verb="own_words.saved")
    save_words(by, place, "purpose", {TITLE: {"nb": "Øyenes mål"}}, 1)
    for asked in ({"undo": str(first.id)}, {"do": "guide_all"}):
        kept = kare.post(at(cast), {**asked, **sent("why", nb="Ikke lagret"), **sent(TITLE, nb="Øyenes mål")})
        assert kept.status_code == 409
        assert "Du har endret 1 felt som ikke er lagret." in kept.content.decode()
        assert "Ikke lagret</textarea>" in kept.content.decode()
    assert OwnDefinition.objects.get().version == 2
    page = kare.post(at(cast), {"undo": str(first.id), **sent(TITLE, nb="Øyenes mål")}, follow=True).content.decode()
    assert OwnDefinition.objects.get().words == {TITLE: {"nb": "Øyenes mål"}}
    assert "Dette er endret på nytt siden, og står som det er: «Tittel»" in page
    assert "ikke noe å angre" in kare.post(at(cast), {"undo": str(first.id)}, follow=True).content.decode()
    kare.post(at(cast), {"do": "guide_all"})
    assert mapping_in(place, "purpose") == mapping_in(cast.fjordvik, "purpose")


def test_preview_and_the_guides_words_save_nothing_and_errors_keep_what_was_typed(cast: Cast) -> None:
    kare = client_of(cast, "Kåre")
    shown = kare.post(at(cast), {"do": "preview", **sent(PROMPT, nb=COAST["nb"])}).content.decode()
    assert "Slik blir det tomme arket" in shown
    assert shown.count(COAST["nb"]) == 2
    assert "1 endret og ikke lagret ennå" in shown
    given = kare.post(at(cast), {"guide": PROMPT, **sent(PROMPT, nb=COAST["nb"]), **sent("why", nb="For oss")})
    assert COAST["nb"] not in given.content.decode()
    assert "For oss" in given.content.decode()
    wrong = kare.post(at(cast), {"do": "save", **sent(TITLE, nb="M" * 200), **sent("why", nb="For oss")})
    assert wrong.status_code == 422
    assert "Bokmål har 200 tegn, og det er plass til 120. Kort ned med 80." in wrong.content.decode()
    assert "M" * 200 in wrong.content.decode()
    assert not OwnDefinition.objects.exclude(words={}).exists()


def test_words_a_release_left_behind_are_shown_and_taken_away_by_hand_alone(cast: Cast) -> None:
    kare, by = client_of(cast, "Kåre"), cast.actor("Kåre").by
    kept: dict[str, Any] = {"blocks.gone.prompt": {"nb": "Et gammelt spørsmål"}}
    save_words(by, cast.ytre_fjord, "purpose", kept, 0)
    kare.post(at(cast), {"do": "save", "version": "1", **sent("why", nb="For oss")})
    assert "Et gammelt spørsmål" in kare.get(at(cast)).content.decode()
    kare.post(at(cast), {"do": "guide_all"})
    assert OwnDefinition.objects.get().words == kept
    kare.post(at(cast), {"forget": "blocks.gone.prompt", "version": "3"})
    assert OwnDefinition.objects.get().words == {}


def test_who_is_erased_is_no_longer_named(cast: Cast) -> None:
    save_words(cast.actor("Kåre").by, cast.ytre_fjord, "purpose", {PROMPT: COAST}, 0)
    erase_person(cast.actor("Anna").by, cast.person("Kåre"))
    path = client_of(cast, "Ingrid").get(f"/samarbeid/{cast.ytre_fjord.id}/arbeidsark/").content.decode()
    assert "Kåre Eksempel" not in path
    assert AuditEvent.objects.filter(by_name="Kåre Eksempel").count() == 0
