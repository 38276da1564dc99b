from django.urls import path

from plandugnad.strategies.workshop import phone, views

_ONE = "planstrategi/<uuid:id>/verksted/"

urlpatterns = [
    path(_ONE, views.strategy_workshop, name="strategy_workshop"),
    path(f"{_ONE}lenke/", views.strategy_workshop_link, name="strategy_workshop_link"),
    path(f"{_ONE}behov/", views.strategy_workshop_need, name="strategy_workshop_need"),
    path(f"{_ONE}ambisjoner/", views.strategy_workshop_ambitions, name="strategy_workshop_ambitions"),
    path(f"{_ONE}invitasjon/<str:group>/", views.strategy_workshop_invitation, name="strategy_workshop_invitation"),
    path("verksted/<str:token>/", phone.council_phone, name="council_phone"),
]
