"""Making the proposal public, the council's decision, and what it does to the plans."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plandugnad.core.audit import By
    from plandugnad.strategies.models import Strategy

# What else is done as a strategy is adopted, and as its adoption is taken back: in the same transaction, after the
# plans have been written. Others add to these as they are loaded.
adopted: "list[Callable[[By, Strategy], None]]" = []
taken_back: "list[Callable[[By, Strategy], None]]" = []
