from django.urls import path

from plandugnad.processes.common import views, views_agreed

_ALL = "samarbeid/<uuid:id>/fellesprosesser/"
_ONE = f"{_ALL}<str:chain>/"

urlpatterns = [
    path(_ALL, views.common_processes, name="common_processes"),
    path(_ONE, views.common_process, name="common_process"),
    path(f"{_ONE}beskriv/", views.common_describe, name="common_describe"),
    path(f"{_ONE}fra-arbeidsarket/", views_agreed.common_agreed, name="common_agreed"),
    path(f"{_ONE}nytt-steg/", views.common_step_add, name="common_step_add"),
    path(f"{_ONE}steg/<str:code>/", views.common_step, name="common_step"),
    path(f"{_ONE}steg/<str:code>/mal/", views.common_template, name="common_template"),
    path(f"{_ONE}steg/<str:code>/fjern/", views.common_step_remove, name="common_step_remove"),
    path(f"{_ONE}angre/<uuid:event>/", views.common_undo, name="common_undo"),
    path(f"{_ONE}slett/", views.common_delete, name="common_delete"),
    path(f"{_ONE}hent-tilbake/", views.common_undelete, name="common_undelete"),
]
