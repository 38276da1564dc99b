"""Years marked by colour alone: a painted cell under a year means work that year, where nobody has written crosses."""

from collections.abc import Iterable

from plandugnad.engines.tables.grid import Grid
from plandugnad.engines.tables.guess import TableGuess
from plandugnad.engines.tables.text import is_blank

_FEWEST_ROWS = 4


def painted_years(grid: Grid, guess: TableGuess, plans: Iterable[int]) -> frozenset[tuple[int, int]]:
    """The cells, (row, column), that mark a year; none when text marks years or the paint is only for looks."""
    years = {column.index for column in guess.columns if column.field and column.field.startswith("year_")}
    name = guess.column_of("name")
    if not years or not grid.sheet.painted or name is None:
        return frozenset()
    rows = list(plans)
    if any(not is_blank(text) for row in rows for column, text in grid.texts(row).items() if column in years):
        return frozenset()
    # A column painted all the way down, or a row all the way across, is striped, not marked.
    striped = {
        column for column in years
        if len(rows) >= _FEWEST_ROWS and all((row, column) in grid.sheet.painted for row in rows)
    }  # fmt: skip
    return frozenset(
        (row, column) for row in rows for column in years - striped
        if (row, column) in grid.sheet.painted and not _is_painted(grid, row, name.index)
    )  # fmt: skip


def _is_painted(grid: Grid, row: int, column: int) -> bool:
    cell = grid.own(row).get(column)
    return bool(cell and cell.filled) or (row, column) in grid.sheet.painted
