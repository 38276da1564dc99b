from django.urls import path

from plandugnad.consultations.public import confirming, statement, views

_ONE = "horing/<uuid:id>/"

urlpatterns = [
    path("horing/", views.public_consultations, name="public_consultations"),
    path("horing/bekreft/<str:token>/", confirming.statement_confirm, name="statement_confirm"),
    path(_ONE, views.public_consultation, name="public_consultation"),
    path(f"{_ONE}dokument/<uuid:document>/", views.public_document, name="public_document"),
    path(f"{_ONE}uttal-deg/", statement.statement_form, name="statement_form"),
]
