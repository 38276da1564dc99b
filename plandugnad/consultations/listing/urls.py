from django.urls import path

from plandugnad.consultations.listing import views

_LIST = "horinger/<uuid:id>/uttalelser/"

urlpatterns = [
    path(_LIST, views.statements, name="statements"),
    path(f"{_LIST}fordel/", views.statements_assign, name="statements_assign"),
    path(f"{_LIST}fordel/<uuid:event>/angre/", views.statements_assign_undo, name="statements_assign_undo"),
]
