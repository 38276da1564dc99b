"""How a figure is taken and told, the same in every benchmark."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

ROUNDS = 15


@dataclass(frozen=True)
class Taken:
    """Medians in ms. The processor's says more where others use the machine; it is of this process alone."""

    wall_ms: float
    processor_ms: float


def take(work: Callable[[], object], rounds: int = ROUNDS) -> Taken:
    work()
    wall, processor = [], []
    for _ in range(rounds):
        started, spent = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - started)
        processor.append(time.process_time() - spent)
    return Taken(statistics.median(wall) * 1000, statistics.median(processor) * 1000)


def verdict(value: float, goal: float | None) -> str:
    """'≤ 150 met', '≤ 150 NOT MET', or nothing where there is no goal."""
    if goal is None:
        return ""
    return f"≤ {goal:g} {'met' if value <= goal else 'NOT MET'}"


def memory_words() -> str:
    """This process and those it started, with what is shared divided among those that share it."""
    me = psutil.Process()
    size = {"this process": me.memory_full_info().pss}
    for child in me.children(recursive=True):
        kind = "database" if "postgres" in " ".join(child.cmdline()) else "others"
        size[kind] = size.get(kind, 0) + child.memory_full_info().pss
    parts = ", ".join(f"{kind} {bytes / 1024**2:.0f}" for kind, bytes in size.items())
    return f"memory in MB: {parts}; together {sum(size.values()) / 1024**2:.0f}"
