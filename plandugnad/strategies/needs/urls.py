from django.urls import path

from plandugnad.strategies.needs import views

_NEEDS = "planstrategi/<uuid:id>/behov/"

urlpatterns = [
    path(_NEEDS, views.needs, name="strategy_needs"),
    path(f"{_NEEDS}flytt/", views.needs_move, name="strategy_needs_move"),
    path(f"{_NEEDS}rekkefolge/", views.needs_order, name="strategy_needs_order"),
    path(f"{_NEEDS}angre/<uuid:event>/", views.needs_undo, name="strategy_needs_undo"),
    path(f"{_NEEDS}foresla/", views.propose, name="strategy_need_propose"),
    path(f"{_NEEDS}vekter/", views.weights, name="strategy_weights"),
    path(f"{_NEEDS}kapasitet/", views.capacity, name="strategy_capacity"),
    path(f"{_NEEDS}tavle/", views.board, name="strategy_board"),
    path(f"{_NEEDS}tavle/velg/", views.board_choose, name="strategy_board_choose"),
    path(f"{_NEEDS}sum/", views.need_sum, name="strategy_need_sum"),
    path(f"{_NEEDS}plan/<uuid:plan>/", views.need_of_plan, name="strategy_need_of_plan"),
    path(f"{_NEEDS}<uuid:need>/", views.need, name="strategy_need"),
    path(f"{_NEEDS}<uuid:need>/ta-ut/", views.need_take_out, name="strategy_need_take_out"),
    path(f"{_NEEDS}<uuid:need>/hent-tilbake/", views.need_bring_back, name="strategy_need_bring_back"),
]
