"""Messy municipal tables become typed plan rows, with errors in words. Every guess can be corrected."""

from plandugnad.engines.tables.columns import ColumnGuess
from plandugnad.engines.tables.duplicates import normalised_name, possible_duplicates, same_plan
from plandugnad.engines.tables.guess import TableGuess, apply_memory, guess_table, remember
from plandugnad.engines.tables.headings import FIELDS
from plandugnad.engines.tables.limits import Limits
from plandugnad.engines.tables.messages import LANGUAGES
from plandugnad.engines.tables.opening import open_workbook, paste
from plandugnad.engines.tables.places import Place, Places
from plandugnad.engines.tables.plan_row import PlanRow, RowError
from plandugnad.engines.tables.reading import Reading, read_table
from plandugnad.engines.tables.refusal import Refused
from plandugnad.engines.tables.sheet import Cell, Merge, Sheet, column_letter
from plandugnad.engines.tables.when import When
from plandugnad.engines.tables.whole_file import read_all, read_file
from plandugnad.engines.tables.workbook import Notice, Workbook

__all__ = [
    "FIELDS",
    "LANGUAGES",
    "Cell",
    "ColumnGuess",
    "Limits",
    "Merge",
    "Notice",
    "Place",
    "Places",
    "PlanRow",
    "Reading",
    "Refused",
    "RowError",
    "Sheet",
    "TableGuess",
    "When",
    "Workbook",
    "apply_memory",
    "column_letter",
    "guess_table",
    "normalised_name",
    "open_workbook",
    "paste",
    "possible_duplicates",
    "read_all",
    "read_file",
    "read_table",
    "remember",
    "same_plan",
]
