"""Own words and the guide's put together, also after a release that has changed the guide."""

from typing import Any

import pytest
from django.http import QueryDict

from plandugnad.engines.sheet.blocks import CardsBlock, TableBlock
from plandugnad.engines.sheet.definitions import read_definition
from plandugnad.worksheets.definitions import every_definition, mapping_of
from plandugnad.worksheets.own_words.composing import compose
from plandugnad.worksheets.own_words.places import Holds, places_of
from plandugnad.worksheets.own_words.typed import Typed, raw_of, read_page

PURPOSE = mapping_of("purpose")


def typed(kind: str, **sent: str) -> Typed:
    """What a page sends where all stands as in the guide, but for what is named: dots and colons as in its fields."""
    post = QueryDict(mutable=True)
    places = places_of(mapping_of(kind))
    for path, place in places.items():
        raw = raw_of(place, None)
        if place.holds is not Holds.ROWS:
            post.update({f"{path}:{one}": text for one, text in raw.items()})
            continue
        post[f"{path}:count"] = str(len(raw))
        for number, row in enumerate(raw):
            for column, value in row.items():
                name = f"{path}:{number}:{column}"
                if isinstance(value, dict):
                    post.update({f"{name}:{one}": text for one, text in value.items()})
                else:
                    post.setlist(name, value if isinstance(value, list) else [value])
    for name, text in sent.items():
        post[name] = text
    return read_page(post, places.values())


@pytest.mark.parametrize("kind", [one.id for one in every_definition()])
def test_a_page_that_is_sent_as_it_was_shown_says_nothing_of_its_own(kind: str) -> None:
    read = typed(kind)
    assert read.errors == {}
    assert {path: value for path, value in read.words.items() if value is not None} == {}
    assert compose(mapping_of(kind), {}).mapping == mapping_of(kind)


def test_only_the_language_that_says_something_else_is_kept() -> None:
    read = typed("purpose", **{"blocks.achieve.prompt:nb": "  Hva vil kysten\nha til? ", "title:en": ""})
    assert read.words["blocks.achieve.prompt"] == {"nb": "Hva vil kysten ha til?"}
    assert read.words["title"] is None
    made = read_definition(compose(PURPOSE, {"blocks.achieve.prompt": {"nb": "Hva vil kysten ha til?"}}).mapping, "x")
    achieve = made.block("achieve")
    assert achieve is not None
    assert achieve.prompt is not None
    assert achieve.prompt.nb == "Hva vil kysten ha til?"
    assert achieve.prompt.nn == PURPOSE["blocks"][1]["prompt"]["nn"]


def test_suggestions_are_a_line_each_and_said_as_they_are_where_a_language_lacks() -> None:
    path = "blocks.demanding.suggestions"
    read = typed("purpose", **{f"{path}:nb": "Kartene er gamle\n\nVi er for få"})
    assert read.words[path] == [{"nb": "Kartene er gamle"}, {"nb": "Vi er for få"}]
    made = compose(PURPOSE, {path: read.words[path]}).mapping
    block = read_definition(made, "x").block("demanding")
    assert isinstance(block, CardsBlock)
    assert [str(getattr(one["text"], "nn", "")) for one in block.suggestions] == ["Kartene er gamle", "Vi er for få"]


def test_the_suggestions_of_a_table_can_be_fewer_other_or_none() -> None:
    path = "blocks.arenas.suggestions"
    read = typed("meetings", **{f"{path}:0:away": "on", f"{path}:1:length": "45,5", f"{path}:1:arena:nb": "Kaffeprat"})
    rows = read.words[path]
    assert (len(rows), rows[0]["length"], rows[0]["arena"]["nb"]) == (5, 45.5, "Kaffeprat")
    block = read_definition(compose(mapping_of("meetings"), {path: rows}).mapping, "x").block("arenas")
    assert isinstance(block, TableBlock)
    assert len(block.suggestions) == 5
    emptied = compose(mapping_of("meetings"), {path: []})
    none = read_definition(emptied.mapping, "x").block("arenas")
    assert isinstance(none, TableBlock)
    assert none.suggestions == ()


WRONG = [
    ("purpose", {"title:nb": "M" * 121}, "title", "Bokmål har 121 tegn, og det er plass til 120. Kort ned med ett."),
    ("purpose", {"prepare:nn": "Éi linje"}, "prepare", "Linjene skal høre sammen to og to: bokmål 3, nynorsk 1"),
    ("purpose", {"blocks.demanding.suggestions:nb": "A\n" * 41}, "blocks.demanding.suggestions", "Det er 41 forslag"),
    (
        "purpose",
        {"blocks.demanding.suggestions:nb": "A\n" + "B" * 301},
        "blocks.demanding.suggestions",
        "Linje 2 på bokmål har 301 tegn",
    ),
    (
        "meetings",
        {"blocks.arenas.suggestions:2:length": "en time"},
        "blocks.arenas.suggestions",
        "Rad 3 har «en time» der det skal være et tall",
    ),
]


@pytest.mark.parametrize(("kind", "sent", "path", "said"), WRONG)
def test_what_is_wrong_is_said_at_the_field_with_how_to_mend_it(
    kind: str, sent: dict[str, str], path: str, said: str
) -> None:
    read = typed(kind, **sent)
    assert list(read.errors) == [path]
    assert read.errors[path].startswith(said)


def test_what_can_be_neither_seen_nor_kept_is_left_out_and_other_fields_are_not_taken_in() -> None:
    read = typed("purpose", **{"why:nb": "Kyst\x00en\u2028vår", "blocks.goals.columns.goal.id:nb": "aim", "id:nb": "x"})
    assert read.words["why"] == {"nb": "Kysten vår"}
    assert not {"id", "blocks.goals.columns.goal.id"} & set(read.words)


def test_words_that_a_release_has_no_place_for_are_kept_aside_and_the_rest_still_count() -> None:
    words: dict[str, Any] = {
        "title": {"nb": "Kystens formål"},
        "blocks.gone.prompt": {"nb": "Hva var det?"},
        "blocks.goals.suggestions": [{"principle": "no_longer"}],
    }
    made = compose(PURPOSE, words)
    assert made.mapping["title"]["nb"] == "Kystens formål"
    assert made.homeless == ["blocks.gone.prompt"]
    assert made.unfit == ["blocks.goals.suggestions"]
