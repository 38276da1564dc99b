"""What it costs to judge an update before it is applied, against applying it and nothing else.

`python -m tests.bench.sheet`. Two sheets, one with a single goal and one with three hundred, 13 000 signs from thirty
browsers: the cost of an update must be the same in both. The peer is the library alone, which takes in whatever it is
sent.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

from pycrdt import Doc, XmlElement, XmlText

from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.outline import outline
from plandugnad.engines.sheet.projection import project
from tests.bench.figures import take, verdict
from tests.engines.sheet.worksheet import BLOCKS, SCHEMA, Browser

NUMBER = 1_000
GROWTH = 1.5  # how much dearer an update may be in the large sheet
GOAL_US = 125.0  # so that 400 edits a second take a twentieth of one core


def written(items: int) -> bytes:
    """`items` goals of fifty signs, from thirty browsers."""
    browsers = [Browser(client=1_000 + number) for number in range(30)]
    for number in range(items):
        browsers[number % 30].add("goals/rows", f"maal-{number:06}", "Vi vil dele på brøytingen mellom de seks. ", "V")
    whole = Browser()
    for one in browsers:
        whole.receive(one.doc.get_update())
    return whole.doc.get_update()


def typing(browser: Browser) -> None:
    words = browser.words("goals/rows", "maal-000000", "goal")
    for _ in range(NUMBER):
        words.insert(0, "a")


def adding(browser: Browser) -> None:
    for number in range(100):
        browser.add("aims/cards", f"kort-{number:06}")


def rich(browser: Browser) -> None:
    browser.text().children.append(XmlElement("paragraph", contents=[XmlText("")]))
    words = browser.text().children[0].children[0]
    for _ in range(NUMBER // 4):
        words.insert(0, "a")


def moving(browser: Browser) -> None:
    for number in range(NUMBER):
        browser.items("goals/rows")["maal-000000"]["hours"] = number


KINDS: dict[str, Callable[[Browser], None]] = {
    "a sign in a row": typing,
    "a sign in the rich text": rich,
    "a value": moving,
    "a new card": adding,
}


def judged(state: bytes, updates: Sequence[bytes]) -> float:
    sheet = Sheet.open(SCHEMA, [state])
    return each(updates, lambda one: sheet.apply(one, BLOCKS), Accepted)


def unjudged(state: bytes, updates: Sequence[bytes]) -> float:
    doc: Doc[Any] = Doc()
    doc.apply_update(state)
    made: list[bytes] = []
    subscription = doc.observe(lambda event: made.append(event.update))
    spent = each(updates, doc.apply_update, type(None))
    assert subscription
    assert made
    return spent


def each(updates: Sequence[bytes], work: Callable[[bytes], object], kind: type) -> float:
    """Processor time of one, in µs."""
    started = time.process_time()
    answers = [work(one) for one in updates]
    spent = time.process_time() - started
    assert all(isinstance(one, kind) for one in answers), answers[0]
    return spent / len(updates) * 1e6


def main() -> None:
    small, large = written(1), written(300)
    states = {"small": small, "large": large}
    print(f"small {len(small) / 1e3:.1f} kB, large {len(large) / 1e3:.0f} kB; µs of processor for one update")
    for kind, do in KINDS.items():
        cost: dict[str, float] = {}
        for size, state in states.items():
            browser = Browser(state, client=7)
            do(browser)
            ours = min(judged(state, browser.made) for _ in range(5))
            plain = min(unjudged(state, browser.made) for _ in range(5))
            cost[size] = ours
            print(f"{kind:<24} {size:<6} judged {ours:6.0f}  alone {plain:6.0f}  ratio {ours / plain:4.1f} ", end="")
            print(verdict(ours, None if do is adding else GOAL_US))
        growth = cost["large"] / cost["small"]
        print(f"{'':<24} large against small {growth:.2f} {verdict(growth, GROWTH)}")
    sheet = Sheet.open(SCHEMA, [large])
    works: dict[str, Callable[[], object]] = {
        "opened": lambda: Sheet.open(SCHEMA, [large]),
        "rows": lambda: project(sheet),
        "outline": lambda: outline(SCHEMA.definition, project(sheet)),
    }
    for name, work in works.items():
        print(f"the large one, {name:<8} {take(work, 5).processor_ms:7.1f} ms")


if __name__ == "__main__":
    main()
