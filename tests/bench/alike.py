"""Points that are alike, among ten thousand: the engine alone, and the whole job with the database.

python -m tests.bench.alike [POINTS]

The peer compares everybody with everybody, by the words two texts share (Jaccard) and by difflib, on a sample.
"""

import itertools
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeVar

from plandugnad.engines.alike import groups_of
from plandugnad.engines.alike.words import said_words, stems_of
from plandugnad.launch.postgres import EmbeddedPostgres
from tests.bench.figures import verdict
from tests.engines.alike.quality import labelled, quality

Found = TypeVar("Found")

POINTS = 10_000
SAMPLE = 600
_GOAL_SECONDS = 10
_CAMPAIGNS = (900, 400, 150)

_PLACE_BEGINNINGS = "Stor Sand Kirke Elve Bekke Fure Gran Sol Myr Brat Nord Sør Øst Lang Hav Sel Mo Bjørke Rogne Skar"
_PLACE_ENDS = "vatnet bukta bakken gata faret moen lia haugen neset vika fjellet dalen tangen sundet åsen"
_THING_BEGINNINGS = "hytte bolig skole tur bade små støy lek park bære rein jord sykkel buss skog fiske gang nærings"
_THING_ENDS = "feltet veien plassen stien skogen området bygget huset brua kaia"
_WANTS = (
    "må bevares slik det er,bør flyttes lenger nord,må utredes bedre,ødelegger utsikten,gir for mye trafikk,"
    "er farlig for barna,må få belysning,skaper arbeidsplasser,tar dyrka mark,gir skygge om ettermiddagen,"
    "må sikres mot flom,bør tas ut av planen,er viktig for friluftslivet,mangler avløp,må være universelt utformet,"
    "forstyrrer dyrelivet,bryter med bebyggelsen rundt,trenger fortau,gir støy om natta,må ha rekkefølgekrav,"
    "er et kulturminne,kommer for nær naboene,må få bedre adkomst,bør bygges før boligene,senker verdien på husene"
)
_WHO = (
    "familien,hjemmetjenesten,idrettslaget,velforeningen,bonden,barnehagen,korpset,speideren,naboen,bedriften,grenda,"
    "laget"
)
_DOES = (
    "har brukt stedet i årevis,ser dette hver eneste dag,får ikke fram traktoren,har elleve ansatte der,"
    "eier grunnen rundt,målte 62 desibel i mai,samler ved i skråningen,legger båten der,har spurt om dette før,"
    "mister tomta si,går tur med hunden,plukker bær hver høst,har rett til vann fra brønnen,parkerer i veikanten,"
    "henter post ved krysset,arrangerer renn om vinteren"
)
_WHEN = (
    "siden krigen,hver vår,også om vinteren,etter flommen i 2014,når skolen er slutt,før isen går,i helgene,hele året,"
    "om natta,når det er jakt,i ferien,etter at butikken ble lagt ned"
)
_NAMES = "Kari,Ola,Siri,Jon,Per,Anne,Nils,Grete,Marit,Lars,Ida,Emil,Tuva,Aslak,Nora,Henrik,Inger,Odd,Randi,Terje"
_FAMILIES = "Nilsen,Berg,Dahl,Lie,Moen,Strand,Haugen,Bakke,Sara,Utsi,Vik,Lund,Solberg,Eide,Aas,Myhre,Rønning,Hagen"


@dataclass(frozen=True)
class Planted:
    id: str
    text: str
    group: int


def planted(points: int = POINTS, seed: int = 2026) -> list[Planted]:
    """Campaigns with the name and a sentence changed, rephrasings of two to fifteen, and the rest each by itself."""
    chance = random.Random(seed)
    texts: list[tuple[str, int]] = []
    for number, size in enumerate(_CAMPAIGNS):
        texts += [(text, number) for text in _campaign(chance, size * points // POINTS)]
    seen: set[tuple[str, str, str]] = set()
    while len(texts) < points:
        matter = _matter(chance)
        if matter not in seen:
            seen.add(matter)
            number = len(_CAMPAIGNS) + len(seen)
            texts += [(_said(chance, *matter), number) for _ in range(chance.choice((1, 1, 2, 3, 5, 8, 15)))]
    texts = texts[:points]
    chance.shuffle(texts)
    return [Planted(f"{place:06}", text, number) for place, (text, number) in enumerate(texts)]


def _matter(chance: random.Random) -> tuple[str, str, str]:
    thing = chance.choice(_THING_BEGINNINGS.split()) + chance.choice(_THING_ENDS.split())
    place = chance.choice(_PLACE_BEGINNINGS.split()) + chance.choice(_PLACE_ENDS.split())
    return thing, place, _one(chance, _WANTS)


def _one(chance: random.Random, listed: str) -> str:
    return chance.choice(listed.split(","))


def _campaign(chance: random.Random, size: int) -> Iterator[str]:
    body = " ".join(_said(chance, *_matter(chance)) for _ in range(4))
    for _ in range(size):
        own = f" {_why(chance)}" if chance.random() < 0.3 else ""
        yield f"Jeg heter {_one(chance, _NAMES)} {_one(chance, _FAMILIES)}. {body}{own}"


def _said(chance: random.Random, thing: str, place: str, want: str) -> str:
    """The same matter in other words, order and company."""
    ways = (
        f"{thing.capitalize()} ved {place} {want}.",
        f"Vi mener at {thing} ved {place} {want}.",
        f"Når det gjelder {place}: {thing} {want}.",
        f"Eg meiner {thing} på {place} {want}.",
        f"Som nabo til {place} vil jeg si at {thing} der {want}.",
    )
    return " ".join([chance.choice(ways), *(_why(chance) for _ in range(chance.choice((0, 1, 1, 2))))])


def _why(chance: random.Random) -> str:
    return f"{_one(chance, _WHO).capitalize()} {_one(chance, _DOES)} {_one(chance, _WHEN)}."


def main() -> None:
    if sys.argv[1:2] == ["child"]:
        _job(int(sys.argv[2]))
        return
    points = planted(int(sys.argv[1]) if len(sys.argv) > 1 else POINTS)
    _with_database(len(points))
    texts = [(one.id, one.text) for one in points]
    on_processor = time.process_time()
    spent, groups = _timed(lambda: groups_of(texts))
    on_processor = time.process_time() - on_processor
    print(
        f"{len(points)} points, engine alone: {on_processor:.2f} s of one processor "
        f"{verdict(on_processor, _GOAL_SECONDS)}, {spent:.2f} s on the clock"
    )
    by_id = {one.id: one.group for one in points}
    found = {
        pair for group in groups for pair in itertools.combinations(sorted(member.id for member in group.members), 2)
    }
    right = sum(1 for one, other in found if by_id[one] == by_id[other])
    sizes: dict[int, int] = {}
    for one in points:
        sizes[one.group] = sizes.get(one.group, 0) + 1
    planted_pairs = sum(size * (size - 1) // 2 for size in sizes.values())
    print(
        f"{len(groups)} groups, the largest {[len(group.members) for group in groups[:5]]}; "
        f"of planted pairs precision {right / len(found):.3f}, recall {right / planted_pairs:.3f}"
    )
    _peers(texts[:SAMPLE])
    for half in ("tune", "try", ""):
        told = quality(labelled(half))
        print(
            f"points grouped by hand, {half or 'all'}: precision {told.precision:.2f}, recall {told.recall:.2f}, "
            f"{told.right} pairs"
        )


def _with_database(points: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="plandugnad-bench-"))
    folder.chmod(0o755)
    (folder / "static").mkdir()
    with EmbeddedPostgres(folder / "db") as database:
        environment = os.environ | {
            "DATABASE_URL": database.url,
            "PLANDUGNAD_SECRET_KEY": "only-for-measuring",
            "PLANDUGNAD_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
            "PLANDUGNAD_LOG_LEVEL": "ERROR",
        }
        subprocess.run([sys.executable, "-m", "tests.bench.alike", "child", str(points)], check=True, env=environment)


def _job(number: int) -> None:
    """The first run, and the same again, when all it finds stands already."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from plandugnad.consultations.alike import queries
    from plandugnad.consultations.alike.looking import begin_run, carry_out
    from plandugnad.consultations.models import GroupState, Point, Statement
    from plandugnad.core.bulk import insert_rows
    from tests.bench.figures import take
    from tests.cast import Cast
    from tests.consultations.builders import a_consultation, day

    consultation = a_consultation(Cast().fjordvik)
    said = planted(number)
    about = {"consultation": consultation, "source": "web", "party": "private", "received_on": day(0)}
    statements = [
        Statement(number=place, name=f"Navn {place}", text=one.text, **about) for place, one in enumerate(said)
    ]
    insert_rows(statements)
    insert_rows([Point(statement=one, starts=0, ends=len(one.text), quote=one.text) for one in statements])
    for words in ("first run", "the same again"):
        run, _is_new = begin_run(consultation)
        on_processor = time.process_time()
        spent, found = _timed(lambda run=run: carry_out(run.pk))  # type: ignore[misc]
        on_processor = time.process_time() - on_processor
        print(
            f"whole job with the database, {words}: {on_processor:.2f} s of one processor "
            f"{verdict(on_processor, _GOAL_SECONDS)}, {spent:.2f} s on the clock, {found} groups"
        )
    page = take(lambda: list(queries.read_groups(consultation, GroupState.PROPOSED, None)), rounds=5)
    print(f"a page of the largest groups: {page.wall_ms:.0f} ms, {page.processor_ms:.0f} of them ours")


def _peers(texts: list[tuple[str, str]]) -> None:
    ours, _groups = _timed(lambda: groups_of(texts))
    jaccard, _found = _timed(lambda: _everybody([set(stems_of(said_words(text))) for _id, text in texts]))
    differing, _found = _timed(lambda: _difflib([text for _id, text in texts[: SAMPLE // 4]]))
    differing *= 16  # the square of what was left out
    print(f"{SAMPLE} points: engine {ours:.2f} s; all pairs by Jaccard {jaccard:.2f} s, by difflib {differing:.0f} s")
    more = (POINTS / SAMPLE) ** 2
    print(f"all pairs of {POINTS} would take {jaccard * more:.0f} s and {differing * more / 3600:.1f} h")


def _everybody(words: list[set[str]]) -> int:
    return sum(1 for one, other in itertools.combinations(words, 2) if len(one & other) >= len(one | other) / 3)


def _difflib(texts: list[str]) -> int:
    pairs = itertools.combinations(texts, 2)
    return sum(1 for one, other in pairs if SequenceMatcher(None, one, other).ratio() >= 0.6)


def _timed(work: Callable[[], Found]) -> tuple[float, Found]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


if __name__ == "__main__":
    main()
