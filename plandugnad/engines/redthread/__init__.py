"""Goals, and the plans, measures and budget lines that follow them up → what stands under each, what it costs by year,
and what hangs loose."""

from plandugnad.engines.redthread.thread import (
    Goal,
    Line,
    Loose,
    LooseKind,
    Measure,
    PlanNode,
    Thread,
    Under,
    read_thread,
)

__all__ = ["Goal", "Line", "Loose", "LooseKind", "Measure", "PlanNode", "Thread", "Under", "read_thread"]
