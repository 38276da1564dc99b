from plandugnad.strategies.needs.views.board import board, board_choose
from plandugnad.strategies.needs.views.listing import needs, needs_move, needs_order, needs_undo, propose
from plandugnad.strategies.needs.views.need import need, need_bring_back, need_of_plan, need_sum, need_take_out
from plandugnad.strategies.needs.views.term import capacity, weights

__all__ = [
    "board",
    "board_choose",
    "capacity",
    "need",
    "need_bring_back",
    "need_of_plan",
    "need_sum",
    "need_take_out",
    "needs",
    "needs_move",
    "needs_order",
    "needs_undo",
    "propose",
    "weights",
]
