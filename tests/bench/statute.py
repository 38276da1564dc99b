"""How fast the law is counted, and how often one is wrong who only adds days.

`python -m tests.bench.statute`. The peer is what people do by hand and most programs do: start plus a number of days.
"""

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta

from plandugnad.engines.statute import Case, Deadline, Event, chains, conflicts_of, course_of, deadlines_of
from plandugnad.engines.statute.periods import Length, Unit
from tests.bench.figures import take, verdict

PROCESSES = 5_000
GOALS_MS: dict[str, float] = {"deadlines": 2}
_DAYS_IN = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 30, Unit.YEARS: 365}


def main() -> None:
    land_use = full("KPA", date(2026, 1, 12))
    for name, work in (("deadlines", deadlines_of), ("course", course_of), ("conflicts", conflicts_of)):
        taken = take(lambda work=work: [work(fresh(land_use)) for _ in range(20)])  # type: ignore[misc]
        each = taken.wall_ms / 20
        print(f"land-use part, all steps dated: {name:<10} {each:6.3f} ms  {verdict(each, GOALS_MS.get(name))}")
    taken = take(lambda: [everything(fresh(land_use)) for _ in range(20)])
    print(f"{'all three, with every sentence said':<43} {taken.wall_ms / 20:6.3f} ms")
    cases = list(processes(PROCESSES))
    started = time.perf_counter()
    found = [deadline for case in cases for deadline in deadlines_of(case)]
    spent = time.perf_counter() - started
    print(f"{PROCESSES} processes, {len(found)} deadlines: {spent:.2f} s  {verdict(spent, 5)}")
    _against_adding_days(found)


def _against_adding_days(found: list[Deadline]) -> None:
    forwards = [one for one in found if one.version.length and not one.backwards and one.working_day_end]
    wrong = [one for one in forwards if added(one) != one.working_day_end]
    early = sum(1 for one in wrong if added(one) < (one.working_day_end or date.max))
    print(
        f"start + days is wrong for {len(wrong)} of {len(forwards)} ({len(wrong) / len(forwards):.0%}): "
        f"{early} too early, {len(wrong) - early} too late"
    )


def added(deadline: Deadline) -> date:
    length: Length | None = deadline.version.length
    assert length
    return deadline.starts_on + timedelta(days=length.number * _DAYS_IN[length.unit])


def full(chain_id: str, start: date) -> Case:
    """Every step done, a month apart."""
    chain = chains()[chain_id]
    steps = [step for step in chain.steps if not any(one.startswith("not ") for one in step.when)]
    events = tuple(Event(step.id, start + timedelta(days=30 * place)) for place, step in enumerate(steps))
    return Case(chain, start + timedelta(days=400), events)


def fresh(case: Case) -> Case:
    """The same facts, without what was remembered of them."""
    return Case(case.chain, case.today, case.events, case.chosen)


def everything(case: Case) -> list[str]:
    said = [one.why() for one in deadlines_of(case)]
    said += [reason.said() for one in course_of(case) for reason in (*one.why_earliest, *one.why_latest)]
    return said + [one.said() for one in conflicts_of(case)]


def processes(number: int) -> Iterator[Case]:
    chance = random.Random(2026)
    kinds = list(chains().values())
    for _ in range(number):
        chain = chance.choice(kinds)
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(1_000))
        events = []
        for step in chain.steps[: chance.randrange(1, len(chain.steps) + 1)]:
            day += timedelta(days=chance.randrange(5, 60))
            events.append(Event(step.id, day))
        yield Case(chain, date(2026, 6, 1), tuple(events))


if __name__ == "__main__":
    main()
