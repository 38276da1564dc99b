from django.urls import path

from plandugnad.strategies.jointly import views

_ALL = "samarbeid/<uuid:id>/planlegg-sammen/"

urlpatterns = [
    path(_ALL, views.collaboration_jointly, name="collaboration_jointly"),
    path(f"{_ALL}spor/", views.joint_ask_new, name="joint_ask_new"),
    path("planlegg-sammen/<uuid:id>/", views.joint_ask, name="joint_ask"),
    path("planlegg-sammen/<uuid:id>/trekk/", views.joint_ask_withdraw, name="joint_ask_withdraw"),
]
