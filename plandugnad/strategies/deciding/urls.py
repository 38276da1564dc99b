from django.urls import path

from plandugnad.strategies.deciding import public_views, views

_ONE = "planstrategi/<uuid:id>/"
_DECIDE = f"{_ONE}vedtak/"

urlpatterns = [
    path(f"{_ONE}prosess/", views.strategy_process, name="strategy_process"),
    path(_DECIDE, views.strategy_decide, name="strategy_decide"),
    path(f"{_DECIDE}kommuneplanen/", views.strategy_parts, name="strategy_parts"),
    path(f"{_DECIDE}offentlig/", views.strategy_publish, name="strategy_publish"),
    path(f"{_DECIDE}offentlig/<uuid:edition>/ta-bort/", views.strategy_unpublish, name="strategy_unpublish"),
    path(f"{_DECIDE}offentlig/<uuid:edition>/legg-ut/", views.strategy_republish, name="strategy_republish"),
    path(f"{_DECIDE}mote/", views.strategy_meeting, name="strategy_meeting"),
    path(f"{_DECIDE}kommunestyret/", views.strategy_adopt, name="strategy_adopt"),
    path(f"{_DECIDE}kommunestyret/<uuid:adoption>/angre/", views.strategy_adopt_undo, name="strategy_adopt_undo"),
    path(f"{_ONE}offentlig/", public_views.strategy_public, name="strategy_public"),
    path(f"{_ONE}offentlig/bilde/<str:digest>/", public_views.strategy_public_picture, name="strategy_public_picture"),
    path(f"{_ONE}offentlig/<str:kind>/", public_views.strategy_public_file, name="strategy_public_file"),
]
