from django.urls import path

from plandugnad.strategies.tidying import answering, result_views, types_views, views

_ALL = "kommuner/<str:number>/rydding/"
_ONE = f"{_ALL}<uuid:id>/"

urlpatterns = [
    path(_ALL, views.tidying, name="tidying"),
    path(f"{_ALL}flere/", views.tidying_bulk, name="tidying_bulk"),
    path(f"{_ALL}runde/", views.tidying_round, name="tidying_round"),
    path(f"{_ALL}runde/<uuid:round_id>/", views.tidying_close, name="tidying_close"),
    path(f"{_ALL}resultat/", result_views.tidying_result, name="tidying_result"),
    path(f"{_ALL}resultat/xlsx", result_views.tidying_result_file, name="tidying_result_file"),
    path(f"{_ALL}angre/<uuid:batch>/", views.tidying_undo_many, name="tidying_undo_many"),
    path(_ONE, views.tidying_plan, name="tidying_plan"),
    path(f"{_ONE}angre/", views.tidying_undo, name="tidying_undo"),
    path(f"{_ONE}felt/<str:name>/", views.tidying_field, name="tidying_field"),
    path("kommuner/<str:number>/plantyper/", types_views.few_types, name="few_types"),
    path("kommuner/<str:number>/plantyper/endre/", types_views.type_move, name="type_move"),
    path("kommuner/<str:number>/plantyper/angre/<uuid:id>/", types_views.type_move_undo, name="type_move_undo"),
    path("planer/<uuid:id>/fem-sporsmal/", answering.plan_questions, name="plan_questions"),
]
