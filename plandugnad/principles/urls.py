from django.urls import path

from plandugnad.principles import views

_ALL = "samarbeid/<uuid:id>/helsesjekk/"
_ONE = f"{_ALL}<uuid:round>/"

urlpatterns = [
    path(_ALL, views.health, name="health_checks"),
    path(f"{_ALL}ny/", views.health_open, name="health_open"),
    path(_ONE, views.health_round, name="health_round"),
    path(f"{_ONE}svar/", views.health_answer, name="health_answer"),
    path(f"{_ONE}svar/ta-tilbake/", views.health_take_back, name="health_take_back"),
    path(f"{_ONE}frist/", views.health_due, name="health_due"),
    path(f"{_ONE}lukk/", views.health_close, name="health_close"),
    path(f"{_ONE}avbryt/", views.health_cancel, name="health_cancel"),
]
