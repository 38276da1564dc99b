"""Whether the edge of an area crosses itself: then nobody can say what is inside, and its area comes out wrong."""

from collections import defaultdict
from itertools import combinations, pairwise
from math import ceil, sqrt

Position = tuple[float, float]
Edge = tuple[Position, Position]

# So much work is enough for twenty thousand points as maps have them. What is made to cost more is not looked through.
MOST_CELLS = 400_000
MOST_PAIRS = 2_000_000


def crossing_of(ring: list[Position]) -> Position | None:
    """A place where two edges of a closed ring cross, or None. To touch is not to cross."""
    edges = [edge for edge in pairwise(ring) if edge[0] != edge[1]]
    pairs = 0
    for cell in _neighbours(edges).values():
        pairs += len(cell) * (len(cell) - 1) // 2
        if pairs > MOST_PAIRS:
            return None
        for one, other in combinations(cell, 2):
            if _cross(*one, *other):
                return one[0]
    return None


def _neighbours(edges: list[Edge]) -> dict[tuple[int, int], list[Edge]]:
    """The edges by the squares of a grid they pass, about as many squares as edges: only neighbours can cross."""
    across, upwards = [x for edge in edges for x, _ in edge], [y for edge in edges for _, y in edge]
    west, south = min(across), min(upwards)
    side = max(max(across) - west, max(upwards) - south) / ceil(sqrt(len(edges))) or 1.0
    cells: dict[tuple[int, int], list[Edge]] = defaultdict(list)
    count = 0
    for edge in edges:
        columns, rows = (sorted(int((place[axis] - (west, south)[axis]) / side) for place in edge) for axis in (0, 1))
        count += (columns[1] - columns[0] + 1) * (rows[1] - rows[0] + 1)
        if count > MOST_CELLS:
            return {}
        for column in range(columns[0], columns[1] + 1):
            for row in range(rows[0], rows[1] + 1):
                cells[column, row].append(edge)
    return cells


def _cross(a: Position, b: Position, c: Position, d: Position) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Position, b: Position, c: Position) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
