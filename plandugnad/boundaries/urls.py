from django.urls import path

from plandugnad.boundaries import views

urlpatterns = [
    path("administrasjon/grenser/", views.boundaries, name="boundaries"),
    path("administrasjon/grenser/<uuid:id>/bruk/", views.boundaries_take, name="boundaries_take"),
    path("administrasjon/grenser/<uuid:id>/ut/", views.boundaries_take_out, name="boundaries_take_out"),
    path("administrasjon/grenser/<uuid:id>/forkast/", views.boundaries_throw_away, name="boundaries_throw_away"),
]
