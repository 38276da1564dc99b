"""A sheet as headings, lists and forms, for those who write without the drawing: the same rules, and nothing lost."""

import re
from typing import Any

import pytest
from django.test import Client

from plandugnad.engines.sheet.projection import project
from plandugnad.worksheets.actions import begin_sheet, document_for, move_phase, set_lock
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import Document, Phase, Sheet, Update
from plandugnad.worksheets.store import edit, open_document
from tests.cast import Cast
from tests.worksheets.making import begin
from tests.worksheets.test_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(cast: Cast) -> Document:
    return document_for(begin(cast, "share", "prioritise", "agree"), None)


def at(document: Document, *path: str) -> str:
    return "/".join((f"/arbeidsark/dokument/{document.id}/disposisjon", *path, ""))


def outline(client: Client, sheet: Sheet) -> str:
    return client.get(f"/arbeidsark/{sheet.id}/disposisjon/").content.decode()


def rows(document: Document, block: str) -> Any:
    document.refresh_from_db()
    return project(open_document(document))[block]


def card(cast: Cast, document: Document, words: str, id: str = "card-00000000") -> str:
    edit(cast.actor("Ingrid"), document.id, lambda editing: editing.add("hard", "cards", id, {"text": words}))
    return at(document, "hard", "cards", id, "endre")


def form_of(client: Client, address: str) -> dict[str, Any]:
    """What a browser sends of the form as it is shown."""
    form = client.get(address).context["form"]
    sent: dict[str, Any] = {}
    for field in form:
        shown = field.value()
        if not isinstance(shown, bool):
            sent[field.html_name] = shown or ""
        elif shown:
            sent[field.html_name] = "on"
        if field.field.show_hidden_initial:
            sent[f"initial-{field.html_name}"] = shown if isinstance(shown, list) else str(shown)
    return sent


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_each_kind_of_thing_is_added_and_read_back_and_goes_out_as_an_ordinary_update(
    cast: Cast, shared: Document
) -> None:
    ingrid, goal = signed_in(cast, "Ingrid"), next(iter(rows(shared, "goals").rows)).id
    ingrid.post(at(shared, "hard", "clusters", "ny"), {"name": "Folk"})
    cluster = rows(shared, "hard").clusters[0].id
    ingrid.post(at(shared, "hard", "cards", "ny"), {"text": "Vi er for få", "cluster": cluster})
    ingrid.post(at(shared, "goals", "rows", "ny"), {"goal": "Felles maler", "due": "2027-05-01"})
    ingrid.post(at(shared, "todo", "tasks", "ny"), {"text": "Ring", "owner": "lyngmo kommune", "done": "on"})
    ingrid.post(at(shared, "map", "places", "ny") + f"?ref={goal}", {"x": "80", "y": "30"})
    ingrid.post(at(shared, "course", "steps", "ny"), {"name": "Oppstartsmøte", "stage": "start", "decision": "on"})
    ingrid.post(at(shared, "course", "steps", "ny"), {"name": "Vedtak", "stage": "end"})
    steps = [one.id for one in rows(shared, "course").steps]
    ingrid.post(at(shared, "course", "arrows", "ny"), {"from": steps[0], "to": steps[1], "label": "ved ja"})
    ingrid.post(at(shared, "purpose", "tekst"), {"text": "# Formål\n\nVi **deler**", "was": ""})
    page = text_of(outline(ingrid, shared.sheet))
    for said in (
        "Folk",
        "Vi er for få",
        "Felles maler 1.5.2027",
        "høy (80 %)",
        "lav (30 %)",
        "Oppstartsmøte",
        "Vedtak (ved ja)",
        "Formål Vi deler",
    ):
        assert said in page, said
    assert rows(shared, "hard").cards[0].cluster == cluster
    assert Update.objects.filter(document=shared, person=cast.person("Ingrid")).count() == 9
    assert [one.seq for one in Update.objects.filter(document=shared).order_by("seq")] == list(range(1, shared.seq + 1))


def test_an_organisation_is_named_as_the_register_does_and_others_as_they_are_written(
    cast: Cast, shared: Document
) -> None:
    ingrid = signed_in(cast, "Ingrid")
    for owner in (cast.lyngmo.name.upper(), "Velforeningen"):
        ingrid.post(at(shared, "todo", "tasks", "ny"), {"text": "Ring", "owner": owner})
    first, second = rows(shared, "todo").tasks
    assert (first.owner.kind, first.owner.id) == ("organisation", str(cast.lyngmo.id))
    assert (second.owner.kind, second.owner.name) == ("free", "Velforeningen")


def test_only_what_she_changed_is_saved_and_what_others_changed_beside_it_is_kept(cast: Cast, shared: Document) -> None:
    ingrid = signed_in(cast, "Ingrid")
    goal = rows(shared, "goals").rows[0].id
    address = at(shared, "goals", "rows", goal, "endre")
    sent = form_of(ingrid, address)
    signed_in(cast, "Marit").post(address, form_of(ingrid, address) | {"due": "2027-06-01"})
    assert ingrid.post(address, sent | {"goal": "Et sterkt fagmiljø"}).status_code == 302
    cells = rows(shared, "goals").rows[0].cells
    assert (cells["goal"], str(cells["due"])) == ("Et sterkt fagmiljø", "2027-06-01")


def test_where_two_changed_the_same_she_is_shown_both_and_chooses(cast: Cast, shared: Document) -> None:
    ingrid, address = signed_in(cast, "Ingrid"), card(cast, shared, "Vi er få")
    sent = form_of(ingrid, address)
    signed_in(cast, "Marit").post(address, form_of(ingrid, address) | {"text": "Vi er bare to"})
    answer = ingrid.post(address, sent | {"text": "Vi er altfor få"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nå står det «Vi er bare to»" in page
    assert "Vi er altfor få</textarea>" in page
    assert rows(shared, "hard").cards[0].text == "Vi er bare to"
    again = sent | {"text": "Vi er altfor få", "initial-text": "Vi er bare to"}
    assert ingrid.post(address, again).status_code == 302
    assert rows(shared, "hard").cards[0].text == "Vi er altfor få"


def test_a_text_two_wrote_in_is_shown_as_it_stands_beside_what_she_typed(cast: Cast, shared: Document) -> None:
    ingrid, marit, address = signed_in(cast, "Ingrid"), signed_in(cast, "Marit"), at(shared, "purpose", "tekst")
    ingrid.post(address, {"text": "Vi deler", "was": ""})
    marit.post(address, {"text": "Vi deler alt", "was": "Vi deler"})
    answer = ingrid.post(address, {"text": "Vi deler mye", "was": "Vi deler"})
    assert answer.status_code == 422
    assert answer.context["others"] == "Vi deler alt"
    assert "Vi deler mye</textarea>" in answer.content.decode()
    assert 'name="was" value="Vi deler alt"' in answer.content.decode()


def test_what_was_typed_in_something_that_is_gone_can_be_added_anew(cast: Cast, shared: Document) -> None:
    ingrid, address = signed_in(cast, "Ingrid"), card(cast, shared, "Vi er få")
    sent = form_of(ingrid, address)
    signed_in(cast, "Marit").post(address.replace("endre", "ta-bort"))
    answer = ingrid.post(address, sent | {"text": "Skrevet lenge"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Skrevet lenge</textarea>" in page
    assert f'action="{at(shared, "hard", "cards", "ny")}"' in page
    assert ingrid.get(address, follow=True).redirect_chain


def test_what_is_taken_away_comes_back_in_its_place_with_all_that_is_said_of_it(cast: Cast, shared: Document) -> None:
    ingrid = signed_in(cast, "Ingrid")
    for number, words in enumerate(("en", "to", "tre")):
        card(cast, shared, words, f"card-0000000{number}")
    answer = ingrid.post(at(shared, "hard", "cards", "card-00000001", "ta-bort"), follow=True)
    assert "«to» er tatt bort." in answer.content.decode()
    undo = re.search(r'action="(/arbeidsark/[^"]+/angre/\d+/)"', answer.content.decode())
    assert undo
    assert [one.text for one in rows(shared, "hard").cards] == ["en", "tre"]
    card(cast, shared, "fire", "card-00000004")
    ingrid.post(undo[1])
    assert [one.text for one in rows(shared, "hard").cards] == ["en", "to", "tre", "fire"]
    assert "på samme plass" in ingrid.post(undo[1], follow=True).content.decode()


def test_a_card_is_moved_among_those_in_its_group(cast: Cast, shared: Document) -> None:
    ingrid = signed_in(cast, "Ingrid")
    for number, words in enumerate(("en", "to", "tre")):
        card(cast, shared, words, f"card-0000000{number}")
    answer = ingrid.post(at(shared, "hard", "cards", "card-00000002", "flytt"), {"do": "up"}, follow=True)
    assert "Flyttet til plass 2 av 3" in answer.content.decode()
    ingrid.post(at(shared, "hard", "cards", "card-00000000", "flytt"), {"do": "down"})
    assert [one.text for one in rows(shared, "hard").cards] == ["tre", "en", "to"]
    assert ingrid.post(at(shared, "hard", "cards", "card-00000000", "flytt"), {"do": "away"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "sent", "field", "said"),
    [
        (("goals", "rows"), {"goal": "Mål", "due": "30.02.2027"}, "due", "Datoen finnes ikke"),
        (("goals", "rows"), {"goal": "x" * 2001}, "goal", "lengre enn 2000 tegn"),
        (("goals", "rows"), {"goal": "a\x07b"}, "goal", "usynlige tegn"),
        (("hard", "cards"), {"text": " \t"}, "text", "Skriv noe her først"),
        (("hard", "cards"), {"text": ""}, "text", "Skriv noe her først"),
        (("hard", "clusters"), {"name": ""}, "name", "Skriv noe her først"),
        (("course", "steps"), {"name": "Steg", "lane": "borte"}, "lane", "ikke her lenger"),
        (("course", "arrows"), {"from": "", "to": ""}, "from", "Velg begge stegene"),
        (("todo", "tasks"), {"text": "Ring", "owner": "x" * 201}, "owner", "200"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_with_all_that_was_typed(
    cast: Cast, shared: Document, path: tuple[str, str], sent: dict[str, str], field: str, said: str
) -> None:
    before = shared.seq
    answer = signed_in(cast, "Ingrid").post(at(shared, *path, "ny"), sent)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert said in str(form.errors[field]), form.errors
    assert all(form[name].value() == typed for name, typed in sent.items())
    shared.refresh_from_db()
    assert shared.seq == before


def test_a_thing_is_placed_on_both_axes_by_whole_numbers(cast: Cast, shared: Document) -> None:
    ingrid, goal = signed_in(cast, "Ingrid"), rows(shared, "goals").rows[0].id
    address = at(shared, "map", "places", "ny") + f"?ref={goal}"
    for sent in ({"x": "80"}, {"x": "101", "y": "1"}, {"x": "½", "y": "1"}, {}):
        assert ingrid.post(address, sent).status_code == 422, sent
    assert (
        ingrid.post(at(shared, "map", "places", "ny") + "?ref=card-99999999", {"x": "1", "y": "1"}).status_code == 404
    )


def test_a_part_that_is_locked_is_read_and_what_was_typed_in_it_is_given_back(cast: Cast, shared: Document) -> None:
    ingrid, address = signed_in(cast, "Ingrid"), card(cast, shared, "Vi er få")
    sent = form_of(ingrid, address)
    set_lock(cast.actor("Kåre").by, shared.sheet_id, "hard", is_locked=True)
    page = outline(ingrid, shared.sheet)
    assert "Møtelederen har låst denne delen" in page
    assert address not in page
    assert "Du kan ikke skrive i denne delen nå" in ingrid.get(address, follow=True).content.decode()
    answer = ingrid.post(address, sent | {"text": "For sent"})
    assert (answer.status_code, "For sent</textarea>" in answer.content.decode()) == (422, True)
    assert "Du kan ikke skrive i «Hva er krevende» nå" in answer.content.decode()
    for act in ("ta-bort", "flytt"):
        ingrid.post(address.replace("endre", act), {"do": "up"})
    assert [one.text for one in rows(shared, "hard").cards] == ["Vi er få"]


def test_in_the_individual_phase_each_writes_in_her_own_and_finds_no_others(cast: Cast) -> None:
    sheet = begin(cast)
    own = document_for(sheet, cast.fjordvik)
    ingrid, marit = signed_in(cast, "Ingrid"), signed_in(cast, "Marit")
    back = ingrid.post(at(own, "hard", "cards", "ny"), {"text": "Bare vår"})
    assert f"for={cast.fjordvik.id}" in back.headers["Location"]
    assert "Bare vår" in outline(ingrid, sheet)
    assert "Bare vår" not in outline(marit, sheet)
    for who in ("Marit", "Kåre", "Even"):
        assert signed_in(cast, who).post(at(own, "hard", "cards", "ny"), {"text": "Hei"}).status_code == 404, who
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.SHARE, sheet.version)
    late = ingrid.post(at(own, "hard", "cards", "ny"), {"text": "For sent"})
    assert (late.status_code, "For sent</textarea>" in late.content.decode()) == (422, True)


def test_both_faces_say_that_a_practice_is_shown_with_the_name_of_the_municipality(cast: Cast) -> None:
    sheet = begin_sheet(
        cast.actor("Kåre").by, cast.ytre_fjord, "common_process", mapping_of("common_process"), "Løp", "nb"
    )
    ingrid = signed_in(cast, "Ingrid")
    for address in (f"/arbeidsark/{sheet.id}/", f"/arbeidsark/{sheet.id}/disposisjon/"):
        assert "ser de andre medlemmene løpet deres med navnet Fjordvik" in ingrid.get(address).content.decode()


def test_where_nothing_can_be_written_it_is_said_once(cast: Cast) -> None:
    sheet = begin_sheet(cast.actor("Kåre").by, cast.ytre_fjord, "rules", mapping_of("rules"), "Regler", "nb")
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.ADOPT, sheet.version)
    said = outline(signed_in(cast, "Ingrid"), sheet)
    assert said.count("Her kan du lese, men ikke skrive nå") == 1


@pytest.mark.parametrize("who", ["Even", "Anna", "Lars", "Nina"])
def test_a_stranger_neither_reads_nor_writes(cast: Cast, shared: Document, who: str) -> None:
    client, address = signed_in(cast, who), card(cast, shared, "Vi er få")
    assert client.get(f"/arbeidsark/{shared.sheet_id}/disposisjon/").status_code == 404
    for path in (
        address,
        at(shared, "purpose", "tekst"),
        at(shared, "hard", "cards", "ny"),
        at(shared, "hard", "stemmer"),
    ):
        assert (client.get(path).status_code, client.post(path, {"text": "x"}).status_code) == (404, 404), path


@pytest.mark.parametrize(
    "path",
    [
        ("hard", "rows", "ny"),
        ("nothing", "cards", "ny"),
        ("purpose", "cards", "ny"),
        ("adopt", "cards", "ny"),
        ("hard", "tekst"),
        ("goals", "stemmer"),
        ("hard", "cards", "kort", "endre"),
    ],
)
def test_what_the_sheet_does_not_have_is_not_found(cast: Cast, shared: Document, path: tuple[str, ...]) -> None:
    ingrid = signed_in(cast, "Ingrid")
    assert (ingrid.get(at(shared, *path)).status_code, ingrid.post(at(shared, *path)).status_code) == (404, 404)


def test_votes_are_given_by_a_form_within_the_budget(cast: Cast, shared: Document) -> None:
    ingrid, address = signed_in(cast, "Ingrid"), at(shared, "hard", "stemmer")
    for number in (0, 1):
        card(cast, shared, f"kort {number}", f"card-0000000{number}")
    assert "Avstemningen er ikke åpen nå" in ingrid.get(address, follow=True).content.decode()
    move_phase(cast.actor("Kåre").by, shared.sheet_id, Phase.PRIORITISE, shared.sheet.version)
    assert ingrid.post(address, {"card-00000000": "3", "card-00000001": "0"}).status_code == 302
    refused = ingrid.post(address, {"card-00000000": "2", "card-00000001": "2"})
    assert (refused.status_code, "1 stemme igjen" in refused.content.decode()) == (422, True)
    assert ingrid.post(address, {"card-00000000": "1", "card-00000001": "2"}).status_code == 302
    page = text_of(outline(ingrid, shared.sheet))
    assert "kort 0 (dine stemmer: 1)" in page
    assert "kort 1 (dine stemmer: 2)" in page


def test_the_two_faces_lead_to_each_other_also_without_scripts(cast: Cast, shared: Document) -> None:
    ingrid, sheet = signed_in(cast, "Ingrid"), shared.sheet
    live = ingrid.get(f"/arbeidsark/{sheet.id}/").content.decode()
    noscript = re.search(r"<noscript>.*?</noscript>", live, re.DOTALL)
    assert noscript
    assert f"/arbeidsark/{sheet.id}/disposisjon/" in noscript[0]
    assert f'href="/arbeidsark/{sheet.id}/"' in outline(ingrid, sheet)
