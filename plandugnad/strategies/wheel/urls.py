from django.urls import path

from plandugnad.strategies.wheel import views

urlpatterns = [
    path("kommuner/<str:number>/hjul/", views.municipality_wheel, name="municipality_wheel"),
    path("samarbeid/<uuid:id>/hjul/", views.collaboration_wheel, name="collaboration_wheel"),
]
