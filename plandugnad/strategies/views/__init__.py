from plandugnad.strategies.views.overview import strategies, strategy, strategy_delete, strategy_undelete

__all__ = ["strategies", "strategy", "strategy_delete", "strategy_undelete"]
