from django.urls import path

from plandugnad.strategies.asking import views

_ONE = "planstrategi/<uuid:id>/spurt/"

urlpatterns = [
    path(_ONE, views.strategy_asked, name="strategy_asked"),
    path(f"{_ONE}forslag/", views.strategy_asked_propose, name="strategy_asked_propose"),
    path(f"{_ONE}ny/", views.strategy_asked_new, name="strategy_asked_new"),
    path(f"{_ONE}sendt/", views.strategy_asked_sent, name="strategy_asked_sent"),
    path(f"{_ONE}dato/", views.strategy_asked_date, name="strategy_asked_date"),
    path(f"{_ONE}brev/<str:kind>/", views.strategy_asked_letter, name="strategy_asked_letter"),
    path(f"{_ONE}<uuid:party>/", views.strategy_asked_edit, name="strategy_asked_edit"),
    path(f"{_ONE}<uuid:party>/fjern/", views.strategy_asked_remove, name="strategy_asked_remove"),
    path(f"{_ONE}<uuid:party>/hent-tilbake/", views.strategy_asked_return, name="strategy_asked_return"),
]
