"""The parts of a worksheet's browser that reckon, run by node and held against the engine that judges them."""

import json
import re
import subprocess
from dataclasses import asdict
from random import Random
from typing import Any

import pytest

from plandugnad.engines.sheet.blocks import TableBlock
from plandugnad.engines.sheet.ordering import LONGEST, between, is_key, spread
from plandugnad.engines.sheet.reckoning import hours_a_year
from plandugnad.engines.sheet.rows import TableRow, TableRows
from plandugnad.engines.sheet.schema import ticked
from plandugnad.worksheets.definitions import definition_named
from plandugnad.worksheets.island_words import island_words
from tests.npm import ROOT, node_and_npm

ISLAND = ROOT / "islands" / "work-sheet"
NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def reckoned(module: str, expression: str, given: Any) -> Any:
    """What `expression` gives of each of `given`, which it calls `one`."""
    node, _ = node_and_npm()
    said = subprocess.run([node, "-p", "process.features.typescript"], capture_output=True, text=True, check=False)
    if said.stdout.strip() != "strip":
        pytest.skip("this Node cannot read TypeScript by itself")
    script = f"""
        const all = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
        const give = (it) => (one) => {{ try {{ return {expression}; }} catch {{ return null; }} }};
        import({json.dumps(str(ISLAND / module))}).then((it) => console.log(JSON.stringify(all.map(give(it)))));
    """
    ran = subprocess.run([node, "-e", script], input=json.dumps(given), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def places(number: int) -> list[tuple[str, str]]:
    """Neighbours in lists that have been inserted in again and again, at all kinds of places."""
    chance, found = Random(7), [("", "")]
    keys = spread(4)
    for turn in range(number):
        at = chance.choice([0, len(keys), chance.randrange(len(keys) + 1)])
        left, right = keys[at - 1] if at else "", keys[at] if at < len(keys) else ""
        found.append((left, right))
        made = between(left, right, f"item{turn}" if turn % 3 else "")
        if len(made) < LONGEST - 10:
            keys.insert(at, made)
    return found


def test_the_browser_puts_an_item_where_the_engine_would() -> None:
    asked = places(400)
    assert reckoned("model/ordering.ts", "it.between(...one)", asked) == [between(*one) for one in asked]
    numbers = [0, 1, 2, 29, 30, 31, 700, 5000]
    assert reckoned("model/ordering.ts", "it.spread(one)", numbers) == [spread(one) for one in numbers]


def test_two_who_insert_at_the_same_place_do_not_get_the_same_key() -> None:
    chance, asked = Random(3), sorted(set(places(60)))
    ids = ["".join(chance.choices(NAMES, k=32)) for _ in range(3)]
    keys = reckoned("model/ordering.ts", "it.between(...one)", [[*one, id] for one in asked for id in ids])
    assert all(len(set(keys[at : at + 3])) == 3 for at in range(0, len(keys), 3))


def test_many_keys_with_salt_stand_in_their_order() -> None:
    asked = [[left, right, f"{n:032x}"] for n, (left, right) in enumerate(places(400))]
    keys = reckoned("model/ordering.ts", "it.between(...one)", asked)
    assert all(is_key(key) for key in keys)
    assert all(left < key and (not right or key < right) for (left, right, _), key in zip(asked, keys, strict=True))


def test_where_there_is_no_room_the_browser_says_so_as_the_engine_does() -> None:
    assert reckoned("model/ordering.ts", "it.between(...one)", [["V", "V"], ["b", "a"]]) == [None, None]
    odd = ["", "0", "V0", "V", "ø", "a" * LONGEST, "a" * (LONGEST + 1), None, 7]
    assert reckoned("model/ordering.ts", "it.isKey(one)", odd) == [is_key(one) for one in odd]


def test_what_is_written_in_a_field_is_the_least_that_differs() -> None:
    asked: list[list[Any]] = [
        ["Vi er få", "Vi er for få", 10], ["aa", "aaa", 1], ["brøyte", "brøyt"], ["", "hei"], ["hei", ""],
        ["likt", "likt"], ["før 🌱 etter", "før 🌲 etter"], ["🌱", "🌱🌱"], ["Åse", "Åsa"], ["abcabc", "abc"],
    ]  # fmt: skip
    edits = reckoned("model/difference.ts", "it.difference(...one)", asked)
    assert edits[0] == {"start": 6, "end": 6, "text": "for "}
    assert edits[1] == {"start": 0, "end": 0, "text": "a"}
    assert edits[5] is None
    for (before, after, *_), edit in zip(asked, edits, strict=True):
        if edit is None:
            assert before == after
            continue
        units = before.encode("utf-16-le")
        head, tail = units[: 2 * edit["start"]], units[2 * edit["end"] :]
        head.decode("utf-16-le")  # raises where a sign of two units would be parted
        tail.decode("utf-16-le")
        assert (head + edit["text"].encode("utf-16-le") + tail).decode("utf-16-le") == after


def test_the_caret_stays_with_the_words_it_stood_in() -> None:
    deltas = [
        [5, [{"retain": 2}, {"insert": "xx"}]], [5, [{"retain": 5}, {"insert": "xx"}]], [5, [{"delete": 3}]],
        [5, [{"retain": 4}, {"delete": 9}]], [0, [{"insert": "x"}]],
    ]  # fmt: skip
    assert reckoned("model/difference.ts", "it.moved(...one)", deltas) == [7, 5, 2, 4, 0]


def test_the_browser_reckons_the_hours_of_meetings_as_the_engine_does() -> None:
    definition = definition_named("meetings")
    assert definition is not None
    block = definition.block("arenas")
    assert isinstance(block, TableBlock)
    assert block.hours is not None
    chance, often, who = Random(5), [one.id for one in block.columns[3].choices], block.columns[2].choices
    asked, expected = [], []
    for _ in range(40):
        rows = [
            {"length": chance.choice([None, 0, -5, 20, 90, 12.5]), "how_often": chance.choice([None, "gone", *often])}
            | {ticked("who", one.id): chance.choice([True, False]) for one in who}
            for _ in range(chance.randrange(5))
        ]
        cells = [
            {
                "length": None if one["length"] is None else float(one["length"]),
                "how_often": one["how_often"],
                "who": tuple(each.id for each in who if one[ticked("who", each.id)]),
            }
            for one in rows
        ]
        spent = hours_a_year(block, TableRows(tuple(TableRow(str(n), one) for n, one in enumerate(cells))))
        columns = [
            {
                "id": one.id,
                "choices": [{"id": each.id, "title": each.id, "counts": each.counts} for each in one.choices],
            }
            for one in block.columns
        ]
        asked.append([{"columns": columns, "hours": asdict(block.hours)}, rows])
        expected.append([{"who": one, "hours": pytest.approx(hours)} for one, hours in spent.items()])
    rows_of = "{ids: () => Object.keys(one[1]), value: (id, name) => one[1][id][name] ?? null}"
    assert reckoned("model/hours.ts", f"it.hoursAYear(one[0], {rows_of})", asked) == expected
    assert any(expected)


def test_places_in_words_and_on_the_drawing_are_the_same() -> None:
    steps = list(range(5))
    assert reckoned("model/placing.ts", "it.stepOf(it.shareOf(one))", steps) == steps
    rings = {"rings": [{"id": "inner"}, {"id": "middle"}, {"id": "outer"}]}
    asked = [[rings, {"ring": ring, "turn": turn}] for ring in ("inner", "middle", "outer") for turn in (0, 0.3, 0.875)]
    back = reckoned("model/placing.ts", "it.placeAt(one[0], it.pointOf(...one))", asked)
    assert back == [place for _, place in asked]
    assert reckoned("model/placing.ts", "it.placeAt(one, {left: 2, top: -1})", [{}]) == [{"x": 1, "y": 1}]


def test_every_word_the_island_says_is_given_and_no_other() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in ISLAND.rglob("*.ts"))
    given = island_words()
    said = set(re.findall(r"""(?:word|empty)\(\s*"([a-z_]+)\"""", source))
    assert {"undo", "add_row", "empty_table"} <= said  # the search itself finds something
    assert said - given.keys() == set()
    named = {key for key in given if re.search(rf"""["`]{key}["`]""", source)}
    pressed = {f"{key}_press" for key in given}
    states = {key for key in given if re.match(r"(state|ended)_", key)}
    assert set(given) - said - named - pressed - states == set()


def test_what_is_left_open_in_the_words_is_filled_by_the_island() -> None:
    known = {"n", "all", "name", "block", "column", "stage", "end"}
    assert {name for words in island_words().values() for name in re.findall(r"{(\w+)}", words)} <= known
