from django.urls import path

from plandugnad.consultations.objections import views

_OBJECTION = "innsigelser/<uuid:id>/"

urlpatterns = [
    path("horinger/<uuid:id>/innsigelser/", views.objections, name="objections"),
    path("uttalelser/<uuid:id>/innsigelse/", views.objection_new, name="objection_new"),
    path(_OBJECTION, views.objection, name="objection"),
    path(f"{_OBJECTION}endre/", views.objection_edit, name="objection_edit"),
    path(f"{_OBJECTION}hendelse/", views.objection_turn, name="objection_turn"),
    path(f"{_OBJECTION}hendelse/<uuid:turn>/ta-bort/", views.objection_turn_back, name="objection_turn_back"),
    path(f"{_OBJECTION}hendelse/<uuid:event>/hent-tilbake/", views.objection_turn_again, name="objection_turn_again"),
    path(f"{_OBJECTION}slett/", views.objection_delete, name="objection_delete"),
    path(f"{_OBJECTION}hent-tilbake/", views.objection_undelete, name="objection_undelete"),
]
